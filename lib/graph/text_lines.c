/* The lines of the text form. See text_lines.h. */
#include "graph/text_lines.h"

#include "graph/text_words.h"

#include <string.h>

static void put_bytes(esc_text_out_t *out, const char *bytes, size_t size) {
  if (!out->is_dry && out->ok && size)
    out->ok = out->writer->write(out->writer->context, bytes, size);
}

void esc_text_put(esc_text_out_t *out, const char *text) {
  put_bytes(out, text, strlen(text));
}

void esc_text_put_number(esc_text_out_t *out, uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  put_bytes(out, digits + at, sizeof digits - at);
}

static bool is_bare(const char *name, size_t length) {
  for (size_t i = 0; i < length; ++i) {
    char c = name[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
          (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '$'))
      return false;
  }
  return length > 0;
}

static void put_quoted(esc_text_out_t *out, const char *name, size_t length) {
  static const char digits[] = "0123456789ABCDEF";
  esc_text_put(out, "\"");
  for (size_t i = 0; i < length; ++i) {
    unsigned char c = (unsigned char)name[i];
    if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
      put_bytes(out, &name[i], 1);
    } else {
      char escaped[3] = {'\\', digits[c >> 4], digits[c & 15]};
      put_bytes(out, escaped, sizeof escaped);
    }
  }
  esc_text_put(out, "\"");
}

void esc_text_put_name(esc_text_out_t *out, esc_text_kind_t kind, uint32_t id) {
  size_t length = 0;
  const char *name =
      out->writer->name && !out->is_dry
          ? out->writer->name(out->writer->context, kind, id, &length)
          : NULL;
  if (!name)
    esc_text_put_number(out, id);
  else if (is_bare(name, length))
    put_bytes(out, name, length);
  else
    put_quoted(out, name, length);
}

static void put_loc(esc_text_out_t *out, esc_loc_t loc) {
  if (loc == ESC_NONE) {
    esc_text_put(out, "_");
    return;
  }
  if (loc >= out->named) {
    out->is_in_turn &= loc == out->named;
    out->named = loc + 1;
  }
  esc_text_put(out, "%");
  esc_text_put_name(out, ESC_TEXT_LOC, loc);
}

static void put_object(esc_text_out_t *out, esc_obj_t object) {
  const esc_object_t *named = &out->graph->objects.data[object];
  if (named->kind == ESC_OBJECT_PLACEHOLDER) {
    esc_text_put(out, "@");
    esc_text_put_name(out, ESC_TEXT_FUNCTION,
                      out->graph->functions.data[named->function].id);
    esc_text_put(out, "[");
    esc_text_put_number(out, named->param);
    esc_text_put(out, "]");
  } else {
    esc_text_put(out, "#");
    esc_text_put_name(out, ESC_TEXT_OBJECT, object);
  }
}

static void put_locs(esc_text_out_t *out, uint32_t first, uint32_t count) {
  esc_text_put(out, "(");
  for (uint32_t i = 0; i < count; ++i) {
    if (i)
      esc_text_put(out, ", ");
    put_loc(out, out->graph->locs_of_calls.data[first + i]);
  }
  esc_text_put(out, ")");
}

static void put_offset(esc_text_out_t *out, int32_t offset) {
  if (offset == ESC_ANY_OFFSET) {
    esc_text_put(out, " + ?");
  } else if (offset) {
    esc_text_put(out, offset < 0 ? " - " : " + ");
    esc_text_put_number(out, offset < 0 ? -(uint64_t)offset : (uint64_t)offset);
  }
}

static void put_size(esc_text_out_t *out, uint32_t size) {
  esc_text_put(out, ", ");
  if (size == ESC_ANY_SIZE)
    esc_text_put(out, "?");
  else
    esc_text_put_number(out, size);
}

static void put_origin(esc_text_out_t *out, esc_origin_t origin) {
  esc_text_put(out, " !");
  esc_text_put_number(out, origin);
}

static void put_flags(esc_text_out_t *out, const esc_word_t *table,
                      uint32_t flags) {
  for (; table->word; ++table)
    if (flags & table->value) {
      esc_text_put(out, " ");
      esc_text_put(out, table->word);
    }
}

static void put_word(esc_text_out_t *out, const esc_word_t *table,
                     uint32_t value) {
  const char *word = esc_words_find(table, value);
  esc_text_put(out, word ? word : "");
}

