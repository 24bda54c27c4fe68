#!/usr/bin/env python3
"""Predicts public data sets with leadtime, scikit-learn and LightGBM on the same rows.

    python3 Benchmarks/lead-scoring.py DATA_FOLDER [--only WORD,...]

The folder holds the data sets, each in a folder of its own, with the names below. Every split is written
out as one file, training rows first, so that `leadtime evaluate --last SHARE` judges exactly the rows that the
others judge: five parts, stratified and drawn once, whose predictions are judged together; and, where rows
have an order in time, the last three tenths by a model of the first seven. Columns that were filled in after
the outcome, or name the row, are left out for all alike. Every program is told the columns and nothing else.

  scikit-learn  medians for missing numbers, standardised; a column for each level that 20 rows have;
                logistic regression with C=1: what an analyst writes down first
  LightGBM      as it comes; categories as such
  tuned         the best of twelve, by log-loss on the last fifth of the training rows (drawn at random where
                parts are): leaves 7, 15, 31; 20 or 100 rows a leaf; 1 or 0.7 of columns a tree; learning rate
                0.05 with as many trees as that fifth likes; then fitted to all training rows

LEADTIME names the command, by default .build/release/leadtime. Needs NumPy, pandas, scikit-learn, LightGBM.
"""
import argparse, csv, json, os, subprocess, sys, tempfile, warnings
import numpy as np, pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
import lightgbm as lgb

warnings.filterwarnings("ignore")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LEADTIME = os.environ.get("LEADTIME", os.path.join(ROOT, ".build", "release", "leadtime"))
LATE = ["Tags", "Lead Quality", "Lead Profile", "Last Activity", "Last Notable Activity",
        "Asymmetrique Activity Index", "Asymmetrique Profile Index", "Asymmetrique Activity Score",
        "Asymmetrique Profile Score"]


def table(path, separator=","):
    return pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def plain(path, label, success, without=(), separator=","):
    def read(folder):
        data = table(os.path.join(folder, path), separator)
        data = data[data[label] != ""]
        outcomes = (data[label] == success).astype(int).to_numpy()
        return data.drop(columns=[label, *without]).reset_index(drop=True), outcomes
    return read


def olist(folder):
    """Leads in the order of their first contact; won when they are among the closed deals."""
    folder = os.path.join(folder, "olist_funnel")
    leads = table(f"{folder}/olist_marketing_qualified_leads_dataset.csv.gz")
    won = set(table(f"{folder}/olist_closed_deals_dataset.csv.gz")["mql_id"])
    day = pd.to_datetime(leads["first_contact_date"], format="%d-%m-%Y")
    leads = leads.assign(day=day, weekday=day.dt.day_name(), days=(day - day.min()).dt.days.astype(str))
    leads = leads.sort_values(["day", "mql_id"], kind="stable").reset_index(drop=True)
    outcomes = leads["mql_id"].isin(won).astype(int).to_numpy()
    return leads[["landing_page_id", "origin", "weekday", "days"]], outcomes


def opportunities(folder):
    """Closed opportunities in the order in which they began, with what is known of account and product."""
    folder = os.path.join(folder, "crm_sales_opportunities")
    deals = table(f"{folder}/sales_pipeline.csv.gz")
    deals = deals[deals["deal_stage"].isin(["Won", "Lost"])]
    deals["product"] = deals["product"].replace("GTXPro", "GTX Pro")
    deals = deals.merge(table(f"{folder}/accounts.csv.gz"), on="account", how="left")
    deals = deals.merge(table(f"{folder}/products.csv.gz"), on="product", how="left").fillna("")
    day = pd.to_datetime(deals["engage_date"], format="%m/%d/%Y")
    deals = deals.assign(day=day, month=day.dt.month.astype(str), days=(day - day.min()).dt.days.astype(str))
    deals = deals.sort_values(["day", "opportunity_id"], kind="stable").reset_index(drop=True)
    outcomes = (deals["deal_stage"] == "Won").astype(int).to_numpy()
    return deals.drop(columns=["opportunity_id", "deal_stage", "engage_date", "close_date", "close_value", "day"]), outcomes


BANK, ADDITIONAL = "bank_marketing/bank-full.csv.gz", "bank_marketing/bank-additional-full.csv.gz"
SHOPPERS = "online_shoppers/online_shoppers_intention.csv.gz"
# Name, how to read, whether rows are in order of time.
SETS = [
    ("bank", plain(BANK, "y", "yes", ["duration"], ";"), True),
    ("bank additional", plain(ADDITIONAL, "y", "yes", ["duration"], ";"), True),
    ("X Education", plain("x_education_leads/Leads.csv.gz", "Converted", "1", ["Prospect ID", "Lead Number", *LATE]), False),
    ("online shoppers", plain(SHOPPERS, "Revenue", "True"), True),
    ("shoppers without PageValues", plain(SHOPPERS, "Revenue", "True", ["PageValues"]), True),
    ("iFood", plain("ifood_campaign/marketing_campaign.csv.gz", "Response", "1", ["ID"], ";"), False),
    ("IBM", plain("ibm_marketing_value/WA_Fn-UseC_-Marketing-Customer-Value-Analysis.csv.gz", "Response", "Yes", ["Customer"]), False),
    ("Olist funnel", olist, True),
    ("CRM opportunities", opportunities, True),
]


def numeric(column):
    """The numbers of a column where nine in ten of its different texts are numbers, else nothing."""
    texts = column[column != ""].unique()
    numbers = pd.to_numeric(pd.Series(texts), errors="coerce")
    return pd.to_numeric(column, errors="coerce") if len(texts) and numbers.notna().mean() >= 0.9 else None


