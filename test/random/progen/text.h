// text.h - a growing string.
//
// Job:  collect the pieces of the program before they are printed.
// How:  one heap block, doubled; running out of memory ends the program.
// Does not: share storage; who makes a text_t frees it with text_free.
#ifndef PROGEN_TEXT_H
#define PROGEN_TEXT_H

#include <stddef.h>

typedef struct {
  char *data; // null until the first byte; terminated by a zero byte
  size_t size;
  size_t capacity;
} text_t;

void text_add(text_t *t, const char *s);
void text_add_bytes(text_t *t, const char *s, size_t n);
void text_printf(text_t *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_free(text_t *t);

// Adds C code that stands on one line, broken after `;`, `{` and `}` outside
// of parentheses and literals, and before `/*`. Layout only.
void text_add_code(text_t *t, const char *code);

#endif
