"""A review for tests: figures of an invented quarter, and a document with every kind of part.

`make_figures(name="...")` changes a field; `make_blocks(bands=None)` leaves a block out or puts
another in its place. The numbers are invented and add up; hidden cells are hidden with a second
one, as the rule of the house is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fit_tracker.domain.reviews import (
    Bar,
    Block,
    Column,
    Count,
    Counted,
    Decision,
    DecisionState,
    Document,
    Estimate,
    Figures,
    Measured,
    Part,
    PartKind,
    Period,
    PeriodKind,
    Section,
    Spread,
)

TEAM_NORTH = "team.6f1f6a52-52a3-4c1b-9a52-2f6f0f9d0001"
TEAM_SOUTH = "team.6f1f6a52-52a3-4c1b-9a52-2f6f0f9d0002"
SERVICE_HOME = "service.N02"
SERVICE_GROUP = "service.N05"
QUARTER = Period(PeriodKind.QUARTER, date(2026, 7, 1), date(2026, 9, 30))
REVIEW_ID = UUID("6f1f6a52-52a3-4c1b-9a52-2f6f0f9d0021")
OTHER_REVIEW_ID = UUID("6f1f6a52-52a3-4c1b-9a52-2f6f0f9d0022")


def make_spread(
    key: str, counted: Counted, cells: dict[str, Any], total: Any = ..., missing: int | None = 0
) -> Spread:
    """Cells by key: a number, or (n, low, high); None is hidden, and hides the total unless
    one is given."""
    made = tuple(_count(name, value) for name, value in cells.items())
    if total is ...:
        known = [cell.n for cell in made]
        total = None if None in known else sum(n for n in known if n is not None)
    return Spread(key, counted, total, made, missing)


def _count(key: str, value: Any) -> Count:
    return Count(key, *value) if isinstance(value, tuple) else Count(key, value)


def make_estimate(key: str, measured: Measured, value: float | None, **overrides: Any) -> Estimate:
    """A number with n 64, nothing missing and no interval; without a value it tells nothing."""
    made = Estimate(key, measured, value, None, None, 64, 0, "median")
    return replace(made, **({"n": None, "missing": None} if value is None else {}) | overrides)


def make_blocks(**overrides: Block | None) -> tuple[Block, ...]:
    """Every block of a review in its order; `change=None` leaves one out."""
    blocks = {block.key: block for block in _blocks()} | overrides
    return tuple(block for block in blocks.values() if block is not None)


def make_figures(**overrides: Any) -> Figures:
    """A quarter of 71 ended persons, 64 with two ratings, with hidden cells here and there."""
    made = Figures(
        series="Hele familieafdelingen",
        programme="",
        period=QUARTER,
        data_until=date(2026, 9, 30),
        definitions_version="review-1",
        model_version="1",
        definitions=(
            ("bands", "15 25 32"),
            ("cut_off.outcome-adult", "25.0"),
            ("limit.outcome-adult", "6.60"),
            ("population.bands", "served"),
            ("population.change", "ended"),
            ("smallest", "5"),
        ),
        names=(
            (TEAM_NORTH, "Team Nord"),
            (TEAM_SOUTH, "Team Syd"),
            (SERVICE_HOME, "Familiebehandling i hjemmet"),
            (SERVICE_GROUP, "Forældregruppe"),
        ),
        blocks=make_blocks(),
    )
    return replace(made, **overrides)


def make_decision(
    body: str = "Alle nye forløb måles ved første besøg", **overrides: Any
) -> Decision:
    """A decision of the review before, still open."""
    made = Decision(
        UUID(int=1), OTHER_REVIEW_ID, 1, body, "MJ", date(2026, 9, 1),
        DecisionState.OPEN, "", None, 1,
    )  # fmt: skip
    return replace(made, **overrides)


def _blocks() -> list[Block]:
    return [*_who(), *_wellbeing(), *_course(), *_service()]


def _who() -> list[Block]:
    families, courses = Counted.FAMILIES, Counted.COURSES
    share = Measured.SHARE
    return [
        Block(
            "completeness",
            (
                make_spread("baseline", courses, {"yes": (44, 0.851, 0.981), "no": None}, 46),
                make_spread("two_ratings", courses, {"yes": (41, 0.770, 0.947), "no": 5}),
                make_spread("late_rating", courses, {"yes": (39, 0.718, 0.915), "no": 7}),
            ),
            (
                make_estimate("visits_with_outcome", share, 0.91, n=58, method="ratio_cluster"),
                make_estimate("visits_with_alliance", share, 0.84, n=58, method="ratio_cluster"),
            ),
        ),
        Block(
            "families",
            (
                make_spread("started", families, {}, 19),
                make_spread("active_first", families, {}, 54),
                make_spread("active_last", families, {}, 50),
                make_spread("ended", families, {}, 23),
                make_spread("served", families, {}, 73),
                make_spread("started_year", families, {}, 49),
                make_spread("participants", Counted.PERSONS, {}, None, missing=None),
            ),
            (),
            (
                ("target.1.kind", "families_per_year"),
                ("target.1.low", "25"),
                ("target.1.high", "30"),
                ("target.1.chosen", "yes"),
                ("target.1.source", "Ansøgningen, side 4"),
                ("target.2.kind", "families_total"),
                ("target.2.low", "50"),
                ("target.2.high", "50"),
                ("target.2.chosen", "no"),
                ("target.2.source", "Ansøgningen, side 9"),
            ),
        ),
        Block(
            "reach",
            (
                make_spread(
                    "age",
                    families,
                    {
                        "age_0_2": None,
                        "age_3_5": 12,
                        "age_6_12": 31,
                        "age_13_17": 16,
                        "age_18": None,
                    },
                    73,
                ),
                make_spread("service", families, {SERVICE_HOME: 52, SERVICE_GROUP: 21}),
                make_spread("team", families, {TEAM_NORTH: 40, TEAM_SOUTH: 33}),
            ),
            (),
        ),
    ]


def _wellbeing() -> list[Block]:
    persons, points, share = Counted.PERSONS, Measured.POINTS, Measured.SHARE
    first = {"under_15": 21, "15_25": 29, "25_32": 9, "over_32": 5}
    latest = {"under_15": 9, "15_25": 19, "25_32": 22, "over_32": 14}
    classes = {
        "recovered": (19, 0.199, 0.419),
        "improved": (15, 0.148, 0.351),
        "unchanged": (20, 0.212, 0.435),
        "deteriorated": None,
        "harmed": None,
    }
    by_caretaker = {
        "recovered": None,
        "improved": 9,
        "unchanged": 12,
        "deteriorated": None,
        "harmed": None,
    }
    change = {"low": 4.3, "high": 7.3, "missing": 7, "method": "mean_paired_cluster"}
    size = {"low": 0.51, "high": 0.97, "missing": 7, "method": "d_change_sd_before"}
    right = {"low": 0.411, "high": 0.648, "missing": 7, "method": "wilson"}
    worse = {"low": 0.087, "high": 0.264, "missing": 7, "method": "wilson"}
    clinical = {"low": 0.666, "high": 0.864, "missing": 7, "method": "wilson"}
    mean = {"missing": 7, "method": "mean_cluster"}
    return [
        Block(
            "bands",
            (
                make_spread("first", persons, first, missing=7),
                make_spread("latest", persons, latest, missing=7),
            ),
            (),
        ),
        Block(
            "change",
            (
                make_spread("classes", persons, classes, 64, missing=7),
                make_spread("classes_by_caretaker", Counted.CHILDREN, by_caretaker, 31, missing=6),
            ),
            (
                make_estimate("improved_share", share, 34 / 64, **right),
                make_estimate("worse_share", share, 10 / 64, **worse),
                make_estimate("mean_first", points, 18.9, low=17.0, high=20.8, **mean),
                make_estimate("mean_last", points, 24.7, low=22.6, high=26.8, **mean),
                make_estimate("mean_change", points, 5.8, **change),
                make_estimate("effect_size", Measured.EFFECT_SIZE, 0.74, **size),
                make_estimate("clinical_at_start", share, 50 / 64, **clinical),
            ),
        ),
        Block(
            "alliance",
            (),
            (
                make_estimate(
                    "alliance_first", points, 34.1, low=33.2, high=35.0, method="mean_cluster"
                ),
                make_estimate(
                    "alliance_last", points, 36.0, low=35.1, high=36.9, method="mean_cluster"
                ),
                make_estimate(
                    "alliance_change",
                    points,
                    1.9,
                    low=1.0,
                    high=2.8,
                    method="mean_paired_cluster",
                ),
                make_estimate("group_alliance_first", points, None, method="mean_cluster"),
                make_estimate("group_alliance_last", points, None, method="mean_cluster"),
                make_estimate("group_alliance_change", points, None, method="mean_paired_cluster"),
            ),
            kept_from=1,
        ),
    ]


_PLANNED = {"low": 0.4860, "high": 0.7552, "method": "wilson"}


def _course() -> list[Block]:
    days, flags, children = Measured.DAYS, Counted.FLAGS, Counted.CHILDREN
    planned = {
        "planned_on_track": 18,
        "planned_off_track": 9,
        "planned_unknown": None,
        "unplanned_on_track": 5,
        "unplanned_off_track": 8,
        "unplanned_unknown": None,
    }
    reasons = {
        "goals_reached": 16,
        "planned_without_goals": 9,
        "family_stopped": 11,
        "moved": None,
        "other_service": 5,
        "child_placed": None,
        "never_started": None,
        "other": None,
    }
    results = {
        "back_on_track": 9,
        "help_changed": 5,
        "false_alarm": 6,
        "child_placed": None,
        "other": None,
    }
    home = {"home": 39, "other_home": None, "placed": None, "unknown": None}
    school = {"yes": 31, "partly": 6, "no": None, "not_relevant": None, "unknown": None}
    return [
        Block(
            "endings",
            (
                make_spread("planned", Counted.COURSES, planned, 46),
                make_spread("reasons", Counted.COURSES, reasons, 46),
            ),
            (make_estimate("planned_share", Measured.SHARE, 0.6304, n=46, **_PLANNED),),
        ),
        Block(
            "time",
            (),
            (
                make_estimate("days_to_first_visit", days, 9.0, low=7.0, high=12.0, n=19),
                make_estimate("course_days", days, 187.5, low=161.0, high=214.0, n=46, missing=0),
                make_estimate(
                    "course_visits", Measured.VISITS, 11.0, low=9.0, high=13.0, n=46, missing=0
                ),
                make_estimate("days_on_list", days, None),
            ),
        ),
        Block(
            "flags",
            (
                make_spread("raised", flags, {"flag": 22, "acute": None}, None),
                make_spread("results", flags, results, 24),
            ),
            (
                make_estimate(
                    "right_share", Measured.SHARE, 0.65, low=0.41, high=0.83, n=17, method="wilson"
                ),
                make_estimate("days_to_contact", days, 2.0, low=1.0, high=4.0, n=17),
                make_estimate("days_to_decision", days, 6.0, low=4.0, high=9.0, n=17),
            ),
        ),
        Block(
            "children",
            (
                make_spread("lives_first", children, home, 44),
                make_spread("lives_latest", children, home | {"home": 37}, 44),
                make_spread("attends_first", children, school, 44),
                make_spread("attends_latest", children, school | {"yes": 33}, 44),
                make_spread(
                    "placements", Counted.COURSES, {"placed": None, "not_placed": None}, 46
                ),
            ),
            (),
        ),
    ]


def _service() -> list[Block]:
    share = Measured.SHARE
    mean = {"method": "ratio_cluster"}
    return [
        Block(
            "work",
            (),
            (
                make_estimate(
                    "visits_per_family", Measured.VISITS, 7.4, low=6.6, high=8.2, n=58, **mean
                ),
                make_estimate(
                    "hours_per_family", Measured.HOURS, 9.6, low=8.3, high=10.9, n=58, **mean
                ),
                make_estimate("attended_share", share, 0.87, low=0.83, high=0.91, n=58, **mean),
                make_estimate(
                    "cost_per_participant",
                    Measured.KRONER,
                    28450.0,
                    low=24100.0,
                    high=32900.0,
                    n=58,
                    method="cost_lines",
                ),
            ),
        ),
        Block(
            "continuity",
            (),
            (
                make_estimate(
                    "adviser_changes", Measured.PER_YEAR, 0.3, low=0.2, high=0.5, n=58, **mean
                ),
                make_estimate(
                    "contacts_per_month", Measured.NUMBER, 2.6, low=2.2, high=3.0, n=58, **mean
                ),
                make_estimate("families_per_practitioner", Measured.NUMBER, 6.2, n=9, **mean),
                make_estimate(
                    "cooperation", Measured.POINTS, 36.0, low=35.1, high=36.9, n=64, **mean
                ),
            ),
        ),
        Block(
            "since_last",
            (),
            (
                *_since("improved_share", share, 0.49, 34 / 64, (-0.12, 0.20)),
                *_since("planned_share", share, 0.70, 0.67, (-0.22, 0.16)),
                *_since("right_share", share, None, 0.65, None),
                *_since("mean_change", Measured.POINTS, 2.1, 5.8, (1.4, 6.0)),
            ),
            (("previous.first_day", "2026-04-01"), ("previous.last_day", "2026-06-30")),
        ),
    ]


def _since(
    key: str,
    measured: Measured,
    before: float | None,
    now: float | None,
    span: tuple[float, float] | None,
) -> tuple[Estimate, ...]:
    """KEY.previous, KEY.now and KEY.difference, which is hidden where one of the two is."""
    of_shares = measured is Measured.SHARE
    kind = Measured.DIFFERENCE_OF_SHARES if of_shares else measured
    method = "newcombe_difference" if of_shares else "welch_difference"
    how = "wilson" if of_shares else "mean_paired_cluster"
    told = None if before is None or now is None or span is None else round(now - before, 6)
    low, high = span or (None, None)
    return (
        make_estimate(f"{key}.previous", measured, before, method=how),
        make_estimate(f"{key}.now", measured, now, method=how),
        make_estimate(f"{key}.difference", kind, told, low=low, high=high, method=method),
    )


def make_document(**overrides: Any) -> Document:
    """A document with each kind of part, a hidden cell in each, a note, and long texts."""
    made = Document(
        language="da",
        stamp="Fastfrosset 04-10-2026 · version 1 · tal ændrer sig ikke",
        title="3. kvartal 2026: 34 af 64 gik mere frem end målefejlen",
        subtitle="64 af 71 afsluttede personer har mindst to målinger (90 %). "
        "Ingen kontrolgruppe: tallene viser udvikling, ikke effekt.",
        numbers=(
            Bar("familier startet, mål 22", "19"),
            Bar("har før og efter", "90 %"),
            Bar("gennemsnit, 4,3 til 7,3", "+5,8"),
            Bar("børn anbragt", "vises ikke"),
        ),
        sections=(
            Section("wellbeing", "Hvor startede de, og hvor er de nu?", (_bands(), _interval())),
            Section("endings", "Sådan sluttede forløbene", (_bars(), _table())),
            Section("decisions", "Besluttet sidst", (_said(),)),
        ),
        closing=(
            "Ingen kontrolgruppe: tallene viser udvikling, ikke virkningen af indsatsen.",
            "Antal under 5 vises ikke, og heller ikke det, de kan regnes ud af.",
        ),
        file_name="kvartalsgennemgang-2026-3-kvartal-v1",
    )
    return replace(made, **overrides)


def make_part(kind: PartKind, **overrides: Any) -> Part:
    """The part of `make_document` of this kind."""
    made = {
        PartKind.NUMBERS: lambda: Part(
            "families", PartKind.NUMBERS, "Familier", "19 familier startede.",
            bars=(Bar("startet", "19"), Bar("i gang", "58"), Bar("afsluttet", "vises ikke")),
            rows=(("", "Familier"), ("Startet", "19"), ("I gang", "58"), ("Afsluttet", "–")),
        ),
        PartKind.BARS: _bars, PartKind.BANDS: _bands, PartKind.INTERVALS: _interval,
        PartKind.TABLE: _table, PartKind.WORDS: _said,
    }[kind]()  # fmt: skip
    return replace(made, **overrides)


def _bands() -> Part:
    first = (("under 15", 21, "warn"), ("15–25", 29, "quiet"), ("25–32", 9, "calm"))
    last = (("under 15", 9, "warn"), ("15–25", 19, "quiet"), ("25–32", 22, "calm"))
    return Part(
        "bands", PartKind.BANDS, "Hvor startede de, og hvor er de nu?",
        "Under 15 ved start: 21 af 64. Ved seneste måling: 9 af 64.",
        columns=(_column("første måling", first, 5), _column("seneste måling", last, 14)),
        rows=(
            ("Trivsel", "Første måling", "Seneste måling"),
            ("over 32", "5", "14"), ("25–32", "9", "22"),
            ("15–25", "29", "19"), ("under 15", "21", "9"),
        ),
        small_print=("64 personer, samme personer i begge søjler. 7 uden to målinger.",),
        note="Fremmødet var lavt i uge 32.",
    )  # fmt: skip


def _column(label: str, bands: tuple[tuple[str, int, str], ...], top: int) -> Column:
    all_of_them = (*bands, ("over 32", top, "good"))
    return Column(label, tuple(Bar(t, str(n), "", n / 64, tone) for t, n, tone in all_of_them))


def _bars() -> Part:
    return Part(
        "endings", PartKind.BARS, "Sådan sluttede forløbene",
        "29 af 64 sluttede planlagt og i fremgang.",
        bars=(
            Bar("Planlagt, i fremgang", "29", "45 %", 29 / 64, "good"),
            Bar("Planlagt, uændret", "14", "22 %", 14 / 64, "quiet"),
            Bar("Familien stoppede, i fremgang", "vises ikke", "", None, "calm"),
            Bar("Dårligere end ved start", "vises ikke", "", None, "warn"),
        ),
        rows=(
            ("Afslutning", "Personer", "Andel"),
            ("Planlagt, i fremgang", "29", "45 %"), ("Planlagt, uændret", "14", "22 %"),
            ("Familien stoppede, i fremgang", "vises ikke", ""),
            ("Dårligere end ved start", "vises ikke", ""),
        ),
        small_print=("64 personer; 7 mangler to målinger.",),
    )  # fmt: skip


def _interval() -> Part:
    return Part(
        "change", PartKind.INTERVALS, "Udviklingen i gennemsnit",
        "Trivslen steg 5,8 point i gennemsnit (4,3 til 7,3).",
        bars=(
            Bar("Alle", "+5,8 (4,3 til 7,3)", "n = 64", None, "good", 5.8, 4.3, 7.3),
            Bar("Gruppeforløb", "vises ikke", "", None, "plain"),
        ),
        rows=(
            ("", "Gennemsnit", "95 % interval", "n"),
            ("Alle", "+5,8", "4,3 til 7,3", "64"), ("Gruppeforløb", "vises ikke", "", ""),
        ),
        axis=(-10.0, 10.0), zero=0.0,
        small_print=("64 personer, 7 uden to målinger. Intervallet er 95 %.",),
    )  # fmt: skip


def _table() -> Part:
    return Part(
        "team", PartKind.TABLE, "Familier i hvert team", "Der står 73 familier i tabellen.",
        rows=(("Team", "Familier"), ("Team Nord", "40"), ("Team Syd", "33"), ("I alt", "73")),
        small_print=("73 familier. Tal fra et tidligere år vises ikke.",),
    )  # fmt: skip


def _said() -> Part:
    return Part(
        "decided_before", PartKind.WORDS, "Besluttet sidst",
        "Én beslutning er gjort, én står åben.",
        bars=(
            Bar("Alle nye forløb måles ved første besøg", "gjort: 71 → 94 %", "MJ", tone="good"),
            Bar("Vi aftaler slutmål inden tredje besøg", "åben, frist 01-12-2026", "Lederne"),
        ),
        rows=(
            ("Beslutning", "Hvem", "Stand"),
            ("Alle nye forløb måles ved første besøg", "MJ", "gjort: 71 → 94 %"),
            ("Vi aftaler slutmål inden tredje besøg", "Lederne", "åben, frist 01-12-2026"),
        ),
    )  # fmt: skip
