//===- Tables.h - Constants that lead to functions --------------*- C++ -*-===//
//
// A *table* is a constant whose initialiser is final and holds the address of a
// function of this module or of another table: a vtable, a `struct ops`, an
// array of commands. Calls through pointers are resolved by what tables hold;
// all other constants stay external.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_TABLES_H
#define ESCAPE_LLVM_TABLES_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalVariable.h"

namespace escape {

struct Table {
  struct Entry {
    uint64_t Offset; // bytes
    // A pointer that is not null; or nullptr: eight bytes of plain data.
    llvm::Constant *Value;
  };
  llvm::SmallVector<Entry, 8> Entries;
};

class Tables {
public:
  Tables(const llvm::DataLayout &DL,
         const llvm::DenseMap<const llvm::Function *, uint32_t> &FunctionIds)
      : DL(DL), FunctionIds(FunctionIds) {}

  // Whether calls through the address of `F` can be matched with its body.
  bool isTarget(const llvm::Function &F) const;
  // The table in `G`, or null. Cost: the initialiser, once.
  const Table *of(const llvm::GlobalVariable &G);
  // A number for what a caller and its callee have to agree on.
  uint32_t signature(llvm::FunctionType *Type, unsigned CallingConv);

private:
  bool collect(llvm::Constant *C, uint64_t Offset, Table &Into);
  bool leadsToFunction(const llvm::Constant *C);

  const llvm::DataLayout &DL;
  const llvm::DenseMap<const llvm::Function *, uint32_t> &FunctionIds;
  llvm::DenseMap<const llvm::GlobalVariable *, std::unique_ptr<Table>> Known;
  llvm::DenseMap<std::pair<llvm::FunctionType *, unsigned>, uint32_t> Types;
};

// The global that `C` points into and how far, through constant geps and
// casts. Aliases are not looked through: another definition may win.
std::pair<llvm::GlobalObject *, llvm::APInt> baseOf(llvm::Constant *C,
                                                    const llvm::DataLayout &DL);

} // namespace escape

#endif
