"""What numeric.py times: the data, the peers' programs, and how an answer is checked."""
import os, sys
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = os.path.join(HERE, ".build", "release", "NumericBenchmark")

# What a peer's program in Python begins and ends with.
BEGIN = """
import json, os, resource, sys, time
import numpy as np
FOLDER = sys.argv[1]
def read(name, *shape):
    numbers = np.fromfile(f"{FOLDER}/{name}")
    return numbers.reshape(shape) if shape else numbers
def memory(line):
    try:
        return next(int(x.split()[1]) for x in open("/proc/self/status") if x.startswith(line))
    except OSError:
        return None
"""
END = """
try:
    open("/proc/self/clear_refs", "w").write("5")
except OSError:
    pass
before, usage, wall = memory("VmRSS:"), resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
answer = solve()
after, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - wall
cpu = after.ru_utime + after.ru_stime - usage.ru_utime - usage.ru_stime
peak = (memory("VmHWM:") - before) / 1024 if before else None
np.asarray(answer, float).tofile(f"{FOLDER}/answer.bin")
print(json.dumps(dict(wall=wall, cpu=cpu, peak=peak)))
"""

# The same in R.
R_BEGIN = """
folder <- commandArgs(TRUE)[1]
read <- function(name) { file <- file.path(folder, name); readBin(file, "double", file.size(file) / 8) }
"""
R_END = """
spent <- system.time(answer <- solve())
writeBin(as.double(answer), file.path(folder, "answer.bin"))
cat(sprintf('{"wall": %f, "cpu": %f, "peak": null}', spent[[3]], spent[[1]] + spent[[2]]))
"""


class Problem:
    """What is solved: `make` writes the data, `check` judges an answer by itself."""
    ours = {}       # name -> problem and threads of our program
    peers = {}      # name -> program in Python, the part that defines solve()
    r_peers = {}    # name -> the same in R
    yardsticks = () # names that are measured, but are no rivals
    accuracy = {}   # how large each error of `check` may be; a peer that errs more is no measure for us
    promise = {}    # the same for ours alone
    goals = []      # (words, figure from the table, sign, limit)

    def command(self, name, folder):
        if name in self.ours:
            problem, threads = self.ours[name]
            return [OURS, problem, folder, str(threads)]
        if name in self.r_peers:
            return ["Rscript", "-e", R_BEGIN + self.r_peers[name] + R_END, folder]
        return [sys.executable, "-c", BEGIN + self.peers[name] + END, folder]

    def make(self, folder): ...

    def check(self, folder, answer):
        """Errors by name; "objective" is what is minimised, compared with the others' later."""

    def compare(self, answers):
        """Stops the run when answers that must be the same are not."""


def write_correlated(folder, rows, columns):
    """Normal columns of standard deviation 1, each correlated with the one before it; outcomes of
    which an eighth or so are 1."""
    random = np.random.default_rng(1000003 * columns + rows)
    active = random.normal(0, 1, columns) * (random.random(columns) < .3)
    coefficients = active * 1.2 / max(1, .3 * columns) ** .5
    X, y = np.empty((rows, columns)), np.empty(rows)
    for start in range(0, rows, 50000):
        part = X[start:start + 50000]
        part[:] = random.standard_normal(part.shape)
        part[:, 1:] = .7 * part[:, 1:] + .5 * part[:, :-1]
        y[start:start + 50000] = random.random(len(part)) < 1 / (1 + np.exp(2 - part @ coefficients))
    for start in range(0, columns, 10):
        X[:, start:start + 10] /= X[:, start:start + 10].std(0)
    X.tofile(f"{folder}/X.bin")
    y.tofile(f"{folder}/y.bin")


