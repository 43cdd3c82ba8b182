//===- Remarks.h - Reports as LLVM optimization remarks ---------*- C++ -*-===//

#ifndef ESCAPE_LLVM_REMARKS_H
#define ESCAPE_LLVM_REMARKS_H

#include "Report.h"

#include "llvm/Analysis/OptimizationRemarkEmitter.h"

namespace escape {

// The pass name of every remark.
extern const char *const RemarkPass;

// Whether somebody reads remarks of this pass in the context of `M`.
bool wantsRemarks(const llvm::Module &M);

// Everything: parameters, verdicts, paths hop by hop, what was done.
void emitRemarks(const FunctionReport &Report,
                 llvm::OptimizationRemarkEmitter &Emitter);

// For tools, which read paths as data: `emitSource` about the source as it was
// written (parameters; one remark `Source` a site), `emitActions` about what
// was done, after other optimizations, if actions follow at all.
void emitSource(const FunctionReport &Report, bool ActionsFollow,
                llvm::OptimizationRemarkEmitter &Emitter);
void emitActions(const FunctionReport &Report,
                 llvm::OptimizationRemarkEmitter &Emitter);
// After everything was promoted: the calls that are left of a function that
// makes objects for its callers. With none, only callers elsewhere make the
// ones that stay in it.
void emitCallsLeft(const llvm::Function &F,
                   llvm::OptimizationRemarkEmitter &Emitter);

} // namespace escape

#endif
