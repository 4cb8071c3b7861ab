"""The list of published articles: made of their cards, which are written with them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import text

from probatum.errors import AuditBroken
from probatum.evidence.article import Article, Decision, claim_key
from probatum.records.database import file_address, open_database
from probatum.records.records import Note, Said
from probatum.records.sql_records import SqlRecords
from probatum.review.policy import Policy
from probatum.review.stages import Move
from probatum.workflows.articles import Articles
from probatum.workflows.assignment import measured
from probatum.workflows.audit import audited
from probatum.workflows.cards import FORM, card_of
from probatum.workflows.policy import set_policy
from probatum.workflows.review import Ruling, move, rule
from tests.review.board_by_hand import AUTHOR, EDITH, NOW, OWNER, PEOPLE, RITA, act, article, claim


class Counting(SqlRecords):
    """Counts which articles are read, and how."""

    def __init__(self, path: Path) -> None:
        engine = open_database(file_address(path))
        super().__init__(engine, lambda one: measured(one, Policy(approvals=1)))
        self.read: list[str] = []

    def in_force(self, name: str) -> Article:
        self.read.append(name)
        return super().in_force(name)

    def article(self, name: str) -> Article:
        self.read.append(f"{name} whole")
        return super().article(name)


def note(action: str) -> Note:
    return Note(by=AUTHOR.id, at=NOW, action=action)


def publish(records: SqlRecords, name: str) -> None:
    told = article(claim("Drugone helps."), claim("Drugtwo helps."))
    records.begin(told.model_copy(update={"id": name}), note("begin"))
    for what, by in ((Move.SUBMIT, AUTHOR), (Move.TAKE, RITA), (Move.SIGN, RITA)):
        move(records, name, what, act(by))
    move(records, name, Move.PUBLISH, act(EDITH))


@pytest.fixture
def records(tmp_path: Path) -> Counting:
    records = Counting(tmp_path / "records.sqlite")
    for person in PEOPLE:
        records.keep_person(person, note("appoint"))
    set_policy(records, Policy(approvals=1), act(OWNER))
    for name in ("a1", "a2", "a3"):
        publish(records, name)
    draft = article().model_copy(update={"id": "a4"})
    records.begin(draft, note("begin"))
    return records


def shown(articles: Articles) -> list[tuple[str, int]]:
    return [(one.article, one.revision) for one in articles.all()]


def test_no_article_is_read_for_the_list(records: Counting) -> None:
    articles = Articles(records)
    assert shown(articles) == [("a1", 1), ("a2", 1), ("a3", 1)]
    records.keep_person(OWNER, note("appoint"))
    records.comment(Said(article="a2", text="Hm."), note("comment"))
    move(records, "a3", Move.RETIRE, act(EDITH))
    publish(records, "a0")
    assert shown(articles) == [("a0", 1), ("a1", 1), ("a2", 1)]
    assert shown(Articles(records)) == [("a0", 1), ("a1", 1), ("a2", 1)]
    assert records.read == []


def test_a_list_says_what_the_article_says(records: Counting) -> None:
    (head, *_) = Articles(records).all()
    page = Articles(records).open("a1")
    assert head.answer.title == page.answer.title
    assert head.answer.sections == ()
    assert head.model_copy(update={"answer": page.answer}) == page


def test_a_list_that_was_changed_behind_the_log_is_found(records: Counting) -> None:
    audited(records)
    with records._engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE cards SET shown = replace(shown, 'Exampleitis', 'A cure')"
                " WHERE article = 'a2'"
            )
        )
    with pytest.raises(AuditBroken, match="article a2"):
        audited(records)
    records.forget_measures()
    records.measure()
    audited(records)


def test_cards_of_another_form_are_made_anew_when_the_board_is_opened(records: Counting) -> None:
    assert not records.unmeasured(FORM)
    with records._engine.begin() as connection:
        connection.execute(text("UPDATE cards SET form = 0, shown = NULL WHERE article = 'a2'"))
    assert records.unmeasured(FORM)
    audited(records)
    records.measure()
    assert not records.unmeasured(FORM)
    assert shown(Articles(records)) == [("a1", 1), ("a2", 1), ("a3", 1)]


def test_a_card_is_made_as_its_form_says(records: Counting) -> None:
    card = card_of(records.article("a1"))
    digest = hashlib.sha256(card.model_dump_json().encode()).hexdigest()[:16]
    assert (FORM, digest) == (1, "29756c2fc93d6016"), "cards are made otherwise: raise FORM"


def test_what_was_signed_stays_in_the_list_while_a_later_revision_is_reviewed(
    records: Counting,
) -> None:
    articles = Articles(records)
    shown(articles)
    move(records, "a2", Move.REOPEN, act(EDITH))
    move(records, "a2", Move.TAKE, act(RITA))
    key = claim_key(claim("Drugtwo helps."))
    rule(records, "a2", Ruling(claim=key, decision=Decision.STRIKE), act(RITA), None)  # type: ignore[arg-type]
    assert shown(articles) == [("a1", 1), ("a2", 1), ("a3", 1)]
    assert [one.article for one in articles.search("drugtwo")] == ["a1", "a2", "a3"]
    assert "reviewed again" in next(
        one.answer.review.caution for one in articles.all() if one.article == "a2"
    )


def test_other_records_that_took_the_place_of_these_are_read_whole(
    records: Counting, tmp_path: Path
) -> None:
    articles = Articles(records)
    shown(articles)
    other = Counting(tmp_path / "other.sqlite")
    other.keep_person(AUTHOR, note("appoint"))
    articles._records = other
    assert shown(articles) == []
