/* escape-report: shows what the pass `escape` wrote to files of remarks. See
 * --help. */
#define _GNU_SOURCE /* getopt_long */

#include "report/html.h"
#include "report/json.h"
#include "report/text.h"
#include "report/words.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] =
    "escape-report: what escapes, from files of remarks\n"
    "\n"
    "  escape-report [OPTION]... FILE|FOLDER...\n"
    "  escape-report diff [OPTION]... BASE NEW\n"
    "\n"
    "A FILE is what escape-cc, or clang with the plugin, wrote for\n"
    "-fsave-optimization-record; of a FOLDER, all files *.opt.yaml in it and\n"
    "below are read. Without options: what became of all allocations, and five "
    "to\n"
    "look at first.\n"
    "\n"
    "  -m                      each allocation: does it escape, what was done\n"
    "  -m -m                   and the paths by which it escapes\n"
    "  -m -m -m                and a summary of every function\n"
    "  -t, --top=N             the N sites to look at first, and why they "
    "stay\n"
    "  -f, --format=FORMAT     text (default); json: one object a line; "
    "sarif:\n"
    "                          SARIF 2.1.0; html: one page that needs nothing "
    "else\n"
    "  -p, --profile=FILE      how often each site allocates, from "
    "escape-profile\n"
    "                          or oracle=count; may be repeated, counts add "
    "up\n"
    "  -s, --source-root=DIR   look for sources here first; may be repeated\n"
    "  -o, --output=FILE       write there; FILE is replaced when all went "
    "well\n"
    "  -h, --help              this text\n"
    "  -V, --version\n"
    "\n"
    "diff compares two builds, site by site: what began to escape, what "
    "stopped,\n"
    "what moved. Lines may have moved, too: sites are told apart by their "
    "names.\n"
    "Its formats are text and sarif (with baselineState).\n"
    "\n"
    "The exit code is 0; of diff 1, if a site began to escape, left the stack, "
    "or\n"
    "is new and escapes; 2 if a file cannot be read or the call is wrong.\n";

typedef enum format { TEXT, JSON, SARIF, HTML } format_t;

typedef struct settings {
  int level;
  uint32_t top;
  format_t format;
  const char *output; /* or NULL: standard output */
  const char **roots;
  uint32_t root_count;
  const char **profiles;
  uint32_t profile_count;
} settings_t;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "escape-report: error: %s%s%s\n", what, why ? ": " : "",
          why ? why : "");
  exit(2);
}

static uint32_t number_of(const char *text) {
  char *end;
  errno = 0;
  unsigned long number = strtoul(text, &end, 10);
  if (errno || *end || end == text || *text == '-' || number == 0 ||
      number > UINT32_MAX)
    fail("--top takes a number from 1, not", text);
  return (uint32_t)number;
}

static format_t format_of(const char *text) {
  static const char *const names[] = {"text", "json", "sarif", "html"};
  for (int i = 0; i < 4; ++i)
    if (strcmp(text, names[i]) == 0)
      return (format_t)i;
  fail("there is no such format (text, json, sarif, html)", text);
  return TEXT;
}

static void parse(settings_t *settings, int argc, char **argv) {
  static const struct option options[] = {
      {"top", required_argument, NULL, 't'},
      {"format", required_argument, NULL, 'f'},
      {"profile", required_argument, NULL, 'p'},
      {"source-root", required_argument, NULL, 's'},
      {"output", required_argument, NULL, 'o'},
      {"help", no_argument, NULL, 'h'},
      {"version", no_argument, NULL, 'V'},
      {NULL, 0, NULL, 0}};
  int option;
  while ((option = getopt_long(argc, argv, "mt:f:p:s:o:hV", options, NULL)) != -1)
    switch (option) {
    case 'm':
      ++settings->level;
      break;
    case 't':
      settings->top = number_of(optarg);
      break;
    case 'f':
      settings->format = format_of(optarg);
      break;
    case 'p':
      settings->profiles[settings->profile_count++] = optarg;
      break;
    case 's':
      settings->roots[settings->root_count++] = optarg;
      break;
    case 'o':
      settings->output = optarg;
      break;
    case 'h':
      fputs(help, stdout);
      exit(0);
    case 'V':
      puts("escape-report " ESCAPE_VERSION);
      exit(0);
    default:
      fputs("Try escape-report --help.\n", stderr);
      exit(2);
    }
}

