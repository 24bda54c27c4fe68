#!/usr/bin/env python3
"""Times `leadtime run` on the generated workload, in turns with the best peer pipeline.

    python3 Benchmarks/pipeline.py [--size XS|S|M] [--runs 3] [--peers DIR] [--python PYTHON] [--data DIR]

Needs the workload generator and the peer pipeline (generate.py, pipeline_polars.py,
score_truth.py) in the folder --peers, and a Python that has NumPy, Polars and scikit-learn.
The answer is checked by score_truth.py before any time is printed. Both sides run with the same
BLAS kernel and one BLAS thread; inherited OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE are dropped.
"""
import argparse, os, resource, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
AS_OF, REFERENCE = "2025-07-30T00:00:00Z", "2025-06-30T00:00:00Z"


def measured(command, environment):
    """Runs a command; returns user + system CPU seconds, wall seconds and peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, error = process.communicate()
    wall = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{error.decode()}")
    return output.decode(), wall


def cpu_and_peak(command, environment):
    """The same by the operating system's own accounting of one child."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        output, wall = measured(command, environment)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writer, f"{usage.ru_utime + usage.ru_stime} {wall} {usage.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(writer)
    text = os.read(reader, 200).decode()
    os.waitpid(child, 0)
    if not text:
        sys.exit("a measured command failed")
    return [float(x) for x in text.split()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="S", choices=["XS", "S", "M"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", default=os.path.join(ROOT, "..", "shared", "peers"))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--data", help="where the workload is, or is to be made")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if not os.path.exists(os.path.join(arguments.peers, "generate.py")):
        sys.exit(f"no generate.py in {arguments.peers}: name the folder of the peer pipelines with --peers")
    environment = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    environment["OPENBLAS_NUM_THREADS"] = "1"
    work = tempfile.mkdtemp(prefix="leadtime-bench-")
    try:
        bench(arguments, environment, work)
    finally:
        shutil.rmtree(work)


def bench(arguments, environment, work):
    data = arguments.data or os.path.join(work, "data")
    peer = lambda script: os.path.join(arguments.peers, script)
    if not os.path.exists(os.path.join(data, "events.csv")):
        measured([arguments.python, peer("generate.py"), "--size", arguments.size, "--out", data], environment)
    binary = os.path.join(ROOT, ".build", "release", "leadtime")
    ours = [binary, "run", data, "--output", f"{work}/ours", "--as-of", AS_OF,
            "--threads", str(arguments.threads), "--quiet"]
    theirs = [arguments.python, peer("pipeline_polars.py"), "--data", data, "--out", f"{work}/polars",
              "--solvers", "newton-cholesky"]
    # The answer first: scores are those of models that did not see the contact.
    measured(ours, environment)
    measured([binary, "evaluate", data, "--reference", REFERENCE, "--output", f"{work}/judged"], environment)
    os.rename(f"{work}/judged/predictions.csv", f"{work}/judged/scores.csv")
    for name in ("send_times.csv", "channels.csv"):
        shutil.copy(f"{work}/ours/{name}", f"{work}/judged/{name}")
    print("leadtime, judged by the truth")
    print(measured([arguments.python, peer("score_truth.py"), data, f"{work}/judged"], environment)[0])
    measured(theirs, environment)
    print("polars, judged by the truth")
    print(measured([arguments.python, peer("score_truth.py"), data, f"{work}/polars"], environment)[0])
    figures = {"leadtime": [], "polars": []}
    for _ in range(arguments.runs):
        figures["leadtime"].append(cpu_and_peak(ours, environment))
        figures["polars"].append(cpu_and_peak(theirs, environment))
    print(f"{'':10s} {'CPU s min':>10s} {'median':>8s} {'max':>8s} {'wall s':>8s} {'peak MiB':>9s}")
    for name, rows in figures.items():
        cpu = [row[0] for row in rows]
        print(f"{name:10s} {min(cpu):10.2f} {statistics.median(cpu):8.2f} {max(cpu):8.2f} "
              f"{statistics.median(row[1] for row in rows):8.2f} {statistics.median(row[2] for row in rows):9.0f}")
    ratio = statistics.median(a[0] / b[0] for a, b in zip(figures["leadtime"], figures["polars"]))
    print(f"CPU of leadtime / polars, median of pairs: {ratio:.2f}")


if __name__ == "__main__":
    main()
