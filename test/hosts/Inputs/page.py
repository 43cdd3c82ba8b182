"""page.py PAGE FOLDER PKG_CONFIG_PATH: runs the commands of each section of PAGE
in a folder of its own, after those of section Start; any that fails, fails it. A
section that needs a program which is not here is skipped, and that is said."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

page, folder, pkg_config = sys.argv[1:]
environment = dict(os.environ, PKG_CONFIG_PATH=pkg_config)
sections = re.split(r"^## (.*)\n", pathlib.Path(page).read_text(encoding="utf-8"), flags=re.M)[1:]
passed = failed = 0
start = ""
for name, text in zip(sections[::2], sections[1::2]):
    commands = "\n".join(line[4:] for line in text.splitlines() if line.startswith("    "))
    if name == "Start":
        start = commands
        continue
    missing = [need for need in re.findall(r"^Needs `([^`]+)`", text, re.M) if not shutil.which(need)]
    if missing:
        print(f"SKIPPED {name}: {missing[0]} is not installed")
        continue
    place = pathlib.Path(folder, "page-" + name)
    place.mkdir()
    ran = subprocess.run(["bash", "-e", "-c", start + "\n" + commands], cwd=place, env=environment,
                         capture_output=True, text=True)
    passed, failed = passed + (ran.returncode == 0), failed + (ran.returncode != 0)
    if ran.returncode:
        print(f"FAIL: {name}\n{ran.stdout}{ran.stderr}")
print(f"{passed} passed, {failed} failed")
