"""Conditions and treatments by name, and what they are kinds of: the package's, then the owner's.

A heading of MeSH or ICD-10-CM that goes by a name of the package's vocabulary is that condition and
lends it its names; any other is a condition of its own. What the package says of wider and narrower
stands; the trees of the others say it where a heading is theirs alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from probatum.evidence.question import CANCER, Condition
from probatum.evidence.spelling import EDITION
from probatum.library.index import Index
from probatum.library.vocabularies import Held, Vocabularies
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.vocabulary_files import ConditionEntry, TreatmentEntry
from probatum.retrieval.words import forms, padded

Kind = Literal["condition", "treatment", "site"]
_TUMOR = frozenset(
    form
    for word in ("cancer", "carcinoma", "tumor", "sarcoma", "lymphoma", "leukemia", "melanoma",
                 "neoplasm", "blastoma", "myeloma")
    for form in forms(word)
)  # fmt: skip
_NEAREST_WIDER, _MOST_NARROWER, _MOST_BELOW = 3, 60, 400
MESH = "MeSH"
_BY_SITE = "C04.588"
_DEEP, _FAMILY = 3, 2
"""Parts of a place from which on a heading is no mere grouping, and a parent makes siblings."""


class Term(NamedTuple):
    """One name of a condition, treatment or site: the forms of its words, and how it is written."""

    key: tuple[str, ...]
    kind: Kind
    name: str
    written: str
    strict: bool = False
    """Whether a single word stands for it only as it is written, in either number."""


class Thesaurus:
    """What the package's vocabulary knows and, with `vocabularies`, what those know besides."""

    def __init__(self, vocabularies: Vocabularies | None = None) -> None:
        self._owners = vocabularies if vocabularies is not None and vocabularies.present else None
        if self._owners and self._owners.rules() != {EDITION}:
            self._owners.rekey(forms, EDITION)
        self.beginning = lru_cache(maxsize=20_000)(self._beginning)
        self._named = lru_cache(maxsize=20_000)(self._canonical)
        self._headings = lru_cache(maxsize=5_000)(self._found)
        self.broader = lru_cache(maxsize=5_000)(self._broader)
        self.narrower = lru_cache(maxsize=1_000)(self._narrower)
        self.covers = lru_cache(maxsize=50_000)(self._covers)

    @property
    def has_owners(self) -> bool:
        """Whether an owner's vocabulary is there besides the package's."""
        return self._owners is not None

    def condition_of(self, name: str, written: str = "") -> Condition:
        """The condition of that name, as far as it is known."""
        entry = self.condition(name)
        canonical = entry.name if entry else name
        return Condition(
            name=canonical,
            synonyms=entry.synonyms if entry else (),
            broader=self.broader(canonical),
            vocabulary=self.origin(canonical),
            written=written,
        )

    def called(self, text: str) -> str | None:
        """The condition that goes by just that name, if there is one."""
        key = forms(text)
        if own := _names_of("condition").get(key):
            return own
        found = self._owners.keyed(key) if self._owners else ()
        kinds = (self._owners.heading(each).kind for each in found) if self._owners else ()
        return next(
            (self._named(n) for n, kind in zip(found, kinds, strict=True) if kind == "condition"),
            None,
        )

    def condition(self, name: str) -> ConditionEntry | None:
        """Its names, what it is a kind of, and its group."""
        own = files.conditions().get(name)
        headings = self._headings(name, "condition")
        if own is None and not headings:
            return None
        canonical = own.name if own else self._named(headings[0].id)
        known = {forms(each): None for each in (canonical, *(own.synonyms if own else ()))}
        more = []
        for text, key in self._names(headings):
            if key not in known:
                known[key] = None
                more.append(text)
        synonyms = (*(own.synonyms if own else ()), *more)
        group = own.group if own else headings[0].group
        return ConditionEntry(canonical, synonyms, own.broader if own else (), group)

    def treatment(self, name: str) -> TreatmentEntry | None:
        """Its names and brands, and its class."""
        own = files.treatments().get(name)
        headings = self._headings(name, "treatment")
        if own is None and not headings:
            return None
        known = {forms(each) for each in (name, *(own.synonyms if own else ()))}
        more = tuple(text for text, key in self._names(headings) if key not in known)
        kind = own.kind if own else headings[0].group
        return TreatmentEntry(name, (*(own.synonyms if own else ()), *more), kind)

    def members(self, name: str) -> tuple[str, ...]:
        """Drugs of a class, by generic name and brand: of beta blockers atenolol and others."""
        entry = self.treatment(name)
        if entry is None or entry.kind != "drug class":
            return ()
        alike = {forms(each) for each in (entry.name, *entry.synonyms)}
        drugs = (drug for drug in files.treatments().values() if forms(drug.kind) in alike)
        own = [name for drug in drugs for name in (drug.name, *drug.synonyms)]
        owners = self._owners
        for heading in self._headings(name, "treatment") if owners else ():
            found = owners.of_class(heading.name)[:_MOST_NARROWER] if owners else []
            own += [text for drug in found for text, _ in owners.names(drug)] if owners else []
        return tuple(dict.fromkeys(own))

    def classes(self, name: str) -> tuple[str, ...]:
        """Names of the classes that a drug belongs to: of atenolol beta blockers.

        Chemotherapy is none: what is said of it is said of many unlike drugs.
        """
        entry = self.treatment(name)
        if entry is None or entry.kind == "chemotherapy":
            return ()
        kind = forms(entry.kind)
        groups = (each for each in files.treatments().values() if each.kind == "drug class")
        own = (
            each.name
            for each in groups
            if any(forms(written) == kind for written in (each.name, *each.synonyms))
        )
        headings = self._headings(name, "treatment")
        theirs = (
            (each for h in headings for each in self._owners.classes(h.id)) if self._owners else ()
        )
        return tuple(dict.fromkeys((*own, *theirs)))

    def group(self, name: str) -> str | None:
        """Group of a condition ("cancer"), or none when it is not known."""
        if own := files.conditions().get(name):
            return own.group
        if headings := self._headings(name, "condition"):
            return headings[0].group
        return CANCER if _TUMOR & set(forms(name)) else None

    def origin(self, name: str) -> str:
        """The vocabularies of the owner's that name it, with its codes; "" where none does."""
        places = (f"{each.vocabulary} {each.code}" for each in self._headings(name, "condition"))
        return "; ".join(places)

    def _narrower(self, name: str) -> tuple[str, ...]:
        """Names of its kinds, the nearest first; not of all cancers, which are too many."""
        if name == CANCER:
            return ()
        found = {each: None for each in files.conditions() if name in self.broader(each)}
        if self._owners:
            for place in self._places(name):
                for number in self._owners.below(place, _MOST_BELOW):
                    found.setdefault(self._named(number))
        found.pop(name, None)
        return tuple(found)[:_MOST_NARROWER]

    def denials(self, name: str) -> tuple[str, ...]:
        """Conditions that are named by denying it: non-Hodgkin lymphoma holds its name too."""
        denied = f" non {' '.join(forms(name))} "
        names = (each for each in files.conditions() if "non-" in each)
        return tuple(each for each in names if denied in padded(each))

    def is_kin(self, name: str, asked: str) -> bool:
        """Whether it is another disease that could be taken for the one asked about.

        Of the package's, one of the same group; of the owner's, one that stands beside it in a
        tree too, or a cancer by its site, beside any cancer.
        """
        group = self.group(asked)
        if group is None or self.group(name) != group or name == CANCER:
            return False
        if name in files.conditions():
            return True
        places = self._places(name)
        by_site = any(place.startswith(_BY_SITE) for place in places)
        if group == CANCER and by_site:
            return True
        return bool(_parents(places) & _parents(self._places(asked)))

    def _covers(self, wider: str, name: str) -> bool:
        """Whether `name` is a kind of `wider`; every cancer is one of cancer."""
        if wider in self.broader(name) or (wider == CANCER != name and self.group(name) == CANCER):
            return True
        if wider == name or (wider in files.conditions() and name in files.conditions()):
            return False
        above = tuple(f"{place}." for place in self._places(wider))
        return bool(above) and any(place.startswith(above) for place in self._places(name))

    def _broader(self, name: str) -> tuple[str, ...]:
        """Every wider condition of `name`, nearest first; of a tree the three nearest."""
        if name in files.conditions():
            return _own_broader(name)
        found: dict[str, None] = {}
        for number in self._above(name):
            wider = self._named(number)
            if wider != name:
                found.setdefault(wider)
                found |= dict.fromkeys(_own_broader(wider))
            if len(found) >= _NEAREST_WIDER:
                break
        return tuple(found)

    def _above(self, name: str) -> Iterator[int]:
        """Headings above, the nearest first, without mere groupings."""
        if self._owners is None:
            return
        paths = self._places(name)
        while paths := [path.rpartition(".")[0] for path in paths]:
            paths = [path for path in paths if path.count(".") + 1 >= _DEEP]
            for path in paths:
                yield from self._owners.at(path)

    def _places(self, name: str) -> list[str]:
        headings = self._headings(name, "condition")
        return (
            [p for each in headings for p in self._owners.places(each.id)] if self._owners else []
        )

    def _beginning(self, first: str) -> tuple[Term, ...]:
        """The owner's names whose first word has that form, the longest first."""
        if self._owners is None:
            return ()
        found = []
        for key, written, number in self._owners.beginning(first):
            kind: Kind = "treatment" if self._owners.is_treatment(number) else "condition"
            found.append(
                Term(tuple(key.split(" ")), kind, self._named(number), written, strict=True)
            )
        return tuple(sorted(found, key=lambda term: -len(term.key)))

    def _names(self, headings: Iterable[Held]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for heading in headings if self._owners else ():
            yield from self._owners.names(heading.id) if self._owners else ()

    def _found(self, name: str, kind: str) -> tuple[Held, ...]:
        """The headings that are the condition or treatment of that name."""
        if self._owners is None:
            return ()
        names = _own_names(name, kind)
        numbers = [number for key in names for number in self._owners.keyed(key)]
        numbers += [number for each in self._owners.named(name) for number in self._alike(each)]
        found = map(self._owners.heading, dict.fromkeys(numbers))
        return tuple(h for h in found if h.kind == kind and self._is_meant(h, name))

    def _is_meant(self, heading: Held, name: str) -> bool:
        return self._named(heading.id).lower() == name.lower()

    def _alike(self, number: int) -> Iterator[int]:
        """The heading, and those of other vocabularies that go by one of its names."""
        yield number
        for _, key in self._owners.names(number) if self._owners else ():
            yield from self._owners.keyed(key) if self._owners else ()

    def _canonical(self, number: int) -> str:
        """What a heading is called here: as the package calls it, else as MeSH does.

        One that goes by names of several of the package's conditions is the one of its own name,
        or none of them.
        """
        if self._owners is None:
            raise LookupError(number)
        heading = self._owners.heading(number)
        known = _names_of(heading.kind)
        keys = [key for _, key in self._owners.names(number)]
        by_own_name = known.get(forms(heading.name))
        if by_own_name:
            return by_own_name
        hits = {known[key] for key in keys if key in known}
        if len(hits) == 1:
            return hits.pop()
        if heading.vocabulary.name != MESH:
            for other in self._owners.keyed(forms(heading.name)):
                told = self._owners.heading(other)
                if told.kind == heading.kind and told.vocabulary.name == MESH:
                    return self._named(other)
        return heading.name


PACKAGE = Thesaurus()
"""The package's vocabulary alone."""


def thesaurus_of(index: Index) -> Thesaurus:
    """The package's vocabulary with those that the owner of a library has beside it."""
    return _with(index.vocabularies())


@lru_cache(maxsize=4)
def _with(vocabularies: Vocabularies) -> Thesaurus:
    return Thesaurus(vocabularies) if vocabularies.present else PACKAGE


def _parents(places: Iterable[str]) -> set[str]:
    above = {place.rpartition(".")[0] for place in places}
    return {path for path in above if path.count(".") + 1 >= _FAMILY}


@cache
def _own_broader(name: str) -> tuple[str, ...]:
    """Every wider condition of the package's, nearest first."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        entry = files.conditions().get(waiting.pop(0))
        for wider in entry.broader if entry else ():
            if wider not in found:
                found.append(wider)
                waiting.append(wider)
    return tuple(found)


def _own_names(name: str, kind: str) -> list[tuple[str, ...]]:
    own = (files.conditions() if kind == "condition" else files.treatments()).get(name)
    return [forms(each) for each in (own.name, *own.synonyms)] if own else []


@cache
def _names_of(kind: str) -> dict[tuple[str, ...], str]:
    """The package's conditions or treatments by the forms of each of their names."""
    entries = files.conditions() if kind == "condition" else files.treatments()
    found: dict[tuple[str, ...], str] = {}
    for entry in entries.values():
        for name in (entry.name, *entry.synonyms):
            found.setdefault(forms(name), entry.name)
    return found


ANY_CANCER = PACKAGE.condition_of(CANCER)
"""Cancer of any kind: what metastases are asked of where no cancer is named."""
