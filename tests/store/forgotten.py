"""What "nothing flagged is ever forgotten" means, asked of the tables themselves."""

from __future__ import annotations

from datetime import date

from fit_tracker.services.context import Context
from tests.factories import ask

UNANSWERED = (
    "SELECT f.flag_id FROM flag f JOIN episode e USING (episode_id) "
    "WHERE e.ended_on IS NULL AND f.cleared_at IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM response_flag rf WHERE rf.flag_id = f.flag_id)"
)
NOBODYS = (
    "SELECT response_id FROM response WHERE state <> 'closed' AND owner_id IS NULL AND due_on < ?"
)
WITHOUT_RESULT = (
    "SELECT response_id FROM response WHERE state = 'closed' "
    "AND (result IS NULL OR closed_by IS NULL OR (result = 'false_alarm' AND result_reason = ''))"
)
BROKEN_CHAIN = (
    "SELECT response_id FROM (SELECT *, lag(to_state) OVER "
    "(PARTITION BY response_id ORDER BY step_no) AS before FROM response_step) "
    "WHERE before <> from_state"
)
LAST_STATE = (
    "SELECT x.response_id FROM response x JOIN response_step s "
    "ON s.response_id = x.response_id AND s.step_no = x.revision WHERE s.to_state <> x.state"
)


def assert_nothing_forgotten(ctx: Context, day: date) -> None:
    """What must hold at each day's end."""
    assert ask(ctx, UNANSWERED) == [], f"{day}: a flag without a response"
    assert ask(ctx, NOBODYS, day) == [], f"{day}: past its deadline without an owner"
    assert ask(ctx, WITHOUT_RESULT) == [], f"{day}: closed without a result"


def assert_steps_tell_it(ctx: Context) -> None:
    """Each step begins where the one before ended, and the last one where the response is."""
    assert ask(ctx, BROKEN_CHAIN) == []
    assert ask(ctx, LAST_STATE) == []
