// EXPECT: promoted=0
// Trap 43. Handlers that run later read the object.
#include "check.h"
#include <signal.h>

struct state { int hits; int magic; };
static struct state *volatile for_signal;
static struct state *for_exit;

static void on_signal(int number) { (void)number; for_signal->hits++; }
static void on_exit_read(void) {
  printf("at exit: %d %d\n", for_exit->hits, for_exit->magic);
  fflush(stdout);
  if (for_exit->magic != 99) _Exit(3);
}

NOINLINE static void install(void) {
  struct state *s = malloc(sizeof *s);
  if (!s) abort();
  s->hits = 0; s->magic = 7;
  for_signal = s;
  signal(SIGUSR1, on_signal);
}

NOINLINE static void register_exit(void) {
  struct state *s = malloc(sizeof *s);
  if (!s) abort();
  s->hits = 5; s->magic = 99;
  for_exit = s;
  atexit(on_exit_read);
}

int main(void) {
  install();
  register_exit();
  dirty_stack();
  for (int i = 0; i < 3; i++) raise(SIGUSR1);
  CHECK(for_signal->hits == 3 && for_signal->magic == 7);
  free(for_signal);
  dirty_stack();
  return done();
}
