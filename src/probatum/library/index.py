"""The protocol every library keeps. It knows nothing of the engine behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from pydantic import Field

from probatum.evidence.dates import PartialDate
from probatum.evidence.described import Described
from probatum.evidence.document import Document, DocumentKind, Status
from probatum.evidence.passage import Passage
from probatum.evidence.standing import NoticeOn
from probatum.evidence.value import Value
from probatum.library.vocabularies import Vocabularies

Matching = tuple[frozenset[str], frozenset[str]]
"""The words of a clause and the fields they are looked for in: what it matches."""


class Clause(Value):
    """Words or phrases of which one must match (in `must`) or may (in `should`).

    A term of several words is a phrase; of three or more, each two side by side must stand in the
    same field. Matching is on word stems, without case and accents, in any spelling.
    """

    any_of: tuple[str, ...] = Field(min_length=1)
    fields: tuple[str, ...] = Field(
        default=("title", "heading", "text"), description="title, heading, text, topics, mesh."
    )
    weight: float = Field(default=1.0, gt=0)
    presence: float = Field(
        default=0.0,
        ge=0,
        description="Added, times `weight`, where a term stands at all, however often; "
        "more in a title or heading than in the text.",
    )

    @property
    def matching(self) -> Matching:
        """Clauses of equal words and fields match the same passages, whatever their weights."""
        return frozenset(self.any_of), frozenset(self.fields)


class Query(Value):
    """What to search for. With no `should`, the `must` clauses give the score."""

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    kinds: tuple[DocumentKind, ...] = Field(default=(), description="Empty: every kind.")
    documents: tuple[str, ...] = Field(default=(), description="Empty: every document.")
    with_retracted: bool = False


class Hit(Value):
    """A passage found, with the engine's score (BM25; comparable within one query only)."""

    passage: Passage
    score: float


class Summary(Value):
    """A document without its text: what lists and rankings need."""

    id: str
    kind: DocumentKind
    title: str
    topics: tuple[str, ...] = ()
    year: int | None = None
    status: Status = Status.CURRENT
    review_due: PartialDate | None = None
    characters: int = 0
    passages: int = 0


class Change(Value):
    """What adding documents changed. `replaced` keeps the older version readable."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0


class Turn(Value):
    """A change of status. `after` may also be "removed"."""

    at: str = Field(description="ISO 8601, UTC, to the second.")
    document: str
    before: str
    after: str


class News(Value):
    """What changed since a moment. `replaced` are documents of before that have a new version."""

    added: int
    replaced: int
    turns: tuple[Turn, ...] = ()


class Problem(Value):
    """Something that `verify` found wrong."""

    document: str
    text: str


class Stats(Value):
    """Size of a library."""

    documents: int
    passages: int
    versions: int
    characters: int
    bytes_on_disk: int
    kinds: tuple[tuple[str, int], ...] = ()
    snapshot: str


class VectorStanding(Value):
    """How many documents have vectors that still hold, and of which model; or why none is used."""

    model: str | None = None
    documents: int = 0
    trouble: str | None = None


class Index(Protocol):
    """Documents and their passages, stored whole and searchable.

    One work is one document: records that share its PMID, PMCID or DOI join it, whatever their id,
    and it is found by each of their ids.
    """

    def add(self, documents: Iterable[Document]) -> Change:
        """Store documents, all or none. The same text and description twice changes nothing."""

    def remove(self, document: str) -> None:
        """Take a document out of search and lists. Raises `UnknownDocument`."""

    def document(self, document: str, version: str | None = None) -> Document:
        """The current version, or the newest one whose hash starts with `version`."""

    def described(self, document: str) -> Described:
        """Of the current version what ranks and appraises it, read in a tenth of the time."""

    def versions(self, document: str) -> tuple[str, ...]:
        """Hashes of every stored version, newest first."""

    def summaries(self, kinds: Iterable[DocumentKind] = ()) -> Iterator[Summary]:
        """Every current document, or every one of those kinds, by id."""

    def summary(self, document: str) -> Summary:
        """One current document. Raises `UnknownDocument`."""

    def search(self, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """The best passages, best first. Retracted documents stay out unless asked for."""

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """How rare each word is among the passages, as BM25 weighs it.

        ln(1 + (N - n + 0.5) / (n + 0.5)): N passages, of which n have it in their text. Of a term
        of several words, that of the rarest one.
        """

    def nearest(self, text: str, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """Passages that say what a text says, in whatever words, best first, by vectors.

        Of `query` the filters count alone. Nothing where the library has no vectors.
        """

    def vectors(self) -> VectorStanding | None:
        """How the vectors stand; None where there are none."""

    def remember(self, notices: Iterable[NoticeOn], origin: str) -> int:
        """Keep notices for the works they are on, now or later; how many works changed."""

    def take_back(self, on: NoticeOn, origin: str) -> int:
        """Delete a remembered notice; how many works changed."""

    def named(self, kind: str, value: str) -> tuple[str, ...]:
        """Current documents with that identifier: "pmid", "pmcid" or "doi" as documents keep it."""

    def dois(self) -> Iterator[str]:
        """The DOIs of all current documents, lower case, sorted."""

    def statuses(self) -> dict[str, int]:
        """Number of documents by status."""

    def noted(self, today: str) -> Iterator[Summary]:
        """Documents of any status but current, and those whose review is due before `today`."""

    def unchanged_since(self, moment: str, prefix: str) -> Iterator[str]:
        """Ids with that beginning of documents stored before a moment and not changed since."""

    def added_since(self, moment: str, kind: DocumentKind) -> Iterator[tuple[str, str]]:
        """Ids of documents of a kind first stored at or after a moment, each with that moment.

        Moments are ISO 8601, UTC, to the second.
        """

    def news(self, since: str) -> News:
        """What changed at or after a moment (ISO 8601, UTC, to the day or the second)."""

    def change(self) -> int:
        """The number of the last change; each has a greater one than those before it."""

    def news_after(self, change: int) -> News:
        """What changed after the change of that number, each document counted once."""

    def topics(self) -> dict[str, int]:
        """Each topic (condition) in the library, lower case, with the documents about it."""

    def abbreviations(self) -> Mapping[str, tuple[str, ...]]:
        """Each abbreviation defined in the library, with its meanings, most frequent first."""

    def vocabularies(self) -> Vocabularies:
        """The vocabularies that the owner has beside the library, each time the same object."""

    def snapshot(self, *, again: bool = False) -> str:
        """Hash over all current documents; equal when and only when the contents are equal.

        It is kept until something changes; ``again`` works it out anew, whoever changed what.
        """

    def stats(self) -> Stats:
        """Counts and size."""

    def verify(self) -> tuple[Problem, ...]:
        """Read everything again and compare it with its hashes and with the search index."""

    def close(self) -> None:
        """Release files and locks."""
