//===- HeapCalls.cpp - Allocations and frees, changed ---------------------===//

#include "HeapCalls.h"

#include "Branches.h"
#include "Sizes.h"

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

static SizeTest testSize(const HeapEffect &Effect, const Request &Asked,
                         IRBuilder<> &Builder) {
  return emitSizeTest(Effect, Asked.Bytes, Asked.Flags & ESC_STEP_ZERO_IS_NULL,
                      Builder);
}

// Where there is room for the largest size. This one does not overflow; but one
// that may be undef or poison is no number of bytes.
static Value *bytesToZero(const HeapEffect &Effect, const Request &Asked,
                          IRBuilder<> &Builder) {
  return Effect.SizeArg && !Effect.MaySizeVary ? emitSize(Effect, Builder).Bytes
                                               : Builder.getInt64(Asked.Bytes);
}

void replaceBySlot(CallBase &Old, const HeapEffect &Effect,
                   const Request &Asked, Value &Slot) {
  CallInst *Call = asCall(Old);
  IRBuilder<> AtCall(Call);
  if (isa<AllocaInst>(Slot))
    AtCall.CreateLifetimeStart(&Slot);
  if (Asked.Flags & ESC_STEP_ZERO) {
    Value *Bytes = bytesToZero(Effect, Asked, AtCall);
    AtCall.CreateMemSet(&Slot, AtCall.getInt8(0), Bytes, Asked.Alignment);
  }
  if (Asked.Flags & ESC_STEP_COPY)
    emitStringCopy(Effect, &Slot, emitSize(Effect, AtCall).Bytes, AtCall);
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
  auto [Bytes, IsLarge] = testSize(Effect, Asked, AtTest);
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
  if (Asked.Flags & ESC_STEP_COPY)
    emitStringCopy(Effect, &Slot, Bytes, AtSlot);
  Result->takeName(&Call);
}

void replaceByElement(CallBase &Call, const HeapEffect &Effect,
                      const Request &Asked, const Pool &From) {
  BasicBlock *Heap = splitBefore(Call, "escape.heap");
  BasicBlock *Before = Heap->getSinglePredecessor();
  IRBuilder<> AtTest(Before->getTerminator());
  AtTest.SetCurrentDebugLocation(Call.getDebugLoc());
  Before->getTerminator()->eraseFromParent();
  AtTest.SetInsertPoint(Before);
  auto CallIf = [&](Value *Condition, const Twine &Name) {
    auto *Next =
        BasicBlock::Create(Call.getContext(), Name, Call.getFunction(), Heap);
    AtTest.CreateCondBr(Condition, Heap, Next);
    AtTest.SetInsertPoint(Next);
  };
  if (Asked.Flags & ESC_STEP_OF_NULL)
    CallIf(AtTest.CreateIsNotNull(Effect.Reallocated), "escape.new");
  Value *Bytes = AtTest.getInt64(Asked.Bytes);
  if (Asked.Flags & ESC_STEP_SIZED) {
    SizeTest Test = testSize(Effect, Asked, AtTest);
    Bytes = Test.Bytes;
    CallIf(Test.IsLarge, "escape.fits");
  } else if (Asked.Flags & ESC_STEP_COPY) {
    Bytes = emitSize(Effect, AtTest).Bytes;
  } else if (Asked.Flags & ESC_STEP_ZERO) {
    Bytes = bytesToZero(Effect, Asked, AtTest);
  }
  PHINode *Element = emitPop(From, AtTest, *Heap);
  IRBuilder<> AtElement(Element->getParent());
  AtElement.SetCurrentDebugLocation(Call.getDebugLoc());
  if (Asked.Flags & ESC_STEP_ZERO)
    AtElement.CreateMemSet(Element, AtElement.getInt8(0), Bytes,
                           Asked.Alignment);
  if (Asked.Flags & ESC_STEP_COPY)
    emitStringCopy(Effect, Element, Bytes, AtElement);
  Call.addFnAttr(Attribute::get(Call.getContext(), OverflowAttribute));
  joinAfter(Call, *Element->getParent(), Element)->takeName(&Call);
}

