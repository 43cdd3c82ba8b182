//===- GraphDump.h - Graphs as .efg, for bug reports ------------*- C++ -*-===//

#ifndef ESCAPE_LLVM_GRAPHDUMP_H
#define ESCAPE_LLVM_GRAPHDUMP_H

#include "Core.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/Function.h"
#include "llvm/Support/Error.h"

#include <string>

namespace escape {

// Collects the graphs of a module as they were solved. `escape-solve FILE` then
// repeats every decision without LLVM.
class GraphDump {
public:
  // `Functions` names the core's function numbers.
  GraphDump(llvm::ArrayRef<llvm::Function *> Functions);
  void add(const esc_graph_t &Graph,
           llvm::ArrayRef<const esc_skeleton_t *> Skeletons);
  // Writes the file, whole or not at all.
  llvm::Error write(llvm::StringRef File) const;

private:
  std::string Text;
  std::vector<std::string> Names;
};

} // namespace escape

#endif
