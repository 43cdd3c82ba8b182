//===- Main.cpp - One process, many contexts, one plugin ------------------===//
//
//   threads-host PLUGIN FILE...
//
// Runs `escape` on each file: once by itself, then 20 times after another heap
// has been laid out (every pointer differs, as does the order of whatever is
// kept by pointer), then in eight threads at once. The module, as text, and the
// remarks must be the same each time. Debian's LLVM has a fixed hash seed and
// is not instrumented, so neither that nor ThreadSanitizer is used here.
//
//===----------------------------------------------------------------------===//

#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

#include <thread>

using namespace llvm;

namespace {

struct Collector : DiagnosticHandler {
  std::string &Text;
  Collector(std::string &Text) : Text(Text) {}
  bool handleDiagnostics(const DiagnosticInfo &Info) override {
    raw_string_ostream OS(Text);
    DiagnosticPrinterRawOStream Printer(OS);
    Info.print(Printer);
    OS << "\n";
    return true;
  }
  bool isAnalysisRemarkEnabled(StringRef) const override { return true; }
  bool isMissedOptRemarkEnabled(StringRef) const override { return true; }
  bool isPassedOptRemarkEnabled(StringRef) const override { return true; }
  bool isAnyRemarkEnabled() const override { return true; }
};

} // namespace

// The remarks and the module, or "" if something went wrong.
static std::string runOn(const PassPlugin &Plugin, const std::string &File) {
  std::string Text;
  LLVMContext Context;
  Context.setDiagnosticHandler(std::make_unique<Collector>(Text));
  SMDiagnostic Error;
  std::unique_ptr<Module> M = parseIRFile(File, Error, Context);
  if (!M)
    return "";
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  PassBuilder Builder;
  Plugin.registerPassBuilderCallbacks(Builder);
  Builder.registerModuleAnalyses(MAM);
  Builder.registerCGSCCAnalyses(CGAM);
  Builder.registerFunctionAnalyses(FAM);
  Builder.registerLoopAnalyses(LAM);
  Builder.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  ModulePassManager Passes;
  if (auto Problem = Builder.parsePassPipeline(Passes, "escape<certify>")) {
    consumeError(std::move(Problem));
    return "";
  }
  Passes.run(*M, MAM);
  raw_string_ostream OS(Text);
  M->print(OS, nullptr);
  return Text;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    errs() << "usage: threads-host PLUGIN FILE...\n";
    return 1;
  }
  Expected<PassPlugin> Plugin = PassPlugin::Load(argv[1]);
  if (!Plugin) {
    errs() << toString(Plugin.takeError()) << "\n";
    return 1;
  }
  std::vector<std::string> Files(argv + 2, argv + argc), Alone;
  unsigned Passed = 0, Failed = 0;
  auto Check = [&](bool Good, const std::string &What) {
    Good ? ++Passed : ++Failed;
    if (!Good)
      outs() << "FAIL: " << What << "\n";
  };
  size_t Promoted = 0;
  for (const std::string &File : Files) {
    Alone.push_back(runOn(*Plugin, File));
    Check(!Alone.back().empty(), File + ": no output");
    Promoted += StringRef(Alone.back()).count("moved to stack");
  }
  Check(Promoted >= Files.size(), "too little is promoted to compare");

  std::vector<std::unique_ptr<char[]>> Held;
  for (unsigned Round = 1; Round <= 20; ++Round) {
    for (unsigned I = 0; I < 200; ++I) // other holes, other addresses
      Held.push_back(std::make_unique<char[]>((I * 7919 + Round * 104729) %
                                              (1000 * Round)));
    for (unsigned I = Round % 3; I < Held.size(); I += 3)
      Held[I].reset();
    for (size_t I = 0; I < Files.size(); ++I)
      Check(runOn(*Plugin, Files[I]) == Alone[I],
            Files[I] + ": another heap, another output");
  }

  std::vector<unsigned> Different(8);
  std::vector<std::thread> Threads;
  for (unsigned T = 0; T < 8; ++T)
    Threads.emplace_back([&, T] {
      for (size_t I = 0; I < 2 * Files.size(); ++I) {
        size_t File = (I + T) % Files.size(); // not all at the same
        Different[T] += runOn(*Plugin, Files[File]) != Alone[File];
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
  for (unsigned Count : Different)
    Check(Count == 0, "another output in a thread");
  outs() << Passed << " passed, " << Failed << " failed\n";
  return Failed != 0;
}
