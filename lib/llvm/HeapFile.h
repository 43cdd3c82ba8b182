//===- HeapFile.h - Allocators described by the user ------------*- C++ -*-===//
//
// Reads the files of `escape<allocators=FILE>` (docs/allocators.md): YAML, by
// LLVM's own parser. What was read is checked by the core
// (graph/heap_function.h) and never changes afterwards, so that threads may
// share it.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_HEAPFILE_H
#define ESCAPE_LLVM_HEAPFILE_H

#include "Core.h"

#include "llvm/IR/Function.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace escape {

class HeapFile {
public:
  // The error says FILE:LINE:COLUMN and what was expected there.
  static llvm::Expected<std::shared_ptr<const HeapFile>>
  read(llvm::StringRef Path);

  // Null if this file does not describe `F`.
  const esc_heap_function_t *find(const llvm::Function &F) const;
  const esc_heap_family_t &family(const esc_heap_function_t &Row) const {
    return Families[Row.family];
  }
  const std::string &path() const { return Path; }

private:
  HeapFile() = default;
  friend class HeapFileReader;

  std::string Path;
  std::vector<std::string> Names; // what the rows point into
  std::vector<esc_heap_family_t> Families;
  std::vector<esc_heap_function_t> Functions;
  bool HasDemangled = false;
};

// What `Row` says that no call of `F` can be: a text, or empty.
std::string checkPrototype(const llvm::Function &F,
                           const esc_heap_function_t &Row);

} // namespace escape

#endif
