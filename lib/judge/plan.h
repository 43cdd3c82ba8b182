/* From verdicts to the steps the host executes. */
#ifndef ESCAPE_JUDGE_PLAN_H
#define ESCAPE_JUDGE_PLAN_H

#include "judge/judge.h"

/* Appends the steps for every promoted site to the judgement, and fills
 * drop_count and promoted_bytes. */
esc_status_t esc_plan_make(const esc_solution_t *solution,
                           const esc_skeleton_t *const *skeletons,
                           const esc_options_t *options,
                           esc_judgement_t *judgement);

/* Sets *reaches: whether the callee of `event` can get at `object` through its
 * arguments, also through memory. */
esc_status_t esc_plan_call_reaches(const esc_solution_t *solution,
                                   const esc_skeleton_t *skeleton,
                                   const esc_event_t *event, esc_obj_t object,
                                   bool *reaches);

#endif
