/* The cursor of the text form. See text_scan.h. */
#include "graph/text_scan.h"

#include <string.h>

static bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '$';
}

static void skip_blanks(esc_scan_t *scan) {
  while (scan->at < scan->size &&
         (scan->text[scan->at] == ' ' || scan->text[scan->at] == '\t' ||
          scan->text[scan->at] == '\r'))
    scan->at++;
}

esc_text_place_t esc_scan_place(esc_scan_t *scan) {
  skip_blanks(scan);
  esc_text_place_t place = {scan->line, scan->at - scan->line_start + 1};
  return place;
}

bool esc_scan_fail_at(esc_scan_t *scan, esc_text_place_t place,
                      const char *message) {
  if (scan->status == ESC_OK) {
    scan->status = ESC_BAD_INPUT;
    scan->error.line = place.line;
    scan->error.column = place.column;
    scan->error.message = message;
  }
  return false;
}

bool esc_scan_fail(esc_scan_t *scan, const char *message) {
  return esc_scan_fail_at(scan, esc_scan_place(scan), message);
}

bool esc_scan_no_memory(esc_scan_t *scan) {
  if (scan->status == ESC_OK)
    scan->status = ESC_NO_MEMORY;
  return false;
}

bool esc_scan_sees(esc_scan_t *scan, char c) {
  skip_blanks(scan);
  return scan->status == ESC_OK && scan->at < scan->size &&
         scan->text[scan->at] == c;
}

bool esc_scan_take(esc_scan_t *scan, char c) {
  if (!esc_scan_sees(scan, c))
    return false;
  scan->at++;
  return true;
}

/* Bytes of the word that comes next, possibly none. */
static uint32_t word_length(esc_scan_t *scan) {
  skip_blanks(scan);
  uint32_t end = scan->at;
  while (end < scan->size && is_word_char(scan->text[end]))
    ++end;
  return end - scan->at;
}

static bool is_word(const esc_scan_t *scan, uint32_t length, const char *word) {
  return strlen(word) == length &&
         memcmp(scan->text + scan->at, word, length) == 0;
}

bool esc_scan_take_word(esc_scan_t *scan, const char *word) {
  uint32_t length = word_length(scan);
  if (scan->status != ESC_OK || !is_word(scan, length, word))
    return false;
  scan->at += length;
  return true;
}

bool esc_scan_take_any(esc_scan_t *scan, const esc_word_t *table,
                       uint32_t *value) {
  uint32_t length = word_length(scan);
  if (scan->status != ESC_OK)
    return false;
  for (; table->word; ++table)
    if (is_word(scan, length, table->word)) {
      scan->at += length;
      *value = table->value;
      return true;
    }
  return false;
}

bool esc_scan_expect(esc_scan_t *scan, char c, const char *message) {
  return esc_scan_take(scan, c) || esc_scan_fail(scan, message);
}

bool esc_scan_take_key(esc_scan_t *scan, const char *key) {
  return esc_scan_take_word(scan, key) &&
         esc_scan_expect(scan, '=', "expected '='");
}

bool esc_scan_number(esc_scan_t *scan, uint64_t max, const char *message,
                     uint64_t *number) {
  if (scan->status != ESC_OK)
    return false;
  esc_text_place_t place = esc_scan_place(scan);
  uint32_t start = scan->at;
  uint64_t value = 0;
  for (; scan->at < scan->size && scan->text[scan->at] >= '0' &&
         scan->text[scan->at] <= '9';
       scan->at++) {
    uint64_t digit = (uint64_t)(scan->text[scan->at] - '0');
    if (value > (max - digit) / 10 || digit > max)
      return esc_scan_fail_at(scan, place, message);
    value = value * 10 + digit;
  }
  if (scan->at == start)
    return esc_scan_fail_at(scan, place, message);
  *number = value;
  return true;
}

/* To the newline, or to the end of the text. */
static void skip_comment(esc_scan_t *scan) {
  if (!esc_scan_sees(scan, ';'))
    return;
  const char *start = scan->text + scan->at;
  const char *newline = memchr(start, '\n', scan->size - scan->at);
  scan->at = newline ? (uint32_t)(newline - scan->text) : scan->size;
}

bool esc_scan_sees_line_end(esc_scan_t *scan) {
  skip_blanks(scan);
  return scan->at == scan->size || esc_scan_sees(scan, '\n') ||
         esc_scan_sees(scan, ';');
}

bool esc_scan_line_end(esc_scan_t *scan) {
  skip_comment(scan);
  if (scan->status != ESC_OK)
    return false;
  if (scan->at == scan->size)
    return true;
  if (!esc_scan_take(scan, '\n'))
    return esc_scan_fail(scan, "expected the end of the line");
  scan->line++;
  scan->line_start = scan->at;
  return true;
}

