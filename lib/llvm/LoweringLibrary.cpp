//===- LoweringLibrary.cpp - Calls of library functions we know -----------===//
//
// A letter of LibraryModels.def says what a call does to an argument; here it
// becomes constraints.
//
//===----------------------------------------------------------------------===//

#include "Lowering.h"

using namespace llvm;

namespace escape {

// *p, moved within its object.
esc_loc_t Lowering::loadMoved(esc_loc_t Pointer, int32_t Offset) {
  esc_loc_t Held = temporary(), Moved = temporary();
  esc_graph_load(&Graph, Held, Pointer, Offset, ESC_POINTER_BYTES, here());
  esc_graph_copy(&Graph, Moved, Held, ESC_ANY_OFFSET, here());
  return Moved;
}

// The nodes that nodes lead to are linked with one another: the pointers at the
// offsets contain each of them.
esc_loc_t Lowering::linkNodes(CallBase &Call, const LibraryModel &Model,
                              char Letter, ArrayRef<int32_t> Offsets) {
  esc_loc_t Nodes = temporary();
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    if (Model.argument(I) == Letter && loc(Call.getArgOperand(I)) != ESC_NONE)
      esc_graph_copy(&Graph, Nodes, loc(Call.getArgOperand(I)), 0, here());
  for (int32_t Offset : Offsets) {
    esc_graph_load(&Graph, Nodes, Nodes, Offset, ESC_POINTER_BYTES, here());
    esc_graph_store(&Graph, Nodes, Offset, Nodes, here());
  }
  return Nodes;
}

// One argument that carries a pointer.
void Lowering::lowerLibraryArgument(CallBase &Call, const LibraryModel &Model,
                                    unsigned Index, Value *Source) {
  Value *Arg = Call.getArgOperand(Index);
  esc_loc_t Pointer = loc(Arg);
  if (Pointer == ESC_NONE)
    return;
  char Letter = Model.argument(Index);
  switch (Letter) {
  case 'b':
  case 's':
  case 'S':
  case 'a':
  case 'r':
  case 'c':
  case 'n':
  case 'l':
    break;
  case 'e':
    escapeContents(Pointer, ESC_SINK_BYTES, Index);
    break;
  case 'w':
  case 'W':
    esc_graph_clobber(&Graph, Pointer, ESC_ANY_OFFSET, ESC_ANY_SIZE, here());
    break;
  case 'q':
    esc_graph_clobber(&Graph, Pointer, 8, 8, here());
    break;
  case 'd':
  case 'R':
    if (Source && loc(Source) != ESC_NONE)
      esc_graph_memcpy(&Graph, Pointer, loc(Source), ESC_ANY_SIZE, here());
    break;
  case 'E':
    for (unsigned I = 0; I < Call.arg_size(); ++I) {
      Value *Into = Call.getArgOperand(I);
      bool IsSource = Model.argument(I) == 'a' || Model.argument(I) == 'r';
      if (!IsSource || !carries(Into) || loc(Into) == ESC_NONE)
        continue;
      esc_loc_t Moved = temporary();
      esc_graph_copy(&Graph, Moved, loc(Into), ESC_ANY_OFFSET, here());
      esc_graph_store(&Graph, Pointer, 0, Moved, here());
    }
    if (carries(&Call))
      esc_graph_copy(&Graph, loc(&Call), loadMoved(Pointer, 0), 0, here());
    break;
  case 'T': {
    esc_loc_t Moved = loadMoved(Pointer, 0);
    esc_graph_store(&Graph, Pointer, 0, Moved, here());
    if (carries(&Call))
      esc_graph_copy(&Graph, loc(&Call), Moved, 0, here());
    break;
  }
  case 'x': {
    esc_loc_t Elements = temporary();
    esc_graph_load(&Graph, Elements, Pointer, ESC_ANY_OFFSET, ESC_POINTER_BYTES,
                   here());
    esc_graph_store(&Graph, Pointer, ESC_ANY_OFFSET, Elements, here());
    break;
  }
  case 'G': {
    esc_loc_t Held = temporary();
    esc_graph_load(&Graph, Held, Pointer, 0, ESC_POINTER_BYTES, here());
    addFact(ESC_FACT_FREE_IN_CALL, Held);
    esc_graph_escape(&Graph, Held, ESC_SINK_UNKNOWN_CALL, Index, here());
    esc_graph_clobber(&Graph, Pointer, 0, ESC_POINTER_BYTES, here());
    break;
  }
  case 'X':
    addFact(ESC_FACT_FREE_IN_CALL, Pointer);
    break;
  default:
    escape(Arg, ESC_SINK_UNKNOWN_CALL, Index);
    break;
  }
  if ((Letter == 'r' || Letter == 'R' || Letter == 'W') && carries(&Call))
    copy(&Call, Arg, ESC_ANY_OFFSET);
}

// "A:X,Y": argument A is called with X and Y, any number of times.
void Lowering::lowerLibraryCalls(CallBase &Call, StringRef Calls) {
  auto [Function, Operands] = Calls.split(':');
  SmallVector<StringRef, 3> Places;
  Operands.split(Places, ',');
  SmallVector<esc_loc_t, 3> Args;
  SmallVector<Type *, 3> Types;
  auto ArgumentAt = [&](StringRef Place) {
    unsigned Index = 0;
    Place.getAsInteger(10, Index);
    return Call.getArgOperand(Index);
  };
  for (StringRef Place : Places) {
    bool IsInside = Place.consume_back("+");
    Value *Arg = ArgumentAt(Place);
    esc_loc_t Passed = loc(Arg);
    if (IsInside && Passed != ESC_NONE) {
      Passed = temporary();
      esc_graph_copy(&Graph, Passed, loc(Arg), ESC_ANY_OFFSET, here());
    }
    Args.push_back(Passed);
    Types.push_back(Arg->getType());
  }
  esc_call_t Record = {};
  Record.kind = ESC_CALL_INDIRECT;
  Record.callee = ESC_NONE;
  Record.resolved = ESC_NONE;
  Record.pointer = loc(ArgumentAt(Function));
  Record.function = Graph.functions.count - 1;
  Record.arg_count = Args.size();
  Record.is_repeated = true;
  Record.origin = here();
  // All are comparisons.
  Record.signature = Context.Known.signature(
      FunctionType::get(Type::getInt32Ty(Call.getContext()), Types, false),
      CallingConv::C);
  if (Record.pointer != ESC_NONE)
    esc_graph_add_call(&Graph, &Record, Args.data(), nullptr);
}

void Lowering::lowerLibraryCall(CallBase &Call, const LibraryModel &Model) {
  Value *Source = nullptr;
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    if (Model.argument(I) == 's')
      Source = Call.getArgOperand(I);
  char Format = 0;
  bool KeepsPointers = true;
  for (unsigned I = 0; I < Call.arg_size(); ++I) {
    Value *Arg = Call.getArgOperand(I);
    if (!carries(Arg))
      continue;
    if (Format == 'f') {
      if (!KeepsPointers)
        escape(Arg, ESC_SINK_VARARG, I);
    } else if (Format == 'i') {
      if (loc(Arg) != ESC_NONE)
        esc_graph_clobber(&Graph, loc(Arg), ESC_ANY_OFFSET, ESC_ANY_SIZE,
                          here());
    } else if (Model.argument(I) == 'f' || Model.argument(I) == 'i') {
      Format = Model.argument(I);
      KeepsPointers = formatKeepsPointers(*Arg);
    } else {
      lowerLibraryArgument(Call, Model, I, Source);
    }
  }
  bool IsTree = Model.Arguments.contains('n');
  if (IsTree || Model.Arguments.contains('l')) {
    esc_loc_t Nodes = IsTree ? linkNodes(Call, Model, 'n', {8, 16, 24})
                             : linkNodes(Call, Model, 'l', {0, 8});
    if (carries(&Call))
      esc_graph_copy(&Graph, loc(&Call), Nodes, 0, here());
  }
  if (Model.hasOtherResult())
    unknown(&Call);
  if (!Model.Calls.empty())
    lowerLibraryCalls(Call, Model.Calls);
}

} // namespace escape
