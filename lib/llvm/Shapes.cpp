//===- Shapes.cpp - Which parts of a value carry pointers -----------------===//

#include "Shapes.h"

using namespace llvm;

namespace escape {

static constexpr unsigned MaxScalars = 16;

static unsigned countScalars(Type *T, unsigned Limit) {
  if (auto *S = dyn_cast<StructType>(T)) {
    unsigned Count = 0;
    for (Type *Element : S->elements()) {
      Count += countScalars(Element, Limit);
      if (Count > Limit)
        return Count;
    }
    return Count;
  }
  if (auto *A = dyn_cast<ArrayType>(T)) {
    if (A->getNumElements() > Limit)
      return Limit + 1;
    return A->getNumElements() * countScalars(A->getElementType(), Limit);
  }
  return 1;
}

static bool holdsPointer(Type *T) {
  if (T->isPtrOrPtrVectorTy())
    return true;
  for (Type *Element : T->subtypes())
    if (holdsPointer(Element))
      return true;
  return false;
}

void Shapes::flatten(Type *T, uint64_t Offset, Shape &S) {
  if (auto *Struct = dyn_cast<StructType>(T)) {
    const StructLayout *Layout = DL.getStructLayout(Struct);
    for (unsigned I = 0; I < Struct->getNumElements(); ++I)
      flatten(Struct->getElementType(I),
              Offset + Layout->getElementOffset(I).getFixedValue(), S);
    return;
  }
  if (auto *Array = dyn_cast<ArrayType>(T)) {
    uint64_t Stride = DL.getTypeAllocSize(Array->getElementType());
    for (uint64_t I = 0; I < Array->getNumElements(); ++I)
      flatten(Array->getElementType(), Offset + I * Stride, S);
    return;
  }
  unsigned Index = S.ScalarCount++;
  uint64_t Bytes = DL.getTypeStoreSize(T).getKnownMinValue();
  if (T->isPtrOrPtrVectorTy())
    S.Leaves.push_back({Index, Offset, Bytes});
  else
    S.HasData = true;
}

const Shape &Shapes::of(Type *T) {
  auto &[Last, LastShape] = Recent[(uintptr_t(T) >> 4) % std::size(Recent)];
  if (Last != T) {
    LastShape = &find(T);
    Last = T;
  }
  return *LastShape;
}

const Shape &Shapes::find(Type *T) {
  std::unique_ptr<Shape> &Slot = Known[T];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<Shape>();
  // An opaque or target type has no layout; it holds no pointer we can follow.
  if (!T->isSized() || T->isScalableTy() ||
      countScalars(T, MaxScalars) > MaxScalars) {
    if (holdsPointer(T)) {
      Slot->IsMerged = true;
      Slot->HasData = true;
      Slot->Leaves.push_back({0, 0, 0});
    }
    return *Slot;
  }
  flatten(T, 0, *Slot);
  return *Slot;
}

std::pair<unsigned, unsigned> Shapes::select(Type *T,
                                             ArrayRef<unsigned> Indices) {
  const Shape &Whole = of(T);
  if (Whole.IsMerged)
    return {0, 1};
  // Scalars before the selected element, and inside it.
  unsigned Before = 0;
  for (unsigned Index : Indices) {
    if (auto *Struct = dyn_cast<StructType>(T)) {
      for (unsigned I = 0; I < Index; ++I)
        Before += countScalars(Struct->getElementType(I), MaxScalars);
      T = Struct->getElementType(Index);
    } else {
      auto *Array = cast<ArrayType>(T);
      Before += Index * countScalars(Array->getElementType(), MaxScalars);
      T = Array->getElementType();
    }
  }
  unsigned End = Before + countScalars(T, MaxScalars);
  unsigned First = 0, Count = 0;
  for (const Leaf &L : Whole.Leaves) {
    if (L.Index < Before)
      ++First;
    else if (L.Index < End)
      ++Count;
  }
  return {First, Count};
}

} // namespace escape
