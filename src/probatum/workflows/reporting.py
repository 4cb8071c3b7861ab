"""Telling the owner of articles that the watch marked: each once by each way.

What is to be told is read from the audit log, so that no mark is lost between marking and telling.
Before a report is sent, what it covers is written down, so that one whose sending was broken off is
sent again as the same report, with the same id: who receives it can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from probatum.errors import NotDelivered
from probatum.evidence.audit import Entry
from probatum.evidence.value import Value
from probatum.publishing.addresses import Addresses
from probatum.records.records import Note, Records
from probatum.reporting.channel import Channel
from probatum.reporting.report import Concerned, Report
from probatum.review.publication import published
from probatum.workflows.changed_evidence import MARKED, WATCH

_SETTING = "reports"
_AT_ONCE = 100
"""Articles in one report."""


class Told(Value):
    """How far a way was told: up to an entry of the log, and up to which one it is being told."""

    upto: int
    telling: int | None = None


class Reported(Value):
    """What one run did by one way. `failed` says why the rest waits for the next run."""

    channel: str
    reports: int
    articles: int
    failed: str | None = None


def begin_reporting(records: Records, channels: Iterable[Channel], now: datetime) -> None:
    """A way that is new is told what happens from now on. To be called before the watch looks."""
    told = _all(records)
    for channel in channels:
        if channel.name not in told:
            _keep(records, channel.name, Told(upto=records.head()), now)


def report(
    records: Records, channels: Iterable[Channel], now: datetime, address: str | None = None
) -> tuple[Reported, ...]:
    """Tell every way what it was not told yet. `address` is where readers open the page."""
    return tuple(_report(records, channel, now, address) for channel in channels)


def _report(records: Records, channel: Channel, now: datetime, address: str | None) -> Reported:
    told = _all(records)[channel.name]
    reports = articles = 0
    while True:
        marks = tuple(islice(_marks(records, told), _AT_ONCE))
        if not marks:
            return Reported(channel=channel.name, reports=reports, articles=articles)
        if told.telling is None:
            told = told.model_copy(update={"telling": marks[-1].number})
            _keep(records, channel.name, told, now)
        made = _made(records, channel.name, marks, address)
        try:
            channel.send(made)
        except NotDelivered as error:
            return Reported(
                channel=channel.name, reports=reports, articles=articles, failed=str(error)
            )
        told = Told(upto=marks[-1].number)
        _keep(records, channel.name, told, now)
        reports, articles = reports + 1, articles + len(made.articles)


def _marks(records: Records, told: Told) -> Iterator[Entry]:
    for entry in records.entries(told.upto):
        if told.telling is not None and entry.number > told.telling:
            return
        if (entry.by, entry.action) == (WATCH.id, MARKED):
            yield entry


def _made(records: Records, channel: str, marks: tuple[Entry, ...], address: str | None) -> Report:
    first, last = marks[0], marks[-1]
    told = f"{channel} {first.number} {last.number} {last.hash}"
    return Report(
        id=hashlib.sha256(told.encode()).hexdigest()[:24],
        at=last.at,
        articles=tuple(_concerned(records, mark, address) for mark in marks),
    )


def _concerned(records: Records, mark: Entry, address: str | None) -> Concerned:
    article = records.article(mark.subject.removeprefix("article "))
    answer, shown = article.current.answer, published(article)
    return Concerned(
        article=article.id,
        # Without a condition the title is made of the question, which may speak of a patient.
        title=answer.title if answer.question.condition else "An article",
        stage=article.stage.value,
        address=Addresses(address).article(shown) if address and shown else None,
        changes=tuple(change for change in article.changes if change.at == mark.at),
    )


def _all(records: Records) -> dict[str, Told]:
    kept = records.setting(_SETTING)
    found = kept if isinstance(kept, dict) else {}
    return {name: Told.model_validate(told) for name, told in found.items()}


def _keep(records: Records, channel: str, told: Told, now: datetime) -> None:
    everything = {**_all(records), channel: told}
    value = {name: one.model_dump(mode="json") for name, one in everything.items()}
    details = (("by", channel), ("up to entry", str(told.telling or told.upto)))
    action = "report" if told.telling is None else "begin report"
    records.keep_setting(_SETTING, value, Note(by=WATCH.id, at=now, action=action, details=details))
