"""What the analysis costs: on whole programs, and as they grow.

    tools/bench analysis [--out FOLDER] [--only NAME...] [--runs N] [--counts] [--full] [--fresh] [--document]

Builds whole programs as one module each (modules.py) and runs opt on them with the
pass (which only reports: `no-promote`), with function-attrs, with the Attributor, with
-O2, and with nothing. What a pass costs is its run less the one with nothing: executed
instructions (cachegrind, without caches) for the pass and function-attrs, which are
short; processor time, the median of runs in turn, against -O2 and the Attributor, which
run once (with --counts executed instructions, too: that takes an hour). -O2 starts from what the
front end left, all others from what -O2 made of it.

Then the module GROWN of that list is replicated up to 10^6 IR instructions (10^7 with
--full), and the exponent of growth is the slope of processor time over size, both as
logarithms. The certifier checks every solution of the pass as it promotes.

Each measurement is kept in FOLDER as soon as it is made, for the plugin that made it: a
run that was stopped goes on where it was. --document writes tables and the plot into
docs, for which it installs python3-matplotlib where that is missing."""

import argparse
import hashlib
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import modules
from bench_programs import HERE, ROOT, Broken, Results, run
from document import write_section

GROWN = "minisat2"
PASSES = {"nothing": "no-op-module", "escape": "escape<no-promote>", "function-attrs": "cgscc(function-attrs)",
          "attributor": "attributor", "O2": "default<O2>"}
LONG = ("attributor", "O2")
PLOT = os.path.join(ROOT, "docs", "analysis-growth.svg")


def find_tools(out):
    config = os.environ.get("LLVM_CONFIG", "llvm-config-22")
    bindir = subprocess.check_output([config, "--bindir"], text=True).strip()
    build = os.environ.get("ESCAPE_BUILD", os.path.join(ROOT, "build"))
    tools = {name: os.path.join(bindir, name) for name in ("clang", "opt", "llvm-link", "llvm-dis", "llvm-as")}
    tools["escape-solve"] = os.path.join(build, "bin", "escape-solve")
    tools["plugin"] = os.path.join(build, "lib", "LLVMEscape-22.so")
    if not os.path.exists(tools["plugin"]):
        raise Broken(f"{tools['plugin']} is not there: build first (tools/check structure)")
    os.makedirs(out, exist_ok=True)
    return tools


class Opt:
    """opt on one module."""

    def __init__(self, tools, files):
        self.tools, self.files = tools, files

    def command(self, name, *more):
        form = "plain" if name == "O2" else "optimised"
        return [self.tools["opt"], "-load-pass-plugin=" + self.tools["plugin"], "-passes=" + PASSES.get(name, name), "-disable-output",
                *more, self.files[form]]

    def usage(self, name, *more):
        """Processor seconds, and the largest resident set in bytes."""
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(self.command(name, *more), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
            status, usage = os.wait4(process.pid, 0)[1:]
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                errors.seek(0)
                raise Broken(f"{name}: exit code {process.returncode}: {errors.read()[-300:].decode(errors='replace')}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024

    def executed(self, name, *more):
        done = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *self.command(name, *more)],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=7200)
        found = re.search(rb"I\s+refs:\s*([\d,]+)", done.stderr)
        if done.returncode or not found:
            raise Broken(f"{name} under cachegrind: exit code {done.returncode}: {done.stderr[-300:].decode(errors='replace')}")
        return int(found[1].replace(b",", b""))

    def counts(self, names):
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = {name: pool.submit(self.executed, name) for name in names}
            jobs["remarks"] = pool.submit(self.executed, "escape", "-pass-remarks-output=/dev/null")
            return {name: job.result() for name, job in jobs.items()}

    def paired(self, names, runs):
        """Median seconds and bytes of each, over runs in turn (one, of what takes long); None for a pass that fails."""
        seconds, size, failed = {n: [] for n in names}, {n: [] for n in names}, set()
        for round_ in range(runs):
            for name in names:
                if round_ and name in LONG:
                    continue
                try:
                    values = self.usage(name)
                except Broken:
                    if name != "attributor":
                        raise
                    failed.add(name)
                    continue
                seconds[name].append(values[0])
                size[name].append(values[1])
        return {name: None if name in failed else [statistics.median(seconds[name]), statistics.median(size[name])] for name in names}

    def certified(self, out):
        """SCCs whose solution the certifier accepted as the pass promotes (a refusal is an error of opt), and those among them where the
        budget decided, which escape-solve tells of the same graphs: their solution is that everything is external."""
        dump = os.path.join(out, "graphs.efg")
        self.usage(f"escape<certify;dump-efg={dump}>")
        with open(dump, encoding="utf-8", errors="replace") as file:
            count = sum(line.startswith(("func ", "graph ")) for line in file)
        unsolved = run([self.tools["escape-solve"], dump]).stdout.count(b"\n  out of budget\n")
        os.remove(dump)
        return {"accepted": count, "out of budget": unsolved}


