/* graph/check: every rule, each broken by one change to a good graph. */
#include "graph/check.h"

#include "check.h"
#include "random_graph.h"

static void build(esc_graph_t *graph) {
  esc_graph_init(graph, esc_allocator_libc());
  esc_graph_add_function(graph, 1, ESC_FUNCTION_SSP);
  esc_loc_t p = esc_graph_add_param(graph, true, 1);
  esc_graph_add_param(graph, false, 1);
  esc_loc_t q = esc_graph_add_param(graph, true, 1);
  esc_graph_add_result(graph, true);
  esc_object_t site = {.kind = ESC_OBJECT_SITE,
                       .site_flags = ESC_SITE_ZEROED,
                       .size = 8,
                       .family = ESC_NONE};
  esc_obj_t object = esc_graph_add_object(graph, &site);
  esc_graph_addr_of(graph, p, object, 2);
  esc_graph_copy(graph, q, p, 8, 3);
  esc_graph_unknown(graph, q, 4);
  esc_graph_escape(graph, q, ESC_SINK_ASM, 0, 5);
  esc_fact_t fact = {.kind = ESC_FACT_FREE,
                     .loc = p,
                     .must = object,
                     .family = ESC_NONE,
                     .cause = ESC_NONE};
  esc_graph_add_fact(graph, &fact);
  esc_loc_t args[] = {p, ESC_NONE};
  esc_call_t call = {
      .callee = 9, .resolved = ESC_NONE, .arg_count = 2, .result_count = 1};
  esc_graph_add_call(graph, &call, args, args);
  esc_graph_add_function(graph, 2, 0);
  esc_graph_add_param(graph, true, 6);
}

/* What the built graph has: objects 0 and 1 placeholders, 2 a site, 3 a
 * placeholder; constraints 0, 1 and 6 of the placeholders. */
static void breaks(const char *rule, uint32_t index, void change(esc_graph_t *),
                   int line) {
  esc_graph_t graph;
  esc_check_error_t error;
  build(&graph);
  CHECK(esc_graph_check(&graph, &error) == ESC_OK);
  CHECK_STRING(error.rule, "");
  change(&graph);
  unsigned failed = checks_failed;
  CHECK(esc_graph_check(&graph, &error) == ESC_BAD_INPUT);
  CHECK_STRING(error.rule, rule);
  CHECK_UINT(error.index, index);
  if (checks_failed != failed)
    printf("for line %d\n", line);
  esc_graph_free(&graph);
}

#define BREAKS(rule, index, name) breaks(rule, index, name, __LINE__)
#define CHANGE(name, change)                                                   \
  static void name(esc_graph_t *g) { change; }

CHANGE(function_flag, g->functions.data[1].flags = 2u * ESC_FUNCTION_CALLED_ONCE)
CHANGE(params_beyond, g->functions.data[1].param_count = 100)
CHANGE(params_wrap, g->functions.data[1].first_param = UINT32_MAX)
CHANGE(results_beyond, g->functions.data[0].first_result = 1000)
CHANGE(param_no_loc, g->locs_of_calls.data[0] = 77)
CHANGE(result_no_loc, g->locs_of_calls.data[3] = g->loc_count)
CHANGE(object_kind, g->objects.data[2].kind = ESC_OBJECT_PLACEHOLDER + 1)
CHANGE(object_function, g->objects.data[2].function = 2)
CHANGE(flag_of_alloca, g->objects.data[2].kind = ESC_OBJECT_ALLOCA)
CHANGE(sizes_of_alloca, g->objects.data[2].kind = ESC_OBJECT_ALLOCA;
       g->objects.data[2].site_flags = 0; g->objects.data[2].seen.count = 1)
CHANGE(sizes_too_many, g->objects.data[2].seen.count = ESC_SIZE_CLASSES + 1)
CHANGE(sizes_descend, g->objects.data[2].seen.count = 2;
       g->objects.data[2].seen.percent[0] = 1)
CHANGE(sizes_beyond, g->objects.data[2].seen.count = 1;
       g->objects.data[2].seen.percent[0] = 101)
CHANGE(level_of_site, g->objects.data[2].level = 1)
CHANGE(level_two, g->objects.data[0].level = 2)
CHANGE(param_number, g->objects.data[0].param = 3)
CHANGE(param_no_pointer, g->objects.data[0].param = 1)
CHANGE(two_placeholders, g->objects.data[1].param = 0)
CHANGE(other_function, g->objects.data[3].function = 0;
       g->objects.data[3].param = 2)
