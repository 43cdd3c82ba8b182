/* Which sites are worth a look. */
#ifndef ESCAPE_REPORT_RANK_H
#define ESCAPE_REPORT_RANK_H

#include "report/record.h"

/* The sites that stay, those to look at first in front: by weight; then those
 * in deeper loops; then those that lack least: that do not escape at all, that
 * escape by one way, that go to the caller. Equal ones in the order of the source.
 * Sets `order` to an array of indices that the caller frees with free(3), and
 * returns its length: 0 if memory is out. */
uint32_t esc_report_rank(const esc_report_t *report, uint32_t **order);

#endif
