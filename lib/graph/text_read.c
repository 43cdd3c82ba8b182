/* Reading the text form: files, graphs, functions and names. Statements are in
 * text_statement.c, skeletons in text_cfg.c.
 *
 * One pass, no recursion. Names of objects are resolved when their graph ends.
 * Cost: linear; every allocation is paid for by bytes of the text. */
#include "graph/text_reader.h"

#include <string.h>

esc_loc_t esc_read_loc(esc_text_reader_t *reader) {
  esc_text_name_t name;
  if (!esc_scan_expect(&reader->scan, '%', "expected a location (%name)") ||
      !esc_scan_name(&reader->scan, reader->file, "expected a name after '%'",
                     &name))
    return ESC_NONE;
  uint32_t symbol =
      esc_text_symbols_intern(&reader->symbols, reader->file,
                              ESC_TEXT_SYMBOL_LOC, reader->graph_number, name);
  if (symbol == ESC_NONE) {
    esc_scan_no_memory(&reader->scan);
    return ESC_NONE;
  }
  esc_text_symbol_t *known = &reader->symbols.list.data[symbol];
  if (known->id == ESC_NONE) {
    known->id = esc_graph_add_loc(&reader->graph.graph);
    if (!esc_array_push(reader->allocator, &reader->graph.locs, known->name))
      esc_scan_no_memory(&reader->scan);
  }
  return known->id;
}

bool esc_read_loc_or_none(esc_text_reader_t *reader, esc_loc_t *loc) {
  *loc = ESC_NONE;
  if (esc_scan_take(&reader->scan, '_'))
    return true;
  if (!esc_scan_sees(&reader->scan, '%'))
    return esc_scan_fail(&reader->scan, "expected a location (%name) or '_'");
  *loc = esc_read_loc(reader);
  return reader->scan.status == ESC_OK;
}

uint32_t esc_read_function(esc_text_reader_t *reader) {
  esc_text_name_t name;
  if (!esc_scan_expect(&reader->scan, '@', "expected a function (@name)") ||
      !esc_scan_name(&reader->scan, reader->file, "expected a name after '@'",
                     &name))
    return ESC_NONE;
  uint32_t symbol = esc_text_symbols_intern(&reader->symbols, reader->file,
                                            ESC_TEXT_SYMBOL_FUNCTION, 0, name);
  if (symbol == ESC_NONE) {
    esc_scan_no_memory(&reader->scan);
    return ESC_NONE;
  }
  esc_text_symbol_t *known = &reader->symbols.list.data[symbol];
  if (known->id == ESC_NONE) {
    known->id = reader->file->functions.count;
    if (!esc_array_push(reader->allocator, &reader->file->functions,
                        known->name))
      esc_scan_no_memory(&reader->scan);
  }
  return symbol;
}

esc_origin_t esc_read_origin(esc_text_reader_t *reader) {
  uint64_t origin = reader->scan.line;
  if (esc_scan_take(&reader->scan, '!'))
    esc_scan_number(&reader->scan, UINT32_MAX,
                    "expected an origin below 4294967296", &origin);
  return (esc_origin_t)origin;
}

uint32_t esc_read_family(esc_text_reader_t *reader) {
  esc_text_name_t name;
  if (!esc_scan_take_key(&reader->scan, "family") ||
      !esc_scan_name(&reader->scan, reader->file,
                     "expected the name of an allocator family", &name))
    return ESC_NONE;
  uint32_t symbol = esc_text_symbols_intern(&reader->symbols, reader->file,
                                            ESC_TEXT_SYMBOL_FAMILY, 0, name);
  if (symbol == ESC_NONE) {
    esc_scan_no_memory(&reader->scan);
    return ESC_NONE;
  }
  esc_text_symbol_t *known = &reader->symbols.list.data[symbol];
  if (known->id == ESC_NONE) {
    known->id = reader->file->families.count;
    if (!esc_array_push(reader->allocator, &reader->file->families,
                        known->name))
      esc_scan_no_memory(&reader->scan);
  }
  return known->id;
}

