"""``probatum audit replay``: a question asked again, and what comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.evidence.answer import Answer
from probatum.interfaces.cli.acting import VIA, Desk, operators_desk
from probatum.interfaces.cli.article import marked
from probatum.interfaces.cli.terminal import printable
from probatum.wiring import library_to_ask, method_of, shelf
from probatum.workflows.replay import Replayed, can_be_replayed
from probatum.workflows.replay import replay as ask_again
from probatum.workflows.review import known


@click.command()
@click.argument("answer")
@click.pass_obj
def replay(folder: Path | None, answer: str) -> None:
    """Ask the question of a kept ANSWER or an article again, on the library as it is now.

    An article is compared as it was handed in. Where a language model had a part in the answer, it
    is asked again too. Exit code 10 when library and software are the same
    and the answer is not.
    """
    with operators_desk(folder) as desk:
        before = _answer(desk, answer)
        can_be_replayed(before)
        index, _ = library_to_ask(desk.settings)
        with closing(index):
            composer, aid = method_of(before, desk.settings)
            found = ask_again(before, index, composer, datetime.now(UTC), aid)
    click.echo(printable("\n".join(_lines(found))))
    if found.same_ground and found.changes:
        raise SystemExit(10)


def _answer(desk: Desk, name: str) -> Answer:
    if desk.records.named(name):
        return desk.records.article(known(desk.records, name)).revisions[0].answer
    return shelf(desk.settings, desk.records, desk.by.id, VIA).get(name)


def _lines(found: Replayed) -> Iterator[str]:
    library = "unchanged" if found.library_before == found.library_after else "changed since"
    same = found.version_before == found.version_after
    version = "the same" if same else f"{found.version_before}, now {found.version_after}"
    yield f"library: {library}; version: {version}"
    if found.model_before or found.model_after:
        yield (
            f"model: {found.model_before or 'none'}, now {found.model_after or 'none'}; "
            "a model may write otherwise each time"
        )
    if found.vectors_before != found.vectors_after:
        before, now = ("used", "not") if found.vectors_before else ("not used", "used")
        yield f"vectors: {before} before, {now} now"
    if not found.changes:
        yield "The same sentences."
    yield from map(marked, found.changes)
    yield from (f"no longer cited: {one}" for one in found.cited_no_more)
    yield from (f"newly cited: {one}" for one in found.newly_cited)