def measure(name, results, tools, args):
    files = modules.build(name, tools, tools["out"])
    opt = Opt(tools, files)
    get = lambda what, make: results.get(name, what, make)  # noqa: E731
    get("IR instructions", lambda: modules.instructions_of(files["optimised"], tools))
    get("times", lambda: opt.paired(list(PASSES), args.runs))
    get("counts", lambda: opt.counts(("nothing", "escape", "function-attrs")))
    if args.counts:
        get("all counts", lambda: opt.counts(("nothing", "O2", "attributor")))
    get("SCCs", lambda: opt.certified(tools["out"]))


def copies_for(base, most):
    """How often a module of `base` instructions is copied for sizes from 10^4 to `most`, two a decade."""
    sizes = [10 ** (4 + step / 2) for step in range(2 * round(math.log10(most) - 4) + 1)]
    return sorted({max(1, round(size / base)) for size in sizes})


def grow(results, tools, args):
    """Rows (instructions, seconds of escape, of function-attrs, bytes of escape)."""
    base = modules.build(GROWN, tools, tools["out"])["optimised"]
    count = modules.instructions_of(base, tools)
    rows = []
    for copies in copies_for(count, 10 ** 7 if args.full else 10 ** 6):
        def one(copies=copies):
            file = modules.replicate(base, copies, tools, os.path.join(tools["out"], "grown.bc"))
            times = Opt(tools, {"optimised": file}).paired(["nothing", "escape", "function-attrs"], args.runs if copies * count < 300000 else 1)
            os.remove(file)
            less = lambda name, of: times[name][of] - times["nothing"][of]  # noqa: E731
            return [copies * count, less("escape", 0), less("function-attrs", 0), less("escape", 1)]
        print(f"{GROWN} x {copies}: {copies * count} instructions", flush=True)
        rows.append(results.get("grown", str(copies), one))
    return rows


def exponent(points):
    """The slope of log y over log x, by least squares."""
    logs = [(math.log(x), math.log(y)) for x, y in points if y > 0]
    if len(logs) < 2:
        return None
    mean_x, mean_y = (statistics.fmean(values) for values in zip(*logs))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def table(values):
    """The Markdown of the results of one plugin, and the names of what the certifier did not see."""
    lines = ["| module | IR instructions | a second | of -O2 | of -O2 by instructions executed | times function-attrs | of the Attributor | memory over the module's | bytes an instruction "
             "| with remarks | SCCs certified | of them out of budget |", "|---" * 12 + "|"]
    for name in modules.NAMES:
        v = values.get(name, {})
        if "SCCs" not in v:
            continue
        t, c, size = v["times"], v["counts"], v["IR instructions"]
        cost = lambda of: t[of][0] - t["nothing"][0]  # noqa: E731
        executed = lambda of, counts: counts[of] - counts["nothing"]  # noqa: E731
        share = f"{100 * executed('escape', c) / executed('O2', v['all counts']):.1f} %" if "all counts" in v else "-"
        attributor = f"{100 * cost('escape') / cost('attributor'):.0f} %" if t["attributor"] else "fails"
        lines.append(
            f"| {name} | {size} | {size / cost('escape'):.0f} | {100 * cost('escape') / cost('O2'):.1f} % | {share} "
            f"| {executed('escape', c) / executed('function-attrs', c):.1f} | {attributor} | {t['escape'][1] / t['nothing'][1]:.2f} "
            f"| {(t['escape'][1] - t['nothing'][1]) / size:.0f} | {executed('remarks', c) / executed('escape', c):.2f} | {v['SCCs']['accepted']} | {v['SCCs']['out of budget']} |")
    return lines


