//===- Pins.cpp - Copies of bodies that the linker may replace ------------===//

#include "Pins.h"

#include "CalledBody.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace escape {

Function *Pins::copyOf(Function &F) {
  Function *&Copy = CopyOf[&F];
  if (Copy)
    return Copy;
  ValueToValueMapTy Map;
  Copy = CloneFunction(&F, Map);
  Copy->setName(F.getName() + ".pinned");
  Copy->setComdat(nullptr);
  Copy->setLinkage(GlobalValue::InternalLinkage);
  Copy->setVisibility(GlobalValue::DefaultVisibility);
  Copy->setDLLStorageClass(GlobalValue::DefaultStorageClass);
  Copy->setDSOLocal(true);
  Copy->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  OriginalOf[Copy] = &F;
  Made.push_back(Copy);
  for (Instruction &I : instructions(Copy))
    if (auto *Call = dyn_cast<CallBase>(&I); Call && calledBody(*Call) == &F)
      Call->setCalledFunction(Copy);
  return Copy;
}

bool Pins::redirectCalls(Function &F) {
  SmallVector<CallBase *, 8> Own; // the body is copied behind all others
  bool Changed = false;
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    Function *Callee = Call ? calledBody(*Call) : nullptr;
    if (!Callee || !Copied.contains(Callee))
      continue;
    if (Callee == &F)
      Own.push_back(Call);
    else
      Call->setCalledFunction(copyOf(*Callee));
    Changed = true;
  }
  for (CallBase *Call : Own)
    Call->setCalledFunction(copyOf(F));
  return Changed;
}

bool Pins::settle(Function &F, bool IsCopied) {
  if (IsCopied)
    Copied.insert(&F);
  return redirectCalls(F);
}

Function *Pins::original(Function *F) const {
  Function *Original = OriginalOf.lookup(F);
  return Original ? Original : F;
}

} // namespace escape
