/* graph/text: reading, writing, round trips. Malformed input is in
 * text_error_test.c. */
#include "graph/check.h"
#include "graph/text.h"

#include "check.h"
#include "random_graph.h"
#include "text_buffer.h"
#include "tracking_allocator.h"

#include <stdlib.h>

static const char everything[] =
    "; what the text form has\n"
    "efg 1\n"
    "\n"
    "func @make(%n !3, _, %p) -> (%r, _) calls-unknown no-recurse "
    "frame-limit=2048 frame-bytes=96 {  ; a comment\n"
    "  object #u site size=48 align=16 family=malloc zeroed dup !5\n"
    "  object #a alloca size=8\n"
    "  object #f fresh\r\n"
    "  %x = &#u\n"
    "  %x = &#u - 8\n"
    "  %x = &@make[2] + 16\n"
    "  %y = %x + 8\n"
    "  %y = %x + ? operand=3\n"
    "  %z = load %y, 8\n"
    "  %z = load %y + 4, ?\n"
    "  store %x, %y sink=global\n"
    "  store %x, %y + ? !77\n"
    "  memcpy %x, %z, 32\n"
    "  escape %x sink=unknown-call operand=1 !17\n"
    "  unknown %z\n"
    "  expose %p + 4, 1\n"
    "  clobber %p + 8, 16\n"
    "\tfact free %x must=#u family=malloc !9\n"
    "  fact volatile %x\n"
    "  fact address-leaked %x\n"
    "  call @callee(%x, _) -> (%z) !12\n"
    "  call @\"operator new(unsigned long)\"() -> (_)\n"
    "  call @make() !4294967295\n"
    "  object #g function @make signature=3\n"
    "  object #t constant\n"
    "  hold %x, #t + 16\n"
    "  call %x(%y) -> (%z) signature=3 repeated\n"
    "  loc %unused %\"a b\\22\\00\"\n"
    "  cfg {\n"
    "    block 0 -> 1 1\n"
    "      site #u (%p) tail !5\n"
    "      use !6\n"
    "      call (%x, %p) tail may-exit !12\n"
    "      call () musttail\n"
    "    block 1\n"
    "      free #u (%x) musttail !9\n"
    "      free\n"
    "      return !20\n"
    "  }\n"
    "}\n"
    "func @empty() {\n"
    "}\n"
    "graph coarse {\n"
    "  func @a(%p) {\n"
    "    object #o site size=900 seen=0,40,95,100 run-time-size\n"
    "  }\n"
    "  func @b(%q) -> (%p) ssp {\n"
    "    %q = &@a[0]\n"
    "  }\n"
    "  %p = %q\n"
    "  in @a {\n"
    "    object #late fresh\n"
    "    %q = &#late\n"
    "    fact free %q must=#o\n"
    "    cfg {\n"
    "      block 0\n"
    "        site #late\n"
    "    }\n"
    "  }\n"
    "}";

static bool read_text(const char *text, size_t size, esc_text_file_t *file) {
  esc_text_error_t error;
  esc_status_t status =
      esc_text_read(esc_allocator_libc(), text, size, file, &error);
  if (status != ESC_OK)
    printf("%u:%u: %s\n", error.line, error.column, error.message);
  return status == ESC_OK;
}

static bool is_name(const esc_text_file_t *file, esc_text_name_t name,
                    const char *bytes, size_t length) {
  return name.length == length &&
         memcmp(file->chars.data + name.start, bytes, length) == 0;
}

