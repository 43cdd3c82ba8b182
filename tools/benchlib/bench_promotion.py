"""Programs made of allocation sites that a promotion may take, in C, C++ and Rust.

    tools/bench promotion [--out FOLDER] [--only LANGUAGE...] [--runs N] [--rounds N] [--document]

test/benchmark/promotion has one file a language: a function for each site, over all the
plans, and some that have to stay. Each is built plain at -O2, with LLVM's Attributor,
and with the pass; the allocations of a run are counted, and those that the counting
oracle calls promotable, the instructions (callgrind), and the run time in paired runs,
also plain on other allocators. The output must be that of the plain program."""

import argparse
import json
import os
import subprocess
import sys

import bench_programs
from bench_programs import ALLOCATORS, ROOT, Broken, allocations, find_tools, instructions, paired, percent, preload, run
from document import write_section

SOURCES = os.path.join(ROOT, "test", "benchmark", "promotion")
FILES = {"C": "heap.c", "C++": "heap.cpp", "Rust": "heap.rs"}
# What a frame may hold of one site: max-object-bytes and pool-bytes.
PROMOTABLE_BYTES = 4096


class Heap:
    """The program of one language; its workload is so many rounds."""

    def __init__(self, language, tools, rounds):
        self.language, self.tools, self.rounds, self.name = language, tools, rounds, language
        self.folder = os.path.join(tools["out"], language)
        os.makedirs(self.folder, exist_ok=True)

    def build(self, side):
        """Sides: plain, attributor, escape, count (the oracle)."""
        out, source = os.path.join(self.folder, side), os.path.join(SOURCES, FILES[self.language])
        plugin, oracle = self.tools["plugin"], self.tools["oracle"]
        if self.language == "Rust":
            more = {"plain": [], "attributor": ["-Cllvm-args=-attributor-enable=all"], "escape": [f"-Zllvm-plugins={plugin}"],
                    "count": [f"-Zllvm-plugins={plugin}", f"-Clink-arg={oracle}", "-g"]}[side]
            options = {"ESCAPE_OPTIONS": "oracle=count"} if side == "count" else {}
            run(["rustc", "--edition", "2021", "-O", *more, source, "-o", out], env={**os.environ, "RUSTC_BOOTSTRAP": "1", **options})
            return out
        more = {"plain": [], "attributor": ["-mllvm", "-attributor-enable=all"], "escape": [f"-fpass-plugin={plugin}"],
                "count": [f"-fpass-plugin={plugin}", "-mllvm", "-escape-options=oracle=count", "-g"]}[side]
        libraries = [oracle, "-lpthread", "-ldl"] if side == "count" else []
        run([self.tools["clang"] + ("++" if self.language == "C++" else ""), "-O2", *more, source, *libraries, "-o", out])
        return out

    def execute(self, program, before=(), env=None):
        seconds, done = bench_programs.timed(subprocess.run, [*before, program, str(self.rounds)], stdin=subprocess.DEVNULL,
                                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=3600, env={**os.environ, **(env or {})})
        if done.returncode != 0:
            raise Broken(f"{program}: exit code {done.returncode}\n{done.stderr.decode(errors='replace')[-1500:]}")
        return seconds, done


def promotable(heap, program):
    """Allocations, and those dead when a frame of the chain ends that has room for all of its own at a time."""
    path = os.path.join(heap.folder, "oracle.json")
    if os.path.exists(path):
        os.remove(path)
    heap.execute(program, env={"ESCAPE_ORACLE_OUT": path})
    total = could = sites = 0
    kept = set()
    for record in map(json.loads, open(path, encoding="utf-8")):
        if record["kind"] == "site":
            sites += 1
        if record["kind"] != "chain":
            continue
        total += record["count"]
        dead, fits = 0, 0
        for level in range(4):
            dead += record["dead"][level]
            if record["owned_peak_bytes"][level] <= PROMOTABLE_BYTES:
                fits = max(fits, dead)
        could += fits
        if fits < record["count"]:
            kept.add((record["function"], record["number"]))
    return {"sites": sites, "sites to keep": len(kept), "allocations": total, "promotable": could}


