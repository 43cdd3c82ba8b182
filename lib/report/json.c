/* Built with json-c, one object at a time: a report of any size needs the
 * memory of one site. */
#include "report/json.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

/* Length of the UTF-8 sequence at `at`, or 0 (RFC 3629, section 4). */
static size_t sequence_length(const unsigned char *at) {
  if (at[0] < 0x80)
    return 1;
  size_t length = at[0] >= 0xc2 && at[0] < 0xe0   ? 2
                  : at[0] >= 0xe0 && at[0] < 0xf0 ? 3
                  : at[0] >= 0xf0 && at[0] < 0xf5 ? 4
                                                  : 0;
  for (size_t i = 1; i < length; ++i)
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
      (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
    return 0;
  return length;
}

json_object *esc_json_text(const char *text) {
  if (!text)
    return NULL;
  size_t length = strlen(text), used = 0;
  char *valid = malloc(3 * length + 1);
  if (!valid)
    return NULL;
  for (size_t i = 0; i < length;) {
    size_t step = sequence_length((const unsigned char *)text + i);
    memcpy(valid + used, step ? text + i : "\xef\xbf\xbd", step ? step : 3);
    used += step ? step : 3;
    i += step ? step : 1;
  }
  valid[used] = '\0';
  json_object *string = json_object_new_string(valid);
  free(valid);
  return string;
}

void esc_json_add_text(json_object *object, const char *key, const char *text) {
  if (text)
    json_object_object_add(object, key, esc_json_text(text));
}

void esc_json_add_number(json_object *object, const char *key,
                         uint64_t number) {
  json_object_object_add(object, key, json_object_new_uint64(number));
}

void esc_json_add_bool(json_object *object, const char *key, bool value) {
  json_object_object_add(object, key, json_object_new_boolean(value));
}

json_object *esc_json_add_array(json_object *object, const char *key) {
  json_object *array = json_object_new_array();
  json_object_object_add(object, key, array);
  return array;
}

json_object *esc_json_add_object(json_object *object, const char *key) {
  json_object *added = json_object_new_object();
  json_object_object_add(object, key, added);
  return added;
}

json_object *esc_json_taken(char *text) {
  json_object *string = esc_json_text(text);
  free(text);
  return string;
}

static void add_place(json_object *object, const esc_place_t *place) {
  if (!place->file)
    return;
  esc_json_add_text(object, "file", place->file);
  esc_json_add_number(object, "line", place->line);
  if (place->column)
    esc_json_add_number(object, "column", place->column);
}

static json_object *flows_of(const esc_record_t *record,
                             esc_sources_t *sources) {
  json_object *flows = json_object_new_array();
  for (uint32_t i = 0; i < record->flows.count; ++i) {
    const esc_record_flow_t *flow = &record->flows.data[i];
    json_object *item = json_object_new_object();
    esc_json_add_text(item, "target", flow->target);
    esc_json_add_text(item, "fix", flow->fix);
    json_object *hops = esc_json_add_array(item, "hops");
    for (uint32_t j = 0; j < flow->hop_count; ++j) {
      const esc_record_hop_t *hop = &record->hops.data[flow->first_hop + j];
      json_object *step = json_object_new_object();
      char *text;
      ESC_WORDS(text, esc_words_hop(out, sources, record, hop));
      json_object_object_add(step, "text", esc_json_taken(text));
      add_place(step, &hop->place);
      esc_json_add_number(step, "depth", hop->depth);
      esc_json_add_text(step, "in", hop->in);
      json_object_array_add(hops, step);
    }
    json_object_array_add(flows, item);
  }
  return flows;
}

static json_object *action_of(const esc_report_t *report,
                              const esc_site_t *site,
                              const esc_record_t *action,
                              esc_sources_t *sources) {
  json_object *item = json_object_new_object();
  bool is_promoted = action->kind == ESC_RECORD_PROMOTED;
  esc_json_add_text(item, "action", is_promoted ? "promoted" : "kept");
  esc_json_add_text(item, is_promoted ? "plan" : "reason", action->name);
  esc_json_add_text(item, "function", action->frame);
  esc_json_add_text(item, "linkageName", action->function);
  char *text;
  ESC_WORDS(text, esc_words_action(out, report, site, action));
  json_object_object_add(item, "text", esc_json_taken(text));
  esc_json_add_bool(item, "shown", esc_action_is_shown(report, site, action));
  esc_json_add_text(item, "because", action->because);
  if (!is_promoted) {
    ESC_WORDS(text, esc_words_fix(out, esc_action_flows(report, site, action),
                                  action));
    if (text && *text)
      json_object_object_add(item, "fix", esc_json_text(text));
    free(text);
  }
  if (action->hotness)
    esc_json_add_number(item, "hotness", action->hotness);
  if (action->evidence_place.file) {
    json_object *evidence = esc_json_add_object(item, "evidence");
    esc_json_add_text(evidence, "text", action->evidence);
    add_place(evidence, &action->evidence_place);
  }
  if (action->calls.count) {
    json_object *calls = esc_json_add_array(item, "through");
    for (uint32_t i = 0; i < action->calls.count; ++i) {
      json_object *call = json_object_new_object();
      ESC_WORDS(text,
                esc_words_call(out, sources, action, &action->calls.data[i]));
      json_object_object_add(call, "text", esc_json_taken(text));
      esc_json_add_text(call, "in", action->calls.data[i].function);
      add_place(call, &action->calls.data[i].place);
      json_object_array_add(calls, call);
    }
  }
  if (action->frees.count) {
    json_object *frees = esc_json_add_array(item, "frees");
    for (uint32_t i = 0; i < action->frees.count; ++i) {
      const esc_record_free_t *freed = &action->frees.data[i];
      json_object *one = json_object_new_object();
      ESC_WORDS(text, esc_words_free(out, sources, action, freed));
      json_object_object_add(one, "text", esc_json_taken(text));
      esc_json_add_bool(one, "guarded", freed->is_guarded);
      add_place(one, &freed->place);
      json_object_array_add(frees, one);
    }
  }
  return item;
}

json_object *esc_json_site(const esc_report_t *report, const esc_site_t *site,
                           esc_sources_t *sources) {
  static const char *const lifetimes[] = {"local", "caller", "external",
                                          "unknown"};
  static const char *const states[] = {"promoted", "partly promoted", "stays",
                                       "removed by the compiler", "judged"};
  const esc_record_t *verdict = esc_site_verdict(report, site);
  json_object *item = json_object_new_object();
  esc_json_add_text(item, "site", verdict->identity);
  esc_json_add_text(item, "object", verdict->object);
  esc_json_add_text(item, "type", verdict->type);
  esc_json_add_text(item, "allocator", verdict->allocator);
  esc_json_add_text(item, "function", verdict->frame);
  esc_json_add_text(item, "linkageName", verdict->function);
  add_place(item, &verdict->place);
  esc_json_add_text(item, "directory", verdict->directory);
  if (verdict->size != ESC_RECORD_NO_SIZE) {
    esc_json_add_number(item, "size", verdict->size);
    esc_json_add_bool(item, "sizeIsBound", verdict->size_is_bound);
  }
  char *text;
  ESC_WORDS(text, esc_words_verdict(out, report, site));
  json_object_object_add(item, "verdict", esc_json_taken(text));
  esc_json_add_text(item, "lifetime", lifetimes[verdict->lifetime]);
  esc_json_add_text(item, "state", states[site->state]);
  esc_json_add_number(item, "loopDepth", verdict->loop_depth);
  if (site->weight > 0)
    esc_json_add_number(item, "weight", (uint64_t)site->weight);
  if (site->counted.count) {
    esc_json_add_number(item, "allocations", site->counted.count);
    esc_json_add_number(item, "allocatedBytes", site->counted.bytes);
  }
  json_object_object_add(item, "flows", flows_of(verdict, sources));
  if (verdict->more_flows)
    esc_json_add_number(item, "moreFlows", verdict->more_flows);
  json_object *actions = esc_json_add_array(item, "actions");
  for (uint32_t i = 0; i < site->action_count; ++i)
    json_object_array_add(
        actions,
        action_of(report, site, report->actions.data[site->first_action + i],
                  sources));
  return item;
}

json_object *esc_json_profile(const esc_profile_t *profile,
                              const esc_report_t *report) {
  esc_profile_shares_t shares = esc_profile_shares(profile, report);
  json_object *item = json_object_new_object();
  esc_json_add_number(item, "allocations", profile->total);
  esc_json_add_number(item, "gone", shares.gone);
  esc_json_add_number(item, "goneInPart", shares.partly);
  esc_json_add_number(item, "removedByTheCompiler", shares.removed);
  esc_json_add_number(item, "doNotEscapeAndStay", shares.local);
  if (shares.has_lifetimes)
    esc_json_add_number(item, "deadWhenAFrameReturns", shares.dead);
  esc_json_add_number(item, "elsewhere", profile->elsewhere);
  char *text;
  ESC_WORDS(text, esc_profile_write_summary(out, profile, report));
  json_object_object_add(item, "text", esc_json_taken(text));
  return item;
}

bool esc_json_write(FILE *out, json_object *item) {
  const char *text =
      item ? json_object_to_json_string_ext(
                 item, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)
           : NULL;
  if (text)
    fputs(text, out);
  json_object_put(item);
  return text != NULL;
}

static bool write_line(FILE *out, json_object *item) {
  bool ok = esc_json_write(out, item);
  fputc('\n', out);
  return ok;
}

bool esc_report_write_json(FILE *out, const esc_report_t *report,
                           const esc_profile_t *profile,
                           esc_sources_t *sources) {
  bool ok = true;
  for (uint32_t i = 0; i < report->sites.count && ok; ++i)
    ok =
        write_line(out, esc_json_site(report, &report->sites.data[i], sources));
  for (uint32_t i = 0; i < report->sentences.count && ok; ++i) {
    const esc_record_t *record = report->sentences.data[i];
    json_object *item = json_object_new_object();
    esc_json_add_text(
        item, record->kind == ESC_RECORD_PARAMETER ? "parameter" : "summary",
        record->verdict);
    esc_json_add_text(item, "function", record->function);
    add_place(item, &record->place);
    ok = write_line(out, item);
  }
  if (profile && ok) {
    json_object *item = json_object_new_object();
    json_object_object_add(item, "profile", esc_json_profile(profile, report));
    ok = write_line(out, item);
  }
  return ok;
}
