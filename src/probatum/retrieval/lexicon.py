"""Finding the terms of the vocabulary in a text: longest first, never overlapping."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.thesaurus import PACKAGE, Kind, Term, Thesaurus
from probatum.retrieval.words import Line, forms, is_same, line


class Mention(NamedTuple):
    """A term found in ``text[start:end]``, by its preferred name."""

    kind: Kind
    name: str
    start: int
    end: int


_ACRONYM, _ENDING = 6, 3


class Lexicon:
    """Terms by their first word: the package's, the topics of a library, and its owner's.

    Of terms that begin at one word the longest is meant; of equally long ones, the package's.
    """

    def __init__(self, more_conditions: Iterable[str] = (), thesaurus: Thesaurus = PACKAGE) -> None:
        self.thesaurus = thesaurus
        self._topics = _by_first_word(
            ("condition", thesaurus.called(topic) or topic, (topic,)) for topic in more_conditions
        )
        self._beginning = lru_cache(maxsize=20_000)(self._terms_beginning)
        # Every rule about a sentence asks for its terms again.
        self.mentions = lru_cache(maxsize=4_096)(self._mentions)

    def _terms_beginning(self, first: str) -> tuple[_Beginning, ...]:
        """Terms whose first word has that form, of each vocabulary that has any."""
        owners = self.thesaurus.beginning(first)
        found = (_package().get(first), self._topics.get(first), owners and _beginning(owners))
        return tuple([terms for terms in found if terms])

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        """Every term in `text`, in order."""
        found, read, place = [], line(text), 0
        while place < len(read.forms):
            beginning = self._beginning(read.forms[place])
            term = _longest(beginning, read, place) if beginning else None
            if term is None:
                place += 1
                continue
            last = place + len(term.key) - 1
            where = read.starts[place], read.starts[last] + len(read.written[last])
            found.append(Mention(term.kind, term.name, *where))
            place = last + 1
        return tuple(found)

    def conditions(self, text: str) -> tuple[str, ...]:
        """Names of the conditions in `text`, each once."""
        names = (mention.name for mention in self.mentions(text) if mention.kind == "condition")
        return tuple(dict.fromkeys(names))


class _Beginning(NamedTuple):
    """Terms of one vocabulary that begin with one word."""

    longer: tuple[tuple[int, dict[tuple[str, ...], Term]], ...]
    """Those of several words by their number of words, the greatest first."""
    single: tuple[Term, ...]

    def term(self, read: Line, place: int) -> Term | None:
        """The longest one that stands there."""
        for length, terms in self.longer:
            if found := terms.get(read.forms[place : place + length]):
                return found
        word = read.written[place]
        return next((term for term in self.single if _is_written(term, word)), None)


def _beginning(terms: Iterable[Term]) -> _Beginning:
    """Of equal words of several terms, those of the first are meant."""
    longer: dict[int, dict[tuple[str, ...], Term]] = {}
    single = []
    for term in terms:
        if len(term.key) == 1:
            single.append(term)
        else:
            longer.setdefault(len(term.key), {}).setdefault(term.key, term)
    lengths = sorted(longer, reverse=True)
    return _Beginning(tuple((each, longer[each]) for each in lengths), tuple(single))


def _longest(beginning: Iterable[_Beginning], read: Line, place: int) -> Term | None:
    """Of the longest in each vocabulary, the longest."""
    longest = None
    for terms in beginning:
        term = terms.term(read, place)
        if term and (longest is None or len(term.key) > len(longest.key)):
            longest = term
    return longest


def _is_written(term: Term, word: str) -> bool:
    """A single word is written much alike, too, an acronym in capitals."""
    if sum(letter.isupper() for letter in term.written) > 1:
        return sum(letter.isupper() for letter in word) > 1 or len(term.written) > _ACRONYM
    if term.strict:
        return is_same(word, term.written)
    return abs(len(word) - len(term.written)) <= _ENDING


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
