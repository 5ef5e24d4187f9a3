"""A frame as the database keeps it: JSON that holds only what the service states."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from fit_tracker.domain.frames import UNSTATED, FollowUpRule, Form, Frame, Notes, Report


def to_json(frame: Frame) -> str:
    """What differs from a frame that states nothing, in the order of the fields."""
    unstated, rule = asdict(UNSTATED), asdict(UNSTATED.follow_up)
    said = {name: value for name, value in asdict(frame).items() if value != unstated[name]}
    if "follow_up" in said:
        stated = said["follow_up"].items()
        said["follow_up"] = {name: value for name, value in stated if value != rule[name]}
    return json.dumps(said, ensure_ascii=False)


def from_json(text: str | None) -> Frame:
    """The frame again; nothing kept is nothing stated."""
    said: dict[str, Any] = json.loads(text) if text else {}
    known = {field.name for field in fields(Frame)}
    given = {name: _value(name, value) for name, value in said.items() if name in known}
    return Frame(**given)


def _value(name: str, value: Any) -> Any:
    if name == "follow_up":
        return FollowUpRule(**value)
    kinds = {"form": Form, "report": Report, "notes": Notes}
    return kinds[name](value) if name in kinds else value
