/* The facts of one function, or of one SCC of functions, as the solver sees
 * them.
 *
 * A *location* holds a set of pointers: an SSA value, a parameter, a result.
 * An *object* is a location with storage: an alloca, an allocation site, the
 * unknown memory behind a parameter. A pointer is a pair (object, byte
 * offset); the storage of an object is a set of *cells*, one for each offset
 * that is used. A *constraint* says how pointers flow. Whatever is outside
 * (globals, unknown functions, other threads) is *external* and has no object:
 * constraints name it by ESCAPE and UNKNOWN. A *fact* (free, observation)
 * changes no points-to set; it is read when verdicts are made.
 *
 * Invariants, checked by graph/check.h:
 *  - every loc, object and function index used is below its count;
 *  - an offset is within [ESC_OFFSET_MIN, ESC_OFFSET_MAX] or ESC_ANY_OFFSET;
 *  - origins are the host's: the core copies them and looks into none.
 *
 * Errors: a failed allocation sets `status`, and every later call does
 * nothing; the builder may ignore the single results and look once. */
#ifndef ESCAPE_GRAPH_GRAPH_H
#define ESCAPE_GRAPH_GRAPH_H

#include "base/array.h"
#include "base/status.h"

#define ESC_NONE UINT32_MAX

/* An offset that is not known, or beyond the bounds within which cells are
 * kept apart. A pointer with it may address any byte of its object. */
#define ESC_ANY_OFFSET INT32_MIN
/* Cells are kept apart within these bounds; container_of makes them negative.
 * Measured on C programs: 98 % of constant offsets lie within +-512. */
#define ESC_OFFSET_MIN (-512)
#define ESC_OFFSET_MAX 512
/* An access or a copy whose length is not known. */
#define ESC_ANY_SIZE UINT32_MAX
/* Bytes a pointer takes in memory. A target with other pointers is lowered by
 * the host as external. */
#define ESC_POINTER_BYTES 8
/* Size of an object that is not known. */
#define ESC_SIZE_UNKNOWN UINT64_MAX

typedef uint32_t esc_loc_t;
typedef uint32_t esc_obj_t;
/* The host's number of the instruction (or line) a fact comes from. */
typedef uint32_t esc_origin_t;

typedef enum esc_object_kind {
  ESC_OBJECT_ALLOCA,     /* storage of this activation */
  ESC_OBJECT_SITE,       /* made by an allocator call in this function */
  ESC_OBJECT_FRESH,      /* made by a callee, named by the call */
  ESC_OBJECT_FUNCTION,   /* a function, where its address is taken */
  ESC_OBJECT_CONSTANT,   /* memory that never changes: vtables, tables */
  ESC_OBJECT_PLACEHOLDER /* what a parameter points to, see solve.h */
} esc_object_kind_t;

/* Functions and constants belong to everybody, and nobody stores to them: they
 * are neither external nor held, whoever has their address. */
static inline bool esc_is_constant_kind(uint8_t kind) {
  return kind == ESC_OBJECT_FUNCTION || kind == ESC_OBJECT_CONSTANT;
}

/* What only the host can see of an allocation. One bit each; judged in judge/.
 */
typedef enum esc_site_flag {
  ESC_SITE_ZEROED = 1 << 0,        /* calloc: zero on each execution */
  ESC_SITE_REALLOC = 1 << 1,       /* the result of realloc */
  ESC_SITE_DUP = 1 << 2,           /* strdup: contents are copied */
  ESC_SITE_ALIGN_UNKNOWN = 1 << 3, /* run-time or invalid alignment */
  ESC_SITE_ADDRESS_SPACE = 1 << 4, /* not the address space of allocas */
  ESC_SITE_NOT_REMOVABLE = 1 << 5, /* the call may not be elided (nobuiltin) */
  ESC_SITE_RUN_TIME_SIZE = 1 << 6, /* `size` is an upper bound of a size that
                                      the host can compute at run time */
  ESC_SITE_REPEATED = 1 << 7,      /* one activation may execute the call that
                                       makes it several times */
  ESC_SITE_MANY = 1 << 8,          /* FRESH: one such call may make several */
  ESC_SITE_NEVER_FREED = 1 << 9,   /* no function gives it back: a collector */
  ESC_SITE_NEEDS_ROOTS = 1 << 10,  /* its collector must be told of pointers
                                      that lie in frames */
  ESC_SITE_FINALIZED = 1 << 11,    /* a finalizer may see it die */
  ESC_SITE_ZERO_IS_NULL = 1 << 12, /* for size 0 the allocator returns null,
                                      and the size may be 0 */
  ESC_SITE_COLD = 1 << 13,         /* rarely executed */
  ESC_SITE_REALLOC_NULL = 1 << 14, /* REALLOC: of null, it allocates */
  ESC_SITE_STRING = 1 << 15        /* DUP: of a string, which can be counted */
} esc_site_flag_t;

