// rows_table.c - indirect calls: tables, callbacks, comparators, threads.
#include "gen.h"

static const row_t rows[] = {
    {"fntable", ROW_BOTH, 3,
     CODE(typedef u64 (*$u_fn)($T *, u64); static $T *$u_g;
          static u64 $u_add($T *p, u64 x) { p->v += x; return p->v; }
          static u64 $u_link($T *p, u64 x) { p->next = p; return x; }
          static u64 $u_keep($T *p, u64 x) { $u_g = p; return x + 1; }
          static const $u_fn $u_quiet[] = {$u_add, $u_link};
          static const $u_fn $u_all[] = {$u_add, $u_link, $u_keep};),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          for (u64 i = 0; i < $n; i++) h = mix(h, $u_quiet[i % 2](p, i)); $S;
          h = mix(h, $H(p)); $F(p); p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, $k); h = mix(h, $u_all[$o(2)](p, 3)); clobber_stack();
          h = mix(h, $H($u_g)); $F($u_g); $u_g = NULL;), NULL},
    {"callback", ROW_BOTH, 3,
     CODE($N u64 $u_each(u64 n, u64 (*f)(void *, u64), void *ctx) { u64 r = 0;
          for (u64 i = 0; i < n; i++) r = mix(r, f(ctx, i)); return r; }
          static u64 $u_step(void *ctx, u64 i) { $T *p = ($T *)ctx; p->v += i;
          return p->v; } static void *$u_g;
          static u64 $u_steal(void *ctx, u64 i) { $u_g = ctx; return i; }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          h = mix(h, $u_each($o($m), $u_step, p)); $S; h = mix(h, $H(p)); $F(p);
          $T *q = ($T *)$M(sizeof($T)); CHECK(q); $I(q, $k);
          h = mix(h, $u_each(2, $u_steal, q)); clobber_stack();
          h = mix(h, $H(($T *)$u_g)); $F($u_g); $u_g = NULL;), NULL},
    {"visitor", ROW_BOTH, 2,
     CODE(typedef u64 (*$u_fn)(void *, $T *, u64);
          $N u64 $u_walk($u_fn visit, u64 d) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, d); WITNESS(p); u64 r = visit((void *)visit, p, d); r
          = mix(r, $H(WITNESSED($T *, 0))); free(witness); $F(p); return r; }
          static u64 $u_visit(void *self, $T *p, u64 d) { p->v *= 3;
          return d ? $u_walk(($u_fn)self, d - 1) + p->v : p->v; }),
     CODE(h = mix(h, $u_walk($u_visit, $o($m)));), NULL},
    {"destructorhook", ROW_BOTH, 2,
     CODE(struct $u_ops { void *(*make)(u64); void (*drop)(void *); };
          static void *$u_mk(u64 x) { $T *p = ($T *)malloc(sizeof($T)); CHECK(p);
          $I(p, x); return p; } static void $u_drop(void *p) { free(p); }
          static struct $u_ops $u_o = {$u_mk, $u_drop};
          $f void $u_drop_list($T *l, void (*drop)(void *)) { while (l) {
          $T *n = l->next; drop(l); l = n; } }),
     CODE($T *l = NULL; for (u64 i = 0; i < $n; i++) { $T *p =
          ($T *)$u_o.make(i + $k); p->next = l; l = p; } $S;
          for ($T *p = l; p; p = p->next) h = mix(h, $H(p));
          if ($o($b)) $u_drop_list(l, free); else $u_drop_list(l, $u_o.drop);),
     NULL},
    {"qsort", ROW_BOTH, 2,
     CODE(static int $u_cmp(const void *a, const void *b) {
          const $T *x = *($T *const *)a; const $T *y = *($T *const *)b;
          return x->v < y->v ? -1 : x->v > y->v; }),
     CODE($T **all = ($T **)$M(sizeof($T *) * $m); CHECK(all);
          for (u64 i = 0; i < $m; i++) { all[i] = ($T *)$M(sizeof($T));
          CHECK(all[i]); $I(all[i], (i * 7919 + 13) % 101); }
          qsort(all, $m, sizeof *all, $u_cmp);
          for (u64 i = 0; i < $m; i++) { h = mix(h, $H(all[i])); $F(all[i]); }
          $F(all);), NULL},
    {"bsearch", ROW_BOTH, 1,
     CODE(static int $u_cmp(const void *a, const void *b) { u64 x =
          *(const u64 *)a; u64 y = *(const u64 *)b; return x < y ? -1 : x > y; }),
     CODE(u64 *a = (u64 *)$M(sizeof(u64) * $m); CHECK(a);
          for (u64 i = 0; i < $m; i++) a[i] = i * 2; u64 *key =
          (u64 *)$M(sizeof(u64)); CHECK(key); *key = $o($n) * 2 - 2;
          u64 *at = (u64 *)bsearch(key, a, $m, sizeof(u64), $u_cmp);
          h = mix(h, at ? *at + 1 : 0); $F(key); $F(a);), NULL},
    {"context", ROW_BOTH, 2,
     CODE(struct $u_ctx { u64 (*f)(struct $u_ctx *); $T *item; u64 x; };
          static u64 $u_one(struct $u_ctx *c) { c->item->v += c->x;
          return $H(c->item); }
          $f u64 $u_run(struct $u_ctx *c) { return c->f(c); }),
     CODE(struct $u_ctx *c = (struct $u_ctx *)$M(sizeof *c); CHECK(c);
          c->f = $u_one; c->x = $k; c->item = ($T *)$M(sizeof($T));
          CHECK(c->item); $I(c->item, $k); $S; h = mix(h, $u_run(c));
          h = mix(h, c->f(c)); $F(c->item); $F(c);), NULL},
    {"handlerlist", ROW_BOTH, 2,
     CODE(static struct $u_entry { void (*f)(void *); void *arg; } $u_list[4];
          static u32 $u_used; static u64 $u_result;
          $f void $u_at(void (*f)(void *), void *arg) { $u_list[$u_used].f = f;
          $u_list[$u_used++].arg = arg; }
          static void $u_handler(void *arg) { $T *p = ($T *)arg;
          $u_result = mix($u_result, $H(p)); free(p); }
          $N void $u_fire(void) { while ($u_used) { $u_used--;
          $u_list[$u_used].f($u_list[$u_used].arg); } }
          $f void $u_add(u64 x) { $T *p = ($T *)malloc(sizeof($T)); CHECK(p);
          $I(p, x); $u_at($u_handler, p); }),
     CODE($u_used = 0; $u_add($k); $u_add($o($k)); WITNESS($u_list);
          clobber_stack(); $u_fire(); h = mix(h, WITNESSED(struct $u_entry *, 1)
          == $u_list); free(witness);
          h = mix(h, $u_result);), NULL},
    {"thread", ROW_BOTH, 1,
     CODE(static void *$u_main(void *arg) { $T *p = ($T *)arg; p->v += 41;
          $T *q = ($T *)malloc(sizeof($T)); CHECK(q); $I(q, p->v); p->next = q;
          return q; }),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k); pthread_t id;
          void *result; if (pthread_create(&id, NULL, $u_main, p)) die();
          if (pthread_join(id, &result)) die(); WITNESS(result);
          clobber_stack(); h = mix(h, $H(p) + $H(WITNESSED($T *, 0)) + (p->next
          == result));
          free(witness); free(result); $F(p);), NULL},
};

const row_set_t rows_table = {rows, sizeof rows / sizeof *rows};
