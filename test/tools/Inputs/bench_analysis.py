"""bench_analysis.py MODULE GROWN PAGE: MODULE is replicated.ll as bitcode; writes GROWN and PAGE."""

import os
import shutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(ROOT, "tools", "benchlib")]
import bench_analysis  # noqa: E402
import document  # noqa: E402
import modules  # noqa: E402

module, grown, page = sys.argv[1:]
tools = {name: shutil.which(name) for name in ("llvm-as", "llvm-dis", "llvm-link")}

# switch, ret, invoke, ret, landingpad, resume; load, add, store, call, ret.
assert modules.instructions_of(module, tools) == 11
modules.replicate(module, 3, tools, grown)
assert modules.instructions_of(grown, tools) == 33

assert bench_analysis.copies_for(10000, 10 ** 6) == [1, 3, 10, 32, 100]
assert bench_analysis.copies_for(30000, 10 ** 5) == [1, 3]

assert abs(bench_analysis.exponent([(x, 3e-6 * x ** 1.5) for x in (1e4, 1e5, 1e6)]) - 1.5) < 1e-9
assert abs(bench_analysis.exponent([(10, 2), (100, 20), (1000, 0)]) - 1) < 1e-9, "what was too short to measure is left out"
assert bench_analysis.exponent([(10, 2)]) is None

values = {"lua5.4": {"IR instructions": 1000, "SCCs": {"accepted": 7, "out of budget": 2},
                     "times": {"nothing": [1.0, 1000], "escape": [1.5, 33000], "function-attrs": [1.1, 1000], "attributor": [2.0, 1000],
                               "O2": [11.0, 1000]},
                     "counts": {"nothing": 100, "escape": 600, "function-attrs": 200, "remarks": 850}},
          "mujs": {"IR instructions": 5}}
rows = bench_analysis.table(values)
assert rows[2:] == ["| lua5.4 | 1000 | 2000 | 5.0 % | - | 5.0 | 50 % | 33.00 | 32 | 1.50 | 7 | 2 |"], rows
values["lua5.4"]["times"]["attributor"] = None
values["lua5.4"]["all counts"] = {"nothing": 100, "O2": 20100}
assert bench_analysis.table(values)[2:] == ["| lua5.4 | 1000 | 2000 | 5.0 % | 2.5 % | 5.0 | fails | 33.00 | 32 | 1.50 | 7 | 2 |"]

text = "\n".join(bench_analysis.growth_table([[10000, 0.1, 0.01, 320000], [100000, 1.0, 0.1, 3200000]]))
assert "| 10000 | 0.10 | 100000 | 0.01 | 32 |" in text and text.endswith("processor time: 1.00."), text
with open(page, "w", encoding="utf-8") as file:
    file.write("before\n<!-- analysis -->\nold\n<!-- end of analysis -->\nafter\n")
document.write_section("analysis", text, page)
with open(page, encoding="utf-8") as file:
    assert file.read() == f"before\n<!-- analysis -->\n{text}\n<!-- end of analysis -->\nafter\n"
