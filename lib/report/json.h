/* The report as data: JSON lines, SARIF. */
#ifndef ESCAPE_REPORT_JSON_H
#define ESCAPE_REPORT_JSON_H

#include "report/diff.h"
#include "report/profile.h"
#include "report/source.h"

#include <json-c/json.h>
#include <stdio.h>

/* A string that is valid UTF-8 whatever `text` is. NULL for NULL. */
json_object *esc_json_text(const char *text);

/* What a function of words.h writes, as a string; frees `text`. */
json_object *esc_json_taken(char *text);

/* Add a member. Text that is NULL is left out. */
void esc_json_add_text(json_object *object, const char *key, const char *text);
void esc_json_add_number(json_object *object, const char *key, uint64_t number);
void esc_json_add_bool(json_object *object, const char *key, bool value);
json_object *esc_json_add_array(json_object *object, const char *key);
json_object *esc_json_add_object(json_object *object, const char *key);

/* Writes it on one line, without the line's end, and releases it. False if
 * memory is out. */
bool esc_json_write(FILE *out, json_object *item);

/* A site with everything that is known of it; the caller releases it. */
json_object *esc_json_site(const esc_report_t *report, const esc_site_t *site,
                           esc_sources_t *sources);

/* What became of the allocations of the profiled run; the caller releases it.
 */
json_object *esc_json_profile(const esc_profile_t *profile,
                              const esc_report_t *report);

/* One line for each site and each sentence about a parameter, and one for the
 * `profile` (or NULL). False if memory is out. */
bool esc_report_write_json(FILE *out, const esc_report_t *report,
                           const esc_profile_t *profile,
                           esc_sources_t *sources);

/* SARIF 2.1.0. With a `diff` (or NULL) each result has a baselineState, and the
 * results of the base that are gone are there, too. */
bool esc_report_write_sarif(FILE *out, const esc_report_t *report,
                            const esc_diff_t *diff, esc_sources_t *sources);

#endif
