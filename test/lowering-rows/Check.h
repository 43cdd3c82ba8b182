//===- Check.h - The checks of lowering-rows --------------------*- C++ -*-===//

#ifndef ESCAPE_TEST_CHECK_H
#define ESCAPE_TEST_CHECK_H

#include "Page.h"

#include "llvm/IR/Constant.h"
#include "llvm/Support/raw_ostream.h"

// Counts, and prints what fails.
class Results {
public:
  void pass() { ++Passed; }
  void fail(const std::string &Text) {
    ++Failed;
    llvm::outs() << "FAIL: " << Text << "\n";
  }
  int finish() const {
    llvm::outs() << Passed << " passed, " << Failed << " failed\n";
    return Failed != 0;
  }

private:
  unsigned Passed = 0, Failed = 0;
};

// "GlobalVariable", "ConstantExpr getelementptr", ...
std::string nameOfConstant(const llvm::Constant &C);

// Each row against the lowering; each opcode and constant against the rows.
void checkRows(const Page &P, Results &Found);
// Each intrinsic of LLVM: a row of its own, or by its attributes.
void checkIntrinsics(const Page &P, Results &Found);

#endif
