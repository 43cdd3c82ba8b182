// machine_emit.c - writes a program of machine.h as C, in one of five shapes.
//
//   loop       for + switch, cells are local variables
//   goto       backward gotos to the dispatch, cells are local variables
//   calls      a function for each block, cells are a local array
//   frame      the same, cells in a struct on the heap
//   recursion  each step is a call below the previous one
//
// After the program, what is alive is read, the globals by another function
// after the stack was overwritten, and most of it is freed.
#include "machine.h"

#include <stdio.h>

typedef enum { LOOP, GOTO, CALLS, FRAME, RECURSION, SHAPES } shape_t;

typedef struct {
  gen_t *g;
  const char *unit;
  shape_t shape;
  unsigned type; // number of the struct type
} emit_t;

static const char *place(const emit_t *e, int p, char *buffer, size_t size) {
  if (p >= CELLS + TEMPS)
    snprintf(buffer, size, "%s_g%d", e->unit, p - CELLS - TEMPS);
  else if (p >= CELLS)
    snprintf(buffer, size, "t%d", p - CELLS);
  else if (e->shape == LOOP || e->shape == GOTO)
    snprintf(buffer, size, "c%d", p);
  else
    snprintf(buffer, size, "c[%d]", p);
  return buffer;
}

static void emit_alloc(const emit_t *e, const op_t *op, const char *a,
                       text_t *t) {
  unsigned value = op->how % 9973;
  switch (op->how % 4) {
  case 0:
    text_printf(t, "%s = %s_make(%uu);", a, e->unit, value);
    break;
  case 1:
    text_printf(t, "if (%s_out(&%s, %uu)) die();", e->unit, a, value);
    break;
  default:
    text_printf(t, "%s = (struct S%u *)%s(sizeof(struct S%u)); CHECK(%s); "
                "S%u_init(%s, %uu);",
                a, e->type, gen_allocator(e->g), e->type, a, e->type, a, value);
  }
}

static void emit_copy(const emit_t *e, const op_t *op, const char *a,
                      const char *b, text_t *t) {
  switch (op->how % 9) {
  case 0:
    text_printf(t, "memcpy(&%s, &%s, sizeof(void *));", a, b);
    break;
  case 1:
    text_printf(t, "%s = (struct S%u *)(uintptr_t)opaque((uintptr_t)%s);", a,
                e->type, b);
    break;
  case 2:
    text_printf(t, "%s_put(&%s, %s);", e->unit, a, b);
    break;
  case 3:
    text_printf(t, "%s = %s_id(%s);", a, e->unit, b);
    break;
  case 4:
    text_printf(t, "%s = opaque(%u) ? %s : NULL;", a, 1 + op->how % 5, b);
    break;
  default:
    text_printf(t, "%s = %s;", a, b);
  }
}

