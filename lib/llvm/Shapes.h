//===- Shapes.h - Which parts of a value carry pointers ---------*- C++ -*-===//
//
// A first-class value is flattened into leaves; each leaf that holds a pointer
// has a location of its own, so that `{ptr, ptr}` keeps its two fields apart.
// Integers are not leaves: where they carry a pointer is decided use by use
// (Carriers.h).
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_SHAPES_H
#define ESCAPE_LLVM_SHAPES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DerivedTypes.h"

#include <memory>

namespace escape {

struct Leaf {
  // Position among all scalars of the type, pointers or not; orders leaves.
  unsigned Index;
  uint64_t Offset; // bytes, in memory
  uint64_t Bytes;  // one pointer, or a vector of them
};

struct Shape {
  llvm::SmallVector<Leaf, 2> Leaves; // pointer leaves only
  // Too many leaves to keep apart: one leaf that stands for all.
  bool IsMerged = false;
  // Has scalars besides pointers that are wide enough to hold one.
  bool HasData = false;
  unsigned ScalarCount = 0;
};

class Shapes {
public:
  explicit Shapes(const llvm::DataLayout &DL) : DL(DL) {}
  const Shape &of(llvm::Type *T);
  // Leaves of `T` that `Indices` select: [First, First + Count) of its shape.
  std::pair<unsigned, unsigned> select(llvm::Type *T,
                                       llvm::ArrayRef<unsigned> Indices);

private:
  const Shape &find(llvm::Type *T);
  void flatten(llvm::Type *T, uint64_t Offset, Shape &S);

  const llvm::DataLayout &DL;
  llvm::DenseMap<llvm::Type *, std::unique_ptr<Shape>> Known;
  // Few types make nearly all values.
  std::pair<llvm::Type *, const Shape *> Recent[16] = {};
};

} // namespace escape

#endif
