/* escape-solve: judges the graphs of a text file (docs/efg.md) without LLVM.
 * escape-solve-help.h says how it is used. */
#include "escape-solve-help.h"

#include "base/scc.h"
#include "graph/text.h"
#include "graph/text_words.h"
#include "judge/analysis.h"
#include "judge/parameter.h"
#include "judge/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tool {
  const esc_allocator_t *allocator;
  const char *file_name;
  esc_options_t options;
  bool shows_paths, shows_solution;
  esc_text_file_t file;
  ESC_ARRAY(uint32_t) home; /* by function: the graph with its body, or NONE */
  esc_analysis_t analysis;
  /* The SCC at hand, of one graph of the file or several. */
  esc_graph_t graph;
  ESC_ARRAY(esc_text_name_t) locs, objects;
  ESC_ARRAY(esc_skeleton_t) skeletons; /* renumbered copies */
} tool_t;

static void fail(const char *message) {
  fprintf(stderr, "escape-solve: %s\n", message);
  exit(1);
}

static void require(bool ok) {
  if (!ok)
    fail("out of memory");
}

static void print_name(const tool_t *tool, char sigil, esc_text_name_t name) {
  printf("%c%.*s", sigil, (int)name.length,
         name.length ? tool->file.chars.data + name.start : "");
}

static void print_function(const tool_t *tool, uint32_t id) {
  print_name(tool, '@', tool->file.functions.data[id]);
}

static void print_object(const tool_t *tool, const esc_solution_t *solution,
                         esc_obj_t object) {
  const esc_solved_object_t *solved = &solution->objects.data[object];
  if (solved->level) {
    print_function(tool, tool->graph.functions.data[solved->function].id);
    printf("[%u]", solved->param);
    if (solved->level == 2 && solved->offset == ESC_ANY_OFFSET)
      printf(".?");
    else if (solved->level == 2)
      printf(".%d", solved->offset);
    else if (solved->level == 3)
      printf(".*");
  } else if (object < tool->objects.count) {
    print_name(tool, '#', tool->objects.data[object]);
  } else {
    printf("#call!%u", tool->graph.objects.data[object].origin);
  }
}

/*===-- Reading ----------------------------------------------------------===*/

static void read_file(tool_t *tool) {
  FILE *stream =
      strcmp(tool->file_name, "-") == 0 ? stdin : fopen(tool->file_name, "rb");
  if (!stream) {
    perror(tool->file_name);
    exit(1);
  }
  ESC_ARRAY(char) text = {0};
  size_t size;
  do {
    require(esc_array_reserve(tool->allocator, &text, 1 << 16));
    size = fread(text.data + text.count, 1, 1 << 16, stream);
    text.count += (uint32_t)size;
  } while (size);
  if (stream != stdin)
    fclose(stream);
  esc_text_error_t error;
  esc_status_t status = esc_text_read(tool->allocator, text.data, text.count,
                                      &tool->file, &error);
  require(status != ESC_NO_MEMORY);
  if (status != ESC_OK) {
    fprintf(stderr, "%s:%u:%u: error: %s\n", tool->file_name, error.line,
            error.column, error.message);
    exit(1);
  }
  esc_array_free(tool->allocator, &text);
}

/* Which graph calls into which; the SCCs of that, callees first. */
static void find_components(tool_t *tool, esc_sccs_t *sccs) {
  const esc_text_file_t *file = &tool->file;
  ESC_ARRAY(esc_edge_t) edges = {0};
  esc_rows_t rows = {0};
  for (uint32_t i = 0; i < file->functions.count; ++i)
    require(esc_array_push(tool->allocator, &tool->home, ESC_NONE));
  for (uint32_t i = 0; i < file->graphs.count; ++i) {
    const esc_graph_t *graph = &file->graphs.data[i].graph;
    for (uint32_t j = 0; j < graph->functions.count; ++j)
      tool->home.data[graph->functions.data[j].id] = i;
  }
  for (uint32_t i = 0; i < file->graphs.count; ++i) {
    const esc_graph_t *graph = &file->graphs.data[i].graph;
    for (uint32_t j = 0; j < graph->calls.count; ++j) {
      uint32_t callee = graph->calls.data[j].callee; /* none: indirect */
      esc_edge_t edge = {i, callee < tool->home.count ? tool->home.data[callee]
                                                      : ESC_NONE};
      if (edge.to != ESC_NONE)
        require(esc_array_push(tool->allocator, &edges, edge));
    }
  }
  require(esc_rows_build(tool->allocator, &rows, file->graphs.count, edges.data,
                         edges.count) == ESC_OK);
  esc_digraph_t digraph = {file->graphs.count, rows.first_edge.data,
                           rows.targets.data};
  require(esc_sccs_find(tool->allocator, &digraph, sccs) == ESC_OK);
  esc_rows_free(tool->allocator, &rows);
  esc_array_free(tool->allocator, &edges);
}

