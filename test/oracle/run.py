#!/usr/bin/env python3
"""Tests of the oracle (docs/oracle.md).

    test/oracle/run.py [--build DIR] [--guards DIR] [--only STEP...] [--quick]
                       [--jobs N] [-v]

cases      the runtime by itself: each false claim of cases.c is noticed, each
           true one passes
guards     with a guard of promotion taken out, a program of test/execution must
           make a false claim (needs a build with the preset `guards`)
programs   every program of test/execution, with its claims checked: no claim is
           false, and it behaves as without
counting   the programs of counting/ say what must be counted

The last line is `N passed, N failed`.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EXECUTION = os.path.join(ROOT, "test", "execution")
sys.dont_write_bytecode = True
sys.path.insert(0, EXECUTION)
from toolchain import Broken, Toolchain, command, run, same  # noqa: E402

FALSE_CLAIM = 86

# With this guard out, this program of test/execution claims too much.
GUARDS = [
    ("Escapes", "three-calls-to-global"),
    ("OutlivesFunction", "result-also-leaks"),
    ("InLoop", "loop-previous-instance"),
    ("FreedWithOthers", "recursion-frees-callers"),
    ("FreedInCall", "free-in-callee"),
    ("MustTail", "musttail-kept"),
    ("UsableSize", "usable-size"),
]

# Where the pass runs: in clang, or alone on IR of clang -O0.
CONFIGS = {
    "clang-O2": None,
    "raw": "escape<oracle=check>",
    "mem2reg": "function(mem2reg),escape<oracle=check>",
}


class Step:
    """Counts and prints; `work` is its folder."""

    def __init__(self, args, work):
        self.args, self.work = args, work
        self.passed = self.failed = 0
        self.claims = self.alive = self.unwatched = 0
        self.tools = Toolchain(args.bindir, args.plugin)
        self.library = [os.path.join(args.build, "lib", "libescape-oracle.a"),
                        "-lpthread"]

    def path(self, *names):
        return os.path.join(self.work, *names)

    def note(self, name, problem):
        if problem:
            self.failed += 1
            print("FAIL: %s: %s" % (name, problem))
        else:
            self.passed += 1
            if self.args.verbose:
                print("ok   ", name)

    def build(self, source, program, config, flags=(), options=(),
              plugin=None, mode="check"):
        """Compiles with `oracle=MODE` and links with the runtime."""
        options = ";".join(["oracle=" + mode, *options])
        plugin = plugin or self.args.plugin
        if config is None:
            command([self.tools.clang, "-w", "-O2", "-g1", *flags,
                     "-fpass-plugin=" + plugin, "-mllvm",
                     "-escape-options=" + options, source, "-o", program,
                     *self.library])
            return
        bitcode = program + ".bc"
        self.tools.unoptimised(source, bitcode, ["-g1", *flags])
        command([self.tools.opt_tool, "-verify-each",
                 "-load-pass-plugin=" + plugin,
                 "-passes=" + config.replace("oracle=check", options),
                 bitcode, "-o", bitcode])
        command([self.tools.clang, "-w", "-O1", "-Xclang",
                 "-disable-llvm-passes", *flags, bitcode, "-o", program,
                 *self.library])

    def records(self, program, stack=None):
        """Runs it; its result and the runtime's records."""
        out = program + ".json"
        env = ["env", "ESCAPE_ORACLE_OUT=" + out]
        result = run(program, stack, wrapper=env)
        found = []
        if os.path.exists(out):
            with open(out) as file:
                found = [json.loads(line) for line in file]
        return result, found


def cases(step):
    include = os.path.join(ROOT, "include")
    source = os.path.join(HERE, "cases.c")
    for compiler in ("gcc", step.tools.clang):
        if not shutil.which(compiler):
            continue
        for level in ("-O0", "-O2"):
            program = step.path("cases")
            command([compiler, "-std=gnu11", "-Wall", "-Wextra", "-Werror",
                     level, "-I" + include, source, "-o", program,
                     *step.library])
            listed = subprocess.run([program], stdout=subprocess.PIPE,
                                    check=True, text=True).stdout
            for line in listed.splitlines():
                name, seen = line.split("\t")
                code, _, err = run_case(program, name)
                problem = None
                if code != (FALSE_CLAIM if seen else 0) or seen not in err:
                    problem = "exit code %s: %s" % (code, err.strip())
                step.note("%s (%s %s)" % (
                    name, os.path.basename(compiler), level), problem)


