"""The leader's pages with 5,000 families in treatment in one team, which no team has.

The large database with every family moved into the demo leader's team and every latest course
taken up again: what is measured is the page, from the message that asks for it to the one
that says it is finished, as in `pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench import data
from bench.client import Client
from bench.pages import ACCOUNTS, LIMIT_MS, RUNS, WARM
from bench.report import Figure, timed
from bench.server import running
from fit_tracker.domain.people import Role
from fit_tracker.services.demo import DEMO_PASSWORD

# Only the list of every day has a target.
PAGES = (
    ("Team", "", LIMIT_MS),
    ("Supervision", "supervision", None),
    ("Fordeling", "fordeling", None),
)
ONE_TEAM = """
UPDATE family SET team_id = (
    SELECT ut.team_id FROM user_team ut JOIN app_user u USING (user_id)
    WHERE u.username = ? AND ut.until IS NULL
)
"""
TAKEN_UP = """
UPDATE episode SET ended_on = NULL, end_reason = NULL, end_planned = NULL
WHERE episode_id IN (
    SELECT max_by(e.episode_id, e.started_on) FROM episode e
    GROUP BY e.family_id HAVING count(*) = count(e.ended_on)
)
"""


def team() -> list[Figure]:
    with data.scratch("large") as path:
        families = _into_one_team(path)
        with running(path) as server:
            return list(_figures(server.port, families))


def _into_one_team(path: Path) -> int:
    """How many families are in treatment in the one team."""
    connection = duckdb.connect(str(path))
    try:
        connection.execute(ONE_TEAM, [ACCOUNTS[Role.LEADER]])
        connection.execute(TAKEN_UP)
        found = connection.execute("SELECT count(*) FROM episode WHERE ended_on IS NULL").fetchall()
        return int(found[0][0])
    finally:
        connection.close()


def _figures(port: int, families: int) -> Iterator[Figure]:
    with Client(port) as client:
        client.sign_in(ACCOUNTS[Role.LEADER], DEMO_PASSWORD)
        for name, address, limit in PAGES:
            seconds = [_opened(client, address) for _ in range(RUNS + WARM)]
            yield timed(f"page «{name}», one team of {families:,} families", seconds[WARM:], limit)


def _opened(client: Client, address: str) -> float:
    seconds = client.open_page(address)
    client.check()
    return seconds
