/* graph/heap_function: the rules of descriptions, and which one a symbol has. */
#include "graph/heap_function.h"

#include "check.h"

#include <stddef.h>
#include <string.h>

static const esc_heap_function_t plain = {
    .name = "make", .action = ESC_HEAP_ALLOC, .size = 1};

static bool says(esc_heap_function_t function, const char *part) {
  const char *rule = esc_heap_function_check(&function);
  return part ? rule && strstr(rule, part) : !rule;
}

static void rules(void) {
  esc_heap_function_t f = plain;
  CHECK(says(f, NULL));
  f.name = "";
  CHECK(says(f, "not empty"));
  f = plain;
  f.bytes = 8;
  CHECK(says(f, "not several"));
  f = plain;
  f.size = 0;
  CHECK(says(f, "how large"));
  f.count = 2;
  CHECK(says(f, "a size beside count"));
  f = plain;
  f.align = 24;
  CHECK(says(f, "power of two"));
  f.align = 1u << 30;
  CHECK(says(f, NULL));
  f = plain;
  f.pointer = 1;
  CHECK(says(f, "no pointer"));
  f.action = ESC_HEAP_REALLOC;
  CHECK(says(f, NULL));
  f.is_zeroed = true;
  CHECK(says(f, "zeroed for an alloc"));
  f = plain;
  f.action = ESC_HEAP_DUP;
  CHECK(says(f, "the argument that is the pointer"));
  f.pointer = 1;
  f.size = 0;
  CHECK(says(f, NULL));
  f = plain;
  f.size = 0;
  f.bytes = 8;
  f.zero_size_is_null = true;
  CHECK(says(f, "beside zero-size"));
  f = (esc_heap_function_t){
      .name = "drop", .action = ESC_HEAP_FREE, .pointer = 1};
  CHECK(says(f, NULL));
  f.alignment = 1;
  CHECK(says(f, "nothing but a pointer"));
}

static void names_come_before_patterns(void) {
  const esc_heap_function_t rows[] = {
      {.name = "make_*", .match = ESC_HEAP_PATTERN},
      {.name = "make_one", .match = ESC_HEAP_SYMBOL},
      {.name = "Arena::allocate(*)", .match = ESC_HEAP_DEMANGLED},
      {.name = "*", .match = ESC_HEAP_DEMANGLED}};
  esc_heap_table_t table = {.functions = rows, .function_count = 4};
  CHECK(esc_heap_table_find(&table, "make_one", NULL) == &rows[1]);
  CHECK(esc_heap_table_find(&table, "make_two", NULL) == &rows[0]);
  CHECK(esc_heap_table_find(&table, "make", NULL) == NULL);
  CHECK(esc_heap_table_find(&table, "_Z1", "Arena::allocate(int)") == &rows[2]);
  CHECK(esc_heap_table_find(&table, "_Z1", "f()") == &rows[3]);
}

int main(void) {
  rules();
  names_come_before_patterns();
  return checks_finish();
}
