"""Does a program execute more instructions for having been compiled with the pass?

    tools/bench instructions [--out FOLDER] [--least N] [--document] [PROGRAM...]

Compiles the execution tests (test/execution) at -O2, plain and with the pass, counts the
instructions of both with callgrind, and lists those that execute at least N (10^8), and
all whose count grew by more than 1 %. The exit code is 1 if one of the former grew by
more than that. tools/bench promotion and programs have the column for their programs."""

import argparse
import glob
import os
import re
import subprocess
import sys

from bench_programs import ROOT, Broken, find_tools
from document import write_section

SOURCES = os.path.join(ROOT, "test", "execution")
LIMIT = 1.01


def build(tools, source, plugin, out):
    clang = tools["clang"] + ("++" if source.endswith(".cpp") else "")
    more = [f"-fpass-plugin={tools['plugin']}"] if plugin else []
    language = ["-std=c++20"] if source.endswith(".cpp") else []
    done = subprocess.run([clang, "-O2", "-w", "-D_GNU_SOURCE", *language, *more, source, "-o", out, "-lm", "-lpthread"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise Broken(done.stderr.decode(errors="replace")[-500:])


def count(program, folder):
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=1200)
    found = re.search(rb"Collected\s*:\s*(\d+)", done.stderr)
    if not found:
        raise Broken(done.stderr.decode(errors="replace")[-300:])
    return int(found[1])


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/bench instructions", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(ROOT, "build", "bench", "instructions"))
    parser.add_argument("--least", type=int, default=10 ** 8)
    parser.add_argument("--document", action="store_true", help="write the table into docs/evaluation.md")
    parser.add_argument("programs", nargs="*")
    args = parser.parse_args(arguments)
    try:
        tools = find_tools(os.path.abspath(args.out))
    except (Broken, OSError, subprocess.CalledProcessError) as error:
        print(f"tools/bench instructions: {error}", file=sys.stderr)
        return 1
    rows, bad, failed, small = [], [], [], 0
    for source in sorted(glob.glob(os.path.join(SOURCES, "*.c")) + glob.glob(os.path.join(SOURCES, "*.cpp"))):
        name = os.path.splitext(os.path.basename(source))[0]
        if args.programs and name not in args.programs:
            continue
        try:
            counts = []
            for plugin in (False, True):
                program = os.path.join(tools["out"], name)
                build(tools, source, plugin, program)
                counts.append(count(program, tools["out"]))
        except (Broken, subprocess.TimeoutExpired) as error:
            failed.append(name)
            print(f"FAIL: {name}: {error}", flush=True)
            continue
        ratio = counts[1] / counts[0]
        print(f"{name:36}{counts[0]:14}{counts[1]:14}{ratio:8.3f}", flush=True)
        if counts[0] >= args.least:
            rows.append((name, *counts, ratio))
            if ratio > LIMIT:
                bad.append(name)
        else:
            small += 1
            if ratio > LIMIT:
                rows.append((name, *counts, ratio))
    lines = ["| program | instructions, plain -O2 | with escape | ratio |", "|---|---|---|---|"]
    lines += [f"| {name} | {plain} | {escape} | {ratio:.3f} |" for name, plain, escape, ratio in rows]
    lines += ["", f"{small} other programs execute fewer than {args.least}."]
    text = "\n".join(lines) + "\n"
    print(text)
    if args.document:
        write_section("instructions", text)
    for name in bad:
        print(f"over {LIMIT}: {name}")
    return 1 if bad or failed else 0
