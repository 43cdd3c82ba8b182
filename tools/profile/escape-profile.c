/* escape-profile: which lines of a program allocate how much, as it runs.
 *
 *     escape-profile [-o FILE] COMMAND [ARGUMENT...]
 *
 * Runs the command with libescape-profile in front of its allocator, and that of
 * each program it starts; turns the addresses it counted into source positions
 * (llvm-symbolizer; without -g only names of functions are known), and writes a
 * line of JSON for each position, most allocations first. The exit code is the
 * command's.
 *
 * The lines have the fields of the `site` lines of the counting oracle, as far
 * as they are known: docs/oracle.md. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <glob.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOOL "escape-profile"
#define DEFAULT_OUTPUT "escape.profile"

static const char usage[] =
    "Usage: escape-profile [-o FILE] COMMAND [ARGUMENT...]\n"
    "Counts the allocations of COMMAND, and of what it starts, by source line.\n"
    "\n"
    "  -o, --output=FILE   write to FILE (default " DEFAULT_OUTPUT ")\n"
    "  -h, --help          show this text\n"
    "\n"
    "Build COMMAND with -g, so that lines are known. Then:\n"
    "    escape-report --profile=" DEFAULT_OUTPUT " *.opt.yaml\n"
    "\n"
    "LLVM_SYMBOLIZER names another symbolizer, ESCAPE_PROFILE_LIBRARY another\n"
    "libescape-profile.so than the one that stands beside this program.\n";

/* One place of one module, as the library wrote it. */
typedef struct place {
  uint64_t count, bytes, address;
  char *module;
} place_t;

/* One position in the source. */
typedef struct site {
  uint64_t count, bytes;
  char *function, *file;
  unsigned line, column;
} site_t;

typedef struct profile {
  place_t *places;
  site_t *sites;
  size_t place_count, site_count;
  uint64_t dropped;
} profile_t;

__attribute__((format(printf, 1, 2))) static void complain(const char *format,
                                                           ...) {
  va_list arguments;
  fputs(TOOL ": ", stderr);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
}

/* A text made like printf's; memory that is out ends the program. */
__attribute__((format(printf, 1, 2))) static char *text(const char *format,
                                                        ...) {
  char *made;
  va_list arguments;
  va_start(arguments, format);
  if (vasprintf(&made, format, arguments) < 0) {
    complain("out of memory");
    exit(1);
  }
  va_end(arguments);
  return made;
}

/* The array with room for one more; doubles at powers of two. */
static void *grown(void *array, size_t count, size_t size) {
  if (count & (count - 1))
    return array;
  array = realloc(array, (count ? 2 * count : 1) * size);
  if (!array) {
    complain("out of memory");
    exit(1);
  }
  return array;
}

/* The library beside this program: where it is installed, where it is built, or
 * the same folder. */
static char *find_library(void) {
  const char *given = getenv("ESCAPE_PROFILE_LIBRARY");
  if (given)
    return text("%s", given);
  char self[4096];
  ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
  if (size <= 0)
    return NULL;
  self[size] = '\0';
  *strrchr(self, '/') = '\0';
  const char *const folders[] = {("/../" ESCAPE_PLUGINDIR), "/../lib", ""};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; ++i) {
    char *path = text("%s%s/libescape-profile.so", self, folders[i]);
    char *real = realpath(path, NULL);
    free(path);
    if (real)
      return real;
  }
  return NULL;
}

