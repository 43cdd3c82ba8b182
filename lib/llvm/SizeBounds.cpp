//===- SizeBounds.cpp - How large a run-time size may be ------------------===//

#include "SizeBounds.h"

#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/ConstantRange.h"

using namespace llvm;

namespace escape {

std::optional<APInt> SizeBounds::ofOperand(CallBase &Call, Value *Operand,
                                           bool MustBeDefined) {
  if (auto *Constant = dyn_cast<ConstantInt>(Operand))
    return Constant->getValue();
  auto &[Assumptions, Dominators, Ranges] = facts();
  const DataLayout &DL = F.getDataLayout();
  auto FromInstructions = [&](const SimplifyQuery &Query) {
    return computeConstantRangeIncludingKnownBits(Operand, /*ForSigned=*/false,
                                                  Query);
  };
  ConstantRange Range = FromInstructions(SimplifyQuery(DL));
  if (isOneNumber(Call, Operand, &Assumptions, &Dominators)) {
    SimplifyQuery Here(DL, &Dominators, &Assumptions, &Call);
    Range = Range.intersectWith(FromInstructions(Here), ConstantRange::Unsigned)
                .intersectWith(Ranges.getConstantRange(Operand, &Call,
                                                       /*UndefAllowed=*/false),
                               ConstantRange::Unsigned);
  } else if (MustBeDefined) {
    return std::nullopt;
  }
  // Empty: never executed, as far as LLVM sees. Nothing is to be built on that.
  if (Range.isEmptySet())
    return std::nullopt;
  return Range.getUnsignedMax();
}

uint64_t SizeBounds::of(CallBase &Call, const HeapEffect &Effect) {
  // What realloc gives is in a pool with room to grow.
  if (Effect.Reallocated)
    return ESC_SIZE_UNKNOWN;
  std::optional<APInt> Bound;
  bool Overflows = false;
  if (Effect.isString()) {
    if (Effect.CopyLimit && Effect.CopyLimit->getType()->isIntegerTy(64))
      Bound = ofOperand(Call, Effect.CopyLimit, /*MustBeDefined=*/true);
    // The zero at the end.
    if (Bound)
      Bound = Bound->uadd_ov(APInt(64, 1), Overflows);
  } else {
    Bound = ofOperand(Call, Effect.SizeArg, false);
    if (Bound && Effect.CountArg) {
      std::optional<APInt> Count = ofOperand(Call, Effect.CountArg, false);
      if (!Count)
        return ESC_SIZE_UNKNOWN;
      Bound = Bound->umul_ov(*Count, Overflows);
    }
  }
  if (!Bound || Overflows || Bound->getActiveBits() > 63)
    return ESC_SIZE_UNKNOWN;
  return Bound->getZExtValue();
}

} // namespace escape
