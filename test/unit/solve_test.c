/* The reference solver, rule by rule, on graphs written as text. */
#include "check.h"
#include "solved.h"

static solved_t solved;

/* A function with pointer parameters %p and %q, objects #a to #d that %a to %d
 * point to, and `body`. */
static void given(const char *body) {
  static char text[4096];
  snprintf(text, sizeof text,
           "efg 1\n"
           "func @f(%%p, %%q) -> (%%r) {\n"
           "object #a site\nobject #b site\nobject #c alloca\nobject #d fresh\n"
           "%%a = &#a\n%%b = &#b\n%%c = &#c\n%%d = &#d\n%s\n}\n",
           body);
  solved_init(&solved, text);
}

#define LOC(name, expected) CHECK_STRING(solved_loc(&solved, name), expected)
#define CELL(object, offset, expected)                                         \
  CHECK_STRING(solved_cell(&solved, object, offset), expected)
#define EXTERNAL(expected) CHECK_STRING(solved_external(&solved), expected)
#define EXPOSED(expected) CHECK_STRING(solved_exposed(&solved), expected)
#define DONE() solved_free(&solved)
#define ANY ESC_ANY_OFFSET

static void address_of_and_copy(void) {
  given("%x = &#a + 16\n%y = %x\n%y = %b\n%z = %y + 8\n%w = %y + ?\n"
        "%v = %x + 500");
  LOC("x", "#a+16");
  LOC("y", "#a+16 #b");
  LOC("z", "#a+? #b+8"); /* from inside it may lead anywhere */
  LOC("w", "#a+? #b+?");
  LOC("v", "#a+?");
  LOC("p", "@f[0]");
  LOC("r", "");
  EXTERNAL("");
  DONE();
  given("%x = %a - 16\n%y = %x + 16\n%z = %a - 512\nstore %b, %x + 16\n"
        "%w = load %a, 8\n%v = %a + 512\n%u = load %v + 8, 8");
  LOC("x", "#a-16");
  LOC("y", "#a+?");
  LOC("z", "#a-512");
  LOC("w", "#b"); /* accesses at a constant distance are exact */
  LOC("v", "#a+512");
  LOC("u", "#b"); /* 520 is out of bounds: any */
  DONE();
}

static void fields_are_kept_apart(void) {
  given("store %b, %a\nstore %c, %a + 8\n%x = load %a, 8\n"
        "%y = load %a + 8, 8\n%z = load %a, 16\n%w = load %a + 16, 8");
  LOC("x", "#b");
  LOC("y", "#c");
  LOC("z", "#b #c");
  LOC("w", "");
  CELL("a", 0, "#b");
  CELL("a", 8, "#c");
  EXTERNAL("");
  DONE();
}

static void unknown_offsets_merge(void) {
  given("store %b, %a\nstore %c, %a + ?\n%x = load %a, 8\n"
        "%y = load %a + 8, 8\n%z = load %a + ?, 8");
  LOC("x", "#b #c");
  LOC("y", "#c");
  LOC("z", "#b #c");
  EXTERNAL("");
  DONE();
  given("%e = %a + ?\nstore %b, %e\n%x = load %a + 8, 8");
  LOC("x", "#b");
  DONE();
}

/* Bytes of a pointer without the others: who has the others is not known. */
static void pointers_cut_in_two_are_external(void) {
  given("store %b, %a\nstore %c, %a + 16\n%x = load %a + 4, 8");
  LOC("x", "external");
  EXTERNAL("#b");
  DONE();
  given("store %b, %a\n%x = load %a, 4");
  LOC("x", "external");
  EXTERNAL("#b");
  DONE();
  given("store %b, %a\n%x = load %a, 0\n%y = load %a + ?, 0");
  LOC("x", "");
  LOC("y", "");
  EXTERNAL("");
  DONE();
  /* Put together again from two halves. */
  given("store %b, %a + 8\n%x = load %a + 4, 8\nstore %x, %c + 4\n"
        "%y = load %c + 8, 8\nstore %d, %y");
  LOC("y", "external");
  EXTERNAL("#b #d");
  DONE();
}

