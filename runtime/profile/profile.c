/* libescape-profile: counts the allocations of a program that was not built for
 * it, by the place in the code that made them.
 *
 * Loaded in front of the program's allocator (LD_PRELOAD; tools/escape-profile
 * does it). It passes every call on, and adds it to a table of fixed size, keyed
 * by the return address of the call of malloc, calloc, realloc, an aligned
 * allocator, strdup, strndup or one of C++'s operators new. When the program
 * ends, the table is written to the file that ESCAPE_PROFILE_OUT names (`%p` in
 * it: the process), a line a place:
 *
 *     COUNT BYTES ADDRESS MODULE
 *
 * the address is as the module's own file has it. The last line is `end DROPPED`,
 * the allocations at places for which the table had no room. Nothing is written
 * if the program ends by _exit or a signal.
 *
 * Thread-safe without a lock; allocates nothing itself. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t align, size_t size);

#define EXPORT __attribute__((visibility("default")))
#define CALLER() ((uintptr_t)__builtin_return_address(0))

/* A power of two, several times what large programs have. */
enum { PLACES = 1 << 16 };

typedef struct place {
  _Atomic uintptr_t address; /* where the call returns to; 0: free */
  _Atomic uint64_t count, bytes;
} place_t;

static place_t places[PLACES];
static _Atomic uint64_t dropped;

/* Where an operator or strdup was called that now calls malloc; 0: nowhere. */
static _Thread_local uintptr_t called_from
    __attribute__((tls_model("initial-exec")));

static void add(uintptr_t address, size_t size) {
  if (called_from) {
    address = called_from;
    called_from = 0;
  }
  size_t at = (address * 0x9E3779B97F4A7C15u) >> 48;
  for (size_t tried = 0; tried < PLACES; ++tried, ++at) {
    place_t *place = &places[at & (PLACES - 1)];
    uintptr_t found = atomic_load_explicit(&place->address, memory_order_relaxed);
    if (found == 0 &&
        atomic_compare_exchange_strong(&place->address, &found, address))
      found = address;
    if (found != address)
      continue;
    atomic_fetch_add_explicit(&place->count, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&place->bytes, size, memory_order_relaxed);
    return;
  }
  atomic_fetch_add_explicit(&dropped, 1, memory_order_relaxed);
}

EXPORT void *malloc(size_t size) {
  add(CALLER(), size);
  return __libc_malloc(size);
}

EXPORT void *calloc(size_t count, size_t size) {
  add(CALLER(), count * size);
  return __libc_calloc(count, size);
}

EXPORT void *realloc(void *block, size_t size) {
  add(CALLER(), size);
  return __libc_realloc(block, size);
}

EXPORT void *aligned_alloc(size_t align, size_t size) {
  add(CALLER(), size);
  return __libc_memalign(align, size);
}

EXPORT void *memalign(size_t align, size_t size) {
  add(CALLER(), size);
  return __libc_memalign(align, size);
}

EXPORT int posix_memalign(void **result, size_t align, size_t size) {
  add(CALLER(), size);
  if (align < sizeof(void *) || (align & (align - 1)))
    return 22; /* EINVAL */
  void *block = __libc_memalign(align, size);
  if (!block)
    return 12; /* ENOMEM */
  *result = block;
  return 0;
}

/* What stands behind this library under that name. */
static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

EXPORT char *strdup(const char *text) {
  size_t size = strlen(text) + 1;
  add(CALLER(), size);
  char *copy = __libc_malloc(size);
  return copy ? memcpy(copy, text, size) : NULL;
}

EXPORT char *strndup(const char *text, size_t limit) {
  size_t size = strnlen(text, limit);
  add(CALLER(), size + 1);
  char *copy = __libc_malloc(size + 1);
  if (!copy)
    return NULL;
  copy[size] = '\0';
  return memcpy(copy, text, size);
}

/* C++'s operators, by their mangled names (Itanium C++ ABI): the library's own
 * is called, which calls malloc, and may throw through here. */
#define OPERATOR_NEW(name, parameters, arguments, types)                       \
  EXPORT void *name parameters;                                                \
  EXPORT void *name parameters {                                               \
    static void *(*_Atomic library) types;                                     \
    void *(*call) types = library;                                             \
    if (!call)                                                                 \
      library = call = (void *(*)types)(uintptr_t)next(#name);                 \
    called_from = CALLER();                                                    \
    void *block = call arguments;                                              \
    called_from = 0;                                                           \
    return block;                                                              \
  }

OPERATOR_NEW(_Znwm, (size_t size), (size), (size_t))
OPERATOR_NEW(_Znam, (size_t size), (size), (size_t))
OPERATOR_NEW(_ZnwmRKSt9nothrow_t, (size_t size, const void *tag), (size, tag),
             (size_t, const void *))
OPERATOR_NEW(_ZnamRKSt9nothrow_t, (size_t size, const void *tag), (size, tag),
             (size_t, const void *))
OPERATOR_NEW(_ZnwmSt11align_val_t, (size_t size, size_t align), (size, align),
             (size_t, size_t))
OPERATOR_NEW(_ZnamSt11align_val_t, (size_t size, size_t align), (size, align),
             (size_t, size_t))
OPERATOR_NEW(_ZnwmSt11align_val_tRKSt9nothrow_t,
             (size_t size, size_t align, const void *tag), (size, align, tag),
             (size_t, size_t, const void *))
OPERATOR_NEW(_ZnamSt11align_val_tRKSt9nothrow_t,
             (size_t size, size_t align, const void *tag), (size, align, tag),
             (size_t, size_t, const void *))

/* One write a line: nothing is held that would need memory. */
__attribute__((format(printf, 2, 3))) static void put(int file,
                                                      const char *format, ...) {
  char line[4352];
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  if (size > 0 && (size_t)size < sizeof line && write(file, line, (size_t)size) < 0)
    return;
}

static void put_place(int file, const place_t *place, const char *program) {
  /* The instruction before the one that is returned to is the call. */
  uintptr_t call = place->address - 1;
  Dl_info info;
  struct link_map *module = NULL;
  if (!dladdr1((void *)call, &info, (void **)&module, RTLD_DL_LINKMAP) ||
      !module)
    return;
  put(file, "%llu %llu %llx %s\n", (unsigned long long)place->count,
      (unsigned long long)place->bytes,
      (unsigned long long)(call - module->l_addr),
      module->l_name[0] ? module->l_name : program);
}

__attribute__((destructor)) static void write_places(void) {
  const char *given = getenv("ESCAPE_PROFILE_OUT");
  if (!given || !*given)
    return;
  char name[4096], program[4096];
  const char *mark = strstr(given, "%p");
  if (mark)
    snprintf(name, sizeof name, "%.*s%ld%s", (int)(mark - given), given,
             (long)getpid(), mark + 2);
  else
    snprintf(name, sizeof name, "%s", given);
  ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
  program[size > 0 ? size : 0] = '\0';
  int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    return;
  for (size_t i = 0; i < PLACES; ++i)
    if (places[i].address)
      put_place(file, &places[i], program);
  put(file, "end %llu\n", (unsigned long long)dropped);
  close(file);
}
