/* Repeatable random numbers for tests: splitmix64. */
#ifndef ESCAPE_TEST_UNIT_RANDOM_H
#define ESCAPE_TEST_UNIT_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct rng {
  uint64_t state;
} rng_t;

static inline uint64_t rng_next(rng_t *rng) {
  uint64_t x = rng->state += 0x9e3779b97f4a7c15u;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

/* Below `bound`, which is not 0. */
static inline uint32_t rng_below(rng_t *rng, uint32_t bound) {
  return (uint32_t)(rng_next(rng) % bound);
}

/* True in one of `n` cases. */
static inline bool rng_one_in(rng_t *rng, uint32_t n) {
  return rng_below(rng, n) == 0;
}

#endif
