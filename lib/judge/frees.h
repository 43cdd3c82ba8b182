/* What becomes of the frees that may receive a promoted object. */
#ifndef ESCAPE_JUDGE_FREES_H
#define ESCAPE_JUDGE_FREES_H

#include "judge/judge.h"

typedef enum esc_free_fate {
  ESC_FREE_STAYS,   /* it receives no promoted object */
  ESC_FREE_DROPS,   /* it receives slots only: the call goes */
  ESC_FREE_GUARDED, /* slots or heap blocks: the address tells */
  ESC_FREE_UNSOUND  /* it may receive a slot that no address here tells */
} esc_free_fate_t;

/* The fate of `fact`, a FREE, if every verdict without a reason is promoted. */
esc_free_fate_t esc_free_fate(const esc_solution_t *solution,
                              const esc_options_t *options,
                              const esc_judgement_t *judgement,
                              const esc_fact_t *fact);

/* Takes sites out of the set of candidates until no free is unsound. */
void esc_judge_frees(const esc_solution_t *solution,
                     const esc_options_t *options, esc_judgement_t *judgement);

#endif
