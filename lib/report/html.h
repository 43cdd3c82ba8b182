/* The report as one page that needs nothing else. */
#ifndef ESCAPE_REPORT_HTML_H
#define ESCAPE_REPORT_HTML_H

#include "report/profile.h"
#include "report/source.h"

#include <stdio.h>

/* Writes the page with the sites and the text of the sources they and their
 * hops stand in, and what the `profile` (or NULL) counted. False if memory is
 * out. */
bool esc_report_write_html(FILE *out, const esc_report_t *report,
                           const esc_profile_t *profile,
                           esc_sources_t *sources);

#endif
