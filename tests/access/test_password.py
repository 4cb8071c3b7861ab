from __future__ import annotations

import pytest

from probatum.access.password import hashed, is_right, is_weak, require_good
from probatum.errors import UsageError
from tests.review.board_by_hand import RITA

GOOD = "plum orchard under rain"


def test_a_password_is_known_again_and_another_is_not() -> None:
    kept = hashed(GOOD)
    assert kept.startswith("$argon2id$")
    assert GOOD not in kept
    assert kept != hashed(GOOD), "each has a salt of its own"
    assert is_right(GOOD, kept)
    assert not is_right(GOOD + " ", kept)
    assert not is_weak(kept)


@pytest.mark.parametrize("kept", [None, "", "no hash"])
def test_without_a_hash_no_password_is_right(kept: str | None) -> None:
    assert not is_right("of nobody at all", kept)


def test_the_same_letters_typed_on_another_keyboard_are_the_same() -> None:
    assert is_right("café au lait noir", hashed("cafe\u0301 au lait noir"))


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "at least 12"),
        ("x" * 300, "at most 256"),
        ("ababababababab", "repeats"),
        ("Password123456", "guessed"),
        ("Rita-Reviewer-2026", "guessed"),
        ("123456789012345", "guessed"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(password: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        require_good(password, RITA)


@pytest.mark.parametrize("password", [GOOD, "Tr0ub4dor&3xyz", "пароль из четырёх слов"])
def test_a_long_one_is_taken_in_any_script(password: str) -> None:
    require_good(password, RITA)
