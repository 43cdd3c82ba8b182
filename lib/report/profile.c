/* Joins counts and sites. Both have the position of the call, in the innermost
 * inlined function; their names of one file may differ (the remark's starts
 * from the current folder, the profile's from anywhere). So sites are sorted by
 * line and of those at the place of a count it is the one whose file is an end
 * of the count's, or the other way round: the longest. Where several are left
 * (a macro, the instances of a template), the one of the same function. */
#include "report/profile.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
  esc_site_t *site;
  const esc_record_t *verdict;
  const char *file; /* plain */
} entry_t;

static int compare_number(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int by_line(const void *a, const void *b) {
  const entry_t *x = a, *y = b;
  int order = compare_number(x->verdict->place.line, y->verdict->place.line);
  return order ? order : compare_number((uintptr_t)x->site, (uintptr_t)y->site);
}

/* The path without "." and "x/..", in memory of the arena. */
static const char *plain_path(esc_arena_t *arena, const char *path) {
  size_t length = strlen(path), used = 0;
  char *plain = esc_arena_take(arena, length + 2);
  for (const char *part = path; plain && *part;) {
    size_t size = strcspn(part, "/");
    bool is_up = size == 2 && memcmp(part, "..", 2) == 0;
    size_t start = used; /* of the part before, to take back */
    while (start && plain[start - 1] != '/')
      --start;
    bool may_go_up = used && strcmp(plain + start, "..") != 0;
    if (is_up && may_go_up) {
      used = start ? start - 1 : 0;
    } else if (size && !(size == 1 && *part == '.')) {
      if (used || path[0] == '/')
        plain[used++] = '/';
      memcpy(plain + used, part, size);
      used += size;
    }
    plain[used] = '\0';
    part += size + (part[size] == '/');
  }
  return plain;
}

/* How much two plain paths have in common, if one is an end of the other; else
 * they are of two files: 0. */
static size_t common_end(const char *a, const char *b) {
  size_t length_a = strlen(a), length_b = strlen(b);
  if (length_a > length_b)
    return common_end(b, a);
  bool is_end = memcmp(a, b + length_b - length_a, length_a) == 0 &&
                (length_a == length_b || a[0] == '/' ||
                 b[length_b - length_a - 1] == '/');
  return is_end ? length_a : 0;
}

/* The function of the site's source: the first word of its identity, after the
 * name of its file. */
static bool is_of_function(const esc_record_t *verdict, const char *function) {
  if (!function)
    return false;
  if (!verdict->identity)
    return strcmp(verdict->function, function) == 0;
  size_t length = strlen(function);
  const char *end = strchr(verdict->identity, '/');
  const char *colon = strchr(verdict->identity, ':');
  const char *start =
      colon && end && colon < end ? colon + 1 : verdict->identity;
  return end && (size_t)(end - start) == length &&
         memcmp(start, function, length) == 0;
}

static bool may_be_column(uint32_t a, uint32_t b) { return a == b || !a || !b; }

static esc_site_t *site_at(const entry_t *entries, uint32_t count,
                           const esc_profile_place_t *place) {
  uint32_t low = 0, high = count;
  size_t best_score = 0;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (entries[middle].verdict->place.line < place->place.line)
      low = middle + 1;
    else
      high = middle;
  }
  esc_site_t *best = NULL;
  for (; low < count && entries[low].verdict->place.line == place->place.line;
       ++low) {
    const esc_record_t *verdict = entries[low].verdict;
    if (!may_be_column(verdict->place.column, place->place.column))
      continue;
    size_t score = 2 * common_end(entries[low].file, place->place.file);
    if (score && is_of_function(verdict, place->function))
      ++score;
    if (score > best_score) {
      best_score = score;
      best = entries[low].site;
    }
  }
  return best;
}

static void add_counts(esc_counted_t *to, const esc_counted_t *from) {
  to->count += from->count;
  to->bytes += from->bytes;
  to->dead += from->dead;
  to->peak = to->peak > from->peak ? to->peak : from->peak;
  to->largest = to->largest > from->largest ? to->largest : from->largest;
  to->has_lifetimes |= from->has_lifetimes;
}

static bool is_file_of_report(const entry_t *entries, uint32_t count,
                              const char *file) {
  const char *last = NULL;
  for (uint32_t i = 0; i < count; ++i) {
    if (entries[i].file != last && common_end(entries[i].file, file))
      return true;
    last = entries[i].file;
  }
  return false;
}

/* The sites that have a line, by line. `*count` is how many. False: memory is
 * out. */
