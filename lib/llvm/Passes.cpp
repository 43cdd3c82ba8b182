//===- Passes.cpp - Pass names, and the analysis --------------------------===//

#include "escape/Passes.h"

#include "Assertions.h"
#include "Driver.h"
#include "EscapePass.h"
#include "Identity.h"
#include "Result.h"
#include "SourceReport.h"

#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace escape {

AnalysisKey EscapeAnalysis::Key;

EscapeAnalysis::EscapeAnalysis(std::string Options)
    : Options(std::move(Options)) {}

EscapeResult EscapeAnalysis::run(Module &M, ModuleAnalysisManager &MAM) {
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  auto Data = std::make_unique<escape::Result>(/*KeepsCalls=*/true);
  Expected<escape::Options> Parsed = escape::Options::parse(Options);
  if (Parsed)
    Driver(M, FAM, *Parsed, Driver::Mode::Analyze,
           [&](const FunctionReport &Report) { Data->add(Report); })
        .run();
  else
    M.getContext().emitError(toString(Parsed.takeError()));
  Data->finish();
  return EscapeResult(Data.release());
}

Error addPass(ModulePassManager &MPM, StringRef Text) {
  Expected<Options> Parsed = Options::parse(Text);
  if (!Parsed)
    return Parsed.takeError();
  MPM.addPass(EscapePass(std::move(*Parsed)));
  return Error::success();
}

// False where the name is none of ours, or its options are bad: the host goes
// on to say which pass text it could not parse, and fails.
static bool parsePass(StringRef Name, ModulePassManager &MPM) {
  if (Name == "require<escape>") {
    MPM.addPass(RequireAnalysisPass<EscapeAnalysis, Module>());
    return true;
  }
  if (Name == "invalidate<escape>") {
    MPM.addPass(InvalidateAnalysisPass<EscapeAnalysis>());
    return true;
  }
  if (Name == "names<escape>") {
    MPM.addPass(NameSitesPass());
    return true;
  }
  if (Name == "print<escape>" || Name == "source<escape>" ||
      Name == "assertions<escape>") {
    Expected<Options> Defaults = Options::parse("");
    if (!Defaults) {
      logAllUnhandledErrors(Defaults.takeError(), errs(), "error: ");
      return false;
    }
    if (Name == "print<escape>")
      MPM.addPass(EscapePrinterPass(errs(), std::move(*Defaults)));
    else if (Name == "source<escape>")
      MPM.addPass(SourceReportPass(std::move(*Defaults), false));
    else
      MPM.addPass(AssertionsPass(std::move(*Defaults)));
    return true;
  }
  StringRef Text = Name;
  if (!Text.consume_front("escape"))
    return false;
  if (!Text.empty() && !(Text.consume_front("<") && Text.consume_back(">")))
    return false;
  Error Problem = addPass(MPM, Text);
  bool IsGood = !Problem;
  logAllUnhandledErrors(std::move(Problem), errs(), "error: ");
  return IsGood;
}

void registerPasses(PassBuilder &PB, StringRef Options) {
  PB.registerPipelineParsingCallback(
      [](StringRef Name, ModulePassManager &MPM,
         ArrayRef<PassBuilder::PipelineElement>) {
        return parsePass(Name, MPM);
      });
  PB.registerAnalysisRegistrationCallback(
      [Text = Options.str()](ModuleAnalysisManager &MAM) {
        MAM.registerPass([&] { return EscapeAnalysis(Text); });
      });
  // So that -print-pipeline-passes writes require<escape>.
  if (PassInstrumentationCallbacks *PIC = PB.getPassInstrumentationCallbacks())
    PIC->addClassToPassName(EscapeAnalysis::name(), "escape");
}

} // namespace escape
