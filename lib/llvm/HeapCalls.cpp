//===- HeapCalls.cpp - Allocations and frees, changed ---------------------===//

#include "HeapCalls.h"

#include "Branches.h"

#include "llvm/Analysis/MemoryBuiltins.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace escape {

// An invoke of something that goes away becomes a branch; changeToCall tells
// the unwind destination's phis.
static CallInst *asCall(CallBase &Call) {
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    return changeToCall(Invoke);
  return cast<CallInst>(&Call);
}

// Bytes asked for, and whether their number overflowed (null: it cannot).
static std::pair<Value *, Value *> sizeOf(const HeapEffect &Effect,
                                          IRBuilder<> &Builder) {
  if (!Effect.CountArg)
    return {Effect.SizeArg, nullptr};
  Value *Product = Builder.CreateBinaryIntrinsic(
      Intrinsic::umul_with_overflow, Effect.SizeArg, Effect.CountArg);
  return {Builder.CreateExtractValue(Product, 0),
          Builder.CreateExtractValue(Product, 1)};
}

// Bytes asked for, and whether they do not fit.
static std::pair<Value *, Value *> compareSize(const HeapEffect &Effect,
                                               const Request &Asked,
                                               IRBuilder<> &Builder) {
  auto [Bytes, Overflows] = sizeOf(Effect, Builder);
  // With one taken off, 0 is the largest of all.
  uint64_t Less = Asked.Flags & ESC_STEP_ZERO_IS_NULL ? 1 : 0;
  Value *Tested = Less ? Builder.CreateSub(Bytes, Builder.getInt64(1)) : Bytes;
  Value *IsLarge =
      Builder.CreateICmpUGT(Tested, Builder.getInt64(Asked.Bytes - Less));
  if (Overflows)
    IsLarge = Builder.CreateOr(IsLarge, Overflows);
  return {Bytes, IsLarge};
}

void replaceBySlot(CallBase &Old, const HeapEffect &Effect,
                   const Request &Asked, Value &Slot) {
  CallInst *Call = asCall(Old);
  IRBuilder<> AtCall(Call);
  if (isa<AllocaInst>(Slot))
    AtCall.CreateLifetimeStart(&Slot);
  if (Asked.Flags & ESC_STEP_ZERO) {
    // The slot has room for the largest size; this one does not overflow.
    Value *Bytes = Effect.SizeArg ? sizeOf(Effect, AtCall).first
                                  : AtCall.getInt64(Asked.Bytes);
    AtCall.CreateMemSet(&Slot, AtCall.getInt8(0), Bytes, Asked.Alignment);
  }
  // Debug records follow the value.
  Call->replaceAllUsesWith(&Slot);
  Slot.takeName(Call);
  Call->eraseFromParent();
}

void replaceBySizedSlot(CallBase &Call, const HeapEffect &Effect,
                        const Request &Asked, Value &Slot) {
  BasicBlock *Heap = splitBefore(Call, "escape.heap");
  IRBuilder<> AtTest(Heap->getSinglePredecessor()->getTerminator());
  AtTest.SetCurrentDebugLocation(Call.getDebugLoc());
  auto [Bytes, IsLarge] = compareSize(Effect, Asked, AtTest);
  auto *Small = BasicBlock::Create(Call.getContext(), "escape.slot",
                                   Call.getFunction(), Heap);
  Call.addFnAttr(Attribute::get(Call.getContext(), OverflowAttribute));
  PHINode *Result = makeConditional(Call, IsLarge, Small, &Slot);
  IRBuilder<> AtSlot(Small, Small->begin());
  AtSlot.SetCurrentDebugLocation(Call.getDebugLoc());
  if (isa<AllocaInst>(Slot))
    AtSlot.CreateLifetimeStart(&Slot);
  if (Asked.Flags & ESC_STEP_ZERO)
    AtSlot.CreateMemSet(&Slot, AtSlot.getInt8(0), Bytes, Asked.Alignment);
  Result->takeName(&Call);
}

