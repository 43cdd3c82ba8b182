"""Judges one module: is the promoted program the same program?

How:  the reference is the module straight through clang -O0. If the promoted
      build differs from it, the build at the same configuration *without* the
      pass decides: if that one differs too, the generator or LLVM is to blame
      ("plain"), else the pass is ("promoted").
Does not: reduce (reduce.py).
"""
from . import build, stats


class Verdict:
    """kind: "same", "promoted", "plain", "build", "reference"."""

    def __init__(self, kind, detail="", tests=()):
        self.kind, self.detail, self.tests = kind, detail, list(tests)


COVERAGE = ["-fprofile-instr-generate", "-fcoverage-mapping"]


def reference(module, counted):
    """Builds and runs the reference; its result."""
    if counted:
        module.compile_plain("reference", ["-O0"] + COVERAGE)
        result = module.run("reference",
                            extra_env={"LLVM_PROFILE_FILE": "reference.raw"})
    else:
        module.compile_plain("reference", ["-O0"])
        result = module.run("reference")
    return result


def differing_tests(module, expected, got):
    """Numbers of the tests whose lines differ; the first missing one last."""
    def by_test(result):
        table = {}
        for line in result.out.decode(errors="replace").split("\n"):
            head, colon, value = line.partition(":")
            if head.startswith("test ") and colon:
                table[int(head[5:])] = value
        return table
    want, have = by_test(expected), by_test(got)
    wrong = [k for k in sorted(want) if k in have and have[k] != want[k]]
    missing = [k for k in sorted(want) if k not in have]
    return wrong + missing[:1]


def explain(result):
    if result.code is None:
        return "timeout"
    text = "exit code %d" % result.code
    error = result.err.decode(errors="replace").strip()
    return text + ("\n" + error[:3000] if error else "")


def expect(module, counted=False):
    """The reference's result, and a verdict if it is none."""
    try:
        expected = reference(module, counted)
    except build.BuildError as error:
        return None, Verdict("reference", "\n".join(error.args))
    if not expected.clean():
        return None, Verdict("reference", explain(expected))
    return expected, None


def compare(module, expected, counted=None, names=(), extra=()):
    """The module at its configuration against `expected`. `counted` is a Stats
    or None."""
    try:
        module.build("promoted", True, extra)
    except build.BuildError as error:
        try:
            module.build("plain", False)
        except build.BuildError as plain:
            return Verdict("plain", "\n".join(plain.args))
        return Verdict("build", "\n".join(error.args))
    got = module.run("promoted", extra_env=module.env(),
                     timeout=expected.patience())
    if counted is not None:
        module.write_remarks("promoted.yaml", extra)
        coverage = stats.Coverage(module, "reference", "reference.raw")
        counted.add(module, names, "promoted.yaml", coverage)
    if expected.same(got):
        return Verdict("same")
    try:
        module.build("plain", False)
        plain = module.run("plain", extra_env=module.env(),
                           timeout=expected.patience())
    except build.BuildError as error:
        return Verdict("plain", "\n".join(error.args))
    tests = differing_tests(module, expected, got)
    if not expected.same(plain):
        return Verdict("plain", explain(plain),
                       differing_tests(module, expected, plain))
    return Verdict("promoted", explain(got), tests)
