//===- EscapePass.cpp - The passes of the new pass manager
//----------------------===//

#include "EscapePass.h"

#include "Assertions.h"
#include "Compat.h"
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
static bool watch(Module &M, FunctionAnalysisManager &FAM, const Options &Opts,
                  std::string *Problem) {
  Oracle Watch(M, Opts.Watch);
  if (Opts.Watch == Oracle::Mode::Count) {
    Watch.addAll(FAM);
  } else {
    Driver Claims(M, FAM, Opts, Watch);
    if (Problem)
      Claims.setProblem(*Problem);
    Claims.run();
  }
  return Watch.run();
}

PreservedAnalyses EscapePass::run(Module &M, ModuleAnalysisManager &MAM) {
  if (Into.YieldsToLink && leftToLink(M))
    return PreservedAnalyses::all();
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  if (Opts.Watch != Oracle::Mode::None)
    return watch(M, FAM, Opts, Into.Problem) ? PreservedAnalyses::none()
                                             : PreservedAnalyses::all();
  bool IsForced = Into.Emits == Embedding::Remarks::Always;
  bool Emits =
      IsForced || (Into.Emits == Embedding::Remarks::IfRead && wantsRemarks(M));
  auto EmitterOf = [&](Function &F) {
    return RemarkEmitter(FAM.getResult<OptimizationRemarkEmitterAnalysis>(F),
                         IsForced);
  };
  // Errors of the context, which might end a program that embeds the pass.
  PromotedAssertions Asserted(M);
  bool Asserts = Asserted.any() && !Opts.Core.is_report_only && !Into.Problem;
  std::vector<Function *> Makers; // of objects for their callers
  auto Emit = [&](const FunctionReport &Report) {
    auto &F = *const_cast<Function *>(Report.F);
    RemarkEmitter Emitter = EmitterOf(F);
    if (!Opts.SourceReport)
      return emitRemarks(Report, Emitter);
    emitActions(Report, Emitter);
    if (any_of(Report.Sites, [](const SiteReport &Site) {
          return Site.Verdict.lifetime == ESC_LIFETIME_CALLER;
        }))
      Makers.push_back(&F);
  };
  bool Names = Emits || Into.Listen;
  if (Names)
    nameSites(M, FAM);
  Driver::Listener Listen;
  if (Names || Asserts)
    Listen = [&](const FunctionReport &Report) {
      if (Asserts)
        Asserted.see(Report);
      if (Into.Listen)
        Into.Listen(Report);
      if (Emits)
        Emit(Report);
    };
  Driver Promotion(M, FAM, Opts, Driver::Mode::Promote, Listen);
  if (Into.Problem)
    Promotion.setProblem(*Into.Problem);
  std::vector<Function *> Changed = Promotion.run();
  if (Asserts)
    Asserted.check();
  if (Names)
    forgetSiteNames(M);
  for (Function *F : Makers) {
    RemarkEmitter Emitter = EmitterOf(*F);
    emitCallsLeft(*F, Emitter);
  }
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
