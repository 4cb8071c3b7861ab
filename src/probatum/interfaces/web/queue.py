"""The queue of the board on the page, handing an answer in, and the rules of review."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.errors import NotAllowed, StaleEdit
from probatum.evidence.answer import Stage
from probatum.evidence.article import Risk
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, act_of, answers_for
from probatum.interfaces.web.mishaps import mishap
from probatum.interfaces.web.page import page
from probatum.records.records import Order, Wanted
from probatum.review.policy import Policy, enacted_in_words, in_words
from probatum.review.rights import Right
from probatum.workflows.policy import policies_of, policy_of, set_policy
from probatum.workflows.review import known, submit

_DONE = frozenset({Stage.PUBLISHED, Stage.RETIRED})
_AT_ONCE = 30
_WHOSE = ("anybody", "me", "nobody yet")
_ORDERS = {
    Order.AGE: "waiting longest", Order.RISK: "risk", Order.TOPIC: "topic", Order.DUE: "due first",
}  # fmt: skip
_Choice = TypeVar("_Choice", bound=StrEnum)


def queue(request: Request) -> Response:
    """What waits, by age, risk, topic or due date; all that is not published unless asked for."""
    desk: Desk = request.app.state.desk
    asked = request.query_params
    order = _choice(asked.get("by", ""), Order) or Order.AGE
    stage = _choice(asked.get("stage", ""), Stage)
    whose = asked.get("for", "")
    stated = asked.get("page", "")
    number = int(stated) if stated.isdecimal() and len(stated) < 6 else 0
    risk = next((risk for risk in Risk if risk.name.lower() == asked.get("risk")), Risk.USUAL)
    wanted = Wanted(
        stages=frozenset({stage}) if stage else frozenset(Stage) - _DONE,
        topic=asked.get("topic") or None,
        risk=risk,
        assigned=act_of(request).by.id if whose == "me" else None,
        unassigned=whose == "nobody yet",
        order=order,
        most=_AT_ONCE + 1,
        skip=number * _AT_ONCE,
    )
    found = tuple(desk.records().queue(wanted))
    return page(
        request,
        "board.html",
        listed=found[:_AT_ONCE],
        more=len(found) > _AT_ONCE,
        number=number,
        further=urlencode([(key, value) for key, value in asked.multi_items() if key != "page"]),
        topics=desk.records().topics(),
        orders=tuple(_ORDERS.items()),
        stages=tuple(Stage),
        risks=tuple(Risk),
        whose=_WHOSE,
        asked={"by": order, "stage": stage, "for": whose, "risk": risk, "topic": wanted.topic},
    )


async def hand_in(request: Request) -> Response:
    """Make a kept answer an article for review, or lead to the one that it is already."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_hand_in, request, form)


def _hand_in(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    name = str(form.get("name", ""))
    answer = answers_for(request).get(name)
    try:
        article = submit(desk.records(), name, answer, act_of(request, str(form.get("why", ""))))
    except StaleEdit:
        return RedirectResponse(f"/board/{known(desk.records(), name[:12])}", 303)
    except NotAllowed as error:
        return mishap(request, "usage", 409, error)
    return RedirectResponse(f"/board/{article.id}", 303)


def policy(request: Request) -> Response:
    """The rules, all versions of them, and the form in which an owner changes them."""
    return _policy_page(request)


async def new_policy(request: Request) -> Response:
    """Put other rules in force, as the next version."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_new_policy, request, form)


def _new_policy(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    why = str(form.get("why", ""))
    before = policy_of(desk.records())
    if form.get("version") != str(before.version):
        return _policy_page(request, "somebody else changed the rules meanwhile; look again", 409)
    stated = (str(form.get("approvals", "")), str(form.get("months", "")))
    if not all(each.isdecimal() and int(each[:4]) >= 1 for each in stated):
        return _policy_page(request, "give whole numbers from 1 on", 400)
    approvals, months = (int(each[:4]) for each in stated)
    if approvals > 20 or months > 120:
        return _policy_page(request, "at most 20 signatures and 120 months can be asked for", 400)
    after = Policy(
        version=before.version,
        approvals=approvals,
        every_claim=form.get("every_claim") == "on",
        review_every_months=months,
    )
    set_policy(desk.records(), after, act_of(request, why))
    return RedirectResponse("/board/policy", 303)


def _policy_page(request: Request, trouble: str = "", status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    *before, now = policies_of(desk.records())
    versions = [
        (enacted_in_words(one), tuple(in_words(one.policy))) for one in (now, *reversed(before))
    ]
    values = {"versions": versions, "policy": now.policy, "trouble": trouble}
    return page(request, "rules.html", status, **values)


def _choice(stated: str, kinds: type[_Choice]) -> _Choice | None:
    return kinds(stated) if stated in set(kinds) else None


ROUTES = (
    Door("/board", queue, Right.SEE),
    Door("/board/hand-in", hand_in, Right.BEGIN, ["POST"]),
    Door("/board/policy", policy, Right.SEE),
    Door("/board/policy", new_policy, Right.SET_POLICY, ["POST"]),
)