def run_case(program, name):
    done = subprocess.run([program, name], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


class Program:
    """A program of test/execution: its flags and the stack it asks for."""

    def __init__(self, name):
        self.name = name
        self.source = os.path.join(EXECUTION, name + ".c")
        if not os.path.exists(self.source):
            self.source += "pp"
        with open(self.source) as file:
            text = file.read()
        self.flags = self.word(text, "FLAGS")
        self.stack = int((self.word(text, "STACK") or ["0"])[0]) or None

    @staticmethod
    def word(text, key):
        found = re.search(rf"^// {key}: (.*)$", text, re.M)
        return found.group(1).split() if found else []


def guards(step):
    plugin = step.args.guards and os.path.join(
        step.args.guards, "lib", os.path.basename(step.args.plugin))
    if not plugin or not os.path.exists(plugin):
        print("no build with guard switches: step left out")
        return
    for guard, name in GUARDS:
        program, problem = Program(name), "no claim is false without it"
        for config in CONFIGS.values():
            exe = step.path(name)
            step.build(program.source, exe, config, program.flags,
                       ["disable-guard=" + guard], plugin)
            code, _, err = run(exe, program.stack)
            if code == FALSE_CLAIM and "FALSE CLAIM" in err:
                problem = None
                if step.args.verbose:
                    print(err.strip())
                break
        step.note("guard %s, program %s" % (guard, name), problem)


def one_program(step, name):
    """Results of one program: (name, problem, records)."""
    program = Program(name)
    plain = step.path(name + ".plain")
    step.tools.compile(program.source, plain, ["-O0", *program.flags])
    expected = run(plain, program.stack)
    results = []
    for config, passes in CONFIGS.items():
        if step.args.quick and config == "raw":
            continue
        exe, found = step.path(name), []
        try:
            step.build(program.source, exe, passes, program.flags)
            result, found = step.records(exe, program.stack)
            problem = same(expected, result)
        except Broken as broken:
            problem = str(broken)
        results.append(("%s, %s" % (name, config), problem, found))
    return results


def programs(step):
    names = sorted(os.path.splitext(f)[0] for f in os.listdir(EXECUTION)
                   if f.endswith((".c", ".cpp")))
    with concurrent.futures.ThreadPoolExecutor(step.args.jobs) as pool:
        done = list(pool.map(lambda name: one_program(step, name), names))
    for name, problem, found in sum(done, []):
        step.note(name, problem)
        for record in found:
            step.claims += record.get("claims", 0)
            step.alive += record.get("alive_at_end", 0)
            step.unwatched += record.get("unwatched", 0)
    if not step.claims or not step.alive:
        step.note("programs", "nothing was claimed")
    print("programs: %d claims, %d of them alive when their frame ended, "
          "%d not watched" % (step.claims, step.alive, step.unwatched))


EXPECT = re.compile(r"^// COUNT (\S+): (.*)$", re.M)


def counting(step):
    folder = os.path.join(HERE, "counting")
    for file in sorted(os.listdir(folder)):
        source = os.path.join(folder, file)
        with open(source) as text:
            expected = EXPECT.findall(text.read())
        flags = ["-fno-inline", "-lstdc++"] if file.endswith(".cpp") else ["-fno-inline"]
        for config in (None, "function(mem2reg),escape<oracle=check>"):
            exe = step.path("count")
            try:
                step.build(source, exe, config, flags, mode="count")
                result, found = step.records(exe)
                problem = None if result[0] == 0 else "fails: %s" % (result,)
            except Broken as broken:
                problem, found = str(broken), []
            chains = {">".join(r["chain"]) + (
                "#%d" % r["number"] if r["number"] > 1 else ""): r
                for r in found if r["kind"] == "chain"}
            for chain, fields in expected:
                if problem:
                    break
                problem = differs(chains.get(chain), fields)
                problem = problem and "%s: %s" % (chain, problem)
            if not problem and len(chains) != len(expected):
                problem = "other chains: %s" % sorted(chains)
            step.note("counting %s, %s" % (
                file, "opt" if config else "clang"), problem)


def differs(record, fields):
    if record is None:
        return "there is no such chain"
    for word in fields.split():
        key, _, value = word.partition("=")
        got = json.dumps(record.get(key), separators=(",", ":")).strip('"')
        if got != value:
            return "%s is %s, not %s" % (key, got, value)
    return None


STEPS = {"cases": cases, "guards": guards, "programs": programs,
         "counting": counting}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    build = os.environ.get("ESCAPE_BUILD", os.path.join(ROOT, "build"))
    parser.add_argument("--build", default=build)
    parser.add_argument("--guards", default=None)
    parser.add_argument("--only", nargs="*", default=list(STEPS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true",
                        help="the programs in two positions of the pass")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    args.bindir = os.environ.get("LLVM_BINDIR") or subprocess.check_output(
        [os.environ.get("LLVM_CONFIG", "llvm-config-22"), "--bindir"],
        text=True).strip()
    args.plugin = os.path.join(args.build, "lib", "LLVMEscape-22.so")
    args.guards = args.guards or os.path.join(args.build, "guards")
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="escape-oracle-") as work:
        for name in args.only:
            step = Step(args, work)
            try:
                STEPS[name](step)
            except Broken as broken:
                step.note(name, str(broken))
            print("%s: %d passed, %d failed" % (
                name, step.passed, step.failed))
            passed, failed = passed + step.passed, failed + step.failed
            sys.stdout.flush()
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
