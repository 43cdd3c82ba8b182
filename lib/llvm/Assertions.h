//===- Assertions.h - What the user says of an allocation -------*- C++ -*-===//
//
// The macros of <escape/assert.h> are calls of functions that nobody defines.
// AssertionsPass takes them out before anything else looks at the module, at
// every level of optimization, so they disturb neither analysis nor code. What
// they say about the source, it checks on a clone, as the report of the source
// is made (SourceReport.h). That an object must be promoted becomes metadata of
// its allocation, which PromotedAssertions reads where objects are promoted.
//
// An assertion that does not hold is an error at the position that clang gives
// the call (!srcloc), which needs no debug information.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_ASSERTIONS_H
#define ESCAPE_LLVM_ASSERTIONS_H

#include "Options.h"
#include "Report.h"

#include "llvm/IR/PassManager.h"

namespace escape {

// `assertions<escape>`.
class AssertionsPass : public llvm::PassInfoMixin<AssertionsPass> {
public:
  explicit AssertionsPass(Options Opts) : Opts(std::move(Opts)) {}
  llvm::PreservedAnalyses run(llvm::Module &M,
                              llvm::ModuleAnalysisManager &MAM);
  void
  printPipeline(llvm::raw_ostream &OS,
                llvm::function_ref<llvm::StringRef(llvm::StringRef)> MapName);
  // Calls of functions that do not exist must go.
  static bool isRequired() { return true; }

private:
  Options Opts;
};

// The allocations of a module that must be promoted.
class PromotedAssertions {
public:
  explicit PromotedAssertions(llvm::Module &M);
  bool any() const { return !Claims.empty(); }
  // Before the steps of the report's SCC are executed.
  void see(const FunctionReport &Report);
  // After everything was promoted: says which do not hold.
  void check();

private:
  struct Claim {
    const llvm::MDNode *Node;
    bool IsPromoted = false, IsSeen = false;
    std::string Problem; // empty: none was found
    std::vector<FlowReport> Flows;
    // It stays in this body, which may have no callers left.
    const llvm::Function *Body = nullptr;

    explicit Claim(const llvm::MDNode *Node) : Node(Node) {}
  };
  Claim *claimOf(const llvm::CallBase &Call);

  llvm::Module &M;
  std::vector<Claim> Claims;
};

} // namespace escape

#endif
