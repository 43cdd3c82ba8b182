/* Threads and their shadow stacks of activations.
 *
 * An activation is known by its frame address. At each hook, activations whose
 * frames lie below that of the hook have ended: nobody has to tell of a longjmp
 * or of an exception. Cost of enter and leave: about ten instructions. */
#define _GNU_SOURCE
#include "state.h"

#include "heap.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/single_threaded.h>
#include <unistd.h>

/* Deeper activations are not recorded. */
enum { MAX_DEPTH = 1 << 20 };
#define OWN_BYTES ((size_t)1 << 36)

_Thread_local esc_thread_t esc_self;
uint32_t esc_mode;
esc_oracle_module_t *esc_modules;

static pthread_key_t at_thread_end;
static esc_activation_t *free_stacks; /* linked through `function` */
static uint32_t thread_count;
static uintptr_t own_base, own_used;
static atomic_flag table_lock = ATOMIC_FLAG_INIT;

/* A program with one thread pays for no atomic operation; no thread begins
 * while the only one holds the lock. */
void esc_lock(void) {
  if (__libc_single_threaded)
    return;
  while (atomic_flag_test_and_set_explicit(&table_lock, memory_order_acquire))
    sched_yield();
}

void esc_unlock(void) {
  atomic_flag_clear_explicit(&table_lock, memory_order_release);
}

static void *take_own(size_t bytes) {
  if (!own_base) { /* by the first module, before there are threads */
    void *area = mmap(NULL, OWN_BYTES, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (area == MAP_FAILED)
      return NULL;
    own_base = own_used = (uintptr_t)area;
  }
  bytes = (bytes + 4095) & ~(size_t)4095;
  if (bytes > own_base + OWN_BYTES - ESC_SCRATCH_BYTES - own_used)
    return NULL;
  own_used += bytes;
  return (void *)(own_used - bytes);
}

/* The upper half. */
void *esc_own_scratch(void) {
  return own_base ? (char *)own_base + OWN_BYTES - ESC_SCRATCH_BYTES : NULL;
}

void *esc_own_memory(size_t bytes) { return take_own(bytes); }

bool esc_is_own(uintptr_t address) {
  return own_base && address - own_base < OWN_BYTES;
}

void esc_say(const char *format, ...) {
  char text[1000];
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (size > (int)sizeof text - 1)
    size = sizeof text - 1;
  for (int done = 0; done < size;) {
    ssize_t now = write(STDERR_FILENO, text + done, (size_t)(size - done));
    if (now <= 0)
      return;
    done += (int)now;
  }
}

void esc_say_site(char *text, size_t size, const esc_oracle_site_t *site) {
  if (site->line)
    snprintf(text, size, "%s in %s at %s:%u:%u", site->allocator,
             site->function->name, site->file, site->line, site->column);
  else
    snprintf(text, size, "%s number %u in %s", site->allocator, site->number,
             site->function->name);
}

static void end_thread(void *unused) {
  (void)unused;
  esc_thread_t *self = &esc_self;
  if (!self->stack)
    return;
  self->is_over = true;
  while (self->depth) {
    esc_activation_t *top = &self->stack[self->depth - 1];
    if (top->claims[0] | top->claims[1])
      esc_check_end(top, 0, 0);
    if (top->owners)
      esc_count_end(top);
    self->depth--;
  }
  esc_lock();
  self->stack[0].function = (void *)free_stacks;
  free_stacks = self->stack;
  self->stack = NULL;
  esc_unlock();
}

static __attribute__((noinline)) void start_thread(esc_thread_t *self) {
  if (self->is_busy || self->is_over)
    return;
  self->is_busy = true;
  pthread_attr_t attributes;
  void *low = NULL;
  size_t bytes = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &low, &bytes);
    pthread_attr_destroy(&attributes);
  }
  esc_lock();
  self->number = ++thread_count;
  esc_activation_t *stack = free_stacks;
  if (stack)
    free_stacks = (esc_activation_t *)stack->function;
  else
    stack = take_own(MAX_DEPTH * sizeof *stack);
  esc_unlock();
  if (self->number > 1)
    pthread_setspecific(at_thread_end, self);
  self->low = (uintptr_t)low;
  self->high = (uintptr_t)low + bytes;
  self->stack = stack;
  self->is_over = !stack;
  self->is_busy = false;
}

/* Whether hooks count here: there is a shadow stack, and the frame lies on the
 * thread's own stack. */
static inline bool is_watched(esc_thread_t *self, uintptr_t frame) {
  if (__builtin_expect(!self->stack, 0)) {
    start_thread(self);
    if (!self->stack)
      return false;
  }
  return frame - self->low < self->high - self->low;
}

/* Ends activations up to `frame`: those below it, and with `whole` that at it.
 */
static inline void unwind(esc_thread_t *self, uintptr_t frame, bool whole,
                          uintptr_t result, uintptr_t live) {
  while (self->depth) {
    esc_activation_t *top = &self->stack[self->depth - 1];
    if (top->frame > frame || (top->frame == frame && !whole))
      return;
    if (__builtin_expect(top->claims[0] | top->claims[1], 0))
      esc_check_end(top, top->frame == frame ? result : 0, live);
    if (top->owners)
      esc_count_end(top);
    self->depth--;
  }
}

void esc_oracle_enter(const esc_oracle_function_t *function, void *frame) {
  esc_thread_t *self = &esc_self;
  uintptr_t at = (uintptr_t)frame;
  if (!is_watched(self, at))
    return;
  unwind(self, at, true, 0, at);
  if (self->depth == MAX_DEPTH)
    return;
  uint32_t depth = self->depth++;
  esc_activation_t *top = &self->stack[depth];
  top->frame = at;
  top->function = function;
  top->serial = (uint64_t)self->number << 40 | ++self->entered;
  top->outer = depth;
  if (depth && function->cycle && top[-1].function->cycle == function->cycle)
    top->outer = top[-1].outer;
  top->claims[0] = top->claims[1] = 0;
  top->owners = NULL;
}

void esc_oracle_leave(void *frame, const void *result, size_t incoming) {
  esc_thread_t *self = &esc_self;
  uintptr_t at = (uintptr_t)frame;
  if (is_watched(self, at))
    unwind(self, at, true, (uintptr_t)result, at + incoming);
}

void esc_oracle_resume(void *frame) {
  esc_thread_t *self = &esc_self;
  uintptr_t at = (uintptr_t)frame;
  if (is_watched(self, at))
    unwind(self, at, false, 0, at);
}

esc_activation_t *esc_activation_of(void *frame) {
  esc_thread_t *self = &esc_self;
  if (!self->depth)
    return NULL;
  esc_activation_t *top = &self->stack[self->depth - 1];
  return top->frame == (uintptr_t)frame ? top : NULL;
}

void esc_oracle_register(esc_oracle_module_t *module) {
  if (module->version != ESC_ORACLE_VERSION ||
      (esc_mode && esc_mode != module->mode)) {
    esc_say("escape oracle: a module is of another %s than the runtime or the "
            "other modules\n",
            module->version != ESC_ORACLE_VERSION ? "version" : "mode");
    _exit(1);
  }
  if (!esc_mode) {
    esc_heap_start();
    esc_mode = module->mode;
    pthread_key_create(&at_thread_end, end_thread);
    if (esc_mode == ESC_ORACLE_CHECK)
      esc_check_start();
  }
  module->next = esc_modules;
  esc_modules = module;
}

/* After the program's own destructors. */
__attribute__((destructor(101))) static void at_end(void) { esc_report(); }
