"""The forms that a published article has beside its page, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from probatum.evidence.answer import Answer
from probatum.evidence.published import Published
from probatum.publishing.article_page import for_readers
from probatum.publishing.citation_style import to_ama, to_vancouver
from probatum.publishing.markdown import article_markdown
from probatum.publishing.nbib import to_nbib
from probatum.publishing.pdf import to_pdf
from probatum.publishing.word import to_word


class Form(NamedTuple):
    """How a form is named on the command line, what its file ends in, and what makes it."""

    name: str
    ending: str
    make: Callable[[Published], bytes]
    needs_extra: bool = False


def _text(make: Callable[[Published], str]) -> Callable[[Published], bytes]:
    return lambda published: make(published).encode()


def _references(make: Callable[[Answer], str]) -> Callable[[Published], bytes]:
    return lambda published: make(for_readers(published)).encode()


_ALL = (
    Form("markdown", "md", _text(article_markdown)),
    Form("docx", "docx", to_word),
    Form("nbib", "nbib", _references(to_nbib)),
    Form("pdf", "pdf", to_pdf, needs_extra=True),
    Form("ama", "ama.txt", _references(to_ama), needs_extra=True),
    Form("vancouver", "vancouver.txt", _references(to_vancouver), needs_extra=True),
)
FORMS: Mapping[str, Form] = {form.name: form for form in _ALL}
