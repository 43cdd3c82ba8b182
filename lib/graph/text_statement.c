/* Reading the statements of the text form. See text_reader.h. */
#include "graph/text_reader.h"

/* `[+ N | - N | + ?]` */
static int32_t read_offset(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  const char *message = "expected an offset from -512 to 512, or '+ ?'";
  uint64_t bytes = 0;
  if (esc_scan_take(scan, '+')) {
    if (esc_scan_take(scan, '?'))
      return ESC_ANY_OFFSET;
    esc_scan_number(scan, ESC_OFFSET_MAX, message, &bytes);
    return (int32_t)bytes;
  }
  if (esc_scan_take(scan, '-'))
    esc_scan_number(scan, -ESC_OFFSET_MIN, message, &bytes);
  return -(int32_t)bytes;
}

static uint32_t read_length(esc_text_reader_t *reader) {
  uint32_t size = 0;
  esc_scan_expect(&reader->scan, ',', "expected ','");
  esc_read_size(reader, &size);
  return size;
}

/* What every constraint may end with; then adds it. */
static void finish_constraint(esc_text_reader_t *reader,
                              esc_constraint_t *constraint) {
  esc_scan_t *scan = &reader->scan;
  uint64_t operand = 0;
  uint32_t sink = ESC_SINK_NONE;
  if (esc_scan_take_key(scan, "sink") &&
      !esc_scan_take_any(scan, esc_words_sink, &sink))
    esc_scan_fail(scan, "expected a kind of sink");
  if (esc_scan_take_key(scan, "operand"))
    esc_scan_number(scan, UINT16_MAX, "expected an operand below 65536",
                    &operand);
  constraint->sink = (uint8_t)sink;
  constraint->operand = (uint16_t)operand;
  constraint->origin = esc_read_origin(reader);
  constraint->cause = ESC_NONE;
  if (esc_scan_line_end(scan))
    esc_graph_add_constraint(&reader->graph.graph, constraint);
}

/* `%d = &o + N`, `%d = %s + N`, `%d = load %p + N, SIZE` */
static void read_assignment(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_constraint_t constraint = {.dst = esc_read_loc(reader)};
  esc_scan_expect(scan, '=', "expected '='");
  if (esc_scan_take(scan, '&')) {
    constraint.kind = ESC_ADDR_OF;
    esc_read_object(reader, ESC_USE_ADDR_OF,
                    reader->graph.graph.constraints.count);
    constraint.offset = read_offset(reader);
  } else if (esc_scan_take_word(scan, "load")) {
    constraint.kind = ESC_LOAD;
    constraint.src = esc_read_loc(reader);
    constraint.offset = read_offset(reader);
    constraint.size = read_length(reader);
  } else if (esc_scan_sees(scan, '%')) {
    constraint.kind = ESC_COPY;
    constraint.src = esc_read_loc(reader);
    constraint.offset = read_offset(reader);
  } else {
    esc_scan_fail(scan, "expected '&', 'load' or a location (%name)");
  }
  finish_constraint(reader, &constraint);
}

static void read_store(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {.kind = ESC_STORE,
                                 .src = esc_read_loc(reader),
                                 .size = ESC_POINTER_BYTES};
  esc_scan_expect(&reader->scan, ',', "expected ','");
  constraint.dst = esc_read_loc(reader);
  constraint.offset = read_offset(reader);
  finish_constraint(reader, &constraint);
}

static void read_memcpy(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {.kind = ESC_MEMCPY,
                                 .dst = esc_read_loc(reader)};
  esc_scan_expect(&reader->scan, ',', "expected ','");
  constraint.src = esc_read_loc(reader);
  constraint.size = read_length(reader);
  finish_constraint(reader, &constraint);
}

static void read_escape(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {.kind = ESC_ESCAPE,
                                 .src = esc_read_loc(reader)};
  finish_constraint(reader, &constraint);
}

static void read_unknown(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {.kind = ESC_UNKNOWN,
                                 .dst = esc_read_loc(reader)};
  finish_constraint(reader, &constraint);
}

static void read_expose(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {.kind = ESC_EXPOSE,
                                 .src = esc_read_loc(reader)};
  constraint.offset = read_offset(reader);
  constraint.size = read_length(reader);
  finish_constraint(reader, &constraint);
}

static void read_clobber(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {.kind = ESC_CLOBBER,
                                 .dst = esc_read_loc(reader)};
  constraint.offset = read_offset(reader);
  constraint.size = read_length(reader);
  finish_constraint(reader, &constraint);
}

static void read_hold(esc_text_reader_t *reader) {
  esc_constraint_t constraint = {
      .kind = ESC_HOLD, .src = esc_read_loc(reader), .size = ESC_POINTER_BYTES};
  esc_scan_expect(&reader->scan, ',', "expected ','");
  esc_read_object(reader, ESC_USE_HOLD, reader->graph.graph.constraints.count);
  constraint.offset = read_offset(reader);
  finish_constraint(reader, &constraint);
}