static void memcpy_moves_cells(void) {
  given("store %b, %a\nstore %c, %a + 24\nstore %d, %a + 40\n"
        "memcpy %d, %a, 32\n%x = load %d + 24, 8\n%y = load %d + 40, 8\n"
        "%z = load %d + 8, 8");
  LOC("x", "#c");
  LOC("y", "");
  LOC("z", ""); /* a hole */
  CELL("d", 0, "#b");
  EXTERNAL("");
  DONE();
  given("store %b, %a + 8\n%s = %a + 8\n%t = %d + 16\nmemcpy %t, %s, 8");
  CELL("d", 16, "#b");
  CELL("d", 0, "");
  DONE();
  given("store %b, %a + 8\n%t = %d + ?\nmemcpy %t, %a, ?");
  CELL("d", ANY, "#b");
  DONE();
  given("store %b, %a + 8\nmemcpy %d, %a, 12");
  CELL("d", 8, "external");
  EXTERNAL("#b");
  DONE();
}

static void memcpy_to_and_from_external(void) {
  given("store %b, %a\nstore %c, %a + 8\nunknown %u\nmemcpy %u, %a, 8");
  EXTERNAL("#b");
  DONE();
  given("unknown %u\nmemcpy %a, %u, 8\n%x = load %a + 64, 8");
  LOC("x", "external");
  EXTERNAL("");
  DONE();
  given("escape %a\nmemcpy %b, %a, 8\n%x = load %b, 8");
  LOC("x", "external");
  EXTERNAL("#a");
  DONE();
}

static void parameters_have_three_levels(void) {
  given("%x = load %p, 8\n%y = load %x + 8, 8\n%z = load %y + 16, 8\n"
        "%w = load %z, 8\n%v = load %p + 8, 8\n%u = load %v, 8");
  LOC("x", "@f[0].0");
  LOC("y", "@f[0].*");
  LOC("z", "@f[0].*"); /* a loop */
  LOC("w", "@f[0].*");
  LOC("v", "@f[0].8");
  LOC("u", "@f[0].*");
  EXTERNAL("");
  DONE();
  /* Arithmetic alone reads nothing. */
  given("%x = %p + 8\n%y = load %x - 8, 8\n%z = load %p + ?, 8");
  LOC("x", "@f[0]+8");
  LOC("z", "@f[0].? @f[0].0");
  LOC("y", "@f[0].? @f[0].0"); /* what is read at ? is in a cell at ? */
  DONE();
}

/* Far behind a parameter, and in a coarse graph, all fields are one. */
static void placeholders_have_few_cells(void) {
  given("%x = load %p + 160, 8\n%y = load %p + 168, 8\n"
        "%z = load %y + 48, 8\nstore %a, %p - 40\n%w = load %q + 168, 8");
  LOC("x", "@f[0].? @f[0].160 #a");
  LOC("y", "@f[0].? #a");
  LOC("w", "@f[1].?");
  DONE();
  solved_init(&solved, "efg 1\ngraph coarse {\nfunc @f(%p) {\n"
                       "object #a site\n%a = &#a\nstore %a, %a + 8\n"
                       "%x = load %p + 8, 8\nstore %a, %p\n"
                       "%y = load %a, 8\n}\n}\n");
  LOC("x", "@f[0].?+? #a");
  LOC("y", "@f[0].*+?"); /* its own fields are kept apart */
  DONE();
}

static void stores_to_parameters_are_seen(void) {
  given("store %a, %p + 8\n%x = load %p + 8, 8\n%y = load %p, 8\n"
        "%z = load %q + 8, 8");
  LOC("x", "@f[0].8 #a");
  LOC("y", "@f[0].0");
  LOC("z", "@f[1].8"); /* aliasing is the caller's to resolve */
  EXTERNAL("");
  DONE();
  /* What is written only says nothing of what was there. */
  given("store %a, %p + ?\n%x = load %p, 8");
  LOC("x", "@f[0].0 #a");
  DONE();
}

static void wide_reads_of_parameters(void) {
  given("memcpy %a, %p, 16");
  CELL("a", 0, "@f[0].0");
  CELL("a", 8, "@f[0].8");
  DONE();
  given("memcpy %a, %p, 136");
  CELL("a", ANY, "@f[0].?");
  DONE();
  /* Four bytes at the end may be half a pointer of the caller. */
  given("memcpy %a, %p, 12");
  CELL("a", 0, "@f[0].0");
  CELL("a", 8, "external");
  EXTERNAL("@f[0].8");
  DONE();
  given("%x = load %p + 4, 4");
  LOC("x", "external");
  EXTERNAL("@f[0].4");
  DONE();
}

