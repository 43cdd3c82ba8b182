//===- Lowering.h - From IR to the facts of one function --------*- C++ -*-===//
//
// One walk over the reachable instructions of a function. Each case says the
// IR form and its constraint; docs/lowering.md has the table. What has no case
// makes its pointer operands external and its result unknown.
//
// Requires: verified IR. Cost: one visit an instruction, and for loads of
// integers a bounded look at their uses.
//
//===----------------------------------------------------------------------===//

#ifndef ESCAPE_LLVM_LOWERING_H
#define ESCAPE_LLVM_LOWERING_H

#include "Allocators.h"
#include "Carriers.h"
#include "Compat.h"
#include "Core.h"
#include "LibraryModels.h"
#include "OneBase.h"
#include "Origins.h"
#include "Shapes.h"
#include "SizeBounds.h"
#include "Tables.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/InstVisitor.h"
#include "llvm/IR/IntrinsicInst.h"

namespace escape {

// What lowering shares between the functions of a module.
struct LoweringContext {
  const llvm::DataLayout &DL;
  Origins &Numbers;
  Shapes Types;
  Allocators Heap;
  // Functions with a body, by the core's function number.
  const llvm::DenseMap<const llvm::Function *, uint32_t> &FunctionIds;
  Tables Known;
  LibraryModels Library;
  bool SkipsStackProtected = false;
  bool AllowsSanitized = false;
  llvm::FunctionAnalysisManager *Analyses = nullptr; // for block frequencies
  llvm::StringRef OnlyFunction;

  LoweringContext(
      const llvm::DataLayout &DL, Origins &Numbers,
      const llvm::DenseMap<const llvm::Function *, uint32_t> &FunctionIds)
      : DL(DL), Numbers(Numbers), Types(DL), FunctionIds(FunctionIds),
        Known(DL, FunctionIds) {}
};

class Lowering : public llvm::InstVisitor<Lowering> {
public:
  Lowering(LoweringContext &Context, const llvm::TargetLibraryInfo &TLI,
           llvm::Function &F, esc_graph_t &Graph)
      : Context(Context), TLI(TLI), F(F), Graph(Graph), Bounds(F) {}

  // Fills the graph with one function. Out of memory is in Graph.status.
  void run();

  // Fills `Skeleton` for the function as it was lowered. `FirstLoc` and
  // `FirstObject` are where its graph begins in the SCC's.
  void lowerSkeleton(esc_skeleton_t &Skeleton, uint32_t FunctionIndex,
                     uint32_t FirstLoc, uint32_t FirstObject);

  // The allocator call of a SITE object of this function's own graph.
  llvm::CallBase *siteCall(esc_obj_t Object) const;

  // The first location of a value of this function's own graph, or ESC_NONE:
  // who looks at the graph wants names.
  esc_loc_t location(const llvm::Value &V) const {
    auto Found = Locs.find(&V);
    return Found == Locs.end() ? ESC_NONE : Found->second;
  }

  // Instruction visitors (LoweringVisit.cpp).
  void visitAllocaInst(llvm::AllocaInst &I);
  void visitLoadInst(llvm::LoadInst &I);
  void visitStoreInst(llvm::StoreInst &I);
  void visitGetElementPtrInst(llvm::GetElementPtrInst &I);
  void visitPHINode(llvm::PHINode &I);
  void visitSelectInst(llvm::SelectInst &I);
  void visitCastInst(llvm::CastInst &I);
  void visitPtrToIntInst(llvm::PtrToIntInst &I);
  void visitPtrToAddrInst(llvm::PtrToAddrInst &I);
  void visitIntToPtrInst(llvm::IntToPtrInst &I);
  void visitFreezeInst(llvm::FreezeInst &I);
  void visitICmpInst(llvm::ICmpInst &I);
  void visitExtractValueInst(llvm::ExtractValueInst &I);
  void visitInsertValueInst(llvm::InsertValueInst &I);
  void visitExtractElementInst(llvm::ExtractElementInst &I);
  void visitInsertElementInst(llvm::InsertElementInst &I);
  void visitShuffleVectorInst(llvm::ShuffleVectorInst &I);
  void visitAtomicRMWInst(llvm::AtomicRMWInst &I);
  void visitAtomicCmpXchgInst(llvm::AtomicCmpXchgInst &I);
  void visitReturnInst(llvm::ReturnInst &I);
  void visitResumeInst(llvm::ResumeInst &I);
  void visitBinaryOperator(llvm::BinaryOperator &I);
  void visitUnaryOperator(llvm::UnaryOperator &I);
  void visitFCmpInst(llvm::FCmpInst &I);
  void visitBranchInst(llvm::BranchInst &I);
  void visitSwitchInst(llvm::SwitchInst &I);
  void visitFenceInst(llvm::FenceInst &I);
  void visitUnreachableInst(llvm::UnreachableInst &I);
  void visitInstruction(llvm::Instruction &I);

