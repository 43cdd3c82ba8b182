// rows_address.c - programs that look at addresses, in ways whose answer the
// language determines: two live objects differ, a pointer equals its copy.
#include "gen.h"

static const row_t rows[] = {
    {"cmplive", ROW_BOTH, 3,
     CODE($f u64 $u_same(const void *a, const void *b) { return a == b; }),
     CODE($T *p = ($T *)$M(sizeof($T)); $T *q = ($T *)$M(sizeof($T)); CHECK(p);
          CHECK(q); $I(p, $k); $I(q, $k); h = mix(h, (p == q) + 1);
          h = mix(h, $u_same(p, q) * 2 + $u_same(p, p)); WITNESS(p); $S; h =
          mix(h, $H(WITNESSED($T *, 0)) + $H(q) + $u_same(p, q)); free(witness);
          $F(p); $F(q);), NULL},
    {"cmplater", ROW_BOTH, 3,
     CODE($f void $u_use(u64 *p) { WITNESS(p); *WITNESSED(u64 *, 0) += 1;
          outside(p); free(witness); }),
     CODE(u64 *p = (u64 *)malloc(sizeof(u64)); CHECK(p); *p = $k; $u_use(p);
          u64 *q = (u64 *)malloc(sizeof(u64)); CHECK(q); *q = $k; $u_use(q);
          h = mix(h, (p == q) + 5); h = mix(h, *q); free(p); free(q);), NULL},
    {"cmploaded", ROW_BOTH, 2,
     CODE(static $T *$u_g; $f u64 $u_is($T *p) { return p == $u_g; }),
     CODE($T *p = ($T *)$M(sizeof($T)); $T *q = ($T *)$M(sizeof($T)); CHECK(p);
          CHECK(q); $I(p, $k); $I(q, $k); $u_g = q; h = mix(h, $u_is(p) + 1);
          h = mix(h, $u_is(q) + 1); $F(p); WITNESS($u_g); clobber_stack(); h =
          mix(h, $H(WITNESSED($T *, 0))); free(witness); $u_g = NULL; $F(q);),
          NULL},
    {"cmporder", ROW_BOTH, 2, NULL,
     CODE($T *p = ($T *)$M(sizeof($T)); $T *q = ($T *)$M(sizeof($T)); CHECK(p);
          CHECK(q); $I(p, $k); $I(q, $k); uintptr_t a = (uintptr_t)p;
          uintptr_t b = (uintptr_t)q; h = mix(h, (a < b) != (b < a)); $S;
          h = mix(h, a - b != 0); h = mix(h, $H(p)); $F(q); $F(p);), NULL},
    {"distinct", ROW_BOTH, 2, NULL,
     CODE($T *a[6]; u64 same = 0; for (u64 i = 0; i < 6; i++) {
          a[i] = ($T *)$M(sizeof($T)); CHECK(a[i]); $I(a[i], i);
          for (u64 j = 0; j < i; j++) same += a[i] == a[j]; } WITNESS(a[5]); $S;
          h = mix(h, same + 1); h = mix(h, WITNESSED($T *, 1)->v);
          free(witness); for (u64 i = 0; i < 6; i++) {
          h = mix(h, $H(a[i])); $F(a[i]); }), NULL},
    {"distinctleak", ROW_BOTH, 2,
     CODE(static uintptr_t $u_seen[6]; $f void $u_one(u64 i) { $T *p =
          ($T *)malloc(sizeof($T)); CHECK(p); $I(p, i);
          $u_seen[i] = (uintptr_t)p; }),
     CODE(u64 same = 0; for (u64 i = 0; i < 6; i++) $u_one(i);
          for (u64 i = 0; i < 6; i++) for (u64 j = 0; j < i; j++)
          same += $u_seen[i] == $u_seen[j]; WITNESS($u_seen); h = mix(h, same +
          1 + (WITNESSED(uintptr_t *, 0)[5] != 0)); free(witness);), NULL},
    {"pointerset", ROW_BOTH, 2,
     CODE($f int $u_has(void **set, u32 n, void *p) { for (u32 i = 0; i < n; i++)
          if (set[i] == p) return 1; return 0; }),
     CODE(void *set[20]; u32 used = 0; for (u32 i = 0; i < $m; i++) {
          u64 *p = (u64 *)$M(sizeof(u64)); CHECK(p); *p = i;
          if (!$u_has(set, used, p)) set[used++] = p;
          else h = mix(h, 1000); } WITNESS(set[0]); h = mix(h, used); $S; h =
          mix(h, *WITNESSED(u64 *, 1)); free(witness);
          for (u32 i = 0; i < used; i++) { h = mix(h, *(u64 *)set[i]);
          $F(set[i]); }), NULL},
    {"cmpnull", ROW_BOTH, 2,
     CODE($f u64 $u_state(const $T *p) { if (!p) return 0; return p->next ? 2 : 1;
          }),
     CODE($T *p = NULL; h = mix(h, $u_state(p)); p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, $k); h = mix(h, $u_state(p)); p->next = p; $S;
          h = mix(h, $u_state(p)); $F(p); p = NULL; h = mix(h, $u_state(p));),
     NULL},
    {"cmpfield", ROW_BOTH, 2,
     CODE($f int $u_contains($T *l, $T *x) { for (; l; l = l->next)
          if (l == x) return 1; return 0; }),
     CODE($T *l = NULL; $T *odd = ($T *)$M(sizeof($T)); CHECK(odd); $I(odd, 1);
          for (u64 i = 0; i < $n; i++) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, i); p->next = l; l = p; } $S;
          h = mix(h, (u64)$u_contains(l, odd) + 1);
          h = mix(h, (u64)$u_contains(l, l->next) + 1); WITNESS(odd); $F(odd); h
          = mix(h, $u_contains(l, ($T *)(void *)witness) + 3); free(witness);
          while (l) {
          $T *n = l->next; h = mix(h, $H(l)); $F(l); l = n; }), NULL},
};

const row_set_t rows_address = {rows, sizeof rows / sizeof *rows};
