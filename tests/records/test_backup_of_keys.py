"""What a backup takes along of what people sign in with, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from probatum.errors import SignInRefused
from probatum.evidence.sign_in import Scope, SignInUnderWay
from probatum.records.backup import back_up, restore
from probatum.records.board import Board
from probatum.records.database import open_database
from probatum.records.sql_keys import SqlKeys
from probatum.records.sql_records import SqlRecords
from probatum.workflows.audit import audited
from probatum.workflows.inviting import invite, reset
from probatum.workflows.signing_in import Given, code_of, let_in, set_password_by_code, sign_in
from probatum.workflows.tokens import Wish, let_in_by_token, make_token
from tests.contracts.test_keys import code
from tests.contracts.test_records import note
from tests.records.databases import address_of
from tests.review.board_by_hand import NOW, OWNER, PEOPLE, RITA, act
from tests.workflows.test_signing_in import HOLDS, WORDS


def opened(address: str) -> Board:
    engine = open_database(address)
    return Board(SqlRecords(engine), SqlKeys(engine))


@pytest.fixture(params=[("sqlite", "postgresql"), ("postgresql", "sqlite")], ids=" to ".join)
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    one, other = request.param
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with (
        address_of(one, tmp_path / "one") as first,
        address_of(other, tmp_path / "other") as second,
    ):
        yield first, second


def test_passwords_tokens_and_identities_come_back_and_sessions_and_codes_do_not(
    addresses: tuple[str, str], tmp_path: Path
) -> None:
    before = opened(addresses[0])
    for person in PEOPLE:
        before.records.keep_person(person, note("add person"))
    set_password_by_code(before, invite(before, "rita", act(OWNER)), WORDS, NOW)
    session = sign_in(before, Given("rita", WORDS), NOW, HOLDS).session
    _, token = make_token(before.keys, RITA, Wish("script", frozenset({Scope.READ})), act(RITA))
    before.keys.keep_code(code("2", "ron"), note("invite"))
    before.keys.link("https://idp.example", "s1", code("2", "ron"), note("link", "ron"))
    waiting = reset(before, "ron", act(OWNER))
    leaving = SignInUnderWay(
        digest="e" * 64, nonce="n", verifier="v", onward="/", expires_at=NOW + timedelta(hours=1)
    )
    before.keys.await_back(leaving)

    file = tmp_path / "backup.jsonl"
    back_up(before.records._engine, file)  # type: ignore[attr-defined]
    written = file.read_text(encoding="utf-8")
    for secret in (WORDS, session, token, waiting):
        assert secret not in written
    after = opened(addresses[1])
    restore(after.records._engine, file)  # type: ignore[attr-defined]

    assert audited(after.records) == audited(before.records)
    assert let_in_by_token(after, token, NOW) == (RITA, frozenset({Scope.READ}))
    assert after.keys.identity("https://idp.example", "s1") == "ron"
    assert let_in(after, session, NOW, HOLDS) is None
    with pytest.raises(SignInRefused):
        code_of(after, waiting, NOW)
    assert after.keys.came_back("e" * 64) is None
    assert sign_in(after, Given("rita", WORDS), NOW, HOLDS).person == RITA
    for board in (before, after):
        board.records.close()
