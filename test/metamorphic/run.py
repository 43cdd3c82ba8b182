#!/usr/bin/env python3
"""Changes of a module that change nothing, and what the verdicts make of them.

    run.py --opt OPT --plugin PLUGIN [--seeds N] [-v] FILE.ll ...

Each transformation is applied to each module, and the verdicts on the sites
that both modules have are compared. A verdict is one of three: the object does
not escape, it reaches the caller, it escapes.

  reorder   functions in another order                          equal
  rename    every function and value gets another name          equal
  split     a block is cut in two                               equal
  dead      the pointer of a site is stored to a local that
            nobody reads                                        equal
  inline    one function is inlined where it is called          equal or better
  outline   a block becomes a function                          equal or worse
  spill     values that live across blocks go through memory    equal or worse
  leak      the pointer of a site is stored to a global         that one escapes

Better is towards not escaping: a caller knows more of a body that it contains
than of its summary. Ends with 1 if a verdict moved otherwise.
"""
import argparse
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

RANKS = {"OutlivesFunction": 1, "Escapes": 2, "AnalysisBudget": 2}
DEFINE = re.compile(r"^define [^\n]*\{\n.*?^\}\n", re.M | re.S)
NAME = re.compile(r"@([\w.$]+|\"[^\"]+\")\(")
SITE = re.compile(r"^  (%[\w.]+) = (?:tail )?call [^\n]*@(?:malloc|calloc|_Znwm)\([^\n]*$", re.M)


class Refused(Exception):
    """opt does not take the module."""


