/* Which allocations are worth a look. */
#ifndef ESCAPE_REPORT_RANK_H
#define ESCAPE_REPORT_RANK_H

#include "report/record.h"

/* One that stays. Where a function makes objects for its callers (xmalloc) and
 * was inlined, each caller is one of its own. */
typedef struct esc_ranked {
  const esc_site_t *site;
  const esc_record_t *action; /* KEPT, or PROMOTED to what does not suffice */
  const esc_record_t *told;   /* whose flows and verdict to tell */
  bool is_for_caller;         /* the call is what to look at */
  bool is_weight_of_all;      /* of all callers together */
  double weight;              /* executions, or 0 */
  uint32_t loop_depth;
} esc_ranked_t;

/* Those to look at first in front: by weight; then those in deeper loops; then
 * those that lack least: that do not escape at all, that escape by fewer ways,
 * that go to the caller. Equal ones in the order of the source. Sets `ranked`
 * to an array that the caller frees with free(3), and returns its length: 0 if
 * memory is out. */
uint32_t esc_report_rank(const esc_report_t *report, esc_ranked_t **ranked);

#endif
