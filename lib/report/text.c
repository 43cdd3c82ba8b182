/* Sites and sentences are both in the order of the source: merged as they are
 * written. */
#include "report/text.h"
#include "report/rank.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

static void write_hop(FILE *out, const esc_record_t *record,
                      const esc_place_t *place, const esc_record_hop_t *hop,
                      esc_sources_t *sources, const char *before) {
  esc_words_place(out, place);
  fprintf(out, ":     %*s%s", (int)(2 * (hop->depth > 20 ? 20 : hop->depth)),
          "", before);
  esc_words_hop(out, sources, record, hop);
  if (hop->place.file) {
    fputs(" at ", out);
    esc_words_place(out, &hop->place);
  }
  fputc('\n', out);
}

static bool is_same_hop(const esc_record_hop_t *a, const esc_record_hop_t *b) {
  return a->depth == b->depth && strcmp(a->text, b->text) == 0 &&
         esc_place_compare(&a->place, &b->place) == 0;
}

/* Two calls of one function, from where the object came by one path. */
static bool differ_at_end(const esc_record_t *record, uint32_t first,
                          uint32_t second) {
  const esc_record_flow_t *a = &record->flows.data[first];
  const esc_record_flow_t *b = &record->flows.data[second];
  if (strcmp(a->target, b->target) != 0 || a->hop_count != b->hop_count ||
      a->hop_count < 2)
    return false;
  for (uint32_t i = 0; i + 1 < a->hop_count; ++i)
    if (!is_same_hop(&record->hops.data[a->first_hop + i],
                     &record->hops.data[b->first_hop + i]))
      return false;
  return true;
}

static void write_flows(FILE *out, const esc_record_t *record,
                        const esc_place_t *place, esc_sources_t *sources) {
  for (uint32_t i = 0; i < record->flows.count; ++i) {
    const esc_record_flow_t *flow = &record->flows.data[i];
    bool is_shown = false;
    for (uint32_t j = 0; j < i && !is_shown; ++j)
      is_shown = differ_at_end(record, j, i);
    if (is_shown)
      continue;
    esc_words_place(out, place);
    fprintf(out, ":   flow: %s = %s:\n", flow->target, record->object);
    for (uint32_t j = 0; j < flow->hop_count; ++j)
      write_hop(out, record, place, &record->hops.data[flow->first_hop + j],
                sources, "");
    for (uint32_t j = i + 1; j < record->flows.count; ++j) {
      const esc_record_flow_t *other = &record->flows.data[j];
      if (differ_at_end(record, i, j))
        write_hop(out, record, place,
                  &record->hops.data[other->first_hop + other->hop_count - 1],
                  sources, "or ");
    }
  }
  if (record->more_flows) {
    esc_words_place(out, place);
    fprintf(out, ":   and %u more (max-paths)\n", record->more_flows);
  }
}

static void write_owner(FILE *out, const esc_record_t *action,
                        const esc_place_t *place, esc_sources_t *sources) {
  esc_words_place(out, place);
  fprintf(out, ":   owned by %s:\n", action->frame);
  for (uint32_t i = 0; i < action->calls.count; ++i) {
    esc_words_place(out, place);
    fputs(":     ", out);
    esc_words_call(out, sources, action, &action->calls.data[i]);
    fputs(" at ", out);
    esc_words_place(out, &action->calls.data[i].place);
    fputc('\n', out);
  }
  for (uint32_t i = 0; i < action->frees.count; ++i) {
    esc_words_place(out, place);
    fputs(":     ", out);
    esc_words_free(out, sources, action, &action->frees.data[i]);
    if (action->frees.data[i].place.file) {
      fputs(" at ", out);
      esc_words_place(out, &action->frees.data[i].place);
    }
    fputc('\n', out);
  }
}

static void write_site(FILE *out, const esc_report_t *report,
                       const esc_site_t *site, const esc_place_t *place,
                       esc_sources_t *sources, int level) {
  const esc_record_t *verdict = esc_site_verdict(report, site);
  char *sentence;
  ESC_WORDS(sentence, esc_words_verdict(out, report, site));
  bool has_flows = level >= 2 && verdict->flows.count;
  esc_words_place(out, place);
  fprintf(out, ": %s%s\n", sentence ? sentence : "",
          has_flows && sentence && !strstr(sentence, ": ") ? ":" : "");
  free(sentence);
  if (has_flows)
    write_flows(out, verdict, place, sources);
  for (uint32_t i = 0; i < site->action_count; ++i) {
    const esc_record_t *action = report->actions.data[site->first_action + i];
    if (!esc_action_is_shown(report, site, action))
      continue;
    if (level >= 2 && esc_action_has_owner(report, site, action))
      write_owner(out, action, place, sources);
    esc_words_place(out, place);
    fputs(": ", out);
    esc_words_action(out, report, site, action);
    fputc('\n', out);
  }
}

