/* What counting knows of a site, for the report. */
#ifndef ESCAPE_RUNTIME_COUNT_H
#define ESCAPE_RUNTIME_COUNT_H

#include "state.h"

/* The allocating activation, and those it was called from: 0 is the first. */
enum { ESC_LEVELS = 4, ESC_CHAIN_LISTS = 64 };

struct esc_owner; /* an activation and a chain */

/* Stands in front of a block. */
typedef struct esc_record {
  struct esc_chain *chain;              /* NULL: it is of no site */
  struct esc_owner *owners[ESC_LEVELS]; /* NULL: the stack was not that deep */
  uint64_t thread;
} esc_record_t;

/* A site with the functions it was reached through. */
typedef struct esc_chain {
  struct esc_chain *next; /* of the site */
  struct esc_chain *same; /* in the same list of the site */
  struct esc_count_site *site;
  struct esc_owner *recent[ESC_LEVELS];               /* a guess */
  const esc_oracle_function_t *functions[ESC_LEVELS]; /* NULL: none further */
  uint64_t count, bytes;
  uint64_t smallest, largest; /* bytes of one block */
  /* Freed before the activation at this level ended, and no earlier one. */
  uint64_t dead[ESC_LEVELS];
  uint64_t later; /* freed after all of them ended, or by another thread */
  uint64_t live, peak;
  uint64_t live_bytes, peak_bytes;
  /* At once, of one activation at this level. */
  uint64_t owned_peak[ESC_LEVELS], owned_peak_bytes[ESC_LEVELS];
} esc_chain_t;

typedef struct esc_count_site {
  esc_chain_t *chains;
  esc_chain_t *lists[ESC_CHAIN_LISTS]; /* by functions */
  uint64_t live, peak;
  bool is_full; /* memory was out: something is not counted */
} esc_count_site_t;

/* What could hold all blocks of a chain, and at which level. */
typedef enum esc_fit {
  ESC_FIT_NONE,  /* some outlive every level */
  ESC_FIT_SLOT,  /* one at a time, one size */
  ESC_FIT_SIZED, /* one at a time, sizes differ */
  ESC_FIT_POOL   /* several at a time */
} esc_fit_t;

/* `level` is the first at which all are dead; ESC_LEVELS with ESC_FIT_NONE. */
esc_fit_t esc_count_fit(const esc_chain_t *chain, unsigned *level);
const char *esc_fit_name(esc_fit_t fit);

#endif
