//===- Result.h - Reports as the public structs -----------------*- C++ -*-===//
//
// Copies what include/escape/escape-llvm.h promises out of the reports of one
// run. Nothing in it points into the module but the keys of `find`.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_RESULT_H
#define ESCAPE_LLVM_RESULT_H

#include "Report.h"

#include "escape/escape-llvm.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"

namespace escape {

class Result : public escape_result_t {
public:
  // `KeepsCalls`: the module does not change while the run goes on.
  explicit Result(bool KeepsCalls)
      : escape_result_t(), KeepsCalls(KeepsCalls) {}

  void add(const FunctionReport &Report);
  // After the last function: makes the arrays.
  void finish();

  const escape_site_t *find(const llvm::Value *Call) const {
    return SiteOfCall.lookup(Call);
  }

private:
  const char *save(const llvm::Twine &Text) {
    return Strings.save(Text).data();
  }
  template <typename T> const T *const *array(llvm::ArrayRef<const T *> From);
  escape_place_t place(const llvm::DebugLoc &Loc);
  const escape_site_t *site(const SiteReport &Report);
  const escape_flow_t *flow(const FlowReport &Report);
  const escape_parameter_t *parameter(const ParameterReport &Report);

  bool KeepsCalls;
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Strings{Memory};
  std::vector<const escape_function_t *> Functions;
  std::vector<const escape_site_t *> Sites;
  llvm::DenseMap<const llvm::Value *, const escape_site_t *> SiteOfCall;
};

} // namespace escape

#endif
