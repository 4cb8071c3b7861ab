"""The list of published articles: read once, then only what the log says was changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.evidence.article import Article, Decision, claim_key
from probatum.records.database import file_address, open_database
from probatum.records.records import Note, Said
from probatum.records.sql_records import SqlRecords
from probatum.review.policy import Policy
from probatum.review.stages import Move
from probatum.workflows.articles import Articles
from probatum.workflows.policy import set_policy
from probatum.workflows.review import Ruling, move, rule
from tests.review.board_by_hand import AUTHOR, EDITH, NOW, OWNER, PEOPLE, RITA, act, article, claim


class Counting(SqlRecords):
    """Counts which articles are read, and how."""

    def __init__(self, path: Path) -> None:
        super().__init__(open_database(file_address(path)))
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


def test_only_what_was_changed_is_read_again(records: Counting) -> None:
    articles = Articles(records)
    assert shown(articles) == [("a1", 1), ("a2", 1), ("a3", 1)]
    assert records.read == ["a1", "a2", "a3", "a4"]
    records.read.clear()
    assert shown(articles) == [("a1", 1), ("a2", 1), ("a3", 1)]
    records.keep_person(OWNER, note("appoint"))
    assert shown(articles) == [("a1", 1), ("a2", 1), ("a3", 1)]
    assert records.read == [], "a log that grows by something else changes no article"
    records.comment(Said(article="a2", text="Hm."), note("comment"))
    move(records, "a3", Move.RETIRE, act(EDITH))
    publish(records, "a0")
    assert shown(articles) == [("a0", 1), ("a1", 1), ("a2", 1)]
    assert set(records.read) == {"a0", "a2", "a3"}


def test_what_was_signed_stays_in_the_list_while_a_later_revision_is_reviewed(
    records: Counting,
) -> None:
    articles = Articles(records)
    shown(articles)
    move(records, "a2", Move.REOPEN, act(EDITH))
    move(records, "a2", Move.TAKE, act(RITA))
    key = claim_key(claim("Drugtwo helps."))
    rule(records, "a2", Ruling(claim=key, decision=Decision.STRIKE), act(RITA), None)  # type: ignore[arg-type]
    records.read.clear()
    assert shown(articles) == [("a1", 1), ("a2", 1), ("a3", 1)]
    assert records.read == ["a2", "a2 whole"]
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
