#include "solved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void solved_init(solved_t *solved, const char *text) {
  esc_text_error_t error;
  if (esc_text_read(esc_allocator_libc(), text, strlen(text), &solved->file,
                    &error) != ESC_OK) {
    printf("%u:%u: %s\nin: %s\n", error.line, error.column, error.message,
           text);
    exit(1);
  }
  esc_graph_t *graph = &solved->file.graphs.data[0].graph;
  solved->graph = graph;
  if (esc_solve_reference(graph, 1000000, &solved->solution) != ESC_OK) {
    printf("not solved: %s\n", text);
    exit(1);
  }
}

void solved_free(solved_t *solved) {
  esc_solution_free(&solved->solution);
  esc_text_free(&solved->file);
}

static bool is_name(const solved_t *solved, esc_text_name_t name,
                    const char *text) {
  return name.length == strlen(text) &&
         memcmp(solved->file.chars.data + name.start, text, name.length) == 0;
}

static void say(solved_t *solved, const char *text, size_t length) {
  size_t used = strlen(solved->words);
  if (used + length + 1 < sizeof solved->words) {
    memcpy(solved->words + used, text, length);
    solved->words[used + length] = 0;
  }
}

static void say_number(solved_t *solved, long number) {
  char digits[32];
  snprintf(digits, sizeof digits, "%ld", number);
  say(solved, digits, strlen(digits));
}

static void say_offset(solved_t *solved, int32_t offset) {
  if (offset == ESC_ANY_OFFSET) {
    say(solved, "?", 1);
    return;
  }
  say_number(solved, offset);
}

static void say_object(solved_t *solved, esc_obj_t object) {
  const esc_solved_object_t *at = &solved->solution.objects.data[object];
  if (solved->words[0])
    say(solved, " ", 1);
  esc_text_name_t name;
  if (at->level == 0) {
    name = solved->file.graphs.data[0].objects.data[object];
    say(solved, "#", 1);
    say(solved, solved->file.chars.data + name.start, name.length);
    return;
  }
  name = solved->file.functions
             .data[solved->graph->functions.data[at->function].id];
  say(solved, "@", 1);
  say(solved, solved->file.chars.data + name.start, name.length);
  say(solved, "[", 1);
  say_number(solved, at->param);
  say(solved, "]", 1);
  if (at->level == 2) {
    say(solved, ".", 1);
    say_offset(solved, at->offset);
  } else if (at->level == 3) {
    say(solved, ".*", 2);
  }
}

/* An order of targets that does not depend on how cells were numbered. */
static int compare(const esc_solution_t *solution, uint32_t a, uint32_t b) {
  const esc_cell_t *x = &solution->cells.data[a], *y = &solution->cells.data[b];
  const esc_solved_object_t *ox = &solution->objects.data[x->object];
  const esc_solved_object_t *oy = &solution->objects.data[y->object];
  esc_obj_t rx = ox->level > 1 ? ox->parent : x->object;
  esc_obj_t ry = oy->level > 1 ? oy->parent : y->object;
  if (rx != ry)
    return rx < ry ? -1 : 1;
  if (ox->level != oy->level)
    return ox->level < oy->level ? -1 : 1;
  if (ox->offset != oy->offset)
    return ox->offset < oy->offset ? -1 : 1;
  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static const char *say_content(solved_t *solved, const esc_content_t *content) {
  uint32_t order[256];
  uint32_t count = content->targets.count < 256 ? content->targets.count : 256;
  solved->words[0] = 0;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t j = i;
    for (; j > 0 && compare(&solved->solution, content->targets.data[i],
                            order[j - 1]) < 0;
         --j)
      order[j] = order[j - 1];
    order[j] = content->targets.data[i];
  }
  for (uint32_t i = 0; i < count; ++i) {
    const esc_cell_t *cell = &solved->solution.cells.data[order[i]];
    say_object(solved, cell->object);
    if (cell->offset == 0)
      continue;
    if (cell->offset == ESC_ANY_OFFSET || cell->offset > 0)
      say(solved, "+", 1);
    say_offset(solved, cell->offset);
  }
  if (content->is_external)
    say(solved, solved->words[0] ? " external" : "external",
        solved->words[0] ? 9 : 8);
  return solved->words;
}

const char *solved_loc(solved_t *solved, const char *name) {
  const esc_text_graph_t *text = &solved->file.graphs.data[0];
  for (uint32_t i = 0; i < text->locs.count; ++i)
    if (is_name(solved, text->locs.data[i], name))
      return say_content(solved, &solved->solution.locs.data[i]);
  return "no such location";
}

const char *solved_cell(solved_t *solved, const char *name, int32_t offset) {
  const esc_text_graph_t *text = &solved->file.graphs.data[0];
  for (uint32_t i = 0; i < text->objects.count; ++i)
    if (is_name(solved, text->objects.data[i], name)) {
      uint32_t cell = esc_solution_find_cell(&solved->solution, i, offset);
      return cell == ESC_NONE
                 ? "no cell"
                 : say_content(solved,
                               &solved->solution.cells.data[cell].content);
    }
  return "no such object";
}

const char *solved_external(solved_t *solved) {
  solved->words[0] = 0;
  for (uint32_t i = 0; i < solved->solution.objects.count; ++i)
    if (solved->solution.objects.data[i].is_external)
      say_object(solved, i);
  return solved->words;
}

const char *solved_exposed(solved_t *solved) {
  solved->words[0] = 0;
  for (int32_t offset = -1; offset <= ESC_OFFSET_MAX; ++offset)
    for (uint32_t i = 0; i < solved->solution.objects.count; ++i) {
      int32_t at = offset < 0 ? ESC_ANY_OFFSET : offset;
      uint32_t cell = esc_solution_find_cell(&solved->solution, i, at);
      if (cell == ESC_NONE || !solved->solution.cells.data[cell].is_exposed)
        continue;
      say_object(solved, i);
      say(solved, "+", 1);
      say_offset(solved, at);
    }
  return solved->words;
}

