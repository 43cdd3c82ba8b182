//===- Interface.cpp - The functions of escape-llvm.h ---------------------===//

#include "EscapePass.h"
#include "Result.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Passes/PassBuilder.h"

#include <cstdlib>
#include <cstring>

using namespace llvm;
using namespace escape;

unsigned escape_llvm_interface(void) { return ESCAPE_LLVM_INTERFACE; }

unsigned escape_llvm_major(void) { return LLVM_VERSION_MAJOR; }

// Runs one pass on a module that is in no pipeline.
static void runAlone(Module &M, EscapePass Pass) {
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  PassBuilder Builder;
  Builder.registerModuleAnalyses(MAM);
  Builder.registerCGSCCAnalyses(CGAM);
  Builder.registerFunctionAnalyses(FAM);
  Builder.registerLoopAnalyses(LAM);
  Builder.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  Pass.run(M, MAM);
}

static Expected<std::unique_ptr<Result>> run(Module &M, StringRef Text,
                                             unsigned Flags) {
  Expected<Options> Parsed = Options::parse(Text);
  if (!Parsed)
    return Parsed.takeError();
  if (!(Flags & ESCAPE_PROMOTE)) {
    Parsed->Core.is_report_only = true;
    if (Parsed->Watch != Oracle::Mode::None)
      return createStringError(inconvertibleErrorCode(),
                               "escape: option 'oracle' changes the module, so "
                               "it needs the flag ESCAPE_PROMOTE");
  }
  auto Data = std::make_unique<Result>(
      /*KeepsCalls=*/Parsed->Core.is_report_only);
  std::string Problem;
  Embedding Into;
  Into.Listen = [&](const FunctionReport &Report) { Data->add(Report); };
  Into.Problem = &Problem;
  Into.Emits = Flags & ESCAPE_EMIT_REMARKS ? Embedding::Remarks::Always
                                           : Embedding::Remarks::Never;
  runAlone(M, EscapePass(std::move(*Parsed), std::move(Into)));
  if (!Problem.empty())
    return createStringError(inconvertibleErrorCode(), Problem);
  Data->finish();
  return Data;
}

escape_result_t *escape_run(LLVMModuleRef Ref, const char *Text, unsigned Flags,
                            char **Message) {
  if (Message)
    *Message = nullptr;
  auto Made = run(*unwrap(Ref), Text ? Text : "", Flags);
  if (Made)
    return Made->release();
  std::string Problem = toString(Made.takeError());
  if (Message)
    *Message = strdup(Problem.c_str());
  return nullptr;
}

const escape_site_t *escape_result_find(const escape_result_t *Data,
                                        LLVMValueRef Call) {
  return static_cast<const Result *>(Data)->find(unwrap(Call));
}

void escape_result_free(escape_result_t *Data) {
  delete static_cast<Result *>(Data);
}

void escape_message_free(char *Message) { free(Message); }
