//===- Origins.h - What the core's origin numbers stand for -----*- C++ -*-===//
//
// The core carries a number with each constraint, fact and event and looks
// into none of them. Here the numbers become instructions and positions again.
// An instruction may be gone when its number comes back in a caller's flow
// path; its position stays.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_ORIGINS_H
#define ESCAPE_LLVM_ORIGINS_H

#include "llvm/IR/DebugLoc.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instruction.h"

#include <string>
#include <vector>

namespace escape {

struct Origin {
  // Valid until the steps of its SCC are executed.
  llvm::Instruction *Inst = nullptr;
  const llvm::Function *Function = nullptr;
  llvm::DebugLoc Loc;

  // What a reader is shown: "call to log_event", "store". Made when it is first
  // asked for, which is while Inst is valid.
  const std::string &text() const;

private:
  mutable std::string Text;
};

class Origins {
public:
  uint32_t add(llvm::Instruction &I);
  uint32_t addFunction(const llvm::Function &F);
  const Origin &operator[](uint32_t Number) const { return All[Number]; }
  bool isKnown(uint32_t Number) const { return Number < All.size(); }
  uint32_t size() const { return All.size(); }
  // `From` is called `To` from now on, which is not above it.
  void move(uint32_t From, uint32_t To) {
    if (From != To)
      All[To] = std::move(All[From]);
  }
  // Another instruction took the place of that one.
  void replace(uint32_t Number, llvm::Instruction &I) { All[Number].Inst = &I; }
  // Forgets what came after the first `Size`, when nothing refers to it.
  void shrink(uint32_t Size) { All.resize(Size); }

private:
  std::vector<Origin> All;
};

} // namespace escape

#endif
