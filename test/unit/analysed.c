#include "analysed.h"

#include "graph/text.h"
#include "judge/path.h"

const char analysed_text[] =
    "efg 1\n"
    "func @reader(%p, %q) {\n"
    "  %x = load %p, 8\n  store %x, %q + 8\n"
    "}\n"
    "func @push(%head, _) -> (%n) {\n"
    "  object #node site size=16 align=16 family=malloc\n"
    "  %n = &#node\n  %old = load %head, 8\n  store %old, %n\n"
    "  store %n, %head\n"
    "  cfg {\n    block 0\n      site #node\n      return\n  }\n"
    "}\n"
    "func @leak(%p) calls-unknown {\n"
    "  %x = load %p, 8\n  escape %x sink=unknown-call operand=1\n"
    "}\n"
    "func @f(%in) {\n"
    "  object #t alloca size=8\n"
    "  object #y site size=8 align=16 family=malloc zeroed\n"
    "  object #w site size=32 align=16 family=malloc\n"
    "  object #v site size=8 align=16 family=malloc\n"
    "  %t = &#t\n  %y = &#y\n  %w = &#w\n  %v = &#v\n"
    "  store %y, %t\n  store %v, %w\n  %z = load %t, 8\n"
    "  call @reader(%z, %w) !2\n  call @push(%t, _) -> (%n)\n"
    "  call @leak(%w)\n  memcpy %in, %w, 16\n"
    "  fact free %z must=#y family=malloc !3\n  fact compared %w\n"
    "  cfg {\n"
    "    block 0 -> 1\n      site #w\n      site #v\n"
    "    block 1 -> 1 2\n      site #y\n      call (%z) tail !2\n"
    "      free #y !3\n"
    "    block 2\n      return\n"
    "  }\n"
    "}\n"
    "func @g() {\n"
    "  object #a site size=16 align=16 family=malloc\n"
    "  %a = &#a\n  call @reader(%a, %a) !2\n"
    "  fact free %a must=#a family=malloc !3\n"
    "  cfg {\n    block 0\n      site #a !1\n      call (%a) tail !2\n"
    "      free #a !3\n      return\n  }\n"
    "}\n";
const size_t analysed_text_size = sizeof analysed_text - 1;

static void digest(analysed_t *analysed, uint64_t value) {
  analysed->digest = (analysed->digest ^ value) * 0x100000001b3u;
}

static esc_status_t read_paths(esc_run_t *run, analysed_t *analysed) {
  esc_status_t status = ESC_OK;
  for (uint32_t i = 0; i < run->judgement.verdicts.count; ++i) {
    const esc_verdict_t *verdict = &run->judgement.verdicts.data[i];
    digest(analysed, verdict->object * 64u + verdict->reason);
    digest(analysed, verdict->drop_count * 8u + verdict->lifetime);
    analysed->verdicts++;
    analysed->promoted += verdict->reason == ESC_REASON_NONE;
    esc_paths_t paths = {0};
    if (status == ESC_OK)
      status = esc_paths_find(
          &run->finder, verdict->object,
          run->graph->objects.data[verdict->object].function, 8, &paths);
    for (uint32_t j = 0; j < paths.hops.count; ++j)
      digest(analysed, paths.hops.data[j].kind * 64u + paths.hops.data[j].sink);
    analysed->hops += paths.hops.count;
    esc_paths_free(run->graph->allocator, &paths);
  }
  for (uint32_t i = 0; i < run->judgement.steps.count; ++i) {
    const esc_step_t *step = &run->judgement.steps.data[i];
    digest(analysed, step->kind * 4096u + step->origin);
    digest(analysed, step->size * 16u + step->flags);
    analysed->steps++;
  }
  return status;
}

static esc_status_t analyse_graph(esc_analysis_t *analysis,
                                  esc_text_graph_t *text,
                                  analysed_t *analysed) {
  ESC_ARRAY(const esc_skeleton_t *) skeletons = {0};
  const esc_skeleton_t *none = NULL;
  esc_run_t run;
  esc_status_t status = esc_analysis_solve(
      analysis, &text->graph, ESC_RUN_INLINE | ESC_RUN_SPECIALISE, &run);
  for (uint32_t i = 0; i < text->graph.functions.count && status == ESC_OK;
       ++i) {
    if (!esc_array_push(analysis->allocator, &skeletons, none)) {
      status = ESC_NO_MEMORY;
      break;
    }
    for (uint32_t j = 0; j < text->skeletons.count; ++j)
      if (text->skeletons.data[j].function == i && run.wanted.data[i])
        skeletons.data[i] = &text->skeletons.data[j];
  }
  if (status == ESC_OK)
    status = esc_analysis_judge(analysis, &run, skeletons.data);
  if (status == ESC_OK)
    status = read_paths(&run, analysed);
  esc_array_free(analysis->allocator, &skeletons);
  esc_analysis_end(analysis, &run);
  return status;
}

esc_status_t analyse(const esc_allocator_t *allocator, const char *text,
                     size_t size, analysed_t *analysed) {
  esc_text_file_t file;
  esc_text_error_t error;
  esc_analysis_t analysis;
  esc_options_t options;
  *analysed = (analysed_t){.digest = 0xcbf29ce484222325u};
  esc_options_init(&options);
  options.with_hops = true;
  options.certifies = true;
  esc_status_t status = esc_text_read(allocator, text, size, &file, &error);
  if (status != ESC_OK)
    return status;
  status = esc_analysis_init(&analysis, allocator, &options,
                             file.functions.count, 0);
  if (status == ESC_OK) {
    for (uint32_t i = 0; i < file.graphs.count && status == ESC_OK; ++i)
      status = analyse_graph(&analysis, &file.graphs.data[i], analysed);
    esc_analysis_free(&analysis);
  }
  esc_text_free(&file);
  return status;
}
