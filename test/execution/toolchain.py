"""Compiling, promoting, instrumenting and running one program: used by run.py
and same_run.py. Standard library only."""

import os
import resource
import subprocess

TIMEOUT = 60  # seconds, for one compile or one run

# UBSan's checks on the *values* of pointers would themselves observe addresses
# and so keep objects on the heap; the others only add branches.
UBSAN = ["-fsanitize=undefined",
         "-fno-sanitize=alignment,null,object-size,pointer-overflow,vptr",
         "-fsanitize-trap=undefined"]

ASAN_OPTIONS = ("detect_stack_use_after_return=1:detect_leaks=0:abort_on_error=0:"
                "allocator_may_return_null=1")


class Broken(Exception):
    """A step that had to work did not; the text says which, and its output."""


def command(args, cwd=None):
    try:
        done = subprocess.run(args, cwd=cwd, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        raise Broken(f"no end after {TIMEOUT} s: {' '.join(args)}")
    if done.returncode != 0:
        text = done.stdout.decode("utf-8", "replace")
        raise Broken(f"exit code {done.returncode}: {' '.join(args)}\n{text[-3000:]}")


class Toolchain:
    def __init__(self, bindir, plugin, pass_name="escape"):
        self.clang = os.path.join(bindir, "clang")
        self.opt_tool = os.path.join(bindir, "opt")
        self.plugin = plugin
        self.pass_name = pass_name

    def compile(self, source, output, flags):
        command([self.clang, "-w", "-fuse-ld=lld", *flags, source, "-o", output])

    def unoptimised(self, source, output, flags=()):
        """Bitcode as clang makes it before any pass, without optnone."""
        self.compile(source, output, ["-O0", "-Xclang", "-disable-O0-optnone",
                                      "-emit-llvm", "-c", *flags])

    def opt(self, source, output, pipeline, remarks=None, flags=()):
        """Runs a pipeline; `escape` in it stands for the pass under test."""
        pipeline = pipeline.replace("escape", self.pass_name)
        args = [self.opt_tool, "-verify-each", f"-passes={pipeline}", source,
                "-o", output, *flags]
        if self.plugin:
            args.insert(1, f"-load-pass-plugin={self.plugin}")
        if remarks:
            args += [f"-pass-remarks-output={remarks}",
                     "-pass-remarks-filter=^escape$"]
        command(args)

    def link(self, bitcode, output, level="-O0", flags=()):
        """Code generation at a level, without any more passes over the IR."""
        self.compile(bitcode, output, [level, "-Xclang", "-disable-llvm-passes", *flags])

    def link_asan(self, bitcode, output, level="-O0", flags=()):
        """Instruments a module that was promoted before: ASan's pass looks at the
        attribute that clang gives a function only when it parses the source."""
        marked = bitcode + ".marked.bc"
        command([self.opt_tool, "-passes=forceattrs",
                 "-force-attribute=sanitize_address", bitcode, "-o", marked])
        self.compile(marked, output, [level, "-fsanitize=address",
                                      "-fsanitize-address-use-after-scope", *flags])


def run(program, stack_kib=None, wrapper=(), timeout=TIMEOUT):
    """Runs a program in a small fixed environment; returns (exit code, stdout,
    stderr). A negative code is a signal."""
    def limit():
        if stack_kib:
            resource.setrlimit(resource.RLIMIT_STACK, (stack_kib << 10, stack_kib << 10))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C",
           "ASAN_OPTIONS": ASAN_OPTIONS, "UBSAN_OPTIONS": "print_stacktrace=0"}
    try:
        done = subprocess.run([*wrapper, program], stdin=subprocess.DEVNULL, env=env,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=timeout, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        raise Broken(f"no end after {timeout} s: {program}")
    return (done.returncode, done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"))


def same(expected, got):
    """None if two runs agree in exit code and output, else how they differ."""
    if expected[0] != got[0]:
        return (f"exit code {got[0]}, not {expected[0]}\nstdout: {got[1][-1000:]}"
                f"\nstderr: {got[2][-3000:]}")
    if expected[1] != got[1]:
        return f"output differs\n--- expected\n{expected[1][-1500:]}\n--- got\n{got[1][-1500:]}"
    return None


def remark_names(remarks):
    """The (kind, name) of each record of a YAML remarks file: ("Passed", ...)."""
    names, kind = [], None
    if os.path.exists(remarks):
        with open(remarks, encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith("--- !"):
                    kind = line.strip()[5:]
                elif line.startswith("Name:"):
                    names.append((kind, line.split()[1]))
    return names


def promoted(remarks):
    """How many promotions a YAML remarks file records, whatever the way."""
    return sum(kind == "Passed" and name.startswith("Promoted")
               for kind, name in remark_names(remarks))


def refused(remarks):
    """How many plans the rewriter refused: a defect, also where nothing breaks."""
    return sum(name == "InternalRefusal" for _, name in remark_names(remarks))
