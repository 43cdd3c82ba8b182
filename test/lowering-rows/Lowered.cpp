//===- Lowered.cpp - One function through the lowering, as lines ----------===//

#include "Lowered.h"

#include "llvm/Lowering.h"

#include "llvm/ADT/Twine.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

extern "C" {
#include "graph/text_lines.h"
#include "graph/text_words.h"
#include "solve/certify.h"
#include "solve/solve.h"
}

using namespace llvm;
using namespace escape;

namespace {

class Printer {
public:
  Printer(const esc_graph_t &Graph) : Graph(Graph) {}

  void name(esc_loc_t Loc, std::string Name) {
    if (Loc != ESC_NONE)
      Locs.try_emplace(Loc, std::move(Name));
  }
  void nameFunction(uint32_t Id, StringRef Name) { Functions[Id] = Name.str(); }

  std::string line(esc_text_line_t *Line, uint32_t Index) {
    Text.clear();
    esc_text_writer_t Writer = {write, nameOf, this};
    esc_text_out_t Out = {};
    Out.writer = &Writer;
    Out.graph = &Graph;
    Out.ok = true;
    Line(&Out, Index);
    // Where it comes from is the same for all: the row's instruction.
    for (const char *Detail : {" !", " operand=", " sink="}) {
      size_t At = Text.rfind(Detail);
      if (At != std::string::npos)
        Text.resize(At);
    }
    return Text;
  }

private:
  static bool write(void *Self, const char *Data, size_t Size) {
    static_cast<Printer *>(Self)->Text.append(Data, Size);
    return true;
  }

  static const char *nameOf(void *Self, esc_text_kind_t Kind, uint32_t Id,
                            size_t *Length) {
    auto *P = static_cast<Printer *>(Self);
    std::string *Name = nullptr;
    if (Kind == ESC_TEXT_LOC) {
      Name = &P->Locs[Id];
      if (Name->empty())
        *Name = "t" + std::to_string(++P->Temporaries);
    } else if (Kind == ESC_TEXT_OBJECT) {
      Name = &P->Objects[Id];
      if (Name->empty())
        *Name = "o" + std::to_string(P->Objects.size());
    } else if (Kind == ESC_TEXT_FUNCTION) {
      Name = &P->Functions[Id];
    }
    if (!Name)
      return nullptr;
    *Length = Name->size();
    return Name->data();
  }

  const esc_graph_t &Graph;
  std::string Text;
  DenseMap<uint32_t, std::string> Locs, Objects, Functions;
  unsigned Temporaries = 0;
};

} // namespace

// Unknown code may hold whatever an escaping location points to.
static void checkSolution(const esc_graph_t &Graph,
                          std::vector<std::string> &Problems) {
  esc_solution_t Solution;
  esc_refusal_t Refusal;
  if (esc_solve(&Graph, 1000000, &Solution) != ESC_OK)
    Problems.push_back("not solved");
  else if (esc_certify(&Graph, &Solution, &Refusal) != ESC_OK)
    Problems.push_back(std::string("refused: ") + Refusal.rule);
  else
    for (uint32_t I = 0; I < Graph.constraints.count; ++I) {
      const esc_constraint_t &C = Graph.constraints.data[I];
      if (C.kind != ESC_ESCAPE)
        continue;
      const esc_idset_t &Targets = Solution.locs.data[C.src].targets;
      for (uint32_t J = 0; J < Targets.count; ++J) {
        esc_obj_t Object = Solution.cells.data[Targets.data[J]].object;
        if (!Solution.objects.data[Object].is_external)
          Problems.push_back("an escaping object is not external");
      }
    }
  esc_solution_free(&Solution);
}

// What comes with any function that has such parameters.
static bool isOfParameters(const esc_graph_t &Graph,
                           const esc_constraint_t &C) {
  const esc_function_t &Function = Graph.functions.data[0];
  if (C.kind == ESC_ADDR_OF)
    return Graph.objects.data[C.src].kind == ESC_OBJECT_PLACEHOLDER;
  if (C.kind != ESC_COPY || C.origin != 0)
    return false;
  for (uint32_t I = 0; I < Function.param_count; ++I)
    if (Graph.locs_of_calls.data[Function.first_param + I] == C.src)
      return true;
  return false;
}

Lowered lowerFunction(Function &F) {
  Module &M = *F.getParent();
  Origins Numbers;
  DenseMap<const Function *, uint32_t> Ids;
  esc_graph_t Graph;
  esc_graph_init(&Graph, esc_allocator_libc());
  Printer Print(Graph);
  for (Function &Other : M)
    if (!Other.isDeclaration()) {
      uint32_t Id = Ids.size();
      Ids[&Other] = Id;
      Print.nameFunction(Id, Other.getName());
    }
  LoweringContext Context(M.getDataLayout(), Numbers, Ids);
  TargetLibraryInfoImpl Library(M.getTargetTriple());
  TargetLibraryInfo TLI(Library);
  Lowering Lower(Context, TLI, F, Graph);
  Lower.run();

  auto NameLeaves = [&](Value &V) {
    esc_loc_t First = Lower.location(V);
    unsigned Count = Context.Types.of(V.getType()).Leaves.size();
    for (unsigned I = 0; First != ESC_NONE && I < std::max(1u, Count); ++I)
      Print.name(First + I,
                 I ? (V.getName() + "." + Twine(I)).str() : V.getName().str());
  };
  for (Argument &Arg : F.args())
    NameLeaves(Arg);
  for (Instruction &I : instructions(F))
    if (I.hasName())
      NameLeaves(I);
  const esc_function_t &Function = Graph.functions.data[0];
  for (uint32_t I = 0; I < Function.result_count; ++I)
    Print.name(Graph.locs_of_calls.data[Function.first_result + I],
               "result" + (I ? "." + std::to_string(I) : ""));

  Lowered Result;
  for (uint32_t I = 0; I < Graph.objects.count; ++I)
    if (Graph.objects.data[I].kind != ESC_OBJECT_PLACEHOLDER)
      Result.Lines.push_back(Print.line(esc_text_line_object, I));
  for (uint32_t I = 0; I < Graph.constraints.count; ++I)
    if (!isOfParameters(Graph, Graph.constraints.data[I]))
      Result.Lines.push_back(Print.line(esc_text_line_constraint, I));
  for (uint32_t I = 0; I < Graph.facts.count; ++I)
    Result.Lines.push_back(Print.line(esc_text_line_fact, I));
  for (uint32_t I = 0; I < Graph.calls.count; ++I)
    Result.Lines.push_back(Print.line(esc_text_line_call, I));
  for (const esc_word_t *Word = esc_words_function_flag; Word->word; ++Word)
    if (Function.flags & Word->value & ~ESC_FUNCTION_NOT_COPIED)
      Result.Lines.push_back(Word->word);
  if (Graph.status != ESC_OK)
    Result.Problems.push_back("the graph was not built");
  else if (Graph.calls.count == 0) // a call is to be linked first
    checkSolution(Graph, Result.Problems);
  esc_graph_free(&Graph);
  return Result;
}
