"""options.py TOOL HELP MAN COMPLETION...: the options that TOOL's help lists, those of
its page and those that completions name are the same. Prints them."""
import re
import subprocess
import sys

tool, flag, page, *completions = sys.argv[1:]
help_text = subprocess.run([tool, flag], capture_output=True, text=True, check=True).stdout
listed = set()
for line in help_text.split("\n"):
    if re.match(r"  -", line):
        # Up to where the description begins.
        listed |= set(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", re.split(r"\s{2,}", line.strip())[0]))
shown = set()
for line in open(page, encoding="utf-8"):
    if line.startswith(".It Fl"):
        shown |= {"-" + name for name in re.findall(r"Fl (-?[A-Za-z][\w-]*)", line)}
if listed != shown:
    sys.exit(f"{page}: not in the page: {sorted(listed - shown)}; not in the help: {sorted(shown - listed)}")
for completion in completions:
    text = open(completion, encoding="utf-8").read()
    missing = [option for option in listed if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text)]
    if missing:
        sys.exit(f"{completion}: does not offer {sorted(missing)}")
print(" ".join(sorted(listed)))