static void put_family(esc_text_out_t *out, uint32_t family) {
  if (family == ESC_NONE)
    return;
  esc_text_put(out, " family=");
  esc_text_put_name(out, ESC_TEXT_FAMILY, family);
}

static void put_signature(esc_text_out_t *out, uint32_t signature) {
  esc_text_put(out, " signature=");
  esc_text_put_number(out, signature);
}

static void put_seen(esc_text_out_t *out, const esc_seen_sizes_t *seen) {
  for (uint32_t i = 0; i < seen->count; ++i) {
    esc_text_put(out, i ? "," : " seen=");
    esc_text_put_number(out, seen->percent[i]);
  }
}

void esc_text_line_object(esc_text_out_t *out, uint32_t index) {
  const esc_object_t *object = &out->graph->objects.data[index];
  esc_text_put(out, "object ");
  put_object(out, index);
  esc_text_put(out, " ");
  put_word(out, esc_words_object_kind, object->kind);
  if (object->kind == ESC_OBJECT_FUNCTION) {
    esc_text_put(out, " @");
    esc_text_put_name(out, ESC_TEXT_FUNCTION, object->target);
    put_signature(out, object->signature);
  }
  if (object->size != ESC_SIZE_UNKNOWN) {
    esc_text_put(out, " size=");
    esc_text_put_number(out, object->size);
  }
  if (object->align) {
    esc_text_put(out, " align=");
    esc_text_put_number(out, object->align);
  }
  put_family(out, object->family);
  put_seen(out, &object->seen);
  put_flags(out, esc_words_site_flag, object->site_flags);
  put_origin(out, object->origin);
}

void esc_text_line_constraint(esc_text_out_t *out, uint32_t index) {
  const esc_constraint_t *c = &out->graph->constraints.data[index];
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_ADDR_OF:
    put_loc(out, c->dst);
    esc_text_put(out, " = &");
    put_object(out, c->src);
    put_offset(out, c->offset);
    break;
  case ESC_COPY:
    put_loc(out, c->dst);
    esc_text_put(out, " = ");
    put_loc(out, c->src);
    put_offset(out, c->offset);
    break;
  case ESC_LOAD:
    put_loc(out, c->dst);
    esc_text_put(out, " = load ");
    put_loc(out, c->src);
    put_offset(out, c->offset);
    put_size(out, c->size);
    break;
  case ESC_STORE:
    esc_text_put(out, "store ");
    put_loc(out, c->src);
    esc_text_put(out, ", ");
    put_loc(out, c->dst);
    put_offset(out, c->offset);
    break;
  case ESC_MEMCPY:
    esc_text_put(out, "memcpy ");
    put_loc(out, c->dst);
    esc_text_put(out, ", ");
    put_loc(out, c->src);
    put_size(out, c->size);
    break;
  case ESC_ESCAPE:
    esc_text_put(out, "escape ");
    put_loc(out, c->src);
    break;
  case ESC_UNKNOWN:
    esc_text_put(out, "unknown ");
    put_loc(out, c->dst);
    break;
  case ESC_EXPOSE:
    esc_text_put(out, "expose ");
    put_loc(out, c->src);
    put_offset(out, c->offset);
    put_size(out, c->size);
    break;
  case ESC_CLOBBER:
    esc_text_put(out, "clobber ");
    put_loc(out, c->dst);
    put_offset(out, c->offset);
    put_size(out, c->size);
    break;
  case ESC_HOLD:
    esc_text_put(out, "hold ");
    put_loc(out, c->src);
    esc_text_put(out, ", ");
    put_object(out, c->dst);
    put_offset(out, c->offset);
    break;
  }
  if (c->sink != ESC_SINK_NONE) {
    esc_text_put(out, " sink=");
    put_word(out, esc_words_sink, c->sink);
  }
  if (c->operand) {
    esc_text_put(out, " operand=");
    esc_text_put_number(out, c->operand);
  }
  put_origin(out, c->origin);
}

void esc_text_line_fact(esc_text_out_t *out, uint32_t index) {
  const esc_fact_t *fact = &out->graph->facts.data[index];
  esc_text_put(out, "fact ");
  put_word(out, esc_words_fact_kind, fact->kind);
  esc_text_put(out, " ");
  put_loc(out, fact->loc);
  if (fact->must != ESC_NONE) {
    esc_text_put(out, " must=");
    put_object(out, fact->must);
  }
  put_family(out, fact->family);
  put_origin(out, fact->origin);
}