  // Calls (LoweringCall.cpp, LoweringIntrinsic.cpp).
  void visitCallBase(llvm::CallBase &I);

private:
  // Locations of values. A value's leaves have consecutive locations.
  esc_loc_t loc(llvm::Value *V, unsigned Leaf = 0);
  bool carries(const llvm::Value *V) {
    return !Context.Types.of(V->getType()).Leaves.empty();
  }
  unsigned leaves(const llvm::Value *V) {
    return Context.Types.of(V->getType()).Leaves.size();
  }
  // The location of an integer that carries a pointer (Carriers.h).
  esc_loc_t carrier(llvm::Value *V);
  esc_loc_t temporary() { return esc_graph_add_loc(&Graph); }
  // Constants (LoweringConstant.cpp).
  esc_loc_t external();
  esc_loc_t constant(llvm::Constant *C);
  esc_loc_t globalObject(llvm::GlobalObject &Base);
  esc_loc_t entry(llvm::Constant *C);

  // A pointer as a location and a constant distance from it.
  struct Address {
    esc_loc_t Base;
    int32_t Distance;
  };
  Address address(llvm::Value *Pointer);
  llvm::DenseMap<const llvm::Value *, Address> Steps; // constant geps

  uint32_t origin(llvm::Instruction &I);
  uint32_t here(); // of the current one

  void copy(llvm::Value *To, llvm::Value *From, int32_t Offset = 0);
  void copyLeaves(llvm::Value *To, llvm::Value *From);
  void escape(llvm::Value *V, esc_sink_t Sink, unsigned Operand = 0);
  void escapeContents(esc_loc_t Pointer, esc_sink_t Sink, unsigned Operand);
  void unknown(llvm::Value *V);
  void observe(llvm::Value *Pointer, esc_fact_kind_t Kind);
  bool areOfOneObject(const llvm::Value *P, const llvm::Value *Q);
  bool haveOneBase(const llvm::Value *P, const llvm::Value *Q);
  bool addressLeaks(llvm::Instruction &AddressOf);
  void addFact(esc_fact_kind_t Kind, esc_loc_t Loc, uint32_t Family = ESC_NONE,
               esc_obj_t Must = ESC_NONE);
  // Reads `T` from memory into `Result` (null if nobody wants the value).
  void followBits(const llvm::Instruction &Source, const BitsUse &Bits);
  void readMemory(llvm::Value *Pointer, llvm::Type *T,
                  llvm::Instruction *Result);
  void writeMemory(llvm::Value *Pointer, llvm::Value *Value);
  void expose(llvm::Value *Pointer, uint64_t Bytes);
  void clobber(llvm::Value *Pointer, uint64_t Bytes);
  void lowerDataStores();
  void checkAccess(llvm::Instruction &I, llvm::Value *Pointer, bool IsVolatile);

