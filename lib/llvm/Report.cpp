//===- Report.cpp - What is known of a module, for readers ----------------===//

#include "Report.h"

#include "Identity.h"
#include "Names.h"
#include "Sinks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

namespace escape {

std::string sizeText(uint64_t Bytes) {
  if (Bytes == ESC_SIZE_UNKNOWN)
    return "unknown size";
  return std::to_string(Bytes) + (Bytes == 1 ? " byte" : " bytes");
}

std::string sizeText(const SiteReport &Site) {
  return (Site.HasRunTimeSize && Site.Size != ESC_SIZE_UNKNOWN ? "at most "
                                                               : "") +
         sizeText(Site.Size);
}

std::string verdictSentence(const SiteReport &Site) {
  switch (esc_lifetime_t(Site.Verdict.lifetime)) {
  case ESC_LIFETIME_LOCAL:
    return Site.Name + " does not escape " + Site.Function;
  case ESC_LIFETIME_UNKNOWN:
    return Site.Name + " may escape " + Site.Function +
           ": the analysis did not finish";
  case ESC_LIFETIME_CALLER:
  case ESC_LIFETIME_EXTERNAL:
    break;
  }
  std::string Text = Site.Name + " escapes " + Site.Function;
  if (Site.Flows.size() == 1 && Site.Flows[0].Target == "~result")
    Text += " to its result";
  if (Site.Verdict.is_on_some_path)
    Text += " only on this path";
  size_t Ways = Site.Flows.size() + Site.MoreFlows;
  if (Ways > 1)
    Text += ": " + std::to_string(Ways) + " ways out";
  if (Site.IsFlowMissing)
    Text +=
        " (by which path was not searched: the function has too many objects)";
  return Text;
}

// Where frees went: said if they stand in another function than the allocation.
static std::string placesOf(const SiteReport &Site,
                            const std::vector<DebugLoc> &Frees) {
  auto SourceOf = [](const DebugLoc &Loc) {
    return Loc ? Loc->getScope()->getSubprogram() : nullptr;
  };
  SmallVector<std::string, 4> Places; // one for copies of one free
  bool IsElsewhere = false;
  for (const DebugLoc &Loc : Frees) {
    if (!Loc)
      return {};
    IsElsewhere |= SourceOf(Loc) != SourceOf(Site.Loc);
    if (std::string Place = position(Loc); !is_contained(Places, Place))
      Places.push_back(std::move(Place));
  }
  return IsElsewhere && Places.size() <= 3 ? " at " + join(Places, ", ")
                                           : std::string();
}

std::string reasonSentence(const SiteReport &Site) {
  auto Reason = esc_reason_t(Site.Verdict.reason);
  std::string Text = esc_reason_text(Reason)->text;
  if (Reason == ESC_REASON_TOO_LARGE)
    Text += " (" + sizeText(Site.Verdict.number) + ")";
  else if (Site.Verdict.number)
    Text += " (" + sizeText(Site.Verdict.number) + " left)";
  if (!Site.Evidence.empty())
    Text += ": " + Site.Evidence;
  if (Site.EvidenceLoc)
    Text += " at " + position(Site.EvidenceLoc);
  return Text;
}

// Where a callee makes it, and which call; or through which call of the
// function it was inlined, if the site itself stands in another file: a header.
static std::string madeText(const SiteReport &Site) {
  if (Site.MadeIn.empty()) {
    const DILocation *At = Site.Loc ? Site.Loc->getInlinedAt() : nullptr;
    while (At && At->getInlinedAt())
      At = At->getInlinedAt();
    bool IsElsewhere = At && At->getFilename() != Site.Loc->getFilename();
    return IsElsewhere ? ", inlined at " + position(DebugLoc(At))
                       : std::string();
  }
  std::string Text = ", made in " + Site.MadeIn + " for " + Site.Function;
  if (Site.OwnerLoc)
    Text += " (" + position(Site.OwnerLoc) + ")";
  return Text;
}

std::string actionSentence(const SiteReport &Site) {
  if (Site.isPromoted()) {
    // The frame is that of another function than the source shows.
    std::string Text = "moved to stack";
    if (!Site.MadeIn.empty() || (Site.Loc && Site.Loc.getInlinedAt()))
      Text += " of " + Site.Function;
    Text += ": " + Site.Name + " (";
    std::string Into = "slot";
    if (Site.Verdict.plan == ESC_PLAN_POOL)
      Into = "pool of " + std::to_string(Site.PoolElements);
    if (Site.isSized())
      Text += Into + " if at most " + sizeText(Site.Verdict.slot_bytes);
    else
      Text += sizeText(Site) + ", " + Into;
    auto Count = [&](unsigned Frees, const char *What,
                     const std::vector<DebugLoc> &Places) {
      if (Frees)
        Text += "; " + std::to_string(Frees) +
                (Frees == 1 ? " free " : " frees ") + What +
                placesOf(Site, Places);
    };
    Count(Site.Verdict.drop_count, "removed", Site.DroppedFrees);
    Count(Site.Verdict.guard_count, "guarded", Site.GuardedFrees);
    if (unsigned Calls = Site.Verdict.call_count)
      Text += "; " + std::to_string(Calls) + (Calls == 1 ? " call" : " calls") +
              " specialised";
    return Text + ")" + madeText(Site);
  }
  const esc_reason_text_t *Words =
      esc_reason_text(esc_reason_t(Site.Verdict.reason));
  std::string Text = Site.Name + madeText(Site) +
                     " stays on the heap: " + reasonSentence(Site);
  if (*Words->fix)
    Text += std::string(". To change it: ") + Words->fix;
  return Text;
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

std::vector<std::string> describeParams(const Function &F,
                                        const esc_summary_t &Summary) {
  std::vector<std::string> Lines;
  for (const Argument &Arg : F.args()) {
    // The place of the result is no parameter of the source's.
    if (!Arg.getType()->isPointerTy() || Arg.hasStructRetAttr())
      continue;
    std::string Name = parameterName(Arg);
    esc_param_verdict_t Verdict;
    esc_summary_param(&Summary, Arg.getArgNo(), &Verdict);
    size_t Before = Lines.size();
    if (Verdict.is_leaking) {
      Lines.push_back("leaking param: " + Name);
      continue;
    }
    for (uint32_t I = 0; I < Verdict.result_count; ++I) {
      if (Verdict.result_level[I] < 0)
        continue;
      std::string Result = Verdict.result_count > 1
                               ? "result " + std::to_string(I)
                               : std::string("result");
      Lines.push_back("leaking param: " + Name + " to " + Result +
                      " level=" + std::to_string(Verdict.result_level[I]));
    }
    for (const Argument &Into : F.args())
      if (esc_summary_param_stored_into(&Summary, Arg.getArgNo(),
                                        Into.getArgNo()))
        Lines.push_back("leaking param: " + Name + " to *" +
                        parameterName(Into));
    if (Verdict.is_in_fresh)
      Lines.push_back("leaking param: " + Name + " to an object made here");
    if (Verdict.is_content_leaking)
      Lines.push_back("leaking param content: " + Name);
    // Whoever passes a function finds out what that does with it.
    for (const Argument &Called : F.args())
      for (uint32_t Level : {1u, 2u})
        if (esc_summary_param_passed(&Summary, Arg.getArgNo(), Level,
                                     Called.getArgNo()))
          Lines.push_back(std::string("leaking param") +
                          (Level == 1 ? ": " : " content: ") + Name +
                          " to call of " + parameterName(Called));
    if (Lines.size() == Before)
      Lines.push_back(Name + " does not escape");
  }
  return Lines;
}

std::vector<ParameterReport> describeParameters(const Function &F,
                                                const esc_summary_t *Summary) {
  std::vector<ParameterReport> Reports;
  for (const Argument &Arg : F.args()) {
    if (!Arg.getType()->isPointerTy())
      continue;
    uint32_t Number = Arg.getArgNo();
    Reports.push_back({parameterName(Arg), Number});
    ParameterReport &Report = Reports.back();
    if (!Summary) {
      Report.ResultLevel = 0;
      continue;
    }
    esc_param_verdict_t Verdict;
    esc_summary_param(Summary, Number, &Verdict);
    Report.ResultLevel = Verdict.nearest_result;
    Report.Leaks = Verdict.is_leaking;
    Report.ContentLeaks = Verdict.is_content_leaking;
    Report.IsStored = Verdict.is_in_fresh || Verdict.is_stored;
    Report.IsPassed = Verdict.is_passed || Verdict.is_content_passed;
    Report.MayBeFreed = Verdict.is_freed;
  }
  return Reports;
}

static std::string symbolText(const Function &F, const esc_symbol_t &Symbol) {
  if (Symbol.level == 0)
    return "an object it makes (" + sizeText(Symbol.size) + ")";
  std::string Name = Symbol.param < F.arg_size()
                         ? parameterName(*F.getArg(Symbol.param))
                         : "a parameter";
  switch (Symbol.level) {
  case 1:
    return "what " + Name + " points to";
  case 2:
    return "what *" + Name + " holds";
  default:
    return "what " + Name + " leads to";
  }
}

std::string describeSummary(const Function &F, const esc_summary_t &Summary) {
  if (Summary.is_worst)
    return "nothing is known of it";
  std::vector<std::string> Parts;
  auto Add = [&](std::string Part) {
    if (!is_contained(Parts, Part))
      Parts.push_back(std::move(Part));
  };
  for (uint32_t I = 0; I < Summary.results.count; ++I) {
    const esc_symbol_edge_t &Edge = Summary.results.data[I];
    Add("returns " + (Edge.target == ESC_SYMBOL_EXTERNAL
                          ? std::string("what others know")
                          : symbolText(F, Summary.symbols.data[Edge.target])));
  }
  for (uint32_t I = 0; I < Summary.edges.count; ++I) {
    const esc_symbol_edge_t &Edge = Summary.edges.data[I];
    if (Edge.target == ESC_SYMBOL_EXTERNAL)
      continue;
    Add("stores " + symbolText(F, Summary.symbols.data[Edge.target]) + " in " +
        symbolText(F, Summary.symbols.data[Edge.holder]));
  }
  for (uint32_t I = 0; I < Summary.symbols.count; ++I) {
    const esc_symbol_t &Symbol = Summary.symbols.data[I];
    if (Symbol.is_freed)
      Add("may free " + symbolText(F, Symbol));
    if (Symbol.is_external)
      Add("lets " + symbolText(F, Symbol) + " escape");
  }
  if (Summary.calls_unknown)
    Add("calls code that is not seen");
  std::string Text;
  for (const std::string &Part : Parts)
    Text += (Text.empty() ? "" : "; ") + Part;
  return Text.empty() ? "keeps, frees and makes nothing" : Text;
}

//===----------------------------------------------------------------------===//
// Sites
//===----------------------------------------------------------------------===//

SiteReport describeSite(CallBase &Call, const esc_verdict_t &Verdict,
                        const esc_solution_t &Solution,
                        const esc_judgement_t &Judgement,
                        const Origins &Numbers) {
  const esc_graph_t &Graph = *Solution.graph;
  SiteReport Site;
  const esc_object_t &Object = Graph.objects.data[Verdict.object];
  // What a callee makes is called what it is called there.
  auto &Made = *cast<CallBase>(Numbers[esc_frames_site(&Graph, &Object)].Inst);
  Site.Identity = siteName(Made).str();
  Site.Name = objectName(Made);
  Site.Type = pointeeType(Made);
  if (const Function *Callee = Made.getCalledFunction())
    Site.Allocator = sourceName(*Callee);
  Site.Function = sourceName(*Call.getFunction());
  Site.Loc = Made.getDebugLoc();
  if (&Made != &Call) {
    Site.MadeIn = sourceName(*Made.getFunction());
    Site.OwnerLoc = Call.getDebugLoc();
  }
  Site.Verdict = Verdict;
  Site.Size = Object.size;
  Site.HasRunTimeSize = Object.site_flags & ESC_SITE_RUN_TIME_SIZE;
  Site.Call = &Call;
  Site.Holder = Call.getFunction();
  if (Verdict.plan == ESC_PLAN_POOL && Verdict.pool != ESC_NONE)
    Site.PoolElements = Judgement.pools.data[Verdict.pool].count;
  if (Numbers.isKnown(Verdict.evidence)) {
    const Origin &O = Numbers[Verdict.evidence];
    Site.Evidence = O.text();
    Site.EvidenceLoc = O.Loc;
  }
  if (Verdict.reason != ESC_REASON_NONE)
    return Site;
  for (uint32_t I = 0; I < Graph.facts.count; ++I) {
    const esc_fact_t &Fact = Graph.facts.data[I];
    bool Exact;
    if (Fact.kind != ESC_FACT_FREE ||
        !esc_content_may_point_to(&Solution, &Solution.locs.data[Fact.loc],
                                  Verdict.object, &Exact))
      continue;
    bool IsGuarded = false;
    for (uint32_t J = 0; J < Judgement.steps.count; ++J)
      IsGuarded |= (Judgement.steps.data[J].kind == ESC_STEP_GUARD_FREE ||
                    Judgement.steps.data[J].kind == ESC_STEP_PUSH_FREE) &&
                   Judgement.steps.data[J].origin == Fact.origin;
    (IsGuarded ? Site.GuardedFrees : Site.DroppedFrees)
        .push_back(Numbers[Fact.origin].Loc);
  }
  return Site;
}

static std::string hopText(const esc_hop_t &Hop, const Origin *O,
                           const SiteReport &Site) {
  std::string What = O ? O->text() : "";
  switch (esc_hop_kind_t(Hop.kind)) {
  case ESC_HOP_START:
    if (What.empty())
      return "from parameter";
    return "from " + What +
           (Site.MadeIn.empty() ? " (allocation)" : " (call result)");
  case ESC_HOP_ASSIGN:
    return "from " + What + " (assign)";
  case ESC_HOP_LOAD:
    return "from " + What + " (read back)";
  case ESC_HOP_STORE:
    return "from " + What + " (store)";
  case ESC_HOP_MEMCPY:
    return "from " + What + " (copy of its bytes)";
  case ESC_HOP_RETURN:
    return "from return (return)";
  case ESC_HOP_TO_CALLER:
    return "from " + What + " (store into the caller's memory)";
  case ESC_HOP_SINK:
    break;
  }
  if (isArgumentSink(Hop))
    return "from " + What + " (argument " + std::to_string(Hop.operand + 1) +
           ": " + sinkText(esc_sink_t(Hop.sink)) + ")";
  return "from " + What + " (" + sinkText(esc_sink_t(Hop.sink)) + ")";
}

// Whether a reader would find nothing at a hop: the compiler made it where
// paths meet (it has no line), or it is as the one before.
static bool saysNothing(const FlowReport &Flow, const HopReport &Hop) {
  if (Hop.Hop.kind != ESC_HOP_ASSIGN)
    return false;
  // What a call makes is its result.
  if (!Flow.Hops.empty() && Flow.Hops.back().Hop.kind == ESC_HOP_START &&
      Flow.Hops.back().Hop.origin == Hop.Hop.origin)
    return true;
  bool HasPlaces = !Flow.Hops.empty() && Flow.Hops.front().Loc;
  if (!Hop.Loc)
    return HasPlaces; // without debug information all are shown
  return Hop.Loc.getLine() == 0 ||
         (!Flow.Hops.empty() && Flow.Hops.back().Loc == Hop.Loc &&
          Flow.Hops.back().Text == Hop.Text);
}

static std::string targetText(const esc_hop_t &Hop, const Origin *O,
                              const SiteReport &Site) {
  std::string What = O ? O->text() : "";
  StringRef Rest = What;
  switch (esc_hop_kind_t(Hop.kind)) {
  case ESC_HOP_RETURN:
    return "~result";
  case ESC_HOP_TO_CALLER:
    if (Site.Holder && Hop.operand < Site.Holder->arg_size())
      return "*" + parameterName(*Site.Holder->getArg(Hop.operand));
    return "{caller}";
  default:
    break;
  }
  if (Rest.consume_front("call to "))
    return ("{" +
            std::string(Hop.sink == ESC_SINK_CALLEE ? "function "
                        : Hop.sink == ESC_SINK_INDIRECT_CALL
                            ? ""
                            : "unknown function ") +
            Rest + "}")
        .str();
  if ((Rest.consume_front("store to ") || Rest.consume_front("copy to ")) &&
      !Rest.empty())
    return Rest.str();
  return "{" + (What.empty() ? "unknown memory" : What) + "}";
}

void describeFlows(SiteReport &Site, esc_finder_t &Finder,
                   const Origins &Numbers, uint32_t MaxPaths) {
  esc_paths_t Paths = {};
  const esc_graph_t &Graph = *Finder.solution->graph;
  const esc_object_t &Object = Graph.objects.data[Site.Verdict.object];
  if (esc_paths_find(&Finder, Site.Verdict.object, Object.function, MaxPaths,
                     &Paths) == ESC_OK) {
    for (uint32_t I = 0; I < Paths.paths.count; ++I) {
      const esc_path_t &Path = Paths.paths.data[I];
      FlowReport Flow;
      for (uint32_t J = 0; J < Path.hop_count; ++J) {
        const esc_hop_t &Hop = Paths.hops.data[Path.first_hop + J];
        const Origin *O =
            Numbers.isKnown(Hop.origin) ? &Numbers[Hop.origin] : nullptr;
        bool IsWayOut = Hop.kind == ESC_HOP_SINK ||
                        Hop.kind == ESC_HOP_RETURN ||
                        Hop.kind == ESC_HOP_TO_CALLER;
        if (IsWayOut)
          Flow.Target = targetText(Hop, O, Site);
        HopReport Written{Hop, O ? O->Loc : DebugLoc(), hopText(Hop, O, Site),
                          O && O->Function ? sourceName(*O->Function)
                                           : Site.Function};
        // A return is read twice: as the assignment to the result, and as the
        // way out. Say it once.
        if (IsWayOut && Hop.kind == ESC_HOP_RETURN && !Flow.Hops.empty() &&
            Flow.Hops.back().Hop.origin == Hop.origin)
          Flow.Hops.back() = std::move(Written);
        else if (Hop.kind == ESC_HOP_TO_CALLER && !Flow.Hops.empty() &&
                 Flow.Hops.back().Hop.origin == Hop.origin)
          Flow.Hops.back() = std::move(Written);
        else if (!saysNothing(Flow, Written))
          Flow.Hops.push_back(std::move(Written));
        if (!Flow.Hops.empty())
          Flow.Fix = fixText(Hop, O, Flow.Hops.back().Function);
      }
      Site.Flows.push_back(std::move(Flow));
    }
    Site.MoreFlows = Paths.more;
    Site.IsFlowMissing = Site.Flows.empty() && esc_finder_is_spent(&Finder);
  }
  esc_paths_free(Graph.allocator, &Paths);
}

} // namespace escape
