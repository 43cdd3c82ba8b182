//===- Options.h - What follows `escape<` -----------------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_OPTIONS_H
#define ESCAPE_LLVM_OPTIONS_H

#include "HeapFile.h"
#include "Oracle.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace escape {

struct Options {
  esc_options_t Core;
  bool NoCleanup = false;        // leave changed functions as they are
  bool PromoteSanitized = false; // promote in sanitized functions too
  bool SkipStackProtected = false;
  bool SourceReport = false; // verdicts on the source, before inlining
  Oracle::Mode Watch = Oracle::Mode::None; // instrument instead of promoting
  std::vector<std::shared_ptr<const HeapFile>> Allocators; // the user's
  std::string OnlyFunction; // promote in this function alone
  std::string DumpFile;     // write the graphs as .efg
  std::string Text;         // as it was given, for -print-pipeline-passes

  Options() { esc_options_init(&Core); }

  // Parses `a;b=7`. The error names the option and what was expected.
  static llvm::Expected<Options> parse(llvm::StringRef Text);
};

} // namespace escape

#endif
