"""The board at size: queues, pages, and a retraction, on SQLite and PostgreSQL.

    python -m benchmarks.board [--articles 10000] [--revisions 20] [--claims 12] [--citing 500]
        [--postgresql ADDRESS]

Each database is filled with the same articles by `SqlRecords`. A page is the article with all its
revisions, its comments and what stands open; beside it stands the same article read from a JSON
file of its own and validated, the least that any store would cost. The watch runs on a real library
in which one document, cited by so many articles, is retracted.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from probatum.evidence.answer import Answer, Provenance, Reference, Section, Stage
from probatum.evidence.article import Article, Person, Revision, Role, SignOff, Transition
from probatum.evidence.claim import Citation, Claim, Verdict
from probatum.evidence.document import (
    Block,
    Document,
    DocumentKind,
    Notice,
    NoticeKind,
    StudyDesign,
)
from probatum.evidence.question import Condition, Question
from probatum.evidence.standing import NoticeOn
from probatum.library.embedded import EmbeddedIndex
from probatum.records.database import file_address, open_database
from probatum.records.records import Note, Records, Said, Wanted
from probatum.records.sql_records import SqlRecords
from probatum.review.claims import unresolved
from probatum.review.policy import Policy
from probatum.workflows.articles import Articles
from probatum.workflows.assignment import measured
from probatum.workflows.changed_evidence import watch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANN = Person(id="ann", name="Ann Author", roles=frozenset({Role.AUTHOR}))
DOCUMENTS, TOPICS, CALLS = 400, 40, 200
SENTENCE = "Drug{0} is recommended for adults with condition {1} who have not been treated before."
RETRACTED = "file:d0"
POLICY = Policy(approvals=1)
Found = TypeVar("Found")


def document(number: int) -> Document:
    """One guideline with one sentence of its own."""
    words = SENTENCE.format(number, number % TOPICS)
    return Document(
        id=f"file:d{number}",
        kind=DocumentKind.GUIDELINE,
        title=f"Guideline {number}",
        text=words,
        blocks=(Block(start=0, end=len(words)),),
        topics=(f"condition {number % TOPICS}",),
    )


def study() -> Document:
    """One trial on one condition."""
    words = "In this randomised trial drug9 reduced deaths in adults with condition 9 (HR 0.7)."
    return Document(
        id="pmid:1",
        kind=DocumentKind.RESEARCH,
        design=StudyDesign.RANDOMISED_TRIAL,
        title="A trial of drug9 in condition 9",
        text=words,
        blocks=(Block(start=0, end=len(words)),),
        published="2026-03",
        topics=("condition 9",),
    )


def article(number: int, sizes: argparse.Namespace) -> Article:
    """A published article; the first `citing` ones rest on the document to be retracted."""
    choose = random.Random(number)
    cited = [choose.randrange(1, DOCUMENTS) for _ in range(sizes.claims)]
    if number < sizes.citing:
        cited[0] = 0
    steps = (Stage.DRAFT, Stage.SUBMITTED, Stage.UNDER_REVIEW, Stage.APPROVED, Stage.PUBLISHED)
    at = NOW + timedelta(minutes=number)
    history = [
        Transition(before=before, after=after, by="rita", at=at)
        for before, after in pairwise(steps)
    ]
    reached = len(history) if number % 3 == 0 or number < sizes.citing else 2
    last, answer = sizes.revisions, _answer(cited, number)
    signed = SignOff(
        by="rita", name="Rita", title="MD", at=at, revision=last, round=1, interests="none"
    )
    return Article(
        id=f"a{number:06}",
        author=ANN.id,
        stage=history[reached - 1].after,
        revisions=tuple(
            Revision(number=n, answer=answer, by="ann", at=at) for n in range(1, last + 1)
        ),
        sign_offs=(signed,),
        history=tuple(history[:reached]),
    )


def _answer(cited: list[int], number: int) -> Answer:
    places = {document: place for place, document in enumerate(dict.fromkeys(cited), start=1)}
    claims = tuple(_claim(one, places[one]) for one in cited)
    references = tuple(
        Reference(
            number=place,
            document=f"file:d{one}",
            kind=DocumentKind.GUIDELINE,
            title=f"Guideline {one}",
        )
        for one, place in places.items()
    )
    topic = f"condition {number % TOPICS}"
    return Answer(
        question=Question(text="What is recommended?", condition=Condition(name=topic)),
        title=f"{topic}: management",
        sections=(Section(heading="Treatment", claims=claims),),
        references=references,
        updated=NOW,
        provenance=Provenance(library="x", documents=1, composer="q", version="1", asked_at=NOW),
    )


def _claim(document: int, reference: int) -> Claim:
    words = SENTENCE.format(document, document % TOPICS)
    citation = Citation(
        reference=reference,
        document=f"file:d{document}",
        passage=f"file:d{document}#0-{len(words)}",
        quote=words,
        start=0,
        end=len(words),
    )
    return Claim(text=words, verdict=Verdict.SUPPORTED, citations=(citation,))


def fill(records: Records, sizes: argparse.Namespace) -> float:
    """Articles written in a second."""
    note = Note(by="ann", at=NOW, action="begin")
    records.keep_person(ANN, note)
    began = time.perf_counter()
    for number in range(sizes.articles):
        records.begin(article(number, sizes), note)
        if number % 10 == 0:
            records.comment(Said(article=f"a{number:06}", text="Which dose?"), note)
    return sizes.articles / (time.perf_counter() - began)


def timed(call: Callable[[], Found]) -> tuple[float, Found]:
    """Seconds, and what came of it."""
    began = time.perf_counter()
    found = call()
    return time.perf_counter() - began, found


def p95(call: Callable[[int], object]) -> float:
    """Milliseconds within which 95 of 100 calls end."""
    taken = []
    for number in range(CALLS):
        began = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def measure(name: str, records: Records, sizes: argparse.Namespace, scratch: Path) -> None:
    """Print what one database does."""
    written = fill(records, sizes)
    choose = random.Random(1)
    names = [f"a{choose.randrange(sizes.articles):06}" for _ in range(CALLS)]
    files = {one: scratch / f"{one}.json" for one in names}
    for one, path in files.items():
        path.write_text(records.article(one).model_dump_json(), encoding="utf-8")

    def queue(number: int) -> object:
        topic = f"condition {number % TOPICS}" if number % 2 else None
        stages = frozenset({Stage.UNDER_REVIEW, Stage.PUBLISHED})
        return list(records.queue(Wanted(stages=stages, topic=topic, skip=number % 5 * 50)))

    def page(number: int) -> object:
        found = records.article(names[number])
        return found, records.comments(found.id), list(unresolved(found, POLICY))

    def from_file(number: int) -> object:
        return Article.model_validate_json(files[names[number]].read_bytes())

    queue_ms, page_ms, file_ms = p95(queue), p95(page), p95(from_file)
    listed = Articles(records)
    first_list, shown = timed(listed.all)
    records.comment(
        Said(article=names[0], text="And children?"), Note(by="ann", at=NOW, action="c")
    )
    next_list, _ = timed(listed.all)
    with closing(EmbeddedIndex(scratch / f"library-{name}", create=True)) as index:
        index.add(map(document, range(DOCUMENTS)))
        notice = Notice(kind=NoticeKind.RETRACTION, text="false data")
        index.remember([NoticeOn(kind="id", value=RETRACTED, notice=notice)], "owner")
        began, worked = time.perf_counter(), time.process_time()
        marked = len(watch(records, index, NOW).marked)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
        began = time.perf_counter()
        again = len(watch(records, index, NOW).marked)
        idle = time.perf_counter() - began
        index.add([study()])
        with_study, looked = timed(lambda: watch(records, index, datetime.now(UTC)))
        and_again, _ = timed(lambda: watch(records, index, datetime.now(UTC)))
    print(f"{name}: {sizes.articles:,} articles × {sizes.revisions} revisions")
    print(f"  written        {written:8.1f} a second")
    print(f"  queue, p95     {queue_ms:8.1f} ms")
    print(f"  page, p95      {page_ms:8.1f} ms, {page_ms / file_ms:.1f}× a JSON file of its own")
    print(f"  retraction     {seconds:8.1f} s ({worked:.1f} s of processor) for {marked} articles")
    print(f"  and once more  {idle:8.1f} s for {again} articles")
    print(
        f"  a study came   {with_study:8.1f} s for {looked.studies} of them, then {and_again:.1f} s"
    )
    print(f"  list, first    {first_list:8.1f} s for {len(shown)} published articles")
    print(f"  list, next     {next_list:8.2f} s when the log has grown by one entry")


def databases(postgresql: str | None, scratch: Path) -> Iterator[tuple[str, str]]:
    """Names and addresses of empty databases; that in PostgreSQL is dropped afterwards."""
    yield "SQLite", file_address(scratch / "records.sqlite")
    if postgresql is None:
        return
    engine = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE bench_board"))
    try:
        address = make_url(postgresql).set(database="bench_board")
        yield "PostgreSQL", address.render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text("DROP DATABASE bench_board WITH (FORCE)"))
        engine.dispose()


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, usual in (("articles", 10_000), ("revisions", 20), ("claims", 12), ("citing", 500)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--postgresql")
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, address in databases(sizes.postgresql, Path(folder)):
            counted = SqlRecords(open_database(address), lambda one: measured(one, POLICY))
            with closing(counted) as records:
                measure(name, records, sizes, Path(folder))


if __name__ == "__main__":
    main()
