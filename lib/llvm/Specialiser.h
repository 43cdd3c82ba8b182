//===- Specialiser.h - Copies of callees for one caller ---------*- C++ -*-===//
//
// Makes the specialisations that the core lists (judge/frames.h), when the
// first call goes to one, and sends calls there.
//
// A copy is internal, belongs to no comdat, and has a DISubprogram of its own.
// Nothing that was inferred of the original is said of it: what its parameters
// and results were said to be spoke of heap blocks.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_SPECIALISER_H
#define ESCAPE_LLVM_SPECIALISER_H

#include "Allocators.h"
#include "Core.h"
#include "Origins.h"
#include "Pins.h"

#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

#include <vector>

namespace escape {

class Specialiser {
public:
  // All are borrowed. `Functions` by the core's numbers.
  Specialiser(const esc_frames_t &Frames,
              const std::vector<llvm::Function *> &Functions,
              const Origins &Numbers, Allocators &Heap, const Pins &Pinned,
              llvm::FunctionAnalysisManager &FAM)
      : Frames(Frames), Functions(Functions), Numbers(Numbers), Heap(Heap),
        Pinned(Pinned), FAM(FAM) {}

  // Whether every action of the specialisation, and of those it calls, finds
  // the instruction it is about, and `Call` calls its original.
  bool check(const llvm::CallBase &Call, uint32_t Specialisation) const;
  // Sends `Call` to the specialisation, with `Storages` behind its arguments.
  // Another call takes its place, and is returned.
  llvm::CallBase *redirect(llvm::CallBase &Call, uint32_t Specialisation,
                           llvm::ArrayRef<llvm::Value *> Storages);
  // The copies, in the order they were made.
  llvm::ArrayRef<llvm::Function *> copies() const { return Made; }

private:
  bool check(const esc_action_t &Action, const llvm::Function &Original) const;
  llvm::Function *get(uint32_t Specialisation);
  llvm::Function *copy(uint32_t Specialisation);
  llvm::CallBase *replaceCall(llvm::CallBase &Call, llvm::Function &Copy,
                              llvm::ArrayRef<llvm::Value *> Storages);
  void callItself(llvm::Function &Copy, const llvm::Function &Original);
  void execute(const esc_action_t &Action, llvm::Function &Copy,
               llvm::CallBase &Call, llvm::ArrayRef<unsigned> StorageAt);

  const esc_frames_t &Frames;
  const std::vector<llvm::Function *> &Functions;
  const Origins &Numbers;
  Allocators &Heap;
  const Pins &Pinned;
  llvm::FunctionAnalysisManager &FAM;
  std::vector<llvm::Function *> Copies; // by specialisation; null: not made
  std::vector<llvm::Function *> Made;
};

} // namespace escape

#endif