static void reads_what_is_there(void) {
  esc_text_file_t file;
  bool ok = read_text(everything, sizeof everything - 1, &file);
  CHECK(ok);
  if (!ok)
    return;
  CHECK_UINT(file.graphs.count, 3);
  const esc_text_graph_t *text = &file.graphs.data[0];
  const esc_graph_t *graph = &text->graph;
  const esc_function_t *make = &graph->functions.data[0];
  CHECK_UINT(make->flags, ESC_FUNCTION_CALLS_UNKNOWN | ESC_FUNCTION_NO_RECURSE);
  CHECK_UINT(make->frame_limit, 2048);
  CHECK_UINT(make->frame_bytes, 96);
  CHECK_UINT(make->param_count, 3);
  CHECK_UINT(make->result_count, 2);
  CHECK_UINT(graph->locs_of_calls.data[make->first_param + 1], ESC_NONE);
  CHECK_UINT(graph->locs_of_calls.data[make->first_result], 2);
  CHECK_UINT(graph->loc_count, 8);
  CHECK(is_name(&file, text->locs.data[7], "a b\"\0", 5));
  CHECK_UINT(graph->objects.count, 7);
  CHECK(graph->objects.data[5].kind == ESC_OBJECT_FUNCTION &&
        graph->objects.data[5].signature == 3 &&
        graph->objects.data[5].target == make->id);
  CHECK_UINT(graph->objects.data[6].kind, ESC_OBJECT_CONSTANT);
  CHECK_UINT(graph->objects.data[0].kind, ESC_OBJECT_PLACEHOLDER);
  CHECK_UINT(graph->objects.data[0].origin, 3);
  CHECK_UINT(graph->objects.data[1].param, 2);
  CHECK_UINT(graph->objects.data[1].origin, 4);
  const esc_object_t *u = &graph->objects.data[2];
  CHECK(u->kind == ESC_OBJECT_SITE && u->size == 48 && u->align == 16);
  CHECK_UINT(u->site_flags, ESC_SITE_ZEROED | ESC_SITE_DUP);
  CHECK_UINT(u->family, 0);
  CHECK_UINT(u->origin, 5);
  CHECK(graph->objects.data[4].size == ESC_SIZE_UNKNOWN);
  CHECK_UINT(graph->objects.data[4].family, ESC_NONE);
  const esc_constraint_t *c = graph->constraints.data;
  CHECK_UINT(graph->constraints.count, 17);
  CHECK(c[16].kind == ESC_HOLD && c[16].dst == 6 && c[16].src == 3 &&
        c[16].offset == 16);
  CHECK(c[0].kind == ESC_ADDR_OF && c[0].dst == 0 && c[0].src == 0);
  CHECK(c[2].kind == ESC_ADDR_OF && c[2].dst == 3 && c[2].src == 2);
  CHECK_UINT(c[2].origin, 8);
  CHECK(c[3].offset == -8);
  CHECK(c[4].src == 1 && c[4].offset == 16);
  CHECK(c[5].kind == ESC_COPY && c[5].dst == 4 && c[5].src == 3);
  CHECK(c[6].offset == ESC_ANY_OFFSET && c[6].operand == 3);
  CHECK(c[7].kind == ESC_LOAD && c[7].size == 8 && c[7].offset == 0);
  CHECK(c[8].size == ESC_ANY_SIZE && c[8].offset == 4);
  CHECK(c[9].kind == ESC_STORE && c[9].dst == 4 && c[9].src == 3);
  CHECK_UINT(c[9].sink, ESC_SINK_GLOBAL);
  CHECK_UINT(c[10].origin, 77);
  CHECK(c[11].kind == ESC_MEMCPY && c[11].size == 32);
  CHECK(c[12].kind == ESC_ESCAPE && c[12].sink == ESC_SINK_UNKNOWN_CALL &&
        c[12].operand == 1 && c[12].origin == 17 && c[12].src == 3);
  CHECK(c[14].kind == ESC_EXPOSE && c[14].src == 1 && c[14].size == 1);
  CHECK_UINT(graph->facts.count, 3);
  CHECK(graph->facts.data[0].must == 2 && graph->facts.data[0].family == 0);
  CHECK_UINT(graph->facts.data[1].kind, ESC_FACT_VOLATILE);
  CHECK_UINT(graph->calls.count, 4);
  CHECK(graph->calls.data[3].kind == ESC_CALL_INDIRECT &&
        graph->calls.data[3].pointer == 3 &&
        graph->calls.data[3].signature == 3 &&
        graph->calls.data[3].is_repeated);
  CHECK(is_name(&file, file.functions.data[graph->calls.data[1].callee],
                "operator new(unsigned long)", 27));
  CHECK_UINT(graph->calls.data[2].callee, make->id);
  CHECK_UINT(graph->calls.data[2].origin, UINT32_MAX);
  CHECK_UINT(text->skeletons.count, 1);
  const esc_skeleton_t *skeleton = &text->skeletons.data[0];
  CHECK_UINT(skeleton->blocks.count, 2);
  CHECK_UINT(skeleton->successors.count, 2);
  CHECK_UINT(skeleton->events.count, 7);
  CHECK_UINT(skeleton->events.data[0].object, 2);
  CHECK_UINT(skeleton->events.data[2].flags,
             ESC_EVENT_TAIL | ESC_EVENT_MAY_EXIT);
  CHECK_UINT(skeleton->events.data[5].object, ESC_NONE);
  const esc_graph_t *group = &file.graphs.data[2].graph;
  CHECK_UINT(group->functions.count, 2);
  CHECK(group->is_coarse && !graph->is_coarse);
  CHECK_UINT(group->loc_count, 2);
  const esc_seen_sizes_t *seen = &group->objects.data[1].seen;
  CHECK_UINT(seen->count, 4);
  CHECK(seen->percent[0] == 0 && seen->percent[1] == 40 &&
        seen->percent[2] == 95 && seen->percent[3] == 100);
  CHECK_UINT(group->objects.data[3].kind, ESC_OBJECT_FRESH);
  CHECK_UINT(group->objects.data[3].function, 0);
  CHECK_UINT(group->facts.data[0].must, 1);
  CHECK_UINT(group->constraints.data[2].src, 0);
  CHECK_UINT(file.graphs.data[2].skeletons.data[0].function, 0);
  for (uint32_t i = 0; i < file.graphs.count; ++i) {
    esc_check_error_t error;
    CHECK(esc_graph_check(&file.graphs.data[i].graph, &error) == ESC_OK);
    CHECK_STRING(error.rule, "");
  }
  esc_text_free(&file);
}

