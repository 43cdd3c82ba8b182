/* What a function does with its parameters, read from its summary: for reports
 * and assertions. */
#ifndef ESCAPE_JUDGE_PARAMETER_H
#define ESCAPE_JUDGE_PARAMETER_H

#include "judge/summary.h"

/* What a function may do with a parameter, in the words of Go's escape
 * analysis. */
typedef struct esc_param_verdict {
  bool is_leaking;         /* the pointer itself becomes external */
  bool is_content_leaking; /* what it points to holds pointers that do */
  bool is_in_fresh;        /* stored in an object made by the call */
  bool is_stored;          /* into memory that a parameter leads to */
  bool is_passed;          /* to a function that a parameter leads to */
  bool is_content_passed;  /* what it leads to is */
  bool is_freed;           /* what it points to */
  int8_t nearest_result;   /* fewest dereferences to any result, or -1 */
  int8_t result_level[8];  /* per result: fewest dereferences, or -1 */
  uint32_t result_count;
} esc_param_verdict_t;

void esc_summary_param(const esc_summary_t *summary, uint32_t param,
                       esc_param_verdict_t *verdict);

/* Whether `param` is stored into memory that parameter `into` leads to. */
bool esc_summary_param_stored_into(const esc_summary_t *summary, uint32_t param,
                                   uint32_t into);

/* Whether a call of what `called` leads to gets `param` (level 1), or what it
 * leads to (level 2), as an argument. */
bool esc_summary_param_passed(const esc_summary_t *summary, uint32_t param,
                              uint32_t level, uint32_t called);

/* Whether somebody may have `param` because of the function after it returned:
 * others than who gets its result. */
bool esc_summary_param_is_kept(const esc_summary_t *summary, uint32_t param);

#endif
