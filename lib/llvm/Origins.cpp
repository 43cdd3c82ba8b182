//===- Origins.cpp - What the core's origin numbers stand for -------------===//

#include "Origins.h"

#include "Names.h"

using namespace llvm;

namespace escape {

uint32_t Origins::add(Instruction &I) {
  Origin O;
  O.Inst = &I;
  O.Function = I.getFunction();
  O.Loc = I.getDebugLoc();
  if (KeepText)
    O.Text = describeOperation(I);
  All.push_back(std::move(O));
  return All.size() - 1;
}

uint32_t Origins::addFunction(const Function &F) {
  Origin O;
  O.Function = &F;
  All.push_back(std::move(O));
  return All.size() - 1;
}

} // namespace escape
