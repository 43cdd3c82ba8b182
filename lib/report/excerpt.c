/* Expressions read back from text: see source.h. */
#include "report/source.h"

#include <ctype.h>
#include <string.h>

/* Text of a file, and where to stop. Bounded: an expression of more than a few
 * kilobytes is not looked at to its end. */
typedef struct scan {
  const char *begin, *end; /* of the file's text, or of the window */
} scan_t;

enum { WINDOW = 4096, LONGEST = 64 };

static bool is_word(char c) {
  return isalnum((unsigned char)c) || c == '_' || c == '$' ||
         (unsigned char)c >= 0x80;
}

/* After the string, character or comment that starts at `at`; `at` itself if
 * none does. */
static const char *skip_quoted(const scan_t *scan, const char *at) {
  if (at + 1 < scan->end && at[0] == '/' && (at[1] == '/' || at[1] == '*')) {
    bool is_line = at[1] == '/';
    for (at += 2; at < scan->end; ++at) {
      if (is_line && *at == '\n')
        return at;
      if (!is_line && at + 1 < scan->end && at[0] == '*' && at[1] == '/')
        return at + 2;
    }
    return at;
  }
  if (*at != '"' && *at != '\'')
    return at;
  char quote = *at;
  for (++at; at < scan->end && *at != quote && *at != '\n'; ++at)
    if (*at == '\\')
      ++at;
  return at < scan->end ? at + 1 : scan->end;
}

/* The first of `stops` outside of brackets that open after `at`, or the bracket
 * that closes more than was opened; NULL if the text ends before. */
static const char *find_end(const scan_t *scan, const char *at,
                            const char *stops) {
  int depth = 0;
  while (at < scan->end) {
    const char *after = skip_quoted(scan, at);
    if (after != at) {
      at = after;
      continue;
    }
    if (strchr("([{", *at)) {
      ++depth;
    } else if (strchr(")]}", *at)) {
      if (depth-- == 0)
        return at;
    }
    if (depth == 0 && *at && strchr(stops, *at) && !strchr(")]}", *at))
      return at;
    ++at;
  }
  return NULL;
}

/* Comments are space. */
static const char *skip_space(const scan_t *scan, const char *at) {
  while (at < scan->end)
    if (isspace((unsigned char)*at))
      ++at;
    else if (*at == '/' && skip_quoted(scan, at) != at)
      at = skip_quoted(scan, at);
    else
      break;
  return at;
}

/* Copies [from, to) on one line: spaces are joined, comments left out. */
static bool write_line(const scan_t *scan, const char *from, const char *to,
                       char *buffer, size_t size) {
  size_t length = 0;
  bool wants_space = false;
  while (from < to) {
    const char *after = skip_quoted(scan, from);
    bool is_comment = after != from && *from == '/';
    if (is_comment || isspace((unsigned char)*from)) {
      wants_space = length != 0;
      from = is_comment ? after : from + 1;
      continue;
    }
    if (after == from)
      ++after;
    if (length + wants_space + (size_t)(after - from) + 4 > size)
      return false;
    if (wants_space && !strchr(")];,", *from) && buffer[length - 1] != '(')
      buffer[length++] = ' ';
    wants_space = false;
    memcpy(buffer + length, from, (size_t)(after - from));
    length += (size_t)(after - from);
    from = after;
  }
  buffer[length] = '\0';
  return length != 0;
}

/* As write_line; a long text is cut and ends with dots. */
static bool write_short(const scan_t *scan, const char *from, const char *to,
                        char *buffer, size_t size) {
  char line[WINDOW + 16];
  if (!write_line(scan, from, to, line, sizeof line))
    return false;
  size_t length = strlen(line);
  if (length > LONGEST) {
    length = LONGEST - 3;
    while (length > 8 && is_word(line[length - 1]) && is_word(line[length]))
      --length;
    strcpy(line + length, "...");
  }
  if (strlen(line) >= size)
    return false;
  strcpy(buffer, line);
  return true;
}

static bool write_call(const scan_t *scan, const char *at, char *buffer,
                       size_t size) {
  const char *name = at;
  if ((size_t)(scan->end - at) > 4 && memcmp(at, "new", 3) == 0 &&
      !is_word(at[3])) {
    const char *end = find_end(scan, at, ";,");
    return end && write_short(scan, at, end, buffer, size);
  }
  if (!is_word(*at) || isdigit((unsigned char)*at))
    return false;
  while (at < scan->end) {
    const char *next = skip_space(scan, at);
    if (next < scan->end && is_word(*next) && (next == at || at == name)) {
      at = next + 1;
    } else if (next + 1 < scan->end && ((next[0] == ':' && next[1] == ':') ||
                                        (next[0] == '-' && next[1] == '>'))) {
      at = skip_space(scan, next + 2);
    } else if (next < scan->end && next[0] == '.') {
      at = skip_space(scan, next + 1);
    } else if (next < scan->end && next[0] == '[') {
      const char *close = find_end(scan, next + 1, "");
      if (!close)
        return false;
      at = close + 1;
    } else {
      at = next;
      break;
    }
  }
  if (at >= scan->end || *at != '(')
    return false;
  const char *close = find_end(scan, at + 1, "");
  if (!close || *close != ')')
    return false;
  char line[WINDOW + 16];
  if (!write_line(scan, name, close + 1, line, sizeof line))
    return false;
  if (strlen(line) > LONGEST) {
    /* Keep the name, drop the arguments. */
    if (!write_line(scan, name, at, line, sizeof line - 8))
      return false;
    strcat(line, "(...)");
  }
  if (strlen(line) >= size)
    return false;
  strcpy(buffer, line);
  return true;
}

