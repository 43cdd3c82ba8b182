//===- Branches.h - Code around a call that is no longer always made ------===//

#ifndef ESCAPE_LLVM_BRANCHES_H
#define ESCAPE_LLVM_BRANCHES_H

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"

namespace escape {

// Splits the block of `Call`, so that `Call` begins a block of its own. An
// alloca behind it would no longer be in the entry block, and so grow the
// stack: those of constant size go up first.
llvm::BasicBlock *splitBefore(llvm::CallBase &Call, const llvm::Twine &Name);

// Control comes to `Call` only if `Condition` holds, else to `Else`, if that is
// not null, and then to what follows `Call`. Returns the phi that is the result
// of the call there, or `Otherwise`; null if the call has no result that is
// used. `Call` begins a block, which has one predecessor.
llvm::PHINode *makeConditional(llvm::CallBase &Call, llvm::Value *Condition,
                               llvm::BasicBlock *Else, llvm::Value *Otherwise);

// Ends `Other`, which has no terminator, with a branch to what follows `Call`.
// Returns the phi that is the result of `Call` there, or `Value` if control
// comes from `Other`.
llvm::PHINode *joinAfter(llvm::CallBase &Call, llvm::BasicBlock &Other,
                         llvm::Value *Value);

} // namespace escape

#endif