def measure(heap, tools, runs):
    rounds, heap.rounds = heap.rounds, min(heap.rounds, 1000)
    plain, escape = heap.build("plain"), heap.build("escape")
    expected = heap.execute(plain)[1].stdout
    if heap.execute(escape)[1].stdout != expected:
        raise Broken(f"{heap.language}: another output with the pass")
    result = {"oracle": promotable(heap, heap.build("count")), "rounds": heap.rounds}
    result["plain"], result["escape"] = (allocations(heap, side, tools) for side in (plain, escape))
    try:
        attributor = heap.build("attributor")
        result["attributor is right"] = heap.execute(attributor)[1].stdout == expected
        result["attributor"] = allocations(heap, attributor, tools)
    except Broken:
        result["attributor"] = None
    result["instructions"] = instructions(heap, escape) / instructions(heap, plain)
    heap.rounds = rounds
    sides = {"plain": (plain, None), "escape": (escape, None)}
    for name, library in ALLOCATORS.items():
        if preload(library):
            sides[name] = (plain, preload(library))
    result["time"] = paired(heap, sides, runs)
    return result


def tables(results):
    lines = ["| language | sites | of them to keep | allocations, plain -O2 | Attributor | with escape | promotable by the oracle | of these remain |",
             "|---|---|---|---|---|---|---|---|"]
    for language, r in results.items():
        o = r["oracle"]
        attributor = "the program crashes" if r["attributor"] is None else \
            f"{r['attributor']} ({percent(r['attributor'], r['plain'])})" + ("" if r["attributor is right"] else "; its output is wrong")
        # What the program's own sites still allocate; start-up and libraries do it in both.
        own = r["escape"] - (r["plain"] - o["allocations"])
        remain = max(0, own - (o["allocations"] - o["promotable"]))
        lines.append(f"| {language} | {o['sites']} | {o['sites to keep']} | {r['plain']} | {attributor} | {r['escape']} ({percent(r['escape'], r['plain'])}) "
                     f"| {o['promotable']} | {remain} ({percent(remain, o['promotable'])}) |")
    lines += ["", "Instructions (callgrind) and run time over plain -O2 with glibc; the other allocators under the plain program.", "",
              "| language | instructions | time, escape (95 %) | mimalloc | jemalloc | tcmalloc |", "|---|---|---|---|---|---|"]
    for language, r in results.items():
        t = r["time"]
        cells = [f"{t[s][0]:.2f}" if s in t else "-" for s in ALLOCATORS]
        lines.append(f"| {language} | {r['instructions']:.3f} | {t['escape'][0]:.2f} ({t['escape'][1]:.2f} to {t['escape'][2]:.2f}) | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/bench promotion", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(ROOT, "build", "bench", "promotion"))
    parser.add_argument("--only", nargs="+", default=list(FILES), choices=list(FILES))
    parser.add_argument("--runs", type=int, default=30, help="paired runs for times (default 30)")
    parser.add_argument("--rounds", type=int, default=20000, help="rounds of a timed run (default 20000)")
    parser.add_argument("--document", action="store_true", help="write the tables into docs/evaluation.md")
    args = parser.parse_args(arguments)
    results, failed = {}, []
    try:
        tools = find_tools(os.path.abspath(args.out))
    except (Broken, OSError, subprocess.CalledProcessError) as error:
        print(f"tools/bench promotion: {error}", file=sys.stderr)
        return 1
    for language in args.only:
        print(language, flush=True)
        try:
            results[language] = measure(Heap(language, tools, args.rounds), tools, args.runs)
        except (Broken, OSError, subprocess.TimeoutExpired) as error:
            failed.append(language)
            print(f"FAIL: {language}: {error}", flush=True)
    text = tables(results)
    print(text)
    if args.document:
        write_section("promotion", text)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0
