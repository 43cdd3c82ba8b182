/* What a profile says of a report, in words. */
#include "report/profile.h"
#include "report/text.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

static int by_count(const void *a, const void *b) {
  const esc_site_t *x = *(const esc_site_t *const *)a;
  const esc_site_t *y = *(const esc_site_t *const *)b;
  if (x->counted.count != y->counted.count)
    return x->counted.count < y->counted.count ? 1 : -1;
  return (x > y) - (x < y);
}

static const char *state_of(const esc_report_t *report,
                            const esc_site_t *site) {
  if (esc_site_overflows(report, site))
    return "on the stack, while there is room";
  switch (site->state) {
  case ESC_SITE_PROMOTED:
    return "on the stack";
  case ESC_SITE_PARTLY:
    return "on the stack in some of its callers";
  case ESC_SITE_REMOVED:
    return "removed by the compiler";
  case ESC_SITE_JUDGED:
    return "judged; what is done is left to the link, or -O0";
  case ESC_SITE_STAYS:
    break;
  }
  return esc_site_verdict(report, site)->lifetime == ESC_WORD_LOCAL
             ? "does not escape, and stays"
             : "stays";
}

static void write_most(FILE *out, const esc_profile_t *profile,
                       const esc_report_t *report,
                       const esc_site_t *const *sites, uint32_t count) {
  uint64_t sum = 0;
  uint32_t promoted = 0;
  for (uint32_t i = 0; i < count; ++i) {
    sum += sites[i]->counted.count;
    promoted += sites[i]->state == ESC_SITE_PROMOTED;
  }
  fprintf(out, count == 1 ? "This site makes " : "These %u sites make ", count);
  esc_words_share(out, sum, profile->total);
  fputs(" of the ", out);
  esc_words_number(out, profile->total);
  fprintf(out, " allocations in the profiled run; %u %s on the stack:\n",
          promoted, promoted == 1 ? "is" : "are");
  for (uint32_t i = 0; i < count; ++i) {
    const esc_record_t *verdict = esc_site_verdict(report, sites[i]);
    char *number, *share;
    ESC_WORDS(number, esc_words_number(out, sites[i]->counted.count));
    ESC_WORDS(share,
              esc_words_share(out, sites[i]->counted.count, profile->total));
    fprintf(out, "%15s %8s  ", number ? number : "", share ? share : "");
    free(number);
    free(share);
    esc_words_place(out, &verdict->place);
    fprintf(out, "  %s in %s: %s\n", verdict->object, verdict->frame,
            state_of(report, sites[i]));
  }
}

bool esc_profile_write_most(FILE *out, const esc_profile_t *profile,
                            const esc_report_t *report, uint32_t count) {
  size_t room = report->sites.count ? report->sites.count : 1;
  const esc_site_t **sites = malloc(room * sizeof *sites);
  uint32_t seen = 0;
  for (uint32_t i = 0; i < report->sites.count && sites; ++i)
    if (report->sites.data[i].counted.count)
      sites[seen++] = &report->sites.data[i];
  if (seen) {
    qsort(sites, seen, sizeof *sites, by_count);
    write_most(out, profile, report, sites, count < seen ? count : seen);
  }
  free(sites);
  return sites != NULL;
}

void esc_words_overflow(FILE *out, const esc_site_t *site,
                        const esc_record_t *action) {
  if (action->elements && site->counted.peak > action->elements) {
    fprintf(out, "the pool of %u overflows: ", action->elements);
    esc_words_number(out, site->counted.peak);
    fputs(" were alive at once", out);
  } else {
    fputs("the slot is for ", out);
    esc_words_number(out, action->slot_bytes);
    fputs(" bytes: the largest object had ", out);
    esc_words_number(out, site->counted.largest);
  }
}

/* "; 12 (1.0 %) WHAT" */
static void write_part(FILE *out, uint64_t count, uint64_t total,
                       const char *what) {
  if (!count)
    return;
  fputs("; ", out);
  esc_words_number(out, count);
  fputs(" (", out);
  esc_words_share(out, count, total);
  fprintf(out, ") %s", what);
}

void esc_profile_write_summary(FILE *out, const esc_profile_t *profile,
                               const esc_report_t *report) {
  esc_profile_shares_t shares = esc_profile_shares(profile, report);
  fputs("Of ", out);
  esc_words_number(out, profile->total);
  fputs(" allocations in the profiled run, ", out);
  esc_words_number(out, shares.gone);
  fputs(" (", out);
  esc_words_share(out, shares.gone, profile->total);
  fputs(") are gone", out);
  write_part(out, shares.partly, profile->total, "gone in part");
  write_part(out, shares.removed, profile->total, "removed by the compiler");
  write_part(out, shares.local, profile->total,
             "of objects that do not escape and stay: they could be");
  if (shares.has_lifetimes)
    write_part(out, shares.dead, profile->total,
               "dead when a frame returns: no more can be");
  write_part(out, profile->elsewhere, profile->total,
             "made in code that is not in this report");
  fputc('.', out);
}

void esc_profile_write_notes(FILE *out, const esc_profile_t *profile,
                             const esc_report_t *report) {
  esc_profile_shares_t shares = esc_profile_shares(profile, report);
  if (shares.promoted && !shares.promoted_seen)
    fprintf(out,
            "escape-report: note: none of the %u sites that are on the stack "
            "allocates in the profiled run. If that is because it was of the "
            "build with them on the stack, profile one without "
            "(-mllvm -escape-options=no-promote) to see what is gone\n",
            shares.promoted);
  if (profile->stale)
    fprintf(out,
            "escape-report: note: the profile has allocations at %u place%s "
            "where these remarks have none, in the same files. Did the source "
            "change between the two?\n",
            profile->stale, profile->stale == 1 ? "" : "s");
}
