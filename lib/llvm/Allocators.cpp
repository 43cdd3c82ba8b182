//===- Allocators.cpp - What a call does to the heap ----------------------===//

#include "Allocators.h"

#include "llvm/Analysis/MemoryBuiltins.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace escape {

// malloc, operator new and their kin return memory fit for any object of
// standard alignment (C11 7.22.3p1, [basic.align]): 16 bytes on every 64-bit
// target we know. The IR's own `align` is often less.
static constexpr uint64_t StandardAlign = 16;

uint32_t Allocators::family(StringRef Name) {
  return Families.try_emplace(Name, Families.size()).first->second;
}

static void describeAlignment(CallBase &Call, const TargetLibraryInfo &TLI,
                              HeapEffect &Effect) {
  uint64_t Align = StandardAlign;
  if (MaybeAlign Promised = Call.getRetAlign())
    Align = std::max(Align, Promised->value());
  if (Value *Asked = getAllocAlignment(&Call, &TLI)) {
    auto *Constant = dyn_cast<ConstantInt>(Asked);
    // aligned_alloc with an invalid alignment returns null.
    if (!Constant || Constant->getValue().getActiveBits() > 31 ||
        !isPowerOf2_64(Constant->getZExtValue()))
      Effect.SiteFlags |= ESC_SITE_ALIGN_UNKNOWN;
    else
      Align = std::max(Align, Constant->getZExtValue());
  }
  // These promise a whole page, whose size is not known here.
  if (const Function *Callee = Call.getCalledFunction();
      Callee &&
      (Callee->getName() == "valloc" || Callee->getName() == "pvalloc"))
    Effect.SiteFlags |= ESC_SITE_ALIGN_UNKNOWN;
  if (Align > (1u << 30))
    Effect.SiteFlags |= ESC_SITE_ALIGN_UNKNOWN;
  else
    Effect.Align = Align;
}

// The largest value of an operand, as far as its instructions tell.
static APInt upperBound(Value *Operand, const DataLayout &DL) {
  return computeConstantRangeIncludingKnownBits(Operand, /*ForSigned=*/false,
                                                SimplifyQuery(DL))
      .getUnsignedMax();
}

// allocsize(i) and allocsize(i, j): the operands that make up the size.
static void describeRunTimeSize(CallBase &Call, HeapEffect &Effect) {
  Attribute Attr = Call.getFnAttr(Attribute::AllocSize);
  if (!Attr.isValid())
    return;
  auto [SizeIndex, CountIndex] = Attr.getAllocSizeArgs();
  Value *Size = Call.getArgOperand(SizeIndex);
  Value *Count = CountIndex ? Call.getArgOperand(*CountIndex) : nullptr;
  if (!Size->getType()->isIntegerTy(64) ||
      (Count && !Count->getType()->isIntegerTy(64)))
    return;
  // Constants that make no size fit no slot: a product that overflows.
  if (isa<ConstantInt>(Size) && (!Count || isa<ConstantInt>(Count)))
    return;
  Effect.SizeArg = Size;
  Effect.CountArg = Count;
  Effect.SiteFlags |= ESC_SITE_RUN_TIME_SIZE;
  const DataLayout &DL = Call.getDataLayout();
  APInt Bound = upperBound(Size, DL);
  bool Overflows = false;
  if (Count)
    Bound = Bound.umul_ov(upperBound(Count, DL), Overflows);
  if (!Overflows && Bound.getActiveBits() <= 63)
    Effect.Size = Bound.getZExtValue();
}

static void describeAllocation(CallBase &Call, const TargetLibraryInfo &TLI,
                               HeapEffect &Effect) {
  LLVMContext &Context = Call.getContext();
  Effect.Allocates = true;
  if (std::optional<APInt> Size = getAllocSize(&Call, &TLI)) {
    if (Size->getActiveBits() <= 63)
      Effect.Size = Size->getZExtValue();
  } else if (!Effect.Reallocated) {
    describeRunTimeSize(Call, Effect);
  }
  describeAlignment(Call, TLI, Effect);
  if (!isRemovableAlloc(&Call, &TLI) || Call.isNoBuiltin())
    Effect.SiteFlags |= ESC_SITE_NOT_REMOVABLE;
  const DataLayout &DL = Call.getDataLayout();
  auto *Type = dyn_cast<PointerType>(Call.getType());
  if (!Type || Type->getAddressSpace() != DL.getAllocaAddrSpace())
    Effect.SiteFlags |= ESC_SITE_ADDRESS_SPACE;
  Constant *Initial =
      getInitialValueOfAllocation(&Call, &TLI, Type::getInt8Ty(Context));
  if (Initial && Initial->isNullValue())
    Effect.SiteFlags |= ESC_SITE_ZEROED;
  if (!Initial && !Effect.Reallocated) {
    Effect.SiteFlags |= ESC_SITE_DUP;
    for (Value *Arg : Call.args())
      if (Arg->getType()->isPointerTy())
        Effect.CopiedFrom = Arg;
  }
}

std::optional<HeapEffect> Allocators::describe(CallBase &Call,
                                               const TargetLibraryInfo &TLI) {
  const Function *Callee = Call.getCalledFunction();
  if (Call.isInlineAsm() || (Callee && !Callee->isDeclaration()))
    return std::nullopt;
  // The caller may be compiled with -fno-builtin-malloc.
  LibFunc Func;
  if (Callee && TLI.getLibFunc(*Callee, Func) && !TLI.has(Func))
    return std::nullopt;
  HeapEffect Effect;
  if (Call.getType()->isPointerTy() && isAllocationFn(&Call, &TLI)) {
    // A realloc-like call is described by its attributes or by its name.
    if (Value *Old = getReallocatedOperand(&Call)) {
      Effect.Reallocated = Effect.CopiedFrom = Old;
      Effect.SiteFlags |= ESC_SITE_REALLOC;
    }
    describeAllocation(Call, TLI, Effect);
  } else if (Value *Freed = getFreedOperand(&Call, &TLI)) {
    Effect.Freed = Freed;
  } else {
    return std::nullopt;
  }
  if (std::optional<StringRef> Name = getAllocationFamily(&Call, &TLI))
    Effect.Family = family(*Name);
  return Effect;
}

bool isAllocatorBody(const Function &F, const TargetLibraryInfo &TLI) {
  if (F.hasFnAttribute(Attribute::AllocKind))
    return true;
  LibFunc Func;
  if (!TLI.getLibFunc(F, Func))
    return false;
  StringRef Name = F.getName();
  return Name == "calloc" || Name == "realloc" || Name == "reallocf" ||
         Name == "reallocarray" || Name == "aligned_alloc" ||
         Name == "memalign" || Name == "valloc" || Name == "pvalloc" ||
         Name == "strdup" || Name == "strndup" || Name == "malloc" ||
         Name == "vec_malloc" || Name == "vec_calloc" ||
         Name == "__kmpc_alloc_shared" || Name.starts_with("_Znw") ||
         Name.starts_with("_Zna") || isLibFreeFunction(&F, Func);
}

} // namespace escape
