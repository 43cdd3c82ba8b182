/* The report as lines of text, in the words of `go build -gcflags=-m`. */
#ifndef ESCAPE_REPORT_TEXT_H
#define ESCAPE_REPORT_TEXT_H

#include "report/profile.h"
#include "report/source.h"

#include <stdio.h>

/* Level 1: verdicts and actions, and what parameters do; 2: the paths, too; 3:
 * the summary of every function, too. In the order of the source. */
void esc_report_write_text(FILE *out, const esc_report_t *report,
                           esc_sources_t *sources, int level);

/* How many sites there are, and what became of them. */
void esc_report_write_counts(FILE *out, const esc_report_t *report);

/* The `count` sites to look at first, why they stay, and what would change it;
 * with a `profile` (or NULL) those that allocate most in it. */
void esc_report_write_top(FILE *out, const esc_report_t *report,
                          const esc_profile_t *profile, uint32_t count);

#endif
