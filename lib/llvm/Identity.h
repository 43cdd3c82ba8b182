//===- Identity.h - Names of sites that survive edits -----------*- C++ -*-===//
//
// Two builds are compared site by site, and one site is followed through the
// optimizer. Line numbers serve for neither. A site's name is
//
//     FUNCTION/ALLOCATOR/OBJECT       create_user_v2/malloc/u
//     FUNCTION/ALLOCATOR/OBJECT#2     the second such in the function
//
// with the linkage name of the function whose source has the call (and the name
// of the file before it, if other files cannot see the function) and the
// variable that receives the object. An edit elsewhere, in the same function
// too, leaves it as it is.
//
// The name is given before the first inlining and travels as metadata on the
// call, which the inliner copies. A call that lost it (malloc and memset made
// calloc) is named anew when the pass runs.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_IDENTITY_H
#define ESCAPE_LLVM_IDENTITY_H

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"

namespace escape {

// Names every allocation site that has no name.
void nameSites(llvm::Module &M, llvm::FunctionAnalysisManager &FAM);

// Takes the names away again: code is the same with remarks and without.
void forgetSiteNames(llvm::Module &M);

// Empty if it has none.
llvm::StringRef siteName(const llvm::CallBase &Call);

// `names<escape>`: `nameSites`, if somebody reads remarks, before anything is
// inlined.
class NameSitesPass : public llvm::PassInfoMixin<NameSitesPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  void
  printPipeline(llvm::raw_ostream &OS,
                llvm::function_ref<llvm::StringRef(llvm::StringRef)> MapName);
};

} // namespace escape

#endif
