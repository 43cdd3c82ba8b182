//===- Rows.cpp - Every row of the page, against the lowering -------------===//

#include "Check.h"
#include "Lowered.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"

#include <set>

using namespace llvm;

// What the IR of a row may mention without saying what it is.
static const char Prelude[] = R"(
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global [4 x i64] zeroinitializer
@far = addrspace(1) global i64 0
@local = thread_local global i64 0
@alias = alias [4 x i64], ptr @g
@chosen = ifunc void (), ptr @resolver
define internal ptr @resolver() {
  ret ptr null
}
define internal void @defined(ptr %p) {
  ret void
}
@ops = internal constant [2 x ptr] [ptr null, ptr @defined]
declare void @unseen(...)
declare void @callee()
declare void @one(ptr)
declare ptr @through(ptr)
declare i64 @number(ptr)
declare i32 @__gxx_personality_v0(...)
declare i32 @__CxxFrameHandler3(...)
declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
declare noalias ptr @realloc(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="malloc"
!0 = distinct !{!0}
!1 = distinct !{!1, !0}
!2 = !{!1}
)";

static const std::pair<const char *, const char *> Parameters[] = {
    {"p", "ptr"},        {"q", "ptr"},
    {"v", "ptr"},        {"d", "ptr"},
    {"s", "ptr"},        {"i", "i64"},
    {"n", "i64"},        {"k", "i32"},
    {"b", "i8"},         {"c", "i1"},
    {"x", "double"},     {"w", "<2 x ptr>"},
    {"u", "<2 x ptr>"},  {"m", "<2 x i1>"},
    {"y", "<2 x i64>"},  {"a", "{ptr, ptr}"},
    {"e", "{ptr, i32}"}, {"f", "{ptr, i64}"},
    {"z", "i128"},       {"far", "ptr addrspace(1)"}};

static std::string join(ArrayRef<std::string> Lines) {
  std::string Text;
  for (const std::string &Line : Lines)
    Text += "\n    " + Line;
  return Text.empty() ? "\n    nothing" : Text;
}

// A function of the row's lines: the parameters they mention, what they return.
static std::string functionOf(ArrayRef<std::string> IR) {
  std::string Body, Returned = "void", Params;
  for (StringRef Line : IR) {
    Body += (Line.ends_with(":") ? "" : "  ") + Line.str() + "\n";
    SmallVector<StringRef, 3> Match;
    if (Regex("^ret (.*) %[a-z0-9]+$").match(Line, &Match))
      Returned = Match[1].str();
  }
  for (auto [Name, Type] : Parameters)
    if (Regex(std::string("%") + Name + "([^a-z0-9:]|$)").match(Body))
      Params += (Params.empty() ? "" : ", ") + std::string(Type) + " %" + Name;
  if (StringRef(Body).contains("va_start"))
    Params += Params.empty() ? "..." : ", ...";
  static const Regex Terminator("^(ret|br|switch|indirectbr|resume|unreachable|"
                                "cleanupret|catchret) |unwind|^unreachable");
  if (!Terminator.match(IR.back()))
    Body += "  ret void\n";
  bool IsFunclet = Regex("catchpad|cleanuppad|catchswitch").match(Body);
  return "define " + Returned + " @row(" + Params + ") personality ptr @" +
         (IsFunclet ? "__CxxFrameHandler3" : "__gxx_personality_v0") + " {\n" +
         "entry:\n" + Body + "}\n";
}

static bool usesConstant(const User &U, const std::string &Name) {
  for (const Value *Operand : U.operands()) {
    auto *C = dyn_cast<Constant>(Operand);
    if (!C)
      continue;
    if (nameOfConstant(*C) == Name)
      return true;
    if (!isa<GlobalValue>(C) && usesConstant(*C, Name))
      return true;
  }
  return false;
}

// The row is about what its first cell says.
static bool isAbout(const Row &R, const std::string &Name, Function &F) {
  if (R.Kind == "attribute")
    return any_of(R.IR, [&](StringRef Line) { return Line.contains(Name); });
  for (Instruction &I : instructions(F)) {
    if (R.Kind == "opcode" && Name == I.getOpcodeName())
      return true;
    if (R.Kind == "constant" && usesConstant(I, Name))
      return true;
    if (auto *Call = dyn_cast<IntrinsicInst>(&I);
        Call && R.Kind == "intrinsic" &&
        Intrinsic::getBaseName(Call->getIntrinsicID()) == "llvm." + Name)
      return true;
  }
  return false;
}

