"""What a figure shows, in words: for screen readers and wherever it cannot be seen."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.charts.model import CutLine, Line, Scale, Words
from fit_tracker.domain.scores import danish


def direction(scale: Scale, words: Words) -> str:
    """ "0–40, højere er bedre"."""
    low, high = f"{scale.minimum.normalize():f}", f"{scale.maximum.normalize():f}"
    if scale.higher_is_better:
        return words("{low}–{high}, højere er bedre", low=low, high=high)
    return words("{low}–{high}, lavere er bedre", low=low, high=high)


def alt_text(
    lines: Sequence[Line],
    *,
    title: str,
    scale: Scale,
    words: Words,
    cut_offs: Sequence[CutLine] = (),
) -> str:
    """The title, the scale, and where each line begins and ends."""
    head = f"{title}: {direction(scale, words)}."
    if not any(line.points for line in lines):
        return f"{head} {words('Ingen målinger endnu')}."
    parts = [_line(line, words) for line in lines if line.points]
    limits = ", ".join(cut.label for cut in cut_offs)
    return " ".join([head, *parts, *([f"{limits}."] if limits else [])])


def _line(line: Line, words: Words) -> str:
    first, last = line.points[0], line.points[-1]
    if len(line.points) == 1:
        return words(
            "{name}: {score} ved besøg {no}.",
            name=line.label,
            score=danish(last.score),
            no=last.visit_no,
        )
    return words(
        "{name}: fra {first} ved besøg {from_no} til {last} ved besøg {no}, {n} målinger.",
        name=line.label,
        first=danish(first.score),
        from_no=first.visit_no,
        last=danish(last.score),
        no=last.visit_no,
        n=len(line.points),
    )
