/* Pools: several instances of a site, or of sites that agree in size and
 * family, are alive at once, and none outlives the frame (plan 3 of
 * docs/algorithm.md). */
#ifndef ESCAPE_JUDGE_POOL_H
#define ESCAPE_JUDGE_POOL_H

#include "judge/judge.h"

enum {
  ESC_POOL_GATHERED = 4,  /* sized slots that one free may be guarded for */
  ESC_POOL_MIN_COUNT = 2, /* elements, where there may be several instances */
  ESC_POOL_HEADER_BYTES = 16 /* the list of free elements, and how much of the
                                pool was handed out */
};

/* Makes ESC_PLAN_POOL the plan of `verdict`, whose plan is another so far, if a
 * pool of `pool_bytes` has room for some instances, or for the only one; else
 * false. */
bool esc_pool_choose(const esc_graph_t *graph, const esc_options_t *options,
                     esc_verdict_t *verdict);

/* Makes pools the plan of sized slots of which more than ESC_POOL_GATHERED come
 * to one free: one test of a range there, and one copy of a callee that gets
 * another of them at each call, where there would be one for each. Also finds
 * out which objects are one buffer that callees let grow. */
void esc_pools_gather(const esc_solution_t *solution,
                      const esc_options_t *options, esc_judgement_t *judgement);

/* Bytes that an element takes, and its alignment. */
uint64_t esc_pool_element_bytes(const esc_object_t *object,
                                const esc_verdict_t *verdict);
uint32_t esc_pool_align(const esc_object_t *object);

/* Bytes that a pool of `count` elements takes in the frame. */
uint64_t esc_pool_cost(const esc_object_t *object, const esc_verdict_t *verdict,
                       uint64_t count);

/* How many elements a pool for `verdict` has at least. */
uint64_t esc_pool_least(const esc_verdict_t *verdict);

/* How many elements the sites that may share a pool with `verdict` can have in
 * use: one each, or any number if one of them is on a cycle and no realloc;
 * what calls make of one buffer counts once. */
uint64_t esc_pool_most(const esc_graph_t *graph,
                       const esc_judgement_t *judgement,
                       const esc_verdict_t *verdict);

/* A pool that is there already and may serve `verdict` too, by its number in
 * `judgement`; or ESC_NONE. */
uint32_t esc_pool_find(const esc_graph_t *graph, const esc_options_t *options,
                       const esc_judgement_t *judgement,
                       const esc_verdict_t *verdict);

#endif
