"""`make bench`: run every benchmark, print the ratios and write out/bench.json.

`python -m tests.bench start` runs one alone and puts its figures beside those of the last run.
"""

import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

MODULES = (
    "start",
    "search_and_list",
    "find",
    "import_rows",
    "import_lives",
    "import_sign_ins",
    "import_day",
    "undoing",
    "figures",
    "record_figures",
    "report",
    "pages",
    "feel",
    "ledger",
    "duplicates",
)
OUT = Path("out/bench.json")


def main(names: Sequence[str]) -> None:
    """Run the named benchmarks, or all; a ratio over its budget is marked and is never an error."""
    results: dict[str, dict[str, object]] = {}
    for module in names or MODULES:
        results.update(importlib.import_module(f"tests.bench.{module}").measure())
    for name, figure in results.items():
        ratio, budget = figure["ratio"], figure["budget"]
        over = "  over budget" if float(str(ratio)) > float(str(budget)) else ""
        value = f"{float(str(figure['value'])):,.3f} {figure['unit']}"
        print(f"{name:<44} {value:>16}   ×{float(str(ratio)):.2f} of {figure['against']} (≤ {budget}){over}")
    OUT.parent.mkdir(exist_ok=True)
    before = json.loads(OUT.read_text("utf-8")) if names and OUT.exists() else {}
    OUT.write_text(json.dumps({**before, **results}, ensure_ascii=False, indent=1), "utf-8")
    print(f"written to {OUT}")


if __name__ == "__main__":
    main(sys.argv[1:])
