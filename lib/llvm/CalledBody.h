//===- CalledBody.h - Which function a call runs ----------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_CALLEDBODY_H
#define ESCAPE_LLVM_CALLEDBODY_H

#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/InstrTypes.h"

namespace escape {

// The function that a call names, also by an alias (C++ constructors and
// destructors); or null. An alias that the linker may replace stands for
// another copy of the same body only if the function does, too.
inline llvm::Function *calledBody(const llvm::CallBase &Call) {
  auto *Alias = llvm::dyn_cast<llvm::GlobalAlias>(Call.getCalledOperand());
  if (!Alias)
    return Call.getCalledFunction();
  auto *Body = llvm::dyn_cast<llvm::Function>(Alias->getAliasee());
  bool IsKnown = Body && !Alias->isInterposable() &&
                 Body->getFunctionType() == Call.getFunctionType() &&
                 (Alias->hasExactDefinition() || !Body->hasExactDefinition());
  return IsKnown ? Body : nullptr;
}

} // namespace escape

#endif