uint32_t esc_read_placeholder_symbol(esc_text_reader_t *reader,
                                     uint32_t function_symbol, uint32_t param) {
  uint32_t key[2] = {function_symbol, param};
  esc_text_name_t name = {reader->file->chars.count, sizeof key};
  if (reader->scan.status != ESC_OK)
    return ESC_NONE;
  uint32_t symbol = ESC_NONE;
  if (esc_array_reserve(reader->allocator, &reader->file->chars, sizeof key)) {
    memcpy(reader->file->chars.data + name.start, key, sizeof key);
    reader->file->chars.count += sizeof key;
    symbol = esc_text_symbols_intern(&reader->symbols, reader->file,
                                     ESC_TEXT_SYMBOL_PLACEHOLDER,
                                     reader->graph_number, name);
  }
  if (symbol == ESC_NONE)
    esc_scan_no_memory(&reader->scan);
  return symbol;
}

void esc_read_object(esc_text_reader_t *reader, esc_text_use_kind_t kind,
                     uint32_t index) {
  esc_text_use_t use = {.kind = kind,
                        .symbol = ESC_NONE,
                        .skeleton = reader->graph.skeletons.count - 1,
                        .index = index,
                        .place = esc_scan_place(&reader->scan)};
  esc_text_name_t name;
  if (esc_scan_take(&reader->scan, '#')) {
    if (!esc_scan_name(&reader->scan, reader->file, "expected a name after '#'",
                       &name))
      return;
    use.symbol = esc_text_symbols_intern(&reader->symbols, reader->file,
                                         ESC_TEXT_SYMBOL_OBJECT,
                                         reader->graph_number, name);
  } else if ((kind == ESC_USE_ADDR_OF || kind == ESC_USE_NAMED) &&
             esc_scan_sees(&reader->scan, '@')) {
    uint32_t function = esc_read_function(reader);
    uint64_t param;
    if (!esc_scan_expect(&reader->scan, '[', "expected '['") ||
        !esc_scan_number(&reader->scan, UINT32_MAX - 1,
                         "expected the number of a parameter", &param) ||
        !esc_scan_expect(&reader->scan, ']', "expected ']'"))
      return;
    use.symbol = esc_read_placeholder_symbol(reader, function, (uint32_t)param);
  } else {
    esc_scan_fail(&reader->scan, kind == ESC_USE_ADDR_OF
                                     ? "expected an object (#name) or what a "
                                       "parameter points to (@name[N])"
                                     : "expected an object (#name)");
    return;
  }
  if (use.symbol == ESC_NONE ||
      !esc_array_push(reader->allocator, &reader->uses, use))
    esc_scan_no_memory(&reader->scan);
}

bool esc_read_size(esc_text_reader_t *reader, uint32_t *size) {
  uint64_t number = ESC_ANY_SIZE;
  if (!esc_scan_take(&reader->scan, '?'))
    esc_scan_number(&reader->scan, ESC_ANY_SIZE - 1,
                    "expected a size below 4294967295, or '?'", &number);
  *size = (uint32_t)number;
  return reader->scan.status == ESC_OK;
}

