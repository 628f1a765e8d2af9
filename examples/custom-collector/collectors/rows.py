"""States how many rows and columns a CSV file has."""
import csv
import hashlib
import json
import sys

task = json.load(sys.stdin)
path = task["paths"][0]
with open(path, "rb") as file:
    digest = hashlib.sha256(file.read()).hexdigest()
with open(path, newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
print(json.dumps({
    "spec": {"digest": digest, "rows": len(rows) - 1, "x_columns": rows[0]},
    "completeness": {"scope": f"all rows of {path}", "complete": True},
}))
