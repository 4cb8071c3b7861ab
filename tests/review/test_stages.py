"""The way from draft to publication: what is allowed, and that nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.errors import NotAllowed
from probatum.evidence.answer import Stage
from probatum.evidence.article import Article, ClaimDecision, Decision, claim_key
from probatum.evidence.claim import Claim, Verdict
from probatum.review.claims import decide, unresolved
from probatum.review.policy import Policy, in_words
from probatum.review.stages import Move, moved, moves, review_of
from tests.review.board_by_hand import (
    AUTHOR,
    EDITH,
    NOW,
    PEOPLE,
    READER,
    RITA,
    RON,
    act,
    article,
    claim,
)

TWO = Policy(approvals=2)
ONE = Policy(approvals=1)


def under_review(*claims: Claim) -> Article:
    submitted = moved(article(*claims), Move.SUBMIT, act(AUTHOR), TWO)
    return moved(submitted, Move.TAKE, act(RITA), TWO)


def test_two_reviewers_sign_and_an_editor_publishes() -> None:
    once = moved(under_review(), Move.SIGN, act(RITA), TWO)
    assert once.stage is Stage.UNDER_REVIEW
    twice = moved(once, Move.SIGN, act(RON), TWO)
    assert twice.stage is Stage.APPROVED
    published = moved(twice, Move.PUBLISH, act(EDITH), TWO)
    assert published.stage is Stage.PUBLISHED
    assert [step.after for step in published.history] == [
        Stage.SUBMITTED,
        Stage.UNDER_REVIEW,
        Stage.APPROVED,
        Stage.PUBLISHED,
    ]


def test_the_caution_follows_the_stage_by_itself() -> None:
    assert "no person has reviewed" in review_of(article()).caution
    assert "Pending human review" in review_of(under_review()).caution
    approved = moved(under_review(), Move.SIGN, act(RITA), ONE)
    assert review_of(approved).caution == (
        "Reviewed and signed by Rita Reviewer (MD) on 2026-03-01. Review due 2027-03-01."
    )
    reopened = moved(approved, Move.REOPEN, act(RON, "PMID 1 was retracted."), ONE)
    assert "PMID 1 was retracted." in review_of(reopened).caution


def test_nobody_signs_the_same_revision_twice() -> None:
    once = moved(under_review(), Move.SIGN, act(RITA), TWO)
    with pytest.raises(NotAllowed, match="already"):
        moved(once, Move.SIGN, act(RITA), TWO)


def test_nobody_reviews_their_own_answer_whatever_their_roles() -> None:
    own = moved(article(author=EDITH), Move.SUBMIT, act(EDITH), ONE)
    with pytest.raises(NotAllowed, match="never for the author"):
        moved(own, Move.TAKE, act(EDITH), ONE)
    taken = moved(own, Move.TAKE, act(RITA), ONE)
    with pytest.raises(NotAllowed, match="never for the author"):
        moved(taken, Move.SIGN, act(EDITH), ONE)


def test_a_reopened_article_is_signed_anew() -> None:
    approved = moved(under_review(), Move.SIGN, act(RITA), ONE)
    reopened = moved(approved, Move.REOPEN, act(RON), ONE)
    taken = moved(reopened, Move.TAKE, act(RON), ONE)
    assert taken.standing_sign_offs() == ()
    assert moved(taken, Move.SIGN, act(RITA), ONE).stage is Stage.APPROVED


def test_whoever_signs_states_their_interests() -> None:
    with pytest.raises(NotAllowed, match="conflicts of interest"):
        moved(under_review(), Move.SIGN, act(RITA, interests=" "), ONE)


def test_changes_are_requested_with_a_reason() -> None:
    with pytest.raises(NotAllowed, match="reason"):
        moved(under_review(), Move.REQUEST_CHANGES, act(RITA, why=""), TWO)
    returned = moved(under_review(), Move.REQUEST_CHANGES, act(RITA, "Doses are missing."), TWO)
    assert returned.history[-1].why == "Doses are missing."
    assert moved(returned, Move.SUBMIT, act(AUTHOR), TWO).stage is Stage.SUBMITTED


def test_a_wrong_stage_is_told_with_the_right_one() -> None:
    with pytest.raises(
        NotAllowed, match="is draft cannot be moved by 'publish'; it must be approved"
    ):
        moved(article(), Move.PUBLISH, act(EDITH), TWO)


def test_moves_offers_only_what_is_possible() -> None:
    assert moves(article(), READER) == ()
    assert Move.SUBMIT in moves(article(), AUTHOR)
    assert moves(under_review(), RITA) == (Move.REQUEST_CHANGES, Move.SIGN)


@pytest.mark.parametrize("verdict", [Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.PARTLY])
def test_an_unresolved_claim_bars_approval(verdict: Verdict) -> None:
    with pytest.raises(NotAllowed, match="1 sentences are not resolved"):
        moved(under_review(claim("Drugone may help.", verdict)), Move.SIGN, act(RITA), ONE)


def decision(of: Claim, kind: Decision, by: str = RITA.id, why: str = "because") -> ClaimDecision:
    return ClaimDecision(claim=claim_key(of), decision=kind, by=by, at=NOW, why=why)


def test_a_reviewer_accepts_a_doubtful_claim_only_with_a_reason() -> None:
    doubtful = claim("Drugone may help.", Verdict.PARTLY)
    with pytest.raises(NotAllowed, match="say why"):
        decide(under_review(doubtful), decision(doubtful, Decision.ACCEPT, why=""), RITA)
    accepted = decide(under_review(doubtful), decision(doubtful, Decision.ACCEPT), RITA)
    assert list(unresolved(accepted, ONE)) == []


def test_a_contradicted_claim_cannot_be_accepted_away() -> None:
    wrong = claim("Drugone harms.", Verdict.CONTRADICTED)
    accepted = decide(under_review(wrong), decision(wrong, Decision.ACCEPT), RITA)
    assert [reason for _, reason in unresolved(accepted, ONE)] == [
        "its source contradicts it; amend or strike it"
    ]


def test_an_open_question_bars_approval_until_it_is_answered() -> None:
    good = claim("Drugone helps.")
    asked = decide(under_review(good), decision(good, Decision.ASK), RITA)
    assert [reason for _, reason in unresolved(asked, ONE)] == ["a question about it is open"]
    answered = decide(asked, decision(good, Decision.ACCEPT, RON.id), RON)
    assert list(unresolved(answered, ONE)) == []


def test_a_question_asked_again_is_open_whatever_was_accepted_before() -> None:
    good = claim("Drugone helps.")
    accepted = decide(under_review(good), decision(good, Decision.ACCEPT), RITA)
    asked = decide(accepted, decision(good, Decision.ASK, RON.id), RON)
    assert len(list(unresolved(asked, ONE))) == 1


def test_an_amended_claim_is_a_new_revision_that_voids_signatures() -> None:
    good = claim("Drugone helps.")
    signed = moved(under_review(good), Move.SIGN, act(RITA), TWO)
    amended = decide(
        signed, decision(good, Decision.AMEND, RON.id), RON, claim("Drugone may help.")
    )
    assert amended.current.number == 2
    assert [one.text for one in amended.current.answer.claims()] == ["Drugone may help."]
    assert amended.standing_sign_offs() == ()
    assert amended.revisions[0] == signed.revisions[0]


def test_a_struck_claim_is_gone_from_the_new_revision_only() -> None:
    one, two = claim("Drugone helps."), claim("Drugtwo helps.")
    struck = decide(under_review(one, two), decision(one, Decision.STRIKE), RITA)
    assert [claim.text for claim in struck.current.answer.claims()] == ["Drugtwo helps."]
    assert len(struck.revisions[0].answer.claims()) == 2


def test_a_claim_that_was_changed_meanwhile_is_told() -> None:
    gone = claim("It was never here.")
    with pytest.raises(NotAllowed, match="open the answer again"):
        decide(under_review(), decision(gone, Decision.ACCEPT), RITA)


def test_decisions_are_for_reviewers_under_review_and_for_the_author_before() -> None:
    good = claim("Drugone helps.")
    with pytest.raises(NotAllowed):
        decide(under_review(good), decision(good, Decision.STRIKE, AUTHOR.id), AUTHOR)
    with pytest.raises(NotAllowed):
        decide(article(good), decision(good, Decision.ACCEPT), RITA)
    with pytest.raises(NotAllowed, match="own answer"):
        decide(article(good), decision(good, Decision.ACCEPT, AUTHOR.id), AUTHOR)
    assert (
        decide(article(good), decision(good, Decision.STRIKE, AUTHOR.id), AUTHOR).current.number
        == 2
    )


def test_a_policy_may_ask_for_each_claim() -> None:
    strict = Policy(approvals=1, every_claim=True)
    good = claim("Drugone helps.")
    with pytest.raises(NotAllowed, match="no reviewer has accepted it"):
        moved(under_review(good), Move.SIGN, act(RITA), strict)
    accepted = decide(under_review(good), decision(good, Decision.ACCEPT), RITA)
    assert moved(accepted, Move.SIGN, act(RITA), strict).stage is Stage.APPROVED


def test_the_policy_says_its_rules_in_words() -> None:
    assert "2 reviewers other than its author" in next(in_words(TWO))
    assert any("by itself" in rule for rule in in_words(Policy(every_claim=True)))


STEPS = st.lists(
    st.tuples(
        st.sampled_from([*Move, *Decision]),
        st.sampled_from(PEOPLE),
        st.sampled_from(["", "because"]),
        st.sampled_from(["", "none"]),
        st.integers(min_value=0, max_value=2),
    ),
    max_size=25,
)
CLAIMS = st.lists(
    st.sampled_from(
        [
            claim("Drugone helps."),
            claim("It may.", Verdict.PARTLY),
            claim("No.", Verdict.CONTRADICTED),
        ]
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.text,
)


def walked(now, step, policy):  # type: ignore[no-untyped-def]
    """The article after a step, or the same when it is not allowed."""
    what, person, why, interests, which = step
    try:
        if isinstance(what, Move):
            return moved(now, what, act(person, why, interests), policy)
        here = now.current.answer.claims()
        of = here[which % len(here)] if here else claim("gone")
        new = claim(f"Amended {len(now.revisions)}.")
        return decide(now, decision(of, what, person.id, why), person, new)
    except NotAllowed:
        return now


@given(CLAIMS, STEPS, st.lists(st.integers(min_value=1, max_value=4), min_size=25, max_size=25))
def test_nothing_is_approved_or_published_against_the_rules_of_that_moment(
    claims, steps, approvals
) -> None:  # type: ignore[no-untyped-def]
    now = article(*claims)
    for step, asked in zip(steps, approvals, strict=False):
        policy = Policy(version=asked, approvals=asked)
        before, now = now, walked(now, step, policy)
        reached = now.stage is not before.stage and now.stage in {Stage.APPROVED, Stage.PUBLISHED}
        if reached:
            signed = now.standing_sign_offs()
            assert len({one.by for one in signed} - {now.author}) >= asked
            assert not list(unresolved(now, policy))
        if now.stage is Stage.APPROVED and reached:
            assert now.sign_offs[-1].policy == asked, "a signature names its rules"


@given(CLAIMS, STEPS, st.integers(min_value=1, max_value=3), st.sampled_from(PEOPLE))
def test_no_path_reaches_approval_without_what_the_policy_asks(
    claims, steps, approvals, author
) -> None:  # type: ignore[no-untyped-def]
    policy = Policy(approvals=approvals)
    now = article(*claims, author=author)
    for step in steps:
        before, now = now, walked(now, step, policy)
        assert now.history[: len(before.history)] == before.history
        assert now.revisions[: len(before.revisions)] == before.revisions
        if now.stage in {Stage.APPROVED, Stage.PUBLISHED}:
            signers = {one.by for one in now.standing_sign_offs()}
            assert len(signers) >= approvals
            assert now.author not in signers
            assert all(one.interests for one in now.standing_sign_offs())
            assert not list(unresolved(now, policy))