static void read_report(esc_report_t *report, char **paths, int count) {
  char message[2048];
  esc_report_init(report, esc_allocator_libc());
  for (int i = 0; i < count; ++i)
    if (!esc_report_read(report, paths[i], message, sizeof message))
      fail(message, NULL);
  if (!esc_report_join(report))
    fail("out of memory", NULL);
  if (report->records.count == 0 && report->remark_count)
    fail(paths[0], "there are remarks, but none of the pass escape. Compile "
                   "with escape-cc, or with clang and -fpass-plugin=");
}

/* NULL: none was given. */
static const esc_profile_t *read_profile(esc_profile_t *profile,
                                         esc_report_t *report,
                                         const settings_t *settings) {
  char message[2048];
  esc_profile_init(profile, esc_allocator_libc());
  for (uint32_t i = 0; i < settings->profile_count; ++i)
    if (!esc_profile_read(profile, settings->profiles[i], message,
                          sizeof message))
      fail(message, NULL);
  if (!settings->profile_count)
    return NULL;
  if (!esc_profile_join(profile, report, message, sizeof message))
    fail(settings->profiles[0], message);
  return profile;
}

/* The output is there whole, or as it was before. */
static FILE *open_output(const settings_t *settings, char *temporary,
                         size_t size) {
  if (!settings->output)
    return stdout;
  int length = snprintf(temporary, size, "%s.XXXXXX", settings->output);
  int file = length > 0 && (size_t)length < size ? mkstemp(temporary) : -1;
  FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
  if (!out)
    fail(settings->output, strerror(errno));
  mode_t mask = umask(0); /* as a file that is simply opened */
  umask(mask);
  fchmod(file, 0666 & ~mask);
  return out;
}

static void close_output(const settings_t *settings, FILE *out,
                         const char *temporary, bool ok) {
  bool is_written = fflush(out) == 0 && !ferror(out);
  int problem = errno;
  if (settings->output) {
    is_written = fclose(out) == 0 && is_written;
    if (!is_written || !ok || rename(temporary, settings->output) != 0) {
      problem = is_written ? errno : problem;
      unlink(temporary);
      is_written = false;
    }
  }
  if (!ok)
    fail("out of memory", NULL);
  if (!is_written)
    fail(settings->output ? settings->output : "standard output",
         strerror(problem));
}

/* Paths are shorter without the source; say why, once. */
static void note_missing(const esc_sources_t *sources) {
  uint32_t count = 0;
  const char *name = NULL;
  for (uint32_t i = 0; i < ESC_SOURCE_BUCKETS; ++i)
    for (const esc_source_file_t *file = sources->buckets[i]; file;
         file = file->next)
      if (!file->text) {
        ++count;
        name = !name || strcmp(file->name, name) < 0 ? file->name : name;
      }
  if (count == 1)
    fprintf(stderr,
            "escape-report: note: the source %s was not found; what it says is "
            "described instead of shown. Give --source-root=DIR\n",
            name);
  else if (count)
    fprintf(stderr,
            "escape-report: note: %u sources were not found, among them %s; "
            "what they say is described instead of shown. Give "
            "--source-root=DIR\n",
            count, name);
}