/* Which sizes a profile saw at a site: classes of at most 16, 32, 64 ... bytes,
 * and how many in a hundred executions asked for no more. */
#define ESC_SIZE_CLASSES 12
typedef struct esc_seen_sizes {
  uint8_t count; /* classes that are said; 0: there is no profile */
  uint8_t percent[ESC_SIZE_CLASSES]; /* ascending, at most 100 */
} esc_seen_sizes_t;

static inline uint64_t esc_size_class_bytes(uint32_t size_class) {
  return UINT64_C(16) << size_class;
}

typedef struct esc_object {
  uint8_t kind;          /* esc_object_kind_t */
  esc_seen_sizes_t seen; /* SITE and FRESH */
  uint16_t site_flags;   /* esc_site_flag_t, SITE and FRESH */
  uint32_t function;     /* index into functions: who owns the frame or site */
  esc_origin_t origin;
  uint64_t size;      /* bytes, at most; or ESC_SIZE_UNKNOWN */
  uint32_t align;     /* bytes the allocator promises; SITE only */
  uint32_t family;    /* host's number of the allocator family, or NONE */
  uint32_t cause;     /* FRESH: index into causes (which symbol of whose
                         summary it is), or ESC_NONE */
  uint32_t param;     /* PLACEHOLDER: parameter index */
  uint32_t level;     /* PLACEHOLDER: always 1 in a graph */
  uint32_t target;    /* FUNCTION: the host's number of it */
  uint32_t signature; /* FUNCTION: the host's number of its type */
} esc_object_t;

typedef enum esc_constraint_kind {
  ESC_ADDR_OF, /* dst contains (object src, offset) */
  ESC_COPY,    /* dst contains src advanced by offset */
  ESC_LOAD,    /* dst contains *(src + offset), size bytes */
  ESC_STORE,   /* *(dst + offset) contains src; offset may be ANY */
  ESC_MEMCPY,  /* *(dst)[0..size) contains *(src)[0..size) */
  ESC_ESCAPE,  /* everything src points to is external */
  ESC_UNKNOWN, /* dst may point to anything external */
  ESC_EXPOSE,  /* bytes of *(src + offset), size bytes, leave as plain data:
                  what they point to is external */
  ESC_CLOBBER, /* *(dst + offset), size bytes, receives plain data or unknown
                  pointers: a pointer read from there is external */
  ESC_HOLD     /* object dst holds src at offset, from the beginning */
} esc_constraint_kind_t;

/* How a pointer leaves by an ESCAPE, for the explanation. */
typedef enum esc_sink {
  ESC_SINK_NONE,
  ESC_SINK_UNKNOWN_CALL,  /* argument of a function without a body */
  ESC_SINK_INDIRECT_CALL, /* argument of a call through a pointer */
  ESC_SINK_INTERPOSABLE,  /* argument of a body the linker may replace */
  ESC_SINK_VARARG,
  ESC_SINK_PTRTOINT,
  ESC_SINK_ASM,
  ESC_SINK_ATOMIC,
  ESC_SINK_GLOBAL,        /* stored to a global or thread-local variable */
  ESC_SINK_UNKNOWN_STORE, /* stored through a pointer of unknown origin */
  ESC_SINK_THROW,
  ESC_SINK_THREAD,     /* handed to another thread */
  ESC_SINK_REGISTERED, /* atexit, signal: called later */
  ESC_SINK_BUNDLE,     /* operand bundle */
  ESC_SINK_BYTES,      /* pointer bytes read as plain data */
  ESC_SINK_CALLEE,     /* a callee's summary says so; `cause` has the path */
  ESC_SINK_UNMODELLED  /* an operation lowering does not know */
} esc_sink_t;

