#!/usr/bin/env python3
"""Execution tests: every program of this folder must behave the same with and
without the pass.

    test/execution/run.py [--bindir D] [--plugin P] [--jobs N] [--only NAME...]
                          [--keep DIR] [--pass TEXT] [-v]

A program is compiled plain, and with the pass in each configuration of CONFIGS;
output and exit code must agree. It is also run under ASan and UBSan without the
pass, to show that the program itself is sound, and under ASan instrumented after
the promotion, and under valgrind where it is installed.

Comments at the top of a program:
    // EXPECT: promoted>=2        promotions in configuration mem2reg (also = and <=)
    // EXPECT O2: promoted=0      ... in another one
    // FLAGS: -pthread            for clang, always
    // STACK: 256                 limit of the stack in KiB; not under ASan or valgrind
    // SKIP: asan valgrind        configurations that do not apply, with the reason below

The last line is `N passed, N failed`. --pass attributor runs LLVM's own
heap-to-stack conversion instead, to see which programs catch it.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

from toolchain import UBSAN, Broken, Toolchain, promoted, refused, run, same

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


class Program:
    def __init__(self, path):
        self.path = path
        self.name = os.path.splitext(os.path.basename(path))[0]
        text = open(path, encoding="utf-8").read()
        self.expect = [(config or "mem2reg", op, int(n)) for config, op, n in
                       re.findall(r"^// EXPECT(?: ([-\w]+))?: promoted(>=|=|<=)(\d+)", text, re.M)]
        self.flags = self.word(text, "FLAGS")
        stack = self.word(text, "STACK")
        self.stack = int(stack[0]) if stack else None
        self.skip = set(self.word(text, "SKIP"))
        if self.stack:
            self.skip |= {"sound", "asan", "asan-raw", "valgrind"}

    @staticmethod
    def word(text, key):
        found = re.search(rf"^// {key}: (.*)$", text, re.M)
        return found.group(1).split() if found else []


class Case:
    """One program in its own folder: what every configuration starts from."""

    def __init__(self, tools, program, folder):
        self.tools, self.program, self.folder = tools, program, folder
        self.flags = program.flags

    def path(self, name):
        return os.path.join(self.folder, name)

    def prepare(self):
        source = self.program.path
        self.tools.compile(source, self.path("plain"), ["-O0", *self.flags])
        self.expected = run(self.path("plain"), self.program.stack)
        if self.expected[0] != 0:
            raise Broken(f"the program itself fails: {self.expected}")
        self.tools.unoptimised(source, self.path("source.bc"), self.flags)
        self.tools.unoptimised(source, self.path("source-ubsan.bc"), [*UBSAN, *self.flags])

    def through_opt(self, name, pipeline, level, source="source.bc"):
        self.tools.opt(self.path(source), self.path(name + ".bc"), pipeline,
                       remarks=self.path(name + ".yaml"))
        self.tools.link(self.path(name + ".bc"), self.path(name), level, self.flags)
        return self.path(name)

    def through_clang(self, name, level):
        flags = [level, *self.flags]
        if self.tools.plugin:
            flags += [f"-fpass-plugin={self.tools.plugin}", "-fsave-optimization-record",
                      f"-foptimization-record-file={self.path(name + '.yaml')}",
                      "-foptimization-record-passes=^escape$"]
        self.tools.compile(self.program.path, self.path(name), flags)
        return self.path(name)

    def through_asan(self, name, pipeline, level):
        self.tools.opt(self.path("source-ubsan.bc"), self.path(name + ".bc"), pipeline,
                       remarks=self.path(name + ".yaml"))
        self.tools.link_asan(self.path(name + ".bc"), self.path(name), level, self.flags)
        return self.path(name)

    def sound(self):
        self.tools.compile(self.program.path, self.path("sound"),
                           ["-O1", "-g", "-fsanitize=address,undefined",
                            "-fno-sanitize-recover=all", *self.flags])
        return self.path("sound")

    def under_valgrind(self):
        program = self.through_opt("valgrind", "function(mem2reg),escape", "-O0")
        return program, ["valgrind", "-q", "--error-exitcode=99", "--leak-check=no"]


# Name and how to build it. Every one is a test of every program.
CONFIGS = {
    "sound": lambda c: c.sound(),
    "plain-O2": lambda c: (c.tools.compile(c.program.path, c.path("plain-O2"),
                                           ["-O2", *c.flags]), c.path("plain-O2"))[1],
    "O0": lambda c: c.through_clang("O0", "-O0"),
    "O1": lambda c: c.through_clang("O1", "-O1"),
    "O2": lambda c: c.through_clang("O2", "-O2"),
    "raw": lambda c: c.through_opt("raw", "escape", "-O0"),
    "mem2reg": lambda c: c.through_opt("mem2reg", "function(mem2reg),escape", "-O2"),
    "raw-then-O2": lambda c: c.through_opt("raw-then-O2", "escape,default<O2>", "-O2"),
    "mem2reg-then-O2": lambda c: c.through_opt(
        "mem2reg-then-O2", "function(mem2reg),escape,default<O2>", "-O2"),
    "late": lambda c: c.through_opt("late", "default<O1>,escape,default<O2>", "-O2"),
    "twice": lambda c: c.through_opt("twice", "function(mem2reg),escape,escape", "-O2"),
    "asan-raw": lambda c: c.through_asan("asan-raw", "escape", "-O0"),
    "asan": lambda c: c.through_asan("asan", "function(mem2reg),escape", "-O1"),
    "valgrind": lambda c: c.under_valgrind(),
}


def check_expectations(case, config):
    yaml = case.path(config + ".yaml")
    if refused(yaml):
        return f"the rewriter refused {refused(yaml)} plans (InternalRefusal)"
    for where, op, n in case.program.expect:
        if where != config:
            continue
        got = promoted(yaml)
        if not {">=": got >= n, "=": got == n, "<=": got <= n}[op]:
            return f"promoted {got}, expected {op}{n}"
    return None


def run_program(tools, program, folder, configs, expect):
    """Yields (program, configuration, None or what is wrong)."""
    os.makedirs(folder, exist_ok=True)
    case = Case(tools, program, folder)
    try:
        case.prepare()
    except Broken as broken:
        return [(program.name, "plain", str(broken))]
    results = []
    for config in configs:
        if config in program.skip:
            continue
        try:
            built = CONFIGS[config](case)
            wrapper = ()
            if isinstance(built, tuple):
                built, wrapper = built
            stack = program.stack
            problem = same(case.expected, run(built, stack, wrapper))
            if not problem and expect:
                problem = check_expectations(case, config)
        except Broken as broken:
            problem = str(broken)
        results.append((program.name, config, problem))
    return results


# A promotion that is wrong, made by hand: the driver must notice it.
WRONG = r"""
__attribute__((noinline)) static int *make(void) { int x = 42; int *volatile p = &x; return p; }
int main(void) { return *make() != 42; }
"""


def self_test(tools, folder):
    """ASan after the fact must see a stack address that outlives its frame."""
    source = os.path.join(folder, "wrong.c")
    with open(source, "w", encoding="utf-8") as file:
        file.write(WRONG)
    try:
        bitcode, program = source + ".bc", source + ".exe"
        tools.unoptimised(source, bitcode, UBSAN)
        tools.link_asan(bitcode, program)
        code, _, err = run(program)
        if code == 0 or "stack-use-after-return" not in err:
            return [("self-test", "asan", f"not noticed: {code} {err[-500:]}")]
    except Broken as broken:
        return [("self-test", "asan", str(broken))]
    return [("self-test", "asan", None)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--bindir", default=None)
    parser.add_argument("--plugin", default=None)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--configs", nargs="*", default=[])
    parser.add_argument("--keep", default=None)
    parser.add_argument("--pass", dest="pass_name", default="escape")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()

    if args.bindir is None:
        args.bindir = subprocess.check_output(
            [os.environ.get("LLVM_CONFIG", "llvm-config-22"), "--bindir"], text=True).strip()
    if args.plugin is None and args.pass_name == "escape":
        build = os.environ.get("ESCAPE_BUILD", os.path.join(ROOT, "build"))
        args.plugin = os.path.join(build, "lib", "LLVMEscape-22.so")
    if args.plugin and not os.path.exists(args.plugin):
        print(f"no plugin: {args.plugin}")
        print("0 passed, 1 failed")
        return 1

    configs = args.configs or list(CONFIGS)
    if "valgrind" in configs and not shutil.which("valgrind"):
        configs.remove("valgrind")
        print("valgrind is not installed: its configuration is left out")
    if args.pass_name != "escape":  # another pass cannot be had through clang
        configs = [c for c in configs if c not in ("O0", "O1", "O2")]

    programs = [Program(os.path.join(HERE, f)) for f in sorted(os.listdir(HERE))
                if f.endswith((".c", ".cpp"))]
    if args.only:
        programs = [p for p in programs if p.name in args.only]
    tools = Toolchain(args.bindir, args.plugin, args.pass_name)
    folder = args.keep or tempfile.mkdtemp(prefix="escape-execution-")
    os.makedirs(folder, exist_ok=True)
    results = self_test(tools, folder)
    try:
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for done in pool.map(lambda p: run_program(tools, p, os.path.join(folder, p.name), configs,
                                                       args.pass_name == "escape"), programs):
                results += done
    finally:
        if not args.keep:
            shutil.rmtree(folder, ignore_errors=True)

    failures = [r for r in results if r[2]]
    if args.verbose:
        for name, config, problem in results:
            print("FAIL" if problem else "ok  ", name, config)
    for name, config, problem in failures:
        print(f"FAIL: {name} in {config}: {problem}")
    print(f"{len(programs)} programs in {len(configs)} configurations")
    print(f"{len(results) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


sys.exit(main())
