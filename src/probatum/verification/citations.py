"""Citations in the text of a page: numbers, names with years, links and identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from probatum.evidence.checked import ForeignReference
from probatum.verification.reference_entry import first_author, reference_of

_NAME = r"[A-Z][\w'’-]+"
_NAMED = rf"{_NAME}(?:\s+(?:et al\.?|(?:and|&)\s+{_NAME}))?"
_MARK = re.compile(
    r"\s?\(?\[{1,2}\^?(?P<linked>\d{1,3})\]{1,2}\((?P<numbered_link>https?://[^\s)]+)\)\)?"
    r"|(?P<aside>\s?\(\[[^\]]+\]\((?P<aside_link>https?://[^\s)]+)\)\))"
    r"|\[(?P<words>[^\]^\d][^\]]*)\]\((?P<link>https?://[^\s)]+)\)"
    r"|\s?\[\^?(?P<numbers>\d+(?:\s*[,;–-]\s*\^?\d+)*)\]"
    r"|(?P<raised>[¹²³⁰⁴-⁹]+(?:[⁻,˒][¹²³⁰⁴-⁹]+)*)"
    r"|\s?[(\[](?P<identified>(?:PMID:?\s*\d{1,8}|PMC\d+|(?:doi:?\s*)?10\.\d{4,9}/[^\s)\]]+|"
    r"https?://[^\s)\]]+))[)\]]"
    rf"|\s?\((?P<authors>(?:see\s)?{_NAMED},?\s+(?:19|20)\d\d[a-z]?"
    rf"(?:;\s*{_NAMED},?\s+(?:19|20)\d\d[a-z]?)*)\)"
    rf"|(?P<narrative>{_NAMED})\s\((?P<year>(?:19|20)\d\d)[a-z]?\)"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_UNIT_BEFORE = re.compile(r"(?:\b(?:m|cm|mm|km|s|kg)|10)$")
_MOST_IN_A_RANGE = 100
_DATED = re.compile(
    r"(?:Jan|Feb|Mar(?:ch)?$|Apr|May$|June?$|July?$|Aug(?:ust)?$|Sept?|Oct|Nov|Dec|Spring|Summer|"
    r"Autumn|Winter|Version|Updated?|Since|Until|Published|Accessed|Table|Figure|Edition)"
)
"""What stands before a year and is no author."""


class Mark(NamedTuple):
    """Keys cited at a place, which counts characters of the line without its marks."""

    place: int
    keys: tuple[str, ...]


class Bibliography:
    """The references of a page: those of its list, and those that stand in its text."""

    def __init__(self, references: Iterable[ForeignReference]) -> None:
        self._references = {reference.key: reference for reference in references}
        self._listed = bool(self._references)
        self._by_author = {
            f"{author} {reference.year}": reference.key
            for reference in self._references.values()
            if (author := first_author(reference)) and reference.year
        }

    @property
    def references(self) -> tuple[ForeignReference, ...]:
        """All so far, those of the list first."""
        return tuple(self._references.values())

    def marks(self, line: str, given: Iterable[Mark] = ()) -> tuple[str, list[Mark]]:
        """The line without its marks, and each mark's place there; `given` ones are moved along."""
        clean, marks, place = "", [], 0
        removed: list[tuple[int, int]] = []
        for match in _MARK.finditer(line):
            if match["raised"] and _UNIT_BEFORE.search(line[: match.start()]):
                continue
            keys = tuple(self._keys(match))
            if (match["authors"] or match["narrative"]) and not keys:
                continue
            kept = match["words"] or match["narrative"] or ""
            clean += line[place : match.start()] + kept
            marks.append(Mark(len(clean), keys))
            removed.append((match.start(), len(match[0]) - len(kept)))
            place = match.end()
        moved = [
            mark._replace(place=mark.place - sum(n for at, n in removed if at < mark.place))
            for mark in given
        ]
        return clean + line[place:], [*moved, *marks]

    def _keys(self, match: re.Match[str]) -> Iterator[str]:
        if match["linked"]:
            yield self._inline(match["numbered_link"], match["linked"])
        elif address := match["aside_link"] or match["link"] or match["identified"]:
            yield self._inline(address, "", match["words"] or match["aside"] or "")
        elif listed := match["numbers"] or (match["raised"] or "").translate(_DIGITS):
            known = self._references
            yield from (key for key in numbers(listed) if key in known or not self._listed)
        else:
            yield from self._authors(match)

    def _authors(self, match: re.Match[str]) -> Iterator[str]:
        parts = (match["authors"] or f"{match['narrative']} {match['year']}").split(";")
        for part in parts:
            words = part.removeprefix("see ").split()
            year = re.sub(r"\D", "", words[-1])
            named = f"{words[0].lower().strip(',')} {year}"
            if key := self._by_author.get(named):
                yield key
            elif match["authors"] and self._listed and not _DATED.match(words[0]):
                yield self._missing(named, " ".join(words))

    def _missing(self, key: str, named: str) -> str:
        """A work that is cited by author and year, and that the list does not have."""
        read = reference_of(key, named).model_copy(update={"listed": False})
        self._references.setdefault(key, read)
        return key

    def _inline(self, address: str, key: str, words: str = "") -> str:
        """A reference that stands in the text; its key is its number or its identifier."""
        shown = " ".join(re.sub(r"[\[\]()]|https?://\S+", " ", words).split())
        read = reference_of(key, f"{shown}. {address}" if shown else address)
        name = key or (f"PMID {read.pmid}" if read.pmid else read.doi or read.pmcid or address)
        self._references.setdefault(name, read.model_copy(update={"key": name}))
        return name


def numbers(written: str) -> list[str]:
    """The keys of "1, 3-5": "1", "3", "4", "5"."""
    keys: list[str] = []
    for part in re.split(r"[,;]", written.replace("^", "")):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        keys += (
            [str(number) for number in range(int(first), int(last) + 1)]
            if last and 0 <= int(last) - int(first) < _MOST_IN_A_RANGE
            else [first]
        )
    return keys