static void read_loc_names(esc_text_reader_t *reader) {
  do
    esc_read_loc(reader);
  while (reader->scan.status == ESC_OK &&
         !esc_scan_sees_line_end(&reader->scan));
  esc_scan_line_end(&reader->scan);
}

/* `[signature=N]`: 0 if it is left out. */
static uint32_t read_signature(esc_text_reader_t *reader) {
  uint64_t signature = 0;
  if (esc_scan_take_key(&reader->scan, "signature"))
    esc_scan_number(&reader->scan, UINT32_MAX,
                    "expected a number below 4294967296", &signature);
  return (uint32_t)signature;
}

/* `[seen=N{,N}]` */
static void read_seen(esc_scan_t *scan, esc_seen_sizes_t *seen) {
  if (!esc_scan_take_key(scan, "seen"))
    return;
  do {
    uint64_t least = seen->count ? seen->percent[seen->count - 1] : 0;
    uint64_t percent = 0;
    esc_text_place_t place = esc_scan_place(scan);
    if (!esc_scan_number(scan, 100, "expected a percentage", &percent))
      return;
    if (percent < least || seen->count == ESC_SIZE_CLASSES) {
      esc_scan_fail_at(scan, place,
                       "expected no more than 12 percentages that ascend");
      return;
    }
    seen->percent[seen->count++] = (uint8_t)percent;
  } while (esc_scan_take(scan, ','));
}

static void read_object(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_text_name_t name;
  esc_text_place_t place = esc_scan_place(scan);
  if (!esc_scan_expect(scan, '#', "expected an object (#name)") ||
      !esc_scan_name(scan, reader->file, "expected a name after '#'", &name))
    return;
  uint32_t index = esc_text_symbols_intern(&reader->symbols, reader->file,
                                           ESC_TEXT_SYMBOL_OBJECT,
                                           reader->graph_number, name);
  if (index == ESC_NONE) {
    esc_scan_no_memory(scan);
    return;
  }
  esc_text_symbol_t *symbol = &reader->symbols.list.data[index];
  if (symbol->is_defined) {
    esc_scan_fail_at(scan, place, "expected a name no object has yet");
    return;
  }
  uint32_t kind = 0, flag;
  uint64_t size = ESC_SIZE_UNKNOWN, align = 0;
  esc_object_t object = {.function = reader->function, .cause = ESC_NONE};
  if (!esc_scan_take_any(scan, esc_words_object_kind, &kind))
    esc_scan_fail(scan, "expected 'alloca', 'site', 'fresh', 'function' or "
                        "'constant'");
  if (kind == ESC_OBJECT_FUNCTION) {
    uint32_t function = esc_read_function(reader);
    if (function == ESC_NONE)
      return;
    object.target = reader->symbols.list.data[function].id;
    object.signature = read_signature(reader);
  }
  if (esc_scan_take_key(scan, "size"))
    esc_scan_number(scan, ESC_SIZE_UNKNOWN - 1,
                    "expected bytes below 18446744073709551615", &size);
  if (esc_scan_take_key(scan, "align"))
    esc_scan_number(scan, UINT32_MAX, "expected bytes below 4294967296",
                    &align);
  object.family = esc_read_family(reader);
  if (kind == ESC_OBJECT_SITE || kind == ESC_OBJECT_FRESH)
    read_seen(scan, &object.seen);
  while ((kind == ESC_OBJECT_SITE || kind == ESC_OBJECT_FRESH) &&
         esc_scan_take_any(scan, esc_words_site_flag, &flag))
    object.site_flags |= (uint16_t)flag;
  object.kind = (uint8_t)kind;
  object.size = size;
  object.align = (uint32_t)align;
  object.origin = esc_read_origin(reader);
  if (!esc_scan_line_end(scan))
    return;
  symbol = &reader->symbols.list.data[index];
  symbol->id = esc_graph_add_object(&reader->graph.graph, &object);
  symbol->is_defined = true;
  if (!esc_array_push(reader->allocator, &reader->graph.objects, symbol->name))
    esc_scan_no_memory(scan);
}

/* `fact KIND %p [must=#o] [family=F] [!N]` */
static void read_fact(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  uint32_t kind = 0;
  if (!esc_scan_take_any(scan, esc_words_fact_kind, &kind))
    esc_scan_fail(scan, "expected a kind of fact");
  esc_fact_t fact = {.kind = (uint8_t)kind,
                     .function = reader->function,
                     .loc = esc_read_loc(reader),
                     .must = ESC_NONE,
                     .cause = ESC_NONE};
  if (esc_scan_take_key(scan, "must"))
    esc_read_object(reader, ESC_USE_MUST, reader->graph.graph.facts.count);
  fact.family = esc_read_family(reader);
  fact.origin = esc_read_origin(reader);
  if (esc_scan_line_end(scan))
    esc_graph_add_fact(&reader->graph.graph, &fact);
}

