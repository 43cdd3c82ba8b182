/* What a run has shown: a file of JSON objects, one a line, named by the
 * environment variable ESCAPE_ORACLE_OUT (`%p` in it: the process). Sites stand
 * in the order of their modules; docs/oracle.md lists the fields. */
#define _GNU_SOURCE
#include "check.h"
#include "count.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char text[1 << 14];
static size_t held;
static int file;

static void flush(void) {
  for (size_t done = 0; done < held;) {
    ssize_t now = write(file, text + done, held - done);
    if (now <= 0)
      break;
    done += (size_t)now;
  }
  held = 0;
}

static void put(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void put(const char *format, ...) {
  if (sizeof text - held < 2048)
    flush();
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text + held, sizeof text - held, format, arguments);
  va_end(arguments);
  if (size > 0 && (size_t)size < sizeof text - held)
    held += (size_t)size;
}

static void put_string(const char *from) {
  put("\"");
  for (; *from; ++from) {
    if (*from == '"' || *from == '\\')
      put("\\%c", *from);
    else if ((unsigned char)*from < ' ')
      put("\\u%04x", (unsigned)*from);
    else
      put("%c", *from);
  }
  put("\"");
}

static void put_numbers(const char *name, const uint64_t *numbers) {
  put(",\"%s\":[", name);
  for (unsigned i = 0; i < ESC_LEVELS; ++i)
    put("%s%llu", i ? "," : "", (unsigned long long)numbers[i]);
  put("]");
}

static void put_number(const char *name, uint64_t number) {
  put(",\"%s\":%llu", name, (unsigned long long)number);
}

static void put_site(const esc_oracle_site_t *site, const char *kind) {
  put("{\"kind\":\"%s\",\"function\":", kind);
  put_string(site->function->name);
  put(",\"file\":");
  put_string(site->file);
  put_number("line", site->line);
  put_number("column", site->column);
  put_number("number", site->number);
  put(",\"allocator\":");
  put_string(site->allocator);
}

static void put_checked(esc_oracle_site_t *site) {
  const esc_check_site_t none = {0};
  const esc_check_site_t *state = site->state ? site->state : &none;
  put_site(site, "claim");
  put(",\"promoted\":%s", site->flags & ESC_ORACLE_PROMOTED ? "true" : "false");
  put_number("claims", state->claims);
  put_number("alive_at_end", state->over);
  put_number("searched", state->searches);
  put("}\n");
}

static void put_chain(const esc_oracle_site_t *site, const esc_chain_t *chain) {
  unsigned level;
  esc_fit_t fit = esc_count_fit(chain, &level);
  put_site(site, "chain");
  put(",\"chain\":[");
  for (unsigned i = 0; i < ESC_LEVELS && chain->functions[i]; ++i) {
    put(i ? "," : "");
    put_string(chain->functions[i]->name);
  }
  put("]");
  put_number("count", chain->count);
  put_number("bytes", chain->bytes);
  put(",\"size\":[%llu,%llu]", (unsigned long long)chain->smallest,
      (unsigned long long)chain->largest);
  put_numbers("dead", chain->dead);
  put_number("later", chain->later);
  put_number("never", chain->live);
  put_number("peak", chain->peak);
  put_number("peak_bytes", chain->peak_bytes);
  put_numbers("owned_peak", chain->owned_peak);
  put_numbers("owned_peak_bytes", chain->owned_peak_bytes);
  put(",\"plan\":\"%s\"", esc_fit_name(fit));
  if (fit != ESC_FIT_NONE)
    put_number("level", level);
  put("}\n");
}

static void put_counted(const esc_oracle_site_t *site) {
  const esc_count_site_t *state = site->state;
  esc_chain_t sum = {.smallest = UINT64_MAX};
  for (const esc_chain_t *it = state ? state->chains : NULL; it;
       it = it->next) {
    sum.count += it->count;
    sum.bytes += it->bytes;
    sum.smallest = it->smallest < sum.smallest ? it->smallest : sum.smallest;
    sum.largest = it->largest > sum.largest ? it->largest : sum.largest;
    sum.later += it->later;
    for (unsigned i = 0; i < ESC_LEVELS; ++i)
      sum.dead[i] += it->dead[i];
  }
  put_site(site, "site");
  put_number("count", sum.count);
  put_number("bytes", sum.bytes);
  put(",\"size\":[%llu,%llu]",
      (unsigned long long)(sum.count ? sum.smallest : 0),
      (unsigned long long)sum.largest);
  put_numbers("dead", sum.dead);
  put_number("later", sum.later);
  put_number("never", state ? state->live : 0);
  put_number("peak", state ? state->peak : 0);
  put(",\"complete\":%s}\n", state && state->is_full ? "false" : "true");
  for (const esc_chain_t *it = state ? state->chains : NULL; it; it = it->next)
    put_chain(site, it);
}

static bool file_name(char *name, size_t size) {
  const char *given = getenv("ESCAPE_ORACLE_OUT");
  if (!given || !*given)
    return false;
  const char *mark = strstr(given, "%p");
  if (mark)
    snprintf(name, size, "%.*s%ld%s", (int)(mark - given), given,
             (long)getpid(), mark + 2);
  else
    snprintf(name, size, "%s", given);
  return true;
}

void esc_report(void) {
  char name[4096];
  if (!esc_modules || !file_name(name, sizeof name))
    return;
  file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) {
    esc_say("escape oracle: cannot write %s\n", name);
    return;
  }
  esc_lock();
  for (const esc_oracle_module_t *it = esc_modules; it; it = it->next)
    for (uint64_t i = 0; i < it->site_count; ++i)
      if (esc_mode == ESC_ORACLE_CHECK)
        put_checked(&it->sites[i]);
      else
        put_counted(&it->sites[i]);
  if (esc_mode == ESC_ORACLE_CHECK) {
    put("{\"kind\":\"summary\"");
    put_number("unwatched", esc_unwatched);
    put("}\n");
  }
  flush();
  esc_unlock();
  close(file);
}