/* Puts the numbers of objects where their names were used. */
static void resolve(esc_text_reader_t *reader) {
  const esc_graph_t *graph = &reader->graph.graph;
  for (uint32_t i = 0; i < reader->uses.count; ++i) {
    const esc_text_use_t *use = &reader->uses.data[i];
    const esc_text_symbol_t *symbol = &reader->symbols.list.data[use->symbol];
    if (!symbol->is_defined) {
      esc_scan_fail_at(&reader->scan, use->place,
                       symbol->kind == ESC_TEXT_SYMBOL_OBJECT
                           ? "expected an object declared in this graph"
                           : "expected a pointer parameter of a function of "
                             "this graph");
      return;
    }
    const esc_object_t *object = &graph->objects.data[symbol->id];
    if (use->kind == ESC_USE_ADDR_OF) {
      graph->constraints.data[use->index].src = symbol->id;
    } else if (use->kind == ESC_USE_HOLD) {
      if (!esc_is_constant_kind(object->kind))
        esc_scan_fail_at(&reader->scan, use->place,
                         "expected a function or constant");
      graph->constraints.data[use->index].dst = symbol->id;
    } else if (use->kind == ESC_USE_MUST) {
      if (object->kind != ESC_OBJECT_SITE)
        esc_scan_fail_at(&reader->scan, use->place, "expected a site");
      graph->facts.data[use->index].must = symbol->id;
    } else {
      const esc_skeleton_t *skeleton =
          &reader->graph.skeletons.data[use->skeleton];
      bool is_param =
          object->kind == ESC_OBJECT_PLACEHOLDER && use->kind == ESC_USE_NAMED;
      if ((object->kind != ESC_OBJECT_SITE &&
           object->kind != ESC_OBJECT_FRESH && !is_param) ||
          object->function != skeleton->function)
        esc_scan_fail_at(&reader->scan, use->place,
                         "expected a site or fresh object of this function");
      skeleton->events.data[use->index].object = symbol->id;
    }
  }
}

/* Statements, up to the line of the closing brace. */
static void read_body(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  while (esc_scan_next_line(scan)) {
    if (esc_scan_take(scan, '}')) {
      esc_scan_line_end(scan);
      return;
    }
    esc_read_statement(reader);
    if (reader->graph.graph.status != ESC_OK)
      esc_scan_no_memory(scan);
  }
  esc_scan_fail(scan, "expected '}'");
}

static void open_block(esc_text_reader_t *reader) {
  esc_scan_expect(&reader->scan, '{', "expected '{'");
  esc_scan_line_end(&reader->scan);
}

/* A pointer parameter brings its placeholder, which it points to: as
 * esc_graph_add_param does it, but for a location that may have its number
 * already. */
static void read_param(esc_text_reader_t *reader) {
  esc_graph_t *graph = &reader->graph.graph;
  esc_scan_t *scan = &reader->scan;
  uint32_t param = graph->functions.data[reader->function].param_count;
  esc_loc_t loc;
  if (!esc_read_loc_or_none(reader, &loc))
    return;
  if (!esc_array_push(reader->allocator, &graph->locs_of_calls, loc)) {
    esc_scan_no_memory(scan);
    return;
  }
  graph->functions.data[reader->function].param_count++;
  if (loc == ESC_NONE)
    return;
  esc_origin_t origin = esc_read_origin(reader);
  esc_object_t placeholder = {.kind = ESC_OBJECT_PLACEHOLDER,
                              .function = reader->function,
                              .origin = origin,
                              .size = ESC_SIZE_UNKNOWN,
                              .family = ESC_NONE,
                              .param = param,
                              .level = 1};
  esc_obj_t object = esc_graph_add_object(graph, &placeholder);
  esc_graph_addr_of(graph, loc, object, origin);
  esc_text_name_t no_name = {0, 0};
  uint32_t symbol =
      esc_read_placeholder_symbol(reader, reader->function_symbol, param);
  if (symbol == ESC_NONE ||
      !esc_array_push(reader->allocator, &reader->graph.objects, no_name)) {
    esc_scan_no_memory(scan);
    return;
  }
  reader->symbols.list.data[symbol].id = object;
  reader->symbols.list.data[symbol].is_defined = true;
}

