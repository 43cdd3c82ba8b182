//===- Allocators.h - What a call does to the heap --------------*- C++ -*-===//
//
// Sources, in order: the user's files (HeapFile.h); IR attributes (allockind,
// allocsize, alloc-family, allocalign, allocptr), then TargetLibraryInfo's
// table of C and C++ allocators. The last two are read through LLVM's own
// MemoryBuiltins, which believes a name only on a declaration with the right
// prototype that is not nobuiltin. A function with a body in the module is no
// allocator, unless a file says so: its body is analysed.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_ALLOCATORS_H
#define ESCAPE_LLVM_ALLOCATORS_H

#include "HeapFile.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/InstrTypes.h"

#include <optional>

namespace llvm {
class AssumptionCache;
class DominatorTree;
} // namespace llvm

namespace escape {

// Of a call that serves what a slot or a pool of ours has no room for: it is no
// candidate again.
inline constexpr llvm::StringLiteral OverflowAttribute = "escape-overflow";

struct HeapEffect {
  bool Allocates = false;
  llvm::Value *Freed = nullptr;       // operand given back
  llvm::Value *Reallocated = nullptr; // operand of realloc
  llvm::Value *CopiedFrom = nullptr;  // contents of the new object come from it
  llvm::Value *CopyLimit = nullptr;   // of a string, no more bytes than that
  uint64_t Size = ESC_SIZE_UNKNOWN;   // bytes, if they are constant
  // Where the size is known only at run time: SizeArg, times CountArg if there
  // is one, which may overflow.
  llvm::Value *SizeArg = nullptr;
  llvm::Value *CountArg = nullptr;
  bool MaySizeVary = false;   // these may be undef or poison
  uint32_t Align = 1;         // bytes the allocator promises
  uint32_t SiteFlags = 0;     // esc_site_flag_t
  uint32_t Family = ESC_NONE; // see Allocators::familyName

  // A copy of a string, which is counted.
  bool isString() const { return SiteFlags & ESC_SITE_STRING; }
  bool isSizeKnown() const { return SizeArg || isString(); }
};

// Whether an operand of `Call` is neither undef nor poison: else each use of it
// might be another number. Allocators of C have `noundef` operands.
bool isOneNumber(const llvm::CallBase &Call, const llvm::Value *Operand,
                 llvm::AssumptionCache *Assumptions = nullptr,
                 const llvm::DominatorTree *Dominators = nullptr);

class Allocators {
public:
  // Finds the functions of `M` that the files describe: the first file that
  // does so counts. The error names a function that cannot be what it says.
  llvm::Error bind(const llvm::Module &M,
                   llvm::ArrayRef<std::shared_ptr<const HeapFile>> Files);
  // nullopt: the call is neither an allocation nor a free that we know.
  std::optional<HeapEffect> describe(llvm::CallBase &Call,
                                     const llvm::TargetLibraryInfo &TLI);
  uint32_t family(llvm::StringRef Name);
  // Whether the body of `F` is that of an allocator or of a release function.
  bool isBody(const llvm::Function &F,
              const llvm::TargetLibraryInfo &TLI) const;

private:
  struct Described {
    const HeapFile *File;
    const esc_heap_function_t *Row;
  };
  HeapEffect describe(llvm::CallBase &Call, const Described &By);

  llvm::DenseMap<const llvm::Function *, Described> ByFile;
  llvm::StringMap<uint32_t> Families;
};

} // namespace escape

#endif
