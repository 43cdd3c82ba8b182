/* A growing buffer for what the writer of the text form puts out. */
#ifndef ESCAPE_TEST_UNIT_TEXT_BUFFER_H
#define ESCAPE_TEST_UNIT_TEXT_BUFFER_H

#include "graph/text.h"

typedef struct buffer {
  char *data; /* terminated */
  size_t size;
  size_t limit; /* writing beyond it fails; 0: none */
} buffer_t;

/* To be the `write` of a writer whose context is a buffer_t. */
bool buffer_write(void *context, const char *data, size_t size);
void buffer_free(buffer_t *buffer);
/* The file as text, in a fresh buffer. */
buffer_t buffer_of_file(const esc_text_file_t *file);

#endif
