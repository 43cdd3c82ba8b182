/* The words of the text form, shared by reader and writer. Internal to graph/.
 * Each table ends with a NULL word. */
#ifndef ESCAPE_GRAPH_TEXT_WORDS_H
#define ESCAPE_GRAPH_TEXT_WORDS_H

#include <stdint.h>

typedef struct esc_word {
  const char *word;
  uint32_t value;
} esc_word_t;

extern const esc_word_t esc_words_object_kind[];   /* no placeholder */
extern const esc_word_t esc_words_site_flag[];     /* one bit each */
extern const esc_word_t esc_words_function_flag[]; /* one bit each */
extern const esc_word_t esc_words_sink[];
extern const esc_word_t esc_words_fact_kind[];
extern const esc_word_t esc_words_event_kind[];
extern const esc_word_t esc_words_event_flag[]; /* one bit each */

/* The word of `value`, or NULL. */
const char *esc_words_find(const esc_word_t *table, uint32_t value);

#endif
