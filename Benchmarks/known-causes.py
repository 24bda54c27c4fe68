#!/usr/bin/env python3
"""Judges scores against worlds whose every law is known.

    python3 Benchmarks/known-causes.py [--contacts 20000] [--seeds 1,2,3] [--drift 0] [--junk 3] [--keep DIR]

Makes each world with `leadtime synthesize --causes`, scores it with `leadtime run` as of its last day, and
holds scores.csv against truth.csv, for the contacts who have not converted:

  AUC, log-loss  expected ones: every contact counts as converted with his true probability, so that no draw
                 blurs the comparison; the truth's own beside ours
  ECE            ten groups of equal size by predicted probability, mean predicted against mean true
  coverage       share of contacts whose true probability lies in the 90 % interval. The run prints 95 %
                 intervals (or those of --confidence), which are drawn in on the log-odds scale
  top reason     the cause with the largest contribution either way, reasons of one cause added up. It is
                 right when its true contribution is within 0.1 log-odds of the largest true one (a tenth of the
                 odds: nobody acts on less); "strict" counts only the very largest
  junk           share of contacts whose top reason is a column of junk

The truth's probability is what the files can tell: the mean over the unknown effects of the account. Ends with 1
when a goal is missed: AUC within 0.01 of the truth's, coverage 88 to 92 %, top reason right in 95 %.
LEADTIME names the command, by default .build/release/leadtime. Needs NumPy.
"""
import argparse, csv, json, os, subprocess, sys, tempfile
import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LEADTIME = os.environ.get("LEADTIME", os.path.join(ROOT, ".build", "release", "leadtime"))
AS_OF = "2025-06-30T00:00:00Z"
TIE = 0.1
Z = {0.9: 1.6448536269514722, 0.95: 1.959963984540054, 0.99: 2.5758293035489004}
# Reasons of one cause: attributes that stand for another one, and features of one kind of event.
SYNONYMS = {
    "seniority_level": "seniority", "title": "seniority", "department_group": "department",
    "industry_group": "industry", "employee_band": "employees", "annual_revenue": "employees",
    "form_submit": "form_submit", "company.country": "country",
}
JUNK = ("random_", "rarely_filled", "always_same")


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def logit(p):
    return np.log(p) - np.log1p(-p)


def cause(reason, causes):
    """The cause that a reason speaks of: 'seniority = entry' of seniority, 'click (30 days)' of click."""
    name = reason.split(" = ")[0].removesuffix(" is missing").removesuffix(" is rare").removeprefix("company.")
    name = SYNONYMS.get(name, name)
    if name.replace(" ", "_") in causes:
        return name.replace(" ", "_")
    for known in causes:
        if name.startswith((known + " ", known.replace("_", " ") + " ")):
            return known
    return name


def expected_area(scores, p):
    """The area under the curve, in the mean over outcomes drawn with probability p."""
    order = np.argsort(scores, kind="stable")
    s, p = scores[order], p[order]
    starts = np.r_[0, np.nonzero(np.diff(s))[0] + 1]
    positives, negatives = np.add.reduceat(p, starts), np.add.reduceat(1 - p, starts)
    below = np.cumsum(negatives) - negatives
    return float(np.sum(positives * (below + negatives / 2)) / (p.sum() * (1 - p).sum()))


def expected_loss(q, p):
    return float(-np.mean(p * np.log(q) + (1 - p) * np.log1p(-q)))


def calibration_error(q, p):
    order = np.argsort(q, kind="stable")
    groups = np.array_split(order, 10)
    return sum(len(g) * abs(q[g].mean() - p[g].mean()) for g in groups) / len(q)


def read(folder, output):
    truth = {row["contact_id"]: row for row in rows(f"{folder}/truth.csv")}
    causes = [name.removeprefix("reason_") for name in next(iter(truth.values())) if name.startswith("reason_")]
    pairs = [(truth[row["contact_id"]], row) for row in rows(f"{output}/scores.csv")]
    return [(t, s) for t, s in pairs if t["log_odds"]], causes


def top_reasons(pairs, causes):
    right = strict = junk = 0
    misses = {}
    for truth, score in pairs:
        reasons = json.loads(score["reasons"])
        sums = {}
        for side in ("up", "down"):
            for name, amount in reasons.get(side, {}).items():
                key = cause(name, causes)
                sums[key] = sums.get(key, 0) + amount
        own = {name: abs(float(truth[f"reason_{name}"])) for name in causes}
        best = max(own.values())
        top = max(sums, key=lambda name: (abs(sums[name]), name)) if sums else None
        junk += bool(top and top.startswith(JUNK))
        strict += own.get(top, 0) == best
        right += own.get(top, 0) >= best - TIE
        if own.get(top, 0) < best - TIE:
            key = (truth["top_reason"], top)
            misses[key] = misses.get(key, 0) + 1
    return right / len(pairs), strict / len(pairs), junk / len(pairs), misses