def growth_table(rows):
    lines = ["| IR instructions | seconds | a second | function-attrs, seconds | bytes an instruction |", "|---|---|---|---|---|"]
    lines += [f"| {n} | {escape:.2f} | {n / escape:.0f} | {attrs:.2f} | {size / n:.0f} |" if escape > 0 else f"| {n} | 0.00 | - | {attrs:.2f} | {size / n:.0f} |"
              for n, escape, attrs, size in rows]
    slope = exponent([(n, escape) for n, escape, _, _ in rows])
    return lines + ["", f"Exponent of growth of processor time: {slope:.2f}." if slope is not None else "No exponent: too few sizes."]


def python_with_matplotlib():
    """An interpreter that has it: this one, or the system's, for which it is installed."""
    def has(python):
        return subprocess.run([python, "-c", "import matplotlib"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0

    for python in (sys.executable, "/usr/bin/python3"):
        if has(python):
            return python
    print("Installing: python3-matplotlib", flush=True)
    command = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", "python3-matplotlib"]
    run(command if os.geteuid() == 0 else ["sudo", *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    return "/usr/bin/python3"


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/bench analysis", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(ROOT, "build", "bench", "analysis"))
    parser.add_argument("--only", nargs="+", default=modules.NAMES, choices=modules.NAMES)
    parser.add_argument("--runs", type=int, default=3, help="runs in turn for times (default 3)")
    parser.add_argument("--counts", action="store_true", help="executed instructions for -O2 and the Attributor, too")
    parser.add_argument("--full", action="store_true", help="grow to 10^7 instructions")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured")
    parser.add_argument("--document", action="store_true", help="write the tables and the plot into docs")
    args = parser.parse_args(arguments)
    failed = []
    try:
        tools = find_tools(os.path.abspath(args.out))
        tools["out"] = os.path.abspath(args.out)
        path = os.path.join(tools["out"], "results.json")
        if args.fresh and os.path.exists(path):
            os.remove(path)
        with open(tools["plugin"], "rb") as file:
            results = Results(path, hashlib.sha256(file.read()).hexdigest()[:16])
        python = python_with_matplotlib() if args.document else None
        rows = grow(results, tools, args)
    except (Broken, subprocess.CalledProcessError, OSError) as error:
        print(f"tools/bench analysis: {error}", file=sys.stderr)
        return 1
    began = time.time()
    for number, name in enumerate(args.only):
        print(f"{number + 1} of {len(args.only)}: {name} ({time.time() - began:.0f} s so far)", flush=True)
        try:
            measure(name, results, tools, args)
        except (Broken, subprocess.SubprocessError, OSError) as error:
            failed.append(name)
            print(f"FAIL: {name}: {error}", flush=True)
    text = "\n".join([*table(results.all.get(results.key, {})), "", f"{GROWN}, replicated:", "", *growth_table(rows), "",
                      "![processor time over size](analysis-growth.svg)"])
    print(text)
    if args.document:
        run([python, os.path.join(HERE, "plot_growth.py"), PLOT], stdin=None, input=json.dumps(rows).encode())
        write_section("analysis", text)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0