CHANGE(no_placeholder, g->objects.data[1].kind = ESC_OBJECT_FRESH;
       g->objects.data[1].level = 0)
CHANGE(not_pointed_to, g->constraints.data[1].offset = 8)
CHANGE(last_not_pointed_to, g->constraints.count--)
CHANGE(constraint_kind, g->constraints.data[2].kind = ESC_HOLD + 1)
CHANGE(hold_of_site, g->constraints.data[2].kind = ESC_HOLD;
       g->constraints.data[2].dst = 2)
CHANGE(hold_beyond, g->constraints.data[2].kind = ESC_HOLD;
       g->constraints.data[2].dst = 4)
CHANGE(constraint_sink, g->constraints.data[5].sink = 17)
CHANGE(constraint_dst, g->constraints.data[4].dst = 4)
CHANGE(constraint_object, g->constraints.data[2].src = 4)
CHANGE(constraint_src, g->constraints.data[3].src = 4)
CHANGE(offset_high, g->constraints.data[3].offset = 513)
CHANGE(offset_low, g->constraints.data[3].offset = -513)
CHANGE(constraint_cause, g->constraints.data[3].cause = 0)
CHANGE(fact_kind, g->facts.data[0].kind = ESC_FACT_COUNT)
CHANGE(fact_function, g->facts.data[0].function = 2)
CHANGE(fact_loc, g->facts.data[0].loc = ESC_NONE)
CHANGE(fact_must, g->facts.data[0].must = 0)
CHANGE(fact_must_beyond, g->facts.data[0].must = 4)
CHANGE(fact_cause, g->facts.data[0].cause = 0)
CHANGE(call_function, g->calls.data[0].function = 2)
CHANGE(call_kind, g->calls.data[0].kind = ESC_CALL_RESOLVED + 1)
CHANGE(call_pointer, g->calls.data[0].kind = ESC_CALL_INDIRECT;
       g->calls.data[0].pointer = ESC_NONE)
CHANGE(call_resolved, g->calls.data[0].resolved = 0)
CHANGE(args_beyond, g->calls.data[0].arg_count = UINT32_MAX)
CHANGE(call_results_beyond, g->calls.data[0].first_result = 9)
CHANGE(arg_no_loc, g->locs_of_calls.data[g->calls.data[0].first_arg] = 4)
CHANGE(call_result_no_loc,
       g->locs_of_calls.data[g->calls.data[0].first_result] = 4)

static void graphs_keep_their_rules(void) {
  const char *placeholders =
      "each pointer parameter has one placeholder, in their order";
  const char *pointed =
      "each pointer parameter points to its placeholder, in their order";
  BREAKS("the flags of a function are known", 1, function_flag);
  BREAKS("the parameters of a function are within the lists", 1, params_beyond);
  BREAKS("the parameters of a function are within the lists", 1, params_wrap);
  BREAKS("the results of a function are within the lists", 0, results_beyond);
  BREAKS("a parameter is a location or none", 0, param_no_loc);
  BREAKS("a result is a location or none", 0, result_no_loc);
  BREAKS("the kind of an object is known", 2, object_kind);
  BREAKS("an object belongs to a function", 2, object_function);
  BREAKS("only a site or a fresh object has flags", 2, flag_of_alloca);
  BREAKS("only a site or a fresh object has flags", 2, sizes_of_alloca);
  const char *sizes = "the percentages of sizes ascend to at most 100";
  BREAKS(sizes, 2, sizes_too_many);
  BREAKS(sizes, 2, sizes_descend);
  BREAKS(sizes, 2, sizes_beyond);
  BREAKS("only a placeholder has a level", 2, level_of_site);
  BREAKS("a placeholder of a graph has level 1", 0, level_two);
  BREAKS("a placeholder belongs to a pointer parameter", 0, param_number);
  BREAKS("a placeholder belongs to a pointer parameter", 0, param_no_pointer);
  BREAKS(placeholders, 0, two_placeholders);
  BREAKS(placeholders, 1, other_function);
  BREAKS(placeholders, 0, no_placeholder);
  BREAKS(pointed, 0, not_pointed_to);
  BREAKS(pointed, 1, last_not_pointed_to);
  BREAKS("the kind of a constraint is known", 2, constraint_kind);
  BREAKS("what holds something from the beginning is a constant", 2,
         hold_of_site);
  BREAKS("what holds something from the beginning is a constant", 2,
         hold_beyond);
  BREAKS("the sink of a constraint is known", 5, constraint_sink);
  BREAKS("the destination of a constraint is a location", 4, constraint_dst);
  BREAKS("the source of an address-of is an object", 2, constraint_object);
  BREAKS("the source of a constraint is a location", 3, constraint_src);
  BREAKS("the offset of a constraint is within the bounds or any", 3,
         offset_high);
  BREAKS("the offset of a constraint is within the bounds or any", 3,
         offset_low);
  BREAKS("the cause of a constraint is a cause or none", 3, constraint_cause);
  BREAKS("the kind of a fact is known", 0, fact_kind);
  BREAKS("a fact belongs to a function", 0, fact_function);
  BREAKS("a fact is about a location", 0, fact_loc);
  BREAKS("what a fact must be about is a site or none", 0, fact_must);
  BREAKS("what a fact must be about is a site or none", 0, fact_must_beyond);
  BREAKS("the cause of a fact is a cause or none", 0, fact_cause);
  BREAKS("a call belongs to a function", 0, call_function);
  BREAKS("the kind of a call is known", 0, call_kind);
  BREAKS("an indirect call is through a location", 0, call_pointer);
  BREAKS("what an indirect call was resolved to is a call", 0, call_resolved);
  BREAKS("the arguments of a call are within the lists", 0, args_beyond);
  BREAKS("the results of a call are within the lists", 0, call_results_beyond);
  BREAKS("an argument is a location or none", 0, arg_no_loc);
  BREAKS("a result of a call is a location or none", 0, call_result_no_loc);
}

