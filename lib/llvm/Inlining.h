//===- Inlining.h - Inlines the calls the core names ------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_INLINING_H
#define ESCAPE_LLVM_INLINING_H

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/PassManager.h"

namespace escape {

// Inlines `Call` by LLVM's own means. False, and nothing changed, if it or its
// callee may not be inlined: an ordinary outcome.
bool inlineCall(llvm::CallBase &Call, llvm::FunctionAnalysisManager &FAM);

} // namespace escape

#endif
