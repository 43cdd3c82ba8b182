/* escape-cc, escape-c++: drop-in compilers that say what escapes. --escape-help
 * says how they are used.
 *
 * A run with -m is: compile every source with the remarks of the pass going to
 * a file of its own, link if that was asked for, read the files, print. */
#include "cc.h"

#include "report/text.h"
#include "report/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "escape-cc, escape-c++: clang " ESCAPE_LLVM_MAJOR
    " with the pass `escape`, and reports of what escapes\n"
    "\n"
    "  escape-cc [-m]... [-l] [--asm-diff FUNCTION] ARGUMENT...\n"
    "\n"
    "Every other argument goes to clang. What is printed goes to standard "
    "error.\n"
    "\n"
    "  -m            for each allocation: does it escape, and what was done\n"
    "  -m -m         and the paths by which it escapes\n"
    "  -m -m -m      and a summary of every function\n"
    "  -m -m -m -m   and the graphs, as text (.efg)\n"
    "  -l            inline nothing, so that the optimizer sees the source's "
    "own\n"
    "                calls; the pass may still inline what it promotes. `-l "
    "NAME`\n"
    "                without -m is a library, as always\n"
    "  --asm-diff FUNCTION\n"
    "                what promotion changes in its machine code; nothing is\n"
    "                compiled otherwise\n"
    "  --escape-help this text\n"
    "\n"
    "Without an option -O..., it compiles with -O1: the pass needs an "
    "optimizer.\n"
    "With -m it compiles with -g, unless an option -g... is given.\n"
    "Options of the pass: -mllvm -escape-options=a;b=7 (see the README).\n"
    "-fsave-optimization-record writes the report to a file beside the "
    "object,\n"
    "which escape-report reads:\n"
    "\n"
    "  make CC='escape-cc -fsave-optimization-record'\n"
    "  escape-report .\n"
    "\n"
    "Environment: ESCAPE_CLANG, the clang to run (clang++ has the same name "
    "and\n"
    "++); ESCAPE_PLUGIN, the plugin; TMPDIR.\n"
    "\n"
    "The exit code is that of clang; 2 if escape-cc itself is called "
    "wrongly.\n";

void cc_begin(cc_list_t *command, const cc_args_t *args,
              const cc_paths_t *paths, const char *more_options) {
  cc_push(command, paths->clang);
  cc_push(command, "--start-no-unused-arguments");
  cc_push(command, "-O1");
  cc_push(command, cc_join("-fpass-plugin=", paths->plugin));
  /* Older ones load pass plugins after -mllvm, which this one has options for. */
  if (atoi(ESCAPE_LLVM_MAJOR) < 20)
    cc_push(command, cc_join("-fplugin=", paths->plugin));
  cc_push(command, "-D__ESCAPE__");
  if (paths->headers) {
    cc_push(command, "-idirafter");
    cc_push(command, paths->headers);
  }
  const char *options = args->options;
  if (*more_options)
    options =
        *options ? cc_join(cc_join(options, ";"), more_options) : more_options;
  if (*options) {
    cc_push(command, "-mllvm");
    cc_push(command, cc_join("-escape-options=", options));
  }
  if (args->without_inlining) {
    /* Not -fno-inline: that forbids it to everybody. Never reached by a cost.
     */
    cc_push(command, "-mllvm");
    cc_push(command, "-inline-threshold=-1000000");
  }
  if (args->has_lto && args->has_lld && args->stage == CC_LINK) {
    cc_push(command, cc_join("-Wl,--load-pass-plugin=", paths->plugin));
    if (*options) {
      cc_push(command, cc_join("-Wl,-mllvm,-load=", paths->plugin));
      cc_push(command, cc_join("-Wl,-mllvm,-escape-options=", options));
    }
  }
  cc_push(command, "--end-no-unused-arguments");
}

static void push_source(cc_list_t *command, const cc_args_t *args, size_t i) {
  cc_push(command, "-x");
  cc_push(command, args->languages.data[i]);
  cc_push(command, args->sources.data[i]);
}

static void push_record_options(cc_list_t *command, const cc_args_t *args,
                                const char *file) {
  if (!args->has_record_passes)
    cc_push(command, "-foptimization-record-passes=escape");
  /* Without a profile clang warns of this. */
  if (args->has_profile)
    cc_push(command, "-fdiagnostics-show-hotness");
  if (file)
    cc_push(command, cc_join("-foptimization-record-file=", file));
}

/* Becomes clang. */
static int run_clang_alone(const cc_args_t *args, const cc_paths_t *paths,
                           int argc, char **argv) {
  cc_list_t command = {NULL, 0, 0};
  cc_begin(&command, args, paths, args->saves_records ? "source-report" : "");
  if (args->saves_records && args->stage != CC_OTHER) {
    cc_push(&command, "-g");
    push_record_options(&command, args, NULL);
  }
  /* As they were given: what is ours was taken out by nobody but us. */
  for (int i = 1; i < argc; ++i) {
    bool is_ours = strcmp(argv[i], "-m") == 0 ||
                   (strcmp(argv[i], "-l") == 0 && args->without_inlining);
    if (strcmp(argv[i], "-mllvm") == 0 && i + 1 < argc &&
        strncmp(argv[i + 1], "-escape-options=", 16) == 0)
      ++i;
    else if (!is_ours)
      cc_push(&command, argv[i]);
  }
  execvp(command.data[0], (char *const *)command.data);
  cc_fail("cannot run %s: %s", command.data[0], strerror(errno));
}

/* FILE without its ending, and another one. */
static const char *with_ending(const char *file, const char *ending) {
  char *stem = (char *)cc_join(file, "");
  char *dot = strrchr(stem, '.');
  if (dot && !strchr(dot, '/') && dot != stem)
    *dot = '\0';
  return cc_join(stem, ending);
}

