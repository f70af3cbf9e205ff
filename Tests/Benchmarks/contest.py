"""A job on its way: who takes part, and all the runs."""

import statistics
import subprocess

from measure import Failure, forked, run, spawned
from tools import HERE, PYTHON, SCRATCH, answer, command, say

# The part by which two answers may differ: engines round their sums, in any order.
TOLERANCE = 1e-9


class Contest:
    def __init__(self, job, path, rows):
        self.job, self.path = job, path
        self.rows = rows * job.copies
        self.byte_count = path.stat().st_size * job.copies
        self.peers = [tool for tool in job.peers if self.can_run(tool)]
        self.runs = {tool: [] for tool in ["focal", *self.peers]}
        # MB at the peak, of one run.
        self.memory = {}
        self.queries = {tool: [] for tool in self.peers}
        # Pairs of runs, focal's first.
        self.pairs = {tool: [] for tool in self.peers}

    def can_run(self, tool):
        if command(tool, self.job, self.path, self.output(tool)):
            return True
        say(f"*** {tool} is not installed: {self.job.name} goes without it")
        return False

    def output(self, tool):
        return SCRATCH / f"out-{tool}.csv"

    def run(self, tool, started=spawned):
        """A run, its answer, and the seconds of the query alone where the tool says them.

        Before the clock runs, the file of the last run goes, so that what a tool writes is new each
        time, and the input is read once: a system may let go of what it holds in its cache.
        """
        self.output(tool).unlink(missing_ok=True)
        warm(self.path)
        result = run(command(tool, self.job, self.path, self.output(tool)), SCRATCH, started)
        return result, *answer(tool, self.job, result.output)

    def check(self):
        """Compares the answers, and notes the memory."""
        result, ours, _ = self.run("focal", forked)
        self.memory["focal"] = result.memory
        for tool in self.peers:
            result, theirs, _ = self.run(tool, forked)
            self.memory[tool] = result.memory
            if theirs is not None and not is_equal(ours, theirs):
                raise Failure(f"{self.job.name}: focal says {ours}, {tool} {theirs}")
            if self.job.writes:
                self.compare_outputs(tool)

    def compare_outputs(self, tool):
        compare = [PYTHON, HERE / "compare.py", self.output("focal"), self.output(tool)]
        difference = float(subprocess.run(compare, check=True, capture_output=True).stdout)
        if not difference <= TOLERANCE:
            raise Failure(f"{self.job.name}: {tool} differs by {difference} in a row")

    def measure(self, run_count):
        """Times all tools in turns: focal, peer, focal, peer."""
        for tool in self.peers or [None]:
            for _ in range(run_count * self.job.run_factor):
                ours = self.time("focal")
                if tool:
                    self.pairs[tool].append((ours, self.time(tool)))

    def time(self, tool):
        result, _, query = self.run(tool)
        self.runs[tool].append(result)
        if query is not None:
            self.queries[tool].append(query)
        return result

    def median(self, tool, quantity):
        return statistics.median(getattr(run, quantity) for run in self.runs[tool])

    def query(self, tool):
        """The median seconds of the query alone; None where the tool does not say."""
        return statistics.median(self.queries[tool]) if self.queries.get(tool) else None

    def ratio(self, tool, quantity):
        """The median part that focal takes of what a peer takes, pair by pair."""
        return statistics.median(
            getattr(ours, quantity) / getattr(theirs, quantity) for ours, theirs in self.pairs[tool]
        )


def warm(path):
    """Reads a file, so that the system has all of it in its cache."""
    piece = bytearray(1 << 20)
    with open(path, "rb", buffering=0) as file:
        while file.readinto(piece):
            pass


def is_equal(ours, theirs):
    return len(ours) == len(theirs) and all(
        abs(a - b) <= TOLERANCE * abs(b) for a, b in zip(ours, theirs)
    )