static void writing_is_a_fixed_point(void) {
  esc_text_file_t file, again;
  CHECK(read_text(everything, sizeof everything - 1, &file));
  buffer_t first = buffer_of_file(&file);
  CHECK(read_text(first.data, first.size, &again));
  buffer_t second = buffer_of_file(&again);
  CHECK_STRING(second.data, first.data);
  esc_text_free(&file);
  esc_text_free(&again);
  buffer_free(&first);
  buffer_free(&second);
}

/* The exact text of a small graph. */
static void writes_what_a_reader_wants(void) {
  static const char text[] = "efg 1\n"
                             "func @f(%p !2, _) -> (%r) no-recurse {\n"
                             "  object #u site size=8 family=malloc !3\n"
                             "  loc %free %x\n"
                             "  %x = &#u !9\n"
                             "  %r = %x + 8 !4\n"
                             "  store %x, %p - 16 !5\n"
                             "  fact free %x must=#u family=malloc !6\n"
                             "  cfg {\n"
                             "    block 0\n"
                             "      site #u !3\n"
                             "      return !8\n"
                             "  }\n"
                             "}\n"
                             "graph {\n"
                             "  func @g(%p !16) {\n"
                             "    %q = %p !17\n"
                             "  }\n"
                             "  func @h(%r !19) {\n"
                             "    %s = %r !20\n"
                             "  }\n"
                             "  in @g {\n"
                             "    object #late fresh !23\n"
                             "  }\n"
                             "  %r = %q !25\n"
                             "}\n";
  esc_text_file_t file;
  CHECK(read_text(text, sizeof text - 1, &file));
  buffer_t written = buffer_of_file(&file);
  CHECK_STRING(written.data, text);
  esc_text_free(&file);
  buffer_free(&written);
}

typedef struct names {
  const esc_text_file_t *file;
} names_t;

static bool is_number(const esc_text_file_t *file, esc_text_name_t name,
                      uint32_t number) {
  char digits[16];
  int length = snprintf(digits, sizeof digits, "%u", number);
  return is_name(file, name, digits, (size_t)length);
}

static bool same_function(void *context, uint32_t a, uint32_t b) {
  const names_t *names = context;
  return is_number(names->file, names->file->functions.data[b], a);
}

