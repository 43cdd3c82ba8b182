//===- LibraryModels.cpp - Functions of the C library we know -------------===//

#include "LibraryModels.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace escape {

static constexpr LibraryModel Models[] = {
#define ESC_LIBRARY(name, arguments, clause) {name, arguments, clause},
#include "LibraryModels.def"
#undef ESC_LIBRARY
};

const LibraryModel *findLibraryModel(const CallBase &Call,
                                     const TargetLibraryInfo &TLI) {
  const Function *Callee = Call.getCalledFunction();
  LibFunc Func;
  if (!Callee || !Callee->isDeclaration() || Call.isNoBuiltin() ||
      !TLI.getLibFunc(*Callee, Func) || !TLI.has(Func))
    return nullptr;
  for (const LibraryModel &Model : Models)
    if (Model.Name == Callee->getName())
      return &Model;
  return nullptr;
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
