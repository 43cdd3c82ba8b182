//===- Assertions.cpp - What the user says of an allocation ---------------===//

#include "Assertions.h"

#include "Driver.h"
#include "Names.h"
#include "Sinks.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Scalar/SCCP.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/Mem2Reg.h"

#include <map>
#include <optional>

using namespace llvm;

namespace escape {

namespace {

enum class Assertion { Local, Promoted, NotKept };

// One call of a marker, in the clone.
struct Marker {
  Assertion What;
  WeakVH Call; // null: it was never reached
  uint64_t Cookie;
  std::vector<CallBase *> Sites; // that its operand may be
  std::vector<Argument *> Params;
  bool HasOthers = false; // the operand may also be something else

  Marker(Assertion What, Value *Call, uint64_t Cookie)
      : What(What), Call(Call), Cookie(Cookie) {}
};

} // namespace

static const char *const PromotedKind = "escape.promoted";

static std::optional<Assertion> assertionOf(StringRef Name) {
  if (Name == "escape_assert_local")
    return Assertion::Local;
  if (Name == "escape_assert_promoted")
    return Assertion::Promoted;
  if (Name == "escape_assert_not_kept")
    return Assertion::NotKept;
  return std::nullopt;
}

// clang's number of a position in the source; 0: none.
static uint64_t cookieOf(const CallBase &Call) {
  if (const MDNode *Node = Call.getMetadata("srcloc"))
    if (Node->getNumOperands())
      if (auto *Number = mdconst::dyn_extract<ConstantInt>(Node->getOperand(0)))
        return Number->getZExtValue();
  return 0;
}

// In the order of the source.
static SmallVector<CallInst *, 8> findMarkers(Module &M) {
  SmallVector<CallInst *, 8> Calls;
  if (none_of(M.functions(), [](const Function &F) {
        return F.isDeclaration() && assertionOf(F.getName());
      }))
    return Calls;
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallInst>(&I))
        if (const Function *Callee = Call->getCalledFunction())
          if (assertionOf(Callee->getName()) && Call->arg_size() == 1)
            Calls.push_back(Call);
  return Calls;
}

//===-- Errors ------------------------------------------------------------===//

static void note(LLVMContext &Context, const Twine &Text) {
  Context.diagnose(DiagnosticInfoInlineAsm(0, Text, DS_Note));
}

// An error at the position of the assertion, with the ways out as notes.
static void refuse(LLVMContext &Context, uint64_t Cookie,
                   const std::string &Problem,
                   ArrayRef<FlowReport> Flows = {}) {
  std::string Text = "assertion does not hold: " + Problem;
  Context.diagnose(DiagnosticInfoInlineAsm(Cookie, Text));
  bool HasPlaces = false;
  for (const FlowReport &Flow : Flows) {
    note(Context, "flow: " + Flow.Target + ":");
    for (const HopReport &Hop : Flow.Hops) {
      std::string Line(2 + 2 * Hop.Hop.depth, ' ');
      Line += Hop.Text;
      if (Hop.Hop.depth)
        Line += " in " + Hop.Function;
      if (Hop.Loc)
        Line += " at " + position(Hop.Loc);
      HasPlaces |= bool(Hop.Loc);
      note(Context, Line);
    }
  }
  if (!Flows.empty() && !HasPlaces)
    note(Context, "compile with -g to see where");
}

//===-- What an assertion is about ----------------------------------------===//

// The allocations and parameters that the operand may be, without a look into
// memory: variables are in registers here.
static void findRoots(Marker &Mark, Value *Operand) {
  SmallVector<Value *, 8> Pending{Operand};
  SmallPtrSet<Value *, 8> Seen;
  while (!Pending.empty()) {
    Value *V = Pending.pop_back_val()->stripPointerCasts();
    if (!Seen.insert(V).second)
      continue;
    if (auto *Phi = dyn_cast<PHINode>(V))
      append_range(Pending, Phi->incoming_values());
    else if (auto *Select = dyn_cast<SelectInst>(V))
      Pending.append({Select->getTrueValue(), Select->getFalseValue()});
    else if (auto *Call = dyn_cast<CallBase>(V))
      Mark.Sites.push_back(Call);
    else if (auto *Param = dyn_cast<Argument>(V))
      Mark.Params.push_back(Param);
    else if (!isa<ConstantPointerNull, UndefValue, AllocaInst>(V))
      Mark.HasOthers = true;
  }
}

