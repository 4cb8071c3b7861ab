"""An article laid out for review: each sentence with what it rests on and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from probatum.evidence.article import Article, ClaimDecision, Revision, claim_key
from probatum.evidence.claim import Claim
from probatum.interfaces.web.layout import Sentence, layout
from probatum.records.records import Comment
from probatum.review.claims import unresolved
from probatum.review.difference import Piece, changed_sentences
from probatum.review.policy import Policy


class Thread(NamedTuple):
    """A comment and those that answer it, oldest first."""

    comment: Comment
    answers: tuple[Thread, ...]


class Reviewed(NamedTuple):
    """A sentence. `open` says what stands in the way of approval, if anything does.

    `again` marks one that stands further up too, with the same quotes: it is decided on once.
    """

    key: str
    label: str
    sentence: Sentence
    open: str
    decisions: tuple[ClaimDecision, ...]
    threads: tuple[Thread, ...]
    again: bool


class Part(NamedTuple):
    """A section with its heading."""

    heading: str
    sentences: tuple[Reviewed, ...]


class Review(NamedTuple):
    """All of an article. `before` are threads on sentences that are no longer in it."""

    parts: tuple[Part, ...]
    threads: tuple[Thread, ...]
    before: tuple[tuple[str, tuple[Thread, ...]], ...]

    def open(self) -> tuple[Reviewed, ...]:
        """Sentences in the way of approval."""
        every = (one for part in self.parts for one in part.sentences)
        return tuple(one for one in every if one.open and not one.again)


def review(article: Article, policy: Policy, comments: Iterable[Comment]) -> Review:
    """Lay out the revision in force."""
    shown = layout(article.current.answer)
    reasons = {claim_key(claim): reason for claim, reason in unresolved(article, policy)}
    threads = _threads(comments)
    seen: set[str] = set()

    def reviewed(sentence: Sentence) -> Reviewed:
        key = claim_key(sentence.claim)
        again = key in seen
        seen.add(key)
        of_it = tuple(one for one in article.decisions if one.claim == key)
        label = sentence.claim.label or ""
        said, reason = threads.get(key, ()), reasons.get(key, "")
        return Reviewed(key, label, sentence, reason, of_it, said, again)

    def part(heading: str, sentences: Iterable[Sentence]) -> Iterator[Part]:
        if found := tuple(map(reviewed, sentences)):
            yield Part(heading, found)

    parts = [*part("Bottom line", shown.bottom_line)]
    for section in shown.parts:
        inside = (sentence for _, sentences in section.facets for sentence in sentences)
        parts += part(section.heading, inside)
    parts += part("Pitfalls", shown.pitfalls)
    parts += part("Algorithm", shown.algorithm)
    words = _words_of_before(article)
    left = {key: found for key, found in threads.items() if key and key not in seen}
    before = tuple((words.get(key, ""), found) for key, found in left.items())
    return Review(tuple(parts), threads.get("", ()), before)


def differences(before: Revision, after: Revision) -> tuple[tuple[Piece, ...], ...]:
    """Each sentence that was changed, word by word; once, wherever it stands."""

    def texts(revision: Revision) -> list[str]:
        return [" ".join(claim.text.split()) for claim in revision.answer.claims()]

    return tuple(dict.fromkeys(changed_sentences(texts(before), texts(after))))


def _threads(comments: Iterable[Comment]) -> Mapping[str, tuple[Thread, ...]]:
    """By claim, "" for the article; an answer stands under what it answers, wherever that is."""
    comments = tuple(comments)
    answering: dict[int | None, list[Comment]] = {}
    for one in comments:
        answering.setdefault(one.answers, []).append(one)

    def thread(one: Comment) -> Thread:
        return Thread(one, tuple(map(thread, answering.get(one.id, ()))))

    found: dict[str, list[Thread]] = {}
    for one in answering.get(None, ()):
        found.setdefault(one.claim or "", []).append(thread(one))
    return {key: tuple(threads) for key, threads in found.items()}


def _words_of_before(article: Article) -> Mapping[str, str]:
    claims: Iterator[Claim] = (
        claim for revision in article.revisions for claim in revision.answer.claims()
    )
    return {claim_key(claim): claim.text for claim in claims}
