/* What changed from one build to the next, site by site. */
#ifndef ESCAPE_REPORT_DIFF_H
#define ESCAPE_REPORT_DIFF_H

#include "report/record.h"

#include <stdio.h>

typedef enum esc_change {
  ESC_CHANGE_NONE,
  ESC_CHANGE_BEGAN,    /* it escapes now: it did not */
  ESC_CHANGE_STOPPED,  /* it does not escape now */
  ESC_CHANGE_DEMOTED,  /* it stays on the heap now: it was on the stack */
  ESC_CHANGE_PROMOTED, /* it is on the stack now */
  ESC_CHANGE_REASON,   /* it stays, for another reason or by other ways */
  ESC_CHANGE_NEW,      /* the site is new */
  ESC_CHANGE_GONE      /* the site is gone */
} esc_change_t;

typedef struct esc_changed_site {
  uint8_t change;         /* esc_change_t */
  const esc_site_t *base; /* NULL if new */
  const esc_site_t *now;  /* NULL if gone */
} esc_changed_site_t;

typedef struct esc_diff {
  const esc_allocator_t *allocator;
  const esc_report_t *base, *now;
  /* Every site of either, in the order of the source: those of `now`, then
   * those that are gone. */
  ESC_ARRAY(esc_changed_site_t) sites;
} esc_diff_t;

/* Compares two joined reports by the identity of sites. The reports outlive the
 * diff. False if memory is out. Free with esc_diff_free in any case. */
bool esc_diff_make(esc_diff_t *diff, const esc_report_t *base,
                   const esc_report_t *now);
void esc_diff_free(esc_diff_t *diff);

/* Whether a build should fail: a site began to escape, is no longer promoted,
 * or is new and escapes. */
bool esc_change_is_worse(const esc_diff_t *diff,
                         const esc_changed_site_t *changed);

/* A line for each change, what is worse first, and a count. */
void esc_diff_write_text(FILE *out, const esc_diff_t *diff);

#endif
