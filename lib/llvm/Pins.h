//===- Pins.h - Copies of bodies that the linker may replace ----*- C++ -*-===//
//
// A plan that believed such a body (judge/pins.h) calls a copy of it: internal,
// outside its comdat, with a DISubprogram of its own; it is named `f.pinned`.
// All else that refers to the function, its address too, means the original.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_PINS_H
#define ESCAPE_LLVM_PINS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Function.h"

#include <vector>

namespace escape {

class Pins {
public:
  // `F` is believed: from now on its own calls of what is copied go to the
  // copies. `IsCopied`: so do calls of `F`, by those who are settled later.
  // True if its body changed.
  bool settle(llvm::Function &F, bool IsCopied);
  // The same for a function that nobody need believe.
  bool redirectCalls(llvm::Function &F);
  // What `F` is a copy of, or `F`.
  llvm::Function *original(llvm::Function *F) const;
  // The copies, in the order they were made.
  llvm::ArrayRef<llvm::Function *> copies() const { return Made; }

private:
  llvm::Function *copyOf(llvm::Function &F);

  llvm::SmallPtrSet<llvm::Function *, 16> Copied;
  llvm::DenseMap<llvm::Function *, llvm::Function *> CopyOf, OriginalOf;
  std::vector<llvm::Function *> Made;
};

} // namespace escape

#endif
