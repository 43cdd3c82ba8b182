//===- EscapePass.h - The passes of the new pass manager --------------*- C++
//-*-===//

#ifndef ESCAPE_LLVM_PASS_H
#define ESCAPE_LLVM_PASS_H

#include "Options.h"
#include "Report.h"

#include "llvm/IR/PassManager.h"

namespace escape {

// What a program that embeds the pass wants of it besides.
struct Embedding {
  // Called for each function, before anything changes in it.
  std::function<void(const FunctionReport &)> Listen;
  // Gets what went wrong; null: an error of the module's context.
  std::string *Problem = nullptr;
  enum class Remarks { IfRead, Always, Never } Emits = Remarks::IfRead;
  // Of a module whose link runs the pass, nothing is touched.
  bool YieldsToLink = false;
};

// `escape`: analyses the module, promotes what does not escape, says why.
class EscapePass : public llvm::PassInfoMixin<EscapePass> {
public:
  explicit EscapePass(Options Opts = {}, Embedding Into = {})
      : Opts(std::move(Opts)), Into(std::move(Into)) {}
  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  void
  printPipeline(llvm::raw_ostream &OS,
                llvm::function_ref<llvm::StringRef(llvm::StringRef)> MapName);
  // Skipped by -opt-bisect-limit.
  static bool isRequired() { return false; }

private:
  Options Opts;
  Embedding Into;
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
