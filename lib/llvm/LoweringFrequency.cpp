//===- LoweringFrequency.cpp - How often a block is executed --------------===//

// GCC 12 takes a small map of LLVM's AnalysisManager for uninitialised, in builds
// with assertions.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "Lowering.h"

#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/ProfileSummaryInfo.h"

using namespace llvm;

namespace escape {

// Executed once in so many entries of its function, at most.
static constexpr uint64_t ColdEntries = 1024;

// Rarely executed: by the profile, if there is one; else by what is marked cold,
// and by branches of which the program says that they are not taken.
bool Lowering::isCold(BasicBlock &BB) {
  if (F.hasFnAttribute(Attribute::Cold))
    return true;
  if (!Context.Analyses || BB.isEntryBlock())
    return false;
  auto &Frequencies = Context.Analyses->getResult<BlockFrequencyAnalysis>(F);
  auto *Profile =
      Context.Analyses->getResult<ModuleAnalysisManagerFunctionProxy>(F)
          .getCachedResult<ProfileSummaryAnalysis>(*F.getParent());
  if (Profile && Profile->hasProfileSummary())
    return Profile->isColdBlock(&BB, &Frequencies);
  return Frequencies.getBlockFreq(&BB).getFrequency() <
         Frequencies.getEntryFreq().getFrequency() / ColdEntries;
}

} // namespace escape
