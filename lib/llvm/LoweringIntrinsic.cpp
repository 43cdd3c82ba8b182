//===- LoweringIntrinsic.cpp - Intrinsics ---------------------------------===//
//
// An intrinsic without a case is treated like a function without a body: its
// attributes are believed, the rest is external.
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

  // memset of a constant writes no pointer; of a byte from elsewhere it may
  // write a piece of one.
  case Intrinsic::memset:
  case Intrinsic::memset_inline: {
    auto &Set = cast<MemSetInst>(I);
    checkAccess(I, Set.getRawDest(), Set.isVolatile());
    auto *Length = dyn_cast<ConstantInt>(Set.getLength());
    if (!isa<Constant>(Set.getValue()))
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

  default:
    break;
  }
  // Arithmetic on numbers.
  if (!carries(&I) && I.doesNotAccessMemory() &&
      none_of(I.args(), [&](Value *Arg) { return carries(Arg); }))
    return;
  lowerUnknownCall(I);
}

} // namespace escape
