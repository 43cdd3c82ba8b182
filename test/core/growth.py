#!/usr/bin/env python3
"""growth.py ESCAPE-SOLVE SHAPE N MOST

Makes a graph of SHAPE of size N and one of size 4N, and fails if escape-solve
executes more than MOST times the instructions for the second, counted by
callgrind and less what it executes for an empty file.
"""
import os
import re
import subprocess
import sys
import tempfile


def address_steps(n):
    """One pointer that is moved n times."""
    steps = "".join(f"  %p{i + 1} = %p{i} + 8\n" for i in range(n))
    return ("func @steps() {\n  object #a site size=16 family=malloc\n"
            f"  %p0 = &#a\n{steps}  cfg {{\n    block 0\n      site #a\n      return\n  }}\n}}\n")


def cycle_of_functions(n):
    """n functions, each of which passes its parameter to the next."""
    return "".join(f"func @f{i}(%p) {{\n  call @f{(i + 1) % n}(%p)\n}}\n" for i in range(n))


def sites(n):
    """n objects of one function, each freed."""
    made = "".join(f"  object #a{i} site size=16 family=malloc\n  %p{i} = &#a{i}\n"
                   f"  fact free %p{i} must=#a{i} family=malloc !{i}\n" for i in range(n))
    events = "".join(f"      site #a{i}\n      free #a{i} (%p{i}) !{i}\n" for i in range(n))
    return f"func @sites() {{\n{made}  cfg {{\n    block 0\n{events}      return\n  }}\n}}\n"


def flows(n):
    """n objects, each with a way out of its own."""
    made = "".join(f"  object #a{i} site size=16 family=malloc\n  %p{i} = &#a{i}\n"
                   f"  %q{i} = %p{i}\n  escape %q{i} sink=global !{i}\n" for i in range(n))
    events = "".join(f"      site #a{i}\n" for i in range(n))
    return f"func @flows() {{\n{made}  cfg {{\n    block 0\n{events}      return\n  }}\n}}\n"


def phi_web(n):
    """n pointers, each of which may be three others, all of them in cycles, and one object."""
    copies = "".join(f"  %p{i} = %p{(i * k + k) % n}\n" for i in range(n) for k in (1, 2, 7))
    return ("func @web() {\n  object #a site size=16 family=malloc\n"
            f"  %p0 = &#a\n{copies}  cfg {{\n    block 0\n      site #a\n      return\n  }}\n}}\n")


def fields(n):
    """A walk through n fields of a parameter's structure, which leads to itself: a cyclic type."""
    steps = "".join(f"  %q{i + 1} = load %q{i} + {8 * (i % 40)}, 8\n  store %q{i + 1}, %q{i} + {8 * (i * 7 % 40)}\n" for i in range(n))
    return f"func @walk(%q0) {{\n{steps}}}\n"


def dense(n):
    """n objects, each of which may hold each: the budget decides."""
    made = "".join(f"  object #a{i} site size=64 family=malloc\n  %p = &#a{i}\n" for i in range(n))
    events = "".join(f"      site #a{i}\n" for i in range(n))
    return f"func @dense() {{\n{made}  store %p, %p\n  cfg {{\n    block 0\n{events}      return\n  }}\n}}\n"


SHAPES = {"address-steps": address_steps, "cycle-of-functions": cycle_of_functions, "sites": sites, "flows": flows,
          "phi-web": phi_web, "fields": fields, "dense": dense}


def instructions(tool, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "graph.efg")
        with open(path, "w", encoding="utf-8") as file:
            file.write("efg 1\n" + text)
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", tool, "-paths", path],
                              check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def main():
    tool, shape, n, most = sys.argv[1], SHAPES[sys.argv[2]], int(sys.argv[3]), float(sys.argv[4])
    start = instructions(tool, "")
    small, large = (instructions(tool, shape(k)) - start for k in (n, 4 * n))
    print(f"{sys.argv[2]}: {small} and {large} instructions, {large / small:.2f} times")
    return large > most * small


if __name__ == "__main__":
    sys.exit(main())
