//===- Rewriter.cpp - Executes the core's steps ---------------------------===//

#include "Rewriter.h"

#include "Branches.h"

#include "llvm/Analysis/MemoryBuiltins.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace escape {

CallBase &Rewriter::call(const esc_step_t &Step) const {
  return *cast<CallBase>(Numbers[Step.origin].Inst);
}

HeapEffect Rewriter::describe(CallBase &Call) const {
  const auto &TLI = FAM.getResult<TargetLibraryAnalysis>(*Call.getFunction());
  return Heap.describe(Call, TLI).value_or(HeapEffect());
}

bool Rewriter::check() const {
  for (uint32_t I = 0; I < Judgement.steps.count; ++I)
    if (!check(Judgement.steps.data[I]))
      return false;
  return true;
}

bool Rewriter::check(const esc_step_t &Step) const {
  Instruction *Inst =
      Numbers.isKnown(Step.origin) ? Numbers[Step.origin].Inst : nullptr;
  if (Step.kind == ESC_STEP_DROP_SCOPES)
    return Inst;
  if (!isa_and_nonnull<CallInst, InvokeInst>(Inst))
    return false;
  switch (esc_step_kind_t(Step.kind)) {
  case ESC_STEP_SLOT:
  case ESC_STEP_POOL:
  case ESC_STEP_DROP_FREE:
  case ESC_STEP_DROP_SCOPES:
    return true;
  case ESC_STEP_SIZED_SLOT:
    return describe(cast<CallBase>(*Inst)).SizeArg;
  case ESC_STEP_POP:
    return !(Step.flags & ESC_STEP_SIZED) ||
           describe(cast<CallBase>(*Inst)).SizeArg;
  case ESC_STEP_PUSH_FREE:
  case ESC_STEP_GUARD_FREE: {
    // Slots are in the address space of allocas, where the heap is too.
    Value *Freed = describe(cast<CallBase>(*Inst)).Freed;
    return Freed && Freed->getType()->isPointerTy() &&
           Freed->getType()->getPointerAddressSpace() ==
               Inst->getDataLayout().getAllocaAddrSpace();
  }
  case ESC_STEP_ANSWER_SIZE: {
    auto *Intrinsic = dyn_cast<IntrinsicInst>(Inst);
    return Intrinsic && Intrinsic->getIntrinsicID() == Intrinsic::objectsize;
  }
  case ESC_STEP_CLEAR_TAIL:
    return isa<CallInst>(Inst);
  }
  return false;
}

void Rewriter::run() {
  for (uint32_t I = 0; I < Judgement.steps.count; ++I) {
    const esc_step_t &Step = Judgement.steps.data[I];
    switch (esc_step_kind_t(Step.kind)) {
    case ESC_STEP_ANSWER_SIZE:
      answerSize(Step);
      break;
    case ESC_STEP_SLOT:
      makeSlot(Step);
      break;
    case ESC_STEP_SIZED_SLOT:
      makeSizedSlot(Step);
      break;
    case ESC_STEP_POOL:
      Pools.try_emplace(Step.pool, createPool(Step, *call(Step).getFunction()));
      break;
    case ESC_STEP_POP:
      popElement(Step);
      break;
    case ESC_STEP_PUSH_FREE:
      pushOrFree(Step);
      break;
    case ESC_STEP_DROP_FREE:
      dropFree(Step);
      break;
    case ESC_STEP_GUARD_FREE:
      guardFree(Step);
      break;
    case ESC_STEP_DROP_SCOPES:
      for (unsigned Kind :
           {LLVMContext::MD_alias_scope, LLVMContext::MD_noalias,
            LLVMContext::MD_access_group})
        Numbers[Step.origin].Inst->setMetadata(Kind, nullptr);
      break;
    case ESC_STEP_CLEAR_TAIL:
      clearTail(Step);
      break;
    }
  }
}

// An invoke of something that goes away becomes a branch; changeToCall tells
// the unwind destination's phis.
static CallInst *asCall(CallBase &Call) {
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    return changeToCall(Invoke);
  return cast<CallInst>(&Call);
}

AllocaInst *Rewriter::createSlot(const esc_step_t &Step, Function &F) {
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> AtEntry(&Entry, Entry.getFirstNonPHIOrDbgOrAlloca());
  AtEntry.SetCurrentDebugLocation(DebugLoc());
  auto *Type = ArrayType::get(AtEntry.getInt8Ty(), Step.size);
  AllocaInst *Slot = AtEntry.CreateAlloca(Type);
  Slot->setAlignment(Align(Step.align));
  Slots[Step.object] = Slot;
  return Slot;
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
                                               const esc_step_t &Step,
                                               IRBuilder<> &Builder) {
  auto [Bytes, Overflows] = sizeOf(Effect, Builder);
  // With one taken off, 0 is the largest of all.
  uint64_t Less = Step.flags & ESC_STEP_ZERO_IS_NULL ? 1 : 0;
  Value *Tested = Less ? Builder.CreateSub(Bytes, Builder.getInt64(1)) : Bytes;
  Value *IsLarge =
      Builder.CreateICmpUGT(Tested, Builder.getInt64(Step.size - Less));
  if (Overflows)
    IsLarge = Builder.CreateOr(IsLarge, Overflows);
  return {Bytes, IsLarge};
}

