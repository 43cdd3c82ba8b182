/* Counting: how long do the blocks of a site live, told by the activations that
 * are on the stack when they are made?
 *
 *  block   of the program: address, size, chain, and its owners, the activation
 *          at each level
 *  owner   an activation and a chain: how many of its blocks are alive
 *  chain   a site and the functions at its levels
 *
 * The levels skip what belongs to the same cycle of calls: however deep a
 * recursion is, the level above it is the function that began it. Blocks and
 * owners are in open hash tables of our own, under one lock. Cost: some sixty
 * nanoseconds for an allocation with its free. */
#include "count.h"

#include <stdlib.h>
#include <string.h>

typedef struct owner {
  struct owner *next; /* in the list of free ones, or of those with one hash */
  uint64_t serial;
  esc_chain_t *chain;
  uint32_t index; /* of the activation in its thread's stack */
  uint32_t live;
  uint64_t bytes;
} owner_t;

typedef struct block {
  uintptr_t address; /* 0: an empty place */
  size_t size;
  esc_chain_t *chain;
  esc_count_site_t *site;
  owner_t *owners[ESC_LEVELS]; /* NULL: the stack was not that deep */
  uint32_t thread;
} block_t;

static block_t *blocks;
static size_t block_capacity, block_count; /* capacity: a power of two */
static owner_t **owners;                   /* OWNER_LISTS lists */
static owner_t *free_owners;
static bool is_full;

enum { OWNER_LISTS = 1 << 16, FIRST_CAPACITY = 1 << 14 };

/* Small things of our own, never given back. */
static void *take(size_t bytes) {
  static char *rest;
  static size_t left;
  if (bytes > left) {
    left = 1 << 18;
    rest = esc_own_memory(left);
    if (!rest) {
      left = 0;
      is_full = true;
      return NULL;
    }
  }
  rest += bytes;
  left -= bytes;
  return rest - bytes;
}

static inline size_t hash(uint64_t key) {
  key *= 0x9E3779B97F4A7C15u;
  return (size_t)(key >> 32);
}

static block_t *find(uintptr_t address) {
  size_t mask = block_capacity - 1;
  size_t i = hash(address >> 4) & mask;
  while (blocks[i].address && blocks[i].address != address)
    i = (i + 1) & mask;
  return &blocks[i];
}

static bool grow(void) {
  block_t *old = blocks;
  size_t old_capacity = block_capacity;
  size_t capacity = old ? old_capacity * 2 : FIRST_CAPACITY;
  block_t *new = esc_own_memory(capacity * sizeof *new);
  if (!new)
    return false;
  blocks = new;
  block_capacity = capacity;
  for (size_t i = 0; i < old_capacity; ++i)
    if (old[i].address)
      *find(old[i].address) = old[i];
  return true;
}

/* Closes the gap that a removed block leaves, so that searches need no marks.
 */
static void take_out(block_t *gap) {
  size_t mask = block_capacity - 1;
  size_t hole = (size_t)(gap - blocks);
  for (size_t i = (hole + 1) & mask; blocks[i].address; i = (i + 1) & mask) {
    size_t home = hash(blocks[i].address >> 4) & mask;
    if (((i - home) & mask) >= ((i - hole) & mask)) {
      blocks[hole] = blocks[i];
      hole = i;
    }
  }
  blocks[hole].address = 0;
  block_count--;
}

static owner_t **owner_list(uint64_t serial, const esc_chain_t *chain) {
  return &owners[hash(serial ^ (uintptr_t)chain >> 3) % OWNER_LISTS];
}

static owner_t *own(const esc_activation_t *activation, uint32_t index,
                    esc_chain_t *chain, size_t size, unsigned level) {
  owner_t **list = owner_list(activation->serial, chain), *it = *list;
  while (it && (it->serial != activation->serial || it->chain != chain))
    it = it->next;
  if (!it) {
    it = free_owners;
    if (it)
      free_owners = it->next;
    else if (!(it = take(sizeof *it)))
      return NULL;
    *it = (owner_t){*list, activation->serial, chain, index, 0, 0};
    *list = it;
  }
  it->live++;
  it->bytes += size;
  if (it->live > chain->owned_peak[level])
    chain->owned_peak[level] = it->live;
  if (it->bytes > chain->owned_peak_bytes[level])
    chain->owned_peak_bytes[level] = it->bytes;
  return it;
}

static void disown(owner_t *it, size_t size) {
  it->bytes -= size;
  if (--it->live)
    return;
  owner_t **at = owner_list(it->serial, it->chain);
  while (*at != it)
    at = &(*at)->next;
  *at = it->next;
  it->next = free_owners;
  free_owners = it;
}

