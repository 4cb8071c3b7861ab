"""Asking people for a review, and setting when the next one is due."""

from __future__ import annotations

from datetime import date

from probatum.evidence.article import Article, Person
from probatum.records.records import Measured, Note, Records
from probatum.review import assignment
from probatum.review.claims import unresolved
from probatum.review.policy import Policy
from probatum.review.risk import hazards
from probatum.review.stages import Act
from probatum.workflows.cards import card_of
from probatum.workflows.people import person_of
from probatum.workflows.policy import policy_of


def assign(records: Records, name: str, person: str, act: Act) -> Article:
    """Ask a person to review an article. Raises `NotAllowed`, `UnknownArticle`, `UnknownPerson`."""
    asked = person_of(records, person)

    def change(article: Article) -> Article:
        return assignment.assigned(article, asked, act)

    return records.change(name, change, _note("assign", act, asked))


def release(records: Records, name: str, person: str, act: Act) -> Article:
    """Ask them no more, also somebody who left. Raises `NotAllowed`, `UnknownArticle`."""
    asked = records.person(person) or Person(id=person, name=person)

    def change(article: Article) -> Article:
        return assignment.released(article, asked, act)

    return records.change(name, change, _note("release", act, asked))


def set_due(records: Records, name: str, day: date, act: Act) -> Article:
    """Have an approved article reviewed again by a day. Raises `NotAllowed`, `UnknownArticle`."""
    policy = policy_of(records)
    note = Note(
        by=act.by.id,
        at=act.at,
        action="set review due",
        details=(("via", act.via), ("why", act.why), ("due", day.isoformat())),
    )
    return records.change(name, lambda now: assignment.due(now, day, act, policy), note)


def measured(article: Article, policy: Policy) -> Measured:
    """What queues and lists show of an article, and what the watch needs of it.

    Raises ``KeyError``, with its number, when the revision that readers see was not read.
    """
    return Measured(
        open_claims=sum(1 for _ in unresolved(article, policy)),
        hazards=hazards(article.current.answer),
        card=card_of(article),
    )


def _note(action: str, act: Act, person: Person) -> Note:
    details = (("via", act.via), ("person", person.id))
    return Note(by=act.by.id, at=act.at, action=action, details=details)
