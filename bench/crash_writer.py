"""Records visits until it is killed, and says so after each: the victim of `bench.crash`."""

from __future__ import annotations

import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from bench.site import Household, full_visit, open_database
from fit_tracker.domain.people import Actor, Role


def main(path: str, actor: str, family: str, episode: str, *members: str) -> None:
    ctx = open_database(Path(path))
    home = Household(
        Actor(UUID(actor), Role.PRACTITIONER),
        UUID(family),
        UUID(episode),
        tuple(map(UUID, members)),
    )
    number = 0
    while True:
        day = ctx.today() - timedelta(days=390 - number % 390)
        done = full_visit(ctx, home, day, Decimal("5.5"))
        # Said only after the service has returned: this is what the screen calls "gemt".
        print(done.visit_id, flush=True)
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
