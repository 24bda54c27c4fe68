#!/usr/bin/env python3
"""Times the typed read of an events file beside other CSV readers, in turns, in one run.

    python3 Benchmarks/csv-read.py EVENTS.csv [--runs 5] [--threads 1,2] [--only polars,ours] [--skip-build]

EVENTS.csv is the events.csv of the workload generator. Every tool reads the same six columns:
contact_id as dense numbers (a dictionary), occurred_at as microseconds, type and channel as codes,
value as a double, is_machine as a truth value; then it counts and sums them. An answer that differs
stops the run before any time is printed. Tools that are not installed are left out.

A figure is the median over the runs; GB are 10^9 bytes of the file; CPU seconds are those of user
and system together, from before the file is opened until the answer is there, without the start of
the program or the import of the library.
"""
import argparse, json, math, os, shutil, statistics, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, ".build", "release", "CSVBenchmark")

# What every peer's program begins and ends with; the part between sets `answer`.
BEGIN = """
import json, resource, sys, time
FILE, THREADS = sys.argv[1], int(sys.argv[2])
def clock():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), usage.ru_utime + usage.ru_stime
def answer_of(counts, types, channels, micros, values, value_sum, machine):
    counts = [int(n) for n in counts]
    return dict(rows=sum(counts), contacts=len(counts), squares=sum(n * n for n in counts),
                microseconds=int(micros) % 2**64, types={str(k): int(v) for k, v in types},
                channels={str(k): int(v) for k, v in channels}, values=int(values),
                value_sum=float(value_sum), machine=int(machine))
"""
END = """
end = clock()
answer.update(wall=end[0] - start[0], cpu=end[1] - start[1])
print(json.dumps(answer))
"""

PEERS = {
    "polars columns": """
import polars as pl
start = clock()
words = pl.Categorical
d = (pl.scan_csv(FILE, schema_overrides={"value": pl.Float64, "is_machine": pl.UInt8})
     .select(pl.col("contact_id", "type", "channel").cast(words),
             pl.col("occurred_at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us"),
             "value", pl.col("is_machine").cast(pl.Boolean)).collect(engine="streaming"))
answer = answer_of(d["contact_id"].value_counts()["count"], d["type"].value_counts().rows(),
                   d["channel"].value_counts().rows(), d["occurred_at"].to_physical().cast(pl.UInt64).cast(pl.Int128).sum(),
                   d["value"].count(), d["value"].sum(), d["is_machine"].sum())
""",
    "polars streamed": """
import polars as pl
start = clock()
d = (pl.scan_csv(FILE, schema_overrides={"value": pl.Float64, "is_machine": pl.UInt8})
     .select("contact_id", "type", "channel", "value", "is_machine",
             pl.col("occurred_at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us").dt.epoch("us").alias("us")))
g = (d.group_by("contact_id", "type", "channel")
     .agg(pl.len().alias("n"), pl.col("us").sum(), pl.col("value").count().alias("k"), pl.col("value").sum(),
          pl.col("is_machine").cast(pl.Int64).sum()).collect(engine="streaming"))
count = lambda name: g.group_by(name).agg(pl.col("n").sum())
answer = answer_of(count("contact_id")["n"], count("type").rows(), count("channel").rows(),
                   g["us"].cast(pl.Int128).sum(), g["k"].sum(), g["value"].sum(), g["is_machine"].sum())
""",
    "duckdb columns": """
import duckdb
start = clock()
c = duckdb.connect()
c.execute(f"set threads={THREADS}; set enable_progress_bar=false; set preserve_insertion_order=false")
c.execute(f\"\"\"create temp table e as select contact_id, type, channel, epoch_us(occurred_at) us, value,
  is_machine = 1 machine from read_csv('{FILE}')\"\"\")
rows = lambda sql: c.execute(sql).fetchall()
total = rows("select sum(us::hugeint), count(value), sum(value), count(*) filter (machine) from e")[0]
answer = answer_of([n for _, n in rows("select contact_id, count(*) from e group by 1")],
                   rows("select type, count(*) from e group by 1"),
                   rows("select channel, count(*) from e group by 1"), *total)
""",
    "duckdb streamed": """
import duckdb
start = clock()
c = duckdb.connect()
c.execute(f"set threads={THREADS}; set enable_progress_bar=false; set preserve_insertion_order=false")
r = c.execute(f\"\"\"select contact_id, type, channel, count(*), sum(epoch_us(occurred_at)::hugeint), count(value),
  sum(value), count(*) filter (is_machine = 1) from read_csv('{FILE}')
  group by grouping sets ((contact_id), (type), (channel))\"\"\").fetchall()
types = [x for x in r if x[1] is not None]
answer = answer_of([x[3] for x in r if x[0] is not None], [(x[1], x[3]) for x in types],
                   [(x[2], x[3]) for x in r if x[2] is not None], sum(x[4] for x in types),
                   sum(x[5] for x in types), sum(x[6] or 0 for x in types), sum(x[7] for x in types))
""",
    "pyarrow": """
import pyarrow as pa, pyarrow.csv as pc, pyarrow.compute as pcompute
pa.set_cpu_count(THREADS)
start = clock()
words = pa.dictionary(pa.int32(), pa.string())
d = pc.read_csv(FILE, read_options=pc.ReadOptions(use_threads=THREADS > 1, block_size=1 << 22),
    convert_options=pc.ConvertOptions(
        include_columns=["contact_id", "occurred_at", "type", "channel", "value", "is_machine"],
        column_types={"contact_id": words, "type": words, "channel": words, "value": pa.float64(),
                      "occurred_at": pa.timestamp("us", tz="UTC"), "is_machine": pa.bool_()},
        true_values=["1"], false_values=["0"]))
count = lambda name: [(x["values"], x["counts"]) for x in pcompute.value_counts(d[name]).to_pylist()]
answer = answer_of([n for _, n in count("contact_id")], count("type"), count("channel"),
                   pcompute.sum(pcompute.cast(d["occurred_at"].cast(pa.int64()), pa.decimal128(38))).as_py(),
                   pcompute.count(d["value"]).as_py(), pcompute.sum(d["value"]).as_py(),
                   pcompute.sum(d["is_machine"]).as_py())
""",
    "pandas-C": """
import pandas as pd, numpy as np
start = clock()
d = pd.read_csv(FILE, engine="c", usecols=["contact_id", "occurred_at", "type", "channel", "value", "is_machine"],
    dtype={"contact_id": "category", "type": "category", "channel": "category", "value": "float64", "is_machine": "uint8"},
    parse_dates=["occurred_at"])
us = d["occurred_at"].dt.as_unit("us").astype("int64").to_numpy().view("uint64")
answer = answer_of(d["contact_id"].value_counts(), d["type"].value_counts().items(), d["channel"].value_counts().items(),
                   us.sum(), d["value"].count(), d["value"].sum(), d["is_machine"].sum())
""",
}


