//===- LibraryModels.h - Functions of the C library we know -----*- C++ -*-===//

#ifndef ESCAPE_LLVM_LIBRARYMODELS_H
#define ESCAPE_LLVM_LIBRARYMODELS_H

#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/InstrTypes.h"

namespace escape {

struct LibraryModel {
  llvm::StringRef Name;
  llvm::StringRef Arguments; // letters of LibraryModels.def
  llvm::StringRef Clause;

  char argument(unsigned Index) const {
    return Arguments[Index < Arguments.size() ? Index : Arguments.size() - 1];
  }
};

// The model of the callee, or null.
const LibraryModel *findLibraryModel(const llvm::CallBase &Call,
                                     const llvm::TargetLibraryInfo &TLI);

// Whether the format argument `Format` makes the library read the pointers
// behind it as strings only: a constant without %p and %n.
bool formatKeepsPointers(const llvm::Value &Format);

} // namespace escape

#endif