/* Appends a skeleton whose function, objects and locations come after what is
 * in the graph already. */
static void add_skeleton(tool_t *tool, const esc_skeleton_t *given) {
  esc_skeleton_t skeleton;
  esc_skeleton_init(&skeleton, tool->allocator);
  skeleton.function = given->function + tool->graph.functions.count;
  for (uint32_t i = 0; i < given->blocks.count; ++i) {
    const esc_block_t *block = &given->blocks.data[i];
    esc_skeleton_add_block(&skeleton);
    for (uint32_t j = 0; j < block->event_count; ++j) {
      esc_event_t event = given->events.data[block->first_event + j];
      if (event.object != ESC_NONE)
        event.object += tool->graph.objects.count;
      const esc_loc_t *args =
          event.arg_count ? given->args.data + event.first_arg : NULL;
      esc_skeleton_add_event(&skeleton, &event, args);
    }
    for (uint32_t j = 0; j < block->successor_count; ++j)
      esc_skeleton_add_successor(
          &skeleton, given->successors.data[block->first_successor + j]);
  }
  require(skeleton.status == ESC_OK);
  for (uint32_t i = 0; i < skeleton.args.count; ++i)
    skeleton.args.data[i] += tool->graph.loc_count;
  require(esc_array_push(tool->allocator, &tool->skeletons, skeleton));
}

static void add_graph(tool_t *tool, const esc_text_graph_t *text) {
  for (uint32_t i = 0; i < text->skeletons.count; ++i)
    add_skeleton(tool, &text->skeletons.data[i]);
  for (uint32_t i = 0; i < text->locs.count; ++i)
    require(esc_array_push(tool->allocator, &tool->locs, text->locs.data[i]));
  for (uint32_t i = 0; i < text->objects.count; ++i)
    require(
        esc_array_push(tool->allocator, &tool->objects, text->objects.data[i]));
  esc_graph_append(&tool->graph, &text->graph);
  tool->graph.is_coarse |= text->graph.is_coarse;
}

/*===-- Printing ---------------------------------------------------------===*/

static void print_content(const tool_t *tool, const esc_solution_t *solution,
                          const esc_content_t *content) {
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *cell = &solution->cells.data[content->targets.data[i]];
    printf(" ");
    print_object(tool, solution, cell->object);
    if (cell->offset == ESC_ANY_OFFSET)
      printf("+?");
    else if (cell->offset)
      printf("%+d", cell->offset);
  }
  printf("%s\n", content->is_external ? " external" : "");
}

static void print_solution(const tool_t *tool, const esc_solution_t *solution) {
  for (uint32_t i = 0; i < tool->locs.count && i < solution->locs.count; ++i) {
    printf("  ");
    print_name(tool, '%', tool->locs.data[i]);
    printf(" ->");
    print_content(tool, solution, &solution->locs.data[i]);
  }
  for (uint32_t i = 0; i < solution->cells.count; ++i) {
    const esc_cell_t *cell = &solution->cells.data[i];
    if (cell->content.targets.count == 0 && !cell->content.is_external &&
        !cell->is_exposed)
      continue;
    printf("  *(");
    print_object(tool, solution, cell->object);
    if (cell->offset == ESC_ANY_OFFSET)
      printf("+?");
    else if (cell->offset)
      printf("%+d", cell->offset);
    printf(")%s ->", cell->is_exposed ? " (exposed)" : "");
    print_content(tool, solution, &cell->content);
  }
  for (uint32_t i = 0; i < solution->objects.count; ++i)
    if (solution->objects.data[i].is_external) {
      printf("  external: ");
      print_object(tool, solution, i);
      printf("\n");
    }
}

