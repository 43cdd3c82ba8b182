"""What is built from each source package, and what is run. A program is a name, the
objects it is linked from (paths of C files in the package) and libraries; a run is a
program, its arguments and its input. SOURCE in an argument is the package's folder,
HERE is the folder of this file; every run has a fresh working folder."""

import glob
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def under(folder, pattern):
    return sorted(os.path.relpath(p, folder) for p in glob.glob(os.path.join(folder, pattern)))


def zlib(folder):
    library = under(folder, "*.c")
    some = [f for f in ("deflate.c", "inflate.c", "ChangeLog", "trees.c", "zlib.h") if os.path.exists(os.path.join(folder, f))]
    return {
        "flags": ["-D_GNU_SOURCE", "-DHAVE_UNISTD_H", f"-I{folder}"],
        "files": library + under(folder, "*/*.c") + under(folder, "*/*/*.c"),
        "programs": {
            "example": (["test/example.c", *library], []),
            "minigzip": (["test/minigzip.c", *library], []),
            "infcover": (["test/infcover.c", *library], []),
            "zpipe": (["examples/zpipe.c", *library], []),
            "fitblk": (["examples/fitblk.c", *library], []),
            "enough": (["examples/enough.c"], []),
        },
        # Text in, compressed bytes out, and back: both are compared.
        "runs": [("example", ["out.gz"], None), ("enough", [], None), ("enough", ["286", "9", "15"], None),
                 ("infcover", [], None)]
        + [(p, a, f"SOURCE/{f}") for f in some for p, a in
           (("minigzip", ["-1"]), ("minigzip", ["-9"]), ("zpipe", []), ("fitblk", ["4000"]))]
        + [(p, ["-d"], (q, f"SOURCE/{f}")) for f in some for p, q in (("minigzip", "minigzip"), ("zpipe", "zpipe"))],
    }


def lua(folder):
    core = [f for f in under(folder, "src/*.c") if os.path.basename(f) not in ("lua.c", "luac.c", "onelua.c", "ltests.c")]
    scripts = sorted(glob.glob(os.path.join(HERE, "lua", "*.lua")))
    return {
        "flags": ["-DLUA_USE_LINUX", "-DLUA_COMPAT_5_3", f"-I{HERE}/include", f"-I{folder}/src"],
        "files": under(folder, "src/*.c"),
        "programs": {
            "lua": (["src/lua.c", *core], ["-Wl,-E", "-lm", "-ldl"]),
            "luac": (["src/luac.c", *core], ["-lm", "-ldl"]),
        },
        "runs": [("lua", [s], None) for s in scripts] + [("luac", ["-s", "-o", "-", s], None) for s in scripts],
    }


def cjson(folder):
    tests = [t for t in under(folder, "tests/*.c") if os.path.basename(t) != "unity_setup.c"]
    unity = "tests/unity/src/unity.c"
    programs = {"test": (["test.c", "cJSON.c"], ["-lm"])}
    runs = [("test", [], None)]
    for path in tests:
        name = os.path.splitext(os.path.basename(path))[0]
        # They include cJSON.c itself; only the tests of the utilities need more.
        extra = ["cJSON_Utils.c"] if any(w in name for w in ("utils", "json_patch", "old_utils")) else []
        programs[name] = ([path, unity, *extra], ["-lm"])
        runs.append((name, [], None))
    return {
        "flags": ["-DENABLE_LOCALES", f"-I{folder}", f"-I{folder}/tests/unity/src", f"-I{folder}/tests/unity/extras/fixture/src"],
        "files": under(folder, "*.c") + under(folder, "tests/*.c") + under(folder, "fuzzing/*.c")
        + under(folder, "tests/unity/src/*.c"),
        "programs": programs,
        "runs": runs,
        "cwd": "tests",
    }


PACKAGES = {"zlib": zlib, "lua5.4": lua, "cjson": cjson}
