/* The runtime by itself: claims made by hand, true and false. `cases` lists its
 * cases, `cases NAME` runs one. A false claim must end the program with the
 * text of its case; a true one must let it end with 0. run.py compares. */
#define _GNU_SOURCE
#include "escape/oracle.h"

#include <malloc.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOINLINE __attribute__((noinline))
#define FRAME __builtin_frame_address(0)
/* What `p` points to is read by somebody: no store to it is left out. */
#define KEEP(p) __asm__ volatile("" : : "r"(p) : "memory")

static const esc_oracle_function_t outer = {"outer", NULL};
static const esc_oracle_function_t inner = {"inner", NULL};
static esc_oracle_site_t sites[] = {
    {&inner, "cases.c", "malloc", 10, 3, 0, 1, 0, NULL},
    {&inner, "cases.c", "malloc", 11, 3, ESC_ORACLE_PROMOTED, 2, 64, NULL},
    {&outer, "cases.c", "malloc", 12, 3, 0, 1, 0, NULL},
    {&inner, "cases.c", "malloc", 13, 3, ESC_ORACLE_PROMOTED | ESC_ORACLE_POOL,
     3, 64, NULL},
};
static esc_oracle_module_t module = {ESC_ORACLE_VERSION, ESC_ORACLE_CHECK,
                                     sites, 4, NULL};
enum { INNER, PROMOTED, OUTER, POOLED };

void *global;
_Thread_local void *thread_local_pointer;
static uintptr_t hidden; /* an address that no search can know */
static const uintptr_t mask = (uintptr_t)-1 >> 1;

static void *claimed(int number, size_t size, void *frame) {
  esc_oracle_site_t *site = &sites[number];
  esc_oracle_expect(site);
  void *block = malloc(size);
  esc_oracle_claim(block, site, frame);
  return block;
}

#define BEGIN(function) esc_oracle_enter(&function, FRAME)
#define END(result) esc_oracle_leave(FRAME, result, 16)

/* Leaves one claimed block behind, its address in `hidden` alone. */
static NOINLINE void leak(void) {
  BEGIN(inner);
  hidden = (uintptr_t)claimed(INNER, 40, FRAME) ^ mask;
  END(NULL);
}

static void freed_in_time(void) {
  BEGIN(inner);
  int *p = claimed(PROMOTED, 40, FRAME);
  p[3] = 1;
  esc_oracle_drop(p);
  free(p);
  END(NULL);
}

/* Too large for the slot: several may be alive, and free receives them. */
static NOINLINE void larger_than_the_slot(void) {
  BEGIN(inner);
  void *p = claimed(PROMOTED, 65, FRAME), *q = claimed(PROMOTED, 65, FRAME);
  void *r = claimed(PROMOTED, 64, FRAME);
  void *all[] = {p, q, r};
  for (int i = 0; i < 3; ++i) {
    esc_oracle_guard(all[i], &sites[PROMOTED]);
    free(all[i]);
  }
  END(NULL);
}

static void leaked_and_forgotten(void) {
  for (int i = 0; i < 1000; ++i)
    leak();
}

static NOINLINE void self_reference(void) {
  BEGIN(inner);
  void **p = claimed(INNER, 40, FRAME), **q = claimed(INNER, 5000, FRAME);
  p[1] = q;
  q[600] = p;
  END(NULL);
}

static NOINLINE void stale_in_freed_memory(void) {
  BEGIN(inner);
  void **holder = malloc(24);
  holder[1] = claimed(INNER, 40, FRAME);
  free(holder);
  global = malloc(24); /* the same memory, most likely */
  END(NULL);
}

static NOINLINE void stale_in_grown_memory(void) {
  BEGIN(inner);
  void **holder = malloc(24);
  holder[2] = claimed(INNER, 40, FRAME);
  KEEP(holder);
  holder[2] = NULL;
  KEEP(holder);
  void **second = malloc(24);
  second[2] = claimed(INNER, 40, FRAME);
  KEEP(second);
  second = realloc(second, 3000);
  memset(second, 0, 3000);
  KEEP(second);
  global = malloc(24);
  END(NULL);
}

