//===- LibraryModels.h - Library functions we know --------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_LIBRARYMODELS_H
#define ESCAPE_LLVM_LIBRARYMODELS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/InstrTypes.h"

namespace escape {

struct LibraryModel {
  llvm::StringRef Name;
  llvm::StringRef Prototype; // as the other two: see LibraryModels.def
  llvm::StringRef Arguments;
  llvm::StringRef Calls;
  llvm::StringRef Clause;

  char argument(unsigned Index) const {
    return Arguments.empty()
               ? '-'
               : Arguments[Index < Arguments.size() ? Index
                                                    : Arguments.size() - 1];
  }
  // Whether the result may be something that no argument leads to.
  bool hasOtherResult() const { return Prototype.front() == 'P'; }
};

class LibraryModels {
public:
  // The model of the callee, or null.
  const LibraryModel *find(const llvm::CallBase &Call,
                           const llvm::TargetLibraryInfo &TLI);

private:
  // By declaration: its name and type are those of the model.
  llvm::DenseMap<const llvm::Function *, const LibraryModel *> Known;
};

// Whether the format argument `Format` makes the library read the pointers
// behind it as strings only: a constant without %p and %n.
bool formatKeepsPointers(const llvm::Value &Format);

} // namespace escape

#endif
