"""An answer as one HTML page that needs nothing else: no script, no network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from probatum.evidence.answer import Answer
from probatum.publishing import references
from probatum.publishing.environment import environment
from probatum.publishing.figures import figures_of


def to_html(answer: Answer) -> str:
    """Everything from sources and users is escaped by the template engine."""
    return page("answer.html", **parts_of(answer)) + "\n"


def parts_of(answer: Answer) -> dict[str, object]:
    """What a template needs to lay an answer out."""
    return {
        "answer": answer,
        "reading": references.reading_of(answer.question),
        "left_out": references.left_out_of(answer),
        "words": references.words_of(answer),
        "unanswered": references.UNANSWERED,
        "folded": references.FOLDED,
        "written": references.writing_of(answer),
        "figures": figures_of(answer),
    }


def page(template: str, **parts: object) -> str:
    """A page of that template. Everything in it is escaped."""
    return _environment().get_template(template).render(**parts)


@cache
def _environment() -> Environment:
    made = environment("probatum.publishing")
    for name in (
        "kind_of",
        "citation_of",
        "cautions_of",
        "link_of",
        "remarks_of",
        "lines_of",
        "is_unanswered",
        "pieces_of",
    ):
        made.filters[name] = getattr(references, name)
    return made