static void **chain(int length, void *end);
static NOINLINE void held_by_lost_blocks(void) {
  BEGIN(inner);
  hidden = (uintptr_t)chain(50, claimed(INNER, 40, FRAME)) ^ mask;
  END(NULL);
}

/* A pointer to a block that was freed leads to a lost one, by chance. */
static NOINLINE void lost_at_a_used_address(void) {
  BEGIN(inner);
  for (int i = 0; i < 100; ++i)
    free(malloc(1 << 20)); /* as much as is held back */
  global = malloc(200);
  KEEP(&global);
  free(global);
  void **holder = malloc(200); /* the same memory, most likely */
  holder[1] = claimed(INNER, 40, FRAME);
  KEEP(holder);
  END(NULL);
}

static jmp_buf jump;

static NOINLINE void in_registers_of_setjmp(void) {
  BEGIN(inner);
  void *volatile p = claimed(INNER, 40, FRAME);
  void *copy = p;
  __asm__ volatile("" : "+r"(copy));
  esc_oracle_ignore(jump);
  memcpy(jump, &copy, sizeof copy); /* as a register would be saved */
  KEEP(jump);
  END(NULL);
}

static NOINLINE void jumps(void) {
  BEGIN(inner);
  claimed(INNER, 40, FRAME);
  longjmp(jump, 1);
}

static NOINLINE void jumped_over(void) {
  BEGIN(outer);
  if (setjmp(jump) == 0)
    jumps();
  esc_oracle_resume(FRAME);
  END(NULL);
}

static NOINLINE void many_alive(void) {
  BEGIN(inner);
  char *blocks[3000];
  for (int i = 0; i < 3000; ++i)
    memset(blocks[i] = claimed(INNER, 24, FRAME), i, 24);
  for (int i = 0; i < 3000; ++i) {
    if (blocks[i][23] != (char)i)
      abort();
    free(blocks[i]);
  }
  END(NULL);
}

static NOINLINE void sizes(void) {
  BEGIN(inner);
  for (size_t size = 0; size < 100000; size = size * 3 + 1) {
    esc_oracle_expect(&sites[INNER]);
    char *p = calloc(size, 1);
    esc_oracle_claim(p, &sites[INNER], FRAME);
    for (size_t i = 0; i < size; ++i)
      if (p[i])
        abort();
    p = realloc(p, size + 10);
    memset(p, 255, size + 10);
    void *q;
    esc_oracle_expect(&sites[INNER]);
    if (posix_memalign(&q, 1024, size + 1) || (uintptr_t)q % 1024)
      abort();
    esc_oracle_claim(q, &sites[INNER], FRAME);
    free(q);
    free(p);
  }
  END(NULL);
}

static stack_t other_stack;
static NOINLINE void on_signal(int number) {
  (void)number;
  leak();
}

static NOINLINE void on_another_stack(void) {
  BEGIN(inner);
  void *p = claimed(INNER, 40, FRAME);
  other_stack = (stack_t){.ss_sp = malloc(1 << 16), .ss_size = 1 << 16};
  sigaltstack(&other_stack, NULL);
  sigaction(
      SIGUSR1,
      &(struct sigaction){.sa_handler = on_signal, .sa_flags = SA_ONSTACK},
      NULL);
  raise(SIGUSR1);
  *(char *)p = 1; /* its frame is there: the handler's was not */
  free(p);
  END(NULL);
}

static void *leaking_thread(void *unused) {
  (void)unused;
  for (int i = 0; i < 50; ++i)
    leak();
  return NULL;
}

static void in_threads(void) {
  pthread_t threads[8];
  for (int i = 0; i < 8; ++i)
    pthread_create(&threads[i], NULL, leaking_thread, NULL);
  for (int i = 0; i < 8; ++i)
    pthread_join(threads[i], NULL);
}

/* False ones. */

static void touched_later(void) {
  leak();
  ((volatile char *)(hidden ^ mask))[7] = 1;
}

static void freed_later(void) {
  leak();
  free((void *)(hidden ^ mask));
}

