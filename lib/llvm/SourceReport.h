//===- SourceReport.h - Verdicts on the source as written -------*- C++ -*-===//
//
// Where the pass promotes, calls have been inlined and code has moved: its
// verdicts are about other functions than the reader sees. This pass comes
// before that. It looks at a clone of the module whose variables are in
// registers (mem2reg), emits a remark `Source` for each allocation, and throws
// the clone away. What was done to the allocation is said later by the pass
// itself; the two join by the site's name (Identity.h).
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_SOURCEREPORT_H
#define ESCAPE_LLVM_SOURCEREPORT_H

#include "Options.h"

#include "llvm/IR/PassManager.h"

namespace escape {

// `source<escape>`.
class SourceReportPass : public llvm::PassInfoMixin<SourceReportPass> {
public:
  // ActionsFollow: the pass that promotes is in the same pipeline.
  SourceReportPass(Options Opts, bool ActionsFollow)
      : Opts(std::move(Opts)), ActionsFollow(ActionsFollow) {}
  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  void
  printPipeline(llvm::raw_ostream &OS,
                llvm::function_ref<llvm::StringRef(llvm::StringRef)> MapName);
  static bool isRequired() { return false; }

private:
  Options Opts;
  bool ActionsFollow;
};

} // namespace escape

#endif
