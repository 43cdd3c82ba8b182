// rows_lifetime.c - one object, and the ways its life can end.
#include "gen.h"

static const row_t rows[] = {
    {"slot", ROW_BOTH, 3, NULL,
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $o($k)); $S;
          p->v += $k; h = mix(h, $H(p)); $F(p);), NULL},
    {"nullcheck", ROW_BOTH, 2,
     CODE($f u64 $u_use(u64 x) { u64 *p = (u64 *)$M(sizeof(u64));
          if (!p) return 0; *p = x; outside(NULL); x = *p + 1; $F(p);
          return x; }),
     CODE(h = mix(h, $u_use($o($k))); $S; h = mix(h, $u_use(h));), NULL},
    {"leak", ROW_BOTH, 2, NULL,
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k); p->next = p;
          $S; h = mix(h, $H(p->next));), NULL},
    {"onepath", ROW_BOTH, 2,
     CODE($f u64 $u_go(u64 x) { unsigned char *p =
          (unsigned char *)$M($s); CHECK(p); memset(p, 7, $s);
          p[$s - 1] = (unsigned char)x; u64 r = sum_bytes(p, $s);
          if (x & 1) { $F(p); return r; } return r + 1; }),
     CODE(h = mix(h, $u_go($o($k))); h = mix(h, $u_go($o($k)));), NULL},
    {"freephi", ROW_BOTH, 3, NULL,
     CODE(u64 c = $o($b); $T *a = ($T *)$M(sizeof($T));
          $T *b = ($T *)$M(sizeof($T)); CHECK(a); CHECK(b); $I(a, $k);
          $I(b, $k); $S; h = mix(h, $H(a)); $T *rest = c ? b : a;
          $F(c ? a : b); clobber_stack(); h = mix(h, $H(rest)); $F(rest);),
     NULL},
    {"freeparam", ROW_BOTH, 3,
     CODE($f u64 $u_pick($T *param, u64 c) { $T *x = ($T *)$M(sizeof($T));
          CHECK(x); $I(x, c); u64 r = $H(x); $T *live = c ? param : x;
          free(c ? x : param); r = mix(r, $H(live)); $F(live); return r; }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          h = mix(h, $u_pick(p, $o($b)));), NULL},
    {"freenull", ROW_BOTH, 2, NULL,
     CODE(u32 *p = NULL; if ($o($b)) { p = (u32 *)$M(sizeof(u32) * $m);
          CHECK(p); for (u32 i = 0; i < $m; i++) p[i] = i * 3;
          h = mix(h, p[$o($m - 1)]); } $S; $F(p); free(NULL);), NULL},
    {"large", ROW_BOTH, 2,
     CODE($N void $u_fill(unsigned char *p, size_t n) {
          for (size_t i = 0; i < n; i++) p[i] = (unsigned char)(i * 7); }),
     CODE(unsigned char *p = (unsigned char *)$M($z); CHECK(p);
          $u_fill(p, $z); $S; h = mix(h, sum_bytes(p, $z)); $F(p);), NULL},
    {"zerosize", ROW_BOTH, 1,
     CODE($f void *$u_get(size_t n) { return malloc(n); }),
     CODE(void *p = malloc(0); void *q = $u_get($o(0)); void *r = calloc(0, 8);
          $S; h = mix(h, 1); free(p); free(q); free(r);), NULL},
    {"runtimesize", ROW_BOTH, 3, NULL,
     CODE(size_t n = (size_t)opaque($s); unsigned char *p =
          (unsigned char *)$M(n); CHECK(p); for (size_t i = 0; i < n; i++)
          p[i] = (unsigned char)(i ^ h); $S; h = mix(h, sum_bytes(p, n));
          $F(p);), NULL},
    {"runtimecalloc", ROW_BOTH, 2,
     CODE($f u64 $u_go(size_t n, u64 at) { u32 *p =
          (u32 *)calloc(n, sizeof(u32)); CHECK(p); p[at % n] += 9;
          u64 r = sum_bytes(p, n * sizeof(u32)); p[0] = 77; $F(p);
          return r; }),
     CODE(for (u64 i = 0; i < $n; i++) h = mix(h, $u_go((size_t)$o($m), i));),
     NULL},
    {"callocoverflow", ROW_BOTH, 1,
     CODE($N u64 $u_use(u32 *p) { outside(p); p[0] += 5; return p[0]; }
          $N u64 $u_go(size_t n) { u32 *p = (u32 *)calloc(n, 8);
          if (!p) return 1; WITNESS(p); u64 r = $u_use(p) + WITNESSED(u32 *,
          1)[1]; free(witness); free(p); return r; }),
     CODE(h = mix(h, $u_go((size_t)opaque(3)));
          h = mix(h, $u_go((size_t)opaque((u64)1 << 61)));), NULL},
    {"calloczero", ROW_BOTH, 3,
     CODE($f u64 $u_once(u64 x) { unsigned char *p =
          (unsigned char *)calloc(1, $s); CHECK(p);
          u64 r = sum_bytes(p, $s); memset(p, 0x33, $s); p[0] = (unsigned char)x;
          r += sum_bytes(p, $s); $F(p); return r; }),
     CODE(for (u64 i = 0; i < $n; i++) { h = mix(h, $u_once(i)); $S; }), NULL},
    {"aligned", ROW_BOTH, 2,
     CODE($f u64 $u_go(size_t a, u64 x) { void *p = aligned_alloc(a, a * 2);
          CHECK(p); memset(p, (int)(x & 63), a * 2);
          u64 r = ((uintptr_t)p % a == 0) + sum_bytes(p, a * 2); free(p);
          return r; }),
     CODE(unsigned char *p = (unsigned char *)aligned_alloc(64, 128); CHECK(p);
          memset(p, 3, 128); h = mix(h, (uintptr_t)p % 64); p[100] = 1;
          h = mix(h, sum_bytes(p, 128)); free(p);
          h = mix(h, $u_go((size_t)$o(256), h)); void *q = NULL;
          if (posix_memalign(&q, 32, $s)) die(); memset(q, 1, $s);
          h = mix(h, sum_bytes(q, $s) + (uintptr_t)q % 32); $F(q);), NULL},
    {"vectoralign", ROW_BOTH, 2,
     CODE(typedef float $u_v __attribute__((vector_size(16)));
          $f float $u_dot(const float *p, u32 n) { const $u_v *q =
          (const $u_v *)__builtin_assume_aligned(p, 16); $u_v s = {0, 0, 0, 0};
          for (u32 i = 0; i < n; i++) s += q[i] * q[i];
          return s[0] + s[1] + s[2] + s[3]; }),
     CODE(char pad = (char)$k; outside(&pad); float *p =
          (float *)malloc(sizeof(float) * 4 * $m); CHECK(p);
          for (u32 i = 0; i < 4 * $m; i++) p[i] = (float)(i % 5);
          h = mix(h, (u64)$u_dot(p, $m)); $F(p);), NULL},
    {"usablesize", ROW_BOTH, 1, NULL,
     CODE(void *p = malloc($s); CHECK(p);
          WITNESS(p); h = mix(h, malloc_usable_size(WITNESSED(void *, 0)) >=
          $s); free(witness); free(p);), NULL},
    {"noreturn", ROW_BOTH, 1,
     CODE($f u64 $u_check(const u64 *p) { if (*p == 12345678901u) die();
          return *p + 1; }),
     CODE(u64 *p = (u64 *)$M(sizeof(u64)); CHECK(p); *p = $k;
          h = mix(h, $u_check(p)); $F(p);), NULL},
};

const row_set_t rows_lifetime = {rows, sizeof rows / sizeof *rows};