def typed(data):
    columns = {}
    for position, name in enumerate(data.columns):
        numbers = numeric(data[name])
        if data[name].nunique() > 1:
            columns[f"c{position}"] = data[name] if numbers is None else numbers
    return pd.DataFrame(columns)


def leadtime(data, outcomes, train, test, folder):
    """The probabilities of the test rows, from a file with the training rows first."""
    path = f"{folder}/split.csv"
    order = np.r_[train, test]
    rows = data.iloc[order].copy()
    rows["outcome_of_row"] = np.where(outcomes[order] == 1, "yes", "no")
    rows["number_of_row"] = [f"{n:08d}" for n in range(len(order))]
    rows.to_csv(path, index=False, quoting=csv.QUOTE_MINIMAL)
    command = [LEADTIME, "evaluate", path, "--label", "outcome_of_row=yes", "--id", "number_of_row",
               "--last", repr(len(test) / len(order)), "--output", f"{folder}/judged", "--json"]
    process = subprocess.run(command, capture_output=True, text=True)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {process.returncode}\n{process.stderr}")
    found = pd.read_csv(f"{folder}/judged/predictions.csv", dtype={"contact_id": str}).sort_values("contact_id")
    assert list(found["contact_id"]) == [f"{n:08d}" for n in range(len(train), len(order))]
    return found["probability"].to_numpy()


def pipeline(data, outcomes, train, test):
    words = [name for name in data if not pd.api.types.is_numeric_dtype(data[name])]
    numbers = [name for name in data if name not in words]
    model = make_pipeline(
        ColumnTransformer([
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("words", OneHotEncoder(min_frequency=20, handle_unknown="infrequent_if_exist"), words),
        ]),
        LogisticRegression(C=1, max_iter=5000),
    )
    return model.fit(data.iloc[train], outcomes[train]).predict_proba(data.iloc[test])[:, 1]


def categorical(data):
    return data.apply(lambda c: c if pd.api.types.is_numeric_dtype(c) else c.astype("category"))


def lightgbm(data, outcomes, train, test):
    data = categorical(data)
    model = lgb.LGBMClassifier(n_jobs=1, random_state=0, verbose=-1)
    return model.fit(data.iloc[train], outcomes[train]).predict_proba(data.iloc[test])[:, 1]


def tuned(data, outcomes, train, test, ordered):
    data = categorical(data)
    if ordered:
        cut = len(train) - len(train) // 5
        first, last = train[:cut], train[cut:]
    else:
        first, last = train_test_split(train, test_size=0.2, stratify=outcomes[train], random_state=0)
    best = None
    for leaves in (7, 15, 31):
        for rows in (20, 100):
            for columns in (1.0, 0.7):
                options = dict(num_leaves=leaves, min_child_samples=rows, colsample_bytree=columns,
                               learning_rate=0.05, n_jobs=1, random_state=0, verbose=-1)
                model = lgb.LGBMClassifier(n_estimators=1000, **options)
                model.fit(data.iloc[first], outcomes[first], eval_set=[(data.iloc[last], outcomes[last])],
                          eval_metric="binary_logloss", callbacks=[lgb.early_stopping(50, verbose=False)])
                loss = model.best_score_["valid_0"]["binary_logloss"]
                if best is None or loss < best[0]:
                    best = (loss, max(1, model.best_iteration_), options)
    model = lgb.LGBMClassifier(n_estimators=best[1], **best[2])
    return model.fit(data.iloc[train], outcomes[train]).predict_proba(data.iloc[test])[:, 1]


def splits(outcomes, ordered):
    if ordered:
        cut = int(0.7 * len(outcomes))
        return [(np.arange(cut), np.arange(cut, len(outcomes)))]
    rows, random = np.zeros(len(outcomes)), np.random.default_rng(0)
    parts = StratifiedKFold(5, shuffle=True, random_state=0).split(rows, outcomes)
    # In random order, or those who choose by the last training rows would think of time.
    return [(random.permutation(train), test) for train, test in parts]


def compare(name, data, outcomes, ordered, folder):
    columns, predictions, judged = typed(data), {}, []
    for train, test in splits(outcomes, ordered):
        judged.append(outcomes[test])
        for who, answer in (
            ("leadtime", lambda: leadtime(data, outcomes, train, test, folder)),
            ("scikit-learn", lambda: pipeline(columns, outcomes, train, test)),
            ("LightGBM", lambda: lightgbm(columns, outcomes, train, test)),
            ("tuned", lambda: tuned(columns, outcomes, train, test, ordered)),
        ):
            predictions.setdefault(who, []).append(np.clip(answer(), 1e-12, 1 - 1e-12))
    outcomes = np.concatenate(judged)
    cells = []
    for parts in predictions.values():
        probabilities = np.concatenate(parts)
        cells.append(f"{roc_auc_score(outcomes, probabilities):.4f} / {log_loss(outcomes, probabilities):.4f}")
    print(f"| {name}{', ordered' if ordered else ''} | {len(outcomes)} | {' | '.join(cells)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--only", default="", help="sets whose name has one of these words")
    options = parser.parse_args()
    words = options.only.split(",")
    print("| AUC / log-loss | rows judged | leadtime | scikit-learn | LightGBM | tuned |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        for name, read, isOrdered in SETS:
            if any(word in name for word in words):
                data, outcomes = read(options.folder)
                for ordered in ([False, True] if isOrdered else [False]):
                    compare(name, data, outcomes, ordered, scratch)


main()
