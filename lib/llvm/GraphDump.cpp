//===- GraphDump.cpp - Graphs as .efg, for bug reports --------------------===//

#include "GraphDump.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

extern "C" {
#include "graph/text.h"
}

using namespace llvm;

namespace escape {

namespace {
struct Sink {
  std::string &Text;
  const std::vector<std::string> &Names;
};
} // namespace

static bool append(void *Context, const char *Data, size_t Size) {
  static_cast<Sink *>(Context)->Text.append(Data, Size);
  return true;
}

static const char *nameOf(void *Context, esc_text_kind_t Kind, uint32_t Id,
                          size_t *Length) {
  const auto &Names = static_cast<Sink *>(Context)->Names;
  if (Kind != ESC_TEXT_FUNCTION || Id >= Names.size())
    return nullptr;
  *Length = Names[Id].size();
  return Names[Id].data();
}

GraphDump::GraphDump(ArrayRef<Function *> Functions) {
  for (const Function *F : Functions)
    Names.push_back(F->getName().str());
  Sink To{Text, Names};
  esc_text_writer_t Writer = {append, nameOf, &To};
  esc_text_write_start(&Writer);
}

void GraphDump::add(const esc_graph_t &Graph,
                    ArrayRef<const esc_skeleton_t *> Skeletons) {
  std::vector<esc_skeleton_t> Present;
  for (const esc_skeleton_t *Skeleton : Skeletons)
    if (Skeleton)
      Present.push_back(*Skeleton); // borrowed for the call
  Sink To{Text, Names};
  esc_text_writer_t Writer = {append, nameOf, &To};
  esc_text_write_graph(&Writer, &Graph, Present.data(), Present.size());
}

Error GraphDump::write(StringRef File) const {
  return writeToOutput(File, [&](raw_ostream &OS) {
    OS << Text;
    return Error::success();
  });
}

} // namespace escape
