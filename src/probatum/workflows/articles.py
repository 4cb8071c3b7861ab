"""Published articles for readers: by topic, by search, and by the name in an address."""

from __future__ import annotations

from threading import Lock

from probatum.errors import UnknownArticle
from probatum.evidence.published import Published
from probatum.records.records import Records
from probatum.retrieval.words import forms
from probatum.review.publication import published, was_published
from probatum.workflows.cards import Shown

_ARTICLE = "article "


class Withdrawn(UnknownArticle):
    """The article was published once and is no longer."""


class Articles:
    """What readers may see of the records; the cards of what the log says was changed, read again.

    The list holds no text of articles, so that thousands of them stay small; one is read from the
    records when it is opened. Safe for several threads.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._lock = Lock()
        self._head = -1
        self._shown: dict[str, Shown] = {}

    def all(self) -> tuple[Published, ...]:
        """Every published article without its text."""
        return tuple(shown.head for shown in self._fresh())

    def search(self, words: str) -> tuple[Published, ...]:
        """Those that hold all of the words, stems compared, best first; without their text.

        The words of the question are not searched: they may speak of a patient.
        """
        wanted = frozenset(forms(words))
        fitting = ((shown.fit(wanted), shown.head) for shown in self._fresh())
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

    def _fresh(self) -> tuple[Shown, ...]:
        with self._lock:
            head = self._records.head()
            if head != self._head:
                changed = self._changed(head)
                if changed is None:
                    self._shown.clear()
                for name in changed or ():
                    self._shown.pop(name, None)
                for name, shown in self._records.shown(changed):
                    self._shown[name] = Shown.model_validate_json(shown)
                self._head = head
            return tuple(self._shown[name] for name in sorted(self._shown))

    def _changed(self, head: int) -> set[str] | None:
        """Articles that were written to since the last look; at the first one, none: all."""
        if not 0 <= self._head < head:  # other records may have taken the place of these
            return None
        subjects = (entry.subject for entry in self._records.entries(self._head))
        return {one.removeprefix(_ARTICLE) for one in subjects if one.startswith(_ARTICLE)}