static void a_spare_placeholder_is_seen(void) {
  esc_graph_t graph;
  esc_check_error_t error;
  build(&graph);
  esc_object_t spare = graph.objects.data[3];
  esc_graph_add_object(&graph, &spare);
  CHECK(esc_graph_check(&graph, &error) == ESC_BAD_INPUT);
  CHECK_UINT(error.index, 4);
  esc_graph_free(&graph);
}

static void failed_graphs_say_so(void) {
  esc_graph_t graph;
  esc_check_error_t error;
  build(&graph);
  graph.status = ESC_NO_MEMORY;
  CHECK(esc_graph_check(&graph, &error) == ESC_NO_MEMORY);
  CHECK_STRING(error.rule, "the graph was built without failure");
  esc_graph_free(&graph);
}

static void build_skeleton(esc_skeleton_t *skeleton) {
  esc_loc_t args[] = {0, 1};
  esc_skeleton_init(skeleton, esc_allocator_libc());
  esc_event_t site = {.kind = ESC_EVENT_SITE, .object = 2, .maker = ESC_NONE};
  esc_event_t release = {.kind = ESC_EVENT_FREE,
                         .object = 2,
                         .maker = ESC_NONE,
                         .arg_count = 1};
  esc_event_t call = {.kind = ESC_EVENT_CALL,
                      .flags = ESC_EVENT_MUSTTAIL,
                      .object = ESC_NONE,
                      .maker = ESC_NONE,
                      .arg_count = 2};
  esc_event_t end = {
      .kind = ESC_EVENT_RETURN, .object = ESC_NONE, .maker = ESC_NONE};
  esc_skeleton_add_block(skeleton);
  esc_skeleton_add_event(skeleton, &site, NULL);
  esc_skeleton_add_event(skeleton, &release, args);
  esc_skeleton_add_successor(skeleton, 1);
  esc_skeleton_add_block(skeleton);
  esc_skeleton_add_event(skeleton, &call, args);
  esc_skeleton_add_event(skeleton, &end, NULL);
}

#define BREAKS_SKELETON(said, at, change)                                      \
  do {                                                                         \
    esc_skeleton_t s;                                                          \
    esc_check_error_t error;                                                   \
    build_skeleton(&s);                                                        \
    CHECK(esc_skeleton_check(&s, &graph, &error) == ESC_OK);                   \
    change;                                                                    \
    CHECK(esc_skeleton_check(&s, &graph, &error) == ESC_BAD_INPUT);            \
    CHECK_STRING(error.rule, said);                                            \
    CHECK_UINT(error.index, at);                                               \
    esc_skeleton_free(&s);                                                     \
  } while (0)

