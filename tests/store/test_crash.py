"""Whatever kills the process: what was reported as saved is there, and nothing is half there."""

from __future__ import annotations

from pathlib import Path

from bench.crash import kill_while_writing


def test_kill_while_writing(tmp_path: Path) -> None:
    left = kill_while_writing(tmp_path, rounds=5)
    assert left.lost == []
    assert left.half == []
    assert left.reported >= 5
