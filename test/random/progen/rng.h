// rng.h - the generator's own source of random numbers (splitmix64).
//
// Job:  numbers that depend on the seed alone, on every machine.
// How:  Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
//       OOPSLA 2014; each test of a module has a stream of its own, so that
//       one test can be printed alone and stays what it was.
// Does not: aim at cryptography or at exact uniformity.
#ifndef PROGEN_RNG_H
#define PROGEN_RNG_H

#include <stdint.h>

typedef struct {
  uint64_t state;
} rng_t;

// The stream number `stream` of `seed`.
rng_t rng_make(uint64_t seed, uint64_t stream);

uint64_t rng_next(rng_t *r);

// A number in [lo, hi], both included; lo <= hi.
unsigned rng_range(rng_t *r, unsigned lo, unsigned hi);

// True in `percent` of 100 cases.
int rng_chance(rng_t *r, unsigned percent);

#endif
