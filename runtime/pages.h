/* Where claimed blocks live: each in pages of its own, at an address that says
 * so, numbered by its first page.
 *
 * A block is FREE (no program has it), TAKEN (handed out), or OVER (its claim's
 * frame has ended). FREE pages are zero. */
#ifndef ESCAPE_RUNTIME_PAGES_H
#define ESCAPE_RUNTIME_PAGES_H

#include "state.h"

typedef enum esc_block_state {
  ESC_BLOCK_FREE,
  ESC_BLOCK_INSIDE, /* a page of a larger block; `next` is its first */
  ESC_BLOCK_TAKEN,
  ESC_BLOCK_OVER
} esc_block_state_t;

typedef struct esc_block {
  uint64_t size;
  esc_oracle_site_t *site;
  esc_activation_t *owner; /* of its claim; NULL: not claimed */
  uint32_t next, prev;     /* in the owner's list, or the list of free blocks */
  uint32_t batch;          /* OVER: which search is about it; 0: none */
  uint16_t offset;         /* of the block in its first page */
  uint8_t state;           /* esc_block_state_t */
  uint8_t order;           /* it has 1 << order pages */
  bool is_fresh; /* its address was nobody's before: a word that holds it was
                    written in its time */
} esc_block_t;

/* All under esc_lock. */

/* A zeroed block at an aligned address, or NULL (too big, or no room left). */
void *esc_pages_take(size_t size, size_t align, esc_oracle_site_t *site,
                     bool wants_fresh);
/* Gives back a TAKEN block; its bytes are wiped. */
void esc_pages_release(uint32_t block);
/* The block is OVER: inaccessible for ever. False if the system refuses: it is
 * out of use, but a touch goes unnoticed. */
bool esc_pages_close(uint32_t block);

/* Without the lock: whether an address lies where claimed blocks live; and then
 * the block there, which is never 0, or 0 if it was never handed out. */
bool esc_pages_has(const void *address);
uint32_t esc_pages_block(const void *address);
esc_block_t *esc_block(uint32_t block);
char *esc_block_address(uint32_t block);
/* Numbers are below this. */
uint32_t esc_pages_end(void);

#endif
