/* Small dense matrices: a header and its elements, made and freed by functions. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mat {
  size_t rows, columns;
  double *at;
};

void mat_free(struct mat *m) {
  if (!m)
    return;
  for (size_t i = 0; i < m->rows * m->columns; i++)
    m->at[i] = -1.0;
  free(m->at);
  free(m);
}

/* All zero. Null if there is no memory, or if the matrix has no elements. */
struct mat *mat_new(size_t rows, size_t columns) {
  if (!rows || !columns || rows > 1000 || columns > 1000) {
    fprintf(stderr, "mat_new: %zu x %zu\n", rows, columns);
    return NULL;
  }
  struct mat *m = malloc(sizeof *m);
  if (!m)
    goto fail;
  m->rows = rows;
  m->columns = columns;
  m->at = calloc(rows * columns, sizeof *m->at);
  if (!m->at)
    goto fail;
  return m;
fail:
  fprintf(stderr, "mat_new: no memory\n");
  free(m);
  return NULL;
}

static void fill(struct mat *m, unsigned seed) {
  for (size_t i = 0; i < m->rows; i++)
    for (size_t j = 0; j < m->columns; j++) {
      seed = seed * 1103515245u + 12345u;
      m->at[i * m->columns + j] = (double)((seed >> 16) & 255) / 16.0 + (i == j ? 20.0 : 0.0);
    }
}

/* a * b, or null. */
struct mat *mat_multiply(const struct mat *a, const struct mat *b) {
  if (a->columns != b->rows) {
    fprintf(stderr, "mat_multiply: %zu x %zu by %zu x %zu\n", a->rows, a->columns, b->rows, b->columns);
    return NULL;
  }
  struct mat *c = mat_new(a->rows, b->columns);
  if (!c)
    return NULL;
  for (size_t i = 0; i < a->rows; i++)
    for (size_t k = 0; k < a->columns; k++) {
      double x = a->at[i * a->columns + k];
      if (x == 0.0)
        continue;
      for (size_t j = 0; j < b->columns; j++)
        c->at[i * c->columns + j] += x * b->at[k * b->columns + j];
    }
  return c;
}

struct mat *mat_transpose(const struct mat *a) {
  struct mat *t = mat_new(a->columns, a->rows);
  if (!t)
    return NULL;
  for (size_t i = 0; i < a->rows; i++)
    for (size_t j = 0; j < a->columns; j++)
      t->at[j * t->columns + i] = a->at[i * a->columns + j];
  return t;
}

/* Gauss with row pivots, on a copy. */
static double determinant(const struct mat *m) {
  struct mat *a = mat_new(m->rows, m->columns);
  if (!a)
    return NAN;
  memcpy(a->at, m->at, m->rows * m->columns * sizeof *m->at);
  size_t n = a->rows;
  double d = 1.0;
  for (size_t k = 0; k < n; k++) {
    size_t p = k;
    for (size_t i = k + 1; i < n; i++)
      if (fabs(a->at[i * n + k]) > fabs(a->at[p * n + k]))
        p = i;
    double pivot = a->at[p * n + k];
    if (pivot == 0.0) {
      d = 0.0;
      break;
    }
    if (p != k) {
      d = -d;
      for (size_t j = 0; j < n; j++) {
        double swap = a->at[k * n + j];
        a->at[k * n + j] = a->at[p * n + j];
        a->at[p * n + j] = swap;
      }
    }
    d *= pivot;
    for (size_t i = k + 1; i < n; i++) {
      double f = a->at[i * n + k] / pivot;
      for (size_t j = k; j < n; j++)
        a->at[i * n + j] -= f * a->at[k * n + j];
    }
  }
  mat_free(a);
  return d;
}

/* The trace of (a * b)^T * a, for random a and b. */
static double one(size_t n, unsigned seed) {
  double sum = NAN;
  struct mat *a = mat_new(n, n), *b = mat_new(n, n), *product = NULL, *turned = NULL, *last = NULL;
  if (!a || !b)
    goto out;
  fill(a, seed);
  fill(b, seed + 1);
  product = mat_multiply(a, b);
  if (!product)
    goto out;
  turned = mat_transpose(product);
  if (!turned)
    goto out;
  last = mat_multiply(turned, a);
  if (!last)
    goto out;
  sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += last->at[i * n + i];
  sum += determinant(a);
out:
  mat_free(last);
  mat_free(turned);
  mat_free(product);
  mat_free(b);
  mat_free(a);
  return sum;
}

int main(void) {
  double sum = 0;
  for (unsigned i = 0; i < 600; i++)
    sum += one(2 + i % 4, i) / 1000.0;
  printf("%.3f\n", sum);
  return 0;
}