static esc_chain_t *chain_of(esc_count_site_t *site,
                             const esc_oracle_function_t *const *functions) {
  size_t bytes = ESC_LEVELS * sizeof *functions;
  if (site->recent && !memcmp(site->recent->functions, functions, bytes))
    return site->recent;
  esc_chain_t *it = site->chains;
  while (it && memcmp(it->functions, functions, bytes))
    it = it->next;
  if (!it && (it = take(sizeof *it))) {
    memset(it, 0, sizeof *it);
    memcpy(it->functions, functions, bytes);
    it->smallest = UINT64_MAX;
    it->next = site->chains;
    site->chains = it;
  }
  site->recent = it;
  return it;
}

static void add(block_t *at, uintptr_t address, size_t size,
                esc_oracle_site_t *site, esc_count_site_t *state) {
  const esc_thread_t *self = &esc_self;
  const esc_oracle_function_t *functions[ESC_LEVELS] = {NULL};
  uint32_t levels[ESC_LEVELS], depth = self->depth;
  unsigned count = 0;
  for (; count < ESC_LEVELS && depth; ++count) {
    levels[count] = depth - 1;
    functions[count] = self->stack[depth - 1].function;
    depth = self->stack[depth - 1].outer;
  }
  /* A function that is not entered (docs/oracle.md): the site says which. */
  if (!count)
    functions[0] = site->function;
  esc_chain_t *chain = chain_of(state, functions);
  if (!chain)
    return;
  *at = (block_t){address, size, chain, state, {NULL}, self->number};
  block_count++;
  for (unsigned i = 0; i < count; ++i)
    at->owners[i] = own(&self->stack[levels[i]], levels[i], chain, size, i);
  chain->count++;
  chain->bytes += size;
  chain->smallest = size < chain->smallest ? size : chain->smallest;
  chain->largest = size > chain->largest ? size : chain->largest;
  chain->live_bytes += size;
  if (++chain->live > chain->peak)
    chain->peak = chain->live;
  if (chain->live_bytes > chain->peak_bytes)
    chain->peak_bytes = chain->live_bytes;
  if (++state->live > state->peak)
    state->peak = state->live;
}

void esc_oracle_count(void *address, esc_oracle_site_t *site) {
  if (!address)
    return;
  size_t size = esc_self.last == address ? esc_self.last_size : 0;
  esc_lock();
  if (!owners)
    owners = esc_own_memory(OWNER_LISTS * sizeof *owners);
  if (!site->state)
    site->state = take(sizeof(esc_count_site_t));
  esc_count_site_t *state = site->state;
  bool fits = owners && state && (block_count * 2 < block_capacity || grow());
  if (fits) {
    block_t *at = find((uintptr_t)address);
    if (!at->address)
      add(at, (uintptr_t)address, size, site, state);
  } else if (state) {
    state->is_full = true;
  }
  esc_unlock();
}

static bool is_active(const owner_t *owner) {
  const esc_thread_t *self = &esc_self;
  return owner->index < self->depth &&
         self->stack[owner->index].serial == owner->serial;
}

void esc_count_free(void *address) {
  if (!block_count)
    return;
  esc_lock();
  block_t *it = find((uintptr_t)address);
  if (it->address) {
    bool is_known = false;
    for (unsigned i = 0; i < ESC_LEVELS && it->owners[i]; ++i) {
      if (!is_known && it->thread == esc_self.number &&
          is_active(it->owners[i])) {
        it->chain->dead[i]++;
        is_known = true;
      }
      disown(it->owners[i], it->size);
    }
    it->chain->later += !is_known;
    it->chain->live--;
    it->chain->live_bytes -= it->size;
    it->site->live--;
    take_out(it);
  }
  esc_unlock();
}

esc_fit_t esc_count_fit(const esc_chain_t *chain, unsigned *level) {
  uint64_t dead = 0;
  for (*level = 0; *level < ESC_LEVELS; ++*level) {
    dead += chain->dead[*level];
    if (dead == chain->count)
      return chain->owned_peak[*level] > 1       ? ESC_FIT_POOL
             : chain->smallest == chain->largest ? ESC_FIT_SLOT
                                                 : ESC_FIT_SIZED;
  }
  return ESC_FIT_NONE;
}

const char *esc_fit_name(esc_fit_t fit) {
  switch (fit) {
  case ESC_FIT_SLOT:
    return "slot";
  case ESC_FIT_SIZED:
    return "sized";
  case ESC_FIT_POOL:
    return "pool";
  case ESC_FIT_NONE:
    break;
  }
  return "none";
}
