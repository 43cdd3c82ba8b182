#!/usr/bin/env python3
"""growth.py SHAPE N prints a module of SHAPE of size N.
growth.py SHAPE N MOST OPT PLUGIN fails if the pass executes more than MOST times the instructions for 4N than for N,
counted by callgrind inside the pass alone."""
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

DECLARATIONS = "declare noalias ptr @malloc(i64)\ndeclare void @free(ptr)\ndeclare void @use(ptr)\n"


def switch(n):
    """An interpreter: n cases, each of which works on the machine and on its stack, and goes on."""
    cases = "".join(f"    i64 {i}, label %c{i}\n" for i in range(n))
    blocks = "".join(
        f"c{i}:\n  %a{i} = getelementptr i8, ptr %stack, i64 {8 * (i % 60)}\n  %v{i} = load ptr, ptr %a{i}\n"
        f"  %b{i} = getelementptr i8, ptr %machine, i64 {8 * (i % 20)}\n  store ptr %v{i}, ptr %b{i}\n  br label %next\n" for i in range(n))
    phi = ", ".join(f"[ %v{i}, %c{i} ]" for i in range(n))
    return (f"{DECLARATIONS}define ptr @run(ptr %machine, ptr %code) {{\n  %stack = alloca [64 x ptr]\n  br label %next\n"
            f"next:\n  %last = phi ptr [ null, %0 ], {phi}\n  %op = load i64, ptr %code\n  switch i64 %op, label %done [\n{cases}  ]\n"
            f"{blocks}done:\n  ret ptr %last\n}}\n")


def straight(n):
    """One block of n objects that are made, linked, read and freed."""
    lines = "".join(
        f"  %o{i} = call ptr @malloc(i64 24)\n  %f{i} = getelementptr i8, ptr %o{i}, i64 8\n  store ptr %from, ptr %f{i}\n"
        f"  %v{i} = load ptr, ptr %f{i}\n  %w{i} = load i64, ptr %v{i}\n  store i64 %w{i}, ptr %o{i}\n  call void @free(ptr %o{i})\n" for i in range(n))
    return f"{DECLARATIONS}define void @long(ptr %from) {{\n{lines}  ret void\n}}\n"


def webs(n):
    """n blocks in a ring of branches, each with a phi of the phis before it, that step through a structure that leads to itself."""
    blocks = "".join(
        f"b{i}:\n  %p{i} = phi ptr [ {f'%n{i - 1}' if i else '%list'}, %{f'b{i - 1}' if i else '0'} ], [ %n{n - 1}, %b{n - 1} ]\n"
        f"  %g{i} = getelementptr i8, ptr %p{i}, i64 {8 * (i % 16)}\n  %n{i} = load ptr, ptr %g{i}\n  %c{i} = icmp eq ptr %n{i}, null\n"
        + (f"  br label %b{i + 1}\n" if i + 1 < n else "  switch i64 %to, label %done [\n" + "".join(f"    i64 {j}, label %b{j}\n" for j in range(n)) + "  ]\n")
        for i in range(n))
    return f"{DECLARATIONS}define void @walk(ptr %list, i64 %to) {{\n  br label %b0\n{blocks}done:\n  ret void\n}}\n"


def dense(n):
    """n objects, each of which may hold each: the budget decides."""
    made = "".join(f"  %o{i} = call ptr @malloc(i64 64)\n  %p{i + 1} = select i1 %c, ptr %o{i}, ptr %p{i}\n" for i in range(n))
    return f"{DECLARATIONS}define void @dense(i1 %c) {{\n  %p0 = alloca ptr\n{made}  store ptr %p{n}, ptr %p{n}\n  ret void\n}}\n"


SHAPES = {"switch": switch, "straight": straight, "webs": webs, "dense": dense}


def instructions(opt, plugin, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "module.ll")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", "--toggle-collect=escape::EscapePass::run*",
                               opt, f"-load-pass-plugin={plugin}", "-passes=escape<no-promote>", "-disable-output", path],
                              check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def main():
    shape, n = SHAPES[sys.argv[1]], int(sys.argv[2])
    if len(sys.argv) == 3:
        print(shape(n))
        return False
    most, opt, plugin = float(sys.argv[3]), sys.argv[4], sys.argv[5]
    with ThreadPoolExecutor(2) as pool:
        small, large = pool.map(lambda k: instructions(opt, plugin, shape(k)), (n, 4 * n))
    print(f"{sys.argv[1]}: {small} and {large} instructions, {large / max(1, small):.2f} times")
    return not small or large > most * small


if __name__ == "__main__":
    sys.exit(main())
