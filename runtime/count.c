/* Counting: how long do the blocks of a site live, told by the activations that
 * are on the stack when they are made?
 *
 *  record  in front of each block of the program: its chain, and its owners,
 * the activation at each level owner   an activation and a chain: how many of
 * its blocks are alive chain   a site and the functions at its levels
 *
 * The levels skip what belongs to the same cycle of calls: however deep a
 * recursion is, the level above it is the function that began it.
 *
 * An owner stands in the list of its activation. When that ends, owners without
 * live blocks are given back; the others are orphans, and go with their last
 * block. One lock guards all of it, because any thread may free any block. */
#include "count.h"
#include "heap.h"

typedef struct esc_owner {
  struct esc_owner *next; /* of the activation, or the next free one */
  uint64_t serial;        /* of the activation; 0: it has ended */
  esc_chain_t *chain;
  uint64_t live, bytes;
} owner_t;

static owner_t *free_owners;

/* Small things of our own, never given back. NULL: memory is out. */
static void *take(size_t bytes) {
  static char *rest;
  static size_t left;
  if (bytes > left) {
    left = 1 << 18;
    rest = esc_own_memory(left);
    if (!rest) {
      left = 0;
      return NULL;
    }
  }
  rest += bytes;
  left -= bytes;
  return rest - bytes;
}

static owner_t *own(esc_activation_t *activation, esc_chain_t *chain,
                    size_t size, unsigned level) {
  owner_t *it = chain->recent[level];
  if (!it || it->serial != activation->serial || it->chain != chain) {
    it = activation->owners;
    while (it && it->chain != chain)
      it = it->next;
  }
  if (!it) {
    it = free_owners;
    if (it)
      free_owners = it->next;
    else if (!(it = take(sizeof *it)))
      return NULL;
    *it = (owner_t){activation->owners, activation->serial, chain, 0, 0};
    activation->owners = it;
  }
  chain->recent[level] = it;
  it->live++;
  it->bytes += size;
  if (it->live > chain->owned_peak[level])
    chain->owned_peak[level] = it->live;
  if (it->bytes > chain->owned_peak_bytes[level])
    chain->owned_peak_bytes[level] = it->bytes;
  return it;
}

static void give_back(owner_t *it) {
  it->chain = NULL;
  it->next = free_owners;
  free_owners = it;
}

static void disown(owner_t *it, size_t size) {
  it->bytes -= size;
  if (--it->live == 0 && it->serial == 0)
    give_back(it);
}

void esc_count_end(esc_activation_t *activation) {
  esc_lock();
  for (owner_t *it = activation->owners, *next; it; it = next) {
    next = it->next;
    it->serial = 0;
    if (it->live == 0)
      give_back(it);
  }
  activation->owners = NULL;
  esc_unlock();
}

static bool is_chain(const esc_chain_t *chain,
                     const esc_oracle_function_t *const *functions) {
  for (unsigned i = 0; i < ESC_LEVELS; ++i)
    if (chain->functions[i] != functions[i])
      return false;
  return true;
}

static esc_chain_t *chain_of(esc_count_site_t *site,
                             const esc_oracle_function_t *const *functions) {
  uintptr_t mixed = 0;
  for (unsigned i = 0; i < ESC_LEVELS; ++i)
    mixed = mixed * 31 + ((uintptr_t)functions[i] >> 4);
  esc_chain_t **list = &site->lists[mixed % ESC_CHAIN_LISTS], *it = *list;
  while (it && !is_chain(it, functions))
    it = it->same;
  if (it || !(it = take(sizeof *it)))
    return it;
  *it = (esc_chain_t){.next = site->chains,
                      .same = *list,
                      .site = site,
                      .smallest = UINT64_MAX};
  for (unsigned i = 0; i < ESC_LEVELS; ++i)
    it->functions[i] = functions[i];
  site->chains = *list = it;
  return it;
}

static void add(esc_record_t *record, size_t size, esc_oracle_site_t *site,
                esc_count_site_t *state) {
  esc_thread_t *self = &esc_self;
  const esc_oracle_function_t *functions[ESC_LEVELS] = {NULL};
  uint32_t levels[ESC_LEVELS], depth = self->depth;
  unsigned count = 0;
  for (; count < ESC_LEVELS && depth; ++count) {
    levels[count] = depth - 1;
    functions[count] = self->stack[depth - 1].function;
    depth = self->stack[depth - 1].outer;
  }
  /* On a stack that is not watched, the site knows its function. */
  if (!count)
    functions[0] = site->function;
  esc_chain_t *chain = chain_of(state, functions);
  state->is_full |= !chain;
  if (!chain)
    return;
  *record = (esc_record_t){.chain = chain, .thread = self->number};
  for (unsigned i = 0; i < count; ++i)
    record->owners[i] = own(&self->stack[levels[i]], chain, size, i);
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

void esc_oracle_count(void *block, esc_oracle_site_t *site) {
  if (!block || !esc_has_header(block))
    return;
  esc_lock();
  if (!site->state)
    site->state = take(sizeof(esc_count_site_t));
  esc_record_t *record = esc_record_of(block);
  if (site->state && !record->chain)
    add(record, ESC_HEADER_SIZE(esc_header_of(block)), site, site->state);
  esc_unlock();
}

void esc_count_free(void *block) {
  esc_record_t *record = esc_record_of(block);
  esc_chain_t *chain = record->chain;
  if (!chain)
    return;
  size_t size = ESC_HEADER_SIZE(esc_header_of(block));
  esc_lock();
  bool is_known = record->thread != esc_self.number;
  chain->later += is_known;
  for (unsigned i = 0; i < ESC_LEVELS && record->owners[i]; ++i) {
    if (!is_known && record->owners[i]->serial) {
      chain->dead[i]++;
      is_known = true;
    }
    disown(record->owners[i], size);
  }
  chain->later += !is_known;
  chain->live--;
  chain->live_bytes -= size;
  chain->site->live--;
  record->chain = NULL;
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