static void reallocated_later(void) {
  leak();
  global = realloc((void *)(hidden ^ mask), 100);
  KEEP(global);
}

static NOINLINE void in_global(void) {
  BEGIN(inner);
  global = (char *)claimed(INNER, 40, FRAME) + 8;
  KEEP(&global);
  END(NULL);
}

static NOINLINE void in_thread_local(void) {
  BEGIN(inner);
  thread_local_pointer = claimed(INNER, 40, FRAME);
  KEEP(&thread_local_pointer);
  END(NULL);
}

/* A chain of heap blocks, the last of which holds the address. */
static NOINLINE void **chain(int length, void *end) {
  void **first = NULL, **place = (void **)&first;
  for (int i = 0; i < length; ++i) {
    *place = calloc(1, 200);
    place = (void **)*place + (i % 20);
  }
  *place = end;
  KEEP(first);
  return first;
}

static NOINLINE void in_heap(void) {
  BEGIN(inner);
  global = chain(50, claimed(INNER, 40, FRAME));
  END(NULL);
}

static NOINLINE void store_in(void **place) {
  BEGIN(inner);
  *place = claimed(INNER, 40, FRAME);
  END(NULL);
}

static NOINLINE void in_older_frame(void) {
  void *mine;
  store_in(&mine);
  KEEP(&mine);
}

static NOINLINE void in_older_claim(void) {
  BEGIN(outer);
  void **mine = claimed(OUTER, 5000, FRAME);
  KEEP(&mine);
  store_in(mine + 610);
  KEEP(&mine);
  END(NULL);
}

static pthread_barrier_t barrier;
static void **place_of_thread;
static void *holding_thread(void *unused) {
  (void)unused;
  void *mine = NULL;
  place_of_thread = &mine;
  pthread_barrier_wait(&barrier);
  pthread_barrier_wait(&barrier);
  KEEP(&mine);
  return NULL;
}

static void in_other_thread(void) {
  pthread_t thread;
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&thread, NULL, holding_thread, NULL);
  pthread_barrier_wait(&barrier);
  store_in(place_of_thread);
  pthread_barrier_wait(&barrier);
}

static NOINLINE void *returns_it(void) {
  BEGIN(inner);
  char *p = claimed(INNER, 40, FRAME);
  END(p + 4);
  return p + 4;
}

static void returned(void) { hidden = (uintptr_t)returns_it() ^ mask; }

static NOINLINE void jumps_with_it(void) {
  BEGIN(inner);
  global = claimed(INNER, 40, FRAME);
  KEEP(&global);
  longjmp(jump, 1);
}

static NOINLINE void jumped_over_in_global(void) {
  BEGIN(outer);
  if (setjmp(jump) == 0)
    jumps_with_it();
  esc_oracle_resume(FRAME);
  END(NULL);
}

static NOINLINE void two_of_a_slot(void) {
  BEGIN(inner);
  for (int i = 0; i < 2; ++i)
    claimed(PROMOTED, 40, FRAME);
  END(NULL);
}

static NOINLINE void two_of_a_pool(void) {
  BEGIN(inner);
  void *all[] = {claimed(POOLED, 40, FRAME), claimed(POOLED, 40, FRAME)};
  for (int i = 0; i < 2; ++i) {
    esc_oracle_guard(all[i], &sites[POOLED]);
    free(all[i]);
  }
  END(NULL);
}

static NOINLINE void free_of_an_element(void) {
  BEGIN(inner);
  free(claimed(POOLED, 40, FRAME));
  END(NULL);
}

static NOINLINE void free_that_stays(void) {
  BEGIN(inner);
  free(claimed(PROMOTED, 40, FRAME));
  END(NULL);
}

static NOINLINE void guard_of_another_slot(void) {
  BEGIN(inner);
  void *p = claimed(PROMOTED, 40, FRAME);
  esc_oracle_guard(p, &sites[INNER]);
  free(p);
  END(NULL);
}

static NOINLINE void frees_guarded(void *p) {
  BEGIN(inner);
  esc_oracle_guard(p, &sites[PROMOTED]);
  free(p);
  END(NULL);
}

