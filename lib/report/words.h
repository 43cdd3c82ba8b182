/* Sentences of a report, written once for every format. Each writes to a stream
 * and ends without a line break or a full stop. */
#ifndef ESCAPE_REPORT_WORDS_H
#define ESCAPE_REPORT_WORDS_H

#include "report/source.h"

#include <stdio.h>

/* Objects without a variable, "malloc at line 16", get the name of what they
 * are assigned to, if the source is there: "p->name". Call after
 * esc_report_join. False if memory is out. */
bool esc_words_name_objects(esc_report_t *report, esc_sources_t *sources);

/* "FILE:LINE:COLUMN", as a terminal makes it clickable; "FUNCTION" without a
 * place. */
void esc_words_place(FILE *out, const esc_place_t *place);

/* "1,204,311" */
void esc_words_number(FILE *out, uint64_t number);

/* "69.9 %" */
void esc_words_share(FILE *out, uint64_t part, uint64_t total);

/* "u escapes create_user_v2 to its result" */
void esc_words_verdict(FILE *out, const esc_report_t *report,
                       const esc_site_t *site);

/* "from malloc(sizeof *u) (allocation)"; in a callee with " in FUNCTION". The
 * expression is read from the source if it is there. */
void esc_words_hop(FILE *out, esc_sources_t *sources,
                   const esc_record_t *record, const esc_record_hop_t *hop);

/* "from create_user_v2() (call result)" at one of action->calls */
void esc_words_call(FILE *out, esc_sources_t *sources,
                    const esc_record_t *action, const esc_record_call_t *call);

/* "from free(u2) (freed)" at one of action->frees */
void esc_words_free(FILE *out, esc_sources_t *sources,
                    const esc_record_t *action, const esc_record_free_t *freed);

/* "moved to stack: u (48 bytes, slot)", "u stays on the heap: ... To change it:
 * ..." */
void esc_words_action(FILE *out, const esc_report_t *report,
                      const esc_site_t *site, const esc_record_t *action);

/* Whose flows explain that it stays: the source's, if it escapes there too; of
 * an object made for a caller, those in the caller; NULL if no flow does. */
const esc_record_t *esc_action_flows(const esc_report_t *report,
                                     const esc_site_t *site,
                                     const esc_record_t *action);

/* What would change that it stays, with `flows` the record that explains it (or
 * NULL); nothing is written if nothing is known. */
void esc_words_fix(FILE *out, const esc_record_t *flows,
                   const esc_record_t *action);

/* Where an escaping object goes: "to {global last} (diag.c:15)". */
void esc_words_ways(FILE *out, const esc_record_t *record);

/* Whether the action says something the site's others do not: an object that is
 * promoted in its own function is not worth a line for each function it was
 * inlined into. */
bool esc_action_is_shown(const esc_report_t *report, const esc_site_t *site,
                         const esc_record_t *action);

/* The object was promoted in a caller that owns it. */
bool esc_action_has_owner(const esc_report_t *report, const esc_site_t *site,
                          const esc_record_t *action);

/* What a function of this file writes, as text. The caller frees it with
 * free(3). NULL if memory is out. */
#define ESC_WORDS(text, write)                                                 \
  do {                                                                         \
    size_t words_size_;                                                        \
    FILE *out = open_memstream(&(text), &words_size_);                         \
    if (out) {                                                                 \
      write;                                                                   \
      fclose(out);                                                             \
    } else {                                                                   \
      (text) = NULL;                                                           \
    }                                                                          \
  } while (0)

#endif
