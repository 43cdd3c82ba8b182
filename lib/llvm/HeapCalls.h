//===- HeapCalls.h - Allocations and frees, changed -------------*- C++ -*-===//
//
// One change of one call each, in a function or in its specialised copy. What
// is changed, and that it may be, was decided by the core.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_HEAPCALLS_H
#define ESCAPE_LLVM_HEAPCALLS_H

#include "Allocators.h"
#include "Pools.h"

#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Support/Alignment.h"

namespace escape {

// What an allocation is to be given instead of a heap block.
struct Request {
  uint64_t Bytes; // of the slot, or an element
  llvm::Align Alignment;
  unsigned Flags; // esc_step_flag_t
};

// The call becomes `Slot`. An alloca's lifetime starts there; other storage is
// somebody else's.
void replaceBySlot(llvm::CallBase &Call, const HeapEffect &Effect,
                   const Request &Asked, llvm::Value &Slot);
// The same where the size asked for, unsigned, fits; else the call is made.
void replaceBySizedSlot(llvm::CallBase &Call, const HeapEffect &Effect,
                        const Request &Asked, llvm::Value &Slot);
// The call is made where no element is free, or none is large enough.
void replaceByElement(llvm::CallBase &Call, const HeapEffect &Effect,
                      const Request &Asked, const Pool &From);
// An element of `From` stays where it is, if it may and the size fits; else
// what it holds goes to a new block, and a failure leaves it as it is. Of size
// 0 realloc may give back the block and return null, or not: it is asked with a
// block. The call is made where its operand is no element.
void reallocElement(llvm::CallInst &Call, const HeapEffect &Effect,
                    const Request &Asked, const Pool &From);
// The free goes, and the lifetime of `Ended` (may be null) with it.
void dropFree(llvm::CallBase &Free, llvm::AllocaInst *Ended);
// The free is executed unless its operand `Freed` is `Slot`.
void guardFree(llvm::CallBase &Free, llvm::Value *Freed, llvm::Value &Slot);
// An operand that is an element is free again; everything else is freed.
void pushOrFree(llvm::CallBase &Free, llvm::Value *Freed, const Pool &Into,
                bool IsBarrier);
// The llvm.objectsize is answered by what it sees now.
void answerSize(llvm::IntrinsicInst &Question,
                const llvm::TargetLibraryInfo &TLI);

} // namespace escape

#endif