static bool collect(esc_profile_t *profile, const esc_report_t *report,
                    entry_t *entries, uint32_t *count) {
  const char *last = NULL, *plain = NULL;
  for (uint32_t i = 0; i < report->sites.count; ++i) {
    esc_site_t *site = &report->sites.data[i];
    const esc_record_t *verdict = esc_site_verdict(report, site);
    if (!verdict->place.file || !verdict->place.line)
      continue;
    if (!last || strcmp(last, verdict->place.file) != 0) {
      last = verdict->place.file;
      plain = plain_path(&profile->arena, last);
      if (!plain)
        return false;
    }
    entries[(*count)++] = (entry_t){site, verdict, plain};
  }
  qsort(entries, *count, sizeof *entries, by_line);
  return true;
}

static bool join(esc_profile_t *profile, esc_report_t *report,
                 entry_t *entries) {
  uint32_t count = 0;
  bool ok = collect(profile, report, entries, &count);
  for (uint32_t i = 0; i < profile->places.count && ok; ++i) {
    esc_profile_place_t *place = &profile->places.data[i];
    if (place->place.file) {
      place->place.file = plain_path(&profile->arena, place->place.file);
      ok = place->place.file != NULL;
    }
    if (!ok || !place->counted.count)
      continue;
    esc_site_t *site =
        place->place.file ? site_at(entries, count, place) : NULL;
    place->is_elsewhere = !site;
    if (site)
      add_counts(&site->counted, &place->counted);
    else
      profile->elsewhere += place->counted.count;
    if (!site && place->place.file &&
        is_file_of_report(entries, count, place->place.file))
      ++profile->stale;
  }
  for (uint32_t i = 0; i < report->sites.count; ++i)
    report->sites.data[i].weight = (double)report->sites.data[i].counted.count;
  return ok;
}

bool esc_profile_join(esc_profile_t *profile, esc_report_t *report,
                      char *message, size_t message_size) {
  size_t room = report->sites.count ? report->sites.count : 1;
  entry_t *entries = malloc(room * sizeof *entries);
  bool ok = entries && join(profile, report, entries);
  free(entries);
  if (!ok) {
    snprintf(message, message_size, "out of memory");
    return false;
  }
  bool has_lines = false;
  for (uint32_t i = 0; i < profile->places.count; ++i)
    has_lines |= profile->places.data[i].place.file != NULL;
  if (profile->total == 0)
    snprintf(message, message_size,
             "the profile counts no allocation. Let the program do what it "
             "usually does");
  else if (!has_lines)
    snprintf(message, message_size,
             "the profile has no lines of the source. Build the program with "
             "-g, and run escape-profile again");
  else if (profile->elsewhere == profile->total)
    snprintf(message, message_size,
             "no allocation of the profile is at a line of these remarks: it "
             "is of another program, of one without -g or stripped, or the "
             "source changed. Run escape-profile with the program these "
             "remarks are of");
  else
    return true;
  return false;
}

bool esc_action_overflows(const esc_site_t *site, const esc_record_t *action) {
  return (action->elements && site->counted.peak > action->elements) ||
         (action->slot_bytes && site->counted.largest > action->slot_bytes);
}

bool esc_site_overflows(const esc_report_t *report, const esc_site_t *site) {
  for (uint32_t i = 0; i < site->action_count; ++i)
    if (esc_action_overflows(site,
                             report->actions.data[site->first_action + i]))
      return true;
  return false;
}

esc_profile_shares_t esc_profile_shares(const esc_profile_t *profile,
                                        const esc_report_t *report) {
  esc_profile_shares_t shares = {0};
  for (uint32_t i = 0; i < report->sites.count; ++i) {
    const esc_site_t *site = &report->sites.data[i];
    uint64_t count = site->counted.count;
    bool is_local = esc_site_verdict(report, site)->lifetime == ESC_WORD_LOCAL;
    shares.promoted += site->state == ESC_SITE_PROMOTED;
    shares.promoted_seen += site->state == ESC_SITE_PROMOTED && count;
    if (site->state == ESC_SITE_REMOVED)
      shares.removed += count;
    else if (site->state == ESC_SITE_PARTLY || esc_site_overflows(report, site))
      shares.partly += count;
    else if (site->state == ESC_SITE_PROMOTED)
      shares.gone += count;
    else if (is_local)
      shares.local += count;
  }
  for (uint32_t i = 0; i < profile->places.count; ++i) {
    shares.dead += profile->places.data[i].counted.dead;
    shares.has_lifetimes |= profile->places.data[i].counted.has_lifetimes;
  }
  return shares;
}
