"""shown.py PAGE TEXT: the page shows every line of the text, in order, indented."""
import pathlib
import sys

page = [line.strip() for line in pathlib.Path(sys.argv[1]).read_text().split("\n")]
text = [line.strip() for line in pathlib.Path(sys.argv[2]).read_text().strip().split("\n")]
for start in range(len(page)):
    if page[start:start + len(text)] == text:
        sys.exit(0)
sys.exit(f"{sys.argv[1]} does not show {sys.argv[2]}")
