"""Whole programs as one LLVM module, for `tools/bench analysis`.

A module comes in two forms: as the front end leaves it ("plain"), and after -O2
("optimised"), which is what the pass sees at the end of a link. All but `main` is
internal, except in the Rust one, which is a library."""

import glob
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from bench_programs import HERE, ROOT, Broken, run
from program_list import PROGRAMS
from sources import fetch


def redis(folder):
    objects = re.search(r"^REDIS_SERVER_OBJ=(.*)$", open(os.path.join(folder, "src", "Makefile"), encoding="utf-8").read(), re.M)[1].split()
    files = ["src/" + o[:-2] + ".c" for o in objects]
    for pattern in ("deps/lua/src/*.c", "deps/hdr_histogram/hdr_histogram.c", "deps/hiredis/*.c"):
        files += [os.path.relpath(p, folder) for p in sorted(glob.glob(os.path.join(folder, pattern)))]
    without = {"lua.c", "luac.c", "print.c", "test.c", "ssl.c"}
    return {"language": "c", "prepare": [["sh", "-c", "cd src && sh mkreleasehdr.sh"]],
            "flags": ["-D_GNU_SOURCE", "-std=gnu11", "-DREDIS_STATIC=", "-DENABLE_CJSON_GLOBAL", "-DHDR_MALLOC_INCLUDE=\"hdr_redis_malloc.h\"",
                      "-Ideps/hiredis", "-Ideps/linenoise", "-Ideps/lua/src", "-Ideps/hdr_histogram"],
            "files": [f for f in files if os.path.basename(f) not in without]}


# The source package of jq was not to be had; mujs is as large and works on the same kind of text.
C_AND_CPP = {"lua5.4": PROGRAMS["lua5.4"], "sqlite3": PROGRAMS["sqlite3"], "redis": redis, "mujs": PROGRAMS["mujs"],
             "ninja-build": PROGRAMS["ninja-build"], "minisat2": PROGRAMS["minisat2"]}
# The crate comes from the binary package, which has its source: those of source packages were not to be had.
RUST_PACKAGE = "librust-regex-syntax-dev"
NAMES = [*C_AND_CPP, "regex-syntax"]


def compile_c(name, folder, tools, out):
    stamp = os.path.join(folder, ".prepared")
    spec = C_AND_CPP[name](folder)
    if not os.path.exists(stamp):
        for command in spec.get("prepare", []):
            run(command, cwd=folder)
        open(stamp, "w").close()
        spec = C_AND_CPP[name](folder)
    parts = os.path.join(out, name + ".parts")
    shutil.rmtree(parts, ignore_errors=True)
    os.makedirs(parts)

    def place(text):
        return text.replace("{source}", folder).replace("{root}", ROOT).replace("{here}", os.path.join(HERE, "workloads"))

    def compile_one(numbered):
        number, file = numbered
        bitcode = os.path.join(parts, f"{number:03}.bc")
        run([tools["clang"] + ("++" if spec["language"] == "c++" else ""), "-O2", "-w", *map(place, spec["flags"]), f"-I{folder}",
             "-Xclang", "-disable-llvm-passes", "-emit-llvm", "-c", place(file), "-o", bitcode], cwd=folder)
        return bitcode

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        files = list(pool.map(compile_one, enumerate(spec["files"])))
    linked = os.path.join(parts, "linked.bc")
    run([tools["llvm-link"], *files, "-o", linked])
    plain = os.path.join(out, name + ".plain.bc")
    run([tools["opt"], "-passes=internalize,globaldce", "-internalize-public-api-list=main", linked, "-o", plain])
    shutil.rmtree(parts)
    return plain


def compile_rust(tools, out):
    folder = os.path.join(out, "rust")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    run(["apt-get", "download", "-o", "APT::Sandbox::User=", RUST_PACKAGE], cwd=folder)
    run(["dpkg-deb", "-x", glob.glob(os.path.join(folder, "*.deb"))[0], folder])
    crate = glob.glob(os.path.join(folder, "usr/share/cargo/registry/regex-syntax-*"))[0]
    plain = os.path.join(out, "regex-syntax.plain.bc")
    run(["rustc", "--crate-name", "regex_syntax", "--crate-type", "lib", "--edition", "2018", "--cap-lints", "allow",
         "--cfg", 'feature="unicode"', "--cfg", 'feature="unicode-perl"', "-Copt-level=2", "-Ccodegen-units=1", "-Cno-prepopulate-passes",
         "--emit=llvm-bc", os.path.join(crate, "src", "lib.rs"), "-o", plain], env={**os.environ, "RUSTC_BOOTSTRAP": "1"})
    return plain


def build(name, tools, folder):
    """Makes the two forms, unless they are there: {"plain": FILE, "optimised": FILE}."""
    out = os.path.join(folder, "modules")
    os.makedirs(out, exist_ok=True)
    files = {form: os.path.join(out, f"{name}.{form}.bc") for form in ("plain", "optimised")}
    if not os.path.exists(files["optimised"]):
        if name in C_AND_CPP:
            compile_c(name, fetch([name], os.path.join(folder, "src"))[name], tools, out)
        else:
            compile_rust(tools, out)
        run([tools["opt"], "-O2", files["plain"], "-o", files["optimised"] + ".new"])
        os.replace(files["optimised"] + ".new", files["optimised"])
    return files


def count_instructions(lines):
    """The instructions in a module's text. One begins after two blanks; what continues it, labels and debug records do not."""
    count, inside = 0, False
    for line in lines:
        if line.startswith("define "):
            inside = True
        elif line.startswith("}"):
            inside = False
        elif inside and line.startswith("  ") and line[2] not in " ]#;":
            count += 1
    return count


def instructions_of(bitcode, tools):
    with subprocess.Popen([tools["llvm-dis"], bitcode, "-o", "-"], stdout=subprocess.PIPE, text=True, errors="replace") as process:
        count = count_instructions(process.stdout)
    if process.returncode:
        raise Broken(f"llvm-dis {bitcode}: exit code {process.returncode}")
    return count


def replicate(bitcode, copies, tools, out):
    """A module of so many copies, each with its own root; whatever is internal gets names of its own."""
    text = run([tools["llvm-dis"], bitcode, "-o", "-"]).stdout.decode(errors="surrogateescape")
    parts = out + ".parts"
    shutil.rmtree(parts, ignore_errors=True)
    os.makedirs(parts)
    files = []
    for number in range(copies):
        files.append(os.path.join(parts, f"{number}.bc"))
        copy = re.sub(r"@main\b", f"@main_{number}", text)
        run([tools["llvm-as"], "-", "-o", files[-1]], stdin=None, input=copy.encode(errors="surrogateescape"))
    run([tools["llvm-link"], *files, "-o", out + ".new"])
    shutil.rmtree(parts)
    os.replace(out + ".new", out)
    return out
