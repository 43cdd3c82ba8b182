"""Real programs, plain and with the pass: what became of their allocations, and what
it is worth.

    tools/bench programs [--out FOLDER] [--only NAME...] [--runs N] [--fresh] [--document]

Builds each program of program_list.py file by file at -O2 and as one module (full
LTO), plain and with the pass, runs its workload, and compares the output. Counts the
allocations of a run, the instructions (callgrind), the run time in paired runs (also
plain on other allocators), code size, compile time; and asks the counting oracle what
could be taken. Each measurement is kept in FOLDER as soon as it is made, for the plugin
that made it (what needs none, for all): a run that was stopped goes on where it was."""

import argparse
import collections
import glob
import hashlib
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(ROOT, "test", "programs")]
import inputs  # noqa: E402
from document import write_section  # noqa: E402
from program_list import PROGRAMS  # noqa: E402
from sources import fetch  # noqa: E402

ALLOCATORS = {"mimalloc": "libmimalloc.so.2*", "jemalloc": "libjemalloc.so.2", "tcmalloc": "libtcmalloc_minimal.so.4"}


class Broken(Exception):
    pass


def run(command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=3600,
                          **{"stdin": subprocess.DEVNULL, **more})
    if done.returncode != 0:
        raise Broken(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode(errors='replace')[-1500:]}")
    return done


