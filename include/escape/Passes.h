//===- Passes.h - escape in a pass pipeline of your own ---------*- C++ -*-===//
//
//   escape::registerPasses(PB); // before PB.registerModuleAnalyses(MAM)
//   PB.registerOptimizerEarlyEPCallback([](ModulePassManager &MPM, auto...) {
//     cantFail(escape::addPass(MPM, "max-paths=2"));
//   });
//
// and, in a pass of yours, over the module:
//
//   auto &Escapes = MAM.getResult<escape::EscapeAnalysis>(M);
//   if (const escape_site_t *Site = Escapes.find(Call))
//     ... Site->lifetime == ESCAPE_LOCAL ...
//
// Results are the structs of escape-llvm.h; what it says of ownership, threads
// and the ABI holds here, but for this: C++ of LLVM is compatible only within
// one release, so build against the LLVM that the library was built with. It
// makes no difference whether your code has RTTI or exceptions.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_PASSES_H
#define ESCAPE_PASSES_H

#include "escape/escape-llvm.h"

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace llvm {
class PassBuilder;
}

namespace escape {

// Verdicts and summaries of a module. Movable. Valid until the analysis is
// invalidated: by any pass that does not preserve it.
class EscapeResult {
public:
  // Takes ownership.
  explicit EscapeResult(escape_result_t *Data) : Data(Data) {}

  const escape_result_t &operator*() const { return *Data; }
  const escape_result_t *operator->() const { return Data.get(); }
  // The site of a call in its own function, or null. Borrowed.
  const escape_site_t *find(const llvm::CallBase &Call) const {
    return escape_result_find(Data.get(), llvm::wrap(&Call));
  }

private:
  struct Deleter {
    void operator()(escape_result_t *Result) const {
      escape_result_free(Result);
    }
  };
  std::unique_ptr<escape_result_t, Deleter> Data;
};

// The module analysis. It changes nothing and emits no remarks. What goes wrong
// (a file of the options cannot be read) is an error of the module's context.
class ESCAPE_API EscapeAnalysis
    : public llvm::AnalysisInfoMixin<EscapeAnalysis> {
public:
  using Result = EscapeResult;

  // Options as in `escape<...>`; bad ones are an error when it runs.
  explicit EscapeAnalysis(std::string Options = "");
  Result run(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);

private:
  friend llvm::AnalysisInfoMixin<EscapeAnalysis>;
  static llvm::AnalysisKey Key;
  std::string Options;
};

// Makes the pass names `escape`, `escape<...>`, `print<escape>` and
// `require<escape>` known, and EscapeAnalysis with `Options` to the managers
// that `PB` fills afterwards. parsePassPipeline fails where a text has bad
// options; which, is printed to standard error: its error has no room for it.
ESCAPE_API void registerPasses(llvm::PassBuilder &PB,
                               llvm::StringRef Options = "");

// Adds `escape<Options>` at the end of `MPM`. Fails if the options are bad;
// then nothing was added.
ESCAPE_API llvm::Error addPass(llvm::ModulePassManager &MPM,
                               llvm::StringRef Options = "");

} // namespace escape

#endif
