//===- Main.cpp - docs/lowering.md against the lowering -------------------===//
//
//   lowering-rows docs/lowering.md
//
// Each row of the page's tables has the IR of one instruction and the
// constraints it becomes. The IR is lowered, and compared. Which opcodes,
// constants and intrinsics there are is LLVM's to say: one without a row fails.
//
//===----------------------------------------------------------------------===//

#include "Check.h"

#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

int main(int argc, char **argv) {
  auto File = MemoryBuffer::getFile(argc == 2 ? argv[1] : "");
  if (!File) {
    errs() << "usage: lowering-rows docs/lowering.md\n";
    return 1;
  }
  Results Found;
  Page P = readPage((*File)->getBuffer().str());
  for (const std::string &Problem : P.Problems)
    Found.fail(Problem);
  checkRows(P, Found);
  checkIntrinsics(P, Found);
  return Found.finish();
}
