/* What remark files say of a program: one record a remark, joined into sites.
 *
 * A *record* is one remark of the pass `escape` (docs/reports.md lists its
 * arguments). A *site* is an allocation of the source: what the report of the
 * source says of it, if there is one, and everything that was done to it. The
 * site's identity joins them; without one, its position does.
 *
 * All text belongs to the report's arena and lives as long as the report.
 * Single-threaded. Memory that is out is an error like another. */
#ifndef ESCAPE_REPORT_RECORD_H
#define ESCAPE_REPORT_RECORD_H

#include "base/array.h"
#include "report/arena.h"

#include <stddef.h>

/* Not known. */
#define ESC_RECORD_NO_SIZE UINT64_MAX

typedef struct esc_place {
  const char *file; /* as in the remark, or NULL: no place */
  uint32_t line;    /* from 1 */
  uint32_t column;  /* from 1; 0: the line as a whole */
} esc_place_t;

typedef struct esc_record_hop {
  const char *text; /* "from WHAT (WHY)" */
  esc_place_t place;
  uint32_t depth; /* calls deep: 0 in the function itself */
  const char *in; /* depth > 0: the function's name */
} esc_record_hop_t;

typedef struct esc_record_flow {
  const char *target; /* "~result", "{global last}" */
  const char *fix;    /* or NULL */
  uint32_t first_hop; /* into the record's hops */
  uint32_t hop_count;
} esc_record_flow_t;

/* A call on the way from the function that owns the object to the site:
 * inlined, or of a copy made for the owner. `function` holds the call. */
typedef struct esc_record_call {
  const char *function;
  esc_place_t place;
} esc_record_call_t;

typedef struct esc_record_free {
  esc_place_t place;
  bool is_guarded; /* else it is gone */
} esc_record_free_t;

typedef enum esc_record_kind {
  ESC_RECORD_SOURCE,    /* the verdict, before inlining */
  ESC_RECORD_PROMOTED,  /* done */
  ESC_RECORD_KEPT,      /* not done; `name` is the reason */
  ESC_RECORD_PARAMETER, /* a sentence about a parameter */
  ESC_RECORD_SUMMARY,   /* a sentence about a function */
  ESC_RECORD_CALLS_LEFT /* `number` calls of `function` are left */
} esc_record_kind_t;

typedef enum esc_lifetime_word {
  ESC_WORD_LOCAL,
  ESC_WORD_CALLER,
  ESC_WORD_EXTERNAL,
  ESC_WORD_UNKNOWN
} esc_lifetime_word_t;

typedef struct esc_record {
  uint8_t kind;         /* esc_record_kind_t */
  uint8_t lifetime;     /* esc_lifetime_word_t */
  bool size_is_bound;   /* the object has at most `size` bytes */
  bool is_only_judged;  /* SOURCE: nothing will be done here */
  const char *name;     /* of the remark: "PromotedToSlot", "TooLarge" */
  const char *function; /* linkage name of the function that holds it now */
  const char *frame;    /* what the source calls that function */
  esc_place_t place;
  const char *verdict; /* sentence, or NULL */
  const char *action;  /* sentence, or NULL */
  const char *object;  /* never NULL, as all below without "or NULL" */
  const char *allocator;
  const char *type;      /* or NULL */
  const char *identity;  /* or NULL */
  const char *directory; /* or NULL: that file names start from */
  const char *because;   /* KEPT, or NULL */
  const char *fix;       /* or NULL */
  const char *evidence;  /* or NULL */
  esc_place_t evidence_place;
  uint64_t size;    /* bytes, or ESC_RECORD_NO_SIZE */
  uint64_t hotness; /* executions in the profiled run; 0: no profile */
  uint32_t loop_depth;
  uint32_t more_flows; /* ways out that are not listed */
  uint32_t number;     /* CALLS_LEFT */
  uint32_t elements;   /* of the pool it is in, or 0 */
  uint64_t slot_bytes; /* larger ones are on the heap; 0: there are none */
  ESC_ARRAY(esc_record_flow_t) flows;
  ESC_ARRAY(esc_record_hop_t) hops;
  ESC_ARRAY(esc_record_call_t) calls; /* innermost first */
  ESC_ARRAY(esc_record_free_t) frees;
} esc_record_t;

typedef enum esc_site_state {
  ESC_SITE_PROMOTED, /* wherever it was found */
  ESC_SITE_PARTLY,   /* in some functions it was inlined into */
  ESC_SITE_STAYS,
  ESC_SITE_REMOVED, /* the compiler removed it; nothing was done */
  ESC_SITE_JUDGED   /* -O0, or the work is left to the link: a verdict alone */
} esc_site_state_t;

/* What a profile counted at a site; all zero without one. */
typedef struct esc_counted {
  uint64_t count, bytes;
  uint64_t dead;    /* freed before the end of one of four frames */
  uint64_t peak;    /* alive at once; 0: not known */
  uint64_t largest; /* size; 0: not known */
  bool has_lifetimes;
} esc_counted_t;

typedef struct esc_site {
  const esc_record_t *source; /* or NULL: made without source-report */
  uint32_t first_action;      /* into actions of the report */
  uint32_t action_count;
  esc_site_state_t state;
  /* Weight in rankings: the profile's executions, or 0. */
  double weight;
  esc_counted_t counted;
} esc_site_t;

typedef struct esc_report {
  const esc_allocator_t *allocator;
  esc_arena_t arena;
  ESC_ARRAY(esc_record_t *) records; /* as read */
  uint32_t remark_count;             /* in the files, of all passes */
  /* After esc_report_join. In the order of the source. */
  ESC_ARRAY(esc_site_t) sites;
  ESC_ARRAY(const esc_record_t *) actions;
  ESC_ARRAY(const esc_record_t *) sentences; /* PARAMETER, SUMMARY */
} esc_report_t;

void esc_report_init(esc_report_t *report, const esc_allocator_t *allocator);
void esc_report_free(esc_report_t *report);

/* Reads a file of remarks (YAML, or bitstream of this LLVM) into the report,
 * or every FILE.opt.yaml and FILE.opt.bitstream below a folder. False with a
 * text for the user in `message`, which says what to do; the report may then
 * be freed, no more. */
bool esc_report_read(esc_report_t *report, const char *path, char *message,
                     size_t message_size);

/* Joins the records into sites. Call once, after the last file. False if memory
 * is out. */
bool esc_report_join(esc_report_t *report);

/* The record that has the verdict on a site and its flows. Never NULL. */
const esc_record_t *esc_site_verdict(const esc_report_t *report,
                                     const esc_site_t *site);

/* Compares places: by file, line, column. */
int esc_place_compare(const esc_place_t *a, const esc_place_t *b);

/* Whether it is in a header of a library that is installed, as far as the name
 * tells: below /usr/include, /usr/lib, the same of /usr/local, or /rustc. */
bool esc_place_is_library(const esc_place_t *place);

#endif