/* Runs the command; its exit code, or 127. */
static int run(char **command, const char *library, const char *folder) {
  const char *before = getenv("LD_PRELOAD");
  char *preload =
      before && *before ? text("%s:%s", library, before) : text("%s", library);
  char *out = text("%s/%%p", folder);
  pid_t child = fork();
  if (child == 0) {
    setenv("LD_PRELOAD", preload, 1);
    setenv("ESCAPE_PROFILE_OUT", out, 1);
    execvp(command[0], command);
    complain("cannot run %s: %s", command[0], strerror(errno));
    _exit(127);
  }
  free(preload);
  free(out);
  int status;
  if (child < 0 || waitpid(child, &status, 0) < 0) {
    complain("cannot run %s: %s", command[0], strerror(errno));
    return 127;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Reads what one process wrote. False: it is not complete. */
static bool read_places(profile_t *profile, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file)
    return false;
  char *line = NULL;
  size_t size = 0;
  bool is_complete = false;
  while (getline(&line, &size, file) > 0) {
    place_t place;
    uint64_t dropped;
    int at = 0;
    if (sscanf(line, "end %" SCNu64, &dropped) == 1) {
      profile->dropped += dropped;
      is_complete = true;
    } else if (sscanf(line, "%" SCNu64 " %" SCNu64 " %" SCNx64 " %n",
                      &place.count, &place.bytes, &place.address, &at) == 3 &&
               at) {
      line[strcspn(line, "\n")] = '\0';
      place.module = text("%s", line + at);
      profile->places =
          grown(profile->places, profile->place_count, sizeof place);
      profile->places[profile->place_count++] = place;
    }
  }
  free(line);
  fclose(file);
  return is_complete;
}

/* Asks the symbolizer about every place. NULL, with a message: it failed. */
static FILE *symbolize(const profile_t *profile, const char *folder) {
  const char *given = getenv("LLVM_SYMBOLIZER");
  const char *const tools[] = {given ? given : ESCAPE_LLVM_SYMBOLIZER,
                               given ? given : "llvm-symbolizer"};
  char *questions = text("%s/questions", folder);
  char *answers = text("%s/answers", folder);
  FILE *file = fopen(questions, "w");
  bool ok = file != NULL;
  for (size_t i = 0; i < profile->place_count && ok; ++i)
    fprintf(file, "\"%s\" 0x%" PRIx64 "\n", profile->places[i].module,
            profile->places[i].address);
  if (file)
    ok = fclose(file) == 0;
  pid_t child = ok ? fork() : -1;
  if (child == 0) {
    if (freopen(questions, "r", stdin) && freopen(answers, "w", stdout))
      for (size_t i = 0; i < sizeof tools / sizeof *tools; ++i)
        execlp(tools[i], tools[i], "--no-demangle", "--inlines", (char *)NULL);
    _exit(127);
  }
  int status = 1;
  ok = child > 0 && waitpid(child, &status, 0) > 0 && status == 0;
  file = ok ? fopen(answers, "r") : NULL;
  if (!file)
    complain("%s did not work; LLVM_SYMBOLIZER may name another", tools[0]);
  free(questions);
  free(answers);
  return file;
}

static void add_site(profile_t *profile, const place_t *place,
                     const char *function, const char *position) {
  site_t site = {.count = place->count, .bytes = place->bytes};
  /* FILE:LINE:COLUMN, and FILE may hold colons; ?? where nothing is known. */
  char *file = text("%s", position);
  char *column = strrchr(file, ':');
  if (column) {
    *column = '\0';
    site.column = (unsigned)strtoul(column + 1, NULL, 10);
  }
  char *line = strrchr(file, ':');
  if (line) {
    *line = '\0';
    site.line = (unsigned)strtoul(line + 1, NULL, 10);
  }
  if (site.line == 0) {
    free(file);
    file = text("%s", place->module);
  }
  for (size_t i = 0; i < profile->site_count; ++i) {
    site_t *other = &profile->sites[i];
    if (other->line == site.line && other->column == site.column &&
        strcmp(other->function, function) == 0 &&
        strcmp(other->file, file) == 0) {
      other->count += site.count;
      other->bytes += site.bytes;
      free(file);
      return;
    }
  }
  site.function = text("%s", function);
  site.file = file;
  profile->sites = grown(profile->sites, profile->site_count, sizeof site);
  profile->sites[profile->site_count++] = site;
}

/* For each place the symbolizer answers with the functions that were inlined
 * there, innermost first, two lines each, and an empty line. */
static void read_sites(profile_t *profile, FILE *answers) {
  char *function = NULL, *position = NULL;
  size_t function_size = 0, position_size = 0;
  size_t place = 0;
  bool is_first = true;
  while (place < profile->place_count &&
         getline(&function, &function_size, answers) > 0) {
    function[strcspn(function, "\n")] = '\0';
    if (!*function) {
      ++place;
      is_first = true;
      continue;
    }
    if (getline(&position, &position_size, answers) <= 0)
      break;
    position[strcspn(position, "\n")] = '\0';
    if (is_first)
      add_site(profile, &profile->places[place], function, position);
    is_first = false;
  }
  free(function);
  free(position);
}

static int by_count(const void *left, const void *right) {
  const site_t *a = left, *b = right;
  if (a->count != b->count)
    return a->count < b->count ? 1 : -1;
  int order = strcmp(a->file, b->file);
  if (order == 0)
    order = strcmp(a->function, b->function);
  return order                  ? order
         : a->line != b->line   ? (a->line < b->line ? -1 : 1)
         : a->column < b->column ? -1
                                 : a->column > b->column;
}

static bool write_sites(profile_t *profile, const char *output) {
  if (profile->site_count)
    qsort(profile->sites, profile->site_count, sizeof(site_t), by_count);
  char *beside = text("%s.new", output);
  FILE *file = fopen(beside, "w");
  for (size_t i = 0; i < profile->site_count && file; ++i) {
    const site_t *site = &profile->sites[i];
    struct json_object *line = json_object_new_object();
    json_object_object_add(line, "kind", json_object_new_string("site"));
    json_object_object_add(line, "function",
                           json_object_new_string(site->function));
    json_object_object_add(line, "file", json_object_new_string(site->file));
    json_object_object_add(line, "line", json_object_new_int64(site->line));
    json_object_object_add(line, "column", json_object_new_int64(site->column));
    json_object_object_add(line, "count",
                           json_object_new_uint64(site->count));
    json_object_object_add(line, "bytes",
                           json_object_new_uint64(site->bytes));
    fprintf(file, "%s\n",
            json_object_to_json_string_ext(line, JSON_C_TO_STRING_PLAIN |
                                                     JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(line);
  }
  bool ok = file && !ferror(file);
  if (file)
    ok = fclose(file) == 0 && ok;
  ok = ok && rename(beside, output) == 0;
  if (!ok) {
    complain("cannot write %s: %s", output, strerror(errno));
    unlink(beside);
  }
  free(beside);
  return ok;
}

static void summarize(const profile_t *profile, const char *output) {
  uint64_t count = 0, bytes = 0;
  for (size_t i = 0; i < profile->site_count; ++i) {
    count += profile->sites[i].count;
    bytes += profile->sites[i].bytes;
  }
  fprintf(stderr,
          TOOL ": %" PRIu64 " allocations of %" PRIu64
               " bytes at %zu places, in %s\n",
          count, bytes, profile->site_count, output);
  if (profile->dropped)
    complain("%" PRIu64 " more, at places for which there was no room",
             profile->dropped);
}

/* Reads what the processes left in `folder`, and writes `output`. */
static bool collect(const char *folder, const char *output) {
  profile_t profile = {0};
  char *pattern = text("%s/*", folder);
  glob_t files;
  size_t read = 0;
  if (glob(pattern, 0, NULL, &files) == 0) {
    for (size_t i = 0; i < files.gl_pathc; ++i)
      read += read_places(&profile, files.gl_pathv[i]);
    globfree(&files);
  }
  free(pattern);
  bool ok = read != 0;
  if (!ok)
    complain("the program left no counts: is it linked statically, or did it "
             "end by _exit or a signal?");
  FILE *answers = ok ? symbolize(&profile, folder) : NULL;
  ok = answers != NULL;
  if (ok) {
    read_sites(&profile, answers);
    fclose(answers);
    ok = write_sites(&profile, output);
  }
  if (ok)
    summarize(&profile, output);
  for (size_t i = 0; i < profile.place_count; ++i)
    free(profile.places[i].module);
  for (size_t i = 0; i < profile.site_count; ++i) {
    free(profile.sites[i].function);
    free(profile.sites[i].file);
  }
  free(profile.places);
  free(profile.sites);
  return ok;
}

static void remove_folder(const char *folder) {
  char *pattern = text("%s/*", folder);
  glob_t files;
  if (glob(pattern, 0, NULL, &files) == 0) {
    for (size_t i = 0; i < files.gl_pathc; ++i)
      unlink(files.gl_pathv[i]);
    globfree(&files);
  }
  free(pattern);
  rmdir(folder);
}

int main(int argc, char **argv) {
  static const struct option options[] = {
      {"output", required_argument, NULL, 'o'},
      {"help", no_argument, NULL, 'h'},
      {0}};
  const char *output = DEFAULT_OUTPUT;
  for (int option; (option = getopt_long(argc, argv, "+o:h", options, NULL)) != -1;)
    switch (option) {
    case 'o':
      output = optarg;
      break;
    case 'h':
      fputs(usage, stdout);
      return 0;
    default:
      fputs(usage, stderr);
      return 2;
    }
  if (optind == argc) {
    complain("which command?");
    fputs(usage, stderr);
    return 2;
  }
  char *library = find_library();
  if (!library || access(library, R_OK) != 0) {
    complain("libescape-profile.so is not beside this program; "
             "ESCAPE_PROFILE_LIBRARY may name it");
    return 1;
  }
  const char *temporary = getenv("TMPDIR");
  char *folder = text("%s/escape-profile-XXXXXX", temporary ? temporary : "/tmp");
  if (!mkdtemp(folder)) {
    complain("cannot make %s: %s", folder, strerror(errno));
    return 1;
  }
  int code = run(argv + optind, library, folder);
  bool ok = collect(folder, output);
  remove_folder(folder);
  free(folder);
  free(library);
  return code ? code : !ok;
}
