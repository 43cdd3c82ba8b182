/* A remark as a record: its arguments (docs/reports.md), and
 * its places as seen from the current folder. */
#include "report/reader.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *copy(esc_reader_t *reader, const char *text, size_t length) {
  const char *copied = esc_arena_text(&reader->report->arena, text, length);
  if (!copied)
    esc_reader_fail(reader, "out of memory");
  return copied ? copied : "";
}

static unsigned hex_of(char c) {
  return c >= '0' && c <= '9'   ? (unsigned)(c - '0')
         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                                : 16;
}

/* LLVM's parser takes the quotes from a scalar in single quotes, and leaves the
 * doubled ones within; one in double quotes it leaves as it is (YAML 1.2, 7.3).
 * The writer quotes whatever has a quote in it, so none is there by itself. */
static void unquote(char *text) {
  size_t length = strlen(text);
  char *to = text;
  if (length < 2 || text[0] != '"' || text[length - 1] != '"' ||
      !strchr(text, '\\')) {
    for (char *from = text; *from; *to++ = *from++)
      if (from[0] == '\'' && from[1] == '\'')
        ++from;
    *to = '\0';
    return;
  }
  for (char *from = text + 1; from < text + length - 1; ++from) {
    if (*from != '\\') {
      *to++ = *from;
    } else if (from[1] == 'x' && hex_of(from[2]) < 16 && hex_of(from[3]) < 16) {
      *to++ = (char)(hex_of(from[2]) * 16 + hex_of(from[3]));
      from += 3;
    } else {
      ++from;
      *to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
    }
  }
  *to = '\0';
}

static const char *copy_ref(esc_reader_t *reader, esc_slice_t slice) {
  const char *text = slice.data;
  size_t length = slice.length;
  const char *copied = copy(reader, text, length);
  if (reader->is_yaml && *copied &&
      (memchr(text, '\'', length) || *text == '"'))
    unquote((char *)copied);
  return copied;
}

static esc_place_t place_of(esc_reader_t *reader,
                            const esc_remark_place_t *from) {
  esc_place_t place = {NULL, 0, 0};
  if (!from->is_known)
    return place;
  if (!reader->last_file || !esc_slice_is(from->file, reader->last_file))
    reader->last_file = copy_ref(reader, from->file);
  place.file = reader->last_file;
  while (place.file[0] == '.' && place.file[1] == '/')
    place.file += 2;
  place.line = from->line;
  place.column = from->column;
  if (strcmp(place.file, "<unknown>") == 0)
    place.file = NULL;
  return place;
}

static uint64_t number_of(esc_slice_t value) {
  uint64_t number = 0;
  for (size_t i = 0;
       i < value.length && value.data[i] >= '0' && value.data[i] <= '9'; ++i)
    number = number * 10 + (uint64_t)(value.data[i] - '0');
  return number;
}

static uint8_t lifetime_of(esc_slice_t value) {
  static const char *const words[] = {"local", "caller", "external"};
  for (uint8_t i = 0; i < 3; ++i)
    if (esc_slice_is(value, words[i]))
      return i;
  return ESC_WORD_UNKNOWN;
}

static void add_string(esc_reader_t *reader, esc_record_t *record,
                       esc_slice_t value) {
  if (record->kind == ESC_RECORD_PROMOTED)
    record->action = copy_ref(reader, value);
  else if (!record->verdict)
    record->verdict = copy_ref(reader, value);
  else if (!esc_slice_is(value, "; "))
    record->action = copy_ref(reader, value);
}

/* Adds one argument to the record. An unknown one is left out: a later version
 * may say more. */
static void add_argument(esc_reader_t *reader, esc_record_t *record,
                         const esc_remark_arg_t *arg) {
  const esc_allocator_t *allocator = reader->report->allocator;
  esc_slice_t key = arg->key, value = arg->value;
  esc_place_t place = place_of(reader, &arg->place);
  const struct {
    const char *key;
    const char **field;
  } texts[] = {{"Object", &record->object},   {"Allocator", &record->allocator},
               {"Frame", &record->frame},     {"Type", &record->type},
               {"Site", &record->identity},   {"Directory", &record->directory},
               {"Because", &record->because}, {"Fix", &record->fix}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i)
    if (esc_slice_is(key, texts[i].key)) {
      *texts[i].field = copy_ref(reader, value);
      return;
    }
  bool ok = true;
  if (esc_slice_is(key, "String")) {
    add_string(reader, record, value);
  } else if (esc_slice_is(key, "Hop")) {
    esc_record_hop_t hop = {copy_ref(reader, value), place, 0, NULL};
    ok = esc_array_push(allocator, &record->hops, hop);
    if (record->flows.count)
      ++record->flows.data[record->flows.count - 1].hop_count;
  } else if (esc_slice_is(key, "Flow")) {
    esc_record_flow_t flow = {copy_ref(reader, value), NULL, record->hops.count,
                              0};
    ok = esc_array_push(allocator, &record->flows, flow);
  } else if (esc_slice_is(key, "Depth") && record->hops.count) {
    record->hops.data[record->hops.count - 1].depth =
        (uint32_t)number_of(value);
  } else if (esc_slice_is(key, "In") && record->hops.count) {
    record->hops.data[record->hops.count - 1].in = copy_ref(reader, value);
  } else if (esc_slice_is(key, "FlowFix") && record->flows.count) {
    record->flows.data[record->flows.count - 1].fix = copy_ref(reader, value);
  } else if (esc_slice_is(key, "FreeRemoved") ||
             esc_slice_is(key, "FreeGuarded")) {
    esc_record_free_t freed = {place, esc_slice_is(key, "FreeGuarded")};
    ok = esc_array_push(allocator, &record->frees, freed);
  } else if (esc_slice_is(key, "InlinedInto") || esc_slice_is(key, "Owner")) {
    esc_record_call_t call = {copy_ref(reader, value), place};
    ok = esc_array_push(allocator, &record->calls, call);
  } else if (esc_slice_is(key, "Evidence")) {
    record->evidence = copy_ref(reader, value);
    record->evidence_place = place;
  } else if (esc_slice_is(key, "Size")) {
    record->size = number_of(value);
  } else if (esc_slice_is(key, "Actions")) {
    record->is_only_judged = true;
  } else if (esc_slice_is(key, "SizeIs")) {
    record->size_is_bound = true;
  } else if (esc_slice_is(key, "Lifetime")) {
    record->lifetime = lifetime_of(value);
  } else if (esc_slice_is(key, "LoopDepth")) {
    record->loop_depth = (uint32_t)number_of(value);
  } else if (esc_slice_is(key, "MoreFlows")) {
    record->more_flows = (uint32_t)number_of(value);
  } else if (esc_slice_is(key, "Elements")) {
    record->elements = (uint32_t)number_of(value);
  } else if (esc_slice_is(key, "SlotBytes")) {
    record->slot_bytes = number_of(value);
  } else if (esc_slice_is(key, "Calls")) {
    record->number = (uint32_t)number_of(value);
  }
  if (!ok)
    esc_reader_fail(reader, "out of memory");
}

