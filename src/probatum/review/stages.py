"""The way of an article from draft to publication, as an explicit machine.

::

    draft ──submit──▶ submitted ──take──▶ under review ──sign (often enough)──▶ approved
      ▲                  │  ▲              │   │                                   │
      └────withdraw──────┴──┼──────────────┘   └─request changes─▶ changes         │publish
                            └───────────submit──────────────────── requested       ▼
    under review ◀──take── evidence changed ◀──reopen── approved, published ◀── published
    any ──retire──▶ retired
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from probatum.errors import NotAllowed
from probatum.evidence.answer import Review, Stage
from probatum.evidence.article import Article, Person, Role, SignOff, Transition
from probatum.evidence.value import Value
from probatum.review.claims import unresolved
from probatum.review.policy import Policy


class Move(StrEnum):
    """What can be done with an article as a whole."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    TAKE = "take"
    REQUEST_CHANGES = "request changes"
    SIGN = "sign"
    PUBLISH = "publish"
    REOPEN = "reopen"
    RETIRE = "retire"


class Act(Value):
    """Who does it, when, why and where: `via` is "the command line" or "the page".

    `interests` is what whoever signs states about conflicts.
    """

    by: Person
    at: datetime
    why: str = ""
    interests: str = ""
    via: str = ""


_ANY = frozenset(set(Stage) - {Stage.RETIRED})
_FROM: dict[Move, frozenset[Stage]] = {
    Move.SUBMIT: frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED}),
    Move.WITHDRAW: frozenset({Stage.SUBMITTED, Stage.UNDER_REVIEW}),
    Move.TAKE: frozenset({Stage.SUBMITTED, Stage.EVIDENCE_CHANGED}),
    Move.REQUEST_CHANGES: frozenset({Stage.UNDER_REVIEW}),
    Move.SIGN: frozenset({Stage.UNDER_REVIEW}),
    Move.PUBLISH: frozenset({Stage.APPROVED}),
    Move.REOPEN: frozenset({Stage.APPROVED, Stage.PUBLISHED}),
    Move.RETIRE: _ANY,
}
_TO = {
    Move.SUBMIT: Stage.SUBMITTED,
    Move.WITHDRAW: Stage.DRAFT,
    Move.TAKE: Stage.UNDER_REVIEW,
    Move.REQUEST_CHANGES: Stage.CHANGES_REQUESTED,
    Move.SIGN: Stage.APPROVED,
    Move.PUBLISH: Stage.PUBLISHED,
    Move.REOPEN: Stage.EVIDENCE_CHANGED,
    Move.RETIRE: Stage.RETIRED,
}
_BOARD = frozenset({Role.OWNER, Role.EDITOR, Role.REVIEWER})
_EDITORS = frozenset({Role.OWNER, Role.EDITOR})
_ROLES = {
    Move.TAKE: _BOARD,
    Move.REQUEST_CHANGES: _BOARD,
    Move.SIGN: _BOARD,
    Move.PUBLISH: _EDITORS,
    Move.REOPEN: _BOARD,
    Move.RETIRE: _EDITORS,
}
_NEEDS_REASON = frozenset({Move.REQUEST_CHANGES, Move.REOPEN, Move.RETIRE})
_NEEDS_RESOLVED = frozenset({Move.SIGN, Move.PUBLISH})
_NOT_BY_AUTHOR = frozenset({Move.TAKE, Move.REQUEST_CHANGES, Move.SIGN})


def moved(article: Article, move: Move, act: Act, policy: Policy) -> Article:
    """The article after a move. Raises `NotAllowed`, which says what is missing."""
    _may(article, move, act)
    if move in _NEEDS_RESOLVED:
        _is_resolved(article, policy)
    if move is Move.SIGN:
        return _signed(article, act, policy)
    if move is Move.PUBLISH:
        _is_signed(article, policy)
    if move is Move.TAKE:
        article = _with_reviewer(article, act.by)
    return _at(article, _TO[move], act)


def moves(article: Article, by: Person) -> tuple[Move, ...]:
    """What this person may do now, by stage and role."""
    return tuple(
        move for move in Move if article.stage in _FROM[move] and _is_theirs(article, move, by)
    )


def needs_reason(move: Move) -> bool:
    """Whether whoever makes the move must say why."""
    return move in _NEEDS_REASON


