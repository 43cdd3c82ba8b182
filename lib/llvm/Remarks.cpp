//===- Remarks.cpp - Reports as LLVM optimization remarks -----------------===//
//
// For each site, in the order they are read: the verdict and the hops of each
// flow (analysis), then the action (passed or missed). Every hop stands at its
// own source position. No message has a line break: tools corrupt those.
//
//===----------------------------------------------------------------------===//

#include "Remarks.h"

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
static void addRecord(DiagnosticInfoOptimizationBase &Remark,
                      const SiteReport &Site) {
  Remark << ore::setExtraArgs() << ore::NV("Object", Site.Name)
         << ore::NV("Allocator", Site.Allocator);
  if (Site.Size != ESC_SIZE_UNKNOWN)
    Remark << ore::NV("Size", Site.Size);
  static const char *const Lifetimes[] = {"local", "caller", "external",
                                          "unknown"};
  Remark << ore::NV("Lifetime", StringRef(Lifetimes[Site.Verdict.lifetime]));
  if (Site.EvidenceLoc)
    Remark << place("Evidence", Site.Evidence, Site.EvidenceLoc);
  for (const DebugLoc &Loc : Site.DroppedFrees)
    Remark << place("FreeRemoved", "free", Loc);
  for (const DebugLoc &Loc : Site.GuardedFrees)
    Remark << place("FreeGuarded", "free", Loc);
  for (const FlowReport &Flow : Site.Flows) {
    Remark << ore::NV("Flow", Flow.Target);
    for (const HopReport &Hop : Flow.Hops)
      Remark << place("Hop", Hop.Text, Hop.Loc);
  }
}

static void emitFlows(const SiteReport &Site, const BasicBlock *Region,
                      OptimizationRemarkEmitter &Emitter) {
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
                       OptimizationRemarkEmitter &Emitter) {
  if (Site.isPromoted()) {
    Emitter.emit([&] {
      OptimizationRemark Remark(RemarkPass,
                                Site.Verdict.plan == ESC_PLAN_SIZED_SLOT
                                    ? "PromotedToSizedSlot"
                                    : "PromotedToSlot",
                                DiagnosticLocation(Site.Loc), Region);
      Remark << actionSentence(Site);
      addRecord(Remark, Site);
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
    return Remark;
  });
}

void emitRemarks(const FunctionReport &Report,
                 OptimizationRemarkEmitter &Emitter) {
  const BasicBlock *Entry = &Report.F->getEntryBlock();
  for (const std::string &Line : Report.Params)
    Emitter.emit([&] {
      OptimizationRemarkAnalysis Remark(
          RemarkPass, "Parameter",
          DiagnosticLocation(Report.F->getSubprogram()), Entry);
      Remark << Line;
      return Remark;
    });
  for (const SiteReport &Site : Report.Sites) {
    emitFlows(Site, Site.Call->getParent(), Emitter);
    emitAction(Site, Site.Call->getParent(), Emitter);
  }
}

} // namespace escape
