"""Many practitioners at once: how long each waits, whether all wait alike, what it takes."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench import data
from bench.client import Client
from bench.report import Figure, percentile, timed
from bench.server import Server, running
from bench.site import open_database
from bench.walk import Click, cases, day
from fit_tracker.services.demo import DEMO_PASSWORD

SESSIONS = 60
THINK = 5.0
MINUTES = 3.0
LIMIT_MS = 300
BROWSERS, CLICKS = 8, 60

OWN = """
SELECT u.username, list(DISTINCT f.case_number)
FROM app_user u
JOIN family_practitioner fp ON fp.user_id = u.user_id AND fp.until IS NULL
JOIN family f USING (family_id)
WHERE u.role = 'practitioner' GROUP BY u.username ORDER BY u.username
"""


@dataclass
class Person:
    """One session: what it waited for, and what it should not have seen."""

    username: str
    own: frozenset[str]
    clicks: list[Click] = field(default_factory=list)
    seen: int = 0
    wrong: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def sixty(minutes: float = MINUTES) -> list[Figure]:
    """60 sessions, 5 s of thought between clicks, on the large database."""
    with data.scratch("large") as path, running(path) as server:
        people = _people(path, SESSIONS)
        with ThreadPoolExecutor(SESSIONS) as pool:
            before, signed_in = server.memory_mb(), threading.Barrier(SESSIONS + 1)
            work = [
                pool.submit(_live, server, person, number, signed_in, minutes)
                for number, person in enumerate(people)
            ]
            signed_in.wait()
            after_sign_in = server.memory_mb()
            for done in work:
                done.result()
        return _figures(people, before, after_sign_in, server.memory_mb())


def _people(path: Path, count: int) -> list[Person]:
    """Read before the server opens the file in a copy: only one process may hold it."""
    rows = _own_families(path)
    # Spread over all staffs, so that no two sessions share an account.
    step = max(1, len(rows) // count)
    return [Person(name, frozenset(cases)) for name, cases in rows[::step][:count]]


def _own_families(path: Path) -> list[tuple[str, list[str]]]:
    size = path.stem
    ctx = open_database(data.original(size))
    cursor = ctx.database.cursor()
    try:
        return cursor.execute(OWN).fetchall()
    finally:
        cursor.close()
        ctx.database.close()


def _live(
    server: Server, person: Person, number: int, signed_in: threading.Barrier, minutes: float
) -> None:
    rng = Random(number)
    with Client(server.port) as client:
        try:
            client.sign_in(person.username, DEMO_PASSWORD)
        finally:
            signed_in.wait()
        # Nobody begins at the same moment as everybody else.
        time.sleep(rng.uniform(0, THINK))
        end = time.monotonic() + minutes * 60
        steps = day(client, rng)
        while time.monotonic() < end:
            if not _step(client, person, steps):
                steps = day(client, rng)
            time.sleep(rng.uniform(0.5, 1.5) * THINK)


def _step(client: Client, person: Person, steps: object) -> bool:
    """One click; False when it went wrong and the day has to begin again."""
    try:
        person.clicks.append(next(steps))  # type: ignore[call-overload]
    except Exception as error:  # noqa: BLE001 - every failure is counted
        person.errors.append(f"{type(error).__name__}: {error}")
        return False
    found = cases(client)
    person.seen += len(found & person.own)
    person.wrong += sorted(found - person.own)
    return True


def _figures(people: Sequence[Person], start: float, signed_in: float, end: float) -> list[Figure]:
    waits = [click.seconds for person in people for click in person.clicks]
    errors = [error for person in people for error in person.errors]
    wrong = [case for person in people for case in person.wrong]
    per_session = (end - start) / len(people)
    fresh = (signed_in - start) / len(people)
    growth = f"{fresh:.1f} MB signed in, {per_session:.1f} MB after the run"
    return [
        timed(f"{len(people)} practitioners at once, every click", waits, LIMIT_MS),
        *_by_kind(people),
        Figure("the same, errors", _counted(errors), "0", not errors),
        Figure("the same, case numbers of others seen", _of(people, wrong), "0", not wrong),
        _fairness(people),
        Figure("the same, memory per session", f"{growth} (server {start:.0f} → {end:.0f} MB)"),
    ]


def _of(people: Sequence[Person], wrong: Sequence[str]) -> str:
    return f"{len(wrong)} of {sum(person.seen for person in people) + len(wrong)}"


def _counted(errors: Sequence[str]) -> str:
    return f"{len(errors)}" + (f" ({errors[0]})" if errors else "")


def _by_kind(people: Sequence[Person]) -> list[Figure]:
    kinds = dict.fromkeys(click.what for person in people for click in person.clicks)
    return [
        timed(f"- {kind}", [c.seconds for p in people for c in p.clicks if c.what == kind])
        for kind in kinds
    ]


def _fairness(people: Sequence[Person]) -> Figure:
    """The middle wait of each session: the slowest against the middle one."""
    middles = [statistics.median(c.seconds for c in p.clicks) for p in people if p.clicks]
    middle, slow = statistics.median(middles), max(middles)
    text = (
        f"medians of sessions: p5 {percentile(middles, 0.05) * 1000:.0f}, "
        f"middle {middle * 1000:.0f}, slowest {slow * 1000:.0f} ms"
    )
    return Figure("the same, fairness", text, "slowest < 2 × middle", slow < 2 * middle)


def eight_sessions() -> list[Figure]:
    """8 sessions without any pause: nobody sees anybody else's families."""
    with data.scratch("demo") as path, running(path) as server:
        people = _people(path, BROWSERS)
        with ThreadPoolExecutor(BROWSERS) as pool:
            list(pool.map(lambda pair: _hurry(server, pair[1], pair[0]), enumerate(people)))
    errors = [error for person in people for error in person.errors]
    wrong = [case for person in people for case in person.wrong]
    clicks, seen = sum(len(p.clicks) for p in people), sum(p.seen for p in people)
    text = (
        f"{len(wrong)} case numbers of others among {seen + len(wrong)} shown on {clicks} pages, "
        f"errors {_counted(errors)}"
    )
    return [Figure("8 sessions without pause", text, "0 wrong", not wrong and not errors)]


def _hurry(server: Server, person: Person, number: int) -> None:
    with Client(server.port) as client:
        client.sign_in(person.username, DEMO_PASSWORD)
        steps = day(client, Random(number))
        for _ in range(CLICKS):
            if not _step(client, person, steps):
                steps = day(client, Random(number + len(person.errors)))
