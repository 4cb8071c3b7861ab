"""``probatum review queue``, ``assign``, ``release``, ``due``: what waits, for whom, until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from probatum.evidence.answer import Stage
from probatum.evidence.article import Risk
from probatum.interfaces.cli.acting import Desk, acting
from probatum.interfaces.cli.terminal import printable
from probatum.records.records import Listed, Order, Wanted
from probatum.review.rights import Right, require
from probatum.workflows.assignment import assign as ask_for
from probatum.workflows.assignment import release as ask_no_more
from probatum.workflows.assignment import set_due
from probatum.workflows.review import known

_STAGES = {stage.replace(" ", "-"): stage for stage in Stage}
_DONE = frozenset({Stage.RETIRED, Stage.PUBLISHED})
_RISKS = {risk.name.lower(): risk for risk in Risk}


@click.command()
@click.option(
    "--by",
    "order",
    type=click.Choice([order.value for order in Order]),
    default=Order.AGE.value,
    show_default=True,
    help="What comes first; among equals, what waits longest.",
)
@click.option("--stage", "stages", type=click.Choice(list(_STAGES)), multiple=True)
@click.option("--topic", help="Only articles on this condition; --topics lists them.")
@click.option("--risk", type=click.Choice(list(_RISKS)), help="Only those at least so risky.")
@click.option("--for", "person", metavar="PERSON", help="Only those this person was asked for.")
@click.option("--mine", is_flag=True, help="Only those you were asked for.")
@click.option("--unassigned", is_flag=True, help="Only those nobody was asked for.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Only those due before this day.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@click.option("--skip", default=0, type=click.IntRange(0))
@click.option("--topics", is_flag=True, help="Print the topics with their numbers instead.")
@acting
def queue(here: Desk, **asked: Any) -> None:
    """List what waits; without --stage, all that is not published or retired.

    Risk is high where a sentence contradicts its source, where a cited work was retracted or is of
    concern, and where a dose is given of a drug that does great harm when it is wrong; raised where
    other doses are given, such a drug is named, a sentence is not wholly supported, sources
    disagree, or it is written for patients or on pregnancy.
    """
    require(here.by, Right.SEE)
    if asked["topics"]:
        for topic, number in here.records.topics():
            click.echo(printable(f"{number:6,}  {topic or '(none)'}"))
        return
    for one in here.records.queue(_wanted(here, asked)):
        click.echo(printable("\n".join(_lines(one))))


@click.command()
@click.argument("article")
@click.argument("person")
@acting
def assign(article: str, person: str, here: Desk) -> None:
    """Ask PERSON to review an article: as an editor, or for yourself as a reviewer."""
    after = ask_for(here.records, known(here.records, article), person, here.act())
    click.echo(printable(f"{after.id}  for {', '.join(after.assigned)}"))


@click.command()
@click.argument("article")
@click.argument("person")
@acting
def release(article: str, person: str, here: Desk) -> None:
    """Ask PERSON no more to review an article."""
    after = ask_no_more(here.records, known(here.records, article), person, here.act())
    click.echo(printable(f"{after.id}  for {', '.join(after.assigned) or 'nobody'}"))


@click.command()
@click.argument("article")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--why", required=True, help="The reason, in a sentence.")
@acting
def due(article: str, day: datetime, why: str, here: Desk) -> None:
    """Have an approved article reviewed again by DAY, sooner than the policy says."""
    after = set_due(here.records, known(here.records, article), day.date(), here.act(why))
    click.echo(printable(f"{after.id}  review due {after.review_due}"))


def _wanted(here: Desk, asked: dict[str, Any]) -> Wanted:
    last, stages = asked["due"], [_STAGES[name] for name in asked["stages"]]
    return Wanted.model_validate(
        {
            "stages": stages or (set(Stage) if last else set(Stage) - _DONE),
            "topic": asked["topic"],
            "risk": _RISKS[asked["risk"] or "usual"],
            "assigned": here.by.id if asked["mine"] else asked["person"],
            "unassigned": asked["unassigned"],
            "due_before": last.date() if last else None,
            "order": asked["order"],
            "most": asked["limit"],
            "skip": asked["skip"],
        }
    )


def _lines(one: Listed) -> Iterator[str]:
    unsettled = f"  {one.open_claims} sentences open" if one.open_claims else ""
    due_on = f"  due {one.review_due}" if one.review_due else ""
    people = f"  for {', '.join(one.assigned)}" if one.assigned else ""
    since = f"{one.stage} since {one.since:%Y-%m-%d}"
    yield f"{one.id}  {since}{unsettled}{due_on}{people}  {one.title}"
    if one.risk > Risk.USUAL:
        yield f"    risk {one.risk.name.lower()}: {'; '.join(one.hazards)}"
