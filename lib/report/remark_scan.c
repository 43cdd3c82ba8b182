/* LLVM's YAML parser takes some 100,000 instructions for a remark; a program's
 * report is as many remarks. Nearly all of them look alike, because one
 * function of LLVM wrote them (YAMLRemarkSerializer.cpp); those are read here.
 */
#include "report/remark.h"

#include <stdlib.h>
#include <string.h>

typedef struct scan {
  const char *at, *end;
} scan_t;

esc_remark_arg_t *esc_remark_add(esc_remark_t *remark) {
  if (remark->arg_count == remark->arg_room) {
    uint32_t room = remark->arg_room ? 2 * remark->arg_room : 32;
    esc_remark_arg_t *args = realloc(remark->args, room * sizeof *args);
    if (!args)
      return NULL;
    remark->args = args;
    remark->arg_room = room;
  }
  esc_remark_arg_t *arg = &remark->args[remark->arg_count++];
  memset(arg, 0, sizeof *arg);
  return arg;
}

static bool take(scan_t *scan, const char *text) {
  size_t length = strlen(text);
  if ((size_t)(scan->end - scan->at) < length ||
      memcmp(scan->at, text, length) != 0)
    return false;
  scan->at += length;
  return true;
}

static void take_spaces(scan_t *scan) {
  while (scan->at < scan->end && *scan->at == ' ')
    ++scan->at;
}

/* "KEY:" and the spaces behind it. */
static bool take_key(scan_t *scan, esc_slice_t *key) {
  key->data = scan->at;
  while (scan->at < scan->end &&
         ((*scan->at | 32) >= 'a' && (*scan->at | 32) <= 'z'))
    ++scan->at;
  key->length = (size_t)(scan->at - key->data);
  bool ok = key->length && take(scan, ":");
  take_spaces(scan);
  return ok;
}

/* A value up to one of `stops`, the one that ends it not taken. Plain ones are
 * words of what means nothing to YAML. */
static bool take_value(scan_t *scan, const char *stops, esc_slice_t *value) {
  if (take(scan, "'")) {
    value->data = scan->at;
    for (;; ++scan->at) {
      if (scan->at >= scan->end || *scan->at == '\n')
        return false;
      if (*scan->at != '\'')
        continue;
      if (scan->at + 1 < scan->end && scan->at[1] == '\'')
        ++scan->at; /* a quote in the value */
      else
        break;
    }
    value->length = (size_t)(scan->at - value->data);
    ++scan->at;
  } else {
    value->data = scan->at;
    while (scan->at < scan->end && !strchr(stops, *scan->at)) {
      char c = *scan->at;
      bool is_plain = ((c | 32) >= 'a' && (c | 32) <= 'z') ||
                      (c >= '0' && c <= '9') || c == '_' || c == '.' ||
                      c == '/' || c == '$' || c == '+' ||
                      (c == '-' && scan->at > value->data) ||
                      (c == ' ' && scan->at > value->data);
      if (!is_plain)
        return false;
      ++scan->at;
    }
    value->length = (size_t)(scan->at - value->data);
    if (!value->length || value->data[value->length - 1] == ' ')
      return false;
  }
  return scan->at < scan->end && strchr(stops, *scan->at);
}

static bool take_number(scan_t *scan, uint64_t most, uint64_t *number) {
  const char *start = scan->at;
  *number = 0;
  for (; scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
       ++scan->at) {
    if (*number > (most - (uint64_t)(*scan->at - '0')) / 10)
      return false;
    *number = *number * 10 + (uint64_t)(*scan->at - '0');
  }
  return scan->at > start;
}

/* "{ File: x.c, Line: 7, Column: 20 }" and the end of the line. */
static bool take_place(scan_t *scan, esc_remark_place_t *place) {
  uint64_t line, column;
  bool ok = take(scan, "{ File: ") && take_value(scan, ",", &place->file) &&
            take(scan, ", Line: ") && take_number(scan, UINT32_MAX, &line) &&
            take(scan, ", Column: ") &&
            take_number(scan, UINT32_MAX, &column) && take(scan, " }\n");
  if (!ok)
    return false;
  place->is_known = true;
  place->line = (uint32_t)line;
  place->column = (uint32_t)column;
  return true;
}

static bool take_type(scan_t *scan, esc_remark_type_t *type) {
  static const char *const names[] = {"Passed\n", "Missed\n", "Analysis\n"};
  if (!take(scan, "--- !"))
    return false;
  for (int i = 0; i < 3; ++i)
    if (take(scan, names[i])) {
      *type = (esc_remark_type_t)i;
      return true;
    }
  return false;
}

static bool take_header(scan_t *scan, esc_remark_t *remark) {
  bool has_pass = false, has_name = false, has_function = false;
  while (!take(scan, "Args:\n")) {
    esc_slice_t key;
    bool ok = take_key(scan, &key);
    if (ok && esc_slice_is(key, "DebugLoc") && !remark->place.is_known)
      ok = take_place(scan, &remark->place);
    else if (ok && esc_slice_is(key, "Hotness") && !remark->hotness)
      ok = take_number(scan, UINT64_MAX, &remark->hotness) && take(scan, "\n");
    else if (ok && esc_slice_is(key, "Pass") && !has_pass)
      has_pass = ok = take_value(scan, "\n", &remark->pass) && take(scan, "\n");
    else if (ok && esc_slice_is(key, "Name") && !has_name)
      has_name = ok = take_value(scan, "\n", &remark->name) && take(scan, "\n");
    else if (ok && esc_slice_is(key, "Function") && !has_function)
      has_function = ok =
          take_value(scan, "\n", &remark->function) && take(scan, "\n");
    else
      return false;
    if (!ok)
      return false;
  }
  return has_pass && has_name && has_function;
}

bool esc_remark_scan(esc_remark_t *remark, const char *at, const char *end) {
  scan_t scan = {at, end};
  remark->place.is_known = false;
  remark->hotness = 0;
  remark->arg_count = 0;
  if (!take_type(&scan, &remark->type) || !take_header(&scan, remark))
    return false;
  while (take(&scan, "  - ")) {
    esc_remark_arg_t *arg = esc_remark_add(remark);
    if (!arg || !take_key(&scan, &arg->key) ||
        esc_slice_is(arg->key, "DebugLoc") ||
        !take_value(&scan, "\n", &arg->value) || !take(&scan, "\n"))
      return false;
    if (take(&scan, "    DebugLoc:        ") && !take_place(&scan, &arg->place))
      return false;
  }
  return take(&scan, "...\n") && scan.at == end;
}
