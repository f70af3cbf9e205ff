"""The contestants: where they are, how each is told to do a job, and what it answers."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from peers import ALPHAS, GAMMAS, THREADS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCRATCH = ROOT / ".build" / "benchmarks"
PYTHON = SCRATCH / "venv" / "bin" / "python"
BINARIES = SCRATCH / "bin"


def say(text):
    print(text, file=sys.stderr, flush=True)


def make_environment():
    """A virtual environment with the peers, of the versions pinned."""
    mark = SCRATCH / "venv" / "requirements.txt"
    wanted = (HERE / "requirements.txt").read_text()
    if mark.exists() and mark.read_text() == wanted:
        return
    say("making a virtual environment with DuckDB, Polars and pandas")
    subprocess.run([sys.executable, "-m", "venv", "--clear", SCRATCH / "venv"], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=True)
    mark.write_text(wanted)


def build_focal():
    """The release build, copied as the README installs it.

    The system starts a copy sooner than what a linker has written piece by piece.
    """
    build = ["swift", "build", "--configuration", "release", "--product", "focal"]
    BINARIES.mkdir(parents=True, exist_ok=True)
    say(" ".join(["building:", *build]))
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shutil.copy(ROOT / ".build" / "release" / "focal", BINARIES / "focal")


def make_file(name, shape, rows):
    """A file of data, unless it is there already."""
    path = SCRATCH / "data" / str(rows) / name
    if not path.exists():
        say(f"making {path.relative_to(ROOT)}")
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([PYTHON, HERE / "data.py", shape, str(rows), path], check=True)
    return path


def versions():
    """What the results depend on."""
    pinned = (HERE / "requirements.txt").read_text().split()
    commit = ["git", "-C", ROOT, "describe", "--always", "--dirty"]
    processor = [
        line.split(":")[1].strip()
        for line in (Path("/proc/cpuinfo").read_text().splitlines() if sys.platform == "linux" else [])
        if line.startswith("model name")
    ]
    return {
        "commit": subprocess.run(commit, capture_output=True, text=True).stdout.strip(),
        "peers": pinned + ([] if shutil.which("mawk") else ["no mawk"]),
        "machine": f"{os.cpu_count()} x {processor[0] if processor else os.uname().machine}",
    }


def command(tool, job, path, output):
    """The command line that makes a tool do a job; None where the tool is not there."""
    files = [str(path)] * job.copies
    target = [str(output)] if job.writes else []
    if tool == "true":
        return [shutil.which("true")]
    if tool == "mawk":
        mawk = shutil.which("mawk")
        return mawk and [mawk, "-f", str(HERE / "mean.awk"), *files]
    if tool.startswith("focal"):
        threads = ["--threads", "1" if tool.startswith("focal-1-thread") else THREADS]
        output = ["--output", *target] if target else []
        arguments = ["--bare"] if tool == "focal-one-cell" else job.focal
        own = [str(BINARIES / "focal"), *arguments, *threads, *output, *files]
        if tool == "focal-1-thread-twice":
            return ["/bin/sh", "-c", '"$@" & first=$!; "$@" && wait $first', "sh", *own]
        return own
    return [str(PYTHON), str(HERE / "peers.py"), tool, job.peer_job, *files, *target]


def answer(tool, job, text):
    """The numbers that a tool printed, and the seconds of its query where it says them.

    None in the place of the numbers where they are not to be compared.
    """
    if tool in ("true", "focal-one-cell", "focal-1-thread-twice"):
        return None, None
    if job.writes and tool.startswith("focal"):
        return [], None
    if tool.startswith("focal") and job.peer_job.startswith("sweep"):
        rows = csv.DictReader(text.splitlines())
        cells = {
            (number(row["gamma"]), number(row["alpha"])): [
                float(row[name]) for name in ("mean", "normalized", "effective_samples")
            ]
            for row in rows
        }
        return [value for gamma in GAMMAS for alpha in ALPHAS for value in cells[gamma, alpha]], None
    if tool.startswith("focal") or tool == "mawk":
        return [float(text)], None
    result = json.loads(text)
    return result["answer"], result["query"]


def number(text):
    """The number of a cell of a sweep; None where alpha is off."""
    return float(text) if text[:1].isdigit() else None
