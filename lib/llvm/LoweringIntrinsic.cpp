//===- LoweringIntrinsic.cpp - Intrinsics ---------------------------------===//
//
// An intrinsic without a case is treated like a function without a body: its
// attributes are believed, the rest is external. One thing is not believed:
// that a pointer which is not captured has nothing to do with the result.
//
//===----------------------------------------------------------------------===//

#include "Lowering.h"

#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Intrinsics.h"

using namespace llvm;

namespace escape {

void Lowering::lowerIntrinsic(IntrinsicInst &I) {
  switch (I.getIntrinsicID()) {
  // Statements about values or positions; they touch no memory of ours.
  case Intrinsic::lifetime_start:
  case Intrinsic::lifetime_end:
  case Intrinsic::assume:
  case Intrinsic::dbg_declare:
  case Intrinsic::dbg_value:
  case Intrinsic::dbg_assign:
  case Intrinsic::dbg_label:
  case Intrinsic::donothing:
  case Intrinsic::sideeffect:
  case Intrinsic::pseudoprobe:
  case Intrinsic::experimental_noalias_scope_decl:
  case Intrinsic::trap:
  case Intrinsic::debugtrap:
  case Intrinsic::ubsantrap:
  case Intrinsic::prefetch:
  case Intrinsic::is_constant:
  case Intrinsic::vaend:
  case Intrinsic::stackrestore:
  case Intrinsic::eh_typeid_for:
    return;

  case Intrinsic::objectsize:
    observe(I.getArgOperand(0), ESC_FACT_SIZE_ASKED);
    return;

  // memcpy d, s, n: *d[0..n) contains *s[0..n). memmove likewise.
  case Intrinsic::memcpy:
  case Intrinsic::memcpy_inline:
  case Intrinsic::memmove: {
    auto &Transfer = cast<MemTransferInst>(I);
    checkAccess(I, Transfer.getRawDest(), Transfer.isVolatile());
    checkAccess(I, Transfer.getRawSource(), Transfer.isVolatile());
    esc_loc_t To = loc(Transfer.getRawDest());
    esc_loc_t From = loc(Transfer.getRawSource());
    if (To == ESC_NONE || From == ESC_NONE)
      return;
    auto *Length = dyn_cast<ConstantInt>(Transfer.getLength());
    uint32_t Bytes = Length && Length->getValue().ult(ESC_ANY_SIZE)
                         ? uint32_t(Length->getZExtValue())
                         : ESC_ANY_SIZE;
    esc_graph_memcpy(&Graph, To, From, Bytes, here());
    return;
  }

  // memset of zero writes no pointer; of another byte it may write a piece of
  // one.
  case Intrinsic::memset:
  case Intrinsic::memset_inline: {
    auto &Set = cast<MemSetInst>(I);
    checkAccess(I, Set.getRawDest(), Set.isVolatile());
    auto *Length = dyn_cast<ConstantInt>(Set.getLength());
    auto *Byte = dyn_cast<Constant>(Set.getValue());
    if (!Byte || !(Byte->isNullValue() || isa<UndefValue>(Byte)))
      clobber(Set.getRawDest(), Length && Length->getValue().ult(ESC_ANY_SIZE)
                                    ? Length->getZExtValue()
                                    : ESC_ANY_SIZE);
    return;
  }

  // The result is the operand, as far as we tell pointers apart.
  case Intrinsic::ptr_annotation:
  case Intrinsic::ssa_copy:
  case Intrinsic::expect:
  case Intrinsic::expect_with_probability:
    if (carries(&I))
      copyLeaves(&I, I.getArgOperand(0));
    return;
  case Intrinsic::ptrmask:
    copy(&I, I.getArgOperand(0), ESC_ANY_OFFSET);
    return;

  // The contents are said not to change while others hold the same group.
  case Intrinsic::launder_invariant_group:
  case Intrinsic::strip_invariant_group:
    copyLeaves(&I, I.getArgOperand(0));
    observe(I.getArgOperand(0), ESC_FACT_INVARIANT);
    return;
  case Intrinsic::invariant_start:
    observe(I.getArgOperand(1), ESC_FACT_INVARIANT);
    unknown(&I);
    return;
  case Intrinsic::invariant_end:
    observe(I.getArgOperand(2), ESC_FACT_INVARIANT);
    return;

  // va_start ap: *ap may hold any argument of the caller.
  case Intrinsic::vastart:
    if (loc(I.getArgOperand(0)) != ESC_NONE)
      esc_graph_clobber(&Graph, loc(I.getArgOperand(0)), ESC_ANY_OFFSET,
                        ESC_ANY_SIZE, here());
    return;
  case Intrinsic::vacopy:
    if (loc(I.getArgOperand(0)) != ESC_NONE &&
        loc(I.getArgOperand(1)) != ESC_NONE)
      esc_graph_memcpy(&Graph, loc(I.getArgOperand(0)), loc(I.getArgOperand(1)),
                       ESC_ANY_SIZE, here());
    return;

  case Intrinsic::stacksave:
  case Intrinsic::threadlocal_address:
  case Intrinsic::frameaddress:
  case Intrinsic::returnaddress:
    unknown(&I);
    return;

  // __builtin_setjmp. LLVM does not say returns_twice of it.
  case Intrinsic::eh_sjlj_setjmp:
    Graph.functions.data[Graph.functions.count - 1].flags |=
        ESC_FUNCTION_RETURNS_TWICE;
    break;

  default:
    break;
  }
  // Arithmetic on numbers.
  if (!carries(&I) && I.doesNotAccessMemory() &&
      none_of(I.args(), [&](Value *Arg) { return carries(Arg); }))
    return;
  for (unsigned Index = 0; Index < I.arg_size(); ++Index)
    lowerUncaptured(I, Index);
  lowerUnknownCall(I);
}

// LLVM calls the operands of some intrinsics captures(none) although the result
// is made of them: gc.get.pointer.base, coro.promise, nvvm.mapa and
// aarch64.mops.memset.tag return a pointer into the operand's object,
// nvvm.isspacep says what memory it is.
void Lowering::lowerUncaptured(IntrinsicInst &I, unsigned Index) {
  Value *Arg = I.getArgOperand(Index);
  if (isa<Constant>(Arg) || !Arg->getType()->isPointerTy() ||
      !capturesNothing(I, Index))
    return;
  if (carries(&I)) {
    for (unsigned Leaf = 0, E = leaves(&I); Leaf < E; ++Leaf)
      esc_graph_copy(&Graph, loc(&I, Leaf), loc(Arg), ESC_ANY_OFFSET, here());
  } else if (!I.getType()->isVoidTy() &&
             (I.doesNotAccessMemory() || I.doesNotAccessMemory(Index))) {
    escape(Arg, ESC_SINK_UNMODELLED, Index);
  }
}

} // namespace escape
