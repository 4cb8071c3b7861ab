"""The ways by which an attack comes into a library: each gives files to add, or a record."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.shared import Pt, RGBColor

from probatum.evidence.document import Document, DocumentKind, Identifiers
from probatum.sources.html import HtmlSource
from probatum.sources.markdown import MarkdownSource
from probatum.sources.pdf import PdfSource
from probatum.sources.word import WordSource
from tests.evidence_by_hand import document
from tests.injection.attacks import ATTACKS
from tests.sources.pdf_by_hand import pdf, text

HONEST = "Rest the joint in acute gout."
Documents = Iterator[Document]


def _file(folder: Path, number: int, ending: str, body: str | bytes, name: str = "page") -> Path:
    path = folder / f"{name}-{number}.{ending}"
    path.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
    return path


def _markdown(template: str) -> Callable[[Path], Documents]:
    def made(folder: Path) -> Documents:
        for number, attack in enumerate(ATTACKS):
            page = template.replace("ATTACK", attack).replace("HONEST", HONEST)
            yield from MarkdownSource().read(_file(folder, number, "md", page))

    return made


def _html(template: str) -> Callable[[Path], Documents]:
    def made(folder: Path) -> Documents:
        for number, attack in enumerate(ATTACKS):
            hidden = attack.replace("--", "") if "<!--" in template else html.escape(attack)
            page = f"<html><body><h1>Page {number}</h1><p>{HONEST}</p>{template}</body></html>"
            page = page.replace("ATTACK", hidden.replace(">", "&gt;"))
            yield from HtmlSource().read(_file(folder, number, "html", page))

    return made


def _xml(words: str) -> str:
    """What an XML file can hold of it."""
    return "".join(letter for letter in words if letter.isprintable())


def _word(hide: Callable[[docx.document.Document, str], object]) -> Callable[[Path], Documents]:
    def made(folder: Path) -> Documents:
        # All in one file: python-docx takes a fifth of a second to begin one.
        file = docx.Document()
        file.add_paragraph(HONEST)
        for attack in ATTACKS:
            hide(file, _xml(attack))
        body = io.BytesIO()
        file.save(body)
        yield from WordSource().read(_file(folder, 0, "docx", body.getvalue()))

    return made


def _vanish(file: docx.document.Document, words: str) -> None:
    file.add_paragraph().add_run(words).font.hidden = True


def _white(file: docx.document.Document, words: str) -> None:
    file.add_paragraph().add_run(words).font.color.rgb = RGBColor(255, 255, 255)


def _tiny(file: docx.document.Document, words: str) -> None:
    file.add_paragraph().add_run(words).font.size = Pt(1)


def _comment(file: docx.document.Document, words: str) -> None:
    run = file.add_paragraph("Drink water.").runs[0]
    file.add_comment(run, text=words, author=words[:40])


def _pdf(size: float, before: str, after: str) -> Callable[[Path], Documents]:
    def made(folder: Path) -> Documents:
        for number, attack in enumerate(ATTACKS):
            words = attack.encode("cp1252", "ignore").decode("cp1252")
            hidden = f"{before}{text(72, 600, words, size=size)}{after}"
            shown = "A page on gout with many more words than are hidden in it. " + HONEST
            page = [text(72, 780, f"Page {number}", 20), text(72, 700, shown), hidden]
            yield from PdfSource().read(_file(folder, number, "pdf", pdf([page])))

    return made


def _named(folder: Path) -> Documents:
    for number, attack in enumerate(ATTACKS):
        name = "".join(letter for letter in attack if letter not in "/\0")
        name = name.encode()[:200].decode(errors="ignore")
        body = f"# Page {number}\n\n{HONEST}\n"
        yield from MarkdownSource().read(_file(folder, number, "md", body, name))


def _records(folder: Path) -> Documents:
    for number, attack in enumerate(ATTACKS):
        yield document(
            f"{HONEST}\n{attack}", name=f"pmid:{9000 + number}", title=f"{attack} in gout",
            kind=DocumentKind.RESEARCH, identifiers=Identifiers(pmid=str(9000 + number)),
            topics=("gout",), authors=(attack,), journal=attack, published="2020",
        )  # fmt: skip


SHOWN = {
    "paragraph": _markdown("# Page\n\nHONEST\n\nATTACK\n"),
    "title": _markdown("# ATTACK\n\nHONEST\n"),
    "heading": _markdown("# Page\n\n## ATTACK\n\nHONEST\n"),
    "reference": _markdown("# Page\n\nHONEST [1]\n\n## References\n\n1. ATTACK PMID 99999999\n"),
    "file name": _named,
    "retrieved record": _records,
}
"""A reader of the page sees these; they may be quoted as the page's words."""

HIDDEN = {
    "html display none": _html('<div style="display:none">ATTACK</div>'),
    "html comment": _html("<!-- ATTACK -->"),
    "html alt text": _html('<img src="x.png" alt="ATTACK" title="ATTACK">'),
    "html white": _html('<p style="color:#ffffff">ATTACK</p>'),
    "html no size": _html('<span style="font-size:0">ATTACK</span>'),
    "html off the page": _html('<p style="position:absolute;left:-9999px">ATTACK</p>'),
    "html hidden attribute": _html("<p hidden>ATTACK</p>"),
    "html template": _html("<template><p>ATTACK</p></template><noscript>ATTACK</noscript>"),
    "html for screen readers": _html('<p class="sr-only">ATTACK</p>'),
    "word hidden": _word(_vanish),
    "word white": _word(_white),
    "word tiny": _word(_tiny),
    "word comment": _word(_comment),
    "pdf white": _pdf(11, "1 1 1 rg\n", "0 0 0 rg\n"),
    "pdf tiny": _pdf(1, "", ""),
}
"""No reader of the page sees these; they are no evidence."""
