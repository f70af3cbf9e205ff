"""What Tests/ScaleOut/run does: Spark over five million rows, and what may go wrong with it.

Each check says what was done and what came. The first that fails ends the run with status 1.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pyspark

FOCAL = os.environ["FOCAL"]
ROWS = int(os.environ.get("ROWS", 5_000_000))
SEED = 20170807
SCRIPT = Path(__file__).resolve().parents[2] / "Examples" / "Spark" / "focal_spark.py"
SUBMIT = Path(pyspark.__file__).parent / "bin" / "spark-submit"
# Every part of a report that is gathered, and columns that a partition must pass on.
OPTIONS = ["--label", "y", "--prediction", "p", "--weight", "w", "--group-by", "site",
           "--missing", "skip", "--by", "class,decile", "--baseline"]


def fail(sentence):
    print(f"FAILED: {sentence}", flush=True)
    sys.exit(1)


def check(sentence, is_so):
    if not is_so:
        fail(sentence)
    print(f"  ok: {sentence}", flush=True)


def run(*words, text=None, env=None):
    start = time.perf_counter()
    result = subprocess.run(
        [str(word) for word in words], input=text, capture_output=True, text=True, env=env)
    result.seconds = time.perf_counter() - start
    return result


def make_table(folder):
    """A table as CSV and as Parquet in 16 files each, and as one CSV of the same digits."""
    print(f"{ROWS:,} rows, seed {SEED}: a label, a probability of 17 digits, a weight, a group; nulls")
    random = numpy.random.default_rng(SEED)
    (folder / "csv").mkdir()
    (folder / "parquet").mkdir()
    cuts = numpy.linspace(0, ROWS, 17).astype(int)
    with open(folder / "whole.csv", "wb") as whole:
        for part, count in enumerate(numpy.diff(cuts)):
            labels = random.random(count) < 0.1
            logits = random.normal(-2.5 + 4 * labels, 1.5)
            predictions = pyarrow.array(
                1 / (1 + numpy.exp(-logits)), mask=random.random(count) < 1e-3)
            table = pyarrow.table({
                "row": numpy.arange(cuts[part], cuts[part + 1]),
                "y": labels.astype(numpy.int8), "p": predictions,
                "w": random.exponential(size=count),
                "site": pyarrow.array(numpy.array(["a", "b", "ç,d"])[random.integers(3, size=count)]),
            })
            pyarrow.parquet.write_table(table, folder / "parquet" / f"{part:02d}.parquet")
            pyarrow.csv.write_csv(table, folder / "csv" / f"{part:02d}.csv")
            pyarrow.csv.write_csv(
                table, whole, pyarrow.csv.WriteOptions(include_header=part == 0))


class Spark:
    """Runs of the script, on two workers with processes of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.master = "local-cluster[2,1,1024]"

    def submit(self, *words, focal=FOCAL):
        environment = {
            name: value for name, value in os.environ.items() if name != "SPARK_HOME"
        } | {"SPARK_SCALA_VERSION": "2.12", "SPARK_LOCAL_IP": "127.0.0.1"}
        # Each file of the table is at least a partition.
        return run(
            SUBMIT, "--master", self.master, "--conf", "spark.ui.enabled=false",
            "--conf", f"spark.sql.files.openCostInBytes={1 << 30}",
            "--conf", "spark.executor.memory=1024m", "--conf", "spark.log.level=WARN",
            "--conf", f"spark.local.dir={self.folder}", SCRIPT, "--focal", focal, *words,
            env=environment)

    def submit_first(self, *words):
        """The first run, which tells whether workers can have processes of their own here."""
        result = self.submit(*words)
        if result.returncode != 0:
            print(f"no local-cluster here: {result.stderr.strip().splitlines()[-1]}")
            self.master = "local[2]"
            result = self.submit(*words)
        return result


def without_places(text):
    """A report whose warnings name no row: which one is first depends on how rows are numbered."""
    report = json.loads(text)
    for warning in report["warnings"]:
        warning.pop("firstRow", None)
        warning.pop("shard", None)
    del report["input"]
    return report


def write_program(path, text):
    path.write_text(text)
    path.chmod(0o755)
    return path


def killing(folder):
    """A program that kills the process of the worker which runs it, once, in the midst of a partition."""
    return write_program(folder / "killing", f"""#!/usr/bin/env bash
case "$*" in *part-00005*)
  if mkdir {folder}/killed 2> /dev/null; then
    head -c 100000 > /dev/null
    process=$PPID
    while ! tr '\\0' ' ' < /proc/$process/cmdline | grep -q CoarseGrainedExecutorBackend; do
      process=$(cut -d ' ' -f 4 /proc/$process/stat)
      [ "$process" -gt 1 ] || exit 1
    done
    echo "$process" > {folder}/killed/process
    kill -9 "$process"
    sleep 5
  fi ;;
esac
exec {FOCAL} "$@"
""")