static void checkOne(const Row &R, const std::string &Name, Results &Found) {
  std::vector<std::string> IR = R.IR;
  for (std::string &Line : IR)
    for (size_t At; (At = Line.find("NAME")) != std::string::npos;)
      Line.replace(At, 4, Name);
  std::string Where = "line " + std::to_string(R.Line) + " (" + Name + "): ";
  LLVMContext Context;
  SMDiagnostic Error;
  std::string Text = Prelude + functionOf(IR);
  std::unique_ptr<Module> M = parseAssemblyString(Text, Error, Context);
  if (!M) {
    Found.fail(Where + Error.getMessage().str() + ": " +
               Error.getLineContents().str());
    return;
  }
  std::string Wrong;
  raw_string_ostream Stream(Wrong);
  if (verifyModule(*M, &Stream)) {
    Found.fail(Where + Wrong);
    return;
  }
  Function &F = *M->getFunction("row");
  if (!isAbout(R, Name, F)) {
    Found.fail(Where + "its IR has none");
    return;
  }
  Lowered Is = lowerFunction(F);
  for (const std::string &Problem : Is.Problems)
    Found.fail(Where + Problem);
  if (Is.Lines != R.Constraints)
    Found.fail(Where + "lowering says" + join(Is.Lines) + "\n  the row says" +
               join(R.Constraints));
  else
    Found.pass();
}

// What must have a row, from LLVM's own lists.
static std::set<std::string> wantedNames(const std::string &Kind) {
  std::set<std::string> Names;
  auto Enter = [&](unsigned Opcode) {
    Names.insert(Instruction::getOpcodeName(Opcode));
  };
  if (Kind == "opcode") {
#define HANDLE_INST(NUMBER, OPCODE, CLASS) Enter(NUMBER);
#define HANDLE_USER_INST(NUMBER, OPCODE, CLASS) // never in a module
#include "llvm/IR/Instruction.def"
  } else if (Kind == "constant") {
#define HANDLE_CONSTANT(NAME) Names.insert(#NAME);
#include "llvm/IR/Value.def"
    Names.erase("ConstantExpr"); // by its operations
    auto EnterExpression = [&](unsigned Opcode) {
      Names.insert(std::string("ConstantExpr ") +
                   Instruction::getOpcodeName(Opcode));
    };
    for (unsigned I = Instruction::BinaryOpsBegin;
         I < Instruction::BinaryOpsEnd; ++I)
      if (ConstantExpr::isSupportedBinOp(I))
        EnterExpression(I);
    for (unsigned I = Instruction::CastOpsBegin; I < Instruction::CastOpsEnd;
         ++I)
      if (ConstantExpr::isSupportedCastOp(I))
        EnterExpression(I);
    EnterExpression(Instruction::GetElementPtr);
    EnterExpression(Instruction::ExtractElement);
    EnterExpression(Instruction::InsertElement);
    EnterExpression(Instruction::ShuffleVector);
  }
  return Names;
}

std::string nameOfConstant(const Constant &C) {
  if (auto *Expression = dyn_cast<ConstantExpr>(&C))
    return std::string("ConstantExpr ") + Expression->getOpcodeName();
  switch (C.getValueID()) {
#define HANDLE_CONSTANT(NAME)                                                  \
  case Value::NAME##Val:                                                       \
    return #NAME;
#include "llvm/IR/Value.def"
  }
  return "";
}

void checkRows(const Page &P, Results &Found) {
  for (const Row &R : P.Rows)
    for (const std::string &Name : R.Names)
      checkOne(R, Name, Found);
  for (const char *Kind : {"opcode", "constant"}) {
    std::set<std::string> Wanted = wantedNames(Kind);
    std::set<std::string> Missing = Wanted;
    for (const Row &R : P.Rows)
      if (R.Kind == Kind)
        for (const std::string &Name : R.Names)
          Missing.erase(Name);
    for (const std::string &Name : Missing)
      Found.fail(std::string(Kind) + " without a row: " + Name);
    outs() << Wanted.size() << " names of kind " << Kind << "\n";
  }
}
