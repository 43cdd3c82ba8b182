// rows_call.c - objects that cross calls: parameters, results, outputs.
#include "gen.h"

static const row_t rows[] = {
    {"factory", ROW_BOTH, 3,
     CODE($f $T *$u_inner(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); return p; } $f $T *$u_outer(u64 x) { $T *p = $u_inner(x + 1);
          p->v ^= 5; return p; }),
     CODE($T *p = $u_outer($o($k)); $T *q = $u_inner($k); $S; p->next = q;
          h = mix(h, $H(p) + $H(p->next)); $F(q); $F(p);), NULL},
    {"outparam", ROW_BOTH, 3,
     CODE($f int $u_get($T **out, u64 x) { *out = NULL; if (x % 5 == 4) return -1;
          $T *p = ($T *)$M(sizeof($T)); if (!p) return -2; $I(p, x); *out = p;
          return 0; }),
     CODE(for (u64 i = 0; i < $n; i++) { $T *p; int e = $u_get(&p, i + $o($t));
          if (e) { h = mix(h, 3); continue; } $S; h = mix(h, $H(p)); $F(p); }),
     NULL},
    {"failchain", ROW_C, 3,
     CODE($f int $u_open($T **out, u64 fail) { $T *a = NULL; u32 *b = NULL;
          $T *c = NULL; int e = 1; a = ($T *)$M(sizeof($T)); if (!a) goto out0;
          $I(a, fail); if (fail == 1) goto out1; e = 2; b = (u32 *)$M(64);
          if (!b || fail == 2) goto out2; memset(b, 1, 64); e = 3;
          c = ($T *)$M(sizeof($T)); if (!c || fail == 3) goto out3; $I(c, 9);
          a->buf = b; a->next = c; *out = a; return 0;
          out3: $F(c); out2: $F(b); out1: $F(a); out0: return e; }
          $f void $u_close($T *a) { $F(a->next); $F(a->buf); $F(a); }),
     CODE(for (u64 i = 0; i < 5; i++) { $T *p = NULL; int e = $u_open(&p, i);
          h = mix(h, (u64)e); if (!e) { $S; h = mix(h, p->buf[15] + $H(p->next));
          $u_close(p); } }), NULL},
    {"wrapper", ROW_BOTH, 3,
     CODE($f void *$u_a(size_t n) { void *p = malloc(n); if (!p) die();
          return p; } $f void *$u_b(size_t n, size_t k) { return $u_a(n * k); }
          $f void *$u_c(size_t n) { void *p = $u_b(n, 1); memset(p, 0, n);
          return p; } $f void $u_d(void **pp) { free(*pp); *pp = NULL; }),
     CODE($T *p = ($T *)$u_c(sizeof($T)); $I(p, $k); u32 *q =
          (u32 *)$u_b(sizeof(u32), $m); for (u32 i = 0; i < $m; i++) q[i] = i;
          $S; p->buf = q; h = mix(h, $H(p) + p->buf[$m / 2]); void *v = q;
          $u_d(&v); h = mix(h, v == NULL); v = p; $u_d(&v);), NULL},
    {"mutual", ROW_BOTH, 2,
     CODE(static u64 $u_even($T *p, u64 n);
          $N u64 $u_odd($T *p, u64 n) { $T *q = ($T *)$M(sizeof($T)); CHECK(q);
          $I(q, n); q->other = p; u64 r = n ? $u_even(q, n - 1) : 7;
          r = mix(r, $H(q->other)); $F(q); return r; }
          static u64 $u_even($T *p, u64 n) { p->v += n; if (!n) return p->v;
          return mix($u_odd(p, n - 1), p->v); }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          h = mix(h, $u_even(p, $o($m))); h = mix(h, $H(p)); $F(p);), NULL},
    {"mutualsink", ROW_BOTH, 2,
     CODE(static $T *$u_g; static void $u_even($T *p, u64 n);
          $N void $u_odd($T *p, u64 n) { if (n) $u_even(p, n - 1);
          else $u_g = p; } static void $u_even($T *p, u64 n) {
          if (n) $u_odd(p, n - 1); else $u_g = p; }
          $f void $u_give(u64 n) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, n); $u_even(p, n); } $f u64 $u_take(void) { u64 r = $H($u_g);
          $F($u_g); $u_g = NULL; return r; }),
     CODE($u_give($o($m)); WITNESS($u_g); clobber_stack(); h = mix(h,
          WITNESSED($T *, 0)->v); free(witness); h = mix(h, $u_take());), NULL},
    {"recursion", ROW_BOTH, 3,
     CODE($N u64 $u_go(u64 d, $T *up) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, d); p->next = up; u64 r = d ? $u_go(d - 1, p) : 1;
          if (up) { up->v += 1; r = mix(r, $H(up)); } r = mix(r, $H(p)); $F(p);
          return r; }),
     CODE($T top; $I(&top, 3); WITNESS(&top); h = mix(h, $u_go($o($m),
          WITNESSED($T *, 0))); h = mix(h, top.v); free(witness);), NULL},
    {"recursiveowner", ROW_BOTH, 3,
     CODE(enum { $u_down = $b }; $f $T *$u_make(u64 x) { $T *p =
          ($T *)$M(sizeof($T)); CHECK(p); $I(p, x); return p; }
          $f void $u_drop($T *p) { if (p) { p->v = 0; $F(p); } }
          $N u64 $u_go(u64 d, $T *up) { $T *p = $u_make(d); u64 r = up ? $H(up)
          : 3; if ($u_down) { $u_drop(up); } if (d) r = mix(r, $u_go(d - 1, p));
          if (!$u_down) { r = mix(r, $H(p)); $u_drop(p); }
          else if (!d) $u_drop(p); return mix(r, d); }),
     CODE(h = mix(h, $u_go($o($m), NULL));), NULL},
    {"mutualowner", ROW_BOTH, 3,
     CODE($f $T *$u_make(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); return p; } $f void $u_drop($T *p) { $F(p); }
          static u64 $u_even($T *up, u64 n);
          $N u64 $u_odd($T *up, u64 n) { $T *p = $u_make(n); $T *q =
          $u_make(n + 1); u64 r = up ? $H(up) : 1; r = mix(r, n ?
          $u_even(q, n - 1) : 5); r = mix(r, $H(p)); $u_drop(p);
          if (!n) $u_drop(q); return r; }
          static u64 $u_even($T *up, u64 n) { $T *p = $u_make(n); u64 r =
          mix($H(p), $H(up)); $u_drop(up); r = mix(r, n ? $u_odd(p, n - 1) : 2);
          r = mix(r, $H(p)); $u_drop(p); return r; }),
     CODE(h = mix(h, $u_odd(NULL, $o($m)));), NULL},
    {"tailhelper", ROW_BOTH, 3,
     CODE($N u64 $u_end($T *p, u64 x) { $T *q = p->next; u64 r = $H(p) + q->v + x;
          return r; } $f u64 $u_mid($T *p, u64 x) { p->v += x;
          return $u_end(p, x + 1); }
          $f u64 $u_own(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); p->next = p; return $u_mid(p, x); }),
     CODE(h = mix(h, $u_own($o($k))); $S; h = mix(h, $u_own(h));), NULL},
    {"musttail", ROW_BOTH, 2,
     CODE($N u64 $u_end($T *p, u64 x) { return mix($H(p), x); }
          $N u64 $u_mid($T *p, u64 x) { p->v += x;
          __attribute__((musttail)) return $u_end(p, x + 1); }
          $N u64 $u_own($T *dead, u64 x) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, x); if (dead) p->v += dead->v;
          __attribute__((musttail)) return $u_mid(p, x); }),
     CODE(h = mix(h, $u_own(NULL, $o($k))); $T *s = ($T *)malloc(sizeof($T));
          CHECK(s); $I(s, $k); WITNESS(s); h = mix(h, $u_own(s, 3) +
          WITNESSED($T *, 1)->v); free(witness); free(s);), NULL},
    {"varargs", ROW_BOTH, 2,
     CODE($N u64 $u_sum(unsigned n, ...) { va_list ap; u64 r = 0;
          va_start(ap, n); while (n--) { $T *p = va_arg(ap, $T *);
          r = mix(r, $H(p)); } va_end(ap); return r; }
          static $T *$u_g; $N void $u_keep(unsigned n, ...) { va_list ap;
          va_start(ap, n); while (n--) $u_g = va_arg(ap, $T *); va_end(ap); }),
     CODE($T *a = ($T *)$M(sizeof($T)); $T *b = ($T *)$M(sizeof($T)); CHECK(a);
          CHECK(b); $I(a, $k); $I(b, $k); h = mix(h, $u_sum(2u, a, b)); $S;
          h = mix(h, $u_sum(3u, b, b, a)); $u_keep(2u, a, b); $F(a);
          WITNESS($u_g); clobber_stack(); h = mix(h, $H(WITNESSED($T *, 0)));
          free(witness); $F($u_g); $u_g = NULL;), NULL},
    {"structresult", ROW_BOTH, 3,
     CODE(struct $u_pair { $T *x; u64 tag; $T *y; }; struct $u_two { $T *x;
          u32 *y; }; $f struct $u_pair $u_make(u64 k) { struct $u_pair r;
          r.x = ($T *)$M(sizeof($T)); r.y = ($T *)$M(sizeof($T)); CHECK(r.x);
          CHECK(r.y); $I(r.x, k); $I(r.y, k + 1); r.tag = k; return r; }
          $f struct $u_two $u_regs(u64 k) { struct $u_two r;
          r.x = ($T *)$M(sizeof($T)); r.y = (u32 *)$M(8); CHECK(r.x); CHECK(r.y);
          $I(r.x, k); r.y[0] = 1; r.y[1] = (u32)k; return r; }
          static $T *$u_g;),
     CODE(struct $u_pair r = $u_make($o($k)); struct $u_two t = $u_regs(h); $S;
          h = mix(h, $H(r.x) + $H(r.y) + r.tag); h = mix(h, t.y[0] + $H(t.x));
          $u_g = r.x; $F(r.y); $F(t.y); $F(t.x); clobber_stack();
          h = mix(h, $H($u_g)); $F($u_g); $u_g = NULL;), NULL},
    {"byval", ROW_BOTH, 2,
     CODE(struct $u_big { u64 pad[9]; $T *p; u32 *q; }; static $T *$u_g;
          $N u64 $u_use(struct $u_big b) { b.pad[0] = 1; u64 r = $H(b.p) + b.q[0];
          b.q[0] = 5; b.q = NULL; return r; } $N void $u_keep(struct $u_big b) {
          $u_g = b.p; }),
     CODE(struct $u_big b; memset(&b, 0, sizeof b); b.p = ($T *)$M(sizeof($T));
          b.q = (u32 *)$M(4); CHECK(b.p); CHECK(b.q); $I(b.p, $k); b.q[0] = 4;
          h = mix(h, $u_use(b)); $S; h = mix(h, b.q[0] + b.pad[0]);
          $u_keep(b); $F(b.q); b.p = NULL; clobber_stack();
          h = mix(h, $H($u_g)); $F($u_g); $u_g = NULL;), NULL},
    {"aliasparams", ROW_BOTH, 3,
     CODE($f u64 $u_two($T *a, $T *b) { a->v = 1; b->v = 2; a->n += 3;
          b->n *= 5; return a->v * 10 + b->v + a->n; }
          $f u64 $u_link($T *a, $T *b) { a->next = b; b->next = NULL;
          return a->next != NULL; }),
     CODE($T *x = ($T *)$M(sizeof($T)); $T *y = ($T *)$M(sizeof($T)); CHECK(x);
          CHECK(y); $I(x, $k); $I(y, $k); h = mix(h, $u_two(x, x));
          h = mix(h, $u_two(x, y)); h = mix(h, $u_link(x, y));
          h = mix(h, $u_link(y, y)); $S; h = mix(h, $H(x) + $H(y)); $F(x);
          $F(y);), NULL},
    {"storepp", ROW_BOTH, 3,
     CODE($f void $u_put($T **where, $T *p) { *where = p; }
          $f void $u_swap($T **a, $T **b) { $T *t = *a; *a = *b; *b = t; }),
     CODE($T *slots[4] = {NULL, NULL, NULL, NULL}; for (u64 i = 0; i < 4; i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i * $k);
          $u_put(&slots[(i + $o($t)) % 4], p); }
          if (!slots[0] || !slots[1] || !slots[2] || !slots[3]) h = mix(h, 8);
          $u_swap(&slots[0], &slots[$o($t)]); $u_swap(&slots[1], &slots[1]); $S;
          for (u64 i = 0; i < 4; i++) if (slots[i]) h = mix(h, slots[i]->v > 0);
          for (u64 i = 0; i < 4; i++) $F(slots[i]);), NULL},
    {"idchain", ROW_BOTH, 2,
     CODE($f void *$u_id(void *p) { return p; } $f void *$u_id2(void *p, u64 c) {
          return c ? $u_id(p) : p; } $f void *$u_either(void *a, void *b, u64 c) {
          return c ? a : b; }),
     CODE($T *a = ($T *)$M(sizeof($T)); $T *b = ($T *)$M(sizeof($T)); CHECK(a);
          CHECK(b); $I(a, $k); $I(b, $k); $T *c = ($T *)$u_id2(a, $o($b));
          $T *d = ($T *)$u_either($u_id(b), c, $o($b)); $S;
          h = mix(h, $H(c) + $H(d)); d->v++; h = mix(h, a->v + b->v);
          $F($u_id2(b, 1)); $F(c);), NULL},
    {"paramstore", ROW_BOTH, 3,
     CODE($f void $u_set($T *d, $T *p) { d->other = p; } $f $T *$u_get($T *d) {
          return d->other; } static $T $u_global;),
     CODE($T d; $I(&d, 1); $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          $u_set(&d, p); $u_set(&$u_global, p); WITNESS(&d); $S; h = mix(h,
          $H($u_get(WITNESSED($T *, 0))) + 1); free(witness); h = mix(h,
          $H($u_get(&d)) + $H($u_get(&$u_global)));
          $F($u_get(&$u_global)); $u_global.other = NULL;), NULL},
    {"returnleak", ROW_BOTH, 2,
     CODE(static $T *$u_g; $f $T *$u_id($T *p) { $u_g = p; return p; }
          $f u64 $u_go(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, x);
          return $H($u_id(p)); }),
     CODE(h = mix(h, $u_go($o($k))); WITNESS($u_g); clobber_stack(); h = mix(h,
          $H(WITNESSED($T *, 1))); free(witness);
          $F($u_g); $u_g = NULL;), NULL},
};

const row_set_t rows_call = {rows, sizeof rows / sizeof *rows};