static bool write_return(const scan_t *scan, const char *at, char *buffer,
                         size_t size) {
  if (scan->end - at < 7 || memcmp(at, "return", 6) != 0 || is_word(at[6]))
    return false;
  const char *end = find_end(scan, at, ";");
  return end && *end == ';' && write_short(scan, at, end, buffer, size);
}

/* Back to the start of the statement or expression that `at` is in. */
static const char *find_separator(const scan_t *scan, const char *at) {
  int depth = 0;
  while (at > scan->begin) {
    char c = at[-1];
    if (strchr(")]", c))
      ++depth;
    else if (strchr("([", c) && depth-- == 0)
      break;
    else if (depth == 0 && strchr(";{},?", c))
      break;
    --at;
  }
  return at;
}

/* After `word` and no more of a word; NULL if something else stands there. */
static const char *skip_word(const scan_t *scan, const char *at,
                             const char *word) {
  size_t length = strlen(word);
  bool is_here = (size_t)(scan->end - at) > length &&
                 memcmp(at, word, length) == 0 && !is_word(at[length]);
  return is_here ? skip_space(scan, at + length) : NULL;
}

/* Where the statement that `at` is in begins: behind `else` and `if (...)`. */
static const char *find_start(const scan_t *scan, const char *at) {
  static const char *const words[] = {"else", "do", "if", "while", "for"};
  const char *start = skip_space(scan, find_separator(scan, at));
  for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
    const char *next = skip_word(scan, start, words[i]);
    if (next && i >= 2 && *next == '(') {
      const char *close = find_end(scan, next + 1, "");
      next = close ? skip_space(scan, close + 1) : NULL;
    }
    if (next && next <= at)
      start = next;
  }
  return start;
}

static bool is_assignment(const scan_t *scan, const char *from,
                          const char *to) {
  for (; from < to; ++from) {
    const char *after = skip_quoted(scan, from);
    if (after != from)
      from = after - 1;
    else if (*from == '=' && from[1] != '=' && from[-1] != '=' &&
             from[-1] != '!' && from[-1] != '<' && from[-1] != '>')
      return true;
  }
  return false;
}

static bool write_store(const scan_t *scan, const char *at, char *buffer,
                        size_t size) {
  const char *start = find_start(scan, at);
  const char *end = find_end(scan, at, ";,");
  return end && start < end && is_assignment(scan, start, end) &&
         write_short(scan, start, end, buffer, size);
}

static bool write_value(const scan_t *scan, const char *at, char *buffer,
                        size_t size) {
  if (!is_word(*at) || isdigit((unsigned char)*at))
    return false;
  const char *end = at;
  while (end < scan->end && is_word(*end))
    ++end;
  while (at > scan->begin && is_word(at[-1]))
    --at;
  /* The object of which it is a member. */
  for (;;) {
    const char *before = at;
    if (before - scan->begin > 2 && before[-1] == '>' && before[-2] == '-')
      before -= 2;
    else if (before - scan->begin > 1 && before[-1] == '.')
      before -= 1;
    else
      break;
    if (!is_word(before[-1]))
      break;
    while (before > scan->begin && is_word(before[-1]))
      --before;
    at = before;
  }
  return write_short(scan, at, end, buffer, size);
}

/* The text around a place. False: there is none. */
static bool open_scan(esc_sources_t *sources, const esc_place_t *place,
                      const char *directory, scan_t *scan, const char **at) {
  if (!place->file || !place->column)
    return false;
  const esc_source_file_t *file =
      esc_source_find(sources, place->file, directory);
  size_t length;
  const char *line = esc_source_line(file, place->line, &length);
  if (!line || place->column > length)
    return false;
  *at = line + place->column - 1;
  size_t before = (size_t)(*at - file->text);
  size_t behind = file->length - before;
  scan->begin = *at - (before < WINDOW ? before : WINDOW);
  scan->end = *at + (behind < WINDOW ? behind : WINDOW);
  return true;
}

bool esc_source_assigned(esc_sources_t *sources, const esc_place_t *place,
                         const char *directory, char *buffer, size_t size) {
  scan_t scan;
  const char *at;
  if (!open_scan(sources, place, directory, &scan, &at))
    return false;
  const char *start = find_start(&scan, at);
  const char *end = start;
  while (end < at && (is_word(*end) || strchr("*.[]", *end) ||
                      (end[0] == '-' && end[1] == '>') ||
                      (end[0] == '>' && end[-1] == '-')))
    ++end;
  const char *equals = skip_space(&scan, end);
  if (end == start || equals >= at || *equals != '=')
    return false;
  /* Nothing but a cast may stand between. */
  const char *rest = skip_space(&scan, equals + 1);
  if (rest < at && *rest == '(') {
    const char *close = find_end(&scan, rest + 1, "");
    rest = close ? skip_space(&scan, close + 1) : rest;
  }
  return rest == at && write_line(&scan, start, end, buffer, size);
}

bool esc_source_excerpt(esc_sources_t *sources, const esc_place_t *place,
                        const char *directory, esc_excerpt_kind_t kind,
                        char *buffer, size_t size) {
  scan_t scan;
  const char *at;
  if (!open_scan(sources, place, directory, &scan, &at))
    return false;
  switch (kind) {
  case ESC_EXCERPT_CALL:
    return write_call(&scan, at, buffer, size);
  case ESC_EXCERPT_RETURN:
    return write_return(&scan, at, buffer, size);
  case ESC_EXCERPT_STORE:
    return write_store(&scan, at, buffer, size);
  case ESC_EXCERPT_VALUE:
    return write_value(&scan, at, buffer, size);
  }
  return false;
}
