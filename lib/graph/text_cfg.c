/* Reading the skeletons of the text form. See text_reader.h. */
#include "graph/text_reader.h"

static esc_skeleton_t *skeleton_of(esc_text_reader_t *reader) {
  return &reader->graph.skeletons.data[reader->graph.skeletons.count - 1];
}

/* The rest of `block N [-> N ...]`. */
static void read_block(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_text_place_t place = esc_scan_place(scan);
  uint64_t number = 0;
  esc_scan_number(scan, UINT32_MAX, "expected the number of the block",
                  &number);
  if (number != skeleton_of(reader)->blocks.count)
    esc_scan_fail_at(scan, place, "expected the next block in order, from 0");
  esc_skeleton_add_block(skeleton_of(reader));
  if (esc_scan_take(scan, '-')) {
    esc_scan_expect(scan, '>', "expected '->'");
    do {
      place = esc_scan_place(scan);
      if (!esc_scan_number(scan, UINT32_MAX - 1,
                           "expected the number of a block", &number))
        return;
      esc_skeleton_add_successor(skeleton_of(reader), (uint32_t)number);
      if (!esc_array_push(reader->allocator, &reader->successor_places, place))
        esc_scan_no_memory(scan);
    } while (scan->status == ESC_OK && !esc_scan_sees_line_end(scan));
  }
  esc_scan_line_end(scan);
}

/* `(%a, %b)`, added to the arguments of the event to come. */
static uint32_t read_args(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_skeleton_t *skeleton = skeleton_of(reader);
  uint32_t count = 0;
  esc_scan_expect(scan, '(', "expected '('");
  if (esc_scan_take(scan, ')'))
    return 0;
  do {
    esc_loc_t loc = esc_read_loc(reader);
    if (scan->status != ESC_OK)
      return 0;
    if (!esc_array_push(reader->allocator, &skeleton->args, loc))
      esc_scan_no_memory(scan);
    ++count;
  } while (esc_scan_take(scan, ','));
  esc_scan_expect(scan, ')', "expected ',' or ')'");
  return count;
}

static void read_name(esc_text_reader_t *reader, uint64_t *name) {
  esc_scan_t *scan = &reader->scan;
  esc_text_place_t place = esc_scan_place(scan);
  if (esc_scan_number(scan, ESC_NAMES_MAX, "expected a number from 1 to 63",
                      name) &&
      *name == 0)
    esc_scan_fail_at(scan, place, "expected a number from 1 to 63");
}

/* The rest of `KIND [N] [#object | @f[0] | made-by=N | name=N] [operand=N]
 * [(%a, %b)] [flags] [!N]`. */
static void read_event(esc_text_reader_t *reader, esc_event_kind_t kind) {
  esc_scan_t *scan = &reader->scan;
  esc_skeleton_t *skeleton = skeleton_of(reader);
  esc_event_t event = {.kind = (uint8_t)kind,
                       .object = ESC_NONE,
                       .maker = ESC_NONE,
                       .first_arg = skeleton->args.count};
  bool names = kind == ESC_EVENT_FREE || kind == ESC_EVENT_NULL ||
               kind == ESC_EVENT_PASS || kind == ESC_EVENT_GIVE;
  bool is_call = kind == ESC_EVENT_SITE || kind == ESC_EVENT_FREE ||
                 kind == ESC_EVENT_CALL;
  uint32_t flag;
  uint64_t maker = ESC_NONE, operand = 0, name = 0, given = 0;
  if (kind == ESC_EVENT_GIVE)
    read_name(reader, &given);
  if (kind == ESC_EVENT_SITE ||
      (names && (esc_scan_sees(scan, '#') || esc_scan_sees(scan, '@'))))
    esc_read_object(reader, names ? ESC_USE_NAMED : ESC_USE_EVENT,
                    skeleton->events.count);
  else if (names && esc_scan_take_key(scan, "made-by"))
    esc_scan_number(scan, UINT32_MAX - 1,
                    "expected the origin of a call below 4294967295", &maker);
  else if (names && esc_scan_take_key(scan, "name"))
    read_name(reader, &name);
  else if (kind == ESC_EVENT_NULL || kind == ESC_EVENT_PASS)
    esc_scan_fail(scan, "expected an object (#name), a parameter (@name[N]), "
                        "'made-by=' or 'name='");
  if (kind == ESC_EVENT_PASS && esc_scan_take_key(scan, "operand"))
    esc_scan_number(scan, UINT32_MAX - 1, "expected the number of an argument",
                    &operand);
  event.maker = (uint32_t)maker;
  event.name = (uint32_t)name;
  event.given = (uint32_t)given;
  event.operand = (uint32_t)operand;
  if (is_call && esc_scan_sees(scan, '('))
    event.arg_count = read_args(reader);
  while (is_call && esc_scan_take_any(scan, esc_words_event_flag, &flag))
    event.flags |= (uint8_t)flag;
  event.origin = esc_read_origin(reader);
  if (!esc_scan_line_end(scan))
    return;
  if (!esc_array_push(reader->allocator, &skeleton->events, event)) {
    esc_scan_no_memory(scan);
    return;
  }
  skeleton->blocks.data[skeleton->blocks.count - 1].event_count++;
}

/* Every successor is a block. */
static void check_successors(esc_text_reader_t *reader) {
  const esc_skeleton_t *skeleton = skeleton_of(reader);
  for (uint32_t i = 0; i < skeleton->successors.count; ++i)
    if (skeleton->successors.data[i] >= skeleton->blocks.count) {
      esc_scan_fail_at(&reader->scan, reader->successor_places.data[i],
                       "expected the number of a block");
      return;
    }
}

void esc_read_cfg(esc_text_reader_t *reader) {
  esc_scan_t *scan = &reader->scan;
  esc_skeleton_t made;
  esc_skeleton_init(&made, reader->allocator);
  made.function = reader->function;
  if (!esc_array_push(reader->allocator, &reader->graph.skeletons, made)) {
    esc_scan_no_memory(scan);
    return;
  }
  reader->successor_places.count = 0;
  esc_scan_expect(scan, '{', "expected '{'");
  esc_scan_line_end(scan);
  while (esc_scan_next_line(scan)) {
    uint32_t kind;
    if (esc_scan_take_word(scan, "block")) {
      read_block(reader);
    } else if (skeleton_of(reader)->blocks.count == 0) {
      esc_scan_fail(scan, "expected 'block 0'");
    } else if (esc_scan_take(scan, '}')) {
      if (esc_scan_line_end(scan))
        check_successors(reader);
      return;
    } else if (esc_scan_take_any(scan, esc_words_event_kind, &kind)) {
      read_event(reader, (esc_event_kind_t)kind);
    } else {
      esc_scan_fail(scan, "expected 'block', an event or '}'");
    }
    if (skeleton_of(reader)->status != ESC_OK)
      esc_scan_no_memory(scan);
  }
  esc_scan_fail(scan, "expected '}'");
}
