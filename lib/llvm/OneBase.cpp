//===- OneBase.cpp - Pointers that are one value and offsets --------------===//

#include "OneBase.h"

#include "Compat.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace escape {

static constexpr unsigned MaxPairs = 128;

// The address that `V` is a distance from, null for a zero. Not through ptrmask
// and its like: what they take away is no offset but a part of the address.
static const Value *base(const Value *V) {
  for (;;) {
    if (auto *Step = dyn_cast<GEPOperator>(V))
      V = Step->getPointerOperand();
    else if (isa<BitCastOperator, PtrToIntOperator, PtrToAddrInst>(V))
      V = cast<Operator>(V)->getOperand(0);
    else if (auto *C = dyn_cast<Constant>(V); C && C->isNullValue())
      return nullptr;
    else
      return V;
  }
}

// A pointer, or an integer that may be a whole one.
static bool isAddress(const Value &V, const DataLayout &DL) {
  Type *T = V.getType();
  return T->isPointerTy() ||
         (T->isIntegerTy() &&
          DL.getTypeSizeInBits(T) ==
              DL.getTypeSizeInBits(PointerType::get(V.getContext(), 0)));
}

// Whether `V` is defined before each entry to `BB`, and not again until the
// phis of `BB` have their values.
bool OneBase::stays(const Value *V, const BasicBlock *BB) const {
  auto *Made = dyn_cast<Instruction>(V);
  return !Made || Dominators->dominates(Made, BB);
}

bool OneBase::holds(const Value *P, const Value *Q, Function &F,
                    IsReachable Reached) {
  const DataLayout &DL = F.getDataLayout();
  if (!isAddress(*P, DL) || !isAddress(*Q, DL))
    return false;
  using Pair = std::pair<const Value *, const Value *>;
  SmallVector<Pair, 8> Pending = {{P, Q}};
  DenseSet<Pair> Seen;
  while (!Pending.empty()) {
    auto [Left, Right] = Pending.pop_back_val();
    Left = base(Left), Right = base(Right);
    if (Left == Right || !Seen.insert({Left, Right}).second)
      continue;
    if (!Left || !Right || Seen.size() > MaxPairs)
      return false;
    if (!Dominators)
      Dominators.emplace(F);
    // The phi that is younger first: the other side stays as it is.
    auto *LeftPhi = dyn_cast<PHINode>(Left);
    auto *RightPhi = dyn_cast<PHINode>(Right);
    bool AreTogether =
        LeftPhi && RightPhi && LeftPhi->getParent() == RightPhi->getParent();
    if (!AreTogether && !(LeftPhi && stays(Right, LeftPhi->getParent()))) {
      std::swap(Left, Right);
      std::swap(LeftPhi, RightPhi);
    }
    if (AreTogether || (LeftPhi && stays(Right, LeftPhi->getParent()))) {
      for (const BasicBlock *From : LeftPhi->blocks())
        if (Reached(From))
          Pending.push_back(
              {LeftPhi->getIncomingValueForBlock(From),
               AreTogether ? RightPhi->getIncomingValueForBlock(From) : Right});
      continue;
    }
    // What was selected is younger than both values that it was selected from.
    auto *Choice = dyn_cast<SelectInst>(Left);
    if (!Choice) {
      std::swap(Left, Right);
      Choice = dyn_cast<SelectInst>(Left);
    }
    if (!Choice)
      return false;
    auto *Other = dyn_cast<SelectInst>(Right);
    bool AreAlike = Other && Other->getCondition() == Choice->getCondition();
    Pending.push_back(
        {Choice->getTrueValue(), AreAlike ? Other->getTrueValue() : Right});
    Pending.push_back(
        {Choice->getFalseValue(), AreAlike ? Other->getFalseValue() : Right});
  }
  return true;
}

} // namespace escape
