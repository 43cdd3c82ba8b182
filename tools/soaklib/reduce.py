"""Makes a failing module small, and leaves a folder that explains itself.

How:  1. one test: `progen --only K`, at the same configuration;
      2. one promotion: the smallest N with `escape<max-promotions=N>` that
         fails, by bisection (N - 1 is checked to pass);
      3. the IR: llvm-reduce-22 with a script that demands: the plain program
         prints the same at -O0 and at -O2, and is clean under ASan, and the
         promoted one prints something else.
      Each step is kept only if the failure is still there after it.
Does not: reduce failures of the plain build, nor (step 3) instrumented ones.
"""
import os
import re
import shlex
import shutil
import subprocess

from . import build, check, stats

SCRIPT = """#!/bin/sh
# Succeeds if $1 (IR) is a miscompile by the pass. For llvm-reduce.
d=$(mktemp -d) || exit 1
trap 'rm -rf "$d"' EXIT
ulimit -c 0
cp "$1" "$d/in.ll" 2>/dev/null && cd "$d" || exit 1
{clang} -w -O0 -x ir in.ll -o p0 {link} 2>/dev/null || exit 1
timeout 10 ./p0 >p0.out 2>/dev/null || exit 1
{clang} -w -O2 -x ir in.ll -o p2 {link} 2>/dev/null || exit 1
timeout 10 ./p2 >p2.out 2>/dev/null || exit 1
cmp -s p0.out p2.out || exit 1
grep -q '^test ' p0.out || exit 1
{opt} -passes=forceattrs -force-attribute=sanitize_address in.ll -o a.bc \\
  2>/dev/null || exit 1
{clang} -w -O0 -fsanitize=address -x ir a.bc -o pa -lpthread 2>/dev/null || exit 1
ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 \\
  timeout 10 ./pa >pa.out 2>/dev/null || exit 1
cmp -s p0.out pa.out || exit 1
{opt} -load-pass-plugin={plugin} '-passes={passes}' in.ll -o e.bc 2>/dev/null \\
  || exit 1
{clang} -w -O0 -x ir e.bc -o e {link} 2>/dev/null || exit 1
timeout 10 ./e >e.out 2>/dev/null && cmp -s p0.out e.out && exit 1
exit 0
"""


def _fails(module, extra=()):
    """The verdict at the configuration with more options; "same" if it passes."""
    try:
        expected = check.reference(module, False)
    except build.BuildError:
        return check.Verdict("same")
    return check.compare(module, expected, extra=extra)


def one_test(tools, config, folder, verdict):
    """A module with one test that still fails, or None."""
    for test in verdict.tests[:4]:
        place = os.path.join(folder, "test-%d" % test)
        module = build.Module(tools, config, place, only=test)
        module.generate()
        again = _fails(module)
        if again.kind == verdict.kind:
            return test, module, again
        shutil.rmtree(place, ignore_errors=True)
    return None


def one_promotion(module, verdict):  # may raise BuildError
    """The number of the guilty promotion and its remark, or None."""
    module.write_remarks("promoted.yaml")
    made = stats.remarks(module.path("promoted.yaml"))
    low, high = 0, max(len(made), 1)  # low passes, high fails

    def bad(n):
        return _fails(module, ["max-promotions=%d" % n]).kind == verdict.kind
    if bad(0) or not bad(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if bad(middle):
            high = middle
        else:
            low = middle
    bad(high)  # leaves the files of this N
    module.write_remarks("promoted.yaml", ["max-promotions=%d" % high])
    made = stats.remarks(module.path("promoted.yaml"))
    return high, (made[-1] if made else None)


def reduce_ir(module, extra, seconds):
    """Runs llvm-reduce on the IR in front of the pass; the file, or None."""
    config = module.config
    if config.sanitize:
        return None
    if config.in_clang():
        # Near enough: the pass where clang would run it, as a stage of its own.
        passes = "default<%s>,%s,default<%s>" % (
            config.level, config.escape(extra), config.level)
    else:
        passes = config.passes(True, extra)
    level = ["-O0", "-Xclang", "-disable-O0-optnone"] if config.level == "O0" \
        else ["-" + config.level, "-Xclang", "-disable-llvm-passes"]
    module.command([module.clang, "-w"] + level + config.flags +
                   ["-S", "-emit-llvm", module.source, "-o", "reduce.ll"])
    script = module.path("interesting.sh")
    with open(script, "w") as out:
        out.write(SCRIPT.format(clang=module.clang, opt=build.OPT,
                                plugin=shlex.quote(module.plugin()),
                                link=" ".join(map(shlex.quote, module.link)),
                                passes=passes))
    os.chmod(script, 0o755)
    if subprocess.call([script, module.path("reduce.ll")],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        return None
    try:
        subprocess.run(["llvm-reduce-22", "--test=" + script, "reduce.ll",
                        "-o", "reduced.ll"], cwd=module.folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       timeout=seconds)
    except subprocess.TimeoutExpired:
        pass
    # llvm-reduce keeps its best result so far in the output file at the end
    # only; after a timeout the input is what there is.
    return "reduced.ll" if os.path.exists(module.path("reduced.ll")) else None


def failure(tools, module, verdict, seconds=300):
    """Reduces, writes README.md into the module's folder, returns its text."""
    config, folder = module.config, module.folder
    text = ["# Seed %d: %s" % (config.seed, verdict.kind), "",
            "Configuration: `%s`" % config.text(), "",
            "Tests that differ: %s" % (verdict.tests or "unknown"), ""]
    if verdict.detail:
        text += ["```", verdict.detail, "```", ""]
    small = None
    if verdict.kind in ("promoted", "plain"):
        small = one_test(tools, config, folder, verdict)
    target, extra = module, []
    if small:
        test, target, again = small
        text += ["One test, %d, fails by itself: `test-%d/`" % (test, test), ""]
        if again.detail:
            text += ["```", again.detail[:1500], "```", ""]
    if verdict.kind in ("promoted", "build"):
        try:
            guilty = one_promotion(target, verdict)
        except build.BuildError:  # the pass breaks even here
            guilty = None
        if guilty:
            extra = ["max-promotions=%d" % guilty[0]]
            text += ["First bad promotion: number %d, %s" % guilty, ""]
    if verdict.kind == "promoted" and seconds > 0 and target.only is not None:
        made = reduce_ir(target, extra, seconds)
        if made:
            text += ["Reduced IR: `%s/%s` (checked by interesting.sh)" %
                     (os.path.relpath(target.folder, folder), made), ""]
    text += ["Commands of `%s`, in its folder:" % os.path.basename(
        target.folder), "", "```"]
    seen = []
    for line in target.commands[-12:]:
        line = re.sub(re.escape(tools.root) + "/", "$ROOT/", line)
        if line not in seen:
            seen.append(line)
    text += seen + ["```", "", "Again: `tools/soak --replay %d --lang %s`" %
                    (config.seed, config.lang), ""]
    body = "\n".join(text)
    with open(os.path.join(folder, "README.md"), "w") as out:
        out.write(body)
    return body
