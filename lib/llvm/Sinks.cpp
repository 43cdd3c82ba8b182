//===- Sinks.cpp - Ways out in words --------------------------------------===//

#include "Sinks.h"

#include "Names.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace escape {

std::string fileName(const DebugLoc &Loc) {
  StringRef Name = Loc->getFilename();
  while (Name.consume_front("./"))
    ;
  return Name.str();
}

std::string position(const DebugLoc &Loc) {
  if (!Loc)
    return {};
  return fileName(Loc) + ":" + std::to_string(Loc.getLine()) + ":" +
         std::to_string(Loc.getCol());
}

const char *sinkText(esc_sink_t Sink) {
  switch (Sink) {
  case ESC_SINK_UNKNOWN_CALL:
    return "its body is not seen";
  case ESC_SINK_INDIRECT_CALL:
    return "called through a pointer";
  case ESC_SINK_INTERPOSABLE:
    return "the linker may replace its body";
  case ESC_SINK_VARARG:
    return "variable argument";
  case ESC_SINK_PTRTOINT:
    return "made an integer";
  case ESC_SINK_ASM:
    return "operand of assembler";
  case ESC_SINK_ATOMIC:
    return "atomic exchange";
  case ESC_SINK_GLOBAL:
  case ESC_SINK_UNKNOWN_STORE:
    return "store to memory that others see";
  case ESC_SINK_THROW:
    return "thrown";
  case ESC_SINK_THREAD:
    return "handed to another thread";
  case ESC_SINK_REGISTERED:
    return "registered to be called later";
  case ESC_SINK_BUNDLE:
    return "operand bundle";
  case ESC_SINK_BYTES:
    return "its bytes are read as data";
  case ESC_SINK_CALLEE:
    return "kept by it";
  case ESC_SINK_UNMODELLED:
  case ESC_SINK_NONE:
    break;
  }
  return "an operation that is not modelled";
}

bool isArgumentSink(const esc_hop_t &Hop) {
  switch (esc_sink_t(Hop.sink)) {
  case ESC_SINK_UNKNOWN_CALL:
  case ESC_SINK_INDIRECT_CALL:
  case ESC_SINK_INTERPOSABLE:
  case ESC_SINK_VARARG:
  case ESC_SINK_THREAD:
  case ESC_SINK_REGISTERED:
  case ESC_SINK_CALLEE:
    return true;
  default:
    return false;
  }
}

static std::string calledName(const Origin *O) {
  StringRef Text = O ? StringRef(O->text()) : StringRef();
  return Text.consume_front("call to ") ? Text.str() : std::string();
}

std::string fixText(const esc_hop_t &Hop, const Origin *O,
                    const std::string &Function) {
  if (Hop.kind == ESC_HOP_RETURN || Hop.kind == ESC_HOP_TO_CALLER)
    return "let the caller pass in the storage";
  if (Hop.kind != ESC_HOP_SINK)
    return {};
  std::string Called = calledName(O);
  switch (esc_sink_t(Hop.sink)) {
  case ESC_SINK_UNKNOWN_CALL:
    return "declare " + Called +
           "'s parameter __attribute__((noescape)) if it keeps nothing, or "
           "build with LTO so that its body is seen";
  case ESC_SINK_INTERPOSABLE:
    return "make " + Called +
           " static or hidden, or build with -fno-semantic-interposition, so "
           "that its body is final";
  case ESC_SINK_INDIRECT_CALL:
    return "call the function by its name";
  case ESC_SINK_VARARG:
    return "pass it as a parameter with a name, not after the dots";
  case ESC_SINK_PTRTOINT:
    return "keep it a pointer: nothing is known of an integer made of it";
  case ESC_SINK_ASM:
    return "keep its address out of the assembler";
  case ESC_SINK_GLOBAL:
  case ESC_SINK_UNKNOWN_STORE: {
    std::string At;
    if (O && O->Loc)
      At = " (" + sys::path::filename(O->Loc->getFilename()).str() + ":" +
           std::to_string(O->Loc.getLine()) + ")";
    return "copy what " + Function + " needs instead of keeping the pointer" +
           At;
  }
  case ESC_SINK_THROW:
    return "throw a copy";
  case ESC_SINK_THREAD:
    return "give the thread a copy of its own";
  case ESC_SINK_ATOMIC:
    return "do not publish its address";
  case ESC_SINK_BYTES:
    return "do not read pointers as plain data";
  case ESC_SINK_REGISTERED:
  case ESC_SINK_BUNDLE:
  case ESC_SINK_CALLEE:
  case ESC_SINK_UNMODELLED:
  case ESC_SINK_NONE:
    break;
  }
  return {};
}

} // namespace escape
