"""An article on the review desk: its sentences beside their evidence, and what is done with them.

Everything goes through the workflows of the command line. What is refused, because somebody else
was quicker or a reason is missing, comes back with what was typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import date
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.errors import (
    NotAllowed,
    ProbatumError,
    StaleEdit,
    UnknownArticle,
    UnknownPerson,
    UsageError,
)
from probatum.evidence.article import Article, Decision, claim_key
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, act_of
from probatum.interfaces.web.evidence import evidence_of
from probatum.interfaces.web.page import page
from probatum.interfaces.web.review_layout import differences, review
from probatum.interfaces.web.summarising import can_be_kept
from probatum.records.records import Said
from probatum.review.assignment import asks_others, may_be_asked
from probatum.review.claims import decisions_open_to
from probatum.review.rights import Right
from probatum.review.risk import hazards
from probatum.review.stages import Move, moves, needs_reason, review_of
from probatum.workflows.assignment import assign, release, set_due
from probatum.workflows.policy import policy_of
from probatum.workflows.review import Ruling, comment, move, rule

_LONGEST = 20_000


class Trouble(NamedTuple):
    """What was refused, with the form as it was filled in."""

    error: ProbatumError
    fields: dict[str, str]
    stale: bool


def article_page(request: Request) -> Response:
    """The revision in force, sentence by sentence."""
    return _page(request)


def evidence(request: Request) -> Response:
    """The words behind one citation of the revision in force."""
    article = _article(request)
    return evidence_of(request, article.current.answer, f"/board/{article.id}")


def difference(request: Request) -> Response:
    """What changed between two revisions, word by word."""
    article = _article(request)
    last = article.current.number
    new = _revision(request, "after", last) or last
    old = _revision(request, "before", last) or max(1, new - 1)
    before, after = article.revisions[old - 1], article.revisions[new - 1]
    return page(
        request,
        "difference.html",
        article=article,
        before=before,
        after=after,
        changed=differences(before, after),
    )


def _decide(request: Request, form: FormData) -> str:
    desk: Desk = request.app.state.desk
    stated = _field(form, "decision")
    if stated not in set(Decision):
        raise UsageError("choose what to do with the sentence")
    article, key = _article(request), _field(form, "claim")
    ruling = Ruling(claim=key, decision=Decision(stated), sentence=_field(form, "sentence"))
    with desk.library() as (index, _):
        act = act_of(request, _field(form, "why"))
        after = rule(desk.records(), article.id, ruling, act, index)
    keys = [claim_key(claim) for claim in after.current.answer.claims()]
    if key in keys:
        return f"#claim-{key}"
    old = [claim_key(claim) for claim in article.current.answer.claims()]
    new = next((each for each in keys if each not in old), "")
    return f"#claim-{new}" if new else "#revisions"


def _comment(request: Request, form: FormData) -> str:
    desk: Desk = request.app.state.desk
    text, answers = _field(form, "text"), _field(form, "answers")
    if not 0 < len(text) <= _LONGEST:
        raise UsageError(f"a comment has between 1 and {_LONGEST:,} characters")
    said = Said(
        article=request.path_params["name"],
        text=text,
        claim=_field(form, "claim") or None,
        answers=int(answers) if answers.isdecimal() and len(answers) < 10 else None,
    )
    return f"#comment-{comment(desk.records(), said, act_of(request)).id}"


def _move(request: Request, form: FormData) -> str:
    desk: Desk = request.app.state.desk
    stated, read = _field(form, "move"), _field(form, "revision")
    if stated not in set(Move) or not read.isdecimal():
        raise UsageError("choose what to do with the article")
    act = act_of(request, _field(form, "why"), _field(form, "interests"))
    move(desk.records(), request.path_params["name"], Move(stated), act, int(read[:9]))
    return ""


def _ask_for(request: Request, form: FormData) -> str:
    desk: Desk = request.app.state.desk
    doing = release if _field(form, "release") else assign
    person = _field(form, "release") or _field(form, "person")
    doing(desk.records(), request.path_params["name"], person, act_of(request))
    return "#people"


def _due(request: Request, form: FormData) -> str:
    desk: Desk = request.app.state.desk
    try:
        day = date.fromisoformat(_field(form, "day"))
    except ValueError:
        raise UsageError("give the day as year-month-day, 2027-03-31") from None
    set_due(desk.records(), request.path_params["name"], day, act_of(request, _field(form, "why")))
    return ""


def _doing(what: Callable[[Request, FormData], str]) -> Callable[[Request], Awaitable[Response]]:
    """Take a form, do it, and lead back to the place; or show it again with what went wrong."""

    def attempted(request: Request, form: FormData) -> Response:
        try:
            _article(request)
            place = what(request, form)
        except (NotAllowed, StaleEdit, UsageError, UnknownPerson) as error:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            stale = isinstance(error, StaleEdit)
            status = 400 if isinstance(error, UsageError | UnknownPerson) else 409
            return _page(request, Trouble(error, fields, stale), status)
        return RedirectResponse(f"/board/{request.path_params['name']}{place}", 303)

    async def done(request: Request) -> Response:
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(attempted, request, form)

    done.__name__ = what.__name__.lstrip("_")
    done.__doc__ = what.__doc__
    return done


def _page(request: Request, trouble: Trouble | None = None, status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    article = _article(request)
    records, by = desk.records(), act_of(request).by
    people = {person.id: person for person in records.people()}
    asked = [one for one in people.values() if may_be_asked(article, one)]
    return page(
        request,
        "review.html",
        status,
        article=article,
        answer=article.current.answer,
        place=f"/board/{article.id}",
        shown=review(article, policy_of(records), records.comments(article.id)),
        hazards=hazards(article.current.answer),
        caution=review_of(article).caution,
        deciding=decisions_open_to(article, by),
        moving=[(each, needs_reason(each)) for each in moves(article, by) if each is not Move.SIGN],
        signing=Move.SIGN in moves(article, by),
        signed=[one.by for one in article.standing_sign_offs()],
        people=people,
        asked=[one for one in asked if asks_others(by) or one.id == by.id],
        releases=asks_others(by),
        is_summary=can_be_kept(article.current.answer),
        trouble=trouble,
        typed=defaultdict(str, trouble.fields if trouble else {}),
    )


def _article(request: Request) -> Article:
    desk: Desk = request.app.state.desk
    return desk.records().article(request.path_params["name"])


def _revision(request: Request, name: str, last: int) -> int | None:
    stated = request.query_params.get(name, "")
    number = int(stated) if stated.isdecimal() and len(stated) < 9 else None
    if number is not None and not 1 <= number <= last:
        raise UnknownArticle(f"the article has the revisions 1 to {last}")
    return number


def _field(form: FormData, name: str) -> str:
    return str(form.get(name, "")).replace("\r\n", "\n").strip()


ROUTES = (
    Door("/board/{name}", article_page, Right.SEE),
    Door("/board/{name}/evidence/{number:int}", evidence, Right.SEE),
    Door("/board/{name}/difference", difference, Right.SEE),
    Door("/board/{name}/decide", _doing(_decide), Right.DECIDE, ["POST"]),
    Door("/board/{name}/comment", _doing(_comment), Right.COMMENT, ["POST"]),
    Door("/board/{name}/move", _doing(_move), Right.DECIDE, ["POST"]),
    Door("/board/{name}/reviewers", _doing(_ask_for), Right.DECIDE, ["POST"]),
    Door("/board/{name}/due", _doing(_due), Right.DECIDE, ["POST"]),
)
