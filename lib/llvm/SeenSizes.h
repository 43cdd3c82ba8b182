//===- SeenSizes.h - Which sizes a profile saw ------------------*- C++ -*-===//
//
// An instrumentation profile has the lengths of each memcpy, memset, memcmp:
// `!prof
// !{!"VP", i32 1, i64 total, i64 length, i64 count, ...}`, the most frequent
// ones, in the ranges of InstrProfData.inc, the last of which is 513 and more.
// Where such a length is the size of an allocation, but for a constant (`n =
// strlen(s)`, `malloc(n + 1)`, `memcpy(p, s, n)`), it says which sizes were
// asked for.
//
// In clang, PGOMemOPSizeOpt has run before: lengths that are most frequent have
// become a branch or a switch on the length, with weights, in front of a call
// for the others.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_SEENSIZES_H
#define ESCAPE_LLVM_SEENSIZES_H

#include "Core.h"

#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstrTypes.h"

namespace escape {

// Of `Size` bytes allocated at `Site`; `count` is 0 if no profile speaks of it.
esc_seen_sizes_t seenSizes(const llvm::CallBase &Site, const llvm::Value &Size,
                           const llvm::DominatorTree &Dominators);

} // namespace escape

#endif
