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

// LLVM's emitter, with a switch.
class RemarkEmitter {
public:
  // `IsForced`: emits what no filter of the context asks for, too.
  explicit RemarkEmitter(llvm::OptimizationRemarkEmitter &Emitter,
                         bool IsForced = false)
      : Emitter(Emitter), IsForced(IsForced) {}

  // `Make()` returns the remark.
  template <typename MakerT> void emit(MakerT Make) {
    if (!IsForced)
      return Emitter.emit(Make);
    auto Remark = Make();
    Emitter.emit(Remark);
  }

private:
  llvm::OptimizationRemarkEmitter &Emitter;
  bool IsForced;
};

// Everything: parameters, verdicts, paths hop by hop, what was done.
void emitRemarks(const FunctionReport &Report, RemarkEmitter &Emitter);

// For tools, which read paths as data: `emitSource` about the source as it was
// written (parameters; one remark `Source` a site), `emitActions` about what
// was done, after other optimizations, if actions follow at all.
void emitSource(const FunctionReport &Report, bool ActionsFollow,
                RemarkEmitter &Emitter);
void emitActions(const FunctionReport &Report, RemarkEmitter &Emitter);
// After everything was promoted: the calls that are left of a function that
// makes objects for its callers. With none, only callers elsewhere make the
// ones that stay in it.
void emitCallsLeft(const llvm::Function &F, RemarkEmitter &Emitter);

} // namespace escape

#endif
