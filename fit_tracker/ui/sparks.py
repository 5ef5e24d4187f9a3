"""The small curves of a family in a list: one for each person as one rater sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from fit_tracker.domain.people import Member
from fit_tracker.palette import PERSONS
from fit_tracker.services.lists import Spark
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, join, sparkline_svg, tag
from fit_tracker.ui.naming import series_name
from fit_tracker.ui.sentences import by_id
from fit_tracker.ui.texts import _, _n


class Entry(Protocol):
    """A family of any list: its curves, and the people they are named after."""

    @property
    def members(self) -> list[Member]: ...

    @property
    def sparks(self) -> list[Spark]: ...


def sparks(entry: Entry) -> Html:
    """The curves in the family's own order, each person's own view before what others see."""
    if not entry.sparks:
        return tag("span", _("ingen målinger endnu"), cls="fit-quiet")
    order = [member.member_id for member in entry.members]
    ordered = sorted(
        entry.sparks,
        key=lambda spark: (
            order.index(spark.key.member_id),
            spark.key.member_id != spark.key.rater_member_id,
        ),
    )
    return join([_spark(entry, spark, order) for spark in ordered])


def _spark(entry: Entry, spark: Spark, order: Sequence[UUID]) -> Html:
    scale = context().instruments.get(spark.instrument_id)
    who = order.index(spark.key.rater_member_id) if spark.key.rater_member_id in order else 0
    points = [(float(no), float(value)) for no, value in spark.points]
    name = series_name(spark.key, by_id(entry.members), context().today())
    return tag(
        "div",
        sparkline_svg(
            points,
            color=f"var(--fit-{PERSONS[who % len(PERSONS)].replace('_', '-')})",
            lo=float(scale.total_min),
            hi=float(scale.total_max),
            label=_n("{name}: {n} måling", "{name}: {n} målinger", len(points), name=name),
        ),
        tag("span", name, cls="fit-spark-name fit-quiet"),
    )
