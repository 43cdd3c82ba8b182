//===- LoweringConstant.cpp - Addresses of functions and tables -----------===//
//
// A constant pointer is null, the address of a function of this module, one in
// a table (Tables.h), or external.
//
//===----------------------------------------------------------------------===//

#include "Lowering.h"

#include "llvm/IR/Constants.h"

using namespace llvm;

namespace escape {

esc_loc_t Lowering::external() {
  if (External == ESC_NONE) {
    External = temporary();
    esc_graph_unknown(&Graph, External, FunctionOrigin);
  }
  return External;
}

esc_loc_t Lowering::constant(Constant *C) {
  // Null and undef point to nothing, nor does an aggregate of them; but where
  // null is an address like others, somebody else's object is there.
  auto *Pointer = dyn_cast<PointerType>(C->getType());
  if (isa<UndefValue>(C) ||
      (C->isNullValue() &&
       !NullPointerIsDefined(&F, Pointer ? Pointer->getAddressSpace() : 0)))
    return ESC_NONE;
  if (!Pointer)
    return external();
  auto Known = Constants.find(C);
  if (Known != Constants.end())
    return Known->second;
  auto [Base, Offset] = baseOf(C, Context.DL);
  esc_loc_t Start = Base ? globalObject(*Base) : external();
  esc_loc_t Loc = Start;
  if (Start != External && !Offset.isZero()) {
    bool IsSmall = Offset.getSignificantBits() <= 32 &&
                   Offset.getSExtValue() >= ESC_OFFSET_MIN &&
                   Offset.getSExtValue() <= ESC_OFFSET_MAX;
    Loc = temporary();
    esc_graph_copy(&Graph, Loc, Start,
                   IsSmall ? Offset.getSExtValue() : ESC_ANY_OFFSET,
                   FunctionOrigin);
  }
  return Constants[C] = Loc;
}

// A function is an object whose code is anybody's; a table is one that holds
// what its initialiser says, and nobody stores to either.
esc_loc_t Lowering::globalObject(GlobalObject &Base) {
  auto *Body = dyn_cast<Function>(&Base);
  auto *G = dyn_cast<GlobalVariable>(&Base);
  const Table *Held = G ? Context.Known.of(*G) : nullptr;
  if (!Held && !(Body && Context.Known.isTarget(*Body)))
    return external();
  auto [Slot, IsNew] = Constants.try_emplace(&Base, ESC_NONE);
  if (!IsNew)
    return Slot->second;
  esc_loc_t Loc = Slot->second = temporary();
  esc_object_t Object = {};
  Object.kind = Body ? ESC_OBJECT_FUNCTION : ESC_OBJECT_CONSTANT;
  Object.function = Graph.functions.count - 1;
  Object.origin = FunctionOrigin;
  Object.size = ESC_SIZE_UNKNOWN;
  Object.family = Object.param = ESC_NONE;
  if (Body) {
    Object.target = Context.FunctionIds.lookup(Body);
    Object.signature = Context.Known.signature(Body->getFunctionType(),
                                               Body->getCallingConv());
  }
  esc_obj_t Number = esc_graph_add_object(&Graph, &Object);
  if (Number == ESC_NONE)
    return Loc;
  esc_graph_addr_of(&Graph, Loc, Number, FunctionOrigin);
  if (Body) {
    esc_graph_hold(&Graph, Number, ESC_ANY_OFFSET, external(), FunctionOrigin);
    return Loc;
  }
  for (const Table::Entry &E : Held->Entries) {
    int32_t Offset =
        E.Offset <= ESC_OFFSET_MAX ? int32_t(E.Offset) : ESC_ANY_OFFSET;
    esc_loc_t Value = E.Value ? entry(E.Value) : external();
    if (Value != ESC_NONE)
      esc_graph_hold(&Graph, Number, Offset, Value, FunctionOrigin);
  }
  return Loc;
}

// What an entry of a table points to. A text or a list of small numbers leads
// to no function and to no object: beside functions it is like null.
esc_loc_t Lowering::entry(Constant *C) {
  esc_loc_t Loc = constant(C);
  if (Loc == ESC_NONE || Loc != External)
    return Loc;
  auto *G = dyn_cast_or_null<GlobalVariable>(baseOf(C, Context.DL).first);
  if (!G || !G->isConstant() || !G->hasDefinitiveInitializer() ||
      G->isThreadLocal() || G->hasSection())
    return Loc;
  auto *Data = dyn_cast<ConstantDataSequential>(G->getInitializer());
  return Data && Data->getElementByteSize() < ESC_POINTER_BYTES ? ESC_NONE
                                                                : Loc;
}

} // namespace escape
