// rows_cxx_std.c - C++: the standard library's owners and containers.
#include "gen.h"

static const row_t rows[] = {
    {"uniqueptr", ROW_CXX, 4,
     CODE(struct $u_s { u64 a; std::unique_ptr<u32[]> b; };
          $f std::unique_ptr<$u_s> $u_make(u64 k) { auto p =
          std::make_unique<$u_s>(); p->a = k; p->b = std::make_unique<u32[]>(4);
          p->b[1] = (u32)k; return p; }
          $f u64 $u_use(const std::unique_ptr<$u_s> &p) { return p->a +
          p->b[1]; } static std::unique_ptr<$u_s> $u_g;),
     CODE(auto p = $u_make($o($k)); $S; h = mix(h, $u_use(p)); auto q =
          std::move(p); h = mix(h, $u_use(q) + (p == nullptr)); q = $u_make(7);
          h = mix(h, $u_use(q)); $u_g = std::move(q); WITNESS(&$u_g);
          clobber_stack(); h = mix(h, $u_use(*WITNESSED(std::unique_ptr<$u_s> *,
          0))); free(witness); $u_g.reset();), NULL},
    {"vector", ROW_CXX, 4,
     CODE($f void $u_fill(std::vector<u32> &v, u64 n) { for (u64 i = 0; i < n; i++)
          v.push_back((u32)(i * 5)); } $f u64 $u_sum(const std::vector<u32> &v) {
          u64 r = v.size(); for (u32 x : v) r = mix(r, x); return r; }),
     CODE(std::vector<u32> v; if ($b) v.reserve(4); $u_fill(v, $o($m));
          WITNESS(&v); $S; h = mix(h, $u_sum(*WITNESSED(std::vector<u32> *,
          0))); free(witness); std::vector<u32> w = v; w.resize($n, 7);
          h = mix(h, $u_sum(w)); v.swap(w); w.clear(); w.shrink_to_fit();
          h = mix(h, $u_sum(v) + $u_sum(w));), NULL},
    {"string", ROW_CXX, 4,
     CODE($N std::string $u_cat(const std::string &a, const char *b) {
          return a + b; } $f u64 $u_sum(const std::string &s) {
          return sum_bytes(s.data(), s.size()); }),
     CODE(std::string s = "ab"; for (u64 i = 0; i < $o($n); i++)
          s = $u_cat(s, i % 2 ? "-a longer piece" : "+x"); WITNESS(&s); $S; h =
          mix(h, $u_sum(*WITNESSED(std::string *, 1))); free(witness);
          std::string t = s.substr(1, $m); t += s;
          h = mix(h, $u_sum(t) + (t < s)); s.clear(); h = mix(h, $u_sum(s));),
     NULL},
    {"stdlist", ROW_CXX, 2, NULL,
     CODE(std::list<u64> l; for (u64 i = 0; i < $m; i++) if (i % 3)
          l.push_back(i); else l.push_front(i * 7); l.remove(5); l.reverse();
          WITNESS(&l); $S; h = mix(h, WITNESSED(std::list<u64> *, 0)->front());
          free(witness);
          for (u64 x : l) h = mix(h, x); l.sort(); h = mix(h, l.front() +
          l.size());), NULL},
    {"stdmap", ROW_CXX, 2, NULL,
     CODE(std::map<u32, std::string> m; for (u32 i = 0; i < $m; i++)
          m[i * 7 % 11] += (char)('a' + i % 26); m.erase(3); WITNESS(&m); $S; h
          = mix(h, ((std::map<u32, std::string> *)witness[0])->size());
          free(witness);
          for (auto &e : m) h = mix(h, e.first + e.second.size() * 31 +
          (u64)e.second[0]);), NULL},
    {"function", ROW_CXX, 2,
     CODE($N u64 $u_call(const std::function<u64(u64)> &f, u64 x) {
          return f(x) + 1; } static std::function<u64(u64)> $u_g;),
     CODE(u64 a[4] = {1, 2, $k, h}; std::function<u64(u64)> f = [a](u64 i) {
          return a[i % 4] * 3; }; WITNESS(&f); $S; h = mix(h,
          $u_call(*WITNESSED(std::function<u64(u64)> *, 1), $o($t)));
          free(witness); $u_g = f;
          clobber_stack(); h = mix(h, $u_call($u_g, 2)); $u_g = nullptr;), NULL},
    {"sharedptr", ROW_CXX, 2,
     CODE(struct $u_n { u64 v; std::shared_ptr<$u_n> next; };),
     CODE(auto a = std::make_shared<$u_n>(); a->v = $k; auto b =
          std::make_shared<$u_n>(); b->v = $o($k); b->next = a; { auto c = b;
          h = mix(h, (u64)c.use_count() + c->next->v); } a.reset(); WITNESS(&b);
          $S; h = mix(h, (*WITNESSED(std::shared_ptr<$u_n> *, 0))->v);
          free(witness);
          h = mix(h, b->next->v + (u64)b->next.use_count()); std::weak_ptr<$u_n>
          w = b; b.reset(); h = mix(h, w.expired());), NULL},
    {"vectorptr", ROW_CXX, 3,
     CODE(struct $u_shape { virtual ~$u_shape() {} virtual u64 area() const = 0; };
          struct $u_sq : $u_shape { u64 a; $u_sq(u64 x) : a(x) {} u64 area() const
          override { return a * a; } }; struct $u_buf : $u_shape {
          std::vector<u64> d; $u_buf(u64 n) : d(n, 3) {} u64 area() const override
          { u64 r = 0; for (u64 x : d) r += x; return r; } };
          $f std::unique_ptr<$u_shape> $u_make(u64 k) { if (k & 1)
          return std::make_unique<$u_sq>(k); return std::make_unique<$u_buf>(k); }),
     CODE(std::vector<std::unique_ptr<$u_shape>> v; for (u64 i = 0; i < $m; i++)
          v.push_back($u_make(i)); WITNESS(v[0].get()); $S; h = mix(h,
          WITNESSED($u_shape *, 1)->area()); free(witness); std::sort(v.begin(),
          v.end(),
          [](const auto &a, const auto &b) { return a->area() < b->area(); });
          for (auto &p : v) h = mix(h, p->area());), NULL},
    {"vectorthrow", ROW_CXX, 3,
     CODE($N u64 $u_at(const std::vector<u64> &v, size_t i) { return v.at(i); }
          $f u64 $u_go(u64 n) { std::vector<u64> v(3, n); std::string s(n + 10,
          'x'); try { return $u_at(v, n) + s.size(); } catch (const
          std::exception &) { return s.size() * 2 + v[1]; } }),
     CODE(WITNESS(&h); for (u64 i = 0; i < $n; i++) h = mix(h, $u_go(i + $o($t))
          + *WITNESSED(u64 *, 0)); free(witness);), NULL},
    {"nested", ROW_CXX, 2,
     CODE($f std::vector<std::string> $u_split(const std::string &s) {
          std::vector<std::string> r; std::string cur; for (char c : s) if (c ==
          ',') { r.push_back(cur); cur.clear(); } else cur += c;
          r.push_back(cur); return r; }),
     CODE(auto parts = $u_split("a,bb,a much longer part of the text,,d");
          WITNESS(&parts); $S; h = mix(h, WITNESSED(std::vector<std::string> *,
          1)->size()); free(witness);
          for (auto &p : parts) h = mix(h, p.size() + (p.empty() ? 0 :
          (u64)p.back())); std::vector<std::vector<u32>> grid($n,
          std::vector<u32>($m, 2)); grid[1][2] = (u32)$o($k);
          for (auto &r : grid) for (u32 x : r) h = mix(h, x);), NULL},
};

const row_set_t rows_cxx_std = {rows, sizeof rows / sizeof *rows};
