"""Inputs of the workloads that are too large to keep: written from a fixed seed, so
that every machine has the same bytes."""

import json
import os
import random


def words(path, random_):
    names = ["".join(random_.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(random_.randint(3, 9))) for _ in range(500)]
    with open(path, "w", encoding="ascii") as file:
        for _ in range(6000):
            file.write(" ".join(random_.choice(names) for _ in range(random_.randint(2, 10))) + "\n")


def large_c(path):
    with open(path, "w", encoding="ascii") as file:
        file.write("typedef struct node { struct node *next; int key; char name[16]; } node;\n")
        for i in range(1200):
            file.write(f"static int f{i}(node *n, int a) {{\n  int s = a * {i};\n"
                       f"  for (; n; n = n->next) {{ if (n->key == {i} + a) s += n->name[a & 15]; else s ^= n->key << {i % 7}; }}\n"
                       f"  switch (s & 3) {{ case 0: return s + {i}; case 1: return s * 3; default: return {f'f{i - 1}(n, s)' if i else 's'}; }}\n}}\n")
        file.write("int last(node *n) { return f1199(n, 1); }\n")


def formula(path, random_):
    """Random 3-SAT near the hard ratio, small enough to be solved."""
    variables, clauses = 170, 724
    with open(path, "w", encoding="ascii") as file:
        file.write(f"p cnf {variables} {clauses}\n")
        for _ in range(clauses):
            chosen = random_.sample(range(1, variables + 1), 3)
            file.write(" ".join(str(v if random_.random() < 0.5 else -v) for v in chosen) + " 0\n")


def ninja(folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "build.ninja"), "w", encoding="ascii") as file:
        file.write("flags = -O2 -g\nrule cc\n  command = cc $flags -c $in -o $out\n  description = CC $out\n"
                   "rule link\n  command = cc $in -o $out\n")
        for i in range(6000):
            file.write(f"build out/dir{i % 40}/file{i}.o: cc build.ninja | {'out/dir%d/file%d.o' % ((i - 1) % 40, i - 1) if i else 'build.ninja'}\n"
                       f"  flags = $flags -DN={i}\n")
        file.write("build all: link " + " ".join(f"out/dir{i % 40}/file{i}.o" for i in range(0, 6000, 3)) + "\n")


def items(random_, count):
    return [{"name": "item " + str(i), "price": random_.randint(1, 999), "tags": [f"t{random_.randint(0, 99)}" for _ in range(3)],
             "text": "x" * random_.randint(0, 60)} for i in range(count)]


def json_file(folder, random_):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "data.json"), "w", encoding="ascii") as file:
        json.dump({"items": items(random_, 4000)}, file, indent=1)


def xml(path, random_):
    with open(path, "w", encoding="ascii") as file:
        file.write("<items>\n")
        for item in items(random_, 4000):
            tags = "".join(f"<tag>{t}</tag>" for t in item["tags"])
            file.write(f'  <item name="{item["name"]}"><price>{item["price"]}</price>{tags}<text>{item["text"]}</text></item>\n')
        file.write("</items>\n")


def yaml(path, random_):
    with open(path, "w", encoding="ascii") as file:
        for item in items(random_, 800):
            file.write(f"- name: {item['name']}\n  price: {item['price']}\n  tags: [{', '.join(item['tags'])}]\n  text: \"{item['text']}\"\n")


def write_all(folder):
    os.makedirs(folder, exist_ok=True)
    words(os.path.join(folder, "words.txt"), random.Random(1))
    large_c(os.path.join(folder, "large.c"))
    formula(os.path.join(folder, "formula.cnf"), random.Random(2))
    ninja(os.path.join(folder, "ninja"))
    json_file(os.path.join(folder, "json"), random.Random(3))
    xml(os.path.join(folder, "data.xml"), random.Random(4))
    yaml(os.path.join(folder, "data.yaml"), random.Random(5))