/* Whether remarks of this name are records. */
static bool kind_of(esc_remark_type_t type, esc_slice_t name, uint8_t *kind) {
  if (type == ESC_REMARK_PASSED)
    *kind = ESC_RECORD_PROMOTED;
  else if (type == ESC_REMARK_MISSED)
    *kind = ESC_RECORD_KEPT;
  else if (esc_slice_is(name, "Source"))
    *kind = ESC_RECORD_SOURCE;
  else if (esc_slice_is(name, "Parameter"))
    *kind = ESC_RECORD_PARAMETER;
  else if (esc_slice_is(name, "Summary"))
    *kind = ESC_RECORD_SUMMARY;
  else if (esc_slice_is(name, "CallsLeft"))
    *kind = ESC_RECORD_CALLS_LEFT;
  else
    return false;
  return true;
}

/*===-- Places -----------------------------------------------------------===*/

/* What to write before the names of a compiler that ran in `directory`, so that
 * they are found from here: a path below the current folder, else the whole
 * one. Nothing if the folder is not on this machine. */
static const char *prefix_of(esc_reader_t *reader, const char *directory) {
  if (reader->directory && strcmp(reader->directory, directory) == 0)
    return reader->prefix;
  char here[4096], path[4096];
  struct stat status;
  reader->directory = directory;
  reader->prefix = "";
  if (!getcwd(here, sizeof here) || strcmp(here, directory) == 0 ||
      stat(directory, &status) != 0)
    return reader->prefix;
  size_t length = strlen(here);
  bool is_below = strncmp(directory, here, length) == 0 &&
                  directory[length] == '/' && directory[length + 1];
  int written = snprintf(path, sizeof path, "%s/",
                         is_below ? directory + length + 1 : directory);
  if (written > 0 && (size_t)written < sizeof path)
    reader->prefix = copy(reader, path, (size_t)written);
  return reader->prefix;
}

static void move_place(esc_reader_t *reader, esc_place_t *place,
                       const char *directory) {
  if (!place->file || place->file[0] == '/')
    return;
  const char *prefix = prefix_of(reader, directory);
  if (!*prefix)
    return;
  if (reader->moved_from != place->file || reader->moved_by != prefix) {
    char path[8192];
    int written = snprintf(path, sizeof path, "%s%s", prefix, place->file);
    if (written < 0 || (size_t)written >= sizeof path)
      return;
    reader->moved_from = place->file;
    reader->moved_by = prefix;
    reader->moved = copy(reader, path, (size_t)written);
  }
  place->file = reader->moved;
}

static void move_places(esc_reader_t *reader, esc_record_t *record) {
  const char *directory = record->directory;
  if (!directory || directory[0] != '/')
    return;
  move_place(reader, &record->place, directory);
  move_place(reader, &record->evidence_place, directory);
  for (uint32_t i = 0; i < record->hops.count; ++i)
    move_place(reader, &record->hops.data[i].place, directory);
  for (uint32_t i = 0; i < record->calls.count; ++i)
    move_place(reader, &record->calls.data[i].place, directory);
  for (uint32_t i = 0; i < record->frees.count; ++i)
    move_place(reader, &record->frees.data[i].place, directory);
  if (*prefix_of(reader, directory))
    record->directory = NULL; /* names start from here now */
}

void esc_reader_add(esc_reader_t *reader, const esc_remark_t *remark) {
  esc_report_t *report = reader->report;
  uint8_t kind;
  if (!esc_slice_is(remark->pass, "escape") ||
      !kind_of(remark->type, remark->name, &kind))
    return;
  esc_record_t *record = esc_arena_take(&report->arena, sizeof *record);
  if (!record || !esc_array_push(report->allocator, &report->records, record)) {
    esc_reader_fail(reader, "out of memory");
    return;
  }
  record->kind = kind;
  record->lifetime = ESC_WORD_UNKNOWN;
  record->size = ESC_RECORD_NO_SIZE;
  record->object = "";
  record->allocator = "";
  record->name = copy_ref(reader, remark->name);
  record->function = copy_ref(reader, remark->function);
  record->place = place_of(reader, &remark->place);
  record->hotness = remark->hotness;
  for (uint32_t i = 0; i < remark->arg_count; ++i)
    add_argument(reader, record, &remark->args[i]);
  if (!record->frame)
    record->frame = record->function;
  move_places(reader, record);
}
