//===- Origins.cpp - What the core's origin numbers stand for -------------===//

#include "Origins.h"

#include "Names.h"

using namespace llvm;

namespace escape {

const std::string &Origin::text() const {
  if (Text.empty() && Inst)
    Text = describeOperation(*Inst);
  return Text;
}

uint32_t Origins::add(Instruction &I) {
  Origin O;
  O.Inst = &I;
  O.Function = I.getFunction();
  O.Loc = I.getDebugLoc();
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
