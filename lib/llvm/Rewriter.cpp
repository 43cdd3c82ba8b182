//===- Rewriter.cpp - Executes the core's steps ---------------------------===//

#include "Rewriter.h"

#include "HeapCalls.h"

#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"

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
    return describe(cast<CallBase>(*Inst)).isSizeKnown();
  case ESC_STEP_POP:
    return !(Step.flags & ESC_STEP_SIZED) ||
           describe(cast<CallBase>(*Inst)).isSizeKnown();
  case ESC_STEP_REALLOC:
    return isa<CallInst>(Inst) && describe(cast<CallBase>(*Inst)).isSizeKnown();
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
  case ESC_STEP_OWNED_SLOT:
    return true;
  case ESC_STEP_SPECIALISE:
    return Callees.check(cast<CallBase>(*Inst), Step.specialisation);
  }
  return false;
}

static Request request(const esc_step_t &Step) {
  return {Step.size, Align(Step.align), Step.flags};
}

void Rewriter::run() {
  for (uint32_t I = 0; I < Judgement.steps.count; ++I) {
    const esc_step_t &Step = Judgement.steps.data[I];
    switch (esc_step_kind_t(Step.kind)) {
    case ESC_STEP_ANSWER_SIZE: {
      auto &Question = cast<IntrinsicInst>(call(Step));
      answerSize(Question,
                 FAM.getResult<TargetLibraryAnalysis>(*Question.getFunction()));
      break;
    }
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
      replaceByElement(call(Step), describe(call(Step)), request(Step),
                       Pools.find(Step.pool)->second);
      break;
    case ESC_STEP_PUSH_FREE:
      pushOrFree(call(Step), describe(call(Step)).Freed,
                 Pools.find(Step.pool)->second, Step.flags & ESC_STEP_BARRIER);
      break;
    case ESC_STEP_DROP_FREE:
      dropFree(call(Step), Step.flags & ESC_STEP_END_LIFETIME
                               ? Slots.lookup(Step.object)
                               : nullptr);
      break;
    case ESC_STEP_GUARD_FREE:
      guardFree(call(Step), describe(call(Step)).Freed,
                *Slots.lookup(Step.object));
      break;
    case ESC_STEP_REALLOC:
      reallocElement(cast<CallInst>(call(Step)), describe(call(Step)),
                     request(Step), Pools.find(Step.pool)->second);
      break;
    case ESC_STEP_DROP_SCOPES:
      for (unsigned Kind :
           {LLVMContext::MD_alias_scope, LLVMContext::MD_noalias,
            LLVMContext::MD_access_group})
        Numbers[Step.origin].Inst->setMetadata(Kind, nullptr);
      break;
    case ESC_STEP_CLEAR_TAIL:
      cast<CallInst>(call(Step)).setTailCallKind(CallInst::TCK_None);
      break;
    case ESC_STEP_OWNED_SLOT:
      makeOwnedSlot(Step);
      break;
    case ESC_STEP_SPECIALISE:
      specialise(Step);
      break;
    }
  }
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

void Rewriter::makeSlot(const esc_step_t &Step) {
  CallBase &Call = call(Step);
  HeapEffect Effect = describe(Call);
  replaceBySlot(Call, Effect, request(Step),
                *createSlot(Step, *Call.getFunction()));
}

void Rewriter::makeSizedSlot(const esc_step_t &Step) {
  CallBase &Call = call(Step);
  HeapEffect Effect = describe(Call);
  replaceBySizedSlot(Call, Effect, request(Step),
                     *createSlot(Step, *Call.getFunction()));
}

// What the callee makes is in the slot from the call on.
void Rewriter::makeOwnedSlot(const esc_step_t &Step) {
  CallBase &Call = call(Step);
  IRBuilder<>(&Call).CreateLifetimeStart(createSlot(Step, *Call.getFunction()));
}

void Rewriter::specialise(const esc_step_t &Step) {
  SmallVector<Value *, 4> Storages;
  for (uint32_t I = 0; I < Step.storage_count; ++I) {
    uint32_t Where = Judgement.storages.data[Step.first_storage + I];
    if (Where & ESC_STORAGE_POOL) {
      const Pool &P = Pools.find(Where & ~ESC_STORAGE_POOL)->second;
      // Elements that do not come back have no list.
      Value *NoList =
          ConstantPointerNull::get(cast<PointerType>(P.Storage->getType()));
      Storages.append({P.Storage, P.Free ? P.Free : NoList, P.Used});
    } else {
      Storages.push_back(Slots.lookup(Where));
    }
  }
  Numbers.replace(Step.origin,
                  *Callees.redirect(call(Step), Step.specialisation, Storages));
}

} // namespace escape