static void escape_reaches_through_cells(void) {
  given("store %b, %a\nstore %c, %b + 8\nescape %a sink=asm\n"
        "%x = load %b, 8");
  EXTERNAL("#a #b #c");
  LOC("x", "external");
  DONE();
  given("escape %a\nstore %b, %a"); /* whenever it is stored */
  EXTERNAL("#a #b");
  DONE();
  given("store %a, %p\nescape %p");
  EXTERNAL("@f[0] #a");
  DONE();
  given("%x = load %p, 8\nescape %x\n%y = load %x, 8");
  EXTERNAL("@f[0].0 @f[0].*");
  LOC("y", "external");
  DONE();
}

/* The normal form: what a flag says is not named; by name it is. */
static void external_contents_name_nothing(void) {
  given("unknown %u\n%u = %a\n%u = %b\nescape %a\nstore %u, %c + 8\n"
        "%v = %a");
  EXTERNAL("#a");
  LOC("u", "#b external");
  LOC("v", "#a");
  CELL("c", 8, "#b external");
  esc_solution_t named;
  CHECK(esc_solve_by_name(solved.solution.graph, 1000, &named) == ESC_OK);
  bool is_named = false;
  for (uint32_t i = 0; i < named.locs.count; ++i)
    is_named |= named.locs.data[i].is_external &&
                named.locs.data[i].targets.count == 2;
  CHECK(is_named);
  esc_solution_free(&named);
  DONE();
}

static void unknown_pointers(void) {
  given("unknown %u\n%x = load %u, 8\n%y = %x + 8\nstore %a, %u\n"
        "store %x, %b");
  LOC("u", "external");
  LOC("x", "external");
  LOC("y", "external");
  CELL("b", 0, "external");
  EXTERNAL("#a");
  DONE();
  given("unknown %u\n%u = %a\nstore %b, %u"); /* either */
  LOC("u", "#a external");
  CELL("a", 0, "#b");
  EXTERNAL("#b");
  DONE();
}

static void exposing(void) {
  given("store %b, %a\nstore %c, %a + 8\nexpose %a, 1");
  EXTERNAL("#b");
  EXPOSED("");
  DONE();
  given("store %b, %a\nexpose %a + 8, 8\nexpose %a + 4, 0");
  EXTERNAL("");
  DONE();
  /* Of a parameter it is recorded, for the caller to apply. */
  given("expose %p + 8, 8\n%x = load %p + 8, 8");
  EXTERNAL("");
  EXPOSED("@f[0]+8");
  DONE();
  given("expose %p, 24");
  EXPOSED("@f[0]+0 @f[0]+8 @f[0]+16");
  DONE();
  /* By slots of eight: an int beside a pointer does not expose it. */
  given("expose %p + 12, 4\nexpose %q + 4, 8");
  EXPOSED("@f[1]+0 @f[0]+8 @f[1]+8");
  DONE();
  given("expose %p, ?");
  EXPOSED("@f[0]+?");
  DONE();
  given("%x = load %p, 8\nexpose %x, 8\n%y = load %x, 8");
  EXPOSED("@f[0].0+0");
  EXTERNAL("");
  DONE();
  /* What was stored there leaves now. */
  given("store %a, %p\nexpose %p, 8");
  EXTERNAL("#a");
  DONE();
}

static void clobbering(void) {
  given("clobber %a, ?\n%x = load %a + 8, 8\nstore %b, %x");
  LOC("x", "external");
  EXTERNAL("#b");
  DONE();
  /* A slot of eight bytes, and no other. */
  given("clobber %a + 12, 4\n%x = load %a + 8, 8\n%y = load %a + 16, 8\n"
        "%z = load %a, 8\n%w = load %a + 12, 8");
  LOC("x", "external");
  LOC("y", "");
  LOC("z", "");
  LOC("w", "external");
  EXTERNAL("");
  DONE();
}

/* `*p = a; x = *q; x->f = b; y = a->f`, called with p == q: y is b. */
static void objects_are_met_again_through_parameters(void) {
  given("store %a, %p\n%x = load %q, 8\nstore %b, %x + 8\n"
        "%y = load %a + 8, 8\n%z = load %y, 8");
  LOC("x", "@f[1].0");
  LOC("y", "@f[0].*"); /* whatever p leads to, b in that caller */
  LOC("z", "@f[0].*");
  CELL("a", 8, "no cell");
  EXTERNAL("");
  DONE();
  given("store %a, %p\nstore %b, %a\n%x = load %b, 8\nmemcpy %c, %b, 8\n"
        "unknown %u\n%w = load %c, 8");
  LOC("x", "@f[0].*");
  LOC("w", "@f[0].*");
  EXTERNAL("");
  DONE();
  given("store %a, %p\nunknown %u\nmemcpy %u, %a, 8");
  EXTERNAL("@f[0].*");
  DONE();
  given("store %a, %p\nexpose %a + 8, 8");
  EXPOSED("#a+8");
  DONE();
  /* Not stored there: nobody meets it. */
  given("%x = load %a, 8\nstore %p, %a + 8\nexpose %a, 8");
  LOC("x", "");
  EXPOSED("");
  DONE();
}