static bool write_text(FILE *out, const settings_t *settings,
                       const esc_report_t *report, esc_sources_t *sources,
                       const esc_profile_t *profile) {
  uint32_t top = settings->top ? settings->top : 5;
  bool ok = true;
  if (settings->level)
    esc_report_write_text(out, report, sources, settings->level);
  if (profile)
    ok = esc_profile_write_most(out, profile, report, top);
  if (!settings->level || settings->top || profile)
    esc_report_write_top(out, report, profile, top);
  esc_report_write_counts(out, report);
  if (profile) {
    esc_profile_write_summary(out, profile, report);
    fputc('\n', out);
  }
  return ok;
}

static int show(const settings_t *settings, char **paths, int count) {
  esc_report_t report;
  esc_sources_t sources;
  read_report(&report, paths, count);
  esc_sources_init(&sources, esc_allocator_libc());
  sources.roots = settings->roots;
  sources.root_count = settings->root_count;
  if (!esc_words_name_objects(&report, &sources))
    fail("out of memory", NULL);
  esc_profile_t counted;
  const esc_profile_t *profile = read_profile(&counted, &report, settings);
  char temporary[4096];
  FILE *out = open_output(settings, temporary, sizeof temporary);
  bool ok = true;
  switch (settings->format) {
  case TEXT:
    ok = write_text(out, settings, &report, &sources, profile);
    break;
  case JSON:
    ok = esc_report_write_json(out, &report, profile, &sources);
    break;
  case SARIF:
    ok = esc_report_write_sarif(out, &report, NULL, &sources);
    break;
  case HTML:
    ok = esc_report_write_html(out, &report, profile, &sources);
    break;
  }
  close_output(settings, out, temporary, ok);
  note_missing(&sources);
  if (profile)
    esc_profile_write_notes(stderr, profile, &report);
  esc_profile_free(&counted);
  esc_sources_free(&sources);
  esc_report_free(&report);
  return 0;
}

static int compare(const settings_t *settings, char **paths) {
  esc_report_t base, now;
  esc_sources_t sources;
  esc_diff_t diff;
  read_report(&base, paths, 1);
  read_report(&now, paths + 1, 1);
  esc_sources_init(&sources, esc_allocator_libc());
  sources.roots = settings->roots;
  sources.root_count = settings->root_count;
  if (!esc_diff_make(&diff, &base, &now))
    fail("out of memory", NULL);
  char temporary[4096];
  FILE *out = open_output(settings, temporary, sizeof temporary);
  bool ok = true;
  if (settings->format == SARIF)
    ok = esc_report_write_sarif(out, &now, &diff, &sources);
  else
    esc_diff_write_text(out, &diff);
  close_output(settings, out, temporary, ok);
  int code = 0;
  for (uint32_t i = 0; i < diff.sites.count; ++i)
    code |= esc_change_is_worse(&diff, &diff.sites.data[i]);
  esc_diff_free(&diff);
  esc_sources_free(&sources);
  esc_report_free(&base);
  esc_report_free(&now);
  return code;
}

int main(int argc, char **argv) {
  settings_t settings = {0};
  settings.roots = calloc((size_t)argc, sizeof *settings.roots);
  settings.profiles = calloc((size_t)argc, sizeof *settings.profiles);
  if (!settings.roots || !settings.profiles)
    fail("out of memory", NULL);
  bool is_diff = argc > 1 && strcmp(argv[1], "diff") == 0;
  argc -= is_diff;
  argv += is_diff;
  parse(&settings, argc, argv);
  int count = argc - optind, code = 0;
  if (!is_diff && count >= 1) {
    code = show(&settings, argv + optind, count);
  } else if (is_diff && count == 2) {
    if (settings.format != TEXT && settings.format != SARIF)
      fail("diff writes text or sarif", NULL);
    if (settings.profile_count)
      fail("diff takes no profile: give it to escape-report alone", NULL);
    code = compare(&settings, argv + optind);
  } else {
    fail(is_diff ? "diff takes two reports, BASE and NEW"
                 : "which remarks? Give a file or the folder of a build",
         NULL);
  }
  free(settings.roots);
  free(settings.profiles);
  return code;
}
