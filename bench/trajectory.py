"""The tables of docs/methods.md: how good bands, risks and flags are, and beside what."""

from __future__ import annotations

import time
from decimal import Decimal

import numpy as np
from scipy.stats import binom

from bench.report import Figure, timed
from bench.trials import ASKED, DAY, LEARNED, SEEDS, TRIALS, WORLD, Trial, thresholds
from fit_tracker.progression import rivals
from fit_tracker.progression.backtest import (
    LANDMARKS,
    at_landmark,
    auroc,
    calibration_of,
    interval_score,
    noise_share,
)
from fit_tracker.progression.calibration import NOMINAL, highest, running
from fit_tracker.progression.expected import BUDGET, ExpectedModel, expected_course, foresee, train
from fit_tracker.progression.layers import OUTCOMES, ended
from fit_tracker.progression.series_table import Flags, Floats, Ints
from fit_tracker.progression.simulate import INFORMANTS, simulate

TARGETS = {"next visit": 1, "five visits on": 5}
LEAST = 200
"""Cases in a cell of visit x intake third x rater before its coverage is judged."""
RULES = ("down_by_rci", "no_gain", "below_p10", "below_p25")
FEWEST = 30
"""Courses it happened to, and did not, before a risk is judged."""
OPEN_COURSES = 10_000
RATINGS, UNTIL = 8, 20


def trajectory() -> list[Figure]:
    """Every trial: coverage, interval scores, risks, flags."""
    figures = []
    for name, make in TRIALS.items():
        trial = make()
        horizons = {target: h for target, h in TARGETS.items() if h in trial.bands}
        simpler = rivals.forecasts(trial.left, tuple(horizons.values()), trial.scale)
        for target, horizon in horizons.items():
            figures += _bands(name, target, trial, horizon)
            figures.append(_scores(f"{name}, {target}", trial, horizon, simpler[horizon]))
        for place, outcome in enumerate(OUTCOMES):
            figures += _risks(name, trial, place, outcome)
        figures += _budget(name, trial)
    return figures + [_without_noise(scenario) for scenario in ("plain", "hard")]


def _without_noise(scenario: str) -> Figure:
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


def _bands(name: str, target: str, trial: Trial, horizon: int) -> list[Figure]:
    table, pair = trial.left.table, trial.left.pairs[horizon]
    use = trial.asked[pair.row]
    y = table.score[pair.target]
    _, limits = trial.bands[horizon]
    figures = []
    for level in NOMINAL:
        lo, hi = limits[level]
        hit = (y >= lo) & (y <= hi)
        share = 100 * float(hit[use].mean())
        at = f"{name}, {target}, {level} % band"
        figures.append(
            Figure(f"{at}: coverage", f"{share:.1f} % of {int(use.sum()):,}",
                   f"{level} ± 2", abs(share - level) <= 2)
        )  # fmt: skip
        worst = _worst_cell(trial, pair.row, hit, use, level)
        figures += (
            [Figure(f"{at}: worst cell", worst[0], f"{level} ± 5", worst[1])] if worst else []
        )
    return figures


def _worst_cell(
    trial: Trial, row: Ints, hit: Flags, use: Flags, level: int
) -> tuple[str, bool] | None:
    """The cell of visit x intake third x rater furthest from its level."""
    table = trial.left.table
    first = table.score[table.start[:-1]]
    asked = trial.asked[table.start[:-1]]
    third = np.digitize(first, np.quantile(first[asked], [1 / 3, 2 / 3]))
    series = table.series_of[row]
    visit = np.round(table.session[row]).astype(int)
    cell = visit * 1000 + third[series] * 100 + table.group[series]
    shares = [
        (100 * float(hit[use & (cell == c)].mean()), c, int((use & (cell == c)).sum()))
        for c in np.unique(cell[use])
    ]
    shares = [s for s in shares if s[2] >= LEAST]
    if not shares:
        return None
    share, c, n = max(shares, key=lambda s: abs(s[0] - level))
    far = sum(abs(s[0] - level) > 5 for s in shares)
    who = f"visit {c // 1000}, intake third {c % 1000 // 100 + 1}, n {n}"
    chance = f"{_by_chance([s[2] for s in shares], level):.1f} by chance alone"
    return f"{share:.1f} % ({who}); {far} of {len(shares)} cells beyond 5, {chance}", far == 0


