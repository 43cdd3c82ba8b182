//===- Identity.cpp - Names of sites that survive edits -------------------===//

#include "Identity.h"

#include "Allocators.h"
#include "LibraryAttributes.h"
#include "Names.h"
#include "Remarks.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace escape {

static const char *const SiteKind = "escape.site";

StringRef siteName(const CallBase &Call) {
  if (const MDNode *Node = Call.getMetadata(SiteKind))
    if (Node->getNumOperands() == 1)
      if (auto *Text = dyn_cast<MDString>(Node->getOperand(0)))
        return Text->getString();
  return {};
}

// The function in whose source the call stands.
static std::string sourceFunction(const CallBase &Call) {
  const Function &F = *Call.getFunction();
  std::string Name = functionName(F);
  bool IsLocal = F.hasLocalLinkage();
  StringRef File = F.getParent()->getSourceFileName();
  if (const DebugLoc &Loc = Call.getDebugLoc(); Loc && Loc.getInlinedAt())
    if (const DISubprogram *Program = Loc->getScope()->getSubprogram()) {
      Name = Program->getLinkageName().empty()
                 ? Program->getName().str()
                 : Program->getLinkageName().str();
      IsLocal = Program->isLocalToUnit();
      File = Program->getFilename();
    }
  return IsLocal ? sys::path::filename(File).str() + ":" + Name : Name;
}

void nameSites(Module &M, FunctionAnalysisManager &FAM) {
  LibraryAttributes Inferred(M, FAM);
  Allocators Heap;
  StringMap<unsigned> Taken;
  SmallVector<CallBase *, 16> Nameless;
  for (Function &F : M) {
    if (F.isDeclaration())
      continue;
    const auto &TLI = FAM.getResult<TargetLibraryAnalysis>(F);
    for (Instruction &I : instructions(F)) {
      auto *Call = dyn_cast<CallBase>(&I);
      if (!Call || isa<IntrinsicInst>(Call))
        continue;
      if (auto [Name, Number] = siteName(*Call).split('#'); !Name.empty()) {
        unsigned N = 1;
        Number.getAsInteger(10, N);
        unsigned &Highest = Taken[Name];
        Highest = std::max(Highest, N);
        continue;
      }
      auto Effect = Heap.describe(*Call, TLI);
      if (Effect && Effect->Allocates)
        Nameless.push_back(Call);
    }
  }
  LLVMContext &Context = M.getContext();
  for (CallBase *Call : Nameless) {
    const Function *Callee = Call->getCalledFunction();
    std::string Object = variableName(*Call);
    std::string Name = sourceFunction(*Call) + "/" +
                       (Callee ? functionName(*Callee) : "-") + "/" +
                       (Object.empty() ? "-" : Object);
    if (unsigned Number = ++Taken[Name]; Number > 1)
      Name += "#" + std::to_string(Number);
    Call->setMetadata(SiteKind,
                      MDNode::get(Context, MDString::get(Context, Name)));
  }
}

void forgetSiteNames(Module &M) {
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      if (isa<CallBase>(I))
        I.setMetadata(SiteKind, nullptr);
}

PreservedAnalyses NameSitesPass::run(Module &M, ModuleAnalysisManager &MAM) {
  if (wantsRemarks(M))
    nameSites(
        M, MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager());
  return PreservedAnalyses::all();
}

void NameSitesPass::printPipeline(raw_ostream &OS,
                                  function_ref<StringRef(StringRef)>) {
  OS << "names<escape>";
}

} // namespace escape
