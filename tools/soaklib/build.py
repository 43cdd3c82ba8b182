"""Generates, compiles and runs one module.

Job:  the only place that knows command lines.
How:  Module holds a folder; each method writes files there and records its
      command, so that a failing folder can print how it was made.
Does not: judge the results (check.py).

The instrumented build: ASan's functions must be marked when it runs, and the
pass refuses functions that carry the mark. So: front end without ASan, the
pass, then `opt -passes=forceattrs -force-attribute=sanitize_address`, then
`clang -fsanitize=address` on that IR. UBSan works in the front end, and only
its checks without pointer arguments are on: the others show each pointer to
the run-time library, where it escapes.
"""
import json
import os
import resource
import shlex
import signal
import subprocess
import time

CLANG, CLANGXX, OPT = "clang-22", "clang++-22", "opt-22"
STACK_BYTES = 64 << 20
UBSAN_SCALAR = ("-fsanitize=signed-integer-overflow,integer-divide-by-zero,"
                "shift,bool,enum,unreachable,return,float-cast-overflow,"
                "vla-bound,bounds")
SANITIZER_ENV = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:detect_leaks=0:"
                    "allocator_may_return_null=1:abort_on_error=0",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
}


class BuildError(Exception):
    """A command failed: (command, text of its error output)."""


# A limit is on the time of the processor, so that a busy machine is no
# failure; the clock's limit is only for programs that sleep.
WAITING = 40


def _limits(seconds):
    def limit():
        resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES, STACK_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    return limit


def _is_late(done):
    return done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


class Result:
    """Output, exit code, duration of a run; code is None after a timeout."""

    def __init__(self, out, err, code, seconds):
        self.out, self.err, self.code = out, err, code
        self.seconds = seconds

    def patience(self):
        """A time that the same program must not exceed when built otherwise."""
        return int(5 + 20 * self.seconds)

    def same(self, other):
        return self.out == other.out and self.code == other.code

    def clean(self):
        return self.code == 0


