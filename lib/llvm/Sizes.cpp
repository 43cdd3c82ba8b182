//===- Sizes.cpp - The size that an allocator is asked for, in IR ---------===//

#include "Sizes.h"

#include "llvm/IR/Module.h"

using namespace llvm;

namespace escape {

// strlen or strnlen: which of them there is, Allocators has asked.
static Value *emitLength(const HeapEffect &Effect, IRBuilder<> &Builder) {
  Module &M = *Builder.GetInsertBlock()->getModule();
  Type *Size = Builder.getInt64Ty();
  Value *From = Effect.CopiedFrom;
  FunctionCallee Length =
      Effect.CopyLimit
          ? M.getOrInsertFunction("strnlen", Size, From->getType(), Size)
          : M.getOrInsertFunction("strlen", Size, From->getType());
  if (Effect.CopyLimit)
    return Builder.CreateCall(Length, {From, Effect.CopyLimit});
  return Builder.CreateCall(Length, {From});
}

SizeValue emitSize(const HeapEffect &Effect, IRBuilder<> &Builder) {
  if (Effect.isString())
    return {Builder.CreateAdd(emitLength(Effect, Builder), Builder.getInt64(1)),
            nullptr};
  // What is compared is what is zeroed, and no branch is on undef or poison.
  auto Once = [&](Value *V) {
    return Effect.MaySizeVary && !isa<Constant>(V) ? Builder.CreateFreeze(V)
                                                   : V;
  };
  if (!Effect.CountArg)
    return {Once(Effect.SizeArg), nullptr};
  Value *Product = Builder.CreateBinaryIntrinsic(Intrinsic::umul_with_overflow,
                                                 Once(Effect.SizeArg),
                                                 Once(Effect.CountArg));
  return {Builder.CreateExtractValue(Product, 0),
          Builder.CreateExtractValue(Product, 1)};
}

SizeTest emitSizeTest(const HeapEffect &Effect, uint64_t Limit,
                      bool ZeroIsLarge, IRBuilder<> &Builder) {
  auto [Bytes, Overflows] = emitSize(Effect, Builder);
  // With one taken off, 0 is the largest of all.
  uint64_t Less = ZeroIsLarge;
  Value *Tested = Less ? Builder.CreateSub(Bytes, Builder.getInt64(1)) : Bytes;
  Value *IsLarge =
      Builder.CreateICmpUGT(Tested, Builder.getInt64(Limit - Less));
  if (Overflows)
    IsLarge = Builder.CreateOr(IsLarge, Overflows);
  return {Bytes, IsLarge};
}

void emitStringCopy(const HeapEffect &Effect, Value *To, Value *Bytes,
                    IRBuilder<> &Builder) {
  Value *Length = Builder.CreateSub(Bytes, Builder.getInt64(1));
  Builder.CreateMemCpy(To, MaybeAlign(), Effect.CopiedFrom, MaybeAlign(),
                       Length);
  Builder.CreateStore(Builder.getInt8(0),
                      Builder.CreateInBoundsPtrAdd(To, Length));
}

} // namespace escape
