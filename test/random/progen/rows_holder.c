// rows_holder.c - constructs that hold other constructs.
//
// Whatever is inside runs while an object of the holder is alive, in its loop,
// on one of its branches, below its recursion.
#include "gen.h"

#define HOLDER (ROW_BOTH | ROW_HOLDER)

static const row_t rows[] = {
    {"inside", HOLDER, 3, NULL,
     CODE($T *held = ($T *)$M(sizeof($T)); CHECK(held); $I(held, $k); $B
          held->v += h; $B h = mix(h, $H(held)); $F(held);), NULL},
    {"inloop", HOLDER, 3, NULL,
     CODE(for (u64 round = 0; round < $n; round++) { $T *held =
          ($T *)$M(sizeof($T)); CHECK(held); $I(held, round); $B
          h = mix(h, $H(held)); $F(held); }), NULL},
    {"inloopcall", HOLDER, 2, NULL,
     CODE(WITNESS(0); for (u64 round = 0; round < $o($n); round++) { h = $C(h);
          witness[round & 1] = &h; } h = mix(h, *WITNESSED(u64 *, 0));
          free(witness);), NULL},
    {"inbranch", HOLDER, 3, NULL,
     CODE($T *held = ($T *)$M(sizeof($T)); CHECK(held); $I(held, $k);
          if (h & 1) { $B $F(held); } else { h = mix(h, $H(held)); $B
          h = mix(h, $H(held)); $F(held); }), NULL},
    {"incallback", HOLDER, 2,
     CODE($f u64 $u_twice(u64 (*f)(u64), u64 x) { u64 *p =
          (u64 *)$M(sizeof(u64)); CHECK(p); *p = f(x); x = f(*p) + *p; $F(p);
          return x; }),
     CODE(h = $u_twice($C, h);), NULL},
    {"inrecursion", HOLDER, 2,
     CODE($N u64 $u_go(u64 d, u64 h, $T *up) { $T *p = ($T *)$M(sizeof($T));
          CHECK(p); $I(p, d); p->other = up; if (d) h = $u_go(d - 1, h, p); $B
          if (up) h = mix(h, $H(p->other)); h = mix(h, $H(p)); $F(p);
          return h; }),
     CODE(h = $u_go($o($n), h, NULL);), NULL},
    {"inswitch", HOLDER, 2, NULL,
     CODE(for (u64 i = 0; i < 4; i++) switch ((i + $o($t)) % 4) { case 0: { $B }
          break; case 1: { u32 *p = (u32 *)$M(4); CHECK(p); *p = (u32)h; $B
          h = mix(h, *p); $F(p); } break; case 2: h = $C(h); break;
          default: break; }), NULL},
    {"insetjmp", HOLDER | ROW_OUTLINE, 1,
     CODE(static jmp_buf $u_env; $N u64 $u_go(u64 h) { WITNESS(&h); h = $C(h); h
          = mix(h, *WITNESSED(u64 *, 1)); if (h & 1) free(witness);
          clobber_stack(); longjmp($u_env, 1); return h; }),
     CODE(volatile u64 vh = h; $T *volatile p = ($T *)$M(sizeof($T)); CHECK(p);
          $I(p, $k); if (setjmp($u_env) == 0) { vh = $C(vh); $u_go(vh); }
          vh = mix(vh, $H(p)); $F(p); h = vh;), NULL},
    {"intable", HOLDER, 1,
     CODE(static u64 $u_none(u64 x) { return x + 1; }),
     CODE(u64 (**f)(u64) = (u64 (**)(u64))malloc(3 * sizeof *f); CHECK(f); f[0]
          = $C; f[1] = $u_none; f[2] = $C;
          for (u64 i = 0; i < 4; i++) h = mix(h, f[(i + $o($t)) % 3](h));
          free(f);), NULL},
    {"instruct", HOLDER, 2,
     CODE(struct $u_job { u64 (*run)(u64); $T *data; };
          $f u64 $u_do(struct $u_job *j, u64 h) { h = j->run(h);
          return mix(h, $H(j->data)); }),
     CODE(struct $u_job *j = (struct $u_job *)$M(sizeof *j); CHECK(j);
          j->run = $C; j->data = ($T *)$M(sizeof($T)); CHECK(j->data);
          $I(j->data, $k); h = $u_do(j, h); $F(j->data); $F(j);), NULL},
};

const row_set_t rows_holder = {rows, sizeof rows / sizeof *rows};
