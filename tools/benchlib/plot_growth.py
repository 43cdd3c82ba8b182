"""plot_growth.py FILE.svg < ROWS: processor time over size, both as logarithms, with matplotlib. A row of
the JSON list is [instructions, seconds of escape, seconds of function-attrs, ...]."""

import json
import sys

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402

matplotlib.rcParams["svg.hashsalt"] = "escape"  # the same file from the same numbers
matplotlib.rcParams["svg.fonttype"] = "none"
rows = json.load(sys.stdin)
figure, axes = pyplot.subplots(figsize=(6, 4))
for column, label, mark in ((1, "escape", "o-"), (2, "function-attrs", "s--")):
    points = [(row[0], row[column]) for row in rows if row[column] > 0]
    axes.loglog([x for x, _ in points], [y for _, y in points], mark, label=label)
axes.set_xlabel("IR instructions")
axes.set_ylabel("processor time, seconds")
axes.grid(True, which="major", alpha=0.4)
axes.legend()
figure.tight_layout()
figure.savefig(sys.argv[1], metadata={"Date": None})