def run(command, threads):
    environment = dict(os.environ, POLARS_MAX_THREADS=str(threads), OMP_NUM_THREADS=str(threads))
    process = subprocess.run(command, env=environment, capture_output=True, text=True)
    if process.returncode != 0:
        raise RuntimeError(process.stderr.strip().splitlines()[-1][:150] if process.stderr else "no output")
    return json.loads(process.stdout[process.stdout.rindex('{"rows"' if '{"rows"' in process.stdout else "{"):])


def differs(answer, expected):
    keys = ["rows", "contacts", "squares", "microseconds", "types", "channels", "values", "machine"]
    wrong = [k for k in keys if answer[k] != expected[k]]
    if not math.isclose(answer["value_sum"], expected["value_sum"], rel_tol=1e-10):
        wrong.append("value_sum")
    return wrong


def instructions(file):
    """Counted by valgrind on a copy without debug information, which valgrind may not know."""
    if not (shutil.which("valgrind") and shutil.which("objcopy")):
        return None
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "CSVBenchmark")
        subprocess.run(["objcopy", "--strip-debug", BINARY, copy], check=True)
        part = os.path.join(folder, "events.csv")
        with open(file, "rb") as source, open(part, "wb") as target:
            text = source.read(32 << 20)
            target.write(text[: text.rindex(b"\n") + 1])
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", copy, part, "1"]
        output = subprocess.run(command, capture_output=True, text=True).stderr
        lines = [line for line in output.splitlines() if "refs:" in line]
        return int(lines[0].split("refs:")[1].replace(",", "")) / os.path.getsize(part) if lines else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--only", default="", help="names or parts of names, with commas between")
    parser.add_argument("--skip-build", action="store_true")
    arguments = parser.parse_args()
    if not arguments.skip_build:
        subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE], check=True, stdout=sys.stderr)
    wanted = [word for word in arguments.only.split(",") if word]
    size = os.path.getsize(arguments.file) / 1e9
    cases = []
    for threads in map(int, arguments.threads.split(",")):
        for name, program in {"ours": None, **PEERS}.items():
            if wanted and not any(word in name for word in wanted) or name == "pandas-C" and threads > 1:
                continue
            command = [BINARY, arguments.file, str(threads)] if program is None else [
                sys.executable, "-c", BEGIN + program + END, arguments.file, str(threads)]
            cases.append((name, threads, command))

    # Answers first; this also brings the file into memory.
    expected, usable = None, []
    for name, threads, command in cases:
        try:
            answer = run(command, threads)
        except RuntimeError as error:
            print(f"{name}, {threads} threads: left out ({error})", file=sys.stderr)
            continue
        expected = expected or answer
        if wrong := differs(answer, expected):
            sys.exit(f"{name}, {threads} threads: another answer in {', '.join(wrong)}")
        usable.append((name, threads, command))
    print(f"{size:.3f} GB, {expected['rows']} rows, {expected['contacts']} contacts; all answers agree\n")

    results = {}
    scans = []
    for _ in range(arguments.runs):
        for name, threads, command in usable:
            results.setdefault((name, threads), []).append(run(command, threads))
        if os.path.exists(BINARY):
            scans.append(run([BINARY, arguments.file, "marks"], 1))
    print(f"{'reader':18s} threads  wall s   CPU s min  median     max  GB per CPU-s  GB per s")
    for (name, threads), rows in results.items():
        cpu, wall = [row["cpu"] for row in rows], statistics.median(row["wall"] for row in rows)
        middle = statistics.median(cpu)
        print(f"{name:18s} {threads:7d} {wall:7.3f} {min(cpu):11.3f} {middle:7.3f} {max(cpu):7.3f} "
              f"{size / middle:13.2f} {size / wall:9.2f}")
    if scans:
        print(f"structural scan alone: {size / statistics.median(scan['cpu'] for scan in scans):.1f} GB per CPU-s")
    if (count := instructions(arguments.file)) is not None:
        print(f"typed read: {count:.1f} instructions a byte (callgrind, which has no AVX-512)")


if __name__ == "__main__":
    main()