void replaceByElement(CallBase &Call, const HeapEffect &Effect,
                      const Request &Asked, const Pool &From) {
  BasicBlock *Heap = splitBefore(Call, "escape.heap");
  BasicBlock *Before = Heap->getSinglePredecessor();
  IRBuilder<> AtTest(Before->getTerminator());
  AtTest.SetCurrentDebugLocation(Call.getDebugLoc());
  Value *Bytes = AtTest.getInt64(Asked.Bytes);
  if (Asked.Flags & ESC_STEP_SIZED) {
    Value *IsLarge;
    std::tie(Bytes, IsLarge) = compareSize(Effect, Asked, AtTest);
    BasicBlock *Fits = BasicBlock::Create(Call.getContext(), "escape.fits",
                                          Call.getFunction(), Heap);
    AtTest.CreateCondBr(IsLarge, Heap, Fits);
    Before->getTerminator()->eraseFromParent();
    AtTest.SetInsertPoint(Fits);
  } else {
    if (Effect.SizeArg && (Asked.Flags & ESC_STEP_ZERO))
      Bytes = sizeOf(Effect, AtTest).first;
    Before->getTerminator()->eraseFromParent();
    AtTest.SetInsertPoint(Before);
  }
  PHINode *Element = emitPop(From, AtTest, *Heap);
  IRBuilder<> AtElement(Element->getParent());
  AtElement.SetCurrentDebugLocation(Call.getDebugLoc());
  if (Asked.Flags & ESC_STEP_ZERO)
    AtElement.CreateMemSet(Element, AtElement.getInt8(0), Bytes,
                           Asked.Alignment);
  Call.addFnAttr(Attribute::get(Call.getContext(), OverflowAttribute));
  joinAfter(Call, *Element->getParent(), Element)->takeName(&Call);
}

void dropFree(CallBase &Free, AllocaInst *Ended) {
  CallInst *Call = asCall(Free);
  if (Ended)
    IRBuilder<>(Call).CreateLifetimeEnd(Ended);
  if (!Call->use_empty())
    Call->replaceAllUsesWith(PoisonValue::get(Call->getType()));
  Call->eraseFromParent();
}

void guardFree(CallBase &Free, Value *Freed, Value &Slot) {
  BasicBlock *Then = splitBefore(Free, "escape.free");
  IRBuilder<> AtTest(Then->getSinglePredecessor()->getTerminator());
  AtTest.SetCurrentDebugLocation(Free.getDebugLoc());
  makeConditional(Free, AtTest.CreateICmpNE(Freed, &Slot), nullptr, nullptr);
}

void pushOrFree(CallBase &Free, Value *Freed, const Pool &Into,
                bool IsBarrier) {
  BasicBlock *Then = splitBefore(Free, "escape.free");
  IRBuilder<> AtTest(Then->getSinglePredecessor()->getTerminator());
  AtTest.SetCurrentDebugLocation(Free.getDebugLoc());
  Value *IsOther = emitIsOutside(Into, Freed, AtTest);
  auto *Push = BasicBlock::Create(Free.getContext(), "escape.push",
                                  Free.getFunction(), Then);
  BasicBlock *Test = Then->getSinglePredecessor();
  makeConditional(Free, IsOther, Push, nullptr);
  markUnlikely(*Test->getTerminator());
  IRBuilder<> AtPush(Push, Push->begin());
  AtPush.SetCurrentDebugLocation(Free.getDebugLoc());
  emitPush(Into, Freed, IsBarrier, AtPush);
}

void answerSize(IntrinsicInst &Question, const TargetLibraryInfo &TLI) {
  Value *Answer = lowerObjectSizeCall(&Question, Question.getDataLayout(), &TLI,
                                      /*MustSucceed=*/true);
  Question.replaceAllUsesWith(Answer);
  Question.eraseFromParent();
}

} // namespace escape
