"""Print the spec as a chapter of docs/methods.md: `python -m tests.spec.render` writes it in."""

from __future__ import annotations

from pathlib import Path

from tests.spec import combinations, disclosure, responses
from tests.spec.cases import FAMILIES, SERIES
from tests.spec.drawing import Case

METHODS = Path(__file__).parents[2] / "docs" / "methods.md"
BEGIN = "<!-- spec tables: begin (python -m tests.spec.render) -->\n"
END = "<!-- spec tables: end -->\n"
COMBINED = """### Family: which combination gives which status

Each member as one rater sees them, the latest rating against the first: `better` and `worse`
reliably so, `few` is one rating only. `+risk`: the model's alarm score is at or over its threshold
twice running. `+stuck`: no change after six visits. `+alliance`: the alliance has dropped. In
what order the members stand changes nothing.

"""


def chapter() -> str:
    """All tables under their headings, each with its caption and what the rules say."""
    parts = []
    for heading, cases in (SERIES | FAMILIES).items():
        parts.append(f"### {heading}\n\n" + "\n".join(_table(case) for case in cases))
    drawn = [COMBINED + combinations.table(), responses.CHAPTER, disclosure.CHAPTER]
    return "\n".join([*parts, *drawn])


def printed() -> str:
    """The chapter as docs/methods.md has it now."""
    return METHODS.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]


def write() -> None:
    before, rest = METHODS.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    METHODS.write_text(f"{before}{BEGIN}\n{chapter()}\n{END}{after}", encoding="utf-8")


def _table(case: Case) -> str:
    return f"{case.title}:\n\n```\n{case.drawing.strip()}\n=> {case.expected}\n```\n"


if __name__ == "__main__":
    write()
