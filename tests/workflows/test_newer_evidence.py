"""Newer evidence sends an article back only when it is clearly stronger and on the same part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from probatum.evidence.answer import Stage
from probatum.evidence.article import Article
from probatum.evidence.changed import ChangeKind
from probatum.evidence.document import Document, DocumentKind, Notice, NoticeKind, StudyDesign
from probatum.evidence.question import ANYBODY
from probatum.evidence.standing import NoticeOn
from probatum.library.embedded import EmbeddedIndex
from probatum.records.database import open_database
from probatum.records.sql_records import SqlRecords
from probatum.review.policy import Policy
from probatum.review.stages import Move
from probatum.wiring import composer
from probatum.workflows.ask import Inquiry, ask
from probatum.workflows.changed_evidence import watch
from probatum.workflows.policy import set_policy
from probatum.workflows.review import move, submit
from tests.contracts.test_records import note
from tests.evidence_by_hand import document
from tests.review.board_by_hand import AUTHOR, EDITH, OWNER, PEOPLE, RITA, act

QUESTION = "treatment of asthma in adults?"
ASKED = datetime.now(UTC) - timedelta(hours=1)


def study(name: str, drug: str, **more: object) -> Document:
    told = f"{drug} is recommended as first-line treatment of asthma in adults."
    fields: dict[str, object] = {
        "name": name,
        "kind": DocumentKind.RESEARCH,
        "title": f"{drug} in asthma",
        "topics": ("asthma",),
        "design": StudyDesign.COHORT,
        "published": "2015-03",
        "heading": ("Conclusions",),
    }
    return document(told, **(fields | more))  # type: ignore[arg-type]


CITED = study("pmid:1", "Drugone")
GUIDELINE = document(
    "Drugone is recommended as first-line treatment of asthma in adults.",
    name="file:guideline",
    topics=("asthma",),
    title="Guideline on asthma",
    updated="2015-03",
)
TRIAL = study(
    "pmid:2", "Drugtwo", design=StudyDesign.RANDOMISED_TRIAL, published="2024", title="Asthma"
)
REVIEW = study(
    "pmid:3",
    "Drugtwo",
    design=StudyDesign.META_ANALYSIS,
    published="2024",
    title="Asthma: meta-analysis of randomised trials",
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(tmp_path / "library", create=True)
    # Among others, as in any library: what is in all documents tells nothing.
    index.add(
        document(f"Drug{n} is known.", name=f"file:other{n}", topics=("gout",), title="Gout")
        for n in range(40)
    )
    yield index
    index.close()


@pytest.fixture
def records(tmp_path: Path) -> Iterator[SqlRecords]:
    records = SqlRecords(open_database(f"sqlite:///{tmp_path / 'records.sqlite'}"))
    for person in PEOPLE:
        records.keep_person(person, note("appoint"))
    set_policy(records, Policy(approvals=1), act(OWNER))
    yield records
    records.close()


def published(records: SqlRecords, index: EmbeddedIndex) -> Article:
    answer = ask(Inquiry(text=QUESTION), index, composer("quoting"), ANYBODY, ASKED).answer
    assert "Drugone" in answer.claims()[0].text
    name = submit(records, "0123456789ab", answer, act(AUTHOR)).id
    for step, by in ((Move.TAKE, RITA), (Move.SIGN, RITA), (Move.PUBLISH, EDITH)):
        move(records, name, step, act(by))
    return records.article(name)


def after(records: SqlRecords, index: EmbeddedIndex, cited: Document, new: Document) -> Article:
    """The article that cites one document, when another came and the watch has looked."""
    index.add([cited])
    before = published(records, index)
    assert watch(records, index, datetime.now(UTC)).marked == ()
    index.add([new])
    watch(records, index, datetime.now(UTC))
    return records.article(before.id)


def test_a_later_trial_sends_an_article_on_a_cohort_back_with_both_passages(
    records: SqlRecords, index: EmbeddedIndex
) -> None:
    article = after(records, index, CITED, TRIAL)
    assert article.stage is Stage.EVIDENCE_CHANGED
    (change,) = article.changes
    assert change.kind is ChangeKind.NEWER
    assert change.now is not None
    assert change.now.quote == TRIAL.text
    assert change.cited[0].quote == CITED.text
    assert (change.now.level, change.cited[0].level) == (2, 3)
    assert "later randomised trial (Oxford level 2 by design, 2024)" in article.history[-1].why
    assert article.current.answer.claims() == article.revisions[0].answer.claims()


def test_it_is_told_once_and_stays_told_when_the_article_is_signed_again(
    records: SqlRecords, index: EmbeddedIndex
) -> None:
    article = after(records, index, CITED, TRIAL)
    entries = len(list(records.entries()))
    assert watch(records, index, datetime.now(UTC)).marked == ()
    assert len(list(records.entries())) == entries, "looking again writes nothing"
    for step, by in ((Move.TAKE, RITA), (Move.SIGN, RITA), (Move.PUBLISH, EDITH)):
        move(records, article.id, step, act(by))
    assert watch(records, index, datetime.now(UTC)).marked == ()


def test_what_came_between_asking_and_handing_in_is_told_too(
    records: SqlRecords, index: EmbeddedIndex
) -> None:
    index.add([CITED])
    answer = ask(Inquiry(text=QUESTION), index, composer("quoting"), ANYBODY, ASKED).answer
    index.add([TRIAL])
    assert watch(records, index, datetime.now(UTC)).marked == ()
    submit(records, "0123456789ab", answer, act(AUTHOR))
    (marked,) = watch(records, index, datetime.now(UTC)).marked
    assert (marked.reopened, marked.changes[0].document) == (False, "pmid:2")


def test_beside_a_guideline_only_a_review_of_trials_counts(
    records: SqlRecords, index: EmbeddedIndex
) -> None:
    index.add([GUIDELINE])
    published(records, index)
    index.add([TRIAL])
    assert watch(records, index, datetime.now(UTC)).marked == ()
    index.add([REVIEW])
    (marked,) = watch(records, index, datetime.now(UTC)).marked
    assert [change.document for change in marked.changes] == ["pmid:3"]


@pytest.mark.parametrize(
    "changed",
    [
        {"published": "2015"},
        {"published": "2014-12"},
        {"published": None},
        {"design": StudyDesign.COHORT},
        {"design": StudyDesign.CASE_REPORT},
        {"design": None},
        {"topics": ("gout",), "title": "Drugtwo in gout"},
        {"notices": (Notice(kind=NoticeKind.RETRACTION),), "status": "retracted"},
        {"status": "of concern"},
        {"text": "We enrolled adults with asthma who took drugtwo at twelve centres."},
    ],
    ids=[
        "same year",
        "earlier",
        "undated",
        "no stronger design",
        "weaker",
        "no design",
        "another disease",
        "retracted",
        "of concern",
        "methods only",
    ],
)
def test_what_is_not_clearly_stronger_and_newer_changes_nothing(
    records: SqlRecords, index: EmbeddedIndex, changed: dict[str, object]
) -> None:
    text = changed.pop("text", TRIAL.text)
    other = document(str(text), **(_fields(TRIAL) | changed))  # type: ignore[arg-type]
    article = after(records, index, CITED, other)
    assert (article.stage, article.changes) == (Stage.PUBLISHED, ())


def _fields(of: Document) -> dict[str, object]:
    names = ("kind", "title", "topics", "design", "published")
    return {"name": of.id, "heading": ("Conclusions",), **{n: getattr(of, n) for n in names}}


def test_an_edition_that_replaces_another_is_shown_beside_it(
    records: SqlRecords, index: EmbeddedIndex
) -> None:
    index.add([GUIDELINE])
    published(records, index)
    newer = document(
        "Asthma is common.\nDrugnine is recommended as first-line treatment of asthma in adults.",
        name="file:newer",
        topics=("asthma",),
        updated="2025",
    )
    index.add([newer])
    notice = Notice(kind=NoticeKind.REPLACED_BY, text="file:newer")
    index.remember([NoticeOn(kind="id", value=GUIDELINE.id, notice=notice)], "owner")
    (marked,) = watch(records, index, datetime.now(UTC)).marked
    (change,) = marked.changes
    assert change.now is not None
    assert change.now.quote.startswith("Drugnine")
    assert newer.text[change.now.start : change.now.end] == change.now.quote
    assert change.cited[0].quote == GUIDELINE.text
