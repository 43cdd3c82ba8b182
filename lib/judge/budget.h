/* The budgets of the stack: what a frame, and a chain of frames, may grow by.
 *
 * Promotion turns heap growth into stack growth, so a frame that may be there
 * many times at once gets little: 16 KiB if it is not entered again while it
 * lives, 512 bytes if unknown code may enter it again, 128 in a directly
 * recursive SCC (the defaults of judge/options.h). */
#ifndef ESCAPE_JUDGE_BUDGET_H
#define ESCAPE_JUDGE_BUDGET_H

#include "judge/judge.h"

/* Bytes that the slot of `verdict` takes in the frame. */
uint64_t esc_slot_cost(const esc_object_t *object,
                       const esc_verdict_t *verdict);

/* Bytes by which the frame of `function` may still grow. */
uint64_t esc_frame_left(const esc_graph_t *graph, const esc_options_t *options,
                        const esc_function_t *function);

/* Gives the verdicts that are promoted so far a reason to stay where a budget
 * ends, in the graph's order, and makes the pools. `chain_bytes` is what the
 * deepest chain of callees has taken. */
esc_status_t esc_judge_budgets(const esc_graph_t *graph,
                               const esc_options_t *options,
                               uint64_t chain_bytes,
                               esc_judgement_t *judgement);

#endif
