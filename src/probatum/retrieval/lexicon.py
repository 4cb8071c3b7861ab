"""Finding the terms of the vocabulary in a text: longest first, never overlapping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.thesaurus import PACKAGE, Kind, Term, Thesaurus
from probatum.retrieval.words import Word, forms, is_same, words


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

    def mentions(self, text: str) -> list[Mention]:
        """Every term in `text`, in order."""
        found, line, place = [], words(text), 0
        sources = (_package().get, self._topics.get, self.thesaurus.beginning)
        while place < len(line):
            first = line[place].form
            beginning = [terms for source in sources if (terms := source(first))]
            term = _longest(beginning, line, place, text) if beginning else None
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


def _longest(
    beginning: Iterable[Iterable[Term]], line: Sequence[Word], place: int, text: str
) -> Term | None:
    """Of the first that fits in each vocabulary, the longest."""
    fitting = (
        next((term for term in terms if _fits(term, line, place, text)), None)
        for terms in beginning
    )
    return max(filter(None, fitting), key=lambda term: len(term.key), default=None)


def _fits(term: Term, line: Sequence[Word], place: int, text: str) -> bool:
    """Stems are equal; a single word is also written much alike, an acronym in capitals."""
    length = len(term.key)
    if length > 1:
        return tuple([word.form for word in line[place : place + length]]) == term.key
    word = text[line[place].start : line[place].end]
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
