//===- Compat.h - The one place that knows LLVM versions --------*- C++ -*-===//
//
// Every difference between the LLVM versions we support stands here, and
// nowhere else.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_COMPAT_H
#define ESCAPE_LLVM_COMPAT_H

#include "llvm/Config/llvm-config.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Pass.h"
#if LLVM_VERSION_MAJOR >= 21
#include "llvm/Support/ModRef.h"
#endif

#if LLVM_VERSION_MAJOR < 19 || LLVM_VERSION_MAJOR > 22
#error "escape supports LLVM 19 to 22"
#endif

#if __has_include("llvm/Plugins/PassPlugin.h")
#include "llvm/Plugins/PassPlugin.h"
#else
#include "llvm/Passes/PassPlugin.h"
#endif

#if LLVM_VERSION_MAJOR < 22
namespace llvm {
// ptrtoaddr: no instruction is one yet.
class PtrToAddrInst : public CastInst {
public:
  static bool classof(const Value *) { return false; }
};
} // namespace llvm
#endif

namespace escape {

// What a call may keep of a pointer argument, in memory or elsewhere than in
// what it returns (Other), and in what it returns (Returned). Whoever has the
// pointer may access memory, whoever has the address alone may not.
struct ArgumentCapture {
  bool PointerOther, PointerReturned, AddressOther, AddressReturned;
};

#if LLVM_VERSION_MAJOR >= 21

inline ArgumentCapture captureOf(const llvm::CallBase &Call, unsigned Index) {
  llvm::CaptureInfo Info = Call.getCaptureInfo(Index);
  // To learn whether it is null is not to have the address.
  auto Address = [](llvm::CaptureComponents C) {
    return llvm::capturesAddress(C) && !llvm::capturesAddressIsNullOnly(C);
  };
  return {llvm::capturesAnyProvenance(Info.getOtherComponents()),
          llvm::capturesAnyProvenance(Info.getRetComponents()),
          Address(Info.getOtherComponents()), Address(Info.getRetComponents())};
}

// captures(none): not even whether the pointer is null.
inline bool capturesNothing(const llvm::CallBase &Call, unsigned Index) {
  return llvm::capturesNothing(Call.getCaptureInfo(Index));
}

inline llvm::Attribute withoutCapture(llvm::LLVMContext &Context) {
  return llvm::Attribute::getWithCaptureInfo(Context,
                                             llvm::CaptureInfo::none());
}

#else

// nocapture is what later versions read as captures(none).
inline bool capturesNothing(const llvm::CallBase &Call, unsigned Index) {
  return Call.doesNotCapture(Index);
}

inline ArgumentCapture captureOf(const llvm::CallBase &Call, unsigned Index) {
  bool IsAll = !capturesNothing(Call, Index);
  return {IsAll, IsAll, IsAll, IsAll};
}

inline llvm::Attribute withoutCapture(llvm::LLVMContext &Context) {
  return llvm::Attribute::get(Context, llvm::Attribute::NoCapture);
}

#endif

inline bool hasSanitizer(const llvm::Function &F) {
  using llvm::Attribute;
  for (Attribute::AttrKind Kind : {
           Attribute::SanitizeAddress,
           Attribute::SanitizeHWAddress,
           Attribute::SanitizeMemTag,
           Attribute::SanitizeMemory,
           Attribute::SanitizeThread,
#if LLVM_VERSION_MAJOR >= 20
           Attribute::SanitizeType,
#endif
#if LLVM_VERSION_MAJOR >= 22
           Attribute::SanitizeAllocToken,
#endif
       })
    if (F.hasFnAttribute(Kind))
      return true;
  return false;
}

inline llvm::Value *createAddress(llvm::IRBuilder<> &Builder,
                                  llvm::Value *Pointer) {
#if LLVM_VERSION_MAJOR >= 22
  return Builder.CreatePtrToAddr(Pointer);
#else
  return Builder.CreatePtrToInt(
      Pointer, Builder.GetInsertBlock()->getDataLayout().getIndexType(
                   Pointer->getType()));
#endif
}

inline void
debugRecordsOf(llvm::Value &V,
               llvm::SmallVectorImpl<llvm::DbgVariableRecord *> &Records) {
#if LLVM_VERSION_MAJOR >= 22
  llvm::findDbgUsers(&V, Records);
#else
  llvm::SmallVector<llvm::DbgVariableIntrinsic *, 4> Intrinsics;
  llvm::findDbgUsers(Intrinsics, &V, &Records);
#endif
}

// Callbacks that are told the phase. LLVM 19 does not tell it: see leftToLink.
template <typename BuilderT, typename CallbackT>
void atEarlySimplification(BuilderT &PB, CallbackT Callback) {
#if LLVM_VERSION_MAJOR >= 20
  PB.registerPipelineEarlySimplificationEPCallback(Callback);
#else
  PB.registerPipelineEarlySimplificationEPCallback(
      [Callback](auto &MPM, auto Level) {
        Callback(MPM, Level, llvm::ThinOrFullLTOPhase::None);
      });
#endif
}

template <typename BuilderT, typename CallbackT>
void atOptimizerEarly(BuilderT &PB, CallbackT Callback) {
#if LLVM_VERSION_MAJOR >= 20
  PB.registerOptimizerEarlyEPCallback(Callback);
#else
  PB.registerOptimizerEarlyEPCallback([Callback](auto &MPM, auto Level) {
    Callback(MPM, Level, llvm::ThinOrFullLTOPhase::None);
  });
#endif
}

// Whether a pass that the pipeline has at OptimizerEarly must do nothing: where
// the phase is not told, in every compile that has a link behind it, and with
// it in ThinLTO's own pipelines, which look the same.
inline bool leftToLink(const llvm::Module &M) {
#if LLVM_VERSION_MAJOR >= 20
  (void)M;
  return false;
#else
  return M.getModuleFlag("ThinLTO") || M.getModuleFlag("EnableSplitLTOUnit");
#endif
}

} // namespace escape

#endif
