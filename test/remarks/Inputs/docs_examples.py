#!/usr/bin/env python3
"""Runs the examples of docs/remarks.md and compares what they print.

A section has code, then the text it prints; an optional line "With `FLAGS`:"
stands between. Then, after "To change it", other code or none (the same), and
"Afterwards:" or "Afterwards, with `FLAGS`:" with its text. Code that includes
nothing gets the headers of the first example in its language. FLAGS of IR are
the passes. A yaml block is the file x.yaml beside the code.

    docs_examples.py [--update] PAGE CLANG OPT PLUGIN

With --update the page gets the new texts instead. Prints what differs, and
`N passed, N failed`; the exit code is 1 if anything failed.
"""

import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HEADERS = {
    "c": "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n",
    "cpp": "#include <cstdio>\n#include <cstdlib>\n#include <new>\n",
    "llvm": "",
}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
FLAGS = re.compile(r"^(?:With|Afterwards, with) `([^`]*)`:$", re.M)


def printed(language, code, flags, clang, opt, plugin, folder):
    if not code.startswith(HEADERS[language]):
        code = HEADERS[language] + "\n" + code
    suffix = "ll" if language == "llvm" else language
    (folder / f"x.{suffix}").write_text(code)
    if language == "llvm":
        command = [*shlex.split(opt), f"-load-pass-plugin={plugin}",
                   f"-passes={flags or 'escape'}",
                   "-pass-remarks=escape", "-pass-remarks-missed=escape",
                   "-disable-output", "x.ll"]
    else:
        # The warning about large frames is also a limit: it must stay on.
        quiet = [] if "frame-larger-than" in flags else ["-w"]
        command = [*shlex.split(clang), "-O2", "-g", *quiet, "-fno-caret-diagnostics",
                   f"-fpass-plugin={plugin}", "-Rpass=escape",
                   "-Rpass-missed=escape", *flags.split(), "-c",
                   f"x.{suffix}", "-o", "x.o"]
    run = subprocess.run(command, cwd=folder, text=True, capture_output=True)
    text = run.stderr
    text = re.sub(r"^\d+ (remark|warning)s? generated\.\n", "", text, flags=re.M)
    return text if run.returncode == 0 else f"exit code {run.returncode}\n{text}"


def main():
    arguments = sys.argv[1:]
    update = arguments[:1] == ["--update"]
    page, clang, opt, plugin = arguments[update:]
    plugin = str(pathlib.Path(plugin).absolute())
    text = pathlib.Path(page).read_text()
    parts, last, code, name = [], 0, None, "?"
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for fence in FENCE.finditer(text):
            between = text[last:fence.start()]
            titles = re.findall(r"^## (\w+)", between, re.M)
            if titles:
                name, code = titles[-1], None
            flags = FLAGS.findall(between)
            parts.append(between)
            last = fence.end()
            language, body = fence.groups()
            if language == "yaml":
                (pathlib.Path(folder) / "x.yaml").write_text(body)
            if language in HEADERS:
                code = (language, body)
            elif language == "text" and code:
                got = printed(*code, flags[-1] if flags else "", clang, opt,
                              plugin, pathlib.Path(folder))
                if got == body:
                    passed += 1
                else:
                    failed += 1
                    print(f"{name}: the page says\n{body}but it prints\n{got}")
                parts.append(f"```text\n{got}```" if update else fence.group(0))
                continue
            parts.append(fence.group(0))
    parts.append(text[last:])
    if update:
        pathlib.Path(page).write_text("".join(parts))
    print(f"{passed} passed, {failed} failed")
    return failed != 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
