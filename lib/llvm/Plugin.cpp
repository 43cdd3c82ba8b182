//===- Plugin.cpp - The entry point of the plugin -------------------------===//
//
// opt:   -passes=escape, escape<a;b=7>, print<escape>
// clang: -fpass-plugin=, at OptimizerEarly: after inlining and SROA, before
//        vectorization. Options by -mllvm -escape-options=a;b=7.
// rustc: -Zllvm-plugins=, at the same place. It hands no options to plugins:
//        they come from the environment, ESCAPE_OPTIONS, where there are no
//        others.
//
//===----------------------------------------------------------------------===//

#include "Assertions.h"
#include "Compat.h"
#include "EscapePass.h"
#include "Identity.h"
#include "SourceReport.h"

#include "escape/Passes.h"

#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

using namespace llvm;

extern "C" void LLVMGetVersion(unsigned *Major, unsigned *Minor,
                               unsigned *Patch) __attribute__((weak));

namespace escape {

// A host of another version must be able to load the plugin far enough to
// refuse it: nothing of LLVM may be touched before this says yes.
static bool hostIsOurs() {
  unsigned Major = 0; // of a host that has no LLVMGetVersion to ask
  if (LLVMGetVersion)
    LLVMGetVersion(&Major, nullptr, nullptr);
  return Major == LLVM_VERSION_MAJOR;
}

// Written once, while the plugin is loaded.
static cl::opt<std::string> *OptionText = nullptr;

__attribute__((constructor)) static void registerOptions() {
  if (hostIsOurs())
    OptionText = new cl::opt<std::string>(
        "escape-options", cl::Hidden,
        cl::desc("Options of the escape pass, as in escape<...>"));
}

// Says through the host, once there is a module to say it of, that the options
// are wrong: a plugin must not end its host.
class BadOptionsPass : public PassInfoMixin<BadOptionsPass> {
public:
  explicit BadOptionsPass(std::string Message) : Message(std::move(Message)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    M.getContext().emitError(Message +
                             " (in -escape-options or ESCAPE_OPTIONS)");
    return PreservedAnalyses::all();
  }

private:
  std::string Message;
};

// Whether the pipeline has the pass already: the plugin was given twice.
static bool hasPass(ModulePassManager &MPM, StringRef Name) {
  std::string Present;
  raw_string_ostream Out(Present);
  MPM.printPipeline(Out, [](StringRef Class) { return Class; });
  for (StringRef Rest = Present; !Rest.empty();) {
    StringRef Pass;
    std::tie(Pass, Rest) = Rest.split(',');
    if (Pass.split('<').first == Name)
      return true;
  }
  return false;
}

static void addToPipeline(ModulePassManager &MPM, bool YieldsToLink) {
  if (hasPass(MPM, "escape"))
    return;
  StringRef Text = OptionText ? StringRef(OptionText->getValue()) : "";
  if (const char *Given = std::getenv("ESCAPE_OPTIONS"); Given && Text.empty())
    Text = Given;
  Expected<Options> Parsed = Options::parse(Text);
  // The graphs a reader of the source wants are those of the source.
  if (Parsed && Parsed->SourceReport)
    Parsed->DumpFile.clear();
  if (!Parsed) {
    MPM.addPass(BadOptionsPass(toString(Parsed.takeError())));
    return;
  }
  Embedding Into;
  Into.YieldsToLink = YieldsToLink;
  MPM.addPass(EscapePass(std::move(*Parsed), std::move(Into)));
}

// Before inlining: sites get their names, and the source its report. A bad
// option is reported where the pass itself is added.
static void addBeforeInlining(ModulePassManager &MPM, bool ActionsFollow) {
  Expected<Options> Parsed =
      Options::parse(OptionText ? StringRef(OptionText->getValue()) : "");
  if (!Parsed)
    consumeError(Parsed.takeError());
  else if (!Parsed->SourceReport)
    MPM.addPass(NameSitesPass());
  else if (!hasPass(MPM, "source"))
    MPM.addPass(SourceReportPass(std::move(*Parsed), ActionsFollow));
}

// Assertions go first, and at every level. A bad option is reported where the
// pass itself is added.
static void addAssertions(ModulePassManager &MPM) {
  Expected<Options> Parsed =
      Options::parse(OptionText ? StringRef(OptionText->getValue()) : "");
  MPM.addPass(AssertionsPass(Parsed ? std::move(*Parsed) : Options()));
  if (!Parsed)
    consumeError(Parsed.takeError());
}

static void registerCallbacks(PassBuilder &PB) {
  registerPasses(PB, OptionText ? StringRef(OptionText->getValue()) : "");
  PB.registerPipelineStartEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel) { addAssertions(MPM); });
  atEarlySimplification(PB, [](ModulePassManager &MPM, OptimizationLevel Level,
                               ThinOrFullLTOPhase Phase) {
    // A link has had its report in the compile before it.
    if (Phase != ThinOrFullLTOPhase::ThinLTOPostLink &&
        Phase != ThinOrFullLTOPhase::FullLTOPostLink)
      addBeforeInlining(MPM, Level != OptimizationLevel::O0 &&
                                 Phase == ThinOrFullLTOPhase::None);
  });
  atOptimizerEarly(PB, [](ModulePassManager &MPM, OptimizationLevel Level,
                          ThinOrFullLTOPhase Phase) {
    // A compile before linking leaves the work to the link.
    if (Level != OptimizationLevel::O0 &&
        (Phase == ThinOrFullLTOPhase::None ||
         Phase == ThinOrFullLTOPhase::ThinLTOPostLink))
      addToPipeline(MPM, /*YieldsToLink=*/true);
  });
  PB.registerFullLinkTimeOptimizationLastEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel Level) {
        if (Level != OptimizationLevel::O0)
          addToPipeline(MPM, /*YieldsToLink=*/false);
      });
}

} // namespace escape

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  // No host has the second number: it says "wrong API version" and goes on.
  uint32_t Version =
      escape::hostIsOurs() ? uint32_t(LLVM_PLUGIN_API_VERSION) : 0u;
  return {Version, "escape", "0.1.0", escape::registerCallbacks};
}
