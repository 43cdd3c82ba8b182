/* Allocation sites of C that a promotion may take, one function each, over the
 * plans of docs/algorithm.md, and some that have to stay. Run by `tools/bench
 * promotion`; the argument is the number of rounds.
 *
 * What the objects hold goes through functions that are not inlined, so that no
 * optimizer can compute the results without them. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOINLINE __attribute__((noinline))

struct point {
  long x, y, z;
};

struct node {
  struct node *next;
  long value;
};

struct buffer {
  char *data;
  size_t size, capacity;
};

static void *checked(void *object) {
  if (!object)
    abort();
  return object;
}

NOINLINE static long read_point(const struct point *point) {
  return point->x + 3 * point->y - point->z;
}
NOINLINE static long sum(const long *numbers, size_t count) {
  long total = 0;
  for (size_t i = 0; i < count; ++i)
    total += numbers[i];
  return total;
}
NOINLINE static void fill(long *numbers, size_t count, long first) {
  for (size_t i = 0; i < count; ++i)
    numbers[i] = first + (long)i;
}
NOINLINE static long sum_list(const struct node *list) {
  long total = 0;
  for (; list; list = list->next)
    total = 3 * total + list->value;
  return total;
}
NOINLINE static long hash(const char *text, size_t size) {
  unsigned long h = 5381;
  for (size_t i = 0; i < size; ++i)
    h = h * 33 + (unsigned char)text[i];
  return (long)(h & 0xffff);
}

/* Plan 1: a slot. */
NOINLINE static long slot_struct(long n) {
  struct point *point = checked(malloc(sizeof *point));
  *point = (struct point){n, n + 1, 2};
  long result = read_point(point);
  free(point);
  return result;
}
NOINLINE static long slot_zeroed(long n) {
  long *numbers = checked(calloc(8, sizeof *numbers));
  numbers[n & 7] = n;
  long result = sum(numbers, 8);
  free(numbers);
  return result;
}
NOINLINE static long slot_aligned(long n) {
  long *numbers = checked(aligned_alloc(64, 128));
  fill(numbers, 16, n);
  long result = sum(numbers, 16) + ((uintptr_t)numbers % 64 == 0);
  free(numbers);
  return result;
}
NOINLINE static long slot_freed_on_both_paths(long n) {
  struct point *point = checked(malloc(sizeof *point));
  *point = (struct point){n, 1, 2};
  if (n & 1) {
    free(point);
    return 1;
  }
  long result = read_point(point);
  free(point);
  return result;
}
NOINLINE static long slot_within_slot(long n) {
  struct buffer *buffer = checked(malloc(sizeof *buffer));
  buffer->data = checked(malloc(32));
  buffer->size = buffer->capacity = 32;
  memset(buffer->data, (int)(n & 127), 32);
  long result = hash(buffer->data, buffer->size);
  free(buffer->data);
  free(buffer);
  return result;
}

/* Plan 2: the same slot in each turn. */
NOINLINE static long cycle_struct(long n) {
  long result = 0;
  for (long i = 0; i < 12 + n % 8; ++i) {
    struct point *point = checked(malloc(sizeof *point));
    *point = (struct point){n, i, n + i};
    result += read_point(point);
    free(point);
  }
  return result;
}
NOINLINE static long cycle_zeroed(long n) {
  long result = 0;
  for (long i = 0; i < 12 + n % 8; ++i) {
    long *numbers = checked(calloc(4, sizeof *numbers));
    numbers[i & 3] += n;
    result += sum(numbers, 4);
    free(numbers);
  }
  return result;
}

/* Plan 3: several live at a time. */
NOINLINE static long pool_list(long n) {
  struct node *list = NULL;
  for (long i = 0; i < 9 + n % 8; ++i) {
    struct node *node = checked(malloc(sizeof *node));
    node->next = list;
    node->value = n + i;
    list = node;
  }
  long result = sum_list(list);
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return result;
}
NOINLINE static long pool_stack(long n) {
  struct node *stack = NULL;
  long result = 0;
  for (long i = 0; i < 17 + n % 16; ++i) {
    if ((i & 3) != 3) {
      struct node *node = checked(malloc(sizeof *node));
      node->next = stack;
      node->value = i ^ n;
      stack = node;
    } else {
      struct node *top = stack;
      result = 7 * result + sum_list(top);
      stack = top->next;
      free(top);
    }
  }
  while (stack) {
    struct node *top = stack;
    stack = top->next;
    free(top);
  }
  return result;
}

