//===- Remarks.cpp - Reports as LLVM optimization remarks -----------------===//
//
// For each site, in the order they are read: the verdict and the hops of each
// flow (analysis), then the action (passed or missed). Every hop stands at its
// own source position. No message has a line break: tools corrupt those.
//
//===----------------------------------------------------------------------===//

#include "Remarks.h"

#include "Names.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LLVMRemarkStreamer.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace escape {

const char *const RemarkPass = "escape";

bool wantsRemarks(const Module &M) {
  LLVMContext &Context = M.getContext();
  return Context.getLLVMRemarkStreamer() ||
         Context.getDiagHandlerPtr()->isAnyRemarkEnabled(RemarkPass);
}

static DiagnosticInfoOptimizationBase::Argument
place(StringRef Key, StringRef Text, const DebugLoc &Loc) {
  DiagnosticInfoOptimizationBase::Argument A(Key, Text);
  A.Loc = Loc;
  return A;
}

// What tools read besides the sentence; not part of the message.
// docs/reports.md describes it.
static void addRecord(DiagnosticInfoOptimizationBase &Remark,
                      const SiteReport &Site) {
  Remark << ore::setExtraArgs() << ore::NV("Object", Site.Name)
         << ore::NV("Allocator", Site.Allocator);
  if (Site.Size != ESC_SIZE_UNKNOWN)
    Remark << ore::NV("Size", Site.Size);
  if (Site.HasRunTimeSize)
    Remark << ore::NV("SizeIs", "bound");
  static const char *const Lifetimes[] = {"local", "caller", "external",
                                          "unknown"};
  Remark << ore::NV("Lifetime", StringRef(Lifetimes[Site.Verdict.lifetime]));
  if (!Site.Identity.empty())
    Remark << ore::NV("Site", Site.Identity);
  Remark << ore::NV("Frame", Site.Function);
  if (!Site.Type.empty())
    Remark << ore::NV("Type", Site.Type);
  if (Site.LoopDepth)
    Remark << ore::NV("LoopDepth", Site.LoopDepth);
  if (Site.Loc) {
    Remark << ore::NV("Directory", Site.Loc->getDirectory());
    // The calls through which it was inlined, the innermost first.
    for (const DILocation *At = Site.Loc->getInlinedAt(); At;
         At = At->getInlinedAt())
      Remark << place("InlinedInto", At->getScope()->getSubprogram()->getName(),
                      DebugLoc(At));
  }
  if (!Site.MadeIn.empty())
    Remark << place("Owner", Site.Function, Site.OwnerLoc);
  if (Site.EvidenceLoc)
    Remark << place("Evidence", Site.Evidence, Site.EvidenceLoc);
  for (const DebugLoc &Loc : Site.DroppedFrees)
    Remark << place("FreeRemoved", "free", Loc);
  for (const DebugLoc &Loc : Site.GuardedFrees)
    Remark << place("FreeGuarded", "free", Loc);
  for (const FlowReport &Flow : Site.Flows) {
    Remark << ore::NV("Flow", Flow.Target);
    for (const HopReport &Hop : Flow.Hops) {
      Remark << place("Hop", Hop.Text, Hop.Loc);
      if (Hop.Hop.depth)
        Remark << ore::NV("Depth", unsigned(Hop.Hop.depth))
               << ore::NV("In", Hop.Function);
    }
    if (!Flow.Fix.empty())
      Remark << ore::NV("FlowFix", Flow.Fix);
  }
  if (Site.MoreFlows)
    Remark << ore::NV("MoreFlows", Site.MoreFlows);
}

static void emitFlows(const SiteReport &Site, const BasicBlock *Region,
                      RemarkEmitter &Emitter) {
  Emitter.emit([&] {
    OptimizationRemarkAnalysis Remark(
        RemarkPass,
        Site.Verdict.lifetime == ESC_LIFETIME_LOCAL ? "DoesNotEscape"
                                                    : "Verdict",
        DiagnosticLocation(Site.Loc), Region);
    Remark << verdictSentence(Site) + (Site.Flows.empty() ? "" : ":");
    return Remark;
  });
  for (const FlowReport &Flow : Site.Flows) {
    Emitter.emit([&] {
      OptimizationRemarkAnalysis Remark(RemarkPass, "Flow",
                                        DiagnosticLocation(Site.Loc), Region);
      Remark << "  flow: " << ore::NV("Target", Flow.Target) << " = "
             << ore::NV("Object", Site.Name) << ":";
      return Remark;
    });
    for (const HopReport &Hop : Flow.Hops)
      Emitter.emit([&] {
        OptimizationRemarkAnalysis Remark(
            RemarkPass, "FlowHop",
            DiagnosticLocation(Hop.Loc ? Hop.Loc : Site.Loc), Region);
        Remark << std::string(4 + 2 * Hop.Hop.depth, ' ')
               << ore::NV("Hop", Hop.Text);
        if (Hop.Hop.depth)
          Remark << " in " << ore::NV("In", Hop.Function);
        return Remark;
      });
  }
}

