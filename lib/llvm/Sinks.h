//===- Sinks.h - Ways out in words ------------------------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_SINKS_H
#define ESCAPE_LLVM_SINKS_H

#include "Core.h"
#include "Origins.h"

#include <string>

namespace escape {

// How a pointer leaves there: "its body is not seen".
const char *sinkText(esc_sink_t Sink);

// Whether it leaves as an argument of a call.
bool isArgumentSink(const esc_hop_t &Hop);

// As the source names it, without "./".
std::string fileName(const llvm::DebugLoc &Loc);

// "DIR/FILE:LINE:COLUMN", or nothing.
std::string position(const llvm::DebugLoc &Loc);

// What would close a way out, whose last hop is `Hop` in the source function
// `Function`: an instruction to the programmer, without a full stop. Empty if
// there is nothing to say.
std::string fixText(const esc_hop_t &Hop, const Origin *O,
                    const std::string &Function);

} // namespace escape

#endif
