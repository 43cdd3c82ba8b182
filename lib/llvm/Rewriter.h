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
#include "Specialiser.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"

namespace escape {

class Rewriter {
public:
  Rewriter(const esc_judgement_t &Judgement, Origins &Numbers, Allocators &Heap,
           llvm::FunctionAnalysisManager &FAM, Specialiser &Callees)
      : Judgement(Judgement), Numbers(Numbers), Heap(Heap), FAM(FAM),
        Callees(Callees) {}

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
  void makeOwnedSlot(const esc_step_t &Step);
  void specialise(const esc_step_t &Step);

  const esc_judgement_t &Judgement;
  Origins &Numbers;
  Allocators &Heap;
  llvm::FunctionAnalysisManager &FAM;
  Specialiser &Callees;
  llvm::DenseMap<esc_obj_t, llvm::AllocaInst *> Slots;
  llvm::DenseMap<uint32_t, Pool> Pools; // by number in the judgement
};

} // namespace escape

#endif
