//===- Page.h - The tables of docs/lowering.md ------------------*- C++ -*-===//

#ifndef ESCAPE_TEST_PAGE_H
#define ESCAPE_TEST_PAGE_H

#include <string>
#include <vector>

// A row of a table whose header is `| KIND | IR | constraints | ...`.
struct Row {
  unsigned Line;
  std::string Kind;               // first word of the header: opcode, ...
  std::vector<std::string> Names; // in backquotes in the first cell
  std::vector<std::string> IR;    // lines
  std::vector<std::string> Constraints;
};

// A name of a table whose header is `| intrinsics by attributes | ...`; a `*`
// at its end stands for anything.
struct ByAttributes {
  unsigned Line;
  std::string Name;
};

struct Page {
  std::vector<Row> Rows;
  std::vector<ByAttributes> Families;
  // Lines that stand in a table and cannot be read.
  std::vector<std::string> Problems;
};

Page readPage(const std::string &Text);

#endif
