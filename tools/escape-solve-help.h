/* What escape-solve says of itself. */
#ifndef ESCAPE_TOOLS_SOLVE_HELP_H
#define ESCAPE_TOOLS_SOLVE_HELP_H

#include "judge/options.h"

#include <stdio.h>

static void print_help(void) {
  fputs("escape-solve: judges the graphs of a text file, without LLVM\n"
        "\n"
        "  escape-solve [OPTION]... FILE.efg\n"
        "\n"
        "Prints, callees first, for each function what its parameters do, for "
        "each\n"
        "allocation its verdict, and the steps of the plan.\n"
        "\n"
        "  -paths        and the ways out of objects that outlive their "
        "function\n"
        "  -solution     and what each location may point to\n"
        "  -no-promote   plan nothing\n"
        "  -help         this text\n"
        "\n"
        "Budgets (-BUDGET=N); one that is exhausted gives the safe answer:\n"
        "\n",
        stdout);
#define ESC_BUDGET(field, option, value, text)                                 \
  printf("  -%s=N%*s%s\n", option, (int)(26 - sizeof option), "", text);
  ESC_BUDGETS(ESC_BUDGET)
#undef ESC_BUDGET
  fputs("\nThe exit code is 1 if the file cannot be read or is malformed, 2 if "
        "the call\nis wrong.\n",
        stdout);
}

#endif
