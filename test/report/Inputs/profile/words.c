#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
  struct word *next;
  char text[24];
};

static struct word *last;

static void remember(const char *text) {
  struct word *kept = malloc(sizeof *kept);
  strcpy(kept->text, text);
  kept->next = last;
  last = kept;
}

static void upper(const char *text) {
  char *copy = malloc(32);
  snprintf(copy, 32, "%s!", text);
  puts(copy);
  free(copy);
}

static void reverse(int count) {
  struct word *first = NULL;
  for (int i = 0; i < count; ++i) {
    struct word *queued = malloc(sizeof *queued);
    snprintf(queued->text, sizeof queued->text, "%d", i);
    queued->next = first;
    first = queued;
  }
  while (first) {
    struct word *next = first->next;
    puts(first->text);
    free(first);
    first = next;
  }
}

int main(void) {
  char *once = malloc(100);
  snprintf(once, 100, "%p", (void *)once);
  for (int i = 0; i < 600; ++i)
    remember("word");
  for (int i = 0; i < 300; ++i)
    upper(last->text);
  reverse(1000);
  puts(once);
  free(once);
  return 0;
}
