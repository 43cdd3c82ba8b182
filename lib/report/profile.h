/* Which sites allocate how often as the program runs, from the files that
 * escape-profile and the counting oracle write (docs/profile.md). */
#ifndef ESCAPE_REPORT_PROFILE_H
#define ESCAPE_REPORT_PROFILE_H

#include "report/record.h"

#include <stdio.h>

/* A place that allocates, as the files have it. */
typedef struct esc_profile_place {
  const char *function; /* linkage name */
  esc_place_t place;    /* no file: the line is not known */
  esc_counted_t counted;
  bool is_elsewhere; /* at no site of the report. Set by esc_profile_join */
} esc_profile_place_t;

typedef struct esc_profile {
  const esc_allocator_t *allocator;
  esc_arena_t arena;
  ESC_ARRAY(esc_profile_place_t) places;
  uint32_t file_count;
  uint64_t total; /* allocations in the profiled run */
  /* After esc_profile_join. */
  uint64_t elsewhere; /* of them those at no site of the report */
  uint32_t stale;     /* places in files of the report where it has no site */
} esc_profile_t;

void esc_profile_init(esc_profile_t *profile, const esc_allocator_t *allocator);
void esc_profile_free(esc_profile_t *profile);

/* Adds what a file counted. False with a text for the user in `message`, which
 * says what to do; the profile may then be freed, no more. */
bool esc_profile_read(esc_profile_t *profile, const char *path, char *message,
                      size_t message_size);

/* Gives each site of the report its counts, and its weight. Call once, after
 * esc_report_join and the last file. False with a text in `message`: nothing
 * was counted, or at no site of the report. */
bool esc_profile_join(esc_profile_t *profile, esc_report_t *report,
                      char *message, size_t message_size);

/* What became of the allocations of the profiled run. */
typedef struct esc_profile_shares {
  uint64_t gone;          /* at sites that are on the stack */
  uint64_t partly;        /* at sites that are so in some of their functions, or
                             while a pool has room, or a size fits */
  uint64_t removed;       /* at sites that the compiler removed */
  uint64_t local;         /* at sites whose objects do not escape, and stay */
  uint64_t dead;          /* freed before a frame ended, up to the fourth */
  uint32_t promoted;      /* sites that are on the stack */
  uint32_t promoted_seen; /* of them those that allocate in the run */
  bool has_lifetimes;     /* `dead` is known */
} esc_profile_shares_t;

esc_profile_shares_t esc_profile_shares(const esc_profile_t *profile,
                                        const esc_report_t *report);

/* What the site was moved to did not suffice for all of the profiled run: more
 * were alive at once than its pool has elements, or one was larger than its
 * slot. False where that is not known. */
bool esc_site_overflows(const esc_report_t *report, const esc_site_t *site);
bool esc_action_overflows(const esc_site_t *site, const esc_record_t *action);

/* "These 5 sites make 91.2 % of ...": the `count` that allocate most often, a
 * line each. False if memory is out. */
bool esc_profile_write_most(FILE *out, const esc_profile_t *profile,
                            const esc_report_t *report, uint32_t count);

/* "the pool of 64 overflows: 1,643 were alive at once", of an action for which
 * esc_site_overflows. */
void esc_words_overflow(FILE *out, const esc_site_t *site,
                        const esc_record_t *action);

/* "Of 1,204,311 allocations in the profiled run, 842,017 (69.9 %) are gone;
 * ..." Ends without a line break. */
void esc_profile_write_summary(FILE *out, const esc_profile_t *profile,
                               const esc_report_t *report);

/* What looks as if profile and remarks were not of one program. */
void esc_profile_write_notes(FILE *out, const esc_profile_t *profile,
                             const esc_report_t *report);

#endif
