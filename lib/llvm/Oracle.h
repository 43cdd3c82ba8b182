//===- Oracle.h - Instruments a module for the oracle's runtime -*- C++ -*-===//
//
// `oracle=check`: every allocation stays, and those whose verdict says that
// they do not outlive the function become claims that the runtime watches.
// `oracle=count`: every allocation is counted. The calls that are inserted are
// those of include/escape/oracle.h; docs/oracle.md says what comes of them.
//
// Decides nothing: which sites are claimed is read from the core's verdicts,
// which frees are dropped from its steps.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_ORACLE_H
#define ESCAPE_LLVM_ORACLE_H

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"

#include <optional>

namespace escape {

class Oracle {
public:
  enum class Mode { None, Check, Count };

  Oracle(llvm::Module &M, Mode What);

  // Whether a claim in `F` can be tied to an activation of `F`.
  static bool isWatchable(const llvm::Function &F);

  // Where an object of up to `Bytes` would be promoted to.
  struct Promotion {
    uint64_t Bytes;
    bool IsPool; // a slot has one instance at a time
  };

  // The result of `Call` does not outlive its function. nullopt: it would not
  // be promoted.
  void addClaim(llvm::CallBase &Call, std::optional<Promotion> Into);
  // The promotion drops `Call`, which gives `Freed` back; or guards it, for the
  // slot or the elements of `Site`.
  void addDrop(llvm::CallBase &Call, llvm::Value &Freed,
               llvm::CallBase *Site = nullptr);
  // Counts every allocation of the module.
  void addAll(llvm::FunctionAnalysisManager &FAM);

  // Inserts the calls; false if there is nothing to do.
  bool run();

private:
  llvm::FunctionCallee hook(llvm::StringRef Name,
                            llvm::ArrayRef<llvm::Type *> Params);
  llvm::CallInst *call(llvm::IRBuilder<> &B, llvm::FunctionCallee Hook,
                       llvm::ArrayRef<llvm::Value *> Args);
  llvm::Value *frame(llvm::IRBuilder<> &B);
  llvm::Constant *text(llvm::StringRef Text);
  llvm::Constant *describe(llvm::Function &F);
  llvm::Constant *describe(llvm::CallBase &Call, std::optional<Promotion> Into,
                           uint32_t Number);
  void findCycles();
  void watchFunction(llvm::Function &F);
  void watchResumptions(llvm::Function &F);
  void watchSite(llvm::CallBase &Call, llvm::Constant *Site);
  void registerModule(llvm::ArrayRef<llvm::Constant *> Sites);

  llvm::Module &M;
  Mode What;
  llvm::Type *Ptr, *Int32, *Int64;
  llvm::StructType *FunctionInfo, *SiteInfo;
  llvm::GlobalVariable *Table = nullptr; // of the sites
  llvm::MapVector<llvm::CallBase *, std::optional<Promotion>> Sites;
  struct Drop {
    llvm::CallBase *Call;
    llvm::Value *Freed;
    llvm::CallBase *Site; // null: whatever it receives is in a slot
  };
  llvm::SmallVector<Drop, 8> Drops;
  // Functions with hooks for their activations.
  llvm::SetVector<llvm::Function *> Watched;
  llvm::DenseMap<const llvm::Function *, llvm::Function *> CycleOf;
  llvm::DenseMap<const llvm::Function *, llvm::Constant *> Described;
  llvm::StringMap<llvm::Constant *> Texts;
};

} // namespace escape

#endif
