//===- LibraryAttributes.h - What LLVM knows of library functions -*- C++
//-*-===//
//
// On unoptimised IR the declarations of malloc, free and strlen carry no
// attributes yet; LLVM adds them in a pass of its own (inferattrs). While one
// of these lives, the declarations of a module have them; afterwards they are
// as they were, so that an analysis changes nothing.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_LIBRARYATTRIBUTES_H
#define ESCAPE_LLVM_LIBRARYATTRIBUTES_H

#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BuildLibCalls.h"

namespace escape {

class LibraryAttributes {
public:
  LibraryAttributes(llvm::Module &M, llvm::FunctionAnalysisManager &FAM) {
    for (llvm::Function &F : M) {
      if (!F.isDeclaration() || F.isIntrinsic() || F.hasOptNone())
        continue;
      llvm::AttributeList Before = F.getAttributes();
      if (llvm::inferNonMandatoryLibFuncAttrs(
              F, FAM.getResult<llvm::TargetLibraryAnalysis>(F)))
        Saved.push_back({&F, Before});
    }
  }
  ~LibraryAttributes() {
    for (auto &[F, Before] : Saved)
      F->setAttributes(Before);
  }
  LibraryAttributes(const LibraryAttributes &) = delete;
  LibraryAttributes &operator=(const LibraryAttributes &) = delete;

private:
  std::vector<std::pair<llvm::Function *, llvm::AttributeList>> Saved;
};

} // namespace escape

#endif
