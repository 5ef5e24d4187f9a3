"""From flag to action, drawn: which step leads where, and by when something is due."""

from __future__ import annotations

from datetime import date, datetime

STATES = """\
step           new      taken    waiting  closed
take           taken    -        -        -
hand_on        -        taken    waiting  -
give_back      -        new      new      -
set_deadline   new      taken    waiting  -
contact        -        taken    waiting  -
decide         -        taken    taken    -
family_words   new      taken    waiting  -
look_again     -        waiting  waiting  -
resume         -        -        taken    -
close          -        closed   closed   -
reopen         -        -        -        taken
flag_added     new      taken    waiting  -
"""

SEVERITIES = """\
flag                 severity
most_falling         high
worsening_persists   high
worsening_twice      high
expected_risk        high
no_change_after_n    ordinary
alliance_drop        ordinary
ratings_missing      ordinary
"""

DEADLINES = """\
step        severity   on          due
raise       acute      12-03-2025  12-03-2025
raise       high       12-03-2025  13-03-2025
raise       ordinary   12-03-2025  15-03-2025
raise       high       31-12-2025  01-01-2026
raise       ordinary   30-04-2025  03-05-2025
raise       high       28-02-2024  29-02-2024
raise       high       28-02-2025  01-03-2025
raise       high       14-03-2025  15-03-2025
give_back   high       12-03-2025  13-03-2025
take        acute      12-03-2025  13-03-2025
take        high       12-03-2025  15-03-2025
take        ordinary   12-03-2025  19-03-2025
take        ordinary   24-12-2025  31-12-2025
take        high       27-02-2024  01-03-2024
take        high       27-02-2025  02-03-2025
resume      high       12-03-2025  15-03-2025
reopen      ordinary   12-03-2025  19-03-2025
decide      acute      12-03-2025  19-03-2025
decide      high       12-03-2025  26-03-2025
decide      ordinary   12-03-2025  09-04-2025
decide      ordinary   01-02-2024  29-02-2024
decide      ordinary   01-02-2025  01-03-2025
contact     high       12-03-2025  unchanged
look_again  high       12-03-2025  unchanged
"""

FURTHER = """\
state    severity  due         another   on          then      due
new      ordinary  15-03-2025  high      12-03-2025  high      13-03-2025
new      high      13-03-2025  ordinary  12-03-2025  high      13-03-2025
new      ordinary  13-03-2025  ordinary  12-03-2025  ordinary  13-03-2025
new      ordinary  15-03-2025  acute     13-03-2025  acute     13-03-2025
taken    ordinary  19-03-2025  high      14-03-2025  high      17-03-2025
taken    high      26-03-2025  ordinary  14-03-2025  high      17-03-2025
waiting  high      02-04-2025  high      14-03-2025  high      17-03-2025
waiting  ordinary  15-03-2025  high      14-03-2025  high      15-03-2025
"""

STANDINGS = """\
state    due         today       standing
new      28-02-2025  28-02-2025  new
new      28-02-2025  01-03-2025  overdue
taken    29-02-2024  01-03-2024  overdue
waiting  31-12-2025  31-12-2025  waiting
waiting  31-12-2025  01-01-2026  overdue
closed   31-12-2025  01-06-2026  closed
"""

CHAPTER = f"""### From flag to action: which step leads where

A response is `new`, `taken` by an owner, `waiting` for the day it is looked at again, or `closed`
with a result. Each column says where the step leads from that state; `-`: not possible. A new
response begins as `new`; the only way out is `close`.

```
{STATES}```

### From flag to action: how soon

The most serious flag decides. An acute entry is always `acute`.

```
{SEVERITIES}```

Calendar days with the tool's own convention, which each service changes: weekends and holidays
are not counted out. `contact` and `look_again` keep the deadline, or set the day that was chosen.

```
{DEADLINES}```

A further flag joins the open response: it may become more serious, and the deadline only comes
nearer.

```
{FURTHER}```

Overdue is the day after the due day, never the day itself.

```
{STANDINGS}```
"""


def rows(table: str) -> list[list[str]]:
    """The cells under the heading."""
    return [line.split() for line in table.splitlines()[1:]]


def day(text: str) -> date:
    return datetime.strptime(text, "%d-%m-%Y").date()
