/* A string builder, and what formats records with it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sb {
  char *data;
  size_t length, capacity;
};

void sb_init(struct sb *sb, size_t capacity) {
  sb->capacity = capacity < 16 ? 16 : capacity;
  sb->length = 0;
  sb->data = malloc(sb->capacity);
  if (!sb->data) {
    fprintf(stderr, "sb_init: no memory for %zu bytes\n", sb->capacity);
    exit(1);
  }
  sb->data[0] = '\0';
}

static void sb_grow(struct sb *sb, size_t more) {
  size_t needed = sb->length + more + 1;
  if (needed <= sb->capacity)
    return;
  size_t capacity = sb->capacity * 2;
  while (capacity < needed)
    capacity *= 2;
  char *data = malloc(capacity);
  if (!data) {
    fprintf(stderr, "sb_grow: no memory for %zu bytes\n", capacity);
    exit(1);
  }
  memcpy(data, sb->data, sb->length + 1);
  free(sb->data);
  sb->data = data;
  sb->capacity = capacity;
}

void sb_append(struct sb *sb, const char *text) {
  size_t length = strlen(text);
  sb_grow(sb, length);
  memcpy(sb->data + sb->length, text, length + 1);
  sb->length += length;
}

void sb_append_char(struct sb *sb, char c) {
  sb_grow(sb, 1);
  sb->data[sb->length++] = c;
  sb->data[sb->length] = '\0';
}

void sb_append_long(struct sb *sb, long value) {
  char digits[24];
  int n = 0;
  unsigned long rest = value < 0 ? 0ul - (unsigned long)value : (unsigned long)value;
  do
    digits[n++] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0)
    digits[n++] = '-';
  sb_grow(sb, (size_t)n);
  while (n)
    sb->data[sb->length++] = digits[--n];
  sb->data[sb->length] = '\0';
}

void sb_append_quoted(struct sb *sb, const char *text) {
  static const char hex[] = "0123456789abcdef";
  sb_append_char(sb, '"');
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    switch (c) {
    case '"': sb_append(sb, "\\\""); break;
    case '\\': sb_append(sb, "\\\\"); break;
    case '\n': sb_append(sb, "\\n"); break;
    case '\t': sb_append(sb, "\\t"); break;
    default:
      if (c < 0x20 || c >= 0x7f) {
        sb_append(sb, "\\u00");
        sb_append_char(sb, hex[c >> 4]);
        sb_append_char(sb, hex[c & 15]);
      } else {
        sb_append_char(sb, (char)c);
      }
    }
  }
  sb_append_char(sb, '"');
}

void sb_free(struct sb *sb) {
  if (sb->capacity) {
    memset(sb->data, 0, sb->length);
    free(sb->data);
  }
  sb->data = NULL;
  sb->length = sb->capacity = 0;
}

static unsigned long hash(unsigned long h, const char *text) {
  for (; *text; text++)
    h = (h ^ (unsigned char)*text) * 1099511628211ul;
  return h;
}

struct person {
  const char *name, *mail;
  long age;
};

static unsigned long as_json(unsigned long h, const struct person *person) {
  struct sb sb;
  sb_init(&sb, 32);
  sb_append(&sb, "{\"name\":");
  sb_append_quoted(&sb, person->name);
  sb_append(&sb, ",\"mail\":");
  sb_append_quoted(&sb, person->mail);
  sb_append(&sb, ",\"age\":");
  sb_append_long(&sb, person->age);
  sb_append_char(&sb, '}');
  h = hash(h, sb.data);
  sb_free(&sb);
  return h;
}

static unsigned long as_csv(unsigned long h, const struct person *people, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct sb sb;
    sb_init(&sb, 128);
    sb_append_quoted(&sb, people[i].name);
    sb_append_char(&sb, ';');
    sb_append_quoted(&sb, people[i].mail);
    sb_append_char(&sb, ';');
    sb_append_long(&sb, people[i].age);
    h = hash(h, sb.data);
    sb_free(&sb);
  }
  return h;
}

int main(void) {
  static const struct person people[] = {
      {"Ada", "ada@example.org", 36},
      {"Grace \"Amazing\" Hopper", "grace@example.org", 85},
      {"Edsger\tDijkstra", "edsger@example.org", 72},
      {"Barbara Liskov", "barbara.a.long.address@department.example.org", -1}};
  enum { COUNT = sizeof people / sizeof *people };
  unsigned long h = 14695981039346656037ul;
  for (int round = 0; round < 500; round++) {
    for (size_t i = 0; i < COUNT; i++)
      h = as_json(h, &people[i]);
    h = as_csv(h, people, COUNT);
  }
  printf("%lx\n", h);
  return 0;
}