def timed(act, *arguments, **more):
    """Processor time of the children that `act` starts, and its result."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = act(*arguments, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, result


class Program:
    """One program in one folder: how it is built and run."""

    def __init__(self, name, folder, tools):
        self.name, self.folder, self.tools = name, folder, tools
        stamp = os.path.join(folder, ".prepared")
        if not os.path.exists(stamp):
            for command in PROGRAMS[name](folder).get("prepare", []):
                run(command, cwd=folder)
            open(stamp, "w").close()
        self.spec = PROGRAMS[name](folder)
        self.clang = tools["clang"] + ("++" if self.spec["language"] == "c++" else "")

    def place(self, text):
        for word, value in (("source", self.folder), ("here", os.path.join(HERE, "workloads")), ("root", ROOT),
                            ("work", self.tools["work"])):
            text = text.replace("{" + word + "}", value)
        return text

    def build(self, side, link_time):
        """Returns (program, seconds). Sides: plain, escape, silent (the same without remarks), count (the oracle)."""
        out = os.path.join(self.tools["out"], self.name, side + ("-lto" if link_time else ""))
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out)
        flags = ["-O2", "-w", "-gdwarf-4", "-g1", *map(self.place, self.spec["flags"]), f"-I{self.folder}"]
        link = ["-O2", "-fuse-ld=lld", f"--ld-path={self.tools['lld']}"]
        plugin = self.tools["plugin"]
        if link_time:
            flags += ["-flto=full"]
            link += ["-flto=full"]
            if side != "plain":
                link += [f"-Wl,--load-pass-plugin={plugin}", "-Wl,--opt-remarks-filename," + os.path.join(out, "link.yaml"),
                         "-Wl,--opt-remarks-passes,^escape$"]
                if side == "count":
                    link += [f"-Wl,-mllvm,-load={plugin}", "-Wl,-mllvm,-escape-options=oracle=count"]
        elif side != "plain":
            flags += [f"-fpass-plugin={plugin}"]
            if side == "count":
                flags += ["-mllvm", "-escape-options=oracle=count"]
        seconds, objects = 0, []
        for number, file in enumerate(self.spec["files"]):
            source = os.path.join(self.folder, self.place(file))
            objects.append(os.path.join(out, f"{number}.o"))
            more = []
            if side == "escape" and not link_time:
                more = ["-fsave-optimization-record", "-foptimization-record-passes=^escape$",
                        f"-foptimization-record-file={out}/{number}.yaml"]
            seconds += timed(run, [self.clang, *flags, *more, "-c", source, "-o", objects[-1]])[0]
        program = os.path.join(out, "program")
        library = [self.tools["oracle"]] if side == "count" else []
        seconds += timed(run, [self.clang, *link, *objects, *library, "-o", program, *self.spec["libraries"],
                               *(["-lpthread", "-ldl"] if library else [])])[0]
        return program, seconds

    def execute(self, program, before=(), env=None):
        """Runs the workload; `before` is put in front of the command."""
        given = open(self.place(self.spec["input"]), "rb") if "input" in self.spec else subprocess.DEVNULL
        command = [*before, program, *map(self.place, self.spec["arguments"])]
        seconds, done = timed(subprocess.run, command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=3600,
                              env={**os.environ, **(env or {})})
        if done.returncode not in self.spec.get("exit", (0,)):
            raise Broken(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode(errors='replace')[-1500:]}")
        return seconds, done


def remarks(folder):
    """The counts of remark names, and {(function, file, line, column): names}: one Passed or Missed record a site. An allocator
    that is inlined has its place in many functions, and one function may have it several times: in the order of the module, as
    the oracle counts them. Below (None, file, line, column) are those of all functions."""
    names, places = collections.Counter(), collections.defaultdict(list)
    for path in glob.glob(os.path.join(folder, "*.yaml")):
        for record in open(path, encoding="utf-8", errors="replace").read().split("--- !")[1:]:
            if not record.startswith(("Passed", "Missed")):
                continue
            name = re.search(r"^Name:\s+(\S+)", record, re.M)[1]
            # What an owner keeps of its callee's has a remark where it is made as well.
            names[name] += name.startswith("Promoted") or not re.search(r"^  - Owner:", record, re.M)
            place = re.search(r"^DebugLoc:\s+\{ File: '?([^',]*)'?,\s+Line: (\d+),\s+Column: (\d+)", record, re.M)
            function = re.search(r"^Function:\s+'?\"?([^\s'\"]+)", record, re.M)
            if place and function:
                place = (os.path.basename(place[1]), int(place[2]), int(place[3]))
                places[(function[1], *place)].append(name)
                places[(None, *place)].append(name)
    return names, places


def owners(chain, places, place):
    """Why the functions of a chain of callers keep what the first one hands them: the reason of the next one that has a remark on it."""
    for function in chain[1:]:
        reasons = sorted(set(places.get((function, *place), [])) - {"OutlivesFunction"})
        kept = [name for name in reasons if not name.startswith("Promoted")]
        if reasons:
            return "OutlivesFunction, then " + " or ".join(kept or reasons)
    return "OutlivesFunction, callers not seen"


def attribute(sites, chains, places):
    """Which reason kept how many allocations: of all, and of those that died in time. Returns (all, dead, without a remark)."""
    kept, dead, seen, unknown = collections.Counter(), collections.Counter(), collections.Counter(), 0
    chains = list(chains)
    for site in sites:
        place = (os.path.basename(site["file"]), site["line"], site["column"])
        own = places.get((site["function"], *place), [])
        number = seen[site["function"], place]
        seen[site["function"], place] += 1
        if number < len(own):
            name = own[number]
        else:
            # The function was inlined or copied since: the reason is known if it is everywhere the same.
            everywhere = set(places.get((None, *place), []))
            name = everywhere.pop() if len(everywhere) == 1 else None
        if name is None:
            unknown += site["count"]
            continue
        left, left_dead = site["count"], sum(site["dead"])
        if name == "OutlivesFunction":
            # Copies of an inline function in several files have one name: each takes of the chains what it counted.
            for chain in list(chains):
                if chain["count"] <= left and all(chain[key] == site[key] for key in ("function", "file", "line", "column", "number")):
                    chains.remove(chain)
                    reason = owners(chain["chain"], places, place)
                    kept[reason] += chain["count"]
                    dead[reason] += sum(chain["dead"])
                    left, left_dead = left - chain["count"], left_dead - sum(chain["dead"])
        kept[name] += left
        dead[name] += max(left_dead, 0)
    return +kept, +dead, unknown


def counted(program, binary, tools):
    """What the oracle counted of one run: allocation sites, and the chains of callers of each."""
    path = os.path.join(tools["out"], program.name, "oracle.json")
    if os.path.exists(path):
        os.remove(path)
    program.execute(binary, env={"ESCAPE_ORACLE_OUT": path})
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    return [[line for line in lines if line["kind"] == kind] for kind in ("site", "chain")]


def text_bytes(tools, binary):
    return int(run([tools["size"], binary]).stdout.decode().splitlines()[1].split()[0])


def allocations(program, binary, tools):
    with tempfile.NamedTemporaryFile() as file:
        program.execute(binary, env={"LD_PRELOAD": tools["counter"], "ALLOCATION_COUNT_OUT": file.name})
        return sum(map(int, open(file.name).read().split()))


def instructions(program, binary):
    with tempfile.TemporaryDirectory() as folder:
        done = program.execute(binary, before=["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"])[1]
        return int(re.search(rb"Collected\s*:\s*(\d+)", done.stderr)[1])


def paired(program, sides, runs):
    """Median over the runs of each side's time over the first one's, with a 95 % interval. The programs are run by names of
    one length: the name is on the stack, and one byte more in it was seen to change the time of one and the same file by 4 %."""
    ratios = collections.defaultdict(list)
    names = {}
    for number, (side, (binary, env)) in enumerate(sides.items()):
        names[side] = os.path.join(program.tools["out"], program.name, f"run{number}"), env
        shutil.copy2(binary, names[side][0])
    for _ in range(runs):
        seconds = {side: program.execute(binary, env=env)[0] for side, (binary, env) in names.items()}
        first = next(iter(seconds.values()))
        for side, value in seconds.items():
            ratios[side].append(value / first if first else 1)
    result = {}
    for side, values in ratios.items():
        values.sort()
        # Order statistics around the median (binomial, 95 %).
        low = max(0, int(len(values) / 2 - 0.98 * len(values) ** 0.5))
        high = min(len(values) - 1, int(len(values) / 2 + 0.98 * len(values) ** 0.5))
        result[side] = [statistics.median(values), values[low], values[high]]
    return result


def preload(library):
    found = sorted(glob.glob(f"/usr/lib/*/{library}"))
    return {"LD_PRELOAD": found[0]} if found else None


class Results:
    """Measurements on file, by (plugin, program, name); made only if they are not there."""

    def __init__(self, path, key):
        self.path, self.key = path, key
        self.all = json.load(open(path)) if os.path.exists(path) else {}

    def get(self, program, name, make):
        values = self.all.setdefault(self.key, {}).setdefault(program, {})
        if name not in values:
            # What no plugin had a part in holds for all.
            needs_none = name.endswith(", plain") or name == "attributor"
            others = [v[program][name] for v in self.all.values() if needs_none and name in v.get(program, {})]
            values[name] = others[0] if others else make()
            with open(self.path + ".new", "w", encoding="utf-8") as file:
                json.dump(self.all, file, indent=1)
            os.replace(self.path + ".new", self.path)
        return values[name]


def measure(program, results, tools, runs):
    get = lambda name, make: results.get(program.name, name, make)  # noqa: E731
    built = {}

    def binary(side, link_time):
        if (side, link_time) not in built:
            built[side, link_time] = program.build(side, link_time)
        return built[side, link_time][0]

    for link_time in (False, True):
        mode = "lto" if link_time else "files"

        def same():
            before, after = (program.execute(binary(s, link_time))[1].stdout for s in ("plain", "escape"))
            if before != after:
                raise Broken(f"{program.name} ({mode}): another output with the pass")
            return True
        get(f"{mode}: same output", same)

        def sites():
            folder = os.path.dirname(binary("escape", link_time))
            names, places = remarks(folder)
            counts, chains = counted(program, binary("count", link_time), tools)
            kept, dead, unknown = attribute(counts, chains, places)
            return {"names": names, "dynamic": kept, "dynamic dead": dead, "dynamic total": sum(site["count"] for site in counts),
                    "dynamic without a remark": unknown, "dead at level": [sum(site["dead"][k] for site in counts) for k in range(4)]}
        get(f"{mode}: sites", sites)
        for side in ("plain", "escape"):
            get(f"{mode}: allocations, {side}", lambda: allocations(program, binary(side, link_time), tools))
            get(f"{mode}: instructions, {side}", lambda: instructions(program, binary(side, link_time)))
            get(f"{mode}: text bytes, {side}", lambda: text_bytes(tools, binary(side, link_time)))

        def times():
            sides = {"plain": (binary("plain", link_time), None), "escape": (binary("escape", link_time), None)}
            for name, library in ALLOCATORS.items():
                if not link_time and preload(library):
                    sides[name] = (binary("plain", link_time), preload(library))
            return paired(program, sides, runs)
        get(f"{mode}: time over plain", times)

    def compile_time():
        ratios = []
        for _ in range(3 if runs >= 30 else 1):
            plain, escape = program.build("plain", False)[1], program.build("silent", False)[1]
            ratios.append(escape / plain)
        return statistics.median(ratios)
    get("compile time over plain", compile_time)
    get("attributor", lambda: attributor_slots(program))


def attributor_slots(program):
    """Allocations that LLVM's Attributor moves to the stack, before inlining and after -O2, as text: it crashes on some files."""
    counts = {}
    for name, level, passes in (("early", "-O0", "inferattrs,function(sroa,early-cse),attributor"), ("late", "-O2", "attributor")):
        total = crashes = 0
        for file in program.spec["files"]:
            source = os.path.join(program.folder, program.place(file))
            with tempfile.NamedTemporaryFile(suffix=".bc") as bitcode:
                run([program.clang, level, "-Xclang", "-disable-O0-optnone", "-w", *map(program.place, program.spec["flags"]), f"-I{program.folder}",
                     "-emit-llvm", "-c", source, "-o", bitcode.name])
                done = subprocess.run([program.tools["opt"], "-passes=" + passes, "-S", bitcode.name, "-o", "-"],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=3600)
                crashes += done.returncode != 0
                total += len(re.findall(rb"\.h2s\S* = alloca", done.stdout))
        counts[name] = f"{total} (crashes on {crashes} files)" if crashes else str(total)
    return counts


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def tables(values):
    """The Markdown of the results of one plugin."""
    lines = []
    for mode, title in (("files", "File by file, -O2"), ("lto", "As one module, full LTO, -O2")):
        rows = [(p, v) for p, v in values.items() if f"{mode}: time over plain" in v]
        lines += [f"### {title}", "",
                  "| program | sites | moved, by plan | allocations in the run | with escape | dead when their frame ends: k=0, 1, 2, 3 "
                  "| instructions | time (95 %) | code |", "|---|---|---|---|---|---|---|---|---|"]
        for name, v in rows:
            sites, plain, escape = (v[f"{mode}: sites"], v[f"{mode}: allocations, plain"], v[f"{mode}: allocations, escape"])
            moved = ", ".join(f"{n} ({c})" for n, c in sorted(sites["names"].items()) if n.startswith("Promoted"))
            dead, reached = [], 0
            for count in sites["dead at level"]:
                reached += count
                dead.append(percent(reached, sites["dynamic total"]))
            t = v[f"{mode}: time over plain"]["escape"]
            ratio = v[f"{mode}: instructions, escape"] / v[f"{mode}: instructions, plain"]
            code = v[f"{mode}: text bytes, escape"] / v[f"{mode}: text bytes, plain"]
            lines.append(f"| {name} | {sum(sites['names'].values())} | {moved or '-'} | {plain} | {escape} ({percent(plain - escape, plain)} gone) "
                         f"| {', '.join(dead)} | {ratio:.3f} | {t[0]:.3f} ({t[1]:.3f} to {t[2]:.3f}) | {code:.3f} |")
        lines += ["", "What stays, by allocations of the program itself:", "", "| program | reasons | of those dead within three frames |", "|---|---|---|"]
        for name, v in rows:
            sites = v[f"{mode}: sites"]
            stay = {n: c for n, c in sites["dynamic"].items() if c and not n.startswith("Promoted")}
            if sites["dynamic without a remark"]:
                stay["(no remark at that place)"] = sites["dynamic without a remark"]
            text = ", ".join(f"{n} {percent(c, sites['dynamic total'])}" for n, c in sorted(stay.items(), key=lambda i: -i[1]))
            dead = {n: c for n, c in sites["dynamic dead"].items() if c and not n.startswith("Promoted")}
            within = ", ".join(f"{n} {percent(c, sites['dynamic total'])}" for n, c in sorted(dead.items(), key=lambda i: -i[1]))
            lines.append(f"| {name} | {text or '-'} | {within or '-'} |")
        lines.append("")
    lines += ["### Against other allocators, and the cost of compiling", "",
              "Run time over plain -O2 with glibc, median of paired runs; file by file.", "",
              "| program | escape | mimalloc | jemalloc | tcmalloc | compile time over plain | sites moved: escape | Attributor, early | Attributor after -O2 |",
              "|---|---|---|---|---|---|---|---|---|"]
    for name, v in values.items():
        if "attributor" in v:
            t = v["files: time over plain"]
            cells = [f"{t[s][0]:.3f}" if s in t else "-" for s in ("escape", *ALLOCATORS)]
            moved = sum(c for n, c in v["files: sites"]["names"].items() if n.startswith("Promoted"))
            lines.append(f"| {name} | {' | '.join(cells)} | {v['compile time over plain']:.3f} | {moved} "
                         f"| {v['attributor']['early']} | {v['attributor']['late']} |")
    return "\n".join(lines) + "\n"


