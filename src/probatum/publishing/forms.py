"""The forms that a published article has beside its page, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import NamedTuple

from probatum.evidence.answer import Answer
from probatum.evidence.published import Published
from probatum.publishing.article_reference import with_itself
from probatum.publishing.bibtex import to_bibtex
from probatum.publishing.citation_style import to_ama, to_vancouver
from probatum.publishing.csl import to_csl
from probatum.publishing.markdown import article_markdown
from probatum.publishing.nbib import to_nbib
from probatum.publishing.pdf import to_pdf
from probatum.publishing.ris import to_ris
from probatum.publishing.word import to_word


class Form(NamedTuple):
    """How a form is named on the command line, what its file ends in, and what makes it."""

    name: str
    ending: str
    make: Callable[[Published], bytes]
    needs_extra: str = ""
    """The package of the extra `publishing` that it cannot be made without."""
    of_references: bool = False

    @property
    def can_be_made(self) -> bool:
        """Whether what it needs is installed."""
        return not self.needs_extra or find_spec(self.needs_extra) is not None


def _text(make: Callable[[Published], str]) -> Callable[[Published], bytes]:
    return lambda published: make(published).encode()


def _references(make: Callable[[Answer], str]) -> Callable[[Published], bytes]:
    return lambda published: make(with_itself(published)).encode()


def _list(name: str, ending: str, make: Callable[[Answer], str], needs_extra: str = "") -> Form:
    return Form(name, ending, _references(make), needs_extra, of_references=True)


_ALL = (
    Form("markdown", "md", _text(article_markdown)),
    Form("docx", "docx", to_word),
    _list("nbib", "nbib", to_nbib),
    Form("pdf", "pdf", to_pdf, needs_extra="weasyprint"),
    _list("ama", "ama.txt", to_ama, "citeproc"),
    _list("vancouver", "vancouver.txt", to_vancouver, "citeproc"),
)
FORMS: Mapping[str, Form] = {form.name: form for form in _ALL}
"""Those that one chooses among."""
ALWAYS = (
    _list("ris", "ris", to_ris),
    _list("bibtex", "bib", to_bibtex),
    _list("csl", "csl.json", to_csl),
)
"""Those that every page has."""