typedef struct esc_constraint {
  uint8_t kind;     /* esc_constraint_kind_t */
  uint8_t sink;     /* esc_sink_t of an ESCAPE; STORE: of a store to external */
  uint16_t operand; /* argument number, for the explanation */
  uint32_t dst;     /* loc; the object of HOLD; unused by ESCAPE, EXPOSE */
  uint32_t src;     /* loc; the object of ADDR_OF; unused by UNKNOWN, CLOBBER */
  int32_t offset;
  uint32_t size; /* bytes of LOAD, EXPOSE, MEMCPY, CLOBBER, or ANY_SIZE */
  esc_origin_t origin;
  uint32_t cause; /* index into causes, or ESC_NONE */
} esc_constraint_t;

typedef enum esc_fact_kind {
  ESC_FACT_FREE,           /* a free in this function: may be dropped */
  ESC_FACT_FREE_IN_CALL,   /* a call that may free it: cannot be dropped */
  ESC_FACT_REALLOC,        /* realloc of it */
  ESC_FACT_USABLE_SIZE,    /* malloc_usable_size and hooks */
  ESC_FACT_VOLATILE,       /* accessed volatile */
  ESC_FACT_INVARIANT,      /* accessed with !invariant.load or .group */
  ESC_FACT_SCOPED,         /* accessed with a claim about other accesses:
                              !alias.scope, !noalias, !llvm.access.group */
  ESC_FACT_SIZE_ASKED,     /* llvm.objectsize of it */
  ESC_FACT_COMPARED,       /* address compared beyond a null test */
  ESC_FACT_ADDRESS_LEAKED, /* address bits leave, provenance does not */
  ESC_FACT_COUNT
} esc_fact_kind_t;

typedef struct esc_fact {
  uint8_t kind;      /* esc_fact_kind_t */
  uint32_t function; /* index into functions */
  esc_loc_t loc;     /* what the pointer is */
  esc_obj_t must;    /* FREE: the operand is this execution's pointer of this
                        site through casts, or ESC_NONE. REALLOC: the result */
  uint32_t family;   /* FREE, REALLOC: host's number of the family, or NONE */
  esc_origin_t origin;
  uint32_t cause; /* index into causes, or ESC_NONE */
} esc_fact_t;

typedef enum esc_call_kind {
  ESC_CALL_DIRECT,
  ESC_CALL_INDIRECT, /* through a pointer; see judge/resolve.h */
  ESC_CALL_RESOLVED  /* of one function that such a pointer may be */
} esc_call_kind_t;

/* What is known of an INDIRECT call so far. Only more is ever added. */
typedef enum esc_call_flag {
  ESC_CALL_UNKNOWN = 1 << 0,  /* it may run anything, and is linked so */
  ESC_CALL_CALLERS = 1 << 1,  /* it may run what the caller passed */
  ESC_CALL_IN_CALLEE = 1 << 2 /* a callee makes it: its origin is the call of
                                 that one */
} esc_call_flag_t;

/* A call whose callee may have a summary. Resolved by judge/link.h. */
typedef struct esc_call {
  uint8_t kind;       /* esc_call_kind_t */
  uint8_t flags;      /* esc_call_flag_t */
  uint32_t callee;    /* the host's number of the function; not INDIRECT */
  esc_loc_t pointer;  /* INDIRECT: to the functions it may run */
  uint32_t signature; /* INDIRECT: the host's number of the type it calls */
  uint32_t resolved;  /* INDIRECT: the last of its RESOLVED calls; RESOLVED: the
                         one before; or ESC_NONE */
  uint32_t function;  /* index into functions: the caller */
  uint32_t first_arg; /* into locs_of_calls */
  uint32_t arg_count;
  uint32_t first_result;
  uint32_t result_count;
  bool is_repeated; /* one activation may make it several times */
  bool is_fixed;    /* it cannot be sent to another function instead */
  esc_origin_t origin;
} esc_call_t;

