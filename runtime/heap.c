/* The allocator functions of the program, in front of those of glibc.
 *
 * Checking: an expected allocation goes to pages of its own; what goes back to
 * the ordinary heap is wiped, so that no stale word is found there later, and
 * what comes from it has a header, by which scan.c finds it.
 * Counting: what goes back is told to count.c. Without a registered module they
 * do nothing but pass on. C++'s operators and strdup come through here too. */
#define _GNU_SOURCE
#include "heap.h"
#include "check.h"
#include "pages.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *block);

#define EXPORT __attribute__((visibility("default")))

/* Larger blocks may grow in place. */
enum { MOVED_BYTES = 1 << 16 };

/* While checking, what is freed is held back up to so many bytes: until then no
 * address is used twice. */
enum { HELD_BACK = 64 << 20 };
static _Atomic size_t held_back;
static _Atomic bool is_reusing;

/* Behind a block that is checked: glibc's pointers to the next chunk are none
 * into this one. */
static inline size_t tail(void) {
  return esc_mode == ESC_ORACLE_CHECK ? 16 : 0;
}

static inline bool is_expected(void) {
  return __builtin_expect(esc_self.expected != NULL, 0);
}

/* Our own name of this function stands in front of glibc's. */
static size_t (*next_usable_size)(void *block);

__attribute__((constructor(101))) void esc_heap_start(void) {
  next_usable_size =
      (size_t(*)(void *))(uintptr_t)dlsym(RTLD_NEXT, "malloc_usable_size");
}

/* A block of the ordinary heap, behind its header and an empty record. */
static void *with_header(char *raw, unsigned power, size_t size) {
  char *block = raw + ((size_t)1 << power);
  *esc_header_of(block) = (esc_header_t){(uintptr_t)block ^ ESC_HEADER_MIX,
                                         size | (uint64_t)power << 56};
  if (is_reusing)
    esc_header_of(block)->size |= ESC_HEADER_REUSED;
  if (esc_mode == ESC_ORACLE_COUNT)
    esc_record_of(block)->chain = NULL;
  return block;
}

/* Where a block begins that needs no more than the usual alignment. */
static inline unsigned usual_power(void) {
  return esc_mode == ESC_ORACLE_COUNT ? 6 : 4;
}

static void *make(size_t size, size_t align, bool is_zeroed) {
  if (is_expected()) {
    void *block = esc_check_take(size, align);
    if (block)
      return block;
  }
  size_t bytes = size;
  unsigned power = (unsigned)__builtin_ctzl(align);
  if (power < usual_power())
    power = usual_power();
  if (esc_mode &&
      (size >> 48 ||
       __builtin_add_overflow(size, ((size_t)1 << power) + tail(), &bytes))) {
    errno = ENOMEM;
    return NULL;
  }
  char *raw = is_zeroed    ? __libc_calloc(1, bytes)
              : align > 16 ? __libc_memalign(align, bytes)
                           : __libc_malloc(bytes);
  return raw && esc_mode ? with_header(raw, power, size) : raw;
}

EXPORT void *malloc(size_t size) { return make(size, 16, false); }

EXPORT void *calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return NULL;
  }
  return make(bytes, 16, true);
}

/* Wiped, header included: the compiler may not see that this matters. */
static void wipe(char *from, size_t bytes) {
  memset(from, 0, bytes);
  __asm__ volatile("" : : "r"(from) : "memory");
}

/* Wipes a block that is given back. Whether it is to be kept out of use. */
static bool hold_back(char *raw, char *block) {
  size_t size = ESC_HEADER_SIZE(esc_header_of(block));
  wipe(raw, (size_t)(block - raw) + size);
  if (held_back + size < HELD_BACK) {
    held_back += size + 64;
    return true;
  }
  is_reusing = true;
  return false;
}

static void give_back(void *block) {
  if (esc_mode == ESC_ORACLE_CHECK && esc_pages_has(block)) {
    esc_check_free(block);
  } else if (esc_mode && esc_has_header(block)) {
    char *raw =
        (char *)block - ((size_t)1 << (esc_header_of(block)->size >> 56));
    if (esc_mode == ESC_ORACLE_CHECK && hold_back(raw, block))
      return;
    if (esc_mode == ESC_ORACLE_COUNT)
      esc_count_free(block);
    esc_header_of(block)->mark = 0;
    __libc_free(raw);
  } else {
    __libc_free(block); /* made before the first module was there */
  }
}

EXPORT void free(void *block) {
  if (!block)
    return;
  int error = errno;
  give_back(block);
  errno = error;
}

static void *move(void *block, size_t old, size_t size) {
  void *moved = malloc(size);
  if (moved) {
    memcpy(moved, block, old < size ? old : size);
    give_back(block);
  }
  return moved;
}

/* As realloc does it, in place where it can. */
static void *grow(void *block, size_t size) {
  esc_header_t header = *esc_header_of(block);
  unsigned power = usual_power();
  size_t offset = (size_t)1 << power;
  if (size >> 48)
    return NULL;
  if (esc_mode == ESC_ORACLE_COUNT)
    esc_count_free(block);
  wipe((char *)esc_header_of(block), sizeof header);
  is_reusing = esc_mode == ESC_ORACLE_CHECK;
  char *raw = __libc_realloc((char *)block - offset, size + offset + tail());
  if (raw)
    return with_header(raw, power, size);
  *esc_header_of(block) = header;
  return NULL;
}

EXPORT void *realloc(void *block, size_t size) {
  if (!block)
    return malloc(size);
  bool is_claimed = esc_mode == ESC_ORACLE_CHECK && esc_pages_has(block);
  if (!is_claimed && !(esc_mode && esc_has_header(block)))
    return __libc_realloc(block, size);
  size_t old = is_claimed ? esc_check_size(block, "realloc")
                          : ESC_HEADER_SIZE(esc_header_of(block));
  if (!size) {
    give_back(block);
    return NULL;
  }
  /* Moved where the old place must be wiped, or lies otherwise than usual. */
  if (is_claimed || is_expected() ||
      esc_header_of(block)->size >> 56 != usual_power() ||
      (esc_mode == ESC_ORACLE_CHECK && old <= MOVED_BYTES))
    return move(block, old, size);
  return grow(block, size);
}

EXPORT void *memalign(size_t align, size_t size) {
  if (align & (align - 1)) {
    errno = EINVAL;
    return NULL;
  }
  return make(size, align < 16 ? 16 : align, false);
}

EXPORT void *aligned_alloc(size_t align, size_t size) {
  return memalign(align, size);
}

EXPORT int posix_memalign(void **result, size_t align, size_t size) {
  if (align % sizeof(void *) != 0 || align == 0 || (align & (align - 1)))
    return EINVAL;
  int error = errno;
  void *block = memalign(align, size);
  errno = error;
  if (!block)
    return ENOMEM;
  *result = block;
  return 0;
}

EXPORT size_t malloc_usable_size(void *block) {
  if (!block)
    return 0;
  if (esc_pages_has(block))
    return esc_check_size(block, "malloc_usable_size");
  if (esc_mode && esc_has_header(block))
    return ESC_HEADER_SIZE(esc_header_of(block));
  return next_usable_size ? next_usable_size(block) : 0;
}
