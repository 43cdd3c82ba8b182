"""jsonlines.py FILE: each line as words, for FileCheck."""
import json
import sys

for line in open(sys.argv[1], encoding="utf-8"):
    item = json.loads(line)
    if "actions" not in item:
        for kind in ("parameter", "summary"):
            if kind in item:
                print(f"{kind}: {item[kind]}")
        continue
    print(f"{item['site']}: {item['state']}, {item['lifetime']}: {item['verdict']}")
    for flow in item["flows"]:
        hops = [hop["text"].removeprefix("from ").rsplit(" (", 1)[0] + f" {hop['depth']}" +
                (f" in {hop['in']}" if "in" in hop else "") for hop in flow["hops"]]
        print(f"{flow['target']}: " + ", ".join(hops))
    for action in item["actions"]:
        print(action["action"], action.get("plan") or action["reason"], "in", action["function"])
