"""What every database of records must do."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from probatum.errors import NotAllowed, StaleEdit, UnknownArticle, UnknownPerson
from probatum.evidence.answer import Stage
from probatum.evidence.article import (
    Article,
    ClaimDecision,
    Decision,
    Hazard,
    Person,
    Risk,
    claim_key,
)
from probatum.evidence.audit import fault_in
from probatum.records.database import open_database
from probatum.records.log import entries, write
from probatum.records.records import Measured, Note, Order, Said, Wanted
from probatum.records.seal import _hash, _whole_article
from probatum.records.sql_records import SqlRecords
from probatum.review.claims import decide
from probatum.review.policy import Policy
from probatum.review.stages import Move, moved
from tests.records.databases import address_of
from tests.review.board_by_hand import AUTHOR, NOW, PEOPLE, RITA, RON, act, article, claim

ONE, TWO = Policy(approvals=1), Policy(approvals=2)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with address_of(request.param, tmp_path) as address:
        engine = open_database(address)
        yield engine
        engine.dispose()


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    records = SqlRecords(engine)
    for person in PEOPLE:
        records.keep_person(person, note("appoint"))
    return records


def note(action: str, by: str = AUTHOR.id) -> Note:
    return Note(by=by, at=NOW, action=action)


def named(name: str) -> Article:
    return article(claim("Drugone helps."), claim("Drugtwo helps.")).model_copy(update={"id": name})


def move(records: SqlRecords, name: str, what: Move, by: object = RITA) -> Article:
    def change(before: Article) -> Article:
        return moved(before, what, act(by), TWO)  # type: ignore[arg-type]

    return records.change(name, change, note(what))


def under_review(records: SqlRecords) -> Article:
    records.begin(named("a1"), note("begin"))
    move(records, "a1", Move.SUBMIT, AUTHOR)
    return move(records, "a1", Move.TAKE)


def test_an_article_is_read_back_as_it_was_written(records: SqlRecords) -> None:
    records.begin(named("a1"), note("begin"))
    assert records.article("a1") == named("a1")


def test_an_unknown_article_is_told(records: SqlRecords) -> None:
    with pytest.raises(UnknownArticle):
        records.article("none")
    with pytest.raises(UnknownArticle):
        records.change("none", lambda before: before, note("touch"))
    with pytest.raises(UnknownArticle):
        records.comment(Said(article="none", text="Hm."), note("comment"))


def test_an_article_is_not_begun_twice(records: SqlRecords) -> None:
    records.begin(named("a1"), note("begin"))
    with pytest.raises(StaleEdit):
        records.begin(named("a1"), note("begin"))


def test_a_change_keeps_every_revision(records: SqlRecords) -> None:
    before = under_review(records)
    of = before.current.answer.claims()[0]
    amended = claim("Drugone may help.")
    decision = ClaimDecision(
        claim=claim_key(of), decision=Decision.AMEND, by=RITA.id, at=NOW, why="hedge"
    )
    records.change("a1", lambda now: decide(now, decision, RITA, amended), note("amend"))
    after = records.article("a1")
    assert [revision.number for revision in after.revisions] == [1, 2]
    assert after.revisions[0] == before.revisions[0]


def test_what_is_not_allowed_changes_nothing(records: SqlRecords, engine: Engine) -> None:
    records.begin(named("a1"), note("begin"))
    before = list(entries(engine))
    with pytest.raises(NotAllowed):
        move(records, "a1", Move.PUBLISH)
    assert records.article("a1") == named("a1")
    assert list(entries(engine)) == before


def test_two_reviewers_who_act_at_once_lose_nothing(records: SqlRecords, engine: Engine) -> None:
    under_review(records)

    def work(number: int) -> None:
        by = (RITA, RON)[number % 2]
        of = records.article("a1").current.answer.claims()[number % 2]
        decision = ClaimDecision(
            claim=claim_key(of), decision=Decision.ASK, by=by.id, at=NOW, why=f"why {number}"
        )
        records.change("a1", lambda now: decide(now, decision, by), note("ask", by.id))
        records.comment(Said(article="a1", text=f"comment {number}"), note("comment", by.id))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(24)))
    assert {one.why for one in records.article("a1").decisions} == {f"why {n}" for n in range(24)}
    assert {one.text for one in records.comments("a1")} == {f"comment {n}" for n in range(24)}
    assert fault_in(entries(engine)) is None


def test_both_signatures_count_when_two_sign_at_once(records: SqlRecords) -> None:
    under_review(records)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda by: move(records, "a1", Move.SIGN, by), (RITA, RON)))
    assert records.article("a1").stage is Stage.APPROVED


def test_a_queue_shows_the_oldest_of_a_stage_first(records: SqlRecords) -> None:
    for number, name in enumerate(["late", "early"]):
        records.begin(named(name), note("begin"))

        def submit(before: Article, days: int = number) -> Article:
            later = act(AUTHOR).model_copy(update={"at": NOW - timedelta(days=days)})
            return moved(before, Move.SUBMIT, later, TWO)

        records.change(name, submit, note("submit"))
    records.begin(named("draft"), note("begin"))
    waiting = list(records.queue(Wanted(stages=frozenset({Stage.SUBMITTED}))))
    assert [one.id for one in waiting] == ["early", "late"]
    assert waiting[1].since == NOW
    assert [one.id for one in records.queue(Wanted(most=1, skip=2))] == ["late"]
    assert list(records.queue(Wanted(topic="asthma"))) == []


def test_a_queue_finds_what_is_due(records: SqlRecords) -> None:
    under_review(records)
    records.change("a1", lambda now: moved(now, Move.SIGN, act(RITA), ONE), note("sign"))
    due = records.article("a1").review_due
    assert due is not None
    assert list(records.queue(Wanted(due_before=due))) == []
    assert [one.id for one in records.queue(Wanted(due_before=due + timedelta(days=1)))] == ["a1"]


def by_hazards(now: Article) -> Measured:
    """As many open sentences as there are, and the risk that the title names."""
    risk = {"Late": Risk.HIGH, "Early": Risk.RAISED}.get(now.current.answer.title, Risk.USUAL)
    return Measured(open_claims=2, hazards=(Hazard(risk=risk, text="a dose"),))


def titled(name: str) -> Article:
    begun = named(name)
    answer = begun.current.answer.model_copy(update={"title": name.title()})
    first = begun.current.model_copy(update={"answer": answer})
    return begun.model_copy(update={"revisions": (first,)})


def test_a_queue_is_ordered_by_risk_and_narrowed_to_it(engine: Engine, records: SqlRecords) -> None:
    counting = SqlRecords(engine, by_hazards)
    for name in ("usual", "early", "late"):
        counting.begin(titled(name), note("begin"))
    by_risk = [one.id for one in counting.queue(Wanted(order=Order.RISK))]
    assert by_risk == ["late", "early", "usual"]
    high = Wanted(risk=Risk.HIGH)
    assert [(one.id, one.risk, one.hazards) for one in counting.queue(high)] == [
        ("late", Risk.HIGH, ("a dose",))
    ]
    assert counting.topics() == (("", 3),)


def test_what_queues_show_is_counted_anew(engine: Engine, records: SqlRecords) -> None:
    records.begin(titled("late"), note("begin"))
    assert not records.unmeasured()
    with engine.begin() as connection:
        connection.execute(text("UPDATE articles SET risk = NULL"))
    assert records.unmeasured()
    counting = SqlRecords(engine, by_hazards)
    assert (counting.measure(), counting.measure()) == (1, 0)
    (shown,) = counting.queue(Wanted())
    assert (shown.open_claims, shown.risk) == (2, Risk.HIGH)
    assert list(counting.altered()) == []


def test_a_queue_shows_whom_an_article_waits_for(records: SqlRecords) -> None:
    under_review(records)
    records.begin(named("a2"), note("begin"))
    assert [one.id for one in records.queue(Wanted(assigned=RITA.id))] == ["a1"]
    assert [one.id for one in records.queue(Wanted(unassigned=True))] == ["a2"]
    assert list(records.queue(Wanted(assigned=RON.id))) == []


def test_articles_are_found_by_what_their_current_revision_cites(records: SqlRecords) -> None:
    records.begin(named("a1"), note("begin"))
    assert records.resting_on("d") == ("a1",)
    assert records.resting_on("other") == ()


def test_comments_answer_one_another(records: SqlRecords) -> None:
    records.begin(named("a1"), note("begin"))
    first = records.comment(Said(article="a1", text="Dose?", claim="0123456789abcdef"), note("say"))
    second = records.comment(
        Said(article="a1", text="5 mg.", answers=first.id), note("say", RITA.id)
    )
    assert records.comments("a1") == (first, second)
    assert second.answers == first.id


def test_every_write_is_in_the_log_and_the_log_holds(records: SqlRecords, engine: Engine) -> None:
    under_review(records)
    kept = list(entries(engine))
    assert [entry.action for entry in kept][-3:] == ["begin", "submit", "take"]
    assert fault_in(kept) is None


def test_an_entry_changed_behind_its_back_is_named(records: SqlRecords, engine: Engine) -> None:
    under_review(records)
    last = len(list(entries(engine)))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM audit WHERE number = 3"))
    fault = fault_in(entries(engine))
    assert fault is not None
    assert fault.number == 3
    assert last > 3


def test_a_person_is_changed_and_unknown_people_are_none(records: SqlRecords) -> None:
    promoted = RITA.model_copy(update={"title": "Professor"})
    records.keep_person(promoted, note("promote"))
    assert records.person(RITA.id) == promoted
    assert records.person("nobody") is None


def test_people_and_articles_are_listed(records: SqlRecords) -> None:
    records.begin(named("abc1"), note("begin"))
    records.begin(named("abd1"), note("begin"))
    assert records.named("ab") == ("abc1", "abd1")
    assert records.named("abc") == ("abc1",)
    assert records.named("%") == ()
    assert records.standing() == ("abc1", "abd1")
    assert records.cited() == ("d",)
    assert records.resting_on("d") == ("abc1", "abd1")
    assert records.current("abc1") == named("abc1").current
    assert {person.id for person in records.people()} == {person.id for person in PEOPLE}


def test_a_setting_is_kept_and_replaced(records: SqlRecords) -> None:
    assert records.setting("policy") is None
    for approvals in (1, 3):
        records.keep_setting("policy", {"approvals": approvals}, note("set"))
    assert records.setting("policy") == {"approvals": 3}


def test_what_nobody_touched_reads_as_it_was_sealed(records: SqlRecords) -> None:
    under_review(records)
    records.comment(Said(article="a1", text="Dose?"), note("say"))
    records.keep_setting("policy", {"approvals": 1}, note("set"))
    assert list(records.altered()) == []


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        ("UPDATE articles SET stage = 'approved'", "article a1"),
        ("UPDATE comments SET text = 'No dose.'", "comment 1"),
        ("UPDATE people SET roles = '[\"owner\"]' WHERE id = 'rob'", "person rob"),
        ("DELETE FROM comments", "comment 1"),
        ("DELETE FROM revisions", "revision a1/1"),
        ("UPDATE revisions SET value = replace(value{}, 'helps', 'harms'){}", "revision a1/1"),
    ],
)
def test_what_is_changed_behind_the_log_is_named(
    records: SqlRecords, engine: Engine, statement: str, subject: str
) -> None:
    under_review(records)
    records.comment(Said(article="a1", text="Dose?"), note("say"))
    as_text = ("::text", "::json") if engine.dialect.name == "postgresql" else ("", "")
    with engine.begin() as connection:
        connection.execute(text(statement.format(*as_text)))
    (found,) = records.altered()
    assert found.subject == subject
    assert found.entry is not None


def test_a_revision_is_sealed_once_and_never_anew(records: SqlRecords, engine: Engine) -> None:
    under_review(records)
    sealed = [value for entry in records.entries() for name, value in entry.details]
    assert sealed.count("revision a1/1") == 1
    with engine.begin() as connection:
        forged = "UPDATE revisions SET seal = NULL, value = replace(value{}, 'helps', 'harms'){}"
        as_text = ("::text", "::json") if engine.dialect.name == "postgresql" else ("", "")
        connection.execute(text(forged.format(*as_text)))
    move(records, "a1", Move.REQUEST_CHANGES)
    assert [(one.subject, one.entry) for one in records.altered()] == [
        ("revision a1/1", 7),
    ], "a later act does not cover up what was changed before"


def test_what_was_sealed_whole_holds_and_is_sealed_apart_when_it_changes(
    records: SqlRecords, engine: Engine
) -> None:
    under_review(records)
    with engine.begin() as connection:
        for statement in (
            "UPDATE revisions SET seal = NULL",
            f"DELETE FROM audit WHERE number > {len(PEOPLE)}",
            f"UPDATE audit_head SET number = {len(PEOPLE)}",
        ):
            connection.execute(text(statement))
        whole = _hash(_whole_article(connection, "a1"))
        before_seals_of_revisions = (("sealed", "article a1"), ("sha256", whole))
        sealed = note("take").model_copy(update={"details": before_seals_of_revisions})
        write(connection, sealed, "article a1")
    assert list(records.altered()) == []
    move(records, "a1", Move.REQUEST_CHANGES)
    assert list(records.altered()) == []


def test_many_articles_are_changed_together_and_some_left_alone(records: SqlRecords) -> None:
    names = [f"a{number:03}" for number in range(70)]
    for name in names:
        records.begin(named(name), note("begin"))

    def submit(before: Article) -> tuple[Article, Note] | None:
        if before.id in names[:3]:
            return None
        return moved(before, Move.SUBMIT, act(AUTHOR), TWO), note("submit")

    assert [one.id for one in records.change_each(names, submit)] == names[3:]
    waiting = Wanted(stages=frozenset({Stage.SUBMITTED}), most=100)
    assert len(list(records.queue(waiting))) == 67
    assert fault_in(records.entries()) is None
    assert list(records.altered()) == []


def test_an_id_is_one_persons_for_ever(records: SqlRecords) -> None:
    with pytest.raises(StaleEdit, match="somebody else added ron"):
        records.keep_person(RON, note("add person"), new=True)
    records.part_with("ron", note("close account"))
    assert records.person("ron") is None
    assert "ron" not in {one.id for one in records.people()}
    for new in (True, False):
        with pytest.raises(StaleEdit, match="for ever"):
            records.keep_person(RON, note("add person"), new=new)
    for again in (
        lambda: records.part_with("ron", note("close account")),
        lambda: records.change_person("ron", lambda now: now, note("give roles")),
    ):
        with pytest.raises(UnknownPerson):
            again()
    assert list(records.altered()) == []


def test_two_who_change_a_person_at_once_see_each_other(records: SqlRecords) -> None:
    def longer(now: Person) -> Person:
        return now.model_copy(update={"title": f"{now.title}x"})

    with ThreadPoolExecutor(4) as pool:
        made = [
            pool.submit(records.change_person, "ron", longer, note("give title")) for _ in range(8)
        ]
        assert sorted(len(one.result().title) for one in made) == list(range(1, 9))
    assert list(records.altered()) == []
    assert fault_in(records.entries()) is None


def test_who_left_is_not_let_in_again_behind_the_log(records: SqlRecords, engine: Engine) -> None:
    records.part_with("ron", note("close account"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE people SET left_at = NULL WHERE id = 'ron'"))
    (found,) = records.altered()
    assert (found.subject, found.entry) == ("person ron", records.head())
