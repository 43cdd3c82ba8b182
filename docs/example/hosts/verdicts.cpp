// A compiler's pipeline with a pass of its own that asks what escapes:
//     pipeline FILE.bc
#include <escape/Passes.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IRReader/IRReader.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>

using namespace llvm;

struct AskPass : PassInfoMixin<AskPass> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    auto &Escapes = MAM.getResult<escape::EscapeAnalysis>(M);
    for (Function &F : M)
      for (Instruction &I : instructions(F))
        if (auto *Call = dyn_cast<CallBase>(&I))
          if (const escape_site_t *Site = Escapes.find(*Call))
            outs() << "before: " << Site->verdict << "\n";
    for (size_t I = 0; I < Escapes->function_count; ++I)
      outs() << Escapes->functions[I]->name << ": "
             << Escapes->functions[I]->summary << "\n";
    return PreservedAnalyses::all();
  }
};

int main(int argc, char **argv) {
  LLVMContext Context;
  SMDiagnostic Problem;
  auto M = parseIRFile(argc == 2 ? argv[1] : "", Problem, Context);
  if (!M)
    return Problem.print(argv[0], errs()), 1;
  PassBuilder PB;
  escape::registerPasses(PB);
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  PB.registerModuleAnalyses(MAM);
  PB.registerCGSCCAnalyses(CGAM);
  PB.registerFunctionAnalyses(FAM);
  PB.registerLoopAnalyses(LAM);
  PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  ModulePassManager Passes;
  Passes.addPass(AskPass());
  if (Error Bad = escape::addPass(Passes, "max-paths=4"))
    return logAllUnhandledErrors(std::move(Bad), errs(), "error: "), 1;
  Passes.run(*M, MAM);
  unsigned Left = 0;
  for (Function &F : *M)
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (Function *Callee = Call->getCalledFunction())
          Left += Callee->getName() == "malloc";
  outs() << "after: " << Left << " calls of malloc\n";
}
