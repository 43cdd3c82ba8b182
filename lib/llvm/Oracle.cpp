//===- Oracle.cpp - Instruments a module for the oracle's runtime ---------===//
//
// A function with hooks is no longer inlined: an activation is known by its
// frame address, and two of them in one frame would be one. So the calls belong
// behind the inliner, where clang runs the pass. Attributes that the calls make
// false are dropped.
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"

#include "Allocators.h"
#include "LibraryAttributes.h"
#include "Names.h"

#include "escape/oracle.h"

#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/EHPersonalities.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace escape {

Oracle::Oracle(Module &M, Mode What) : M(M), What(What) {
  LLVMContext &C = M.getContext();
  Ptr = PointerType::get(C, 0);
  Int32 = Type::getInt32Ty(C);
  Int64 = Type::getInt64Ty(C);
  FunctionInfo = StructType::get(C, {Ptr, Ptr});
  SiteInfo = StructType::get(
      C, {Ptr, Ptr, Ptr, Int32, Int32, Int32, Int32, Int64, Ptr});
}

// No hooks where a body is not run as it stands here, has no frame of its own,
// or leaves its frame in ways that we do not see.
bool Oracle::isWatchable(const Function &F) {
  return !F.isDeclaration() && !F.hasAvailableExternallyLinkage() &&
         !F.hasFnAttribute(Attribute::Naked) &&
         !F.hasFnAttribute(Attribute::AlwaysInline) &&
         !F.isPresplitCoroutine() &&
         !(F.hasPersonalityFn() &&
           isFuncletEHPersonality(classifyEHPersonality(F.getPersonalityFn())));
}

static bool hasMustTail(const Function &F) {
  return llvm::any_of(
      F, [](const BasicBlock &BB) { return BB.getTerminatingMustTailCall(); });
}

void Oracle::addClaim(CallBase &Call, std::optional<Promotion> Into) {
  Function &F = *Call.getFunction();
  // What a musttail callee receives lives until that callee returns, when the
  // frame is gone already; promoted objects are not among it.
  if (!isWatchable(F) || (!Into && hasMustTail(F)))
    return;
  Sites[&Call] = Into;
  Watched.insert(&F);
}

void Oracle::addDrop(CallBase &Call, Value &Freed, CallBase *Site) {
  if (isWatchable(*Call.getFunction()))
    Drops.push_back({&Call, &Freed, Site});
}

// Whether an instrumented allocation may happen below this call.
static bool mayLeadToSites(const CallBase &Call,
                           const SetVector<Function *> &Watched) {
  if (isa<IntrinsicInst>(Call) || Call.isInlineAsm())
    return false;
  Function *Callee = Call.getCalledFunction();
  if (!Callee)
    return true;
  if (Callee->isDeclaration() || Callee->isInterposable())
    return !Callee->hasFnAttribute(Attribute::NoCallback);
  return Watched.contains(Callee);
}

// Functions that reach no allocation need no hooks: their activations are in no
// chain. Callees first; a cycle is watched as a whole.
void Oracle::addAll(FunctionAnalysisManager &FAM) {
  LibraryAttributes Inferred(M, FAM);
  Allocators Heap;
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I); Call && isWatchable(F)) {
        auto Effect =
            Heap.describe(*Call, FAM.getResult<TargetLibraryAnalysis>(F));
        if (Effect && Effect->Allocates) {
          Sites[Call] = std::nullopt;
          Watched.insert(&F);
        }
      }
  CallGraph Calls(M);
  for (auto Scc = scc_begin(&Calls); !Scc.isAtEnd(); ++Scc) {
    bool Leads = false;
    for (const CallGraphNode *Node : *Scc)
      if (Function *F = Node->getFunction(); F && !F->isDeclaration())
        for (Instruction &I : instructions(*F))
          if (auto *Call = dyn_cast<CallBase>(&I))
            Leads |= mayLeadToSites(*Call, Watched);
    for (const CallGraphNode *Node : *Scc)
      if (Function *F = Node->getFunction(); Leads && F && isWatchable(*F))
        Watched.insert(F);
  }
}

FunctionCallee Oracle::hook(StringRef Name, ArrayRef<Type *> Params) {
  auto *T = FunctionType::get(Type::getVoidTy(M.getContext()), Params, false);
  FunctionCallee Hook = M.getOrInsertFunction(("esc_oracle_" + Name).str(), T);
  if (auto *F = dyn_cast<Function>(Hook.getCallee()))
    F->setDoesNotThrow();
  return Hook;
}

// A call in a function with debug records needs a position, to be inlinable.
CallInst *Oracle::call(IRBuilder<> &B, FunctionCallee Hook,
                       ArrayRef<Value *> Args) {
  CallInst *Call = B.CreateCall(Hook, Args);
  if (DISubprogram *Program = Call->getFunction()->getSubprogram())
    if (!Call->getDebugLoc())
      Call->setDebugLoc(DILocation::get(M.getContext(), 0, 0, Program));
  return Call;
}

