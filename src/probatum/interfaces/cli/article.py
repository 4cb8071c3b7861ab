"""An article as a reviewer reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from probatum.evidence.answer import Answer
from probatum.evidence.article import Article, Person, Revision, claim_key
from probatum.evidence.changed import EvidenceChange, Words
from probatum.evidence.claim import Claim, Verdict
from probatum.publishing.references import cautions_of, citation_of, remarks_of
from probatum.records.records import Comment
from probatum.review.claims import unresolved
from probatum.review.difference import Change, Piece, changed_sentences
from probatum.review.policy import Policy
from probatum.review.risk import hazards
from probatum.review.stages import moves, review_of

_QUOTES = 3
_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def article_lines(
    article: Article, policy: Policy, by: Person, comments: Sequence[Comment]
) -> Iterator[str]:
    """Everything a reviewer decides on; each sentence with its key, verdict and quotes."""
    answer = article.current.answer
    yield f"{article.id}  {answer.title}"
    yield f"{article.stage}, revision {article.current.number}, by {article.author}"
    yield review_of(article).caution
    if article.assigned:
        yield f"Asked for a review: {', '.join(article.assigned)}"
    yield from (f"Risk {one.risk.name.lower()}: {one.text}" for one in hazards(answer))
    yield f"You may: {', '.join(moves(article, by)) or 'only read and comment'}"
    yield f"\nQuestion: {answer.question.text}"
    yield from _sentences(answer)
    yield "\nReferences"
    for reference in answer.references:
        cautions = "".join(f" [{caution}]" for caution in cautions_of(reference))
        yield f"  [{reference.number}] {citation_of(reference)}{cautions}"
    if open_claims := tuple(unresolved(article, policy)):
        yield "\nIn the way of approval"
        yield from (f"  {claim_key(claim)}  {reason}" for claim, reason in open_claims)
    if article.changes:
        yield "\nWhat became of its evidence"
    for change in article.changes:
        yield f"  {change.at:%Y-%m-%d}"
        yield from change_lines(change)
    yield from _signed(article)
    yield from _said(comments)


def claim_lines(claim: Claim) -> Iterator[str]:
    """A sentence with its key, its verdict, and the words that it rests on."""
    yield f"  {claim_key(claim)}  {claim.verdict}"
    yield f"    {claim.text}"
    if remarks := remarks_of(claim):
        yield f"    ({'; '.join(remarks)})"
    for citation in claim.citations:
        if citation.quote != claim.text:
            yield f"    [{citation.reference}] “{citation.quote}”"
        else:
            yield f"    [{citation.reference}] word for word"
    if claim.verdict is not Verdict.SUPPORTED:
        for reason in claim.reasons:
            words = f": {reason.words}" if reason.check != "quotation" and reason.words else ""
            yield f"    {reason.check}, {reason.verdict}: {reason.text}{words}"


def change_lines(change: EvidenceChange) -> Iterator[str]:
    """What became of a piece of evidence: the words cited, and those that face them."""
    yield f"  {change.reason}"
    for words in change.cited[:_QUOTES]:
        yield f"      cited: “{words.quote}” ({_told(words)})"
    if len(change.cited) > _QUOTES:
        yield f"      and {len(change.cited) - _QUOTES} more"
    if change.now:
        yield f"      now:   “{change.now.quote}” ({_told(change.now)})"


def _told(words: Words) -> str:
    level = f"Oxford level {words.level}" if words.level else ""
    return ", ".join(filter(None, (words.document, words.dated or "undated", level)))


def difference_lines(before: Revision, after: Revision) -> Iterator[str]:
    """Sentences put in, taken out or changed, word by word."""
    yield f"revision {before.number} → {after.number}, by {after.by}, {after.at:%Y-%m-%d %H:%M}"
    if after.why:
        yield f"because: {after.why}"
    changes = [marked(pieces) for pieces in changed_sentences(*map(_texts, (before, after)))]
    yield from changes or ["no word of a sentence changed"]


def marked(pieces: Iterable[Piece]) -> str:
    """In one line: [-taken out-] {+put in+}."""
    return "".join(_MARKS[piece.change].format(piece.text) for piece in pieces)


def _texts(revision: Revision) -> list[str]:
    return [" ".join(claim.text.split()) for claim in revision.answer.claims()]


def _sentences(answer: Answer) -> Iterator[str]:
    parts = [("Bottom line", answer.bottom_line)]
    parts += [(section.heading, section.claims) for section in answer.sections]
    parts += [("Pitfalls", answer.pitfalls), ("Algorithm", answer.algorithm)]
    for heading, claims in parts:
        if claims:
            yield f"\n{heading}"
        for claim in claims:
            yield from claim_lines(claim)


def _signed(article: Article) -> Iterator[str]:
    if article.sign_offs:
        yield "\nSignatures"
    standing = article.standing_sign_offs()
    for one in article.sign_offs:
        void = "" if one in standing else " (no longer holds)"
        title = f" ({one.title})" if one.title else ""
        under = f"revision {one.revision}, policy {one.policy}"
        yield f"  {one.name}{title}, {under}, {one.at:%Y-%m-%d}{void}"
        yield f"    conflicts of interest: {one.interests}"


def _said(comments: Sequence[Comment]) -> Iterator[str]:
    if comments:
        yield "\nComments"
    for one in comments:
        on = f", on {one.claim}" if one.claim else ""
        to = f", answers {one.answers}" if one.answers else ""
        yield f"  {one.id}. {one.by}, {one.at:%Y-%m-%d %H:%M}{on}{to}"
        yield from (f"     {line}" for line in one.text.splitlines())
