/* Files are read once and kept; a line is found by its index. */
#include "report/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void esc_sources_init(esc_sources_t *sources,
                      const esc_allocator_t *allocator) {
  memset(sources, 0, sizeof *sources);
  sources->arena.allocator = allocator;
}

void esc_sources_free(esc_sources_t *sources) {
  esc_arena_free(&sources->arena);
}

static bool load(esc_sources_t *sources, esc_source_file_t *file,
                 const char *path) {
  FILE *stream = fopen(path, "rb");
  if (!stream)
    return false;
  long size = -1;
  if (fseek(stream, 0, SEEK_END) == 0)
    size = ftell(stream);
  /* A longer one is no source text; line starts are 32 bits. */
  char *text = NULL;
  if (size >= 0 && size < (1 << 28) && fseek(stream, 0, SEEK_SET) == 0)
    text = esc_arena_take(&sources->arena, (size_t)size + 1);
  bool ok = text && fread(text, 1, (size_t)size, stream) == (size_t)size;
  fclose(stream);
  if (!ok)
    return false;
  file->length = (size_t)size;
  file->line_count = 1;
  for (size_t i = 0; i < file->length; ++i)
    file->line_count += text[i] == '\n';
  file->line_starts = esc_arena_take(
      &sources->arena, file->line_count * sizeof *file->line_starts);
  if (!file->line_starts)
    return false;
  uint32_t line = 1;
  for (size_t i = 0; i < file->length; ++i)
    if (text[i] == '\n')
      file->line_starts[line++] = (uint32_t)i + 1;
  file->text = text;
  return true;
}

static bool load_below(esc_sources_t *sources, esc_source_file_t *file,
                       const char *folder, const char *name) {
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/%s", folder, name);
  return length > 0 && (size_t)length < sizeof path &&
         load(sources, file, path);
}

const esc_source_file_t *esc_source_find(esc_sources_t *sources,
                                         const char *name,
                                         const char *directory) {
  if (!directory || name[0] == '/')
    directory = "";
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (const char *at = name; *at; ++at)
    hash = (hash ^ (unsigned char)*at) * 16777619u;
  esc_source_file_t **bucket = &sources->buckets[hash % ESC_SOURCE_BUCKETS];
  for (esc_source_file_t *file = *bucket; file; file = file->next)
    if (strcmp(file->name, name) == 0 &&
        strcmp(file->directory, directory) == 0)
      return file;
  esc_source_file_t *file = esc_arena_take(&sources->arena, sizeof *file);
  if (!file)
    return NULL;
  file->name = name;
  file->directory = directory;
  file->next = *bucket;
  *bucket = file;
  bool found = false;
  for (uint32_t i = 0; i < sources->root_count && !found; ++i) {
    const char *base = strrchr(name, '/');
    found = load_below(sources, file, sources->roots[i], name) ||
            (base && load_below(sources, file, sources->roots[i], base + 1));
  }
  if (!found && directory[0])
    found = load_below(sources, file, directory, name);
  if (!found)
    load(sources, file, name);
  return file;
}

const char *esc_source_line(const esc_source_file_t *file, uint32_t line,
                            size_t *length) {
  if (!file || !file->text || line == 0 || line > file->line_count)
    return NULL;
  size_t start = file->line_starts[line - 1];
  size_t end =
      line < file->line_count ? file->line_starts[line] - 1 : file->length;
  if (end > start && file->text[end - 1] == '\r')
    --end;
  *length = end - start;
  return file->text + start;
}

uint32_t esc_source_parameter(const esc_source_file_t *file,
                              const char *parameter, uint32_t *line) {
  size_t name_length = strlen(parameter);
  for (uint32_t at = *line; at < *line + 8; ++at) {
    size_t length;
    const char *text = esc_source_line(file, at, &length);
    if (!text)
      return 0;
    for (size_t i = 0; i + name_length <= length; ++i) {
      bool starts =
          i == 0 ||
          !(strchr("_", text[i - 1]) ||
            ((text[i - 1] | 32) >= 'a' && (text[i - 1] | 32) <= 'z') ||
            (text[i - 1] >= '0' && text[i - 1] <= '9'));
      size_t end = i + name_length;
      /* A parameter is followed by the end of its declaration. */
      while (end < length && text[end] == ' ')
        ++end;
      if (starts && memcmp(text + i, parameter, name_length) == 0 &&
          (end == length || strchr(",)[=:", text[end]))) {
        *line = at;
        return (uint32_t)i + 1;
      }
      if (text[i] == '{')
        return 0;
    }
  }
  return 0;
}
