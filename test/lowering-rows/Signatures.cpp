//===- Signatures.cpp - Calls of an intrinsic, from its signature ---------===//

#include "Signatures.h"

#include "llvm/ADT/SmallSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"

using namespace llvm;
using Intrinsic::IITDescriptor;

namespace {

// What a type must be for the types that are made from it.
struct Slot {
  IITDescriptor::ArgKind Kind = IITDescriptor::AK_Any;
  bool IsUsed = false;
  bool NeedsVector = false;
  bool NeedsInteger = false;
  bool NeedsPointers = false; // a vector of them
};

// One taste in types for all slots of an intrinsic.
struct Profile {
  enum { Pointer, Integer, Float } Any;
  bool IsVector;
  bool IsScalable;
  unsigned Elements;
};

} // namespace

// Pointers first: they are what this is about. Many widths, because targets'
// intrinsics take vectors of exact size.
static const Profile Profiles[] = {
    {Profile::Pointer, false, false, 4}, {Profile::Pointer, true, false, 4},
    {Profile::Pointer, true, false, 2},  {Profile::Pointer, true, true, 2},
    {Profile::Integer, false, false, 4}, {Profile::Integer, true, false, 4},
    {Profile::Integer, true, true, 4},   {Profile::Float, false, false, 4},
    {Profile::Float, true, false, 4},    {Profile::Float, true, true, 4},
};

static std::vector<Slot> slotsOf(ArrayRef<IITDescriptor> Table) {
  std::vector<Slot> Slots;
  auto At = [&](unsigned Number) -> Slot & {
    if (Slots.size() <= Number)
      Slots.resize(Number + 1);
    return Slots[Number];
  };
  for (const IITDescriptor &D : Table)
    switch (D.Kind) {
    case IITDescriptor::Argument:
      if (D.getArgumentKind() != IITDescriptor::AK_MatchType) {
        At(D.getArgumentNumber()).Kind = D.getArgumentKind();
        At(D.getArgumentNumber()).IsUsed = true;
      }
      break;
    case IITDescriptor::ExtendArgument:
    case IITDescriptor::TruncArgument:
      At(D.getArgumentNumber()).NeedsInteger = true;
      break;
    case IITDescriptor::VecElementArgument:
    case IITDescriptor::SameVecWidthArgument:
      At(D.getArgumentNumber()).NeedsVector = true;
      break;
    case IITDescriptor::Subdivide2Argument:
    case IITDescriptor::Subdivide4Argument:
    case IITDescriptor::VecOfBitcastsToInt:
      At(D.getArgumentNumber()).NeedsVector = true;
      At(D.getArgumentNumber()).NeedsInteger = true;
      break;
    case IITDescriptor::OneNthEltsVecArgument:
      At(D.getRefArgNumber()).NeedsVector = true;
      break;
    case IITDescriptor::VecOfAnyPtrsToElt:
      At(D.getRefArgNumber()).NeedsVector = true;
      At(D.getOverloadArgNumber()).NeedsPointers = true;
      At(D.getOverloadArgNumber()).IsUsed = true;
      break;
    default:
      break;
    }
  return Slots;
}

static Type *choose(const Slot &S, Profile P, unsigned Divisor,
                    LLVMContext &Context) {
  if (S.NeedsInteger && P.Any == Profile::Pointer)
    P.Any = Profile::Integer;
  if (S.Kind == IITDescriptor::AK_AnyInteger)
    P.Any = Profile::Integer;
  if (S.Kind == IITDescriptor::AK_AnyFloat)
    P.Any = Profile::Float;
  if (S.Kind == IITDescriptor::AK_AnyPointer || S.NeedsPointers)
    P.Any = Profile::Pointer;
  if (S.Kind == IITDescriptor::AK_AnyVector || S.NeedsVector || S.NeedsPointers)
    P.IsVector = true;
  if (S.Kind == IITDescriptor::AK_AnyPointer)
    P.IsVector = false;
  Type *Element = P.Any == Profile::Pointer ? PointerType::get(Context, 0)
                  : P.Any == Profile::Float ? Type::getFloatTy(Context)
                  : P.IsVector              ? Type::getInt32Ty(Context)
                                            : Type::getInt64Ty(Context);
  return P.IsVector
             ? VectorType::get(Element, P.Elements * Divisor, P.IsScalable)
             : Element;
}

