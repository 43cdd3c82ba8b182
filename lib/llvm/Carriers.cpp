//===- Carriers.cpp - Integers that carry pointers ------------------------===//

#include "Carriers.h"

#include "Compat.h"

#include "llvm/ADT/PointerIntPair.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace escape {

static constexpr unsigned MaxUses = 256;

namespace {

class BitsWalk {
public:
  BitsWalk(const DataLayout &DL) : DL(DL) {}

  BitsUse run(Instruction &Bits) {
    enter(Bits, isWide(Bits.getType()));
    for (unsigned I = 0; I < Pending.size() && Seen <= MaxUses; ++I) {
      auto [V, IsWhole] = Pending[I];
      for (const Use &U : V->uses())
        if (++Seen <= MaxUses)
          follow(U, IsWhole);
    }
    Result.IsExposed |= Seen > MaxUses;
    if (!HasEnd)
      Result.Copies.clear();
    return std::move(Result);
  }

private:
  // Whether a whole pointer fits. Aggregates are taken apart by their leaves
  // and not followed here.
  bool isWide(Type *T) const {
    return (T->isIntOrIntVectorTy() || T->isFPOrFPVectorTy()) &&
           !T->isScalableTy() && DL.getTypeSizeInBits(T) >= 64;
  }

  static bool isNullTest(const Instruction &I) {
    auto *Test = dyn_cast<ICmpInst>(&I);
    return Test && Test->isEquality() &&
           (match(Test->getOperand(0), PatternMatch::m_Zero()) ||
            match(Test->getOperand(1), PatternMatch::m_Zero()));
  }

  void enter(Value &V, bool IsWhole) {
    PointerIntPair<Value *, 1, bool> Key(&V, IsWhole);
    if (Entered.insert(Key.getOpaqueValue()).second)
      Pending.push_back({&V, IsWhole});
  }

  // The bits of `From` become those of `To`.
  void pass(Value &From, Instruction &To, bool IsWhole) {
    if (IsWhole)
      Result.Copies.push_back({&From, &To});
    enter(To, IsWhole);
  }

  void end(Value &From, Instruction &To, bool IsWhole) {
    if (!IsWhole) {
      Result.IsExposed = true;
      return;
    }
    HasEnd = true;
    Result.Copies.push_back({&From, &To});
  }

  void follow(const Use &U, bool IsWhole) {
    auto *User = dyn_cast<Instruction>(U.getUser());
    if (!User) {
      Result.IsExposed = true;
      return;
    }
    switch (User->getOpcode()) {
    case Instruction::ICmp:
    case Instruction::FCmp:
    case Instruction::Switch:
    case Instruction::Br:
    case Instruction::GetElementPtr:
      // An index moves a pointer within the object it has.
      Result.IsNumber |= !isNullTest(*User);
      return;
    case Instruction::Store:
      Result.IsStored = true;
      end(*U, *User, IsWhole);
      return;
    case Instruction::IntToPtr:
      end(*U, *User,
          IsWhole && DL.getTypeSizeInBits(U->getType()) ==
                         DL.getTypeSizeInBits(User->getType()));
      return;
    case Instruction::Select:
      if (U.getOperandNo() != 0)
        pass(*U, *User, IsWhole);
      return;
    case Instruction::PHI:
    case Instruction::Freeze:
      pass(*U, *User, IsWhole);
      return;
    case Instruction::BitCast:
      pass(*U, *User, IsWhole && isWide(User->getType()));
      return;
    case Instruction::Add:
    case Instruction::Sub:
    case Instruction::Mul:
    case Instruction::UDiv:
    case Instruction::SDiv:
    case Instruction::URem:
    case Instruction::SRem:
    case Instruction::Shl:
    case Instruction::LShr:
    case Instruction::AShr:
    case Instruction::And:
    case Instruction::Or:
    case Instruction::Xor:
    case Instruction::Trunc:
    case Instruction::ZExt:
    case Instruction::SExt:
      Result.IsNumber = true;
      enter(*User, false);
      return;
    default:
      Result.IsExposed = true;
      return;
    }
  }

  const DataLayout &DL;
  BitsUse Result;
  bool HasEnd = false;
  unsigned Seen = 0;
  DenseSet<void *> Entered; // value and IsWhole
  SmallVector<std::pair<Value *, bool>, 8> Pending;
};

} // namespace

BitsUse classifyBits(Instruction &Bits, const DataLayout &DL) {
  if (Bits.use_empty())
    return {};
  return BitsWalk(DL).run(Bits);
}

static const Value *addressBase(const Value *V) {
  if (auto *I = dyn_cast<Instruction>(V))
    if (isa<PtrToIntInst, PtrToAddrInst>(I))
      return getUnderlyingObject(I->getOperand(0));
  return V;
}

// p - q within one object carries neither. Between two objects it leads from
// the one to the other.
static bool isDifference(const Instruction &I) {
  return I.getOpcode() == Instruction::Sub &&
         addressBase(I.getOperand(0)) == addressBase(I.getOperand(1));
}

AddressUse classifyAddress(const Instruction &PtrToInt) {
  AddressUse Worst = AddressUse::None;
  for (const Use &U : PtrToInt.uses()) {
    const auto *User = dyn_cast<Instruction>(U.getUser());
    if (!User)
      return AddressUse::Leaks;
    if (!isa<ICmpInst>(User) && !isDifference(*User))
      return AddressUse::Leaks;
    const Value *Other = User->getOperand(1 - U.getOperandNo());
    if (auto *Zero = dyn_cast<ConstantInt>(Other); Zero && Zero->isZero())
      continue;
    if (addressBase(Other) != addressBase(&PtrToInt))
      Worst = AddressUse::Compared;
  }
  return Worst;
}

} // namespace escape
