#!/usr/bin/env python3
"""Times the numeric core beside its peers, in turns, in one run.

    python3 Benchmarks/numeric.py [--only WORD,...] [--runs 5] [--skip-build]

Every answer is checked before any time is printed, against figures that are worked out here in NumPy
from the coefficients alone: objective and largest mean gradient, KKT conditions, area and variance,
information value. Every measurement is a process of its own that reads the data (not timed) and
solves once. CPU seconds are those of user and system together; MiB are the most memory at any time
beyond what the data take. A ratio compares the least CPU seconds of either side, ours over the
cheapest peer that meets the accuracy asked of us; the goals are those of the project.

BLAS runs on one thread on both sides; inherited OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE are dropped.
It runs in a Python with NumPy; peers that this one lacks are left out.
"""
import argparse, json, os, shutil, statistics, subprocess, sys, tempfile
import numpy as np
from numeric_problems import HERE, OURS, PROBLEMS

ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
ENVIRONMENT.update({f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA")})


def run(command):
    """What one process spent; none when it cannot run here."""
    if not shutil.which(command[0]):
        error = f"there is no {command[0]}"
    else:
        process = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
        if process.returncode == 0:
            return json.loads(process.stdout.strip().splitlines()[-1])
        error = (process.stderr.strip() or "no output").splitlines()[-1]
    if command[0] == OURS:
        sys.exit(f"{' '.join(command)} failed: {error}")
    print(f"left out: {error[:150]}", file=sys.stderr)
    return None


def checked(problem, folder):
    """The errors of every name that runs; ends the run when ours is not accurate."""
    errors, answers = {}, {}
    for name in [*problem.ours, *problem.peers, *problem.r_peers]:
        if run(problem.command(name, folder)) is None:
            continue
        answers[name] = np.fromfile(f"{folder}/answer.bin")
        errors[name] = {} if name in problem.yardsticks else problem.check(folder, answers[name])
    objectives = {name: found.pop("objective") for name, found in errors.items() if "objective" in found}
    for name, objective in objectives.items():
        least = np.min([*objectives.values()], axis=0)
        errors[name]["excess"] = np.max((objective - least) / np.abs(least))
    for name in problem.ours:
        if not within({**problem.accuracy, **problem.promise}, errors[name]):
            sys.exit(f"{name}: not accurate: {errors[name]}")
    problem.compare(answers)
    return errors


def within(limits, errors):
    return all(errors[name] <= limit for name, limit in limits.items() if name in errors)


def measured(problem, folder, names, runs):
    """All in turns; the table by name."""
    costs = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            costs[name].append(run(problem.command(name, folder)))
    rows = {}
    for name, spent in costs.items():
        cpu = sorted(cost["cpu"] for cost in spent)
        peaks = [cost["peak"] for cost in spent if cost["peak"] is not None]
        rows[name] = {
            "cpu": cpu[0], "median": statistics.median(cpu), "max": cpu[-1],
            "wall": min(cost["wall"] for cost in spent), "peak": max(peaks) if peaks else None,
        }
    return rows


def show(problem, rows, errors):
    """The table in Markdown, then the ratio and the goals."""
    kinds = [*dict.fromkeys(kind for found in errors.values() for kind in found)]
    print("| " + " | ".join(["", "CPU s", "median", "max", "wall s", "MiB", *kinds]) + " |")
    print("| :-- |" + " --: |" * (5 + len(kinds)))
    for name, row in rows.items():
        cells = [f"{row[figure]:.3f}" for figure in ("cpu", "median", "max", "wall")]
        cells.append("" if row["peak"] is None else f"{row['peak']:.0f}")
        cells += [error_text(errors[name].get(kind)) for kind in kinds]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print()
    rivals = [name for name in rows if name not in problem.ours and name not in problem.yardsticks
              and within(problem.accuracy, errors[name])]
    if rivals:
        best, ours = min(rivals, key=lambda name: rows[name]["cpu"]), next(iter(problem.ours))
        rows = {**rows, "best peer": rows[best]}
        print(f"{rows[ours]['cpu'] / rows[best]['cpu']:.2f} of the CPU of {best}, the best peer of that accuracy")
    for words, figure, sign, limit in problem.goals:
        value = figure(rows)
        verdict = "not told, the machine is busy"
        if value is not None:
            met = value <= limit if sign == "≤" else value >= limit
            verdict = f"{value:.3g}, {'met' if met else 'MISSED'}"
        print(f"goal {sign} {limit:.3g} {words}: {verdict}")
    print(flush=True)


def error_text(error):
    return "" if error is None else f"{error:.6f}" if error > 1e-3 else f"{error:.1e}"


def core_type():
    """The kernels that the system's OpenBLAS chooses, and NumPy's."""
    program = """
import ctypes, ctypes.util, numpy
library = ctypes.CDLL(ctypes.util.find_library("openblas"))
library.openblas_get_corename.restype = ctypes.c_char_p
print("BLAS kernels: ours", library.openblas_get_corename().decode(), end="")
try:
    from threadpoolctl import threadpool_info
    print(", NumPy's", *sorted({x.get("architecture") for x in threadpool_info() if x["user_api"] == "blas"}))
except ImportError:
    print()
"""
    process = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True)
    return process.stdout.strip() or "BLAS kernels: unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help=f"parts of names, with commas between; of {', '.join(PROBLEMS)}")
    parser.add_argument("--skip-build", action="store_true")
    arguments = parser.parse_args()
    if not arguments.skip_build:
        subprocess.run(["swift", "build", "-c", "release", "--product", "NumericBenchmark", "--package-path", HERE],
                       check=True, stdout=sys.stderr)
    wanted = [word for word in arguments.only.split(",") if word]
    print(f"{core_type()}; one thread each; {arguments.runs} runs in turns\n")
    for name, make in PROBLEMS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        problem, folder = make(), tempfile.mkdtemp(prefix="leadtime-bench-")
        try:
            print(f"## {problem.title}\n", flush=True)
            problem.make(folder)
            errors = checked(problem, folder)
            show(problem, measured(problem, folder, errors, arguments.runs), errors)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
