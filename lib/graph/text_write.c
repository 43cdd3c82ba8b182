/* Writing the text form: which line stands where. See text.h; the lines
 * themselves are in text_lines.c.
 *
 * The reader numbers locations as they are first named. So the writer follows
 * which have been named, and declares (`loc`) those whose turn it is before a
 * line that would name a later one: each line is gone through twice, first
 * without output. Everything else keeps its order by itself. */
#include "graph/text_lines.h"

static void put_indent(esc_text_out_t *out) {
  for (uint32_t i = 0; i < out->indent; ++i)
    esc_text_put(out, " ");
}

static void open_block(esc_text_out_t *out, const char *text) {
  put_indent(out);
  esc_text_put(out, text);
  esc_text_put(out, "\n");
  out->indent += 2;
}

static void close_block(esc_text_out_t *out) {
  out->indent -= 2;
  put_indent(out);
  esc_text_put(out, "}\n");
}

/* `loc %a ... %b` for the locations below `end` that have no name yet. */
static void declare(esc_text_out_t *out, uint32_t end) {
  while (out->known < end && out->ok) {
    put_indent(out);
    esc_text_put(out, "loc");
    for (uint32_t i = 0; i < 16 && out->known < end; ++i) {
      esc_text_put(out, " %");
      esc_text_put_name(out, ESC_TEXT_LOC, out->known++);
    }
    esc_text_put(out, "\n");
  }
}

/* Whether the line names its new locations in their order. */
static bool is_in_turn(esc_text_out_t *out, esc_text_line_t *line,
                       uint32_t index) {
  out->is_dry = true;
  out->is_in_turn = true;
  out->named = out->known;
  line(out, index);
  out->is_dry = false;
  return out->is_in_turn;
}

static void put_line(esc_text_out_t *out, esc_text_line_t *line,
                     uint32_t index) {
  if (!is_in_turn(out, line, index))
    declare(out, out->named);
  put_indent(out);
  line(out, index);
  esc_text_put(out, "\n");
  out->known = out->named;
}

static void put_skeleton(esc_text_out_t *out) {
  const esc_skeleton_t *skeleton = &out->skeletons[out->skeleton];
  /* No declarations may stand among events. */
  uint32_t end = out->known;
  for (uint32_t i = 0; i < skeleton->args.count; ++i)
    if (skeleton->args.data[i] >= end)
      end = skeleton->args.data[i] + 1;
  declare(out, end);
  open_block(out, "cfg {");
  for (uint32_t i = 0; i < skeleton->blocks.count && out->ok; ++i) {
    const esc_block_t *block = &skeleton->blocks.data[i];
    put_indent(out);
    esc_text_put(out, "block ");
    esc_text_put_number(out, i);
    for (uint32_t j = 0; j < block->successor_count; ++j) {
      esc_text_put(out, j ? " " : " -> ");
      esc_text_put_number(
          out, skeleton->successors.data[block->first_successor + j]);
    }
    esc_text_put(out, "\n");
    out->indent += 2;
    for (uint32_t j = 0; j < block->event_count && out->ok; ++j)
      put_line(out, esc_text_line_event, block->first_event + j);
    out->indent -= 2;
  }
  close_block(out);
}

/* Moves `implied` to the first placeholder from there on. */
static void skip_to_placeholder(esc_text_out_t *out) {
  const esc_graph_t *graph = out->graph;
  while (out->implied < graph->objects.count &&
         graph->objects.data[out->implied].kind != ESC_OBJECT_PLACEHOLDER)
    out->implied++;
}

/* Whether the constraint makes a parameter point to its placeholder. The line
 * of the function says that already. */
static bool is_implied(const esc_text_out_t *out, const esc_constraint_t *c) {
  const esc_graph_t *graph = out->graph;
  if (c->kind != ESC_ADDR_OF || c->src != out->implied || c->offset != 0)
    return false;
  const esc_object_t *object = &graph->objects.data[c->src];
  const esc_function_t *function = &graph->functions.data[object->function];
  return c->dst ==
         graph->locs_of_calls.data[function->first_param + object->param];
}

