//===- Specialiser.cpp - Copies of callees for one caller -----------------===//

#include "Specialiser.h"

#include "CalledBody.h"
#include "HeapCalls.h"

#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace escape {

//===----------------------------------------------------------------------===//
// What may be said of the copy, and of calls to it
//===----------------------------------------------------------------------===//

// Attributes that say how a value is passed. All others are claims about the
// pointer, or about memory behind it, that were true of a heap block.
static AttributeSet keepPassing(LLVMContext &Context, AttributeSet Old) {
  AttrBuilder New(Context);
  for (Attribute A : Old) {
    if (A.isStringAttribute())
      continue;
    switch (A.getKindAsEnum()) {
    case Attribute::ByRef:
    case Attribute::ByVal:
    case Attribute::ElementType:
    case Attribute::InReg:
    case Attribute::Nest:
    case Attribute::NoUndef:
    case Attribute::SExt:
    case Attribute::StructRet:
    case Attribute::SwiftAsync:
    case Attribute::SwiftSelf:
    case Attribute::ZExt:
      New.addAttribute(A);
      break;
    case Attribute::Alignment:
      if (Old.hasAttribute(Attribute::ByVal) ||
          Old.hasAttribute(Attribute::ByRef) ||
          Old.hasAttribute(Attribute::StructRet))
        New.addAttribute(A);
      break;
    default:
      break;
    }
  }
  return AttributeSet::get(Context, New);
}

// Of the function: what it does with memory, and that it is an allocator, are
// no longer so.
static AttributeList keepTrue(LLVMContext &Context, AttributeList Old,
                              unsigned Params) {
  AttributeMask False;
  False.addAttribute(Attribute::AllocKind);
  False.addAttribute(Attribute::AllocSize);
  False.addAttribute(Attribute::Memory);
  False.addAttribute(Attribute::Speculatable);
  False.addAttribute("alloc-family");
  False.addAttribute("alloc-variant-zeroed");
  AttrBuilder OfFunction(Context, Old.getFnAttrs());
  OfFunction.remove(False);
  SmallVector<AttributeSet, 8> OfParams;
  for (unsigned I = 0; I < Params; ++I)
    OfParams.push_back(keepPassing(Context, Old.getParamAttrs(I)));
  return AttributeList::get(Context, AttributeSet::get(Context, OfFunction),
                            keepPassing(Context, Old.getRetAttrs()), OfParams);
}

//===----------------------------------------------------------------------===//
// Checking
//===----------------------------------------------------------------------===//

bool Specialiser::check(const esc_action_t &Action,
                        const Function &Original) const {
  const Instruction *Inst =
      Numbers.isKnown(Action.origin) ? Numbers[Action.origin].Inst : nullptr;
  if (!isa_and_nonnull<CallInst, InvokeInst>(Inst) ||
      Inst->getFunction() != &Original)
    return false;
  auto &Call = const_cast<CallBase &>(cast<CallBase>(*Inst));
  auto Describe = [&] {
    const auto &TLI = FAM.getResult<TargetLibraryAnalysis>(*Call.getFunction());
    return Heap.describe(Call, TLI).value_or(HeapEffect());
  };
  switch (esc_action_kind_t(Action.kind)) {
  case ESC_ACTION_SLOT:
    return Describe().Allocates;
  case ESC_ACTION_POP:
    return Describe().Allocates &&
           (!(Action.flags & ESC_STEP_SIZED) || Describe().SizeArg) &&
           (!(Action.flags & ESC_STEP_OF_NULL) || Describe().Reallocated);
  case ESC_ACTION_REALLOC:
    return isa<CallInst>(Call) && Describe().Reallocated && Describe().SizeArg;
  case ESC_ACTION_SIZED_SLOT:
    return Describe().SizeArg;
  case ESC_ACTION_DROP_FREE:
    return Describe().Freed;
  case ESC_ACTION_PUSH_FREE:
  case ESC_ACTION_GUARD_FREE: {
    Value *Freed = Describe().Freed;
    return Freed && Freed->getType()->isPointerTy() &&
           Freed->getType()->getPointerAddressSpace() ==
               Call.getDataLayout().getAllocaAddrSpace();
  }
  case ESC_ACTION_ANSWER_SIZE: {
    auto *Intrinsic = dyn_cast<IntrinsicInst>(&Call);
    return Intrinsic && Intrinsic->getIntrinsicID() == Intrinsic::objectsize;
  }
  case ESC_ACTION_CALL:
    return check(Call, Action.specialisation);
  }
  return false;
}

