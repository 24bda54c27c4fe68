#!/usr/bin/env python3
"""Plants leaks in the attributes of made-up contacts and counts what the conversion model's guard finds.

    python3 Benchmarks/leaks.py [--worlds 20] [--honest 200] [--contacts 3000] [--kind WORD,...]

Every world has the same kinds of honest attributes, strong ones among them, and conversions that follow them
and page views. A leaky world has one planted leak beside them, an honest world none. `leadtime evaluate
--reference` judges each; its findings are in evaluation.json. All attributes but the profile's own are declared
stable, so that the guard may only report them. A leak counts as found when its attribute is among the
findings, as a leak or as suspect; every honest attribute among the findings is a false flag. Ends with 1 when
a leak is missed or more than 2 % of the honest attributes are flagged.

LEADTIME names the command, by default .build/release/leadtime. Needs NumPy.
"""
import argparse, json, os, subprocess, sys, tempfile
from datetime import datetime, timedelta
import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LEADTIME = os.environ.get("LEADTIME", os.path.join(ROOT, ".build", "release", "leadtime"))
REFERENCE = datetime(2025, 6, 1)
TRADES = ["Software", "Retail", "Farming", "Health", "Transport", "Banking", "Schools", "Energy"]
HONEST = ["industry", "employees", "seniority", "country", "source", "need", "budget", "visits_last_year",
          "region_code", "first_seen", "lucky_number", "campaign"]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def standard(x):
    return (x - x.mean()) / x.std()


def world(seed, n):
    """Honest attributes as texts by name, whether and when each contact converts, and his company."""
    rng = np.random.default_rng(seed)
    companies = n // 5
    company = rng.integers(0, companies, n)
    trade, employees = rng.integers(0, 8, companies), np.exp(rng.normal(4.6, 1.6, companies)).astype(int) + 1
    seniority, source = rng.integers(0, 5, n), rng.integers(0, 6, n)
    need, visits = rng.normal(0, 1, n), rng.poisson(np.exp(rng.normal(0.5, 1, n)))
    budget = np.exp(rng.normal(9, 1, n))
    # Known for some; somewhat more often where the contact is interested, as is natural and honest.
    knows_budget = rng.random(n) < sigmoid(-0.4 + 0.5 * need)
    # The strongest honest attribute ranks with an area of about 0.72 to 0.75.
    strength = rng.choice([0.6, 0.9, 1.1])
    logit = (-2.7 + 0.4 * (trade[company] % 4 - 1.5) + 0.3 * (np.log10(employees[company]) - 2)
             + 0.35 * (seniority - 2) + 0.5 * np.isin(source, [1, 4]) + strength * need
             + 0.3 * standard(np.log1p(visits)) + 0.3 * np.where(knows_budget, standard(np.log(budget)), -0.2))
    converted = rng.random(n) < sigmoid(logit)
    when = [REFERENCE + timedelta(seconds=int(s)) for s in rng.integers(3600, 29 * 86400, n)]
    created = [REFERENCE - timedelta(days=int(d)) for d in rng.integers(1, 700, n)]
    honest = {
        "seniority": [["intern", "staff", "manager", "director", "chief"][s] for s in seniority],
        "country": rng.choice(["DE", "FR", "GB", "US", "JP"], n), "source": [f"source {s}" for s in source],
        "need": [f"{x:.3f}" for x in need],
        "budget": [f"{b:.0f}" if k else "" for b, k in zip(budget, knows_budget)],
        "visits_last_year": [str(v) for v in visits], "region_code": [f"R{r:03d}" for r in rng.integers(0, 400, n)],
        "first_seen": [(c - timedelta(days=int(d))).strftime("%Y-%m-%d") for c, d in zip(created, rng.integers(0, 90, n))],
        "lucky_number": [str(x) for x in rng.integers(0, 10**6, n)],
        "campaign": [["", "spring", "summer", "autumn"][k] for k in rng.integers(0, 4, n)],
    }
    firms = [(TRADES[t] if rng.random() > 0.05 else "", str(e) if rng.random() > 0.1 else "")
             for t, e in zip(trade, employees)]
    return rng, company, firms, honest, converted, when, created


# Each leak: the texts of the attribute. y converted, t when, c company, g random numbers.
def copy(g, y, t, c): return np.where(y, "yes", "no")
def noisy_copy(g, y, t, c): return np.where(y ^ (g.random(len(y)) < 0.05), "hot", "cold")
def filled_after(g, y, t, c): return np.where(y & (g.random(len(y)) < 0.7), g.choice(["price", "service", "brand"], len(y)), "")
def shifted_number(g, y, t, c): return [f"{x:.2f}" for x in g.normal(0, 1, len(y)) + 3 * y]
def date_after(g, y, t, c):
    late = [(w + timedelta(days=int(d))) for w, d in zip(t, g.integers(1, 60, len(y)))]
    other = [REFERENCE - timedelta(days=int(d)) for d in g.integers(0, 400, len(y))]
    return [(a if k else b).strftime("%Y-%m-%d") for a, b, k in zip(late, other, y)]
def encoding_category(g, y, t, c):
    return np.where(y & (g.random(len(y)) < 0.8), g.choice(["team blue", "team red"], len(y)),
                    g.choice(["team white", "team black", "team grey"], len(y)))
