"""Published articles for readers: by topic, by search, and by the name in an address."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from probatum.errors import UnknownArticle
from probatum.evidence.published import Published
from probatum.records.records import Records
from probatum.retrieval.words import forms
from probatum.review.publication import published, was_published

_ARTICLE = "article "
_IN_TITLE, _IN_SUBJECT, _IN_TEXT = 4.0, 2.0, 1.0


class Withdrawn(UnknownArticle):
    """The article was published once and is no longer."""


class _Card(NamedTuple):
    """An article without its text, and the words that it is found by."""

    head: Published
    title: frozenset[str]
    subject: frozenset[str]
    text: frozenset[str]

    def fit(self, wanted: frozenset[str]) -> float:
        """How well it fits the words; 0 unless it has them all."""
        if not wanted <= self.title | self.subject | self.text:
            return 0.0
        places = ((self.title, _IN_TITLE), (self.subject, _IN_SUBJECT), (self.text, _IN_TEXT))
        return sum(worth * len(wanted & words) for words, worth in places)


class Articles:
    """What readers may see of the records; of what the log says was changed, read again.

    The list holds no text of articles, so that thousands of them stay small; one is read from the
    records when it is opened. Safe for several threads.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._lock = Lock()
        self._head = -1
        self._cards: dict[str, _Card] = {}

    def all(self) -> tuple[Published, ...]:
        """Every published article without its text."""
        return tuple(card.head for card in self._fresh())

    def search(self, words: str) -> tuple[Published, ...]:
        """Those that hold all of the words, stems compared, best first; without their text.

        The words of the question are not searched: they may speak of a patient.
        """
        wanted = frozenset(forms(words))
        fitting = ((card.fit(wanted), card.head) for card in self._fresh())
        best = sorted(
            (found for found in fitting if found[0]),
            key=lambda found: (-found[0], found[1].answer.title, found[1].article),
        )
        return tuple(head for _, head in best) if wanted else ()

    def open(self, slug: str) -> Published:
        """The article that the end of the name says. Raises `UnknownArticle`, `Withdrawn`."""
        name = slug.rpartition("-")[2]
        article = self._records.article(name)
        found = published(article)
        if found is None and was_published(article):
            raise Withdrawn("this article was withdrawn by its board")
        if found is None:  # what is not published is not there, for readers
            raise UnknownArticle(f"there is no article {name}")
        return found

    def _fresh(self) -> tuple[_Card, ...]:
        with self._lock:
            head = self._records.head()
            if head != self._head:
                for name in self._changed(head):
                    self._cards.pop(name, None)
                    if page := _published(self._records, name):
                        self._cards[name] = _card(page)
                self._head = head
            return tuple(self._cards[name] for name in sorted(self._cards))

    def _changed(self, head: int) -> Iterable[str]:
        """Articles that were written to since the last look; at the first one, all."""
        if not 0 <= self._head < head:  # other records may have taken the place of these
            self._cards.clear()
            return self._records.standing()
        subjects = (entry.subject for entry in self._records.entries(self._head))
        return {one.removeprefix(_ARTICLE) for one in subjects if one.startswith(_ARTICLE)}


def _published(records: Records, name: str) -> Published | None:
    """As `published` gives it; older revisions are read only where one of them is shown."""
    article = records.in_force(name)
    if not was_published(article):
        return None
    try:
        return published(article)
    except KeyError:
        return published(records.article(name))


def _card(page: Published) -> _Card:
    answer = page.answer
    condition = answer.question.condition
    names = (condition.name, *condition.synonyms, *condition.broader) if condition else ()
    said = (*(claim.text for claim in answer.claims()), *(one.title for one in answer.references))
    empty: dict[str, tuple[()]] = dict.fromkeys(
        ("sections", "pitfalls", "algorithm", "gaps", "conflicts", "left_out", "references"), ()
    )
    head = answer.model_copy(update={**empty, "bottom_line": answer.bottom_line[:1]})
    return _Card(
        page.model_copy(update={"answer": head}),
        frozenset(forms(answer.title)),
        frozenset(forms(" ".join((page.topic, *names)))),
        frozenset(forms(" ".join(said))),
    )
