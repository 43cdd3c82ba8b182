// EXPECT: promoted>=1
// Trap 3. malloc promises 16 bytes of alignment; the accesses here use it (movaps),
// and the frame is left misaligned on purpose by odd-sized neighbours.
#include "check.h"

typedef float vec4 __attribute__((vector_size(16)));

NOINLINE static void fill(vec4 *v, float x) { v[0] = (vec4){x, x, x, x}; v[1] = v[0] + v[0]; }
NOINLINE static float sum(const vec4 *v) { vec4 s = v[0] + v[1]; return s[0] + s[1] + s[2] + s[3]; }

NOINLINE static float once(float x) {
  char odd[13];
  memset(odd, (int)x, sizeof odd);
  vec4 *v = malloc(2 * sizeof *v);
  if (!v) abort();
  fill(v, x);
  float r = sum(v) + (float)odd[12];
  free(v);
  return r;
}

/* One byte and then vectors: two slots in one frame. */
NOINLINE static float with_small(float x) {
  char *c = malloc(1);
  vec4 *v = malloc(2 * sizeof *v);
  if (!c || !v) abort();
  *c = (char)x;
  fill(v, x);
  float r = sum(v) + (float)*c;
  free(v);
  free(c);
  return r;
}

int main(void) {
  for (int i = 0; i < 30; i++) {
    CHECK(once((float)i) == (float)(13 * i));
    CHECK(with_small((float)i) == (float)(13 * i));
  }
  return done();
}
