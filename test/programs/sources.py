"""Fetches Debian source packages into a folder. The machine's own apt sources are
read, turned into source entries in a scratch configuration, and left as they are."""

import glob
import os
import re
import subprocess

def scratch_sources():
    """The machine's package sources with deb-src for deb: (.list text, .sources text)."""
    lines, stanzas = [], []
    for path in ["/etc/apt/sources.list", *sorted(glob.glob("/etc/apt/sources.list.d/*"))]:
        if not os.path.isfile(path):
            continue
        text = open(path, encoding="utf-8", errors="replace").read()
        if path.endswith(".list"):
            lines += [re.sub(r"^\s*deb(?=\s)", "deb-src", line) for line in text.split("\n")
                      if re.match(r"\s*deb\s", line)]
        elif path.endswith(".sources"):
            for stanza in re.split(r"\n\s*\n", text):
                if re.search(r"^Types:.*\bdeb\b", stanza, re.M):
                    stanzas.append(re.sub(r"^Types:.*$", "Types: deb-src", stanza, flags=re.M))
    return "\n".join(lines) + "\n", "\n\n".join(stanzas) + "\n"

def fetch(packages, folder):
    """Returns {package: unpacked folder}. Downloads only what is not there yet."""
    os.makedirs(folder, exist_ok=True)

    def unpacked(package):
        found = sorted(p for p in glob.glob(os.path.join(folder, package + "-*")) if os.path.isdir(p))
        return found[0] if found else None

    missing = [p for p in packages if not unpacked(p)]
    if missing:
        apt = os.path.join(folder, "apt")
        for sub in ("lists/partial", "cache/archives/partial", "sources.list.d"):
            os.makedirs(os.path.join(apt, sub), exist_ok=True)
        lines, stanzas = scratch_sources()
        for name, text in (("sources.list", lines), ("sources.list.d/all.sources", stanzas)):
            with open(os.path.join(apt, name), "w", encoding="utf-8") as file:
                file.write(text)
        command = ["apt-get", "-qq", "-o", f"Dir::Etc::sourcelist={apt}/sources.list",
                   "-o", f"Dir::Etc::sourceparts={apt}/sources.list.d",
                   "-o", f"Dir::State::lists={apt}/lists", "-o", f"Dir::Cache={apt}/cache",
                   "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User="]
        subprocess.run([*command, "update"], check=True, stdin=subprocess.DEVNULL)
        subprocess.run([*command, "source", "--download-only", *missing], check=True,
                       cwd=folder, stdin=subprocess.DEVNULL)
        for package in missing:
            description = sorted(glob.glob(os.path.join(folder, package + "_*.dsc")))
            subprocess.run(["dpkg-source", "--no-check", "-x", os.path.basename(description[-1])],
                           check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return {p: unpacked(p) for p in packages}
