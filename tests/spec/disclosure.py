"""What is told and what is not, drawn: small tables that a leader can check with a pencil."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """`counts`: the cells as they are. `told`: as they are shown; "-" is hidden."""

    title: str
    drawing: str


TABLES = (
    Table(
        "Nothing is small: everything is told",
        """\
            there  told
recovered       6     6
improved        9     9
unchanged      12    12
total          27    27
""",
    ),
    Table(
        "One cell of four: the smallest of the others is hidden too, or 25 - 9 - 12 would give it",
        """\
            there  told
recovered       4     -
improved        9     -
unchanged      12    12
total          25    25
""",
    ),
    Table(
        "Nobody is a small number too",
        """\
            there  told
recovered       0     -
improved        9     -
unchanged      12    12
total          21    21
""",
    ),
    Table(
        "Two small cells that are five together: each may be anything from 0 to 5",
        """\
              there  told
improved          9     9
unchanged        12    12
deteriorated      3     -
harmed            2     -
total            26    26
""",
    ),
    Table(
        "Two small cells that are four together: a third goes with them",
        """\
              there  told
improved          9     -
unchanged        12    12
deteriorated      3     -
harmed            1     -
total            25    25
""",
    ),
    Table(
        "Everybody in one cell: it is hidden, since it would say that nobody is in the others",
        """\
            there  told
at_home        20     -
placed          0     -
total          20    20
""",
    ),
    Table(
        "A total below five goes with all its cells",
        """\
            there  told
improved        2     -
unchanged       2     -
total           4     -
""",
    ),
)

REVIEWS = """\
told before               asked for now               there  hidden
q1=20                     half_year=23                   23  half_year
q1=20                     half_year=24                   24  half_year
q1=20                     half_year=25                   25  -
q1=20                     half_year=20                   20  half_year
q1=20,half_year=45        q2=25                          25  -
q1=20                     q1=20                          20  -
all_q1=20                 north_q1=17                    17  north_q1
all_q1=20                 north_q1=15                    15  -
open_1jan=30,started=20   open_1apr=47                   47  open_1apr
open_1jan=30,started=20   open_1apr=45                   45  -
"""

_DRAWN = "\n".join(f"{table.title}:\n\n```\n{table.drawing}```\n" for table in TABLES)

CHAPTER = f"""### What may be told: one table

`there` is the count, `told` what the review says, `-`: not told. Five may be told, four not.

{_DRAWN}
### What may be told: one review after another

Families that began in a period (`q1`, `half_year`), in a team (`north`), or that were open on a
day. Nothing that has been told is taken back, so the later number yields where the difference is
four or less, nought included.

```
{REVIEWS}```
"""
