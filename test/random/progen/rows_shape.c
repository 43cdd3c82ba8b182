// rows_shape.c - data structures: lists, trees, graphs, buffers, tables.
#include "gen.h"

static const row_t rows[] = {
    {"list", ROW_BOTH, 3,
     CODE($f u64 $u_sum(const $T *p) { u64 r = 0; for (; p; p = p->next)
          r = mix(r, $H(p)); return r; }
          $f void $u_free($T *p) { while (p) { $T *n = p->next; $F(p); p = n; } }),
     CODE($T *head = NULL; for (u64 i = 0; i < $o($m); i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i); p->next = head;
          head = p; } $S; h = mix(h, $u_sum(head)); $u_free(head);), NULL},
    {"threenodes", ROW_BOTH, 3, NULL,
     CODE($T *a = ($T *)$M(sizeof($T)); $T *b = ($T *)$M(sizeof($T));
          $T *c = ($T *)$M(sizeof($T)); CHECK(a); CHECK(b); CHECK(c);
          $I(a, $k); $I(b, $k); $I(c, $k); a->next = b; b->next = c; c->next = a;
          a->other = c; b->other = b; c->other = b; $S;
          h = mix(h, $H(a->next->next->other)); h = mix(h, $H(c->other->other));
          h = mix(h, a->next->next->next == a); $F(b); h = mix(h, $H(a->other));
          $F(a); h = mix(h, $H(c)); $F(c);), NULL},
    {"listrec", ROW_BOTH, 3,
     CODE($f $T *$u_mk(u64 d) { $T *n = ($T *)$M(sizeof($T)); CHECK(n);
          $I(n, d * 11); n->next = d ? $u_mk(d - 1) : NULL; return n; }
          $f u64 $u_end($T *n) { if (!n) return 1; u64 r = $H(n);
          r = mix(r, $u_end(n->next)); $F(n); return r; }),
     CODE($T *n = $u_mk($o($m)); WITNESS(n); $S; h = mix(h, WITNESSED($T *,
          1)->v); h = mix(h, $u_end(WITNESSED($T *, 0))); free(witness);),
          NULL},
    {"tree", ROW_BOTH, 3,
     CODE($f $T *$u_build(u64 d, u64 x) { if (!d) return NULL;
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, x);
          p->next = $u_build(d - 1, x * 2); p->other = $u_build(d - 1, x * 3);
          return p; }
          $f u64 $u_sum($T *p) { return p ? mix($H(p) +
          $u_sum(p->next) * 3, $u_sum(p->other)) : 5; }
          $f void $u_free($T *p) { if (p) { $u_free(p->next); $u_free(p->other);
          $F(p); } }),
     CODE($T *root = $u_build($o($n), $k); WITNESS(root); $S; h = mix(h,
          $u_sum(WITNESSED($T *, 0))); free(witness);
          $u_free(root);), NULL},
    {"searchtree", ROW_BOTH, 2,
     CODE($f void $u_insert($T **at, u64 x) { while (*at)
          at = x < (*at)->v ? &(*at)->next : &(*at)->other;
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, x); *at = p; }
          $f u64 $u_walk($T *p) { if (!p) return 0;
          u64 r = mix($u_walk(p->next), $H(p)); $T *o = p->other; $F(p);
          return mix(r, $u_walk(o)); }),
     CODE($T *root = NULL; for (u64 i = 0; i < $m; i++)
          $u_insert(&root, (i * 7919 + $k) % 97); WITNESS(root); $S; h = mix(h,
          $u_walk(WITNESSED($T *, 1))); free(witness);), NULL},
    {"innerbuffer", ROW_BOTH, 4,
     CODE($f $T *$u_make(u32 n) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, n); p->buf = (u32 *)$M(sizeof(u32) * n); CHECK(p->buf);
          for (u32 i = 0; i < n; i++) p->buf[i] = i * i; p->n = n; return p; }
          $f void $u_destroy($T *p) { if (!p) return; $F(p->buf); $F(p); }),
     CODE($T *p = $u_make((u32)$o($m)); $T *q = $u_make($n); p->other = q; $S;
          h = mix(h, sum_bytes(p->buf, sizeof(u32) * p->n));
          p->other->buf[1] += (u32)h; h = mix(h, q->buf[1] + $H(p));
          $u_destroy(p); h = mix(h, $H(q)); $u_destroy(q);), NULL},
    {"initfields", ROW_BOTH, 3,
     CODE($f int $u_init($T *p, u32 n) { $I(p, n);
          p->buf = (u32 *)$M(sizeof(u32) * n); if (!p->buf) return -1;
          for (u32 i = 0; i < n; i++) p->buf[i] = n - i; p->n = n; return 0; }
          $f void $u_close($T *p) { $F(p->buf); p->buf = NULL; }),
     CODE($T s; if ($u_init(&s, (u32)$o($m))) die(); $S;
          h = mix(h, s.buf[s.n - 1] + $H(&s)); $u_close(&s);
          h = mix(h, s.buf == NULL);), NULL},
    {"matrix", ROW_BOTH, 2, NULL,
     CODE(u32 **rows = (u32 **)$M(sizeof(u32 *) * $n); CHECK(rows);
          for (u32 i = 0; i < $n; i++) { rows[i] = (u32 *)$M(sizeof(u32) * $m);
          CHECK(rows[i]); for (u32 j = 0; j < $m; j++) rows[i][j] = i * 31 + j; }
          $S; for (u32 i = 0; i < $n; i++) h = mix(h, rows[i][$o($m - 1)]);
          for (u32 i = 0; i < $n; i++) $F(rows[i]); $F(rows);), NULL},
    {"ring", ROW_BOTH, 2, NULL,
     CODE($T *first = NULL; $T *last = NULL; for (u64 i = 0; i < $m; i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i); p->other = last;
          if (last) last->next = p; else first = p; last = p; }
          last->next = first; first->other = last; $T *p = first;
          for (u64 i = 0; i < 2 * $m; i++) { h = mix(h, $H(p)); p = p->next; }
          last->next = NULL; while (first) { $T *n = first->next; $F(first);
          first = n; }), NULL},
    {"hashtable", ROW_BOTH, 2,
     CODE(struct $u_table { $T *slot[8]; u64 used; };
          $f $T *$u_find(struct $u_table *t, u64 key, int add) {
          $T **at = &t->slot[key % 8]; while (*at && (*at)->v != key)
          at = &(*at)->next; if (!*at && add) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, key); *at = p; t->used++; } return *at; }),
     CODE(struct $u_table *t = (struct $u_table *)$M(sizeof *t); CHECK(t);
          memset(t->slot, 0, sizeof t->slot); t->used = 0;
          for (u64 i = 0; i < $m; i++) $u_find(t, i * 37 % 19, 1)->n += 1; $S;
          for (u64 i = 0; i < 19; i++) { $T *p = $u_find(t, i, 0);
          h = mix(h, p ? $H(p) : i); } h = mix(h, t->used);
          for (u32 i = 0; i < 8; i++) while (t->slot[i]) { $T *p = t->slot[i];
          t->slot[i] = p->next; $F(p); } $F(t);), NULL},
    {"stackvec", ROW_BOTH, 3,
     CODE(struct $u_vec { u64 *data; size_t size; size_t room; };
          $f void $u_push(struct $u_vec *v, u64 x) { if (v->size == v->room) {
          v->room = v->room ? v->room * 2 : 2; u64 *d =
          (u64 *)realloc(v->data, v->room * sizeof(u64)); CHECK(d); v->data = d; }
          v->data[v->size++] = x; }
          $f u64 $u_pop(struct $u_vec *v) { return v->data[--v->size]; }),
     CODE(struct $u_vec v = {NULL, 0, 0}; for (u64 i = 0; i < $o($m); i++)
          $u_push(&v, i * $k); $S; h = mix(h, v.size);
          while (v.size) h = mix(h, $u_pop(&v)); $F(v.data);), NULL},
    {"builder", ROW_BOTH, 2,
     CODE($f char *$u_join(char *a, const char *b) { size_t n = strlen(a);
          char *r = (char *)realloc(a, n + strlen(b) + 1); CHECK(r);
          strcpy(r + n, b); return r; }),
     CODE(char *s = strdup("start"); CHECK(s); for (u32 i = 0; i < $n; i++)
          s = $u_join(s, i % 2 ? "-odd" : "+even!"); $S;
          h = mix(h, sum_bytes(s, strlen(s))); $F(s);), NULL},
    {"selfloop", ROW_BOTH, 2, NULL,
     CODE($T *n = ($T *)$M(sizeof($T)); CHECK(n); $I(n, $k); n->next = n;
          n->other = n->next->next; n->other->next->v += 3; $S;
          h = mix(h, $H(n->next->other)); $F(n->next);), NULL},
    {"graph", ROW_BOTH, 2,
     CODE($f u64 $u_walk($T *at, u64 steps) { u64 r = 0; while (steps--) {
          r = mix(r, at->v); at->v += r & 7; at = (r & 1) ? at->next : at->other; }
          return r; }),
     CODE($T *node[6]; for (u64 i = 0; i < 6; i++) {
          node[i] = ($T *)$M(sizeof($T)); CHECK(node[i]); $I(node[i], i); }
          for (u64 i = 0; i < 6; i++) { node[i]->next = node[i * 5 % 6];
          node[i]->other = node[(i + $t) % 6]; } $S;
          h = mix(h, $u_walk(node[$t], $o($m)));
          for (u64 i = 0; i < 6; i++) { h = mix(h, $H(node[i])); $F(node[i]); }),
     NULL},
    {"splice", ROW_BOTH, 2,
     CODE($f $T *$u_reverse($T *p) { $T *r = NULL; while (p) { $T *n = p->next;
          p->next = r; r = p; p = n; } return r; }
          $f $T *$u_drop($T *p, u64 x) { $T *head = p; $T **at = &head;
          while (*at) { if ((*at)->v % 3 == x) { $T *dead = *at; *at = dead->next;
          $F(dead); } else at = &(*at)->next; } return head; }),
     CODE($T *l = NULL; for (u64 i = 0; i < $m; i++) {
          $T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, i); p->next = l; l = p; }
          l = $u_reverse(l); WITNESS(&l); $S; h = mix(h, (*WITNESSED($T **,
          1))->v); free(witness); l = $u_drop(l, $o($t % 3)); while (l) {
          $T *n = l->next; h = mix(h, $H(l)); $F(l); l = n; }), NULL},
};

const row_set_t rows_shape = {rows, sizeof rows / sizeof *rows};
