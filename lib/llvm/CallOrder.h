//===- CallOrder.h - In which order functions are analysed ------*- C++ -*-===//

#ifndef ESCAPE_LLVM_CALLORDER_H
#define ESCAPE_LLVM_CALLORDER_H

#include "Core.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Module.h"

#include <vector>

namespace escape {

// The SCCs of the direct calls between `Functions`, callees first. Where direct
// calls leave a choice, a function whose address another one mentions, by
// itself or in a constant, comes before that one: it may be what that one
// calls through a pointer, and then its summary is there. The order depends on
// the module alone. The caller frees `Order`, whatever comes back.
esc_status_t
orderCalls(llvm::Module &M, const std::vector<llvm::Function *> &Functions,
           const llvm::DenseMap<const llvm::Function *, uint32_t> &Ids,
           esc_sccs_t &Order);

} // namespace escape

#endif
