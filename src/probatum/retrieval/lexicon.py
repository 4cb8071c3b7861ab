"""Finding the terms of the vocabulary in a text: longest first, never overlapping."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.thesaurus import PACKAGE, Kind, Term, Thesaurus
from probatum.retrieval.words import Word, as_written, forms, is_same, words


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

    def _terms_beginning(self, first: str) -> tuple[Iterable[Term], ...]:
        """Terms whose first word has that form, of each vocabulary that has any."""
        sources = (_package().get, self._topics.get, self.thesaurus.beginning)
        return tuple([terms for source in sources if (terms := source(first))])

    def mentions(self, text: str) -> list[Mention]:
        """Every term in `text`, in order."""
        found, line, place = [], _Line(text), 0
        while place < len(line.forms):
            beginning = self._beginning(line.forms[place])
            term = _longest(beginning, line, place) if beginning else None
            if term is None:
                place += 1
                continue
            last = place + len(term.key) - 1
            found.append(Mention(term.kind, term.name, *line.span(place, last)))
            place = last + 1
        return found

    def conditions(self, text: str) -> tuple[str, ...]:
        """Names of the conditions in `text`, each once."""
        names = (mention.name for mention in self.mentions(text) if mention.kind == "condition")
        return tuple(dict.fromkeys(names))


class _Line:
    """A text by its words; where they stand is only looked for when a term was found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.forms = forms(text)
        self.written = as_written(text)

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return words(self._text)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last` stand."""
        return self._words[first].start, self._words[last].end


def _longest(beginning: Iterable[Iterable[Term]], line: _Line, place: int) -> Term | None:
    """Of the first that fits in each vocabulary, the longest."""
    longest = None
    for terms in beginning:
        for term in terms:
            if _fits(term, line, place):
                if longest is None or len(term.key) > len(longest.key):
                    longest = term
                break
    return longest


def _fits(term: Term, line: _Line, place: int) -> bool:
    """Stems are equal; a single word is also written much alike, an acronym in capitals."""
    length = len(term.key)
    if length > 1:
        return line.forms[place : place + length] == term.key
    word = line.written[place]
    if sum(letter.isupper() for letter in term.written) > 1:
        return sum(letter.isupper() for letter in word) > 1 or len(term.written) > _ACRONYM
    if term.strict:
        return is_same(word, term.written)
    return abs(len(word) - len(term.written)) <= _ENDING


@cache
def _package() -> dict[str, list[Term]]:
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
) -> dict[str, list[Term]]:
    """Terms by the form of their first word, the longest first."""
    found: dict[str, list[Term]] = {}
    for kind, name, terms in named:
        for written in terms:
            if key := forms(written):
                here = found.setdefault(key[0], [])
                if not any(known.key == key and known.written == written for known in here):
                    here.append(Term(key, kind, name, written))
    for here in found.values():
        here.sort(key=lambda term: -len(term.key))
    return found
