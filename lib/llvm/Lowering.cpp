//===- Lowering.cpp - Values, locations and the function as a whole -------===//

#include "Lowering.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace escape {

//===----------------------------------------------------------------------===//
// Locations
//===----------------------------------------------------------------------===//

esc_loc_t Lowering::loc(Value *V, unsigned Leaf) {
  if (auto *C = dyn_cast<Constant>(V))
    return constant(C);
  auto [Slot, IsNew] = Locs.try_emplace(V, ESC_NONE);
  if (IsNew) {
    unsigned Count = std::max(1u, leaves(V));
    Slot->second = temporary();
    for (unsigned I = 1; I < Count; ++I)
      temporary();
  }
  return Slot->second == ESC_NONE ? ESC_NONE : Slot->second + Leaf;
}

esc_loc_t Lowering::carrier(Value *V) {
  if (isa<Constant>(V))
    return ESC_NONE;
  auto [Slot, IsNew] = Locs.try_emplace(V, ESC_NONE);
  if (IsNew)
    Slot->second = temporary();
  return Slot->second;
}

uint32_t Lowering::here() {
  if (Numbered != Current) {
    CurrentOrigin = origin(*Current);
    Numbered = Current;
  }
  return CurrentOrigin;
}

uint32_t Lowering::origin(Instruction &I) {
  auto [Slot, IsNew] = OriginOf.try_emplace(&I, 0);
  if (IsNew)
    Slot->second = Context.Numbers.add(I);
  return Slot->second;
}

//===----------------------------------------------------------------------===//
// Short forms
//===----------------------------------------------------------------------===//

// One leaf to one leaf; a vector of pointers is one leaf.
void Lowering::copy(Value *To, Value *From, int32_t Offset) {
  esc_loc_t Source = loc(From);
  if (Source != ESC_NONE)
    esc_graph_copy(&Graph, loc(To), Source, Offset, here());
}

void Lowering::copyLeaves(Value *To, Value *From) {
  for (unsigned I = 0, E = leaves(To); I < E; ++I) {
    esc_loc_t Source = loc(From, I);
    if (isa<Constant>(From))
      Source = loc(From);
    if (Source != ESC_NONE)
      esc_graph_copy(&Graph, loc(To, I), Source, 0, here());
  }
}

void Lowering::escape(Value *V, esc_sink_t Sink, unsigned Operand) {
  if (isa<Constant>(V))
    return;
  for (unsigned I = 0, E = leaves(V); I < E; ++I)
    esc_graph_escape(&Graph, loc(V, I), Sink, Operand, here());
}

// What the object holds is external, the object itself is not.
void Lowering::escapeContents(esc_loc_t Pointer, esc_sink_t Sink,
                              unsigned Operand) {
  if (Pointer == ESC_NONE)
    return;
  esc_loc_t Held = temporary();
  esc_graph_load(&Graph, Held, Pointer, ESC_ANY_OFFSET, ESC_POINTER_BYTES,
                 here());
  esc_graph_escape(&Graph, Held, Sink, Operand, here());
}

void Lowering::unknown(Value *V) {
  for (unsigned I = 0, E = leaves(V); I < E; ++I)
    esc_graph_unknown(&Graph, loc(V, I), here());
}

void Lowering::addFact(esc_fact_kind_t Kind, esc_loc_t Loc, uint32_t Family,
                       esc_obj_t Must) {
  if (Loc == ESC_NONE)
    return;
  esc_fact_t Fact = {};
  Fact.kind = Kind;
  Fact.function = Graph.functions.count - 1;
  Fact.loc = Loc;
  Fact.must = Must;
  Fact.family = Family;
  Fact.origin = here();
  Fact.cause = ESC_NONE;
  esc_graph_add_fact(&Graph, &Fact);
}

void Lowering::observe(Value *Pointer, esc_fact_kind_t Kind) {
  if (!isa<Constant>(Pointer) && carries(Pointer))
    addFact(Kind, loc(Pointer));
}

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

