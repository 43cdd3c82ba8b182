//===- Numbers.cpp - Integers that lead to no object ----------------------===//

#include "Numbers.h"

#include "CalledBody.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace escape {

static constexpr unsigned MaxUses = 256;

namespace {

class NumberWalk {
public:
  NumberWalk(function_ref<bool(CallBase &)> IsHeapCall)
      : IsHeapCall(IsHeapCall) {}

  bool run(const Value &Number) {
    enter(Number);
    for (unsigned I = 0; I < Pending.size(); ++I)
      for (const Use &U : Pending[I]->uses())
        if (++Seen > MaxUses || !follow(U))
          return false;
    return true;
  }

private:
  void enter(const Value &V) {
    if (Entered.insert(&V).second)
      Pending.push_back(&V);
  }

  bool follow(const Use &U) {
    auto *User = dyn_cast<Instruction>(U.getUser());
    if (!User)
      return false;
    if (isa<ICmpInst, SwitchInst, BranchInst>(User))
      return true;
    // A distance from null is an address.
    if (auto *Step = dyn_cast<GetElementPtrInst>(User))
      return !isa<Constant>(Step->getPointerOperand());
    if (isa<BinaryOperator, TruncInst, ZExtInst, SExtInst, PHINode, SelectInst,
            FreezeInst, ExtractValueInst>(User)) {
      enter(*User);
      return true;
    }
    auto *Call = dyn_cast<CallBase>(User);
    return Call && followArgument(*Call, U);
  }

  bool followArgument(CallBase &Call, const Use &U) {
    if (!Call.isArgOperand(&U) || !U->getType()->isIntegerTy())
      return false;
    if (isa<MemIntrinsic>(Call))
      return Call.getArgOperandNo(&U) == 2; // not the byte that is set
    if (auto *Intrinsic = dyn_cast<IntrinsicInst>(&Call)) {
      if (!Intrinsic->doesNotAccessMemory() ||
          Intrinsic->getType()->isPtrOrPtrVectorTy())
        return false;
      enter(Call);
      return true;
    }
    const Function *Body = calledBody(Call);
    if (!Body || Body->isDeclaration())
      return IsHeapCall(Call) && !sizesAreRead(*Call.getModule());
    unsigned Index = Call.getArgOperandNo(&U);
    if (!Body->hasExactDefinition() || Body->hasFnAttribute(Attribute::Naked) ||
        Body->getFunctionType() != Call.getFunctionType() ||
        Index >= Body->arg_size())
      return false;
    enter(*Body->getArg(Index));
    return true;
  }

  // Whether some code asks how large a block is, as the program runs.
  static bool sizesAreRead(const Module &M) {
    for (const Function &F : M.functions()) {
      if (F.getIntrinsicID() != Intrinsic::objectsize)
        continue;
      for (const User *Asks : F.users())
        if (!cast<ConstantInt>(cast<CallBase>(Asks)->getArgOperand(3))
                 ->isZero()) // dynamic
          return true;
    }
    return false;
  }

  function_ref<bool(CallBase &)> IsHeapCall;
  unsigned Seen = 0;
  SmallPtrSet<const Value *, 16> Entered;
  SmallVector<const Value *, 16> Pending;
};

} // namespace

bool staysNumber(const Instruction &Number,
                 function_ref<bool(CallBase &)> IsHeapCall) {
  return NumberWalk(IsHeapCall).run(Number);
}

} // namespace escape