/* The least location of parameters and results, or ESC_NONE. */
static esc_loc_t first_loc(const esc_graph_t *graph, uint32_t index) {
  const esc_function_t *function = &graph->functions.data[index];
  const esc_loc_t *locs = graph->locs_of_calls.data;
  esc_loc_t first = ESC_NONE;
  for (uint32_t i = 0; i < function->param_count; ++i)
    if (locs[function->first_param + i] < first)
      first = locs[function->first_param + i];
  for (uint32_t i = 0; i < function->result_count; ++i)
    if (locs[function->first_result + i] < first)
      first = locs[function->first_result + i];
  return first;
}

static esc_loc_t least_loc(const esc_constraint_t *c) {
  bool has_dst =
      c->kind != ESC_ESCAPE && c->kind != ESC_EXPOSE && c->kind != ESC_HOLD;
  bool has_src = c->kind != ESC_ADDR_OF && c->kind != ESC_UNKNOWN &&
                 c->kind != ESC_CLOBBER;
  esc_loc_t dst = has_dst ? c->dst : ESC_NONE;
  return has_src && c->src < dst ? c->src : dst;
}

/* The constraints that come next, up to the first of a later function. To
 * whom the others belong is no part of a graph. For the reader's sake, what
 * starts to name locations of the next function, or of an earlier one after
 * the last function, is taken to be no longer of this one. */
static void put_constraints(esc_text_out_t *out, uint32_t function) {
  const esc_graph_t *graph = out->graph;
  bool is_last = function + 1 >= graph->functions.count;
  esc_loc_t own = function < graph->functions.count && function > 0 && is_last
                      ? first_loc(graph, function)
                      : ESC_NONE;
  esc_loc_t next = is_last ? ESC_NONE : first_loc(graph, function + 1);
  for (; out->constraint < graph->constraints.count && out->ok;
       out->constraint++) {
    const esc_constraint_t *c = &graph->constraints.data[out->constraint];
    skip_to_placeholder(out);
    if (is_implied(out, c)) {
      if (graph->objects.data[c->src].function > function)
        return;
      out->implied++;
      continue;
    }
    esc_loc_t least = least_loc(c);
    if ((own != ESC_NONE && least < own) || (next != ESC_NONE && least >= next))
      return;
    put_line(out, esc_text_line_constraint, out->constraint);
  }
}

/* Of the objects, those that come next and belong to the function. */
static void put_objects(esc_text_out_t *out, uint32_t function) {
  const esc_graph_t *graph = out->graph;
  for (; out->object < graph->objects.count && out->ok; out->object++) {
    const esc_object_t *object = &graph->objects.data[out->object];
    bool is_placeholder = object->kind == ESC_OBJECT_PLACEHOLDER;
    if (is_placeholder ? object->function > function
                       : object->function != function)
      break;
    if (!is_placeholder)
      put_line(out, esc_text_line_object, out->object);
  }
}

/* The same of facts, calls and skeletons. */
static void put_lists(esc_text_out_t *out, uint32_t function) {
  const esc_graph_t *graph = out->graph;
  for (; out->fact < graph->facts.count && out->ok &&
         graph->facts.data[out->fact].function == function;
       out->fact++)
    put_line(out, esc_text_line_fact, out->fact);
  for (; out->call < graph->calls.count && out->ok &&
         graph->calls.data[out->call].function == function;
       out->call++)
    put_line(out, esc_text_line_call, out->call);
  for (; out->skeleton < out->skeleton_count && out->ok &&
         out->skeletons[out->skeleton].function == function;
       out->skeleton++)
    put_skeleton(out);
}

