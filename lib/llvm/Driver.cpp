//===- Driver.cpp - Takes a module through the core -----------------------===//

#include "Driver.h"

#include "CallOrder.h"
#include "Frequency.h"
#include "Inlining.h"
#include "LibraryAttributes.h"
#include "Names.h"
#include "Rewriter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/CallPromotionUtils.h"

using namespace llvm;

namespace escape {

struct Driver::Member {
  uint32_t Id;
  std::unique_ptr<Lowering> Lowered;
  esc_graph_t Graph = {};                 // of this function alone
  uint32_t FirstLoc = 0, FirstObject = 0; // in the SCC's graph
  esc_skeleton_t Skeleton = {};
  bool HasSkeleton = false;

  std::vector<esc_graph_t> &Spare; // empty graphs that keep their memory

  Member(uint32_t Id, std::vector<esc_graph_t> &Spare) : Id(Id), Spare(Spare) {
    if (Spare.empty()) {
      esc_graph_init(&Graph, esc_allocator_libc());
    } else {
      Graph = Spare.back();
      Spare.pop_back();
    }
    esc_skeleton_init(&Skeleton, esc_allocator_libc());
  }
  Member(Member &&) = delete;
  ~Member() {
    if (Spare.size() < 8) {
      esc_graph_reset(&Graph);
      Spare.push_back(Graph);
    } else {
      esc_graph_free(&Graph);
    }
    esc_skeleton_free(&Skeleton);
  }
};

Driver::Driver(Module &M, FunctionAnalysisManager &FAM, const Options &Opts,
               Mode What, Listener Listen)
    : M(M), FAM(FAM), Opts(Opts), What(What), Listen(std::move(Listen)),
      Context(M.getDataLayout(), Numbers, Ids) {
  Context.Analyses = &FAM;
  Context.SkipsStackProtected = Opts.SkipStackProtected;
  Context.AllowsSanitized = Opts.PromoteSanitized;
  Context.OnlyFunction = Opts.OnlyFunction;
  esc_graph_init(&SccGraph, esc_allocator_libc());
}

Driver::Driver(Module &M, FunctionAnalysisManager &FAM, const Options &Opts,
               Oracle &Watch)
    : Driver(M, FAM, Opts, Mode::Claim, nullptr) {
  this->Watch = &Watch;
}

Driver::~Driver() {
  esc_graph_free(&SccGraph);
  for (esc_graph_t &Graph : SpareGraphs)
    esc_graph_free(&Graph);
  esc_sccs_free(esc_allocator_libc(), &Order);
  if (Analysis.allocator)
    esc_analysis_free(&Analysis);
}

void Driver::complain(const Twine &Message) {
  if (!Problem)
    M.getContext().emitError(Message);
  else if (Problem->empty())
    *Problem = Message.str();
}

void Driver::numberFunctions() {
  for (Function &F : M)
    if (!F.isDeclaration()) {
      Ids[&F] = Functions.size();
      Functions.push_back(&F);
    }
  IsChanged.assign(Functions.size(), false);
}

// Module::getInstructionCount looks at each whether it is for debugging.
static uint64_t countInstructions(const Module &M) {
  uint64_t Count = 0;
  for (const Function &F : M)
    for (const BasicBlock &BB : F)
      Count += BB.size();
  return Count;
}

// Where its function makes the object, or calls who does.
BasicBlock &Driver::placeOf(esc_obj_t Object) const {
  return *Numbers[SccGraph.objects.data[Object].origin].Inst->getParent();
}

std::vector<Function *> Driver::run() {
  std::vector<Function *> Changed;
  // Cells are eight bytes (graph/graph.h). A target with other pointers is
  // left alone.
  if (M.getDataLayout().getPointerSize() != ESC_POINTER_BYTES)
    return Changed;
  if (Error Problem = Context.Heap.bind(M, Opts.Allocators)) {
    complain(toString(std::move(Problem)));
    return Changed;
  }
  LibraryAttributes Inferred(M, FAM);
  numberFunctions();
  if (!Opts.DumpFile.empty())
    Dump = std::make_unique<GraphDump>(Functions);
  esc_options_t Core = Opts.Core;
  Core.with_hops = Core.with_hops || bool(Listen);
  if (What == Mode::Analyze)
    Core.is_report_only = true;
  // The source says what its inline functions do, whoever links them.
  bool IsOfSource = What == Mode::Analyze && Opts.SourceReport;
  if (IsOfSource)
    Core.growth_percent = UINT32_MAX;
  if (orderCalls(M, Functions, Ids, Order) != ESC_OK ||
      esc_analysis_init(&Analysis, esc_allocator_libc(), &Core,
                        Functions.size(), countInstructions(M)) != ESC_OK)
    return Changed;
  Analysis.frames.frequencies = {
      [](void *This, esc_obj_t Object) {
        auto &Self = *static_cast<Driver *>(This);
        return isCold(Self.placeOf(Object), Self.FAM);
      },
      [](void *This, esc_obj_t Object) {
        auto &Self = *static_cast<Driver *>(This);
        return frequencyOf(Self.placeOf(Object), Self.FAM);
      },
      this};
  Callees = std::make_unique<Specialiser>(Analysis.frames, Functions, Numbers,
                                          Context.Heap, Pinned, FAM);
  for (uint32_t I = 0; I < Order.component_count; ++I) {
    uint32_t First = Order.first_member.data[I];
    uint32_t Count = Order.first_member.data[I + 1] - First;
    SmallVector<uint32_t, 4> Members(Order.members.data + First,
                                     Order.members.data + First + Count);
    llvm::sort(Members);
    uint32_t Flags =
        What == Mode::Promote
            ? ESC_RUN_INLINE | ESC_RUN_SPECIALISE | ESC_RUN_PIN | ESC_RUN_DIRECT
        : IsOfSource ? ESC_RUN_PIN
                     : 0;
    unsigned Inlinings = 0;
    while (!runScc(Members, Flags, Inlinings)) {
    }
  }
  if (Dump)
    if (Error Problem = Dump->write(Opts.DumpFile))
      complain("escape: cannot write " + Opts.DumpFile + ": " +
               toString(std::move(Problem)));
  for (uint32_t I = 0; I < Functions.size(); ++I)
    if (IsChanged[I])
      Changed.push_back(Functions[I]);
  llvm::append_range(Changed, Callees->copies());
  return Changed;
}

// Lowers each function by itself, and joins them. False if memory is out.
bool Driver::lowerScc(std::deque<Member> &Members) {
  esc_graph_reset(&SccGraph);
  for (Member &Part : Members) {
    Function &F = *Functions[Part.Id];
    const auto &TLI = FAM.getResult<TargetLibraryAnalysis>(F);
    Part.Lowered = std::make_unique<Lowering>(Context, TLI, F, Part.Graph);
    Part.Lowered->run();
    Part.FirstLoc = SccGraph.loc_count;
    Part.FirstObject = SccGraph.objects.count;
    esc_graph_append(&SccGraph, &Part.Graph);
  }
  return SccGraph.status == ESC_OK;
}

// Inlines what was found worth it; false if nothing could be.
bool Driver::inlineCalls(const esc_run_t &Run, uint32_t Caller) {
  // A call that an inlined one brought in is none of these: numbers are new.
  SmallVector<CallBase *, 8> Calls;
  for (uint32_t I = 0; I < Run.inlining.count; ++I)
    if (Numbers.isKnown(Run.inlining.data[I]))
      if (auto *Call =
              dyn_cast_or_null<CallBase>(Numbers[Run.inlining.data[I]].Inst))
        Calls.push_back(Call);
  bool Inlined = false;
  for (CallBase *Call : Calls)
    Inlined |= inlineCall(*Call, FAM);
  if (Inlined)
    IsChanged[Caller] = true;
  return Inlined;
}

// All calls that run one function get its name, or none: false.
bool Driver::nameCallees(const esc_run_t &Run) {
  SmallVector<std::pair<CallBase *, Function *>, 4> Named;
  for (uint32_t I = 0; I < Run.direct.count; ++I) {
    const esc_direct_call_t &Direct = Run.direct.data[I];
    auto *Call = dyn_cast_or_null<CallBase>(Numbers[Direct.origin].Inst);
    Function *Callee = Functions[Direct.function];
    // Where address 0 may be called, an empty set is no proof. Bundles (kcfi,
    // ptrauth) are about the pointer.
    if (!Call || !Call->isIndirectCall() || Call->hasOperandBundles() ||
        NullPointerIsDefined(Call->getFunction()) ||
        Call->getFunctionType() != Callee->getFunctionType() ||
        Call->getCallingConv() != Callee->getCallingConv() ||
        !isLegalToPromote(*Call, Callee))
      return false;
    Named.push_back({Call, Callee});
  }
  for (auto [Call, Callee] : Named)
    promoteCall(*Call, Callee);
  return true;
}

// What was relied on becomes what runs.
void Driver::settle(const esc_run_t &Run) {
  for (uint32_t I = 0; I < Run.pins.count; ++I) {
    const esc_pin_t &Pin = Run.pins.data[I];
    if (Pinned.settle(*Functions[Pin.function], Pin.is_copied))
      IsChanged[Pin.function] = true;
  }
}

// The calls of these functions go to copies, too.
void Driver::redirect(ArrayRef<uint32_t> SccIds) {
  for (uint32_t Id : SccIds)
    if (Pinned.redirectCalls(*Functions[Id]))
      IsChanged[Id] = true;
  // Where such a body is inlined, its calls are still of known functions.
  for (Function *Copy : Pinned.copies())
    Ids.try_emplace(Copy, Ids.lookup(Pinned.original(Copy)));
}

// What has to be done before the SCC can be judged; true if there was anything,
// or less is to be believed (`Flags`).
bool Driver::changeCalls(esc_run_t &Run, ArrayRef<uint32_t> SccIds,
                         uint32_t &Flags, unsigned &Inlinings) {
  uint32_t Caller = SccIds.front();
  if (Run.direct.count && !Run.is_unpinned) {
    Run.is_pinned = nameCallees(Run);
    if (!Run.is_pinned) {
      Flags &= ~ESC_RUN_DIRECT;
      return true;
    }
    settle(Run);
    redirect(SccIds);
    IsChanged[Caller] = true;
    return true;
  }
  if (Run.inlining.count && inlineCalls(Run, Caller)) {
    if (++Inlinings == ESC_INLINING_ROUNDS)
      Flags &= ~ESC_RUN_INLINE;
    return true;
  }
  if (Run.is_unpinned)
    Flags &= ~ESC_RUN_PIN;
  return Run.is_unpinned;
}

// False: calls were changed, or less is believed (`Flags`), and the SCC has to
// be run again.
bool Driver::runScc(ArrayRef<uint32_t> SccIds, uint32_t &Flags,
                    unsigned &Inlinings) {
  uint32_t FirstNumber = Numbers.size();
  std::deque<Member> Members;
  for (uint32_t Id : SccIds)
    Members.emplace_back(Id, SpareGraphs);
  // Out of memory: the functions get no summary, which is the worst case.
  if (!lowerScc(Members))
    return true;
  esc_run_t Run;
  esc_status_t Status = esc_analysis_solve(&Analysis, &SccGraph, Flags, &Run);
  if (Run.refusal.rule)
    complain("escape: the solution for " +
             functionName(*Functions[SccIds.front()]) +
             " is not one: " + Run.refusal.rule);
  if (Status == ESC_OK && changeCalls(Run, SccIds, Flags, Inlinings)) {
    esc_analysis_end(&Analysis, &Run);
    return false;
  }
  std::vector<const esc_skeleton_t *> Skeletons(Members.size(), nullptr);
  for (uint32_t I = 0; I < Members.size() && Status == ESC_OK; ++I)
    if (Run.wanted.data[I]) {
      Member &Part = Members[I];
      Part.Lowered->lowerSkeleton(Part.Skeleton, I, Part.FirstLoc,
                                  Part.FirstObject);
      Skeletons[I] = &Part.Skeleton;
    }
  if (Dump && Status == ESC_OK)
    Dump->add(SccGraph, Skeletons);
  if (Status == ESC_OK)
    Status = esc_analysis_judge(&Analysis, &Run, Skeletons.data());
  // Their instructions may be gone when the remarks on a caller ask.
  if (Listen)
    for (const esc_origin_t *Number : numbersOf(SccIds, FirstNumber))
      Numbers[*Number].text();
  if (Status == ESC_OK) {
    if (Run.is_pinned)
      settle(Run);
    Rewriter Execution(Run.judgement, Numbers, Context.Heap, FAM, *Callees);
    bool IsRefused = !Execution.check();
    if (Listen)
      reportScc(Members, Run, IsRefused);
    if (Watch) {
      claimScc(Members, Run, IsRefused);
    } else if (!IsRefused && Run.judgement.steps.count) {
      Execution.run();
      for (uint32_t I = 0; I < Members.size(); ++I)
        if (Run.judgement.promoted_bytes.data[I])
          IsChanged[Members[I].Id] = true;
      if (Run.is_pinned)
        redirect(SccIds);
    }
  }
  esc_analysis_end(&Analysis, &Run);
  forgetNumbers(SccIds, FirstNumber);
  return true;
}

// The numbers from `First` on that summaries refer to: those of operations, and
// of the hops that remarks want.
std::vector<esc_origin_t *> Driver::numbersOf(ArrayRef<uint32_t> SccIds,
                                              uint32_t First) {
  std::vector<esc_origin_t *> Found;
  auto Add = [&](esc_origin_t &Number) {
    if (Numbers.isKnown(Number) && Number >= First)
      Found.push_back(&Number);
  };
  for (uint32_t Id : SccIds)
    if (esc_summary_t *Summary = Analysis.summaries.data[Id]) {
      for (uint32_t I = 0; I < Summary->operations.count; ++I)
        Add(Summary->operations.data[I].origin);
      for (uint32_t I = 0; I < Summary->hops.count; ++I)
        Add(Summary->hops.data[I].origin);
    }
  return Found;
}

// Keeps, of the numbers from `First` on, those that summaries refer to.
void Driver::forgetNumbers(ArrayRef<uint32_t> SccIds, uint32_t First) {
  std::vector<esc_origin_t *> Kept = numbersOf(SccIds, First);
  // One instruction may be several operations, and several hops.
  llvm::sort(Kept, [](const esc_origin_t *A, const esc_origin_t *B) {
    return *A < *B;
  });
  uint32_t Next = First, Last = ESC_NONE;
  for (esc_origin_t *Number : Kept) {
    if (*Number != Last) {
      Last = *Number;
      Numbers.move(Last, Next++);
    }
    *Number = Next - 1;
  }
  Numbers.shrink(Next);
}

void Driver::claimScc(std::deque<Member> &Members, const esc_run_t &Run,
                      bool IsRefused) {
  auto SiteOf = [&](esc_obj_t Object) {
    const Member &Part = Members[SccGraph.objects.data[Object].function];
    return Part.Lowered->siteCall(Object - Part.FirstObject);
  };
  for (uint32_t I = 0; I < Run.judgement.verdicts.count; ++I) {
    const esc_verdict_t &Verdict = Run.judgement.verdicts.data[I];
    bool IsPromoted = Verdict.reason == ESC_REASON_NONE && !IsRefused;
    if (IsPromoted)
      Watch->addClaim(
          *SiteOf(Verdict.object),
          Oracle::Promotion{Verdict.slot_bytes, Verdict.plan == ESC_PLAN_POOL});
    else if (Verdict.lifetime == ESC_LIFETIME_LOCAL)
      Watch->addClaim(*SiteOf(Verdict.object), std::nullopt);
  }
  for (uint32_t I = 0; I < Run.judgement.steps.count && !IsRefused; ++I)
    claimStep(Run.judgement.steps.data[I], Run.judgement, SiteOf);
}

// What becomes of the frees.
void Driver::claimStep(const esc_step_t &Step, const esc_judgement_t &Judgement,
                       function_ref<CallBase *(esc_obj_t)> SiteOf) {
  if (Step.kind != ESC_STEP_DROP_FREE && Step.kind != ESC_STEP_GUARD_FREE &&
      Step.kind != ESC_STEP_PUSH_FREE && Step.kind != ESC_STEP_REALLOC)
    return;
  auto &Call = *cast<CallBase>(Numbers[Step.origin].Inst);
  const auto &TLI = FAM.getResult<TargetLibraryAnalysis>(*Call.getFunction());
  auto Effect = Context.Heap.describe(Call, TLI);
  if (!Effect)
    return;
  Value &Freed = Effect->Freed ? *Effect->Freed : *Effect->Reallocated;
  if (Step.kind == ESC_STEP_DROP_FREE)
    Watch->addDrop(Call, Freed);
  if (Step.kind == ESC_STEP_GUARD_FREE)
    Watch->addDrop(Call, Freed, SiteOf(Step.object));
  if (Step.kind == ESC_STEP_PUSH_FREE || Step.kind == ESC_STEP_REALLOC)
    for (uint32_t I = 0; I < Judgement.verdicts.count; ++I) {
      const esc_verdict_t &Member = Judgement.verdicts.data[I];
      if (Member.reason == ESC_REASON_NONE && Member.plan == ESC_PLAN_POOL &&
          Member.pool == Step.pool)
        Watch->addDrop(Call, Freed, SiteOf(Member.object));
    }
}

void Driver::reportScc(std::deque<Member> &Members, esc_run_t &Run,
                       bool IsRefused) {
  for (uint32_t I = 0; I < Members.size(); ++I) {
    Function &F = *Functions[Members[I].Id];
    FunctionReport Report;
    Report.Name = functionName(F);
    Report.F = &F;
    // Not the manager's: what it has was made before calls were inlined.
    std::optional<LoopInfo> Loops;
    const esc_summary_t *Summary =
        esc_analysis_summary(&Analysis, Members[I].Id);
    Report.Parameters = describeParameters(F, Summary);
    if (Summary) {
      Report.Params = describeParams(F, *Summary);
      Report.Summary = describeSummary(F, *Summary);
    } else {
      Report.Summary = "nothing is known of it";
    }
    if (!Asked.empty())
      reportAsked(Report, I, Run, Summary);
    for (uint32_t J = 0; J < Run.judgement.verdicts.count; ++J) {
      esc_verdict_t Verdict = Run.judgement.verdicts.data[J];
      if (SccGraph.objects.data[Verdict.object].function != I)
        continue;
      if (IsRefused && Verdict.reason == ESC_REASON_NONE)
        Verdict.reason = ESC_REASON_INTERNAL_REFUSAL;
      const esc_object_t &Object = SccGraph.objects.data[Verdict.object];
      // Of what many callers let escape, a few say enough.
      if (Object.kind == ESC_OBJECT_FRESH &&
          Verdict.lifetime != ESC_LIFETIME_LOCAL &&
          ++OwnersTold[esc_frames_site(&SccGraph, &Object)] >
              Opts.Core.max_paths)
        continue;
      auto *Call = cast<CallBase>(Numbers[Object.origin].Inst);
      SiteReport Site =
          describeSite(*Call, Verdict, Run.solution, Run.judgement, Numbers);
      if (esc_solution_is_known(&Run.solution) &&
          (Verdict.lifetime == ESC_LIFETIME_EXTERNAL ||
           Verdict.lifetime == ESC_LIFETIME_CALLER))
        describeFlows(Site, Run.finder, Numbers, Opts.Core.max_paths);
      if (!Loops)
        Loops.emplace(DominatorTree(F));
      Site.LoopDepth = Loops->getLoopDepth(Call->getParent());
      Report.Sites.push_back(std::move(Site));
    }
    Listen(Report);
  }
}

void Driver::reportAsked(FunctionReport &Report, uint32_t Index, esc_run_t &Run,
                         const esc_summary_t *Summary) {
  for (const Argument &Arg : Report.F->args()) {
    if (!Asked.contains(&Arg))
      continue;
    KeptReport Param;
    Param.Param = &Arg;
    Param.IsKept =
        !Summary || esc_summary_param_is_kept(Summary, Arg.getArgNo());
    SiteReport Entering;
    Entering.Function = Report.Name;
    Entering.Holder = Report.F;
    for (uint32_t J = 0; J < SccGraph.objects.count && Param.IsKept; ++J) {
      const esc_object_t &Object = SccGraph.objects.data[J];
      if (Object.kind != ESC_OBJECT_PLACEHOLDER || Object.function != Index ||
          Object.param != Arg.getArgNo())
        continue;
      Entering.Verdict.object = J;
      describeFlows(Entering, Run.finder, Numbers, Opts.Core.max_paths);
    }
    // The result is no keeper.
    for (FlowReport &Flow : Entering.Flows)
      if (!Flow.Hops.empty() && Flow.Hops.back().Hop.kind != ESC_HOP_RETURN)
        Param.Flows.push_back(std::move(Flow));
    Report.Asked.push_back(std::move(Param));
  }
}

} // namespace escape
