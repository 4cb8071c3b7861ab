"""The way of a question on the page: the box, the reading, the progress, the answer's address."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from probatum.errors import EmptyQuestion
from probatum.evidence.question import Correction, ReaderKind
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, answers_for
from probatum.interfaces.web.mishaps import mishap
from probatum.interfaces.web.offered import offered
from probatum.interfaces.web.page import fragment, page
from probatum.interfaces.web.runs import FINISHED, Run, State
from probatum.library.answers import Answers
from probatum.review.rights import Right
from probatum.workflows.ask import Inquiry

_RECENT = 8
_LONGEST_WORDS = 200
_REMEMBERED = 365 * 24 * 3600
"""Seconds for which the browser keeps who reads."""
EXAMPLES = (
    "Management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?",
    "How should hypertension be treated?",
    "How can chemotherapy-induced nausea and vomiting be prevented?",
    "First-line treatment of metastatic non-small cell lung cancer?",
)


def home(request: Request) -> Response:
    """The box, examples, and what was asked last. ``?question=`` fills the box."""
    desk: Desk = request.app.state.desk
    with desk.library() as (index, starter):
        stats = index.stats()
    return page(
        request,
        "home.html",
        question=request.query_params.get("question", ""),
        reader=reader_of(request.cookies.get("reader", "")),
        examples=EXAMPLES,
        recent=tuple(answers_for(request).recent(_RECENT)),
        documents=stats.documents,
        starter=starter,
    )


async def ask(request: Request) -> Response:
    """Start on a question and lead on to its progress."""
    desk: Desk = request.app.state.desk
    async with request.form(max_fields=200, max_files=0) as form:
        after = _one(form, "after")
        inquiry = await run_in_threadpool(_inquiry, answers_for(request), after, form)
        reader = reader_of(_one(form, "reader"))
        ways = offered(request).chosen(_one(form, "live"), _one(form, "composer"))
        instead = desk.runs.get(_one(form, "instead"))
    if not inquiry.text:
        raise EmptyQuestion("there is no question in the box; write one")
    run = desk.runs.begin(inquiry, after, reader, ways, request.state.visitor.known_as)
    if instead:
        instead.cancel()
    answer = RedirectResponse(f"/asking/{run.id}", 303)
    answer.set_cookie("reader", reader, max_age=_REMEMBERED, httponly=True, samesite="strict")
    return answer


def asking(request: Request) -> Response:
    """How far a question has come; leads on to the answer once it is there."""
    run = _run(request)
    if run is None:
        return mishap(request, "long_ago", 404)
    if run.answer:
        return RedirectResponse(f"/answers/{run.answer}", 303)
    if run.state is State.FAILED:
        return _failed(request, run)
    return page(
        request,
        "asking.html",
        run=run,
        reader=run.reader,
        finished=run.state in FINISHED,
        understood=False,
    )


def cancel(request: Request) -> Response:
    """Stop a question before its next step."""
    run = _run(request)
    if run is None:
        return mishap(request, "long_ago", 404)
    run.cancel()
    return RedirectResponse(f"/asking/{run.id}", 303)


def enough(request: Request) -> Response:
    """Ask no other service; answer from what is there."""
    run = _run(request)
    if run is None:
        return mishap(request, "long_ago", 404)
    run.enough = True
    return RedirectResponse(f"/asking/{run.id}", 303)


async def events(request: Request) -> Response:
    """The progress as server-sent events: each is the whole of it, so that none may be missed.

    ``finished`` comes last and names the address to go on to.
    """
    run = _run(request)
    if run is None:
        return Response(status_code=404)

    async def sent() -> AsyncIterator[str]:
        understood = False
        async for changed in run.watch():
            if changed:
                # The reading is sent once: what someone writes into it is not to be overwritten.
                new = run.question is not None and not understood
                understood = understood or new
                body = await run_in_threadpool(
                    fragment, request, "_progress.html", run=run, understood=new
                )
                yield _event(body)
            else:
                yield ": waiting\n\n"
        yield f"event: finished\ndata: /asking/{run.id}\n\n"

    return StreamingResponse(sent(), media_type="text/event-stream")


def _event(body: str) -> str:
    return "".join(f"data: {line}\n" for line in body.splitlines()) + "\n"


def _run(request: Request) -> Run | None:
    desk: Desk = request.app.state.desk
    return desk.runs.get(request.path_params["run"])


def _failed(request: Request, run: Run) -> Response:
    return mishap(request, "failed", 200, error=run.error, question=run.inquiry.text)


def reader_of(stated: str) -> ReaderKind:
    """Who reads, by their own word; a clinician where nothing is said."""
    return ReaderKind(stated) if stated in set(ReaderKind) else ReaderKind.CLINICIAN


def _inquiry(answers: Answers, after: str, form: FormData) -> Inquiry:
    """The question, the answer it goes on from, and its corrections, which may be several."""
    without = _all(form, "without")
    back = set(_all(form, "with"))
    return Inquiry(
        text=_one(form, "question"),
        follows=answers.get(after).question if after else None,
        correction=Correction(
            condition=_one(form, "condition")[:_LONGEST_WORDS] or None,
            without=tuple(name for name in without if name not in back),
            also=tuple(words for words in _all(form, "also") if words not in back),
        ),
    )


def _one(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()


def _all(form: FormData, name: str) -> tuple[str, ...]:
    words = (str(value).strip()[:_LONGEST_WORDS] for value in form.getlist(name))
    return tuple(dict.fromkeys(word for word in words if word))


ROUTES = (
    Door("/", home, Right.ASK),
    Door("/ask", ask, Right.ASK, ["POST"]),
    Door("/asking/{run}", asking, Right.ASK),
    Door("/asking/{run}/cancel", cancel, Right.ASK, ["POST"]),
    Door("/asking/{run}/enough", enough, Right.ASK, ["POST"]),
    Door("/asking/{run}/events", events, Right.ASK),
)
