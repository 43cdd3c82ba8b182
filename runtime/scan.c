/* Looks for references to blocks that are over.
 *
 * First quickly, for any word at all that leads into one; mostly there is none.
 * If there is one, it counts only where the program can reach it: not in a heap
 * block that is lost itself. Then the blocks of the heap are found by their
 * headers (heap.h), and marked from everything that is no heap block: globals,
 * thread-locals, the stacks of all threads. Blocks at addresses that were
 * another block's before are left out: a stale word may lead there.
 *
 * Why a hit is a proof and no coincidence: a fresh block's address was nobody's
 * before, and its claim says that no memory but that of its frame ever holds
 * it. A word that leads there was written in the block's time, into memory that
 * outlives it. Heap memory that is given back is wiped, so that no word of a
 * block that is gone is found in the next. Left out, for they may hold
 * registers of that time: jmp_bufs that were announced. Not known, and so a
 * possible false alarm: registers saved by signals on a stack of their own
 * (docs/oracle.md). */
#define _GNU_SOURCE
#include "scan.h"
#include "heap.h"
#include "maps.h"

#include <stdio.h>
#include <sys/mman.h>

enum { IGNORED = 1024 };

static struct { uintptr_t from, to; } ignored[IGNORED];
static unsigned ignored_count;

typedef struct heap_block {
  uintptr_t from;
  size_t bytes;
  bool is_reused;
} heap_block_t;

typedef struct search {
  uint32_t batch;
  uint32_t found; /* block, or 0 */
  uintptr_t found_at;
  char *where; /* the place in words */
  size_t where_size;
  /* Marking. */
  heap_block_t *heap; /* ascending */
  size_t heap_count;
  size_t next;     /* while walking: the first that ends behind this place */
  uint8_t *marked; /* by index in `heap` */
  uint8_t *marked_claims; /* by number */
  uintptr_t *pending;     /* index in `heap` * 2, or number * 2 + 1 */
  size_t pending_count;
} search_t;

void esc_scan_ignore(uintptr_t from, size_t bytes) {
  for (unsigned i = 0; i < ignored_count && i < IGNORED; ++i)
    if (ignored[i].from == from)
      return;
  ignored[ignored_count % IGNORED].from = from;
  ignored[ignored_count % IGNORED].to = from + bytes;
  ignored_count++;
}

static bool is_ignored(uintptr_t address) {
  for (unsigned i = 0; i < ignored_count && i < IGNORED; ++i)
    if (address >= ignored[i].from && address < ignored[i].to)
      return true;
  return false;
}

/* The block of this search that `word` leads to, or 0. */
static uint32_t target(const search_t *search, uintptr_t word) {
  if (!esc_pages_has((const void *)word))
    return 0;
  uint32_t block = esc_pages_block((const void *)word);
  return block && esc_block(block)->state == ESC_BLOCK_OVER &&
                 esc_block(block)->batch == search->batch
             ? block
             : 0;
}

static bool look(void *context, const uintptr_t *words, size_t count,
                 uintptr_t at, const char *name) {
  search_t *search = context;
  (void)name;
  for (size_t i = 0; i < count; ++i) {
    uint32_t block = target(search, words[i]);
    if (block && !is_ignored(at + i * sizeof *words)) {
      search->found = block;
      return false;
    }
  }
  return true;
}

static bool look_in_claims(search_t *search) {
  for (uint32_t i = 1; i < esc_pages_end(); ++i)
    if (esc_block(i)->state == ESC_BLOCK_TAKEN &&
        !look(search, (const uintptr_t *)esc_block_address(i),
              esc_block(i)->size / sizeof(uintptr_t),
              (uintptr_t)esc_block_address(i), ""))
      return true;
  return false;
}

static bool collect(void *context, const uintptr_t *words, size_t count,
                    uintptr_t at, const char *name) {
  search_t *search = context;
  (void)name;
  for (size_t i = 0; i + 1 < count; i += 2) {
    uintptr_t from = at + (i + 2) * sizeof *words;
    if (words[i] == (from ^ ESC_HEADER_MIX))
      search->heap[search->heap_count++] =
          (heap_block_t){from, ESC_HEADER_SIZE((const esc_header_t *)&words[i]),
                         (words[i + 1] & ESC_HEADER_REUSED) != 0};
  }
  return true;
}

