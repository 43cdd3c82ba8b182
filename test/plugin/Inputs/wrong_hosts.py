"""wrong_hosts.py PLUGIN MAJOR FOLDER: gives the plugin, which is for LLVM MAJOR, to
every host of another LLVM that is installed. Each must say LLVM's own words about
versions and end with an error; none may crash. One line a host, and the counts."""

import glob
import os
import re
import shutil
import subprocess
import sys

WORDS = re.compile(r"[Ww]rong API version on plugin")
# opt, before LLVM 16 or so, goes on without the plugin, in words of its own.
LENIENT = re.compile(r"Failed to load passes from .* Request ignored")


def hosts(plugin, major, folder):
    """(name, command) of each; what is linked is compiled without the plugin first."""
    source = os.path.join(folder, "m.c")
    fortran, rust = os.path.join(folder, "m.f90"), os.path.join(folder, "m.rs")
    for path, text in ((source, "int main(void) { return 0; }\n"), (fortran, "end\n"), (rust, "fn main() {}\n")):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    out = ["-o", os.path.join(folder, "out")]
    for bindir in sorted(glob.glob("/usr/lib/llvm-*/bin")):
        other = bindir.split("/")[-2][len("llvm-"):]
        if other == major or not other.isdigit():
            continue
        opt, clang, flang = (os.path.join(bindir, name) for name in ("opt", "clang", "flang"))
        if os.path.exists(opt):
            yield f"opt {other}", [opt, f"-load-pass-plugin={plugin}", "-passes=verify", "-disable-output", "/dev/null"]
        if os.path.exists(clang):
            yield f"clang {other}", [clang, "-O2", f"-fpass-plugin={plugin}", "-c", source, *out]
        if os.path.exists(flang):
            yield f"flang {other}", [flang, f"-fpass-plugin={plugin}", "-c", fortran, *out]
        if os.path.exists(clang) and os.path.exists(os.path.join(bindir, "ld.lld")) and int(other) > 14:
            bitcode = os.path.join(folder, f"m{other}.o")
            subprocess.run([clang, "-O2", "-flto", "-c", source, "-o", bitcode], check=True)
            yield f"lld {other}", [clang, "-flto", "-fuse-ld=lld", f"-Wl,--load-pass-plugin={plugin}", bitcode, *out]
    for rustc in sorted({found for found in (shutil.which("rustc"), shutil.which("/usr/bin/rustc")) if found}):
        version = subprocess.run([rustc, "-vV"], capture_output=True, text=True).stdout
        found = re.search(r"^LLVM version: (\d+)", version, re.M)
        if found and found.group(1) != major:
            yield f"rustc {found.group(1)}", ["env", "RUSTC_BOOTSTRAP=1", rustc, "-O", f"-Zllvm-plugins={plugin}", rust, *out]


def main():
    plugin, major, folder = sys.argv[1:]
    refused = wrong = 0
    for name, command in hosts(plugin, major, folder):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        text = done.stdout + done.stderr
        # LLVM's fatal errors end a host with 1, in lld's child too; a signal is negative, or said by the driver.
        crashed = done.returncode < 0 or done.returncode > 128 or "Stack dump" in text or "signal" in text
        good = WORDS.search(text) and done.returncode != 0 or name.startswith("opt") and LENIENT.search(text)
        if good and not crashed:
            refused += 1
            print(f"{name}: refuses")
        else:
            wrong += 1
            print(f"{name}: exit code {done.returncode}\n{text}")
    print(f"{refused} refuse, {wrong} do not")
    return wrong != 0


sys.exit(main())
