//===- Frequency.h - How often a block is executed --------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_FREQUENCY_H
#define ESCAPE_LLVM_FREQUENCY_H

#include "llvm/IR/BasicBlock.h"
#include "llvm/IR/PassManager.h"

namespace escape {

// Rarely executed: by the profile, if there is one; else by what is marked
// cold, and by branches of which the program says that they are not taken.
bool isCold(llvm::BasicBlock &BB, llvm::FunctionAnalysisManager &FAM);

// In one activation of its function, in a unit of that function.
uint64_t frequencyOf(llvm::BasicBlock &BB, llvm::FunctionAnalysisManager &FAM);

} // namespace escape

#endif
