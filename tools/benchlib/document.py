"""docs/evaluation.md has a section for each benchmark, between two comments; each
benchmark writes its own and leaves the rest as it is."""

import os
import re

PATH = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "docs", "evaluation.md")


def write_section(name, text, path=PATH):
    """Puts `text` (Markdown) in the place of section `name`, which must be there."""
    with open(path, encoding="utf-8") as file:
        before = file.read()
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(re.escape(marks[0]) + ".*?" + re.escape(marks[1]), re.S)
    if not pattern.search(before):
        raise ValueError(f"{path}: no section {name}")
    after = pattern.sub(lambda _: f"{marks[0]}\n{text.strip()}\n{marks[1]}", before)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(after)
    os.replace(path + ".new", path)
