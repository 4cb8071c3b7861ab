"""Pages from templates. All that is put into one is escaped, and turns of direction are named."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from probatum.interfaces.web.offered import offered
from probatum.publishing import environment as publishing_environment
from probatum.publishing import references
from probatum.publishing.figures import figures_of
from probatum.publishing.report_html import compared

PLACES = (
    ("/", "Ask"),
    ("/answers", "Answers"),
    ("/articles", "Articles"),
    ("/topics", "Topics"),
    ("/library", "Library"),
    ("/check", "Check"),
)
READERS = (("clinician", "Clinician"), ("trainee", "Trainee"), ("patient", "Patient or carer"))
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FORMS = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
_FILTERS = (
    "kind_of",
    "citation_of",
    "cautions_of",
    "link_of",
    "lines_of",
    "is_unanswered",
    "reading_of",
    "pieces_of",
    "words_of",
    "writing_of",
)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The whole page; values of the same name in the template."""
    return HTMLResponse(fragment(request, template, **values), status)


def fragment(request: Request, template: str, **values: Any) -> str:
    """A part of a page."""
    visitor = getattr(request.state, "visitor", None)
    given = {"here": request.url.path, "visitor": visitor, "offered": offered(request)} | values
    html = environment().get_template(template).render(**given)
    return _with_token(html, visitor.form_token) if visitor and visitor.form_token else html


def _with_token(html: str, token: str) -> str:
    """Put what shows that it is ours into every form that changes something: none is forgotten.

    What people write is escaped and never begins a form.
    """
    return _FORMS.sub(rf'\g<0><input type="hidden" name="form" value="{token}">', html)


def is_part(request: Request) -> bool:
    """Whether the script of an open page asks for a part of it to replace."""
    return request.headers.get("hx-request") == "true"


@cache
def environment() -> Environment:
    """The templates of this room, and those of publishing for what both show."""
    made = publishing_environment.environment("probatum.interfaces.web", finalize=shown)
    ours = PackageLoader("probatum.interfaces.web")
    made.loader = ChoiceLoader([ours, PackageLoader("probatum.publishing")])
    for name in _FILTERS:
        made.filters[name] = getattr(references, name)
    made.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    made.filters["compared"] = compared
    made.filters["figures_of"] = figures_of
    made.globals["places"] = PLACES
    made.globals["readers"] = READERS
    made.globals["static"] = static_address
    made.globals["folded"] = references.FOLDED
    made.globals["unanswered"] = references.UNANSWERED
    return made


def shown(value: Any) -> Any:
    """Text as it may stand on a page: a character that turns the direction is named instead.

    An override would let "5.0 gm" read as "mg 0.5", and a control character is never text.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    named = _DIRECTIONS.sub(lambda match: f"[U+{ord(match.group()):04X}]", value)
    return _CONTROL.sub("\ufffd", named)


@cache
def static_address(name: str) -> str:
    """Address of a file of ours, which changes with its contents, so that it may be kept."""
    body = (files("probatum.interfaces.web") / "static" / name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(body).hexdigest()[:12]}"
