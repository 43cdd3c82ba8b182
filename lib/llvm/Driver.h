//===- Driver.h - Takes a module through the core ---------------*- C++ -*-===//
//
// Callees first over the SCCs of the direct call graph: lower, solve, judge,
// report, execute. One Driver is used once, by one thread.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_DRIVER_H
#define ESCAPE_LLVM_DRIVER_H

#include "Core.h"
#include "GraphDump.h"
#include "Lowering.h"
#include "Options.h"
#include "Oracle.h"
#include "Pins.h"
#include "Report.h"
#include "Specialiser.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"

#include <deque>
#include <functional>
#include <memory>

namespace escape {

class Driver {
public:
  // Claim: nothing is promoted; what would be, and what does not outlive its
  // function, is told to an Oracle.
  enum class Mode { Analyze, Promote, Claim };
  // Called for each function when its verdicts are there and nothing has
  // changed yet.
  using Listener = std::function<void(const FunctionReport &)>;

  Driver(llvm::Module &M, llvm::FunctionAnalysisManager &FAM,
         const Options &Opts, Mode What, Listener Listen);
  // Claims.
  Driver(llvm::Module &M, llvm::FunctionAnalysisManager &FAM,
         const Options &Opts, Oracle &Watch);
  ~Driver();

  // Before run(): reports shall say of these how they are kept.
  void ask(llvm::DenseSet<const llvm::Argument *> Params) {
    Asked = std::move(Params);
  }
  // What goes wrong is said in `To` (the first, if there are several) instead
  // of by the context.
  void setProblem(std::string &To) { Problem = &To; }

  // Functions that were changed, in the module's order.
  std::vector<llvm::Function *> run();

private:
  struct Member;

  void complain(const llvm::Twine &Message);
  void numberFunctions();
  bool inlineCalls(const esc_run_t &Run, uint32_t Caller);
  std::vector<esc_origin_t *> numbersOf(llvm::ArrayRef<uint32_t> SccIds,
                                        uint32_t First);
  void forgetNumbers(llvm::ArrayRef<uint32_t> SccIds, uint32_t First);
  bool nameCallees(const esc_run_t &Run);
  bool runScc(llvm::ArrayRef<uint32_t> Ids, uint32_t &Flags,
              unsigned &Inlinings);
  bool changeCalls(esc_run_t &Run, llvm::ArrayRef<uint32_t> Ids,
                   uint32_t &Flags, unsigned &Inlinings);
  void settle(const esc_run_t &Run);
  void redirect(llvm::ArrayRef<uint32_t> Ids);
  bool lowerScc(std::deque<Member> &Members);
  llvm::BasicBlock &placeOf(esc_obj_t Object) const;
  void claimScc(std::deque<Member> &Members, const esc_run_t &Run,
                bool IsRefused);
  void claimStep(const esc_step_t &Step, const esc_judgement_t &Judgement,
                 llvm::function_ref<llvm::CallBase *(esc_obj_t)> SiteOf);
  void reportScc(std::deque<Member> &Members, esc_run_t &Run, bool IsRefused);
  void reportAsked(FunctionReport &Report, uint32_t Index, esc_run_t &Run,
                   const esc_summary_t *Summary);

  llvm::Module &M;
  llvm::FunctionAnalysisManager &FAM;
  const Options &Opts;
  Mode What;
  Listener Listen;
  llvm::DenseSet<const llvm::Argument *> Asked;
  Oracle *Watch = nullptr; // Claim
  std::string *Problem = nullptr;
  Origins Numbers;
  std::vector<llvm::Function *> Functions; // by number
  llvm::DenseMap<const llvm::Function *, uint32_t> Ids;
  LoweringContext Context;
  esc_analysis_t Analysis = {};
  esc_graph_t SccGraph = {};
  std::vector<esc_graph_t> SpareGraphs;
  esc_sccs_t Order = {};
  Pins Pinned;
  std::unique_ptr<Specialiser> Callees;
  // Of a callee's allocation: how many owners were told that let it escape.
  llvm::DenseMap<esc_origin_t, unsigned> OwnersTold;
  std::vector<char> IsChanged;     // by number
  std::unique_ptr<GraphDump> Dump; // if it was asked for
};

} // namespace escape

#endif
