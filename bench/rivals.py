"""The same growth model in lme4 and statsmodels, on the same courses in the same run.

Neither is needed by the app: what is not installed is said. They get their data in memory,
and only their fit is timed; ours is timed from the DuckDB table.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from bench.growth_data import ratings
from bench.growth_fit import moments_of
from bench.report import Figure
from fit_tracker.progression.growth import GrowthFit, fit_growth

COURSES = 50_000
ROUNDS = 5
LME4_TIMES, STATSMODELS_TIMES = 100, 50
SAME = 5e-4
"""Estimates that differ by less, relatively, agree to about four significant digits."""

LME4 = """
suppressMessages({library(lme4); library(jsonlite)})
d <- read.csv(commandArgs(TRUE)[1])
seconds <- system.time(
  m <- lmer(score ~ 1 + log(session_no) + (1 + log(session_no) | episode_id), d, REML = FALSE)
)[["elapsed"]]
v <- unclass(VarCorr(m)$episode_id)
cat(toJSON(list(seconds = seconds, intercept = fixef(m)[[1]], slope = fixef(m)[[2]], v11 = v[1, 1],
  v12 = v[1, 2], v22 = v[2, 2], residual = sigma(m)^2, log_likelihood = as.numeric(logLik(m))),
  auto_unbox = TRUE, digits = NA))
"""


def ours(courses: int) -> tuple[float, GrowthFit]:
    """The shortest of five, for it takes a tenth of a second and others disturb it."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{ratings()}' AS source (READ_ONLY)")
        chosen = "SELECT * FROM source.regular WHERE episode_id < ?"
        connection.execute(f"CREATE TABLE few AS {chosen}", [courses])
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            fit = fit_growth(moments_of(connection, "few"), "ml")
            seconds.append(time.perf_counter() - started)
    return min(seconds), fit


def estimates(fit: GrowthFit) -> dict[str, float]:
    (v11, v12), (_, v22) = fit.covariance
    intercept, slope = fit.fixed_effects
    return {
        "intercept": intercept, "slope": slope, "v11": v11, "v12": v12, "v22": v22,
        "residual": fit.residual_variance, "log_likelihood": fit.log_likelihood,
    }  # fmt: skip


def beside_lme4(courses: int = COURSES) -> list[Figure]:
    """lme4 with its own settings, maximum likelihood."""
    if shutil.which("Rscript") is None or not _has_lme4():
        return [Figure("beside lme4", "not installed (Debian package r-cran-lme4)")]
    with tempfile.TemporaryDirectory() as folder:
        _write(courses, Path(folder) / "courses.csv")
        script = Path(folder) / "fit.R"
        script.write_text(LME4, encoding="utf-8")
        command = ["Rscript", str(script), str(Path(folder) / "courses.csv")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return _compared("lme4", json.loads(done.stdout), courses, LME4_TIMES)


def _has_lme4() -> bool:
    asked = ["Rscript", "-e", "library(lme4); library(jsonlite)"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def _write(courses: int, path: Path) -> None:
    query = "SELECT episode_id, session_no, score FROM regular WHERE episode_id < ? ORDER BY ALL"
    with duckdb.connect(str(ratings()), read_only=True) as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (HEADER)", [courses])


def beside_statsmodels(courses: int = COURSES) -> list[Figure]:
    """statsmodels' MixedLM with its own settings, maximum likelihood; takes minutes."""
    if importlib.util.find_spec("statsmodels") is None:
        return [Figure("beside statsmodels", "not installed")]
    return _compared("statsmodels", _mixed(courses), courses, STATSMODELS_TIMES)


def _mixed(courses: int) -> dict[str, float]:
    import numpy as np
    from statsmodels.regression.mixed_linear_model import MixedLM

    query = (
        "SELECT episode_id, ln(session_no), score FROM regular WHERE episode_id < ? ORDER BY ALL"
    )
    with duckdb.connect(str(ratings()), read_only=True) as connection:
        columns = connection.execute(query, [courses]).fetchnumpy()
    course, x, y = columns.values()
    design = np.column_stack([np.ones_like(x), x])
    started = time.perf_counter()
    fit = MixedLM(y, design, course, exog_re=design).fit(reml=False)
    seconds = time.perf_counter() - started
    cov = np.asarray(fit.cov_re)
    return {
        "seconds": seconds,
        "intercept": float(fit.fe_params[0]), "slope": float(fit.fe_params[1]),
        "v11": float(cov[0, 0]), "v12": float(cov[0, 1]), "v22": float(cov[1, 1]),
        "residual": float(fit.scale), "log_likelihood": float(fit.llf),
    }  # fmt: skip


def _compared(name: str, theirs: dict[str, Any], courses: int, times: int) -> list[Figure]:
    seconds, fit = ours(courses)
    mine = estimates(fit)
    faster = theirs["seconds"] / seconds
    most = max((key for key in mine), key=lambda key: _apart(mine[key], theirs[key]))
    largest = _apart(mine[most], theirs[most])
    gain = mine["log_likelihood"] - theirs["log_likelihood"]
    speed = f"{seconds:.3f} s against {theirs['seconds']:.1f} s: {faster:.0f} times"
    apart = f"{largest:.1e} ({most}); log-likelihood {gain:+.1e}"
    return [
        Figure(f"{courses:,} courses beside {name}", speed, f"≥ {times} times", faster >= times),
        Figure(f"the same, largest relative difference of an estimate to {name}", apart,
               f"< {SAME:.0e}", largest < SAME),
    ]  # fmt: skip


def _apart(mine: float, theirs: float) -> float:
    return abs(mine - theirs) / abs(theirs)
