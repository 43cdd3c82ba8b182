//===- SeenSizes.cpp - Which sizes a profile saw --------------------------===//

#include "SeenSizes.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/IR/ProfDataUtils.h"
#include "llvm/ProfileData/InstrProf.h"

// The ranges in which lengths are counted.
#define INSTR_PROF_VALUE_PROF_MEMOP_API
#include "llvm/ProfileData/InstrProfData.inc"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace escape {

// The longest length that is counted under this number.
static std::optional<uint64_t> longestOf(uint64_t Counted) {
  if (Counted > 512)
    return std::nullopt;
  return InstrProfIsSingleValRange(Counted) ? Counted
                                            : NextPowerOf2(Counted) - 1;
}

// Of a value with more uses than that nothing is said: they are looked at for
// each allocation of that size.
static constexpr unsigned MaxUses = 256;

// `V` as another value and a distance from it.
static std::pair<const Value *, int64_t> split(const Value &V) {
  const Value *Base;
  const APInt *Step;
  if (match(&V, m_Add(m_Value(Base), m_APInt(Step))) &&
      Step->getSignificantBits() <= 32)
    return {Base, Step->getSExtValue()};
  return {&V, 0};
}

namespace {
class Collector {
public:
  // Of sizes at `Site` that are `Base` and a distance of `Offset`.
  Collector(const CallBase &Site, const DominatorTree &Dominators,
            const Value &Base, int64_t Offset)
      : Site(Site), Dominators(Dominators), Base(Base), Offset(Offset) {
    if (Base.hasNUsesOrMore(MaxUses))
      return;
    visitLength(Base);
    for (const User *U : Base.users())
      if (U != &Base && split(*U).first == &Base)
        visitLength(*U);
  }

  esc_seen_sizes_t result() const {
    esc_seen_sizes_t Seen = {};
    double Sum = 0;
    for (unsigned I = 0; I < ESC_SIZE_CLASSES && Total > 0; ++I) {
      Sum += Counts[I];
      Seen.percent[Seen.count++] = uint8_t(std::min(100.0, 100 * Sum / Total));
    }
    return Seen;
  }

private:
  static bool isLengthOf(const CallBase &Call, const Value &Length) {
    return Call.arg_size() > 2 && Call.getArgOperand(2) == &Length &&
           (isa<MemIntrinsic>(Call) || Call.hasMetadata(LLVMContext::MD_prof));
  }

  void visitLength(const Value &Length) {
    if (Length.hasNUsesOrMore(MaxUses))
      return;
    for (const User *U : Length.users())
      if (auto *Call = dyn_cast<CallBase>(U); Call && isLengthOf(*Call, Length))
        visitCall(*Call, split(Length).second);
  }

  // The call has what its branch left to it, or everything.
  void visitCall(const CallBase &Call, int64_t Distance) {
    std::optional<double> Left = visitBranch(Call);
    uint64_t All = 0;
    auto Lengths =
        getValueProfDataFromInst(Call, IPVK_MemOPSize, UINT16_MAX, All);
    if (Lengths.empty() || !All) {
      Total += Left.value_or(0);
      return;
    }
    double Scale = Left ? *Left / double(All) : 1;
    Total += double(All) * Scale;
    for (const InstrProfValueData &Length : Lengths)
      if (std::optional<uint64_t> Bytes = longestOf(Length.Value))
        add(*Bytes, Distance, double(Length.Count) * Scale);
  }

  // If a branch on a length leads from the site to the call: adds the lengths
  // for which it goes elsewhere. How often it comes here.
  std::optional<double> visitBranch(const CallBase &Call) {
    const BasicBlock *Here = Call.getParent();
    const BasicBlock *Before = Here->getSinglePredecessor();
    SmallVector<uint32_t, 4> Weights;
    if (!Before || !Here->getParent()->hasProfileData() ||
        !Dominators.dominates(&Site, Before->getTerminator()) ||
        !extractBranchWeights(*Before->getTerminator(), Weights))
      return std::nullopt;
    const Value *Tested;
    const APInt *Number;
    if (auto *Switch = dyn_cast<SwitchInst>(Before->getTerminator())) {
      auto [Of, Distance] = split(*Switch->getCondition());
      if (Of != &Base || Switch->getDefaultDest() != Here)
        return std::nullopt;
      for (const auto &Case : Switch->cases())
        addCase(Case.getCaseValue()->getValue(), Distance,
                Weights[Case.getSuccessorIndex()]);
      return Weights[0];
    }
    auto *Branch = dyn_cast<BranchInst>(Before->getTerminator());
    if (!Branch || !Branch->isConditional())
      return std::nullopt;
    auto *Test = dyn_cast<ICmpInst>(Branch->getCondition());
    if (!Test || !Test->isEquality() ||
        !match(Test, m_ICmp(m_Value(Tested), m_APInt(Number))))
      return std::nullopt;
    unsigned Equal = Test->getPredicate() == ICmpInst::ICMP_EQ ? 0 : 1;
    auto [Of, Distance] = split(*Tested);
    if (Of != &Base || Branch->getSuccessor(1 - Equal) != Here)
      return std::nullopt;
    addCase(*Number, Distance, Weights[Equal]);
    return Weights[1 - Equal];
  }

  void addCase(const APInt &Length, int64_t Distance, double Count) {
    Total += Count;
    if (Length.getActiveBits() <= 32)
      add(Length.getZExtValue(), Distance, Count);
  }

  // `Length` bytes, where the length is the base and `Distance`.
  void add(uint64_t Length, int64_t Distance, double Count) {
    int64_t Bytes = int64_t(Length) - Distance + Offset;
    for (unsigned I = 0; I < ESC_SIZE_CLASSES; ++I)
      if (Bytes <= int64_t(esc_size_class_bytes(I))) {
        Counts[I] += Count;
        return;
      }
  }

  const CallBase &Site;
  const DominatorTree &Dominators;
  const Value &Base;
  int64_t Offset;
  double Counts[ESC_SIZE_CLASSES] = {};
  double Total = 0;
};
} // namespace

esc_seen_sizes_t seenSizes(const CallBase &Site, const Value &Size,
                           const DominatorTree &Dominators) {
  auto [Base, Offset] = split(Size);
  if (isa<Constant>(Base))
    return {};
  return Collector(Site, Dominators, *Base, Offset).result();
}

} // namespace escape
