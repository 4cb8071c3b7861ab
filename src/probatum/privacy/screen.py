"""The screen: what in a text may tell who somebody is, and the text without it.

By rules alone, so that it runs everywhere: it finds most identifiers that are written as such. A
name without title, cue or common given name passes; see docs/privacy.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from probatum.privacy.dates import ages, dates
from probatum.privacy.identifier import Identifier, IdentifierKind
from probatum.privacy.names import names
from probatum.privacy.numbers import numbers
from probatum.privacy.places import places
from probatum.privacy.recogniser import Recogniser

# Numbers of works and trials look like those of people.
_OF_WORKS = re.compile(
    r"\b10\.\d{4,9}/\S+|\b(?:NCT|ISRCTN|ACTRN|ChiCTR\w*?|CTRI/|DRKS|PMC|EudraCT\s*|EUCTR)[\d/-]{4,}"
    r"|\b(?:PMID|ISBN|ISSN|ORCID|CAS|GSE|GEO)\b\W{0,3}(?:(?:no|number)\W{0,3})?[\dXx-]{4,}"
)


def identifiers(text: str, more: Recogniser | None = None) -> tuple[Identifier, ...]:
    """What was found, in the order of the text; of those that overlap, the longest.

    What only ``more`` finds is added where the rules found nothing.
    """
    works = [match.span() for match in _OF_WORKS.finditer(text)]
    found: list[Identifier] = []
    for kind, start, end in sorted(_all(text), key=lambda each: (each[1] - each[2], each[1])):
        taken = ((each.start, each.end) for each in found)
        if not any(start < other and this < end for this, other in (*works, *taken)):
            found.append(Identifier(kind=kind, start=start, end=end, text=text[start:end]))
    for each in sorted(more(text) if more else (), key=lambda one: one.start - one.end):
        spans = (*works, *((one.start, one.end) for one in found))
        if not any(each.start < end and start < each.end for start, end in spans):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def removed(text: str) -> str:
    """The text with the kind of each identifier in its place: "[name], aged [age over 89]"."""
    return without(text, identifiers(text))


def without(text: str, found: tuple[Identifier, ...]) -> str:
    """The same for identifiers that were found already."""
    done, parts = 0, []
    for each in found:
        parts += [text[done : each.start], f"[{each.kind}]"]
        done = each.end
    return "".join([*parts, text[done:]])


def named(found: tuple[Identifier, ...]) -> str:
    """The kinds in words: "a name, a date and an e-mail address"; "" when there are none."""
    return _listed(_with_article(kind) for kind in _kinds(found))


def quoted(found: tuple[Identifier, ...]) -> str:
    """The same with the words, for the one who wrote them: "a name (“Smith”) and a date (“…”)".

    Whatever is kept or sent holds what `named` gives.
    """
    words: dict[IdentifierKind, list[str]] = {kind: [] for kind in _kinds(found)}
    for each in found:
        words[each.kind].append(f"“{each.text}”")
    return _listed(f"{_with_article(kind)} ({', '.join(said)})" for kind, said in words.items())


def _kinds(found: tuple[Identifier, ...]) -> Iterable[IdentifierKind]:
    return dict.fromkeys(each.kind for each in found)


def _with_article(kind: IdentifierKind) -> str:
    return f"{'an' if kind[0] in 'aeioI' else 'a'} {kind}"


def _listed(parts: Iterable[str]) -> str:
    words = list(parts)
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _all(text: str) -> Iterator[tuple[IdentifierKind, int, int]]:
    yield from numbers(text)
    yield from ((IdentifierKind.NAME, *span) for span in names(text))
    yield from ((IdentifierKind.PLACE, *span) for span in places(text))
    yield from ((IdentifierKind.DATE, *span) for span in dates(text))
    yield from ((IdentifierKind.AGE, *span) for span in ages(text))
