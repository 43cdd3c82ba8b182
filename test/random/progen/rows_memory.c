// rows_memory.c - realloc, copies of memory that holds pointers, globals.
#include "gen.h"

static const row_t rows[] = {
    {"reallocgrow", ROW_BOTH, 4, NULL,
     CODE(size_t room = 2; size_t used = 0; u32 *p =
          (u32 *)$M(room * sizeof(u32)); CHECK(p); for (u32 i = 0; i < $o($m);
          i++) { if (used == room) { room *= 2; u32 *q =
          (u32 *)realloc(p, room * sizeof(u32)); if (!q) { free(p); die(); }
          p = q; } p[used++] = i * 17; } $S;
          h = mix(h, sum_bytes(p, used * sizeof(u32))); $F(p);), NULL},
    {"reallocnull", ROW_BOTH, 2, NULL,
     CODE(u64 *p = NULL; for (u64 i = 1; i <= $n; i++) { p =
          (u64 *)realloc(p, i * sizeof(u64)); CHECK(p); p[i - 1] = i + h; }
          $S; h = mix(h, sum_bytes(p, $n * sizeof(u64)));
          p = (u64 *)realloc(p, sizeof(u64)); CHECK(p); h = mix(h, p[0]);
          $F(p);), NULL},
    {"reallochelper", ROW_BOTH, 3,
     CODE($f void *$u_more(void *p, size_t n) { void *q = realloc(p, n);
          if (!q) die(); return q; } $f void $u_field($T *p, u32 n) {
          p->buf = (u32 *)$u_more(p->buf, n * sizeof(u32));
          for (u32 i = p->n; i < n; i++) p->buf[i] = i ^ 5; p->n = n; }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, 0); $u_field(p, 2);
          $u_field(p, (u32)$o($m)); $u_field(p, $m + $n); $S;
          h = mix(h, sum_bytes(p->buf, p->n * sizeof(u32))); $F(p->buf);
          p = ($T *)$u_more(p, sizeof($T) * 2); p->buf = NULL;
          h = mix(h, $H(p)); $F(p);), NULL},
    {"growcallee", ROW_BOTH, 4,
     CODE(struct $u_vec { u32 *p; u64 n; u64 room; }; static u32 *$u_g;
          $f void *$u_more(void *p, size_t n) { void *q = realloc(p, n);
          if (!q) die(); return q; }
          $N void $u_push(struct $u_vec *v, u64 x) { if (v->n == v->room) {
          v->room = v->room * 2 + $n; v->p = (u32 *)$u_more(v->p, v->room *
          sizeof(u32)); } v->p[v->n++] = (u32)x; }
          $f void $u_fit(struct $u_vec *v) { if (v->n) { v->room = v->n; v->p =
          (u32 *)$u_more(v->p, v->n * sizeof(u32)); } }
          $N u64 $u_drop(struct $u_vec *v) { u64 r = sum_bytes(v->p, v->n *
          sizeof(u32)); free(v->p); v->p = NULL; v->n = v->room = 0; return r; }),
     CODE(struct $u_vec a = {NULL, 0, 0}; struct $u_vec b = {NULL, 0, 0};
          struct $u_vec c = {NULL, 0, 0}; b.p = (u32 *)malloc($m * 4); CHECK(b.p);
          b.room = $m; for (u64 i = 0; i < $l + $m * 8; i++) { $u_push(&a, i * 3);
          if (i % 3 == 1) $u_push(&b, i + h); if (i % 32 == 9) $u_fit(&a); } $S;
          h = mix(h, $u_drop(&a)); for (u64 i = 0; i < $m; i++) { $u_push(&a, i);
          $u_push(&c, i ^ h); } $u_g = c.p; $S; h = mix(h, $u_drop(&b)); $u_fit(&a);
          $u_push(&a, $k); h = mix(h, $u_drop(&a)); clobber_stack();
          h = mix(h, sum_bytes($u_g, c.n * sizeof(u32))); free($u_g);
          $u_g = NULL;), NULL},
    {"reallocobject", ROW_BOTH, 2, NULL,
     CODE($T *in = ($T *)$M(sizeof($T)); CHECK(in); $I(in, $k); $T *p =
          ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k); p->next = in; p->other = in;
          p = ($T *)realloc(p, sizeof($T) + (size_t)$o($s)); CHECK(p);
          p->next->v += 2; $S; h = mix(h, $H(p) + $H(p->other)); $F(in);
          p = ($T *)realloc(p, sizeof($T)); CHECK(p); h = mix(h, $H(p));
          $F(p);), NULL},
    {"structcopy", ROW_BOTH, 3,
     CODE(static $T $u_g; $f void $u_copy(void *to, const void *from, size_t n) {
          memcpy(to, from, n); }),
     CODE($T a; $T b; $I(&a, $k); a.next = ($T *)$M(sizeof($T)); CHECK(a.next);
          $I(a.next, $k); a.other = NULL; $u_copy(&b, &a, sizeof a); b.v += 1;
          WITNESS(&b); $u_copy(WITNESSED(void *, 1), &a, sizeof a);
          free(witness); $S;
          h = mix(h, $H(b.next) + $H(&b)); if ($o($b)) { memcpy(&$u_g, &b,
          sizeof b); clobber_stack(); h = mix(h, $H($u_g.next)); }
          $F(a.next); memset(&$u_g, 0, sizeof $u_g);), NULL},
    {"copytoglobal", ROW_BOTH, 3,
     CODE(struct $u_box { u64 a; $T *p; u64 b; }; static struct $u_box $u_g;
          $f void $u_save(const struct $u_box *b) { memmove(&$u_g, b, sizeof *b); }
          $f void $u_give(u64 x) { struct $u_box b; b.a = x; b.b = ~x; b.p =
          ($T *)$M(sizeof($T)); CHECK(b.p); $I(b.p, x); $u_save(&b); }
          $N u64 $u_late(void) { return mix($H($u_g.p), $u_g.a + $u_g.b); }),
     CODE($u_give($o($k)); WITNESS(&$u_g); clobber_stack(); h = mix(h, $u_late()
          + WITNESSED(struct $u_box *, 0)->a); free(witness); $F($u_g.p);
          $u_g.p = NULL;), NULL},
    {"heapcopy", ROW_BOTH, 2, NULL,
     CODE($T *a = ($T *)$M(sizeof($T)); $T *b = ($T *)$M(sizeof($T)); CHECK(a);
          CHECK(b); $I(a, $k); a->buf = (u32 *)$M(sizeof(u32) * $m);
          CHECK(a->buf); for (u32 i = 0; i < $m; i++) a->buf[i] = i + 1;
          if ($o($b)) *b = *a; else memcpy(b, a, sizeof *a); $F(a);
          clobber_stack(); h = mix(h, sum_bytes(b->buf, sizeof(u32) * $m) +
          $H(b)); $F(b->buf); $F(b);), NULL},
    {"moveptrs", ROW_BOTH, 2, NULL,
     CODE($T *a[8]; for (u64 i = 0; i < 8; i++) { a[i] = ($T *)$M(sizeof($T));
          CHECK(a[i]); $I(a[i], i * $k); } $T *gone = a[$t]; $T **at = a;
          while (*at != gone) at++; memmove(at, at + 1, (size_t)((a + 7) - at) *
          sizeof *a); $F(gone); WITNESS(a[1]); $S; h = mix(h, $H(WITNESSED($T *,
          0))); free(witness); for (u64 i = 0; i < 7; i++) {
          h = mix(h, $H(a[i])); $F(a[i]); }), NULL},
    {"strdup", ROW_BOTH, 3,
     CODE($f u64 $u_vowels(const char *s) { u64 r = 0; for (; *s; s++)
          r += strchr("aeiou", *s) != NULL; return r; }),
     CODE(char text[24]; for (u32 i = 0; i < 23; i++) text[i] = (char)(97 + (i *
          $n) % 26); text[$m] = 0; char *s = strdup(text); CHECK(s);
          char *t = strndup(s, $n); CHECK(t); s[0] = 'e'; $S;
          h = mix(h, $u_vowels(s) * 32 + $u_vowels(t)); h = mix(h, strlen(s));
          h = mix(h, sum_bytes(t, strlen(t))); $F(s); free(t);), NULL},
    {"globallater", ROW_BOTH, 4,
     CODE(static $T *$u_g; $f void $u_give(u64 x) { $T *p =
          ($T *)$M(sizeof($T)); CHECK(p); $I(p, x); $u_g = p; }
          $f u64 $u_late(void) { u64 r = $H($u_g); $u_g->v++; return r; }
          $N void $u_end(void) { $F($u_g); $u_g = NULL; }),
     CODE($u_give($o($k)); WITNESS($u_g); clobber_stack(); h = mix(h,
          $u_late()); h = mix(h, WITNESSED($T *, 0)->v); free(witness);
          clobber_stack(); h = mix(h, $u_late()); $u_end();), NULL},
    {"globallist", ROW_BOTH, 3,
     CODE($T *$u_head; $f void $u_push(u64 x) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, x); p->next = $u_head; $u_head = p; }
          $N u64 $u_pop(void) { $T *p = $u_head; $u_head = p->next;
          u64 r = $H(p); $F(p); return r; }),
     CODE($u_head = NULL; for (u64 i = 0; i < $m; i++) { $u_push(i); $S; }
          WITNESS(&$u_head); clobber_stack(); h = mix(h, (*WITNESSED($T **,
          0))->v); free(witness); while ($u_head) h = mix(h, $u_pop());), NULL},
    {"globalfield", ROW_BOTH, 3,
     CODE(static $T $u_root; $f void $u_hang(u64 x) { $T *p =
          ($T *)$M(sizeof($T)); $T *q = ($T *)$M(sizeof($T)); CHECK(p); CHECK(q);
          $I(p, x); $I(q, x + 1); p->other = q; $u_root.next = p; }
          $f $T *$u_take(void) { $T *p = $u_root.next; $u_root.next = NULL;
          return p; }),
     CODE($u_hang($o($k)); WITNESS(&$u_root); clobber_stack(); h = mix(h,
          WITNESSED($T *, 1)->next->v); free(witness); $T *p = $u_take();
          h = mix(h, $H(p) + $H(p->other)); $F(p->other); $F(p);), NULL},
    {"overwritten", ROW_BOTH, 2,
     CODE(static $T *$u_g;),
     CODE($T *x = ($T *)$M(sizeof($T)); $T *y = ($T *)$M(sizeof($T)); CHECK(x);
          CHECK(y); $I(x, $k); $I(y, $k); $T *p = x; h = mix(h, $H(p)); p = y;
          $u_g = p; $F(x); clobber_stack(); h = mix(h, $H($u_g)); $F($u_g);
          $u_g = NULL;), NULL},
    {"twofields", ROW_BOTH, 2,
     CODE(struct $u_pair { $T *a; $T *b; }; static $T *$u_g;
          $f u64 $u_go(u64 i) { struct $u_pair s; s.a = ($T *)$M(sizeof($T));
          s.b = ($T *)$M(sizeof($T)); CHECK(s.a); CHECK(s.b); $I(s.a, i);
          $I(s.b, i + 7); $u_g = i & 1 ? s.a : s.b; u64 r = $H(s.a) + $H(s.b);
          if (i & 1) $F(s.b); else $F(s.a); return r; }),
     CODE(for (u64 i = 0; i < $n; i++) { h = mix(h, $u_go(i)); WITNESS($u_g);
          clobber_stack(); h = mix(h, $H(WITNESSED($T *, 0))); free(witness);
          $F($u_g); $u_g = NULL; }), NULL},
    {"varindex", ROW_BOTH, 2,
     CODE(static $T *$u_g;),
     CODE($T *u[3]; for (u32 i = 0; i < 3; i++) { u[i] = ($T *)$M(sizeof($T));
          CHECK(u[i]); $I(u[i], i * $k); } u32 at = (u32)$o($t) % 3; $u_g = u[at];
          for (u32 i = 0; i < 3; i++) { h = mix(h, $H(u[i])); if (i != at)
          $F(u[i]); } clobber_stack(); h = mix(h, $H($u_g)); $F($u_g);
          $u_g = NULL;), NULL},
    {"threadlocal", ROW_BOTH, 1,
     CODE(static __thread $T *$u_g; $f void $u_give(u64 x) { $T *p =
          ($T *)$M(sizeof($T)); CHECK(p); $I(p, x); $u_g = p; }),
     CODE($u_give($k); WITNESS($u_g); clobber_stack(); h = mix(h,
          $H(WITNESSED($T *, 1))); free(witness); $F($u_g);
          $u_g = NULL;), NULL},
};

const row_set_t rows_memory = {rows, sizeof rows / sizeof *rows};
