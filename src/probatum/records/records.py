"""The protocol of records, and the values it gives that are not articles themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from probatum.evidence.answer import Answer, Stage
from probatum.evidence.article import Article, Hazard, Person, Revision, Risk
from probatum.evidence.audit import Entry
from probatum.evidence.value import Value


class Listed(Value):
    """An article in a queue."""

    id: str
    title: str
    topic: str
    author: str
    stage: Stage
    since: datetime = Field(description="When it came to this stage.")
    open_claims: int
    risk: Risk
    hazards: tuple[str, ...] = Field(description="What the risk comes from, gravest first.")
    review_due: date | None
    assigned: tuple[str, ...]


class Card(Value):
    """What lists and the watch need of an article without reading it."""

    form: int = Field(default=0, description="Which way it was made.")
    names: tuple[str, ...] = Field(default=(), description="Of the condition, lower case.")
    asked_at: datetime | None = None
    shown: str | None = Field(default=None, description="What readers see of it in a list.")


class Measured(Value):
    """What is worked out of an article each time it is written."""

    open_claims: int = Field(default=0, description="Sentences in the way of approval.")
    hazards: tuple[Hazard, ...] = ()
    card: Card = Card()

    @property
    def risk(self) -> Risk:
        """That of the gravest hazard."""
        return max((hazard.risk for hazard in self.hazards), default=Risk.USUAL)


class Order(StrEnum):
    """What comes first in a queue; among equals, what waits longest."""

    AGE = "age"
    RISK = "risk"
    TOPIC = "topic"
    DUE = "due"


class Wanted(Value):
    """Which articles a queue shows, and in which order."""

    stages: frozenset[Stage] = frozenset(Stage)
    topic: str | None = None
    risk: Risk = Field(default=Risk.USUAL, description="Only those at least so risky.")
    assigned: str | None = Field(default=None, description="Only those this person was asked for.")
    unassigned: bool = Field(default=False, description="Only those nobody was asked for.")
    due_before: date | None = None
    order: Order = Order.AGE
    most: int = Field(default=50, ge=1, le=1000)
    skip: int = Field(default=0, ge=0)


class Comment(Value):
    """What somebody said of an article or of one claim. Comments are never changed or deleted."""

    id: int
    article: str
    claim: str | None
    answers: int | None = Field(description="The comment it answers.")
    by: str
    at: datetime
    text: str


class Said(Value):
    """A comment to be written."""

    article: str
    text: str = Field(min_length=1, max_length=20_000)
    claim: str | None = None
    answers: int | None = None


class KeptAnswer(Value):
    """An answer that was given, and may be handed in; `by` is none when nobody wrote it down."""

    id: str
    answer: Answer
    kept_at: datetime
    by: str | None


class Note(Value):
    """What the audit log says of a change: who, when, what, and details."""

    by: str
    at: datetime
    action: str
    details: tuple[tuple[str, str], ...] = ()


class Altered(Value):
    """Something that was changed behind the log's back, and the entry that says how it read."""

    subject: str
    entry: int | None = Field(description="None when the log never spoke of it.")
    reason: str


