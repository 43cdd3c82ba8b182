/* Growable arrays, typed by macro.
 *
 * ESC_ARRAY(T) declares a struct { T *data; uint32_t count, capacity; }. An
 * all-zero array is empty and valid. Elements are addressed by u32 index,
 * never by pointer across a push: a push may move the data. */
#ifndef ESCAPE_BASE_ARRAY_H
#define ESCAPE_BASE_ARRAY_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

#define ESC_ARRAY(T)                                                           \
  struct {                                                                     \
    T *data;                                                                   \
    uint32_t count;                                                            \
    uint32_t capacity;                                                         \
  }

static inline bool esc_array_has_room(uint32_t count, uint32_t capacity,
                                      uint32_t extra) {
  return extra <= capacity - count;
}

/* Makes room for `extra` more elements. Returns false, with the array
 * unchanged, when memory is out or the count would not fit 32 bits. */
#define esc_array_reserve(allocator, array, extra)                             \
  (esc_array_has_room((array)->count, (array)->capacity, (extra)) ||           \
   esc_array_grow((allocator), (void **)&(array)->data, (array)->count,        \
                  &(array)->capacity, (extra), sizeof *(array)->data))

/* Appends `value`; false when memory is out. */
#define esc_array_push(allocator, array, value)                                \
  (esc_array_reserve(allocator, array, 1)                                      \
       ? ((array)->data[(array)->count++] = (value), true)                     \
       : false)

/* Gives the memory back and leaves an empty array. */
#define esc_array_free(allocator, array)                                       \
  ((allocator)->resize((allocator)->context, (array)->data,                    \
                       (array)->capacity * sizeof *(array)->data, 0),          \
   (array)->data = NULL, (array)->count = 0, (array)->capacity = 0)

bool esc_array_grow(const esc_allocator_t *allocator, void **data,
                    uint32_t count, uint32_t *capacity, uint32_t extra,
                    size_t element_size);

#endif