// Puts the variables of the clone into registers, and takes out what is never
// reached in the functions that have assertions.
static void simplify(Module &Clone, FunctionAnalysisManager &FAM,
                     ArrayRef<Marker> Markers) {
  SmallPtrSet<Function *, 8> Asserting;
  for (const Marker &Mark : Markers)
    Asserting.insert(cast<CallInst>(Mark.Call)->getFunction());
  for (Function &F : Clone) {
    if (F.isDeclaration())
      continue;
    FAM.invalidate(F, PromotePass().run(F, FAM));
    if (Asserting.contains(&F))
      FAM.invalidate(F, SCCPPass().run(F, FAM));
  }
}

//===-- The source --------------------------------------------------------===//

using SiteReports = std::map<const CallBase *, SiteReport>;
using ParamReports = std::map<const Argument *, KeptReport>;

static void checkLocal(LLVMContext &Context, const Marker &Mark,
                       const SiteReports &Sites) {
  for (CallBase *Call : Mark.Sites) {
    auto Found = Sites.find(Call);
    if (Found == Sites.end())
      continue;
    const SiteReport &Site = Found->second;
    if (Site.Verdict.lifetime != ESC_LIFETIME_LOCAL)
      return refuse(Context, Mark.Cookie, verdictSentence(Site), Site.Flows);
  }
}

static void checkNotKept(LLVMContext &Context, const Marker &Mark,
                         const ParamReports &Params) {
  for (Argument *Param : Mark.Params) {
    auto Found = Params.find(Param);
    std::string Name = parameterName(*Param);
    if (Found == Params.end())
      return refuse(Context, Mark.Cookie,
                    "nothing is known of what becomes of " + Name);
    if (Found->second.IsKept)
      return refuse(Context, Mark.Cookie,
                    sourceName(*Param->getParent()) + " keeps " + Name,
                    Found->second.Flows);
  }
}

// An assertion that is about nothing must not seem to hold.
static const char *problemOf(const Marker &Mark, const SiteReports &Sites) {
  bool AreSites =
      all_of(Mark.Sites, [&](CallBase *Call) { return Sites.count(Call); });
  if (Mark.What == Assertion::NotKept)
    return Mark.HasOthers || Mark.Params.empty() || !Mark.Sites.empty()
               ? "that is no parameter of this function"
               : nullptr;
  if (!Mark.Params.empty())
    return "that is a parameter; the assertion for that is "
           "ESCAPE_MUST_NOT_BE_KEPT";
  if (Mark.HasOthers || !AreSites || Mark.Sites.empty())
    return "that is not a variable with an object that this function "
           "allocates; put the assertion behind the allocation";
  return nullptr;
}

// The calls of the module, by their copies. Made before the clone is
// simplified: a value that is replaced there leads to another one.
static DenseMap<const Value *, CallBase *>
originals(Module &M, const ValueToValueMapTy &Map) {
  DenseMap<const Value *, CallBase *> Calls;
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        Calls[Map.lookup(Call)] = Call;
  return Calls;
}

static void tag(CallBase &Call, uint64_t Cookie) {
  LLVMContext &Context = Call.getContext();
  if (Call.getMetadata(PromotedKind))
    return;
  auto *Number = ConstantInt::get(Type::getInt64Ty(Context), Cookie);
  Call.getModule()->getOrInsertNamedMetadata(PromotedKind);
  Call.setMetadata(PromotedKind,
                   MDNode::get(Context, ConstantAsMetadata::get(Number)));
}

