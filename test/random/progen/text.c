// text.c - a growing string; see text.h.
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_add_bytes(text_t *t, const char *s, size_t n) {
  if (t->size + n + 1 > t->capacity) {
    t->capacity = (t->size + n + 1) * 2;
    t->data = realloc(t->data, t->capacity);
    if (!t->data) {
      fputs("progen: out of memory\n", stderr);
      exit(1);
    }
  }
  memcpy(t->data + t->size, s, n);
  t->size += n;
  t->data[t->size] = 0;
}

void text_add(text_t *t, const char *s) { text_add_bytes(t, s, strlen(s)); }

void text_printf(text_t *t, const char *format, ...) {
  char small[1024];
  va_list ap;
  va_start(ap, format);
  int n = vsnprintf(small, sizeof small, format, ap);
  va_end(ap);
  if (n < 0 || (size_t)n >= sizeof small) {
    fputs("progen: text_printf: piece too long\n", stderr);
    exit(1);
  }
  text_add_bytes(t, small, (size_t)n);
}

void text_free(text_t *t) {
  free(t->data);
  *t = (text_t){0};
}

static void new_line(text_t *t, int depth) {
  text_add(t, "\n");
  for (int i = 0; i < depth; i++)
    text_add(t, "  ");
}

// Length of the literal or comment that starts at s, 0 if none does.
static size_t opaque_length(const char *s) {
  if (*s == '"' || *s == '\'') {
    size_t n = 1;
    while (s[n] && s[n] != *s)
      n += s[n] == '\\' && s[n + 1] ? 2 : 1;
    return s[n] ? n + 1 : n;
  }
  if (s[0] == '/' && s[1] == '*') {
    const char *end = strstr(s + 2, "*/");
    return end ? (size_t)(end - s) + 2 : strlen(s);
  }
  return 0;
}

void text_add_code(text_t *t, const char *code) {
  int depth = 0, parens = 0;
  while (*code) {
    size_t n = opaque_length(code);
    if (n) {
      text_add_bytes(t, code, n);
      if (*code == '/')
        new_line(t, depth);
      code += n;
      continue;
    }
    char c = *code++;
    if (c == '\n')
      c = ' ';
    if (c == ' ' && t->size && (t->data[t->size - 1] == ' ' ||
                                t->data[t->size - 1] == '\n'))
      continue;
    if (c == '}' && parens == 0 && depth > 0)
      depth--;
    text_add_bytes(t, &c, 1);
    parens += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    if (parens)
      continue;
    if (c == '{')
      depth++;
    if (c == '{' || c == ';' || (c == '}' && *code != ';' && *code != ','))
      new_line(t, depth);
  }
  text_add(t, "\n");
}
