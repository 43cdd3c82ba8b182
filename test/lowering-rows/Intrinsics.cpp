//===- Intrinsics.cpp - Every intrinsic of LLVM ---------------------------===//
//
// Each id of Intrinsic::ID that has no row of its own is declared, with types
// drawn from its signature, called and lowered. What comes out must be what its
// attributes allow and no less; the rule is written here a second time, from
// docs/lowering.md. If it touches memory or pointers, a name of the page's
// table `intrinsics by attributes` must stand for it.
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "Lowered.h"
#include "Signatures.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"

using namespace llvm;

// The locations of a value: one for each pointer in it, a vector has one. All
// pointers of an aggregate without a fixed layout share one.
static unsigned pointersIn(Type *T) {
  if (T->isPtrOrPtrVectorTy())
    return 1;
  if (T->isScalableTy())
    return any_of(T->subtypes(), pointersIn);
  unsigned Count = 0;
  if (auto *Struct = dyn_cast<StructType>(T))
    for (Type *Element : Struct->elements())
      Count += pointersIn(Element);
  if (auto *Array = dyn_cast<ArrayType>(T))
    Count = pointersIn(Array->getElementType()) * Array->getNumElements();
  return Count;
}

static std::string leafName(const Value &V, unsigned Leaf) {
  return "%" + V.getName().str() + (Leaf ? "." + std::to_string(Leaf) : "");
}

static bool leaksAddress(CaptureComponents C) {
  return capturesAddress(C) && !capturesAddressIsNullOnly(C);
}

// Not captured, but the result is made of it.
static void addUncaptured(const CallInst &Call, unsigned Index,
                          std::vector<std::string> &Constraints) {
  const Function &F = *Call.getCalledFunction();
  Value &Arg = *Call.getArgOperand(Index);
  AttributeSet Attributes = F.getAttributes().getParamAttrs(Index);
  if (isa<Constant>(Arg) || !Arg.getType()->isPointerTy() ||
      Attributes.getCaptureInfo() != CaptureInfo::none())
    return;
  std::string Name = "%" + Arg.getName().str();
  for (unsigned I = 0; I < pointersIn(Call.getType()); ++I)
    Constraints.push_back(leafName(Call, I) + " = " + Name + " + ?");
  if (pointersIn(Call.getType()) == 0 && !Call.getType()->isVoidTy() &&
      (F.doesNotAccessMemory() || Attributes.hasAttribute(Attribute::ReadNone)))
    Constraints.push_back("escape " + Name);
}

// The rule for callees that are not seen, for one argument. `Next` numbers the
// temporaries.
static void addArgument(const CallInst &Call, unsigned Index, unsigned &Next,
                        std::vector<std::string> &Constraints,
                        std::vector<std::string> &Facts) {
  const Function &F = *Call.getCalledFunction();
  Value &Arg = *Call.getArgOperand(Index);
  AttributeSet Attributes = F.getAttributes().getParamAttrs(Index);
  MemoryEffects Effects = F.getMemoryEffects();
  std::string Name = "%" + Arg.getName().str();
  auto EscapeAll = [&] {
    for (unsigned I = 0; I < pointersIn(Arg.getType()); ++I)
      Constraints.push_back("escape " + leafName(Arg, I));
  };
  if (isa<Constant>(Arg) || pointersIn(Arg.getType()) == 0)
    return;
  CaptureInfo Captures = Attributes.getCaptureInfo();
  bool IsAccessed = !Attributes.hasAttribute(Attribute::ReadNone) &&
                    !Effects.doesNotAccessMemory();
  CaptureComponents Other = Captures.getOtherComponents(),
                    Returned = Captures.getRetComponents();
  if (!Arg.getType()->isPointerTy() || capturesAnyProvenance(Other)) {
    EscapeAll();
    return;
  }
  if (leaksAddress(Other) ||
      (leaksAddress(Returned) && !capturesAnyProvenance(Returned)))
    Facts.push_back("fact address-leaked " + Name);
  if (capturesAnyProvenance(Returned) ||
      Attributes.hasAttribute(Attribute::Returned)) {
    if (pointersIn(Call.getType()) == 0 && !Call.getType()->isVoidTy()) {
      EscapeAll();
      return;
    }
    for (unsigned I = 0; I < pointersIn(Call.getType()); ++I)
      Constraints.push_back(leafName(Call, I) + " = " + Name + " + ?");
  }
  bool Writes = IsAccessed && !Attributes.hasAttribute(Attribute::ReadOnly) &&
                !Effects.onlyReadsMemory();
  if (IsAccessed) {
    std::string Held = "%t" + std::to_string(++Next);
    Constraints.push_back(Held + " = load " + Name + " + ?, 8");
    Constraints.push_back("escape " + Held);
  }
  if (Writes)
    Constraints.push_back("clobber " + Name + " + ?, ?");
  // An argument that is not accessed can still be freed; one that is only read
  // cannot.
  bool MayFree = !Attributes.hasAttribute(Attribute::NoFree) &&
                 !Attributes.hasAttribute(Attribute::ReadNone) &&
                 !Attributes.hasAttribute(Attribute::ReadOnly) &&
                 !F.hasFnAttribute(Attribute::NoFree) &&
                 !Effects.onlyReadsMemory();
  if (MayFree)
    Facts.push_back("fact free-in-call " + Name);
}

