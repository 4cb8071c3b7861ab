"""A kept answer: the page that is read, and the evidence behind each of its citations."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.evidence.answer import Answer
from probatum.interfaces.web.entrance import Door, answers_for
from probatum.interfaces.web.evidence import evidence_of
from probatum.interfaces.web.layout import layout
from probatum.interfaces.web.page import page
from probatum.library.answers import Answers
from probatum.privacy.screen import identifiers, quoted
from probatum.readers.ease import ease
from probatum.review.rights import Right
from probatum.wiring import publisher

_MOST_RECENT = 200


def answer_page(request: Request) -> Response:
    """The answer as it was kept."""
    name, answer = _answer(request)
    return page(
        request,
        "answer.html",
        name=name,
        place=f"/answers/{name}",
        ease=ease(claim.text for claim in answer.claims()),
        answer=answer,
        shown=layout(answer),
        forms=_menu(),
        held=quoted(identifiers(answer.question.text)),
        earlier=_earlier(answers_for(request), answer),
    )


def evidence(request: Request) -> Response:
    """The words behind one citation: a part of the answer's page, or a page of its own."""
    name, answer = _answer(request)
    return evidence_of(request, answer, f"/answers/{name}")


def all_answers(request: Request) -> Response:
    """What was asked, newest first."""
    return page(request, "answers.html", recent=tuple(answers_for(request).recent(_MOST_RECENT)))


def ask_to_forget(request: Request) -> Response:
    """Whether an answer is to be deleted for good."""
    name, answer = _answer(request)
    return page(request, "forget.html", name=name, answer=answer)


def forget(request: Request) -> Response:
    """Delete an answer for good."""
    answers_for(request).forget(request.path_params["name"])
    return RedirectResponse("/answers", 303)


class _Form(NamedTuple):
    label: str
    suffix: str
    media_type: str


_FORMS = {
    "markdown": _Form("Markdown", "md", "text/markdown"),
    "text": _Form("Plain text", "txt", "text/plain"),
    "json": _Form("JSON", "json", "application/json"),
    "ris": _Form("References: RIS", "ris", "application/x-research-info-systems"),
    "bibtex": _Form("References: BibTeX", "bib", "application/x-bibtex"),
    "csl": _Form("References: CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
    "nbib": _Form("References: NBIB (PubMed)", "nbib", "application/nbib"),
    "ama": _Form("References: AMA", "ama.txt", "text/plain"),
    "vancouver": _Form("References: Vancouver", "vancouver.txt", "text/plain"),
}
_STYLED = frozenset({"ama", "vancouver"})


def _menu() -> tuple[tuple[str, str], ...]:
    """What can be made with what is installed."""
    styles = find_spec("citeproc") is not None
    return tuple((form, _FORMS[form].label) for form in _FORMS if styles or form not in _STYLED)


def export(request: Request) -> Response:
    """The answer in another form, as a file."""
    name, answer = _answer(request)
    wanted = request.path_params["form"]
    form = _FORMS.get(wanted)
    if form is None:
        raise HTTPException(404)
    return Response(
        publisher(wanted)(answer),
        media_type=form.media_type,
        headers={"content-disposition": f'attachment; filename="probatum-{name}.{form.suffix}"'},
    )


def _earlier(answers: Answers, answer: Answer) -> str:
    """Name of the answer that this one goes on from, or nothing when it is not kept any more."""
    before = answer.question.follows
    kept = answers.recent(_MOST_RECENT) if before else iter(())
    return next((each.id for each in kept if each.answer.question.text == before), "")


def _answer(request: Request) -> tuple[str, Answer]:
    name = request.path_params["name"]
    return name, answers_for(request).get(name)


ROUTES = (
    Door("/answers", all_answers, Right.READ),
    Door("/answers/{name}", answer_page, Right.READ),
    Door("/answers/{name}/forget", ask_to_forget, Right.FORGET),
    Door("/answers/{name}/forget", forget, Right.FORGET, ["POST"]),
    Door("/answers/{name}/evidence/{number:int}", evidence, Right.READ),
    Door("/answers/{name}/export/{form}", export, Right.READ),
)
