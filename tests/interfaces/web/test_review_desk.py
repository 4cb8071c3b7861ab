"""The review desk, with the people of a board who each have a browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from starlette.testclient import TestClient

from probatum.settings import Settings
from probatum.wiring import board
from probatum.workflows.audit import audited
from tests.interfaces.web.conftest import ask, text_of
from tests.interfaces.web.signed_in import app_of, send, visiting, with_people

QUESTION = "How should hypertension be treated?"


class Board:
    """Ann has handed an answer in; everybody is signed in."""

    def __init__(self, browsers: dict[str, TestClient], article: str, answer: str) -> None:
        self.browsers = browsers
        self.place = article
        self.answer = answer

    def sees(self, who: str, address: str = "") -> str:
        shown = self.browsers[who].get(self.place + address)
        assert shown.status_code == 200, (shown.status_code, text_of(shown.text)[:400])
        return shown.text

    def does(self, who: str, what: str, **fields: object):
        return send(self.browsers[who], f"{self.place}/{what}", self.place, **fields)

    def claims(self) -> list[str]:
        return re.findall(r'<li id="claim-([0-9a-f]{16})"', self.sees("rita"))

    def sentence(self, key: str) -> str:
        found = re.search(rf'<textarea id="sentence-{key}"[^>]*>([^<]*)</t', self.sees("rita"))
        assert found
        return html.unescape(found[1])


@pytest.fixture
def peopled(places: Settings) -> Settings:
    return with_people(places)


@pytest.fixture
def desk(peopled: Settings) -> Iterator[Board]:
    app = app_of(peopled)
    with ExitStack() as stack:
        browsers = {
            name: stack.enter_context(visiting(app, name))
            for name in ("ann", "rita", "ron", "edith", "olga", "rob")
        }
        ann = browsers["ann"]
        started = send(ann, "/ask", question=QUESTION)
        ann.get(started.headers["location"] + "/events")
        answer = ann.get(started.headers["location"]).url.path
        handed = send(ann, "/board/hand-in", answer, name=answer.rsplit("/", 1)[1], why="ready")
        assert handed.status_code == 303, handed.text
        yield Board(browsers, handed.headers["location"], answer)
    with board(peopled) as opened:
        assert audited(opened.records).entries == opened.records.head()


@pytest.fixture
def taken(desk: Board) -> Board:
    assert desk.does("rita", "move", move="take", revision="1").status_code == 303
    return desk


def test_an_answer_is_handed_in_once_and_waits_in_the_queue(desk: Board):
    again = send(desk.browsers["ann"], "/board/hand-in", desk.answer, name=desk.answer[9:])
    assert again.headers["location"] == desk.place
    queue = text_of(desk.browsers["rita"].get("/board").text)
    assert "submitted since" in queue
    assert "by ann" in queue
    for order in ("age", "risk", "topic", "due"):
        for whose, there in (("anybody", True), ("me", False), ("nobody yet", True)):
            shown = desk.browsers["rita"].get(f"/board?by={order}&for={whose}&risk=usual").text
            assert (desk.place in shown) is there
    assert desk.place not in desk.browsers["rita"].get("/board?stage=published").text
    assert desk.place not in desk.browsers["rita"].get("/board?topic=nothing&page=9&by=x").text


def test_each_sentence_stands_beside_its_evidence(desk: Board):
    page = desk.sees("rita")
    assert len(desk.claims()) > 3
    assert "supported" in text_of(page)
    evidence = desk.sees("rita", "/evidence/1")
    assert "<mark>" in evidence
    assert 'data-hx-get="/board/' in page
    assert desk.browsers["rita"].get(f"{desk.place}/evidence/999").status_code == 404


def test_before_it_is_taken_reviewers_decide_nothing(desk: Board):
    page = desk.sees("rita")
    assert 'value="strike"' not in page
    assert 'name="move" value="take"' in page
    refused = desk.does("rita", "decide", claim="0" * 16, decision="strike", why="no")
    assert refused.status_code in {400, 409}


def test_a_sentence_is_accepted_asked_about_amended_and_struck(taken: Board):
    first, second, third, *_ = keys = taken.claims()
    done = taken.does("rita", "decide", claim=first, decision="accept", sentence="ignored")
    assert done.headers["location"] == f"{taken.place}#claim-{first}"
    assert "Rita Reviewer: accept" in text_of(taken.sees("ron"))
    assert taken.does("ron", "decide", claim=second, decision="ask", why="Dose?").status_code == 303
    assert "a question about it is open" in text_of(taken.sees("ann")).lower()
    amended = taken.does(
        "ron", "decide", claim=third, decision="amend", why="plainer", sentence="It is treated."
    )
    (new,) = set(taken.claims()) - set(keys)
    assert amended.headers["location"] == f"{taken.place}#claim-{new}"
    assert "It is treated." in taken.sees("ann")
    card = taken.sees("ann").split(f'<li id="claim-{new}"')[1].split("</li>\n<li id=")[0]
    assert re.search(
        r'<span class="verdict">(partly supported|not found|contradicted)</span>', card
    )
    assert "<blockquote" in card, "the words that it rests on"
    struck = taken.does("rita", "decide", claim=new, decision="strike", why="empty")
    assert struck.headers["location"].endswith("#revisions")
    assert new not in taken.claims()
    assert "revision 3" in text_of(taken.sees("ann"))


def test_what_changed_is_shown_word_by_word(taken: Board):
    key = taken.claims()[0]
    words = taken.sentence(key)
    taken.does("rita", "decide", claim=key, decision="amend", why="w", sentence=f"{words} Perhaps.")
    shown = taken.sees("ann", "/difference")
    assert len(re.findall(r"<ins>[^<]*Perhaps", shown)) == 1, "though it stands in two places"
    assert "<del>" not in shown
    back = taken.sees("ann", "/difference?before=2&after=1")
    assert re.search(r"<del>[^<]*Perhaps", back)
    assert "No word of a sentence differs" in taken.sees("ann", "/difference?before=1&after=1")
    assert taken.browsers["ann"].get(f"{taken.place}/difference?before=9").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"decision": "strike", "why": ""}, 409, "say why"),
        ({"decision": "amend", "why": "w", "sentence": ""}, 400, "needs the new sentence"),
        ({"decision": "nonsense", "why": "w"}, 400, "choose what to do"),
    ],
    ids=["no reason", "no sentence", "no decision"],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(taken: Board, fields, status, says):
    key = taken.claims()[0]
    refused = taken.does("rita", "decide", claim=key, **fields)
    assert refused.status_code == status
    assert says in text_of(refused.text).lower()
    if fields["why"]:
        assert f'maxlength="5000">{fields["why"]}</textarea>' in refused.text


def test_who_is_second_is_told_and_loses_no_word(taken: Board):
    key = taken.claims()[0]
    words = taken.sentence(key)
    taken.does("rita", "decide", claim=key, decision="amend", why="w", sentence=f"{words} Perhaps.")
    late = {"why": "My careful reason <i>", "sentence": "My careful sentence."}
    refused = taken.does("ron", "decide", claim=key, decision="amend", **late)
    assert refused.status_code == 409
    assert "Somebody else was quicker" in refused.text
    assert "rita changed or struck this sentence meanwhile, in revision 2" in text_of(
        refused.text
    ).replace("Rita changed", "rita changed")
    for typed in ("My careful reason &lt;i&gt;", "My careful sentence."):
        assert typed in refused.text
    said = taken.does("ron", "comment", claim=key, text="A long comment.")
    assert said.status_code == 409
    assert "A long comment." in said.text
    signed = taken.does("ron", "move", move="sign", revision="1", interests="A grant of 2019.")
    assert signed.status_code == 409
    assert "A grant of 2019." in signed.text
    assert "Revision 2 is in force by now, not 1" in text_of(signed.text)


def test_comments_stand_in_threads_and_outlive_their_sentence(taken: Board):
    key = taken.claims()[0]
    placed = taken.does("rita", "comment", claim=key, text="Which <b>dose</b>?\nAnd when?")
    number = placed.headers["location"].rsplit("-", 1)[1]
    answered = taken.does("ann", "comment", answers=number, text="Five.")
    assert answered.status_code == 303, text_of(answered.text)[:500]
    taken.does("ron", "comment", text="On the whole: fine.")
    page = taken.sees("ron")
    thread = page.split(f'<li id="comment-{number}">')[1]
    assert "Which &lt;b&gt;dose&lt;/b&gt;?" in thread
    assert thread.index("Five.") < thread.index("On the whole: fine.")
    taken.does("rita", "decide", claim=key, decision="strike", why="w")
    page = text_of(taken.sees("ron"))
    assert "On sentences of before" in page
    assert "Five." in page
    for text in ("", "x" * 20_001):
        assert taken.does("ron", "comment", text=text).status_code == 400
    assert taken.does("ron", "comment", text="To nobody.", answers="999").status_code == 400


def test_people_are_asked_and_asked_no_more(taken: Board):
    page = taken.sees("edith")
    assert '<option value="ron">Ron Reviewer</option>' in page
    assert '<option value="ann"' not in page, "nobody reviews an answer of their own"
    assert taken.does("edith", "reviewers", person="ron").status_code == 303
    assert taken.place in taken.browsers["ron"].get("/board?for=me").text
    assert taken.does("edith", "reviewers", release="ron").status_code == 303
    assert taken.does("ron", "reviewers", person="ron").status_code == 303
    assert taken.does("ron", "reviewers", person="edith").status_code == 409
    assert taken.does("edith", "reviewers", person="nobody").status_code == 400


def test_an_article_is_signed_published_and_stands_before_readers(taken: Board):
    for who in ("rita", "ron"):
        for one in re.findall(
            r'<a href="#claim-(\w+)">[^<]*</a>: ', taken.sees(who)
        ):  # whatever a rule leaves open
            taken.does(who, "decide", claim=one, decision="accept", why="read the source")
        assert 'name="interests"' in taken.sees(who)
        nothing = taken.does(who, "move", move="sign", revision="1", interests=" ")
        assert nothing.status_code == 409
        signed = taken.does(who, "move", move="sign", revision="1", interests=f"none of {who}")
        assert signed.status_code == 303, text_of(signed.text)[:600]
        assert 'name="interests"' not in taken.sees(who), "nobody signs twice"
    page = text_of(taken.sees("edith"))
    assert "Reviewed and signed by Rita Reviewer (MD), Ron Reviewer on" in page
    assert "Conflicts of interest: none of ron" in page
    assert "review due" in page
    sooner = taken.does("edith", "due", day="2999-01-01", why="w")
    assert sooner.status_code == 409
    assert taken.does("edith", "due", day="soon", why="w").status_code == 400
    assert 'value="publish"' not in taken.sees("rita")
    assert taken.does("edith", "move", move="publish", revision="1").status_code == 303
    shown = text_of(taken.browsers["rob"].get("/articles").text)
    assert "ypertension" in shown
    reopened = taken.does("rita", "move", move="reopen", revision="1", why="a new trial")
    assert reopened.status_code == 303
    assert "a new trial" in text_of(taken.sees("ann"))


def test_an_author_neither_accepts_nor_signs_their_own(taken: Board):
    page = taken.sees("ann")
    assert 'value="accept"' not in page
    assert 'name="interests"' not in page
    refused = taken.does("ann", "move", move="sign", revision="1", interests="none")
    assert refused.status_code == 409
    assert "never for the author" in text_of(refused.text)


def test_the_rules_are_changed_by_owners_in_versions(desk: Board):
    edith, olga = desk.browsers["edith"], desk.browsers["olga"]
    assert "Put in force" not in edith.get("/board/policy").text
    rules = {"version": "1", "approvals": "1", "months": "6", "why": "a small board"}
    assert send(edith, "/board/policy", **rules).status_code == 403
    assert send(olga, "/board/policy", **rules).status_code == 303
    assert "changed the rules meanwhile" in send(olga, "/board/policy", **rules).text
    wrong = send(olga, "/board/policy", **{**rules, "version": "2", "approvals": "0"})
    assert wrong.status_code == 400
    page = text_of(edith.get("/board/policy").text)
    assert "Version 2, in force since" in page
    assert "a small board" in page
    assert "when one reviewer other than its author" in page
    assert "when 2 reviewers other than its author" in page, "the version before stays readable"
    assert "Version 2" in text_of(desk.browsers["rob"].get("/policy").text)


def test_hostile_text_on_the_desk_stays_text(taken: Board):
    evil = "</textarea><script>alert(1)</script>\u202e"
    key = taken.claims()[0]
    taken.does("rita", "decide", claim=key, decision="amend", why=evil, sentence=f"Words {evil}")
    taken.does("rita", "comment", text=evil)
    refused = taken.does(
        "rita", "decide", claim="f" * 16, decision="amend", why=evil, sentence=evil
    )
    for page in (taken.sees("ann"), taken.sees("ann", "/difference"), refused.text):
        assert "<script>alert" not in page
        assert "\u202e" not in page


def test_without_people_there_is_no_board(client: TestClient):
    assert client.get("/board").status_code == 403
    page = client.get(ask(client, QUESTION)).text
    assert "Hand in" not in page
    assert ">Board<" not in page
