/* See heap_function.h. */
#define _POSIX_C_SOURCE 200809L
#include "graph/heap_function.h"

#include <fnmatch.h>
#include <string.h>

/* Largest alignment that LLVM and the judge know of. */
#define MAX_ALIGN (1u << 30)

static const char *check_size(const esc_heap_function_t *function) {
  int ways = (function->bytes != 0) + (function->size != 0) +
             (function->size_field.argument != 0);
  if (ways > 1)
    return "expected one of size, bytes and size-in, not several";
  if (function->count && !function->size)
    return "expected a size beside count";
  if (ways == 0 && function->action != ESC_HEAP_DUP)
    return "expected how large the object is: size, bytes or size-in";
  if (function->zero_size_is_null && !function->size)
    return "expected a size beside zero-size";
  return NULL;
}

static const char *check_release(const esc_heap_function_t *function) {
  if (function->size || function->count || function->bytes ||
      function->size_field.argument || function->alignment ||
      function->is_zeroed || function->zero_size_is_null ||
      function->finalized.argument || function->align)
    return "expected nothing but a pointer and a family for a free";
  return NULL;
}

const char *esc_heap_function_check(const esc_heap_function_t *function) {
  if (!*function->name)
    return "expected a name, a pattern or a demangled pattern that is not "
           "empty";
  if (function->action != ESC_HEAP_ALLOC && !function->pointer)
    return "expected the argument that is the pointer";
  if (function->action == ESC_HEAP_ALLOC && function->pointer)
    return "expected no pointer for an alloc";
  if (function->action == ESC_HEAP_FREE)
    return check_release(function);
  if (function->align & (function->align - 1) || function->align > MAX_ALIGN)
    return "expected a power of two of at most 2^30 for align";
  if (function->is_zeroed && function->action != ESC_HEAP_ALLOC)
    return "expected zeroed for an alloc only";
  return check_size(function);
}

static bool fits(const esc_heap_function_t *function, const char *symbol,
                 const char *demangled) {
  switch ((esc_heap_match_t)function->match) {
  case ESC_HEAP_SYMBOL:
    return false;
  case ESC_HEAP_PATTERN:
    return fnmatch(function->name, symbol, 0) == 0;
  case ESC_HEAP_DEMANGLED:
    return demangled && fnmatch(function->name, demangled, 0) == 0;
  }
  return false;
}

const esc_heap_function_t *esc_heap_table_find(const esc_heap_table_t *table,
                                               const char *symbol,
                                               const char *demangled) {
  const esc_heap_function_t *functions = table->functions;
  for (uint32_t i = 0; i < table->function_count; ++i)
    if (functions[i].match == ESC_HEAP_SYMBOL &&
        strcmp(functions[i].name, symbol) == 0)
      return &functions[i];
  for (uint32_t i = 0; i < table->function_count; ++i)
    if (fits(&functions[i], symbol, demangled))
      return &functions[i];
  return NULL;
}
