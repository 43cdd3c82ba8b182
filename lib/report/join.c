/* From records to sites. Sorting puts the records of a site side by side: by
 * identity, or by place where a record has none. */
#include "report/record.h"

#include <stdlib.h>
#include <string.h>

void esc_report_init(esc_report_t *report, const esc_allocator_t *allocator) {
  memset(report, 0, sizeof *report);
  report->allocator = allocator;
  report->arena.allocator = allocator;
}

void esc_report_free(esc_report_t *report) {
  const esc_allocator_t *allocator = report->allocator;
  for (uint32_t i = 0; i < report->records.count; ++i) {
    esc_record_t *record = report->records.data[i];
    esc_array_free(allocator, &record->flows);
    esc_array_free(allocator, &record->hops);
    esc_array_free(allocator, &record->calls);
    esc_array_free(allocator, &record->frees);
  }
  esc_array_free(allocator, &report->records);
  esc_array_free(allocator, &report->sites);
  esc_array_free(allocator, &report->actions);
  esc_array_free(allocator, &report->sentences);
  esc_arena_free(&report->arena);
}

static int compare_text(const char *a, const char *b) {
  return strcmp(a ? a : "", b ? b : "");
}

static int compare_number(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

int esc_place_compare(const esc_place_t *a, const esc_place_t *b) {
  int order = a->file == b->file ? 0 : compare_text(a->file, b->file);
  order = order ? order : compare_number(a->line, b->line);
  return order ? order : compare_number(a->column, b->column);
}

bool esc_place_is_library(const esc_place_t *place) {
  static const char *const folders[] = {"/usr/include/", "/usr/lib/",
                                        "/usr/local/include/",
                                        "/usr/local/lib/", "/rustc/"};
  for (uint32_t i = 0; place->file && i < sizeof folders / sizeof *folders; ++i)
    if (strncmp(place->file, folders[i], strlen(folders[i])) == 0)
      return true;
  return false;
}

/* Compares FUNCTION/ALLOCATOR/OBJECT without its middle: the optimizer may
 * have replaced the call (malloc and memset by calloc). */
static int compare_identities(const char *a, const char *b) {
  if (!a || !b)
    return (a != NULL) - (b != NULL);
  const char *end_a = strchr(a, '/'), *end_b = strchr(b, '/');
  const char *object_a = strrchr(a, '/'), *object_b = strrchr(b, '/');
  if (!end_a || !end_b)
    return strcmp(a, b);
  size_t length_a = (size_t)(end_a - a), length_b = (size_t)(end_b - b);
  size_t shorter = length_a < length_b ? length_a : length_b;
  int order = memcmp(a, b, shorter);
  order = order ? order : compare_number(length_a, length_b);
  return order ? order : strcmp(object_a, object_b);
}

/* Zero: the same site. Several may stand at one place: those of a macro, of
 * the instances of a template. */
static int compare_sites(const esc_record_t *a, const esc_record_t *b) {
  int order = esc_place_compare(&a->place, &b->place);
  order = order ? order : compare_identities(a->identity, b->identity);
  if (order || a->identity || a->place.line)
    return order;
  return strcmp(a->function, b->function);
}

typedef struct entry {
  const esc_record_t *record;
  uint32_t index; /* as read: keeps the order of equals */
} entry_t;

static int by_site(const void *a, const void *b) {
  const entry_t *x = a, *y = b;
  int order = compare_sites(x->record, y->record);
  if (!order)
    order = compare_number(x->record->kind != ESC_RECORD_SOURCE,
                           y->record->kind != ESC_RECORD_SOURCE);
  return order ? order : compare_number(x->index, y->index);
}

/* Whether two files have the same thing to say: a function in a header, or an
 * object whose remarks were read twice. */
static bool says_the_same(const esc_record_t *a, const esc_record_t *b) {
  return a->kind == b->kind && strcmp(a->name, b->name) == 0 &&
         strcmp(a->function, b->function) == 0 &&
         compare_text(a->verdict, b->verdict) == 0 &&
         compare_text(a->action, b->action) == 0;
}

/* The report with what joining alone needs. */
typedef struct joiner {
  esc_report_t *report;
  const esc_record_t **calls_left; /* by function */
  uint32_t calls_left_count;
} joiner_t;

static int by_function(const void *a, const void *b) {
  const esc_record_t *const *x = a, *const *y = b;
  return strcmp((*x)->function, (*y)->function);
}

/* The function that holds the call has a body of its own for callers in other
 * files, and every call that could be seen was inlined. */
static bool is_left_for_others(const joiner_t *joiner,
                               const esc_record_t *action) {
  if (action->kind != ESC_RECORD_KEPT || action->calls.count ||
      action->lifetime != ESC_WORD_CALLER)
    return false;
  const esc_record_t *const *end =
      joiner->calls_left + joiner->calls_left_count;
  const esc_record_t *const *found =
      bsearch(&action, joiner->calls_left, joiner->calls_left_count,
              sizeof *joiner->calls_left, by_function);
  if (!found)
    return false;
  while (found > joiner->calls_left && by_function(found - 1, &action) == 0)
    --found;
  for (; found < end && by_function(found, &action) == 0; ++found)
    if ((*found)->number)
      return false;
  return true;
}

/* Completes the last site; takes out what is left for callers in other files,
 * if something was promoted. */
static void finish_site(const joiner_t *joiner) {
  esc_report_t *report = joiner->report;
  if (!report->sites.count)
    return;
  esc_site_t *site = &report->sites.data[report->sites.count - 1];
  const esc_record_t **actions = report->actions.data + site->first_action;
  uint32_t promoted = 0, count = 0;
  for (uint32_t i = 0; i < site->action_count; ++i)
    promoted += actions[i]->kind == ESC_RECORD_PROMOTED;
  for (uint32_t i = 0; i < site->action_count; ++i) {
    if (promoted && is_left_for_others(joiner, actions[i]))
      continue;
    site->weight += (double)actions[i]->hotness;
    actions[count++] = actions[i];
  }
  site->action_count = count;
  report->actions.count = site->first_action + count;
  bool is_judged = count == 0 && site->source && site->source->is_only_judged;
  site->state = is_judged           ? ESC_SITE_JUDGED
                : count == 0        ? ESC_SITE_REMOVED
                : promoted == count ? ESC_SITE_PROMOTED
                : promoted          ? ESC_SITE_PARTLY
                                    : ESC_SITE_STAYS;
}

static bool is_same_place(const esc_record_t *a, const esc_record_t *b) {
  return a->place.line && esc_place_compare(&a->place, &b->place) == 0;
}

/* Whether the records at the place of the first of `entries` are all about one
 * site: one alone of the source stands there. The optimizer may have made
 * another call of it (calloc of malloc and memset), which has a name of its
 * own. */
static bool is_one_site(const entry_t *entries, uint32_t count) {
  const char *identity = NULL;
  for (uint32_t i = 0;
       i < count && is_same_place(entries[0].record, entries[i].record); ++i) {
    const esc_record_t *record = entries[i].record;
    if (record->kind != ESC_RECORD_SOURCE)
      continue;
    if (identity && compare_identities(identity, record->identity) != 0)
      return false;
    identity = record->identity;
  }
  return identity != NULL;
}

static bool add_record(const joiner_t *joiner, const esc_record_t *record,
                       const esc_record_t *before, bool is_alone) {
  esc_report_t *report = joiner->report;
  const esc_allocator_t *allocator = report->allocator;
  bool is_new = !before || (is_alone ? !is_same_place(before, record)
                                     : compare_sites(before, record) != 0);
  if (is_new) {
    finish_site(joiner);
    esc_site_t site = {.first_action = report->actions.count};
    if (!esc_array_push(allocator, &report->sites, site))
      return false;
  }
  esc_site_t *site = &report->sites.data[report->sites.count - 1];
  if (record->kind == ESC_RECORD_SOURCE) {
    if (!site->source)
      site->source = record;
    return true;
  }
  for (uint32_t i = 0; i < site->action_count; ++i)
    if (says_the_same(report->actions.data[site->first_action + i], record))
      return true;
  ++site->action_count;
  return esc_array_push(allocator, &report->actions, record);
}

static int by_place(const void *a, const void *b) {
  const entry_t *x = a, *y = b;
  int order = esc_place_compare(&x->record->place, &y->record->place);
  return order ? order : compare_number(x->index, y->index);
}

static bool add_sentences(esc_report_t *report, entry_t *entries,
                          uint32_t count) {
  qsort(entries, count, sizeof *entries, by_place);
  for (uint32_t i = 0; i < count; ++i) {
    const esc_record_t *record = entries[i].record;
    if (i && says_the_same(entries[i - 1].record, record) &&
        esc_place_compare(&entries[i - 1].record->place, &record->place) == 0)
      continue;
    if (!esc_array_push(report->allocator, &report->sentences, record))
      return false;
  }
  return true;
}

bool esc_report_join(esc_report_t *report) {
  uint32_t count = report->records.count, sites = 0, sentences = 0;
  size_t room = count ? count : 1;
  entry_t *entries = malloc(room * 2 * sizeof *entries);
  joiner_t joiner = {report, malloc(room * sizeof *joiner.calls_left), 0};
  bool ok = entries && joiner.calls_left;
  for (uint32_t i = 0; i < count && ok; ++i) {
    const esc_record_t *record = report->records.data[i];
    entry_t entry = {record, i};
    if (record->kind == ESC_RECORD_CALLS_LEFT)
      joiner.calls_left[joiner.calls_left_count++] = record;
    else if (record->kind == ESC_RECORD_PARAMETER ||
             record->kind == ESC_RECORD_SUMMARY)
      entries[count + sentences++] = entry;
    else
      entries[sites++] = entry;
  }
  if (ok) {
    qsort(joiner.calls_left, joiner.calls_left_count, sizeof *joiner.calls_left,
          by_function);
    qsort(entries, sites, sizeof *entries, by_site);
  }
  bool is_alone = false;
  for (uint32_t i = 0; i < sites && ok; ++i) {
    const esc_record_t *before = i ? entries[i - 1].record : NULL;
    if (!before || !is_same_place(before, entries[i].record))
      is_alone = is_one_site(entries + i, sites - i);
    ok = add_record(&joiner, entries[i].record, before, is_alone);
  }
  if (ok)
    finish_site(&joiner);
  ok = ok && add_sentences(report, entries + count, sentences);
  free(entries);
  free(joiner.calls_left);
  return ok;
}

const esc_record_t *esc_site_verdict(const esc_report_t *report,
                                     const esc_site_t *site) {
  return site->source ? site->source : report->actions.data[site->first_action];
}