/* The innermost call of the user's own code through which it was inlined. */
static const esc_place_t *user_place(const esc_record_t *action) {
  for (uint32_t i = 0; i < action->calls.count; ++i)
    if (!esc_place_is_library(&action->calls.data[i].place))
      return &action->calls.data[i].place;
  return NULL;
}

/* A site in a library's header: what became of it where the user's code calls
 * it, each by itself, and said there. False if it was inlined nowhere. */
static bool write_library_site(FILE *out, const esc_report_t *report,
                               const esc_site_t *site, esc_sources_t *sources,
                               int level) {
  bool any = false;
  for (uint32_t i = 0; i < site->action_count; ++i) {
    const esc_record_t *action = report->actions.data[site->first_action + i];
    const esc_place_t *place = user_place(action);
    if (!place)
      continue;
    esc_site_t there = {.first_action = site->first_action + i,
                        .action_count = 1,
                        .state = action->kind == ESC_RECORD_PROMOTED
                                     ? ESC_SITE_PROMOTED
                                     : ESC_SITE_STAYS};
    write_site(out, report, &there, place, sources, level);
    any = true;
  }
  return any;
}

/* "leaking param content: p", "p does not escape": the name in it. */
static bool parameter_of(const char *sentence, char *name, size_t size) {
  const char *start = sentence;
  if (strncmp(sentence, "leaking param", 13) == 0) {
    start = strstr(sentence, ": ");
    start = start ? start + 2 : sentence;
  }
  size_t length = strcspn(start, " ");
  if (!length || length >= size)
    return false;
  memcpy(name, start, length);
  name[length] = '\0';
  return true;
}

static void write_sentence(FILE *out, const esc_record_t *record,
                           esc_sources_t *sources) {
  esc_place_t place = record->place;
  char name[128];
  /* A remark stands at the function; the parameter is found in the text. */
  if (record->kind == ESC_RECORD_PARAMETER && place.file && !place.column &&
      record->verdict && parameter_of(record->verdict, name, sizeof name)) {
    const esc_source_file_t *file =
        esc_source_find(sources, place.file, record->directory);
    if (file)
      place.column = esc_source_parameter(file, name, &place.line);
  }
  if (place.file)
    esc_words_place(out, &place);
  else
    fputs(record->function, out);
  fprintf(out, ": %s\n", record->verdict ? record->verdict : "");
}

/* Of a parameter, in the user's own code, and not said just before: C++ makes
 * several functions of one constructor. Compilers' own functions have no place
 * where others have. */
static bool is_sentence_shown(const esc_report_t *report, uint32_t index) {
  const esc_record_t *sentence = report->sentences.data[index];
  const esc_record_t *last =
      report->sentences.data[report->sentences.count - 1];
  if (sentence->kind != ESC_RECORD_PARAMETER ||
      esc_place_is_library(&sentence->place) ||
      (!sentence->place.file && last->place.file))
    return false;
  for (uint32_t i = index; i-- > 0;) {
    const esc_record_t *before = report->sentences.data[i];
    if (esc_place_compare(&before->place, &sentence->place) != 0 ||
        !sentence->place.file)
      break;
    if (before->kind == ESC_RECORD_PARAMETER && before->verdict &&
        sentence->verdict && strcmp(before->verdict, sentence->verdict) == 0)
      return false;
  }
  return true;
}

void esc_report_write_text(FILE *out, const esc_report_t *report,
                           esc_sources_t *sources, int level) {
  uint32_t next = 0;
  for (uint32_t i = 0; i <= report->sites.count; ++i) {
    const esc_site_t *site =
        i < report->sites.count ? &report->sites.data[i] : NULL;
    /* Nothing is said about what the compiler removed. */
    if (site && site->state == ESC_SITE_REMOVED)
      continue;
    for (; next < report->sentences.count; ++next) {
      const esc_record_t *sentence = report->sentences.data[next];
      if (site && esc_place_compare(&sentence->place,
                                    &esc_site_verdict(report, site)->place) > 0)
        break;
      if (level >= 3 || is_sentence_shown(report, next))
        write_sentence(out, sentence, sources);
    }
    if (!site)
      continue;
    const esc_place_t *place = &esc_site_verdict(report, site)->place;
    if (!esc_place_is_library(place) ||
        !write_library_site(out, report, site, sources, level))
      write_site(out, report, site, place, sources, level);
  }
}

static void write_count(FILE *out, uint32_t count, const char *one,
                        const char *many, bool *any) {
  if (!count)
    return;
  fprintf(out, "%s%u %s", *any ? ", " : " (", count, count == 1 ? one : many);
  *any = true;
}