static void emitAction(const SiteReport &Site, const BasicBlock *Region,
                       RemarkEmitter &Emitter) {
  if (Site.isPromoted()) {
    Emitter.emit([&] {
      static const char *const Names[] = {
          "PromotedToSlot", "PromotedToSizedSlot", "PromotedToPool"};
      OptimizationRemark Remark(RemarkPass, Names[Site.Verdict.plan],
                                DiagnosticLocation(Site.Loc), Region);
      Remark << actionSentence(Site);
      addRecord(Remark, Site);
      if (Site.Verdict.plan == ESC_PLAN_POOL)
        Remark << ore::NV("Elements", Site.PoolElements);
      if (Site.isSized())
        Remark << ore::NV("SlotBytes", Site.Verdict.slot_bytes);
      return Remark;
    });
    return;
  }
  Emitter.emit([&] {
    OptimizationRemarkMissed Remark(
        RemarkPass, esc_reason_text(esc_reason_t(Site.Verdict.reason))->name,
        DiagnosticLocation(Site.Loc), Region);
    Remark << verdictSentence(Site) << "; " << actionSentence(Site);
    addRecord(Remark, Site);
    const auto *Words = esc_reason_text(esc_reason_t(Site.Verdict.reason));
    Remark << ore::NV("Because", reasonSentence(Site));
    if (*Words->fix)
      Remark << ore::NV("Fix", StringRef(Words->fix));
    return Remark;
  });
}

static void emitSentence(const Function &F, StringRef Name,
                         const std::string &Sentence, RemarkEmitter &Emitter) {
  Emitter.emit([&] {
    const DISubprogram *Program = F.getSubprogram();
    OptimizationRemarkAnalysis Remark(
        RemarkPass, Name, DiagnosticLocation(Program), &F.getEntryBlock());
    Remark << Sentence;
    if (Program)
      Remark << ore::setExtraArgs()
             << ore::NV("Directory", Program->getDirectory());
    return Remark;
  });
}

static void emitParams(const FunctionReport &Report, RemarkEmitter &Emitter) {
  for (const std::string &Line : Report.Params)
    emitSentence(*Report.F, "Parameter", Line, Emitter);
}

void emitRemarks(const FunctionReport &Report, RemarkEmitter &Emitter) {
  emitParams(Report, Emitter);
  for (const SiteReport &Site : Report.Sites) {
    emitFlows(Site, Site.Call->getParent(), Emitter);
    emitAction(Site, Site.Call->getParent(), Emitter);
  }
}

void emitActions(const FunctionReport &Report, RemarkEmitter &Emitter) {
  for (const SiteReport &Site : Report.Sites)
    emitAction(Site, Site.Call->getParent(), Emitter);
}

void emitCallsLeft(const Function &F, RemarkEmitter &Emitter) {
  // Who takes its address may call it.
  unsigned Calls = F.getNumUses();
  Emitter.emit([&] {
    OptimizationRemarkAnalysis Remark(RemarkPass, "CallsLeft",
                                      DiagnosticLocation(F.getSubprogram()),
                                      &F.getEntryBlock());
    Remark << "calls of " + sourceName(F) + " left: "
           << ore::NV("Calls", Calls);
    return Remark;
  });
}

void emitSource(const FunctionReport &Report, bool ActionsFollow,
                RemarkEmitter &Emitter) {
  emitParams(Report, Emitter);
  emitSentence(*Report.F, "Summary",
               "summary of " + sourceName(*Report.F) + ": " + Report.Summary,
               Emitter);
  for (const SiteReport &Site : Report.Sites)
    Emitter.emit([&] {
      OptimizationRemarkAnalysis Remark(RemarkPass, "Source",
                                        DiagnosticLocation(Site.Loc),
                                        Site.Call->getParent());
      Remark << verdictSentence(Site);
      addRecord(Remark, Site);
      if (!ActionsFollow)
        Remark << ore::NV("Actions", "none");
      return Remark;
    });
}

} // namespace escape
