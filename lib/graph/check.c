/* The structural checker. See check.h. One function for each kind of element;
 * each returns the rule it breaks, or NULL. */
#include "graph/check.h"

#define FUNCTION_FLAGS (2u * ESC_FUNCTION_CALLED_ONCE - 1)
#define EVENT_FLAGS (2u * ESC_EVENT_MAY_JUMP - 1)

static bool is_loc(const esc_graph_t *graph, esc_loc_t loc) {
  return loc < graph->loc_count;
}

static bool is_offset(int32_t offset) {
  return offset == ESC_ANY_OFFSET ||
         (offset >= ESC_OFFSET_MIN && offset <= ESC_OFFSET_MAX);
}

static bool is_cause(const esc_graph_t *graph, uint32_t cause) {
  return cause == ESC_NONE || cause < graph->causes.count;
}

/* A run of `count` elements from `first` on within `limit`. */
static bool is_range(uint32_t first, uint32_t count, uint32_t limit) {
  return first <= limit && count <= limit - first;
}

static bool are_locs_or_none(const esc_graph_t *graph, uint32_t first,
                             uint32_t count) {
  for (uint32_t i = first; i < first + count; ++i) {
    esc_loc_t loc = graph->locs_of_calls.data[i];
    if (loc != ESC_NONE && !is_loc(graph, loc))
      return false;
  }
  return true;
}

static const char *check_function(const esc_graph_t *graph,
                                  const esc_function_t *function) {
  uint32_t limit = graph->locs_of_calls.count;
  if (function->flags & ~FUNCTION_FLAGS)
    return "the flags of a function are known";
  if (!is_range(function->first_param, function->param_count, limit))
    return "the parameters of a function are within the lists";
  if (!is_range(function->first_result, function->result_count, limit))
    return "the results of a function are within the lists";
  if (!are_locs_or_none(graph, function->first_param, function->param_count))
    return "a parameter is a location or none";
  if (!are_locs_or_none(graph, function->first_result, function->result_count))
    return "a result is a location or none";
  return NULL;
}

static bool is_ascending(const esc_seen_sizes_t *seen) {
  if (seen->count > ESC_SIZE_CLASSES)
    return false;
  for (uint32_t i = 0; i < seen->count; ++i)
    if (seen->percent[i] > 100 ||
        (i && seen->percent[i] < seen->percent[i - 1]))
      return false;
  return true;
}

static const char *check_object(const esc_graph_t *graph,
                                const esc_object_t *object) {
  if (object->kind > ESC_OBJECT_PLACEHOLDER)
    return "the kind of an object is known";
  if (object->function >= graph->functions.count)
    return "an object belongs to a function";
  if (object->kind != ESC_OBJECT_SITE && object->kind != ESC_OBJECT_FRESH &&
      (object->site_flags || object->seen.count))
    return "only a site or a fresh object has flags";
  if (!is_ascending(&object->seen))
    return "the percentages of sizes ascend to at most 100";
  if (object->kind != ESC_OBJECT_PLACEHOLDER)
    return object->level ? "only a placeholder has a level" : NULL;
  const esc_function_t *function = &graph->functions.data[object->function];
  if (object->level != 1)
    return "a placeholder of a graph has level 1";
  if (object->param >= function->param_count ||
      graph->locs_of_calls.data[function->first_param + object->param] ==
          ESC_NONE)
    return "a placeholder belongs to a pointer parameter";
  return NULL;
}

static const char *check_constraint(const esc_graph_t *graph,
                                    const esc_constraint_t *c) {
  if (c->kind > ESC_HOLD)
    return "the kind of a constraint is known";
  if (c->sink > ESC_SINK_UNMODELLED)
    return "the sink of a constraint is known";
  if (c->kind == ESC_HOLD) {
    if (c->dst >= graph->objects.count ||
        !esc_is_constant_kind(graph->objects.data[c->dst].kind))
      return "what holds something from the beginning is a constant";
  } else if (c->kind != ESC_ESCAPE && c->kind != ESC_EXPOSE &&
             !is_loc(graph, c->dst)) {
    return "the destination of a constraint is a location";
  }
  if (c->kind == ESC_ADDR_OF) {
    if (c->src >= graph->objects.count)
      return "the source of an address-of is an object";
  } else if (c->kind != ESC_UNKNOWN && c->kind != ESC_CLOBBER &&
             !is_loc(graph, c->src)) {
    return "the source of a constraint is a location";
  }
  if (!is_offset(c->offset))
    return "the offset of a constraint is within the bounds or any";
  if (!is_cause(graph, c->cause))
    return "the cause of a constraint is a cause or none";
  return NULL;
}