static void print_params(const tool_t *tool, uint32_t function) {
  const esc_function_t *at = &tool->graph.functions.data[function];
  const esc_summary_t *summary = esc_analysis_summary(&tool->analysis, at->id);
  for (uint32_t i = 0; summary && i < at->param_count; ++i) {
    if (tool->graph.locs_of_calls.data[at->first_param + i] == ESC_NONE)
      continue;
    esc_param_verdict_t verdict;
    esc_summary_param(summary, i, &verdict);
    bool says = false;
    if (verdict.is_leaking)
      says = printf("  leaking param: %u\n", i) > 0;
    else if (verdict.is_content_leaking)
      says = printf("  leaking param content: %u\n", i) > 0;
    for (uint32_t j = 0; j < verdict.result_count && !verdict.is_leaking; ++j)
      if (verdict.result_level[j] >= 0)
        says = printf("  leaking param: %u to result %u level=%d\n", i, j,
                      verdict.result_level[j]) > 0;
    for (uint32_t j = 0; j < at->param_count && !verdict.is_leaking; ++j)
      if (j != i && esc_summary_param_stored_into(summary, i, j))
        says = printf("  leaking param: %u to content of param %u\n", i, j) > 0;
    if (verdict.is_in_fresh && !verdict.is_leaking)
      says = printf("  leaking param: %u to an object made here\n", i) > 0;
    for (uint32_t j = 0; j < 2 * at->param_count && !verdict.is_leaking; ++j)
      if (esc_summary_param_passed(summary, i, 1 + j % 2, j / 2))
        says = printf("  leaking param%s: %u to call of param %u\n",
                      j % 2 ? " content" : "", i, j / 2) > 0;
    if (!says)
      printf("  param does not escape: %u\n", i);
  }
}

static void print_hop(const esc_hop_t *hop) {
  static const char *const kinds[] = {"start",  "assign",   "load",
                                      "store",  "memcpy",   "sink",
                                      "return", "to caller"};
  printf("      %*s%s", 2 * hop->depth, "", kinds[hop->kind]);
  if (hop->kind == ESC_HOP_SINK)
    printf(" %s", esc_words_find(esc_words_sink, hop->sink));
  if (hop->kind >= ESC_HOP_SINK)
    printf(" operand=%u", hop->operand);
  printf(" !%u\n", hop->origin);
}

static void print_paths(const tool_t *tool, esc_run_t *run,
                        const esc_verdict_t *verdict) {
  esc_paths_t paths = {0};
  uint32_t function = tool->graph.objects.data[verdict->object].function;
  uint64_t max_paths = tool->options.max_paths;
  require(
      esc_paths_find(&run->finder, verdict->object, function,
                     max_paths < UINT32_MAX ? (uint32_t)max_paths : UINT32_MAX,
                     &paths) == ESC_OK);
  for (uint32_t i = 0; i < paths.paths.count; ++i) {
    printf("    flow:\n");
    for (uint32_t j = 0; j < paths.paths.data[i].hop_count; ++j)
      print_hop(&paths.hops.data[paths.paths.data[i].first_hop + j]);
  }
  if (paths.more)
    printf("    and %u more\n", paths.more);
  esc_paths_free(tool->allocator, &paths);
}

static void print_verdict(const tool_t *tool, esc_run_t *run,
                          const esc_verdict_t *verdict) {
  static const char *const lifetimes[] = {"does not escape",
                                          "outlives its function", "escapes",
                                          "is not known to end"};
  printf("  ");
  print_object(tool, &run->solution, verdict->object);
  printf(" !%u %s%s; ", tool->graph.objects.data[verdict->object].origin,
         lifetimes[verdict->lifetime],
         verdict->is_on_some_path ? " on some path" : "");
  if (verdict->reason == ESC_REASON_NONE) {
    printf("promoted, %u frees dropped", verdict->drop_count);
    if (verdict->guard_count)
      printf(", %u guarded", verdict->guard_count);
    printf("\n");
    return;
  }
  const esc_reason_text_t *text =
      esc_reason_text((esc_reason_t)verdict->reason);
  printf("kept: %s (%s)", text->name, text->text);
  if (verdict->evidence != ESC_NONE)
    printf(" !%u", verdict->evidence);
  printf("\n");
  if (tool->shows_paths && (verdict->lifetime == ESC_LIFETIME_CALLER ||
                            verdict->lifetime == ESC_LIFETIME_EXTERNAL))
    print_paths(tool, run, verdict);
}