void esc_text_line_call(esc_text_out_t *out, uint32_t index) {
  const esc_call_t *call = &out->graph->calls.data[index];
  esc_text_put(out, "call ");
  if (call->kind == ESC_CALL_INDIRECT) {
    put_loc(out, call->pointer);
  } else {
    esc_text_put(out, "@");
    esc_text_put_name(out, ESC_TEXT_FUNCTION, call->callee);
  }
  put_locs(out, call->first_arg, call->arg_count);
  if (call->result_count) {
    esc_text_put(out, " -> ");
    put_locs(out, call->first_result, call->result_count);
  }
  if (call->kind == ESC_CALL_INDIRECT)
    put_signature(out, call->signature);
  if (call->is_repeated)
    esc_text_put(out, " repeated");
  if (call->is_fixed)
    esc_text_put(out, " fixed");
  put_origin(out, call->origin);
}

void esc_text_line_event(esc_text_out_t *out, uint32_t index) {
  const esc_skeleton_t *skeleton = &out->skeletons[out->skeleton];
  const esc_event_t *event = &skeleton->events.data[index];
  put_word(out, esc_words_event_kind, event->kind);
  if (event->given) {
    esc_text_put(out, " ");
    esc_text_put_number(out, event->given);
  }
  if (event->object != ESC_NONE) {
    esc_text_put(out, " ");
    put_object(out, event->object);
  }
  if (event->maker != ESC_NONE) {
    esc_text_put(out, " made-by=");
    esc_text_put_number(out, event->maker);
  }
  if (event->name) {
    esc_text_put(out, " name=");
    esc_text_put_number(out, event->name);
  }
  if (event->kind == ESC_EVENT_PASS) {
    esc_text_put(out, " operand=");
    esc_text_put_number(out, event->operand);
  }
  if (event->arg_count)
    esc_text_put(out, " (");
  for (uint32_t i = 0; i < event->arg_count; ++i) {
    esc_text_put(out, i ? ", " : "");
    put_loc(out, skeleton->args.data[event->first_arg + i]);
  }
  if (event->arg_count)
    esc_text_put(out, ")");
  put_flags(out, esc_words_event_flag, event->flags);
  put_origin(out, event->origin);
}

/* The line that opens a function, but for its brace. Names its locations; the
 * placeholders of pointer parameters are implied. */
void esc_text_line_function(esc_text_out_t *out, uint32_t index) {
  const esc_graph_t *graph = out->graph;
  const esc_function_t *function = &graph->functions.data[index];
  uint32_t object = out->object;
  esc_text_put(out, "func @");
  esc_text_put_name(out, ESC_TEXT_FUNCTION, function->id);
  esc_text_put(out, "(");
  for (uint32_t i = 0; i < function->param_count; ++i) {
    esc_loc_t loc = graph->locs_of_calls.data[function->first_param + i];
    if (i)
      esc_text_put(out, ", ");
    put_loc(out, loc);
    if (loc == ESC_NONE)
      continue;
    while (object < graph->objects.count &&
           !(graph->objects.data[object].kind == ESC_OBJECT_PLACEHOLDER &&
             graph->objects.data[object].function == index &&
             graph->objects.data[object].param == i))
      ++object;
    if (object < graph->objects.count)
      put_origin(out, graph->objects.data[object].origin);
  }
  esc_text_put(out, ")");
  if (function->result_count) {
    esc_text_put(out, " -> ");
    put_locs(out, function->first_result, function->result_count);
  }
  put_flags(out, esc_words_function_flag, function->flags);
  if (function->frame_limit != ESC_SIZE_UNKNOWN) {
    esc_text_put(out, " frame-limit=");
    esc_text_put_number(out, function->frame_limit);
  }
  if (function->frame_bytes) {
    esc_text_put(out, " frame-bytes=");
    esc_text_put_number(out, function->frame_bytes);
  }
  if (function->grown_bytes) {
    esc_text_put(out, " grown-bytes=");
    esc_text_put_number(out, function->grown_bytes);
  }
  if (function->instructions) {
    esc_text_put(out, " instructions=");
    esc_text_put_number(out, function->instructions);
  }
  esc_text_put(out, " {");
}