static const char *check_fact(const esc_graph_t *graph,
                              const esc_fact_t *fact) {
  if (fact->kind >= ESC_FACT_COUNT)
    return "the kind of a fact is known";
  if (fact->function >= graph->functions.count)
    return "a fact belongs to a function";
  if (!is_loc(graph, fact->loc))
    return "a fact is about a location";
  if (fact->must != ESC_NONE &&
      (fact->must >= graph->objects.count ||
       graph->objects.data[fact->must].kind != ESC_OBJECT_SITE))
    return "what a fact must be about is a site or none";
  if (!is_cause(graph, fact->cause))
    return "the cause of a fact is a cause or none";
  return NULL;
}

static const char *check_call(const esc_graph_t *graph,
                              const esc_call_t *call) {
  uint32_t limit = graph->locs_of_calls.count;
  if (call->function >= graph->functions.count)
    return "a call belongs to a function";
  if (call->kind > ESC_CALL_RESOLVED)
    return "the kind of a call is known";
  if (call->kind == ESC_CALL_INDIRECT && !is_loc(graph, call->pointer))
    return "an indirect call is through a location";
  if (call->resolved != ESC_NONE &&
      (call->kind == ESC_CALL_DIRECT || call->resolved >= graph->calls.count ||
       graph->calls.data[call->resolved].kind != ESC_CALL_RESOLVED))
    return "what an indirect call was resolved to is a call";
  if (!is_range(call->first_arg, call->arg_count, limit))
    return "the arguments of a call are within the lists";
  if (!is_range(call->first_result, call->result_count, limit))
    return "the results of a call are within the lists";
  if (!are_locs_or_none(graph, call->first_arg, call->arg_count))
    return "an argument is a location or none";
  if (!are_locs_or_none(graph, call->first_result, call->result_count))
    return "a result of a call is a location or none";
  return NULL;
}

/* The next placeholder at or after `object`, or the number of objects. */
static esc_obj_t next_placeholder(const esc_graph_t *graph, esc_obj_t object) {
  while (object < graph->objects.count &&
         graph->objects.data[object].kind != ESC_OBJECT_PLACEHOLDER)
    ++object;
  return object;
}

/* Placeholders, and the constraints that make parameters point to them, stand
 * in the order of functions and parameters. So one walk finds that each
 * pointer parameter has exactly one. */
static const char *check_placeholders(const esc_graph_t *graph,
                                      uint32_t *index) {
  esc_obj_t object = next_placeholder(graph, 0);
  uint32_t constraint = 0;
  for (uint32_t i = 0; i < graph->functions.count; ++i) {
    const esc_function_t *function = &graph->functions.data[i];
    for (uint32_t j = 0; j < function->param_count; ++j) {
      esc_loc_t loc = graph->locs_of_calls.data[function->first_param + j];
      if (loc == ESC_NONE)
        continue;
      *index = i;
      if (object == graph->objects.count ||
          graph->objects.data[object].function != i ||
          graph->objects.data[object].param != j)
        return "each pointer parameter has one placeholder, in their order";
      for (;; ++constraint) {
        if (constraint == graph->constraints.count)
          return "each pointer parameter points to its placeholder, in their "
                 "order";
        const esc_constraint_t *c = &graph->constraints.data[constraint];
        if (c->kind == ESC_ADDR_OF && c->dst == loc && c->src == object &&
            c->offset == 0)
          break;
      }
      object = next_placeholder(graph, object + 1);
    }
  }
  *index = object;
  return object == graph->objects.count
             ? NULL
             : "each pointer parameter has one placeholder, in their order";
}

/* Runs `check` over an array; returns the rule broken, or NULL. */
#define CHECK_ALL(graph, array, check, rule, index)                            \
  for (uint32_t i_ = 0; i_ < (graph)->array.count && !(rule); ++i_) {          \
    (rule) = check((graph), &(graph)->array.data[i_]);                         \
    (index) = i_;                                                              \
  }

static esc_status_t report(esc_check_error_t *error, const char *rule,
                           uint32_t index) {
  error->rule = rule ? rule : "";
  error->index = rule ? index : 0;
  return rule ? ESC_BAD_INPUT : ESC_OK;
}

esc_status_t esc_graph_check(const esc_graph_t *graph,
                             esc_check_error_t *error) {
  const char *rule = NULL;
  uint32_t index = 0;
  report(error, NULL, 0);
  if (graph->status != ESC_OK) {
    error->rule = "the graph was built without failure";
    return graph->status;
  }
  CHECK_ALL(graph, functions, check_function, rule, index)
  CHECK_ALL(graph, objects, check_object, rule, index)
  CHECK_ALL(graph, constraints, check_constraint, rule, index)
  CHECK_ALL(graph, facts, check_fact, rule, index)
  CHECK_ALL(graph, calls, check_call, rule, index)
  if (!rule)
    rule = check_placeholders(graph, &index);
  return report(error, rule, index);
}

