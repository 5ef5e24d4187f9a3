"""What is expected of each person from here on, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from fit_tracker.domain.scores import danish
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Band, Expected, SeriesKey
from fit_tracker.services.startup import StartUp
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.family.sheet import Sheet
from fit_tracker.ui.html import Html, join, link, tag
from fit_tracker.ui.sentences import expected_sentence, inside, missing_courses_sentence
from fit_tracker.ui.texts import _, _n

TEXT = "font-size:.9375rem;line-height:1.5;margin:0"


def expected(view: FamilyView) -> dict[SeriesKey, Expected]:
    """What a model says of each series; of an ended course it says nothing."""
    found = ((key, assessment.expected) for key, assessment in view.assessments.items())
    return {key: one for key, one in found if one is not None and one.path}


def sentences(view: FamilyView, names: Names) -> dict[SeriesKey, Html]:
    """For each series what the next rating would have to be to be as expected."""
    return {
        key: tag("p", _sentence(view, names[key], one), style=TEXT)
        for key, one in expected(view).items()
        if key in names
    }


def _sentence(view: FamilyView, name: str, one: Expected) -> str:
    parts = [expected_sentence(name, _next(view, one))]
    if one.stops_at is not None:
        parts.append(
            _(
                "Data rækker kun til besøg {no}; derefter tegnes intet bånd.",
                no=one.stops_at,
            )
        )
    return " ".join(parts)


def _next(view: FamilyView, one: Expected) -> Band:
    """The band of the next visit, also for somebody who missed the latest ones."""
    held = max((visit.no for visit in view.visits if visit.attended), default=0)
    return next((band for band in one.path if band.visit_no > held), one.path[-1])


def legend(view: FamilyView, sheets: Sequence[Sheet], chosen: Choices) -> list[object]:
    """What the bands mean, how much they rest on, and whose else may be shown."""
    known = expected(view)
    offered = [pair for sheet in sheets for pair in sheet.offered]
    if not offered or chosen.table:
        return []
    n = min(known[key].n_courses for _place, key in offered)
    parts: list[object] = [
        tag("span", text)
        for text in (
            _("mørkt bånd: her ventes halvdelen af målingerne; lyst bånd: 8 af 10"),
            _("streg og prik: midten (medianen)"),
            _("båndet gælder, så længe forløbet fortsætter"),
            _n("bygger på {n} afsluttet forløb", "bygger på {n} afsluttede forløb", n),
        )
    ]
    if chosen.axis == "date":
        parts.append(tag("span", _("kommende besøg er sat omtrent, i samme takt som hidtil")))
    return parts


def choice(names: Names, sheets: Sequence[Sheet], chosen: Choices) -> Html:
    """Whose bands are drawn where several are shown together, and links to the others'."""
    lines = [_choice(names, sheet) for sheet in sheets if not chosen.apart and not chosen.table]
    return join([line for line in lines if line])


def _choice(names: Names, sheet: Sheet) -> Html:
    shown = sheet.panels[0].ahead
    if shown is None or len(sheet.offered) < 2:
        return Html()
    others = [
        link(f"ahead:{place}", inside(names[key])) for place, key in sheet.offered if key != shown
    ]
    words = _("Det forventede vises for {name}. Vis det for: ", name=inside(names[shown]))
    return tag("p", words, join(others, " · "), cls="fit-small", style="margin-bottom:.5rem")


def missing(view: FamilyView) -> Html:
    """Why there are no bands, said once: what is missing, and what is only assumed."""
    if view.models_missing is None or expected(view):
        return Html()
    have, needed = view.models_missing
    texts = [missing_courses_sentence(have, needed)]
    curve = assumed(view)
    if curve is not None:
        words = _("Den prikkede linje er en antagelse, ikke data ({source}).", source=curve.source)
        texts.append(words)
    return tag("p", " ".join(texts), cls="fit-small")


def assumed(view: FamilyView) -> StartUp | None:
    """The start-up curve, where one is switched on and no model speaks."""
    if view.models_missing is None or expected(view):
        return None
    return view.startup


def explained(view: FamilyView) -> list[Html]:
    """How the expected course is made, and which model spoke."""
    found = expected(view)
    models = dict.fromkeys((one.model_version, one.n_courses) for one in found.values())
    return [
        tag(
            "p",
            _(
                "Det forventede forløb regnes ud fra alle personens målinger i forløbet og er "
                "lært af {n} afsluttede forløb her (model {version}). Båndene er efterprøvet på "
                "familier, som modellen ikke havde set: 50 %-båndet skal ramme halvdelen af nye "
                "målinger, 80 %-båndet 8 af 10 og 90 %-båndet 9 af 10. Et bånd er ikke et mål, "
                "og en måling uden for det er ikke en fejl. Langt fremme er båndet lært af de "
                "forløb, der varede så længe; risikoen tæller også dem, der sluttede "
                "før. Derfor kan båndet stige, selv om mange med samme kurve endte uden fremgang.",
                n=n,
                version=version,
            ),
        )
        for version, n in models
    ]


def tables(view: FamilyView, names: Names, series: Mapping[SeriesKey, object]) -> Html:
    """The expected values as they are drawn, and the 90 % band beside them."""
    known = expected(view)
    shown = [key for key in names if key in known and series.get(key)]
    return join([_table(view, names[key], known[key]) for key in shown])


def _table(view: FamilyView, name: str, one: Expected) -> Html:
    words = (_("Besøg"), _("Midt"), "50 %", "80 %", "90 %")
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    rows = [_row(band) for band in one.path]
    caption = tag("h3", _("{name}: forventet herfra", name=name), cls="fit-named")
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-readings fit-expected")
    text = tag("p", _sentence(view, name, one), cls="fit-told")
    return join([caption, text, tag("div", table, cls="fit-scroll")])


def _row(band: Band) -> Html:
    no = f"{band.visit_no.normalize():f}".replace(".", ",")
    edges = [(band.lo50, band.hi50), (band.lo80, band.hi80), (band.lo90, band.hi90)]
    cells = [no, danish(band.median), *(_span(low, high) for low, high in edges)]
    return tag("tr", *(tag("td", cell) for cell in cells))


def _span(low: Decimal, high: Decimal) -> str:
    return f"{danish(low)}–{danish(high)}"
