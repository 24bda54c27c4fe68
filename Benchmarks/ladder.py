#!/usr/bin/env python3
"""How the ladder of the conversion model compares with the rules alone when conversions are few.

    python3 Benchmarks/ladder.py [--draws 200] [--seed 77] [--sizes 0,10,20,40,120,500]
                                 [--worlds good,mediocre,wrongWay] [--effect 0]

Each line is a world and a number of expected conversions; each draw is a new population of contacts,
three to an account, on which the ladder climbs. It is judged on 6,000 other contacts with their true
probabilities: expected AUC and log-loss, and the share of 90 % intervals that hold the truth. The
limits of the project are checked: the mean AUC is at most 0.01 below that of the rules.
"""
import argparse, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, ".build", "release", "LadderBenchmark")
STEPS = ["rules", "scorecard", "ridge", "elastic_net"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--sizes", default="0,10,20,40,120,500")
    parser.add_argument("--worlds", default="good,mediocre,wrongWay")
    parser.add_argument("--effect", default="0")
    options = parser.parse_args()
    subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE, "--product",
                    "LadderBenchmark"], check=True, stdout=sys.stderr)
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    print("| world | conversions | rules' AUC | ladder's AUC | difference ± se | log-loss (truth) "
          "| coverage of 90 % | steps taken |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    failures = 0
    for world in options.worlds.split(","):
        for size in options.sizes.split(","):
            command = [PROGRAM, world, size, str(options.draws), str(options.seed), options.effect]
            line = json.loads(subprocess.run(command, env=environment, check=True,
                                             capture_output=True, text=True).stdout)
            steps = ", ".join(f"{step} {100 * line['share_' + step]:.0f} %" for step in STEPS
                              if line["share_" + step] > 0)
            print(f"| {world} | {size} | {line['rules_auc']:.4f} | {line['ladder_auc']:.4f} "
                  f"| {line['difference']:+.4f} ± {line['standard_error']:.4f} "
                  f"| {line['log_loss']:.4f} ({line['truth_log_loss']:.4f}) "
                  f"| {line['coverage']:.3f} | {steps} |", flush=True)
            failures += line["difference"] < -0.01
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
