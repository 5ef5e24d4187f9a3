"""Risks and flags of a trial beside the rules they have to beat."""

from __future__ import annotations

import numpy as np

from bench.report import Figure
from bench.trials import ASKED, SEEDS, Trial
from fit_tracker.progression import rivals
from fit_tracker.progression.backtest import (
    LANDMARKS,
    at_landmarks,
    auroc,
    calibration_of,
    cross_threshold,
    ever,
    noise_share,
    standing,
)
from fit_tracker.progression.calibration import highest, running
from fit_tracker.progression.expected import BUDGET
from fit_tracker.progression.layers import OUTCOMES, ended
from fit_tracker.progression.series_table import Flags, Floats
from fit_tracker.progression.simulate import simulate

RULES = ("down_by_rci", "no_gain", "below_p10", "below_p25")
FEWEST = 30
"""Courses it happened to, and did not, before a risk is judged."""


def risks(name: str, trial: Trial) -> list[Figure]:
    """Both risks."""
    found = (_risk(name, trial, place, outcome) for place, outcome in enumerate(OUTCOMES))
    return [figure for figures in found for figure in figures]


def _risk(name: str, trial: Trial, place: int, outcome: str) -> list[Figure]:
    """AUROC and Brier score at visits 3, 5 and 8 together, and calibration."""
    table = trial.left.table
    end = ended(table)[place]
    at = at_landmarks(table) & trial.asked
    happened = end[table.series_of][at]
    rows = {"model": (trial.risk[place], trial.risk[place])}
    rows |= rivals.risks_of(trial.left, rivals.rules(trial.left), end, LANDMARKS)
    area = {rule: auroc(score[at], happened) for rule, (score, _) in rows.items()}
    if area["model"] is None:
        return [Figure(f"{name}, {outcome}", "happened to nobody, or to all")]
    brier = {rule: float(((risk[at] - happened) ** 2).mean()) for rule, (_, risk) in rows.items()}
    return [
        _compared(name, outcome, area, brier, happened),
        *_calibrated(name, outcome, trial.risk[place][at], happened),
    ]


def _compared(
    name: str,
    outcome: str,
    area: dict[str, float | None],
    brier: dict[str, float],
    happened: Flags,
) -> Figure:
    areas = {rule: value for rule, value in area.items() if value is not None}
    better = all(areas["model"] > areas[r] and brier["model"] < brier[r] for r in RULES)
    close = areas["model"] >= areas["logistic"] - 0.005
    told = "; ".join(f"{rule} {areas[rule]:.3f} / {brier[rule]:.4f}" for rule in areas)
    what = f"{name}, {outcome} ({happened.sum()} of {len(happened)}): AUROC / Brier"
    met = better and close if _enough(happened) else None
    return Figure(what, told, "better than the rules, AUROC as logistic", met)


def _enough(happened: Flags) -> bool:
    """Whether there is anything to judge by; the numbers are printed either way."""
    return bool(min(happened.sum(), (~happened).sum()) >= FEWEST)


def _calibrated(name: str, outcome: str, risk: Floats, happened: Flags) -> list[Figure]:
    found = calibration_of(outcome, risk, happened)
    if found.slope is None or found.expected_error is None:
        return []
    text = f"slope {found.slope:.2f}, expected calibration error {found.expected_error:.3f}"
    met = 0.9 <= found.slope <= 1.1 and found.expected_error < 0.02 if _enough(happened) else None
    return [Figure(f"{name}, {outcome}: calibration", text, "0.9–1.1, < 0.02", met)]


def flags(name: str, trial: Trial) -> list[Figure]:
    """False alarms, and what is found for them: threshold learned elsewhere, and at exactly
    the budget on the courses asked about, which compares the rules and not their thresholds."""
    table = trial.left.table
    asked = trial.asked[table.start[:-1]]
    _, poor = ended(table)
    alarms = {"model": trial.alarm}
    alarms |= {rule.name: rule.alarm for rule in rivals.rules(trial.left)}
    learned, exact = [], []
    for rule, alarm in alarms.items():
        mine = trial.threshold if rule == "model" else cross_threshold(trial.left, alarm, BUDGET)
        learned.append(f"{rule} {_found(trial, _flagged(trial, alarm, mine))}")
        there = np.full(len(alarm), _spent(running(alarm, table), trial))
        exact.append(f"{rule} {_found(trial, _flagged(trial, alarm, there))}")
    false = float(_flagged(trial, trial.alarm, trial.threshold)[asked & ~poor].mean())
    what = f"{name}: flagged of those that end well / without gain / worse, %"
    kept = f"{name}: false alarms of the model"
    return [
        Figure(kept, f"{100 * false:.1f} %", "≤ 10 %", false <= BUDGET),
        Figure(what, "; ".join(learned)),
        Figure(f"{what}, at exactly the budget", "; ".join(exact)),
    ]  # fmt: skip


def _spent(score: Floats, trial: Trial) -> float:
    """The threshold that spends the budget on the courses asked about, to the last course."""
    table = trial.left.table
    _, poor = ended(table)
    asked = trial.asked[table.start[:-1]]
    top = np.sort(highest(score, table)[asked & ~poor])[::-1]
    return float(np.nextafter(top[int(BUDGET * len(top))], np.inf))


def _found(trial: Trial, flag: Flags) -> str:
    table = trial.left.table
    asked = trial.asked[table.start[:-1]]
    worse, poor = ended(table)
    kinds = [asked & of for of in (~poor, poor, worse)]
    return " / ".join(f"{100 * flag[kind].mean():.1f}" for kind in kinds if kind.any())


def _flagged(trial: Trial, alarm: Floats, threshold: Floats) -> Flags:
    """Series flagged twice running, ever."""
    table = trial.left.table
    return ever(table, standing(table, alarm, threshold))


def without_noise(scenario: str) -> Figure:
    """Of those that end reliably worse, how many truly are; beside what the growth model says."""
    made = simulate(scenario, ASKED, SEEDS[1])
    table = made.table()
    truly = (made.true_class == "deteriorated")[made.heads]
    kept = table.length >= 2
    worse, _ = ended(table.only(kept))
    share = float(truly[kept][worse].mean())
    told = noise_share(table.only(kept))
    text = (
        f"{100 * share:.0f} % of {worse.sum()}; by the growth model alone {100 * (told or 0):.0f} %"
    )
    return Figure(f"simulated, {scenario}: ends reliably worse, and truly so", text)
