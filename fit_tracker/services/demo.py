"""The demo's accounts, for the sign-in page to offer and the seed to create.

Shown only where `administration.is_demo` says so: on every other database these names
are no accounts, and the password opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from fit_tracker.domain.people import Role

DEMO_PASSWORD = "proev-det-selv"
DEMO_PIN = "2580"


@dataclass(frozen=True)
class DemoAccount:
    """One account per role, with the page-neutral facts a sign-in card needs."""

    role: Role
    username: str
    display_name: str
    password: str = DEMO_PASSWORD


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(Role.PRACTITIONER, "demo.behandler", "Karen B."),
    DemoAccount(Role.LEADER, "demo.leder", "Inge L."),
    DemoAccount(Role.EMERGENCY, "demo.beredskab", "Bodil F."),
    DemoAccount(Role.STEERING, "demo.styregruppe", "Torben S."),
    DemoAccount(Role.PROJECT, "demo.projekt", "Vibeke P."),
    DemoAccount(Role.ADMINISTRATOR, "demo.admin", "Preben A."),
)
