"""Medical terms in plain words, found where they stand in a sentence.

The words are in the folder ``terms``, one file a field of medicine, each line
``term | other names | plain words``. They explain beside the sentence and never replace it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from probatum.evidence.claim import Explanation

_ACRONYM = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z][\w-]*[A-Z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?!\w)")


class Term(NamedTuple):
    """A term with its other names and what it means in everyday words."""

    name: str
    others: tuple[str, ...]
    plain: str


@cache
def terms() -> tuple[Term, ...]:
    """Every term of the glossary."""
    folder = files("probatum.readers") / "terms"
    texts = sorted((file.name, file.read_text(encoding="utf-8")) for file in folder.iterdir())
    return tuple(term for name, text in texts for term in _terms(name, text))


class Glossary:
    """Finds the terms it knows, the longest name first."""

    def __init__(self, known: Iterable[Term]) -> None:
        self._by_name = {_key(name): term for term in known for name in (term.name, *term.others)}
        self._pattern = _pattern(self._by_name)

    def explain(self, text: str, short_forms: Mapping[str, str]) -> list[Explanation]:
        """The terms and abbreviations of a text in the order they stand.

        `short_forms` gives the long form of an abbreviation as the text's own source means it.
        Offsets count characters of `text`.
        """
        found = [
            _explanation(match, term.name, term.plain)
            for match in self._pattern.finditer(text)
            if (term := self.term(match[0]))
        ]
        taken = [(one.start, one.end) for one in found]
        for match in _ACRONYM.finditer(text):
            long = short_forms.get(match[0])
            within = [
                place for place in taken if place[0] < match.end() and match.start() < place[1]
            ]
            if long is None or any(place != match.span() for place in within):
                continue
            # What the source says it stands for is right, whatever the glossary has of that name.
            found = [one for one in found if (one.start, one.end) != match.span()]
            meant = self.term(long)
            plain = f"{long}: {meant.plain}" if meant else long
            found.append(_explanation(match, match[0], plain))
        return sorted(found, key=lambda one: one.start)

    def term(self, name: str) -> Term | None:
        """The term that goes by this name."""
        return self._by_name.get(name) or self._by_name.get(_key(name))


def _explanation(match: re.Match[str], term: str, plain: str) -> Explanation:
    return Explanation(start=match.start(), end=match.end(), term=term, plain=plain)


def _key(name: str) -> str:
    """A name with two capitals is an acronym, OS is not os; any other is taken in any case."""
    return name if sum(letter.isupper() for letter in name) > 1 else name.lower()


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    any_name = (
        "|".join(
            re.escape(name) if name != name.lower() else f"(?i:{re.escape(name)})"
            for name in longest_first
        )
        or r"(?!)"
    )
    # A hyphen binds a word to another: "non-invasive" is not invasive.
    return re.compile(rf"(?<![\w-])(?:{any_name})(?!\w|-(?!based|related))")


def _terms(name: str, text: str) -> Iterator[Term]:
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("|")]
        if len(fields) != 3:
            raise ValueError(f"{name}: {len(fields)} fields instead of 3 in {line!r}")
        others = tuple(other.strip() for other in fields[1].split(";") if other.strip())
        yield Term(fields[0], others, fields[2])
