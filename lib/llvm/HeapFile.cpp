//===- HeapFile.cpp - Allocators described by the user --------------------===//

#include "HeapFile.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"

#include <optional>

using namespace llvm;

namespace escape {
namespace {

// The values of the file, each with a type that knows what it may be.
struct Argument {
  uint32_t Number = 0;
};
enum class Frees { Explicit, Never };
enum class Collector { FindsRoots, NeedsRoots };
enum class ZeroSize { Unspecified, ReturnsNull };

struct Field {
  Argument Of;
  uint32_t Offset = 0;
  yaml::Hex64 Mask = UINT64_MAX;
};

struct Family {
  std::string Name;
  Frees How = Frees::Explicit;
  Collector Needs = Collector::FindsRoots;
};

struct Row {
  std::string Name, Pattern, Demangled, Family;
  esc_heap_action_t Action = ESC_HEAP_ALLOC;
  Argument Size, Count, Pointer, Alignment;
  uint64_t Bytes = 0;
  uint32_t Align = 0;
  bool Zeroed = false;
  ZeroSize Zero = ZeroSize::Unspecified;
  Field SizeIn, FinalizedIf;
  esc_heap_function_t Made = {};

  // The one of the three that is given.
  const std::string &text() const {
    return !Name.empty() ? Name : !Pattern.empty() ? Pattern : Demangled;
  }
};

struct Document {
  std::vector<Family> Families;
  std::vector<Row> Rows;
};

// What the mappings below need of one another.
struct Reading {
  StringMap<uint32_t> Families;
  StringSet<> Symbols;
  const char *Keys = ""; // of the mapping that was read last
  // The parser looks for unknown keys after it has validated: a misspelt key is
  // found in a first reading.
  bool Validates = false;
};

} // namespace
} // namespace escape

LLVM_YAML_IS_SEQUENCE_VECTOR(escape::Family)
LLVM_YAML_IS_SEQUENCE_VECTOR(escape::Row)

