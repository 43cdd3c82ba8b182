/* Whether an allocation fits a slot of its function at all: what can be said
 * without the solution. */
#ifndef ESCAPE_JUDGE_SITE_H
#define ESCAPE_JUDGE_SITE_H

#include "judge/judge.h"

/* Chooses the plan for verdict->object, a SITE or FRESH object, or gives it the
 * first reason to stay: its kind, its size, its function. */
void esc_judge_site(const esc_graph_t *graph, const esc_options_t *options,
                    esc_verdict_t *verdict);

/* Bytes, at most `most`, of a slot or element for `object`, whose size is known
 * at run time only; 0 if there is to be none. By the profile, if there is one:
 * the smallest size class that nearly all sizes fit, or the smallest of those
 * that most fit, if these are half of them, and no larger than an object may
 * be; else `sized_slot_bytes`. */
uint64_t esc_sized_bytes(const esc_object_t *object,
                         const esc_options_t *options, uint64_t most);

/* Whether `fact` can be about `object`: unknown code frees no object of a
 * family that has no function to free one. */
bool esc_fact_concerns(const esc_object_t *object, const esc_fact_t *fact);

#endif
