"""sarif.py FILE: checks a SARIF log against the rules of the standard (2.1.0) that
concern what we write, and, where ESCAPE_SARIF_SCHEMA names the official schema and
jsonschema is installed, against it. Prints `STATE RULE SITE` for each result."""
import json
import os
import re
import sys

log = json.load(open(sys.argv[1], encoding="utf-8"))
schema = os.environ.get("ESCAPE_SARIF_SCHEMA")
if schema:
    import jsonschema
    jsonschema.Draft4Validator(json.load(open(schema))).validate(log)


def need(condition, what):
    if not condition:
        sys.exit(f"{sys.argv[1]}: {what}")


def location(at, where):
    need(set(at) <= {"physicalLocation", "logicalLocations", "message"}, f"{where}: unknown member")
    physical = at.get("physicalLocation")
    if physical:
        uri = physical["artifactLocation"]["uri"]
        need(re.fullmatch(r"(file://)?[A-Za-z0-9\-._~/+,@%]+", uri), f"{where}: {uri} is no URI reference")
        for bound in ("startLine", "startColumn"):
            value = physical.get("region", {}).get(bound, 1)
            need(isinstance(value, int) and value >= 1, f"{where}: {bound} is {value}")
    for name in at.get("logicalLocations", []):
        need(name["kind"] == "function" and name["name"], f"{where}: logical location")


need(log["version"] == "2.1.0", "version")
need(len(log["runs"]) == 1, "one run")
run = log["runs"][0]
driver = run["tool"]["driver"]
need(driver["name"] == "escape", "tool name")
rules = [rule["id"] for rule in driver["rules"]]
need(len(rules) == len(set(rules)), "a rule twice")
for rule in driver["rules"]:
    need(rule["shortDescription"]["text"].endswith("."), "a description without a full stop (3.11.2)")
for result in run["results"]:
    where = result["partialFingerprints"]["escapeSite/v1"]
    need(result["ruleId"] in rules, f"{where}: no rule {result['ruleId']}")
    need(result["kind"] in ("pass", "fail"), f"{where}: kind")
    need((result["kind"] == "fail") == (result["level"] != "none"), f"{where}: level (3.27.10)")
    need(result["message"]["text"].endswith("."), f"{where}: message without a full stop (3.11.2)")
    for at in result["locations"]:
        location(at, where)
    for flow in result.get("codeFlows", []):
        need(len(flow["threadFlows"]) == 1, f"{where}: one thread")
        steps = flow["threadFlows"][0]["locations"]
        need(steps, f"{where}: an empty flow (3.37.6)")
        need(steps[0]["nestingLevel"] == 0, f"{where}: a flow starts in its function")
        for step in steps:
            location(step["location"], where)
            need(step["location"]["message"]["text"], f"{where}: a step without words")
    state = result.get("baselineState", "-")
    need(state in ("-", "new", "unchanged", "updated", "absent"), f"{where}: baselineState")
    print(state, result["ruleId"], where)
