//===- Options.cpp - What follows `escape<` -------------------------------===//

#include "Options.h"

#include "llvm/ADT/Twine.h"

#include <cstdlib>

using namespace llvm;

namespace escape {

static Error fail(const Twine &Message) {
  return createStringError(inconvertibleErrorCode(), "escape: " + Message);
}

#ifdef ESCAPE_GUARD_SWITCHES
static Error disableGuard(Options &Result, StringRef Name) {
  for (int Guard = 0; Guard < ESC_GUARD_COUNT; ++Guard)
    if (Name == esc_guard_name(esc_guard_t(Guard))) {
      Result.Core.disabled_guards |= uint64_t(1) << Guard;
      return Error::success();
    }
  return fail("there is no guard '" + Name + "'");
}
#endif

static Error parseValue(Options &Result, StringRef Name, StringRef Value) {
  if (Name == "only-function") {
    Result.OnlyFunction = Value.str();
    return Error::success();
  }
  if (Name == "dump-efg") {
    Result.DumpFile = Value.str();
    return Error::success();
  }
  if (Name == "allocators") {
    Expected<std::shared_ptr<const HeapFile>> File = HeapFile::read(Value);
    if (!File)
      return File.takeError();
    Result.Allocators.push_back(std::move(*File));
    return Error::success();
  }
  if (Name == "oracle") {
    if (Value != "check" && Value != "count")
      return fail("option 'oracle' is check or count, not '" + Value + "'");
    Result.Watch = Value == "check" ? Oracle::Mode::Check : Oracle::Mode::Count;
    return Error::success();
  }
#ifdef ESCAPE_GUARD_SWITCHES
  if (Name == "disable-guard")
    return disableGuard(Result, Value);
#endif
  if (Name == "no-promote" || Name == "no-cleanup" ||
      Name == "promote-sanitized" || Name == "skip-ssp" || Name == "certify" ||
      Name == "source-report")
    return fail("option '" + Name + "' takes no value");
  uint64_t Number = 0;
  bool IsNumber = !Value.getAsInteger(10, Number);
  if (!esc_options_set_budget(&Result.Core, Name.data(), Name.size(), Number))
    return fail("there is no option '" + Name + "'");
  if (!IsNumber)
    return fail("option '" + Name + "' takes a whole number, not '" + Value +
                "'");
  return Error::success();
}

static Error parseSwitch(Options &Result, StringRef Name) {
  if (Name == "no-promote")
    Result.Core.is_report_only = true;
  else if (Name == "no-cleanup")
    Result.NoCleanup = true;
  else if (Name == "promote-sanitized")
    Result.PromoteSanitized = true;
  else if (Name == "skip-ssp")
    Result.SkipStackProtected = true;
  else if (Name == "source-report")
    Result.SourceReport = true;
  else if (Name == "certify")
    Result.Core.certifies = true;
  else if (Name == "only-function" || Name == "dump-efg" ||
           Name == "disable-guard" || Name == "oracle" ||
           Name == "allocators" ||
           esc_options_set_budget(&Result.Core, Name.data(), Name.size(), 0))
    return fail("option '" + Name + "' needs a value: " + Name + "=...");
  else
    return fail("there is no option '" + Name + "'");
  return Error::success();
}

Expected<Options> Options::parse(StringRef Text) {
  Options Result;
  Result.Text = Text.str();
#ifdef ESCAPE_GUARD_SWITCHES
  // Test builds only: a whole suite is run with one guard out.
  if (const char *Guard = std::getenv("ESCAPE_DISABLE_GUARD"))
    if (Error Problem = disableGuard(Result, Guard))
      return Expected<Options>(std::move(Problem));
#endif
  const char *Begin = Text.data();
  while (!Text.empty()) {
    StringRef Item;
    std::tie(Item, Text) = Text.split(';');
    auto [Name, Value] = Item.split('=');
    if (Error Problem = Item.contains('=') ? parseValue(Result, Name, Value)
                                           : parseSwitch(Result, Name))
      return createStringError(inconvertibleErrorCode(),
                               toString(std::move(Problem)) + " (character " +
                                   Twine(Item.data() - Begin + 1) +
                                   " of the options)");
  }
  return Result;
}

} // namespace escape