/* `_` and `%name` between parentheses. */
static void read_list(esc_text_reader_t *reader, bool is_params) {
  esc_graph_t *graph = &reader->graph.graph;
  esc_scan_t *scan = &reader->scan;
  esc_scan_expect(scan, '(', "expected '('");
  if (esc_scan_take(scan, ')'))
    return;
  do {
    esc_loc_t loc;
    if (is_params)
      read_param(reader);
    else if (!esc_read_loc_or_none(reader, &loc))
      return;
    else if (!esc_array_push(reader->allocator, &graph->locs_of_calls, loc))
      esc_scan_no_memory(scan);
    else
      graph->functions.data[reader->function].result_count++;
  } while (esc_scan_take(scan, ','));
  esc_scan_expect(scan, ')', "expected ',' or ')'");
}

static void read_function_attributes(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_function_t *function =
      &reader->graph.graph.functions.data[reader->function];
  uint32_t flag;
  while (esc_scan_take_any(scan, esc_words_function_flag, &flag))
    function->flags |= flag;
  const char *message = "expected bytes below 18446744073709551615";
  if (esc_scan_take_key(scan, "frame-limit"))
    esc_scan_number(scan, ESC_SIZE_UNKNOWN - 1, message,
                    &function->frame_limit);
  if (esc_scan_take_key(scan, "frame-bytes"))
    esc_scan_number(scan, UINT64_MAX, message, &function->frame_bytes);
  if (esc_scan_take_key(scan, "grown-bytes"))
    esc_scan_number(scan, UINT64_MAX, message, &function->grown_bytes);
  uint64_t instructions = 0;
  if (esc_scan_take_key(scan, "instructions"))
    esc_scan_number(scan, UINT32_MAX, "expected a number below 4294967296",
                    &instructions);
  function->instructions = (uint32_t)instructions;
  if (!esc_scan_sees(scan, '{'))
    esc_scan_fail(scan, "expected an attribute of functions or '{'");
}

/* The rest of `func`. */
static void read_function(esc_text_reader_t *reader) {
  esc_graph_t *graph = &reader->graph.graph;
  esc_text_place_t place = esc_scan_place(&reader->scan);
  uint32_t index = esc_read_function(reader);
  if (index == ESC_NONE || reader->scan.status != ESC_OK)
    return;
  esc_text_symbol_t *symbol = &reader->symbols.list.data[index];
  if (symbol->is_defined) {
    esc_scan_fail_at(&reader->scan, place,
                     "expected a function that has no body yet");
    return;
  }
  symbol->is_defined = true;
  symbol->home = reader->graph_number;
  symbol->index = esc_graph_add_function(graph, symbol->id, 0);
  if (graph->status != ESC_OK) {
    esc_scan_no_memory(&reader->scan);
    return;
  }
  reader->function = symbol->index;
  reader->function_symbol = index;
  read_list(reader, true);
  graph->functions.data[reader->function].first_result =
      graph->locs_of_calls.count;
  if (esc_scan_take(&reader->scan, '-')) {
    esc_scan_expect(&reader->scan, '>', "expected '->'");
    read_list(reader, false);
  }
  read_function_attributes(reader);
  open_block(reader);
  read_body(reader);
  reader->function = ESC_NONE;
}

/* The rest of `in`: more of a function of this graph. */
static void read_in(esc_text_reader_t *reader) {
  esc_text_place_t place = esc_scan_place(&reader->scan);
  uint32_t index = esc_read_function(reader);
  if (index == ESC_NONE || reader->scan.status != ESC_OK)
    return;
  const esc_text_symbol_t *symbol = &reader->symbols.list.data[index];
  if (symbol->home != reader->graph_number) {
    esc_scan_fail_at(&reader->scan, place, "expected a function of this graph");
    return;
  }
  reader->function = symbol->index;
  reader->function_symbol = index;
  open_block(reader);
  read_body(reader);
  reader->function = ESC_NONE;
}

