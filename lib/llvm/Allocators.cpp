//===- Allocators.cpp - What a call does to the heap ----------------------===//

#include "Allocators.h"

#include "llvm/Analysis/ConstantFolding.h"
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

// `Asked` is the operand that asks for an alignment, or null.
static void describeAlignment(CallBase &Call, uint64_t Align, Value *Asked,
                              HeapEffect &Effect) {
  if (MaybeAlign Promised = Call.getRetAlign())
    Align = std::max(Align, Promised->value());
  if (Asked) {
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

bool isOneNumber(const CallBase &Call, const Value *Operand,
                 AssumptionCache *Assumptions,
                 const DominatorTree *Dominators) {
  for (unsigned I = 0; I < Call.arg_size(); ++I)
    if (Call.getArgOperand(I) == Operand &&
        Call.paramHasAttr(I, Attribute::NoUndef))
      return true;
  return isGuaranteedNotToBeUndefOrPoison(Operand, Assumptions, &Call,
                                          Dominators);
}

// The operands that make up the size, `Count` null if there is one.
static void describeRunTimeSize(CallBase &Call, Value *Size, Value *Count,
                                HeapEffect &Effect) {
  if (!Size->getType()->isIntegerTy(64) ||
      (Count && !Count->getType()->isIntegerTy(64)))
    return;
  // Constants that make no size fit no slot: a product that overflows.
  if (isa<ConstantInt>(Size) && (!Count || isa<ConstantInt>(Count)))
    return;
  Effect.SizeArg = Size;
  Effect.CountArg = Count;
  Effect.SiteFlags |= ESC_SITE_RUN_TIME_SIZE;
  Effect.MaySizeVary =
      !isOneNumber(Call, Size) || (Count && !isOneNumber(Call, Count));
}

static void describeAddressSpace(const CallBase &Call, HeapEffect &Effect) {
  auto *Type = dyn_cast<PointerType>(Call.getType());
  if (!Type ||
      Type->getAddressSpace() != Call.getDataLayout().getAllocaAddrSpace())
    Effect.SiteFlags |= ESC_SITE_ADDRESS_SPACE;
}

// realloc of the C library, whose null operand asks for a new block. Of others
// that is not known.
static void describeRealloc(CallBase &Call, const TargetLibraryInfo &TLI,
                            HeapEffect &Effect) {
  std::optional<APInt> Size = getAllocSize(&Call, &TLI);
  if (Size && Size->getActiveBits() <= 63)
    Effect.Size = Size->getZExtValue();
  LibFunc Func;
  if (!isa<CallInst>(Call) || !TLI.getLibFunc(Call, Func) ||
      Func != LibFunc_realloc ||
      !Call.getArgOperand(1)->getType()->isIntegerTy(64))
    return;
  Effect.SizeArg = Call.getArgOperand(1);
  Effect.SiteFlags |= ESC_SITE_REALLOC_NULL;
  if (!Size)
    Effect.SiteFlags |= ESC_SITE_RUN_TIME_SIZE;
}

// strdup and strndup: the size is that of the string, which can be counted.
static void describeCopy(CallBase &Call, const TargetLibraryInfo &TLI,
                         HeapEffect &Effect) {
  LibFunc Func;
  if (!TLI.getLibFunc(Call, Func))
    return;
  if ((Func == LibFunc_strdup && TLI.has(LibFunc_strlen)) ||
      (Func == LibFunc_strndup && TLI.has(LibFunc_strnlen)))
    Effect.SiteFlags |= ESC_SITE_STRING | ESC_SITE_RUN_TIME_SIZE;
  if (Func == LibFunc_strndup)
    Effect.CopyLimit = Call.getArgOperand(1);
}

static void describeAllocation(CallBase &Call, const TargetLibraryInfo &TLI,
                               HeapEffect &Effect) {
  LLVMContext &Context = Call.getContext();
  Effect.Allocates = true;
  if (Effect.Reallocated) {
    describeRealloc(Call, TLI, Effect);
  } else if (std::optional<APInt> Size = getAllocSize(&Call, &TLI)) {
    if (Size->getActiveBits() <= 63)
      Effect.Size = Size->getZExtValue();
  } else if (Attribute Attr = Call.getFnAttr(Attribute::AllocSize);
             Attr.isValid()) {
    auto [Size, Count] = Attr.getAllocSizeArgs();
    describeRunTimeSize(Call, Call.getArgOperand(Size),
                        Count ? Call.getArgOperand(*Count) : nullptr, Effect);
  }
  describeAlignment(Call, StandardAlign, getAllocAlignment(&Call, &TLI),
                    Effect);
  bool IsRemovable = isRemovableAlloc(&Call, &TLI) ||
                     (Effect.SiteFlags & ESC_SITE_REALLOC_NULL);
  if (!IsRemovable || Call.isNoBuiltin())
    Effect.SiteFlags |= ESC_SITE_NOT_REMOVABLE;
  describeAddressSpace(Call, Effect);
  Constant *Initial =
      getInitialValueOfAllocation(&Call, &TLI, Type::getInt8Ty(Context));
  if (Initial && Initial->isNullValue())
    Effect.SiteFlags |= ESC_SITE_ZEROED;
  if (!Initial && !Effect.Reallocated) {
    Effect.SiteFlags |= ESC_SITE_DUP;
    for (Value *Arg : Call.args())
      if (Arg->getType()->isPointerTy())
        Effect.CopiedFrom = Arg;
    describeCopy(Call, TLI, Effect);
  }
}

std::optional<HeapEffect> Allocators::describe(CallBase &Call,
                                               const TargetLibraryInfo &TLI) {
  const Function *Callee = Call.getCalledFunction();
  if (auto Found = ByFile.find(Callee); Callee && Found != ByFile.end())
    return describe(Call, Found->second);
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

Error Allocators::bind(const Module &M,
                       ArrayRef<std::shared_ptr<const HeapFile>> Files) {
  for (const Function &F : M)
    for (const std::shared_ptr<const HeapFile> &File : Files) {
      const esc_heap_function_t *Row =
          F.isIntrinsic() ? nullptr : File->find(F);
      if (!Row)
        continue;
      if (std::string Bad = checkPrototype(F, *Row); !Bad.empty())
        return createStringError("escape: " + File->path() + ": " + Bad);
      ByFile[&F] = {File.get(), Row};
      break;
    }
  return Error::success();
}

// The number that `Field` names; none if its global or its contents are not
// known here.
static std::optional<uint64_t> readField(const CallBase &Call,
                                         const esc_heap_field_t &Field) {
  auto *Global = dyn_cast<GlobalVariable>(
      Call.getArgOperand(Field.argument - 1)->stripPointerCasts());
  if (!Global || !Global->hasDefinitiveInitializer())
    return std::nullopt;
  auto *Number = dyn_cast_or_null<ConstantInt>(ConstantFoldLoadFromConst(
      Global->getInitializer(), Type::getInt64Ty(Call.getContext()),
      APInt(64, Field.offset), Call.getDataLayout()));
  if (!Number)
    return std::nullopt;
  return Number->getZExtValue() & Field.mask;
}

static void describeSize(CallBase &Call, const esc_heap_function_t &Row,
                         HeapEffect &Effect) {
  if (Row.bytes)
    Effect.Size = Row.bytes;
  else if (Row.size_field.argument)
    Effect.Size = readField(Call, Row.size_field).value_or(ESC_SIZE_UNKNOWN);
  if (!Row.size)
    return;
  Value *Size = Call.getArgOperand(Row.size - 1);
  Value *Count = Row.count ? Call.getArgOperand(Row.count - 1) : nullptr;
  auto *Bytes = dyn_cast<ConstantInt>(Size);
  auto *Times = dyn_cast_or_null<ConstantInt>(Count);
  if (Bytes && (!Count || Times)) {
    bool Overflows = false;
    APInt Product = Bytes->getValue().zextOrTrunc(64);
    if (Times)
      Product = Product.umul_ov(Times->getValue().zextOrTrunc(64), Overflows);
    if (!Overflows && Product.getActiveBits() <= 63)
      Effect.Size = Product.getZExtValue();
    return;
  }
  if (Effect.Reallocated)
    return;
  describeRunTimeSize(Call, Size, Count, Effect);
  SimplifyQuery Query(Call.getDataLayout(), &Call);
  if (Row.zero_size_is_null && !(isKnownNonZero(Size, Query) &&
                                 (!Count || isKnownNonZero(Count, Query))))
    Effect.SiteFlags |= ESC_SITE_ZERO_IS_NULL;
}

HeapEffect Allocators::describe(CallBase &Call, const Described &By) {
  const esc_heap_function_t &Row = *By.Row;
  const esc_heap_family_t &Family = By.File->family(Row);
  HeapEffect Effect;
  Effect.Family = family(Family.name);
  Value *Pointer = Row.pointer ? Call.getArgOperand(Row.pointer - 1) : nullptr;
  if (Row.action == ESC_HEAP_FREE) {
    Effect.Freed = Pointer;
    return Effect;
  }
  Effect.Allocates = true;
  Effect.CopiedFrom = Pointer;
  auto Set = [&](bool Condition, esc_site_flag_t Flag) {
    if (Condition)
      Effect.SiteFlags |= Flag;
  };
  if (Row.action == ESC_HEAP_REALLOC)
    Effect.Reallocated = Pointer;
  Set(Row.action == ESC_HEAP_REALLOC, ESC_SITE_REALLOC);
  Set(Row.action == ESC_HEAP_DUP, ESC_SITE_DUP);
  Set(Row.is_zeroed, ESC_SITE_ZEROED);
  Set(Family.is_never_freed, ESC_SITE_NEVER_FREED);
  Set(Family.needs_roots, ESC_SITE_NEEDS_ROOTS);
  Set(Row.finalized.argument && readField(Call, Row.finalized).value_or(1) != 0,
      ESC_SITE_FINALIZED);
  describeSize(Call, Row, Effect);
  describeAlignment(
      Call, std::max<uint64_t>(StandardAlign, Row.align),
      Row.alignment ? Call.getArgOperand(Row.alignment - 1) : nullptr, Effect);
  describeAddressSpace(Call, Effect);
  return Effect;
}

bool Allocators::isBody(const Function &F, const TargetLibraryInfo &TLI) const {
  if (F.hasFnAttribute(Attribute::AllocKind) || ByFile.contains(&F))
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
