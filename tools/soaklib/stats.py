"""Counts promotions, by plan and by construct, and those that were executed.

How a promotion is counted as executed: the reference build of a counted module
is made with source coverage (clang -O0 -fprofile-instr-generate
-fcoverage-mapping). A remark of the pass names a function and the source line
of the allocation. The promotion was executed if in the reference run that line
was reached and that function was entered. For an allocation that was inlined
into the function the line may have been reached through another caller: there
the count is an upper bound.

The construct of a promotion is that of its source line (the generator marks
regions with `/*@ begin NAME */` and `/*@ end */`); for a line of the module's
common part, that in the function's name.

Does not: count the modules between the counted ones; figures say how many.
"""
import collections
import re
import subprocess

PLAIN_FIELD = re.compile(r"^(Pass|Name|Function):\s*'?([^'\n]*)'?\s*$")
LINE_FIELD = re.compile(r"^DebugLoc:.*?Line:\s*(\d+)", re.S)
IN_NAME = re.compile(r"t\d+_\d+_([a-z]+)")


def remarks(path):
    """The passed remarks of `escape`: (plan, function, line). An object made in a
    callee and owned by the function is another plan than the function's own."""
    try:
        with open(path, errors="replace") as source:
            documents = source.read().split("\n--- ")
    except OSError:
        return []
    found = []
    for document in documents:
        if not document.lstrip("- ").startswith("!Passed"):
            continue
        fields, line = {}, 0
        top = document.split("\nArgs:")[0]
        for text in top.split("\n"):
            match = PLAIN_FIELD.match(text)
            if match:
                fields[match.group(1)] = match.group(2).strip()
        match = re.search(r"\nDebugLoc:.*?Line:\s*(\d+)", top, re.S)
        if match:
            line = int(match.group(1))
        if fields.get("Pass") == "escape":
            plan = fields.get("Name", "?")
            if "\n  - Owner:" in document:
                plan += "OfCaller"
            found.append((plan, fields.get("Function", "?"), line))
    return found


class Lines:
    """Which construct each line of a module belongs to."""

    def __init__(self, path, names):
        self.names = sorted(names, key=len, reverse=True)
        self.at, stack, line = {}, [], 0
        with open(path) as source:
            for line, text in enumerate(source, 1):
                for begin, name, end in re.findall(
                        r"/\*@ (begin) (\w+) \*/|/\*@ (end) \*/", text):
                    if begin:
                        stack.append(name)
                    elif stack:
                        stack.pop()
                if stack:
                    self.at[line] = stack[-1]

    def construct(self, function, line):
        if line in self.at:
            return self.at[line]
        match = IN_NAME.search(function)
        if match:
            for name in self.names:
                if match.group(1).startswith(name):
                    return name
        return "common"


class Coverage:
    """Line and function counts of a coverage run."""

    def __init__(self, module, exe, raw):
        self.line, self.function = collections.Counter(), {}
        profile = exe + ".profdata"
        module.command(["llvm-profdata-22", "merge", raw, "-o", profile])
        done = subprocess.run(
            ["llvm-cov-22", "export", "-format=lcov", "./" + exe,
             "-instr-profile=" + profile], cwd=module.folder,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for text in done.stdout.decode(errors="replace").split("\n"):
            kind, _, rest = text.partition(":")
            left, _, right = rest.partition(",")
            if kind == "DA":
                self.line[int(left)] += int(right)
            elif kind == "FNDA":
                name = right.rsplit(":", 1)[-1]
                self.function[name] = self.function.get(name, 0) + int(left)

    def executed(self, function, line):
        entered = self.function.get(function)
        if entered is None:  # a clone or specialisation of the pass
            entered = self.function.get(function.split(".")[0], 1)
        return entered > 0 and self.line[line] > 0


class Stats:
    def __init__(self):
        self.modules = 0
        self.made = collections.Counter()      # (plan, construct)
        self.executed = collections.Counter()  # (plan, construct)

    def add(self, module, names, remark_file, coverage):
        self.modules += 1
        lines = Lines(module.path(module.source), names)
        for plan, function, line in remarks(module.path(remark_file)):
            key = (plan, lines.construct(function, line))
            self.made[key] += 1
            if coverage.executed(function, line):
                self.executed[key] += 1

    def text(self, names):
        """A table of executed/made promotions; names without any come last."""
        plans = sorted({plan for plan, _ in self.made})
        out = ["promotions in %d counted builds (executed/made):" %
               self.modules]
        for plan in plans:
            made = sum(n for (p, _), n in self.made.items() if p == plan)
            done = sum(n for (p, _), n in self.executed.items() if p == plan)
            out.append("  %-24s %7d / %d" % (plan, done, made))
            for name in list(names) + ["common"]:
                if self.made[plan, name]:
                    out.append("    %-22s %7d / %d" % (
                        name, self.executed[plan, name], self.made[plan, name]))
        none = [n for n in names
                if not any(self.executed[p, n] for p in plans)]
        out.append("  no executed promotion: " + (" ".join(none) or "none"))
        return "\n".join(out)
