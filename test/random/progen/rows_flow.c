// rows_flow.c - control flow that frees may follow or miss: branches,
// switches, setjmp and longjmp, early returns, recursion with exits.
#include "gen.h"

static const row_t rows[] = {
    {"escapecond", ROW_BOTH, 3,
     CODE(static $T *$u_g; $f u64 $u_go(u64 x) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, x); if (x % 4 == 3) { $u_g = p; return 1; }
          u64 r = $H(p); $F(p); return r; }),
     CODE(for (u64 i = 0; i < $n; i++) { h = mix(h, $u_go(i + $o($t)));
          clobber_stack(); WITNESS($u_g); if ($u_g) { h = mix(h, $H(WITNESSED($T
          *, 0))); $F($u_g);
          $u_g = NULL; } free(witness); }), NULL},
    {"deadbranch", ROW_BOTH, 2,
     CODE(static $T *$u_g;),
     CODE($T *p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          if ($o(1) > 2) $u_g = p; if (sizeof($T) < 4) outside(p); $S;
          h = mix(h, $H(p) + ($u_g == NULL)); $F(p);), NULL},
    {"switch", ROW_BOTH, 2,
     CODE($f u64 $u_go(u64 x) { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, x); $T *q = NULL; u64 r = 0; switch (x % 5) {
          case 0: q = p; break; case 1: r = $H(p); $F(p); return r;
          case 2: p->v = 9; /* fall through */ case 3: q = p; q->n = 1; break;
          default: q = ($T *)$M(sizeof($T)); CHECK(q); $I(q, 8);
          q->next = p; r = $H(q->next); $F(p); break; } r = mix(r, $H(q));
          $F(q); return r; }),
     CODE(for (u64 i = 0; i < 7; i++) h = mix(h, $u_go(i + $o($t)));), NULL},
    {"earlyreturn", ROW_BOTH, 2,
     CODE($f int $u_scan(const char *s, char *out) { char *copy = strdup(s);
          CHECK(copy); char *at = strchr(copy, ','); if (!at) { $F(copy);
          return 0; } *at = 0; if (!copy[0]) { $F(copy); return 1; }
          strcpy(out, copy); $F(copy); return 2; }),
     CODE(char out[32] = "none"; h = mix(h, (u64)$u_scan("plain", out));
          h = mix(h, (u64)$u_scan(",rest", out)); $S;
          h = mix(h, (u64)$u_scan("first,second", out));
          h = mix(h, sum_bytes(out, strlen(out)));), NULL},
    {"setjmplive", ROW_BOTH | ROW_OUTLINE, 2,
     CODE(static jmp_buf $u_env; $N u64 $u_held(u64 x) { WITNESS(&x);
          clobber_stack(); x = *WITNESSED(u64 *, 0) + 1; free(witness); return
          x; } $N void $u_jump(volatile u64 *p, u64 v) { *p += $u_held(v) - 1;
          clobber_stack(); longjmp($u_env, 1); }),
     CODE($T *volatile p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          volatile u64 count = 0; volatile u64 keep = h;
          if (setjmp($u_env) != 0) { count = count + 1; p->v += 5; }
          if (count < $n) { u64 *volatile q = (u64 *)$M(sizeof(u64)); CHECK(q);
          *q = count + 4; keep = mix(keep, *q); $F(q); $u_jump(&count, 1); }
          h = mix(keep, $H(p) + count); $F(p);), NULL},
    {"longjmpover", ROW_BOTH | ROW_OUTLINE, 2,
     CODE(static jmp_buf $u_env; static $T *$u_g;
          $N u64 $u_deep(u64 d, $T *up) { $T *p = ($T *)malloc(sizeof($T));
          CHECK(p); $I(p, d); p->next = up; if (!d) { $u_g = p;
          longjmp($u_env, 7); } u64 r = $u_deep(d - 1, p); free(p); return r; }
          $f void $u_top(u64 d) { $T *volatile mine = ($T *)$M(sizeof($T));
          CHECK(mine); $I(mine, d); $u_deep(d, NULL); $F(mine); }),
     CODE(volatile u64 vh = h; if (setjmp($u_env) == 0) { $u_top($o($n));
          vh = mix(vh, 99); } clobber_stack(); while ($u_g) {
          $T *p = $u_g; $u_g = p->next; vh = mix(vh, $H(p)); free(p); } h = vh;),
     NULL},
    {"longjmpfree", ROW_BOTH | ROW_OUTLINE, 2,
     CODE(struct $u_frame { jmp_buf env; u64 *data; struct $u_frame *up; };
          static struct $u_frame *$u_f; $N void $u_raise(u64 x) {
          WITNESS($u_f->data); *WITNESSED(u64 *, 1) += x; if (x & 1)
          free(witness); longjmp($u_f->env, (int)(x % 3) + 1); }
          $N u64 $u_try(u64 d) { struct $u_frame f; u64 *volatile p =
          (u64 *)malloc(sizeof(u64)); CHECK(p); *p = d; f.data = p; f.up = $u_f;
          $u_f = &f; volatile u64 r = 0; int e = setjmp(f.env); if (e == 0) {
          if (d) r = $u_try(d - 1); $u_raise(d + 4); } $u_f = f.up;
          r = r * 31 + *p + (u64)e; free(p); return r; }),
     CODE(volatile u64 vh = h; vh = mix(vh, $u_try($o($n))); h = vh;), NULL},
    {"computedgoto", ROW_C, 2,
     CODE($N u64 $u_run(const unsigned char *code) { static void *const at[] = {
          &&push, &&add, &&drop, &&halt}; $T *top = NULL; u64 r = 0;
          goto *at[*code]; push: { $T *p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, (u64)*code + 3 + r); p->next = top; top = p; r++; }
          goto *at[*++code]; add: if (top && top->next) top->next->v += top->v;
          goto *at[*++code]; drop: if (top) { $T *n = top->next;
          r = mix(r, $H(top)); $F(top); top = n; } goto *at[*++code];
          halt: while (top) { $T *n = top->next; r = mix(r, $H(top)); $F(top);
          top = n; } return r; }),
     CODE(static const unsigned char prog[] = {0, 0, 1, $b, $t, 0, 1, 2, $b, 2,
          0, 0, 3}; h = mix(h, $u_run(prog));), NULL},
    {"interpreter", ROW_BOTH, 2,
     CODE($N u64 $u_run(const char *code) { u64 r = 0; $T *acc = NULL;
          for (; *code; code++) switch (*code) { case 'n': $F(acc);
          acc = ($T *)$M(sizeof($T)); CHECK(acc); $I(acc, r); break;
          case '+': if (acc) acc->v += 7; break; case 'r': if (acc)
          r = mix(r, $H(acc)); break; case 'd': $F(acc); acc = NULL; break;
          default: r++; } if (acc) r = mix(r, $H(acc)); free(acc); return r; }),
     CODE(h = mix(h, $u_run("n+r+n++rdxnrn+")); h = mix(h, $u_run("rd+xn"));),
     NULL},
    {"guardflag", ROW_BOTH, 2, NULL,
     CODE(int owned = 0; $T local; $I(&local, $k); $T *p = &local;
          if ($o($b)) { p = ($T *)$M(sizeof($T)); CHECK(p); $I(p, $k);
          owned = 1; } $S; p->v ^= 3; h = mix(h, $H(p)); if (owned) $F(p);),
     NULL},
    {"smallbuffer", ROW_BOTH, 3,
     CODE($f u64 $u_go(size_t n) { unsigned char small[32]; unsigned char *p =
          small; if (n > sizeof small) { p = (unsigned char *)$M(n); CHECK(p); }
          for (size_t i = 0; i < n; i++) p[i] = (unsigned char)(n - i);
          u64 r = sum_bytes(p, n); if (p != small) $F(p); return r; }),
     CODE(h = mix(h, $u_go((size_t)$o($m))); $S;
          h = mix(h, $u_go((size_t)$o($m) + 32));), NULL},
    {"ackermann", ROW_BOTH, 1,
     CODE($N u64 $u_go(u64 m, u64 n) { u64 *p = (u64 *)$M(2 * sizeof(u64));
          CHECK(p); p[0] = m; p[1] = n; u64 r; if (!m) r = p[1] + 1;
          else if (!n) r = $u_go(p[0] - 1, 1); else r = $u_go(p[0] - 1,
          $u_go(p[0], p[1] - 1)); $F(p); return r; }),
     CODE(h = mix(h, $u_go(2, $o($n)));), NULL},
};

const row_set_t rows_flow = {rows, sizeof rows / sizeof *rows};
