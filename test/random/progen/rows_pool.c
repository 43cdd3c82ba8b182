// rows_pool.c - several instances alive in one frame, and made by callees.
//
// The question of each: is a block an element, a slot or of the heap, when it
// is freed, and is it this function's own?
#include "gen.h"

static const row_t rows[] = {
    {"poolqueue", ROW_BOTH, 3, NULL,
     CODE($T *first = NULL; $T *last = NULL; for (u64 i = 0; i < $l; i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i); if (last)
          last->next = p; else first = p; last = p; if (i % 3 == 2) {
          $T *q = first; first = q->next; if (!first) last = NULL;
          h = mix(h, $H(q)); $F(q); } } $S; while (first) { $T *q = first;
          first = q->next; h = mix(h, $H(q)); $F(q); }), NULL},
    {"pooloverflow", ROW_BOTH, 3, NULL,
     CODE(u64 *all[300]; for (u32 i = 0; i < 300; i++) { all[i] =
          (u64 *)$M(sizeof(u64) * 3); CHECK(all[i]); all[i][0] = i;
          all[i][2] = h; } for (u32 i = 0; i < 300; i += 2) {
          h = mix(h, all[i][0] + all[i][2]); $F(all[i]); all[i] = NULL; } $S;
          for (u32 i = 0; i < 300; i++) { if (all[i]) { h = mix(h, all[i][0]);
          $F(all[i]); } }), NULL},
    {"poolzeroed", ROW_BOTH, 2, NULL,
     CODE($T *l = NULL; for (u64 i = 0; i < $m; i++) { $T *p =
          ($T *)calloc(1, sizeof($T)); CHECK(p); h = mix(h, sum_bytes(p,
          sizeof *p)); $I(p, i); p->next = l; l = p; if (i & 1) { l = p->next;
          $F(p); } } WITNESS(l); $S; h = mix(h, WITNESSED($T *, 0) == l);
          free(witness); while (l) { $T *n = l->next; h = mix(h, $H(l)); $F(l);
          l = n; }), NULL},
    {"poolshared", ROW_BOTH, 2, NULL,
     CODE(double *d[16]; u64 *u[16]; for (u32 r = 0; r < $n; r++) {
          for (u32 i = 0; i < 16; i++) { d[i] = (double *)malloc(32);
          u[i] = (u64 *)malloc(32); CHECK(d[i]); CHECK(u[i]);
          d[i][0] = (double)(i + r); u[i][0] = i * 5; u[i][3] = h; }
          for (u32 i = 0; i < 16; i++) { u32 j = (i * 5 + r) % 16;
          h = mix(h, (u64)d[j][0] + u[i][0] + u[i][3]); free(d[j]); free(u[i]);
          } }), NULL},
    {"makedrop", ROW_BOTH, 3,
     CODE($N $T *$u_make(u64 x) { $T *p = ($T *)malloc(sizeof($T));
          if (!p) return NULL; $I(p, x); p->buf = (u32 *)malloc(sizeof(u32) * 4);
          if (!p->buf) { free(p); return NULL; } for (u32 i = 0; i < 4; i++)
          p->buf[i] = i + (u32)x; if (x % 7 == 6) { free(p->buf); free(p);
          return NULL; } return p; }
          $N void $u_drop($T *p) { if (!p) return; free(p->buf); free(p); }
          static $T *$u_g;),
     CODE($T *a = $u_make($o(1)); $T *b = $u_make($o(2)); CHECK(a); CHECK(b); $S;
          h = mix(h, $H(a) + a->buf[3] + b->buf[1]); a->next = b;
          $u_drop(a->next); $u_drop(a); for (u64 i = 0; i < $m; i++) {
          $T *p = $u_make(i); if (p) h = mix(h, $H(p) + p->buf[2]); $u_drop(p); }
          $u_g = $u_make(4); clobber_stack(); h = mix(h, $H($u_g) +
          $u_g->buf[0]); $u_drop($u_g); $u_g = NULL;), NULL},
};

const row_set_t rows_pool = {rows, sizeof rows / sizeof *rows};
