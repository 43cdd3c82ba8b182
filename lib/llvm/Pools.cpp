//===- Pools.cpp - The few instructions of a pool -------------------------===//

#include "Pools.h"

#include "Compat.h"

#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/MDBuilder.h"

using namespace llvm;

namespace escape {

static AllocaInst *createAlloca(IRBuilder<> &AtEntry, Type *T,
                                uint64_t Alignment, const Twine &Name) {
  AllocaInst *Slot = AtEntry.CreateAlloca(T, nullptr, Name);
  Slot->setAlignment(Align(Alignment));
  return Slot;
}

// The storage lives from the entry to each return: where calls of `F` become
// one frame, by inlining or by turning a recursion into a loop, instances of
// different activations do not meet in it.
static void markLifetime(AllocaInst *Storage, IRBuilder<> &AtEntry) {
  AtEntry.CreateLifetimeStart(Storage);
  for (BasicBlock &BB : *Storage->getFunction())
    if (isa<ReturnInst, ResumeInst>(BB.getTerminator()) &&
        !BB.getTerminatingMustTailCall() && !BB.getTerminatingDeoptimizeCall())
      IRBuilder<>(BB.getTerminator()).CreateLifetimeEnd(Storage);
}

Pool createPool(const esc_step_t &Step, Function &F) {
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> AtEntry(&Entry, Entry.getFirstNonPHIOrDbgOrAlloca());
  AtEntry.SetCurrentDebugLocation(DebugLoc());
  Pool Made = {};
  Made.Element = Step.size;
  Made.Bytes = Step.size * Step.count;
  Made.Recycles = Step.flags & ESC_STEP_RECYCLES;
  auto *Storage =
      createAlloca(AtEntry, ArrayType::get(AtEntry.getInt8Ty(), Made.Bytes),
                   Step.align, "escape.pool");
  Made.Storage = Storage;
  Made.Used = createAlloca(AtEntry, AtEntry.getInt64Ty(), 8, "escape.used");
  if (Made.Recycles)
    Made.Free = createAlloca(AtEntry, AtEntry.getPtrTy(), 8, "escape.list");
  markLifetime(Storage, AtEntry);
  AtEntry.CreateStore(AtEntry.getInt64(0), Made.Used);
  if (Made.Recycles)
    AtEntry.CreateStore(ConstantPointerNull::get(AtEntry.getPtrTy()),
                        Made.Free);
  return Made;
}

void markUnlikely(Instruction &Branch) {
  Branch.setMetadata(
      LLVMContext::MD_prof,
      MDBuilder(Branch.getContext()).createUnlikelyBranchWeights());
}

PHINode *emitPop(const Pool &From, IRBuilder<> &Builder, BasicBlock &Full) {
  LLVMContext &Context = Builder.getContext();
  Function *F = Full.getParent();
  auto *Found = BasicBlock::Create(Context, "escape.element", F, &Full);
  IRBuilder<> AtFound(Found);
  AtFound.SetCurrentDebugLocation(Builder.getCurrentDebugLocation());
  PHINode *Element = AtFound.CreatePHI(From.Storage->getType(), 2);
  if (From.Recycles) {
    auto *Pop = BasicBlock::Create(Context, "escape.pop", F, Found);
    auto *Fresh = BasicBlock::Create(Context, "escape.fresh", F, Found);
    Value *First = Builder.CreateLoad(From.Storage->getType(), From.Free);
    Builder.CreateCondBr(Builder.CreateIsNull(First), Fresh, Pop);
    Builder.SetInsertPoint(Pop);
    Builder.CreateStore(Builder.CreateLoad(From.Storage->getType(), First),
                        From.Free);
    Builder.CreateBr(Found);
    Element->addIncoming(First, Pop);
    Builder.SetInsertPoint(Fresh);
  }
  auto *Bump = BasicBlock::Create(Context, "escape.bump", F, Found);
  Value *Used = Builder.CreateLoad(Builder.getInt64Ty(), From.Used);
  Value *IsFull = Builder.CreateICmpEQ(Used, Builder.getInt64(From.Bytes));
  markUnlikely(*Builder.CreateCondBr(IsFull, &Full, Bump));
  Builder.SetInsertPoint(Bump);
  Value *Next = Builder.CreateInBoundsPtrAdd(From.Storage, Used);
  Builder.CreateStore(
      Builder.CreateNUWAdd(Used, Builder.getInt64(From.Element)), From.Used);
  Builder.CreateBr(Found);
  Element->addIncoming(Next, Bump);
  return Element;
}

Value *emitIsOutside(const Pool &In, Value *Pointer, IRBuilder<> &Builder) {
  Value *Address = createAddress(Builder, Pointer);
  Value *Distance =
      Builder.CreateSub(Address, createAddress(Builder, In.Storage));
  return Builder.CreateICmpUGE(Distance, Builder.getInt64(In.Bytes));
}

// Instances of other types, or that the program said do not alias, follow each
// other in one element. An access to the earlier one stays before this, one to
// the later one behind it: the element is an operand, which the assembler may
// read and write. Without the operand it was seen not to be a barrier.
void emitBarrier(Value *Element, IRBuilder<> &Builder) {
  LLVMContext &Context = Builder.getContext();
  auto *T = FunctionType::get(Builder.getVoidTy(), {Element->getType()}, false);
  CallInst *Barrier = Builder.CreateCall(
      InlineAsm::get(T, "", "r", /*hasSideEffects=*/true), {Element});
  Barrier->setMemoryEffects(MemoryEffects::argMemOnly());
  for (Attribute::AttrKind Kind : {Attribute::NoUnwind, Attribute::WillReturn,
                                   Attribute::NoFree, Attribute::NoSync})
    Barrier->addFnAttr(Kind);
  Barrier->addParamAttr(0, withoutCapture(Context));
}

void emitPush(const Pool &Into, Value *Element, bool IsBarrier,
              IRBuilder<> &Builder) {
  if (IsBarrier)
    emitBarrier(Element, Builder);
  Builder.CreateStore(Builder.CreateLoad(Element->getType(), Into.Free),
                      Element);
  Builder.CreateStore(Element, Into.Free);
}

} // namespace escape
