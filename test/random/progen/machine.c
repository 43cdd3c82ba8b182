// machine.c - makes and runs the programs of machine.h.
#include "machine.h"

static void kill(state_t *s, int object) {
  s->object[object].live = 0;
  for (int i = 0; i < PLACES; i++)
    if (s->place[i] == object)
      s->place[i] = PTR_DANGLING;
  for (int o = 0; o < s->objects; o++)
    for (int f = 0; f < 2; f++)
      if (s->object[o].field[f] == object)
        s->object[o].field[f] = PTR_DANGLING;
}

static int allocate(state_t *s) {
  if (s->objects == OBJECTS)
    return -1;
  int o = s->objects++;
  s->object[o].live = 1;
  s->object[o].field[0] = s->object[o].field[1] = PTR_NULL;
  return o;
}

int machine_step(state_t *s, const op_t *op) {
  int a = s->place[op->a], b = s->place[op->b];
  switch (op->kind) {
  case OP_ALLOC:
    a = allocate(s);
    s->place[op->a] = a;
    return a >= 0;
  case OP_FREE:
  case OP_FREENULL:
    if (a == PTR_DANGLING)
      return 0;
    if (a >= 0)
      kill(s, a);
    if (op->kind == OP_FREENULL)
      s->place[op->a] = PTR_NULL;
    return 1;
  case OP_COPY:
    s->place[op->a] = b;
    return b != PTR_DANGLING;
  case OP_NULL:
    s->place[op->a] = PTR_NULL;
    return 1;
  case OP_SET:
    if (a < 0 || b == PTR_DANGLING)
      return 0;
    s->object[a].field[op->field] = b;
    return 1;
  case OP_GET:
    if (b < 0 || s->object[b].field[op->field] == PTR_DANGLING)
      return 0;
    s->place[op->a] = s->object[b].field[op->field];
    return 1;
  case OP_WRITE:
  case OP_READ:
    return a >= 0;
  case OP_SAME:
    return a != PTR_DANGLING && b != PTR_DANGLING;
  case OP_PAIR:
    return a >= 0 && b >= 0;
  case OP_ASSIGN:
    if (a < 0 || b < 0)
      return 0;
    s->object[a].field[0] = s->object[b].field[0];
    s->object[a].field[1] = s->object[b].field[1];
    return 1;
  case OP_REALLOC: {
    if (a < 0)
      return 0;
    int n = allocate(s);
    if (n < 0)
      return 0;
    // A field that refers to its own object dangles in the copy.
    kill(s, a);
    for (int f = 0; f < 2; f++)
      s->object[n].field[f] = s->object[a].field[f];
    s->place[op->a] = n;
    return 1;
  }
  case OP_RARE:
    return 1;
  case OP_COUNT:
    break;
  }
  return 0;
}

int machine_run_block(state_t *s, const block_t *b) {
  for (int i = 0; i < TEMPS; i++)
    s->place[CELLS + i] = PTR_NULL;
  for (int i = 0; i < b->ops; i++)
    if (!machine_step(s, &b->op[i]))
      return 0;
  return 1;
}

static op_kind_t draw_kind(rng_t *r) {
  static const op_kind_t often[] = {
      OP_ALLOC, OP_ALLOC, OP_ALLOC, OP_FREE, OP_FREENULL, OP_FREENULL, OP_COPY,
      OP_COPY,  OP_NULL,  OP_SET,   OP_SET,  OP_GET,      OP_GET,      OP_WRITE,
      OP_READ,  OP_READ,  OP_READ,  OP_SAME, OP_PAIR,     OP_REALLOC,  OP_ASSIGN,
      OP_RARE};
  return often[rng_range(r, 0, sizeof often / sizeof *often - 1)];
}

static op_t draw_op(rng_t *r, int temps_only) {
  op_t op = {.kind = draw_kind(r)};
  int all = temps_only || rng_chance(r, 30);
  op.a = all ? CELLS + (int)rng_range(r, 0, TEMPS - 1)
             : (int)rng_range(r, 0, PLACES - 1);
  op.b = temps_only ? CELLS + (int)rng_range(r, 0, TEMPS - 1)
                    : (int)rng_range(r, 0, PLACES - 1);
  op.field = (int)rng_range(r, 0, 1);
  op.how = (unsigned)rng_next(r) & 0xffff;
  do
    op.rare = draw_kind(r);
  while (op.rare == OP_RARE);
  return op;
}

// A block that is defined in state *s, which it advances.
static void make_block(rng_t *r, state_t *s, block_t *b) {
  // A block about its temporaries alone has objects that never escape.
  int temps_only = rng_chance(r, 35);
  int want = (int)rng_range(r, 3, BLOCK_OPS);
  b->ops = 0;
  for (int i = 0; i < TEMPS; i++)
    s->place[CELLS + i] = PTR_NULL;
  for (int tries = 0; b->ops < want && tries < 200; tries++) {
    state_t next = *s;
    op_t op = draw_op(r, temps_only);
    if (!machine_step(&next, &op))
      continue;
    b->op[b->ops++] = op;
    *s = next;
  }
}

void machine_make(rng_t *r, machine_t *m) {
  state_t s = {.objects = 0};
  for (int i = 0; i < PLACES; i++)
    s.place[i] = PTR_NULL;
  m->blocks = m->steps = 0;
  int want = (int)rng_range(r, 4, STEPS);
  while (m->steps < want) {
    if (m->blocks && (m->blocks == BLOCKS || rng_chance(r, 60))) {
      // An old block again, if it is defined here. The first that is.
      int first = (int)rng_range(r, 0, (unsigned)m->blocks - 1), i;
      for (i = 0; i < m->blocks; i++) {
        state_t next = s;
        int k = (first + i) % m->blocks;
        if (machine_run_block(&next, &m->block[k])) {
          s = next;
          m->step[m->steps++] = k;
          break;
        }
      }
      if (i < m->blocks)
        continue;
      if (m->blocks == BLOCKS)
        break;
    }
    make_block(r, &s, &m->block[m->blocks]);
    m->step[m->steps++] = m->blocks++;
  }
  m->end = s;
}
