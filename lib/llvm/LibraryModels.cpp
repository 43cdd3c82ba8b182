//===- LibraryModels.cpp - Library functions we know -------------===//

#include "LibraryModels.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace escape {

static constexpr LibraryModel Models[] = {
#define ESC_LIBRARY(name, prototype, arguments, calls, clause)                 \
  {name, prototype, arguments, calls, clause},
#include "LibraryModels.def"
#undef ESC_LIBRARY
};

static bool isOfType(const Type &T, char Letter) {
  switch (Letter) {
  case 'v':
    return T.isVoidTy();
  case 'b':
    return T.isIntegerTy(1);
  case 'c':
    return T.isIntegerTy(8);
  case 'h':
    return T.isIntegerTy(16);
  case 'i':
    return T.isIntegerTy(32);
  case 'l':
    return T.isIntegerTy(64);
  case 'f':
    return T.isFloatTy();
  case 'd':
    return T.isDoubleTy();
  case 'L':
    return T.isX86_FP80Ty();
  case 'p':
  case 'P':
    return T.isPointerTy() && T.getPointerAddressSpace() == 0;
  case 'a':
    return T.isStructTy() && none_of(T.subtypes(), [](const Type *Part) {
             return !Part->isIntegerTy();
           });
  default:
    return false;
  }
}

static bool hasPrototype(const FunctionType &Type, StringRef Prototype) {
  StringRef Params = Prototype.drop_front(2).drop_back();
  bool IsVariadic = Params.consume_back(".");
  if (!isOfType(*Type.getReturnType(), Prototype.front()) ||
      Type.isVarArg() != IsVariadic || Type.getNumParams() != Params.size())
    return false;
  for (unsigned I = 0; I < Params.size(); ++I)
    if (!isOfType(*Type.getParamType(I), Params[I]))
      return false;
  return true;
}

static const LibraryModel *findModel(const Function &Declaration) {
  for (const LibraryModel &Model : Models)
    if (Model.Name == Declaration.getName() &&
        hasPrototype(*Declaration.getFunctionType(), Model.Prototype))
      return &Model;
  return nullptr;
}

const LibraryModel *LibraryModels::find(const CallBase &Call,
                                        const TargetLibraryInfo &TLI) {
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || !Callee->isDeclaration() || Callee->isIntrinsic() ||
      Call.isNoBuiltin())
    return nullptr;
  auto [Slot, IsNew] = Known.try_emplace(Callee, nullptr);
  if (IsNew)
    Slot->second = findModel(*Callee);
  const LibraryModel *Model = Slot->second;
  if (!Model)
    return nullptr;
  // What LLVM knows, it knows for the target and for the calling function.
  LibFunc Func;
  if (TLI.getLibFunc(Callee->getName(), Func))
    return TLI.getLibFunc(*Callee, Func) && TLI.has(Func) ? Model : nullptr;
  const Function &Caller = *Call.getFunction();
  return Caller.hasFnAttribute("no-builtins") ||
                 Caller.hasFnAttribute(
                     ("no-builtin-" + Callee->getName()).str())
             ? nullptr
             : Model;
}

bool formatKeepsPointers(const Value &Format) {
  StringRef Text;
  if (!getConstantStringInfo(&Format, Text))
    return false;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] != '%')
      continue;
    // Flags, width, precision and length come before the conversion.
    size_t End = Text.find_first_not_of("0123456789.*+-# 'lhjztLq$I", I + 1);
    if (End == StringRef::npos)
      return false;
    if (!StringRef("diouxXeEfFgGaAcs%m").contains(Text[End]))
      return false;
    I = End;
  }
  return true;
}

} // namespace escape