namespace llvm::yaml {

template <> struct ScalarTraits<escape::Argument> {
  static StringRef input(StringRef Text, void *, escape::Argument &Value) {
    if (Text.getAsInteger(10, Value.Number) || !Value.Number ||
        Value.Number > 255)
      return "expected the number of an argument: 1 is the first";
    return "";
  }
  static void output(const escape::Argument &Value, void *, raw_ostream &Out) {
    Out << Value.Number;
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

// A word of a list. `Expected` is the error.
#define WORDS(TYPE, EXPECTED, ...)                                             \
  template <> struct ScalarTraits<TYPE> {                                      \
    static StringRef input(StringRef Text, void *, TYPE &Value) {              \
      static constexpr std::pair<const char *, TYPE> Words[] = {__VA_ARGS__};  \
      for (auto &[Word, Meaning] : Words)                                      \
        if (Text == Word) {                                                    \
          Value = Meaning;                                                     \
          return "";                                                           \
        }                                                                      \
      return "expected " EXPECTED;                                             \
    }                                                                          \
    static void output(const TYPE &, void *, raw_ostream &) {}                 \
    static QuotingType mustQuote(StringRef) { return QuotingType::None; }      \
  };

WORDS(esc_heap_action_t, "alloc, realloc, dup or free",
      {"alloc", ESC_HEAP_ALLOC}, {"realloc", ESC_HEAP_REALLOC},
      {"dup", ESC_HEAP_DUP}, {"free", ESC_HEAP_FREE})
WORDS(escape::Frees, "explicit or never", {"explicit", escape::Frees::Explicit},
      {"never", escape::Frees::Never})
WORDS(escape::Collector, "finds-roots or needs-roots",
      {"finds-roots", escape::Collector::FindsRoots},
      {"needs-roots", escape::Collector::NeedsRoots})
WORDS(escape::ZeroSize, "unspecified or returns-null",
      {"unspecified", escape::ZeroSize::Unspecified},
      {"returns-null", escape::ZeroSize::ReturnsNull})
#undef WORDS

static escape::Reading &reading(IO &In) {
  return *static_cast<escape::Reading *>(In.getContext());
}

template <> struct MappingTraits<escape::Field> {
  static void mapping(IO &In, escape::Field &Value) {
    In.mapRequired("argument", Value.Of);
    In.mapRequired("offset", Value.Offset);
    In.mapOptional("mask", Value.Mask);
    reading(In).Keys = "argument, offset, mask";
  }
};

template <> struct MappingTraits<escape::Family> {
  static void mapping(IO &In, escape::Family &Value) {
    In.mapRequired("name", Value.Name);
    In.mapOptional("frees", Value.How);
    In.mapOptional("collector", Value.Needs);
    reading(In).Keys = "name, frees, collector";
  }
  static std::string validate(IO &In, escape::Family &Value) {
    if (!reading(In).Validates)
      return "";
    auto &Families = reading(In).Families;
    if (!Families.try_emplace(Value.Name, Families.size()).second)
      return "expected one family of the name '" + Value.Name + "'";
    return "";
  }
};

template <> struct MappingTraits<escape::Row> {
  static void mapping(IO &In, escape::Row &Value) {
    In.mapOptional("name", Value.Name);
    In.mapOptional("pattern", Value.Pattern);
    In.mapOptional("demangled", Value.Demangled);
    In.mapRequired("does", Value.Action);
    In.mapRequired("family", Value.Family);
    In.mapOptional("size", Value.Size);
    In.mapOptional("count", Value.Count);
    In.mapOptional("bytes", Value.Bytes);
    In.mapOptional("pointer", Value.Pointer);
    In.mapOptional("alignment", Value.Alignment);
    In.mapOptional("align", Value.Align);
    In.mapOptional("zeroed", Value.Zeroed);
    In.mapOptional("zero-size", Value.Zero);
    In.mapOptional("size-in", Value.SizeIn);
    In.mapOptional("finalized-if", Value.FinalizedIf);
    reading(In).Keys =
        "name, pattern, demangled, does, family, size, count, bytes, pointer, "
        "alignment, align, zeroed, zero-size, size-in, finalized-if";
  }

  static std::string validate(IO &In, escape::Row &Value) {
    if (!reading(In).Validates)
      return "";
    if (!Value.Name.empty() + !Value.Pattern.empty() +
            !Value.Demangled.empty() !=
        1)
      return "expected one of name, pattern and demangled";
    auto Found = reading(In).Families.find(Value.Family);
    if (Found == reading(In).Families.end())
      return "expected a family that is listed under families, not '" +
             Value.Family + "'";
    if (!Value.Name.empty() && !reading(In).Symbols.insert(Value.Name).second)
      return "expected one description of '" + Value.Name + "'";
    auto Place = [](const escape::Field &F) {
      return esc_heap_field_t{F.Of.Number, F.Offset, F.Mask};
    };
    esc_heap_function_t &Made = Value.Made;
    Made.name = Value.text().c_str();
    Made.match = !Value.Name.empty()      ? ESC_HEAP_SYMBOL
                 : !Value.Pattern.empty() ? ESC_HEAP_PATTERN
                                          : ESC_HEAP_DEMANGLED;
    Made.action = Value.Action;
    Made.family = Found->second;
    Made.bytes = Value.Bytes;
    Made.size = Value.Size.Number;
    Made.count = Value.Count.Number;
    Made.size_field = Place(Value.SizeIn);
    Made.pointer = Value.Pointer.Number;
    Made.alignment = Value.Alignment.Number;
    Made.align = Value.Align;
    Made.is_zeroed = Value.Zeroed;
    Made.zero_size_is_null = Value.Zero == escape::ZeroSize::ReturnsNull;
    Made.finalized = Place(Value.FinalizedIf);
    const char *Broken = esc_heap_function_check(&Made);
    return Broken ? Broken : "";
  }
};

template <> struct MappingTraits<escape::Document> {
  static void mapping(IO &In, escape::Document &Value) {
    In.mapRequired("families", Value.Families);
    In.mapRequired("functions", Value.Rows);
    reading(In).Keys = "families, functions";
  }
};

} // namespace llvm::yaml

namespace escape {

class HeapFileReader {
public:
  explicit HeapFileReader(StringRef Path) : Path(Path) {}

  Expected<std::shared_ptr<const HeapFile>> read() {
    auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
    if (!Buffer)
      return createStringError(Buffer.getError(),
                               "escape: cannot read " + Path + ": " +
                                   Buffer.getError().message());
    Document Content;
    for (bool Validates : {false, true}) {
      Content = Document();
      Shared = Reading();
      Shared.Validates = Validates;
      yaml::Input In((*Buffer)->getMemBufferRef(), &Shared, note, this);
      In >> Content;
      if (Problem.empty() && In.error())
        Problem = Path + ":1:1: expected a mapping with families and functions";
      if (!Problem.empty())
        return createStringError(In.error(), "escape: " + Problem);
    }
    return make(Content);
  }

private:
  // Keeps the first error: those behind it may follow from it.
  static void note(const SMDiagnostic &What, void *Reader) {
    auto &This = *static_cast<HeapFileReader *>(Reader);
    if (!This.Problem.empty() || What.getKind() != SourceMgr::DK_Error)
      return;
    This.Problem = This.Path + ":" + std::to_string(What.getLineNo()) + ":" +
                   std::to_string(What.getColumnNo() + 1) + ": " +
                   What.getMessage().str();
    if (What.getMessage().starts_with("unknown key"))
      This.Problem += std::string(": expected one of ") + This.Shared.Keys;
  }

  std::shared_ptr<const HeapFile> make(const Document &Content) {
    std::shared_ptr<HeapFile> File(new HeapFile);
    File->Path = Path;
    // No name moves once a row points to it.
    File->Names.reserve(Content.Families.size() + Content.Rows.size());
    auto Keep = [&](const std::string &Name) {
      return File->Names.emplace_back(Name).c_str();
    };
    for (const Family &Each : Content.Families)
      File->Families.push_back({Keep(Each.Name), Each.How == Frees::Never,
                                Each.Needs == Collector::NeedsRoots});
    for (const Row &Each : Content.Rows) {
      File->Functions.push_back(Each.Made);
      File->Functions.back().name = Keep(Each.text());
      File->HasDemangled |= Each.Made.match == ESC_HEAP_DEMANGLED;
    }
    return File;
  }

  std::string Path, Problem;
  Reading Shared;
};

Expected<std::shared_ptr<const HeapFile>> HeapFile::read(StringRef Path) {
  return HeapFileReader(Path).read();
}

const esc_heap_function_t *HeapFile::find(const Function &F) const {
  esc_heap_table_t Table = {Families.data(), Functions.data(),
                            uint32_t(Families.size()),
                            uint32_t(Functions.size())};
  std::string Symbol = F.getName().str();
  return esc_heap_table_find(&Table, Symbol.c_str(),
                             HasDemangled ? demangle(Symbol).c_str() : nullptr);
}

std::string checkPrototype(const Function &F, const esc_heap_function_t &Row) {
  auto Check = [&](uint32_t Number, bool (*Fits)(const Type *),
                   const char *What) -> std::string {
    if (!Number ||
        (Number <= F.arg_size() && Fits(F.getArg(Number - 1)->getType())))
      return "";
    return "argument " + std::to_string(Number) + " of '" + F.getName().str() +
           "' is not " + What;
  };
  auto IsInteger = [](const Type *T) { return T->isIntegerTy(); };
  auto IsPointer = [](const Type *T) { return T->isPointerTy(); };
  if (Row.action != ESC_HEAP_FREE && !F.getReturnType()->isPointerTy())
    return "the result of '" + F.getName().str() + "' is not a pointer";
  for (uint32_t Number : {Row.size, Row.count, Row.alignment})
    if (std::string Bad = Check(Number, IsInteger, "an integer"); !Bad.empty())
      return Bad;
  for (uint32_t Number :
       {Row.pointer, Row.size_field.argument, Row.finalized.argument})
    if (std::string Bad = Check(Number, IsPointer, "a pointer"); !Bad.empty())
      return Bad;
  return "";
}

} // namespace escape
