#include "base/array.h"

bool esc_array_grow(const esc_allocator_t *allocator, void **data,
                    uint32_t count, uint32_t *capacity, uint32_t extra,
                    size_t element_size) {
  if (esc_array_has_room(count, *capacity, extra))
    return true;
  if (extra > UINT32_MAX - count)
    return false;
  uint64_t wanted = (uint64_t)*capacity + *capacity / 2 + 8;
  if (wanted < (uint64_t)count + extra)
    wanted = (uint64_t)count + extra;
  if (wanted > UINT32_MAX || wanted > SIZE_MAX / element_size)
    return false;
  void *moved =
      allocator->resize(allocator->context, *data, *capacity * element_size,
                        (size_t)wanted * element_size);
  if (!moved)
    return false;
  *data = moved;
  *capacity = (uint32_t)wanted;
  return true;
}