static const char *numbered(const char *folder, size_t number,
                            const char *ending) {
  char name[32];
  snprintf(name, sizeof name, "/%zu", number);
  return cc_join(cc_join(folder, name), ending);
}

/* Where the records of a source go: where the user wants them, else to a file
 * that is removed. */
static const char *record_file(const cc_args_t *args, size_t i) {
  if (args->record_file)
    return args->record_file;
  if (!args->saves_records)
    return numbered(cc_temporary_folder(), i, ".opt.yaml");
  const char *ending = args->is_bitstream ? ".opt.bitstream" : ".opt.yaml";
  if (args->output && args->stage == CC_COMPILE && args->sources.count == 1)
    return with_ending(args->output, ending);
  const char *source = args->sources.data[i], *slash = strrchr(source, '/');
  return with_ending(slash ? slash + 1 : source, ending);
}

static const char *report_options(const cc_args_t *args, size_t i) {
  if (args->level < 4)
    return "source-report";
  return cc_join("source-report;dump-efg=",
                 numbered(cc_temporary_folder(), i, ".efg"));
}

/* Compiles source `i` to `object`; NULL: to where clang puts it. */
static int compile(const cc_args_t *args, const cc_paths_t *paths, size_t i,
                   const char *object) {
  cc_list_t command = {NULL, 0, 0};
  cc_begin(&command, args, paths, report_options(args, i));
  cc_push(&command, "-g");
  push_record_options(&command, args, record_file(args, i));
  /* Objects are for the link; clang warns of what it does not use. */
  if (object)
    cc_push(&command, "--start-no-unused-arguments");
  cc_push_all(&command, object ? &args->options_only : &args->rest);
  if (object)
    cc_push(&command, "--end-no-unused-arguments");
  push_source(&command, args, i);
  const char *output = object ? object : args->output;
  if (object)
    cc_push(&command, "-c");
  if (output) {
    cc_push(&command, "-o");
    cc_push(&command, output);
  }
  int code = cc_run(&command);
  free(command.data);
  return code;
}

/* Links what was compiled, with everything else that was given. */
static int link_objects(const cc_args_t *args, const cc_paths_t *paths,
                        const cc_list_t *objects) {
  cc_list_t command = {NULL, 0, 0};
  cc_begin(&command, args, paths, "");
  cc_push_all(&command, objects);
  cc_push_all(&command, &args->rest);
  if (args->output) {
    cc_push(&command, "-o");
    cc_push(&command, args->output);
  }
  int code = cc_run(&command);
  free(command.data);
  return code;
}

static void print_graph(size_t i) {
  FILE *in = fopen(numbered(cc_temporary_folder(), i, ".efg"), "r");
  if (!in)
    return;
  char buffer[4096];
  for (size_t length; (length = fread(buffer, 1, sizeof buffer, in));)
    fwrite(buffer, 1, length, stderr);
  fclose(in);
}

static void print_report(const cc_args_t *args, size_t count) {
  esc_report_t report;
  esc_report_init(&report, esc_allocator_libc());
  char message[2048];
  bool ok = true;
  for (size_t i = 0; i < count && ok; ++i) {
    const char *file = record_file(args, i);
    if (access(file, R_OK) == 0)
      ok = esc_report_read(&report, file, message, sizeof message);
  }
  if (!ok)
    cc_fail("%s", message);
  if (!esc_report_join(&report))
    cc_fail("out of memory");
  esc_sources_t sources;
  esc_sources_init(&sources, esc_allocator_libc());
  if (!esc_words_name_objects(&report, &sources))
    cc_fail("out of memory");
  esc_report_write_text(stderr, &report, &sources, args->level);
  esc_sources_free(&sources);
  esc_report_free(&report);
  for (size_t i = 0; i < count && args->level >= 4; ++i)
    print_graph(i);
}

static int compile_and_report(const cc_args_t *args, const cc_paths_t *paths) {
  size_t count = args->sources.count;
  /* One command does for one source: it also links. */
  bool splits = args->stage == CC_LINK && count > 1;
  if (args->stage == CC_COMPILE && count > 1 && args->output)
    cc_fail("cannot specify -o with several files that are only compiled");
  if (args->record_file && count > 1)
    cc_fail("-foptimization-record-file= and several sources would write one "
            "file over the other: use -fsave-optimization-record");
  cc_list_t objects = {NULL, 0, 0};
  int code = 0;
  for (size_t i = 0; i < count; ++i) {
    const char *object =
        splits ? numbered(cc_temporary_folder(), i, ".o") : NULL;
    int result = compile(args, paths, i, object);
    if (object)
      cc_push(&objects, object);
    code = code ? code : result;
  }
  if (code == 0 && splits)
    code = link_objects(args, paths, &objects);
  free(objects.data);
  if (code == 0)
    print_report(args, count);
  return code;
}

int main(int argc, char **argv) {
  cc_args_t args;
  cc_list_t expanded = cc_expand(argc, argv);
  cc_parse(&args, (int)expanded.count, (char **)expanded.data);
  if (args.wants_help) {
    fputs(help, stdout);
    return 0;
  }
  cc_paths_t paths = cc_find(args.is_cxx);
  /* Files of arguments are there because a command has not room for them: clang
   * reads them, unless something in them is ours. */
  bool has_own = args.level || args.without_inlining || *args.options;
  if (args.asm_diff)
    return cc_show_asm_diff(&args, &paths);
  if (args.level == 0 || args.stage == CC_OTHER || args.sources.count == 0)
    return has_own ? run_clang_alone(&args, &paths, (int)expanded.count,
                                     (char **)expanded.data)
                   : run_clang_alone(&args, &paths, argc, argv);
  return compile_and_report(&args, &paths);
}
