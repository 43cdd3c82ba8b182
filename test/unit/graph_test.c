/* graph/graph and graph/skeleton: building, appending, offsets. */
#include "graph/check.h"
#include "graph/graph.h"
#include "graph/skeleton.h"

#include "check.h"
#include "random_graph.h"
#include "tracking_allocator.h"

static void offsets_stay_in_bounds(void) {
  for (int32_t a = ESC_OFFSET_MIN; a <= ESC_OFFSET_MAX; a += 64)
    for (int32_t b = ESC_OFFSET_MIN; b <= ESC_OFFSET_MAX; b += 64) {
      int32_t sum = a + b;
      CHECK(esc_offset_add(a, b) ==
            (sum < ESC_OFFSET_MIN || sum > ESC_OFFSET_MAX ? ESC_ANY_OFFSET
                                                          : sum));
    }
  CHECK(esc_offset_add(ESC_ANY_OFFSET, 0) == ESC_ANY_OFFSET);
  CHECK(esc_offset_add(0, ESC_ANY_OFFSET) == ESC_ANY_OFFSET);
  CHECK(esc_offset_add(INT32_MAX, INT32_MAX) == ESC_ANY_OFFSET);
  CHECK(esc_offset_add(INT32_MIN + 1, INT32_MIN + 1) == ESC_ANY_OFFSET);
  CHECK(esc_offset_add(INT32_MAX, -INT32_MAX) == 0);
}

static void parameters_bring_placeholders(void) {
  esc_graph_t graph;
  esc_graph_init(&graph, esc_allocator_libc());
  CHECK_UINT(esc_graph_add_function(&graph, 42, ESC_FUNCTION_OPTNONE), 0);
  CHECK_UINT(esc_graph_add_param(&graph, true, 7), 0);
  CHECK_UINT(esc_graph_add_param(&graph, false, 8), ESC_NONE);
  CHECK_UINT(esc_graph_add_param(&graph, true, 9), 1);
  CHECK_UINT(esc_graph_add_result(&graph, false), ESC_NONE);
  CHECK_UINT(esc_graph_add_result(&graph, true), 2);
  const esc_function_t *function = &graph.functions.data[0];
  CHECK_UINT(function->id, 42);
  CHECK_UINT(function->param_count, 3);
  CHECK_UINT(function->result_count, 2);
  CHECK_UINT(graph.locs_of_calls.data[function->first_param + 2], 1);
  CHECK_UINT(graph.locs_of_calls.data[function->first_result + 1], 2);
  CHECK(function->frame_limit == ESC_SIZE_UNKNOWN);
  CHECK_UINT(graph.objects.count, 2);
  CHECK_UINT(graph.objects.data[1].kind, ESC_OBJECT_PLACEHOLDER);
  CHECK_UINT(graph.objects.data[1].param, 2);
  CHECK_UINT(graph.objects.data[1].level, 1);
  CHECK_UINT(graph.constraints.count, 2);
  CHECK_UINT(graph.constraints.data[1].kind, ESC_ADDR_OF);
  CHECK_UINT(graph.constraints.data[1].dst, 1);
  CHECK_UINT(graph.constraints.data[1].src, 1);
  CHECK(graph.status == ESC_OK);
  esc_graph_reset(&graph);
  CHECK(graph.functions.count == 0 && graph.loc_count == 0);
  CHECK(graph.functions.capacity > 0);
  esc_graph_free(&graph);
}

static void long_offsets_are_widened(void) {
  esc_graph_t graph;
  esc_graph_init(&graph, esc_allocator_libc());
  esc_loc_t a = esc_graph_add_loc(&graph), b = esc_graph_add_loc(&graph);
  esc_graph_copy(&graph, a, b, 513, 0);
  esc_graph_load(&graph, a, b, -513, 8, 0);
  esc_graph_store(&graph, a, 512, b, 0);
  CHECK(graph.constraints.data[0].offset == ESC_ANY_OFFSET);
  CHECK(graph.constraints.data[1].offset == ESC_ANY_OFFSET);
  CHECK(graph.constraints.data[2].offset == 512);
  esc_graph_free(&graph);
}

static bool same_number(void *context, uint32_t a, uint32_t b) {
  (void)context;
  return a == b;
}

