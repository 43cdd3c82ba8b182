//===- Lowered.h - One function through the lowering, as lines --*- C++ -*-===//
//
// The constraints, objects, calls, facts and flags that lowering makes of a
// function, each as a line of the text form (docs/efg.md) without origin, sink
// and operand number. Locations carry the names of the IR's values, `%r.1` for
// the second leaf; locations without a value are `%t1`, `%t2`, ... as they
// come. What every parameter has (its placeholder) is left out.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_TEST_LOWERED_H
#define ESCAPE_TEST_LOWERED_H

#include "llvm/IR/Function.h"

#include <string>
#include <vector>

struct Lowered {
  std::vector<std::string> Lines;
  // Broken promises of the core: a solution that the certifier refuses, a
  // pointer of an `escape` line whose objects did not come out external.
  std::vector<std::string> Problems;
};

Lowered lowerFunction(llvm::Function &F);

#endif