class Logistic(Problem):
    """Ridge 1 on standardised columns, which is C=1; the intercept is free."""
    ours = {"leadtime": ("logistic", 1)}
    yardsticks = ("floor: five dsyrk",)
    accuracy = {"gradient": 1e-8, "excess": 1e-12}
    load = """
y = read("y.bin"); X = read("X.bin", len(y), -1); n, p = X.shape
"""
    scikit = load + """
from sklearn.linear_model import LogisticRegression
model = LogisticRegression(C=1.0, solver="{}", tol=1e-8, max_iter=10000)
def solve():
    model.fit(X, y)
    return np.r_[model.intercept_, model.coef_[0]]
"""
    peers = {
        "scikit-learn newton-cholesky": scikit.format("newton-cholesky"),
        "scikit-learn lbfgs": scikit.format("lbfgs"),
        # What a careful person writes by hand: Newton's method, the Gram matrix by blocks.
        "NumPy by hand": load + """
from scipy.linalg import blas, cho_factor, cho_solve
def solve():
    beta, size, ridge = np.zeros(p + 1), 1024 if p >= 64 else 8192, np.r_[0.0, np.ones(p)]
    for _ in range(50):
        H, g = np.zeros((p + 1, p + 1), order="F"), ridge * beta
        for start in range(0, n, size):
            Z = X[start:start + size]
            mean = 1 / (1 + np.exp(-(Z @ beta[1:] + beta[0])))
            weight, residual = mean * (1 - mean), mean - y[start:start + size]
            H[1:, 1:] += blas.dsyrk(1.0, (Z * np.sqrt(weight)[:, None]).T, lower=1)
            H[1:, 0] += weight @ Z; H[0, 0] += weight.sum()
            g[1:] += residual @ Z; g[0] += residual.sum()
        if np.abs(g).max() / n < 1e-8:
            return beta
        H[np.arange(p + 1), np.arange(p + 1)] += ridge
        beta -= cho_solve(cho_factor(H, lower=True), g)
""",
        # No rival: the least that five Newton steps cost, their Gram matrices without weights.
        "floor: five dsyrk": load + """
from scipy.linalg import blas
def solve():
    for _ in range(5):
        H = np.zeros((p, p), order="F")
        for start in range(0, n, 2048):
            H = blas.dsyrk(1.0, X[start:start + 2048].T, beta=1.0, c=H, lower=1, overwrite_c=1)
    return []
""",
    }

    def __init__(self, rows, columns, cpu, mebibytes=None):
        self.title = f"logistic regression, {rows:,} × {columns}, ridge 1"
        self.rows, self.columns = rows, columns
        self.goals = [("CPU s", lambda rows: rows["leadtime"]["cpu"], "≤", cpu)]
        if mebibytes:
            self.goals += [("MiB beyond X", lambda rows: rows["leadtime"]["peak"], "≤", mebibytes)]

    def make(self, folder):
        write_correlated(folder, self.rows, self.columns)

    def check(self, folder, answer):
        """Objective (mean log-loss and penalty) and the largest element of its gradient."""
        X = np.memmap(f"{folder}/X.bin", float, "r", shape=(self.rows, self.columns))
        y = np.fromfile(f"{folder}/y.bin")
        beta, n, loss, gradient = answer[1:], self.rows, 0.0, np.r_[0.0, answer[1:]]
        for start in range(0, n, 100000):
            Z, t = X[start:start + 100000], y[start:start + 100000]
            eta = Z @ beta + answer[0]
            loss += (np.logaddexp(0, eta) - t * eta).sum()
            residual = 1 / (1 + np.exp(-eta)) - t
            gradient += np.r_[residual.sum(), Z.T @ residual]
        return {"objective": (loss + beta @ beta / 2) / n, "gradient": np.abs(gradient).max() / n}


