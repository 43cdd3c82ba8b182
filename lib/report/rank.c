#include "report/rank.h"

#include <stdlib.h>

typedef struct rank_key {
  double weight;
  uint32_t loop_depth;
  uint32_t missing; /* the less, the better */
  uint32_t index;
} rank_key_t;

static uint32_t missing_of(const esc_record_t *verdict) {
  switch (verdict->lifetime) {
  case ESC_WORD_LOCAL:
    return 0;
  case ESC_WORD_EXTERNAL:
    return verdict->flows.count + verdict->more_flows;
  case ESC_WORD_CALLER:
    return 100; /* it has to be somewhere: the caller's business */
  }
  return 200;
}

static int by_rank(const void *a, const void *b) {
  const rank_key_t *x = a, *y = b;
  if (x->weight != y->weight)
    return x->weight < y->weight ? 1 : -1;
  if (x->loop_depth != y->loop_depth)
    return x->loop_depth < y->loop_depth ? 1 : -1;
  if (x->missing != y->missing)
    return x->missing > y->missing ? 1 : -1;
  return (x->index > y->index) - (x->index < y->index);
}

uint32_t esc_report_rank(const esc_report_t *report, uint32_t **order) {
  uint32_t count = 0, room = report->sites.count ? report->sites.count : 1;
  rank_key_t *keys = malloc(room * sizeof *keys);
  *order = malloc(room * sizeof **order);
  if (keys && *order) {
    for (uint32_t i = 0; i < report->sites.count; ++i) {
      const esc_site_t *site = &report->sites.data[i];
      if (site->state != ESC_SITE_STAYS && site->state != ESC_SITE_PARTLY)
        continue;
      const esc_record_t *verdict = esc_site_verdict(report, site);
      keys[count++] = (rank_key_t){site->weight, verdict->loop_depth,
                               missing_of(verdict), i};
    }
    qsort(keys, count, sizeof *keys, by_rank);
    for (uint32_t i = 0; i < count; ++i)
      (*order)[i] = keys[i].index;
  }
  free(keys);
  return count;
}
