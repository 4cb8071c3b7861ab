"""Signing in, out, and by one-time codes, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from probatum.access.lifetimes import ATTEMPTS_OF_A_NAME, Lifetimes
from probatum.errors import NotAllowed, SignInRefused, TooManyAttempts, UsageError
from probatum.evidence.sign_in import Scope
from probatum.records.board import Board
from probatum.records.database import open_database
from probatum.records.sql_keys import SqlKeys
from probatum.records.sql_records import SqlRecords
from probatum.workflows.audit import audited
from probatum.workflows.inviting import invite, reset
from probatum.workflows.signing_in import (
    Given,
    change_password,
    code_of,
    let_in,
    set_password_by_code,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from probatum.workflows.tokens import Wish, let_in_by_token, make_token, revoke_token
from tests.contracts.test_records import note
from tests.review.board_by_hand import NOW, OWNER, PEOPLE, RITA, RON, act

WORDS, OTHER = "plum orchard under rain", "seven grey geese walking"
HOLDS = Lifetimes(idle=timedelta(minutes=30), longest=timedelta(hours=8))


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    engine = open_database(f"sqlite:///{tmp_path / 'records.sqlite'}")
    board = Board(SqlRecords(engine), SqlKeys(engine))
    for person in PEOPLE:
        board.records.keep_person(person, note("add person"))
    yield board
    assert audited(board.records).entries == board.records.head()
    stored = (tmp_path / "records.sqlite").read_bytes()
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    stored += (tmp_path / "records.sqlite").read_bytes()
    engine.dispose()
    assert WORDS.encode() not in stored
    assert OTHER.encode() not in stored


@pytest.fixture
def joined(board: Board) -> Board:
    set_password_by_code(board, invite(board, "rita", act(OWNER)), WORDS, NOW)
    return board


def actions(board: Board) -> list[tuple[str, str, str]]:
    return [(one.by, one.action, one.subject) for one in board.records.entries()][len(PEOPLE) :]


def test_an_invitation_lets_a_person_set_a_password_and_sign_in(board: Board) -> None:
    code = invite(board, "rita", act(OWNER))
    assert code_of(board, code, NOW)[1] == RITA
    set_password_by_code(board, f" {code}\n", WORDS, NOW)
    came = sign_in(board, Given(" Rita ", WORDS), NOW, HOLDS)
    assert came.person == RITA
    assert let_in(board, came.session, NOW, HOLDS) == RITA
    assert actions(board) == [
        ("olga", "invite", "person rita"),
        ("rita", "set password", "person rita"),
        ("rita", "sign in", "person rita"),
    ]
    with pytest.raises(SignInRefused):
        set_password_by_code(board, code, OTHER, NOW)


def test_only_an_owner_invites_and_only_those_who_are_there(board: Board) -> None:
    with pytest.raises(NotAllowed):
        invite(board, "rita", act(RON))
    with pytest.raises(NotAllowed):
        reset(board, "rita", act(RON))


def test_a_code_is_too_old_after_its_time_and_a_poor_password_does_not_use_it_up(board: Board):
    code = invite(board, "rita", act(OWNER), timedelta(days=1))
    with pytest.raises(UsageError):
        set_password_by_code(board, code, "short", NOW)
    with pytest.raises(SignInRefused, match="too old"):
        set_password_by_code(board, code, WORDS, NOW + timedelta(days=1))
    set_password_by_code(board, code, WORDS, NOW + timedelta(hours=23))


def test_who_has_a_password_is_reset_and_never_invited(joined: Board) -> None:
    with pytest.raises(NotAllowed, match="reset"):
        invite(joined, "rita", act(OWNER))
    here = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    code = reset(joined, "rita", act(OWNER))
    assert let_in(joined, here, NOW, HOLDS) == RITA, "until the code is used"
    set_password_by_code(joined, code, OTHER, NOW)
    assert let_in(joined, here, NOW, HOLDS) is None
    with pytest.raises(SignInRefused):
        sign_in(joined, Given("rita", WORDS), NOW, HOLDS)
    sign_in(joined, Given("rita", OTHER), NOW, HOLDS)


@pytest.mark.parametrize("name", ["rita", "nobody", "ron", "", "x" * 5000])
def test_what_is_wrong_is_refused_in_the_same_words(joined: Board, name: str) -> None:
    with pytest.raises(SignInRefused, match=r"^name or password is wrong$"):
        sign_in(joined, Given(name, "a wrong password"), NOW, HOLDS)
    (_, action, subject) = actions(joined)[-1]
    known = name in {person.id for person in PEOPLE}
    assert action == "sign-in refused"
    assert subject == (f"person {name}" if known else "an unknown name")


@pytest.mark.parametrize("name", ["rita", "nobody"])
def test_after_too_many_attempts_even_the_right_password_waits(joined: Board, name: str) -> None:
    for _ in range(ATTEMPTS_OF_A_NAME):
        with pytest.raises(SignInRefused, match="wrong"):
            sign_in(joined, Given(name, "a wrong password"), NOW, HOLDS)
    with pytest.raises(TooManyAttempts, match="15 minutes"):
        sign_in(joined, Given(name, WORDS), NOW, HOLDS)
    if name == "rita":
        sign_in(joined, Given(name, WORDS), NOW + timedelta(minutes=16), HOLDS)


def test_one_address_cannot_try_many_names_for_ever(joined: Board, monkeypatch) -> None:
    monkeypatch.setattr("probatum.access.lifetimes.ATTEMPTS_OF_AN_ADDRESS", 5)
    monkeypatch.setattr("probatum.access.password.is_right", lambda given, kept: False)
    for number in range(5):
        with pytest.raises(SignInRefused, match="wrong"):
            sign_in(joined, Given(f"guess{number}", "wrong", "10.1.2.3"), NOW, HOLDS)
    with pytest.raises(TooManyAttempts):
        sign_in(joined, Given("rita", WORDS, "10.1.2.3"), NOW, HOLDS)
    monkeypatch.undo()
    sign_in(joined, Given("rita", WORDS, "10.9.9.9"), NOW, HOLDS)


def test_a_success_begins_the_count_anew(joined: Board) -> None:
    for _ in range(3):
        for _ in range(ATTEMPTS_OF_A_NAME - 1):
            with pytest.raises(SignInRefused):
                sign_in(joined, Given("rita", "a wrong password"), NOW, HOLDS)
        sign_in(joined, Given("rita", WORDS), NOW, HOLDS)


def test_a_flood_of_names_does_not_fill_the_log(joined: Board, monkeypatch) -> None:
    monkeypatch.setattr("probatum.access.lifetimes.ATTEMPTS_IN_ALL", 5)
    monkeypatch.setattr("probatum.access.password.is_right", lambda given, kept: False)
    before = joined.records.head()
    for number in range(9):
        with pytest.raises(SignInRefused):
            sign_in(joined, Given(f"guess{number}", "wrong"), NOW, HOLDS)
    assert joined.records.head() == before + 5


def test_a_session_ends_unused_and_in_any_case(joined: Board) -> None:
    session = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    at = NOW
    while at < NOW + timedelta(hours=8) - timedelta(minutes=29):
        at += timedelta(minutes=29)
        assert let_in(joined, session, at, HOLDS) == RITA
    assert let_in(joined, session, NOW + timedelta(hours=8), HOLDS) is None
    other = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    assert let_in(joined, other, NOW + timedelta(minutes=30), HOLDS) is None


def test_a_session_that_was_ended_lets_nobody_in(joined: Board) -> None:
    one = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    two = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    assert one != two
    sign_out(joined.keys, one, RITA, NOW)
    assert let_in(joined, one, NOW, HOLDS) is None
    assert let_in(joined, two, NOW, HOLDS) == RITA
    assert sign_out_everywhere(joined.keys, "rita", act(OWNER)) == 1
    assert let_in(joined, two, NOW, HOLDS) is None
    assert let_in(joined, "made up", NOW, HOLDS) is None


def test_roles_are_those_of_today_in_a_session_of_yesterday(joined: Board) -> None:
    session = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    joined.records.keep_person(RITA.model_copy(update={"roles": frozenset()}), note("give roles"))
    found = let_in(joined, session, NOW, HOLDS)
    assert found is not None
    assert found.roles == frozenset()


def test_a_password_is_changed_by_who_knows_it(joined: Board) -> None:
    session = sign_in(joined, Given("rita", WORDS), NOW, HOLDS).session
    with pytest.raises(SignInRefused):
        change_password(joined.keys, RITA, "a wrong password", OTHER, NOW)
    with pytest.raises(UsageError):
        change_password(joined.keys, RITA, WORDS, "short", NOW)
    assert let_in(joined, session, NOW, HOLDS) == RITA
    change_password(joined.keys, RITA, WORDS, OTHER, NOW)
    assert let_in(joined, session, NOW, HOLDS) is None
    sign_in(joined, Given("rita", OTHER), NOW, HOLDS)


def test_a_token_lets_a_program_in_until_it_is_revoked_or_too_old(joined: Board) -> None:
    wish = Wish("nightly export", frozenset({Scope.READ}), timedelta(days=30))
    token, shown = make_token(joined.keys, RITA, wish, act(RITA))
    assert shown.startswith(f"probatum_{token.id}_")
    assert let_in_by_token(joined, shown, NOW) == (RITA, frozenset({Scope.READ}))
    for wrong in ("", "nonsense", shown[:-1], shown[:-1] + "~", f"probatum_{'0' * 12}_{'a' * 43}"):
        with pytest.raises(SignInRefused):
            let_in_by_token(joined, wrong, NOW)
    with pytest.raises(SignInRefused):
        let_in_by_token(joined, shown, NOW + timedelta(days=30))
    revoke_token(joined.keys, token.id, RITA, act(RITA))
    with pytest.raises(SignInRefused):
        let_in_by_token(joined, shown, NOW)
    assert [action for _, action, _ in actions(joined)][-2:] == ["make token", "revoke token"]


def test_tokens_are_ones_own_or_an_owners_to_make(joined: Board) -> None:
    wish = Wish("script", frozenset({Scope.READ}))
    with pytest.raises(NotAllowed):
        make_token(joined.keys, RITA, wish, act(RON))
    token, _ = make_token(joined.keys, RITA, wish, act(OWNER))
    with pytest.raises(NotAllowed):
        revoke_token(joined.keys, token.id, RITA, act(RON))
    with pytest.raises(UsageError):
        revoke_token(joined.keys, token.id, RON, act(RON))


@pytest.mark.parametrize(
    "wish",
    [
        Wish(" ", frozenset({Scope.READ})),
        Wish("script", frozenset()),
        Wish("script", frozenset({Scope.READ}), timedelta(days=400)),
        Wish("script", frozenset({Scope.READ}), timedelta(0)),
    ],
    ids=["no name", "no scope", "too long", "no time"],
)
def test_a_token_without_name_scope_or_end_is_not_made(joined: Board, wish: Wish) -> None:
    with pytest.raises(UsageError):
        make_token(joined.keys, RITA, wish, act(RITA))