static void put_function(esc_text_out_t *out, uint32_t function) {
  put_line(out, esc_text_line_function, function);
  out->indent += 2;
  put_objects(out, function);
  put_constraints(out, function);
  put_lists(out, function);
}

/* Whose turn it is in one of the lists, or ESC_NONE at their end. */
static uint32_t next_function(const esc_text_out_t *out) {
  const esc_graph_t *graph = out->graph;
  if (out->object < graph->objects.count)
    return graph->objects.data[out->object].function;
  if (out->fact < graph->facts.count)
    return graph->facts.data[out->fact].function;
  if (out->call < graph->calls.count)
    return graph->calls.data[out->call].function;
  if (out->skeleton < out->skeleton_count)
    return out->skeletons[out->skeleton].function;
  return ESC_NONE;
}

static void put_group(esc_text_out_t *out) {
  const esc_graph_t *graph = out->graph;
  open_block(out, graph->is_coarse ? "graph coarse {" : "graph {");
  for (uint32_t i = 0; i < graph->functions.count && out->ok; ++i) {
    put_function(out, i);
    close_block(out);
  }
  for (uint32_t function;
       out->ok && (function = next_function(out)) != ESC_NONE;) {
    put_indent(out);
    esc_text_put(out, "in @");
    esc_text_put_name(out, ESC_TEXT_FUNCTION,
                      graph->functions.data[function].id);
    esc_text_put(out, " {\n");
    out->indent += 2;
    put_objects(out, function);
    put_lists(out, function);
    close_block(out);
  }
  put_constraints(out, graph->functions.count);
  declare(out, graph->loc_count);
  close_block(out);
}

bool esc_text_write_start(const esc_text_writer_t *writer) {
  return writer->write(writer->context, "efg 1\n", 6);
}

bool esc_text_write_graph(const esc_text_writer_t *writer,
                          const esc_graph_t *graph,
                          const esc_skeleton_t *skeletons,
                          uint32_t skeleton_count) {
  esc_text_out_t out = {.writer = writer,
                        .graph = graph,
                        .skeletons = skeletons,
                        .skeleton_count = skeleton_count,
                        .ok = true};
  if (graph->functions.count == 1 && !graph->is_coarse &&
      is_in_turn(&out, esc_text_line_function, 0)) {
    put_function(&out, 0);
    declare(&out, graph->loc_count);
    close_block(&out);
  } else {
    put_group(&out);
  }
  return out.ok;
}

/* Names out of a file. */
typedef struct named {
  const esc_text_file_t *file;
  const esc_text_graph_t *graph;
  const esc_text_writer_t *writer;
} named_t;

static bool write_on(void *context, const char *data, size_t size) {
  const named_t *named = context;
  return named->writer->write(named->writer->context, data, size);
}

static const char *name_of(void *context, esc_text_kind_t kind, uint32_t id,
                           size_t *length) {
  const named_t *named = context;
  esc_text_name_t name = {0, 0};
  switch (kind) {
  case ESC_TEXT_LOC:
    name = named->graph->locs.data[id];
    break;
  case ESC_TEXT_OBJECT:
    name = named->graph->objects.data[id];
    break;
  case ESC_TEXT_FUNCTION:
    name = named->file->functions.data[id];
    break;
  case ESC_TEXT_FAMILY:
    name = named->file->families.data[id];
    break;
  }
  *length = name.length;
  return name.length ? named->file->chars.data + name.start : "";
}

bool esc_text_write_file(const esc_text_writer_t *writer,
                         const esc_text_file_t *file) {
  named_t named = {file, NULL, writer};
  esc_text_writer_t with_names = {write_on, name_of, &named};
  bool ok = esc_text_write_start(writer);
  for (uint32_t i = 0; i < file->graphs.count && ok; ++i) {
    named.graph = &file->graphs.data[i];
    ok = esc_text_write_graph(&with_names, &named.graph->graph,
                              named.graph->skeletons.data,
                              named.graph->skeletons.count);
  }
  return ok;
}
