"""Finding the terms of the vocabulary in a text: longest first, never overlapping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from probatum.evidence.question import Condition
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.words import Word, forms, words

Kind = Literal["condition", "treatment", "site"]


class Mention(NamedTuple):
    """A term found in ``text[start:end]``, by its preferred name."""

    kind: Kind
    name: str
    start: int
    end: int


class _Term(NamedTuple):
    key: tuple[str, ...]
    kind: Kind
    name: str
    written: str

    def fits(self, line: list[Word], place: int, text: str) -> bool:
        """Stems are equal; a single word is also written much alike, an acronym in capitals."""
        if len(line) - place < len(self.key):
            return False
        if any(line[place + at].form != form for at, form in enumerate(self.key)):
            return False
        if len(self.key) > 1:
            return True
        word = text[line[place].start : line[place].end]
        if sum(letter.isupper() for letter in self.written) > 1:
            return sum(letter.isupper() for letter in word) > 1 or len(self.written) > _ACRONYM
        return abs(len(word) - len(self.written)) <= _ENDING


_ACRONYM, _ENDING = 6, 3


class Lexicon:
    """Terms by their first word. `conditions` may be widened by the topics of a library."""

    def __init__(self, more_conditions: Iterable[str] = ()) -> None:
        self._terms: dict[str, list[_Term]] = {}
        for condition in files.conditions().values():
            self._add("condition", condition.name, (condition.name, *condition.synonyms))
        for treatment in files.treatments().values():
            self._add("treatment", treatment.name, (treatment.name, *treatment.synonyms))
        for site in files.sites().values():
            self._add("site", site.name, site.words)
        for topic in more_conditions:
            self._add("condition", topic, (topic,))
        for candidates in self._terms.values():
            candidates.sort(key=lambda term: -len(term.key))

    def _add(self, kind: Kind, name: str, terms: Iterable[str]) -> None:
        for term in terms:
            key = forms(term)
            if key:
                here = self._terms.setdefault(key[0], [])
                if not any(known.key == key and known.written == term for known in here):
                    here.append(_Term(key, kind, name, term))

    def mentions(self, text: str) -> list[Mention]:
        """Every term in `text`, in order."""
        found, line, place = [], words(text), 0
        while place < len(line):
            here = self._terms.get(line[place].form, ())
            term = next((term for term in here if term.fits(line, place, text)), None)
            if term is None:
                place += 1
                continue
            last = place + len(term.key) - 1
            found.append(Mention(term.kind, term.name, line[place].start, line[last].end))
            place = last + 1
        return found

    def conditions(self, text: str) -> tuple[str, ...]:
        """Names of the conditions in `text`, each once."""
        names = (mention.name for mention in self.mentions(text) if mention.kind == "condition")
        return tuple(dict.fromkeys(names))


def broader(name: str) -> tuple[str, ...]:
    """Every wider condition of `name`, nearest first."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        entry = files.conditions().get(waiting.pop(0))
        for wider in entry.broader if entry else ():
            if wider not in found:
                found.append(wider)
                waiting.append(wider)
    return tuple(found)


def condition_of(name: str, written: str = "") -> Condition:
    """The condition of that name, as far as the vocabulary knows it."""
    entry = files.conditions().get(name)
    synonyms = entry.synonyms if entry else ()
    return Condition(name=name, synonyms=synonyms, broader=broader(name), written=written)


CANCER = condition_of("cancer")
"""Cancer of any kind: what metastases are asked of where no cancer is named."""


def covers(wider: str, name: str) -> bool:
    """Whether `name` is a kind of `wider`; every cancer is one of cancer."""
    return wider in broader(name) or (wider == CANCER.name != name and group(name) == "cancer")


def group(name: str) -> str | None:
    """Group of a condition ("cancer"), or none when the vocabulary does not know it."""
    entry = files.conditions().get(name)
    if entry:
        return entry.group
    tumor = {"cancer", "carcinoma", "tumor", "sarcoma", "lymphoma", "leukemia", "melanoma",
             "neoplasm", "blastoma", "myeloma"}  # fmt: skip
    return "cancer" if {form for word in tumor for form in forms(word)} & set(forms(name)) else None
