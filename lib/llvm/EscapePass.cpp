//===- EscapePass.cpp - The passes of the new pass manager
//----------------------===//

#include "EscapePass.h"

#include "Assertions.h"
#include "Driver.h"
#include "Identity.h"
#include "Remarks.h"

#include "llvm/Analysis/GlobalsModRef.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/DeadStoreElimination.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"

using namespace llvm;

namespace escape {

// A promoted object often vanishes altogether: its stores and loads become
// registers. Done for changed functions only.
static void cleanUp(ArrayRef<Function *> Changed,
                    FunctionAnalysisManager &FAM) {
  FunctionPassManager Passes;
  Passes.addPass(SROAPass(SROAOptions::ModifyCFG));
  Passes.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Passes.addPass(InstCombinePass());
  Passes.addPass(DSEPass());
  Passes.addPass(SimplifyCFGPass());
  for (Function *F : Changed)
    FAM.invalidate(*F, Passes.run(*F, FAM));
}

// Instruments instead of promoting.
static bool watch(Module &M, FunctionAnalysisManager &FAM,
                  const Options &Opts) {
  Oracle Watch(M, Opts.Watch);
  if (Opts.Watch == Oracle::Mode::Count)
    Watch.addAll(FAM);
  else
    Driver(M, FAM, Opts, Watch).run();
  return Watch.run();
}

PreservedAnalyses EscapePass::run(Module &M, ModuleAnalysisManager &MAM) {
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  if (Opts.Watch != Oracle::Mode::None)
    return watch(M, FAM, Opts) ? PreservedAnalyses::none()
                               : PreservedAnalyses::all();
  Driver::Listener Listen;
  bool HasReader = wantsRemarks(M);
  PromotedAssertions Asserted(M);
  if (Asserted.any() && !Opts.Core.is_report_only)
    Listen = [&](const FunctionReport &Report) { Asserted.see(Report); };
  std::vector<Function *> Makers; // of objects for their callers
  if (HasReader) {
    nameSites(M, FAM);
    Listen = [&, See = std::move(Listen)](const FunctionReport &Report) {
      if (See)
        See(Report);
      auto &F = *const_cast<Function *>(Report.F);
      auto &Emitter = FAM.getResult<OptimizationRemarkEmitterAnalysis>(F);
      if (!Opts.SourceReport)
        return emitRemarks(Report, Emitter);
      emitActions(Report, Emitter);
      if (any_of(Report.Sites, [](const SiteReport &Site) {
            return Site.Verdict.lifetime == ESC_LIFETIME_CALLER;
          }))
        Makers.push_back(&F);
    };
  }
  std::vector<Function *> Changed =
      Driver(M, FAM, Opts, Driver::Mode::Promote, Listen).run();
  if (!Opts.Core.is_report_only)
    Asserted.check();
  if (HasReader)
    forgetSiteNames(M);
  for (Function *F : Makers)
    emitCallsLeft(*F, FAM.getResult<OptimizationRemarkEmitterAnalysis>(*F));
  if (Changed.empty())
    return PreservedAnalyses::all();
  for (Function *F : Changed)
    FAM.invalidate(*F, PreservedAnalyses::none());
  if (!Opts.NoCleanup)
    cleanUp(Changed, FAM);
  PreservedAnalyses Preserved = PreservedAnalyses::none();
  Preserved.preserve<FunctionAnalysisManagerModuleProxy>();
  return Preserved;
}

void EscapePass::printPipeline(raw_ostream &OS,
                               function_ref<StringRef(StringRef)>) {
  OS << "escape";
  if (!Opts.Text.empty())
    OS << '<' << Opts.Text << '>';
}

void EscapePrinterPass::printPipeline(raw_ostream &OS,
                                      function_ref<StringRef(StringRef)>) {
  OS << "print<escape>";
}

static void printSite(raw_ostream &OS, const SiteReport &Site) {
  OS << "  " << Site.Name << ": " << Site.Allocator << ", " << sizeText(Site)
     << "\n";
  OS << "    verdict: " << verdictSentence(Site) << "\n";
  for (const FlowReport &Flow : Site.Flows) {
    OS << "    flow: " << Flow.Target << " = " << Site.Name << ":\n";
    for (const HopReport &Hop : Flow.Hops) {
      OS.indent(6 + 2 * Hop.Hop.depth) << Hop.Text;
      if (Hop.Hop.depth)
        OS << " in " << Hop.Function;
      if (Hop.Loc)
        OS << " at " << Hop.Loc->getFilename() << ":" << Hop.Loc.getLine()
           << ":" << Hop.Loc.getCol();
      OS << "\n";
    }
  }
  const char *Reason = esc_reason_text(esc_reason_t(Site.Verdict.reason))->name;
  OS << "    action: ";
  if (Site.Verdict.reason != ESC_REASON_REPORT_ONLY) {
    OS << "kept (" << Reason << ")\n";
    return;
  }
  OS << "promote to a ";
  if (Site.Verdict.plan == ESC_PLAN_POOL)
    OS << "pool of " << Site.PoolElements;
  else
    OS << "slot";
  if (Site.isSized())
    OS << " if at most " << sizeText(Site.Verdict.slot_bytes);
  OS << ", drop " << Site.Verdict.drop_count
     << (Site.Verdict.drop_count == 1 ? " free" : " frees");
  if (Site.Verdict.guard_count)
    OS << ", guard " << Site.Verdict.guard_count;
  OS << "\n";
}

PreservedAnalyses EscapePrinterPass::run(Module &M,
                                         ModuleAnalysisManager &MAM) {
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  auto Print = [&](const FunctionReport &Report) {
    OS << "function " << Report.Name << "\n";
    for (const std::string &Line : Report.Params)
      OS << "  " << Line << "\n";
    for (const SiteReport &Site : Report.Sites)
      printSite(OS, Site);
  };
  Driver(M, FAM, Opts, Driver::Mode::Analyze, Print).run();
  return PreservedAnalyses::all();
}

} // namespace escape