bool Specialiser::check(const CallBase &Call, uint32_t Specialisation) const {
  const esc_specialisation_t &Wanted =
      Frames.specialisations.data[Specialisation];
  const Function *Original = Functions[Wanted.function];
  if (Pinned.original(calledBody(Call)) != Original)
    return false;
  if (Specialisation < Copies.size() && Copies[Specialisation])
    return true;
  for (uint32_t I = 0; I < Wanted.action_count; ++I)
    if (!check(Frames.actions.data[Wanted.first_action + I], *Original))
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

Function *Specialiser::get(uint32_t Specialisation) {
  if (Copies.size() <= Specialisation)
    Copies.resize(Specialisation + 1);
  if (!Copies[Specialisation]) {
    Function *Copy = copy(Specialisation);
    Copies[Specialisation] = Copy;
    Made.push_back(Copy);
  }
  return Copies[Specialisation];
}

Function *Specialiser::copy(uint32_t Specialisation) {
  const esc_specialisation_t &Wanted =
      Frames.specialisations.data[Specialisation];
  Function &Original = *Functions[Wanted.function];
  LLVMContext &Context = Original.getContext();
  FunctionType *Old = Original.getFunctionType();
  unsigned FirstStorage = Old->getNumParams();
  SmallVector<Type *, 8> Params(Old->params());
  SmallVector<unsigned, 4> StorageAt;
  bool HasPools = false;
  for (uint32_t I = 0; I < Wanted.storage_count; ++I) {
    bool IsPool = Frames.storage_is_pool.data[Wanted.first_kind + I];
    StorageAt.push_back(Params.size());
    HasPools |= IsPool;
    Params.append(IsPool ? 3 : 1,
                  PointerType::get(
                      Context, Original.getDataLayout().getAllocaAddrSpace()));
  }
  auto *Copy =
      Function::Create(FunctionType::get(Old->getReturnType(), Params, false),
                       GlobalValue::InternalLinkage, Original.getAddressSpace(),
                       Original.getName() + ".frame");
  Original.getParent()->getFunctionList().insertAfter(Original.getIterator(),
                                                      Copy);
  ValueToValueMapTy Map;
  for (Argument &Arg : Original.args()) {
    Copy->getArg(Arg.getArgNo())->setName(Arg.getName());
    Map[&Arg] = Copy->getArg(Arg.getArgNo());
  }
  for (unsigned I = FirstStorage; I < Params.size(); ++I)
    Copy->getArg(I)->setName("storage");
  SmallVector<ReturnInst *, 8> Returns;
  CloneFunctionInto(Copy, &Original, Map,
                    CloneFunctionChangeType::LocalChangesOnly, Returns);
  Copy->setComdat(nullptr);
  Copy->setDSOLocal(true);
  Copy->setVisibility(GlobalValue::DefaultVisibility);
  Copy->setDLLStorageClass(GlobalValue::DefaultStorageClass);
  Copy->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  Copy->setAttributes(
      keepTrue(Context, Original.getAttributes(), FirstStorage));
  // All before the first is changed: the map follows what takes a call's place,
  // and there may be several actions on one.
  ArrayRef<esc_action_t> Actions(Frames.actions.data + Wanted.first_action,
                                 Wanted.action_count);
  SmallVector<CallBase *, 8> Calls;
  for (const esc_action_t &Action : Actions) {
    Value *Call = Map[Numbers[Action.origin].Inst];
    Calls.push_back(cast<CallBase>(Call));
  }
  for (const auto &[Action, Call] : zip(Actions, Calls))
    execute(Action, *Copy, *Call, StorageAt);
  callItself(*Copy, Original);
  // Instances that share storage do alias.
  if (HasPools)
    for (Instruction &I : instructions(Copy))
      for (unsigned Kind :
           {LLVMContext::MD_alias_scope, LLVMContext::MD_noalias,
            LLVMContext::MD_access_group})
        I.setMetadata(Kind, nullptr);
  return Copy;
}

// Calls of the original in its copy: they go to the copy, with the same
// storages. Those are further up the stack, so a `tail` call may stay one.
void Specialiser::callItself(Function &Copy, const Function &Original) {
  SmallVector<CallBase *, 4> Calls;
  for (Instruction &I : instructions(Copy))
    if (auto *Call = dyn_cast<CallBase>(&I);
        Call && Pinned.original(calledBody(*Call)) == &Original)
      Calls.push_back(Call);
  SmallVector<Value *, 4> Storages;
  for (Argument &Arg : drop_begin(Copy.args(), Original.arg_size()))
    Storages.push_back(&Arg);
  for (CallBase *Call : Calls) {
    auto *Plain = dyn_cast<CallInst>(Call);
    bool IsTail = Plain && Plain->isTailCall();
    CallBase *New = replaceCall(*Call, Copy, Storages);
    if (IsTail)
      cast<CallInst>(New)->setTailCall();
  }
}

void Specialiser::execute(const esc_action_t &Action, Function &Copy,
                          CallBase &Call, ArrayRef<unsigned> StorageAt) {
  const auto &TLI = FAM.getResult<TargetLibraryAnalysis>(Copy);
  auto Describe = [&] {
    return Heap.describe(Call, TLI).value_or(HeapEffect());
  };
  unsigned First =
      Action.storage < StorageAt.size() ? StorageAt[Action.storage] : 0;
  Value *Given = Copy.arg_empty() ? nullptr : Copy.getArg(First);
  auto GetPool = [&]() -> Pool {
    return {Given,
            Copy.getArg(First + 1),
            Copy.getArg(First + 2),
            Action.element_bytes,
            Action.pool_bytes,
            bool(Action.flags & ESC_STEP_RECYCLES)};
  };
  Request Asked = {Action.size, Align(std::max(Action.align, 1u)),
                   Action.flags};
  switch (esc_action_kind_t(Action.kind)) {
  case ESC_ACTION_ANSWER_SIZE:
    answerSize(cast<IntrinsicInst>(Call), TLI);
    break;
  case ESC_ACTION_SLOT:
    replaceBySlot(Call, Describe(), Asked, *Given);
    break;
  case ESC_ACTION_SIZED_SLOT:
    replaceBySizedSlot(Call, Describe(), Asked, *Given);
    break;
  case ESC_ACTION_DROP_FREE:
    dropFree(Call, nullptr);
    break;
  case ESC_ACTION_GUARD_FREE:
    guardFree(Call, Describe().Freed, *Given);
    break;
  case ESC_ACTION_POP:
    replaceByElement(Call, Describe(), Asked, GetPool());
    break;
  case ESC_ACTION_PUSH_FREE:
    pushOrFree(Call, Describe().Freed, GetPool(),
               Action.flags & ESC_STEP_BARRIER);
    break;
  case ESC_ACTION_REALLOC:
    reallocElement(cast<CallInst>(Call), Describe(), Asked, GetPool());
    break;
  case ESC_ACTION_CALL: {
    SmallVector<Value *, 4> Passed;
    for (uint32_t I = 0; I < Action.storage_count; ++I) {
      unsigned Number = Frames.storages.data[Action.first_storage + I];
      unsigned End = Number + 1 < StorageAt.size() ? StorageAt[Number + 1]
                                                   : Copy.arg_size();
      for (unsigned At = StorageAt[Number]; At < End; ++At)
        Passed.push_back(Copy.getArg(At));
    }
    redirect(Call, Action.specialisation, Passed);
    break;
  }
  }
}

CallBase *Specialiser::redirect(CallBase &Call, uint32_t Specialisation,
                                ArrayRef<Value *> Storages) {
  return replaceCall(Call, *get(Specialisation), Storages);
}

CallBase *Specialiser::replaceCall(CallBase &Call, Function &Copy,
                                   ArrayRef<Value *> Storages) {
  SmallVector<Value *, 8> Args(Call.args());
  unsigned Params = Args.size();
  Args.append(Storages.begin(), Storages.end());
  CallBase *New;
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call)) {
    New = InvokeInst::Create(&Copy, Invoke->getNormalDest(),
                             Invoke->getUnwindDest(), Args, "",
                             Call.getIterator());
  } else {
    // Not `tail`: it is given a slot of this frame.
    auto *Plain = CallInst::Create(&Copy, Args, "", Call.getIterator());
    if (cast<CallInst>(Call).isNoTailCall())
      Plain->setTailCallKind(CallInst::TCK_NoTail);
    New = Plain;
  }
  New->setCallingConv(Call.getCallingConv());
  New->setAttributes(keepTrue(Call.getContext(), Call.getAttributes(), Params));
  New->setDebugLoc(Call.getDebugLoc());
  if (MDNode *Weights = Call.getMetadata(LLVMContext::MD_prof))
    New->setMetadata(LLVMContext::MD_prof, Weights);
  if (isa<FPMathOperator>(New))
    New->copyFastMathFlags(&Call);
  New->takeName(&Call);
  Call.replaceAllUsesWith(New);
  Call.eraseFromParent();
  return New;
}

} // namespace escape
