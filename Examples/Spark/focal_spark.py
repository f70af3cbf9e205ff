"""The focal loss of a table that is larger than one machine, by Spark: the same bits as one run gives.

    spark-submit focal_spark.py --csv 'scores/*.csv' --label y --prediction p --gamma 2
    spark-submit focal_spark.py --parquet scores.parquet --json --by class --top 20
    spark-submit focal_spark.py --parquet scores.parquet --losses losses.parquet --label y --prediction p

Each partition goes through `focal --format state` where it is, as a shard named after it; what comes
back is a line of about a kilobyte. `focal merge --expect` makes one report of these lines on the driver,
and refuses a partition that is missing or came twice. A task that Spark runs again gives the same state.

Options that are not listed by --help go to focal: --label, --prediction, --weight, --id, --missing,
--alpha, ... Where both --label and --prediction are plain names, no other columns are read but those
that options name. CSV files need a header, and a null is a missing value: see --missing.

The program must be on the PATH of the workers. Or send it along:

    spark-submit --files /usr/local/bin/focal focal_spark.py ...

spark-submit writes what a script says of errors and warnings to standard output too: --output FILE
holds the report alone.

How large partitions are is said by --conf spark.sql.files.maxPartitionBytes=128m. `shards` and
`with_losses` can be used from other programs, for any DataFrame.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile

import pyarrow
import pyarrow.csv
from py4j.protocol import Py4JError
from pyspark import SparkFiles, TaskContext
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, StructField, StructType


class FocalError(Exception):
    """What focal said of a partition, or why it could not be started."""


def find(program):
    """The path of the program on this machine: from the PATH, or as a file that Spark sent along."""
    path = shutil.which(program)
    if path is None and TaskContext.get() is not None:
        path = shutil.which(SparkFiles.get(program))
    if path is None:
        raise FocalError(
            f"'{program}' is not on the PATH of this worker; name it by --focal, or send it by --files")
    return path


def first_line(text, status):
    """The first sentence of what focal wrote to standard error."""
    lines = [line for line in text.decode(errors="replace").splitlines() if "warning:" not in line]
    return lines[0] if lines else f"focal ended with status {status}"


def csv_of(batch):
    """A batch with its numbers as doubles, which CSV then holds with all digits."""
    columns = [
        column.cast(pyarrow.float64()) if pyarrow.types.is_floating(column.type) else column
        for column in batch.columns
    ]
    return pyarrow.RecordBatch.from_arrays(columns, names=batch.schema.names)


# What focal is told of the CSV it is fed. A task of Spark has one core.
FED = ["--input-format", "csv", "--delimiter", ",", "--header", "yes", "--threads", "1"]


def state_of_partition(program, options):
    """A function for mapInArrow: the batches of a partition become its state."""

    def run(batches):
        shard = f"part-{TaskContext.get().partitionId():05d}"
        command = [find(program), *options, *FED, "--format", "state", "--shard", shard]
        with tempfile.TemporaryFile() as said:
            focal = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            try:
                writer = None
                for batch in map(csv_of, batches):
                    writer = writer or pyarrow.csv.CSVWriter(focal.stdin, batch.schema)
                    writer.write_batch(batch)
                if writer:
                    writer.close()
                state = focal.communicate()[0]
            except BrokenPipeError:
                # It has ended early, and says why.
                state = b""
            finally:
                # If the rows could not be read, a state of their beginning is not wanted.
                focal.kill()
                status = focal.wait()
            if status != 0 or not state:
                said.seek(0)
                raise FocalError(f"{shard}: {first_line(said.read(), status)}")
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array([state.decode().strip()])], ["state"])

    return run


def merged(program, states, options, partitions=None):
    """Runs `focal merge` over lines of states; returns its status, output and errors."""
    expect = [] if partitions is None else ["--expect", str(partitions)]
    result = subprocess.run(
        [find(program), "merge", *expect, *options, "-"],
        input="".join(state + "\n" for state in states).encode(), capture_output=True)
    return result.returncode, result.stdout, result.stderr


def merge_in_groups(program):
    """A function for mapPartitions: several states become one."""

    def run(states):
        states = list(states)
        if not states:
            return
        status, output, said = merged(program, states, ["--format", "state"])
        if status != 0:
            raise FocalError(first_line(said, status))
        yield output.decode().strip()

    return run


def shards(frame, options, program="focal", groups=None):
    """The states of a DataFrame, and of how many partitions they are.

    With `groups`, workers merge the states first, so that the driver has that many or fewer.
    """
    states = frame.mapInArrow(state_of_partition(program, options), "state string").rdd
    # Asked of what is then run: another plan of the same table may cut it otherwise.
    partitions = states.getNumPartitions()
    states = states.map(lambda row: row.state)
    if groups:
        states = states.repartition(groups).mapPartitions(merge_in_groups(program))
    return states.collect(), partitions


def with_losses(frame, options, program="focal", columns=None):
    """A DataFrame with a column focal_loss; null where focal leaves a row out."""

    def run(batches):
        command = [find(program), *options, *FED, "--bare", "--per-sample"]
        for batch in batches:
            if batch.num_rows == 0:
                continue
            table = pyarrow.BufferOutputStream()
            pyarrow.csv.write_csv(csv_of(batch.select(columns or batch.schema.names)), table)
            result = subprocess.run(
                command, input=table.getvalue().to_pybytes(), capture_output=True)
            if result.returncode != 0:
                raise FocalError(first_line(result.stderr, result.returncode))
            losses = [float(line) if line else None for line in result.stdout.decode().splitlines()]
            yield pyarrow.RecordBatch.from_arrays(
                [*batch.columns, pyarrow.array(losses, pyarrow.float64())],
                [*batch.schema.names, "focal_loss"])

    schema = StructType([*frame.schema.fields, StructField("focal_loss", DoubleType())])
    return frame.mapInArrow(run, schema)


def named_columns(frame, options):
    """The columns that focal needs, where options name them all; otherwise every column."""
    named = {}
    words = [part for option in options for part in option.split("=", 1)]
    for option, value in zip(words, words[1:]):
        if option in ("--label", "--prediction", "--weight", "--id", "--group-by"):
            named[option] = value.split(",")
    columns = [name for names in named.values() for name in names]
    if {"--label", "--prediction"} <= set(named) and set(columns) <= set(frame.columns):
        return [name for name in frame.columns if name in columns]
    return frame.columns


def read(spark, arguments):
    """The table."""
    if arguments.parquet:
        return spark.read.parquet(arguments.parquet)
    # Text stays text, so that focal reads the digits of the file, and a row that Spark cannot read is
    # an error rather than a row of nulls.
    return spark.read.csv(
        arguments.csv, header=True, inferSchema=False, quote='"', escape='"', mode="FAILFAST")


def parse(words):
    """The options of this script, those of the report, and those of focal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--csv", metavar="PATH", help="CSV files with a header")
    source.add_argument("--parquet", metavar="PATH", help="Parquet files")
    parser.add_argument("--focal", metavar="PROGRAM", default="focal", help="the program on workers")
    parser.add_argument("--groups", type=int, metavar="N", help="merge on N workers first")
    parser.add_argument("--states", metavar="FILE", help="keep the states, one a line")
    parser.add_argument(
        "--losses", metavar="PATH",
        help="write the table with a column focal_loss instead: CSV if PATH ends in .csv, or Parquet")
    report = parser.add_argument_group("the report, as focal merge writes it")
    flags = ["--json", "--bare", "--strict"]
    valued = ["--format", "--output", "--digits", "--fail-above", "--plot"]
    for flag in flags:
        report.add_argument(flag, action="store_true")
    for flag in valued:
        report.add_argument(flag)
    arguments, options = parser.parse_known_args(words)
    of_report = [flag for flag in flags if getattr(arguments, flag[2:])]
    for flag in valued:
        value = getattr(arguments, flag[2:].replace("-", "_"))
        if value is not None:
            of_report.append(f"{flag}={value}")
    return arguments, of_report, options


def main():
    arguments, report, options = parse(sys.argv[1:])
    spark = SparkSession.builder.appName("focal").getOrCreate()
    try:
        frame = read(spark, arguments)
        columns = named_columns(frame, options)
        if arguments.losses:
            table = with_losses(frame, options, arguments.focal, columns)
            if arguments.losses.endswith(".csv"):
                table.write.csv(arguments.losses, header=True)
            else:
                table.write.parquet(arguments.losses)
            return 0
        states, partitions = shards(
            frame.select(columns), options, arguments.focal, arguments.groups)
        if arguments.states:
            with open(arguments.states, "w", encoding="ascii") as file:
                file.writelines(state + "\n" for state in states)
        status, output, said = merged(arguments.focal, states, report, partitions)
        sys.stderr.buffer.write(said)
        sys.stdout.buffer.write(output)
        return status
    except FocalError as error:
        print(f"focal_spark: {error}", file=sys.stderr)
        return 65
    except (PySparkException, Py4JError) as error:
        # Spark tells of a worker's error by its whole trace.
        found = re.search(r"FocalError: (.*)", str(error))
        if not found:
            raise
        print(f"focal_spark: {found[1]}", file=sys.stderr)
        return 65
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main())
