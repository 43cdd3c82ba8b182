//===- Numbers.h - Integers that lead to no object --------------*- C++ -*-===//
//
// The difference of two addresses leads from one object to another, if it gets
// where a pointer may be made of it. A vector's size() in a callee is such a
// difference of two pointers that are read from memory: nothing is known of
// what they point to. But all that is made of it is a bound of a loop, an
// index, a size. This follows a number through arithmetic, phis, intrinsics of
// numbers and arguments of bodies that are sure to run, to its ends:
// comparisons, branches, indices (which move a pointer within the object it
// has), the bytes of memory intrinsics, the sizes of allocations and frees.
//
// Not where the size of a block may become a number again
// (__builtin_dynamic_object_size). Cost: a fixed number of uses.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_NUMBERS_H
#define ESCAPE_LLVM_NUMBERS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/InstrTypes.h"

namespace escape {

// Whether nothing but numbers is ever made of `Number`. `IsHeapCall` says of a
// call that it allocates or frees.
bool staysNumber(const llvm::Instruction &Number,
                 llvm::function_ref<bool(llvm::CallBase &)> IsHeapCall);

} // namespace escape

#endif
