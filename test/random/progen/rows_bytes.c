// rows_bytes.c - pointers that travel as something else: integers, bytes,
// unions, vectors of bits, atomics, volatile.
#include "gen.h"

static const row_t rows[] = {
    {"charcopy", ROW_BOTH, 2,
     CODE(static $T *$u_g; $f void $u_copy(void *to, const void *from) {
          for (size_t i = 0; i < sizeof(void *); i++) ((unsigned char *)to)[i] =
          ((const unsigned char *)from)[i]; }),
     CODE($T *p = ($T *)$M(sizeof($T)); $T *q; CHECK(p); $I(p, $k);
          $u_copy(&q, &p); q->v += 2; $S; h = mix(h, $H(p)); $u_copy(&$u_g, &q);
          WITNESS(0); $u_copy(&witness[1], &q); clobber_stack(); h = mix(h,
          $H($u_g) + WITNESSED($T *, 1)->v); free(witness); $F($u_g); $u_g =
          NULL;), NULL},
    {"intround", ROW_BOTH, 3,
     CODE(static uintptr_t $u_g; $f uintptr_t $u_pack($T *p) {
          return (uintptr_t)p; } $f $T *$u_unpack(uintptr_t x) {
          return ($T *)x; } $f void $u_give(u64 x) { $T *p =
          ($T *)$M(sizeof($T)); CHECK(p); $I(p, x); $u_g = $u_pack(p); }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k); $T *q =
          $u_unpack($u_pack(p)); q->n++; $S; h = mix(h, $H(p)); $F(q);
          $u_give($k); clobber_stack(); h = mix(h, $H($u_unpack($u_g)));
          $F($u_unpack($u_g)); $u_g = 0;), NULL},
    {"inthide", ROW_BOTH, 2,
     CODE(static u64 $u_key = 0x5555555555555555u; static u64 $u_g;),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          $u_g = (uintptr_t)p ^ $u_key; p = NULL; $S;
          $T *q = ($T *)(uintptr_t)($u_g ^ $u_key); WITNESS(q); h = mix(h,
          $H(WITNESSED($T *, 1))); free(witness); $F(q);
          $u_g = 0;), NULL},
    {"tagged", ROW_BOTH, 2,
     CODE($f uintptr_t $u_tag($T *p, u64 t) { return (uintptr_t)p | (t & 3); }
          $f $T *$u_clear(uintptr_t x) { return ($T *)(x & ~(uintptr_t)3); }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k); uintptr_t x =
          $u_tag(p, $o($t)); $S; WITNESS(x); h = mix(h, (x & 3) +
          $H($u_clear((uintptr_t)witness[1]))); free(witness);
          $F($u_clear(x));), NULL},
    {"union", ROW_C, 2,
     CODE(union $u_any { $T *p; u64 bits; unsigned char c[8]; }; static
          union $u_any $u_g;),
     CODE(union $u_any a; a.p = ($T *)$M(sizeof($T)); CHECK(a.p); $I(a.p, $k);
          union $u_any b; b.bits = a.bits; b.p->v++; $S; h = mix(h, $H(a.p));
          for (u32 i = 0; i < 8; i++) $u_g.c[i] = b.c[i]; WITNESS($u_g.p);
          clobber_stack(); h = mix(h, $H(WITNESSED($T *, 0))); free(witness);
          $F($u_g.p); $u_g.bits = 0;), NULL},
    {"halves", ROW_BOTH, 2,
     CODE(static u32 $u_lo; static u32 $u_hi;),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k); u32 w[2];
          memcpy(w, &p, 8); $u_lo = w[0]; $u_hi = w[1]; p = NULL;
          clobber_stack(); u32 v[2]; v[0] = $u_lo; v[1] = $u_hi; $T *q;
          memcpy(&q, v, 8); WITNESS(0); memcpy(&witness[0], v, 8); h = mix(h,
          $H(q) + WITNESSED($T *, 0)->v); free(witness); $F(q); $u_lo = $u_hi =
          0;), NULL},
    {"interior", ROW_BOTH, 2,
     CODE($f u32 *$u_mid(u32 *p, u32 i) { return p + i; } static u64 *$u_g;
          $f void $u_give(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); $u_g = &p->v; }),
     CODE(u32 *p = (u32 *)$M(sizeof(u32) * $m); CHECK(p);
          for (u32 i = 0; i < $m; i++) p[i] = i; u32 *q = $u_mid(p, $m - 1);
          h = mix(h, *q + q[-1]); $S; $F(q - ($m - 1)); $u_give($k);
          clobber_stack(); h = mix(h, *$u_g); $F((char *)$u_g -
          offsetof($T, v)); $u_g = NULL;), NULL},
    {"shifted", ROW_BOTH, 2,
     CODE(struct $u_b { u32 *buf; u32 inl[4]; u32 n; };
          $f void $u_skip(struct $u_b *b, u32 n) { b->buf = b->buf + n; }
          $f u32 *$u_inl(struct $u_b *b) { b->buf = b->inl; return b->buf; }),
     CODE(struct $u_b *b = (struct $u_b *)$M(sizeof *b); CHECK(b); b->n = 3;
          b->inl[0] = 1; b->inl[1] = $k; b->inl[2] = $k; b->inl[3] = 4;
          b->buf = (u32 *)$M(sizeof(u32) * $m); CHECK(b->buf);
          for (u32 i = 0; i < $m; i++) b->buf[i] = i; u32 *base = b->buf;
          $u_skip(b, 2); h = mix(h, b->buf[0]); $F(b->buf - 2); (void)base;
          $S; u32 *q = $u_inl(b); $u_skip(b, (u32)$o(1));
          h = mix(h, q[1] + b->buf[2]); $F(b);), NULL},
    {"charfield", ROW_BOTH, 2, NULL,
     CODE($T *x = ($T *)$M(sizeof($T)); $T *y = ($T *)$M(sizeof($T)); CHECK(x);
          CHECK(y); $I(x, $k); $I(y, $k); *($T **)((char *)x + offsetof($T,
          other)) = y; $S; h = mix(h, $H(x->other)); $F(*($T **)((char *)x +
          offsetof($T, other))); $F(x);), NULL},
    {"volatileptr", ROW_BOTH, 2,
     CODE(static $T *volatile $u_g;),
     CODE($T *volatile vp = ($T *)$M(sizeof($T)); CHECK(vp); $I(vp, $k); $S;
          h = mix(h, $H(vp)); volatile u64 *v = &vp->v; *v = *v + 3;
          h = mix(h, *v); $u_g = vp; WITNESS($u_g); clobber_stack(); h = mix(h,
          $H(WITNESSED($T *, 0))); free(witness);
          $F($u_g); $u_g = NULL;), NULL},
    {"atomic", ROW_BOTH, 2,
     CODE(static $T *$u_g; $f $T *$u_swap($T *p) {
          return __atomic_exchange_n(&$u_g, p, __ATOMIC_SEQ_CST); }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          __atomic_fetch_add(&p->v, 5, __ATOMIC_RELAXED); $S; h = mix(h, $H(p));
          $T *old = $u_swap(p); h = mix(h, old == NULL); clobber_stack(); old = p;
          $T *mine = NULL; h = mix(h, __atomic_compare_exchange_n(&$u_g, &old,
          mine, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)); WITNESS(old); h =
          mix(h, $H(WITNESSED($T *, 1))); free(witness); $F(old);), NULL},
    {"asmuse", ROW_BOTH, 1, NULL,
     CODE(u64 *p = (u64 *)$M(sizeof(u64)); CHECK(p); *p = $k;
          __asm__ volatile("addq $$5, %0" : "+m"(*p) : : "cc");
          h = mix(h, *p); u64 *q = p; __asm__ volatile("" : "+r"(q) : : "memory");
          WITNESS(q); $S; h = mix(h, *WITNESSED(u64 *, 0)); free(witness);
          $F(q);), NULL},
    {"ptrvector", ROW_BOTH, 2,
     CODE(typedef u64 $u_v __attribute__((vector_size(16))); static $u_v $u_g;),
     CODE($T *p = ($T *)$M(sizeof($T)); $T *q = ($T *)$M(sizeof($T)); CHECK(p);
          CHECK(q); $I(p, $k); $I(q, $k); $u_v v = {(u64)(uintptr_t)p,
          (u64)(uintptr_t)q}; $u_g = v; p = q = NULL; clobber_stack(); v = $u_g;
          p = ($T *)(uintptr_t)v[0]; q = ($T *)(uintptr_t)v[1];
          WITNESS(p); h = mix(h, $H(WITNESSED($T *, 0)) * 3 + $H(q));
          free(witness); $F(p); $F(q);), NULL},
};

const row_set_t rows_bytes = {rows, sizeof rows / sizeof *rows};