class Module:
    def __init__(self, tools, config, folder, only=None, tests=100):
        self.tools, self.config, self.folder = tools, config, folder
        self.tests, self.only = tests, only
        self.commands = []
        self.cxx = config.lang == "c++"
        os.makedirs(folder, exist_ok=True)
        self.source = "module.cc" if self.cxx else "module.c"
        self.clang = CLANGXX if self.cxx else CLANG
        self.link = ["-lpthread"]
        if config.oracle:
            self.link = ["-x", "none", tools.runtime()] + self.link

    def path(self, name):
        return os.path.join(self.folder, name)

    def record(self, words, output=None):
        self.commands.append(
            " ".join(shlex.quote(w) for w in words) +
            (" > " + output if output else ""))

    def command(self, words, timeout=600, output=None):
        self.record(words, output)
        try:
            if output:
                with open(self.path(output), "wb") as sink:
                    done = subprocess.run(words, cwd=self.folder, stdout=sink,
                                          stderr=subprocess.PIPE,
                                          preexec_fn=_limits(timeout),
                                          timeout=timeout * WAITING)
            else:
                done = subprocess.run(words, cwd=self.folder,
                                      stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE,
                                      preexec_fn=_limits(timeout),
                                      timeout=timeout * WAITING)
        except subprocess.TimeoutExpired:
            raise BuildError(self.commands[-1], "timeout")
        if _is_late(done):
            raise BuildError(self.commands[-1], "timeout")
        if done.returncode:
            raise BuildError(self.commands[-1],
                             done.stderr.decode(errors="replace")[-4000:])

    def generate(self):
        words = [self.tools.progen, "--seed", str(self.config.seed), "--tests",
                 str(self.tests), "--lang", self.config.lang]
        if self.only is not None:
            words += ["--only", str(self.only)]
        self.command(words, output=self.source)

    def run(self, exe, test=None, timeout=60, extra_env=None, wrapper=()):
        words = list(wrapper) + ["./" + exe]
        if test is not None:
            words.append(str(test))
        env = dict(os.environ, **(extra_env or {}))
        start = time.time()
        try:
            done = subprocess.run(words, cwd=self.folder, env=env,
                                  stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE,
                                  preexec_fn=_limits(timeout),
                                  timeout=timeout * WAITING)
        except subprocess.TimeoutExpired as late:
            return Result(late.stdout or b"", b"timeout", None, timeout)
        if _is_late(done):
            return Result(done.stdout, b"timeout", None, timeout)
        return Result(done.stdout, done.stderr, done.returncode,
                      time.time() - start)

    def compile_plain(self, exe, flags):
        """Straight through clang, no plugin."""
        self.command([self.clang, "-w"] + flags + [self.source, "-o", exe] +
                     self.link)

    def front_end(self, flags=()):
        """IR as the optimizer first sees it at the configuration's level, made
        once for all configurations that have the same front end."""
        ir = "-".join(["front", self.config.level, *self.config.flags,
                       *(["sanitized"] if flags else [])]) + ".bc"
        if self.config.level == "O0":
            level = ["-O0", "-Xclang", "-disable-O0-optnone"]
        else:
            level = ["-" + self.config.level, "-Xclang", "-disable-llvm-passes"]
        words = [self.clang, "-w", "-g1"] + level + self.config.flags + \
            list(flags) + ["-c", "-emit-llvm", self.source, "-o", ir]
        if os.path.exists(self.path(ir)):
            self.record(words)
        else:
            self.command(words)
        return ir

    def plugin(self):
        return self.tools.plugin

    def optimise(self, ir, to, passes, remarks=None):
        words = [OPT]
        if "escape" in passes:
            words.append("-load-pass-plugin=" + self.plugin())
        if remarks:
            words += ["-pass-remarks-output=" + remarks,
                      "-pass-remarks-filter=escape"]
        self.command(words + ["-passes=" + passes, ir, "-o", to])

    def back_end(self, ir, exe):
        self.command([self.clang, "-w", "-O0", "-x", "ir", ir, "-o", exe] +
                     self.link)

    def instrument(self, ir, exe):
        self.command([OPT, "-passes=forceattrs",
                      "-force-attribute=sanitize_address", ir, "-o",
                      exe + ".marked.bc"])
        self.command([self.clang, "-w", "-O0", "-fsanitize=address", "-x", "ir",
                      exe + ".marked.bc", "-fsanitize=undefined", "-o", exe] +
                     self.link)

    def clang_promoted(self, extra):
        config = self.config
        words = [self.clang, "-w", "-g1", "-" + config.level] + config.flags
        words.append("-fpass-plugin=" + self.plugin())
        options = config.options + list(extra)
        if options:
            words += ["-mllvm", "-escape-options=" + ";".join(options)]
        return words + [self.source]

    def sanitize_front_end(self):
        return [UBSAN_SCALAR, "-fno-sanitize-recover=all"] \
            if self.config.sanitize else []

    def build(self, exe, promoted=True, extra=()):
        """The module at its configuration, with or without the pass."""
        config = self.config
        if config.in_clang():
            if promoted:
                words = self.clang_promoted(extra)
            else:
                words = [self.clang, "-w", "-g1", "-" + config.level] + \
                    config.flags + [self.source]
            self.command(words + ["-o", exe] + self.link)
            return
        ir = self.front_end(self.sanitize_front_end())
        self.optimise(ir, exe + ".bc", config.passes(promoted, extra))
        if config.sanitize:
            self.instrument(exe + ".bc", exe)
        else:
            self.back_end(exe + ".bc", exe)

    def write_remarks(self, name, extra=()):
        """Only the remarks of the pass. The other passes run without: LLVM
        22.1.8's loop vectorizer crashes on loops with computed gotos when
        remarks are on."""
        config = self.config
        if config.in_clang():
            self.command(self.clang_promoted(extra) + [
                "-fno-vectorize", "-c", "-o", "remarks.o",
                "-fsave-optimization-record=yaml",
                "-foptimization-record-passes=escape",
                "-foptimization-record-file=" + name])
            return
        ir = self.front_end(self.sanitize_front_end())
        if config.before:
            self.optimise(ir, "before.bc", ",".join(config.before))
            ir = "before.bc"
        self.optimise(ir, "remarks.bc", config.escape(extra), name)

    def env(self):
        if self.config.oracle:
            return {"ESCAPE_ORACLE_OUT": self.path("claims.json")}
        return SANITIZER_ENV if self.config.sanitize else None

    def claims(self):
        """How many claims the last run made, and how many of them were about
        an object that was alive when its frame ended."""
        made = alive = 0
        try:
            with open(self.path("claims.json")) as records:
                for line in records:
                    record = json.loads(line)
                    made += record.get("claims", 0)
                    alive += record.get("alive_at_end", 0)
        except OSError:
            pass
        return made, alive
