//===- LoweringVisit.cpp - Instructions -----------------------------------===//
//
// Each case states the IR form and the constraint it becomes. `*p` is what the
// memory at p holds. The table is docs/lowering.md.
//
//===----------------------------------------------------------------------===//

#include "Lowering.h"

#include "Numbers.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace escape {

// Anything without a case: its pointers leave, its result is unknown.
void Lowering::visitInstruction(Instruction &I) {
  for (unsigned Operand = 0; Operand < I.getNumOperands(); ++Operand)
    escape(I.getOperand(Operand), ESC_SINK_UNMODELLED, Operand);
  unknown(&I);
}

// Numbers and control: no pointer in, no pointer out.
void Lowering::visitBinaryOperator(BinaryOperator &) {}
void Lowering::visitUnaryOperator(UnaryOperator &) {}
void Lowering::visitFCmpInst(FCmpInst &) {}
void Lowering::visitBranchInst(BranchInst &) {}
void Lowering::visitSwitchInst(SwitchInst &) {}
void Lowering::visitFenceInst(FenceInst &) {}
void Lowering::visitUnreachableInst(UnreachableInst &) {}

// p = alloca: p points to a new object of this activation.
void Lowering::visitAllocaInst(AllocaInst &I) {
  esc_object_t Object = {};
  Object.kind = ESC_OBJECT_ALLOCA;
  Object.function = Graph.functions.count - 1;
  Object.origin = here();
  Object.size = ESC_SIZE_UNKNOWN;
  Object.family = ESC_NONE;
  Object.param = ESC_NONE;
  if (std::optional<TypeSize> Size = I.getAllocationSize(Context.DL);
      Size && !Size->isScalable()) {
    Object.size = Size->getFixedValue();
    Graph.functions.data[Object.function].frame_bytes += Object.size;
  }
  esc_obj_t Number = esc_graph_add_object(&Graph, &Object);
  if (Number != ESC_NONE)
    esc_graph_addr_of(&Graph, loc(&I), Number, here());
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

// Volatile and "never changes" accesses say something of the object.
void Lowering::checkAccess(Instruction &I, Value *Pointer, bool IsVolatile) {
  if (IsVolatile)
    observe(Pointer, ESC_FACT_VOLATILE);
  if (!I.hasMetadataOtherThanDebugLoc())
    return;
  SmallVector<std::pair<unsigned, MDNode *>, 4> All;
  I.getAllMetadataOtherThanDebugLoc(All);
  bool IsInvariant = false, IsScoped = false;
  for (auto [Kind, Node] : All) {
    IsInvariant |= Kind == LLVMContext::MD_invariant_load ||
                   Kind == LLVMContext::MD_invariant_group;
    IsScoped |= Kind == LLVMContext::MD_alias_scope ||
                Kind == LLVMContext::MD_noalias ||
                Kind == LLVMContext::MD_access_group;
  }
  if (IsInvariant)
    observe(Pointer, ESC_FACT_INVARIANT);
  if (IsScoped)
    observe(Pointer, ESC_FACT_SCOPED);
}

void Lowering::expose(Value *Pointer, uint64_t Bytes) {
  if (isa<Constant>(Pointer))
    return;
  auto [From, Distance] = address(Pointer);
  esc_graph_expose(&Graph, From, Distance,
                   Bytes < ESC_ANY_SIZE ? Bytes : ESC_ANY_SIZE, here());
}

static int32_t smallOffset(uint64_t Offset, int32_t Distance) {
  return Offset <= ESC_OFFSET_MAX ? esc_offset_add(int32_t(Offset), Distance)
                                  : ESC_ANY_OFFSET;
}

static uint32_t bytesOf(const DataLayout &DL, Type *T) {
  TypeSize Size = DL.getTypeStoreSize(T);
  return Size.isScalable() || Size.getFixedValue() >= ESC_ANY_SIZE
             ? ESC_ANY_SIZE
             : uint32_t(Size.getFixedValue());
}

// What an access addresses: a pointer and a constant distance from it, so that
// the fields of an object that is inside another stay apart.
Lowering::Address Lowering::address(Value *Pointer) {
  auto Step = Steps.find(Pointer);
  return Step == Steps.end() ? Address{loc(Pointer), 0} : Step->second;
}

void Lowering::clobber(Value *Pointer, uint64_t Bytes) {
  auto [To, Distance] = address(Pointer);
  if (To != ESC_NONE)
    esc_graph_clobber(&Graph, To, Distance,
                      Bytes < ESC_ANY_SIZE ? Bytes : ESC_ANY_SIZE, here());
}

// The bits of a pointer go from `Source` where `Bits` says.
void Lowering::followBits(const Instruction &Source, const BitsUse &Bits) {
  for (auto [Value, User] : Bits.Copies) {
    Instruction *Restored = Current;
    Current = User;
    if (auto *Store = dyn_cast<StoreInst>(User)) {
      if (Value == &Source)
        FollowedStores.insert(Store);
      auto [To, ToDistance] = address(Store->getPointerOperand());
      // Where in a wide value the pointer sits is not known.
      bool IsPointerWide =
          bytesOf(Context.DL, Value->getType()) == ESC_POINTER_BYTES;
      if (To != ESC_NONE)
        esc_graph_store(&Graph, To, IsPointerWide ? ToDistance : ESC_ANY_OFFSET,
                        carrier(Value), here());
    } else {
      esc_loc_t To = User->getType()->isPointerTy() ? loc(User) : carrier(User);
      bool IsExact = bytesOf(Context.DL, Value->getType()) == ESC_POINTER_BYTES;
      esc_graph_copy(&Graph, To, carrier(Value), IsExact ? 0 : ESC_ANY_OFFSET,
                     here());
    }
    Current = Restored;
  }
}

// v = load T, p: each pointer leaf of v contains *(p + its offset). Other bits:
// see Carriers.h.
void Lowering::readMemory(Value *Pointer, Type *T, Instruction *Result) {
  const Shape &S = Context.Types.of(T);
  auto [From, Distance] = address(Pointer);
  if (From == ESC_NONE)
    return;
  if (Result)
    for (unsigned I = 0; I < S.Leaves.size(); ++I) {
      const Leaf &L = S.Leaves[I];
      esc_graph_load(
          &Graph, loc(Result, I), From,
          S.IsMerged ? ESC_ANY_OFFSET : smallOffset(L.Offset, Distance),
          S.IsMerged ? ESC_ANY_SIZE
                     : uint32_t(std::max<uint64_t>(L.Bytes, ESC_POINTER_BYTES)),
          here());
    }
  if (!S.HasData && !S.Leaves.empty())
    return;
  if (!Result || T->isAggregateType() || T->isScalableTy()) {
    expose(Pointer, bytesOf(Context.DL, T));
    return;
  }
  BitsUse Bits = classifyBits(*Result, Context.DL);
  if (Bits.IsExposed)
    expose(Pointer, bytesOf(Context.DL, T));
  if (Bits.Copies.empty())
    return;
  uint32_t Size = std::max<uint32_t>(bytesOf(Context.DL, T), ESC_POINTER_BYTES);
  esc_graph_load(&Graph, carrier(Result), From, Distance, Size, here());
  followBits(*Result, Bits);
}

// store v, p: *(p + offset of each pointer leaf) contains it.
void Lowering::writeMemory(Value *Pointer, Value *V) {
  const Shape &S = Context.Types.of(V->getType());
  auto [To, Distance] = address(Pointer);
  if (To == ESC_NONE)
    return;
  for (unsigned I = 0; I < S.Leaves.size(); ++I) {
    esc_loc_t From = isa<Constant>(V) ? loc(V) : loc(V, I);
    if (From == ESC_NONE)
      continue;
    const Leaf &L = S.Leaves[I];
    if (S.IsMerged || L.Bytes > 128) {
      esc_graph_store(&Graph, To, ESC_ANY_OFFSET, From, here());
      continue;
    }
    // The lanes of a vector share one location.
    for (uint64_t Lane = 0; Lane < L.Bytes; Lane += ESC_POINTER_BYTES)
      esc_graph_store(&Graph, To, smallOffset(L.Offset + Lane, Distance), From,
                      here());
  }
}

void Lowering::visitLoadInst(LoadInst &I) {
  checkAccess(I, I.getPointerOperand(), I.isVolatile());
  readMemory(I.getPointerOperand(), I.getType(), &I);
}

void Lowering::visitStoreInst(StoreInst &I) {
  checkAccess(I, I.getPointerOperand(), I.isVolatile());
  writeMemory(I.getPointerOperand(), I.getValueOperand());
  auto *C = dyn_cast<Constant>(I.getValueOperand());
  bool IsNothing = C && (C->isNullValue() || isa<UndefValue>(C));
  const Shape &S = Context.Types.of(I.getValueOperand()->getType());
  if ((S.HasData || S.Leaves.empty()) && !IsNothing)
    DataStores.push_back(&I);
}

// store i, p: a pointer read from there is external. Unless i is what was
// loaded, bit by bit: then what was there has flowed (readMemory).
void Lowering::lowerDataStores() {
  for (Instruction *I : DataStores) {
    auto *Store = cast<StoreInst>(I);
    if (FollowedStores.contains(Store))
      continue;
    Current = Store;
    clobber(Store->getPointerOperand(),
            bytesOf(Context.DL, Store->getValueOperand()->getType()));
  }
}

// atomicrmw op p, v: the result is *p; *p contains v. An integer result is not
// followed: its bits are exposed.
void Lowering::visitAtomicRMWInst(AtomicRMWInst &I) {
  checkAccess(I, I.getPointerOperand(), I.isVolatile());
  if (I.getType()->isPointerTy()) {
    readMemory(I.getPointerOperand(), I.getType(), &I);
    writeMemory(I.getPointerOperand(), I.getValOperand());
  } else {
    expose(I.getPointerOperand(), bytesOf(Context.DL, I.getType()));
    clobber(I.getPointerOperand(), bytesOf(Context.DL, I.getType()));
  }
}

// cmpxchg p, c, n: the result is *p; *p contains n; c is compared.
void Lowering::visitAtomicCmpXchgInst(AtomicCmpXchgInst &I) {
  checkAccess(I, I.getPointerOperand(), I.isVolatile());
  Type *T = I.getNewValOperand()->getType();
  if (!T->isPointerTy()) {
    expose(I.getPointerOperand(), bytesOf(Context.DL, T));
    clobber(I.getPointerOperand(), bytesOf(Context.DL, T));
    return;
  }
  auto [Pointer, Distance] = address(I.getPointerOperand());
  if (Pointer != ESC_NONE)
    esc_graph_load(&Graph, loc(&I), Pointer, Distance, ESC_POINTER_BYTES,
                   here());
  writeMemory(I.getPointerOperand(), I.getNewValOperand());
  observe(I.getCompareOperand(), ESC_FACT_COMPARED);
}

//===----------------------------------------------------------------------===//
// Pointers to pointers
//===----------------------------------------------------------------------===//

// q = gep p, i: q is p + i, or somewhere in p's object.
void Lowering::visitGetElementPtrInst(GetElementPtrInst &I) {
  APInt Offset(Context.DL.getIndexTypeSizeInBits(I.getType()), 0);
  bool IsConstant = !I.getType()->isVectorTy() &&
                    I.accumulateConstantOffset(Context.DL, Offset);
  bool IsSmall = IsConstant && Offset.getSignificantBits() <= 32 &&
                 Offset.getSExtValue() >= ESC_OFFSET_MIN &&
                 Offset.getSExtValue() <= ESC_OFFSET_MAX;
  // A chain of constant steps is one step.
  auto [Base, Distance] = address(I.getPointerOperand());
  int32_t Whole = IsSmall ? esc_offset_add(Distance, Offset.getSExtValue())
                          : ESC_ANY_OFFSET;
  if (Base == ESC_NONE)
    return;
  esc_graph_copy(&Graph, loc(&I), Base, Whole, here());
  if (Whole != ESC_ANY_OFFSET)
    Steps[&I] = {Base, Whole};
}

// v = phi a, b: v contains a and b.
void Lowering::visitPHINode(PHINode &I) {
  for (unsigned Incoming = 0; Incoming < I.getNumIncomingValues(); ++Incoming)
    if (isReachable(I.getIncomingBlock(Incoming)))
      copyLeaves(&I, I.getIncomingValue(Incoming));
}

// v = select c, a, b: v contains a and b.
void Lowering::visitSelectInst(SelectInst &I) {
  copyLeaves(&I, I.getTrueValue());
  copyLeaves(&I, I.getFalseValue());
}

void Lowering::visitFreezeInst(FreezeInst &I) {
  copyLeaves(&I, I.getOperand(0));
}

// Casts between pointer types change no address we could tell apart.
void Lowering::visitCastInst(CastInst &I) {
  if (carries(&I) && carries(I.getOperand(0)))
    copy(&I, I.getOperand(0));
  else if (carries(&I))
    unknown(&I);
  else if (carries(I.getOperand(0)))
    escape(I.getOperand(0), ESC_SINK_UNMODELLED);
}

// i = the address of p: nothing, or an observation if i is only compared. True
// if i goes anywhere else.
bool Lowering::addressLeaks(Instruction &I) {
  AddressUse Use = classifyAddress(
      I, [this](const Value *P, const Value *Q) { return haveOneBase(P, Q); },
      [this](const Instruction &Difference) {
        return staysNumber(Difference, [this](CallBase &Call) {
          return Context.Heap.describe(Call, TLI).has_value();
        });
      });
  if (Use == AddressUse::Compared)
    observe(I.getOperand(0), ESC_FACT_COMPARED);
  return Use == AddressUse::Leaks;
}

// i = ptrtoint p: p leaves, unless i is only compared; or i is a number to
// nobody, and made a pointer again, on the way through phi, select and freeze:
// p is copied. (Rust's enums put a pointer and a tag into one integer.)
void Lowering::visitPtrToIntInst(PtrToIntInst &I) {
  if (!addressLeaks(I))
    return;
  BitsUse Bits = classifyBits(I, Context.DL);
  if (!carries(I.getOperand(0)) || Bits.IsExposed || Bits.IsNumber ||
      Bits.IsStored || Bits.Copies.empty()) {
    escape(I.getOperand(0), ESC_SINK_PTRTOINT);
    return;
  }
  esc_graph_copy(&Graph, carrier(&I), loc(I.getOperand(0)), 0, here());
  followBits(I, Bits);
}

// i = ptrtoaddr p: the address goes, the right to access does not.
void Lowering::visitPtrToAddrInst(PtrToAddrInst &I) {
  if (addressLeaks(I))
    observe(I.getOperand(0), ESC_FACT_ADDRESS_LEAKED);
}

// p = inttoptr i: what was made an integer is external, and so may p be. What
// is copied is added by followBits.
void Lowering::visitIntToPtrInst(IntToPtrInst &I) { unknown(&I); }

bool Lowering::haveOneBase(const Value *P, const Value *Q) {
  return Bases.holds(P, Q, F,
                     [this](const BasicBlock *BB) { return isReachable(BB); });
}

// Whether p and q are always within one object. The one that they are based on
// is the same one at different times, as a phi has them, only if it is made
// once.
bool Lowering::areOfOneObject(const Value *P, const Value *Q) {
  const Value *Base = getUnderlyingObject(P);
  if (Base == getUnderlyingObject(Q) || haveOneBase(P, Q))
    return true;
  SmallVector<const Value *, 4> Bases;
  getUnderlyingObjects(P, Bases);
  getUnderlyingObjects(Q, Bases);
  Base = Bases.front();
  if (!all_equal(Bases) || isa<PHINode, SelectInst>(Base))
    return false;
  auto *Made = dyn_cast<Instruction>(Base);
  return !Made || !mayRepeat(Made->getParent());
}

// icmp p, q: both addresses are observed, unless one is null or both are of
// one object.
void Lowering::visitICmpInst(ICmpInst &I) {
  Value *Left = I.getOperand(0), *Right = I.getOperand(1);
  if (!carries(Left) || isa<ConstantPointerNull>(Left) ||
      isa<ConstantPointerNull>(Right))
    return;
  if (Left->getType()->isPointerTy() && areOfOneObject(Left, Right))
    return;
  observe(Left, ESC_FACT_COMPARED);
  observe(Right, ESC_FACT_COMPARED);
}

//===----------------------------------------------------------------------===//
// Aggregates and vectors
//===----------------------------------------------------------------------===//

// x = extractvalue a, i: the leaves of a that i selects.
void Lowering::visitExtractValueInst(ExtractValueInst &I) {
  Value *Whole = I.getAggregateOperand();
  auto [First, Count] = Context.Types.select(Whole->getType(), I.getIndices());
  for (unsigned Leaf = 0, E = leaves(&I); Leaf < E; ++Leaf) {
    // A merged whole has one leaf for all.
    esc_loc_t From = isa<Constant>(Whole)
                         ? loc(Whole)
                         : loc(Whole, Count == E ? First + Leaf : First);
    if (From != ESC_NONE)
      esc_graph_copy(&Graph, loc(&I, Leaf), From, 0, here());
  }
}

// b = insertvalue a, x, i: the leaves of a, with those of x in place.
void Lowering::visitInsertValueInst(InsertValueInst &I) {
  Value *Whole = I.getAggregateOperand(), *Part = I.getInsertedValueOperand();
  auto [First, Count] = Context.Types.select(I.getType(), I.getIndices());
  bool IsMerged = Context.Types.of(I.getType()).IsMerged;
  for (unsigned Leaf = 0, E = leaves(&I); Leaf < E; ++Leaf) {
    if (!IsMerged && Leaf >= First && Leaf < First + Count)
      continue;
    esc_loc_t From = isa<Constant>(Whole) ? loc(Whole) : loc(Whole, Leaf);
    if (From != ESC_NONE)
      esc_graph_copy(&Graph, loc(&I, Leaf), From, 0, here());
  }
  for (unsigned Leaf = 0, E = leaves(Part); Leaf < E; ++Leaf) {
    esc_loc_t From = isa<Constant>(Part) ? loc(Part) : loc(Part, Leaf);
    if (From != ESC_NONE)
      esc_graph_copy(&Graph, loc(&I, Count == E ? First + Leaf : First), From,
                     0, here());
  }
}

// The lanes of a vector of pointers are merged.
void Lowering::visitExtractElementInst(ExtractElementInst &I) {
  if (carries(&I))
    copy(&I, I.getVectorOperand());
}

void Lowering::visitInsertElementInst(InsertElementInst &I) {
  if (!carries(&I))
    return;
  copy(&I, I.getOperand(0));
  copy(&I, I.getOperand(1));
}

void Lowering::visitShuffleVectorInst(ShuffleVectorInst &I) {
  if (!carries(&I))
    return;
  copy(&I, I.getOperand(0));
  copy(&I, I.getOperand(1));
}

//===----------------------------------------------------------------------===//
// Ways out of the function
//===----------------------------------------------------------------------===//

// ret v: each result contains its leaf of v.
void Lowering::visitReturnInst(ReturnInst &I) {
  Value *V = I.getReturnValue();
  if (!V)
    return;
  for (unsigned Leaf = 0; Leaf < Results.size(); ++Leaf) {
    esc_loc_t From = isa<Constant>(V) ? loc(V) : loc(V, Leaf);
    if (From != ESC_NONE)
      esc_graph_copy(&Graph, Results[Leaf], From, 0, here());
  }
}

// resume v: v is seen by whoever catches it.
void Lowering::visitResumeInst(ResumeInst &I) {
  escape(I.getOperand(0), ESC_SINK_THROW);
}

} // namespace escape
