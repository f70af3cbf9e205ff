"""Writes the twelve rows as pandas writes them, and prints their loss with 60 digits.

Run in this folder: python3 twelve_rows.py
"""
import mpmath
import pandas as pd

IDS = [f"s{number:02}" for number in range(1, 13)]
LABELS = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0]
PROBS = [0.1, 0.9, 0.75, 0.3333333333, 0.5, 1e-05, 0.62, 0.08, 0.999, 0.25, 0.0123456789, 0.7]
CITIES = ["Łódź", "São Paulo", 'the "Hague"', "a/b", "back\\slash", "東京", "😀", "tab\there", "x,y",
          "line\nbreak", "", "{}[]"]

table = pd.DataFrame({"id": IDS, "label": LABELS, "prob": PROBS, "city": CITIES})
for orient in ["records", "columns", "index", "split", "values"]:
    table.to_json(f"pandas_{orient}.json", orient=orient)
table.to_json("pandas_lines.jsonl", orient="records", lines=True)
table.to_json("pandas_records_indented.json", orient="records", indent=2)
table.set_index("id").to_json("pandas_index_named.json", orient="index")
table.to_csv("pandas.csv", index=False)
table.to_csv("pandas_with_index.csv")

mpmath.mp.dps = 60
total = mpmath.mpf(0)
for label, prob in zip(LABELS, PROBS):
    p = mpmath.mpf(prob)
    p_t, alpha = (p, mpmath.mpf(1) / 4) if label else (1 - p, mpmath.mpf(3) / 4)
    total += alpha * (1 - p_t) ** 2 * -mpmath.log(p_t)
print("mean", repr(float(total / 12)), "sum", repr(float(total)))
