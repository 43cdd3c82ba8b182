//===- Signatures.h - Calls of an intrinsic, from its signature -*- C++ -*-===//

#ifndef ESCAPE_TEST_SIGNATURES_H
#define ESCAPE_TEST_SIGNATURES_H

#include "llvm/IR/Instructions.h"
#include "llvm/IR/Intrinsics.h"

#include <vector>

// A function for each choice of overloaded types that fits (one, if there is
// nothing to choose), each with one call `%r` of the intrinsic; its arguments
// are parameters `%0`, `%1`, ... but where the intrinsic wants constants. Those
// that the verifier accepts; if there are none, the first that fits, since some
// calls are valid only beside others (gc.relocate, coro.end).
std::vector<llvm::CallInst *> callsOf(llvm::Intrinsic::ID Id, llvm::Module &M);

#endif
