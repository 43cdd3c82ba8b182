#!/usr/bin/env python3
"""For lit: same_run.py [--bindir=D] [--plugin=P] FILE PIPELINE [ARG...]

Runs the program in FILE (IR, with a main) as it is and after
`opt -passes=PIPELINE [ARG...]`; fails if output or exit code differ, also under
AddressSanitizer instrumented after the promotion."""

import os
import sys
import tempfile

from toolchain import Broken, Toolchain, run, same


def main(argv):
    options = dict(a[2:].split("=", 1) for a in argv[1:] if a.startswith(("--bindir=", "--plugin=")))
    rest = [a for a in argv[1:] if not a.startswith(("--bindir=", "--plugin="))]
    if len(rest) < 2:
        sys.exit(__doc__)
    source, pipeline, *flags = rest
    tools = Toolchain(options.get("bindir", ""), options.get("plugin", ""))
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)
        try:
            tools.link(source, path("before"))
            expected = run(path("before"))
            tools.opt(source, path("after.bc"), pipeline, flags=flags)
            tools.link(path("after.bc"), path("after"), "-O2")
            difference = same(expected, run(path("after")))
            if not difference:
                tools.link_asan(path("after.bc"), path("asan"))
                difference = same(expected, run(path("asan")))
        except Broken as broken:
            difference = str(broken)
    if difference:
        sys.exit(difference)


main(sys.argv)