def _by_chance(sizes: list[int], level: int) -> float:
    """How many cells of these sizes lie more than 5 points off when the band holds exactly."""
    share = level / 100
    return sum(
        float(binom.cdf(np.ceil(n * (share - 0.05)) - 1, n, share))
        + float(binom.sf(np.floor(n * (share + 0.05)), n, share))
        for n in sizes
    )


def _scores(name: str, trial: Trial, horizon: int, simpler: dict[str, rivals.Forecast]) -> Figure:
    """Interval score of the 80 % band and error of the median, beside simpler forecasts."""
    pair = trial.left.pairs[horizon]
    use = trial.asked[pair.row]
    y = trial.left.table.score[pair.target][use]
    middle, limits = trial.bands[horizon]
    ways = {"model": (middle, *limits[80])} | simpler
    scores, told = {}, []
    for way, forecast in ways.items():
        median, lo, hi = (values[use] for values in forecast)
        scores[way] = interval_score(lo, hi, y, 80)
        told.append(f"{way} {scores[way]:.2f} ({float(np.sqrt(((median - y) ** 2).mean())):.2f})")
    what = f"{name}: interval score at 80 % (error)"
    met = scores["model"] <= 1.01 * min(scores.values())
    return Figure(what, "; ".join(told), "model lowest, within 1 %", met)


def _risks(name: str, trial: Trial, place: int, outcome: str) -> list[Figure]:
    """AUROC and Brier score at visits 3, 5 and 8 together, and calibration."""
    table = trial.left.table
    end = ended(table)[place]
    at = np.any([at_landmark(table, v) for v in LANDMARKS], axis=0) & trial.asked
    happened = end[table.series_of][at]
    rows = {"model": (trial.risk[place], trial.risk[place])}
    for rule, score, risk, _ in rivals.rules(trial.left, end, LANDMARKS):
        rows[rule] = (score, risk)
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


def _budget(name: str, trial: Trial) -> list[Figure]:
    """False alarms, and what is found for them: threshold learned elsewhere, and at exactly
    the budget on the courses asked about, which compares the rules and not their thresholds."""
    table = trial.left.table
    asked = trial.asked[table.start[:-1]]
    _, poor = ended(table)
    alarms = {"model": trial.alarm}
    for rule, _, _, alarm in rivals.rules(trial.left, poor, LANDMARKS):
        if alarm is not None:
            alarms[rule] = alarm
    learned, exact = [], []
    for rule, alarm in alarms.items():
        mine = trial.threshold if rule == "model" else thresholds(trial.left, alarm)
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
    standing = running(np.where(alarm >= threshold, 1.0, 0.0), table) >= 1
    return np.asarray(np.logical_or.reduceat(standing, table.start[:-1]))


def assess() -> list[Figure]:
    """All open courses of a large city at once, and one after a new rating."""
    model = train(simulate("plain", LEARNED, 1).table(), WORLD, DAY)
    table = simulate("plain", OPEN_COURSES, 2).table()
    started = time.perf_counter()
    answer = foresee(model, table)
    last = table.start[1:] - 1
    for horizon in TARGETS.values():
        answer.bands(horizon, last)
    whole = time.perf_counter() - started
    name = f"assess {table.n_series:,} open courses, {table.n_ratings:,} ratings, risks and bands"
    used = time.process_time()
    seconds = _one_course(model)
    used = (time.process_time() - used) / len(seconds) * 1000
    what = f"one course of {RATINGS} ratings, to visit {UNTIL} (processor time {used:.1f} ms)"
    return [
        Figure(name, f"{whole:.2f} s", "< 1 s", whole < 1),
        timed(what, seconds, 5),
    ]


def _one_course(model: ExpectedModel) -> list[float]:
    scores = [Decimal(f"{20 + 0.5 * visit:.1f}") for visit in range(RATINGS)]
    visits = range(1, RATINGS + 1)
    seconds = []
    for _ in range(300):
        started = time.perf_counter()
        expected_course(model, visits, scores, INFORMANTS[0], Decimal(5), UNTIL)
        seconds.append(time.perf_counter() - started)
    return seconds
