// rng.c - splitmix64; see rng.h.
#include "rng.h"

rng_t rng_make(uint64_t seed, uint64_t stream) {
  rng_t r = {seed * 0x9e3779b97f4a7c15u};
  r.state = rng_next(&r) ^ (stream * 0xd1b54a32d192ed03u);
  rng_next(&r);
  return r;
}

uint64_t rng_next(rng_t *r) {
  uint64_t z = (r->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

unsigned rng_range(rng_t *r, unsigned lo, unsigned hi) {
  return lo + (unsigned)(rng_next(r) % ((uint64_t)hi - lo + 1));
}

int rng_chance(rng_t *r, unsigned percent) {
  return rng_range(r, 0, 99) < percent;
}
