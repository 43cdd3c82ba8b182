//===- Names.cpp - What the programmer calls a value ----------------------===//

#include "Names.h"

#include "CalledBody.h"
#include "Compat.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace escape {

static const DILocalVariable *recordedVariable(const Value &V) {
  SmallVector<DbgVariableRecord *, 4> Records;
  debugRecordsOf(const_cast<Value &>(V), Records);
  // Parameters of callees that were inlined name the value too; the name it has
  // where it is made comes first.
  auto *I = dyn_cast<Instruction>(&V);
  const DILocation *Made = I ? I->getDebugLoc().get() : nullptr;
  const DILocalVariable *First = nullptr;
  for (DbgVariableRecord *Record : Records) {
    const DILocalVariable *Variable = Record->getVariable();
    if (Variable->getName().empty() || Variable->isArtificial())
      continue;
    if (Made && Record->getDebugLoc()->getInlinedAt() == Made->getInlinedAt())
      return Variable;
    if (!First)
      First = Variable;
  }
  return First;
}

static const DILocalVariable *variableOf(const Value &V) {
  if (isa<Constant>(V)) // has no uses of its own to look at
    return nullptr;
  if (const DILocalVariable *Variable = recordedVariable(V))
    return Variable;
  for (const User *U : V.users())
    if (auto *Store = dyn_cast<StoreInst>(U);
        Store && Store->getValueOperand() == &V) {
      const Value *Place = Store->getPointerOperand()->stripPointerCasts();
      if (isa<AllocaInst>(Place))
        if (const DILocalVariable *Variable = recordedVariable(*Place))
          return Variable;
    }
  return nullptr;
}

std::string variableName(const Value &V) {
  const DILocalVariable *Variable = variableOf(V);
  return Variable ? Variable->getName().str() : std::string();
}

// Skips `const`, and typedefs of what has a name only by them.
static const DIType *withoutQualifiers(const DIType *Type) {
  while (auto *Derived = dyn_cast_or_null<DIDerivedType>(Type)) {
    unsigned Tag = Derived->getTag();
    if (Tag != dwarf::DW_TAG_const_type && Tag != dwarf::DW_TAG_volatile_type &&
        Tag != dwarf::DW_TAG_restrict_type)
      break;
    Type = Derived->getBaseType();
  }
  return Type;
}

static std::string typeName(const DIType *Type) {
  Type = withoutQualifiers(Type);
  if (!Type)
    return {};
  if (Type->getTag() == dwarf::DW_TAG_pointer_type) {
    const DIType *To =
        withoutQualifiers(cast<DIDerivedType>(Type)->getBaseType());
    std::string Name = To ? typeName(To) : "void";
    if (Name.empty())
      return {};
    return Name + (Name.back() == '*' ? "*" : " *");
  }
  if (Type->getName().empty())
    return {};
  std::string Name = Type->getName().str();
  auto *Composite = dyn_cast<DICompositeType>(Type);
  if (Composite && Composite->getIdentifier().empty()) { // C: tags apart
    if (Composite->getTag() == dwarf::DW_TAG_structure_type)
      return "struct " + Name;
    if (Composite->getTag() == dwarf::DW_TAG_union_type)
      return "union " + Name;
  }
  return Name;
}

std::string pointeeType(const Value &V) {
  const DILocalVariable *Variable = variableOf(V);
  const DIType *Type = Variable ? Variable->getType() : nullptr;
  while (Type && Type->getTag() != dwarf::DW_TAG_pointer_type &&
         isa<DIDerivedType>(Type))
    Type = cast<DIDerivedType>(Type)->getBaseType();
  if (!Type || Type->getTag() != dwarf::DW_TAG_pointer_type)
    return {};
  return typeName(cast<DIDerivedType>(Type)->getBaseType());
}

// A name for a message: IR allows any bytes in names, messages are one line.
static std::string readable(StringRef Name) {
  std::string Text = Name.str();
  for (char &C : Text)
    if (!isPrint(C) && !(C & 0x80))
      C = '?';
  return Text;
}

std::string functionName(const Function &F) {
  StringRef Name = F.getName();
  Name.consume_front("\1");
  return readable(Name);
}

// "ns::f(int)" without "(int)". A parenthesis that opens a name is kept:
// "(anonymous namespace)::f", "operator()".
static StringRef withoutParameters(StringRef Name) {
  if (!Name.ends_with(")") && !Name.ends_with(") const"))
    return Name;
  int Depth = 0;
  for (size_t I = Name.size(); I-- > 0;) {
    if (Name[I] == ')')
      ++Depth;
    else if (Name[I] == '(' && --Depth == 0)
      return I && !Name.take_front(I).ends_with("operator") ? Name.take_front(I)
                                                            : Name;
  }
  return Name;
}

