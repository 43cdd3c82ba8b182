/* Sites are sorted by identity and merged. A site without one (remarks of a
 * plugin before identities) is compared by place. Several with one identity are
 * those of functions of one name in several files: paired in their order. */
#include "report/diff.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

typedef struct keyed {
  const char *identity;
  esc_place_t place;
  const esc_site_t *site;
  uint32_t index;
} keyed_t;

static int compare(const keyed_t *a, const keyed_t *b) {
  if (a->identity && b->identity)
    return strcmp(a->identity, b->identity);
  if (!a->identity && !b->identity)
    return esc_place_compare(&a->place, &b->place);
  return a->identity ? 1 : -1;
}

static int by_key(const void *a, const void *b) {
  const keyed_t *x = a, *y = b;
  int order = compare(x, y);
  return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* What the compiler removed is neither here nor there. */
static keyed_t *sort_sites(const esc_report_t *report, uint32_t *count) {
  keyed_t *keyed =
      malloc((report->sites.count ? report->sites.count : 1) * sizeof *keyed);
  *count = 0;
  for (uint32_t i = 0; keyed && i < report->sites.count; ++i) {
    const esc_site_t *site = &report->sites.data[i];
    const esc_record_t *verdict = esc_site_verdict(report, site);
    if (site->state != ESC_SITE_REMOVED)
      keyed[(*count)++] = (keyed_t){verdict->identity, verdict->place, site, i};
  }
  if (keyed)
    qsort(keyed, *count, sizeof *keyed, by_key);
  return keyed;
}

static bool is_local(const esc_report_t *report, const esc_site_t *site) {
  return esc_site_verdict(report, site)->lifetime == ESC_WORD_LOCAL;
}

/* The reasons and ways out of two sites that stay. */
static bool stays_alike(const esc_diff_t *diff, const esc_site_t *base,
                        const esc_site_t *now) {
  const esc_record_t *a = esc_site_verdict(diff->base, base);
  const esc_record_t *b = esc_site_verdict(diff->now, now);
  if (a->flows.count != b->flows.count)
    return false;
  for (uint32_t i = 0; i < a->flows.count; ++i)
    if (strcmp(a->flows.data[i].target, b->flows.data[i].target) != 0)
      return false;
  return base->action_count == 0 || now->action_count == 0 ||
         strcmp(diff->base->actions.data[base->first_action]->name,
                diff->now->actions.data[now->first_action]->name) == 0;
}

static uint8_t change_of(const esc_diff_t *diff, const esc_site_t *base,
                         const esc_site_t *now) {
  if (!base)
    return ESC_CHANGE_NEW;
  if (!now)
    return ESC_CHANGE_GONE;
  bool was_promoted = base->state == ESC_SITE_PROMOTED;
  bool is_promoted = now->state == ESC_SITE_PROMOTED;
  if (was_promoted && is_promoted)
    return ESC_CHANGE_NONE; /* in whatever frame */
  bool was_local = is_local(diff->base, base);
  if (was_local != is_local(diff->now, now))
    return was_local ? ESC_CHANGE_BEGAN : ESC_CHANGE_STOPPED;
  if (was_promoted != is_promoted)
    return was_promoted ? ESC_CHANGE_DEMOTED : ESC_CHANGE_PROMOTED;
  return base->state == now->state && stays_alike(diff, base, now)
             ? ESC_CHANGE_NONE
             : ESC_CHANGE_REASON;
}

static bool add(esc_diff_t *diff, const esc_site_t *base,
                const esc_site_t *now) {
  esc_changed_site_t changed = {change_of(diff, base, now), base, now};
  return esc_array_push(diff->allocator, &diff->sites, changed);
}

/* Sites lie in their report in the order of the source. */
static int by_source(const void *a, const void *b) {
  const esc_changed_site_t *x = a, *y = b;
  if (!x->now != !y->now)
    return x->now ? -1 : 1;
  if (x->now)
    return (x->now > y->now) - (x->now < y->now);
  return (x->base > y->base) - (x->base < y->base);
}

bool esc_diff_make(esc_diff_t *diff, const esc_report_t *base,
                   const esc_report_t *now) {
  memset(diff, 0, sizeof *diff);
  diff->allocator = now->allocator;
  diff->base = base;
  diff->now = now;
  uint32_t base_count, now_count, i = 0, j = 0;
  keyed_t *before = sort_sites(base, &base_count);
  keyed_t *after = sort_sites(now, &now_count);
  bool ok = before && after;
  while (ok && (i < base_count || j < now_count)) {
    int order = i == base_count  ? 1
                : j == now_count ? -1
                                 : compare(&before[i], &after[j]);
    ok = add(diff, order <= 0 ? before[i].site : NULL,
             order >= 0 ? after[j].site : NULL);
    i += order <= 0;
    j += order >= 0;
  }
  free(before);
  free(after);
  if (ok && diff->sites.count)
    qsort(diff->sites.data, diff->sites.count, sizeof *diff->sites.data,
          by_source);
  return ok;
}

void esc_diff_free(esc_diff_t *diff) {
  esc_array_free(diff->allocator, &diff->sites);
}

bool esc_change_is_worse(const esc_diff_t *diff,
                         const esc_changed_site_t *changed) {
  switch ((esc_change_t)changed->change) {
  case ESC_CHANGE_BEGAN:
  case ESC_CHANGE_DEMOTED:
    return true;
  case ESC_CHANGE_NEW:
    return changed->now->state == ESC_SITE_STAYS &&
           !is_local(diff->now, changed->now);
  default:
    return false;
  }
}

static const char *const headings[] = {
    "unchanged",
    "began to escape",
    "stopped escaping",
    "left the stack",
    "moved to the stack",
    "stay for another reason or by another way",
    "new",
    "gone"};

static void write_site(FILE *out, const esc_report_t *report,
                       const esc_site_t *site) {
  esc_words_place(out, &esc_site_verdict(report, site)->place);
  fputs(": ", out);
  esc_words_verdict(out, report, site);
  fputc('\n', out);
  for (uint32_t i = 0; i < site->action_count; ++i) {
    const esc_record_t *action = report->actions.data[site->first_action + i];
    if (!esc_action_is_shown(report, site, action))
      continue;
    fputs("      ", out);
    esc_words_action(out, report, site, action);
    fputc('\n', out);
  }
}

void esc_diff_write_text(FILE *out, const esc_diff_t *diff) {
  static const esc_change_t order[] = {ESC_CHANGE_BEGAN,    ESC_CHANGE_DEMOTED,
                                       ESC_CHANGE_NEW,      ESC_CHANGE_STOPPED,
                                       ESC_CHANGE_PROMOTED, ESC_CHANGE_REASON,
                                       ESC_CHANGE_GONE};
  uint32_t counts[ESC_CHANGE_GONE + 1] = {0};
  for (uint32_t i = 0; i < diff->sites.count; ++i)
    ++counts[diff->sites.data[i].change];
  for (size_t k = 0; k < sizeof order / sizeof *order; ++k) {
    if (!counts[order[k]])
      continue;
    fprintf(out, "%s:\n", headings[order[k]]);
    for (uint32_t i = 0; i < diff->sites.count; ++i) {
      const esc_changed_site_t *changed = &diff->sites.data[i];
      if (changed->change != order[k])
        continue;
      fputs("  ", out);
      write_site(out, changed->now ? diff->now : diff->base,
                 changed->now ? changed->now : changed->base);
      if (changed->base && changed->now) {
        fputs("      before: ", out);
        esc_words_verdict(out, diff->base, changed->base);
        fputc('\n', out);
      }
    }
  }
  fprintf(out,
          "%u began to escape, %u left the stack, %u new, %u stopped escaping, "
          "%u moved to the stack, %u stay for other reasons, %u gone, %u "
          "unchanged.\n",
          counts[ESC_CHANGE_BEGAN], counts[ESC_CHANGE_DEMOTED],
          counts[ESC_CHANGE_NEW], counts[ESC_CHANGE_STOPPED],
          counts[ESC_CHANGE_PROMOTED], counts[ESC_CHANGE_REASON],
          counts[ESC_CHANGE_GONE], counts[ESC_CHANGE_NONE]);
}
