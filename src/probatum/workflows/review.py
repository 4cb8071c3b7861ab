"""The way of an answer over the board: each act is checked, written and logged in one step."""

from __future__ import annotations

from probatum.errors import NotAllowed, StaleEdit, UnknownArticle, UnknownDocument, UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.article import (
    Article,
    ClaimDecision,
    Decision,
    Revision,
    claim_key,
)
from probatum.evidence.claim import Claim
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.library.index import Index
from probatum.records.records import Comment, Note, Records, Said
from probatum.review.claims import decide
from probatum.review.rights import Right, require
from probatum.review.stages import Act, Move, moved
from probatum.verification.verifier import verify
from probatum.workflows.policy import policy_of

_NAME_DIGITS = 12


class Ruling(Value):
    """What somebody decides on a claim, named by its key or the beginning of it."""

    claim: str
    decision: Decision
    sentence: str = ""


def submit(records: Records, name: str, answer: Answer, act: Act) -> Article:
    """Hand a kept answer of that name in: it becomes an article of whoever does so.

    Raises `NotAllowed`, `StaleEdit` when it was handed in before.
    """
    require(act.by, Right.BEGIN)
    if not answer.claims():
        raise NotAllowed("there is no sentence in this answer to review; ask another question")
    article = Article(
        id=name[:_NAME_DIGITS],
        author=act.by.id,
        revisions=(Revision(number=1, answer=answer, by=act.by.id, at=act.at, why=act.why),),
    )
    handed_in = moved(article, Move.SUBMIT, act, policy_of(records))
    try:
        records.begin(handed_in, _note(Move.SUBMIT, act, (("answer", name),)))
    except StaleEdit:
        raise StaleEdit(
            f"this answer was handed in before: 'probatum review show {article.id}'"
        ) from None
    return handed_in


def move(records: Records, name: str, what: Move, act: Act, revision: int | None = None) -> Article:
    """One step of an article. Raises `NotAllowed`, `UnknownArticle`, `StaleEdit`.

    `revision` is the one that was read; when another is in force by now, nothing happens.
    """
    policy = policy_of(records)

    def change(article: Article) -> Article:
        _read_last(article, revision)
        return moved(article, what, act, policy)

    read = (("revision", str(revision)),) if revision is not None else ()
    return records.change(name, change, _note(what, act, read))


def rule(records: Records, name: str, ruling: Ruling, act: Act, index: Index) -> Article:
    """Decide on one claim. An amended sentence is verified against the stored documents.

    Raises `NotAllowed`, `UnknownArticle`, `UsageError` when the claim is not clear.
    """
    claim = _claim(records.article(name), ruling.claim)
    key = claim_key(claim)
    decision = ClaimDecision(
        claim=key, decision=ruling.decision, by=act.by.id, at=act.at, why=act.why
    )
    amended, said = None, [("claim", key)]
    if ruling.decision is Decision.AMEND:
        amended = amendment(claim, ruling.sentence, index)
        said += [("before", claim.text), ("after", amended.text), ("verdict", amended.verdict)]
    note = _note(ruling.decision, act, tuple(said))
    return records.change(name, lambda now: decide(now, decision, act.by, amended), note)


def amendment(claim: Claim, sentence: str, index: Index) -> Claim:
    """The claim in other words, with the verdict that its own citations give these words."""
    words = " ".join(sentence.split())
    if not words:
        raise UsageError("an amendment needs the new sentence")
    if words == claim.text:
        raise UsageError("that is the sentence as it stands; accept it, or write another")
    documents: dict[str, Document] = {}
    for citation in claim.citations:
        try:
            documents[citation.document] = index.document(citation.document)
        except UnknownDocument:
            continue
    # Places of explained terms are those of the old words.
    return verify(claim.model_copy(update={"text": words, "explained": ()}), documents)


def comment(records: Records, said: Said, act: Act) -> Comment:
    """Say something on an article, a claim of it, or in answer to a comment."""
    require(act.by, Right.COMMENT)
    article = records.article(said.article)
    if said.claim:
        said = said.model_copy(update={"claim": claim_key(_claim(article, said.claim))})
    thread = {one.id for one in records.comments(said.article)}
    if said.answers is not None and said.answers not in thread:
        raise UsageError(f"there is no comment {said.answers} on {said.article} to answer")
    return records.comment(said, _note("comment", act))


def known(records: Records, name: str) -> str:
    """The id of the article whose id begins so. Raises `UnknownArticle`."""
    found = records.named(name)
    if len(found) == 1 or name in found:
        return name if name in found else found[0]
    if not found:
        raise UnknownArticle(f"there is no article {name}; 'probatum review queue' lists them")
    raise UnknownArticle(f"several articles begin with {name}: {', '.join(found)}")


def _claim(article: Article, named: str) -> Claim:
    claims = {claim_key(claim): claim for claim in article.current.answer.claims()}
    found = [key for key in claims if named and key.startswith(named)]
    if not found and (later := _changed_in(article, named)):
        raise StaleEdit(
            f"{later.by} changed or struck this sentence meanwhile, in revision {later.number}; "
            "read it as it stands now"
        )
    if len(found) != 1:
        why = "several sentences begin" if found else "no sentence of this revision begins"
        keys = f"'probatum review show {article.id}' prints their keys"
        raise UsageError(f"{why} with {named or 'nothing'}; {keys}")
    return claims[found[0]]


def _changed_in(article: Article, named: str) -> Revision | None:
    """The revision that took away a sentence, of those that had it once."""
    last: Revision | None = None
    for revision in article.revisions:
        keys = (claim_key(claim) for claim in revision.answer.claims())
        if named and any(key.startswith(named) for key in keys):
            last = revision
    return article.revisions[last.number] if last and last.number < len(article.revisions) else None


def _read_last(article: Article, revision: int | None) -> None:
    if revision is not None and revision != article.current.number:
        raise StaleEdit(
            f"revision {article.current.number} is in force by now, not {revision}; read it first"
        )


def _note(action: str, act: Act, details: tuple[tuple[str, str], ...] = ()) -> Note:
    given = (("via", act.via), ("why", act.why), ("interests", act.interests))
    kept = tuple((name, text) for name, text in given if text)
    return Note(by=act.by.id, at=act.at, action=str(action), details=(*kept, *details))