/* What only the host can see of a function. */
typedef enum esc_function_flag {
  ESC_FUNCTION_RETURNS_TWICE = 1 << 0, /* calls setjmp or the like */
  ESC_FUNCTION_SANITIZED = 1 << 1,
  ESC_FUNCTION_COROUTINE = 1 << 2, /* not yet split */
  ESC_FUNCTION_OPTNONE = 1 << 3,   /* optnone or naked */
  ESC_FUNCTION_ALLOCATOR = 1 << 4, /* the body of an allocator */
  ESC_FUNCTION_COLLECTED = 1 << 5, /* has a precise collector */
  ESC_FUNCTION_SPLIT_STACK = 1 << 6,
  ESC_FUNCTION_CALLS_UNKNOWN = 1 << 7, /* code that may call back */
  ESC_FUNCTION_NO_RECURSE = 1 << 8,
  ESC_FUNCTION_INEXACT = 1 << 9,        /* the linker may pick another copy */
  ESC_FUNCTION_INTERPOSABLE = 1 << 10,  /* its body says nothing to callers */
  ESC_FUNCTION_SELECTED_OUT = 1 << 11,  /* the user asked to leave it alone */
  ESC_FUNCTION_SSP = 1 << 12,           /* stack protector, and the user asked
                                           to leave such functions alone */
  ESC_FUNCTION_CALLS_CALLERS = 1 << 13, /* calls what its caller passed */
  ESC_FUNCTION_NOT_COPIED = 1 << 14,    /* there can be no second copy of its
                                           body with more parameters */
  ESC_FUNCTION_CALLED_ONCE = 1 << 15    /* local, and its one use is a call: it
                                           goes when that goes to a copy */
} esc_function_flag_t;

typedef struct esc_function {
  uint32_t id;          /* the host's number */
  uint32_t flags;       /* esc_function_flag_t */
  uint32_t first_param; /* into locs_of_calls; ESC_NONE for a non-pointer */
  uint32_t param_count;
  uint32_t first_result;
  uint32_t result_count;
  uint64_t frame_limit;  /* bytes from "warn-stack-size", or ESC_SIZE_UNKNOWN */
  uint64_t frame_bytes;  /* bytes of the allocas that are there already */
  uint64_t grown_bytes;  /* by which the frame grew for promotion already */
  uint32_t instructions; /* that can be reached: its size, for budgets */
} esc_function_t;

/* Where a summary's fact, or a FRESH object, came from: read back by
 * judge/path.h and judge/frames.h. */
typedef struct esc_cause {
  const struct esc_summary *summary; /* borrowed; outlives the graph */
  uint32_t symbol;                   /* whose cause list it is */
  bool is_fixed;                     /* as the call's */
} esc_cause_t;

typedef struct esc_graph {
  const esc_allocator_t *allocator;
  /* For solutions of the graph; the same unless a host sets it, which may do so
   * while there is none. */
  const esc_allocator_t *scratch;
  esc_status_t status;
  /* Its functions call one another or themselves. Set by judge/link.h. */
  bool is_recursive;
  /* What lies behind a parameter is not told apart by offset: for graphs that
   * are too costly to solve otherwise. */
  bool is_coarse;
  /* Calls of bodies that the linker may replace can go to copies of the bodies
   * that are there (judge/pins.h). */
  bool believes_inexact;
  /* Calls through pointers that run one function can name it (judge/direct.h).
   */
  bool names_callees;
  uint32_t loc_count;
  ESC_ARRAY(esc_function_t) functions;
  ESC_ARRAY(esc_object_t) objects;
  ESC_ARRAY(esc_constraint_t) constraints;
  ESC_ARRAY(esc_fact_t) facts;
  ESC_ARRAY(esc_call_t) calls;
  ESC_ARRAY(esc_loc_t) locs_of_calls;
  ESC_ARRAY(esc_cause_t) causes;
} esc_graph_t;

void esc_graph_init(esc_graph_t *graph, const esc_allocator_t *allocator);
void esc_graph_free(esc_graph_t *graph);
/* Empties the graph and keeps its memory for the next SCC. */
void esc_graph_reset(esc_graph_t *graph);

