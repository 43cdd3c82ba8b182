//===- Sizes.h - The size that an allocator is asked for, in IR -*- C++ -*-===//

#ifndef ESCAPE_LLVM_SIZES_H
#define ESCAPE_LLVM_SIZES_H

#include "Allocators.h"

#include "llvm/IR/IRBuilder.h"

namespace escape {

struct SizeValue {
  llvm::Value *Bytes;
  llvm::Value *Overflows; // null: it cannot
};

struct SizeTest {
  llvm::Value *Bytes;
  llvm::Value *IsLarge; // more than the limit, or none that fits
};

// `Effect` knows its size: Effect.isSizeKnown().
SizeValue emitSize(const HeapEffect &Effect, llvm::IRBuilder<> &Builder);
// With `ZeroIsLarge` size 0 does not fit either.
SizeTest emitSizeTest(const HeapEffect &Effect, uint64_t Limit,
                      bool ZeroIsLarge, llvm::IRBuilder<> &Builder);

// What strdup or strndup does when it has its block: `Bytes` of it.
void emitStringCopy(const HeapEffect &Effect, llvm::Value *To,
                    llvm::Value *Bytes, llvm::IRBuilder<> &Builder);

} // namespace escape

#endif
