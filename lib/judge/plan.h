/* From verdicts to the steps the host executes. */
#ifndef ESCAPE_JUDGE_PLAN_H
#define ESCAPE_JUDGE_PLAN_H

#include "judge/judge.h"

/* Appends the steps for every promoted site to the judgement, and fills
 * drop_count and promoted_bytes. */
esc_status_t esc_plan_make(const esc_solution_t *solution,
                           const esc_skeleton_t *const *skeletons,
                           struct esc_frames *frames,
                           const esc_options_t *options,
                           esc_judgement_t *judgement);

#endif