static const char *check_event(const esc_skeleton_t *skeleton,
                               const esc_graph_t *graph,
                               const esc_event_t *event) {
  if (event->kind >= ESC_EVENT_COUNT)
    return "the kind of an event is known";
  if (event->flags & ~EVENT_FLAGS)
    return "the flags of an event are known";
  bool is_call = event->kind == ESC_EVENT_SITE ||
                 event->kind == ESC_EVENT_FREE || event->kind == ESC_EVENT_CALL;
  if (!is_call && (event->flags || event->arg_count))
    return "only a call has flags and arguments";
  if (!is_range(event->first_arg, event->arg_count, skeleton->args.count))
    return "the arguments of an event are within the list";
  for (uint32_t i = 0; i < event->arg_count; ++i)
    if (!is_loc(graph, skeleton->args.data[event->first_arg + i]))
      return "an argument of an event is a location";
  bool names = event->kind == ESC_EVENT_FREE || event->kind == ESC_EVENT_NULL ||
               event->kind == ESC_EVENT_PASS || event->kind == ESC_EVENT_GIVE;
  if ((event->maker != ESC_NONE || event->name) && !names)
    return "only a free, a null, a pass or a give names a pointer";
  if ((event->maker != ESC_NONE) + (event->object != ESC_NONE) +
          (event->name != 0) >
      1)
    return "an event names one pointer";
  if (event->name > ESC_NAMES_MAX || event->given > ESC_NAMES_MAX)
    return "a name is at most ESC_NAMES_MAX";
  if ((event->given != 0) != (event->kind == ESC_EVENT_GIVE))
    return "a give gives a name, and nothing else does";
  if (event->operand && event->kind != ESC_EVENT_PASS)
    return "only a pass has an operand";
  if (event->object == ESC_NONE)
    return event->kind == ESC_EVENT_SITE ||
                   (event->maker == ESC_NONE && event->name == 0 &&
                    (event->kind == ESC_EVENT_NULL ||
                     event->kind == ESC_EVENT_PASS))
               ? "a site names its object, a null or pass event its pointer"
               : NULL;
  if (event->kind != ESC_EVENT_SITE && !names)
    return "only a site, a free, a null, a pass or a give names an object";
  if (event->object >= graph->objects.count)
    return "the object of an event is an object";
  const esc_object_t *object = &graph->objects.data[event->object];
  bool is_pointer = object->kind == ESC_OBJECT_PLACEHOLDER && names;
  if ((object->kind != ESC_OBJECT_SITE && object->kind != ESC_OBJECT_FRESH &&
       !is_pointer) ||
      object->function != skeleton->function)
    return "the object of an event is a site, fresh object or parameter of the "
           "function";
  return NULL;
}

esc_status_t esc_skeleton_check(const esc_skeleton_t *skeleton,
                                const esc_graph_t *graph,
                                esc_check_error_t *error) {
  report(error, NULL, 0);
  if (skeleton->status != ESC_OK) {
    error->rule = "the skeleton was built without failure";
    return skeleton->status;
  }
  if (skeleton->function >= graph->functions.count)
    return report(error, "a skeleton belongs to a function",
                  skeleton->function);
  if (skeleton->blocks.count == 0)
    return report(error, "a skeleton has an entry block", 0);
  uint32_t event = 0, successor = 0;
  for (uint32_t i = 0; i < skeleton->blocks.count; ++i) {
    const esc_block_t *block = &skeleton->blocks.data[i];
    if (block->first_event != event ||
        !is_range(event, block->event_count, skeleton->events.count))
      return report(error, "each event belongs to one block, in order", i);
    if (block->first_successor != successor ||
        !is_range(successor, block->successor_count,
                  skeleton->successors.count))
      return report(error, "each edge belongs to one block, in order", i);
    event += block->event_count;
    successor += block->successor_count;
  }
  if (event != skeleton->events.count)
    return report(error, "each event belongs to one block, in order", event);
  if (successor != skeleton->successors.count)
    return report(error, "each edge belongs to one block, in order", successor);
  for (uint32_t i = 0; i < skeleton->successors.count; ++i)
    if (skeleton->successors.data[i] >= skeleton->blocks.count)
      return report(error, "a successor is a block", i);
  for (uint32_t i = 0; i < skeleton->events.count; ++i) {
    const char *rule = check_event(skeleton, graph, &skeleton->events.data[i]);
    if (rule)
      return report(error, rule, i);
  }
  return ESC_OK;
}