/* The heap block that holds `word` as an address, or SIZE_MAX. */
static size_t heap_block_of(const search_t *search, uintptr_t word) {
  size_t low = 0, high = search->heap_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (search->heap[middle].from <= word)
      low = middle + 1;
    else
      high = middle;
  }
  if (!low || word > search->heap[low - 1].from + search->heap[low - 1].bytes)
    return SIZE_MAX;
  return low - 1;
}

/* A word that the program can reach. Whether to go on. */
static bool follow(search_t *search, uintptr_t word, uintptr_t at) {
  if (esc_pages_has((const void *)word)) {
    uint32_t block = esc_pages_block((const void *)word);
    if (block && target(search, word) && !is_ignored(at)) {
      search->found = block;
      search->found_at = at;
      return false;
    }
    if (block && esc_block(block)->state == ESC_BLOCK_TAKEN &&
        esc_block(block)->is_fresh && !search->marked_claims[block]) {
      search->marked_claims[block] = 1;
      search->pending[search->pending_count++] = (uintptr_t)block * 2 + 1;
    }
    return true;
  }
  size_t index = heap_block_of(search, word);
  if (index != SIZE_MAX && !search->marked[index] &&
      !search->heap[index].is_reused) {
    search->marked[index] = 1;
    search->pending[search->pending_count++] = index * 2;
  }
  return true;
}

/* Everything that is no heap block. */
static bool follow_root(void *context, const uintptr_t *words, size_t count,
                        uintptr_t at, const char *name) {
  search_t *search = context;
  for (size_t i = 0; i < count; ++i) {
    uintptr_t place = at + i * sizeof *words;
    while (search->next < search->heap_count &&
           search->heap[search->next].from + search->heap[search->next].bytes <=
               place)
      search->next++;
    if (search->next < search->heap_count &&
        place >= search->heap[search->next].from)
      continue;
    if (!follow(search, words[i], place)) {
      snprintf(search->where, search->where_size, "%s, address %#zx", name,
               (size_t)place);
      return false;
    }
  }
  return true;
}

/* What reached blocks hold. False when a reference is found. */
static bool follow_pending(search_t *search, uintptr_t *words) {
  while (search->pending_count) {
    uintptr_t next = search->pending[--search->pending_count];
    heap_block_t block;
    if (next & 1)
      block = (heap_block_t){(uintptr_t)esc_block_address((uint32_t)(next / 2)),
                             esc_block((uint32_t)(next / 2))->size, false};
    else
      block = search->heap[next / 2];
    size_t left = block.bytes / sizeof *words;
    for (uintptr_t at = block.from; left;) {
      size_t part = left < ESC_MAPS_WORDS ? left : ESC_MAPS_WORDS;
      size_t got = esc_maps_read(words, at, part);
      for (size_t i = 0; i < got; ++i)
        if (!follow(search, words[i], at + i * sizeof *words)) {
          char site[300] = "the heap";
          if (next & 1)
            esc_say_site(site, sizeof site,
                         esc_block((uint32_t)(next / 2))->site);
          snprintf(search->where, search->where_size,
                   "byte %zu of a live block of %s, %zu bytes",
                   (size_t)(search->found_at - block.from), site, block.bytes);
          return false;
        }
      left -= part;
      at += part * sizeof *words;
    }
  }
  return true;
}

/* The tables of marking live in reserved memory that is given back. */
static void mark(search_t *search, uintptr_t live) {
  size_t part = ESC_SCRATCH_BYTES / 4;
  char *scratch = esc_own_scratch();
  if (!scratch)
    return;
  search->heap = (heap_block_t *)scratch;
  search->pending = (uintptr_t *)(scratch + part);
  search->marked = (uint8_t *)(scratch + 2 * part);
  uintptr_t *words = (uintptr_t *)(scratch + 3 * part);
  search->marked_claims = (uint8_t *)(words + ESC_MAPS_WORDS);
  search->found = 0;
  esc_maps_walk(live, collect, search);
  esc_maps_walk(live, follow_root, search);
  if (!search->found)
    follow_pending(search, words);
  madvise(scratch, ESC_SCRATCH_BYTES, MADV_DONTNEED);
}

uint32_t esc_scan(uint32_t batch, uintptr_t live, char *where, size_t size) {
  search_t search = {.batch = batch, .where = where, .where_size = size};
  if (!look_in_claims(&search))
    esc_maps_walk(live, look, &search);
  if (search.found)
    mark(&search, live);
  return search.found;
}
