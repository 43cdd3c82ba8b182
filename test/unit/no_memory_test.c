/* Every allocation fails once: the error comes back and nothing leaks. */
#include "graph/check.h"
#include "graph/text.h"
#include "solve/certify.h"
#include "solve/solve.h"

#include "check.h"
#include "random_graph.h"
#include "text_buffer.h"
#include "tracking_allocator.h"

static const char text[] =
    "efg 1\n"
    "func @f(%p, %q) -> (%r) {\n"
    "  object #a site size=8 family=malloc\n"
    "  object #b alloca\n"
    "  %a = &#a\n  %b = &#b\n"
    "  store %a, %p\n  store %b, %a + 8\n"
    "  %x = load %q, 8\n  %y = load %x, 8\n  %z = load %b, 8\n"
    "  %z = %z + 8\n  %w = %z\n  %z = %w\n"
    "  memcpy %b, %a, 32\n  expose %p, 8\n  escape %y\n  clobber %b, 8\n"
    "  fact free %a must=#a family=malloc\n"
    "  call @g(%a, _) -> (%r)\n"
    "  cfg {\n    block 0 -> 0\n      site #a\n      call (%a)\n  }\n"
    "}\n";

static esc_status_t solve(esc_graph_t *graph) {
  esc_status_t status = ESC_OK;
  for (int i = 0; i < 3 && status == ESC_OK; ++i) {
    esc_solution_t solution;
    status = i == 2   ? esc_solution_give_up(graph, &solution)
             : i == 1 ? esc_solve(graph, 1000000, &solution)
                      : esc_solve_reference(graph, 1000000, &solution);
    if (status == ESC_OK) {
      esc_refusal_t refusal;
      CHECK(esc_certify(graph, &solution, &refusal) == ESC_OK);
    }
    esc_solution_free(&solution);
  }
  return status;
}

/* A graph that was not built to its end is not solved. */
static void failed_graphs_are_refused(void) {
  esc_graph_t graph;
  esc_solution_t solution;
  esc_graph_init(&graph, esc_allocator_libc());
  graph.status = ESC_NO_MEMORY;
  CHECK(esc_solve_reference(&graph, 1000, &solution) == ESC_NO_MEMORY);
  esc_solution_free(&solution);
  CHECK(esc_solve(&graph, 1000, &solution) == ESC_NO_MEMORY);
  esc_solution_free(&solution);
  esc_graph_free(&graph);
}

static esc_status_t read_and_solve(const esc_allocator_t *allocator) {
  esc_text_file_t file;
  esc_text_error_t error;
  esc_status_t status =
      esc_text_read(allocator, text, sizeof text - 1, &file, &error);
  if (status != ESC_OK)
    return status;
  buffer_t written = buffer_of_file(&file); /* allocates nothing of ours */
  buffer_free(&written);
  status = solve(&file.graphs.data[0].graph);
  esc_text_free(&file);
  return status;
}

static esc_status_t build_and_solve(const esc_allocator_t *allocator) {
  static const shape_t shape = {3, 4, 4, 6, 14, 4, 4};
  rng_t rng = {11};
  esc_graph_t parts[2], whole;
  esc_skeleton_t skeleton;
  esc_graph_init(&whole, allocator);
  esc_skeleton_init(&skeleton, allocator);
  for (int i = 0; i < 2; ++i) {
    esc_graph_init(&parts[i], allocator);
    random_graph(&rng, &shape, &parts[i]);
    esc_graph_append(&whole, &parts[i]);
  }
  esc_status_t status = whole.status;
  if (status == ESC_OK) {
    random_skeleton(&rng, &whole, 0, &skeleton);
    status = skeleton.status;
  }
  if (status == ESC_OK)
    status = solve(&whole);
  for (int i = 0; i < 2; ++i)
    esc_graph_free(&parts[i]);
  esc_graph_free(&whole);
  esc_skeleton_free(&skeleton);
  return status;
}

static void fails_cleanly(esc_status_t work(const esc_allocator_t *),
                          bool once) {
  for (uint64_t k = 1;; ++k) {
    tracking_t tracking;
    tracking_init(&tracking);
    tracking.fail_at = k;
    tracking.fails_once = once;
    esc_status_t status = work(&tracking.allocator);
    CHECK_UINT(tracking.live_bytes, 0);
    CHECK(!tracking.has_bad_size);
    if (tracking.allocations < k) {
      CHECK(status == ESC_OK);
      CHECK(k > 40);
      return;
    }
    CHECK(status == ESC_NO_MEMORY);
  }
}

int main(void) {
  failed_graphs_are_refused();
  fails_cleanly(read_and_solve, false);
  fails_cleanly(read_and_solve, true);
  fails_cleanly(build_and_solve, false);
  fails_cleanly(build_and_solve, true);
  return checks_finish();
}
