/* Splits text into words, sorts them, counts them: strings of run-time size, a
 * growing table, a short-lived copy of each word. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy(const char *from, size_t size) {
  char *s = malloc(size + 1);
  memcpy(s, from, size);
  s[size] = 0;
  return s;
}

static unsigned hash(const char *s) {
  unsigned h = 0;
  while (*s)
    h = h * 31 + (unsigned char)*s++;
  return h;
}

static unsigned weight(const char *from, size_t size) {
  char *word = copy(from, size);
  for (size_t i = 0; i < size; ++i)
    word[i] ^= 32;
  unsigned h = hash(word);
  free(word);
  return h;
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(void) {
  unsigned sum = 0;
  for (int round = 0; round < 60; ++round) {
    char **words = NULL;
    size_t count = 0, room = 0;
    unsigned seed = 1;
    for (int i = 0; i < 20000; ++i) {
      char text[16];
      seed = seed * 1103515245 + 12345;
      size_t size = (size_t)snprintf(text, sizeof text, "w%u", seed >> 20);
      sum += weight(text, size);
      if (count == room) {
        room = room ? 2 * room : 16;
        words = realloc(words, room * sizeof *words);
      }
      words[count++] = copy(text, size);
    }
    qsort(words, count, sizeof *words, by_text);
    for (size_t i = 0; i < count; ++i) {
      sum += i && strcmp(words[i - 1], words[i]) ? 1 : 0;
      free(i ? words[i - 1] : NULL);
    }
    free(words[count - 1]);
    free(words);
  }
  printf("%u\n", sum);
  return 0;
}
