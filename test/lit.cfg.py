# The lit suites. Run them with
#
#     $(llvm-config-22 --bindir)/lit build/test
#
# Substitutions:
#   %opt           opt with the plugin and -verify-each
#   %bare-opt      opt without the plugin
#   %clang         clang, without the plugin; %clang++ likewise
#   %rustc         rustc, without the plugin, where its LLVM is ours
#   %other-opt     an opt of another LLVM, where there is one
#   %plugin        the plugin's file; %llvm-major: the LLVM it is for
#   %escape-solve  the core's own tool
#   %allocators    the folder of allocator descriptions
#   %lowering-rows the check of docs/lowering.md (%page)
#   %completion    the folder of completions for shells
#   %docs          the folder of the pages
#   %include       the folder of our headers
#   %libraries     the folder of the runtime's libraries
#   %threads-host  %threads-host PLUGIN FILE...: the same output in threads and again
#   %escape-cc     the compiler; %escape-c++, %escape-report likewise
#   %chromium      a browser without a window, where there is one
#   %python        Python 3
#   %build, %source  the folders
#   %same-run      %same-run FILE.ll PIPELINE [ARG...]: runs the module before and
#                  after `opt -passes=PIPELINE`; fails if output or exit code differ
# FileCheck, not, split-file, count and the other tools of LLVM are on PATH, and our own tools.
#
# Features: pkg-config, dpkg-shlibdeps, lintian, plugin, llvm-N, other-opt, rustc, guard-switches, report, chromium, ccache, mandoc, zsh, gdb, heaptrack, valgrind.

import os
import re
import shutil
import subprocess

import lit.formats

config.name = "escape"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".ll", ".c", ".cpp", ".rs", ".efg", ".test"]
config.test_source_root = os.path.dirname(__file__)

site = hasattr(config, "escape_build")
if not site:
    lit_config.fatal("run lit on the build folder: lit build/test")
config.test_exec_root = os.path.join(config.escape_build, "test")

# These have their own runners.
config.excludes = {
    "Inputs", "bench", "benchmark", "corpus", "execution", "frames", "fuzz", "guards", "lowering-rows",
    "oracle", "programs", "random", "structure", "threads-host", "unit",
}

if config.llvm_tools:
    config.environment["PATH"] = os.pathsep.join(
        [config.llvm_tools, os.path.join(config.escape_build, "bin"), config.environment["PATH"]])
# No colours, no locale and no history in what FileCheck compares.
config.environment["LC_ALL"] = "C"
config.environment.pop("FILECHECK_OPTS", None)
# test/guards/run takes out one guard of a test build.
# test/report/Inputs/sarif.py takes the official schema.
for name in ("ESCAPE_DISABLE_GUARD", "ESCAPE_SARIF_SCHEMA"):
    if name in os.environ:
        config.environment[name] = os.environ[name]


def tool(name):
    return os.path.join(config.llvm_tools, name) if config.llvm_tools else name


def add(name, text):
    # A whole word: %opt is not a part of %opt-level.
    config.substitutions.append((rf"%{name}(?![-\w])", text))


opt, clang, clangxx = tool("opt"), tool("clang"), tool("clang++")
plugin = config.escape_plugin
# An older LLVM: its tools, given what is written for the newest. What is the same with any LLVM is not run again.
if config.llvm_major != config.llvm_newest:
    config.excludes |= {"core", "metamorphic"}
    older = os.path.join(config.test_source_root, "older_llvm.py")
    opt, clang, clangxx = (f"/usr/bin/env python3 {older} {name}" for name in (opt, clang, clangxx))
add("bare-opt", f"{opt} -verify-each")
add("opt", f"{opt} -load-pass-plugin={plugin} -verify-each")
add(r"clang\+\+", clangxx)
add("clang", clang)
add("plugin", plugin)
add("llvm-major", config.llvm_major)
add("lowering-rows", os.path.join(config.escape_build, "bin", "lowering-rows"))
add("threads-host", os.path.join(config.escape_build, "bin", "threads-host"))
add("completion", os.path.join(config.escape_source, "tools", "completion"))
add("docs", os.path.join(config.escape_source, "docs"))
add("include", os.path.join(config.escape_source, "include"))
add("libraries", os.path.join(config.escape_build, "lib"))
add("page", os.path.join(config.escape_source, "docs", "lowering.md"))
add("allocators", os.path.join(config.escape_source, "allocators"))
add("escape-solve", os.path.join(config.escape_build, "bin", "escape-solve"))
for name in ("escape-cc", "escape-c\\+\\+", "escape-report"):
    file = name.replace("\\", "")
    add(name, os.path.join(config.escape_build, "bin", file))
add("python", "/usr/bin/env python3")
for name in ("gdb", "heaptrack", "valgrind"):
    if shutil.which(name):
        config.available_features.add(name)
add("build", config.escape_build)
add("source", config.escape_source)
add("llvm-lib", os.path.join(os.path.dirname(config.llvm_tools), "lib"))
for name in ("pkg-config", "dpkg-shlibdeps", "lintian"):
    if shutil.which(name):
        config.available_features.add(name)
if os.path.exists(os.path.join(config.escape_build, "bin", "escape-cc")):
    config.available_features.add("report")
for name in ("ccache", "chromium", "mandoc", "zsh"):
    found = shutil.which(name) or shutil.which(f"{name}-headless-shell")
    if found:
        config.available_features.add(name)
        add(name, found)
same_run = os.path.join(config.test_source_root, "execution", "same_run.py")
add("same-run", f"/usr/bin/env python3 {same_run} --bindir={config.llvm_tools}"
                f" --plugin={plugin}")

other = next((found for major in range(14, 30) if str(major) != config.llvm_major
              for found in [shutil.which(f"opt-{major}")] if found), None)
if other:
    add("other-opt", other)
    config.available_features.add("other-opt")

rustc = shutil.which("rustc")
rust = subprocess.run([rustc, "-vV"], capture_output=True, text=True).stdout if rustc else ""
if re.search(rf"^LLVM version: {config.llvm_major}\.", rust, re.M):
    # The option that loads a plugin is one of nightly compilers.
    add("rustc", f"env RUSTC_BOOTSTRAP=1 {rustc} --edition 2021")
    config.available_features.add("rustc")
elif plugin:
    lit_config.warning(f"no rustc with LLVM {config.llvm_major}: Rust programs are not tested")

if plugin and os.path.exists(plugin):
    config.available_features.add("plugin")
if config.llvm_major:
    config.available_features.add(f"llvm-{config.llvm_major}")
if config.escape_guard_switches:
    config.available_features.add("guard-switches")
# Without LLVM only the core's own texts can be tested.
if not plugin:
    config.suffixes = [".efg", ".test"]
