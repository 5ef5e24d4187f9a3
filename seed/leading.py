"""What the demo's leaders do: a supervision every fourth Thursday, and who is good at what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fit_tracker.domain.people import Actor
from fit_tracker.domain.supervision import Topic
from fit_tracker.services import profiles, supervision, supervision_read
from fit_tracker.services.context import Context
from fit_tracker.services.supervision_read import Suggestion
from seed.accounts import Staff
from seed.plan import SEED

THURSDAY, WEEKS = 3, 4
MOST, NEXT = 4, 3
NOT_REACHED = 0.2
IN_DAYS = 4
# Of four colleagues in each team; the fourth has not been asked yet.
TAGS = (("små børn", "tilknytning"), ("unge", "skolevægring"), ("traumer", "tolkesamtaler"), ())
HOURS = (Decimal(24), Decimal("18.5"), Decimal(22), None)
WORDS: dict[Topic, tuple[str, ...]] = {
    Topic.OFF_TRACK: (
        "To besøg om ugen den næste måned; vi ser på kurven om fire uger",
        "Behandlerne spørger familien, hvad der skulle være anderledes, og ændrer på det",
        "Netværksmøde med skolen, før vi ændrer mere",
    ),
    Topic.ALLIANCE_FALLEN: (
        "Tal åbent om det lave svar ved næste besøg: hvad manglede?",
        "Makkeren tager med næste gang og spørger til samarbejdet",
    ),
    Topic.NO_CHANGE: (
        "Gennemgå målene med familien; de passer måske ikke længere",
        "Prøv en anden tilgang i tre besøg, og tag den med igen",
    ),
    Topic.LONG: ("Aftal med rådgiver, hvad der skal til for at afslutte",),
    Topic.ENDED_UNPLANNED: ("Ring til familien, og hør, hvad vi kunne have gjort anderledes",),
    Topic.CEILING: ("Spørg til en dårlig dag: er det svært at svare ærligt, når vi er i rummet?",),
}
OTHERWISE = ("Behandlerne går videre som nu; tages med igen om to måneder",)


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """Every fourth Thursday each team goes through what the data points at."""
    if day.weekday() != THURSDAY or day.isocalendar().week % WEEKS:
        return
    for number, leader in enumerate(staff.leaders):
        _hold(ctx, leader, staff, number, Random(f"{SEED}-leading-{day}-{number}"))


def _hold(ctx: Context, leader: Actor, staff: Staff, number: int, rng: Random) -> None:
    found = supervision_read.board(ctx, leader, staff.teams[number], MOST).suggestions
    if not found:
        return
    meeting = supervision.begin(ctx, leader, staff.teams[number], ctx.today())
    for one in found:
        supervision.pick(ctx, leader, meeting, one.about.case_number)
    topics = {one.about.episode_id: _topic(one) for one in found}
    for place, item in enumerate(supervision_read.held(ctx, leader, meeting).items):
        # The last one is sometimes left for next time.
        if place == len(found) - 1 > 0 and rng.random() < NOT_REACHED:
            continue
        text = rng.choice(WORDS.get(topics[item.about.episode_id], OTHERWISE))
        supervision.decide(ctx, leader, item.item_id, text)
    supervision.close(ctx, leader, meeting)


def _topic(one: Suggestion) -> Topic:
    return one.points[0].topic


def once(ctx: Context, staff: Staff, last: date) -> None:
    """The last morning: what colleagues are good at is written down, and the first team's next
    agenda is begun."""
    for team, leader in zip(staff.practitioners, staff.leaders, strict=True):
        for colleague, tags, hours in zip(team, TAGS, HOURS, strict=True):
            profiles.set_profile(ctx, leader, colleague.user_id, tags, hours)
    leader, team_id = staff.leaders[0], staff.teams[0]
    meeting = supervision.begin(ctx, leader, team_id, last + timedelta(days=IN_DAYS))
    for one in supervision_read.board(ctx, leader, team_id, NEXT).suggestions:
        supervision.pick(ctx, leader, meeting, one.about.case_number)