// Arguments that must be constants, and those that cannot be parameters.
static Value *argument(Function &Caller, Function &Callee, unsigned Index,
                       std::vector<Argument *> &Free, bool IsOne) {
  LLVMContext &Context = Caller.getContext();
  Type *T = Callee.getFunctionType()->getParamType(Index);
  if (T->isMetadataTy())
    return MetadataAsValue::get(
        Context, MDNode::get(Context, MDString::get(Context, "x")));
  if (T->isTokenTy())
    return ConstantTokenNone::get(Context);
  if (T->isX86_AMXTy())
    return PoisonValue::get(T);
  if (Callee.hasParamAttribute(Index, Attribute::ImmArg)) {
    if (T->isIntegerTy()) {
      Attribute Range = Callee.getParamAttribute(Index, Attribute::Range);
      if (Range.isValid())
        return ConstantInt::get(T, Range.getRange().getLower());
      return ConstantInt::get(T, IsOne ? 1 : 0);
    }
    return Constant::getNullValue(T);
  }
  Argument *Arg = Free.front();
  Free.erase(Free.begin());
  Arg->setName(Twine(Index));
  return Arg;
}

static bool isParameter(Type *T) {
  return !T->isMetadataTy() && !T->isTokenTy() && !T->isX86_AMXTy();
}

static CallInst *callOf(Function &Callee, bool IsOne) {
  LLVMContext &Context = Callee.getContext();
  FunctionType *Signature = Callee.getFunctionType();
  SmallVector<Type *, 8> Params;
  for (unsigned I = 0; I < Signature->getNumParams(); ++I)
    if (isParameter(Signature->getParamType(I)) &&
        !Callee.hasParamAttribute(I, Attribute::ImmArg))
      Params.push_back(Signature->getParamType(I));
  if (Callee.isVarArg())
    Params.push_back(PointerType::get(Context, 0));
  auto *Caller = Function::Create(
      FunctionType::get(Type::getVoidTy(Context), Params, false),
      GlobalValue::ExternalLinkage, "caller", Callee.getParent());
  IRBuilder<> Builder(BasicBlock::Create(Context, "entry", Caller));
  std::vector<Argument *> Free;
  for (Argument &Arg : Caller->args())
    Free.push_back(&Arg);
  SmallVector<Value *, 8> Args;
  for (unsigned I = 0; I < Signature->getNumParams(); ++I)
    Args.push_back(argument(*Caller, Callee, I, Free, IsOne));
  if (Callee.isVarArg()) {
    Free.front()->setName(Twine(Signature->getNumParams()));
    Args.push_back(Free.front());
  }
  CallInst *Call = Builder.CreateCall(&Callee, Args);
  if (!Call->getType()->isVoidTy())
    Call->setName("r");
  Builder.CreateRetVoid();
  return Call;
}

std::vector<CallInst *> callsOf(Intrinsic::ID Id, Module &M) {
  SmallVector<IITDescriptor, 8> Table;
  Intrinsic::getIntrinsicInfoTableEntries(Id, Table);
  std::vector<Slot> Slots = slotsOf(Table);
  unsigned Divisor = 1;
  for (const IITDescriptor &D : Table)
    if (D.Kind == IITDescriptor::OneNthEltsVecArgument)
      Divisor = D.getVectorDivisor();
  std::vector<CallInst *> Valid, Others;
  SmallSet<Function *, 8> Seen;
  for (const Profile &P : Profiles) {
    SmallVector<Type *, 4> Types;
    for (const Slot &S : Slots)
      if (S.IsUsed)
        Types.push_back(choose(S, P, Divisor, M.getContext()));
    if (!Types.empty() || !Slots.empty() || Seen.empty()) {
      FunctionType *Signature = Intrinsic::getType(M.getContext(), Id, Types);
      SmallVector<Type *, 4> Matched;
      if (!Intrinsic::getIntrinsicSignature(Id, Signature, Matched))
        continue;
      Function *Callee = Intrinsic::getOrInsertDeclaration(&M, Id, Types);
      if (!Seen.insert(Callee).second)
        continue;
      for (bool IsOne : {false, true}) {
        CallInst *Call = callOf(*Callee, IsOne);
        if (!verifyFunction(*Call->getFunction())) {
          Valid.push_back(Call);
          break;
        }
        Others.push_back(Call);
      }
    }
  }
  if (!Valid.empty())
    return Valid;
  if (!Others.empty())
    Others.resize(1);
  return Others;
}
