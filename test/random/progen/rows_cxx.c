// rows_cxx.c - C++: new and delete, classes, exceptions, virtual calls.
#include "gen.h"

static const row_t rows[] = {
    {"newscalar", ROW_CXX, 3,
     CODE(struct $u_s { u64 a; u32 b; $u_s(u64 x) : a(x), b((u32)x) {}
          ~$u_s() { a = 0; } u64 sum() const { return mix(a, b); } };),
     CODE($u_s *p = new $u_s($o($k)); $S; h = mix(h, p->sum()); delete p;
          for (u64 i = 0; i < $n; i++) { $u_s *q = new $u_s(i); q->a += h;
          h = mix(h, q->sum()); delete q; }), NULL},
    {"newarray", ROW_CXX, 2,
     CODE($f u64 $u_go(size_t n) { u32 *p = new u32[n]; for (size_t i = 0; i < n;
          i++) p[i] = (u32)(i * 3); u64 r = sum_bytes(p, n * sizeof(u32));
          delete[] p; return r; } struct $u_e { u64 x; $u_e() : x(3) {}
          ~$u_e() { x = 1; } };),
     CODE(h = mix(h, $u_go((size_t)$o($m))); $u_e *e = new $u_e[$n]; $S;
          for (u64 i = 0; i < $n; i++) h = mix(h, e[i].x + i); delete[] e;
          char *c = new char[$s](); h = mix(h, sum_bytes(c, $s)); delete[] c;),
     NULL},
    {"newnothrow", ROW_CXX, 1, NULL,
     CODE(u64 *p = new (std::nothrow) u64($k); CHECK(p); $S; h = mix(h, *p);
          delete p; u64 *q = new (std::nothrow) u64[$m](); CHECK(q); q[1] = 3;
          h = mix(h, sum_bytes(q, $m * sizeof(u64))); delete[] q;), NULL},
    {"newaligned", ROW_CXX, 1,
     CODE(struct alignas(64) $u_a { u64 x[8]; };),
     CODE($u_a *p = new $u_a(); h = mix(h, (uintptr_t)p % 64 + sizeof *p);
          p->x[7] = $k; $S; h = mix(h, p->x[7] + p->x[0]); delete p;), NULL},
    {"placement", ROW_CXX, 1,
     CODE(struct $u_s { u64 a; u64 *b; $u_s(u64 x) : a(x), b(new u64(x)) {}
          ~$u_s() { delete b; } };),
     CODE(void *m = $M(sizeof($u_s)); CHECK(m); $u_s *p = new (m) $u_s($k); $S;
          h = mix(h, p->a + *p->b); p->~$u_s(); p = new (m) $u_s(4);
          h = mix(h, *p->b); p->~$u_s(); $F(m);), NULL},
    {"operatornew", ROW_CXX, 1,
     CODE(struct $u_s { u64 a; static void *operator new(size_t n) { void *p =
          malloc(n); CHECK(p); return p; } static void operator delete(void *p) {
          free(p); } };
          $f u64 $u_raw(u64 x) { void *p = ::operator new(16); memset(p, (int)(x
          & 63), 16); u64 r = sum_bytes(p, 16); ::operator delete(p); return r; }),
     CODE($u_s *p = new $u_s(); p->a = $k; WITNESS(p); $S; h = mix(h,
          WITNESSED($u_s *, 0)->a); free(witness); delete p;
          h = mix(h, $u_raw($o($k)));), NULL},
    {"virtual", ROW_CXX, 3,
     CODE(struct $u_base { u64 x; $u_base(u64 y) : x(y) {}
          virtual ~$u_base() {} virtual u64 get() { return x; }
          virtual void link($u_base *) {} };
          static $u_base *$u_g;
          struct $u_one : $u_base { u32 *more; $u_one(u64 y) : $u_base(y),
          more(new u32[4]()) {} ~$u_one() override { delete[] more; }
          u64 get() override { return x * 3 + ++more[x % 4]; } };
          struct $u_two : $u_base { $u_base *to; $u_two(u64 y) : $u_base(y),
          to(nullptr) {} u64 get() override { return to ? to->x : 1; }
          void link($u_base *b) override { to = b; $u_g = this; } };
          $N $u_base *$u_make(u64 k) { if (k % 3 == 0) return new $u_base(k);
          if (k % 3 == 1) return new $u_one(k); return new $u_two(k); }),
     CODE($u_base *a = $u_make($o($t)); $u_base *b = $u_make($o($k)); $u_g =
          nullptr; a->link(b); b->link(a); WITNESS(a); $S; h = mix(h,
          WITNESSED($u_base *, 0)->get()); free(witness); h = mix(h, a->get());
          h = mix(h,
          b->get()); h = mix(h, $u_g ? $u_g->get() : 2); delete a; delete b;
          $u_one *c = new $u_one(5); h = mix(h, c->get()); delete c;), NULL},
    {"throwover", ROW_CXX, 4,
     CODE(struct $u_raii { $T *p; $u_raii(u64 x) : p(($T *)malloc(sizeof($T))) {
          CHECK(p); $I(p, x); } ~$u_raii() { free(p); } };
          $N u64 $u_may(u64 x, $T *p) { p->v += x; if (x % 3 == 2)
          throw (int)x; return p->v; }
          $f u64 $u_go(u64 x) { $u_raii a(x); u64 *raw = new u64(x); u64 r;
          try { $u_raii b(x + 1); r = $u_may(x, a.p); r += $u_may(x + 1, b.p); }
          catch (int e) { r = (u64)e + *raw + $H(a.p); } delete raw;
          return r; }),
     CODE(for (u64 i = 0; i < $n; i++) h = mix(h, $u_go(i + $o($t)));), NULL},
    {"unwind", ROW_CXX, 4,
     CODE(struct $u_own { u64 *p; $u_own(u64 x) : p(new u64(x)) {}
          ~$u_own() { delete p; } };
          $N u64 $u_deep(u64 d, u64 *up) { $u_own mine(d); *up += *mine.p;
          if (!d) throw *up; u64 r = $u_deep(d - 1, mine.p);
          return r + *mine.p; }
          $f u64 $u_top(u64 d) { u64 *base = new u64(d); u64 r = 0; try {
          r = $u_deep(d, base); } catch (u64 v) { r = v + *base; }
          delete base; return r; }),
     CODE(h = mix(h, $u_top($o($n))); clobber_stack();
          h = mix(h, $u_top($n));), NULL},
    {"throwobject", ROW_CXX, 3,
     CODE(struct $u_err { $T *p; u64 code; };
          $N void $u_raise(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); if (x & 1) throw p; $u_err e; e.p = p; e.code = x; throw e; }),
     CODE(for (u64 i = 0; i < $n; i++) try { $u_raise(i + $o($b)); }
          catch ($T *p) { WITNESS(p); clobber_stack(); h = mix(h,
          $H(WITNESSED($T *, 0))); free(witness); free(p); }
          catch (const $u_err &e) { clobber_stack(); h = mix(h, $H(e.p) + e.code);
          free(e.p); }), NULL},
    {"rethrow", ROW_CXX, 2,
     CODE($f u64 $u_inner(u64 x) { u64 *p = new u64[4](); p[x % 4] = x; try {
          if (x % 2) throw (u64)x; p[0] += 2; } catch (...) { u64 r = p[0] +
          p[x % 4]; delete[] p; if (x % 3 == 0) throw; return r; }
          u64 r = p[0]; delete[] p; return r; }),
     CODE(for (u64 i = 0; i < 7; i++) try { h = mix(h, $u_inner(i + $o($t))); }
          catch (u64 e) { h = mix(h, e * 5); }), NULL},
    {"ctorthrow", ROW_CXX, 2,
     CODE(struct $u_part { u64 *x; $u_part(u64 k) : x(new u64(k)) {}
          ~$u_part() { delete x; } };
          struct $u_whole { $u_part a; $u_part b; u64 c; $u_whole(u64 k) : a(k),
          b(k + 1), c(k) { if (*a.x % 3 == 1) throw (int)k; } };
          $f u64 $u_go(u64 k) { try { $u_whole *w = new $u_whole(k); u64 r =
          *w->a.x + *w->b.x + w->c; delete w; return r; } catch (int e) {
          return (u64)e * 7; } }),
     CODE(WITNESS(&h); for (u64 i = 0; i < $n; i++) h = mix(h, $u_go(i + $o($t))
          + *WITNESSED(u64 *, 0)); free(witness);), NULL},
    {"moveonly", ROW_CXX, 2,
     CODE(struct $u_m { u32 *p; size_t n; explicit $u_m(size_t k) : p(new u32[k]()),
          n(k) {} $u_m($u_m &&o) noexcept : p(o.p), n(o.n) { o.p = nullptr;
          o.n = 0; } $u_m &operator=($u_m &&o) noexcept { std::swap(p, o.p);
          std::swap(n, o.n); return *this; } ~$u_m() { delete[] p; } };
          $f $u_m $u_make(size_t k) { $u_m m(k); m.p[0] = (u32)k + 1; return m; }),
     CODE($u_m a = $u_make((size_t)$o($m)); $u_m b(std::move(a)); WITNESS(&b);
          $S; h = mix(h, WITNESSED($u_m *, 0)->p[0] + a.n); free(witness); a =
          $u_make($n); a = std::move(b);
          h = mix(h, a.p[0] + b.p[0] + b.n);), NULL},
    {"cxxlist", ROW_CXX, 3,
     CODE(struct $u_n { u64 v; $u_n *next; $u_n(u64 x, $u_n *n) : v(x), next(n) {}
          ~$u_n() { delete next; } };
          $f u64 $u_sum(const $u_n *p) { u64 r = 0; for (; p; p = p->next)
          r = mix(r, p->v); return r; }),
     CODE($u_n *l = nullptr; for (u64 i = 0; i < $m; i++) l = new $u_n(i, l);
          WITNESS(l); $S; h = mix(h, $u_sum(WITNESSED($u_n *, 1)));
          free(witness); delete l;), NULL},
    {"lambda", ROW_CXX, 2,
     CODE(template <class F> $N u64 $u_each(u64 n, F f) { u64 r = 0;
          for (u64 i = 0; i < n; i++) r = mix(r, f(i)); return r; }),
     CODE(u64 *p = new u64($k); $T *t = ($T *)$M(sizeof($T)); CHECK(t);
          $I(t, 3); h = mix(h, $u_each($n, [p](u64 i) { return *p += i; })); $S;
          h = mix(h, $u_each($n, [&](u64 i) { t->v += i; return $H(t) + *p; }));
          delete p; $F(t);), NULL},
    {"dynamiccast", ROW_CXX, 1,
     CODE(struct $u_b { virtual ~$u_b() {} u64 x = 3; }; struct $u_d : $u_b {
          u64 y = 4; }; $N u64 $u_y($u_b *b) { $u_d *d = dynamic_cast<$u_d *>(b);
          return d ? d->y : b->x; }),
     CODE($u_b *a = new $u_d; $u_b *b = new $u_b; WITNESS(a); h = mix(h,
          $u_y(WITNESSED($u_b *, 0)) * 10 + $u_y(b)); free(witness); delete a;
          delete b;), NULL},
    {"inthrow", ROW_CXX | ROW_HOLDER, 3,
     CODE($N u64 $u_go(u64 h) { u64 *p = new u64(h); h = $C(h); if (*p) throw h;
          delete p; return h; }),
     CODE($T *held = ($T *)$M(sizeof($T)); CHECK(held); $I(held, $k); try { $B
          h = mix(h, $u_go(h | 1)); } catch (u64 x) { clobber_stack();
          h = mix(x, $H(held)); } $F(held);), NULL},
    {"inraii", ROW_CXX | ROW_HOLDER, 3,
     CODE(struct $u_guard { u64 *p; u64 &to; $u_guard(u64 &t) : p(new u64(t)),
          to(t) {} ~$u_guard() { to = mix(to, *p); delete p; } };),
     CODE({ $u_guard a(h); $B { $u_guard b(h); $B } }), NULL},
};

const row_set_t rows_cxx = {rows, sizeof rows / sizeof *rows};
