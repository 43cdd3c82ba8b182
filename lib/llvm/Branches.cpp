//===- Branches.cpp - Code around a call that is no longer always made ----===//

#include "Branches.h"

#include "llvm/IR/Constants.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace escape {

BasicBlock *splitBefore(CallBase &Call, const Twine &Name) {
  BasicBlock *Block = Call.getParent();
  if (Block->isEntryBlock()) {
    BasicBlock::iterator Top = Block->getFirstNonPHIOrDbgOrAlloca();
    for (Instruction &I : make_early_inc_range(
             make_range(std::next(Call.getIterator()), Block->end())))
      if (auto *Alloca = dyn_cast<AllocaInst>(&I);
          Alloca && Alloca->isStaticAlloca())
        Alloca->moveBefore(*Block, Top);
  }
  return SplitBlock(Block, &Call, (DomTreeUpdater *)nullptr, nullptr, nullptr,
                    Name);
}

// Ends the block of `Call` behind it; the block that follows. An invoke keeps
// its unwind edge.
static BasicBlock *splitAfter(CallBase &Call) {
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    return SplitBlockPredecessors(Invoke->getNormalDest(), Call.getParent(),
                                  ".done");
  return SplitBlock(Call.getParent(), Call.getNextNode(),
                    (DomTreeUpdater *)nullptr, nullptr, nullptr, "escape.done");
}

static PHINode *joinResult(CallBase &Call, BasicBlock *After,
                           BasicBlock *Otherwhere, Value *Otherwise) {
  auto *Result = PHINode::Create(Call.getType(), 2, "", After->begin());
  Result->setDebugLoc(Call.getDebugLoc());
  Call.replaceAllUsesWith(Result);
  Result->addIncoming(Otherwise, Otherwhere);
  Result->addIncoming(&Call, Call.getParent());
  return Result;
}

PHINode *makeConditional(CallBase &Call, Value *Condition, BasicBlock *Else,
                         Value *Otherwise) {
  BasicBlock *Then = Call.getParent();
  BasicBlock *Before = Then->getSinglePredecessor();
  BasicBlock *After = splitAfter(Call);
  Instruction *End = Before->getTerminator();
  BranchInst *Branch =
      BranchInst::Create(Then, Else ? Else : After, Condition, Before);
  Branch->setDebugLoc(Call.getDebugLoc());
  End->eraseFromParent();
  if (Else)
    BranchInst::Create(After, Else)->setDebugLoc(Call.getDebugLoc());
  if (Call.getType()->isVoidTy() || (!Otherwise && Call.use_empty()))
    return nullptr;
  if (!Otherwise)
    Otherwise = PoisonValue::get(Call.getType());
  return joinResult(Call, After, Else ? Else : Before, Otherwise);
}

PHINode *joinAfter(CallBase &Call, BasicBlock &Other, Value *Value) {
  BasicBlock *After = splitAfter(Call);
  BranchInst::Create(After, &Other)->setDebugLoc(Call.getDebugLoc());
  return joinResult(Call, After, &Other, Value);
}

} // namespace escape