class Threads(Logistic):
    """The same with two threads: the same bits, in little more than half the time."""
    ours = {"leadtime, 1 thread": ("logistic", 1), "leadtime, 2 threads": ("logistic", 2)}
    peers, yardsticks = {}, ()

    def __init__(self, rows, columns):
        super().__init__(rows, columns, 0)
        self.title += ", two threads"
        self.goals = [("times as fast", self.gain, "≥", 1.7)]

    def gain(self, rows):
        """None when other work kept the cores busy, so that wall time tells nothing."""
        one, two = (rows[name] for name in self.ours)
        return one["wall"] / two["wall"] if one["wall"] < 1.1 * one["cpu"] else None

    def compare(self, answers):
        one, two = (answers[name].tobytes() for name in self.ours)
        if one != two:
            sys.exit("two threads give other bits than one")
        print("the coefficients have the same bits with one thread and with two\n")


class Area(Problem):
    """The area under the curve with its variance; scores with ties."""
    title = "area under the curve with DeLong's variance, 1,000,000 scores"
    ours = {"leadtime": ("area", 1), "one sort in Swift": ("sort", 1)}
    yardsticks = ("one sort in Swift", "one sort in NumPy")
    accuracy = {"area off": 1e-14, "variance off": 1e-12}
    peers = {
        "scikit-learn roc_auc_score": """
from sklearn.metrics import roc_auc_score
y, x = read("y.bin"), read("x.bin")
def solve(): return [roc_auc_score(y, x)]
""",
        "SciPy midranks": """
from scipy.stats import rankdata
y, x = read("y.bin"), read("x.bin")
def solve():
    one, zero = x[y == 1], x[y == 0]
    m, n, ranks = len(one), len(zero), rankdata(np.r_[one, zero])
    won, lost = (ranks[:m] - rankdata(one)) / n, 1 - (ranks[m:] - rankdata(zero)) / m
    return [won.mean(), won.var(ddof=1) / m + lost.var(ddof=1) / n]
""",
        "one sort in NumPy": """
x = read("x.bin")
def solve(): return [np.sort(x)[len(x) // 2]]
""",
    }
    goals = [("sorts in Swift", lambda rows: rows["leadtime"]["cpu"] / rows["one sort in Swift"]["cpu"], "≤", 2)]

    def __init__(self, rows):
        self.rows = rows

    def make(self, folder):
        random = np.random.default_rng(self.rows)
        eta = random.normal(-2, 1.2, self.rows)
        (random.random(self.rows) < 1 / (1 + np.exp(-eta))).astype(float).tofile(f"{folder}/y.bin")
        noisy = 1 / (1 + np.exp(-eta - random.normal(0, .5, self.rows)))
        noisy.round(6).tofile(f"{folder}/x.bin")

    def check(self, folder, answer):
        """Counts every pair by searching; a variance that is not given is not judged."""
        y, x = np.fromfile(f"{folder}/y.bin"), np.fromfile(f"{folder}/x.bin")
        one, zero = np.sort(x[y == 1]), np.sort(x[y == 0])
        below = lambda a, b: (np.searchsorted(b, a, "left") + np.searchsorted(b, a, "right")) / 2
        won, lost = below(one, zero) / len(zero), 1 - below(zero, one) / len(one)
        variance = won.var(ddof=1) / len(one) + lost.var(ddof=1) / len(zero)
        off = {"area off": abs(answer[0] / won.mean() - 1)}
        return {**off, "variance off": abs(answer[1] / variance - 1)} if len(answer) > 1 else off