class Records(Protocol):
    """Every write and its entry in the audit log are one transaction."""

    def article(self, name: str) -> Article:
        """Raises `UnknownArticle`."""

    def in_force(self, name: str) -> Article:
        """The article with its current revision alone. Raises `UnknownArticle`."""

    def current(self, name: str) -> Revision:
        """The revision in force, without those before it. Raises `UnknownArticle`."""

    def named(self, beginning: str) -> tuple[str, ...]:
        """Ids of articles that begin so, at most ten, sorted."""

    def begin(self, article: Article, note: Note) -> None:
        """Write a new article. Raises `StaleEdit` when there is one of that id."""

    def change(self, name: str, change: Callable[[Article], Article], note: Note) -> Article:
        """Apply `change` to the article as it stands and write it: nothing comes between.

        It is handed the article with its current revision alone, and so is what is given back. What
        `change` raises, as `NotAllowed`, leaves everything as it was. Raises `UnknownArticle`.
        """

    def change_each(
        self, names: Iterable[str], change: Callable[[Article], tuple[Article, Note] | None]
    ) -> Iterator[Article]:
        """The same for many articles, some dozens in one transaction; none leaves one as it is.

        What is given back is written. When it is broken off, whole transactions are missing.
        """

    def queue(self, wanted: Wanted) -> Iterator[Listed]:
        """Articles that wait, in the order that is wanted."""

    def topics(self) -> tuple[tuple[str, int], ...]:
        """Each topic of articles that are not retired, with their number, by name."""

    def measure(self) -> int:
        """Count anew what queues show of articles that are not retired; how many were others."""

    def forget_measures(self) -> None:
        """Say that what queues show is not counted, so that the next who opens them counts anew."""

    def subjects(self) -> Iterator[tuple[str, Card]]:
        """Each article that is not retired with its card, but for what is shown; by id."""

    def shown(self, names: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """Of those articles, or of all, that readers see: the id and what is shown of it."""

    def unlike_their_cards(self) -> Iterator[str]:
        """Articles whose card says other than they do."""

    def resting_on(self, document: str) -> tuple[str, ...]:
        """Ids of the articles, unless retired, whose current revision cites a document."""

    def standing(self) -> tuple[str, ...]:
        """Ids of all articles that are not retired, as of one moment, sorted."""

    def cited(self) -> tuple[str, ...]:
        """Each document that current revisions cite, once, sorted."""

    def comment(self, said: Said, note: Note) -> Comment:
        """Keep a comment. Raises `UnknownArticle`."""

    def comments(self, name: str) -> tuple[Comment, ...]:
        """Those of an article, oldest first."""

    def keep_answer(self, answer: Answer, note: Note, since: datetime | None = None) -> str:
        """Keep an answer; its name, made from all that it says. Keeping it twice changes nothing.

        With `since`, it was kept elsewhere since then, and who asked is not known.
        """

    def kept_answer(self, name: str) -> KeptAnswer:
        """Raises `UnknownAnswer`, `LibraryDamaged` when it does not read as it was written."""

    def kept_answers(self, by: str | None = None) -> Iterator[KeptAnswer]:
        """Newest first, without those that cannot be read; of one, or of nobody known."""

    def forget_answer(self, name: str, note: Note) -> None:
        """Delete it for good; the log keeps that it was. Raises `UnknownAnswer`."""

    def person(self, name: str) -> Person | None:
        """Who goes by that id, unless they left."""

    def people(self) -> Iterator[Person]:
        """Everybody who has not left, by id."""

    def keep_person(self, person: Person, note: Note, *, new: bool = False) -> None:
        """Write a person, new or changed; with `new`, only a new one.

        Raises `StaleEdit` when there is one already, or the id was that of somebody who left.
        """

    def change_person(self, name: str, change: Callable[[Person], Person], note: Note) -> Person:
        """Apply `change` to the person as they stand and write it. Raises `UnknownPerson`."""

    def part_with(self, name: str, note: Note) -> None:
        """Let a person leave: nothing lets them in any more, and what they did stays.

        Raises `UnknownPerson`.
        """

    def setting(self, name: str) -> object | None:
        """What was set under a name, as JSON gives it; none when nothing was."""

    def keep_setting(self, name: str, value: object, note: Note) -> None:
        """Set something, which JSON must be able to say."""

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The audit log behind an entry of that number, oldest first; all of it behind 0."""

    def head(self) -> int:
        """Number of the entry that was written last."""

    def altered(self) -> Iterator[Altered]:
        """Articles and comments that no longer read as their last entry in the log says."""

    def alone(self, name: str) -> AbstractContextManager[None]:
        """Nobody else does what goes by that name while it is held. Raises `RecordsUnusable`."""

    def close(self) -> None:
        """Release connections."""