static bool touchesNothing(const CallInst &Call) {
  if (!Call.getCalledFunction()->doesNotAccessMemory() ||
      pointersIn(Call.getType()))
    return false;
  return none_of(Call.args(),
                 [](const Use &U) { return pointersIn(U->getType()); });
}

static std::vector<std::string> expected(const CallInst &Call) {
  std::vector<std::string> Constraints, Facts;
  if (touchesNothing(Call))
    return Constraints;
  unsigned Next = 0;
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    addUncaptured(Call, I, Constraints);
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    addArgument(Call, I, Next, Constraints, Facts);
  for (unsigned I = 0; I < pointersIn(Call.getType()); ++I)
    Constraints.push_back("unknown " + leafName(Call, I));
  Constraints.insert(Constraints.end(), Facts.begin(), Facts.end());
  if (!Call.getCalledFunction()->hasFnAttribute(Attribute::NoCallback))
    Constraints.push_back("calls-unknown");
  return Constraints;
}

static bool standsFor(StringRef Family, StringRef Name) {
  return Family.consume_back("*") ? Name.starts_with(Family) : Family == Name;
}

static std::string join(ArrayRef<std::string> Lines) {
  std::string Text;
  for (const std::string &Line : Lines)
    Text += (Text.empty() ? "" : "; ") + Line;
  return Text.empty() ? "nothing" : Text;
}

namespace {

class Checker {
public:
  Checker(const Page &P, Results &Found) : P(P), Found(Found) {
    for (const Row &R : P.Rows)
      if (R.Kind == "intrinsic")
        for (const std::string &Name : R.Names)
          OwnRow.insert(Name);
  }

  void run() {
    for (Intrinsic::ID Id = 1; Id < Intrinsic::num_intrinsics; ++Id)
      one(Id);
    for (size_t I = 0; I < P.Families.size(); ++I)
      if (!UsedFamilies.contains(I))
        Found.fail("line " + std::to_string(P.Families[I].Line) +
                   ": stands for no intrinsic: " + P.Families[I].Name);
    outs() << Intrinsic::num_intrinsics - 1 << " intrinsics: " << WithRow
           << " with a row of their own, " << Touching
           << " that touch memory or pointers by their attributes, " << Numbers
           << " of numbers alone; " << Calls << " calls, " << NotVerified
           << " intrinsics whose call is not valid by itself\n";
  }

private:
  void one(Intrinsic::ID Id) {
    StringRef Name = Intrinsic::getBaseName(Id).drop_front(strlen("llvm."));
    if (OwnRow.contains(Name)) {
      ++WithRow;
      return;
    }
    LLVMContext Context;
    Module M("intrinsic", Context);
    M.setDataLayout("e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-"
                    "f80:128-n8:16:32:64-S128");
    M.setTargetTriple(Triple("x86_64-unknown-linux-gnu"));
    bool IsVerified = false, Touches = false;
    std::vector<CallInst *> Candidates = callsOf(Id, M);
    if (Candidates.empty())
      Found.fail("no types fit llvm." + Name.str());
    for (CallInst *Call : Candidates) {
      ++Calls;
      IsVerified |= !verifyFunction(*Call->getFunction());
      Touches |= !touchesNothing(*Call);
      Lowered Is = lowerFunction(*Call->getFunction());
      for (const std::string &Problem : Is.Problems)
        Found.fail("llvm." + Name.str() + ": " + Problem);
      std::vector<std::string> Wanted = expected(*Call);
      if (Is.Lines == Wanted)
        Found.pass();
      else
        Found.fail("llvm." + Name.str() +
                   " has no row, and lowering says\n    " + join(Is.Lines) +
                   "\n  its attributes\n    " + join(Wanted));
    }
    NotVerified += !IsVerified;
    if (!Touches) {
      ++Numbers;
      return;
    }
    ++Touching;
    bool IsNamed = false;
    for (size_t I = 0; I < P.Families.size(); ++I)
      if (standsFor(P.Families[I].Name, Name)) {
        UsedFamilies.insert(I);
        IsNamed = true;
      }
    if (!IsNamed)
      Found.fail("an intrinsic that touches memory or pointers has no row: " +
                 Name.str());
  }

  const Page &P;
  Results &Found;
  StringSet<> OwnRow;
  DenseSet<size_t> UsedFamilies;
  unsigned WithRow = 0, Touching = 0, Numbers = 0, Calls = 0, NotVerified = 0;
};

} // namespace

void checkIntrinsics(const Page &P, Results &Found) { Checker(P, Found).run(); }
