//===- Carriers.h - Integers that carry pointers ----------------*- C++ -*-===//
//
// Memory has no types: a pointer that was stored may be read as an integer, a
// double or a byte. Instcombine turns small copies of structs into i64 loads
// and stores; a program may copy a pointer byte by byte. For each load of a
// type that is no pointer this decides, from what is done with the value:
//
//   Copy    all bits go on to a store or an inttoptr: follow it like a pointer
//   Expose  bits reach a place where we lose sight of them (a call, a return,
//           arithmetic that is stored): the pointer they may be of is external
//
// Both may hold. A value that is only compared, branched on or used as an
// index does neither: nothing can be accessed through it.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_CARRIERS_H
#define ESCAPE_LLVM_CARRIERS_H

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Instructions.h"

namespace escape {

struct BitsUse {
  bool IsExposed = false;
  bool IsNumber = false; // compared with more than zero, or computed with
  bool IsStored = false; // to memory, as an integer
  // The steps all bits take, from a value to its user: a phi, select, freeze
  // or bitcast; in the end a store or an inttoptr. Empty if there is no end.
  llvm::SmallVector<std::pair<llvm::Value *, llvm::Instruction *>, 4> Copies;
};

// `Bits` is an instruction whose result was read from memory, or a ptrtoint.
// Looks at no more than a fixed number of uses; beyond that it says IsExposed.
BitsUse classifyBits(llvm::Instruction &Bits, const llvm::DataLayout &DL);

// How the integer value of a pointer is used.
enum class AddressUse {
  None,     // differences and comparisons within one object
  Compared, // comparisons, and differences that stay numbers
  Leaks     // anything else
};

// `HaveOneBase` says of two pointers that they are one value and offsets,
// `StaysNumber` of a difference that no pointer is made of it.
AddressUse classifyAddress(
    const llvm::Instruction &PtrToInt,
    llvm::function_ref<bool(const llvm::Value *, const llvm::Value *)>
        HaveOneBase,
    llvm::function_ref<bool(const llvm::Instruction &)> StaysNumber);

} // namespace escape

#endif