static void check(Module &M, FunctionAnalysisManager &FAM, const Options &Opts,
                  ArrayRef<CallInst *> Calls) {
  ValueToValueMapTy Map;
  std::unique_ptr<Module> Clone = CloneModule(M, Map);
  std::vector<Marker> Markers;
  for (CallInst *Call : Calls)
    Markers.emplace_back(*assertionOf(Call->getCalledFunction()->getName()),
                         Map[Call], cookieOf(*Call));
  auto Originals = originals(M, Map);
  simplify(*Clone, FAM, Markers);
  SiteReports Sites;
  ParamReports Params;
  DenseSet<const CallBase *> Wanted;
  DenseSet<const Argument *> Asked;
  for (Marker &Mark : Markers) {
    Value *Reached = Mark.Call;
    if (!Reached)
      continue;
    auto *Call = cast<CallInst>(Reached);
    findRoots(Mark, Call->getArgOperand(0));
    Wanted.insert(Mark.Sites.begin(), Mark.Sites.end());
    if (Mark.What == Assertion::NotKept)
      Asked.insert(Mark.Params.begin(), Mark.Params.end());
  }
  for (CallInst *Call : findMarkers(*Clone))
    Call->eraseFromParent();
  Options Plain = Opts;
  Plain.DumpFile.clear();
  Driver Analysis(*Clone, FAM, Plain, Driver::Mode::Analyze,
                  [&](const FunctionReport &Report) {
                    for (const SiteReport &Site : Report.Sites)
                      if (Wanted.contains(Site.Call))
                        Sites.emplace(Site.Call, Site);
                    for (const KeptReport &Param : Report.Asked)
                      Params.emplace(Param.Param, Param);
                  });
  Analysis.ask(std::move(Asked));
  Analysis.run();
  for (Marker &Mark : Markers) {
    if (Mark.Sites.empty() && Mark.Params.empty() && !Mark.HasOthers)
      continue; // never reached, or null
    if (const char *Problem = problemOf(Mark, Sites))
      M.getContext().diagnose(DiagnosticInfoInlineAsm(
          Mark.Cookie, std::string("assertion cannot be checked: ") + Problem));
    else if (Mark.What == Assertion::Local)
      checkLocal(M.getContext(), Mark, Sites);
    else if (Mark.What == Assertion::NotKept)
      checkNotKept(M.getContext(), Mark, Params);
    else
      for (CallBase *Call : Mark.Sites)
        tag(*Originals[Call], Mark.Cookie);
  }
  for (Function &F : *Clone)
    FAM.clear(F, F.getName());
}

PreservedAnalyses AssertionsPass::run(Module &M, ModuleAnalysisManager &MAM) {
  SmallVector<CallInst *, 8> Calls = findMarkers(M);
  if (Calls.empty())
    return PreservedAnalyses::all();
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  check(M, FAM, Opts, Calls);
  for (CallInst *Call : Calls) {
    Value *Operand = Call->getArgOperand(0);
    Function *Callee = Call->getCalledFunction();
    Call->eraseFromParent();
    RecursivelyDeleteTriviallyDeadInstructions(Operand);
    if (Callee->use_empty())
      Callee->eraseFromParent();
  }
  return PreservedAnalyses::none();
}

void AssertionsPass::printPipeline(raw_ostream &OS,
                                   function_ref<StringRef(StringRef)>) {
  OS << "assertions<escape>";
}

//===-- Where objects are promoted ----------------------------------------===//

PromotedAssertions::PromotedAssertions(Module &M) : M(M) {
  if (!M.getNamedMetadata(PromotedKind))
    return;
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      if (const MDNode *Node = I.getMetadata(PromotedKind))
        if (none_of(Claims, [&](const Claim &C) { return C.Node == Node; }))
          Claims.emplace_back(Node);
}

PromotedAssertions::Claim *PromotedAssertions::claimOf(const CallBase &Call) {
  const MDNode *Node = Call.getMetadata(PromotedKind);
  for (Claim &C : Claims)
    if (Node && C.Node == Node)
      return &C;
  return nullptr;
}

void PromotedAssertions::see(const FunctionReport &Report) {
  for (const SiteReport &Site : Report.Sites) {
    Claim *C = claimOf(*Site.Call);
    if (!C)
      continue;
    C->IsSeen = true;
    C->IsPromoted |= Site.isPromoted();
    if (Site.isPromoted() || (!C->Problem.empty() && !C->Body))
      continue;
    C->Problem = actionSentence(Site);
    C->Flows = Site.Flows;
    bool IsForCallers =
        Site.Verdict.lifetime == ESC_LIFETIME_CALLER && Site.MadeIn.empty();
    C->Body = IsForCallers ? Report.F : nullptr;
  }
}

void PromotedAssertions::check() {
  if (Claims.empty())
    return;
  for (Claim &C : Claims) {
    // All its callers own the object, or had it inlined.
    if (C.Body && C.IsPromoted && none_of(C.Body->users(), [](const User *U) {
          return isa<CallBase>(U);
        }))
      continue;
    if (!C.IsSeen)
      C.Problem = "nothing is known of the function it is in";
    if (C.Problem.empty())
      continue;
    auto *Cookie = mdconst::extract<ConstantInt>(C.Node->getOperand(0));
    refuse(M.getContext(), Cookie->getZExtValue(), C.Problem, C.Flows);
  }
  M.eraseNamedMetadata(M.getNamedMetadata(PromotedKind));
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      I.setMetadata(PromotedKind, nullptr);
}

} // namespace escape
