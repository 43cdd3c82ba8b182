//===- EscapePass.h - The passes of the new pass manager --------------*- C++
//-*-===//

#ifndef ESCAPE_LLVM_PASS_H
#define ESCAPE_LLVM_PASS_H

#include "Options.h"

#include "llvm/IR/PassManager.h"

namespace escape {

// `escape`: analyses the module, promotes what does not escape, says why.
class EscapePass : public llvm::PassInfoMixin<EscapePass> {
public:
  explicit EscapePass(Options Opts = {}) : Opts(std::move(Opts)) {}
  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  void
  printPipeline(llvm::raw_ostream &OS,
                llvm::function_ref<llvm::StringRef(llvm::StringRef)> MapName);
  // Skipped by -opt-bisect-limit.
  static bool isRequired() { return false; }

private:
  Options Opts;
};

// `print<escape>`: summaries and verdicts, for tests. Changes nothing.
class EscapePrinterPass : public llvm::PassInfoMixin<EscapePrinterPass> {
public:
  explicit EscapePrinterPass(llvm::raw_ostream &OS, Options Opts = {})
      : OS(OS), Opts(std::move(Opts)) {}
  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  void
  printPipeline(llvm::raw_ostream &OS,
                llvm::function_ref<llvm::StringRef(llvm::StringRef)> MapName);
  static bool isRequired() { return true; }

private:
  llvm::raw_ostream &OS;
  Options Opts;
};

} // namespace escape

#endif
