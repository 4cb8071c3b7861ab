"""Who may open what: every address of the page with every role, and nothing of it told to others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.routing import Mount
from starlette.testclient import TestClient

from probatum.evidence.answer import Stage
from probatum.evidence.article import Person
from probatum.evidence.audit import fault_in
from probatum.evidence.sign_in import Scope
from probatum.interfaces.web.app import DOORS
from probatum.interfaces.web.entrance import Door
from probatum.records.records import Note
from probatum.review.rights import Right
from probatum.review.stages import Move
from probatum.settings import Settings, settings
from probatum.wiring import board
from probatum.workflows.audit import audited
from probatum.workflows.review import move
from probatum.workflows.tokens import Wish, make_token
from tests.interfaces.web.conftest import text_of
from tests.interfaces.web.signed_in import app_of, send, token_in, visiting, with_people
from tests.records.databases import address_of
from tests.review.board_by_hand import AUTHOR, NOW, OWNER, READER, RITA, act, article

READERS = {"rob", "ann", "rita", "edith", "olga"}
PART = {"ann", "rita", "edith", "olga"}
EDITORS, OWNERS = {"edith", "olga"}, {"olga"}
ALL = READERS | {"none", ""}
"""By name, one of each role; `none` has no role, and "" is not signed in."""
MATRIX = {
    "GET /": READERS,
    "POST /ask": READERS,
    "GET /asking/{run}": READERS,
    "POST /asking/{run}/cancel": READERS,
    "POST /asking/{run}/enough": READERS,
    "GET /asking/{run}/events": READERS,
    "GET /answers": READERS,
    "GET /answers/{name}": READERS,
    "GET /answers/{name}/forget": PART,
    "POST /answers/{name}/forget": PART,
    "GET /answers/{name}/evidence/{number:int}": READERS,
    "GET /answers/{name}/export/{form}": READERS,
    "GET /library": READERS,
    "GET /library/lacking": READERS,
    "GET /library/documents/{name:path}": READERS,
    "GET /library/add": READERS,
    "POST /library/add": EDITORS,
    "GET /check": READERS,
    "POST /check": READERS,
    "GET /articles": ALL,
    "GET /articles/{slug}": ALL,
    "GET /articles/{slug}/evidence/{number:int}": ALL,
    "GET /articles/{slug}/{file}": ALL,
    "GET /policy": ALL,
    "GET /disclaimer": ALL,
    "GET /feed.xml": ALL,
    "GET /sitemap.xml": ALL,
    "GET /robots.txt": ALL,
    "GET /topics": READERS,
    "GET /topics/{slug}": READERS,
    "GET /sign-in": ALL,
    "POST /sign-in": ALL,
    "POST /sign-in/provider": ALL,
    "GET /sign-in/provider/back": ALL,
    "POST /sign-out": ALL,
    "GET /join": ALL,
    "POST /join": ALL,
    "GET /account": READERS,
    "POST /account/name": READERS,
    "POST /account/password": READERS,
    "POST /account/tokens": READERS,
    "POST /account/tokens/{name}/revoke": READERS,
    "POST /account/sign-out-everywhere": READERS,
    "GET /board": PART,
    "POST /board/hand-in": PART,
    "GET /board/policy": PART,
    "POST /board/policy": OWNERS,
    "GET /board/people": OWNERS,
    "POST /board/people": OWNERS,
    "GET /board/people/{name}": OWNERS,
    "POST /board/people/{name}/name": OWNERS,
    "POST /board/people/{name}/roles": OWNERS,
    "POST /board/people/{name}/invite": OWNERS,
    "POST /board/people/{name}/reset": OWNERS,
    "POST /board/people/{name}/sign-out": OWNERS,
    "POST /board/people/{name}/tokens": OWNERS,
    "POST /board/people/{name}/tokens/{token}/revoke": OWNERS,
    "POST /board/people/{name}/close": OWNERS,
    "GET /board/summaries": PART,
    "POST /board/summaries": PART,
    "POST /board/{name}/source": EDITORS,
    "GET /board/{name}": PART,
    "GET /board/{name}/evidence/{number:int}": PART,
    "GET /board/{name}/difference": PART,
    "POST /board/{name}/decide": PART,
    "POST /board/{name}/comment": PART,
    "POST /board/{name}/move": PART,
    "POST /board/{name}/reviewers": PART,
    "POST /board/{name}/due": PART,
}
"""Who passes the door. What they may do behind it, with this article at this stage, the rules of
review say: see ``tests/journeys/test_roles.py``."""
EXAMPLES = {
    "{kind}": "references",
    "{token}": "0" * 12,
    "{number:int}": "1",
    "{form}": "ris",
    "{name:path}": "nothing",
}


def addresses() -> list[str]:
    return [f"{method} {door.path}" for door in DOORS for method in sorted(door.methods - {"HEAD"})]


def example(path: str, name: str = "0" * 12) -> str:
    for part, given in EXAMPLES.items():
        path = path.replace(part, given)
    for part in ("{name}", "{run}", "{slug}"):
        path = path.replace(part, name)
    return path


@pytest.fixture(scope="module")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    folder = tmp_path_factory.mktemp("rights")
    usual = settings(folder / "library")
    places = usual.model_copy(update={"library_was_named": False, "cache": folder / "cache"})
    peopled = with_people(places)
    with board(peopled) as opened:
        nobody = Person(id="none", name="Nobody", roles=frozenset())
        opened.records.keep_person(nobody, Note(by="operator", at=NOW, action="add person"))
    app = app_of(peopled)
    with ExitStack() as stack:
        yield {name: stack.enter_context(visiting(app, name)) for name in ALL}


def test_every_address_is_in_the_matrix_and_is_a_door():
    assert addresses() == list(dict.fromkeys(addresses())), "one door to an address"
    assert set(addresses()) == set(MATRIX)
    assert all(isinstance(door, Door) for door in DOORS)


def test_the_application_has_no_other_way_in(places: Settings):
    app = app_of(places)
    routes = app._app.routes  # type: ignore[attr-defined]
    others = [route for route in routes if not isinstance(route, Door)]
    assert [type(other) for other in others] == [Mount]
    assert others[0].path == "/static"


@pytest.mark.parametrize("address", list(MATRIX))
def test_only_those_it_is_for_pass(browsers: dict[str, TestClient], address: str):
    method, path = address.split(" ")
    passed = set()
    for name, client in browsers.items():
        # Whoever is signed in sends a form that is not of ours: it stops behind the door.
        answer = client.request(method, example(path), follow_redirects=False)
        assert answer.status_code < 500 or answer.status_code == 502, (name, answer.text)
        led = answer.headers.get("location", "").startswith("/sign-in?onward")
        if not led and answer.status_code != 403 and "Sign in · Probatum" not in answer.text:
            passed.add(name)
    if path.startswith(("/sign-in", "/sign-out")):
        passed |= {""}  # that page is what is asked for
    assert passed == MATRIX[address]


@pytest.mark.parametrize("address", [one for one in MATRIX if "{name}" in one and "board" in one])
@pytest.mark.parametrize("name", ["", "none", "rob"])
def test_others_do_not_learn_what_is_under_review(
    browsers: dict[str, TestClient], address: str, name: str
):
    method, path = address.split(" ")
    client = browsers[name]
    records = client.app._app.state.desk.records()  # type: ignore[attr-defined]
    if not records.named("kept-here"):
        kept = article().model_copy(update={"id": "kept-here"})
        records.begin(kept, Note(by=AUTHOR.id, at=NOW, action="submit"))
    told = []
    for which in ("kept-here", "not-there"):
        answer = client.request(method, example(path, which), follow_redirects=False)
        shown = answer.text.replace(which, "…")
        where = answer.headers.get("location", "").replace(which, "…")
        told.append((answer.status_code, where, shown))
    assert told[0] == told[1]
    assert told[0][0] in {303, 401, 403}


@pytest.mark.parametrize("scope", list(Scope))
def test_a_token_passes_what_its_scope_and_its_person_may(
    browsers: dict[str, TestClient], scope: Scope
):
    client = browsers[""]
    keys = client.app._app.state.desk.board().keys  # type: ignore[attr-defined]
    passing = {
        Scope.READ: {Right.READ, Right.READ_ARTICLES, None},
        Scope.ASK: {Right.READ, Right.READ_ARTICLES, Right.ASK, None},
        Scope.LIBRARY: {Right.READ, Right.READ_ARTICLES, Right.ADD, None},
        Scope.BOARD: {Right.SEE, Right.COMMENT, None},
    }
    for person in (OWNER, READER):
        wish = Wish("script", frozenset({scope}), timedelta(days=365))
        made = act(person).model_copy(
            update={"at": __import__("datetime").datetime.now(NOW.tzinfo)}
        )
        _, text = make_token(keys, person, wish, made)
        for door in DOORS:
            method = min(door.methods - {"HEAD"})
            if "events" in door.path:
                continue
            answer = client.request(
                method, example(door.path), headers={"authorization": f"Bearer {text}"},
                follow_redirects=False,
            )  # fmt: skip
            refused = answer.status_code == 403
            expected = door.right in passing[scope]
            if person is READER and door.right in {Right.ADD, Right.SEE, Right.COMMENT}:
                expected = False
            assert refused is not expected, (person.id, door.path, answer.status_code)


@pytest.mark.parametrize("name", ["", "none", "rob", "ann", "rita", "edith"])
def test_others_do_not_learn_who_is_of_the_board(browsers: dict[str, TestClient], name: str):
    told = []
    for which in ("olga", "nobody-here"):
        for address in ("/board/people/{}", "/board/people/{}/reset"):
            method = "GET" if address.endswith("{}") else "POST"
            answer = browsers[name].request(method, address.format(which), follow_redirects=False)
            where = answer.headers.get("location", "").replace(which, "…")
            told.append((method, answer.status_code, where, answer.text.replace(which, "…")))
    assert told[:2] == told[2:]
    assert {status for _, status, _, _ in told} <= {303, 401, 403}


def test_a_role_that_was_taken_away_is_gone_with_the_next_click(browsers: dict[str, TestClient]):
    client = browsers["ann"]
    records = client.app._app.state.desk.records()  # type: ignore[attr-defined]
    assert client.get("/board").status_code == 200
    without = AUTHOR.model_copy(update={"roles": frozenset()})
    records.keep_person(without, Note(by="operator", at=NOW, action="give roles"))
    refused = client.get("/board")
    records.keep_person(AUTHOR, Note(by="operator", at=NOW, action="give roles"))
    assert refused.status_code == 403
    assert "is for: author, editor, owner, reviewer" in text_of(refused.text)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_reviewers_at_once_lose_no_comment_and_no_stage(
    places: Settings, tmp_path: Path, kind: str
):
    (tmp_path / "database").mkdir()
    with ExitStack() as stack:
        address = stack.enter_context(address_of(kind, tmp_path / "database"))
        peopled = with_people(places.model_copy(update={"records": SecretStr(address)}))
        with board(peopled) as opened:
            opened.records.begin(article(), Note(by=AUTHOR.id, at=NOW, action="begin"))
            move(opened.records, "a1", Move.SUBMIT, act(AUTHOR))
            move(opened.records, "a1", Move.TAKE, act(RITA))
        app = app_of(peopled)
        rita, ron = (stack.enter_context(visiting(app, name)) for name in ("rita", "ron"))
        tokens = {id(one): token_in(one.get("/board/a1").text) for one in (rita, ron)}

        def say(number: int) -> int:
            client = (rita, ron)[number % 2]
            said = {"form": tokens[id(client)], "text": f"comment {number}"}
            posted = client.post("/board/a1/comment", data=said, follow_redirects=False)
            return posted.status_code

        def sign(client: TestClient) -> int:
            return send(
                client, "/board/a1/move", "/board/a1", move="sign", revision="1", interests="none"
            ).status_code

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(say, range(24))) == {303}
            assert set(pool.map(sign, (rita, ron))) == {303}
        with board(peopled) as opened:
            kept = {one.text for one in opened.records.comments("a1")}
            assert kept == {f"comment {number}" for number in range(24)}
            after = opened.records.article("a1")
            assert after.stage is Stage.APPROVED
            assert {one.by for one in after.sign_offs} == {"rita", "ron"}
            assert fault_in(opened.records.entries()) is None
            assert audited(opened.records).entries == opened.records.head()