void esc_report_write_counts(FILE *out, const esc_report_t *report) {
  uint32_t total = 0, stay = 0, partly = 0, judged = 0, owned = 0, sized = 0,
           pools = 0, slots = 0;
  for (uint32_t i = 0; i < report->sites.count; ++i) {
    const esc_site_t *site = &report->sites.data[i];
    if (site->state == ESC_SITE_REMOVED)
      continue;
    ++total;
    judged += site->state == ESC_SITE_JUDGED;
    stay += site->state == ESC_SITE_STAYS;
    partly += site->state == ESC_SITE_PARTLY;
    if (site->state != ESC_SITE_PROMOTED)
      continue;
    const esc_record_t *action = report->actions.data[site->first_action];
    if (esc_action_has_owner(report, site, action))
      ++owned;
    else if (strstr(action->name, "Pool"))
      ++pools;
    else if (strcmp(action->name, "PromotedToSlot") != 0)
      ++sized;
    else
      ++slots;
  }
  fprintf(out, "%u allocation site%s: %u moved to the stack", total,
          total == 1 ? "" : "s", total - stay - partly - judged);
  bool any = false;
  write_count(out, slots, "slot", "slots", &any);
  write_count(out, pools, "pool", "pools", &any);
  write_count(out, sized, "sized", "sized", &any);
  write_count(out, owned, "owned by a caller", "owned by a caller", &any);
  if (any)
    fputc(')', out);
  if (partly)
    fprintf(out, ", %u in some of the functions %s inlined into", partly,
            partly == 1 ? "it was" : "they were");
  if (judged)
    fprintf(out, ", %u only judged (-O0, or the work is left to the link)",
            judged);
  fprintf(out, ", %u stay%s.\n", stay, stay == 1 ? "s" : "");
}

/* ", 201,340 times (16.7 %)" */
static void write_weight(FILE *out, const esc_ranked_t *ranked,
                         const esc_profile_t *profile) {
  if (ranked->weight <= 0)
    return;
  fputs(", ", out);
  if (ranked->weight == 1)
    fputs("once", out);
  else
    esc_words_number(out, (uint64_t)ranked->weight);
  fputs(ranked->weight == 1 ? "" : " times", out);
  if (profile) {
    fputs(" (", out);
    esc_words_share(out, (uint64_t)ranked->weight, profile->total);
    fputc(')', out);
  }
  if (ranked->is_weight_of_all)
    fputs(" for all its callers", out);
}

static void write_ranked(FILE *out, const esc_report_t *report,
                         const esc_profile_t *profile,
                         const esc_ranked_t *ranked, uint32_t number) {
  const esc_record_t *told = ranked->told, *action = ranked->action;
  const esc_record_t *verdict = esc_site_verdict(report, ranked->site);
  fprintf(out, "%3u. ", number);
  if (ranked->is_for_caller)
    esc_words_place(out, &action->calls.data[action->calls.count - 1].place);
  else
    esc_words_place(out, &verdict->place);
  fprintf(out, "  %s in %s", told->object, told->frame);
  if (ranked->is_for_caller)
    fprintf(out, ", made by %s", verdict->frame);
  write_weight(out, ranked, profile);
  if (ranked->loop_depth)
    fprintf(out, ", in %s",
            ranked->loop_depth == 1 ? "a loop" : "nested loops");
  fputs("\n     ", out);
  if (action->kind == ESC_RECORD_PROMOTED) {
    esc_words_overflow(out, ranked->site, action);
    fprintf(out, "\n     to change it: %s\n",
            action->elements && ranked->site->counted.peak > action->elements
                ? "raise pool-bytes, or free earlier"
                : "raise sized-slot-bytes, if most are larger");
    return;
  }
  if (told->flows.count) {
    fputs("escapes ", out);
    esc_words_ways(out, told);
  } else {
    fprintf(out, "does not escape, and stays: %s",
            action->because ? action->because : action->name);
  }
  fputc('\n', out);
  char *fix;
  ESC_WORDS(fix, esc_words_fix(out, told, action));
  if (fix && *fix)
    fprintf(out, "     to change it: %s\n", fix);
  free(fix);
}

void esc_report_write_top(FILE *out, const esc_report_t *report,
                          const esc_profile_t *profile, uint32_t count) {
  esc_ranked_t *ranked;
  uint32_t all = esc_report_rank(report, &ranked);
  bool has_weights = all && ranked[0].weight > 0;
  /* What a profile has not seen is not worth a look. */
  for (uint32_t i = 0; profile && i < all; ++i)
    if (ranked[i].weight <= 0)
      all = i;
  count = count < all ? count : all;
  if (count && profile)
    fputs("What stays, by count:\n", out);
  else if (count)
    fprintf(out, "Look at %s first, %s:\n", count == 1 ? "this" : "these",
            has_weights ? "by how often they allocate"
                        : "those in loops, then those that lack least "
                          "(--profile=FILE: by how often they allocate)");
  for (uint32_t i = 0; i < count; ++i)
    write_ranked(out, report, profile, &ranked[i], i + 1);
  free(ranked);
}
