"""escape-report on a file of 100,000 remarks.

    tools/bench report [--remarks N] [--runs N] [--document]

Compiles a program that has many sites, some with two ways out and hops in callees, and
repeats its remarks with other names until there are N. Prints, for each format, the
processor time in seconds (user and system, median of the runs): the target is under two
seconds."""

import argparse
import os
import re
import resource
import statistics
import subprocess
import tempfile

from document import write_section

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SOURCE = os.path.join(ROOT, "test", "report", "Inputs", "two-ways")
BIN = os.path.join(ROOT, "build", "bin")
FORMATS = {"text, without options": [], "text, -m -m": ["-m", "-m"], "json": ["--format=json"],
           "sarif": ["--format=sarif"], "html": ["--format=html"]}


def remarks(folder, count):
    """The file; every copy of the program has functions of its own."""
    source = os.path.join(folder, "one.opt.yaml")
    subprocess.run([os.path.join(BIN, "escape-cc"), "-c", "parse.c", "-o", os.path.join(folder, "one.o"),
                    "-fsave-optimization-record", f"-foptimization-record-file={source}"], cwd=SOURCE, check=True)
    with open(source, encoding="utf-8") as file:
        text = file.read()
    path, copies = os.path.join(folder, "many.opt.yaml"), -(-count // text.count("\n...\n"))
    with open(path, "w", encoding="utf-8") as file:
        for copy in range(copies):
            file.write(re.sub(r"(Function: +|Frame: +|Site: +'|escapes )(\w+)", rf"\1\g<2>_{copy}", text))
    return path


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/bench report", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--remarks", type=int, default=100000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--document", action="store_true", help="write the table into docs/evaluation.md")
    args = parser.parse_args(arguments)
    lines = ["| format | seconds of processor time |", "|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        path = remarks(folder, args.remarks)
        for name, options in FORMATS.items():
            command = [os.path.join(BIN, "escape-report"), *options, path]
            seconds = statistics.median(processor_time(command) for _ in range(args.runs))
            lines.append(f"| {name} | {seconds:.2f} |")
            print(lines[-1], flush=True)
        lines.append("")
        lines.append(f"A file of {args.remarks} remarks, {os.path.getsize(path) / 2**20:.0f} MiB.")
    if args.document:
        write_section("report", "\n".join(lines))
    return 0
