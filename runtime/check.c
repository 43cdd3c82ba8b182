/* Checking: does a claim hold?
 *
 *  claim     a block that belongs to an activation and must not outlive it
 *  end       of the activation: its claimed blocks that were not freed must be
 *            referred to by nobody. Their pages become inaccessible, so that a
 *            touch at any later time is noticed; memory is searched (scan.c)
 *            for the first few of each site, then for ever fewer of them
 *  promoted  sites that the pass would promote promise more: one instance at a
 *            time in an activation (unless in a pool), freed only where a free
 *            would be dropped or guarded, and a dropped free receives nothing
 *            else
 *
 * What was freed before the activation ended is checked no further: a touch
 * after a free is the program's own error. */
#define _GNU_SOURCE
#include "check.h"
#include "pages.h"
#include "scan.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of each site: blocks at addresses that nobody had before; searches before
 * they thin out; blocks that were not freed before only every 64th is watched
 * (each costs a page, and calls of the system). */
enum { FRESH_PER_SITE = 256, SEARCHES_PER_SITE = 16, HELD_PER_SITE = 4096 };

static esc_check_site_t *all_sites_end; /* allocated one behind the other */
static uint32_t batches;
static bool searches;
static struct sigaction before;
uint64_t esc_unwatched;
static uint64_t unwatched_promoted;

esc_check_site_t *esc_check_site(esc_oracle_site_t *site) {
  if (!site->state) {
    static size_t left;
    if (!left) {
      left = 512;
      all_sites_end = esc_own_memory(left * sizeof *all_sites_end);
      if (!all_sites_end) {
        esc_say("escape oracle: out of memory\n");
        _exit(1);
      }
    }
    left--;
    site->state = all_sites_end++;
  }
  return site->state;
}

/* Whether the pass would have put the block into a slot. */
static bool is_slot(uint32_t block) {
  const esc_block_t *it = esc_block(block);
  return (it->site->flags & ESC_ORACLE_PROMOTED) &&
         it->size <= it->site->slot_bytes;
}

void esc_check_fail(uint32_t block, const char *what, const char *where) {
  char site[500];
  esc_say_site(site, sizeof site, esc_block(block)->site);
  esc_say("escape oracle: FALSE CLAIM: %s\n"
          "  said: it does not outlive the function%s\n"
          "  seen: %s%s%s\n",
          site, is_slot(block) ? ", and would be promoted" : "", what,
          *where ? ": " : "", where);
  _exit(ESC_ORACLE_FALSE_CLAIM);
}

static void on_fault(int number, siginfo_t *info, void *context) {
  (void)number;
  if (esc_pages_has(info->si_addr)) {
    uint32_t block = esc_pages_block(info->si_addr);
    if (block && esc_block(block)->state == ESC_BLOCK_OVER) {
      char where[64];
      snprintf(where, sizeof where, "byte %td of %zu",
               (char *)info->si_addr - esc_block_address(block),
               (size_t)esc_block(block)->size);
      esc_check_fail(block, "it is touched after its frame has ended", where);
    }
  }
  (void)context;
  /* Not ours: as if we had not been here. */
  sigaction(SIGSEGV, &before, NULL);
}

void esc_check_start(void) {
  const char *text = getenv("ESCAPE_ORACLE_SEARCH");
  searches = !text || strcmp(text, "0") != 0;
  struct sigaction action = {0};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &before);
}

void esc_oracle_expect(esc_oracle_site_t *site) { esc_self.expected = site; }

void *esc_check_take(size_t size, size_t align) {
  esc_oracle_site_t *site = esc_self.expected;
  esc_self.expected = NULL;
  esc_lock();
  esc_check_site_t *state = esc_check_site(site);
  void *block = NULL;
  if (state->held < HELD_PER_SITE || ++state->thinned % 64 == 0)
    block = esc_pages_take(size, align, site, state->fresh < FRESH_PER_SITE);
  if (block) {
    state->held++;
    state->fresh += esc_block(esc_pages_block(block))->is_fresh;
  }
  esc_unlock();
  return block;
}

static void link_claim(esc_activation_t *owner, uint32_t block) {
  esc_block_t *it = esc_block(block);
  uint32_t *head = &owner->claims[is_slot(block)];
  it->owner = owner;
  it->prev = 0;
  it->next = *head;
  if (*head)
    esc_block(*head)->prev = block;
  *head = block;
}

static void unlink_claim(uint32_t block) {
  esc_block_t *it = esc_block(block);
  if (!it->owner)
    return;
  if (it->prev)
    esc_block(it->prev)->next = it->next;
  else
    it->owner->claims[is_slot(block)] = it->next;
  if (it->next)
    esc_block(it->next)->prev = it->prev;
  it->owner = NULL;
}

