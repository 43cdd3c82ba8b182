//===- Pools.h - The few instructions of a pool -----------------*- C++ -*-===//
//
// A pool is an array of elements in a frame, a list of the free ones among
// those that were handed out (the link is in the element), and the number of
// bytes handed out so far. It is empty at first, so nothing is linked in
// advance. The two header words are allocas of their own: nobody keeps their
// addresses, so they become registers.
//
// Nothing is called, and there is no lock: the objects are private to the
// frame. A pool is a value, and its parts may as well be arguments.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_POOLS_H
#define ESCAPE_LLVM_POOLS_H

#include "Core.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"

namespace escape {

struct Pool {
  llvm::Value *Storage; // the first element
  llvm::Value *Free;    // where the list of free elements begins: a pointer
  llvm::Value *Used;    // where the bytes handed out are counted: i64
  uint64_t Element;     // bytes
  uint64_t Bytes;       // of all elements
  bool Recycles;        // elements come back
};

// Executes `Step`, a POOL, in the frame of `F`: the pool is empty at entry.
Pool createPool(const esc_step_t &Step, llvm::Function &F);

// The first successor of `Branch` is where the pool does not serve.
void markUnlikely(llvm::Instruction &Branch);

// Takes a free element, from the list first. `Builder` is at the end of a block
// that has no terminator yet. Control goes to `Full` if there is none, else to
// the block of the phi that is returned, which has no terminator yet either.
llvm::PHINode *emitPop(const Pool &From, llvm::IRBuilder<> &Builder,
                       llvm::BasicBlock &Full);

// Whether `Pointer` is none of the elements. It is compared as an address: it
// keeps its own provenance.
llvm::Value *emitIsOutside(const Pool &In, llvm::Value *Pointer,
                           llvm::IRBuilder<> &Builder);

// What was done to `Element` before is not done after this, nor the reverse.
void emitBarrier(llvm::Value *Element, llvm::IRBuilder<> &Builder);

// `Element` is free again. With `IsBarrier` no access to it moves across.
void emitPush(const Pool &Into, llvm::Value *Element, bool IsBarrier,
              llvm::IRBuilder<> &Builder);

} // namespace escape

#endif