class ElasticNet(Problem):
    """A path of 100 penalties, given; half lasso, half ridge, in glmnet's units."""
    ours = {"leadtime": ("elastic-net", 1)}
    accuracy = {"excess": 1e-8}
    promise = {"KKT": 1e-9}
    glmnet = """
suppressMessages(library(glmnet))
y <- read("y.bin"); X <- matrix(read("X.bin"), length(y), byrow = TRUE); penalties <- read("penalties.bin")
solve <- function() {{
  path <- glmnet(X, y, "binomial", alpha = .5, lambda = penalties, standardize = FALSE, thresh = {}, maxit = 1e7)
  rbind(path$a0, as.matrix(path$beta))
}}
"""
    r_peers = {
        "glmnet, thresh 1e-7": glmnet.format("1e-7"),
        "glmnet, thresh 1e-9": glmnet.format("1e-9"),
        "glmnet, thresh 1e-11": glmnet.format("1e-11"),
    }
    goals = [("of the CPU of that glmnet", lambda rows: rows["leadtime"]["cpu"] / rows["best peer"]["cpu"], "≤", 1 / 3)]

    def __init__(self, rows, columns):
        self.title = f"elastic net, {rows:,} × {columns}, 100 penalties"
        self.rows, self.columns = rows, columns

    def make(self, folder):
        write_correlated(folder, self.rows, self.columns)
        X, y = np.fromfile(f"{folder}/X.bin").reshape(self.rows, -1), np.fromfile(f"{folder}/y.bin")
        largest = np.abs(X.T @ (y - y.mean())).max() / self.rows / .5
        (largest * np.logspace(0, -3, 100)).tofile(f"{folder}/penalties.bin")

    def check(self, folder, answer):
        """The objective at every penalty, and the largest violation of an optimality condition."""
        X, y = np.fromfile(f"{folder}/X.bin").reshape(self.rows, -1), np.fromfile(f"{folder}/y.bin")
        penalties, path = np.fromfile(f"{folder}/penalties.bin"), answer.reshape(-1, self.columns + 1)
        beta, loss, gradient = path[:, 1:], 0.0, np.zeros_like(path)
        for start in range(0, self.rows, 20000):
            Z, t = X[start:start + 20000], y[start:start + 20000, None]
            eta = Z @ beta.T + path[:, 0]
            loss += (np.logaddexp(0, eta) - t * eta).sum(0) / self.rows
            residual = (1 / (1 + np.exp(-eta)) - t) / self.rows
            gradient += np.c_[residual.sum(0), residual.T @ Z]
        slope, lasso = gradient[:, 1:] + .5 * penalties[:, None] * beta, .5 * penalties[:, None]
        violation = np.where(beta == 0, np.abs(slope) - lasso, np.abs(slope + lasso * np.sign(beta)))
        penalty = .5 * penalties * ((beta ** 2).sum(1) / 2 + np.abs(beta).sum(1))
        return {"objective": loss + penalty, "KKT": max(violation.max(), np.abs(gradient[:, 0]).max())}


class OneHot(Problem):
    """Four numbers and twelve factors of twenty levels, no penalty."""
    ours = {"leadtime, factors": ("one-hot", 1), "leadtime, dense": ("one-hot-dense", 1)}
    accuracy = {"gradient": 1e-8, "excess": 1e-12}
    peers = {
        "glum with tabmat": """
import tabmat
from glum import GeneralizedLinearRegressor
y = read("y.bin"); X = read("X.bin", len(y), -1)
codes = read("codes.bin", -1, len(y)).astype(np.int32)
factors = [tabmat.CategoricalMatrix(row, categories=np.arange(20), drop_first=True) for row in codes]
design = tabmat.SplitMatrix([tabmat.DenseMatrix(np.asfortranarray(X)), *factors])
model = GeneralizedLinearRegressor(family="binomial", alpha=0, gradient_tol=1e-8, max_iter=100)
def solve():
    model.fit(design, y)
    return np.r_[model.intercept_, model.coef_]
""",
    }
    goals = [("of the CPU of our dense fit", lambda rows: rows["leadtime, factors"]["cpu"] / rows["leadtime, dense"]["cpu"],
              "≤", .2)]

    def __init__(self, rows):
        self.title = f"logistic regression, {rows:,} rows, 4 numbers, 12 factors of 20 levels"
        self.rows = rows

    def make(self, folder):
        random = np.random.default_rng(self.rows)
        X = random.standard_normal((self.rows, 4))
        codes = (20 * random.random((12, self.rows)) ** 1.5).astype(int)
        eta = X @ [.5, -.3, .2, 0] - 2
        for row in codes:
            eta += random.normal(0, .2, 20)[row]
        (random.random(self.rows) < 1 / (1 + np.exp(-eta))).astype(float).tofile(f"{folder}/y.bin")
        X.tofile(f"{folder}/X.bin")
        codes.astype(float).tofile(f"{folder}/codes.bin")

    def check(self, folder, answer):
        """Mean log-loss and the largest element of its gradient, factor by factor."""
        X, y = np.fromfile(f"{folder}/X.bin").reshape(self.rows, -1), np.fromfile(f"{folder}/y.bin")
        codes = np.fromfile(f"{folder}/codes.bin").reshape(-1, self.rows).astype(int)
        levels = np.c_[np.zeros(len(codes)), answer[5:].reshape(len(codes), -1)]
        eta = X @ answer[1:5] + answer[0]
        for row, effects in zip(codes, levels):
            eta += effects[row]
        residual = 1 / (1 + np.exp(-eta)) - y
        gradient = [X.T @ residual, *(np.bincount(row, residual) for row in codes)]
        return {"objective": (np.logaddexp(0, eta) - y * eta).mean(),
                "gradient": np.abs(np.concatenate(gradient)).max() / self.rows}


