/* Reads the command line as far as escape-cc has to know it: its own switches,
 * which arguments are source files, where the output goes. */
#include "cc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cc_push(cc_list_t *list, const char *text) {
  if (list->count + 1 >= list->capacity) {
    list->capacity = list->capacity ? 2 * list->capacity : 32;
    const char **data =
        realloc(list->data, list->capacity * sizeof *list->data);
    if (!data)
      cc_fail("out of memory");
    list->data = data;
  }
  list->data[list->count++] = text;
  list->data[list->count] = NULL;
}

void cc_push_all(cc_list_t *list, const cc_list_t *from) {
  for (size_t i = 0; i < from->count; ++i)
    cc_push(list, from->data[i]);
}

const char *cc_join(const char *before, const char *after) {
  size_t size = strlen(before) + strlen(after) + 1;
  char *text = malloc(size);
  if (!text)
    cc_fail("out of memory");
  snprintf(text, size, "%s%s", before, after);
  return text;
}

static bool equals(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool starts(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

static bool is_one_of(const char *text, const char *const *list) {
  for (; *list; ++list)
    if (equals(text, *list))
      return true;
  return false;
}

/* Options of clang whose value is the next argument. */
static bool takes_value(const char *option) {
  static const char *const with_value[] = {"-o",
                                           "-x",
                                           "-I",
                                           "-D",
                                           "-U",
                                           "-L",
                                           "-l",
                                           "-F",
                                           "-B",
                                           "-T",
                                           "-u",
                                           "-e",
                                           "-z",
                                           "-A",
                                           "-G",
                                           "-V",
                                           "-b",
                                           "-MF",
                                           "-MT",
                                           "-MQ",
                                           "-MJ",
                                           "-Xclang",
                                           "-Xlinker",
                                           "-Xpreprocessor",
                                           "-Xassembler",
                                           "-mllvm",
                                           "-target",
                                           "-arch",
                                           "-include",
                                           "-imacros",
                                           "-isystem",
                                           "-iquote",
                                           "-idirafter",
                                           "-iprefix",
                                           "-iwithprefix",
                                           "-iwithprefixbefore",
                                           "-isysroot",
                                           "-iframework",
                                           "-framework",
                                           "-cxx-isystem",
                                           "-include-pch",
                                           "-ivfsoverlay",
                                           "--sysroot",
                                           "--param",
                                           "-dumpdir",
                                           "-dumpbase",
                                           "-aux-info",
                                           "-rpath",
                                           "-soname",
                                           "-h",
                                           "-install_name",
                                           "-wrapper",
                                           "--config",
                                           "--target",
                                           "-main-file-name",
                                           "-gcc-toolchain",
                                           "-Xopenmp-target",
                                           "-Xarch_host",
                                           "-Xarch_device",
                                           NULL};
  return is_one_of(option, with_value);
}

static bool is_source_name(const char *name) {
  static const char *const endings[] = {
      ".c",  ".cc", ".cp", ".cxx", ".cpp", ".CPP", ".c++", ".C", ".i",
      ".ii", ".m",  ".mm", ".mi",  ".mii", ".ll",  ".bc",  NULL};
  const char *dot = strrchr(name, '.');
  return dot && !strchr(dot, '/') && is_one_of(dot, endings);
}

/* -l alone, as Go has it. `-l NAME` is a library to everyone else. */
static bool is_our_l(const cc_args_t *args, const char *next) {
  return args->level || !next || next[0] == '-' || is_source_name(next);
}

static void add_options(cc_args_t *args, const char *more) {
  args->options = *args->options && *more
                      ? cc_join(cc_join(args->options, ";"), more)
                      : cc_join(args->options, more);
}

static void parse_stage(cc_args_t *args, const char *option) {
  static const char *const others[] = {"-E",           "-M",
                                       "-MM",          "-fsyntax-only",
                                       "--version",    "-###",
                                       "-v",           "--help",
                                       "-dumpversion", "-dumpmachine",
                                       "--analyze",    "-emit-ast",
                                       "--precompile", NULL};
  if (is_one_of(option, others) || starts(option, "-print-") ||
      starts(option, "--print-")) {
    /* -v alone asks for the version; with inputs it only talks more. */
    if (!equals(option, "-v"))
      args->stage = CC_OTHER;
  } else if ((equals(option, "-c") || equals(option, "-S") ||
              equals(option, "-emit-llvm")) &&
             args->stage == CC_LINK) {
    args->stage = CC_COMPILE;
  }
}

/* An option of clang that escape-cc has to know of. False: it is dropped. */
static bool parse_clang_option(cc_args_t *args, const char *option) {
  parse_stage(args, option);
  if (starts(option, "-flto"))
    args->has_lto = true;
  else if (equals(option, "-fno-lto"))
    args->has_lto = false;
  else if (starts(option, "-fprofile-use") ||
           starts(option, "-fprofile-instr-use") ||
           starts(option, "-fprofile-sample-use") ||
           starts(option, "-fauto-profile="))
    args->has_profile = true;
  else if (starts(option, "-fuse-ld="))
    args->has_lld = strstr(option, "lld") != NULL;
  else if (starts(option, "-fsave-optimization-record")) {
    args->saves_records = true;
    args->is_bitstream = strstr(option, "=bitstream") != NULL;
  } else if (starts(option, "-foptimization-record-file=")) {
    args->saves_records = true;
    args->record_file = strchr(option, '=') + 1;
    return false;
  } else if (starts(option, "-foptimization-record-passes="))
    args->has_record_passes = true;
  return true;
}

void cc_parse(cc_args_t *args, int argc, char **argv) {
  memset(args, 0, sizeof *args);
  args->name = argv[0];
  size_t length = strlen(argv[0]);
  args->is_cxx = length >= 2 && equals(argv[0] + length - 2, "++");
  args->options = "";
  const char *language = NULL;
  for (int i = 1; i < argc; ++i)
    args->level += equals(argv[i], "-m");
  for (int i = 1; i < argc; ++i) {
    const char *arg = argv[i], *next = i + 1 < argc ? argv[i + 1] : NULL;
    if (equals(arg, "-m"))
      continue;
    if (equals(arg, "-l") && is_our_l(args, next)) {
      args->without_inlining = true;
    } else if (equals(arg, "--asm-diff") || starts(arg, "--asm-diff=")) {
      args->asm_diff = arg[10] ? arg + 11 : next;
      if (!args->asm_diff || !*args->asm_diff)
        cc_fail("--asm-diff needs the name of a function");
      i += !arg[10];
    } else if (equals(arg, "--escape-help")) {
      args->wants_help = true;
    } else if (equals(arg, "-mllvm") && next &&
               starts(next, "-escape-options=")) {
      add_options(args, strchr(next, '=') + 1);
      ++i;
    } else if (equals(arg, "-o") && next) {
      args->output = next;
      ++i;
    } else if (starts(arg, "-o") && arg[2] && !starts(arg, "-object")) {
      args->output = arg + 2;
    } else if (arg[0] == '-' && arg[1]) {
      if (starts(arg, "-x"))
        language = arg[2] ? arg + 2 : next;
      if (language && equals(language, "none"))
        language = NULL;
      bool is_library = starts(arg, "-l");
      bool has_value = takes_value(arg) && next;
      if (parse_clang_option(args, arg)) {
        cc_push(&args->rest, arg);
        if (!is_library)
          cc_push(&args->options_only, arg);
      }
      if (has_value) {
        cc_push(&args->rest, next);
        if (!is_library)
          cc_push(&args->options_only, next);
        ++i;
      }
    } else if (language || is_source_name(arg) || equals(arg, "-")) {
      cc_push(&args->sources, arg);
      cc_push(&args->languages, language ? language : "none");
    } else {
      cc_push(&args->rest, arg);
    }
  }
}