static bool same_family(void *context, uint32_t a, uint32_t b) {
  const names_t *names = context;
  return is_number(names->file, names->file->families.data[b], a);
}

/* Random graphs come back number for number, and then byte for byte. */
static void random_graphs_come_back(void) {
  static const shape_t shape = {3, 4, 4, 6, 12, 4, 4};
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_skeleton_t skeletons[3];
    uint32_t count = 0;
    esc_graph_init(&graph, esc_allocator_libc());
    random_graph(&rng, &shape, &graph);
    for (uint32_t i = 0; i < graph.functions.count; ++i)
      if (rng_one_in(&rng, 2)) {
        esc_skeleton_init(&skeletons[count], esc_allocator_libc());
        random_skeleton(&rng, &graph, i, &skeletons[count++]);
      }
    esc_check_error_t error;
    CHECK(esc_graph_check(&graph, &error) == ESC_OK);
    buffer_t written = {0};
    esc_text_writer_t writer = {buffer_write, NULL, &written};
    CHECK(esc_text_write_start(&writer));
    CHECK(esc_text_write_graph(&writer, &graph, skeletons, count));
    esc_text_file_t file;
    bool ok = read_text(written.data, written.size, &file);
    CHECK(ok);
    if (ok) {
      names_t names = {&file};
      CHECK_UINT(file.graphs.count, 1);
      const esc_text_graph_t *read = &file.graphs.data[0];
      bool same =
          same_graphs(&graph, &read->graph, same_function, same_family, &names);
      CHECK(same);
      if (!same)
        printf("seed %u:\n%s", (unsigned)seed, written.data);
      CHECK(esc_graph_check(&read->graph, &error) == ESC_OK);
      CHECK_UINT(read->skeletons.count, count);
      for (uint32_t i = 0; i < count && i < read->skeletons.count; ++i) {
        CHECK(same_skeletons(&skeletons[i], &read->skeletons.data[i]));
        CHECK(esc_skeleton_check(&read->skeletons.data[i], &read->graph,
                                 &error) == ESC_OK);
      }
      buffer_t again = buffer_of_file(&file);
      CHECK_STRING(again.data, written.data);
      buffer_free(&again);
      esc_text_free(&file);
    }
    buffer_free(&written);
    for (uint32_t i = 0; i < count; ++i)
      esc_skeleton_free(&skeletons[i]);
    esc_graph_free(&graph);
  }
}

/* Constraints in any order: the same facts come back. */
static void shuffled_graphs_are_written(void) {
  static const shape_t shape = {3, 4, 4, 6, 12, 4, 4};
  for (uint64_t seed = 0; seed < 300; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_graph_init(&graph, esc_allocator_libc());
    random_graph(&rng, &shape, &graph);
    shuffle_constraints(&rng, &graph);
    buffer_t written = {0};
    esc_text_writer_t writer = {buffer_write, NULL, &written};
    CHECK(esc_text_write_start(&writer));
    CHECK(esc_text_write_graph(&writer, &graph, NULL, 0));
    esc_text_file_t file;
    bool ok = read_text(written.data, written.size, &file);
    CHECK(ok);
    if (ok) {
      CHECK(file.graphs.data[0].graph.constraints.count >=
            graph.constraints.count);
      esc_text_free(&file);
    }
    buffer_free(&written);
    esc_graph_free(&graph);
  }
}

static void the_writer_stops_when_told(void) {
  esc_text_file_t file;
  CHECK(read_text(everything, sizeof everything - 1, &file));
  buffer_t whole = buffer_of_file(&file);
  bool ok = true;
  for (size_t limit = 1; limit < whole.size; limit += 7) {
    buffer_t part = {.limit = limit};
    esc_text_writer_t writer = {buffer_write, NULL, &part};
    ok &= !esc_text_write_file(&writer, &file);
    ok &= part.size <= limit &&
          (part.size == 0 || memcmp(part.data, whole.data, part.size) == 0);
    buffer_free(&part);
  }
  CHECK(ok);
  buffer_free(&whole);
  esc_text_free(&file);
}