static void emit_op(const emit_t *e, const op_t *op, text_t *t) {
  char abuf[96], bbuf[96];
  const char *a = place(e, op->a, abuf, sizeof abuf);
  const char *b = place(e, op->b, bbuf, sizeof bbuf);
  const char *field = op->field ? "other" : "next";
  op_t rare = *op;
  switch (op->kind) {
  case OP_ALLOC:
    emit_alloc(e, op, a, t);
    break;
  case OP_FREE:
  case OP_FREENULL:
    if (op->how % 4 == 0)
      text_printf(t, "%s_kill(%s);", e->unit, a);
    else if (op->how % 4 == 1)
      text_printf(t, "free(opaque(1) ? %s : NULL);", a);
    else
      text_printf(t, "%s(%s);", gen_deallocator(e->g), a);
    if (op->kind == OP_FREENULL)
      text_printf(t, "%s = NULL;", a);
    if (op->how & 64)
      text_add(t, "clobber_stack();");
    break;
  case OP_COPY:
    emit_copy(e, op, a, b, t);
    break;
  case OP_NULL:
    text_printf(t, "%s = NULL;", a);
    break;
  case OP_SET:
    text_printf(t, op->how & 1 ? "%s->%s = %s;" : "%s->%s = %s; clobber_stack();",
                a, field, b);
    break;
  case OP_GET:
    text_printf(t, "%s = %s->%s;", a, b, field);
    break;
  case OP_WRITE:
    text_printf(t, "%s->v += %uu; %s->raw[0] ^= (unsigned char)h;", a,
                op->how % 1000, a);
    break;
  case OP_READ:
    text_printf(t, "h = mix(h, S%u_sum(%s));", e->type, a);
    break;
  case OP_SAME:
    text_printf(t, "h = mix(h, (%s == %s) + %uu);", a, b, op->how % 10);
    break;
  case OP_PAIR:
    text_printf(t, "h = mix(h, %s_pair(%s, %s));", e->unit, a, b);
    break;
  case OP_REALLOC:
    text_printf(t, "%s = (struct S%u *)realloc(%s, sizeof(struct S%u) + %s(%u));"
                " CHECK(%s);",
                a, e->type, a, e->type, op->how & 1 ? "opaque" : "",
                op->how % 64, a);
    break;
  case OP_ASSIGN:
    text_printf(t, op->how & 1 ? "*%s = *%s;" : "memmove(%s, %s, sizeof *%s);",
                a, b, a);
    break;
  case OP_RARE:
    rare.kind = op->rare;
    text_printf(t, "if (opaque(%u) == 0) {", 1 + op->how % 7);
    emit_op(e, &rare, t);
    text_add(t, "}");
    break;
  case OP_COUNT:
    break;
  }
}

static void emit_block(const emit_t *e, const block_t *b, text_t *t) {
  text_printf(t, "struct S%u *t0 = NULL; struct S%u *t1 = NULL;", e->type,
              e->type);
  for (int i = 0; i < b->ops; i++)
    emit_op(e, &b->op[i], t);
  text_add(t, "(void)t0; (void)t1;");
}

static void emit_switch(const emit_t *e, const machine_t *m, text_t *t) {
  for (int i = 0; i < m->blocks; i++) {
    text_printf(t, "case %d: {", i);
    if (e->shape == LOOP || e->shape == GOTO || e->shape == RECURSION)
      emit_block(e, &m->block[i], t);
    else
      text_printf(t, "h = %s_b%d(h, c);", e->unit, i);
    text_add(t, "} break;");
  }
}

static const char helper_text[] =
    CODE(static $T *$u_g0; $T *$u_g1;
         $f $T *$u_make(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
         $I(p, x); return p; }
         $f int $u_out($T **to, u64 x) { $T *p = ($T *)$M(sizeof($T));
         if (!p) return 1; $I(p, x); *to = p; return 0; }
         $f void $u_kill($T *p) { $F(p); }
         $f void $u_put($T **to, $T *p) { *to = p; }
         $f $T *$u_id($T *p) { return p; }
         $f u64 $u_pair($T *p, $T *q) { p->v += 3; q->v ^= p->v; p->n++;
         return p->v + q->v * 5 + q->n; });

static void emit_sequence(const emit_t *e, const machine_t *m, text_t *t) {
  text_printf(t, "static const unsigned char %s_seq[] = {", e->unit);
  for (int i = 0; i < m->steps; i++)
    text_printf(t, "%d, ", m->step[i]);
  text_add(t, "};");
}

