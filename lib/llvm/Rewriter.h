//===- Rewriter.h - Executes the core's steps -------------------*- C++ -*-===//
//
// No policy: every step is done as the core wrote it, or, if the IR is not
// what a step expects, none of them (check() says so beforehand).
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_REWRITER_H
#define ESCAPE_LLVM_REWRITER_H

#include "Allocators.h"
#include "Core.h"
#include "Origins.h"
#include "Pools.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"

namespace escape {

class Rewriter {
public:
  Rewriter(const esc_judgement_t &Judgement, const Origins &Numbers,
           Allocators &Heap, llvm::FunctionAnalysisManager &FAM)
      : Judgement(Judgement), Numbers(Numbers), Heap(Heap), FAM(FAM) {}

  // Whether every step finds the instruction it is about.
  bool check() const;
  void run();

private:
  bool check(const esc_step_t &Step) const;
  HeapEffect describe(llvm::CallBase &Call) const;
  llvm::CallBase &call(const esc_step_t &Step) const;
  llvm::AllocaInst *createSlot(const esc_step_t &Step, llvm::Function &F);
  void makeSlot(const esc_step_t &Step);
  void makeSizedSlot(const esc_step_t &Step);
  void popElement(const esc_step_t &Step);
  void pushOrFree(const esc_step_t &Step);
  void answerSize(const esc_step_t &Step);
  void dropFree(const esc_step_t &Step);
  void guardFree(const esc_step_t &Step);
  void clearTail(const esc_step_t &Step);

  const esc_judgement_t &Judgement;
  const Origins &Numbers;
  Allocators &Heap;
  llvm::FunctionAnalysisManager &FAM;
  llvm::DenseMap<esc_obj_t, llvm::AllocaInst *> Slots;
  llvm::DenseMap<uint32_t, Pool> Pools; // by number in the judgement
};

} // namespace escape

#endif