/* Appending is building one after the other. */
static void appending_renumbers(void) {
  static const shape_t shape = {1, 3, 3, 4, 8, 3, 3};
  for (uint64_t seed = 0; seed < 300; ++seed) {
    esc_graph_t parts[3], whole, empty;
    rng_t rng = {seed};
    esc_graph_init(&whole, esc_allocator_libc());
    esc_graph_init(&empty, esc_allocator_libc());
    for (int i = 0; i < 3; ++i) {
      esc_graph_init(&parts[i], esc_allocator_libc());
      random_graph(&rng, &shape, &parts[i]);
      parts[i].functions.data[0].id = 100 + (uint32_t)i;
      esc_graph_append(&whole, &parts[i]);
      esc_graph_append(&whole, &empty);
    }
    esc_check_error_t error;
    CHECK(esc_graph_check(&whole, &error) == ESC_OK);
    CHECK_STRING(error.rule, "");
    CHECK_UINT(whole.functions.count, 3);
    CHECK_UINT(whole.loc_count,
               parts[0].loc_count + parts[1].loc_count + parts[2].loc_count);
    /* The first part is a prefix of the whole. */
    esc_graph_t prefix = whole;
    prefix.is_coarse = parts[0].is_coarse;
    prefix.loc_count = parts[0].loc_count;
    prefix.functions.count = 1;
    prefix.objects.count = parts[0].objects.count;
    prefix.constraints.count = parts[0].constraints.count;
    prefix.facts.count = parts[0].facts.count;
    prefix.calls.count = parts[0].calls.count;
    CHECK(same_graphs(&parts[0], &prefix, same_number, same_number, NULL));
    /* In the last everything is shifted by what stands before it. */
    uint32_t locs = parts[0].loc_count + parts[1].loc_count;
    uint32_t objects = parts[0].objects.count + parts[1].objects.count;
    uint32_t constraints =
        parts[0].constraints.count + parts[1].constraints.count;
    bool shifted = true;
    for (uint32_t i = 0; i < parts[2].objects.count; ++i)
      shifted &= whole.objects.data[objects + i].function == 2;
    for (uint32_t i = 0; i < parts[2].constraints.count; ++i) {
      const esc_constraint_t *part = &parts[2].constraints.data[i];
      const esc_constraint_t *c = &whole.constraints.data[constraints + i];
      shifted &= c->kind == part->kind;
      shifted &=
          c->dst == part->dst + (part->kind == ESC_HOLD ? objects : locs);
      shifted &=
          c->src == part->src + (part->kind == ESC_ADDR_OF ? objects : locs);
    }
    CHECK(shifted);
    for (int i = 0; i < 3; ++i)
      esc_graph_free(&parts[i]);
    esc_graph_free(&whole);
    esc_graph_free(&empty);
  }
}

static void failure_stays(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  tracking.fail_at = 1;
  tracking.fails_once = true;
  esc_graph_t graph;
  esc_graph_init(&graph, &tracking.allocator);
  CHECK_UINT(esc_graph_add_function(&graph, 0, 0), ESC_NONE);
  CHECK(graph.status == ESC_NO_MEMORY);
  CHECK_UINT(esc_graph_add_loc(&graph), ESC_NONE);
  CHECK_UINT(esc_graph_add_function(&graph, 0, 0), ESC_NONE);
  CHECK_UINT(esc_graph_add_param(&graph, true, 0), ESC_NONE);
  CHECK_UINT(esc_graph_add_result(&graph, true), ESC_NONE);
  esc_graph_copy(&graph, 0, 0, 0, 0);
  CHECK_UINT(graph.constraints.count, 0);
  esc_graph_t other;
  esc_graph_init(&other, &tracking.allocator);
  esc_graph_append(&other, &graph);
  CHECK(other.status == ESC_NO_MEMORY);
  esc_graph_free(&other);
  esc_graph_free(&graph);
  CHECK(graph.status == ESC_OK);
  CHECK_UINT(tracking.live_bytes, 0);
}

static void skeletons_are_built_in_order(void) {
  esc_skeleton_t skeleton;
  esc_skeleton_init(&skeleton, esc_allocator_libc());
  esc_loc_t args[] = {3, 4};
  esc_event_t call = {.kind = ESC_EVENT_CALL,
                      .flags = ESC_EVENT_TAIL,
                      .object = ESC_NONE,
                      .maker = ESC_NONE,
                      .arg_count = 2,
                      .origin = 5};
  esc_event_t end = {
      .kind = ESC_EVENT_RETURN, .object = ESC_NONE, .maker = ESC_NONE};
  CHECK_UINT(esc_skeleton_add_block(&skeleton), 0);
  esc_skeleton_add_event(&skeleton, &call, args);
  esc_skeleton_add_successor(&skeleton, 1);
  esc_skeleton_add_successor(&skeleton, 0);
  CHECK_UINT(esc_skeleton_add_block(&skeleton), 1);
  esc_skeleton_add_event(&skeleton, &call, args);
  esc_skeleton_add_event(&skeleton, &end, NULL);
  CHECK_UINT(skeleton.blocks.data[0].event_count, 1);
  CHECK_UINT(skeleton.blocks.data[0].successor_count, 2);
  CHECK_UINT(skeleton.blocks.data[1].first_event, 1);
  CHECK_UINT(skeleton.blocks.data[1].event_count, 2);
  CHECK_UINT(skeleton.blocks.data[1].first_successor, 2);
  CHECK_UINT(skeleton.events.data[1].first_arg, 2);
  CHECK_UINT(skeleton.args.data[3], 4);
  esc_skeleton_free(&skeleton);
  CHECK_UINT(skeleton.blocks.count, 0);
}

int main(void) {
  offsets_stay_in_bounds();
  parameters_bring_placeholders();
  long_offsets_are_widened();
  appending_renumbers();
  failure_stays();
  skeletons_are_built_in_order();
  return checks_finish();
}
