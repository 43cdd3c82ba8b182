//===- Frequency.cpp - How often a block is executed ----------------------===//

// GCC 12 takes a small map of LLVM's AnalysisManager for uninitialised, in
// builds with assertions.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "Frequency.h"

#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/ProfileSummaryInfo.h"

using namespace llvm;

namespace escape {

// Executed once in so many entries of its function, at most.
static constexpr uint64_t ColdEntries = 1024;

bool isCold(BasicBlock &BB, FunctionAnalysisManager &FAM) {
  Function &F = *BB.getParent();
  if (F.hasFnAttribute(Attribute::Cold))
    return true;
  if (BB.isEntryBlock())
    return false;
  auto &Frequencies = FAM.getResult<BlockFrequencyAnalysis>(F);
  auto *Profile = FAM.getResult<ModuleAnalysisManagerFunctionProxy>(F)
                      .getCachedResult<ProfileSummaryAnalysis>(*F.getParent());
  if (Profile && Profile->hasProfileSummary())
    return Profile->isColdBlock(&BB, &Frequencies);
  return Frequencies.getBlockFreq(&BB).getFrequency() <
         Frequencies.getEntryFreq().getFrequency() / ColdEntries;
}

uint64_t frequencyOf(BasicBlock &BB, FunctionAnalysisManager &FAM) {
  return FAM.getResult<BlockFrequencyAnalysis>(*BB.getParent())
      .getBlockFreq(&BB)
      .getFrequency();
}

} // namespace escape
