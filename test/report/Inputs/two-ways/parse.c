#include "diag.c"

void *malloc(unsigned long);
void log_event(void *event);

struct node {
  struct node *next;
  int value;
};

int parse(int value) {
  struct node *node = malloc(sizeof *node);
  node->value = value;
  report(node);
  log_event(node);
  return 0;
}
