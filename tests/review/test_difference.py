"""The difference between two wordings, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probatum.review.difference import Change, Piece, difference


def test_changed_words_are_named() -> None:
    assert difference("Give 5 mg daily.", "Give 2.5 mg daily.") == (
        Piece(Change.SAME, "Give "),
        Piece(Change.REMOVED, "5"),
        Piece(Change.ADDED, "2.5"),
        Piece(Change.SAME, " mg daily."),
    )


def test_a_dropped_not_is_seen() -> None:
    removed = [
        piece.text
        for piece in difference("It is not safe.", "It is safe.")
        if piece.change is Change.REMOVED
    ]
    assert "".join(removed).strip() == "not"


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after