static void skeletons_keep_their_rules(void) {
  const char *events = "each event belongs to one block, in order";
  const char *edges = "each edge belongs to one block, in order";
  esc_graph_t graph;
  build(&graph);
  BREAKS_SKELETON("a skeleton belongs to a function", 2, s.function = 2);
  BREAKS_SKELETON("a skeleton has an entry block", 0, s.blocks.count = 0);
  BREAKS_SKELETON(events, 1, s.blocks.data[1].first_event = 1);
  BREAKS_SKELETON(events, 1, s.blocks.data[1].event_count = 3);
  BREAKS_SKELETON(events, 3, s.blocks.data[1].event_count = 1);
  BREAKS_SKELETON(edges, 1, s.blocks.data[1].successor_count = 1);
  BREAKS_SKELETON(edges, 0, s.blocks.data[0].first_successor = 1);
  BREAKS_SKELETON("a successor is a block", 0, s.successors.data[0] = 2);
  BREAKS_SKELETON("the kind of an event is known", 1,
                  s.events.data[1].kind = ESC_EVENT_COUNT);
  BREAKS_SKELETON("the flags of an event are known", 2,
                  s.events.data[2].flags = 16);
  BREAKS_SKELETON("only a call has flags and arguments", 3,
                  s.events.data[3].flags = 1);
  BREAKS_SKELETON("the arguments of an event are within the list", 2,
                  s.events.data[2].arg_count = 3);
  BREAKS_SKELETON("only a call has flags and arguments", 3,
                  s.events.data[3].arg_count = 1);
  BREAKS_SKELETON("an argument of an event is a location", 2,
                  s.args.data[2] = ESC_NONE);
  BREAKS_SKELETON("a site names its object, a null or pass event its pointer", 0,
                  s.events.data[0].object = ESC_NONE);
  BREAKS_SKELETON("only a site, a free, a null, a pass or a give names an object", 2,
                  s.events.data[2].object = 2);
  BREAKS_SKELETON("only a free, a null, a pass or a give names a pointer", 2,
                  s.events.data[2].maker = 5);
  BREAKS_SKELETON("only a free, a null, a pass or a give names a pointer", 2,
                  s.events.data[2].name = 1);
  BREAKS_SKELETON("an event names one pointer", 1, s.events.data[1].maker = 5);
  BREAKS_SKELETON("an event names one pointer", 1, s.events.data[1].name = 5);
  BREAKS_SKELETON("a name is at most ESC_NAMES_MAX", 1,
                  s.events.data[1].object = ESC_NONE;
                  s.events.data[1].name = ESC_NAMES_MAX + 1);
  BREAKS_SKELETON("a give gives a name, and nothing else does", 1,
                  s.events.data[1].given = 1);
  BREAKS_SKELETON("only a pass has an operand", 1,
                  s.events.data[1].operand = 1);
  BREAKS_SKELETON("the object of an event is an object", 0,
                  s.events.data[0].object = 4);
  BREAKS_SKELETON(
      "the object of an event is a site, fresh object or parameter of the "
      "function", 0,
      s.events.data[0].object = 0);
  BREAKS_SKELETON(
      "the object of an event is a site, fresh object or parameter of the "
      "function", 0,
      s.function = 1);
  esc_skeleton_t failed;
  esc_check_error_t error;
  build_skeleton(&failed);
  failed.status = ESC_NO_MEMORY;
  CHECK(esc_skeleton_check(&failed, &graph, &error) == ESC_NO_MEMORY);
  esc_skeleton_free(&failed);
  esc_graph_free(&graph);
}

static void random_graphs_pass(void) {
  static const shape_t shape = {4, 4, 4, 6, 12, 4, 4};
  for (uint64_t seed = 0; seed < 500; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_skeleton_t skeleton;
    esc_check_error_t error;
    esc_graph_init(&graph, esc_allocator_libc());
    esc_skeleton_init(&skeleton, esc_allocator_libc());
    random_graph(&rng, &shape, &graph);
    random_skeleton(&rng, &graph, 0, &skeleton);
    CHECK(esc_graph_check(&graph, &error) == ESC_OK);
    CHECK(esc_skeleton_check(&skeleton, &graph, &error) == ESC_OK);
    esc_skeleton_free(&skeleton);
    esc_graph_free(&graph);
  }
}

int main(void) {
  graphs_keep_their_rules();
  a_spare_placeholder_is_seen();
  failed_graphs_say_so();
  skeletons_keep_their_rules();
  random_graphs_pass();
  return checks_finish();
}
