/* Words are those of the records where the pass chose them; what a record has
 * as data (flows, places) is put in words here. */
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

void esc_words_place(FILE *out, const esc_place_t *place) {
  if (!place->file)
    fputs("(unknown place)", out);
  else if (!place->line)
    fputs(place->file, out);
  else if (place->column)
    fprintf(out, "%s:%u:%u", place->file, place->line, place->column);
  else
    fprintf(out, "%s:%u", place->file, place->line);
}

void esc_words_number(FILE *out, uint64_t number) {
  if (number >= 1000) {
    esc_words_number(out, number / 1000);
    fprintf(out, ",%03u", (unsigned)(number % 1000));
  } else {
    fprintf(out, "%u", (unsigned)number);
  }
}

void esc_words_share(FILE *out, uint64_t part, uint64_t total) {
  double percent = total ? 100.0 * (double)part / (double)total : 0;
  bool rounds_up = percent > 99.9 && part < total;
  fprintf(out, "%.1f %%", rounds_up ? 99.9 : percent);
}

void esc_words_verdict(FILE *out, const esc_report_t *report,
                       const esc_site_t *site) {
  const esc_record_t *record = esc_site_verdict(report, site);
  if (record->verdict)
    fputs(record->verdict, out);
  else /* promoted, in a report without the source's */
    fprintf(out, "%s does not escape %s", record->object, record->frame);
}

