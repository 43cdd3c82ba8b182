#include "text_buffer.h"

#include <stdlib.h>
#include <string.h>

bool buffer_write(void *context, const char *data, size_t size) {
  buffer_t *buffer = context;
  if (buffer->limit && buffer->size + size > buffer->limit)
    return false;
  buffer->data = realloc(buffer->data, buffer->size + size + 1);
  memcpy(buffer->data + buffer->size, data, size);
  buffer->size += size;
  buffer->data[buffer->size] = 0;
  return true;
}

void buffer_free(buffer_t *buffer) {
  free(buffer->data);
  memset(buffer, 0, sizeof *buffer);
}

buffer_t buffer_of_file(const esc_text_file_t *file) {
  buffer_t buffer = {0};
  esc_text_writer_t writer = {buffer_write, NULL, &buffer};
  esc_text_write_file(&writer, file);
  return buffer;
}
