// gen.h - what the parts of the generator share.
//
// A *construct* is one idea about objects ("free of a phi", "a tree built by
// recursion"): a row with a name, a template for its helper functions, and a
// template for the statements that use them, or a function that writes both.
// A *test* is a random sequence of constructs; some constructs hold others.
//
// A template is C with holes:
//
//   $u  the name of this instance, `t<test>_<number>_<construct>`; every
//       global name begins with it, so functions tell their construct
//   $f  linkage and inlining of a function, drawn at random
//   $N  the same, never inlined
//   $T  a struct with the fields v, n, next, other, buf, raw (one for all of
//       the instance); $I(p, x) initialises one, $H(p) sums its plain fields
//   $M  an allocation function (one size argument); $F a matching free
//   $o  hides a number from the optimizer, or does not
//   $n  2..6, $m 3..20, $s a size of 1..1000, $z a size of 4097..9000,
//       $l a number of loop rounds: each fixed for the instance
//   $k  a new number, 1..9999; $b a new 0 or 1; $t a new 0..3
//   $S  a call that overwrites the stack, or nothing
//   $B  a nested construct as a block; needs `h` in scope
//   $C  a nested construct as a function u64 (u64)
//   $$  the character itself
//
// `h` is the checksum in scope of a body: h = mix(h, x).
//
// A row promises: no undefined behaviour, termination, the same output at
// every optimisation level, nothing read that was not written.
#ifndef PROGEN_GEN_H
#define PROGEN_GEN_H

#include "rng.h"
#include "text.h"

enum {
  ROW_C = 1,       // C
  ROW_CXX = 2,     // C++
  ROW_BOTH = 3,
  ROW_OUTLINE = 4, // the body must be a function of its own (setjmp)
  ROW_HOLDER = 8   // contains $B or $C
};

struct gen;

typedef struct {
  const char *name;    // lower case, no underscore
  unsigned flags;
  unsigned weight;     // how often, relative to the other rows
  const char *helpers; // may be null
  const char *body;
  void (*emit)(struct gen *, const char *unit, text_t *helpers, text_t *body);
} row_t;

// Turns code into a template string.
#define CODE(...) #__VA_ARGS__

typedef struct {
  const row_t *rows;
  unsigned count;
} row_set_t;

extern const row_set_t rows_lifetime, rows_loop, rows_pool, rows_shape,
    rows_call, rows_table, rows_memory, rows_bytes, rows_flow, rows_address,
    rows_holder, rows_machine, rows_cxx, rows_cxx_std;

typedef struct gen {
  rng_t rng;
  int cxx;           // writing C++
  int plain;         // mostly malloc and free, few wrappers
  unsigned test;     // number of the test
  unsigned next;     // number of the next instance in the test
  unsigned depth;    // of nesting
  text_t *out;       // functions, in order of definition
  text_t names;      // constructs of the test, for its comment
} gen_t;

// Rows usable in this language, by position 0, 1, ...; null after the last.
const row_t *row_at(int cxx, unsigned position);

// Appends one random construct: functions to g->out, a block to `body`.
void gen_block(gen_t *g, text_t *body);

// Appends one random construct as a function, whose name goes to `name`.
void gen_function(gen_t *g, char *name, size_t size);

// Expands a template for the instance `unit`.
void gen_expand(gen_t *g, const char *unit, const char *source, text_t *to);

// What is the same in all modules, and the module's struct types.
void prelude_emit(rng_t *r, int cxx, text_t *out);

#define STRUCT_TYPES 4

// Keywords for a new function.
const char *gen_linkage(gen_t *g);
const char *gen_allocator(gen_t *g);
const char *gen_deallocator(gen_t *g);

#endif
