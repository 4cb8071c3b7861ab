"""An answer as one HTML page that needs nothing else: no script, no network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from probatum.evidence.answer import Answer
from probatum.publishing import references


def to_html(answer: Answer) -> str:
    """Everything from sources and users is escaped by the template engine."""
    reading = references.reading_of(answer)
    return (
        _template().render(
            answer=answer,
            reading=reading,
            words=references.words_of(answer),
            unanswered=references.UNANSWERED,
            folded=references.FOLDED,
        )
        + "\n"
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("probatum.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
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
        environment.filters[name] = getattr(references, name)
    return environment.get_template("answer.html")
