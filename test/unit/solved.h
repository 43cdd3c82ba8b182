/* Solving a graph that is given as text, and saying what came out in words;
 * comparing solutions. */
#ifndef ESCAPE_TEST_UNIT_SOLVED_H
#define ESCAPE_TEST_UNIT_SOLVED_H

#include "graph/text.h"
#include "solve/solve.h"

typedef struct solved {
  esc_text_file_t file;
  const esc_graph_t *graph; /* the first of the file */
  esc_solution_t solution;
  char words[4096]; /* of the last question */
} solved_t;

/* Reads and solves. Exits the test if the text is wrong. */
void solved_init(solved_t *solved, const char *text);
void solved_free(solved_t *solved);

/* The targets and "external", sorted, as in
 *   "#a #a+8 #b+? @f[0] @f[0].16 @f[0].* external"
 * where @f[0].16 is the level 2 of offset 16, @f[0].* the level 3. */
const char *solved_loc(solved_t *solved, const char *name);
/* The same for a cell of object `name`, or "no cell". */
const char *solved_cell(solved_t *solved, const char *name, int32_t offset);
/* Objects that are external, in order, in the same words. */
const char *solved_external(solved_t *solved);
/* The offsets of level-1 cells that are marked as exposed: "@f[0]+8 ...". */
const char *solved_exposed(solved_t *solved);

/* Everything that `part` says, `whole` says. Numbers of cells and placeholders
 * may differ. Both are of graphs with the same locations and objects. */
bool solution_includes(const esc_solution_t *whole, const esc_solution_t *part);
/* The same but for placeholders of level 3: what is read from a held object
 * names one, unless the object is external. */
bool solution_includes_but_deep(const esc_solution_t *whole,
                                const esc_solution_t *part);
bool same_solutions(const esc_solution_t *a, const esc_solution_t *b);

#endif
