"""Tests the generator and the tool, without the pass.

Job:  1. -O0 and -O2 (every fourth module also -O1) print the same: the programs
         have no undefined behaviour that the optimizer notices;
      2. some modules are clean under ASan and UBSan at -O0 and -O1, and some
         under valgrind: none that the tools notice;
      3. a hand-made "wrong promotion" is noticed by the instrumented build
         (use after return) and by a plain run (the stack is overwritten).
Does not: show anything about the pass.
"""
import os
import shutil
import time

from . import build, check, config

WRONG = """
#include <stdint.h>
#include <stdio.h>
#include <string.h>
static uint64_t *g;
__attribute__((noinline)) static void give(void) {
  uint64_t slot;  /* what a wrong promotion of a malloc would leave */
  uint64_t *volatile p = &slot;
  *p = 42;
  g = p;
}
__attribute__((noinline)) static void clobber_stack(void) {
  unsigned char a[8192];
  memset(a, 0xa5, sizeof a);
  __asm__ volatile("" : : "r"(a) : "memory");
}
int main(void) {
  give();
  clobber_stack();
  printf("test 0: %llx\\n", (unsigned long long)*g);
  return 0;
}
"""

SANITIZE = ["-g1", "-fsanitize=address,undefined",
            "-fno-sanitize-recover=undefined"]


def _module(tools, seed, lang, work, tests):
    cfg = config.Config(seed, lang)
    cfg.sanitize = False
    module = build.Module(tools, cfg, os.path.join(work, "self-%d" % seed),
                          tests=tests)
    module.generate()
    return module


def _wrong_promotion(tools, work):
    module = _module(tools, 0, "c", work, 1)
    with open(module.path(module.source), "w") as out:
        out.write(WRONG)
    module.config.level = "O0"
    front = module.front_end()
    module.instrument(front, "instrumented")
    result = module.run("instrumented", extra_env=build.SANITIZER_ENV)
    if b"stack-use-after-return" not in result.err:
        print("selftest: use after return not noticed:", check.explain(result))
        return 1
    module.back_end(front, "plain")
    result = module.run("plain")
    if result.out == b"test 0: 2a\n":
        print("selftest: the overwritten stack was not noticed")
        return 1
    return 0


def _seed(tools, seed, lang, work, tests, sanitize, valgrind):
    """Differences of one module, as text."""
    module = _module(tools, seed, lang, work, tests)
    builds = [("reference", ["-O0"], None, ()), ("o2", ["-O2"], None, ())]
    if seed % 4 == 0:
        builds.append(("o1", ["-O1"], None, ()))
    if sanitize:
        builds += [("s0", ["-O0"] + SANITIZE, build.SANITIZER_ENV, ()),
                   ("s1", ["-O1"] + SANITIZE, build.SANITIZER_ENV, ())]
    if valgrind:
        builds.append(("v1", ["-O1", "-g1", "-mno-avx512f"], None,
                       ("valgrind", "-q", "--error-exitcode=9",
                        "--main-stacksize=8388608")))
    first, bad = None, []
    for exe, flags, env, wrapper in builds:
        try:
            module.compile_plain(exe, flags)
        except build.BuildError as error:
            bad.append("\n".join(error.args))
            continue
        result = module.run(exe, extra_env=env, wrapper=wrapper, timeout=300)
        first = first or result
        if not result.clean() or not first.same(result):
            bad.append("%s: %s, tests %s" % (
                exe, check.explain(result),
                check.differing_tests(module, first, result)))
    if not bad:
        shutil.rmtree(module.folder, ignore_errors=True)
    return bad


def run(tools, args, work):
    bad = _wrong_promotion(tools, work)
    modules, start = args.modules or 300, time.time()
    end = start + args.duration if args.duration else None
    done = sanitized = grinds = 0
    for seed in range(args.from_seed, args.from_seed + modules):
        if end and time.time() > end:
            break
        lang = args.lang
        if lang == "both":
            lang = config.Config(seed, lang).lang
        sanitize, grind = seed % 5 == 0, seed % 30 == 1
        texts = _seed(tools, seed, lang, work, args.tests, sanitize, grind)
        done, sanitized = done + 1, sanitized + sanitize
        grinds += grind
        for text in texts:
            bad += 1
            print("seed %d (%s): %s" % (seed, lang, text), flush=True)
    print("selftest: %d modules, %d tests at -O0 and -O2; %d modules under "
          "ASan+UBSan, %d under valgrind; %d differences; %d s" %
          (done, done * args.tests, sanitized, grinds, bad,
           time.time() - start))
    return 1 if bad else 0