/* `@f.0 (#a, #b)`: which specialisation of which function, and the slots. */
static void print_specialise(const tool_t *tool, const esc_run_t *run,
                             const esc_step_t *step) {
  const esc_frames_t *frames = &tool->analysis.frames;
  printf(" ");
  print_function(tool,
                 frames->specialisations.data[step->specialisation].function);
  printf(".%u (", step->specialisation);
  for (uint32_t i = 0; i < step->storage_count; ++i) {
    printf("%s", i ? ", " : "");
    uint32_t storage = run->judgement.storages.data[step->first_storage + i];
    if (storage & ESC_STORAGE_POOL)
      printf("pool=%u", storage & ~ESC_STORAGE_POOL);
    else
      print_object(tool, &run->solution, storage);
  }
  printf(")");
}

static void print_action(const esc_frames_t *frames,
                         const esc_action_t *action) {
  static const char *const kinds[] = {"answer-size", "slot",       "sized-slot",
                                      "drop-free",   "guard-free", "pop",
                                      "push-free",   "realloc",    "call"};
  printf("  action: %s", kinds[action->kind]);
  if (action->kind == ESC_ACTION_CALL)
    printf(" .%u", action->specialisation);
  for (uint32_t k = 0; k < action->storage_count; ++k)
    printf(" %u", frames->storages.data[action->first_storage + k]);
  if (action->kind != ESC_ACTION_CALL && action->kind != ESC_ACTION_DROP_FREE)
    printf(" %u", action->storage);
  if (action->size)
    printf(" size=%llu", (unsigned long long)action->size);
  printf("%s !%u\n", action->flags & ESC_STEP_IN_PLACE ? " in-place" : "",
         action->origin);
}

/* The specialisations from `first` on. */
static void print_specialisations(const tool_t *tool, uint32_t first) {
  const esc_frames_t *frames = &tool->analysis.frames;
  for (uint32_t i = first; i < frames->specialisations.count; ++i) {
    const esc_specialisation_t *made = &frames->specialisations.data[i];
    print_function(tool, made->function);
    printf(".%u: %u storages\n", i, made->storage_count);
    for (uint32_t j = 0; j < made->action_count; ++j)
      print_action(frames, &frames->actions.data[made->first_action + j]);
  }
}

static void print_step(const tool_t *tool, const esc_run_t *run,
                       const esc_step_t *step) {
  static const char *const kinds[] = {
      "answer-size", "slot",        "sized-slot", "drop-free", "guard-free",
      "realloc",     "drop-scopes", "clear-tail", "pool",      "pop",
      "push-free",   "owned-slot",  "specialise"};
  printf("  step: %s", kinds[step->kind]);
  if (step->object != ESC_NONE) {
    printf(" ");
    print_object(tool, &run->solution, step->object);
  }
  if (step->pool != ESC_NONE)
    printf(" pool=%u", step->pool);
  if (step->kind == ESC_STEP_SPECIALISE)
    print_specialise(tool, run, step);
  if (step->kind == ESC_STEP_SLOT || step->kind == ESC_STEP_SIZED_SLOT ||
      step->kind == ESC_STEP_POOL || step->kind == ESC_STEP_OWNED_SLOT)
    printf(" size=%llu align=%u", (unsigned long long)step->size, step->align);
  if (step->kind == ESC_STEP_POOL)
    printf(" count=%u", step->count);
  printf("%s%s !%u\n", step->flags & ESC_STEP_ZERO ? " zero" : "",
         step->flags & ESC_STEP_END_LIFETIME ? " end-lifetime" : "",
         step->origin);
}

/*===-- One SCC ----------------------------------------------------------===*/

