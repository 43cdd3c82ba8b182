"""Draws the configurations of a module from its seed.

Job:  language, level, position of the pass in the pipeline, pass options.
How:  a stream of random numbers that depends on the seed alone, so that
      `soak --replay SEED` meets the same configurations. A module is compiled
      for several of them: the first is drawn from all positions, the others from
      those that optimise nothing before or after the pass, which cost a fifth.
Does not: know how anything is built (build.py).
"""
import random

# (weight, level of the front end, passes before, how often the pass, passes
# after); no optimisation follows opt. Before: None is clang -fpass-plugin.
POSITIONS = [
    (4, "O0", [], 1, []),
    (4, "O0", ["function(mem2reg)"], 1, []),
    (2, "O0", ["function(sroa,early-cse)"], 1, ["function(simplifycfg)"]),
    (3, "O0", [], 1, ["default<O2>"]),
    (3, "O2", [], 1, ["default<O2>"]),
    (2, "O1", ["function(mem2reg)"], 1, ["default<O1>"]),
    (3, "O1", ["default<O1>"], 1, []),
    (3, "O2", ["default<O1>"], 1, ["default<O2>"]),
    (2, "O2", ["default<O2>"], 2, []),
    (4, "O1", None, 1, []),
    (6, "O2", None, 1, []),
]
# Instrumented modules: nothing follows the pass but the instrumentation.
SANITIZED = [p for p in POSITIONS if p[2] is not None and not p[4]]

# Where nothing else is optimised, and the front end's work is shared.
CHEAP = [p for p in SANITIZED if p[3] == 1 and
         not any("default" in passes for passes in p[2])]

OPTIONS = {
    "max-object-bytes": [8, 16, 64, 256, 1024, 4096, 8192, 16384],
    "frame-bytes": [128, 1024, 4096, 16384, 65536],
    "reentrant-frame-bytes": [0, 64, 512, 4096, 16384],
    "recursive-frame-bytes": [0, 64, 128, 1024, 8192],
    "chain-bytes": [256, 4096, 65536, 1048576],
    "sized-slot-bytes": [0, 8, 64, 256, 2048],
    "pool-bytes": [0, 64, 256, 4096, 32768],
    "inline-instructions": [0, 30, 300, 2000],
    "specialise-instructions": [0, 30, 2000, 20000],
    "growth-percent": [0, 5, 50, 1000],
}


class Config:
    """One drawn configuration. `options` is a list such as ["no-cleanup"]."""

    def __init__(self, seed, lang_choice, oracle=False, variant=0):
        rng = random.Random("soak %d" % seed)
        cxx = rng.random() < 0.3
        if variant:
            rng = random.Random("soak %d.%d" % (seed, variant))
        self.seed, self.variant = seed, variant
        self.lang = {"c": "c", "c++": "c++"}.get(
            lang_choice, "c++" if cxx else "c")
        self.oracle = oracle
        self.sanitize = seed % 10 == 0 and not oracle and not variant
        positions = CHEAP if variant else \
            SANITIZED if self.sanitize else POSITIONS
        _, self.level, self.before, self.times, self.after = rng.choices(
            positions, [p[0] for p in positions])[0]
        self.options = []
        # Wide budgets half of the time: they let most objects through.
        wide = rng.random() < 0.5
        for name, values in OPTIONS.items():
            if rng.random() < (0.8 if wide else 0.4):
                value = values[-1] if wide else rng.choice(values)
                self.options.append("%s=%d" % (name, value))
        if rng.random() < 0.25:
            self.options.append("no-cleanup")
        if oracle:  # once: a second time would instrument the first
            self.options.append("oracle=check")
            self.times = 1
        self.flags = []
        if variant:
            return
        if rng.random() < 0.15 and self.level != "O0":
            self.flags.append("-D_FORTIFY_SOURCE=2")
        if rng.random() < 0.15:
            self.flags.append("-fstack-protector-strong")
        if rng.random() < 0.10:
            self.flags.append("-fomit-frame-pointer")

    def escape(self, extra=()):
        options = self.options + list(extra)
        return "escape<%s>" % ";".join(options) if options else "escape"

    def in_clang(self):
        return self.before is None

    def passes(self, promoted, extra=()):
        """The -passes= text; not for in_clang."""
        middle = [self.escape(extra), "verify"] * self.times if promoted else []
        return ",".join(self.before + middle + self.after) or "no-op-module"

    def text(self):
        where = "clang -fpass-plugin " + self.escape() if self.in_clang() \
            else "opt " + self.passes(True)
        return "variant %d: %s -%s %s%s%s" % (
            self.variant, self.lang, self.level, where,
            " " + " ".join(self.flags) if self.flags else "",
            " +asan,ubsan" if self.sanitize else "")
