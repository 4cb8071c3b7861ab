"""What lists and the watch need of an article, made each time it is written."""

from __future__ import annotations

from typing import Self

from probatum.evidence.answer import Answer
from probatum.evidence.article import Article
from probatum.evidence.published import Published
from probatum.evidence.value import Value
from probatum.records.records import Card
from probatum.retrieval.words import forms
from probatum.review.publication import published

FORM = 1
"""To be raised when cards are made otherwise, so that those of before are made anew."""
_IN_TITLE, _IN_SUBJECT, _IN_TEXT = 4.0, 2.0, 1.0


class Shown(Value):
    """A published article without its text, and the words that it is found by."""

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

    @classmethod
    def of(cls, page: Published) -> Self:
        """What a list holds of a page."""
        answer = page.answer
        condition = answer.question.condition
        names = (condition.name, *condition.synonyms, *condition.broader) if condition else ()
        said = (
            *(claim.text for claim in answer.claims()),
            *(one.title for one in answer.references),
        )
        empty: dict[str, tuple[()]] = dict.fromkeys(
            ("sections", "pitfalls", "algorithm", "gaps", "conflicts", "left_out", "references"), ()
        )
        head = answer.model_copy(update={**empty, "bottom_line": answer.bottom_line[:1]})
        return cls(
            head=page.model_copy(update={"answer": head}),
            title=frozenset(forms(answer.title)),
            subject=frozenset(forms(" ".join((page.topic, *names)))),
            text=frozenset(forms(" ".join(said))),
        )


def card_of(article: Article) -> Card:
    """Raises ``KeyError``, with its number, when the revision that readers see was not read."""
    page = published(article)
    shown = _written(Shown.of(page)) if page else None
    return subject_of(article.current.answer).model_copy(update={"shown": shown})


def subject_of(answer: Answer) -> Card:
    """The card of an answer that readers do not see."""
    condition = answer.question.condition
    names = (condition.name, *condition.synonyms) if condition else ()
    lower = tuple(name.lower() for name in names)
    return Card(form=FORM, names=lower, asked_at=answer.provenance.asked_at)


def _written(shown: Shown) -> str:
    """The same for the same article: sets have no order of their own."""
    words = {name: sorted(getattr(shown, name)) for name in ("title", "subject", "text")}
    return shown.model_copy(update=words).model_dump_json(exclude_defaults=True, warnings=False)
