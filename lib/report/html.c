/* The page is a file (page.html) with a hole for the data: the sites as JSON,
 * and the lines of the sources that sites or hops stand in. The data cannot end
 * the element it is in: every `<` is written as an escape. */
#include "report/html.h"
#include "report/json.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

extern const char esc_report_page[];

static bool write_json(FILE *out, json_object *item) {
  char *text = NULL;
  bool ok = item != NULL;
  ESC_WORDS(text, ok = esc_json_write(out, item));
  for (const char *at = text; at && *at; ++at)
    if (*at == '<')
      fputs("\\u003c", out);
    else
      fputc(*at, out);
  free(text);
  return ok && text;
}

/* As write_json, for text that need not be UTF-8. */
static bool write_text(FILE *out, const char *text, size_t length) {
  char *copy = malloc(length + 1);
  if (!copy)
    return false;
  memcpy(copy, text, length);
  copy[length] = '\0';
  bool ok = write_json(out, esc_json_text(copy));
  free(copy);
  return ok;
}

/* Names a page uses: each is looked up once. */
static void look_up(esc_sources_t *sources, const esc_place_t *place,
                    const char *directory) {
  if (place->file)
    esc_source_find(sources, place->file, directory);
}

static void look_up_all(const esc_report_t *report, esc_sources_t *sources) {
  for (uint32_t i = 0; i < report->records.count; ++i) {
    const esc_record_t *record = report->records.data[i];
    if (record->kind > ESC_RECORD_KEPT)
      continue;
    look_up(sources, &record->place, record->directory);
    for (uint32_t j = 0; j < record->hops.count; ++j)
      look_up(sources, &record->hops.data[j].place, record->directory);
    for (uint32_t j = 0; j < record->calls.count; ++j)
      look_up(sources, &record->calls.data[j].place, record->directory);
    for (uint32_t j = 0; j < record->frees.count; ++j)
      look_up(sources, &record->frees.data[j].place, record->directory);
  }
}

static bool write_file(FILE *out, const esc_source_file_t *file) {
  bool ok = write_text(out, file->name, strlen(file->name));
  fputs(":[", out);
  for (uint32_t line = 1; line <= file->line_count && ok; ++line) {
    size_t length;
    const char *text = esc_source_line(file, line, &length);
    if (line > 1)
      fputc(',', out);
    ok = write_text(out, text, length);
  }
  fputc(']', out);
  return ok;
}

static bool write_data(FILE *out, const esc_report_t *report,
                       const esc_profile_t *profile, esc_sources_t *sources) {
  bool ok = true;
  fputs("{\"sites\":[", out);
  for (uint32_t i = 0; i < report->sites.count && ok; ++i) {
    if (i)
      fputc(',', out);
    ok =
        write_json(out, esc_json_site(report, &report->sites.data[i], sources));
  }
  fputc(']', out);
  if (profile && ok) {
    fputs(",\"profile\":", out);
    ok = write_json(out, esc_json_profile(profile, report));
  }
  fputs(",\"files\":{", out);
  look_up_all(report, sources);
  bool is_first = true;
  for (uint32_t i = 0; i < ESC_SOURCE_BUCKETS && ok; ++i)
    for (const esc_source_file_t *file = sources->buckets[i]; file && ok;
         file = file->next) {
      if (!file->text)
        continue;
      if (!is_first)
        fputc(',', out);
      is_first = false;
      ok = write_file(out, file);
    }
  fputs("}}", out);
  return ok;
}

bool esc_report_write_html(FILE *out, const esc_report_t *report,
                           const esc_profile_t *profile,
                           esc_sources_t *sources) {
  static const char hole[] = "@DATA@";
  const char *at = strstr(esc_report_page, hole);
  fwrite(esc_report_page, 1, (size_t)(at - esc_report_page), out);
  bool ok = write_data(out, report, profile, sources);
  fputs(at + strlen(hole), out);
  return ok;
}
