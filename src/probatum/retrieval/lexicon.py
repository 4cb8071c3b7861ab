"""Finding the terms of the vocabulary in a text: longest first, never overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.thesaurus import PACKAGE, Kind, Term, Thesaurus
from probatum.retrieval.words import Line, forms, is_same, line, places


class Mention(NamedTuple):
    """A term found in ``text[start:end]``, by its preferred name."""

    kind: Kind
    name: str
    start: int
    end: int


_ACRONYM, _ENDING = 6, 3
_INFLAMED, _OF_INFLAMMATION = "itis", ("itis", "al")
_STAGED = re.compile(
    r"^(?:metastatic|(?:locally )?advanced|recurrent|relapsed|early(?:[- ]stage)?|locali[sz]ed) ",
    re.I,
)


class Lexicon:
    """Terms by their first word: the package's, the topics of a library, and its owner's.

    Of terms that begin at one word the longest is meant; of equally long ones, the package's.
    """

    def __init__(self, more_conditions: Iterable[str] = (), thesaurus: Thesaurus = PACKAGE) -> None:
        self.thesaurus = thesaurus
        self._topics = _by_first_word(
            ("condition", _condition(topic, thesaurus), (topic,)) for topic in more_conditions
        )
        self._beginning = lru_cache(maxsize=20_000)(self._terms_beginning)
        # Every rule about a sentence asks for its terms again.
        self._terms = lru_cache(maxsize=4_096)(self._terms_in)
        self.mentions = lru_cache(maxsize=4_096)(self._mentions)

    def _terms_beginning(self, first: str) -> tuple[_Beginning, ...]:
        """Terms whose first word has that form, of each vocabulary that has any."""
        owners = self.thesaurus.beginning(first)
        found = (_package().get(first), self._topics.get(first), owners and _beginning(owners))
        return tuple([terms for terms in found if terms])

    def _terms_in(self, text: str) -> tuple[tuple[Term, int], ...]:
        """Every term in `text`, in order, each with the number of its first word."""
        read, found, free = line(text), [], 0
        package, topics, owners = _package(), self._topics, self.thesaurus.has_owners
        beginning = [
            (place, form)
            for place, form in enumerate(read.forms)
            if form in package or form in topics or owners
        ]
        for place, form in beginning:  # few do, and none within another term
            if place >= free and (term := _longest(self._beginning(form), read, place)):
                found.append((term, place))
                free = place + len(term.key)
        return tuple(found)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        """Every term in `text`, in order."""
        found = self._terms(text)
        where = places(text) if found else []
        return tuple(
            Mention(term.kind, term.name, where[first][0], where[first + len(term.key) - 1][1])
            for term, first in found
        )

    def conditions(self, text: str) -> tuple[str, ...]:
        """Names of the conditions in `text`, each once."""
        names = (term.name for term, _ in self._terms(text) if term.kind == "condition")
        return tuple(dict.fromkeys(names))


def _condition(topic: str, thesaurus: Thesaurus) -> str:
    """The condition that a topic is on, whatever its stage: "metastatic breast cancer"."""
    unstaged = _STAGED.sub("", topic)
    return thesaurus.called(topic) or thesaurus.called(unstaged) or topic


class _Beginning(NamedTuple):
    """Terms of one vocabulary that begin with one word."""

    longer: dict[str, tuple[tuple[int, dict[tuple[str, ...], Term]], ...]]
    """Those of several words, by the second and by their number, the greatest first."""
    single: tuple[Term, ...]

    def term(self, read: Line, place: int, second: str) -> Term | None:
        """The longest one that stands there, before that second word."""
        for length, terms in self.longer.get(second, ()):
            if found := terms.get(read.forms[place : place + length]):
                return found
        word = read.written[place]
        for term in self.single:
            if _is_written(term, word):
                return term
        return None


def _beginning(terms: Iterable[Term]) -> _Beginning:
    """Of equal words of several terms, those of the first are meant."""
    longer: dict[str, dict[int, dict[tuple[str, ...], Term]]] = {}
    single = []
    for term in terms:
        if len(term.key) == 1:
            single.append(term)
        else:
            beginning = longer.setdefault(term.key[1], {})
            beginning.setdefault(len(term.key), {}).setdefault(term.key, term)
    by_length = {
        second: tuple(sorted(here.items(), key=itemgetter(0), reverse=True))
        for second, here in longer.items()
    }
    return _Beginning(by_length, tuple(single))


def _longest(beginning: Iterable[_Beginning], read: Line, place: int) -> Term | None:
    """Of the longest in each vocabulary, the longest."""
    longest = None
    second = read.forms[place + 1] if place + 1 < len(read.forms) else ""
    for terms in beginning:
        if not (terms.single or second in terms.longer):
            continue
        term = terms.term(read, place, second)
        if term and (longest is None or len(term.key) > len(longest.key)):
            longest = term
    return longest


def _is_written(term: Term, word: str) -> bool:
    """A single word is written much alike, too, an acronym in capitals."""
    if _has_capitals(term.written):
        return _has_capitals(word) or len(term.written) > _ACRONYM
    if term.written.lower().endswith(_INFLAMED) and not word.lower().endswith(_OF_INFLAMMATION):
        return False  # the prostate is not prostatitis; a pharyngeal disorder may be pharyngitis
    if term.strict:
        return is_same(word, term.written)
    return abs(len(word) - len(term.written)) <= _ENDING


@lru_cache(maxsize=20_000)
def _has_capitals(word: str) -> bool:
    """More than one."""
    return sum(map(str.isupper, word)) > 1


@cache
def _package() -> dict[str, _Beginning]:
    """Every term of the package's vocabulary."""
    return _by_first_word((
        *(("condition", each.name, (each.name, *each.synonyms))
          for each in files.conditions().values()),
        *(("treatment", each.name, (each.name, *each.synonyms))
          for each in files.treatments().values()),
        *(("site", each.name, each.words) for each in files.sites().values()),
    ))  # fmt: skip


def _by_first_word(
    named: Iterable[tuple[Kind, str, tuple[str, ...]]],
) -> dict[str, _Beginning]:
    """Terms by the form of their first word."""
    found: dict[str, dict[tuple[tuple[str, ...], str], Term]] = {}
    for kind, name, terms in named:
        for written in terms:
            if key := forms(written):
                found.setdefault(key[0], {}).setdefault(
                    (key, written), Term(key, kind, name, written)
                )
    return {first: _beginning(here.values()) for first, here in found.items()}
