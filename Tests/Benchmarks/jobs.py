"""The jobs, as data."""

from dataclasses import dataclass

from peers import ALPHAS, GAMMAS

# What the files hold: a shape of data.py, and rows.
FILES = {
    "pairs_10.csv": ("pairs", 10),
    "pairs_10k.csv": ("pairs", 10_000),
    "pairs_100k.csv": ("pairs", 100_000),
    "pairs_1m.csv": ("pairs", 1_000_000),
    "pairs_10m.csv": ("pairs", 10_000_000),
    "pairs_50m.csv": ("pairs", 50_000_000),
    "pairs_10m.ndjson": ("pairs", 10_000_000),
    "wide_250k.csv": ("wide", 250_000),
    "logits_1m.csv": ("logits", 1_000_000),
}

ENGINES = ["duckdb", "polars"]

SWEEP = (
    "sweep", "--gamma", ",".join(map(str, GAMMAS)),
    "--alpha", ",".join(str(alpha or "none") for alpha in ALPHAS), "--format", "csv",
)


@dataclass(frozen=True)
class Job:
    """Something to be done by focal and by its peers, and how much of their time it may take."""

    name: str
    what: str
    file: str
    # What peers.py calls it.
    peer_job: str = "mean"
    peers: tuple = ()
    focal: tuple = ("--bare",)
    # Parts of the fastest engine's wall time, and of the least CPU time.
    at_most: float | None = None
    goal: float | None = None
    cpu_at_most: float | None = None
    # Seconds that one run may take.
    seconds_at_most: float = 0
    # Parts of the wall time of focal itself, run in another way.
    own_at_most: tuple = ()
    # How often the file is given.
    copies: int = 1
    # Pairs of runs, as a multiple of --runs.
    run_factor: int = 1
    writes: bool = False
    # Whether it is one of a series of sizes, which make one table.
    is_growth: bool = False


def growth(file, copies=1):
    rows = FILES[file][1] * copies
    return Job(
        f"growth-1e{len(str(rows)) - 1}", f"mean loss, CSV, {rows:,} rows", file, copies=copies,
        is_growth=True,
    )


JOBS = [
    Job(
        "start-up", "a ten-row file: start-up", "pairs_10.csv",
        peers=("true", *ENGINES, "mawk"), seconds_at_most=0.003,
        run_factor=5,
    ),
    Job(
        "mean-10m", "mean loss, CSV, 10 M rows", "pairs_10m.csv",
        peers=(*ENGINES, "pandas", "mawk"), at_most=1 / 3, goal=1 / 5, cpu_at_most=1 / 3,
    ),
    Job(
        "mean-50m", "mean loss, CSV, 50 M rows", "pairs_50m.csv",
        peers=tuple(ENGINES), at_most=1 / 3, goal=1 / 5, cpu_at_most=1 / 3,
    ),
    Job(
        "ndjson", "mean loss, NDJSON, 10 M rows", "pairs_10m.ndjson",
        peers=tuple(ENGINES), at_most=1 / 3, goal=1 / 5,
    ),
    Job(
        "per-sample", "every sample's loss, CSV to CSV, 10 M rows", "pairs_10m.csv", "per-sample",
        peers=tuple(ENGINES), focal=("--per-sample",), at_most=1 / 2, goal=1 / 3, writes=True,
    ),
    Job(
        "sweep", "6 gammas by 5 alphas, CSV, 10 M rows: thirty means in the engines", "pairs_10m.csv",
        "sweep", peers=("focal-one-cell", *ENGINES), at_most=1 / 8,
        own_at_most=(("focal-one-cell", 2),), focal=SWEEP,
    ),
    # For comparison. An eighth of what this takes the engines would be less than reading the file once.
    Job(
        "sweep-by-label", "the same, with powers by products and sums by label in the engines",
        "pairs_10m.csv", "sweep-by-label", peers=tuple(ENGINES), focal=SWEEP,
    ),
    Job(
        "wide", "mean loss, CSV, 2 of 100 columns, 250 k rows", "wide_250k.csv", "wide",
        peers=tuple(ENGINES),
    ),
    Job(
        "softmax", "10-class softmax, CSV, 1 M rows, 17-digit logits", "logits_1m.csv", "softmax",
        peers=tuple(ENGINES), focal=("--bare", "--logits"), at_most=1 / 2, goal=1 / 4,
    ),
    Job(
        "threads", "mean loss, CSV, 50 M rows: threads", "pairs_50m.csv",
        peers=("focal-1-thread", "focal-1-thread-twice"), own_at_most=(("focal-1-thread", 1 / 1.8),),
    ),
    growth("pairs_10k.csv"),
    growth("pairs_100k.csv"),
    growth("pairs_1m.csv"),
    growth("pairs_10m.csv"),
    growth("pairs_10m.csv", copies=10),
]

MEMORY_AT_MOST = 32.0  # MB
MEMORY_GOAL = 16.0
