// compose.c - picks constructs by weight and puts them together.
//
// A construct becomes a block of the function that is being written, or a
// function of its own with random linkage. Nesting is at most MAX_DEPTH.
#include "gen.h"

#include <stdio.h>
#include <string.h>

#define MAX_DEPTH 3

static const row_set_t *const sets[] = {
    &rows_lifetime, &rows_loop,    &rows_pool,   &rows_shape, &rows_call,
    &rows_table,    &rows_memory,   &rows_bytes,   &rows_flow,   &rows_address,
    &rows_holder,   &rows_machine, &rows_cxx,    &rows_cxx_std,
};

const row_t *row_at(int cxx, unsigned position) {
  for (unsigned s = 0; s < sizeof sets / sizeof *sets; s++)
    for (unsigned i = 0; i < sets[s]->count; i++) {
      const row_t *row = &sets[s]->rows[i];
      if ((row->flags & (cxx ? ROW_CXX : ROW_C)) && position-- == 0)
        return row;
    }
  return NULL;
}

static unsigned usable_weight(const gen_t *g, const row_t *row) {
  if ((row->flags & ROW_HOLDER) && g->depth >= MAX_DEPTH)
    return 0;
  // In C++ the rows of C are the smaller half.
  return row->weight * (g->cxx && !(row->flags & ROW_C) ? 5 : 1);
}

static const row_t *pick_row(gen_t *g) {
  const row_t *row;
  unsigned total = 0;
  for (unsigned i = 0; (row = row_at(g->cxx, i)); i++)
    total += usable_weight(g, row);
  unsigned draw = rng_range(&g->rng, 0, total - 1);
  for (unsigned i = 0; (row = row_at(g->cxx, i)); i++) {
    unsigned weight = usable_weight(g, row);
    if (draw < weight)
      return row;
    draw -= weight;
  }
  return NULL; // not reached: draw < total
}

// The body of a new instance, as C on one line; its helpers go to g->out.
static const row_t *instance(gen_t *g, char *unit, size_t size, text_t *body) {
  const row_t *row = pick_row(g);
  snprintf(unit, size, "t%u_%u_%s", g->test, g->next++, row->name);
  text_printf(&g->names, "%s%s", g->names.size ? ", " : "", row->name);
  g->depth++;
  text_t helpers = {0};
  if (row->emit) {
    row->emit(g, unit, &helpers, body);
  } else {
    if (row->helpers)
      gen_expand(g, unit, row->helpers, &helpers);
    gen_expand(g, unit, row->body, body);
  }
  g->depth--;
  if (helpers.size) {
    text_printf(g->out, "/*@ begin %s */\n", row->name);
    text_add_code(g->out, helpers.data);
    text_add(g->out, "/*@ end */\n");
  }
  text_free(&helpers);
  return row;
}

static void add_function(gen_t *g, const char *unit, const row_t *row,
                         const text_t *body) {
  text_t code = {0};
  const char *linkage = row->flags & ROW_OUTLINE
                            ? "static __attribute__((noinline)) "
                            : gen_linkage(g);
  text_printf(&code, "%su64 %s(u64 h) {", linkage, unit);
  text_add(&code, body->data);
  text_add(&code, " return h; }");
  text_printf(g->out, "/*@ begin %s */\n", row->name);
  text_add_code(g->out, code.data);
  text_add(g->out, "/*@ end */\n");
  text_free(&code);
}

void gen_function(gen_t *g, char *name, size_t size) {
  text_t body = {0};
  const row_t *row = instance(g, name, size, &body);
  add_function(g, name, row, &body);
  text_free(&body);
}

void gen_block(gen_t *g, text_t *to) {
  char unit[96];
  text_t body = {0};
  const row_t *row = instance(g, unit, sizeof unit, &body);
  if ((row->flags & ROW_OUTLINE) || rng_chance(&g->rng, 40)) {
    add_function(g, unit, row, &body);
    text_printf(to, " h = %s(h);", unit);
  } else {
    text_printf(to, " { /*@ begin %s */ ", row->name);
    text_add(to, body.data);
    text_add(to, " /*@ end */ }");
  }
  text_free(&body);
}
