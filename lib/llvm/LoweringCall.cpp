//===- LoweringCall.cpp - Calls -------------------------------------------===//

#include "CalledBody.h"
#include "Lowering.h"
#include "SeenSizes.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/Transforms/Utils/BuildLibCalls.h"

using namespace llvm;

namespace escape {

// In order: assembler, intrinsics, callees of another type than the call's,
// what changes the heap, bodies of this module, library functions we know, and
// the unknown, which is believed as far as its attributes go.
void Lowering::visitCallBase(CallBase &Call) {
  lowerBundles(Call);
  if (Call.isInlineAsm()) {
    lowerOpaqueCall(Call, ESC_SINK_ASM);
    return;
  }
  if (auto *Intrinsic = dyn_cast<IntrinsicInst>(&Call)) {
    lowerIntrinsic(*Intrinsic);
    return;
  }
  // A callee of another type than the call's: LLVM reads the attributes of its
  // parameters all the same, and takes it for the allocator that its name says.
  if (isa<Function>(Call.getCalledOperand()) && !Call.getCalledFunction()) {
    lowerOpaqueCall(Call, ESC_SINK_INDIRECT_CALL);
    return;
  }
  if (std::optional<HeapEffect> Effect = Context.Heap.describe(Call, TLI)) {
    lowerHeapCall(Call, *Effect);
    return;
  }
  const Function *Callee = calledBody(Call);
  if (Callee && !Callee->isDeclaration() &&
      Context.FunctionIds.contains(Callee)) {
    lowerKnownCall(Call, *Callee);
    return;
  }
  if (const LibraryModel *Model = Context.Library.find(Call, TLI)) {
    lowerLibraryCall(Call, *Model);
    return;
  }
  if (Call.isIndirectCall() && lowerIndirectCall(Call))
    return;
  lowerUnknownCall(Call);
}

void Lowering::describeRunTimeSize(CallBase &Call, const HeapEffect &Effect,
                                   esc_object_t &Object) {
  Object.size = std::min(Object.size, Bounds.of(Call, Effect));
  if (Effect.SizeArg && !Effect.CountArg && !Effect.Reallocated)
    Object.seen = seenSizes(Call, *Effect.SizeArg, Bounds.dominators());
}

// p = malloc(n): p points to a new object. free(p): a fact. p = realloc(q, n):
// both, and the new object holds what the old one held.
void Lowering::lowerHeapCall(CallBase &Call, const HeapEffect &Effect) {
  for (unsigned I = 0; I < Call.arg_size(); ++I) {
    Value *Arg = Call.getArgOperand(I);
    if (Arg != Effect.Freed && Arg != Effect.Reallocated &&
        Arg != Effect.CopiedFrom)
      lowerUnknownArgument(Call, I, ESC_SINK_UNKNOWN_CALL);
  }
  if (Effect.Freed) {
    if (isa<Constant>(Effect.Freed) || !carries(Effect.Freed))
      return;
    FreeOf[&Call] = {Graph.facts.count, Effect.Freed};
    addFact(ESC_FACT_FREE, loc(Effect.Freed), Effect.Family,
            mustSite(Effect.Freed));
    return;
  }
  if (Call.hasFnAttr(OverflowAttribute)) {
    if (Effect.Reallocated)
      observe(Effect.Reallocated, ESC_FACT_REALLOC);
    if (Effect.CopiedFrom)
      escapeContents(loc(Effect.CopiedFrom), ESC_SINK_BYTES, 0);
    unknown(&Call);
    return;
  }
  esc_object_t Object = {};
  Object.kind = ESC_OBJECT_SITE;
  Object.site_flags = Effect.SiteFlags;
  if (mayRepeat(Call.getParent()))
    Object.site_flags |= ESC_SITE_REPEATED;
  Object.function = Graph.functions.count - 1;
  Object.origin = here();
  Object.size = Effect.Size;
  if (Effect.SiteFlags & ESC_SITE_RUN_TIME_SIZE)
    describeRunTimeSize(Call, Effect, Object);
  Object.align = Effect.Align;
  MaybeAlign Natural = Context.DL.getStackAlignment();
  if (F.hasFnAttribute("no-realign-stack") &&
      (!Natural || Align(Effect.Align) > *Natural))
    Object.site_flags |= ESC_SITE_ALIGN_UNKNOWN;
  Object.family = Effect.Family;
  Object.param = ESC_NONE;
  esc_obj_t Number = esc_graph_add_object(&Graph, &Object);
  if (Number == ESC_NONE)
    return;
  esc_graph_addr_of(&Graph, loc(&Call), Number, here());
  SiteOf[&Call] = Number;
  SiteCalls.push_back(&Call);
  SiteObjects.push_back(Number);
  if (Effect.Reallocated && !isa<Constant>(Effect.Reallocated) &&
      carries(Effect.Reallocated))
    addFact(ESC_FACT_REALLOC, loc(Effect.Reallocated), Effect.Family,
            Effect.SiteFlags & ESC_SITE_REALLOC_NULL ? Number : ESC_NONE);
  if (Effect.CopiedFrom && loc(Effect.CopiedFrom) != ESC_NONE)
    esc_graph_memcpy(&Graph, loc(&Call), loc(Effect.CopiedFrom), ESC_ANY_SIZE,
                     here());
}

// A body in this module: its summary is applied by the core.
void Lowering::lowerKnownCall(CallBase &Call, const Function &Callee) {
  esc_call_t Record = {};
  Record.kind = ESC_CALL_DIRECT;
  Record.callee = Context.FunctionIds.lookup(&Callee);
  Record.pointer = ESC_NONE;
  addCall(Call, Record);
}

// Whether the caller passed the function, by itself or in memory. A list of all
// that any caller passes (LLVM writes one for each internal function) says less
// than what each of them passes.
static bool isOfCaller(const Value &Function) {
  if (auto *Load = dyn_cast<LoadInst>(&Function))
    return isa<Argument>(getUnderlyingObject(Load->getPointerOperand()));
  return isa<Argument>(Function);
}

// A call through a pointer: the core finds out what it may run. False if the
// call says more of itself than the core could take into account, or passes
// memory of this frame: then it is an unknown function.
bool Lowering::lowerIndirectCall(CallBase &Call) {
  if (Call.getFunctionType()->isVarArg())
    return false;
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    if (carries(Call.getArgOperand(I)) &&
        (Call.isPassPointeeByValueArgument(I) || Call.isInAllocaArgument(I) ||
         Call.paramHasAttr(I, Attribute::Preallocated) ||
         !captureOf(Call, I).PointerOther))
      return false;
  esc_call_t Record = {};
  Record.kind = ESC_CALL_INDIRECT;
  Record.callee = ESC_NONE;
  Record.signature =
      Context.Known.signature(Call.getFunctionType(), Call.getCallingConv());
  MDNode *Callees = Call.getMetadata(LLVMContext::MD_callees);
  if (Callees && !isOfCaller(*Call.getCalledOperand())) {
    // The whole list: one unknown name makes it worth nothing.
    for (const MDOperand &Operand : Callees->operands()) {
      auto *F = mdconst::dyn_extract_or_null<Function>(Operand);
      if (!F || !Context.Known.isTarget(*F))
        return false;
    }
    Record.pointer = temporary();
    for (const MDOperand &Operand : Callees->operands())
      esc_graph_copy(&Graph, Record.pointer,
                     constant(mdconst::extract<Function>(Operand)), 0, here());
  } else {
    Record.pointer = loc(Call.getCalledOperand());
  }
  if (Record.pointer == ESC_NONE)
    return false;
  addCall(Call, Record);
  return true;
}

// Arguments and results of a call that the core links.
void Lowering::addCall(CallBase &Call, esc_call_t Record) {
  SmallVector<esc_loc_t, 8> Args, Returned;
  for (Value *Arg : Call.args()) {
    esc_loc_t Merged = ESC_NONE;
    if (!isa<Constant>(Arg) && leaves(Arg) > 1) {
      Merged = temporary();
      for (unsigned I = 0, E = leaves(Arg); I < E; ++I)
        esc_graph_copy(&Graph, Merged, loc(Arg, I), 0, here());
    } else if (carries(Arg)) {
      Merged = loc(Arg);
    }
    Args.push_back(Merged);
  }
  for (unsigned I = 0, E = leaves(&Call); I < E; ++I)
    Returned.push_back(loc(&Call, I));
  Record.resolved = ESC_NONE;
  Record.function = Graph.functions.count - 1;
  Record.arg_count = Args.size();
  Record.result_count = Returned.size();
  Record.is_repeated = mayRepeat(Call.getParent());
  Record.is_fixed = !mayBeRedirected(Call);
  Record.origin = here();
  esc_graph_add_call(&Graph, &Record, Args.data(), Returned.data());
  KnownCalls.insert(&Call);
}

// Whether another call, with more arguments, may stand in its place.
bool Lowering::mayBeRedirected(const CallBase &Call) {
  auto *Plain = dyn_cast<CallInst>(&Call);
  if (!Plain && !isa<InvokeInst>(Call))
    return false;
  if ((Plain && Plain->isMustTailCall()) || Call.hasOperandBundles() ||
      Call.hasFnAttr(Attribute::NoDuplicate))
    return false;
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    if (Call.isInAllocaArgument(I) ||
        Call.paramHasAttr(I, Attribute::Preallocated))
      return false;
  return true;
}

// One argument of a callee that is not seen. captures(...) speaks of the
// pointer alone: what it points to may be read and kept all the same, and may
// be overwritten and freed, unless other attributes say no.
void Lowering::lowerUnknownArgument(CallBase &Call, unsigned Index,
                                    esc_sink_t Sink) {
  Value *Arg = Call.getArgOperand(Index);
  if (isa<Constant>(Arg) || !carries(Arg))
    return;
  if (!Arg->getType()->isPointerTy() || Call.isInAllocaArgument(Index) ||
      Call.paramHasAttr(Index, Attribute::Preallocated)) {
    escape(Arg, Sink, Index);
    return;
  }
  bool IsVararg = Index >= Call.getFunctionType()->getNumParams();
  bool IsByVal = Call.isByValArgument(Index);
  ArgumentCapture Capture = captureOf(Call, Index);
  if (IsByVal) {
    // The callee gets a copy: the pointer does not leave, what it holds does.
    escapeContents(loc(Arg), Sink, Index);
    return;
  }
  if (Capture.PointerOther) {
    escape(Arg, IsVararg ? ESC_SINK_VARARG : Sink, Index);
    return;
  }
  // An address that is returned without its provenance leaves as well.
  if (Capture.AddressOther ||
      (Capture.AddressReturned && !Capture.PointerReturned))
    observe(Arg, ESC_FACT_ADDRESS_LEAKED);
  if (Capture.PointerReturned ||
      Call.paramHasAttr(Index, Attribute::Returned)) {
    if (carries(&Call)) {
      for (unsigned I = 0, E = leaves(&Call); I < E; ++I)
        esc_graph_copy(&Graph, loc(&Call, I), loc(Arg), ESC_ANY_OFFSET, here());
    } else if (!Call.getType()->isVoidTy()) {
      // The pointer goes out as an integer.
      escape(Arg, Sink, Index);
      return;
    }
  }
  if (!Call.doesNotAccessMemory(Index) && !Call.doesNotAccessMemory()) {
    escapeContents(loc(Arg), Sink, Index);
    if (!Call.onlyReadsMemory(Index) && !Call.onlyReadsMemory())
      esc_graph_clobber(&Graph, loc(Arg), ESC_ANY_OFFSET, ESC_ANY_SIZE, here());
  }
  bool IsFreed = !Call.paramHasAttr(Index, Attribute::NoFree) &&
                 !Call.hasFnAttr(Attribute::NoFree) &&
                 !Call.onlyReadsMemory() && !Call.onlyReadsMemory(Index);
  if (IsFreed)
    addFact(ESC_FACT_FREE_IN_CALL, loc(Arg));
}

void Lowering::lowerUnknownCall(CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  esc_sink_t Sink = Callee ? ESC_SINK_UNKNOWN_CALL : ESC_SINK_INDIRECT_CALL;
  if (Callee) {
    StringRef Name = Callee->getName();
    if (Name == "pthread_create" || Name == "thrd_create")
      Sink = ESC_SINK_THREAD;
    else if (Name == "atexit" || Name == "at_quick_exit" || Name == "on_exit" ||
             Name == "signal" || Name == "sigaction")
      Sink = ESC_SINK_REGISTERED;
    else if (Name == "__cxa_throw")
      Sink = ESC_SINK_THROW;
    if ((Name == "malloc_usable_size" || Name == "malloc_size") &&
        Call.arg_size() == 1 && Call.getType()->isIntegerTy()) {
      // glibc and macOS: looks at the block's header and keeps nothing.
      observe(Call.getArgOperand(0), ESC_FACT_USABLE_SIZE);
      return;
    }
  }
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    lowerUnknownArgument(Call, I, Sink);
  unknown(&Call);
  // A throw runs what stands in landing pads.
  if (!Call.hasFnAttr(Attribute::NoCallback) && Sink != ESC_SINK_THROW)
    Graph.functions.data[Graph.functions.count - 1].flags |=
        ESC_FUNCTION_CALLS_UNKNOWN;
}

// No attribute is believed: arguments may be kept, stored and freed.
void Lowering::lowerOpaqueCall(CallBase &Call, esc_sink_t Sink) {
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    escape(Call.getArgOperand(I), Sink, I);
  unknown(&Call);
  Graph.functions.data[Graph.functions.count - 1].flags |=
      ESC_FUNCTION_CALLS_UNKNOWN;
}

// Bundles that state facts for the optimizer keep nothing; all others may.
void Lowering::lowerBundles(CallBase &Call) {
  if (isa<AssumeInst>(Call))
    return;
  for (unsigned I = 0; I < Call.getNumOperandBundles(); ++I) {
    OperandBundleUse Bundle = Call.getOperandBundleAt(I);
    if (Bundle.getTagID() == LLVMContext::OB_funclet)
      continue;
    for (const Use &U : Bundle.Inputs)
      escape(U.get(), ESC_SINK_BUNDLE, I);
  }
}

} // namespace escape
