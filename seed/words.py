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
FAMILY_SAID = (
    "Vi har det svært lige nu, fordi der er uro på arbejdet",
    "Det går bedre, end skemaet siger; det var en dårlig dag",
    "Vi vil gerne have mere hjælp om aftenen",
    "Vi ville ønske, at I spurgte os først",
    "Skolen har ringet hver dag i denne uge",
)
FALSE_ALARMS = (
    "Skemaet blev udfyldt lige efter et skænderi; ugen som helhed var god",
    "Et sygt barn i ugen forklarer faldet; familien ser det selv sådan",
    "To skemaer var byttet om på papiret; rettet efter samtale",
    "Familien var på ferie og svarede ikke; aftalen holder",
)
NOTHING_NOW = (
    "Familien ønsker at fortsætte som nu; der ses på det igen ved næste besøg",
    "Faldet er ventet efter flytningen; praktisk hjælp er allerede på vej",
)
ACUTE = (
    "Bekymring for vold mellem de voksne; der er brug for en sikkerhedsplan",
    "Barnet tør ikke tage hjem efter skole",
    "Akut konflikt efter samvær; børnene var til stede",
)
AGREED = ("Faglig leder for beredskabet", "Faglig koordinator")
REPORT_WORK = (
    "Faste rammer om aftenen. Barnet ved, hvad der skal ske, og forældrene siger til i god tid.\n"
    "Ro ved måltiderne: ingen telefoner ved bordet.",
    "At forældrene er enige om reglerne, før de siger dem til børnene.",
    "At komme godt af sted om morgenen, og at skolen ved besked, når det har været en svær nat.",
    "At stoppe en konflikt, før den bliver stor: en pause hver for sig, og tale om det bagefter.",
)
REPORT_TOGETHER = (
    "Familien kommer forberedt og siger til, når noget ikke virker.",
    "Vi har flyttet møderne til formiddagen, efter at familien bad om det.",
    "",
)
REPORT_NEXT = (
    "Fire besøg til, og derefter et besøg om måneden.",
    "Skolen inviteres med til næste statusmøde.",
    "Vi fortsætter som nu indtil sommerferien og ser så på, om forløbet kan slutte.",
)
REPORT_REMARKS = (
    "",
    "Vi synes, det er rigtigt beskrevet.",
    "Vi vil gerne have et møde mere med skolen, før forløbet slutter.",
    "Det med morgenerne er blevet bedre, siden rapporten blev skrevet.",
)
