/* Whether an allocation fits a slot of its function at all: what can be said
 * without the solution. */
#ifndef ESCAPE_JUDGE_SITE_H
#define ESCAPE_JUDGE_SITE_H

#include "judge/judge.h"

/* Chooses the plan for verdict->object, a SITE or FRESH object, or gives it the
 * first reason to stay: its kind, its size, its function. */
void esc_judge_site(const esc_graph_t *graph, const esc_options_t *options,
                    esc_verdict_t *verdict);

/* Whether `fact` can be about `object`: unknown code frees no object of a
 * family that has no function to free one. */
bool esc_fact_concerns(const esc_object_t *object, const esc_fact_t *fact);

#endif