Value *Oracle::frame(IRBuilder<> &B) {
  return B.CreateIntrinsic(Intrinsic::frameaddress, {Ptr}, {B.getInt32(0)});
}

Constant *Oracle::text(StringRef Text) {
  Constant *&Known = Texts[Text];
  if (!Known) {
    auto *Bytes = ConstantDataArray::getString(M.getContext(), Text);
    auto *G = new GlobalVariable(M, Bytes->getType(), true,
                                 GlobalValue::PrivateLinkage, Bytes,
                                 "escape.oracle.text");
    G->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
    Known = G;
  }
  return Known;
}

// esc_oracle_function_t. The first member stands for its cycle.
Constant *Oracle::describe(Function &F) {
  if (Constant *Known = Described.lookup(&F))
    return Known;
  auto *G =
      new GlobalVariable(M, FunctionInfo, true, GlobalValue::PrivateLinkage,
                         nullptr, "escape.oracle.function");
  Described[&F] = G;
  Constant *Cycle = ConstantPointerNull::get(cast<PointerType>(Ptr));
  if (Function *First = CycleOf.lookup(&F))
    Cycle = describe(*First);
  G->setInitializer(
      ConstantStruct::get(FunctionInfo, {text(functionName(F)), Cycle}));
  return G;
}

static std::string fileName(const DILocation &Loc) {
  return Loc.getFilename().str();
}

// esc_oracle_site_t.
Constant *Oracle::describe(CallBase &Call, std::optional<Promotion> Into,
                           uint32_t Number) {
  uint32_t Flags = 0;
  if (Into)
    Flags = ESC_ORACLE_PROMOTED | (Into->IsPool ? ESC_ORACLE_POOL : 0);
  const DILocation *Loc = Call.getDebugLoc();
  const Function *Callee = Call.getCalledFunction();
  auto Int = [&](uint32_t N) { return ConstantInt::get(Int32, N); };
  return ConstantStruct::get(
      SiteInfo,
      {describe(*Call.getFunction()), text(Loc ? fileName(*Loc) : ""),
       text(Callee ? functionName(*Callee) : "?"),
       Int(Loc ? Loc->getLine() : 0), Int(Loc ? Loc->getColumn() : 0),
       Int(Flags), Int(Number), ConstantInt::get(Int64, Into ? Into->Bytes : 0),
       ConstantPointerNull::get(cast<PointerType>(Ptr))});
}

void Oracle::findCycles() {
  CallGraph Calls(M);
  for (auto Scc = scc_begin(&Calls); !Scc.isAtEnd(); ++Scc)
    if (Scc.hasCycle())
      for (const CallGraphNode *Node : *Scc)
        if (Node->getFunction())
          CycleOf[Node->getFunction()] = Scc->front()->getFunction();
}

// What lies between the frame address and the caller's own memory: the saved
// frame address, the return address, and arguments on the stack, which the
// callee may use for others of its values. An upper bound.
static uint64_t incomingBytes(const Function &F) {
  const DataLayout &DL = F.getDataLayout();
  uint64_t Registers = 0, Memory = 0;
  for (const Argument &Arg : F.args())
    if (Arg.hasPassPointeeByValueCopyAttr())
      Memory += alignTo(DL.getTypeAllocSize(Arg.getPointeeInMemoryValueType())
                            .getKnownMinValue(),
                        16);
    else
      Registers +=
          alignTo(DL.getTypeAllocSize(Arg.getType()).getKnownMinValue(), 16);
  // Four words are in registers under every calling convention we know.
  return 16 + Memory + (Registers > 64 ? Registers : 0);
}

void Oracle::watchFunction(Function &F) {
  FunctionCallee Enter = hook("enter", {Ptr, Ptr});
  FunctionCallee Leave = hook("leave", {Ptr, Ptr, Int64});
  F.addFnAttr(Attribute::NoInline);
  F.removeFnAttr(Attribute::InlineHint);
  for (Attribute::AttrKind Kind :
       {Attribute::Memory, Attribute::NoSync, Attribute::NoFree,
        Attribute::NoCallback, Attribute::Speculatable})
    F.removeFnAttr(Kind);
  for (BasicBlock &BB : F) {
    Instruction *End = BB.getTerminator();
    if (!isa<ReturnInst>(End) && !isa<ResumeInst>(End))
      continue;
    Value *Result = ConstantPointerNull::get(cast<PointerType>(Ptr));
    if (CallInst *Last = BB.getTerminatingMustTailCall())
      End = Last;
    else if (CallInst *Last = BB.getTerminatingDeoptimizeCall())
      End = Last;
    else if (auto *Return = dyn_cast<ReturnInst>(End);
             Return && Return->getReturnValue() &&
             Return->getReturnValue()->getType() == Ptr)
      Result = Return->getReturnValue();
    IRBuilder<> B(End);
    call(B, Leave, {frame(B), Result, B.getInt64(incomingBytes(F))});
  }
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> B(&Entry, Entry.getFirstNonPHIOrDbgOrAlloca());
  B.SetCurrentDebugLocation(DebugLoc());
  call(B, Enter, {describe(F), frame(B)});
}

