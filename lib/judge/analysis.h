/* The analysis of a module, one SCC at a time: what a host calls.
 *
 *   esc_analysis_t analysis;
 *   esc_analysis_init(&analysis, allocator, &options, function_count);
 *   for each SCC of the direct call graph, callees first (base/scc.h):
 *     lower its functions into a graph            (graph/graph.h)
 *     esc_analysis_solve(&analysis, &graph, &run);
 *     run.direct names calls to give the name of their function, when
 *     run.pins are settled; the host ends the run and begins the SCC again.
 *     If it cannot, it does so without ESC_RUN_DIRECT and with is_pinned false
 *     run.inlining names calls to inline first: if the host does so, it ends
 *     the run and begins the SCC again, at most ESC_INLINING_ROUNDS times
 *     lower a skeleton for each function in run.wanted
 *     esc_analysis_judge(&analysis, &run, skeletons);
 *     read run.judgement and run.solution; execute the steps
 *     esc_analysis_end(&analysis, &run);
 *   esc_analysis_free(&analysis);
 *
 * One analysis is used by one thread; several may run at once. It must not
 * move. */
#ifndef ESCAPE_JUDGE_ANALYSIS_H
#define ESCAPE_JUDGE_ANALYSIS_H

#include "base/scratch.h"
#include "judge/direct.h"
#include "judge/frames.h"
#include "judge/inlining.h"
#include "judge/judge.h"
#include "judge/path.h"
#include "judge/pins.h"
#include "judge/summary.h"
#include "solve/certify.h"

typedef struct esc_analysis {
  const esc_allocator_t *allocator;
  esc_scratch_t scratch; /* for the solutions of one SCC */
  esc_options_t options; /* max_promotions counts down */
  uint64_t growth_left;  /* instructions that may still be added */
  esc_frames_t frames;   /* what callees were specialised for */
  /* By the host's function number; empty until its SCC was judged. */
  ESC_ARRAY(esc_summary_t *) summaries;
  /* By the host's function number: bytes by which its frame grew. */
  ESC_ARRAY(uint64_t) grown_bytes;
  ESC_ARRAY(bool) is_settled; /* by the host's function number: pins.h */
  /* In this run no summary is believed that needs pins. */
  bool doubts_inexact;
} esc_analysis_t;

/* What a run may do besides judging. */
typedef enum esc_run_flag {
  ESC_RUN_INLINE = 1 << 0,     /* fill run->inlining */
  ESC_RUN_SPECIALISE = 1 << 1, /* the plan may have SPECIALISE steps */
  ESC_RUN_PIN = 1 << 2,        /* it may have pins */
  ESC_RUN_DIRECT = 1 << 3      /* fill run->direct */
} esc_run_flag_t;

typedef struct esc_run {
  esc_graph_t *graph; /* borrowed; linked by esc_analysis_solve */
  bool may_specialise;
  esc_solution_t solution;
  /* What a promotion relies on. If it `is_pinned`, that is for the host to
   * settle, before it executes the plan; behind that, the graph's functions. */
  esc_pins_t pins;
  uint64_t pin_growth;
  bool is_pinned; /* set by esc_analysis_judge, if anything is promoted */
  /* The module cannot grow by the pins: to be run again without ESC_RUN_PIN. */
  bool is_unpinned;
  esc_solution_t named;      /* with hops: by name, for flow paths; else zero */
  esc_finder_t finder;       /* of flow paths in it, or in the solution */
  esc_direct_calls_t direct; /* see judge/direct.h */
  esc_calls_t inlining;      /* see judge/inlining.h */
  esc_refusal_t refusal;     /* with `certifies`; rule is NULL if accepted */
  ESC_ARRAY(bool) wanted;    /* by function of the graph */
  esc_judgement_t judgement;
} esc_run_t;

/* Wrappers of wrappers: more levels were measured to add about nothing. */
#define ESC_INLINING_ROUNDS 3

/* Host functions are numbered below `function_count`; the module has so many
 * instructions. */
esc_status_t esc_analysis_init(esc_analysis_t *analysis,
                               const esc_allocator_t *allocator,
                               const esc_options_t *options,
                               uint32_t function_count, uint64_t instructions);
void esc_analysis_free(esc_analysis_t *analysis);

/* Links and solves, with `flags` of esc_run_flag_t. Whatever the status,
 * esc_analysis_end frees `run`. A run out of budget is ESC_OK here:
 * run->solution.is_given_up says it, and verdicts and summaries are the worst
 * case.
 * A solution that the certifier refuses is ESC_BAD_INPUT; run->refusal says
 * why. */
esc_status_t esc_analysis_solve(esc_analysis_t *analysis, esc_graph_t *graph,
                                uint32_t flags, esc_run_t *run);

/* Judges, and stores the summaries of the SCC. `skeletons` has an entry for
 * each function of the graph, NULL where not wanted. On error the functions
 * have no summary, which is the worst case. */
esc_status_t esc_analysis_judge(esc_analysis_t *analysis, esc_run_t *run,
                                const esc_skeleton_t *const *skeletons);

void esc_analysis_end(esc_analysis_t *analysis, esc_run_t *run);

/* The summary of the host's function `id`, or NULL. Borrowed. */
const esc_summary_t *esc_analysis_summary(const esc_analysis_t *analysis,
                                          uint32_t id);

#endif
