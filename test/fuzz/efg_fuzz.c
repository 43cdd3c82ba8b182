/* Any bytes, read as a graph and solved: nothing crashes, nothing leaks, what
 * is accepted is sound.
 *
 *   read -> check -> write -> read again: the same text
 *        -> both solvers, on a small budget: the same solution,
 *           certified
 *
 * Build with clang:   clang -fsanitize=fuzzer,address,undefined ...
 * Without libFuzzer:  -DESCAPE_FUZZ_REPLAY gives a main that runs the files it
 *                     is given, for any compiler. */
#include "graph/check.h"
#include "graph/text.h"
#include "solve/certify.h"
#include "solve/solve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET = 20000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what was expected and ends the program: the fuzzer keeps the input. */
static void require(bool condition, const char *what) {
  if (condition)
    return;
  fprintf(stderr, "not so: %s\n", what);
  abort();
}

typedef struct buffer {
  char *data;
  size_t size, capacity;
} buffer_t;

static bool append(void *context, const char *data, size_t size) {
  buffer_t *buffer = context;
  if (buffer->size + size > buffer->capacity) {
    buffer->capacity = 2 * (buffer->size + size);
    buffer->data = realloc(buffer->data, buffer->capacity);
    require(buffer->data != NULL, "memory for the text");
  }
  memcpy(buffer->data + buffer->size, data, size);
  buffer->size += size;
  return true;
}

static buffer_t write_file(const esc_text_file_t *file) {
  buffer_t buffer = {0};
  esc_text_writer_t writer = {append, NULL, &buffer};
  require(esc_text_write_file(&writer, file), "the text was written");
  return buffer;
}

static void check_round_trip(const esc_text_file_t *file) {
  buffer_t first = write_file(file);
  esc_text_file_t again;
  esc_text_error_t error;
  require(esc_text_read(esc_allocator_libc(), first.data, first.size, &again,
                        &error) == ESC_OK,
          "what was written can be read");
  require(again.graphs.count == file->graphs.count, "as many graphs");
  for (uint32_t i = 0; i < file->graphs.count; ++i) {
    const esc_graph_t *a = &file->graphs.data[i].graph;
    const esc_graph_t *b = &again.graphs.data[i].graph;
    require(a->loc_count == b->loc_count &&
                a->functions.count == b->functions.count &&
                a->objects.count == b->objects.count &&
                a->constraints.count == b->constraints.count &&
                a->facts.count == b->facts.count &&
                a->calls.count == b->calls.count,
            "as many elements");
  }
  buffer_t second = write_file(&again);
  require(first.size == second.size &&
              memcmp(first.data, second.data, first.size) == 0,
          "the same text again");
  esc_text_free(&again);
  free(first.data);
  free(second.data);
}

static bool is_same_content(const esc_content_t *a, const esc_content_t *b) {
  return a->targets.count == b->targets.count &&
         a->is_external == b->is_external;
}

static void check_solutions(esc_graph_t *graph) {
  esc_solution_t reference, fast;
  esc_refusal_t refusal;
  esc_status_t status = esc_solve_reference(graph, BUDGET, &reference);
  require(status == ESC_OK || status == ESC_OUT_OF_BUDGET, "it ends");
  if (status == ESC_OK)
    require(esc_certify(graph, &reference, &refusal) == ESC_OK,
            "the reference solution is certified");
  esc_status_t fast_status = esc_solve(graph, BUDGET, &fast);
  require(fast_status == ESC_OK || fast_status == ESC_OUT_OF_BUDGET,
          "it ends fast");
  if (fast_status == ESC_OK)
    require(esc_certify(graph, &fast, &refusal) == ESC_OK,
            "the fast solution is certified");
  if (status == ESC_OK && fast_status == ESC_OK) {
    for (uint32_t i = 0; i < graph->loc_count; ++i)
      require(is_same_content(&reference.locs.data[i], &fast.locs.data[i]),
              "the locations are the same");
    for (uint32_t i = 0; i < graph->objects.count; ++i)
      require(reference.objects.data[i].is_external ==
                  fast.objects.data[i].is_external,
              "the objects are the same");
  }
  esc_solution_free(&reference);
  esc_solution_free(&fast);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  esc_text_file_t file;
  esc_text_error_t error;
  esc_status_t status = esc_text_read(esc_allocator_libc(), (const char *)data,
                                      size, &file, &error);
  if (status != ESC_OK) {
    require(status == ESC_BAD_INPUT && error.message[0] != 0,
            "an error that says what was expected");
    return 0;
  }
  for (uint32_t i = 0; i < file.graphs.count; ++i) {
    const esc_text_graph_t *text = &file.graphs.data[i];
    esc_check_error_t broken;
    require(esc_graph_check(&text->graph, &broken) == ESC_OK,
            "what was read passes the checker");
    for (uint32_t j = 0; j < text->skeletons.count; ++j)
      require(esc_skeleton_check(&text->skeletons.data[j], &text->graph,
                                 &broken) == ESC_OK,
              "skeletons pass the checker");
  }
  check_round_trip(&file);
  for (uint32_t i = 0; i < file.graphs.count; ++i)
    check_solutions(&file.graphs.data[i].graph);
  esc_text_free(&file);
  return 0;
}

#ifdef ESCAPE_FUZZ_REPLAY
static void replay(const char *name) {
  FILE *stream = fopen(name, "rb");
  require(stream != NULL, name);
  buffer_t buffer = {0};
  char chunk[4096];
  for (size_t size; (size = fread(chunk, 1, sizeof chunk, stream)) > 0;)
    append(&buffer, chunk, size);
  fclose(stream);
  LLVMFuzzerTestOneInput((const uint8_t *)buffer.data, buffer.size);
  free(buffer.data);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    replay(argv[i]);
  printf("%d replayed\n", argc - 1);
  return 0;
}
#endif
