/* See instances.h.
 *
 * An instance ends at a free of the pointer that it certainly is; on an edge
 * that is taken only if that pointer is null, since then it was not made; and
 * behind a call whose callee certainly frees it. What a callee made ends by the
 * pointer that the call returned, if nothing else leads to it: if that is null,
 * the object was not made, or nobody can reach it any more. */
#include "judge/instances.h"

typedef struct walk {
  const esc_graph_t *graph;
  esc_obj_t object;
  esc_origin_t maker; /* the call that returned it, or ESC_NONE */
} walk_t;

static walk_t walk_of(const esc_graph_t *graph, esc_obj_t object) {
  walk_t walk = {graph, object, ESC_NONE};
  const esc_object_t *at = &graph->objects.data[object];
  if (at->kind == ESC_OBJECT_FRESH && at->cause < graph->causes.count) {
    const esc_cause_t *cause = &graph->causes.data[at->cause];
    if (!cause->is_fixed &&
        esc_summary_is_result(cause->summary, cause->symbol))
      walk.maker = at->origin;
  }
  return walk;
}

/* Whether the callee of a PASS has freed that argument, unless it is null. */
static bool frees(const esc_graph_t *graph, const esc_event_t *pass) {
  for (uint32_t i = 0; i < graph->facts.count; ++i) {
    const esc_fact_t *fact = &graph->facts.data[i];
    if (fact->kind != ESC_FACT_FREE_IN_CALL || fact->origin != pass->origin ||
        fact->cause == ESC_NONE)
      continue;
    const esc_cause_t *cause = &graph->causes.data[fact->cause];
    const esc_symbol_t *symbol = &cause->summary->symbols.data[cause->symbol];
    if (cause->is_fixed)
      continue; /* perhaps of a function that is not always called */
    if (symbol->is_surely_freed && symbol->param == pass->operand)
      return true;
  }
  return false;
}

/* Where this instance is dead, or was never made. */
static bool ends(const walk_t *walk, const esc_event_t *event) {
  bool is_named = event->object == walk->object ||
                  (walk->maker != ESC_NONE && event->maker == walk->maker);
  return is_named &&
         (event->kind == ESC_EVENT_FREE || event->kind == ESC_EVENT_NULL ||
          (event->kind == ESC_EVENT_PASS && frees(walk->graph, event)));
}

/* Whether `event` makes an instance: the site, or the call. */
static bool makes(const esc_graph_t *graph, esc_obj_t object,
                  const esc_event_t *event) {
  const esc_object_t *at = &graph->objects.data[object];
  return at->kind == ESC_OBJECT_FRESH
             ? event->kind == ESC_EVENT_CALL && event->origin == at->origin
             : event->kind == ESC_EVENT_SITE && event->object == object;
}

static esc_meeting_t leaks(void *walk, const esc_event_t *event) {
  return ends(walk, event) ? ESC_MEETS_WALL
         : esc_flow_is_exit(event) || (event->flags & ESC_EVENT_MAY_JUMP)
             ? ESC_MEETS_GOAL
             : ESC_MEETS_NOTHING;
}

static esc_meeting_t is_remade(void *context, const esc_event_t *event) {
  const walk_t *walk = context;
  return ends(walk, event)                         ? ESC_MEETS_WALL
         : makes(walk->graph, walk->object, event) ? ESC_MEETS_GOAL
                                                   : ESC_MEETS_NOTHING;
}

static esc_meeting_t is_left_over(void *walk, const esc_event_t *event) {
  return ends(walk, event)                 ? ESC_MEETS_WALL
         : event->kind == ESC_EVENT_RETURN ? ESC_MEETS_GOAL
                                           : ESC_MEETS_NOTHING;
}

uint32_t esc_instance_find(const esc_graph_t *graph, const esc_flow_t *flow,
                           esc_obj_t object, uint32_t *block) {
  if (graph->objects.data[object].kind != ESC_OBJECT_FRESH)
    return esc_flow_find_site(flow, object, block);
  for (uint32_t i = 0; i < flow->skeleton->events.count; ++i)
    if (makes(graph, object, &flow->skeleton->events.data[i])) {
      *block = flow->block_of.data[i];
      return i;
    }
  return ESC_NONE;
}

esc_status_t esc_instance_is_remade(const esc_instance_t *instance,
                                    bool *found) {
  walk_t walk = walk_of(instance->graph, instance->object);
  return esc_flow_find_path(instance->flow, instance->block, instance->event,
                            is_remade, &walk, found);
}

esc_status_t esc_instance_leaks(const esc_instance_t *instance, bool *found) {
  walk_t walk = walk_of(instance->graph, instance->object);
  return esc_flow_find_path(instance->flow, instance->block, instance->event,
                            leaks, &walk, found);
}

esc_status_t esc_instance_is_surely_freed(const esc_graph_t *graph,
                                          const esc_flow_t *flow,
                                          esc_obj_t param, bool *is_freed) {
  walk_t walk = {graph, param, ESC_NONE};
  bool found = false;
  /* From in front of the first event: the one behind none. */
  esc_status_t status =
      esc_flow_find_path(flow, 0, ESC_NONE, is_left_over, &walk, &found);
  *is_freed = status == ESC_OK && !found;
  return status;
}
