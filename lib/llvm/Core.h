//===- Core.h - The C core as the adapter sees it ---------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_CORE_H
#define ESCAPE_LLVM_CORE_H

extern "C" {
#include "base/scc.h"
#include "graph/heap_function.h"
#include "judge/analysis.h"
#include "judge/parameter.h"
#include "judge/path.h"
}

#endif