// Blocks that can be reached, constant branches taken as they are: dead code
// says nothing. Loops over blocks in layout order, so numbers are stable.
void Lowering::findReachableBlocks() {
  SmallVector<BasicBlock *, 16> Pending{&F.getEntryBlock()};
  Reachable[&F.getEntryBlock()] = 0;
  auto Enter = [&](BasicBlock *BB) {
    if (Reachable.try_emplace(BB, 0).second)
      Pending.push_back(BB);
  };
  while (!Pending.empty()) {
    Instruction *End = Pending.pop_back_val()->getTerminator();
    if (auto *Branch = dyn_cast<BranchInst>(End);
        Branch && Branch->isConditional())
      if (auto *Taken = dyn_cast<ConstantInt>(Branch->getCondition())) {
        Enter(Branch->getSuccessor(Taken->isZero() ? 1 : 0));
        continue;
      }
    for (unsigned I = 0, E = End->getNumSuccessors(); I < E; ++I)
      Enter(End->getSuccessor(I));
  }
  for (BasicBlock &BB : F)
    if (auto Found = Reachable.find(&BB); Found != Reachable.end()) {
      Found->second = BlockOrder.size();
      BlockOrder.push_back(&BB);
    }
}

// Whether the block may lie on a cycle. Of the edges of a cycle that do not go
// up in the order of blocks, one passes over each block of the cycle.
bool Lowering::mayRepeat(const BasicBlock *BB) {
  if (Repeated.empty()) {
    Repeated.resize(BlockOrder.size());
    SmallVector<int, 32> Begins(BlockOrder.size() + 1);
    for (uint32_t From = 0; From < BlockOrder.size(); ++From)
      for (const BasicBlock *Next : successors(BlockOrder[From]))
        if (auto To = Reachable.find(Next);
            To != Reachable.end() && To->second <= From) {
          ++Begins[To->second];
          --Begins[From + 1];
        }
    int Over = 0;
    for (uint32_t I = 0; I < BlockOrder.size(); ++I)
      if (Over += Begins[I])
        Repeated.set(I);
  }
  return Repeated.test(Reachable.lookup(BB));
}

static bool isCalledOnce(const Function &F) {
  if (!F.hasLocalLinkage() || !F.hasOneUse())
    return false;
  auto *Call = dyn_cast<CallBase>(F.user_back());
  return Call && Call->isCallee(&*F.use_begin()) && Call->getFunction() != &F;
}

uint32_t Lowering::functionFlags() {
  uint32_t Flags = 0;
  auto Set = [&](bool Condition, esc_function_flag_t Flag) {
    if (Condition)
      Flags |= Flag;
  };
  Set(F.callsFunctionThatReturnsTwice(), ESC_FUNCTION_RETURNS_TWICE);
  Set(hasSanitizer(F) && !Context.AllowsSanitized, ESC_FUNCTION_SANITIZED);
  Set(F.isPresplitCoroutine(), ESC_FUNCTION_COROUTINE);
  Set(F.hasOptNone() || F.hasFnAttribute(Attribute::Naked),
      ESC_FUNCTION_OPTNONE);
  Set(Context.Heap.isBody(F, TLI), ESC_FUNCTION_ALLOCATOR);
  Set(F.hasGC(), ESC_FUNCTION_COLLECTED);
  Set(F.hasFnAttribute("split-stack"), ESC_FUNCTION_SPLIT_STACK);
  Set(F.doesNotRecurse(), ESC_FUNCTION_NO_RECURSE);
  Set(isCalledOnce(F), ESC_FUNCTION_CALLED_ONCE);
  // A coroutine's ramp returns before its body has run, and the body of a
  // naked function is assembler: callers learn nothing from either.
  Set(F.isInterposable() || F.isPresplitCoroutine() ||
          F.hasFnAttribute(Attribute::Naked),
      ESC_FUNCTION_INTERPOSABLE);
  Set(!F.hasExactDefinition(), ESC_FUNCTION_INEXACT);
  Set(!Context.OnlyFunction.empty() && F.getName() != Context.OnlyFunction,
      ESC_FUNCTION_SELECTED_OUT);
  Set(Context.SkipsStackProtected &&
          (F.hasFnAttribute(Attribute::StackProtect) ||
           F.hasFnAttribute(Attribute::StackProtectReq) ||
           F.hasFnAttribute(Attribute::StackProtectStrong)),
      ESC_FUNCTION_SSP);
  return Flags;
}

