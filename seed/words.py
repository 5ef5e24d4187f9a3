"""The free words of the demo: goals, milestones, reasons of a correction."""

from __future__ import annotations

PARENT_GOALS = (
    "Vi spiser aftensmad sammen uden skænderier mindst fire dage om ugen",
    "Jeg siger stop på en rolig måde",
    "Vi er enige om reglerne, før vi siger dem til børnene",
    "Jeg får sovet og har overskud om morgenen",
    "Vi taler sammen om børnene uden at blive vrede",
    "Jeg spørger om hjælp, før det bliver for meget",
)
CHILD_GOALS = (
    "Jeg kommer i skole hver dag",
    "Jeg siger til, når jeg er ved at blive vred",
    "Vi laver noget hyggeligt sammen hver uge",
    "Jeg falder i søvn i min egen seng",
    "Jeg har en ven med hjemme",
)
MILESTONES = (
    "Netværksmøde holdt",
    "Skoleskift",
    "Far flyttet for sig selv",
    "Opfølgning på barnets plan",
    "Udredning afsluttet",
    "Aflastning bevilget",
)
CORRECTIONS = (
    "Tastefejl: to tal var byttet om",
    "Skemaet var udfyldt for ugen før; rettet efter samtale med familien",
    "Afskrevet forkert fra papir",
)
