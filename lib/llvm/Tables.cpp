//===- Tables.cpp - Constants that lead to functions ----------------------===//

#include "Tables.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace escape {

// Larger ones are external: each function that mentions a table pays for it.
static constexpr unsigned MaxEntries = 128;

std::pair<GlobalObject *, APInt> baseOf(Constant *C, const DataLayout &DL) {
  APInt Offset(DL.getIndexTypeSizeInBits(C->getType()), 0);
  while (auto *Expr = dyn_cast<ConstantExpr>(C)) {
    if (auto *GEP = dyn_cast<GEPOperator>(Expr)) {
      if (!GEP->accumulateConstantOffset(DL, Offset))
        return {nullptr, Offset};
    } else if (Expr->getOpcode() != Instruction::BitCast) {
      return {nullptr, Offset};
    }
    C = Expr->getOperand(0);
  }
  return {dyn_cast<GlobalObject>(C), Offset};
}

bool Tables::isTarget(const Function &F) const {
  if (!FunctionIds.contains(&F) || F.isVarArg())
    return false;
  // Passed in memory of the caller's frame: both sides must say so.
  for (const Argument &Arg : F.args())
    if (Arg.hasPassPointeeByValueCopyAttr() || Arg.hasInAllocaAttr() ||
        Arg.hasPreallocatedAttr())
      return false;
  return true;
}

uint32_t Tables::signature(FunctionType *Type, unsigned CallingConv) {
  return Types.try_emplace({Type, CallingConv}, Types.size()).first->second;
}

// Whether `C`, a pointer, leads to a function of the module.
bool Tables::leadsToFunction(const Constant *C) {
  auto [Base, Offset] = baseOf(const_cast<Constant *>(C), DL);
  if (auto *F = dyn_cast_or_null<Function>(Base))
    return Offset.isZero() && isTarget(*F);
  auto *G = dyn_cast_or_null<GlobalVariable>(Base);
  return G && of(*G);
}

// The pointers and the data of `C`; false if there is something else, or too
// much.
bool Tables::collect(Constant *C, uint64_t Offset, Table &Into) {
  if (isa<UndefValue>(C) || C->isNullValue())
    return true;
  Type *T = C->getType();
  if (auto *S = dyn_cast<StructType>(T)) {
    const StructLayout *Layout = DL.getStructLayout(S);
    for (unsigned I = 0; I < S->getNumElements(); ++I) {
      Constant *Element = C->getAggregateElement(I);
      uint64_t At = Offset + Layout->getElementOffset(I).getFixedValue();
      if (!Element || !collect(Element, At, Into))
        return false;
    }
    return true;
  }
  if (auto *A = dyn_cast<ArrayType>(T)) {
    uint64_t Size = DL.getTypeAllocSize(A->getElementType()).getFixedValue();
    // Numbers below eight bytes spell no address; see docs/soundness.md, I19.
    if (isa<ConstantDataSequential>(C) && Size < 8)
      return true;
    for (uint64_t I = 0; I < A->getNumElements(); ++I) {
      Constant *Element = C->getAggregateElement(I);
      if (!Element || !collect(Element, Offset + I * Size, Into))
        return false;
    }
    return true;
  }
  if (Into.Entries.size() == MaxEntries)
    return false;
  if (T->isPointerTy()) {
    Into.Entries.push_back({Offset, C});
    return true;
  }
  if (!T->isIntegerTy() && !T->isFloatingPointTy())
    return false;
  uint64_t Bytes = DL.getTypeStoreSize(T).getFixedValue();
  if (isa<ConstantExpr>(C) || Bytes >= 8)
    for (uint64_t At = 0; At < Bytes; At += 8)
      Into.Entries.push_back({Offset + At, nullptr});
  return true;
}

const Table *Tables::of(const GlobalVariable &G) {
  auto [Slot, IsNew] = Known.try_emplace(&G, nullptr);
  if (!IsNew)
    return Slot->second.get();
  // While it is looked at, a table that leads back to itself is none.
  if (!G.isConstant() || !G.hasDefinitiveInitializer() || G.isThreadLocal() ||
      G.hasSection() || G.getAddressSpace() != 0)
    return nullptr;
  auto Made = std::make_unique<Table>();
  if (!collect(const_cast<Constant *>(G.getInitializer()), 0, *Made))
    return nullptr;
  bool LeadsToFunction = false;
  for (const Table::Entry &E : Made->Entries)
    LeadsToFunction |= E.Value && leadsToFunction(E.Value);
  if (!LeadsToFunction)
    return nullptr;
  return (Known[&G] = std::move(Made)).get();
}

} // namespace escape
