// machine.h - the ownership machine: random programs over pointer cells.
//
// A machine has CELLS pointer variables that live as long as it does, TEMPS
// that live for one block, GLOBALS, and objects with the pointer fields `next`
// and `other`. Its program is a set of blocks of operations, and a sequence in
// which they run, some more than once. The generator runs the program first,
// on states that hold which object each cell and field points to, and accepts
// an operation only where it is defined. So the emitted code is free of
// undefined behaviour on the one path it takes, while its control flow graph
// allows the optimizer to assume nearly any other.
#ifndef PROGEN_MACHINE_H
#define PROGEN_MACHINE_H

#include "gen.h"

enum {
  CELLS = 4,
  TEMPS = 2,
  GLOBALS = 2,
  PLACES = CELLS + TEMPS + GLOBALS, // in this order
  OBJECTS = 96,
  BLOCKS = 6,
  BLOCK_OPS = 9,
  STEPS = 20
};

enum { PTR_NULL = -1, PTR_DANGLING = -2 }; // else the number of an object

typedef enum {
  OP_ALLOC,    // a = new object
  OP_FREE,     // free(a)
  OP_FREENULL, // free(a); a = NULL
  OP_COPY,     // a = b
  OP_NULL,     // a = NULL
  OP_SET,      // a->field = b
  OP_GET,      // a = b->field
  OP_WRITE,    // a->v changes
  OP_READ,     // checksum of *a
  OP_SAME,     // checksum of a == b
  OP_PAIR,     // a helper works on *a and *b, which may be one object
  OP_REALLOC,  // a = realloc(a, ...)
  OP_ASSIGN,   // *a = *b
  OP_RARE,     // an operation that is never executed
  OP_COUNT
} op_kind_t;

typedef struct {
  op_kind_t kind;
  int a, b;      // places
  int field;     // 0 next, 1 other
  unsigned how;  // variant of the emitted code
  op_kind_t rare; // OP_RARE: what would be done
} op_t;

typedef struct {
  int place[PLACES];
  struct {
    int live;
    int field[2];
  } object[OBJECTS];
  int objects; // allocated so far
} state_t;

typedef struct {
  op_t op[BLOCK_OPS];
  int ops;
} block_t;

typedef struct {
  block_t block[BLOCKS];
  int blocks;
  int step[STEPS]; // which block runs
  int steps;
  state_t end;     // after the last step
} machine_t;

// Runs one operation. 0 if it is not defined in this state, which is then
// unspecified.
int machine_step(state_t *s, const op_t *op);

// The temporaries are null when a block begins.
int machine_run_block(state_t *s, const block_t *b);

void machine_make(rng_t *r, machine_t *m);

#endif
