"""One run of a process, measured from outside."""

import os
import sys
import time
from dataclasses import dataclass

# macOS counts bytes, Linux kibibytes.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


class Failure(Exception):
    """A process that did not end well; the text is what it said."""


@dataclass(frozen=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds, of the user and of the system
    memory: float  # MB at the peak
    output: str


def spawned(arguments, files):
    """Starts a process at once, but the memory of this one counts as its own."""
    return os.posix_spawn(arguments[0], arguments, os.environ, file_actions=files)


def forked(arguments, files):
    """Starts a process slowly, but only some MB of this one count as its own."""
    process = os.fork()
    if process == 0:
        try:
            for _, number, path, flags, mode in files:
                os.dup2(os.open(path, flags, mode), number)
            os.execv(arguments[0], arguments)
        finally:
            os._exit(127)
    return process


def run(arguments, scratch, started=spawned):
    """Runs a process to its end, with files for its streams."""
    output, messages = scratch / "stdout", scratch / "stderr"
    create = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, create, 0o666),
        (os.POSIX_SPAWN_OPEN, 2, messages, create, 0o666),
    ]
    start = time.perf_counter()
    _, status, usage = os.wait4(started(arguments, files), 0)
    wall = time.perf_counter() - start
    if status != 0:
        code = os.waitstatus_to_exitcode(status)
        raise Failure(f"{' '.join(arguments)}: status {code}: {messages.read_text().strip()[-300:]}")
    memory = usage.ru_maxrss * MEMORY_UNIT / 1e6
    return Run(wall, usage.ru_utime + usage.ru_stime, memory, output.read_text())
