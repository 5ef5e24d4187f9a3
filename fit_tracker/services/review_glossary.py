"""In words: how the numbers of a review are made, for somebody who was not there.

The limits are those that were stored with the figures: an old review explains itself with the
numbers of its own day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from fit_tracker.domain.reviews import SMALLEST, Bar, Figures, Part
from fit_tracker.services.review_parts import Head, words_part
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words

Stored = Mapping[str, str]

# Whom a block is about, as its key `population.BLOCK` says.
_POPULATIONS = {
    "started": words("forløb, der startede i perioden"),
    "ended": words("forløb, der sluttede i perioden"),
    "served": words("forløb, der var i gang i perioden"),
    "raised": words("sager, der blev rejst i perioden"),
    "closed": words("sager, der blev afsluttet i perioden"),
}
_INSTRUMENTS = {
    "alliance-13plus": words("samarbejdet fra 13 år"),
    "alliance-child": words("samarbejdet, børn"),
    "group-alliance": words("samarbejdet i en gruppe"),
    "outcome-under6": words("små børn"),
    "outcome-adult": words("voksne"),
    "outcome-youth": words("unge"),
    "outcome-child": words("børn"),
    "outcome-child-caretaker": words("voksne om et barn"),
    "outcome-youth-caretaker": words("voksne om en ung"),
}
# The blocks that a word is needed for (none: always), the word and what it means.
_GLOSSARY: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("families", "reach"),
        words("Familie"),
        words("Et forløb i en familie. Begynder familien igen i perioden, tæller den to gange."),
    ),
    (
        ("bands", "change", "alliance"),
        words("Egne målinger"),
        words("Én person er ét punkt. To menneskers svar bliver aldrig lagt sammen til ét."),
    ),
    (
        ("change",),
        words("Målefejlen"),
        words(
            "Den ændring på skemaet, der kan være tilfældig for én person. En ændring er sikker, "
            "når den er større. I faglitteraturen: RCI."
        ),
    ),
    (
        ("change",),
        words("Grænsen"),
        words("Skemaets skel mellem dem, der ofte har brug for støtte, og de fleste andre."),
    ),
    (
        ("endings",),
        words("På sporet"),
        words(
            "Ved slutningen var familien hverken markeret med mere støtte, uden ventet fremgang "
            "eller står stille."
        ),
    ),
    (
        ("flags",),
        words("Et rigtigt flag"),
        words("Den, der afsluttede sagen, valgte et andet resultat end falsk alarm."),
    ),
    (
        ("time", "flags"),
        words("Halvdelen"),
        words("Medianen: lige mange ligger over og under, så et enkelt langt forløb fylder lidt."),
    ),
    (
        (),
        words("95 % interval"),
        words(
            "Hvor tallet kan ligge, når man regner med tilfældighed. Rummer en forskels interval "
            "nul, kalder vi den ikke en ændring."
        ),
    ),
)


def glossary(say: Say, figures: Figures) -> Iterator[Part]:
    """The words used, and the limits that were in force."""
    known, stored = {one.key for one in figures.blocks}, dict(figures.definitions)
    lines = [
        Bar(say.words(word), say.words(meaning))
        for needed, word, meaning in _GLOSSARY
        if not needed or known.intersection(needed)
    ]
    lines += [
        Bar(word, told) for word, told in _limits(say, stored, has_bands="bands" in known) if told
    ]
    title = say.words("Sådan er tallene gjort op")
    sentence = say.words("Ens ved hver gennemgang, så tallene kan sammenlignes over tid.")
    columns = (say.words("Ord"), "", say.words("Betydning"))
    yield words_part(say, Head("definitions", title, sentence), lines, columns)


def _limits(say: Say, stored: Stored, *, has_bands: bool) -> Iterator[tuple[str, str]]:
    if has_bands:
        yield say.words("Felterne"), _bands(say, stored)
    yield say.words("Målefejl på skemaerne"), _of_scales(say, stored, "limit.", _tenths)
    yield say.words("Grænser på skemaerne"), _of_scales(say, stored, "cut_off.", _shortest)
    yield (
        say.words("Vises ikke"),
        say.words(
            "Antal under {n}, også 0, og tal, som et af dem kunne regnes ud af: i denne gennemgang "
            "eller sammen med en anden.",
            n=stored.get("smallest", SMALLEST),
        ),
    )


def _bands(say: Say, stored: Stored) -> str:
    edges = stored.get("bands", "").split()
    if len(edges) != 3:
        return ""
    return say.words(
        "Under {a}; fra {a} til under {b}; fra {b} til og med {c}; over {c}.",
        **dict(zip("abc", edges, strict=True)),
    )


def _of_scales(say: Say, stored: Stored, prefix: str, written: Callable[[str], str]) -> str:
    """ "voksne 6,6; børn 10,0"."""
    found = [
        f"{_scale(say, key.removeprefix(prefix))} {written(value)}"
        for key, value in stored.items()
        if key.startswith(prefix)
    ]
    return f"{'; '.join(found)}." if found else ""


def _scale(say: Say, instrument_id: str) -> str:
    word = _INSTRUMENTS.get(instrument_id)
    return say.words(word) if word else instrument_id


def _tenths(value: str) -> str:
    """Two decimals, where the first would hide which changes are larger."""
    return f"{Decimal(value):.2f}".replace(".", ",")


def _shortest(value: str) -> str:
    return f"{Decimal(value).normalize():f}".replace(".", ",")


def population(say: Say, figures: Figures, block: str) -> tuple[str, ...]:
    """Whom a block is about: "Med er forløb, der sluttede i perioden." """
    named = dict(figures.definitions).get(f"population.{block}", "").split()
    told = [say.words(_POPULATIONS[one]) for one in named if one in _POPULATIONS]
    return (say.words("Med er {who}.", who="; ".join(told)),) if told else ()
