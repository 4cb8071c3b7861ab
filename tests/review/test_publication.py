"""What readers see of an article, whatever happens to it afterwards."""

from __future__ import annotations

from datetime import timedelta

from probatum.evidence.answer import Reference, Stage
from probatum.evidence.article import Article, ClaimDecision, Decision, claim_key
from probatum.evidence.document import DocumentKind, Status
from probatum.review.claims import decide, unresolved
from probatum.review.policy import Policy
from probatum.review.publication import published
from probatum.review.stages import Move, moved
from tests.review.board_by_hand import AUTHOR, EDITH, NOW, RITA, RON, act, article, claim

POLICY = Policy(approvals=2)
PUBLISHING = (
    (Move.SUBMIT, AUTHOR),
    (Move.TAKE, RITA),
    (Move.SIGN, RITA),
    (Move.SIGN, RON),
    (Move.PUBLISH, EDITH),
)


def after(start: Article, *steps: tuple[Move, object], days: int = 0) -> Article:
    for what, by in steps:
        done = act(by).model_copy(update={"at": NOW + timedelta(days=days)})  # type: ignore[arg-type]
        start = moved(start, what, done, POLICY)
    return start


def cited(status: Status) -> Article:
    one = article(claim("Drugone helps."), claim("Drugtwo helps."))
    reference = Reference(
        number=1, document="d", kind=DocumentKind.RESEARCH, title="Trial", status=status
    )
    answer = one.current.answer.model_copy(update={"references": (reference,)})
    first = one.current.model_copy(update={"answer": answer})
    return one.model_copy(update={"revisions": (first,)})


def test_nothing_is_shown_before_it_was_published_or_after_it_was_retired() -> None:
    for number in range(len(PUBLISHING)):
        assert published(after(article(), *PUBLISHING[:number])) is None
    retired = after(article(), *PUBLISHING, (Move.RETIRE, EDITH))
    assert published(retired) is None


def test_a_published_page_names_who_signed() -> None:
    page = published(after(article(), *PUBLISHING))
    assert page is not None
    assert [one.name for one in page.signed] == [RITA.name, RON.name]
    assert page.answer.review.stage is Stage.PUBLISHED
    assert "Rita Reviewer (MD), Ron Reviewer" in page.answer.review.caution


def test_while_it_is_reviewed_again_the_signed_words_stay_with_a_caution() -> None:
    again = after(
        after(article(claim("Drugone helps.")), *PUBLISHING),
        (Move.REOPEN, RON),
        (Move.TAKE, RITA),
        days=1,
    )
    key = claim_key(again.current.answer.claims()[0])
    decision = ClaimDecision(claim=key, decision=Decision.AMEND, by=RITA.id, at=NOW, why="new")
    changed = decide(again, decision, RITA, claim("Drugone harms."))
    page = published(changed)
    assert page is not None
    assert [one.text for one in page.answer.claims()] == ["Drugone helps."]
    assert "being reviewed again since 2026-03-02 (because)" in page.answer.review.caution
    new = after(changed, (Move.SIGN, RITA), (Move.SIGN, RON), (Move.PUBLISH, EDITH), days=2)
    page = published(new)
    assert page is not None
    assert [one.text for one in page.answer.claims()] == ["Drugone harms."]
    assert page.revision == 2


def test_marks_of_later_revisions_show_on_the_signed_one() -> None:
    one = after(cited(Status.CURRENT), *PUBLISHING)
    marked = cited(Status.RETRACTED).current.model_copy(update={"number": 2, "by": "watch"})
    changed = one.model_copy(update={"revisions": (*one.revisions, marked)})
    page = published(after(changed, (Move.REOPEN, RON), days=1))
    assert page is not None
    assert page.revision == 1
    assert page.answer.references[0].status is Status.RETRACTED


def test_what_cites_a_retracted_work_is_never_resolved() -> None:
    found = list(unresolved(cited(Status.RETRACTED), POLICY))
    assert [reason for _, reason in found] == ["what it cites was retracted; strike it"] * 2
    assert list(unresolved(cited(Status.SUPERSEDED), POLICY)) == []
