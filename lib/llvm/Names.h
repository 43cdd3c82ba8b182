//===- Names.h - What the programmer calls a value --------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_NAMES_H
#define ESCAPE_LLVM_NAMES_H

#include "llvm/IR/Function.h"
#include "llvm/IR/InstrTypes.h"

#include <string>

namespace escape {

// The source variable that holds `V`, from debug records: directly, or the
// variable it is stored to. Empty if there is none.
std::string variableName(const llvm::Value &V);

// The type of the object a pointer variable that holds `V` points to, as the
// source writes it: "struct user". Empty if it is not known.
std::string pointeeType(const llvm::Value &V);

// What to call the object a call allocates: its variable; without one, what it
// is ("malloc at line 16"), or "malloc (%p)" where there are no lines.
std::string objectName(const llvm::CallBase &Call);

// The name of a parameter, or "parameter 2".
std::string parameterName(const llvm::Argument &Arg);

// An operation in a flow path: "call to log_event", "store to last_error".
std::string describeOperation(const llvm::Instruction &I);

// A function's linkage name, without a leading '\1'.
std::string functionName(const llvm::Function &F);

// What the source calls a function or variable: "list<int>::push", without
// parameters. In C the linkage name.
std::string sourceName(const llvm::GlobalValue &G);

} // namespace escape

#endif
