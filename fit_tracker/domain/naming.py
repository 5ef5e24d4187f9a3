"""How the name of a family member stands inside a sentence."""

from __future__ import annotations

# Words that begin small inside a sentence; anything else may be a name and is left alone.
_WORDS = (
    "mor far dreng pige mormor morfar farmor farfar bonusmor bonusfar stedmor stedfar plejemor "
    "plejefar barn baby søn datter tvilling tvillinger søster bror tante onkel moster faster "
    "farbror morbror adoptivmor adoptivfar storebror lillebror storesøster lillesøster teenager "
    "bonusforælder bedsteforælder plejeforælder anden "
    "mother father boy girl skolen behandleren the"
)
_COMMON = frozenset(_WORDS.split())


def inside(name: str) -> str:
    """`name` for the middle of a sentence: "Mor" -> "mor", but "Anna" stays "Anna"."""
    first = name.split(" ", 1)[0].rstrip(",")
    return name[:1].lower() + name[1:] if first.lower() in _COMMON else name
