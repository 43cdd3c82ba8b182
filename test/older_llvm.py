#!/usr/bin/env python3
"""older_llvm.py TOOL ARGUMENT...: runs opt or clang of an older LLVM on tests that are written for the newest one.

Files of IR, and IR on standard input, are given to it as it reads them, and IR that it prints is turned back, so that one file tests both:

    22                                  19
    captures(none)                      nocapture
    captures(...)                       (nothing: it has no word for it)
    lifetime.start(ptr %x)              lifetime.start(i64 -1, ptr %x)

Clang is given -fplugin= beside -fpass-plugin=: else it does not know the options of a plugin that follow -mllvm."""

import os
import re
import subprocess
import sys
import tempfile

LIFETIME = r"(@llvm\.lifetime\.(?:start|end)\.p\w+\()"


def to_older(text):
    text = text.replace("captures(none)", "nocapture")
    text = re.sub(r" ?\bcaptures\([^)]*\)", "", text)
    text = re.sub(rf"(declare [^\n]*){LIFETIME}ptr", r"\1\2i64, ptr", text)
    return re.sub(rf"(call [^\n]*){LIFETIME}ptr", r"\1\2i64 -1, ptr", text)


def to_newer(text):
    text = re.sub(r"\bnocapture\b", "captures(none)", text)
    text = re.sub(rf"{LIFETIME}i64(?: immarg)?, ", r"\1", text)
    return re.sub(rf"{LIFETIME}i64 -?\d+, ", r"\1", text)


def rewritten(data, change):
    try:
        return change(data.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:  # bitcode
        return data


def main(tool, arguments):
    with tempfile.TemporaryDirectory() as folder:
        command, written, names = [tool], [], []
        for i, argument in enumerate(arguments):
            if i and arguments[i - 1] == "-o":
                written.append(argument)
            elif argument.endswith(".ll") and os.path.isfile(argument):
                with open(argument, "rb") as file:
                    data = rewritten(file.read(), to_older)
                copy = os.path.join(folder, f"{i}-{os.path.basename(argument)}")
                with open(copy, "wb") as file:
                    file.write(data)
                names.append((copy, argument))
                argument = copy
            elif argument.startswith("-fpass-plugin="):
                command.append(argument.replace("-fpass-plugin=", "-fplugin="))
            command.append(argument)

        def back(text):
            for copy, name in names:
                text = text.replace(copy, name)
            return to_newer(text)

        given = rewritten(sys.stdin.buffer.read(), to_older) if "-" in arguments else None
        done = subprocess.run(command, input=given, stdout=subprocess.PIPE)
        sys.stdout.buffer.write(rewritten(done.stdout, back))
        for name in written:
            if name.endswith(".ll") and os.path.isfile(name):
                with open(name, "rb") as file:
                    data = file.read()
                with open(name, "wb") as file:
                    file.write(rewritten(data, back))
    if done.returncode < 0:  # a crash is one here too
        os.kill(os.getpid(), -done.returncode)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
