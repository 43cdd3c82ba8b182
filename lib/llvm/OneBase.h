//===- OneBase.h - Pointers that are one value and offsets ------*- C++ -*-===//
//
// Whether two addresses are, whenever a program has both, one pointer plus two
// offsets: then their difference is a number that says nothing of an address,
// and their comparison tells no two objects apart. A vector's begin and end are
// such a pair: both null, or both into the block that was made last.
//
// The proof goes backwards from the pair. In SSA the values that dominate a
// point satisfy their definitions there, so a step or select is looked through
// on either side. Two phis of one block change at once: each edge gives a pair.
// A phi beside a value that its block is dominated by (which stays as it is
// when the phi changes): each edge gives a pair with that value. A pair that
// was met before holds by induction over the time that has passed. It ends at
// equal values, both null among them, and fails at others. An integer that is a
// pointer's counts as the pointer: the optimizer makes phis of those.
//
// Requires: reachable code. Cost: a fixed number of pairs; beyond that, no.
// Does not model: what is stored in memory and read again.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_ONEBASE_H
#define ESCAPE_LLVM_ONEBASE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Dominators.h"

#include <optional>

namespace escape {

class OneBase {
public:
  using IsReachable = llvm::function_ref<bool(const llvm::BasicBlock *)>;

  // Both, pointers or integers, are at hand at one point of `F`, its function.
  bool holds(const llvm::Value *P, const llvm::Value *Q, llvm::Function &F,
             IsReachable Reached);

private:
  bool stays(const llvm::Value *V, const llvm::BasicBlock *BB) const;

  std::optional<llvm::DominatorTree> Dominators; // made when first needed
};

} // namespace escape

#endif