static NOINLINE void guard_of_another_frame(void) {
  BEGIN(inner);
  frees_guarded(claimed(PROMOTED, 40, FRAME));
  END(NULL);
}

static NOINLINE void dropped_free_of_large(void) {
  BEGIN(inner);
  void *p = claimed(PROMOTED, 65, FRAME);
  esc_oracle_drop(p);
  free(p);
  END(NULL);
}

static NOINLINE void dropped_free_of_other(void) {
  BEGIN(inner);
  void *p = malloc(40);
  esc_oracle_drop(p);
  free(p);
  END(NULL);
}

static NOINLINE void dropped_free_of_claim(void) {
  BEGIN(inner);
  void *p = claimed(INNER, 40, FRAME);
  esc_oracle_drop(p);
  free(p);
  END(NULL);
}

static NOINLINE void usable_size_of_slot(void) {
  BEGIN(inner);
  if (malloc_usable_size(claimed(PROMOTED, 40, FRAME)) < 40)
    abort();
  END(NULL);
}

static NOINLINE void realloc_of_slot(void) {
  BEGIN(inner);
  global = realloc(claimed(PROMOTED, 40, FRAME), 80);
  KEEP(global);
  END(NULL);
}

static const struct {
  const char *name;
  void (*run)(void);
  const char *seen; /* NULL: nothing is to be seen */
} cases[] = {
    {"freed-in-time", freed_in_time, NULL},
    {"larger-than-the-slot", larger_than_the_slot, NULL},
    {"two-of-a-pool", two_of_a_pool, NULL},
    {"leaked-and-forgotten", leaked_and_forgotten, NULL},
    {"self-reference", self_reference, NULL},
    {"stale-in-freed-memory", stale_in_freed_memory, NULL},
    {"stale-in-grown-memory", stale_in_grown_memory, NULL},
    {"held-by-lost-blocks", held_by_lost_blocks, NULL},
    {"lost-at-a-used-address", lost_at_a_used_address, NULL},
    {"in-registers-of-setjmp", in_registers_of_setjmp, NULL},
    {"jumped-over", jumped_over, NULL},
    {"many-alive", many_alive, NULL},
    {"sizes", sizes, NULL},
    {"on-another-stack", on_another_stack, NULL},
    {"in-threads", in_threads, NULL},
    {"touched-later", touched_later, "touched after its frame has ended"},
    {"freed-later", freed_later, "freed after its frame has ended"},
    {"reallocated-later", reallocated_later, "given to the allocator after"},
    {"in-global", in_global, "its address is still there"},
    {"in-thread-local", in_thread_local, "its address is still there"},
    {"in-heap", in_heap, "its address is still there"},
    {"in-older-frame", in_older_frame, "its address is still there"},
    {"in-older-claim", in_older_claim, "a live block of malloc in outer"},
    {"in-other-thread", in_other_thread, "its address is still there"},
    {"returned", returned, "the function returns it"},
    {"jumped-over-in-global", jumped_over_in_global, "still there"},
    {"two-of-a-slot", two_of_a_slot, "alive when the next is made"},
    {"free-of-an-element", free_of_an_element, "a free that stays receives it"},
    {"free-that-stays", free_that_stays, "a free that stays receives it"},
    {"guard-of-another-slot", guard_of_another_slot, "a free that stays"},
    {"guard-of-another-frame", guard_of_another_frame, "a free that stays"},
    {"dropped-free-of-large", dropped_free_of_large, "stays on the heap"},
    {"dropped-free-of-other", dropped_free_of_other, "stays on the heap"},
    {"dropped-free-of-claim", dropped_free_of_claim, "stays on the heap"},
    {"usable-size-of-slot", usable_size_of_slot, "malloc_usable_size"},
    {"realloc-of-slot", realloc_of_slot, "realloc"},
};

int main(int argc, char **argv) {
  esc_oracle_register(&module);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
    if (argc < 2)
      printf("%s\t%s\n", cases[i].name, cases[i].seen ? cases[i].seen : "");
    else if (strcmp(argv[1], cases[i].name) == 0)
      return cases[i].run(), 0;
  return argc > 1;
}
