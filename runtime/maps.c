/* The mappings of the process, as /proc/self/maps has them. Cost: about 0.3 ms
 * for each MiB that can be written. */
#define _GNU_SOURCE
#include "maps.h"
#include "pages.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { TEXT = 1 << 16 };
/* Larger mappings are tables reserved for later, or not for us. */
#define LARGEST_MAPPING ((uintptr_t)1 << 31)

typedef struct walk {
  uintptr_t live;
  esc_maps_visit_t *visit;
  void *context;
  uintptr_t *words;
} walk_t;

size_t esc_maps_read(uintptr_t *to, uintptr_t from, size_t words) {
  static bool is_forbidden; /* then directly */
  size_t bytes = words * sizeof *to;
  if (!is_forbidden) {
    struct iovec target = {to, bytes}, source = {(void *)from, bytes};
    ssize_t got = process_vm_readv(getpid(), &target, 1, &source, 1, 0);
    if (got >= 0)
      return (size_t)got / sizeof *to;
    uintptr_t probe = 0;
    target = (struct iovec){to, sizeof probe};
    source = (struct iovec){&probe, sizeof probe};
    is_forbidden = process_vm_readv(getpid(), &target, 1, &source, 1, 0) < 0;
    if (!is_forbidden)
      return 0; /* it is gone */
  }
  memcpy(to, (const void *)from, bytes);
  return words;
}

static bool walk_mapping(walk_t *walk, uintptr_t from, uintptr_t to,
                         const char *name) {
  /* The mapping that holds this thread's stack begins with what is dead. */
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  if (from <= here && here < to && from < walk->live)
    from = walk->live < to ? walk->live & ~(uintptr_t)15 : to;
  while (from < to) {
    size_t words = (to - from) / sizeof *walk->words;
    words = words < ESC_MAPS_WORDS ? words : ESC_MAPS_WORDS;
    size_t got = esc_maps_read(walk->words, from, words);
    if (got && !walk->visit(walk->context, walk->words, got, from, name))
      return false;
    from += words * sizeof *walk->words;
  }
  return true;
}

/* One line of /proc/self/maps: `from-to rwxp offset device inode  name`. */
static bool walk_line(walk_t *walk, const char *line) {
  char *next;
  uintptr_t from = strtoul(line, &next, 16);
  if (*next != '-')
    return true;
  uintptr_t to = strtoul(next + 1, &next, 16);
  if (strncmp(next, " rw", 3) != 0 || to - from > LARGEST_MAPPING ||
      esc_is_own(from) || esc_pages_has((const void *)from))
    return true;
  const char *name = strchr(next, '/');
  if (!name)
    name = strchr(next, '[');
  if (name && (strncmp(name, "/dev/", 5) == 0 || strncmp(name, "[v", 2) == 0))
    return true;
  return walk_mapping(walk, from, to,
                      name ? name : "memory of the heap or of a thread");
}

void esc_maps_walk(uintptr_t live, esc_maps_visit_t *visit, void *context) {
  static char *text;
  static uintptr_t *words;
  if (!text) {
    words = esc_own_memory(ESC_MAPS_WORDS * sizeof *words);
    text = words ? esc_own_memory(TEXT) : NULL;
    if (!text)
      return;
  }
  walk_t walk = {live, visit, context, words};
  int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return;
  size_t held = 0;
  bool goes_on = true;
  while (goes_on) {
    ssize_t got = read(file, text + held, TEXT - 1 - held);
    if (got <= 0)
      break;
    held += (size_t)got;
    text[held] = 0;
    char *line = text, *end;
    while (goes_on && (end = strchr(line, '\n'))) {
      *end = 0;
      goes_on = walk_line(&walk, line);
      line = end + 1;
    }
    held -= (size_t)(line - text);
    memmove(text, line, held);
  }
  close(file);
}