  // Calls.
  void lowerIntrinsic(llvm::IntrinsicInst &I);
  void lowerUncaptured(llvm::IntrinsicInst &I, unsigned Index);
  void lowerHeapCall(llvm::CallBase &Call, const HeapEffect &Effect);
  void describeRunTimeSize(llvm::CallBase &Call, const HeapEffect &Effect,
                           esc_object_t &Object);
  void lowerKnownCall(llvm::CallBase &Call, const llvm::Function &Callee);
  bool lowerIndirectCall(llvm::CallBase &Call);
  void addCall(llvm::CallBase &Call, esc_call_t Record);
  // Library functions (LoweringLibrary.cpp).
  void lowerLibraryCall(llvm::CallBase &Call, const LibraryModel &Model);
  void lowerLibraryArgument(llvm::CallBase &Call, const LibraryModel &Model,
                            unsigned Index, llvm::Value *Source);
  void lowerLibraryCalls(llvm::CallBase &Call, llvm::StringRef Calls);
  esc_loc_t loadMoved(esc_loc_t Pointer, int32_t Offset);
  esc_loc_t linkNodes(llvm::CallBase &Call, const LibraryModel &Model,
                      char Letter, llvm::ArrayRef<int32_t> Offsets);
  void lowerUnknownCall(llvm::CallBase &Call);
  void lowerUnknownArgument(llvm::CallBase &Call, unsigned Index,
                            esc_sink_t Sink);
  void lowerBundles(llvm::CallBase &Call);
  void lowerOpaqueCall(llvm::CallBase &Call, esc_sink_t Sink);

  uint32_t functionFlags();
  bool mayBeCopied() const;
  static bool mayBeCopied(const llvm::Instruction &I);
  static bool mayBeRedirected(const llvm::CallBase &Call);
  esc_obj_t mustSite(llvm::Value *Pointer) const;
  // What a pointer certainly is, in numbers of this function's own graph.
  struct Identity {
    esc_obj_t Object = ESC_NONE; // a site, or a parameter's placeholder
    uint32_t Maker = ESC_NONE;   // a call that returned it
    uint32_t Name = 0;           // of a phi
    bool isKnown() const {
      return Object != ESC_NONE || Maker != ESC_NONE || Name;
    }
  };
  Identity identity(llvm::Value *Pointer) const;
  std::pair<unsigned, Identity>
  nullEdge(const llvm::Instruction &Terminator) const;
  void nameValues();
  void findReachableBlocks();
  bool mayRepeat(const llvm::BasicBlock *BB);
  bool isReachable(const llvm::BasicBlock *BB) const {
    return Reachable.contains(BB);
  }

  LoweringContext &Context;
  const llvm::TargetLibraryInfo &TLI;
  llvm::Function &F;
  esc_graph_t &Graph;
  llvm::Instruction *Current = nullptr;
  llvm::Instruction *Numbered = nullptr; // whose origin is CurrentOrigin
  uint32_t CurrentOrigin = 0;
  esc_loc_t External = ESC_NONE; // shared: may point to anything external
  llvm::DenseMap<const llvm::Constant *, esc_loc_t> Constants;
  uint32_t FunctionOrigin = ESC_NONE;

  llvm::DenseMap<const llvm::Value *, esc_loc_t> Locs;
  llvm::DenseMap<const llvm::Instruction *, uint32_t> OriginOf;
  llvm::DenseMap<const llvm::Instruction *, esc_obj_t> SiteOf;
  llvm::DenseMap<const llvm::Argument *, esc_obj_t> PlaceholderOf;
  llvm::DenseSet<const llvm::Instruction *> KnownCalls;
  llvm::DenseMap<const llvm::Value *, uint32_t> Names; // of phis, from 1
  // The fact of a free, and the operand it gives back.
  llvm::DenseMap<const llvm::Instruction *, std::pair<uint32_t, llvm::Value *>>
      FreeOf;
  // Stores of values that are no pointers, and those among them whose value is
  // a load that is followed bit by bit.
  llvm::SmallVector<llvm::Instruction *, 16> DataStores;
  llvm::DenseSet<const llvm::Instruction *> FollowedStores;
  llvm::SmallVector<llvm::CallBase *, 8> SiteCalls; // by number of site
  llvm::SmallVector<esc_obj_t, 8> SiteObjects;
  llvm::SmallVector<esc_loc_t, 4> Results;
  llvm::SmallVector<llvm::BasicBlock *, 16> BlockOrder;
  llvm::DenseMap<const llvm::BasicBlock *, uint32_t> Reachable;
  OneBase Bases;
  SizeBounds Bounds;        // until the function has been lowered
  llvm::BitVector Repeated; // by number of block; empty: not yet known
};

} // namespace escape

#endif
