/* Arguments from files: `@FILE` stands for what is in it, as for clang: separated
 * by white space, in quotes of either kind or not, a backslash before what is
 * meant as it is. One that cannot be read is an argument like others. */
#include "cc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file may name others, itself, too: as many as clang would follow. */
enum { MOST_FILES = 512 };

static char *contents_of(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  size_t length = 0, room = 4096;
  char *text = malloc(room);
  while (text) {
    length += fread(text + length, 1, room - 1 - length, file);
    if (length < room - 1)
      break;
    char *larger = realloc(text, room *= 2);
    if (!larger)
      free(text);
    text = larger;
  }
  bool is_read = text && !ferror(file);
  fclose(file);
  if (!text)
    cc_fail("out of memory");
  text[length] = '\0';
  if (is_read)
    return text;
  free(text);
  return NULL;
}

static bool is_space(char c) { return c && strchr(" \t\n\r\f\v", c); }

/* The next argument, made in its own place; `*at` moves behind it. NULL: there
 * is none. */
static char *next_argument(char **at) {
  char *from = *at;
  while (is_space(*from))
    ++from;
  if (!*from) {
    *at = from;
    return NULL;
  }
  char *start = from, *to = from, quote = '\0';
  for (; *from && (quote || !is_space(*from)); ++from) {
    if (*from == '\\' && from[1])
      *to++ = *++from;
    else if (quote ? *from == quote : *from == '"' || *from == '\'')
      quote = quote ? '\0' : *from;
    else
      *to++ = *from;
  }
  *at = *from ? from + 1 : from;
  *to = '\0';
  return start;
}

static void expand(cc_list_t *list, const char *argument, uint32_t *files) {
  char *text = argument[0] == '@' && *files < MOST_FILES
                   ? contents_of(argument + 1)
                   : NULL;
  if (!text) {
    cc_push(list, argument);
    return;
  }
  ++*files;
  for (char *at = text, *next; (next = next_argument(&at));)
    expand(list, next, files);
}

cc_list_t cc_expand(int argc, char **argv) {
  cc_list_t list = {NULL, 0, 0};
  uint32_t files = 0;
  cc_push(&list, argv[0]);
  for (int i = 1; i < argc; ++i)
    expand(&list, argv[i], &files);
  return list;
}
