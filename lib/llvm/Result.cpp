//===- Result.cpp - Reports as the public structs -------------------------===//

#include "Result.h"

#include "Names.h"
#include "Sinks.h"

#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

namespace escape {

static_assert(int(ESCAPE_LOCAL) == ESC_LIFETIME_LOCAL &&
                  int(ESCAPE_CALLER) == ESC_LIFETIME_CALLER &&
                  int(ESCAPE_EXTERNAL) == ESC_LIFETIME_EXTERNAL &&
                  int(ESCAPE_UNKNOWN) == ESC_LIFETIME_UNKNOWN,
              "the public numbers are the core's");

template <typename T> const T *const *Result::array(ArrayRef<const T *> From) {
  const T **To = Memory.Allocate<const T *>(From.size());
  llvm::copy(From, To);
  return To;
}

escape_place_t Result::place(const DebugLoc &Loc) {
  if (!Loc)
    return {"", "", 0, 0};
  return {save(Loc->getDirectory()), save(fileName(Loc)), Loc.getLine(),
          Loc.getCol()};
}

const escape_flow_t *Result::flow(const FlowReport &Report) {
  std::vector<const escape_hop_t *> Hops;
  for (const HopReport &Hop : Report.Hops)
    Hops.push_back(new (Memory) escape_hop_t{save(Hop.Text), save(Hop.Function),
                                             place(Hop.Loc), Hop.Hop.depth});
  return new (Memory) escape_flow_t{save(Report.Target), save(Report.Fix),
                                    array<escape_hop_t>(Hops), Hops.size()};
}

const escape_site_t *Result::site(const SiteReport &Report) {
  auto &Site = *new (Memory) escape_site_t();
  const esc_verdict_t &Verdict = Report.Verdict;
  Site.name = save(Report.Name);
  Site.allocator = save(Report.Allocator);
  Site.type = save(Report.Type);
  Site.function = save(Report.Function);
  Site.made_in = save(Report.MadeIn);
  Site.identity = save(Report.Identity);
  Site.place = place(Report.Loc);
  Site.owner = place(Report.OwnerLoc);
  Site.lifetime = Verdict.lifetime;
  Site.is_done = Report.isPromoted();
  Site.action = ESCAPE_KEPT;
  if (Site.is_done || Verdict.reason == ESC_REASON_REPORT_ONLY) {
    static const escape_action_t Actions[] = {
        ESCAPE_TO_SLOT, ESCAPE_TO_SIZED_SLOT, ESCAPE_TO_POOL};
    Site.action = Actions[Verdict.plan];
    Site.stack_bytes = Verdict.slot_bytes;
    Site.pool_elements = Report.PoolElements;
    Site.frees_removed = Verdict.drop_count;
    Site.frees_guarded = Verdict.guard_count;
  }
  Site.is_size_bound = Report.HasRunTimeSize;
  Site.reason = "";
  if (!Site.is_done)
    Site.reason = esc_reason_text(esc_reason_t(Verdict.reason))->name;
  Site.verdict = save(verdictSentence(Report));
  Site.outcome = save(actionSentence(Report));
  Site.size = Report.Size;
  Site.loop_depth = Report.LoopDepth;
  Site.more_flows = Report.MoreFlows;
  std::vector<const escape_flow_t *> Flows;
  for (const FlowReport &Flow : Report.Flows)
    Flows.push_back(flow(Flow));
  Site.flows = array<escape_flow_t>(Flows);
  Site.flow_count = Flows.size();
  return &Site;
}

const escape_parameter_t *Result::parameter(const ParameterReport &Report) {
  return new (Memory) escape_parameter_t{
      save(Report.Name), Report.Index,        Report.ResultLevel,
      Report.Leaks,      Report.ContentLeaks, Report.IsStored,
      Report.IsPassed,   Report.MayBeFreed};
}

void Result::add(const FunctionReport &Report) {
  auto &Function = *new (Memory) escape_function_t();
  Function.name = save(sourceName(*Report.F));
  Function.symbol = save(functionName(*Report.F));
  Function.place = {"", "", 0, 0};
  if (const DISubprogram *Program = Report.F->getSubprogram())
    Function.place = {save(Program->getDirectory()),
                      save(Program->getFilename()), Program->getLine(), 0};
  Function.summary = save(Report.Summary);
  std::vector<const escape_parameter_t *> Parameters;
  for (const ParameterReport &Each : Report.Parameters)
    Parameters.push_back(parameter(Each));
  Function.parameters = array<escape_parameter_t>(Parameters);
  Function.parameter_count = Parameters.size();
  std::vector<const char *> Sentences;
  for (const std::string &Line : Report.Params)
    Sentences.push_back(save(Line));
  Function.sentences = array<char>(Sentences);
  Function.sentence_count = Sentences.size();
  std::vector<const escape_site_t *> Own;
  for (const SiteReport &Each : Report.Sites) {
    Own.push_back(site(Each));
    if (KeepsCalls && Each.MadeIn.empty())
      SiteOfCall[Each.Call] = Own.back();
  }
  Function.sites = array<escape_site_t>(Own);
  Function.site_count = Own.size();
  llvm::append_range(Sites, Own);
  Functions.push_back(&Function);
}

void Result::finish() {
  functions = Functions.data();
  function_count = Functions.size();
  sites = Sites.data();
  site_count = Sites.size();
}

} // namespace escape
