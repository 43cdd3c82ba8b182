"""exports.py FOLDER LIBRARY: the library exports the functions that headers in
FOLDER declare with ESCAPE_API, and the members of such classes."""

import pathlib
import re
import subprocess
import sys

folder, library = sys.argv[1:]
declared = set()
for name in ("escape.h", "escape-llvm.h"):
    text = pathlib.Path(folder, name).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^\s*#.*", "", text, flags=re.M)
    declared |= set(re.findall(r"ESCAPE_API\s[^;]*?(\w+)\s*\(", text))
text = re.sub(r"//.*", "", pathlib.Path(folder, "Passes.h").read_text(encoding="utf-8"))
declared |= {"escape::" + name for name in re.findall(r"ESCAPE_API\s+[\w:]+\s+(\w+)\(", text)}
# What of the class is not inline.
declared |= {"escape::EscapeAnalysis::" + name for name in ("EscapeAnalysis", "run", "Key")}

lines = subprocess.run(["llvm-nm", "-D", "-C", "--defined-only", library],
                       capture_output=True, text=True, check=True).stdout.splitlines()
exported = {line.split(" ", 2)[2].split("(")[0] for line in lines}
assert len(declared) > 10, declared
for name in sorted(declared ^ exported):
    print(f"{name}: {'not exported' if name in declared else 'exported, and in no header'}")
sys.exit(declared != exported)