def judge(folder, output, confidence):
    pairs, causes = read(folder, output)
    p = np.array([float(t["conversion_probability_30d"]) for t, _ in pairs])
    q, low, high = (np.array([float(s[c]) for _, s in pairs])
                    for c in ("probability", "probability_low", "probability_high"))
    shrink = Z[0.9] / Z[confidence]
    covered = ((logit(p) >= logit(q) + shrink * (logit(low) - logit(q)))
               & (logit(p) <= logit(q) + shrink * (logit(high) - logit(q))))
    right, strict, junk, misses = top_reasons(pairs, causes)
    return {
        "contacts": len(p), "area": expected_area(q, p), "best area": expected_area(p, p),
        "loss": expected_loss(q, p), "best loss": expected_loss(p, p), "ECE": calibration_error(q, p),
        "coverage": covered.mean(), "width": np.mean(shrink * (logit(high) - logit(low))),
        "right": right, "strict": strict, "junk": junk, "misses": misses,
        "by tenth": [covered[g].mean() for g in np.array_split(np.argsort(q, kind="stable"), 10)],
        "error": np.sqrt(np.mean((logit(q) - logit(p)) ** 2)), "shift": np.mean(logit(q) - logit(p)),
    }


def configuration(folder, junk):
    names = ["department", "lead_source"]
    if junk:
        names += [f"random_{kind}_{n + 1}" for kind in ("number", "word") for n in range(junk)]
        names += ["random_code", "rarely_filled", "always_same"]
    path = f"{folder}/leadtime.yaml"
    with open(path, "w") as file:
        file.write(f"learning:\n  stable: [{', '.join(names)}]\n")
    return path


def run(arguments):
    process = subprocess.run([LEADTIME, *arguments], capture_output=True, text=True)
    if process.returncode != 0:
        sys.exit(f"leadtime {' '.join(arguments)}: status {process.returncode}\n{process.stderr}")


def judged(seed, options, folder):
    world, output = f"{folder}/{seed}", f"{folder}/{seed}/scored"
    run(["synthesize", "--output", world, "--contacts", str(options.contacts), "--seed", str(seed),
         "--causes", "--junk", str(options.junk), "--drift", str(options.drift)])
    files = [f"{world}/{name}.csv" for name in ("contacts", "companies", "events", "conversions")]
    run(["run", *files, "--output", output, "--as-of", AS_OF, "--config", configuration(world, options.junk),
         "--quiet"])
    return judge(world, output, options.confidence)


def show(seed, found, details):
    isMet = (found["area"] >= found["best area"] - 0.01, 0.88 <= found["coverage"] <= 0.92,
             found["right"] >= 0.95)
    marks = [f"{'' if met else '*'}" for met in isMet]
    print(f"| {seed} | {found['area']:.4f}{marks[0]} | {found['best area']:.4f} | {found['loss']:.5f} "
          f"| {found['best loss']:.5f} | {found['ECE']:.4f} | {100 * found['coverage']:.1f} %{marks[1]} "
          f"| {100 * found['right']:.1f} %{marks[2]} | {100 * found['strict']:.1f} % | {100 * found['junk']:.2f} % |",
          flush=True)
    if details:
        print("  coverage by tenth", " ".join(f"{100 * c:.0f}" for c in found["by tenth"]),
              f"· error of log-odds {found['error']:.3f}, in the mean {found['shift']:+.3f},",
              f"width of intervals {found['width']:.3f}")
        for (true, ours), count in sorted(found["misses"].items(), key=lambda item: -item[1])[:8]:
            print(f"  {count:5d} {true} taken for {ours}")
    return all(isMet)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=20000)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--drift", type=float, default=0)
    parser.add_argument("--junk", type=int, default=3)
    parser.add_argument("--confidence", type=float, default=0.95, choices=Z, help="of the intervals that a run prints")
    parser.add_argument("--keep", help="keep worlds and outputs in this folder")
    parser.add_argument("--judge", nargs=2, metavar=("WORLD", "OUTPUT"), help="only judge an output that is there")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    print("| seed | AUC | of the truth | log-loss | of the truth | ECE | in 90 % | top reason | strict | junk |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    if options.judge:
        return 0 if show("-", judge(*options.judge, options.confidence), options.details) else 1
    with tempfile.TemporaryDirectory() as folder:
        found = [show(seed, judged(int(seed), options, options.keep or folder), options.details)
                 for seed in options.seeds.split(",")]
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