static bool starts(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

static bool excerpt_of(esc_sources_t *sources, const esc_record_t *record,
                       const esc_record_hop_t *hop, const char *what,
                       char *buffer, size_t size) {
  const char *directory = record->directory;
  if (starts(what, "call to ") || starts(what, "built-in "))
    return esc_source_excerpt(sources, &hop->place, directory, ESC_EXCERPT_CALL,
                              buffer, size);
  if (starts(what, "return"))
    return esc_source_excerpt(sources, &hop->place, directory,
                              ESC_EXCERPT_RETURN, buffer, size);
  if (starts(what, "store") || starts(what, "copy"))
    return esc_source_excerpt(sources, &hop->place, directory, ESC_EXCERPT_CALL,
                              buffer, size) ||
           esc_source_excerpt(sources, &hop->place, directory,
                              ESC_EXCERPT_STORE, buffer, size);
  if (starts(what, "load") || starts(what, "address of") ||
      starts(what, "conversion"))
    return esc_source_excerpt(sources, &hop->place, directory,
                              ESC_EXCERPT_VALUE, buffer, size);
  return false;
}

void esc_words_hop(FILE *out, esc_sources_t *sources,
                   const esc_record_t *record, const esc_record_hop_t *hop) {
  const char *what = starts(hop->text, "from ") ? hop->text + 5 : hop->text;
  const char *why = NULL; /* the last " (" */
  for (const char *at = what; (at = strstr(at, " (")); ++at)
    why = at;
  char excerpt[256];
  if (why && excerpt_of(sources, record, hop, what, excerpt, sizeof excerpt)) {
    /* The excerpt and the target say the rest: "argument 1", "store". */
    size_t length = strcspn(why + 2, ":)");
    if (starts(why + 2, "store"))
      length = strlen("store");
    fprintf(out, "from %s (%.*s)", excerpt, (int)length, why + 2);
  } else {
    fputs(hop->text, out);
  }
  if (hop->depth && hop->in)
    fprintf(out, " in %s", hop->in);
}

static void write_call(FILE *out, esc_sources_t *sources,
                       const esc_record_t *action, const esc_place_t *place,
                       const char *otherwise, const char *why) {
  char excerpt[256];
  bool found = esc_source_excerpt(sources, place, action->directory,
                                  ESC_EXCERPT_CALL, excerpt, sizeof excerpt);
  fprintf(out, "from %s (%s)", found ? excerpt : otherwise, why);
}

void esc_words_call(FILE *out, esc_sources_t *sources,
                    const esc_record_t *action, const esc_record_call_t *call) {
  write_call(out, sources, action, &call->place, "call", "call result");
}

void esc_words_free(FILE *out, esc_sources_t *sources,
                    const esc_record_t *action,
                    const esc_record_free_t *freed) {
  write_call(out, sources, action, &freed->place, "free",
             freed->is_guarded ? "freed if it is on the heap" : "freed");
}

static const char *last_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* Ways out to the same target are one to a reader. */
static bool is_repeated(const esc_record_t *record, uint32_t index) {
  for (uint32_t i = 0; i < index; ++i)
    if (strcmp(record->flows.data[i].target,
               record->flows.data[index].target) == 0)
      return true;
  return false;
}

void esc_words_ways(FILE *out, const esc_record_t *record) {
  uint32_t shown = 0, more = record->more_flows;
  for (uint32_t i = 0; i < record->flows.count; ++i) {
    const esc_record_flow_t *flow = &record->flows.data[i];
    if (shown == 3 || is_repeated(record, i)) {
      ++more;
      continue;
    }
    fprintf(out, "%sto %s", shown++ ? ", " : "",
            strcmp(flow->target, "~result") == 0 ? "its result" : flow->target);
    if (!flow->hop_count)
      continue;
    const esc_place_t *last =
        &record->hops.data[flow->first_hop + flow->hop_count - 1].place;
    if (last->file)
      fprintf(out, " (%s:%u)", last_name(last->file), last->line);
  }
  if (more)
    fprintf(out, " and by %u more way%s", more, more == 1 ? "" : "s");
}

static bool is_about_flows(const esc_record_t *action) {
  return strcmp(action->name, "Escapes") == 0 ||
         strcmp(action->name, "OutlivesFunction") == 0;
}

const esc_record_t *esc_action_flows(const esc_report_t *report,
                                     const esc_site_t *site,
                                     const esc_record_t *action) {
  const esc_record_t *verdict = esc_site_verdict(report, site);
  if (!is_about_flows(action))
    return NULL;
  bool is_for_caller =
      action->calls.count && verdict->lifetime == ESC_WORD_CALLER;
  return verdict->flows.count && !is_for_caller ? verdict
         : action->flows.count                  ? action
                                                : NULL;
}

static const char *fix_at(const esc_record_t *record, uint32_t i) {
  return record->flows.data[i].fix ? record->flows.data[i].fix : "";
}

/* What the fixes of two ways out have in common if they are one to a reader:
 * the function that is not seen may be another, or the place. */
static const char declare[] = "declare ";
static const char noescape[] =
    "'s parameter __attribute__((noescape)) if it keeps nothing, or build with "
    "LTO so that its body is seen";

static bool is_declare(const char *fix) {
  size_t length = strlen(fix), end = strlen(noescape);
  return starts(fix, declare) && length > end &&
         strcmp(fix + length - end, noescape) == 0;
}

/* Where the place begins in "copy what report needs (diag.c:12)", or the end.
 */
static const char *place_in(const char *fix) {
  const char *place = strrchr(fix, '(');
  return place && place > fix && place[-1] == ' ' &&
                 fix[strlen(fix) - 1] == ')' && strchr(place, ':')
             ? place
             : fix + strlen(fix);
}

static bool is_alike(const char *a, const char *b) {
  if (is_declare(a) && is_declare(b))
    return true;
  size_t length = (size_t)(place_in(a) - a);
  return length == (size_t)(place_in(b) - b) && memcmp(a, b, length) == 0;
}

/* Whether flow `index` has the same fix as one from `first` on before it. */
static bool is_said(const esc_record_t *record, uint32_t first,
                    uint32_t index) {
  for (uint32_t i = first; i < index; ++i)
    if (strcmp(fix_at(record, i), fix_at(record, index)) == 0)
      return true;
  return false;
}

/* The fixes like that of flow `first`, in one sentence. */
static void write_alike(FILE *out, const esc_record_t *record, uint32_t first) {
  enum { MOST = 3 };
  const char *fix = fix_at(record, first), *place = place_in(fix);
  uint32_t count = 0, written = 0;
  for (uint32_t i = first; i < record->flows.count; ++i)
    count += is_alike(fix, fix_at(record, i)) && !is_said(record, first, i);
  if (count == 1) {
    fputs(fix, out);
    return;
  }
  bool is_call = is_declare(fix);
  if (is_call)
    fputs("build with LTO so that the bodies of ", out);
  else
    fprintf(out, "%.*s(", (int)(place - fix), fix);
  for (uint32_t i = first; i < record->flows.count && written < MOST; ++i) {
    const char *other = fix_at(record, i);
    if (!is_alike(fix, other) || is_said(record, first, i))
      continue;
    const char *name = is_call ? other + strlen(declare) : place_in(other) + 1;
    size_t length = strlen(name) - (is_call ? strlen(noescape) : 1);
    fprintf(out, "%s%.*s",
            !written               ? ""
            : written + 1 == count ? " and "
                                   : ", ",
            (int)length, name);
    ++written;
  }
  if (count > written)
    fprintf(out, " and %u more", count - written);
  fputs(is_call ? " are seen, or declare parameters that keep nothing "
                  "__attribute__((noescape))"
                : ")",
        out);
}

void esc_words_fix(FILE *out, const esc_record_t *flows,
                   const esc_record_t *action) {
  bool any = false;
  if (!is_about_flows(action))
    flows = NULL;
  for (uint32_t i = 0; flows && i < flows->flows.count; ++i) {
    bool is_new = *fix_at(flows, i) != '\0';
    for (uint32_t j = 0; j < i && is_new; ++j)
      is_new = !is_alike(fix_at(flows, j), fix_at(flows, i));
    if (!is_new)
      continue;
    fputs(any ? "; " : "", out);
    write_alike(out, flows, i);
    any = true;
  }
  if (!any && action->fix)
    fputs(action->fix, out);
}

void esc_words_action(FILE *out, const esc_report_t *report,
                      const esc_site_t *site, const esc_record_t *action) {
  if (action->kind == ESC_RECORD_PROMOTED) {
    fputs(action->action ? action->action : "moved to stack", out);
    return;
  }
  const esc_record_t *verdict = esc_site_verdict(report, site);
  fprintf(out, "%s stays on the heap", verdict->object);
  if (site->state == ESC_SITE_PARTLY ||
      (action->calls.count && verdict->lifetime == ESC_WORD_CALLER))
    fprintf(out,
            action->calls.count || !site->source
                ? " in %s"
                : " where %s is called otherwise",
            action->frame);
  const esc_record_t *flows = esc_action_flows(report, site, action);
  if (action->because && !flows)
    fprintf(out, ": %s", action->because);
  /* A way out of the function it was inlined into, or one that the optimizer
   * showed. */
  if (flows && flows != verdict) {
    fputs(": it escapes ", out);
    esc_words_ways(out, flows);
  }
  char *fix;
  ESC_WORDS(fix, esc_words_fix(out, flows, action));
  if (fix && *fix)
    fprintf(out, ". To change it: %s", fix);
  free(fix);
}

bool esc_action_has_owner(const esc_report_t *report, const esc_site_t *site,
                          const esc_record_t *action) {
  return action->kind == ESC_RECORD_PROMOTED && action->calls.count &&
         esc_site_verdict(report, site)->lifetime != ESC_WORD_LOCAL;
}

bool esc_action_is_shown(const esc_report_t *report, const esc_site_t *site,
                         const esc_record_t *action) {
  const esc_record_t *const *actions =
      report->actions.data + site->first_action;
  bool is_local = esc_site_verdict(report, site)->lifetime == ESC_WORD_LOCAL;
  for (uint32_t i = 0; i < site->action_count; ++i) {
    const esc_record_t *other = actions[i];
    if (site->state == ESC_SITE_PROMOTED && is_local && !other->calls.count)
      return action == other; /* the one in its own function */
    if (site->state == ESC_SITE_STAYS && strcmp(action->name, other->name) == 0)
      return action == other; /* the first that stays for this reason */
  }
  return true;
}