def find_tools(out):
    config = os.environ.get("LLVM_CONFIG", "llvm-config-22")
    bindir = subprocess.check_output([config, "--bindir"], text=True).strip()
    build = os.environ.get("ESCAPE_BUILD", os.path.join(ROOT, "build"))
    tools = {"clang": os.path.join(bindir, "clang"), "opt": os.path.join(bindir, "opt"), "lld": os.path.join(bindir, "ld.lld"), "size": os.path.join(bindir, "llvm-size"),
             "plugin": os.path.join(build, "lib", "LLVMEscape-22.so"), "oracle": os.path.join(build, "lib", "libescape-oracle.a"),
             "out": out, "work": os.path.join(out, "work"), "counter": os.path.join(out, "allocation_count.so")}
    for need in ("plugin", "oracle"):
        if not os.path.exists(tools[need]):
            raise Broken(f"{tools[need]} is not there: build first (tools/check structure)")
    os.makedirs(out, exist_ok=True)
    run([tools["clang"], "-O2", "-shared", "-fPIC", "-fno-builtin", os.path.join(HERE, "allocation_count.c"), "-o", tools["counter"]])
    inputs.write_all(tools["work"])
    return tools


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/bench programs", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(ROOT, "build", "bench", "programs"))
    parser.add_argument("--only", nargs="+", default=list(PROGRAMS), choices=list(PROGRAMS))
    parser.add_argument("--runs", type=int, default=30, help="paired runs for times (default 30)")
    parser.add_argument("--document", action="store_true", help="write the tables into docs/evaluation.md")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured")
    args = parser.parse_args(arguments)
    try:
        tools = find_tools(os.path.abspath(args.out))
        path = os.path.join(tools["out"], "results.json")
        if args.fresh and os.path.exists(path):
            os.remove(path)
        key = hashlib.sha256(open(tools["plugin"], "rb").read()).hexdigest()[:16]
        results = Results(path, key)
        folders = fetch(args.only, os.path.join(tools["out"], "src"))
    except (Broken, subprocess.CalledProcessError, OSError) as error:
        print(f"tools/bench programs: {error}", file=sys.stderr)
        return 1
    failed, began = [], time.time()
    for number, name in enumerate(args.only):
        left = (time.time() - began) / number * (len(args.only) - number) if number else None
        print(f"{number + 1} of {len(args.only)}: {name}" + (f" (about {left / 60:.0f} min left)" if left else ""), flush=True)
        try:
            measure(Program(name, folders[name], tools), results, tools, args.runs)
        except (Broken, subprocess.TimeoutExpired) as error:
            failed.append(name)
            print(f"FAIL: {name}: {error}", flush=True)
    text = tables(results.all.get(key, {}))
    print(text)
    if args.document:
        write_section("programs", text)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0
