//===- Compat.h - The one place that knows LLVM versions --------*- C++ -*-===//
//
// Every difference between the LLVM versions we support stands here, and
// nowhere else.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_COMPAT_H
#define ESCAPE_LLVM_COMPAT_H

#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR != 22
#error "escape supports LLVM 22"
#endif

#if __has_include("llvm/Plugins/PassPlugin.h")
#include "llvm/Plugins/PassPlugin.h"
#else
#include "llvm/Passes/PassPlugin.h"
#endif

#endif