// realloc of `Of`, of `Bytes` bytes, in place of `Call`.
static CallInst *reallocAgain(const CallInst &Call, Value *Of, Value *Bytes,
                              IRBuilder<> &Builder) {
  auto *Again = cast<CallInst>(Call.clone());
  Again->setArgOperand(0, Of);
  Again->setArgOperand(1, Bytes);
  // What was said of the operands and of the result need not hold.
  Again->setAttributes(AttributeList::get(
      Call.getContext(), Call.getAttributes().getFnAttrs(), {}, {}));
  return Builder.Insert(Again);
}

void reallocElement(CallInst &Call, const HeapEffect &Effect,
                    const Request &Asked, const Pool &From) {
  Value *Old = Effect.Reallocated, *Size = Effect.SizeArg;
  LLVMContext &Context = Call.getContext();
  Call.addFnAttr(Attribute::get(Context, OverflowAttribute));
  BasicBlock *Heap = splitBefore(Call, "escape.heap");
  auto Create = [&](const Twine &Name) {
    return BasicBlock::Create(Context, Name, Call.getFunction(), Heap);
  };
  BasicBlock *Before = Heap->getSinglePredecessor();
  BasicBlock *Inside = Create("escape.grow"), *Moved = Create("escape.moved"),
             *Done = Create("escape.grown");
  IRBuilder<> Builder(Before->getTerminator());
  Builder.SetCurrentDebugLocation(Call.getDebugLoc());
  Builder.CreateCondBr(emitIsOutside(From, Old, Builder), Heap, Inside);
  Before->getTerminator()->eraseFromParent();
  PHINode *Result = PHINode::Create(Call.getType(), 4, "", Done->begin());
  Result->setDebugLoc(Call.getDebugLoc());
  auto Finish = [&](Value *With, Value *Unless, BasicBlock *Else) {
    Result->addIncoming(With, Builder.GetInsertBlock());
    if (Else)
      Builder.CreateCondBr(Unless, Else, Done);
    else
      Builder.CreateBr(Done);
    Builder.SetInsertPoint(Else ? Else : Done);
  };
  Builder.SetInsertPoint(Inside);
  if (Asked.Flags & ESC_STEP_IN_PLACE) {
    BasicBlock *Move = Create("escape.move"), *Stays = Create("escape.stays");
    Builder.CreateCondBr(testSize(Effect, Asked, Builder).IsLarge, Move, Stays);
    Builder.SetInsertPoint(Stays);
    // The new object may be accessed as another type.
    if (Asked.Flags & ESC_STEP_BARRIER)
      emitBarrier(Old, Builder);
    Finish(Old, nullptr, nullptr);
    Builder.SetInsertPoint(Move);
  }
  Value *IsZero = Builder.CreateICmpEQ(Size, Builder.getInt64(0));
  Value *New = reallocAgain(
      Call, ConstantPointerNull::get(cast<PointerType>(Old->getType())),
      Builder.CreateSelect(IsZero, Builder.getInt64(1), Size), Builder);
  Finish(New, Builder.CreateIsNotNull(New), Moved);
  Value *Bytes = Builder.CreateBinaryIntrinsic(Intrinsic::umin, Size,
                                               Builder.getInt64(Asked.Bytes));
  Builder.CreateMemCpy(New, MaybeAlign(), Old, MaybeAlign(), Bytes);
  emitPush(From, Old, Asked.Flags & ESC_STEP_BARRIER, Builder);
  if (!isa<ConstantInt>(Size)) {
    Finish(New, IsZero, Create("escape.none"));
    New = reallocAgain(Call, New, Size, Builder);
  }
  Finish(New, nullptr, nullptr);
  joinAfter(Call, *Done, Result)->takeName(&Call);
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