/* The rest of `graph`. */
static void read_group(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  reader->graph.graph.is_coarse = esc_scan_take_word(scan, "coarse");
  open_block(reader);
  while (esc_scan_next_line(scan)) {
    if (esc_scan_take(scan, '}')) {
      esc_scan_line_end(scan);
      return;
    }
    if (esc_scan_take_word(scan, "func"))
      read_function(reader);
    else if (esc_scan_take_word(scan, "in"))
      read_in(reader);
    else
      esc_read_statement(reader);
    if (reader->graph.graph.status != ESC_OK)
      esc_scan_no_memory(scan);
  }
  esc_scan_fail(scan, "expected '}'");
}

static void free_graph(const esc_allocator_t *allocator,
                       esc_text_graph_t *graph) {
  esc_graph_free(&graph->graph);
  for (uint32_t i = 0; i < graph->skeletons.count; ++i)
    esc_skeleton_free(&graph->skeletons.data[i]);
  esc_array_free(allocator, &graph->skeletons);
  esc_array_free(allocator, &graph->locs);
  esc_array_free(allocator, &graph->objects);
}

void esc_text_free(esc_text_file_t *file) {
  const esc_allocator_t *allocator = file->allocator;
  for (uint32_t i = 0; i < file->graphs.count; ++i)
    free_graph(allocator, &file->graphs.data[i]);
  esc_array_free(allocator, &file->graphs);
  esc_array_free(allocator, &file->functions);
  esc_array_free(allocator, &file->families);
  esc_array_free(allocator, &file->chars);
}

/* One graph of the file, from the cursor on. */
static void read_graph(esc_text_reader_t *reader) {
  memset(&reader->graph, 0, sizeof reader->graph);
  esc_graph_init(&reader->graph.graph, reader->allocator);
  reader->graph_number++;
  reader->uses.count = 0;
  if (esc_scan_take_word(&reader->scan, "func"))
    read_function(reader);
  else if (esc_scan_take_word(&reader->scan, "graph"))
    read_group(reader);
  else
    esc_scan_fail(&reader->scan, "expected 'func' or 'graph'");
  if (reader->graph.graph.status != ESC_OK)
    esc_scan_no_memory(&reader->scan);
  if (reader->scan.status == ESC_OK)
    resolve(reader);
  if (reader->scan.status == ESC_OK &&
      !esc_array_push(reader->allocator, &reader->file->graphs, reader->graph))
    esc_scan_no_memory(&reader->scan);
  if (reader->scan.status != ESC_OK)
    free_graph(reader->allocator, &reader->graph);
}

static void read_file(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_scan_next_line(scan);
  uint64_t version = 0;
  if (!esc_scan_take_word(scan, "efg"))
    esc_scan_fail(scan, "expected 'efg 1'");
  esc_text_place_t place = esc_scan_place(scan);
  esc_scan_number(scan, UINT32_MAX, "expected version 1", &version);
  if (version != 1)
    esc_scan_fail_at(scan, place, "expected version 1");
  esc_scan_line_end(scan);
  while (esc_scan_next_line(scan))
    read_graph(reader);
}

esc_status_t esc_text_read(const esc_allocator_t *allocator, const char *text,
                           size_t size, esc_text_file_t *file,
                           esc_text_error_t *error) {
  esc_text_reader_t reader = {.scan = {.text = text,
                                       .size = (uint32_t)size,
                                       .line = 1,
                                       .status = ESC_OK,
                                       .error = {0, 0, ""}},
                              .allocator = allocator,
                              .file = file,
                              .function = ESC_NONE};
  memset(file, 0, sizeof *file);
  file->allocator = allocator;
  if (size >= UINT32_MAX) {
    esc_text_place_t nowhere = {0, 0};
    esc_scan_fail_at(&reader.scan, nowhere, "expected less than 4 GiB");
  }
  read_file(&reader);
  esc_text_symbols_free(allocator, &reader.symbols);
  esc_array_free(allocator, &reader.uses);
  esc_array_free(allocator, &reader.successor_places);
  if (reader.scan.status != ESC_OK)
    esc_text_free(file);
  *error = reader.scan.error;
  return reader.scan.status;
}
