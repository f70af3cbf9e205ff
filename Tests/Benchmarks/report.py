"""What is printed of the contests, and written as JSON."""

from jobs import ENGINES, MEMORY_AT_MOST, MEMORY_GOAL

HANDICAPS = """\
Whole processes are timed: start, imports, query, end. 'query' is the peer's query alone, without its
start and imports; 'focal/peer' is the median of the ratios pair by pair, of wall time. The peers are
given what focal finds out by itself: the names and types of the columns and that no field is quoted;
they square rather than call pow, but for 'sweep', which has powers and means as one writes them for
any gammas and alphas; in 'sweep-by-label' they do by hand what focal does. All read from the system's
cache, with as many threads as focal. 'focal-1-thread-twice' is two runs at once, twice the work: 0.5 of
it is what two processors of this machine can give. MB are 10^6 bytes, read a second or held at the
peak; where a process holds less than 'true' seems to, it is not known how much."""

HEADER = ["", "wall s", "CPU s", "peak MB", "MB/s", "ns/row", "query s", "focal/peer"]


def table(contest):
    """The lines of a job: focal first, then its peers."""
    rows = [HEADER]
    for tool in contest.runs:
        wall, query = contest.median(tool, "wall"), contest.query(tool)
        is_reading = tool != "true"
        rows.append(
            [
                tool, f"{wall:.4f}", f"{contest.median(tool, 'cpu'):.4f}",
                f"{contest.memory[tool]:.1f}",
                f"{contest.byte_count / wall / 1e6:.0f}" if is_reading else "",
                f"{wall / contest.rows * 1e9:.2f}" if is_reading else "",
                f"{query:.4f}" if query else "",
                f"{contest.ratio(tool, 'wall'):.3f}" if tool in contest.pairs else "",
            ]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]
    size = f"{contest.rows:,} rows, {contest.byte_count / 1e6:,.1f} MB"
    return [f"{contest.job.name}: {contest.job.what} ({size})", *lines]


def verdicts(contest):
    """What was to be reached, what was, and whether that is enough."""
    job, found = contest.job, []

    def judge(what, value, at_most=None, unit=""):
        is_met = None if at_most is None else value <= at_most
        found.append(
            {"what": what, "value": value, "atMost": at_most, "isMet": is_met, "unit": unit}
        )

    engines = [tool for tool in ENGINES if tool in contest.peers]
    if engines:
        fastest = min(engines, key=lambda tool: contest.median(tool, "wall"))
        thriftiest = min(engines, key=lambda tool: contest.median(tool, "cpu"))
        if job.at_most:
            judge(f"wall / {fastest}", contest.ratio(fastest, "wall"), job.at_most)
        if job.goal:
            judge(f"wall / {fastest}, goal", contest.ratio(fastest, "wall"), job.goal)
        if job.cpu_at_most:
            judge(f"CPU / {thriftiest}", contest.ratio(thriftiest, "cpu"), job.cpu_at_most)
        query = min(contest.query(tool) for tool in engines)
        judge("whole wall / fastest query alone", contest.median("focal", "wall") / query)
    if job.seconds_at_most:
        judge("wall of focal", contest.median("focal", "wall"), job.seconds_at_most, " s")
    for tool, limit in job.own_at_most:
        judge(f"wall / {tool}", contest.ratio(tool, "wall"), limit)
    judge("peak memory", contest.memory["focal"], MEMORY_AT_MOST, " MB")
    judge("peak memory, goal", contest.memory["focal"], MEMORY_GOAL, " MB")
    return found


def verdict_line(verdict):
    what, value, limit, unit = [verdict[key] for key in ("what", "value", "atMost", "unit")]
    mark = {True: "met", False: "NOT MET", None: ""}[verdict["isMet"]]
    asked = f", at most {limit:.3g}{unit}" if limit else ""
    return f"  {mark:7}  {what}: {value:.3g}{unit}{asked}"


def growth_lines(contests):
    """The cost of a row at every size: the same where cost grows linearly."""
    if not contests:
        return []
    lines = ["growth: mean loss, CSV; the cost of a row, and the memory of all"]
    for contest in contests:
        cpu, wall = [contest.median("focal", what) / contest.rows * 1e9 for what in ("cpu", "wall")]
        copies = f", the file given {contest.job.copies} times" if contest.job.copies > 1 else ""
        costs = f"{wall:9.2f} ns wall  {cpu:9.2f} ns CPU  {contest.memory['focal']:5.1f} MB"
        lines.append(f"{contest.rows:>11,} rows  {costs}{copies}")
    return lines


def results(contest):
    """All that was measured of a job."""
    return {
        "job": contest.job.name, "what": contest.job.what, "rows": contest.rows,
        "bytes": contest.byte_count, "verdicts": verdicts(contest),
        "tools": {
            tool: {
                "wall": contest.median(tool, "wall"), "cpu": contest.median(tool, "cpu"),
                "memory": contest.memory[tool], "query": contest.query(tool),
                "ratio": contest.ratio(tool, "wall") if tool in contest.pairs else None,
                "cpuRatio": contest.ratio(tool, "cpu") if tool in contest.pairs else None,
                "runs": [{"wall": run.wall, "cpu": run.cpu} for run in runs],
            }
            for tool, runs in contest.runs.items()
        },
    }
