//===- LoweringSkeleton.cpp - Control flow, and who is whom in it ---------===//
//
// Blocks, edges and events of a function that holds a candidate, and what a
// pointer certainly is where it is freed, tested or passed.
//
//===----------------------------------------------------------------------===//

#include "Lowering.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace escape {

static Value *stripZeroOffsets(Value *Pointer) {
  while (true) {
    Value *Next = Pointer->stripPointerCasts();
    auto *GEP = dyn_cast<GEPOperator>(Next);
    if (GEP && GEP->hasAllZeroIndices())
      Next = GEP->getPointerOperand();
    if (Next == Pointer)
      return Pointer;
    Pointer = Next;
  }
}

// The site whose pointer `Pointer` is in this execution, through casts and
// zero offsets. A pointer from memory or a phi is not certain.
esc_obj_t Lowering::mustSite(Value *Pointer) const {
  auto *I = dyn_cast<Instruction>(stripZeroOffsets(Pointer));
  auto Found = I ? SiteOf.find(I) : SiteOf.end();
  return Found == SiteOf.end() ? ESC_NONE : Found->second;
}

// The same, where it may also be a parameter, what a callee
// returned, or what a phi is at this moment.
Lowering::Identity Lowering::identity(Value *Pointer) const {
  Identity Known;
  Pointer = stripZeroOffsets(Pointer);
  if (!Pointer->getType()->isPointerTy())
    return Known;
  if (auto *Arg = dyn_cast<Argument>(Pointer)) {
    if (auto Found = PlaceholderOf.find(Arg); Found != PlaceholderOf.end())
      Known.Object = Found->second;
  } else if (auto Name = Names.find(Pointer); Name != Names.end()) {
    Known.Name = Name->second;
  } else if (auto *I = dyn_cast<Instruction>(Pointer)) {
    if (auto Site = SiteOf.find(I); Site != SiteOf.end())
      Known.Object = Site->second;
    else if (KnownCalls.contains(I))
      Known.Maker = OriginOf.lookup(I);
  }
  return Known;
}

// Numbers the phis that what is freed, tested or passed may come from.
void Lowering::nameValues() {
  SmallVector<Value *, 16> Pending;
  for (BasicBlock *BB : BlockOrder)
    for (Instruction &I : *BB) {
      if (auto Free = FreeOf.find(&I); Free != FreeOf.end())
        Pending.push_back(Free->second.second);
      if (KnownCalls.contains(&I))
        append_range(Pending, cast<CallBase>(I).args());
      if (auto *Test = dyn_cast<ICmpInst>(&I);
          Test && isa<ConstantPointerNull>(Test->getOperand(1)))
        Pending.push_back(Test->getOperand(0));
    }
  for (unsigned I = 0; I < Pending.size(); ++I) {
    auto *Phi = dyn_cast<PHINode>(stripZeroOffsets(Pending[I]));
    if (!Phi || !Phi->getType()->isPointerTy() ||
        !isReachable(Phi->getParent()) || Names.size() == ESC_NAMES_MAX ||
        !Names.try_emplace(Phi, Names.size() + 1).second)
      continue;
    append_range(Pending, Phi->incoming_values());
  }
}