bool esc_scan_next_line(esc_scan_t *scan) {
  while (scan->status == ESC_OK) {
    skip_comment(scan);
    if (scan->at == scan->size)
      return false;
    if (!esc_scan_sees(scan, '\n'))
      return true;
    esc_scan_line_end(scan);
  }
  return false;
}

/* -1 if it is no hexadecimal digit. */
static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool quoted_name(esc_scan_t *scan, esc_text_file_t *file) {
  for (scan->at++; scan->at < scan->size; scan->at++) {
    char c = scan->text[scan->at];
    if (c == '"') {
      scan->at++;
      return true;
    }
    if (c == '\n')
      break;
    if (c == '\\') {
      int high =
          scan->size - scan->at > 2 ? hex_digit(scan->text[scan->at + 1]) : -1;
      int low = high >= 0 ? hex_digit(scan->text[scan->at + 2]) : -1;
      if (low < 0)
        return esc_scan_fail(scan,
                             "expected two hexadecimal digits after '\\'");
      c = (char)(high * 16 + low);
      scan->at += 2;
    }
    if (!esc_array_push(file->allocator, &file->chars, c))
      return esc_scan_no_memory(scan);
  }
  return esc_scan_fail(scan, "expected '\"' to end the name");
}

bool esc_scan_name(esc_scan_t *scan, esc_text_file_t *file, const char *message,
                   esc_text_name_t *name) {
  if (scan->status != ESC_OK)
    return false;
  name->start = file->chars.count;
  if (scan->at < scan->size && scan->text[scan->at] == '"') {
    if (!quoted_name(scan, file))
      return false;
  } else {
    uint32_t start = scan->at;
    for (; scan->at < scan->size && is_name_char(scan->text[scan->at]);
         scan->at++)
      if (!esc_array_push(file->allocator, &file->chars, scan->text[scan->at]))
        return esc_scan_no_memory(scan);
    if (scan->at == start)
      return esc_scan_fail(scan, message);
  }
  name->length = file->chars.count - name->start;
  return true;
}

void esc_text_symbols_free(const esc_allocator_t *allocator,
                           esc_text_symbols_t *symbols) {
  esc_array_free(allocator, &symbols->list);
  esc_array_free(allocator, &symbols->slots);
}

/* FNV-1a. */
static uint32_t hash_of(const char *bytes, uint32_t length, uint32_t seed) {
  uint32_t hash = 2166136261u ^ seed;
  for (uint32_t i = 0; i < length; ++i)
    hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/* Keeps at most half of the slots in use. */
static bool make_room(const esc_allocator_t *allocator,
                      esc_text_symbols_t *symbols) {
  if (symbols->list.count < symbols->slots.count / 2)
    return true;
  uint32_t wanted = symbols->slots.count ? symbols->slots.count : 32;
  if (wanted > UINT32_MAX / 2 ||
      !esc_array_reserve(allocator, &symbols->slots, wanted))
    return false;
  symbols->slots.count += symbols->slots.count ? symbols->slots.count : 32;
  uint32_t mask = symbols->slots.count - 1;
  memset(symbols->slots.data, 0xff,
         symbols->slots.count * sizeof *symbols->slots.data);
  for (uint32_t i = 0; i < symbols->list.count; ++i) {
    uint32_t slot = symbols->list.data[i].hash & mask;
    while (symbols->slots.data[slot] != ESC_NONE)
      slot = (slot + 1) & mask;
    symbols->slots.data[slot] = i;
  }
  return true;
}

uint32_t esc_text_symbols_intern(esc_text_symbols_t *symbols,
                                 esc_text_file_t *file,
                                 esc_text_symbol_kind_t kind, uint32_t graph,
                                 esc_text_name_t name) {
  if (!make_room(file->allocator, symbols))
    return ESC_NONE;
  const char *bytes = name.length ? file->chars.data + name.start : "";
  uint32_t hash = hash_of(bytes, name.length, graph * 8 + (uint32_t)kind);
  uint32_t mask = symbols->slots.count - 1, slot = hash & mask;
  for (; symbols->slots.data[slot] != ESC_NONE; slot = (slot + 1) & mask) {
    uint32_t index = symbols->slots.data[slot];
    const esc_text_symbol_t *known = &symbols->list.data[index];
    if (known->hash == hash && known->kind == kind && known->graph == graph &&
        known->name.length == name.length &&
        (!name.length || memcmp(file->chars.data + known->name.start, bytes,
                                name.length) == 0)) {
      file->chars.count = name.start;
      return index;
    }
  }
  esc_text_symbol_t made = {.kind = (uint8_t)kind,
                            .graph = graph,
                            .hash = hash,
                            .name = name,
                            .id = ESC_NONE,
                            .home = ESC_NONE};
  if (!esc_array_push(file->allocator, &symbols->list, made))
    return ESC_NONE;
  symbols->slots.data[slot] = symbols->list.count - 1;
  return symbols->list.count - 1;
}
