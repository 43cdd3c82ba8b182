"""The programs of `tools/bench programs`: unmodified source packages of Debian, each
with a workload. The list was fixed before anything was measured.

A program is a dictionary: language, flags, files (relative to the package), libraries,
prepare (commands run once in the package's folder, to make what its own build makes
before it compiles), and a run: arguments and a file that is read from standard input.
In strings, {source} is the package's folder, {here} the folder of the workloads, {root} this project, {work} a
folder that `inputs.py` has filled."""

import glob
import os


def under(folder, *patterns, without=()):
    found = {os.path.relpath(p, folder) for pattern in patterns for p in glob.glob(os.path.join(folder, pattern))}
    return sorted(f for f in found if os.path.basename(f) not in without)


def lua(folder):
    return {"language": "c", "flags": ["-DLUA_USE_LINUX", "-DLUA_COMPAT_5_3", "-I{root}/test/programs/include"],
            "files": under(folder, "src/*.c", without=("luac.c", "onelua.c", "ltests.c")),
            "libraries": ["-Wl,-E", "-lm", "-ldl"], "arguments": ["{here}/work.lua"]}


def mawk(folder):
    return {"language": "c", "flags": ["-DHAVE_CONFIG_H"],
            "prepare": [["./configure", "--with-builtin-regex"], ["make", "scancode.c"]],
            "files": [name + ".c" for name in (
                "parse scan memory main hash execute code da error init bi_vars cast print bi_funct kw jmp array field split "
                "re_cmpl regexp zmalloc fin files scancode matherr fcall version").split()],
            "libraries": ["-lm"], "arguments": ["-f", "{here}/work.awk"], "input": "{work}/words.txt"}


def mujs(folder):
    return {"language": "c", "flags": [], "files": under(folder, "*.c", without=("one.c", "pp.c")),
            "libraries": ["-lm"], "arguments": ["{here}/work.js"]}


def duktape(folder):
    return {"language": "c", "flags": ["-I{source}/src", "-I{source}/extras/print-alert", "-DDUK_CMDLINE_PRINTALERT_SUPPORT"],
            "files": ["src/duktape.c", "extras/print-alert/duk_print_alert.c", "examples/cmdline/duk_cmdline.c"],
            "libraries": ["-lm"], "arguments": ["{here}/work.js"]}


def tcc(folder):
    return {"language": "c", "flags": ["-DONE_SOURCE=0", "-DTCC_TARGET_X86_64", "-DCONFIG_TCC_STATIC=0"],
            "prepare": [["./configure", "--cc=cc"]],
            "files": ["tcc.c", "libtcc.c", "tccpp.c", "tccgen.c", "tccelf.c", "tccasm.c", "tccrun.c", "x86_64-gen.c",
                      "x86_64-link.c", "i386-asm.c"],
            "libraries": ["-lm", "-ldl", "-lpthread"],
            "arguments": ["-c", "-nostdinc", "-I{source}/include", "{work}/large.c", "-o", "{work}/large.o"]}


def sqlite(folder):
    return {"language": "c",
            "flags": ["-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION", "-DHAVE_READLINE=0"],
            "prepare": [["./configure", "--disable-readline"], ["make", "sqlite3.c", "shell.c"]],
            "files": ["sqlite3.c", "shell.c"], "libraries": ["-lm"], "arguments": [":memory:"], "input": "{here}/work.sql"}


def minisat(folder):
    return {"language": "c++", "flags": ["-I{source}", "-std=gnu++98", "-Wno-c++11-extensions", "-D__STDC_LIMIT_MACROS", "-D__STDC_FORMAT_MACROS"],
            "files": ["minisat/simp/Main.cc", "minisat/simp/SimpSolver.cc", "minisat/core/Solver.cc", "minisat/utils/Options.cc",
                      "minisat/utils/System.cc"],
            "libraries": ["-lz"], "arguments": ["-verb=0", "{work}/formula.cnf"], "exit": (10, 20)}


def ninja(folder):
    return {"language": "c++", "flags": ["-std=c++11"],
            "files": [f for f in under(folder, "src/*.cc")
                      if not f.endswith(("_test.cc", "_perftest.cc", "win32.cc", ".in.cc", "bench.cc"))
                      and os.path.basename(f) not in ("test.cc", "browse.cc", "msvc_helper_main-win32.cc", "json_test.cc")],
            "libraries": ["-lpthread"], "arguments": ["-C", "{work}/ninja", "-n", "-d", "explain"]}


def jsoncpp(folder):
    return {"language": "c++", "flags": ["-I{source}/include"],
            "files": [*under(folder, "src/lib_json/*.cpp"), "src/jsontestrunner/main.cpp"],
            "libraries": [], "arguments": ["{work}/json/data.json"]}


def pugixml(folder):
    return {"language": "c++", "flags": ["-I{source}/src"], "files": ["src/pugixml.cpp", "{here}/pugixml_work.cpp"],
            "libraries": [], "arguments": ["{work}/data.xml"]}


def tinyxml(folder):
    return {"language": "c++", "flags": ["-I{source}"], "files": ["tinyxml2.cpp", "{here}/tinyxml_work.cpp"],
            "libraries": [], "arguments": ["{work}/data.xml"]}


def yaml(folder):
    return {"language": "c++", "flags": ["-std=c++11", "-I{source}/include"],
            "files": [*under(folder, "src/*.cpp", "src/contrib/*.cpp"), "util/parse.cpp"],
            "libraries": [], "arguments": [], "input": "{work}/data.yaml"}


PROGRAMS = {"lua5.4": lua, "mawk": mawk, "mujs": mujs, "duktape": duktape, "tcc": tcc, "sqlite3": sqlite,
            "minisat2": minisat, "ninja-build": ninja, "libjsoncpp": jsoncpp, "pugixml": pugixml, "tinyxml2": tinyxml,
            "yaml-cpp": yaml}
