//===- Rewriter.cpp - Executes the core's steps ---------------------------===//

#include "Rewriter.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace escape {

bool Rewriter::check() const {
  for (uint32_t I = 0; I < Judgement.steps.count; ++I) {
    const esc_step_t &Step = Judgement.steps.data[I];
    if (!Numbers.isKnown(Step.origin))
      return false;
    Instruction *Inst = Numbers[Step.origin].Inst;
    bool IsCall = isa_and_nonnull<CallInst, InvokeInst>(Inst);
    if (Step.kind == ESC_STEP_CLEAR_TAIL)
      IsCall = isa_and_nonnull<CallInst>(Inst);
    if (!IsCall)
      return false;
  }
  return true;
}

void Rewriter::run() {
  for (uint32_t I = 0; I < Judgement.steps.count; ++I) {
    const esc_step_t &Step = Judgement.steps.data[I];
    switch (esc_step_kind_t(Step.kind)) {
    case ESC_STEP_SLOT:
      makeSlot(Step);
      break;
    case ESC_STEP_DROP_FREE:
      dropFree(Step);
      break;
    case ESC_STEP_CLEAR_TAIL:
      clearTail(Step);
      break;
    }
  }
}

// An invoke of something that goes away becomes a branch; changeToCall tells
// the unwind destination's phis.
static CallInst *asCall(Instruction *Inst) {
  if (auto *Invoke = dyn_cast<InvokeInst>(Inst))
    return changeToCall(Invoke);
  return cast<CallInst>(Inst);
}

void Rewriter::makeSlot(const esc_step_t &Step) {
  CallInst *Call = asCall(Numbers[Step.origin].Inst);
  Function &F = *Call->getFunction();
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> AtEntry(&Entry, Entry.getFirstNonPHIOrDbgOrAlloca());
  AtEntry.SetCurrentDebugLocation(DebugLoc());
  auto *Type = ArrayType::get(AtEntry.getInt8Ty(), Step.size);
  AllocaInst *Slot = AtEntry.CreateAlloca(Type);
  Slot->setAlignment(Align(Step.align));

  IRBuilder<> AtCall(Call);
  AtCall.CreateLifetimeStart(Slot);
  if (Step.flags & ESC_STEP_ZERO)
    AtCall.CreateMemSet(Slot, AtCall.getInt8(0), Step.size, Align(Step.align));
  // Debug records follow the value.
  Call->replaceAllUsesWith(Slot);
  Slot->takeName(Call);
  Call->eraseFromParent();
  Slots[Step.object] = Slot;
}

void Rewriter::dropFree(const esc_step_t &Step) {
  CallInst *Call = asCall(Numbers[Step.origin].Inst);
  if (Step.flags & ESC_STEP_END_LIFETIME)
    IRBuilder<>(Call).CreateLifetimeEnd(Slots.lookup(Step.object));
  if (!Call->use_empty())
    Call->replaceAllUsesWith(PoisonValue::get(Call->getType()));
  Call->eraseFromParent();
}

void Rewriter::clearTail(const esc_step_t &Step) {
  cast<CallInst>(Numbers[Step.origin].Inst)
      ->setTailCallKind(CallInst::TCK_None);
}

} // namespace escape
