"""Probatum's own clinical vocabulary: conditions, treatments, sites, markers, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from probatum.retrieval.words import forms


class ConditionEntry(NamedTuple):
    """A condition with other names, wider conditions by name, and its group ("cancer")."""

    name: str
    synonyms: tuple[str, ...]
    broader: tuple[str, ...]
    group: str


DRUG_CLASS = "drug class"
_NO_DRUG = {
    "surgery", "procedure", "device", "therapy", "psychotherapy", "radiation therapy",
    "rehabilitation", "lifestyle", "dental procedure",
}  # fmt: skip


class TreatmentEntry(NamedTuple):
    """A drug, regimen or procedure with other names and its class."""

    name: str
    synonyms: tuple[str, ...]
    kind: str

    @property
    def is_drug(self) -> bool:
        """Whether it is a drug, several of them, or a class."""
        return self.kind not in _NO_DRUG


class SiteEntry(NamedTuple):
    """A site of disease with its adjectives and the words for spread to it."""

    name: str
    synonyms: tuple[str, ...]
    spread: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All that names the site or spread to it."""
        return (self.name, *self.synonyms, *self.spread)


class RemovalEntry(NamedTuple):
    """What an operation takes away, and what needs it in place: see ``removals.txt``."""

    operation: str
    part: str
    needing: tuple[str, ...]


class FacetEntry(NamedTuple):
    """One line of a facet plan: see ``facets.txt`` and ``markers.txt``."""

    plan: str
    section: str
    name: str
    key: bool
    terms: tuple[str, ...]
    required: tuple[str, ...]


@cache
def conditions() -> dict[str, ConditionEntry]:
    """Entries of ``conditions.txt`` by name."""
    rows = _rows("conditions.txt", 4)
    return {row[0]: ConditionEntry(row[0], _list(row[1]), _list(row[2]), row[3]) for row in rows}


@cache
def treatments() -> dict[str, TreatmentEntry]:
    """Entries of ``treatments.txt`` by name."""
    return {
        row[0]: TreatmentEntry(row[0], _list(row[1]), row[2]) for row in _rows("treatments.txt", 3)
    }


@cache
def sites() -> dict[str, SiteEntry]:
    """Entries of ``sites.txt`` by name."""
    return {
        row[0]: SiteEntry(row[0], _list(row[1]), _list(row[2])) for row in _rows("sites.txt", 3)
    }


@cache
def removals() -> dict[str, RemovalEntry]:
    """Entries of ``removals.txt`` by operation."""
    rows = _rows("removals.txt", 3)
    return {row[0]: RemovalEntry(row[0], row[1], _list(row[2])) for row in rows}


@cache
def abbreviations() -> dict[str, str]:
    """Long form by short form."""
    return {row[0]: row[1] for row in _rows("abbreviations.txt", 2)}


@cache
def facets() -> tuple[FacetEntry, ...]:
    """Lines of ``facets.txt``, in order."""
    return tuple(_facet(row) for row in _rows("facets.txt", 5))


@cache
def markers() -> tuple[FacetEntry, ...]:
    """Lines of ``markers.txt``, in order; the plan is the name of a condition."""
    return tuple(_facet(row) for row in _rows("markers.txt", 5))


@cache
def screening_tests() -> dict[str, str]:
    """The condition that is screened for, by test: ``screening_tests.txt``."""
    return {row[0]: row[1] for row in _rows("screening_tests.txt", 2)}


@cache
def of_children() -> frozenset[str]:
    """Conditions that children have as a rule: ``of_children.txt`` and the group "child"."""
    named = (entry.name for entry in conditions().values() if entry.group == "child")
    return frozenset((*_lines("of_children.txt"), *named))


@cache
def marker_names() -> dict[str, tuple[str, ...]]:
    """What is tested for, with its other names: ``marker_names.txt``."""
    return {row[0]: (row[0], *_list(row[1])) for row in _rows("marker_names.txt", 2)}


@cache
def empty_words() -> tuple[str, ...]:
    """Words of a question that say nothing of what is asked."""
    return tuple(word for line in _lines("empty_words.txt") for word in line.split())


@cache
def common_words() -> frozenset[str]:
    """Words, as they are compared, that alone are no name of what a terminology calls by them."""
    return frozenset(
        form for line in _lines("common_words.txt") for word in line.split() for form in forms(word)
    )


@cache
def intent_cues() -> dict[str, tuple[str, ...]]:
    """Regular expressions by the intent they tell, in the order they are tried."""
    cues: dict[str, list[str]] = {}
    for line in _lines("intents.txt"):
        name, _, pattern = line.partition(" : ")
        cues.setdefault(name, []).append(pattern)
    return {name: tuple(patterns) for name, patterns in cues.items()}


def _facet(row: list[str]) -> FacetEntry:
    plan, section, name, terms, required = row
    key = name.endswith("*")
    return FacetEntry(plan, section, name.rstrip("* "), key, _list(terms), _list(required))


def _list(field: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in field.split(";") if item.strip())


def _rows(name: str, fields: int) -> Iterator[list[str]]:
    for line in _lines(name):
        row = [field.strip() for field in line.split("|")]
        if len(row) != fields:
            raise ValueError(f"{name}: {len(row)} fields instead of {fields} in {line!r}")
        yield row


def _lines(name: str) -> Iterator[str]:
    text = (files("probatum.retrieval") / "vocabulary" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