void Rewriter::makeSlot(const esc_step_t &Step) {
  HeapEffect Effect = describe(call(Step));
  CallInst *Call = asCall(call(Step));
  AllocaInst *Slot = createSlot(Step, *Call->getFunction());
  IRBuilder<> AtCall(Call);
  AtCall.CreateLifetimeStart(Slot);
  if (Step.flags & ESC_STEP_ZERO) {
    // The slot has room for the largest size; this one does not overflow.
    Value *Bytes = Effect.SizeArg ? sizeOf(Effect, AtCall).first
                                  : AtCall.getInt64(Step.size);
    AtCall.CreateMemSet(Slot, AtCall.getInt8(0), Bytes, Align(Step.align));
  }
  // Debug records follow the value.
  Call->replaceAllUsesWith(Slot);
  Slot->takeName(Call);
  Call->eraseFromParent();
}

void Rewriter::makeSizedSlot(const esc_step_t &Step) {
  CallBase &Call = call(Step);
  AllocaInst *Slot = createSlot(Step, *Call.getFunction());
  BasicBlock *Heap = splitBefore(Call, "escape.heap");
  HeapEffect Effect = describe(Call);
  IRBuilder<> AtTest(Heap->getSinglePredecessor()->getTerminator());
  AtTest.SetCurrentDebugLocation(Call.getDebugLoc());
  auto [Bytes, IsLarge] = compareSize(Effect, Step, AtTest);
  auto *Small = BasicBlock::Create(Call.getContext(), "escape.slot",
                                   Call.getFunction(), Heap);
  Call.addFnAttr(Attribute::get(Call.getContext(), OverflowAttribute));
  PHINode *Result = makeConditional(Call, IsLarge, Small, Slot);
  IRBuilder<> AtSlot(Small, Small->begin());
  AtSlot.SetCurrentDebugLocation(Call.getDebugLoc());
  AtSlot.CreateLifetimeStart(Slot);
  if (Step.flags & ESC_STEP_ZERO)
    AtSlot.CreateMemSet(Slot, AtSlot.getInt8(0), Bytes, Align(Step.align));
  Result->takeName(&Call);
}

// The allocator is called where no element is free, or none is large enough.
void Rewriter::popElement(const esc_step_t &Step) {
  const Pool &From = Pools.find(Step.pool)->second;
  CallBase &Call = call(Step);
  HeapEffect Effect = describe(Call);
  BasicBlock *Heap = splitBefore(Call, "escape.heap");
  BasicBlock *Before = Heap->getSinglePredecessor();
  IRBuilder<> AtTest(Before->getTerminator());
  AtTest.SetCurrentDebugLocation(Call.getDebugLoc());
  Value *Bytes = AtTest.getInt64(Step.size);
  if (Step.flags & ESC_STEP_SIZED) {
    Value *IsLarge;
    std::tie(Bytes, IsLarge) = compareSize(Effect, Step, AtTest);
    BasicBlock *Fits = BasicBlock::Create(Call.getContext(), "escape.fits",
                                          Call.getFunction(), Heap);
    AtTest.CreateCondBr(IsLarge, Heap, Fits);
    Before->getTerminator()->eraseFromParent();
    AtTest.SetInsertPoint(Fits);
  } else {
    if (Effect.SizeArg && (Step.flags & ESC_STEP_ZERO))
      Bytes = sizeOf(Effect, AtTest).first;
    Before->getTerminator()->eraseFromParent();
    AtTest.SetInsertPoint(Before);
  }
  PHINode *Element = emitPop(From, AtTest, *Heap);
  IRBuilder<> AtElement(Element->getParent());
  AtElement.SetCurrentDebugLocation(Call.getDebugLoc());
  if (Step.flags & ESC_STEP_ZERO)
    AtElement.CreateMemSet(Element, AtElement.getInt8(0), Bytes,
                           Align(Step.align));
  Call.addFnAttr(Attribute::get(Call.getContext(), OverflowAttribute));
  joinAfter(Call, *Element->getParent(), Element)->takeName(&Call);
}

void Rewriter::answerSize(const esc_step_t &Step) {
  auto &Question = cast<IntrinsicInst>(call(Step));
  const auto &TLI =
      FAM.getResult<TargetLibraryAnalysis>(*Question.getFunction());
  Value *Answer = lowerObjectSizeCall(&Question, Question.getDataLayout(), &TLI,
                                      /*MustSucceed=*/true);
  Question.replaceAllUsesWith(Answer);
  Question.eraseFromParent();
}

void Rewriter::dropFree(const esc_step_t &Step) {
  CallInst *Call = asCall(call(Step));
  if (Step.flags & ESC_STEP_END_LIFETIME)
    IRBuilder<>(Call).CreateLifetimeEnd(Slots.lookup(Step.object));
  if (!Call->use_empty())
    Call->replaceAllUsesWith(PoisonValue::get(Call->getType()));
  Call->eraseFromParent();
}

void Rewriter::guardFree(const esc_step_t &Step) {
  CallBase &Free = call(Step);
  BasicBlock *Then = splitBefore(Free, "escape.free");
  IRBuilder<> AtTest(Then->getSinglePredecessor()->getTerminator());
  AtTest.SetCurrentDebugLocation(Free.getDebugLoc());
  Value *IsOther =
      AtTest.CreateICmpNE(describe(Free).Freed, Slots.lookup(Step.object));
  makeConditional(Free, IsOther, nullptr, nullptr);
}

// An operand that is an element is free again; everything else is freed.
void Rewriter::pushOrFree(const esc_step_t &Step) {
  const Pool &Into = Pools.find(Step.pool)->second;
  CallBase &Free = call(Step);
  BasicBlock *Then = splitBefore(Free, "escape.free");
  Value *Freed = describe(Free).Freed;
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
  emitPush(Into, Freed, Step.flags & ESC_STEP_BARRIER, AtPush);
}

void Rewriter::clearTail(const esc_step_t &Step) {
  cast<CallInst>(call(Step)).setTailCallKind(CallInst::TCK_None);
}

} // namespace escape
