"""The services (indsatser) of the demo, after a real municipality's public catalogue.

Names and planned sessions follow Norddjurs' catalogue from before 2024. Its sections are
written in the law of today where the correspondence is known, and left empty elsewhere:
an empty field is honest, a guessed section is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services import administration
from fit_tracker.services.context import Context

SUPPORT = "BL § 32, stk. 1, nr. 2"
TREATMENT = "BL § 32, stk. 1, nr. 5"


@dataclass(frozen=True)
class CatalogueEntry:
    code: str
    name: str
    legal_basis: str = ""
    planned_visits: int | None = None


CATALOGUE = (
    CatalogueEntry("N01", "Rådgivning og vejledning", planned_visits=8),
    CatalogueEntry("N02", "Familiebehandling", TREATMENT),
    CatalogueEntry("N03", "Individuelle samtaler til børn og unge", TREATMENT),
    CatalogueEntry("N04", "Psykologsamtaler til børn og unge", TREATMENT),
    CatalogueEntry("N06", "Praktisk, pædagogisk støtte i hjemmet", SUPPORT),
    CatalogueEntry("N07", "Intensivt dagbehandlingstilbud til småbørnsforældre", TREATMENT),
    CatalogueEntry("N13", "Krisehjælp", planned_visits=5),
    CatalogueEntry("N15", "Cool Kids – angstgruppebehandling", planned_visits=10),
    CatalogueEntry("N16", "Efterfødselssamtaler", planned_visits=10),
    CatalogueEntry("N17", "SES – samarbejde efter skilsmisse", planned_visits=6),
)


def create(ctx: Context, admin: Actor) -> dict[str, UUID]:
    """All services of the catalogue; their ids by code."""
    return {
        entry.code: administration.create_service(
            ctx, admin, entry.code, entry.name, entry.legal_basis, entry.planned_visits
        )
        for entry in CATALOGUE
    }


def planned_visits(code: str) -> int | None:
    return next(entry.planned_visits for entry in CATALOGUE if entry.code == code)
