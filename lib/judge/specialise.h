/* The parts of frames.c: choosing the specialisation of one call. */
#ifndef ESCAPE_JUDGE_SPECIALISE_H
#define ESCAPE_JUDGE_SPECIALISE_H

#include "judge/frames.h"

/* What `symbol` of a callee may stand for; ESC_NONE: something that is no
 * promoted object of the caller. */
typedef struct esc_arrival {
  esc_origin_t call;
  const esc_summary_t *callee;
  uint32_t symbol;
  esc_obj_t object;
} esc_arrival_t;

typedef ESC_ARRAY(esc_arrival_t) esc_arrivals_t;
typedef ESC_ARRAY(uint32_t) esc_storages_t; /* see ESC_STORAGE_POOL */

typedef struct esc_specialiser {
  esc_frames_t *frames;
  const esc_graph_t *graph;
  const esc_allocator_t *allocator;
  esc_judgement_t *judgement;
  bool has_barriers; /* see ESC_GUARD_POOL_BARRIER */
  uint64_t growth;  /* instructions of the specialisations that were added, less
                       those of bodies that nobody calls then */
  bool has_callers; /* what is specialised next is also called by an original
                       that stays */
  esc_origin_t call; /* which is planned */
  /* If not NULL: which objects a free in a callee is tested for, and the call
   * that leads there. */
  esc_arrivals_t *tested;
  bool failed; /* memory is out */
} esc_specialiser_t;

/* Whether `symbol` is among those of the operation. */
bool esc_operation_receives(const esc_summary_t *summary,
                            const esc_operation_t *operation, uint32_t symbol);

/* Adds what arrives at `symbol` of `callee` by `call`. */
void esc_add_arrival(esc_specialiser_t *specialiser, esc_arrivals_t *arrivals,
                     esc_origin_t call, const esc_summary_t *callee,
                     uint32_t symbol, esc_obj_t object);
void esc_sort_arrivals(esc_arrivals_t *arrivals);
bool esc_has_object(const esc_arrival_t *arrivals, uint32_t count);

/* The specialisation of `summary` for what arrives there, an old one or a new
 * one. Appends to `storages` what it is to be given. */
uint32_t esc_specialise(esc_specialiser_t *specialiser,
                        const esc_summary_t *summary,
                        const esc_arrival_t *arrivals, uint32_t count,
                        esc_storages_t *storages);

#endif