// Where control comes back without a return.
void Oracle::watchResumptions(Function &F) {
  FunctionCallee Resume = hook("resume", {Ptr});
  SmallVector<Instruction *, 8> Places;
  for (BasicBlock &BB : F)
    if (BB.isLandingPad())
      Places.push_back(&*BB.getFirstInsertionPt());
  if (F.callsFunctionThatReturnsTwice())
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallInst>(&I);
          Call && Call->hasFnAttr(Attribute::ReturnsTwice) &&
          !Call->isMustTailCall()) {
        Places.push_back(Call->getNextNode());
        if (What == Oracle::Mode::Check && Call->arg_size() &&
            Call->getArgOperand(0)->getType() == Ptr) {
          IRBuilder<> B(Call);
          call(B, hook("ignore", {Ptr}), {Call->getArgOperand(0)});
        }
      }
  for (Instruction *Place : Places) {
    IRBuilder<> B(Place);
    call(B, Resume, {frame(B)});
  }
}

// Behind the call, where its result is there.
static Instruction *behind(CallBase &Call) {
  auto *Invoke = dyn_cast<InvokeInst>(&Call);
  if (!Invoke)
    return Call.getNextNode();
  BasicBlock *Normal = Invoke->getNormalDest();
  if (!Normal->getSinglePredecessor())
    Normal = SplitEdge(Invoke->getParent(), Normal);
  return &*Normal->getFirstInsertionPt();
}

void Oracle::watchSite(CallBase &Call, Constant *Site) {
  if (What == Mode::Check) {
    IRBuilder<> Before(&Call);
    call(Before, hook("expect", {Ptr}), {Site});
  }
  IRBuilder<> B(behind(Call));
  if (What == Mode::Check)
    call(B, hook("claim", {Ptr, Ptr, Ptr}), {&Call, Site, frame(B)});
  else
    call(B, hook("count", {Ptr, Ptr}), {&Call, Site});
}

void Oracle::registerModule(ArrayRef<Constant *> All) {
  auto *T = ArrayType::get(SiteInfo, All.size());
  Table->setInitializer(ConstantArray::get(T, All));
  auto *Null = ConstantPointerNull::get(cast<PointerType>(Ptr));
  uint32_t Number = What == Mode::Check ? ESC_ORACLE_CHECK : ESC_ORACLE_COUNT;
  Constant *Fields[] = {ConstantInt::get(Int32, ESC_ORACLE_VERSION),
                        ConstantInt::get(Int32, Number), Table,
                        ConstantInt::get(Int64, All.size()), Null};
  Constant *Value = ConstantStruct::getAnon(Fields);
  auto *Description =
      new GlobalVariable(M, Value->getType(), false,
                         GlobalValue::PrivateLinkage, Value, "escape.oracle");
  auto *Start =
      cast<Function>(M.getOrInsertFunction("escape.oracle.start",
                                           Type::getVoidTy(M.getContext()))
                         .getCallee());
  Start->setLinkage(GlobalValue::InternalLinkage);
  IRBuilder<> B(BasicBlock::Create(M.getContext(), "", Start));
  B.CreateCall(hook("register", {Ptr}), {Description});
  B.CreateRetVoid();
  // Before the program's own constructors.
  appendToGlobalCtors(M, Start, 0);
}

bool Oracle::run() {
  if (Sites.empty() && Drops.empty() && Watched.empty())
    return false;
  findCycles();
  Table = new GlobalVariable(M, ArrayType::get(SiteInfo, Sites.size()), false,
                             GlobalValue::PrivateLinkage, nullptr,
                             "escape.oracle.sites");
  std::vector<Constant *> All;
  DenseMap<const Function *, uint32_t> Numbers;
  DenseMap<const CallBase *, Constant *> Entries;
  for (auto [Call, Into] : Sites) {
    auto *Site = ConstantExpr::getInBoundsGetElementPtr(
        Table->getValueType(), Table,
        ArrayRef<Constant *>{ConstantInt::get(Int64, 0),
                             ConstantInt::get(Int64, All.size())});
    All.push_back(describe(*Call, Into, ++Numbers[Call->getFunction()]));
    Entries[Call] = Site;
    watchSite(*Call, Site);
  }
  for (const Drop &It : Drops) {
    IRBuilder<> B(It.Call);
    if (It.Site)
      call(B, hook("guard", {Ptr, Ptr}), {It.Freed, Entries.lookup(It.Site)});
    else
      call(B, hook("drop", {Ptr}), {It.Freed});
  }
  for (Function &F : M)
    if (isWatchable(F) && (What == Mode::Check || Watched.contains(&F)))
      watchResumptions(F);
  for (Function *F : Watched)
    watchFunction(*F);
  registerModule(All);
  return true;
}

} // namespace escape