static void judge_component(tool_t *tool) {
  ESC_ARRAY(const esc_skeleton_t *) skeletons = {0};
  const esc_skeleton_t *none = NULL;
  esc_run_t run;
  require(tool->graph.status == ESC_OK);
  require(esc_analysis_solve(&tool->analysis, &tool->graph,
                      ESC_RUN_INLINE | ESC_RUN_SPECIALISE, &run) == ESC_OK);
  for (uint32_t i = 0; i < tool->graph.functions.count; ++i) {
    require(esc_array_push(tool->allocator, &skeletons, none));
    for (uint32_t j = 0; j < tool->skeletons.count; ++j)
      if (tool->skeletons.data[j].function == i && run.wanted.data[i])
        skeletons.data[i] = &tool->skeletons.data[j];
    if (run.wanted.data[i] && !skeletons.data[i]) {
      /* A host always has one; here the graph is all there is. */
      printf("no cfg: ");
      print_function(tool, tool->graph.functions.data[i].id);
      printf("\n");
      tool->graph.functions.data[i].flags |= ESC_FUNCTION_SELECTED_OUT;
    }
  }
  uint32_t specialisation_count = tool->analysis.frames.specialisations.count;
  require(esc_analysis_judge(&tool->analysis, &run, skeletons.data) == ESC_OK);
  for (uint32_t i = 0; i < tool->graph.functions.count; ++i) {
    print_function(tool, tool->graph.functions.data[i].id);
    printf(":\n");
    print_params(tool, i);
    for (uint32_t j = 0; j < run.judgement.verdicts.count; ++j) {
      const esc_verdict_t *verdict = &run.judgement.verdicts.data[j];
      if (tool->graph.objects.data[verdict->object].function == i)
        print_verdict(tool, &run, verdict);
    }
  }
  for (uint32_t i = 0; i < run.inlining.count; ++i)
    printf("inline !%u\n", run.inlining.data[i]);
  for (uint32_t i = 0; i < run.judgement.steps.count; ++i)
    print_step(tool, &run, &run.judgement.steps.data[i]);
  print_specialisations(tool, specialisation_count);
  if (!esc_solution_is_known(&run.solution))
    printf("  out of budget\n");
  else if (tool->shows_solution)
    print_solution(tool, &run.solution);
  esc_array_free(tool->allocator, &skeletons);
  esc_analysis_end(&tool->analysis, &run);
}

static void reset_component(tool_t *tool) {
  for (uint32_t i = 0; i < tool->skeletons.count; ++i)
    esc_skeleton_free(&tool->skeletons.data[i]);
  tool->skeletons.count = tool->locs.count = tool->objects.count = 0;
  esc_graph_reset(&tool->graph);
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void judge_file(tool_t *tool) {
  esc_sccs_t sccs = {0};
  find_components(tool, &sccs);
  require(esc_analysis_init(&tool->analysis, tool->allocator, &tool->options,
                            tool->file.functions.count, 0) == ESC_OK);
  esc_graph_init(&tool->graph, tool->allocator);
  for (uint32_t i = 0; i < sccs.component_count; ++i) {
    /* In the order of the file. */
    uint32_t *members = sccs.members.data + sccs.first_member.data[i];
    uint32_t count = sccs.first_member.data[i + 1] - sccs.first_member.data[i];
    qsort(members, count, sizeof *members, compare_numbers);
    for (uint32_t j = 0; j < count; ++j)
      add_graph(tool, &tool->file.graphs.data[members[j]]);
    judge_component(tool);
    reset_component(tool);
  }
  esc_graph_free(&tool->graph);
  esc_analysis_free(&tool->analysis);
  esc_sccs_free(tool->allocator, &sccs);
}

static bool parse_option(tool_t *tool, const char *option) {
  const char *value = strchr(option, '=');
  if (strcmp(option, "-no-promote") == 0)
    return tool->options.is_report_only = true;
  if (strcmp(option, "-paths") == 0)
    return tool->options.with_hops = tool->shows_paths = true;
  if (strcmp(option, "-solution") == 0)
    return tool->shows_solution = true;
  return option[0] == '-' && value && value[1] >= '0' && value[1] <= '9' &&
         esc_options_set_budget(&tool->options, option + 1,
                                (uint32_t)(value - option - 1),
                                strtoull(value + 1, NULL, 10));
}

int main(int argc, char **argv) {
  tool_t tool = {.allocator = esc_allocator_libc()};
  esc_options_init(&tool.options);
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "-help") == 0 || strcmp(argv[i], "--help") == 0) {
      print_help();
      return 0;
    }
    if (argv[i][0] != '-' || argv[i][1] == 0) {
      tool.file_name = argv[i];
    } else if (!parse_option(&tool, argv[i])) {
      fprintf(stderr, "escape-solve: unknown option %s\n", argv[i]);
      return 2;
    }
  }
  if (!tool.file_name) {
    fprintf(stderr, "escape-solve: which file? Try escape-solve -help\n");
    return 2;
  }
  read_file(&tool);
  judge_file(&tool);
  esc_text_free(&tool.file);
  esc_array_free(tool.allocator, &tool.home);
  esc_array_free(tool.allocator, &tool.skeletons);
  esc_array_free(tool.allocator, &tool.locs);
  esc_array_free(tool.allocator, &tool.objects);
  return 0;
}
