/* SARIF 2.1.0 (OASIS Standard, 27 March 2020). One run; a rule is a remark
 * name; a result is a site: `fail` if it stays on the heap, `pass` if it is
 * promoted. Each way out is a codeFlow (3.36) whose hops are
 * threadFlowLocations with their depth in callees as nestingLevel (3.38.10).
 * The identity of the site is a partial fingerprint (3.27.17), so that viewers
 * match runs as we do.
 *
 * Results are written one by one. */
#include "report/json.h"
#include "report/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void add_message(json_object *object, const char *key, char *text) {
  json_object *message = esc_json_add_object(object, key);
  json_object_object_add(message, "text", esc_json_taken(text));
}

/* A path as a URI reference (RFC 3986): a path with a colon in its first
 * segment would be a scheme. */
static void write_uri(FILE *out, const char *path) {
  if (path[0] == '/')
    fputs("file://", out);
  for (; *path; ++path) {
    unsigned char c = (unsigned char)*path;
    if (isalnum(c) || strchr("-._~/+,@", c))
      fputc(c, out);
    else
      fprintf(out, "%%%02X", c);
  }
}

static json_object *location_of(const esc_place_t *place, char *text) {
  json_object *location = json_object_new_object();
  if (place->file) {
    json_object *physical = esc_json_add_object(location, "physicalLocation");
    char *uri;
    ESC_WORDS(uri, write_uri(out, place->file));
    json_object *artifact = esc_json_add_object(physical, "artifactLocation");
    json_object_object_add(artifact, "uri", esc_json_taken(uri));
    if (place->line) {
      json_object *region = esc_json_add_object(physical, "region");
      esc_json_add_number(region, "startLine", place->line);
      if (place->column)
        esc_json_add_number(region, "startColumn", place->column);
    }
  }
  if (text)
    add_message(location, "message", text);
  return location;
}

static json_object *code_flow(const esc_record_t *record,
                              const esc_record_flow_t *flow,
                              esc_sources_t *sources) {
  json_object *code = json_object_new_object();
  char *text;
  ESC_WORDS(text, fprintf(out, "flow: %s = %s", flow->target, record->object));
  add_message(code, "message", text);
  json_object *threads = esc_json_add_array(code, "threadFlows");
  json_object *thread = json_object_new_object();
  json_object_array_add(threads, thread);
  json_object *locations = esc_json_add_array(thread, "locations");
  for (uint32_t i = 0; i < flow->hop_count; ++i) {
    const esc_record_hop_t *hop = &record->hops.data[flow->first_hop + i];
    json_object *step = json_object_new_object();
    ESC_WORDS(text, esc_words_hop(out, sources, record, hop));
    json_object_object_add(step, "location", location_of(&hop->place, text));
    esc_json_add_number(step, "nestingLevel", hop->depth);
    json_object_array_add(locations, step);
  }
  return code;
}

static const esc_record_t *main_action(const esc_report_t *report,
                                       const esc_site_t *site) {
  const esc_record_t *const *actions =
      report->actions.data + site->first_action;
  for (uint32_t i = 0; i < site->action_count; ++i)
    if (actions[i]->kind == ESC_RECORD_KEPT)
      return actions[i];
  return site->action_count ? actions[0] : NULL;
}

static void write_message(FILE *out, const esc_report_t *report,
                          const esc_site_t *site) {
  esc_words_verdict(out, report, site);
  for (uint32_t i = 0; i < site->action_count; ++i) {
    const esc_record_t *action = report->actions.data[site->first_action + i];
    if (!esc_action_is_shown(report, site, action))
      continue;
    fputs("; ", out);
    esc_words_action(out, report, site, action);
  }
  fputc('.', out);
}