class Binning(Problem):
    """The bins of one variable, with missing values, that tell the outcome best; a monotone rate."""
    ours = {"leadtime": ("binning", 1)}
    accuracy = {"IV off": 1e-12}
    peers = {
        "optbinning": """
from optbinning import OptimalBinning
y, x = read("y.bin"), read("x.bin")
def solve():
    binning = OptimalBinning(solver="cp", monotonic_trend="auto_asc_desc", max_n_bins=8, min_bin_size=.05)
    binning.fit(x, y)
    table = binning.binning_table
    table.build()
    return [table.iv, *binning.splits]
""",
    }
    goals = [("CPU s", lambda rows: rows["leadtime"]["cpu"], "≤", .15)]

    def __init__(self, rows):
        self.title = f"optimal binning, {rows:,} rows"
        self.rows = rows

    def make(self, folder):
        random = np.random.default_rng(self.rows)
        x = random.standard_normal(self.rows)
        y = random.random(self.rows) < 1 / (1 + np.exp(3 - .6 * x - .3 * np.sin(2 * x)))
        x[random.random(self.rows) < .02] = np.nan
        y.astype(float).tofile(f"{folder}/y.bin")
        x.tofile(f"{folder}/x.bin")

    def check(self, folder, answer):
        """The information value of the cuts, counted anew; missing values are a bin."""
        y, x = np.fromfile(f"{folder}/y.bin"), np.fromfile(f"{folder}/x.bin")
        bins = np.where(np.isnan(x), len(answer), np.searchsorted(answer[1:], x, "right"))
        events, others = np.bincount(bins, y), np.bincount(bins, 1 - y)
        events, others = events / events.sum(), others / others.sum()
        value = ((events - others) * np.log(events / others)).sum()
        return {"IV": value, "IV off": abs(answer[0] / value - 1)}


PROBLEMS = {
    "logistic-1e6x100": lambda: Logistic(1_000_000, 100, 1.2, 16),
    "logistic-1e6x20": lambda: Logistic(1_000_000, 20, .2),
    "logistic-1e5x100": lambda: Logistic(100_000, 100, .15),
    "logistic-1e5x500": lambda: Logistic(100_000, 500, 1.3),
    "threads": lambda: Threads(1_000_000, 100),
    "elastic-net-1e5x50": lambda: ElasticNet(100_000, 50),
    "one-hot-1e6": lambda: OneHot(1_000_000),
    "binning-1e6": lambda: Binning(1_000_000),
    "area-1e6": lambda: Area(1_000_000),
}
