//===- Carriers.cpp - Integers that carry pointers ------------------------===//

#include "Carriers.h"

#include "Compat.h"

#include "llvm/ADT/PointerIntPair.h"
#include "llvm/ADT/SmallPtrSet.h"
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

AddressUse
classifyAddress(const Instruction &PtrToInt,
                function_ref<bool(const Value *, const Value *)> HaveOneBase,
                function_ref<bool(const Instruction &)> StaysNumber) {
  AddressUse Worst = AddressUse::None;
  SmallVector<const Instruction *, 4> Pending = {&PtrToInt};
  SmallPtrSet<const Instruction *, 4> Entered;
  for (unsigned Seen = 0; !Pending.empty();) {
    for (const Use &U : Pending.pop_back_val()->uses()) {
      const auto *User = dyn_cast<Instruction>(U.getUser());
      if (!User || ++Seen > MaxUses)
        return AddressUse::Leaks;
      if (isa<PHINode, SelectInst>(User)) {
        if (Entered.insert(User).second)
          Pending.push_back(User);
        continue;
      }
      bool IsDifference = User->getOpcode() == Instruction::Sub;
      if (!isa<ICmpInst>(User) && !IsDifference)
        return AddressUse::Leaks;
      const Value *Other = User->getOperand(1 - U.getOperandNo());
      if (HaveOneBase(U, Other))
        continue;
      // p - q of two objects leads from the one to the other.
      if (IsDifference && !StaysNumber(*User))
        return AddressUse::Leaks;
      auto *Zero = dyn_cast<ConstantInt>(Other);
      if (IsDifference || !Zero || !Zero->isZero())
        Worst = AddressUse::Compared;
    }
  }
  return Worst;
}

} // namespace escape