void Lowering::lowerSkeleton(esc_skeleton_t &Skeleton, uint32_t FunctionIndex,
                             uint32_t FirstLoc, uint32_t FirstObject) {
  Skeleton.function = FunctionIndex;
  struct Edge {
    BasicBlock *From, *To;
    Identity Null;
  };
  SmallVector<Edge, 8> Edges;
  auto Name = [&](esc_event_t &Event, Identity Known) {
    Event.object =
        Known.Object == ESC_NONE ? ESC_NONE : Known.Object + FirstObject;
    Event.maker = Known.Maker;
    Event.name = Known.Name;
  };
  nameValues();
  for (BasicBlock *BB : BlockOrder) {
    esc_skeleton_add_block(&Skeleton);
    for (Instruction &I : *BB) {
      auto Numbered = OriginOf.find(&I);
      esc_event_t Event = {};
      Event.object = Event.maker = ESC_NONE;
      Event.origin = Numbered == OriginOf.end() ? ESC_NONE : Numbered->second;
      SmallVector<esc_loc_t, 8> Args;
      Value *Freed = nullptr;
      if (auto Site = SiteOf.find(&I); Site != SiteOf.end()) {
        Event.kind = ESC_EVENT_SITE;
        Event.object = Site->second + FirstObject;
        esc_skeleton_add_event(&Skeleton, &Event, nullptr);
      } else if (auto Free = FreeOf.find(&I); Free != FreeOf.end()) {
        const esc_fact_t &Fact = Graph.facts.data[Free->second.first];
        Freed = Free->second.second;
        Event.kind = ESC_EVENT_FREE;
        Name(Event, identity(Freed));
        Event.arg_count = 1;
        Args.push_back(Fact.loc + FirstLoc);
        esc_skeleton_add_event(&Skeleton, &Event, Args.data());
        Args.clear();
      }
      if (auto *Call = dyn_cast<CallBase>(&I)) {
        // An allocator and a free are calls too: they may read other arguments.
        Event.kind = ESC_EVENT_CALL;
        Event.object = Event.maker = ESC_NONE;
        Event.name = 0;
        if (auto *CI = dyn_cast<CallInst>(Call)) {
          if (CI->isMustTailCall())
            Event.flags |= ESC_EVENT_MUSTTAIL;
          else if (CI->isTailCall())
            Event.flags |= ESC_EVENT_TAIL;
          // A plan may be about it, although no constraint is.
          if (Event.flags)
            Event.origin = origin(I);
          // An allocator that throws has made no object.
          bool IsHeapCall = SiteOf.contains(&I) || FreeOf.contains(&I);
          if (!Call->doesNotThrow() && !F.doesNotThrow() && !IsHeapCall)
            Event.flags |= ESC_EVENT_MAY_EXIT;
          // A function that is nounwind may longjmp past this frame; so may an
          // intrinsic that runs code of the program (__builtin_longjmp itself
          // is one).
          bool IsInstruction = isa<IntrinsicInst>(Call) &&
                               Call->hasFnAttr(Attribute::NoCallback);
          const LibraryModel *Model = Context.Library.find(*Call, TLI);
          bool CallsNobody = Model && Model->Calls.empty();
          if (!Call->hasFnAttr(Attribute::WillReturn) && !IsHeapCall &&
              !IsInstruction && !CallsNobody)
            Event.flags |= ESC_EVENT_MAY_JUMP;
        }
        for (Use &U : Call->data_ops())
          if (U != Freed && !isa<Constant>(U) && carries(U))
            for (unsigned L = 0, E = leaves(U); L < E; ++L)
              Args.push_back(loc(U, L) + FirstLoc);
      } else if (isa<ReturnInst, ResumeInst>(&I) ||
                 (isa<CleanupReturnInst, CatchSwitchInst>(&I) &&
                  I.getNumSuccessors() == 0)) {
        Event.kind = ESC_EVENT_RETURN;
      } else if (Event.origin != ESC_NONE) {
        Event.kind = ESC_EVENT_USE;
      } else {
        continue;
      }
      Event.arg_count = Args.size();
      esc_skeleton_add_event(&Skeleton, &Event, Args.data());
      // Where the callee has returned; an invoke may also not have.
      auto *Call = dyn_cast<CallBase>(&I);
      if (!Call || !KnownCalls.contains(Call) ||
          (!isa<CallInst>(Call) && !Call->doesNotThrow()))
        continue;
      for (unsigned Index = 0; Index < Call->arg_size(); ++Index) {
        esc_event_t Pass = {};
        Pass.kind = ESC_EVENT_PASS;
        Pass.origin = Event.origin;
        Pass.operand = Index;
        Identity Known = identity(Call->getArgOperand(Index));
        Name(Pass, Known);
        if (Known.isKnown())
          esc_skeleton_add_event(&Skeleton, &Pass, nullptr);
      }
    }
    // An edge that is taken only if a pointer is null, or on which a phi gets a
    // value, gets a block of its own, behind the others.
    Instruction *End = BB->getTerminator();
    auto [NullSuccessor, Null] = nullEdge(*End);
    for (unsigned I = 0, E = End->getNumSuccessors(); I < E; ++I) {
      BasicBlock *Next = End->getSuccessor(I);
      if (!isReachable(Next))
        continue;
      uint32_t Number = Reachable.lookup(Next);
      bool IsNull = Null.isKnown() && I == NullSuccessor;
      if (IsNull || any_of(Next->phis(), [&](PHINode &Phi) {
            return Names.contains(&Phi);
          })) {
        Edges.push_back({BB, Next, IsNull ? Null : Identity()});
        Number = BlockOrder.size() + Edges.size() - 1;
      }
      esc_skeleton_add_successor(&Skeleton, Number);
    }
  }
  for (auto [From, To, Null] : Edges) {
    esc_skeleton_add_block(&Skeleton);
    esc_event_t Event = {};
    Event.origin = ESC_NONE;
    Event.kind = ESC_EVENT_NULL;
    Name(Event, Null);
    if (Null.isKnown())
      esc_skeleton_add_event(&Skeleton, &Event, nullptr);
    Event.kind = ESC_EVENT_GIVE;
    for (PHINode &Phi : To->phis()) {
      auto Given = Names.find(&Phi);
      if (Given == Names.end())
        continue;
      Event.given = Given->second;
      Name(Event, identity(Phi.getIncomingValueForBlock(From)));
      esc_skeleton_add_event(&Skeleton, &Event, nullptr);
    }
    esc_skeleton_add_successor(&Skeleton, Reachable.lookup(To));
  }
}

// The successor that is taken only if a pointer is null, and the pointer.
std::pair<unsigned, Lowering::Identity>
Lowering::nullEdge(const Instruction &Terminator) const {
  // An allocator that throws has made no object.
  if (auto *Invoke = dyn_cast<InvokeInst>(&Terminator);
      Invoke && SiteOf.contains(Invoke))
    return {1, identity(const_cast<InvokeInst *>(Invoke))};
  auto *Branch = dyn_cast<BranchInst>(&Terminator);
  auto *Test = Branch && Branch->isConditional()
                   ? dyn_cast<ICmpInst>(Branch->getCondition())
                   : nullptr;
  if (!Test || !Test->isEquality() ||
      !isa<ConstantPointerNull>(Test->getOperand(1)))
    return {0, Identity()};
  return {Test->getPredicate() == ICmpInst::ICMP_EQ ? 0 : 1,
          identity(Test->getOperand(0))};
}

} // namespace escape
