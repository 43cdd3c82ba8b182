//===- Inlining.cpp - Inlines the calls the core names --------------------===//
//
// What may be inlined at all is LLVM's question:
// attributes of caller and callee, what the target says of them, whether the
// body can be copied. What is worth inlining was decided by the core.
//
//===----------------------------------------------------------------------===//

#include "Inlining.h"

#include "CalledBody.h"

#include "llvm/Analysis/InlineCost.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace escape {

static bool mayInline(CallBase &Call, FunctionAnalysisManager &FAM) {
  Function *Callee = calledBody(Call);
  if (!Callee || Callee->isDeclaration() || Callee == Call.getFunction())
    return false;
  auto GetTLI = [&](Function &F) -> const TargetLibraryInfo & {
    return FAM.getResult<TargetLibraryAnalysis>(F);
  };
  // nullopt: the attributes leave the choice to us.
  std::optional<InlineResult> Forced = getAttributeBasedInliningDecision(
      Call, Callee, FAM.getResult<TargetIRAnalysis>(*Callee), GetTLI);
  if (Forced && !Forced->isSuccess())
    return false;
  return isInlineViable(*Callee).isSuccess();
}

bool inlineCall(CallBase &Call, FunctionAnalysisManager &FAM) {
  if (!mayInline(Call, FAM))
    return false;
  Function &Caller = *Call.getFunction();
  Call.setCalledFunction(calledBody(Call)); // no alias
  InlineFunctionInfo Info;
  if (!InlineFunction(Call, Info, /*MergeAttributes=*/true).isSuccess())
    return false;
  FAM.invalidate(Caller, PreservedAnalyses::none());
  return true;
}

} // namespace escape