void esc_oracle_claim(void *address, esc_oracle_site_t *site, void *frame) {
  esc_self.expected = NULL;
  if (!address)
    return;
  uint32_t block = esc_pages_has(address) ? esc_pages_block(address) : 0;
  esc_activation_t *owner = esc_activation_of(frame);
  esc_lock();
  if (!block || !owner || esc_block(block)->state != ESC_BLOCK_TAKEN ||
      esc_block(block)->owner || esc_block_address(block) != address) {
    esc_unwatched += !esc_check_site(site)->thinned;
    unwatched_promoted += (site->flags & ESC_ORACLE_PROMOTED) != 0;
    esc_unlock();
    return;
  }
  esc_check_site(site)->claims++;
  if (is_slot(block) && !(site->flags & ESC_ORACLE_POOL))
    for (uint32_t other = owner->claims[1]; other;
         other = esc_block(other)->next)
      if (esc_block(other)->site == site)
        esc_check_fail(other,
                       "it is alive when the next is made in the same "
                       "activation",
                       "");
  link_claim(owner, block);
  esc_unlock();
}

/* The block at `address`, if it would be in a slot of the activation that runs:
 * that is whose slots its frees know. */
static uint32_t slot_at(const void *address) {
  uint32_t block = esc_pages_has(address) ? esc_pages_block(address) : 0;
  const esc_thread_t *self = &esc_self;
  return block && self->depth &&
                 esc_block(block)->owner == &self->stack[self->depth - 1] &&
                 is_slot(block)
             ? block
             : 0;
}

void esc_oracle_guard(void *address, esc_oracle_site_t *site) {
  uint32_t block = slot_at(address);
  if (block && esc_block(block)->site == site)
    esc_self.dropped = block;
}

void esc_oracle_drop(void *address) {
  if (!address)
    return;
  esc_self.dropped = slot_at(address);
  /* A promoted block that is not watched looks like any other. */
  if (esc_self.dropped || unwatched_promoted)
    return;
  esc_say("escape oracle: FALSE CLAIM: a free that would be dropped receives a "
          "block that stays on the heap\n");
  if (esc_pages_has(address) && esc_pages_block(address))
    esc_check_fail(esc_pages_block(address), "a dropped free receives it", "");
  _exit(ESC_ORACLE_FALSE_CLAIM);
}

void esc_check_free(void *address) {
  uint32_t block = esc_pages_block(address);
  uint32_t dropped = esc_self.dropped;
  esc_self.dropped = 0;
  esc_lock();
  if (block && esc_block(block)->state == ESC_BLOCK_OVER)
    esc_check_fail(block, "it is freed after its frame has ended", "");
  if (!block || esc_block(block)->state != ESC_BLOCK_TAKEN) {
    esc_say("escape oracle: the program frees %p twice\n", address);
    abort();
  }
  if (esc_block(block)->owner && block != dropped && is_slot(block))
    esc_check_fail(block, "a free that stays receives it", "");
  unlink_claim(block);
  esc_check_site(esc_block(block)->site)->held--;
  esc_pages_release(block);
  esc_unlock();
}

size_t esc_check_size(const void *address, const char *asker) {
  uint32_t block = esc_pages_block(address);
  if (block && esc_block(block)->state == ESC_BLOCK_OVER)
    esc_check_fail(block,
                   "it is given to the allocator after its frame has "
                   "ended",
                   asker);
  if (block && esc_block(block)->owner && is_slot(block) &&
      block != esc_self.dropped)
    esc_check_fail(block,
                   "the allocator receives it, where it would be on the "
                   "stack",
                   asker);
  return block ? esc_block(block)->size : 0;
}

void esc_oracle_ignore(void *buffer) {
  esc_lock();
  esc_scan_ignore((uintptr_t)buffer, sizeof(jmp_buf));
  esc_unlock();
}

/* After the first ones, those whose number is a power of two. */
static bool wants_search(const esc_check_site_t *site) {
  return searches && (site->over <= SEARCHES_PER_SITE ||
                      (site->over & (site->over - 1)) == 0);
}

void esc_check_end(esc_activation_t *activation, uintptr_t result,
                   uintptr_t live) {
  uint32_t returned = result && esc_pages_has((const void *)result)
                          ? esc_pages_block((const void *)result)
                          : 0;
  int error = errno;
  esc_lock();
  uint32_t batch = ++batches;
  bool wants = false;
  for (int list = 0; list < 2; ++list)
    while (activation->claims[list]) {
      uint32_t block = activation->claims[list];
      esc_block_t *it = esc_block(block);
      if (block == returned)
        esc_check_fail(block, "the function returns it", "");
      unlink_claim(block);
      esc_check_site_t *site = esc_check_site(it->site);
      site->over++;
      if (wants_search(site) && it->is_fresh && live) {
        it->batch = batch;
        site->searches++;
        wants = true;
      }
      esc_unwatched += !esc_pages_close(block);
    }
  if (wants) {
    char where[400];
    uint32_t block = esc_scan(batch, live, where, sizeof where);
    if (block)
      esc_check_fail(block,
                     "its address is still there when its frame has "
                     "ended",
                     where);
  }
  esc_unlock();
  errno = error;
}
