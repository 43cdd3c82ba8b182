/* Which calls to inline, so that what callees make or free for their caller can
 * be promoted in the caller's frame (plan 6 of docs/algorithm.md). */
#ifndef ESCAPE_JUDGE_INLINING_H
#define ESCAPE_JUDGE_INLINING_H

#include "judge/frames.h"
#include "judge/link.h"
#include "judge/options.h"

/* By origin, ascending. */
typedef ESC_ARRAY(esc_origin_t) esc_calls_t;

/* Appends the calls to `calls`, takes their growth from `*growth_left`
 * (instructions), and adds the frames that come in to `*frame_bytes`. `frames`
 * says which callees could be specialised instead. `lookup` is the one the
 * graph was linked with. Afterwards nothing is promised of any object: the
 * function is lowered and judged again. The caller frees `calls`, whatever the
 * status. */
esc_status_t esc_find_inlining(const esc_solution_t *solution,
                               const esc_options_t *options,
                               const esc_frames_t *frames,
                               esc_summary_lookup_t lookup, void *context,
                               uint64_t *growth_left, uint64_t *frame_bytes,
                               esc_calls_t *calls);

#endif
