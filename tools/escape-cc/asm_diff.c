/* --asm-diff FUNCTION: the machine code of a function without promotion and
 * with it, compared by diff(1). */
#include "cc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies the lines of the function from its label to its end, without
 * directives that say nothing of the code. False: it is not there. */
static bool cut_function(const char *from, const char *function,
                         const char *to) {
  FILE *in = fopen(from, "r"), *out = fopen(to, "w");
  if (!in || !out)
    cc_fail("cannot read the assembler file %s", from);
  size_t length = strlen(function), size = 0;
  char *line = NULL;
  bool inside = false, found = false;
  while (getline(&line, &size, in) > 0) {
    if (strncmp(line, function, length) == 0 && line[length] == ':')
      inside = found = true;
    if (inside && (strstr(line, "-- End function") ||
                   strncmp(line, ".Lfunc_end", 10) == 0))
      break;
    if (!inside || strncmp(line, "\t.cfi_", 6) == 0 ||
        strncmp(line, "\t.p2align", 9) == 0)
      continue;
    /* A comment of the compiler's changes with every label. */
    char *comment = strstr(line, "# %");
    if (comment && comment != line) {
      while (comment > line && (comment[-1] == ' ' || comment[-1] == '\t'))
        --comment;
      strcpy(comment, "\n");
    }
    fputs(line, out);
  }
  free(line);
  fclose(in);
  fclose(out);
  return found;
}

int cc_show_asm_diff(const cc_args_t *args, const cc_paths_t *paths) {
  if (args->sources.count != 1)
    cc_fail("--asm-diff needs one source file");
  const char *folder = cc_temporary_folder();
  static const char *const names[] = {"/without", "/with"};
  static const char *const options[] = {"no-promote", ""};
  for (int i = 0; i < 2; ++i) {
    const char *assembler = cc_join(cc_join(folder, names[i]), ".s");
    cc_list_t command = {NULL, 0, 0};
    cc_begin(&command, args, paths, options[i]);
    cc_push_all(&command, &args->rest);
    cc_push(&command, "-g0");
    cc_push(&command, "-S");
    cc_push(&command, "-x");
    cc_push(&command, args->languages.data[0]);
    cc_push(&command, args->sources.data[0]);
    cc_push(&command, "-o");
    cc_push(&command, assembler);
    int code = cc_run(&command);
    free(command.data);
    if (code)
      return code;
    if (!cut_function(assembler, args->asm_diff, cc_join(folder, names[i])))
      cc_fail("there is no function %s in the machine code of %s: was it "
              "inlined everywhere, or is its name another there (C++)?",
              args->asm_diff, args->sources.data[0]);
  }
  cc_list_t diff = {NULL, 0, 0};
  cc_push(&diff, "diff");
  cc_push(&diff, "-U1000");
  cc_push(&diff, "--label");
  cc_push(&diff, cc_join(args->asm_diff, " without promotion"));
  cc_push(&diff, "--label");
  cc_push(&diff, cc_join(args->asm_diff, " with promotion"));
  cc_push(&diff, cc_join(folder, names[0]));
  cc_push(&diff, cc_join(folder, names[1]));
  fflush(stdout);
  int code = cc_run(&diff);
  free(diff.data);
  if (code == 0)
    printf("%s: promotion changed nothing in it\n", args->asm_diff);
  return code <= 1 ? 0 : code;
}
