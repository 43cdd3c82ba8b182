/* Reads a profile: a JSON object a line. Lines of kind `site` count; others
 * (`chain`, and what a later version may write) say more than is needed here.
 * The files come from anywhere: each line is checked, and what is wrong with it
 * is said with its number. */
#include "report/profile.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#define RUN_AGAIN "Run escape-profile again (escape-profile -o FILE COMMAND)"

void esc_profile_init(esc_profile_t *profile,
                      const esc_allocator_t *allocator) {
  memset(profile, 0, sizeof *profile);
  profile->allocator = allocator;
  profile->arena.allocator = allocator;
}

void esc_profile_free(esc_profile_t *profile) {
  esc_array_free(profile->allocator, &profile->places);
  esc_arena_free(&profile->arena);
}

/* A member that must be a number from 0; false if it is something else. One
 * that is absent is 0. */
static bool read_number(json_object *object, const char *key,
                        uint64_t *number) {
  json_object *member;
  *number = 0;
  if (!json_object_object_get_ex(object, key, &member))
    return true;
  if (!json_object_is_type(member, json_type_int) ||
      json_object_get_int64(member) < 0)
    return false;
  *number = json_object_get_uint64(member);
  return true;
}

static const char *read_text(esc_profile_t *profile, json_object *object,
                             const char *key) {
  json_object *member;
  if (!json_object_object_get_ex(object, key, &member) ||
      !json_object_is_type(member, json_type_string))
    return NULL;
  return esc_arena_text(&profile->arena, json_object_get_string(member),
                        (size_t)json_object_get_string_len(member));
}

/* "dead": freed before the activation at level 0, 1, ... ended. */
static bool read_lifetimes(json_object *object, esc_counted_t *counted) {
  json_object *dead, *size;
  if (json_object_object_get_ex(object, "dead", &dead)) {
    if (!json_object_is_type(dead, json_type_array))
      return false;
    counted->has_lifetimes = true;
    for (size_t i = 0; i < json_object_array_length(dead); ++i)
      counted->dead +=
          json_object_get_uint64(json_object_array_get_idx(dead, i));
  }
  if (json_object_object_get_ex(object, "size", &size)) {
    if (!json_object_is_type(size, json_type_array) ||
        json_object_array_length(size) != 2)
      return false;
    counted->largest =
        json_object_get_uint64(json_object_array_get_idx(size, 1));
  }
  return read_number(object, "peak", &counted->peak);
}

/* Adds the line's object. NULL, or what is wrong with it. */
static const char *add_line(esc_profile_t *profile, json_object *object) {
  json_object *kind, *count;
  if (!json_object_is_type(object, json_type_object) ||
      !json_object_object_get_ex(object, "kind", &kind))
    return "is no line of a profile";
  if (strcmp(json_object_get_string(kind), "claim") == 0)
    return "is of oracle=check, which counts nothing. Compile with the option "
           "oracle=count, or run escape-profile";
  if (strcmp(json_object_get_string(kind), "site") != 0)
    return NULL;
  esc_profile_place_t place = {0};
  uint64_t line, column;
  if (!json_object_object_get_ex(object, "count", &count))
    return "has no count";
  if (!read_number(object, "count", &place.counted.count) ||
      !read_number(object, "bytes", &place.counted.bytes) ||
      !read_number(object, "line", &line) ||
      !read_number(object, "column", &column) || line > UINT32_MAX ||
      column > UINT32_MAX || !read_lifetimes(object, &place.counted))
    return "has something else where a number belongs";
  place.function = read_text(profile, object, "function");
  place.place.file = line ? read_text(profile, object, "file") : NULL;
  place.place.line = (uint32_t)line;
  place.place.column = (uint32_t)column;
  if (__builtin_add_overflow(profile->total, place.counted.count,
                             &profile->total))
    return "has more allocations than can be counted";
  return esc_array_push(profile->allocator, &profile->places, place)
             ? NULL
             : "does not fit: out of memory";
}

/* clang's own profiles begin with a word of eight bytes, in either order. */
static bool is_of_clang(const char *line) {
  return strstr(line, "lprof") || strstr(line, "forp");
}

static void read_lines(esc_profile_t *profile, FILE *stream, const char *path,
                       char *message, size_t size) {
  char *line = NULL;
  size_t room = 0;
  uint32_t number = 0;
  struct json_tokener *tokener = json_tokener_new();
  for (ssize_t length;
       tokener && !*message && (length = getline(&line, &room, stream)) > 0;) {
    ++number;
    if (number == 1 && is_of_clang(line)) {
      snprintf(message, size,
               "%s: this is a profile of clang. Compile with -fprofile-use=, "
               "and the remarks have its counts",
               path);
      break;
    }
    json_tokener_reset(tokener);
    json_object *object =
        length > INT32_MAX ? NULL
                           : json_tokener_parse_ex(tokener, line, (int)length);
    if (!object)
      snprintf(message, size,
               "%s:%u: this is no JSON object: the file is truncated, or no "
               "profile. " RUN_AGAIN,
               path, number);
    const char *problem = object ? add_line(profile, object) : NULL;
    if (problem)
      snprintf(message, size, "%s:%u: the line %s%s", path, number, problem,
               strchr(problem, '.') ? "" : ". " RUN_AGAIN);
    json_object_put(object);
  }
  if (!tokener || (ferror(stream) && !*message))
    snprintf(message, size, "%s: the file cannot be read to its end", path);
  if (number == 0 && !*message)
    snprintf(message, size,
             "%s: the profile is empty: the program ended before its counts "
             "were written, or ran without them. " RUN_AGAIN,
             path);
  if (tokener)
    json_tokener_free(tokener);
  free(line);
}

bool esc_profile_read(esc_profile_t *profile, const char *path, char *message,
                      size_t message_size) {
  *message = '\0';
  FILE *stream = fopen(path, "rb");
  if (!stream) {
    snprintf(message, message_size, "%s: %s. " RUN_AGAIN, path,
             strerror(errno));
    return false;
  }
  read_lines(profile, stream, path, message, message_size);
  fclose(stream);
  ++profile->file_count;
  return !*message;
}
