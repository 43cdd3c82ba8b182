// rows_loop.c - allocations that are executed again: loops of all shapes.
//
// The question of each: is the previous instance still needed?
#include "gen.h"

static const row_t rows[] = {
    {"loopfree", ROW_BOTH, 3, NULL,
     CODE(for (u64 i = 0; i < $l; i++) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, i); p->n += (u32)h; $S; h = mix(h, $H(p)); $F(p); }),
     NULL},
    {"loopprev", ROW_BOTH, 3,
     CODE($f u64 $u_go(u64 n) { $T *prev = NULL; u64 r = 0;
          for (u64 i = 0; i < n; i++) { $T *q = prev;
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i + 100);
          if (q) { r = mix(r, $H(q)); $F(q); } prev = p; }
          if (prev) r = mix(r, $H(prev)); free(prev); return r; }),
     CODE(h = mix(h, $u_go($o($l)));), NULL},
    {"loopprevmem", ROW_BOTH, 2, NULL,
     CODE($T *keep[2] = {NULL, NULL}; for (u64 i = 0; i < $l; i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i);
          if (keep[i & 1]) { h = mix(h, $H(keep[i & 1])); $F(keep[i & 1]); }
          keep[i & 1] = p; } free(keep[0]); free(keep[1]);), NULL},
    {"looplast", ROW_BOTH, 2, NULL,
     CODE(u32 *last = NULL; for (u32 i = 0; i < $l; i++) {
          u32 *p = (u32 *)$M(sizeof(u32) * $m); CHECK(p);
          for (u32 j = 0; j < $m; j++) p[j] = i + j; h = mix(h, p[i % $m]);
          if (i + 1 < $l) $F(p); else last = p; } clobber_stack();
          if (last) h = mix(h, sum_bytes(last, sizeof(u32) * $m)); $F(last);),
     NULL},
    {"loopgoto", ROW_C, 3, NULL,
     CODE(u64 i = 0; $T *p; $u_again: p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, i); $S; h = mix(h, $H(p)); $F(p);
          if (++i < $o($l)) goto $u_again;), NULL},
    {"loopgotoprev", ROW_C, 2, NULL,
     CODE(u64 i = 0; $T *p; $T *old = NULL;
          $u_again: p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i);
          if (old) h = mix(h, $H(old) + (old == p)); $F(old); old = p;
          if (++i < $o($n)) goto $u_again; h = mix(h, $H(old)); free(old);),
     NULL},
    {"irreducible", ROW_C, 2,
     CODE($f u64 $u_go(u64 c, u64 n) { u64 r = 0; u64 *p = NULL;
          if (c) goto second;
          first: p = (u64 *)$M(sizeof(u64)); CHECK(p); *p = n;
          second: if (p) { r = mix(r, *p); $F(p); p = NULL; }
          if (n-- > 0) { if (n % 3 == 1) goto second; goto first; }
          return r; }),
     CODE(h = mix(h, $u_go($o($b), $o($m)));), NULL},
    {"irreduciblekeep", ROW_C, 2,
     CODE($f u64 $u_go(u64 c, u64 n) { u64 r = 0; u64 *p = NULL; u64 *q = NULL;
          if (c) goto second;
          first: q = p; p = (u64 *)$M(sizeof(u64)); CHECK(p); *p = n * 3;
          second: if (q) { r = mix(r, *q + (p == q)); $F(q); q = NULL; }
          if (n-- > 0) { if (n % 3 == 1) goto second; goto first; }
          WITNESS(&r); if (p) r = mix(*WITNESSED(u64 *, 0), *p); free(witness);
          free(p); return r; }),
     CODE(h = mix(h, $u_go($o($b), $o($m)));), NULL},
    {"looptwolive", ROW_BOTH, 2, NULL,
     CODE($T *a = ($T *)$M(sizeof($T)); CHECK(a); $I(a, 1);
          for (u64 i = 0; i < $n; i++) { $T *b = ($T *)$M(sizeof($T));
          CHECK(b); $I(b, i); b->other = a; h = mix(h, (a == b) * 2 + 1);
          h = mix(h, $H(b->other)); $F(a); a = b; } h = mix(h, $H(a)); $F(a);),
     NULL},
    {"loopleak", ROW_BOTH, 2, NULL,
     CODE(for (u64 i = 0; i < $n; i++) { u64 *p =
          (u64 *)$M(sizeof(u64) * 2); CHECK(p); p[0] = i; p[1] = h; $S;
          h = mix(h, p[i & 1]); }), NULL},
    {"loopcollect", ROW_BOTH, 3, NULL,
     CODE($T *all[20]; for (u64 i = 0; i < $m; i++) {
          all[i] = ($T *)$M(sizeof($T)); CHECK(all[i]); $I(all[i], i * $k);
          if (i) all[i]->next = all[i - 1]; } $S;
          for (u64 i = 0; i < $m; i++) { h = mix(h, $H(all[i]));
          if (i) h = mix(h, all[i]->next == all[i - 1]); }
          for (u64 i = 0; i < $m; i++) $F(all[i]);), NULL},
    {"loopcond", ROW_BOTH, 2,
     CODE($f u64 $u_go(u64 n) { u64 r = 0; u64 *held = NULL;
          for (u64 i = 0; i < n; i++) { u64 *p = (u64 *)$M(sizeof(u64));
          CHECK(p); *p = i * 7; if (i % 4 == 2) { $F(held); held = p; continue; }
          if (held) r = mix(r, *held); r = mix(r, *p); $F(p); }
          free(held); return r; }),
     CODE(h = mix(h, $u_go($o($l)));), NULL},
    {"nestedloops", ROW_BOTH, 2, NULL,
     CODE(for (u32 i = 0; i < $n; i++) { u32 *row =
          (u32 *)$M(sizeof(u32) * $m); CHECK(row);
          for (u32 j = 0; j < $m; j++) { u32 *cell = (u32 *)$M(sizeof(u32));
          CHECK(cell); *cell = i * j; row[j] = *cell + 1; if (j % 2) $F(cell);
          else free(cell); } h = mix(h, sum_bytes(row, sizeof(u32) * $m));
          $F(row); }), NULL},
    {"doreuse", ROW_BOTH, 2, NULL,
     CODE(u32 left = $m; $T *p = NULL; do { if (!p) {
          p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, left); } p->v += left;
          if (left % 3 == 0) { h = mix(h, $H(p)); $F(p); p = NULL; }
          } while (--left); if (p) h = mix(h, $H(p)); free(p);), NULL},
    {"loopcall", ROW_BOTH, 2,
     CODE($f $T *$u_make(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); return p; } $f u64 $u_end($T *p) { u64 r = $H(p); $F(p);
          return r; }),
     CODE($T *prev = NULL; for (u64 i = 0; i < $n; i++) {
          $T *p = $u_make(i + h); if (prev) h = mix(h, $u_end(prev));
          prev = p; $S; } h = mix(h, $u_end(prev));), NULL},
    {"loopescape", ROW_BOTH, 2,
     CODE(static $T *$u_g; $f u64 $u_late(void) { clobber_stack();
          return $u_g ? $H($u_g) : 0; }),
     CODE($u_g = NULL; for (u64 i = 0; i < $m; i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i);
          if (i == $n) $u_g = p; else { h = mix(h, $H(p)); $F(p); } }
          h = mix(h, $u_late()); free($u_g); $u_g = NULL;), NULL},
    {"stackgrowth", ROW_BOTH, 1,
     CODE($N u64 $u_go(u64 n) { u64 r = 0; for (u64 i = 0; i < n; i++) {
          unsigned char *p = (unsigned char *)malloc(1000); CHECK(p);
          p[i % 1000] = (unsigned char)i; outside(NULL); r += p[i % 1000];
          free(p); } return r; }),
     CODE(static u64 $u_rounds = 100000; h = mix(h, $u_go($u_rounds));
          $u_rounds = 50;), NULL},
};

const row_set_t rows_loop = {rows, sizeof rows / sizeof *rows};
