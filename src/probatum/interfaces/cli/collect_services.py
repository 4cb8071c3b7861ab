"""``probatum library collect trials`` and ``labels``: what services give on a subject."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.evidence.document import Document
from probatum.interfaces.cli.terminal import printable
from probatum.settings import Settings, settings
from probatum.wiring import label_service, open_library, trial_registry
from probatum.workflows.fetch import Brought, bring


@click.command()
@click.option("--condition", multiple=True, metavar="NAME", help="Condition; several: any of them.")
@click.option("--treatment", multiple=True, metavar="NAME", help="Treatment; several: any of them.")
@click.option("--with-results", is_flag=True, help="Only studies that report results.")
@click.option("--recruiting", is_flag=True, help="Only studies that take patients now.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10_000))
@click.pass_obj
def trials(
    folder: Path | None,
    /,
    condition: tuple[str, ...],
    treatment: tuple[str, ...],
    limit: int,
    **only: bool,
) -> None:
    """Add studies registered at ClinicalTrials.gov, the most relevant first.

    A registered study is evidence of the last rank: what it plans has found nothing yet.

    Exit code 5 when the service fails; what came before is kept.
    """
    from probatum.sources.clinical_trials_live import TrialQuery

    if not any(name.strip() for name in (*condition, *treatment)):
        raise UsageError('name a condition or a treatment: --condition "rectal cancer"')
    query = TrialQuery(
        conditions=condition,
        treatments=treatment,
        with_results=only["with_results"],
        recruiting=only["recruiting"],
    )
    place = settings(folder)
    with trial_registry(place) as registry:
        _show(_brought(registry.studies(query, limit), place), "studies")


@click.command()
@click.argument("drugs", metavar="DRUG...", nargs=-1, required=True)
@click.option(
    "--from",
    "service",
    type=click.Choice(["dailymed", "openfda"]),
    default="dailymed",
    show_default=True,
    help="DailyMed gives labels as their makers wrote them, openFDA the same as plain text.",
)
@click.option(
    "--limit", default=3, show_default=True, type=click.IntRange(1, 1000), help="Labels a drug."
)
@click.pass_obj
def labels(folder: Path | None, drugs: tuple[str, ...], service: str, limit: int) -> None:
    """Add labels of the United States for each DRUG, by generic or brand name.

    Exit code 5 when the service fails; what came before is kept.
    """
    place = settings(folder)
    with label_service(place, service) as asked:
        found = {drug: asked.labels(drug, limit) for drug in dict.fromkeys(drugs)}
        _show(_brought(chain.from_iterable(found.values()), place), "labels")


def _brought(documents: Iterable[Document], place: Settings) -> Brought:
    with closing(open_library(place, create=True)) as index:
        return bring(documents, index)


def _show(brought: Brought, what: str) -> None:
    change = brought.change
    if brought.fault:
        click.echo(printable(f"Not all was fetched: {brought.fault}."), err=True)
    if not brought.documents and not brought.fault:
        click.echo(f"The service knows no such {what}; nothing was added.", err=True)
    click.echo(
        f"{brought.documents} {what}: {change.added} added, {change.replaced} replaced, "
        f"{change.unchanged} known already"
    )
    if brought.fault:
        sys.exit(5)