static void emit_helpers(const emit_t *e, const machine_t *m, text_t *t) {
  gen_expand(e->g, e->unit, helper_text, t);
  emit_sequence(e, m, t);
  if (e->shape == CALLS || e->shape == FRAME)
    for (int i = 0; i < m->blocks; i++) {
      text_printf(t, "%su64 %s_b%d(u64 h, struct S%u **c) {", gen_linkage(e->g),
                  e->unit, i, e->type);
      emit_block(e, &m->block[i], t);
      text_add(t, "(void)c; return h; }");
    }
  if (e->shape == RECURSION) {
    text_printf(t, "static u64 %s_run(u64 h, unsigned i, struct S%u **c) {"
                "if (i == sizeof %s_seq) return h; switch (%s_seq[i]) {",
                e->unit, e->type, e->unit, e->unit);
    emit_switch(e, m, t);
    text_printf(t, "} return mix(%s_run(h, i + 1, c), h); }", e->unit);
  }
  // Reads the globals, frees what only they hold.
  text_printf(t, "%su64 %s_late(void) { u64 h = 1;",
              "static __attribute__((noinline)) ", e->unit);
  for (int i = 0; i < GLOBALS; i++)
    if (m->end.place[CELLS + TEMPS + i] >= 0)
      text_printf(t, "h = mix(h, S%u_sum(%s_g%d));", e->type, e->unit, i);
  text_add(t, "return h; }");
}

static void emit_end(const emit_t *e, const machine_t *m, text_t *t) {
  char buffer[96];
  state_t s = m->end;
  for (int i = 0; i < CELLS; i++)
    if (s.place[i] >= 0)
      text_printf(t, "h = mix(h, S%u_sum(%s));", e->type,
                  place(e, i, buffer, sizeof buffer));
  text_printf(t, "clobber_stack(); h = mix(h, %s_late());", e->unit);
  for (int i = 0; i < PLACES; i++) {
    if ((i >= CELLS && i < CELLS + TEMPS) || s.place[i] < 0 ||
        rng_chance(&e->g->rng, 25))
      continue;
    op_t op = {.kind = OP_FREE, .a = i, .how = (unsigned)rng_next(&e->g->rng)};
    op.how &= 0xffff;
    machine_step(&s, &op);
    emit_op(e, &op, t);
  }
  text_printf(t, "%s_g0 = %s_g1 = NULL;", e->unit, e->unit);
}

static void emit_cells(const emit_t *e, text_t *t) {
  if (e->shape == FRAME) {
    text_printf(t, "struct S%u **c = (struct S%u **)%s(%d * sizeof *c);"
                "CHECK(c); for (int i = 0; i < %d; i++) c[i] = NULL;",
                e->type, e->type, gen_allocator(e->g), CELLS, CELLS);
  } else if (e->shape == LOOP || e->shape == GOTO) {
    for (int i = 0; i < CELLS; i++)
      text_printf(t, "struct S%u *c%d = NULL;", e->type, i);
  } else {
    text_printf(t, "struct S%u *c[%d] = {NULL, NULL, NULL, NULL};", e->type,
                CELLS);
  }
}

static void emit(gen_t *g, const char *unit, text_t *helpers, text_t *body) {
  machine_t m;
  text_t type = {0};
  gen_expand(g, unit, "$T", &type);
  emit_t e = {g, unit, (shape_t)rng_range(&g->rng, 0, SHAPES - 1),
              (unsigned)(type.data[type.size - 1] - '0')};
  text_free(&type);
  machine_make(&g->rng, &m);
  emit_helpers(&e, &m, helpers);
  emit_cells(&e, body);
  switch (e.shape) {
  case GOTO:
    text_printf(body, "unsigned i = 0; %s_next: switch (%s_seq[i]) {", unit,
                unit);
    emit_switch(&e, &m, body);
    text_printf(body, "} if (++i < sizeof %s_seq) goto %s_next;", unit, unit);
    break;
  case RECURSION:
    text_printf(body, "h = %s_run(h, 0, c);", unit);
    break;
  default:
    text_printf(body, "for (unsigned i = 0; i < sizeof %s_seq; i++) "
                "switch (%s_seq[i]) {", unit, unit);
    emit_switch(&e, &m, body);
    text_add(body, "}");
  }
  emit_end(&e, &m, body);
  if (e.shape == FRAME)
    text_add(body, "free(c);");
}

static const row_t rows[] = {
    {"machine", ROW_BOTH, 40, NULL, NULL, emit},
};

const row_set_t rows_machine = {rows, sizeof rows / sizeof *rows};
