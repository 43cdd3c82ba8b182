/* judge/pins: what is to be copied so that a proof holds. */
#include "judge/pins.h"

#include "check.h"
#include "tracking_allocator.h"

enum { FUNCTIONS = 6 };

/* Functions 1 to 5; what 0 calls is its graph. */
typedef struct module {
  tracking_t tracking;
  esc_summary_t summaries[FUNCTIONS];
  bool is_settled[FUNCTIONS];
  esc_graph_t graph;
  esc_pins_t pins;
  uint64_t growth;
} module_t;

static const esc_summary_t *look_up(void *context, uint32_t function) {
  module_t *module = context;
  return function < FUNCTIONS ? &module->summaries[function] : NULL;
}

static void start(module_t *module, uint32_t flags) {
  memset(module, 0, sizeof *module);
  tracking_init(&module->tracking);
  const esc_allocator_t *allocator = &module->tracking.allocator;
  for (uint32_t i = 0; i < FUNCTIONS; ++i) {
    esc_summary_init(&module->summaries[i], allocator);
    module->summaries[i].function_id = i;
    module->summaries[i].instructions = 1u << i;
  }
  esc_graph_init(&module->graph, allocator);
  esc_graph_add_function(&module->graph, 0, flags);
  module->graph.functions.data[0].instructions = 1;
  module->graph.believes_inexact = true;
}

static void rely(module_t *module, uint32_t caller, uint32_t callee) {
  CHECK(esc_array_push(&module->tracking.allocator,
                       &module->summaries[caller].relied, callee));
}

static void call(module_t *module, uint32_t callee, uint8_t kind) {
  esc_call_t made = {.kind = kind, .callee = callee, .pointer = ESC_NONE};
  esc_graph_add_call(&module->graph, &made, NULL, NULL);
}

static void find(module_t *module) {
  CHECK(esc_pins_find(&module->graph, look_up, module, module->is_settled,
                      &module->pins, &module->growth) == ESC_OK);
}

static void finish(module_t *module) {
  const esc_allocator_t *allocator = &module->tracking.allocator;
  for (uint32_t i = 0; i < FUNCTIONS; ++i)
    esc_summary_free(&module->summaries[i]);
  esc_array_free(allocator, &module->pins);
  esc_graph_free(&module->graph);
  CHECK_UINT(module->tracking.live_bytes, 0);
}

/* 0 calls 3, which is exact and believed 2 and 1; 2 is inexact and believed 1.
 */
static void callees_come_first(void) {
  module_t module;
  start(&module, 0);
  module.summaries[1].is_inexact = module.summaries[2].is_inexact = true;
  rely(&module, 2, 1);
  rely(&module, 3, 2);
  rely(&module, 3, 1);
  call(&module, 3, ESC_CALL_DIRECT);
  call(&module, 3, ESC_CALL_DIRECT);
  call(&module, 4, ESC_CALL_DIRECT); /* needs none */
  find(&module);
  CHECK_UINT(module.pins.count, 3);
  for (uint32_t i = 0; i < 3 && module.pins.count == 3; ++i) {
    CHECK_UINT(module.pins.data[i].function, i + 1);
    CHECK_UINT(module.pins.data[i].is_copied, i < 2);
  }
  /* An exact body is changed in place. */
  CHECK_UINT(module.growth, (1 << 1) + (1 << 2));
  finish(&module);
}

static void what_is_settled_is_left_out(void) {
  module_t module;
  start(&module, 0);
  module.summaries[1].is_inexact = module.summaries[2].is_inexact = true;
  rely(&module, 2, 1);
  call(&module, 1, ESC_CALL_DIRECT);
  find(&module);
  CHECK_UINT(module.pins.count, 1);
  call(&module, 2, ESC_CALL_DIRECT);
  find(&module);
  CHECK_UINT(module.pins.count, 2);
  CHECK(module.is_settled[1] && module.is_settled[2] && !module.is_settled[3]);
  CHECK_UINT(module.growth, (1 << 1) + (1 << 2));
  finish(&module);
}

/* They believed one another: each once, and it ends. */
static void circles_end(void) {
  module_t module;
  start(&module, 0);
  module.summaries[1].is_inexact = module.summaries[2].is_inexact = true;
  rely(&module, 1, 2);
  rely(&module, 2, 1);
  rely(&module, 2, 2);
  call(&module, 1, ESC_CALL_DIRECT);
  find(&module);
  CHECK_UINT(module.pins.count, 2);
  CHECK_UINT(module.growth, (1 << 1) + (1 << 2));
  finish(&module);
}

/* A graph that believed nothing needs nothing; nor do calls through pointers,
 * which run the originals, nor what is not believed at all. */
static void what_was_not_believed_is_not_copied(void) {
  module_t module;
  start(&module, 0);
  module.summaries[1].is_inexact = module.summaries[2].is_inexact = true;
  module.summaries[2].is_worst = true;
  call(&module, 1, ESC_CALL_INDIRECT);
  call(&module, 2, ESC_CALL_DIRECT);
  find(&module);
  CHECK_UINT(module.pins.count, 0);
  call(&module, 1, ESC_CALL_DIRECT);
  module.graph.believes_inexact = false;
  find(&module);
  CHECK_UINT(module.pins.count, 0);
  CHECK_UINT(module.growth, 0);
  finish(&module);
}

/* An inexact function that calls itself calls its copy. */
static void own_calls(void) {
  module_t module;
  start(&module, ESC_FUNCTION_INEXACT);
  call(&module, 0, ESC_CALL_DIRECT);
  find(&module);
  CHECK_UINT(module.pins.count, 1);
  CHECK_UINT(module.growth, 1);
  CHECK(module.is_settled[0] && module.pins.data[0].is_copied);
  CHECK(esc_pins_rely(&module.graph, look_up, &module, &module.summaries[5]) ==
        ESC_OK);
  CHECK_UINT(module.summaries[5].relied.count, 1);
  finish(&module);

  const uint32_t no[] = {ESC_FUNCTION_INTERPOSABLE, ESC_FUNCTION_NOT_COPIED};
  for (unsigned i = 0; i < 2; ++i) {
    start(&module, ESC_FUNCTION_INEXACT | no[i]);
    CHECK(!esc_may_pin(&module.graph, &module.graph.functions.data[0]));
    call(&module, 0, ESC_CALL_DIRECT);
    find(&module);
    CHECK_UINT(module.pins.count, 0);
    finish(&module);
  }
}

int main(void) {
  callees_come_first();
  what_is_settled_is_left_out();
  circles_end();
  what_was_not_believed_is_not_copied();
  own_calls();
  return checks_finish();
}