// What a second copy of the body, with more parameters, would break.
bool Lowering::mayBeCopied(const Instruction &I) {
  auto *Call = dyn_cast<CallBase>(&I);
  if (!Call)
    return !isa<IndirectBrInst>(I);
  auto *Intrinsic = dyn_cast<IntrinsicInst>(Call);
  return !isa<CallBrInst>(Call) && !Call->isMustTailCall() &&
         !Call->cannotDuplicate() &&
         !(Intrinsic && Intrinsic->getIntrinsicID() == Intrinsic::localescape);
}

bool Lowering::mayBeCopied() const {
  switch (F.getCallingConv()) {
  case CallingConv::C:
  case CallingConv::Fast:
  case CallingConv::Cold:
    break;
  default:
    return false; // may allow a number of parameters only
  }
  for (const Argument &Arg : F.args())
    if (Arg.hasInAllocaAttr() || Arg.hasPreallocatedAttr() ||
        Arg.hasSwiftErrorAttr())
      return false;
  for (const BasicBlock &BB : F) {
    if (BB.hasAddressTaken())
      return false;
    // The others are looked at as they are lowered.
    if (!isReachable(&BB) &&
        !all_of(BB, [](const Instruction &I) { return mayBeCopied(I); }))
      return false;
  }
  return !F.isVarArg() && !F.hasFnAttribute(Attribute::NoDuplicate);
}

void Lowering::run() {
  FunctionOrigin = Context.Numbers.addFunction(F);
  uint32_t Index = esc_graph_add_function(
      &Graph, Context.FunctionIds.lookup(&F), functionFlags());
  if (Index == ESC_NONE)
    return;
  for (Argument &Arg : F.args()) {
    // All leaves of an aggregate parameter share one location.
    esc_loc_t Param =
        esc_graph_add_param(&Graph, carries(&Arg), FunctionOrigin);
    if (leaves(&Arg) == 1) {
      Locs[&Arg] = Param;
      if (Graph.status == ESC_OK)
        PlaceholderOf[&Arg] = Graph.objects.count - 1;
    } else if (carries(&Arg)) {
      esc_loc_t First = loc(&Arg);
      for (unsigned I = 0, E = leaves(&Arg); I < E; ++I)
        esc_graph_copy(&Graph, First + I, Param, 0, FunctionOrigin);
    }
  }
  const Shape &Returned = Context.Types.of(F.getReturnType());
  for (unsigned I = 0; I < Returned.Leaves.size(); ++I)
    Results.push_back(esc_graph_add_result(&Graph, true));
  if (Graph.status != ESC_OK)
    return;

  uint64_t Limit =
      F.getFnAttributeAsParsedInteger("warn-stack-size", ESC_SIZE_UNKNOWN);
  Graph.functions.data[Index].frame_limit = Limit;

  findReachableBlocks();
  uint32_t Instructions = 0;
  bool IsCopied = mayBeCopied();
  for (BasicBlock *BB : BlockOrder)
    for (Instruction &I : *BB) {
      Current = &I;
      visit(I);
      IsCopied &= mayBeCopied(I);
      ++Instructions;
    }
  if (!IsCopied)
    Graph.functions.data[Index].flags |= ESC_FUNCTION_NOT_COPIED;
  Graph.functions.data[Index].instructions = Instructions;
  Bounds.forget();
  lowerDataStores();
}

CallBase *Lowering::siteCall(esc_obj_t Object) const {
  auto Found = llvm::lower_bound(SiteObjects, Object);
  return Found != SiteObjects.end() && *Found == Object
             ? SiteCalls[Found - SiteObjects.begin()]
             : nullptr;
}

} // namespace escape