/* Plan 4: a size that is known at run time. */
NOINLINE static long sized_copy(const char *text, size_t size) {
  char *copy = checked(malloc(size + 1));
  memcpy(copy, text, size);
  copy[size] = '\0';
  for (size_t i = 0; i < size; ++i)
    copy[i] ^= 1;
  long result = hash(copy, size);
  free(copy);
  return result;
}
NOINLINE static long sized_zeroed(size_t count) {
  long *numbers = checked(calloc(count, sizeof *numbers));
  numbers[count / 2] = (long)count;
  long result = sum(numbers, count);
  free(numbers);
  return result;
}
NOINLINE static long sized_duplicate(const char *text) {
  char *copy = checked(strdup(text));
  copy[0] = '!';
  long result = hash(copy, strlen(copy));
  free(copy);
  return result;
}

/* Plan 5: a free that may receive the object or something else. */
static struct point *kept_points[1024];

NOINLINE static long guarded_swapped(long n) {
  struct point *mine = checked(malloc(sizeof *mine));
  *mine = (struct point){n, 2, 3};
  struct point *first = mine, *second = kept_points[n & 1023];
  kept_points[n & 1023] = NULL;
  if (n & 1) {
    first = second;
    second = mine;
  }
  long result = (first ? read_point(first) : 1) + 5 * (second ? read_point(second) : 2);
  free(first);
  free(second);
  return result;
}
NOINLINE static long guarded_small_buffer(size_t count) {
  long inside[4], *numbers = count <= 4 ? inside : checked(malloc(count * sizeof *numbers));
  fill(numbers, count, 3);
  long result = sum(numbers, count);
  if (count > 4)
    free(numbers);
  return result;
}

/* Plan 6: made and freed by functions of its own. */
static struct buffer *buffer_new(size_t capacity) {
  struct buffer *buffer = checked(malloc(sizeof *buffer));
  buffer->data = checked(malloc(capacity));
  buffer->size = 0;
  buffer->capacity = capacity;
  return buffer;
}
static void buffer_put(struct buffer *buffer, char c) {
  if (buffer->size < buffer->capacity)
    buffer->data[buffer->size++] = c;
}
static void buffer_free(struct buffer *buffer) {
  free(buffer->data);
  free(buffer);
}
NOINLINE static long owned_buffer(long n) {
  struct buffer *buffer = buffer_new(64);
  for (long i = 0; i < 40; ++i)
    buffer_put(buffer, (char)('a' + (n + i) % 26));
  long result = hash(buffer->data, buffer->size);
  buffer_free(buffer);
  return result;
}

/* These stay: they are kept, in more places than fit a frame. */
static struct node *kept_list;
static char *kept_names[1024];

NOINLINE static long keep_in_global(long n) {
  struct node *node = checked(malloc(sizeof *node));
  node->value = n;
  node->next = kept_list;
  kept_list = node;
  return node->value;
}
NOINLINE static long keep_in_table(long n) {
  struct point *point = checked(malloc(sizeof *point));
  *point = (struct point){n, n, n};
  free(kept_points[n & 1023]);
  kept_points[n & 1023] = point;
  return read_point(point);
}
NOINLINE static long keep_name(long n) {
  char *name = checked(malloc(16));
  snprintf(name, 16, "%ld", n);
  free(kept_names[n & 1023]);
  kept_names[n & 1023] = name;
  return name[0];
}

int main(int argc, char **argv) {
  static const char text[] = "the quick brown fox jumps over the lazy dog, and then it jumps back again, "
                             "for it has forgotten something on the other side of the dog";
  long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 1000, total = 0;
  for (long i = 0; i < rounds; ++i) {
    total += slot_struct(i) + slot_zeroed(i) + slot_aligned(i) + slot_freed_on_both_paths(i) + slot_within_slot(i);
    total += cycle_struct(i) + cycle_zeroed(i) + pool_list(i) + pool_stack(i);
    total += sized_copy(text + i % 11, (size_t)(20 + i % 100)) + sized_zeroed((size_t)(1 + i % 32));
    total += sized_duplicate(text + i % 80);
    total += guarded_swapped(i) + guarded_small_buffer((size_t)(1 + i % 24)) + owned_buffer(i);
    if (i % 2 == 0)
      total += keep_in_global(i) + keep_in_table(i / 2) + keep_name(i / 2);
  }
  printf("%ld\n", total);
  return 0;
}
