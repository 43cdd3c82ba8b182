/* escape-cc: a drop-in C compiler that runs clang with the plugin and reports.
 *
 * Every argument but a few of its own goes to clang as it is. Without a report
 * to make, escape-cc becomes clang (exec): nothing is left of it. */
#ifndef ESCAPE_TOOLS_CC_H
#define ESCAPE_TOOLS_CC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Arguments for a command; ends with NULL for exec. */
typedef struct cc_list {
  const char **data;
  size_t count, capacity;
} cc_list_t;

void cc_push(cc_list_t *list, const char *text);
void cc_push_all(cc_list_t *list, const cc_list_t *from);
/* "BEFORE" "AFTER" as one argument that is never freed. */
const char *cc_join(const char *before, const char *after);

typedef enum cc_stage {
  CC_LINK,    /* compile and link, the default */
  CC_COMPILE, /* -c, -S */
  CC_OTHER    /* nothing is compiled: -E, -M, --version */
} cc_stage_t;

typedef struct cc_args {
  const char *name;      /* argv[0] */
  bool is_cxx;           /* called as escape-c++ */
  int level;             /* how many -m */
  bool without_inlining; /* -l */
  const char *asm_diff;  /* --asm-diff FUNCTION, or NULL */
  bool wants_help;
  cc_list_t rest;         /* for clang: all but sources, -o, escape options */
  cc_list_t options_only; /* rest without objects and libraries */
  cc_list_t sources;
  cc_list_t languages; /* by source: what -x said, or NULL */
  const char *output;  /* -o, or NULL */
  cc_stage_t stage;
  bool has_lto, has_lld;
  bool has_profile;        /* -fprofile-use and its kin */
  bool saves_records;      /* -fsave-optimization-record */
  bool is_bitstream;       /* of these records */
  const char *record_file; /* -foptimization-record-file=, or NULL */
  bool has_record_passes;
  const char *options; /* of the pass: a;b=7; "" if none */
} cc_args_t;

/* The arguments with those of response files (`@FILE`) in their places. Never
 * freed. */
cc_list_t cc_expand(int argc, char **argv);

void cc_parse(cc_args_t *args, int argc, char **argv);

/* Where things are: ESCAPE_CLANG and ESCAPE_PLUGIN, else beside this program
 * and where LLVM was when it was built, else on PATH. */
typedef struct cc_paths {
  const char *clang, *plugin;
  const char *headers; /* the folder of escape/assert.h, or NULL */
} cc_paths_t;

/* Ends the program with a message if one is missing. */
cc_paths_t cc_find(bool is_cxx);

/* A folder that is removed when the program ends. */
const char *cc_temporary_folder(void);

/* The command up to the user's arguments: clang, plugin, options of the pass.
 */
void cc_begin(cc_list_t *command, const cc_args_t *args,
              const cc_paths_t *paths, const char *more_options);

/* Runs a command and waits: its exit code, or 128 + the signal that ended it.
 */
int cc_run(const cc_list_t *command);

/* --asm-diff */
int cc_show_asm_diff(const cc_args_t *args, const cc_paths_t *paths);

/* Says it after "escape-cc: error: ", and ends the program with 2. */
void cc_fail(const char *format, ...)
    __attribute__((format(printf, 1, 2), noreturn));

#endif
