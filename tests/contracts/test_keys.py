"""What every database must do with what people sign in with."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from probatum.errors import SignInRefused
from probatum.evidence.audit import fault_in
from probatum.evidence.sign_in import (
    OneTimeCode,
    Purpose,
    Scope,
    Session,
    SignInUnderWay,
    Token,
)
from probatum.records.board import Board
from probatum.records.database import open_database
from probatum.records.sql_keys import SqlKeys
from probatum.records.sql_records import SqlRecords
from tests.contracts.test_records import note
from tests.records.databases import address_of
from tests.review.board_by_hand import NOW, PEOPLE

LATER = NOW + timedelta(hours=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with address_of(request.param, tmp_path) as address:
        engine = open_database(address)
        yield engine
        engine.dispose()


@pytest.fixture
def board(engine: Engine) -> Board:
    board = Board(SqlRecords(engine), SqlKeys(engine))
    for person in PEOPLE:
        board.records.keep_person(person, note("add person"))
    return board


def code(digit: str = "1", person: str = "rita") -> OneTimeCode:
    return OneTimeCode(
        digest=digit * 64, purpose=Purpose.INVITATION, person=person,
        made_by="operator", made_at=NOW, expires_at=LATER,
    )  # fmt: skip


def session(digit: str = "a", person: str = "rita") -> Session:
    return Session(
        digest=digit * 64, person=person, via="password",
        begun_at=NOW, seen_at=NOW, expires_at=LATER,
    )  # fmt: skip


def token(name: str = "0123456789ab") -> Token:
    return Token(
        id=name, digest="c" * 64, person="rita", name="a script",
        scopes=frozenset({Scope.READ}), made_at=NOW, expires_at=LATER,
    )  # fmt: skip


def test_nobody_can_sign_in_before_somebody_is_invited(board: Board) -> None:
    assert not board.keys.any()
    board.keys.keep_code(code(), note("invite"))
    assert board.keys.any()
    assert board.keys.password("rita") is None
    assert board.keys.password("nobody") is None


def test_a_code_sets_a_password_once_and_another_takes_its_place(board: Board) -> None:
    board.keys.keep_code(code("1"), note("invite"))
    board.keys.keep_code(code("2"), note("invite"))
    assert board.keys.code("1" * 64) is None
    assert board.keys.code("2" * 64) == code("2")
    board.keys.use_code(code("2"), "hash", note("set password", "rita"))
    assert board.keys.password("rita") == "hash"
    with pytest.raises(SignInRefused, match="used already"):
        board.keys.use_code(code("2"), "other", note("set password", "rita"))
    assert board.keys.password("rita") == "hash"


def test_of_two_who_use_a_code_at_once_one_is_refused(board: Board) -> None:
    board.keys.keep_code(code(), note("invite"))

    def use(number: int) -> bool:
        try:
            board.keys.use_code(code(), f"hash {number}", note("set password", "rita"))
        except SignInRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(use, range(4))) == 1


def test_a_new_password_ends_sessions_and_codes_of_that_person_alone(board: Board) -> None:
    board.keys.begin_session(session("a"), note("sign in", "rita"))
    board.keys.begin_session(session("b", "ron"), note("sign in", "ron"))
    board.keys.keep_code(code("1"), note("reset"))
    board.keys.keep_code(code("2", "ron"), note("reset"))
    board.keys.keep_password("rita", "hash", note("set password", "rita"))
    assert board.keys.session("a" * 64) is None
    assert board.keys.session("b" * 64) == session("b", "ron")
    assert board.keys.code("1" * 64) is None
    assert board.keys.code("2" * 64) is not None
    board.keys.renew_hash("ron", "hash", note("renew", "ron"))
    assert board.keys.session("b" * 64) is not None


def test_sessions_are_seen_ended_and_forgotten_when_they_expired(board: Board) -> None:
    board.keys.begin_session(session("a"), note("sign in", "rita"))
    board.keys.see_session("a" * 64, NOW + timedelta(minutes=5))
    found = board.keys.session("a" * 64)
    assert found is not None
    assert found.seen_at == NOW + timedelta(minutes=5)
    late = session("b").model_copy(
        update={"begun_at": LATER + timedelta(hours=1), "expires_at": LATER + timedelta(hours=2)}
    )
    board.keys.begin_session(late, note("sign in", "rita"))
    assert board.keys.session("a" * 64) is None
    board.keys.end_session("b" * 64, note("sign out", "rita"))
    assert board.keys.session("b" * 64) is None
    for digit in "cd":
        board.keys.begin_session(session(digit), note("sign in", "rita"))
    assert board.keys.end_sessions("rita", note("end sessions", "operator")) == 2


def test_sessions_are_listed_by_person_the_last_used_first(board: Board) -> None:
    for digit, person in (("a", "rita"), ("b", "rita"), ("c", "ron")):
        board.keys.begin_session(session(digit, person), note("sign in", person))
    board.keys.see_session("b" * 64, NOW + timedelta(minutes=5))
    assert [one.digest[0] for one in board.keys.sessions("rita")] == ["b", "a"]
    assert list(board.keys.sessions("nobody")) == []


def test_of_whoever_leaves_sessions_and_codes_end(board: Board) -> None:
    for digit, person in (("a", "rita"), ("b", "ron")):
        board.keys.begin_session(session(digit, person), note("sign in", person))
    board.keys.keep_code(code("1"), note("reset"))
    board.keys.keep_password("ron", "hash", note("set password", "ron"))
    board.records.part_with("rita", note("close account", "olga"))
    assert list(board.keys.sessions("rita")) == []
    assert board.keys.code("1" * 64) is None
    assert board.keys.password("rita") is None
    assert board.records.person("ron") is not None


def test_attempts_are_all_counted_even_at_once(board: Board) -> None:
    since = NOW - timedelta(minutes=15)

    def attempt(_: int) -> bool:
        return board.keys.try_once("9" * 64, NOW, since, 10)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(30))) == 10
    assert board.keys.try_once("8" * 64, NOW, since, 10), "another is not held up"
    assert board.keys.try_once("9" * 64, NOW + timedelta(hours=1), NOW + timedelta(minutes=45), 10)
    board.keys.forget_attempts("8" * 64)


def test_tokens_are_listed_seen_and_revoked(board: Board) -> None:
    board.keys.keep_token(token(), note("make token"))
    assert board.keys.token("0123456789ab") == token()
    board.keys.see_token("0123456789ab", NOW)
    board.keys.revoke_token("0123456789ab", LATER, note("revoke token"))
    (found,) = board.keys.tokens("rita")
    assert (found.used_at, found.revoked_at) == (NOW, LATER)
    assert board.keys.token("ffffffffffff") is None
    assert list(board.records.altered()) == []


def test_an_identity_is_linked_by_a_code_once(board: Board) -> None:
    board.keys.keep_code(code(), note("invite"))
    board.keys.link("https://idp.example", "s1", code(), note("link", "rita"))
    assert board.keys.identity("https://idp.example", "s1") == "rita"
    assert board.keys.identity("https://other.example", "s1") is None
    with pytest.raises(SignInRefused):
        board.keys.link("https://idp.example", "s2", code(), note("link", "rita"))
    board.keys.keep_code(code("2", "ron"), note("invite"))
    with pytest.raises(SignInRefused, match="somebody here already"):
        board.keys.link("https://idp.example", "s1", code("2", "ron"), note("link", "ron"))
    assert board.keys.code("2" * 64) is not None, "what failed uses nothing up"


def test_nobody_comes_back_from_a_provider_twice(board: Board) -> None:
    waiting = SignInUnderWay(digest="e" * 64, nonce="n", verifier="v", onward="/", expires_at=LATER)
    board.keys.await_back(waiting)
    assert board.keys.came_back("e" * 64) == waiting
    assert board.keys.came_back("e" * 64) is None


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        ("UPDATE people SET password = 'mine' WHERE id = 'rita'", "password rita"),
        ("UPDATE people SET password = 'mine' WHERE id = 'ron'", "password ron"),
        ("UPDATE tokens SET scopes = '[\"board\"]'", "token 0123456789ab"),
        ("UPDATE tokens SET revoked_at = NULL", "token 0123456789ab"),
        ("UPDATE identities SET person = 'olga'", "identity"),
    ],
    ids=["password changed", "password planted", "scopes", "revocation", "identity"],
)
def test_a_key_changed_behind_the_log_is_named(
    board: Board, engine: Engine, statement: str, subject: str
) -> None:
    board.keys.keep_password("rita", "hash", note("set password", "rita"))
    board.keys.keep_token(token(), note("make token"))
    board.keys.revoke_token("0123456789ab", LATER, note("revoke token"))
    board.keys.keep_code(code(), note("invite"))
    board.keys.link("https://idp.example", "s1", code(), note("link", "rita"))
    assert list(board.records.altered()) == []
    with engine.begin() as connection:
        connection.execute(text(statement))
    (found,) = board.records.altered()
    assert found.subject.startswith(subject)
    assert fault_in(board.records.entries()) is None
