//===- Page.cpp - The tables of docs/lowering.md --------------------------===//

#include "Page.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

using namespace llvm;

// The cells of `| a | b |`; a bar in backquotes is no border.
static std::vector<std::string> cellsOf(StringRef Line) {
  std::vector<std::string> Cells;
  std::string Cell;
  bool IsQuoted = false;
  for (char C : Line.trim().drop_front()) {
    if (C == '`')
      IsQuoted = !IsQuoted;
    if (C == '|' && !IsQuoted) {
      Cells.push_back(StringRef(Cell).trim().str());
      Cell.clear();
    } else {
      Cell += C;
    }
  }
  return Cells;
}

// What stands in backquotes.
static std::vector<std::string> quotedIn(StringRef Cell) {
  std::vector<std::string> Quoted;
  SmallVector<StringRef, 8> Parts;
  Cell.split(Parts, '`');
  for (size_t I = 1; I < Parts.size(); I += 2)
    Quoted.push_back(Parts[I].str());
  return Quoted;
}

Page readPage(const std::string &Text) {
  Page Result;
  SmallVector<StringRef, 0> Lines;
  StringRef(Text).split(Lines, '\n');
  std::vector<std::string> Header;
  for (unsigned I = 0; I < Lines.size(); ++I) {
    StringRef Line = Lines[I].trim();
    if (!Line.starts_with("|")) {
      Header.clear();
      continue;
    }
    std::vector<std::string> Cells = cellsOf(Line);
    if (Header.empty()) {
      Header = Cells;
      continue;
    }
    if (Line.starts_with("|--"))
      continue;
    auto Fail = [&](const char *Why) {
      Result.Problems.push_back("line " + std::to_string(I + 1) + ": " + Why);
    };
    if (Header[0] == "intrinsics by attributes") {
      std::vector<std::string> Names =
          Cells.empty() ? std::vector<std::string>() : quotedIn(Cells[0]);
      if (Names.empty())
        Fail("no name");
      for (std::string &Name : Names)
        Result.Families.push_back({I + 1, std::move(Name)});
      continue;
    }
    if (Header.size() < 3 || Header[1] != "IR" || Header[2] != "constraints")
      continue;
    if (Cells.size() != Header.size()) {
      Fail("not as many cells as the header");
      continue;
    }
    Row R = {I + 1, Header[0], quotedIn(Cells[0]), quotedIn(Cells[1]),
             quotedIn(Cells[2])};
    if (R.Names.empty() || R.IR.empty())
      Fail("no name or no IR");
    else if (R.Constraints.empty() && Cells[2] != "nothing")
      Fail("neither constraints nor `nothing`");
    else
      Result.Rows.push_back(std::move(R));
  }
  return Result;
}