std::string sourceName(const GlobalValue &G) {
  StringRef Name = G.getName();
  Name.consume_front("\1");
  if (!Name.starts_with("_Z") && !Name.starts_with("_R") &&
      !Name.starts_with("_D"))
    return readable(Name);
  std::string Demangled = demangle(Name);
  StringRef Plain = withoutParameters(Demangled);
  // Rust's older mangling ends with a hash: "::h0123456789abcdef".
  if (auto [Path, Hash] = Plain.rsplit("::h");
      Hash.size() == 16 && all_of(Hash, isHexDigit))
    Plain = Path;
  return readable(Plain);
}

static std::string calleeName(const CallBase &Call) {
  if (Call.isInlineAsm())
    return "inline assembly";
  if (const Function *Callee = calledBody(Call))
    return sourceName(*Callee);
  if (auto *Alias = dyn_cast<GlobalValue>(Call.getCalledOperand()))
    return sourceName(*Alias);
  return "a function pointer";
}

static std::string printed(const Value &V) {
  std::string Text;
  raw_string_ostream Out(Text);
  V.printAsOperand(Out, false);
  return Text;
}

std::string objectName(const CallBase &Call) {
  std::string Name = variableName(Call);
  if (!Name.empty())
    return Name;
  Name = calleeName(Call);
  if (const DebugLoc &Loc = Call.getDebugLoc())
    return Name + " at line " + std::to_string(Loc.getLine());
  return Call.hasName() ? printed(Call) : Name;
}

std::string parameterName(const Argument &Arg) {
  std::string Name = variableName(Arg);
  if (!Name.empty())
    return Name;
  // The optimizer may have dropped the record of an unused parameter. Where
  // the first one is the place of the result, source numbers are one behind.
  unsigned Number = Arg.getArgNo() + 1;
  if (Arg.getParent()->hasStructRetAttr())
    --Number;
  if (const DISubprogram *Program = Arg.getParent()->getSubprogram())
    for (const DINode *Node : Program->getRetainedNodes())
      if (auto *Variable = dyn_cast<DILocalVariable>(Node))
        if (Variable->getArg() == Number && Number)
          return Variable->getName().str();
  if (Arg.hasName())
    return readable(Arg.getName());
  return "parameter " + std::to_string(Arg.getArgNo() + 1);
}

// What a pointer addresses, if it has a name.
static std::string placeName(const Value &Pointer) {
  const Value *Base = getUnderlyingObject(&Pointer);
  if (auto *Global = dyn_cast<GlobalVariable>(Base))
    return "{global " + sourceName(*Global) + "}";
  if (auto *Arg = dyn_cast<Argument>(Base))
    return "*" + parameterName(*Arg);
  return variableName(*Base);
}

std::string describeOperation(const Instruction &I) {
  if (auto *Copy = dyn_cast<MemTransferInst>(&I)) {
    std::string Place = placeName(*Copy->getRawDest());
    return Place.empty() ? "copy" : "copy to " + Place;
  }
  if (auto *Intrinsic = dyn_cast<IntrinsicInst>(&I))
    return "built-in " +
           Intrinsic::getBaseName(Intrinsic->getIntrinsicID()).str();
  if (auto *Call = dyn_cast<CallBase>(&I))
    return "call to " + calleeName(*Call);
  if (auto *Store = dyn_cast<StoreInst>(&I)) {
    std::string Place = placeName(*Store->getPointerOperand());
    return Place.empty() ? "store" : "store to " + Place;
  }
  if (auto *Load = dyn_cast<LoadInst>(&I)) {
    std::string Place = placeName(*Load->getPointerOperand());
    return Place.empty() ? "load" : "load from " + Place;
  }
  if (isa<PtrToAddrInst>(I))
    return "conversion to an integer";
  switch (I.getOpcode()) {
  case Instruction::Ret:
    return "return";
  case Instruction::PHI:
  case Instruction::Select:
    return "choice";
  case Instruction::GetElementPtr:
    return "address of a part";
  case Instruction::PtrToInt:
    return "conversion to an integer";
  case Instruction::Resume:
    return "exception";
  default:
    return I.getOpcodeName();
  }
}

} // namespace escape
