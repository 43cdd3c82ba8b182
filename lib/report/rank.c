#include "report/rank.h"
#include "report/profile.h"

#include <stdlib.h>

static uint32_t missing_of(const esc_record_t *told) {
  switch (told->lifetime) {
  case ESC_WORD_LOCAL:
    return 0;
  case ESC_WORD_EXTERNAL:
    return told->flows.count + told->more_flows;
  case ESC_WORD_CALLER:
    return 1000; /* it has to be somewhere: the caller's business */
  }
  return 2000;
}

static int by_rank(const void *a, const void *b) {
  const esc_ranked_t *x = a, *y = b;
  if (x->weight != y->weight)
    return x->weight < y->weight ? 1 : -1;
  if (x->loop_depth != y->loop_depth)
    return x->loop_depth < y->loop_depth ? 1 : -1;
  uint32_t missing_x = missing_of(x->told), missing_y = missing_of(y->told);
  if (missing_x != missing_y)
    return missing_x > missing_y ? 1 : -1;
  if (x->site != y->site)
    return x->site > y->site ? 1 : -1;
  /* The actions of a site lie in the order they were read. */
  return (x->action > y->action) - (x->action < y->action);
}

static uint32_t add_site(const esc_report_t *report, const esc_site_t *site,
                         esc_ranked_t *to) {
  const esc_record_t *verdict = esc_site_verdict(report, site);
  uint32_t count = 0;
  bool has_own = false;
  for (uint32_t i = 0; i < site->action_count; ++i) {
    const esc_record_t *action = report->actions.data[site->first_action + i];
    if (action->kind != ESC_RECORD_KEPT && !esc_action_overflows(site, action))
      continue;
    bool is_for_caller =
        action->calls.count && verdict->lifetime == ESC_WORD_CALLER;
    if (!is_for_caller && has_own)
      continue;
    has_own |= !is_for_caller;
    to[count++] = (esc_ranked_t){
        .site = site,
        .action = action,
        .told = is_for_caller ? action : verdict,
        .is_for_caller = is_for_caller,
        .is_weight_of_all = is_for_caller && site->counted.count,
        .weight = is_for_caller && !site->counted.count
                      ? (double)action->hotness
                      : site->weight,
        .loop_depth = is_for_caller ? action->loop_depth : verdict->loop_depth};
  }
  return count;
}

uint32_t esc_report_rank(const esc_report_t *report, esc_ranked_t **ranked) {
  uint32_t count = 0;
  size_t room = report->actions.count ? report->actions.count : 1;
  *ranked = malloc(room * sizeof **ranked);
  if (!*ranked)
    return 0;
  for (uint32_t i = 0; i < report->sites.count; ++i)
    count += add_site(report, &report->sites.data[i], *ranked + count);
  qsort(*ranked, count, sizeof **ranked, by_rank);
  return count;
}
