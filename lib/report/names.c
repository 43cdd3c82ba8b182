/* Names for objects that go straight into a field or through a pointer. */
#include "report/words.h"

#include <string.h>

/* `text` with every `from` replaced; the text itself if there is none. */
static const char *replaced(esc_arena_t *arena, const char *text,
                            const char *from, const char *to) {
  size_t count = 0, from_length = strlen(from), to_length = strlen(to);
  for (const char *at = text; at && (at = strstr(at, from)); at += from_length)
    ++count;
  if (!count)
    return text;
  char *copy = esc_arena_take(arena, strlen(text) + count * to_length + 1);
  char *end = copy;
  for (const char *at = text; copy && *at;)
    if (strncmp(at, from, from_length) == 0) {
      memcpy(end, to, to_length);
      end += to_length;
      at += from_length;
    } else {
      *end++ = *at++;
    }
  return copy;
}

/* "ALLOCATOR at line N" */
static bool is_nameless(const esc_record_t *record) {
  size_t length = strlen(record->allocator);
  return length && strncmp(record->object, record->allocator, length) == 0 &&
         strncmp(record->object + length, " at line ", 9) == 0;
}

bool esc_words_name_objects(esc_report_t *report, esc_sources_t *sources) {
  for (uint32_t i = 0; i < report->records.count; ++i) {
    esc_record_t *record = report->records.data[i];
    char name[64];
    if (record->kind > ESC_RECORD_KEPT || !is_nameless(record) ||
        !esc_source_assigned(sources, &record->place, record->directory, name,
                             sizeof name))
      continue;
    const char **const fields[] = {&record->verdict, &record->action,
                                   &record->object}; /* the last is searched */
    for (size_t j = 0; j < sizeof fields / sizeof *fields; ++j) {
      if (!*fields[j])
        continue;
      *fields[j] = replaced(&report->arena, *fields[j], record->object, name);
      if (!*fields[j])
        return false;
    }
  }
  return true;
}