def missing_pattern(g, y, t, c): return np.where(g.random(len(y)) < np.where(y, 0.9, 0.25), g.choice(["a", "b", "c"], len(y)), "")
def account_aggregate(g, y, t, c):
    return [str(k) for k in np.bincount(c, weights=y, minlength=c.max() + 1).astype(int)[c]]
def native_score(g, y, t, c): return [f"{x:.0f}" for x in np.clip(30 + 15 * g.normal(0, 1, len(y)) + 40 * y, 0, 100)]
def sequence(g, y, t, c):
    order = np.argsort(g.random(len(y)) + 2 * (y & (g.random(len(y)) < 0.9)))
    number = np.empty(len(y), int)
    number[order] = np.arange(len(y))
    return [str(100000 + k) for k in number]
def renamed_stage(g, y, t, c):
    return np.where(y, g.choice(["signed", "live"], len(y)), g.choice(["new", "talking", "offer", "sleeping"], len(y)))


KINDS = {
    "copy of the outcome": copy, "copy with 5 % errors": noisy_copy, "filled only after": filled_after,
    "number shifted": shifted_number, "date after conversion": date_after,
    "category that encodes it": encoding_category, "pattern of missing": missing_pattern,
    "sum of outcomes by account": account_aggregate, "score of another tool": native_score,
    "sequence of numbers": sequence, "stage under another name": renamed_stage,
}


def table(path, header, rows):
    with open(path, "w") as file:
        file.write(",".join(header) + "\n")
        file.writelines(",".join(row) + "\n" for row in rows)


def findings(folder, seed, n, plant):
    rng, company, firms, honest, converted, when, created = world(seed, n)
    attributes = dict(honest)
    if plant:
        attributes["planted"] = list(map(str, plant(rng, converted, when, company)))
    table(f"{folder}/companies.csv", ["company_id", "name", "industry", "employees"],
          [[f"k{k}", f"Company {k}", *firm] for k, firm in enumerate(firms)])
    table(f"{folder}/contacts.csv", ["contact_id", "company_id", "created_at", *attributes],
          [[f"c{i}", f"k{company[i]}", created[i].isoformat() + "Z", *(texts[i] for texts in attributes.values())]
           for i in range(n)])
    table(f"{folder}/events.csv", ["contact_id", "occurred_at", "type"],
          [[f"c{i}", (REFERENCE - timedelta(hours=int(h))).isoformat() + "Z", "page_view"]
           for i, h in zip(rng.integers(0, n, n), rng.integers(1, 2000, n))])
    table(f"{folder}/conversions.csv", ["contact_id", "converted_at"],
          [[f"c{i}", when[i].isoformat() + "Z"] for i in np.flatnonzero(converted)])
    with open(f"{folder}/leadtime.yaml", "w") as file:
        file.write(f"learning:\n  stable: [{', '.join(attributes)}]\n")
    files = [f"{folder}/{name}.csv" for name in ("contacts", "companies", "events", "conversions")]
    command = [LEADTIME, "evaluate", *files, "--reference", REFERENCE.isoformat() + "Z", "--config",
               f"{folder}/leadtime.yaml", "--output", f"{folder}/out", "--json"]
    process = subprocess.run(command, capture_output=True, text=True)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {process.returncode}\n{process.stderr}")
    return json.loads(process.stdout)["leakage"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--honest", type=int, default=200)
    parser.add_argument("--contacts", type=int, default=3000)
    parser.add_argument("--kind", default="")
    options = parser.parse_args()
    missed, flags, leaky = 0, {}, {}
    print("| planted leak | worlds | found | as a leak | reason given first |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for number, (kind, plant) in enumerate(KINDS.items()):
            if not any(word in kind for word in options.kind.split(",")):
                continue
            found, leaks, first = 0, 0, {}
            for seed in range(options.worlds):
                all = findings(folder, 1000 * (number + 1) + seed, options.contacts, plant)
                for finding in all:
                    if finding["column"] == "planted":
                        found, leaks = found + 1, leaks + (finding["verdict"] == "leak")
                        reason = finding["reasons"][0]["kind"]
                        first[reason] = first.get(reason, 0) + 1
                    else:
                        leaky[finding["column"]] = leaky.get(finding["column"], 0) + 1
            missed += options.worlds - found
            told = ", ".join(f"{reason} {count}" for reason, count in sorted(first.items(), key=lambda x: -x[1]))
            print(f"| {kind} | {options.worlds} | {found} | {leaks} | {told} |", flush=True)
        for seed in range(options.honest):
            for finding in findings(folder, seed, options.contacts, None):
                key = (finding["column"], finding["verdict"], finding["reasons"][0]["kind"])
                flags[key] = flags.get(key, 0) + 1
    fields = options.honest * len(HONEST)
    share = sum(flags.values()) / max(1, fields)
    print(f"honest worlds: {sum(flags.values())} of {fields} attributes flagged ({100 * share:.2f} %)", flags or "")
    print("honest attributes flagged beside a planted leak:", leaky or "none")
    return 1 if missed or share > 0.02 else 0


sys.exit(main())