/* Appends `_` and `%name` between parentheses to the lists of the graph. */
static uint32_t read_operands(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  uint32_t count = 0;
  esc_scan_expect(scan, '(', "expected '('");
  if (esc_scan_take(scan, ')'))
    return 0;
  do {
    esc_loc_t loc;
    if (!esc_read_loc_or_none(reader, &loc))
      return 0;
    if (!esc_array_push(reader->allocator, &reader->graph.graph.locs_of_calls,
                        loc))
      esc_scan_no_memory(scan);
    ++count;
  } while (esc_scan_take(scan, ','));
  esc_scan_expect(scan, ')', "expected ',' or ')'");
  return count;
}

/* `call @f(%a, _) [-> (%r)] [repeated] [fixed] [!N]`, `call %p(...) ...` */
static void read_call(esc_text_reader_t *reader) {
  esc_graph_t *graph = &reader->graph.graph;
  esc_scan_t *scan = &reader->scan;
  esc_call_t call = {
      .pointer = ESC_NONE, .resolved = ESC_NONE, .function = reader->function};
  if (esc_scan_sees(scan, '%')) {
    call.kind = ESC_CALL_INDIRECT;
    call.callee = ESC_NONE;
    call.pointer = esc_read_loc(reader);
  } else {
    uint32_t symbol = esc_read_function(reader);
    if (symbol == ESC_NONE)
      return;
    call.callee = reader->symbols.list.data[symbol].id;
  }
  call.first_arg = graph->locs_of_calls.count;
  call.arg_count = read_operands(reader);
  call.first_result = graph->locs_of_calls.count;
  if (esc_scan_take(scan, '-')) {
    esc_scan_expect(scan, '>', "expected '->'");
    call.result_count = read_operands(reader);
  }
  if (call.kind == ESC_CALL_INDIRECT)
    call.signature = read_signature(reader);
  call.is_repeated = esc_scan_take_word(scan, "repeated");
  call.is_fixed = esc_scan_take_word(scan, "fixed");
  call.origin = esc_read_origin(reader);
  if (!esc_scan_line_end(scan))
    return;
  if (!esc_array_push(reader->allocator, &graph->calls, call))
    esc_scan_no_memory(scan);
}

static void read_skeleton(esc_text_reader_t *reader) {
  esc_text_symbol_t *symbol =
      &reader->symbols.list.data[reader->function_symbol];
  if (symbol->has_skeleton) {
    esc_scan_fail(&reader->scan, "expected one cfg of each function");
    return;
  }
  symbol->has_skeleton = true;
  esc_read_cfg(reader);
}

void esc_read_statement(esc_text_reader_t *reader) {
  enum {
    STORE,
    MEMCPY,
    ESCAPE,
    UNKNOWN,
    EXPOSE,
    CLOBBER,
    HOLD,
    LOC,
    OBJECT,
    FACT,
    CALL,
    CFG
  };
  static const esc_word_t anywhere[] = {
      {"store", STORE},     {"memcpy", MEMCPY}, {"escape", ESCAPE},
      {"unknown", UNKNOWN}, {"expose", EXPOSE}, {"clobber", CLOBBER},
      {"hold", HOLD},       {"loc", LOC},       {NULL, 0}};
  static const esc_word_t in_function[] = {{"object", OBJECT},
                                           {"fact", FACT},
                                           {"call", CALL},
                                           {"cfg", CFG},
                                           {NULL, 0}};
  esc_scan_t *scan = &reader->scan;
  bool is_inside = reader->function != ESC_NONE;
  uint32_t statement;
  if (esc_scan_sees(scan, '%')) {
    read_assignment(reader);
    return;
  }
  if (!esc_scan_take_any(scan, anywhere, &statement) &&
      !(is_inside && esc_scan_take_any(scan, in_function, &statement))) {
    esc_scan_fail(scan, is_inside
                            ? "expected a statement or '}'"
                            : "expected 'func', 'in', 'loc', a constraint "
                              "or '}'");
    return;
  }
  switch (statement) {
  case STORE:
    read_store(reader);
    return;
  case MEMCPY:
    read_memcpy(reader);
    return;
  case ESCAPE:
    read_escape(reader);
    return;
  case UNKNOWN:
    read_unknown(reader);
    return;
  case EXPOSE:
    read_expose(reader);
    return;
  case CLOBBER:
    read_clobber(reader);
    return;
  case HOLD:
    read_hold(reader);
    return;
  case LOC:
    read_loc_names(reader);
    return;
  case OBJECT:
    read_object(reader);
    return;
  case FACT:
    read_fact(reader);
    return;
  case CALL:
    read_call(reader);
    return;
  default:
    read_skeleton(reader);
    return;
  }
}