static json_object *result_of(const esc_report_t *report,
                              const esc_site_t *site, const char *state,
                              esc_sources_t *sources) {
  const esc_record_t *verdict = esc_site_verdict(report, site);
  const esc_record_t *action = main_action(report, site);
  bool stays = site->state == ESC_SITE_JUDGED
                   ? verdict->lifetime != ESC_WORD_LOCAL
                   : site->state != ESC_SITE_PROMOTED;
  json_object *result = json_object_new_object();
  esc_json_add_text(result, "ruleId", action ? action->name : verdict->name);
  esc_json_add_text(result, "kind", stays ? "fail" : "pass");
  /* A result whose kind is not `fail` has the level `none` (3.27.10). */
  esc_json_add_text(result, "level", stays ? "note" : "none");
  char *text;
  ESC_WORDS(text, write_message(out, report, site));
  add_message(result, "message", text);
  json_object *locations = esc_json_add_array(result, "locations");
  json_object *location = location_of(&verdict->place, NULL);
  json_object *logical = esc_json_add_array(location, "logicalLocations");
  json_object *function = json_object_new_object();
  esc_json_add_text(function, "name", verdict->frame);
  esc_json_add_text(function, "decoratedName", verdict->function);
  esc_json_add_text(function, "kind", "function");
  json_object_array_add(logical, function);
  json_object_array_add(locations, location);
  if (verdict->identity) {
    json_object *prints = esc_json_add_object(result, "partialFingerprints");
    esc_json_add_text(prints, "escapeSite/v1", verdict->identity);
  }
  if (verdict->flows.count) {
    json_object *flows = esc_json_add_array(result, "codeFlows");
    for (uint32_t i = 0; i < verdict->flows.count; ++i)
      if (verdict->flows.data[i].hop_count)
        json_object_array_add(
            flows, code_flow(verdict, &verdict->flows.data[i], sources));
  }
  if (state)
    esc_json_add_text(result, "baselineState", state);
  return result;
}

static bool write_item(FILE *out, json_object *item, bool *is_first) {
  fputs(*is_first ? "\n" : ",\n", out);
  *is_first = false;
  return esc_json_write(out, item);
}

static int by_name(const void *a, const void *b) {
  const esc_record_t *const *x = a, *const *y = b;
  return strcmp((*x)->name, (*y)->name);
}

/* Every name that a result may have, once. */
static bool write_rules(FILE *out, const esc_report_t *report,
                        const esc_report_t *base) {
  uint32_t count = 0;
  size_t room =
      (size_t)report->records.count + (base ? base->records.count : 0);
  const esc_record_t **named = malloc((room ? room : 1) * sizeof *named);
  if (!named)
    return false;
  for (const esc_report_t *from = report; from;
       from = from == report ? base : NULL)
    for (uint32_t i = 0; i < from->records.count; ++i)
      if (from->records.data[i]->kind <= ESC_RECORD_KEPT)
        named[count++] = from->records.data[i];
  qsort(named, count, sizeof *named, by_name);
  bool ok = true, is_first = true;
  for (uint32_t i = 0; i < count && ok; ++i) {
    if (i && strcmp(named[i - 1]->name, named[i]->name) == 0)
      continue;
    json_object *rule = json_object_new_object();
    esc_json_add_text(rule, "id", named[i]->name);
    const char *what = named[i]->kind == ESC_RECORD_PROMOTED
                           ? "The allocation was moved to the stack."
                       : named[i]->kind == ESC_RECORD_SOURCE
                           ? "Whether the object outlives its function."
                           : "The allocation stays on the heap.";
    add_message(rule, "shortDescription", strdup(what));
    if (named[i]->fix) {
      char *text;
      ESC_WORDS(text, fprintf(out, "To change it: %s.", named[i]->fix));
      add_message(rule, "help", text);
    }
    ok = write_item(out, rule, &is_first);
  }
  free(named);
  return ok;
}

static const char *baseline_state(const esc_changed_site_t *changed) {
  switch ((esc_change_t)changed->change) {
  case ESC_CHANGE_NONE:
    return "unchanged";
  case ESC_CHANGE_NEW:
    return "new";
  case ESC_CHANGE_GONE:
    return "absent";
  default:
    return "updated";
  }
}

bool esc_report_write_sarif(FILE *out, const esc_report_t *report,
                            const esc_diff_t *diff, esc_sources_t *sources) {
  fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
        "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
        "\"name\":\"escape\",\"version\":\"" ESCAPE_VERSION "\",\"rules\":[",
        out);
  bool ok = write_rules(out, report, diff ? diff->base : NULL);
  fputs("]}},\"columnKind\":\"utf16CodeUnits\",\"results\":[", out);
  bool is_first = true;
  for (uint32_t i = 0; !diff && i < report->sites.count && ok; ++i) {
    const esc_site_t *site = &report->sites.data[i];
    if (site->state != ESC_SITE_REMOVED)
      ok = write_item(out, result_of(report, site, NULL, sources), &is_first);
  }
  for (uint32_t i = 0; diff && i < diff->sites.count && ok; ++i) {
    const esc_changed_site_t *changed = &diff->sites.data[i];
    const esc_report_t *from = changed->now ? diff->now : diff->base;
    ok = write_item(out,
                    result_of(from, changed->now ? changed->now : changed->base,
                              baseline_state(changed), sources),
                    &is_first);
  }
  fputs("\n]}]}\n", out);
  return ok;
}