/* The object of `whole` that is object `index` of `part`, or ESC_NONE. */
static esc_obj_t object_in(const esc_solution_t *whole,
                           const esc_solution_t *part, esc_obj_t index) {
  if (index < part->graph->objects.count)
    return index;
  const esc_solved_object_t *wanted = &part->objects.data[index];
  for (uint32_t i = whole->graph->objects.count; i < whole->objects.count;
       ++i) {
    const esc_solved_object_t *object = &whole->objects.data[i];
    if (object->parent == wanted->parent && object->level == wanted->level &&
        object->offset == wanted->offset && object->param == wanted->param &&
        object->function == wanted->function)
      return i;
  }
  return ESC_NONE;
}

static uint32_t cell_in(const esc_solution_t *whole, const esc_solution_t *part,
                        uint32_t index) {
  const esc_cell_t *cell = &part->cells.data[index];
  esc_obj_t object = object_in(whole, part, cell->object);
  return object == ESC_NONE
             ? ESC_NONE
             : esc_solution_find_cell(whole, object, cell->offset);
}

/* Whether object `index` of `part` is external in `whole`. What an external
 * placeholder leads to need not be there. */
static bool is_external_in(const esc_solution_t *whole,
                           const esc_solution_t *part, esc_obj_t index) {
  esc_obj_t object = object_in(whole, part, index);
  if (object != ESC_NONE)
    return whole->objects.data[object].is_external;
  const esc_solved_object_t *wanted = &part->objects.data[index];
  for (esc_obj_t i = 0; i < whole->objects.count; ++i) {
    const esc_solved_object_t *at = &whole->objects.data[i];
    if (at->is_external && at->level && at->level < wanted->level &&
        (i == wanted->parent || at->parent == wanted->parent))
      return true;
  }
  return false;
}

static bool is_deep(const esc_solution_t *solution, esc_obj_t object) {
  return solution->objects.data[object].level == 3;
}

/* External contents name neither external objects nor constants. */
static bool is_implied_in(const esc_solution_t *whole,
                          const esc_solution_t *part, uint32_t cell) {
  esc_obj_t object = part->cells.data[cell].object;
  return part->objects.data[object].is_constant ||
         is_external_in(whole, part, object);
}

/* The content of `whole` where `part` has cell `index`: what is read there. */
static esc_content_t content_in(const esc_solution_t *whole,
                                const esc_solution_t *part, uint32_t index) {
  esc_content_t content = {0};
  esc_obj_t object = object_in(whole, part, part->cells.data[index].object);
  uint32_t cell = cell_in(whole, part, index);
  if (cell != ESC_NONE)
    content = whole->cells.data[cell].content;
  if (object == ESC_NONE)
    return content;
  uint32_t any = esc_solution_find_cell(whole, object, ESC_ANY_OFFSET);
  if (any != ESC_NONE)
    content.is_external |= whole->cells.data[any].content.is_external;
  return content;
}

static bool content_includes(const esc_solution_t *whole,
                             const esc_content_t *in,
                             const esc_solution_t *part,
                             const esc_content_t *content, bool with_deep) {
  if (content->is_external && !in->is_external)
    return false;
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    uint32_t cell = cell_in(whole, part, content->targets.data[i]);
    if (!with_deep &&
        is_deep(part, part->cells.data[content->targets.data[i]].object))
      continue;
    if (in->is_external && is_implied_in(whole, part, content->targets.data[i]))
      continue;
    if (cell == ESC_NONE || !esc_idset_contains(&in->targets, cell))
      return false;
  }
  return true;
}

static bool includes(const esc_solution_t *whole, const esc_solution_t *part,
                     bool with_deep) {
  for (uint32_t i = 0; i < part->locs.count; ++i)
    if (!content_includes(whole, &whole->locs.data[i], part,
                          &part->locs.data[i], with_deep))
      return false;
  for (uint32_t i = 0; i < part->objects.count; ++i) {
    const esc_solved_object_t *object = &part->objects.data[i];
    esc_obj_t other = object_in(whole, part, i);
    if (!with_deep && is_deep(part, i))
      continue;
    if (other == ESC_NONE && is_external_in(whole, part, i))
      continue;
    if (other == ESC_NONE ||
        (object->is_external && !whole->objects.data[other].is_external))
      return false;
    for (uint32_t j = 0;
         j < object->holders.count && !whole->objects.data[other].is_external;
         ++j)
      if (!esc_idset_contains(&whole->objects.data[other].holders,
                              object->holders.data[j]))
        return false;
  }
  for (uint32_t i = 0; i < part->cells.count; ++i) {
    const esc_cell_t *cell = &part->cells.data[i];
    uint32_t other = cell_in(whole, part, i);
    if (is_external_in(whole, part, cell->object) ||
        (!with_deep && is_deep(part, cell->object)))
      continue;
    const esc_content_t content = content_in(whole, part, i);
    if ((cell->is_exposed &&
         (other == ESC_NONE || !whole->cells.data[other].is_exposed)) ||
        !content_includes(whole, &content, part, &cell->content, with_deep))
      return false;
  }
  return true;
}

bool solution_includes(const esc_solution_t *whole,
                       const esc_solution_t *part) {
  return includes(whole, part, true);
}

bool solution_includes_but_deep(const esc_solution_t *whole,
                                const esc_solution_t *part) {
  return includes(whole, part, false);
}

bool same_solutions(const esc_solution_t *a, const esc_solution_t *b) {
  return solution_includes(a, b) && solution_includes(b, a);
}
