"""``probatum ask --live``: services are asked before the library answers."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from probatum.errors import LibraryBusy, NoLibrary
from probatum.evidence.document import Access
from probatum.interfaces.cli.terminal import printable
from probatum.settings import Settings
from probatum.sources.live import LiveQuery
from probatum.wiring import library_to_ask, live_sources, notice_source, open_library
from probatum.workflows.ask import Inquiry
from probatum.workflows.live import Gathered, gather, live_queries, with_notices

_NO_EMAIL = (
    "No e-mail address is set (PROBATUM_EMAIL, or sources.email in the settings file); the "
    "services ask for one they can write to when something goes wrong."
)
_NOTHING_TO_ASK = (
    "The question names no condition or treatment that could be looked up; nothing was sent."
)


def look_up(inquiry: Inquiry, settings: Settings, *, explain: bool) -> None:
    """Fetch what the services hold on the question into the owner's library, saying so.

    Without a network it is said in one line, and nothing changes.
    """
    queries = _queries(inquiry, settings)
    if not queries:
        _say(_NOTHING_TO_ASK)
        return
    if not settings.web.email:
        _say(_NO_EMAIL)
    if explain:
        for query in queries:
            _say(f"Looking for {query.kind}: {_words(query)}")
    with live_sources(settings) as sources:
        gathered = gather(queries, sources)
    with notice_source(settings) as source:
        gathered, knows = with_notices(gathered, source), source.name
    if gathered.unavailable:
        reasons = "; ".join(dict.fromkeys(map(str, gathered.unavailable)))
        _say(f"Not all was looked up: {reasons}. The answer is from what is there.")
    if gathered.documents:
        _keep(gathered, knows, settings)


def _queries(inquiry: Inquiry, settings: Settings) -> tuple[LiveQuery, ...]:
    year = datetime.now(UTC).year
    try:
        index, _ = library_to_ask(settings)
    except NoLibrary:
        return live_queries(inquiry.text, None, year, inquiry.follows)
    try:
        return live_queries(inquiry.text, index, year, inquiry.follows)
    finally:
        index.close()


def _keep(gathered: Gathered, knows: str, settings: Settings) -> None:
    """Into the owner's library, which is made when there is none; never into the starter."""
    full = sum(document.access is Access.FULL_TEXT for document in gathered.documents)
    *others, last = gathered.answered or ("What was reached",)
    who = f"{', '.join(others)} and {last}" if others else last
    found = f"{who} gave {len(gathered.documents)} works, {full} in full text"
    try:
        index, new = open_library(settings), False
    except NoLibrary:
        index, new = open_library(settings, create=True), True
    try:
        change = index.add(gathered.documents)
        index.remember(gathered.notices, knows)
    except LibraryBusy as error:
        _say(f"{found}, which were not kept: {error}. The answer is from what is there.")
        return
    finally:
        index.close()
    _say(
        f"{found}: {change.added} added, {change.replaced} replaced, "
        f"{change.unchanged} known already."
    )
    if noticed := {on.value for on in gathered.notices}:
        _say(
            f"{knows} knows of notices on {len(noticed)} of them; what is retracted is no evidence."
        )
    if new:
        _say(
            f"Your library was made for them at {settings.library}; answers now come from it and "
            "no longer from the starter library."
        )


def _words(query: LiveQuery) -> str:
    since = f"since {query.since}" if query.since else ""
    parts = (" or ".join(query.conditions), " or ".join(query.terms), since)
    return "; ".join(filter(None, parts))


def _say(line: str) -> None:
    click.echo(printable(line), err=True)
