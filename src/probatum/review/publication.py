"""Which revision of an article may stand before readers, and what is said with it."""

from __future__ import annotations

from probatum.evidence.answer import Answer, Review, Stage
from probatum.evidence.article import Article, SignOff, Transition
from probatum.evidence.published import Published
from probatum.review.stages import review_of

_SPEAKS_FOR_ITSELF = frozenset({Stage.PUBLISHED, Stage.EVIDENCE_CHANGED})


def was_published(article: Article) -> bool:
    """Whether readers ever saw it."""
    return any(step.after is Stage.PUBLISHED for step in article.history)


def published(article: Article) -> Published | None:
    """The revision that was last published; none before that, and none when it was retired.

    While it is reviewed again it stays, with a caution: what is not signed yet is never shown.
    Raises ``KeyError`` when that revision is none of those that were read.
    """
    places = [n for n, step in enumerate(article.history) if step.after is Stage.PUBLISHED]
    if not places or article.stage is Stage.RETIRED:
        return None
    step, later = article.history[places[-1]], article.history[places[-1] + 1 :]
    signed = _signatures(article, step)
    number = signed[-1].revision
    answer = _with_marks_of(article, article.revision(number).answer)
    return Published(
        article=article.id,
        answer=answer.model_copy(update={"review": _review(article, later)}),
        revision=number,
        signed=signed,
        published_at=step.at,
        changed_at=max(step.at, article.history[-1].at),
        changes=tuple(one for one in article.changes if one.at > step.at),
        review_due=article.review_due.isoformat() if article.review_due else None,
    )


def _signatures(article: Article, step: Transition) -> tuple[SignOff, ...]:
    """Those of the round that led to this publication, under the revision it published."""
    before = [one for one in article.sign_offs if one.at <= step.at]
    last = max((one.round, one.revision) for one in before)
    return tuple(one for one in before if (one.round, one.revision) == last)


def _with_marks_of(article: Article, answer: Answer) -> Answer:
    """What became of a cited work is shown, whichever revision is."""
    now = {reference.document: reference.status for reference in article.current.answer.references}
    marked = (
        reference.model_copy(update={"status": now.get(reference.document, reference.status)})
        for reference in answer.references
    )
    return answer.model_copy(update={"references": tuple(marked)})


def _review(article: Article, later: tuple[Transition, ...]) -> Review:
    if article.stage in _SPEAKS_FOR_ITSELF or not later:
        return review_of(article)
    because = f" ({later[0].why.rstrip('.')})" if later[0].why else ""
    caution = (
        f"It is being reviewed again since {later[0].at:%Y-%m-%d}{because}. "
        "Do not rely on it before that review has ended."
    )
    return Review(stage=article.stage, caution=caution)