class Tools:
    def __init__(self, opt, plugin):
        self.opt, self.plugin = shlex.split(opt), plugin

    def run(self, text, passes, *options):
        command = [*self.opt, *options, f"-passes={passes}", "-S", "-o", "-", "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused(done.stderr.splitlines()[0] if done.stderr else "opt failed")
        return done.stdout

    def verdicts(self, text):
        """[(function, site, rank)] in the order in which they are said."""
        command = [*self.opt, f"-load-pass-plugin={self.plugin}", "-passes=print<escape>", "-disable-output", "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused(done.stderr.splitlines()[0] if done.stderr else "opt failed")
        found, function, site = [], None, None
        for line in done.stderr.splitlines():
            if match := re.match(r"function (.*)", line):
                function = match[1]
            elif match := re.match(r"  (%\S+|[\w.]+): ", line):
                site = match[1]
            elif match := re.match(r"    action: (?:kept \((\w+)\))?", line):
                found.append((function, site, RANKS.get(match[1], 0)))
        return found


def functions(text):
    return [(NAME.search(match[0])[1], match) for match in DEFINE.finditer(text)]


def replace(text, match, body):
    return text[:match.start()] + body + text[match.end():]


def reorder(text, rng, _):
    bodies = [match[0] for match in DEFINE.finditer(text)]
    rest = DEFINE.sub("", text)
    rng.shuffle(bodies)
    yield "all", rest + "\n" + "\n".join(bodies)


def rename(text, _, tools):
    yield "all", tools.run(text, "metarenamer")


def cut(body, rng):
    """The body with one of its blocks cut in two, and the name of the second."""
    lines = body.split("\n")
    # Not between phis, nor behind what ends a block; a line is one instruction.
    # The block's name is what phis of later blocks say: only the last is cut.
    start = max([1] + [i for i, line in enumerate(lines) if re.match(r"[\w.]+:", line)])
    places = [i for i in range(start + 1, len(lines) - 2)
              if not re.search(r" = (phi|alloca|landingpad) |^;|:$|^\s*$", lines[i])
              and re.match(r"  (%|call|store|tail)", lines[i]) and "invoke" not in lines[i]]
    if not places or any(" = phi " in line for line in lines):
        return None
    place = rng.choice(places)
    return "\n".join(lines[:place] + ["  br label %cut.here", "cut.here:"] + lines[place:])


def split(text, rng, _):
    for name, match in functions(text):
        if body := cut(match[0], rng):
            yield name, replace(text, match, body)


def outline(text, rng, tools):
    for name, match in functions(text):
        body = cut(match[0], rng)
        if not body:
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as blocks:
            blocks.write(f"{name} cut.here\n")
            blocks.flush()
            yield name, tools.run(replace(text, match, body), "extract-blocks", f"-extract-blocks-file={blocks.name}")


def dead(text, _, tools):
    for name, match in functions(text):
        for number, site in enumerate(SITE.finditer(match[0])):
            body = match[0][:site.end()] + f"\n  store ptr {site[1]}, ptr %dead.local" + match[0][site.end():]
            head = re.match(r"define [^\n]*\n(?:[\w.]+:[^\n]*\n)?", body)
            body = body[:head.end()] + "  %dead.local = alloca ptr\n" + body[head.end():]
            yield f"{name}, site {number}", replace(text, match, body)


def leak(text, *_):
    for name, match in functions(text):
        for site in SITE.finditer(match[0]):
            body = match[0][:site.end()] + f"\n  store ptr {site[1]}, ptr @leak.here" + match[0][site.end():]
            yield (name, site[1]), replace(text, match, body) + "\n@leak.here = global ptr null\n"


def inline(text, _, tools):
    text = re.sub(r"^(attributes #\d+ = \{.*?)\bnoinline\b", r'\1"was-noinline"', text, flags=re.M)
    for name, match in functions(text):
        head, rest = match[0].split("\n", 1)
        if f"@{name}(" not in text[:match.start()] + text[match.end():]:
            continue
        head = re.sub(r" noinline\b", "", head)
        head = re.sub(r"(?= (?:personality |!dbg |\{$))", " alwaysinline", head, count=1)
        yield name, tools.run(replace(text, match, head + "\n" + rest), "always-inline")


def spill(text, _, tools):
    yield "all", tools.run(text, "reg2mem")


EQUAL, BETTER, WORSE = {0}, {0, -1}, {0, 1}
TRANSFORMATIONS = {"reorder": (reorder, EQUAL), "rename": (rename, EQUAL), "split": (split, EQUAL),
                   "dead": (dead, EQUAL), "inline": (inline, BETTER), "outline": (outline, WORSE),
                   "spill": (spill, WORSE)}
# Not asked for by itself: what must be noticed.
MISTAKES = {"leak-is-nothing": (leak, EQUAL)}


def sign(number):
    return (number > 0) - (number < 0)


def compare(kind, allowed, before, after):
    """What moved as it may not, and how many verdicts were compared."""
    if kind == "rename":
        pairs = zip([entry + (entry[2],) for entry in before], [rank for _, _, rank in after])
        if len(before) != len(after):
            return [f"{len(before)} sites became {len(after)}"], 0
        moves = [(function, site, old, new) for (function, site, old, _), new in pairs]
    else:
        # A name that two sites share is none.
        def by_name(found):
            names = [entry[:2] for entry in found]
            return {entry[:2]: entry[2] for entry in found if names.count(entry[:2]) == 1}
        old, new = by_name(before), by_name(after)
        moves = [(*name, old[name], new[name]) for name in old if name in new]
    wrong = [f"{site} in {function}: {was} became {now}" for function, site, was, now in moves
             if sign(now - was) not in allowed]
    return wrong, len(moves)


def check_file(tools, path, seeds, only):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    # Numbered values get names, which a change cannot disturb; texts of tests go.
    text = re.sub(r"^;.*\n", "", tools.run(text, "instnamer"), flags=re.M)
    before = tools.verdicts(text)
    counts, failures = {}, []

    def note(kind, what, wrong, compared):
        counts[kind] = counts.get(kind, 0) + compared
        failures.extend(f"{os.path.basename(path)}: {kind} ({what}): {line}" for line in wrong)

    for seed in range(seeds):
        for kind, (transform, allowed) in {**TRANSFORMATIONS, **MISTAKES}.items():
            if kind not in only:
                continue
            changes = transform(text, random.Random(seed), tools)
            while True:
                try:
                    what, changed = next(changes)
                    note(kind, what, *compare(kind, allowed, before, tools.verdicts(changed)))
                except StopIteration:
                    break
                except Refused as problem:
                    # What ends here was not made well by this script.
                    note(kind, "refused", [str(problem)], 0)
                    break
    for name, changed in leak(text) if "leak" in only else ():
        ranks = [rank for function, site, rank in tools.verdicts(changed) if (function, site) == name]
        note("leak", name, [f"rank {rank}" for rank in ranks if rank != 2], len(ranks))
    return counts, failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opt", default="opt-22")
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--seeds", type=int, default=1, help="of places and orders")
    kinds = [*TRANSFORMATIONS, "leak"]
    parser.add_argument("--only", nargs="*", choices=[*kinds, *MISTAKES], default=kinds)
    parser.add_argument("-v", "--verbose", action="store_true", help="a line a file")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    tools = Tools(arguments.opt, arguments.plugin)
    total, failures = {}, []
    for path in arguments.files:
        try:
            counts, wrong = check_file(tools, path, arguments.seeds, arguments.only)
        except Refused as problem:
            counts, wrong = {}, [f"{path}: {problem}"]
        if arguments.verbose:
            print(path, counts)
        for kind, count in counts.items():
            total[kind] = total.get(kind, 0) + count
        failures += wrong
    for line in failures:
        print("FAIL:", line)
    for kind in arguments.only:
        print(f"{kind}: {total.get(kind, 0)} verdicts compared")
    print(f"{len(arguments.files)} files, {len(failures)} failed")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