/* Truncated anywhere the text is an error or the start of a valid file. */
static void truncation_is_survived(void) {
  for (size_t size = 0; size < sizeof everything; ++size) {
    tracking_t tracking;
    tracking_init(&tracking);
    char *copy = malloc(size ? size : 1); /* so that reading on is seen */
    memcpy(copy, everything, size);
    esc_text_file_t file;
    esc_text_error_t error;
    esc_status_t status =
        esc_text_read(&tracking.allocator, copy, size, &file, &error);
    CHECK(status == ESC_OK || status == ESC_BAD_INPUT);
    if (status == ESC_OK)
      esc_text_free(&file);
    else
      CHECK(error.line > 0 && error.column > 0 && error.message[0]);
    CHECK(tracking.live_bytes == 0 && !tracking.has_bad_size);
    free(copy);
  }
}

static void mutation_is_survived(void) {
  static const char bytes[] = "\0\n \"%#@&!_+-?,;(){}[]=\\09azA\x80\xff";
  size_t size = sizeof everything - 1;
  char *copy = malloc(size);
  uint32_t accepted = 0;
  for (size_t at = 0; at < size; ++at)
    for (size_t i = 0; i < sizeof bytes; ++i) {
      tracking_t tracking;
      tracking_init(&tracking);
      memcpy(copy, everything, size);
      copy[at] = bytes[i];
      esc_text_file_t file;
      esc_text_error_t error;
      esc_status_t status =
          esc_text_read(&tracking.allocator, copy, size, &file, &error);
      bool ok = status == ESC_OK || status == ESC_BAD_INPUT;
      for (uint32_t k = 0; status == ESC_OK && k < file.graphs.count; ++k) {
        const esc_text_graph_t *text = &file.graphs.data[k];
        esc_check_error_t broken;
        ok &= esc_graph_check(&text->graph, &broken) == ESC_OK;
        for (uint32_t j = 0; j < text->skeletons.count; ++j)
          ok &= esc_skeleton_check(&text->skeletons.data[j], &text->graph,
                                   &broken) == ESC_OK;
      }
      if (status == ESC_OK) {
        esc_text_free(&file);
        ++accepted;
      }
      ok &= tracking.live_bytes == 0 && !tracking.has_bad_size;
      if (!ok)
        printf("at %u: byte %u\n", (unsigned)at, (unsigned char)bytes[i]);
      CHECK(ok);
    }
  CHECK(accepted > 100); /* names and numbers may be others */
  free(copy);
}

/* Memory is linear in the text: no number in it is a count. */
static void memory_is_bounded(void) {
  const size_t size = 1 << 20;
  char *text = malloc(size);
  static const char *const fills[] = {
      "func @f(", "{", "\n", "graph {\n", "%", "\"", "efg 1\n", " ", "_,"};
  for (size_t i = 0; i < sizeof fills / sizeof *fills; ++i) {
    size_t length = strlen(fills[i]);
    size_t start = 0;
    memcpy(text, "efg 1\n", 6);
    start = 6;
    if (i == 8) {
      memcpy(text + start, "func @f(", 8);
      start += 8;
    }
    for (size_t at = start; at < size; ++at)
      text[at] = fills[i][(at - start) % length];
    tracking_t tracking;
    tracking_init(&tracking);
    esc_text_file_t file;
    esc_text_error_t error;
    esc_status_t status =
        esc_text_read(&tracking.allocator, text, size, &file, &error);
    CHECK(status == ESC_OK || status == ESC_BAD_INPUT);
    if (status == ESC_OK)
      esc_text_free(&file);
    CHECK(tracking.peak_bytes < 64 * size);
    CHECK_UINT(tracking.live_bytes, 0);
  }
  free(text);
}

int main(void) {
  reads_what_is_there();
  writing_is_a_fixed_point();
  writes_what_a_reader_wants();
  random_graphs_come_back();
  shuffled_graphs_are_written();
  the_writer_stops_when_told();
  truncation_is_survived();
  mutation_is_survived();
  memory_is_bounded();
  return checks_finish();
}