static void cycles_end(void) {
  given("%x = %a\n%x = %y + 8\n%y = %x\n%z = %x + 8");
  LOC("x", "#a+? #a #a+8");
  LOC("y", "#a+? #a #a+8");
  LOC("z", "#a+? #a+8");
  DONE();
  given("%a = %a - 8");
  LOC("a", "#a+? #a-8 #a");
  DONE();
  given("%x = %a\n%x = %y\n%y = %x");
  LOC("y", "#a");
  DONE();
  /* Through memory it ends too. */
  given("store %a, %b\n%x = load %b, 8\n%y = %x + 128\nstore %y, %b");
  LOC("x", "#a+? #a #a+128");
  DONE();
}

static void lists_are_one_object(void) {
  given("store %p, %a\n%h = %a\n%h = %n\n%n = load %h, 8\nstore %h, %a");
  LOC("h", "@f[0] @f[0].0 @f[0].* #a");
  EXTERNAL("");
  DONE();
}

static void the_budget_ends_it(void) {
  given("%x = %a\nstore %x, %b\n%y = load %b, 8\nescape %y");
  uint64_t needed = solved.solution.steps;
  for (uint64_t budget = 0; budget < needed; ++budget) {
    esc_solution_t solution;
    CHECK(esc_solve_reference(solved.graph, budget, &solution) ==
          ESC_OUT_OF_BUDGET);
    CHECK(solution.status == ESC_OUT_OF_BUDGET);
    esc_solution_free(&solution);
  }
  esc_solution_t solution;
  CHECK(esc_solve_reference(solved.graph, needed, &solution) == ESC_OK);
  CHECK(same_solutions(&solution, &solved.solution));
  esc_solution_free(&solution);
  DONE();
}

static void overlaps(void) {
  CHECK(esc_overlap(0, 8, 0) == ESC_COVERED);
  CHECK(esc_overlap(0, 16, 8) == ESC_COVERED);
  CHECK(esc_overlap(0, 8, 8) == ESC_DISJOINT);
  CHECK(esc_overlap(8, 8, 0) == ESC_DISJOINT);
  CHECK(esc_overlap(0, 8, 4) == ESC_PARTIAL);
  CHECK(esc_overlap(4, 8, 0) == ESC_PARTIAL);
  CHECK(esc_overlap(2, 4, 0) == ESC_PARTIAL);
  CHECK(esc_overlap(0, 0, 0) == ESC_DISJOINT);
  CHECK(esc_overlap(-8, ESC_ANY_SIZE, 512) == ESC_COVERED);
  CHECK(esc_overlap(8, ESC_ANY_SIZE, 0) == ESC_DISJOINT);
  CHECK(esc_overlap(ANY, 8, 40) == ESC_COVERED);
  CHECK(esc_overlap(40, 8, ANY) == ESC_COVERED);
  CHECK(esc_overlap(ANY, 0, 40) == ESC_DISJOINT);
}

static void questions_about_content(void) {
  given("%x = %a\n%x = %b + 8\n%y = %a");
  const esc_solution_t *solution = &solved.solution;
  bool exact;
  /* Locations by number: %p %q %r %a %b %c %d %x %y. */
  CHECK(esc_content_may_point_to(solution, &solution->locs.data[7], 2, &exact));
  CHECK(exact);
  CHECK(esc_content_may_point_to(solution, &solution->locs.data[7], 3, &exact));
  CHECK(!exact);
  CHECK(
      !esc_content_may_point_to(solution, &solution->locs.data[8], 3, &exact));
  DONE();
}

int main(void) {
  address_of_and_copy();
  fields_are_kept_apart();
  unknown_offsets_merge();
  pointers_cut_in_two_are_external();
  memcpy_moves_cells();
  memcpy_to_and_from_external();
  parameters_have_three_levels();
  placeholders_have_few_cells();
  stores_to_parameters_are_seen();
  wide_reads_of_parameters();
  escape_reaches_through_cells();
  external_contents_name_nothing();
  unknown_pointers();
  exposing();
  clobbering();
  objects_are_met_again_through_parameters();
  cycles_end();
  lists_are_one_object();
  the_budget_ends_it();
  overlaps();
  questions_about_content();
  return checks_finish();
}
