/* What a caller needs to know of a function: its effect on what its
 * parameters point to and on its results, as a small symbolic graph.
 *
 * A *symbol* names memory in terms of the caller:
 *   (param i, level 1)            what argument i points to
 *   (param i, level 2, offset k)  what the cell at k of that holds
 *   (param i, level 3)            everything reachable from level 2
 *   (fresh j)                     an object made by this call
 *   (function f), (constant c)    what everybody has
 * An *operation* is an instruction of the function that a specialisation of it
 * for one caller would change (frames.h).
 * Effects are attached to symbols (external, freed, observed) or are edges
 * between them (holder's cell contains target). Applying a summary turns each
 * into a constraint of the caller's graph (link.h), so that aliasing between
 * arguments resolves itself there. Everything is *may*.
 *
 * A missing summary means the worst case. */
#ifndef ESCAPE_JUDGE_SUMMARY_H
#define ESCAPE_JUDGE_SUMMARY_H

#include "solve/solution.h"

/* Stands for the external world as the target of an edge. */
#define ESC_SYMBOL_EXTERNAL (UINT32_MAX - 1)

typedef struct esc_hop esc_hop_t; /* judge/path.h */
struct esc_finder;                /* judge/path.h */

typedef struct esc_symbol {
  uint8_t level;         /* 1, 2, 3; 0: fresh, or a function or constant */
  uint8_t kind;          /* level 0: esc_object_kind_t */
  esc_seen_sizes_t seen; /* fresh: as for a FRESH object */
  uint16_t site_flags;   /* fresh: esc_site_flag_t, as for a FRESH object */
  bool is_external;      /* its address may be kept by unknown code */
  bool is_freed;         /* may be freed */
  bool is_surely_freed;  /* level 1: unless null, and if the function returns */
  uint16_t observed;     /* bits 1 << esc_fact_kind_t */
  uint32_t param;        /* parameter index; ESC_NONE for fresh */
  int32_t offset;        /* level 2 */
  uint32_t family;       /* of the frees, or ESC_NONE; of the object if fresh */
  uint64_t size;         /* fresh: bytes, or ESC_SIZE_UNKNOWN */
  uint32_t align;        /* fresh: bytes the allocator promises */
  uint32_t target;       /* function: as for a FUNCTION object */
  uint32_t signature;    /* the same */
  esc_origin_t origin;   /* fresh: where it is allocated */
  /* Why it is external: the hops of the shortest path, if asked for. */
  uint32_t first_hop;
  uint32_t hop_count;
} esc_symbol_t;

typedef struct esc_symbol_edge {
  uint32_t holder; /* symbol; of a result: the result index */
  int32_t holder_offset;
  uint32_t target; /* symbol or ESC_SYMBOL_EXTERNAL */
  int32_t target_offset;
} esc_symbol_edge_t;

/* A call of what the caller passed. What it is of, and its arguments, are edges
 * whose holder is the call. */
typedef struct esc_symbol_call {
  uint32_t signature;
  uint32_t arg_count;
  uint32_t result_count;
} esc_symbol_call_t;

/* holder_offset of such an edge: what the call runs is the target; or stands in
 * memory at it (of level 2: that of a table to which an object of the caller
 * points); else the number of the argument. */
#define ESC_CALL_POINTER (-1)
#define ESC_CALL_POINTER_IN (-2)

typedef struct esc_exposure {
  uint32_t symbol;
  int32_t offset;
} esc_exposure_t;

typedef enum esc_operation_kind {
  ESC_OPERATION_MAKE,    /* the symbol, a fresh one, is made here */
  ESC_OPERATION_FREE,    /* one of the symbols may be freed here */
  ESC_OPERATION_REALLOC, /* or reallocated; what that returns, if a caller can
                            get it, has a MAKE of the same origin */
  ESC_OPERATION_ASK_SIZE /* llvm.objectsize of one of them */
} esc_operation_kind_t;

typedef struct esc_operation {
  uint8_t kind;    /* esc_operation_kind_t */
  bool is_fixed;   /* it cannot be changed: an inner pointer, a body that is
                      not seen, a call that cannot be redirected */
  bool has_others; /* FREE: may also receive what is none of the symbols */
  esc_origin_t origin;
  uint32_t family; /* FREE, REALLOC: of the function that does it */
  /* A call does it: as what its callee does to a symbol. Else NULL. The callee
   * is borrowed as a cause is. */
  const struct esc_summary *callee;
  uint32_t callee_symbol;
  uint32_t first_symbol; /* into symbols_of_operations */
  uint32_t symbol_count;
} esc_operation_t;

typedef struct esc_summary {
  const esc_allocator_t *allocator;
  uint32_t function_id;  /* the host's number */
  bool calls_unknown;    /* reaches code that may call back */
  bool is_worst;         /* nothing is known: link treats it as no body */
  bool is_copied;        /* the host can make a specialised copy of it */
  bool is_called_once;   /* it goes when that call goes to a copy */
  bool is_inexact;       /* it says nothing of the copy that another file has */
  uint64_t chain_bytes;  /* bytes promoted on the deepest chain from here */
  uint32_t instructions; /* size of the body */
  uint64_t frame_bytes;  /* of its allocas, promoted ones among them */
  uint32_t param_count;
  uint32_t result_count;
  ESC_ARRAY(esc_symbol_t) symbols;
  ESC_ARRAY(esc_symbol_edge_t) edges;   /* holder's cell contains target */
  ESC_ARRAY(esc_symbol_edge_t) results; /* result contains target */
  ESC_ARRAY(esc_exposure_t) exposures;
  ESC_ARRAY(esc_symbol_call_t) calls;
  ESC_ARRAY(esc_symbol_edge_t) call_edges;
  /* Sizes asked; what is made; what is freed. Of each in the function's order.
   */
  ESC_ARRAY(esc_operation_t) operations;
  ESC_ARRAY(uint32_t) symbols_of_operations;
  /* Functions (the host's numbers) that it believed and that need pins. */
  ESC_ARRAY(uint32_t) relied;
  ESC_ARRAY(esc_hop_t) hops;
} esc_summary_t;

void esc_summary_init(esc_summary_t *summary, const esc_allocator_t *allocator);
void esc_summary_free(esc_summary_t *summary);

/* A summary larger than this is made the worst case: fewer than one function
 * in a thousand of real programs has one, and callers pay for each edge. */
#define ESC_SUMMARY_MAX_EDGES 128
/* With more operations it is not specialised. */
#define ESC_SUMMARY_MAX_OPERATIONS 64

/* Fills `summary` (initialised) from the solution for function `function` of
 * its graph; `calls_unknown` says whether some function of the graph may call
 * unknown code. With a `finder` of the solution it is stored why symbols are
 * external. */
esc_status_t esc_summarize(const esc_solution_t *solution, uint32_t function,
                           bool calls_unknown, struct esc_finder *finder,
                           esc_summary_t *summary);

/* Whether it holds only if calls go to copies (pins.h). */
static inline bool esc_summary_needs_pins(const esc_summary_t *summary) {
  return summary->is_inexact || summary->relied.count != 0;
}

/* Whether the only result is `symbol`, a fresh one, or null, and nothing else
 * leads to it: so if that result is null, the object is dead or was not made.
 */
bool esc_summary_is_result(const esc_summary_t *summary, uint32_t symbol);

#endif
