"""A published article as PDF, by WeasyPrint (the extra `publishing`)."""

from __future__ import annotations

from typing import Any

from probatum.errors import UsageError
from probatum.evidence.published import Published
from probatum.publishing.html import page
from probatum.publishing.outline import Facing, outline

_MISSING = (
    'PDF needs WeasyPrint: pip install "probatum[publishing]", and Pango, which most systems have '
    "(Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)"
)


def to_pdf(published: Published) -> bytes:
    """Tagged PDF with the caution and page numbers on every page. Raises `UsageError`.

    Nothing is fetched: the page names nothing but itself.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise UsageError(_MISSING) from error
    parts = [(part, isinstance(part, Facing)) for part in outline(published)]
    text = page("print.html", page=published, answer=published.answer, parts=parts)
    made: bytes = HTML(string=text, url_fetcher=_refuse).write_pdf(pdf_tags=True)
    return made


def _refuse(url: str, *_: Any, **__: Any) -> None:
    raise ValueError(f"nothing is fetched: {url}")
