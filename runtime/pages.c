/* The pages of claimed blocks. One reserved range of addresses; new blocks come
 * from its end, or from lists of free blocks of their size, oldest first. */
#define _GNU_SOURCE
#include "pages.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define REGION_BYTES ((size_t)1 << 35)
/* Addresses that were never used before, in all: they cost memory. */
enum { FRESH_PAGES = 1 << 16, COMMIT_PAGES = 256, ORDERS = 21 };

static uintptr_t base;
static unsigned shift; /* of the page size */
static esc_block_t *blocks;
static uint32_t page_count;
static uint32_t used = 1; /* number 0 is no block */
static uint32_t committed;
static struct { uint32_t first, last; } free_blocks[ORDERS];

static bool start(void) {
  long page = sysconf(_SC_PAGESIZE);
  shift = (unsigned)__builtin_ctzl((unsigned long)page);
  page_count = (uint32_t)(REGION_BYTES >> shift);
  blocks = esc_own_memory(page_count * sizeof *blocks);
  void *area = mmap(NULL, REGION_BYTES, PROT_NONE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (!blocks || area == MAP_FAILED)
    return false;
  __atomic_store_n(&base, (uintptr_t)area, __ATOMIC_RELEASE);
  return true;
}

bool esc_pages_has(const void *address) {
  uintptr_t from = __atomic_load_n(&base, __ATOMIC_ACQUIRE);
  return from && (uintptr_t)address - from < REGION_BYTES;
}

esc_block_t *esc_block(uint32_t block) { return &blocks[block]; }

char *esc_block_address(uint32_t block) {
  return (char *)(base + ((uintptr_t)block << shift)) + blocks[block].offset;
}

uint32_t esc_pages_block(const void *address) {
  uint32_t page = (uint32_t)(((uintptr_t)address - base) >> shift);
  if (page >= used || page == 0)
    return 0;
  return blocks[page].state == ESC_BLOCK_INSIDE ? blocks[page].next : page;
}

uint32_t esc_pages_end(void) { return used; }

static uint32_t take_new(unsigned order) {
  uint32_t pages = 1u << order;
  if (pages > page_count - used)
    return 0;
  uint32_t end = used + pages;
  if (end > committed) {
    uint32_t target =
        end + COMMIT_PAGES < page_count ? end + COMMIT_PAGES : end;
    if (mprotect((void *)(base + ((uintptr_t)committed << shift)),
                 (size_t)(target - committed) << shift,
                 PROT_READ | PROT_WRITE) != 0)
      return 0;
    committed = target;
  }
  uint32_t block = used;
  used = end;
  for (uint32_t i = 1; i < pages; ++i)
    blocks[block + i] = (esc_block_t){.state = ESC_BLOCK_INSIDE, .next = block};
  return block;
}

static uint32_t take_free(unsigned order) {
  uint32_t block = free_blocks[order].first;
  if (block) {
    free_blocks[order].first = blocks[block].next;
    if (!blocks[block].next)
      free_blocks[order].last = 0;
  }
  return block;
}

void *esc_pages_take(size_t size, size_t align, esc_oracle_site_t *site,
                     bool wants_fresh) {
  if (!base && !start())
    return NULL;
  size_t page = (size_t)1 << shift;
  if (align > page || size > REGION_BYTES / 64)
    return NULL;
  /* Blocks at the same place of every page would fight for cache sets. */
  size_t offset = 0;
  size_t step = align > 64 ? align : 64;
  if (size + step <= page)
    offset = (used * step) % (page - size) / step * step;
  unsigned order = 0;
  while (((size_t)1 << (shift + order)) < offset + (size ? size : 1))
    order++;
  uint32_t block = 0;
  bool is_fresh = false;
  if (!(wants_fresh && used + (1u << order) <= FRESH_PAGES))
    block = take_free(order);
  if (!block) {
    block = take_new(order);
    is_fresh = block != 0;
  }
  if (!block)
    block = take_free(order);
  if (!block)
    return NULL;
  blocks[block] = (esc_block_t){.size = size,
                                .site = site,
                                .offset = (uint16_t)offset,
                                .state = ESC_BLOCK_TAKEN,
                                .order = (uint8_t)order,
                                .is_fresh = is_fresh};
  return esc_block_address(block);
}

void esc_pages_release(uint32_t block) {
  esc_block_t *it = &blocks[block];
  memset(esc_block_address(block), 0, it->size);
  it->state = ESC_BLOCK_FREE;
  it->owner = NULL;
  it->next = 0;
  if (free_blocks[it->order].last)
    blocks[free_blocks[it->order].last].next = block;
  else
    free_blocks[it->order].first = block;
  free_blocks[it->order].last = block;
}

bool esc_pages_close(uint32_t block) {
  esc_block_t *it = &blocks[block];
  it->state = ESC_BLOCK_OVER;
  it->owner = NULL;
  it->next = it->prev = 0;
  void *pages = (void *)(base + ((uintptr_t)block << shift));
  return mmap(pages, (size_t)1 << (shift + it->order), PROT_NONE,
              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1,
              0) == pages;
}
