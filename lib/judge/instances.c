/* See instances.h.
 *
 * An instance ends at a free of the pointer that it certainly is; on an edge
 * that is taken only if that pointer is null, since then it was not made; and
 * behind a call whose callee certainly frees it. What a callee made ends by the
 * pointer that the call returned, if nothing else leads to it: if that is null,
 * the object was not made, or nobody can reach it any more.
 *
 * A walk goes over states: a block, and which names certainly are this
 * instance's pointer there. At first that is the value that made it, until it
 * is made again; a name that is given on the way is one if what it is given is.
 * Fewer names end it at fewer places, so a state with more than one seen before
 * brings nothing new. */
#include "judge/instances.h"

#include <string.h>

/* States of a walk for each block, and for all; beyond that the answer is that
 * there is such a path. */
#define STATES_PER_BLOCK 8
#define STATES_AT_LEAST 64

typedef struct walk {
  const esc_graph_t *graph;
  esc_obj_t object;
  esc_origin_t maker; /* the call that returned it, or ESC_NONE */
  bool keeps_names;   /* never forgets one: without ESC_GUARD_NAME */
} walk_t;

/* Which names are this instance's pointer: bit n for name n, bit 0 for the
 * value that made it. */
typedef uint64_t names_t;

typedef struct state {
  uint32_t block;
  names_t names; /* where the block begins */
} state_t;

static walk_t walk_of(const esc_graph_t *graph, esc_obj_t object) {
  walk_t walk = {graph, object, ESC_NONE, false};
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

/* Whether the pointer that the event names is certainly this instance's. */
static bool is_it(const walk_t *walk, const esc_event_t *event, names_t names) {
  bool is_value = event->object == walk->object ||
                  (walk->maker != ESC_NONE && event->maker == walk->maker);
  return (is_value && (names & 1)) ||
         (event->name && (names >> event->name & 1));
}

/* Where this instance is dead, or was never made. */
static bool ends(const walk_t *walk, const esc_event_t *event, names_t names) {
  return is_it(walk, event, names) &&
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

typedef bool (*is_goal_t)(const walk_t *walk, const esc_event_t *event);

static bool leaks(const walk_t *walk, const esc_event_t *event) {
  (void)walk;
  return esc_flow_is_exit(event) || (event->flags & ESC_EVENT_MAY_JUMP);
}

static bool is_remade(const walk_t *walk, const esc_event_t *event) {
  return makes(walk->graph, walk->object, event);
}

static bool is_left_over(const walk_t *walk, const esc_event_t *event) {
  (void)walk;
  return event->kind == ESC_EVENT_RETURN;
}

/* The first thing met in the events [from, end). Changes *names to those that
 * hold behind them. */
static esc_meeting_t walk_block(const walk_t *walk,
                                const esc_skeleton_t *skeleton, uint32_t from,
                                uint32_t end, is_goal_t is_goal,
                                names_t *names) {
  for (uint32_t i = from; i < end; ++i) {
    const esc_event_t *event = &skeleton->events.data[i];
    if (event->kind == ESC_EVENT_GIVE) {
      names_t before = *names; /* of the whole run */
      for (; i < end && skeleton->events.data[i].kind == ESC_EVENT_GIVE; ++i) {
        const esc_event_t *give = &skeleton->events.data[i];
        names_t bit = (names_t)1 << give->given;
        if (is_it(walk, give, before))
          *names |= bit;
        else if (!walk->keeps_names)
          *names &= ~bit;
      }
      --i;
      continue;
    }
    if (ends(walk, event, *names))
      return ESC_MEETS_WALL;
    if (is_goal(walk, event))
      return ESC_MEETS_GOAL;
    if (makes(walk->graph, walk->object, event) && !walk->keeps_names)
      *names &= ~(names_t)1;
  }
  return ESC_MEETS_NOTHING;
}

/* Whether a path from event `from` of `block` meets a goal before it ends. */
static esc_status_t find_path(const walk_t *walk, const esc_flow_t *flow,
                              uint32_t block, uint32_t from, is_goal_t is_goal,
                              bool *found) {
  const esc_skeleton_t *skeleton = flow->skeleton;
  const esc_allocator_t *allocator = skeleton->allocator;
  uint32_t count = skeleton->blocks.count;
  uint32_t most = STATES_AT_LEAST + STATES_PER_BLOCK * count;
  ESC_ARRAY(state_t) states = {0};
  ESC_ARRAY(uint32_t) next = {0};  /* by state: another of its block */
  ESC_ARRAY(uint32_t) first = {0}; /* by block: a state, or ESC_NONE */
  state_t start = {block, 1};
  *found = false;
  bool ok = esc_array_reserve(allocator, &first, count + 1) &&
            esc_array_push(allocator, &states, start) &&
            esc_array_push(allocator, &next, ESC_NONE);
  if (ok)
    memset(first.data, 0xff, (count + 1) * sizeof *first.data);
  /* The first state is in the middle of its block; a cycle may enter it again
   * from its beginning. Ends: no state twice, and at most `most`. */
  for (uint32_t i = 0; ok && i < states.count && !*found; ++i) {
    const esc_block_t *at = &skeleton->blocks.data[states.data[i].block];
    names_t names = states.data[i].names;
    esc_meeting_t meeting =
        walk_block(walk, skeleton, i == 0 ? from : at->first_event,
                   at->first_event + at->event_count, is_goal, &names);
    *found = meeting == ESC_MEETS_GOAL || states.count > most;
    for (uint32_t j = 0;
         ok && meeting == ESC_MEETS_NOTHING && j < at->successor_count; ++j) {
      state_t to = {skeleton->successors.data[at->first_successor + j], names};
      bool is_known = false;
      for (uint32_t k = first.data[to.block]; k != ESC_NONE && !is_known;
           k = next.data[k])
        is_known = (states.data[k].names & ~names) == 0;
      if (is_known)
        continue;
      ok = esc_array_push(allocator, &states, to) &&
           esc_array_push(allocator, &next, first.data[to.block]);
      if (ok)
        first.data[to.block] = states.count - 1;
    }
  }
  esc_array_free(allocator, &states);
  esc_array_free(allocator, &next);
  esc_array_free(allocator, &first);
  return ok ? ESC_OK : ESC_NO_MEMORY;
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

static esc_status_t find_from_site(const esc_instance_t *instance,
                                   is_goal_t is_goal, bool *found) {
  walk_t walk = walk_of(instance->graph, instance->object);
  walk.keeps_names = instance->keeps_names;
  return find_path(&walk, instance->flow, instance->block, instance->event + 1,
                   is_goal, found);
}

esc_status_t esc_instance_is_remade(const esc_instance_t *instance,
                                    bool *found) {
  return find_from_site(instance, is_remade, found);
}

esc_status_t esc_instance_leaks(const esc_instance_t *instance, bool *found) {
  return find_from_site(instance, leaks, found);
}

esc_status_t esc_instance_is_surely_freed(const esc_graph_t *graph,
                                          const esc_flow_t *flow,
                                          esc_obj_t param, bool *is_freed) {
  walk_t walk = {graph, param, ESC_NONE, false};
  bool found = false;
  esc_status_t status = find_path(&walk, flow, 0, 0, is_left_over, &found);
  *is_freed = status == ESC_OK && !found;
  return status;
}
