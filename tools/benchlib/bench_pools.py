"""Pools and slots in loops against allocators: instructions and run time.

    tools/bench pools [--runs N] [--rounds N] [--plugin P] [--document]

Builds workloads/pools.c plain and with the pass, both at -O2. Instructions are
callgrind's, of a run of twice as many rounds less one of as many: what one round
executes, the loop and the use of the object included. Run time is the ratio to the
plain build, median of paired runs in turn; the plain build is also run on the
allocators that are installed."""

import argparse
import glob
import os
import re
import resource
import statistics
import subprocess
import tempfile

from bench_programs import ALLOCATORS
from document import write_section

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SOURCE = os.path.join(HERE, "workloads", "pools.c")
LOADS = {
    "in-turn": "freed in its turn (a slot)",
    "turn-later": "freed one turn later",
    "alive-64": "64 alive",
    "list": "list of 32 a call",
    "alive-96": "96 alive: a third overflows",
    "alive-128": "128 alive: half overflows",
}


def processor_time(program, load, rounds, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, load, str(rounds)], env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def instructions(program, load, rounds):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, load, str(rounds)],
                          stderr=subprocess.PIPE, text=True, check=False)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def instructions_a_round(program, load, rounds=100000):
    return (instructions(program, load, 2 * rounds) - instructions(program, load, rounds)) / rounds


def build(folder, plugin):
    clang = os.path.join(subprocess.check_output([os.environ.get("LLVM_CONFIG", "llvm-config-22"), "--bindir"],
                                                 text=True).strip(), "clang")
    programs = {}
    for name, flags in {"plain": [], "escape": [f"-fpass-plugin={plugin}"]}.items():
        programs[name] = os.path.join(folder, name)
        subprocess.run([clang, "-O2", *flags, SOURCE, "-o", programs[name]], check=True)
    return programs


def measure(load, programs, runs, rounds):
    """The cells of one row."""
    counts = {name: instructions_a_round(programs[name], load) for name in ("plain", "escape")}
    ways = {"plain": (programs["plain"], {}), "escape": (programs["escape"], {})}
    for name, pattern in ALLOCATORS.items():
        library = glob.glob(os.path.join("/usr/lib/*", pattern))
        if library:
            ways[name] = programs["plain"], {"LD_PRELOAD": sorted(library)[0]}
    ratios = {name: [] for name in ways if name != "plain"}
    for _ in range(runs):
        times = {name: processor_time(program, load, rounds, {**os.environ, **more})
                 for name, (program, more) in ways.items()}
        for name, found in ratios.items():
            found.append(times[name] / times["plain"])
    return [f"{counts['plain']:.0f}", f"{counts['escape']:.0f}"] + [
        f"{statistics.median(ratios[name]):.2f}" if name in ratios else "-" for name in ("escape", *ALLOCATORS)]


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/bench pools", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=20000000)
    parser.add_argument("--plugin", default=os.path.join(ROOT, "build", "lib", "LLVMEscape-22.so"))
    parser.add_argument("--document", action="store_true", help="write the table into docs/evaluation.md")
    args = parser.parse_args(arguments)
    lines = ["| loop | instructions a round: glibc | with the pass | time over glibc: with the pass | " +
             " | ".join(ALLOCATORS) + " |", "|---" * (4 + len(ALLOCATORS)) + "|"]
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        programs = build(folder, args.plugin)
        for load, text in LOADS.items():
            lines.append(f"| {text} | " + " | ".join(measure(load, programs, args.runs, args.rounds)) + " |")
            print(lines[-1], flush=True)
    if args.document:
        write_section("pools", "\n".join(lines))
    return 0