def review_of(article: Article) -> Review:
    """Stage and caution as they are printed: the words follow from what was done, never typed."""
    return Review(stage=article.stage, caution=_caution(article))


def _may(article: Article, move: Move, act: Act) -> None:
    if article.stage not in _FROM[move]:
        possible = " or ".join(sorted(_FROM[move])) if move is not Move.RETIRE else "not retired"
        raise NotAllowed(
            f"an answer that is {article.stage} cannot be moved by '{move}'; it must be {possible}"
        )
    if not _is_theirs(article, move, act.by):
        raise NotAllowed(f"'{move}' is not for you: {_whose(move)}")
    if move in _NEEDS_REASON and not act.why.strip():
        raise NotAllowed(f"'{move}' needs a reason; say why, in a sentence")
    if move is Move.SIGN and not act.interests.strip():
        raise NotAllowed("state conflicts of interest before you sign, or write 'none'")


def _is_theirs(article: Article, move: Move, by: Person) -> bool:
    if move in _NOT_BY_AUTHOR and by.id == article.author:
        return False
    if move in _ROLES:
        return bool(by.roles & _ROLES[move])
    return by.id == article.author or bool(by.roles & _EDITORS)


def _whose(move: Move) -> str:
    if move not in _ROLES:
        return "it is for the author or an editor"
    whose = f"it is for {', '.join(sorted(_ROLES[move]))}"
    return f"{whose}, and never for the author" if move in _NOT_BY_AUTHOR else whose


def _is_resolved(article: Article, policy: Policy) -> None:
    if open_claims := tuple(unresolved(article, policy)):
        claim, reason = open_claims[0]
        raise NotAllowed(
            f"{len(open_claims)} sentences are not resolved; the first, "
            f"'{claim.text[:60]}': {reason}"
        )


def _is_signed(article: Article, policy: Policy) -> None:
    """By the rules of today: they may ask for more than when it was approved."""
    signed = len(article.standing_sign_offs())
    if signed < policy.approvals:
        raise NotAllowed(
            f"it has {signed} signatures, and the rules in force ask for {policy.approvals}; "
            "reopen it and have it signed"
        )


def _with_reviewer(article: Article, by: Person) -> Article:
    """Whoever takes it is among those asked for a review."""
    asked = tuple(dict.fromkeys((*article.assigned, by.id)))
    return article.model_copy(update={"assigned": asked})


def _signed(article: Article, act: Act, policy: Policy) -> Article:
    """One more name under the current revision; the last that is needed approves it."""
    if any(one.by == act.by.id for one in article.standing_sign_offs()):
        raise NotAllowed("you have signed this revision already")
    sign_off = SignOff(
        by=act.by.id,
        name=act.by.name,
        title=act.by.title,
        at=act.at,
        revision=article.current.number,
        round=article.round,
        interests=act.interests.strip(),
        policy=policy.version,
    )
    signed = article.model_copy(update={"sign_offs": (*article.sign_offs, sign_off)})
    if len(signed.standing_sign_offs()) < policy.approvals:
        return signed
    due = months_later(act.at.date(), policy.review_every_months)
    return _at(signed.model_copy(update={"review_due": due}), Stage.APPROVED, act)


def _at(article: Article, stage: Stage, act: Act) -> Article:
    step = Transition(before=article.stage, after=stage, by=act.by.id, at=act.at, why=act.why)
    return article.model_copy(update={"stage": stage, "history": (*article.history, step)})


def _caution(article: Article) -> str:
    names = ", ".join(
        f"{one.name} ({one.title})" if one.title else one.name
        for one in article.standing_sign_offs()
    )
    if article.stage in {Stage.APPROVED, Stage.PUBLISHED}:
        signed = max(one.at for one in article.standing_sign_offs())
        due = f" Review due {article.review_due}." if article.review_due else ""
        return f"Reviewed and signed by {names} on {signed:%Y-%m-%d}.{due}"
    if article.stage is Stage.EVIDENCE_CHANGED:
        why = article.history[-1].why
        return f"Evidence has changed since it was reviewed: {why} Do not rely on it before review."
    if article.stage is Stage.RETIRED:
        return f"Retired: {article.history[-1].why}"
    if article.stage is Stage.DRAFT:
        return "Composed automatically from the library; no person has reviewed it."
    return "Pending human review. It has not been approved."


def months_later(day: date, months: int) -> date:
    """The same day of the month, at most the 28th."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