def check_reports(spark, folder, one):
    for source, submit in [("csv", spark.submit_first), ("parquet", spark.submit)]:
        states = folder / f"{source}.states"
        result = submit(f"--{source}", folder / source, *OPTIONS, "--json", "--states", states)
        if result.returncode != 0:
            fail(result.stderr)
        sizes = [len(line) for line in states.read_text().splitlines()]
        print(f"{source}: {len(sizes)} partitions on {spark.master} in {result.seconds:.1f} s with "
              f"Spark's start, {ROWS / result.seconds:,.0f} rows a second; "
              f"{min(sizes)} to {max(sizes)} bytes of state a shard")
        check("at least 16 partitions", len(sizes) >= 16)
        check("the report is that of one process, byte for byte but for input and firstRow",
              without_places(result.stdout) == without_places(one)
              and differing(result.stdout, one) <= {"input", "warnings"})
    return result.stdout, states


def check_tree(spark, folder, report):
    result = spark.submit("--parquet", folder / "parquet", *OPTIONS, "--json", "--groups", 4)
    print(f"states merged on four workers first: {result.seconds:.1f} s")
    check("the report has the same bytes", result.returncode == 0 and result.stdout == report)


def differing(a, b):
    """The members of two reports whose bytes differ."""
    lines = zip(a.splitlines(), b.splitlines(), strict=True)
    names, member = set(), ""
    for own, other in lines:
        if own.startswith('  "'):
            member = own.split('"')[1]
        if own != other:
            names.add(member)
    return names


def check_losses(spark, folder):
    result = spark.submit("--parquet", folder / "parquet", *OPTIONS[:6], "--missing", "skip",
                          "--losses", folder / "losses.parquet")
    if result.returncode != 0:
        fail(result.stderr)
    table = pyarrow.parquet.read_table(folder / "losses.parquet").sort_by("row")
    lines = run(FOCAL, *OPTIONS[:6], "--missing", "skip", "--bare", "--per-sample",
                folder / "whole.csv").stdout.splitlines()
    losses = [float(line) if line else None for line in lines]
    print(f"losses as a column: {result.seconds:.1f} s")
    check(f"{table.num_rows:,} losses, {table['focal_loss'].null_count:,} of them null, "
          "are those of one process", table["focal_loss"].to_pylist() == losses)


def sentences(result):
    """What the script said: spark-submit writes its standard error to standard output."""
    lines = (result.stdout + result.stderr).splitlines()
    return [line for line in lines if line.startswith("focal_spark:")]


def check_faults(spark, folder, report, states):
    lines = states.read_text().splitlines(keepends=True)
    for what, given in [("a shard is delivered twice", lines + lines[3:4]),
                        ("a shard is left out", lines[:3] + lines[4:])]:
        result = run(FOCAL, "merge", "--expect", len(lines), "-", text="".join(given))
        print(f"{what}\n  status {result.returncode}: {result.stderr.strip()}")
        check("refused, and no report", result.returncode == 65 and result.stdout == "")

    print("a worker's process is killed in the midst of a partition")
    result = spark.submit("--parquet", folder / "parquet", *OPTIONS, "--json",
                          focal=killing(folder))
    if spark.master.startswith("local-cluster"):
        print(f"  process {(folder / 'killed' / 'process').read_text().strip()} killed, "
              f"done after {result.seconds:.1f} s")
        check("the partitions that were lost are run again; the report has the same bytes",
              result.returncode == 0 and result.stdout == report)
    else:
        print("  LEFT OUT: there is no process of a worker")

    print("a partition has a row that is wrong")
    wrong = folder / "wrong"
    shutil.copytree(folder / "csv", wrong)
    with open(wrong / "07.csv", "a", encoding="utf-8") as file:
        file.write('1,1,"0.5x",1,"a"\n')
    result = spark.submit("--csv", wrong, *OPTIONS, "--json")
    said = sentences(result)
    print(f"  status {result.returncode}: {' '.join(said)}")
    check("one sentence, and no report",
          result.returncode == 65 and '"loss"' not in result.stdout and len(said) == 1 and "0.5x" in said[0])

    print("the program is not on the workers")
    result = spark.submit("--csv", folder / "csv", *OPTIONS, focal="focal-of-nowhere")
    said = sentences(result)
    print(f"  status {result.returncode}: {' '.join(said)}")
    check("one sentence, and no report",
          result.returncode != 0 and '"loss"' not in result.stdout and len(said) == 1)





def main():
    with tempfile.TemporaryDirectory(prefix="focal-scaleout-") as name:
        folder = Path(name)
        make_table(folder)
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        one = run(FOCAL, *OPTIONS, "--json", "--threads", 1, folder / "whole.csv")
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        if one.returncode != 0:
            fail(one.stderr)
        seconds = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
        print(f"one process, one thread: {one.seconds:.2f} s, {seconds:.2f} s of processor, "
              f"{ROWS / seconds:,.0f} rows a second of it")
        print(f"Spark {pyspark.__version__}, pyarrow {pyarrow.__version__}")
        spark = Spark(folder)
        report, states = check_reports(spark, folder, one.stdout)
        check_faults(spark, folder, report, states)
        check_losses(spark, folder)
        check_tree(spark, folder, report)
        print("done")


if __name__ == "__main__":
    main()
