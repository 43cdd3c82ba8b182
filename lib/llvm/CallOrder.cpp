//===- CallOrder.cpp - In which order functions are analysed --------------===//
//
// Joined by signature, indirect calls would make one SCC of half a program
// (docs/algorithm.md), so SCCs are those of direct calls. The addresses that
// functions mention only order them: a first pass over calls and mentions puts
// the functions in a sequence, and the second takes them in it.
//
//===----------------------------------------------------------------------===//

#include "CallOrder.h"

#include "CalledBody.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstrTypes.h"

using namespace llvm;

namespace escape {

namespace {
// Nodes are the functions, then the module's global variables.
struct Mentions {
  const DenseMap<const Function *, uint32_t> &Ids;
  DenseMap<const GlobalVariable *, uint32_t> Globals;
  std::vector<esc_edge_t> Edges;

  // Who mentions `C`, whose node is `Node`, but for calls of it.
  void add(const Constant &C, uint32_t Node) {
    SmallVector<const Constant *, 8> Pending{&C};
    SmallPtrSet<const Constant *, 8> Seen;
    while (!Pending.empty())
      for (const Use &U : Pending.pop_back_val()->uses()) {
        if (auto *I = dyn_cast<Instruction>(U.getUser())) {
          auto *Call = dyn_cast<CallBase>(I);
          auto From = Ids.find(I->getFunction());
          if (From != Ids.end() && !(Call && Call->isCallee(&U)))
            Edges.push_back({From->second, Node});
        } else if (auto *G = dyn_cast<GlobalVariable>(U.getUser())) {
          if (G->isConstant())
            Edges.push_back({Globals.lookup(G), Node});
        } else if (auto *User = dyn_cast<Constant>(U.getUser())) {
          if (Seen.insert(User).second)
            Pending.push_back(User);
        }
      }
  }
};
} // namespace

static esc_status_t findComponents(uint32_t Nodes,
                                   std::vector<esc_edge_t> &Edges,
                                   esc_sccs_t &Found) {
  // The order of uses is not kept by files.
  llvm::sort(Edges, [](const esc_edge_t &A, const esc_edge_t &B) {
    return std::tie(A.from, A.to) < std::tie(B.from, B.to);
  });
  const esc_allocator_t *Allocator = esc_allocator_libc();
  esc_rows_t Rows = {};
  esc_status_t Status =
      esc_rows_build(Allocator, &Rows, Nodes, Edges.data(), Edges.size());
  if (Status != ESC_OK)
    return Status;
  esc_digraph_t Graph = {Nodes, Rows.first_edge.data, Rows.targets.data};
  Status = esc_sccs_find(Allocator, &Graph, &Found);
  esc_rows_free(Allocator, &Rows);
  return Status;
}

esc_status_t orderCalls(Module &M, const std::vector<Function *> &Functions,
                        const DenseMap<const Function *, uint32_t> &Ids,
                        esc_sccs_t &Order) {
  std::vector<esc_edge_t> Calls;
  for (uint32_t Callee = 0; Callee < Functions.size(); ++Callee)
    for (const Use &U : Functions[Callee]->uses())
      if (auto *Call = dyn_cast<CallBase>(U.getUser());
          Call && Call->isCallee(&U))
        Calls.push_back({Ids.lookup(Call->getFunction()), Callee});
  for (const GlobalAlias &Alias : M.aliases())
    for (const Use &U : Alias.uses())
      if (auto *Call = dyn_cast<CallBase>(U.getUser());
          Call && Call->isCallee(&U))
        if (auto Callee = Ids.find(calledBody(*Call)); Callee != Ids.end())
          Calls.push_back({Ids.lookup(Call->getFunction()), Callee->second});

  Mentions All{Ids, DenseMap<const GlobalVariable *, uint32_t>(), Calls};
  std::vector<const GlobalVariable *> Globals;
  for (const GlobalVariable &G : M.globals()) {
    All.Globals[&G] = Functions.size() + Globals.size();
    Globals.push_back(&G);
  }
  uint32_t Nodes = Functions.size() + Globals.size();
  for (uint32_t I = 0; I < Functions.size(); ++I)
    All.add(*Functions[I], I);
  // Those that no function is in would only cost time.
  BitVector HasFunction(Nodes);
  for (const esc_edge_t &Edge : All.Edges)
    HasFunction.set(Edge.from);
  SmallVector<const GlobalVariable *, 16> Pending;
  for (const GlobalVariable *G : Globals)
    if (HasFunction.test(All.Globals.lookup(G)))
      Pending.push_back(G);
  for (uint32_t I = 0; I < Pending.size(); ++I) {
    size_t Before = All.Edges.size();
    All.add(*Pending[I], All.Globals.lookup(Pending[I]));
    for (size_t J = Before; J < All.Edges.size(); ++J)
      if (uint32_t From = All.Edges[J].from;
          From >= Functions.size() && !HasFunction.test(From)) {
        HasFunction.set(From);
        Pending.push_back(Globals[From - Functions.size()]);
      }
  }

  esc_sccs_t Both = {};
  const esc_allocator_t *Allocator = esc_allocator_libc();
  esc_status_t Status = findComponents(Nodes, All.Edges, Both);
  std::vector<uint32_t> Sequence, PlaceOf(Functions.size());
  for (uint32_t I = 0; Status == ESC_OK && I < Nodes; ++I)
    if (uint32_t Node = Both.members.data[I]; Node < Functions.size()) {
      PlaceOf[Node] = Sequence.size();
      Sequence.push_back(Node);
    }
  esc_sccs_free(Allocator, &Both);
  if (Status != ESC_OK)
    return Status;
  for (esc_edge_t &Edge : Calls)
    Edge = {PlaceOf[Edge.from], PlaceOf[Edge.to]};
  Status = findComponents(Functions.size(), Calls, Order);
  for (uint32_t I = 0; Status == ESC_OK && I < Order.members.count; ++I)
    Order.members.data[I] = Sequence[Order.members.data[I]];
  return Status;
}

} // namespace escape
