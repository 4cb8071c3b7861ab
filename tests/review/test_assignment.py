"""Who is asked for a review, and by when."""

from __future__ import annotations

from datetime import date

import pytest

from probatum.errors import NotAllowed
from probatum.review.assignment import assigned, due, released
from probatum.review.policy import Policy
from probatum.review.stages import Move, moved
from tests.review.board_by_hand import AUTHOR, EDITH, READER, RITA, RON, act, article

ONE = Policy(approvals=1)


def approved():  # type: ignore[no-untyped-def]
    now = article()
    for move, by in ((Move.SUBMIT, AUTHOR), (Move.TAKE, RITA), (Move.SIGN, RITA)):
        now = moved(now, move, act(by), ONE)
    return now


def test_an_editor_asks_reviewers_and_a_reviewer_puts_themselves_down() -> None:
    asked = assigned(article(), RITA, act(EDITH))
    assert assigned(asked, RON, act(RON)).assigned == ("rita", "ron")
    assert released(asked, RITA, act(RITA)).assigned == ()


def test_whoever_takes_an_article_is_asked_for_it() -> None:
    submitted = moved(article(), Move.SUBMIT, act(AUTHOR), ONE)
    assert moved(submitted, Move.TAKE, act(RITA), ONE).assigned == ("rita",)


@pytest.mark.parametrize(
    ("person", "by", "words"),
    [
        (RON, RITA, "ask for yourself"),
        (READER, EDITH, "does not review"),
        (AUTHOR, EDITH, "does not review"),
        (READER, READER, "owner or editor"),
    ],
    ids=["another", "a reader", "the author", "oneself without a role"],
)
def test_others_are_not_asked(person, by, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotAllowed, match=words):
        assigned(article(), person, act(by))


def test_nobody_is_asked_to_review_their_own_answer() -> None:
    with pytest.raises(NotAllowed, match="of their own"):
        assigned(article(author=RITA), RITA, act(EDITH))


def test_a_review_may_be_due_sooner_and_never_later_than_the_policy_says() -> None:
    assert due(approved(), date(2026, 9, 1), act(EDITH), ONE).review_due == date(2026, 9, 1)
    for wrong in (date(2026, 3, 1), date(2027, 3, 2)):
        with pytest.raises(NotAllowed, match="not after 2027-03-01"):
            due(approved(), wrong, act(EDITH), ONE)
    with pytest.raises(NotAllowed, match="owner or editor"):
        due(approved(), date(2026, 9, 1), act(RITA), ONE)
    with pytest.raises(NotAllowed, match="approve it first"):
        due(article(), date(2026, 9, 1), act(EDITH), ONE)