/* Building. Each returns the new index, or ESC_NONE once status is not OK. */
uint32_t esc_graph_add_function(esc_graph_t *graph, uint32_t id,
                                uint32_t flags);
esc_loc_t esc_graph_add_loc(esc_graph_t *graph);
/* Adds `object` (copied). */
esc_obj_t esc_graph_add_object(esc_graph_t *graph, const esc_object_t *object);
/* Adds a location for pointer parameter `param` of the last function, and the
 * placeholder it points to. Parameters come in order; `is_pointer` false adds
 * none and returns ESC_NONE. */
esc_loc_t esc_graph_add_param(esc_graph_t *graph, bool is_pointer,
                              esc_origin_t origin);
/* Results of the last function, in order; after its parameters. */
esc_loc_t esc_graph_add_result(esc_graph_t *graph, bool is_pointer);
uint32_t esc_graph_add_constraint(esc_graph_t *graph,
                                  const esc_constraint_t *constraint);
uint32_t esc_graph_add_fact(esc_graph_t *graph, const esc_fact_t *fact);
/* `args` and `results` are copied; elements may be ESC_NONE. */
uint32_t esc_graph_add_call(esc_graph_t *graph, const esc_call_t *call,
                            const esc_loc_t *args, const esc_loc_t *results);
/* Appends the functions of `other` to `graph`, renumbered. */
void esc_graph_append(esc_graph_t *graph, const esc_graph_t *other);

/* a + b, or ESC_ANY_OFFSET when either is or the sum is out of bounds. */
static inline int32_t esc_offset_add(int32_t a, int32_t b) {
  if (a == ESC_ANY_OFFSET || b == ESC_ANY_OFFSET)
    return ESC_ANY_OFFSET;
  int64_t sum = (int64_t)a + b;
  return sum < ESC_OFFSET_MIN || sum > ESC_OFFSET_MAX ? ESC_ANY_OFFSET
                                                      : (int32_t)sum;
}

/* Where pointer arithmetic leads: (o, 0) + d is (o, d), but a pointer that is
 * inside already may then be anywhere. So the offsets of an object's pointers
 * are those the program spells out, however memory feeds pointers back into
 * arithmetic (`L->top += 16`): without this, one such statement makes a
 * thousand targets. Accesses at a constant distance are exact: the host folds
 * constant arithmetic into them. */
static inline int32_t esc_offset_advance(int32_t offset, int32_t distance) {
  if (distance == 0)
    return offset;
  return offset == 0 ? esc_offset_add(0, distance) : ESC_ANY_OFFSET;
}

/* Short forms for the constraints that every builder writes. */
void esc_graph_addr_of(esc_graph_t *graph, esc_loc_t dst, esc_obj_t object,
                       esc_origin_t origin);
void esc_graph_copy(esc_graph_t *graph, esc_loc_t dst, esc_loc_t src,
                    int32_t offset, esc_origin_t origin);
void esc_graph_load(esc_graph_t *graph, esc_loc_t dst, esc_loc_t pointer,
                    int32_t offset, uint32_t size, esc_origin_t origin);
void esc_graph_store(esc_graph_t *graph, esc_loc_t pointer, int32_t offset,
                     esc_loc_t value, esc_origin_t origin);
void esc_graph_memcpy(esc_graph_t *graph, esc_loc_t dst, esc_loc_t src,
                      uint32_t size, esc_origin_t origin);
void esc_graph_escape(esc_graph_t *graph, esc_loc_t loc, esc_sink_t sink,
                      uint32_t operand, esc_origin_t origin);
void esc_graph_unknown(esc_graph_t *graph, esc_loc_t dst, esc_origin_t origin);
void esc_graph_expose(esc_graph_t *graph, esc_loc_t pointer, int32_t offset,
                      uint32_t size, esc_origin_t origin);
void esc_graph_clobber(esc_graph_t *graph, esc_loc_t pointer, int32_t offset,
                       uint32_t size, esc_origin_t origin);
void esc_graph_hold(esc_graph_t *graph, esc_obj_t object, int32_t offset,
                    esc_loc_t value, esc_origin_t origin);

#endif
