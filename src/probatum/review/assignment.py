"""Who is asked to review an article, and by when it is reviewed again."""

from __future__ import annotations

from datetime import date

from probatum.errors import NotAllowed
from probatum.evidence.answer import Stage
from probatum.evidence.article import Article, Person, Role
from probatum.review.policy import Policy
from probatum.review.stages import Act, months_later

_REVIEWING = frozenset({Role.OWNER, Role.EDITOR, Role.REVIEWER})
_EDITORS = frozenset({Role.OWNER, Role.EDITOR})
_DONE = frozenset({Stage.RETIRED})
_APPROVED = frozenset({Stage.APPROVED, Stage.PUBLISHED, Stage.EVIDENCE_CHANGED})


def assigned(article: Article, person: Person, act: Act) -> Article:
    """The article with one more reviewer asked for. Raises `NotAllowed`.

    Editors ask anybody who may review it; reviewers put themselves down.
    """
    _may_assign(article, person, act)
    if not person.roles & _REVIEWING:
        raise NotAllowed(f"{person.id} does not review: give them the role of a reviewer first")
    if person.id == article.author:
        raise NotAllowed("nobody reviews an answer of their own")
    if person.id in article.assigned:
        raise NotAllowed(f"{person.id} was asked already")
    return article.model_copy(update={"assigned": (*article.assigned, person.id)})


def released(article: Article, person: Person, act: Act) -> Article:
    """The article without that reviewer. Raises `NotAllowed`."""
    _may_assign(article, person, act)
    if person.id not in article.assigned:
        raise NotAllowed(f"{person.id} was not asked to review it")
    left = tuple(name for name in article.assigned if name != person.id)
    return article.model_copy(update={"assigned": left})


def may_be_asked(article: Article, person: Person) -> bool:
    """Whether the person reviews, and might review this."""
    return (
        bool(person.roles & _REVIEWING)
        and person.id != article.author
        and person.id not in article.assigned
    )


def asks_others(by: Person) -> bool:
    """Whether the person may ask others for a review, and set when one is due."""
    return bool(by.roles & _EDITORS)


def due(article: Article, day: date, act: Act, policy: Policy) -> Article:
    """The article with another day by which it is reviewed again. Raises `NotAllowed`.

    It may be sooner than the policy says, never later.
    """
    if not act.by.roles & _EDITORS:
        raise NotAllowed("to set when a review is due is for owner or editor")
    if article.stage not in _APPROVED:
        raise NotAllowed(f"an answer that is {article.stage} has no review due; approve it first")
    if not act.why.strip():
        raise NotAllowed("say why, in a sentence")
    signed = max(one.at for one in article.sign_offs).date()
    last = months_later(signed, policy.review_every_months)
    if not act.at.date() < day <= last:
        raise NotAllowed(f"the day lies after today and, by the policy, not after {last}")
    return article.model_copy(update={"review_due": day})


def _may_assign(article: Article, person: Person, act: Act) -> None:
    if article.stage in _DONE:
        raise NotAllowed(f"an answer that is {article.stage} is not reviewed any more")
    own = act.by.id == person.id and bool(act.by.roles & _REVIEWING)
    if not (own or act.by.roles & _EDITORS):
        raise NotAllowed("to ask others for a review is for owner or editor; ask for yourself")
