//===- Report.h - What is known of a module, for readers --------*- C++ -*-===//
//
// One record for each function and each allocation site. Remarks and
// print<escape> are two renderings of it; neither decides anything.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_REPORT_H
#define ESCAPE_LLVM_REPORT_H

#include "Core.h"
#include "Origins.h"

#include "llvm/IR/InstrTypes.h"

#include <string>
#include <vector>

namespace escape {

struct HopReport {
  esc_hop_t Hop;
  llvm::DebugLoc Loc;
  std::string Text; // the sentence, without the position
  std::string Function;
};

struct FlowReport {
  std::string Target; // "{unknown function log_event}", "~result"
  std::string Fix;    // what would close this way out; may be empty
  std::vector<HopReport> Hops;
};

struct SiteReport {
  std::string Identity;  // see Identity.h
  std::string Name;      // what the programmer calls it
  std::string Type;      // "struct user"; empty if it is not known
  std::string Allocator; // "malloc"
  std::string Function;
  llvm::DebugLoc Loc;
  // A callee makes it for this function: the callee, and the call.
  std::string MadeIn;
  llvm::DebugLoc OwnerLoc;
  esc_verdict_t Verdict;
  uint64_t Size;          // bytes, or ESC_SIZE_UNKNOWN
  unsigned LoopDepth = 0; // loops around the call in its function
  bool HasRunTimeSize;    // Size is an upper bound
  uint32_t PoolElements = 0;
  std::string Evidence;
  llvm::DebugLoc EvidenceLoc;
  std::vector<llvm::DebugLoc> DroppedFrees, GuardedFrees;
  std::vector<FlowReport> Flows;
  uint32_t MoreFlows = 0;
  bool IsFlowMissing = false; // the searches were over before there was one
  // Until the steps of its SCC are executed.
  llvm::CallBase *Call = nullptr;
  const llvm::Function *Holder = nullptr; // of the call

  bool isPromoted() const { return Verdict.reason == ESC_REASON_NONE; }
  // Only up to a size of Verdict.slot_bytes.
  bool isSized() const {
    return Verdict.plan == ESC_PLAN_SIZED_SLOT ||
           (Verdict.plan == ESC_PLAN_POOL && Size > Verdict.slot_bytes);
  }
};

// A parameter that was asked for.
struct KeptReport {
  const llvm::Argument *Param = nullptr;
  bool IsKept = false;
  std::vector<FlowReport> Flows; // by which it is kept
};

// What a function may do with one pointer parameter; see escape-llvm.h.
struct ParameterReport {
  std::string Name;
  unsigned Index;
  int ResultLevel = -1;
  bool Leaks = true, ContentLeaks = true, IsStored = true, IsPassed = true,
       MayBeFreed = true;
};

struct FunctionReport {
  std::string Name;
  const llvm::Function *F = nullptr;
  std::vector<std::string> Params; // sentences in Go's words
  std::vector<ParameterReport> Parameters;
  std::string Summary; // what callers need to know besides
  std::vector<SiteReport> Sites;
  std::vector<KeptReport> Asked;
};

// The sentences. None of them ends in a full stop or has a line break.
std::string verdictSentence(const SiteReport &Site);
std::string actionSentence(const SiteReport &Site);
// Why it stays, without what it is: "it is too large for the stack (8192
// bytes)".
std::string reasonSentence(const SiteReport &Site);
std::string sizeText(uint64_t Bytes);
std::string sizeText(const SiteReport &Site);

// Makes the parts of a report from the core's results.
std::vector<std::string> describeParams(const llvm::Function &F,
                                        const esc_summary_t &Summary);
// Without a summary, the worst of each.
std::vector<ParameterReport> describeParameters(const llvm::Function &F,
                                                const esc_summary_t *Summary);
std::string describeSummary(const llvm::Function &F,
                            const esc_summary_t &Summary);
SiteReport describeSite(llvm::CallBase &Call, const esc_verdict_t &Verdict,
                        const esc_solution_t &Solution,
                        const esc_judgement_t &Judgement,
                        const Origins &Numbers);
void describeFlows(SiteReport &Site, esc_finder_t &Finder,
                   const Origins &Numbers, uint32_t MaxPaths);

} // namespace escape

#endif
