//===- SizeBounds.h - How large a run-time size may be ----------*- C++ -*-===//
//
// The largest size that a call may ask for, where that is known at run time
// only: from the instructions that compute it, and from the branches and
// assumptions that stand before the call, by LLVM's LazyValueInfo.
//
// The bound holds, without sign, whenever the call is executed. Branches say
// nothing of an operand that may be undef: each use of that may be another
// number. A product whose bounds overflow has none.
//
// The analyses are its own: those of the manager were made before this pass
// inlined. One object is good for one function as long as that does not change;
// it costs nothing until it is asked.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_SIZEBOUNDS_H
#define ESCAPE_LLVM_SIZEBOUNDS_H

#include "Allocators.h"

#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/LazyValueInfo.h"
#include "llvm/IR/Dominators.h"

namespace escape {

class SizeBounds {
public:
  explicit SizeBounds(llvm::Function &F) : F(F) {}
  // Of a call with ESC_SITE_RUN_TIME_SIZE; ESC_SIZE_UNKNOWN if there is none.
  uint64_t of(llvm::CallBase &Call, const HeapEffect &Effect);
  const llvm::DominatorTree &dominators() { return facts().Dominators; }
  // Before the function changes.
  void forget() { Known.reset(); }

private:
  struct Facts {
    llvm::AssumptionCache Assumptions;
    llvm::DominatorTree Dominators;
    llvm::LazyValueInfo Ranges;
    explicit Facts(llvm::Function &F)
        : Assumptions(F), Dominators(F),
          Ranges(&Assumptions, &F.getDataLayout()) {}
  };
  Facts &facts() { return Known ? *Known : Known.emplace(F); }
  std::optional<llvm::APInt>
  ofOperand(llvm::CallBase &Call, llvm::Value *Operand, bool MustBeDefined);

  llvm::Function &F;
  std::optional<Facts> Known;
};

} // namespace escape

#endif
