//===- SourceReport.cpp - Verdicts on the source as written ---------------===//

#include "SourceReport.h"

#include "Compat.h"
#include "Driver.h"
#include "Identity.h"
#include "Remarks.h"

#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Mem2Reg.h"

using namespace llvm;

namespace escape {

PreservedAnalyses SourceReportPass::run(Module &M, ModuleAnalysisManager &MAM) {
  if (!wantsRemarks(M))
    return PreservedAnalyses::all();
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  nameSites(M, FAM);
  std::unique_ptr<Module> Clone = CloneModule(M);
  for (Function &F : *Clone)
    if (!F.isDeclaration())
      FAM.invalidate(F, PromotePass().run(F, FAM));
  auto Emit = [&](const FunctionReport &Report) {
    OptimizationRemarkEmitter Remarks(Report.F);
    RemarkEmitter Emitter(Remarks);
    emitSource(Report, ActionsFollow && !leftToLink(M), Emitter);
  };
  Driver(*Clone, FAM, Opts, Driver::Mode::Analyze, Emit).run();
  for (Function &F : *Clone)
    FAM.clear(F, F.getName());
  return PreservedAnalyses::all();
}

void SourceReportPass::printPipeline(raw_ostream &OS,
                                     function_ref<StringRef(StringRef)>) {
  OS << "source<escape>";
}

} // namespace escape
