"""A published article as a Word file (Office Open XML), by python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from probatum.evidence.published import Published
from probatum.publishing.outline import Facing, Part, Style, outline, printable

_STYLES = {
    Style.TITLE: "Title",
    Style.HEADING: "Heading 1",
    Style.LABEL: "Heading 2",
    Style.ITEM: "List Bullet",
    Style.STEP: "List Number",
    Style.QUOTE: "Intense Quote",
}
_SMALL, _BESIDE = 9, 8
_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_word(published: Published) -> bytes:
    """The same bytes for the same article, whenever it is made."""
    import docx  # slow to load, and only some need it

    document = docx.Document()
    told = document.core_properties
    told.title = printable(published.answer.title)
    told.author = printable("; ".join(one.name for one in published.signed))
    told.created = told.modified = published.changed_at.replace(tzinfo=None)
    told.last_modified_by, told.revision, told.comments = "Probatum", published.revision, ""
    for part in outline(published):
        if isinstance(part, Facing):
            _table(document, part)
        else:
            _paragraph(document, part)
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


def _paragraph(document: Any, part: Part) -> None:
    if part.style is Style.STEP:
        # Numbered by Word, the steps of two lists would be counted through.
        paragraph = document.add_paragraph(style=_STYLES[part.style])
    else:
        paragraph = document.add_paragraph(style=_STYLES.get(part.style))
    run = paragraph.add_run(part.text)
    run.bold = True if part.style is Style.CAUTION else None
    if part.style in {Style.SMALL, Style.REFERENCE}:
        _size(run, _SMALL)
    if part.marks:
        paragraph.add_run(f" {part.marks}").font.superscript = True
    if part.beside:
        beside = paragraph.add_run(f" ({part.beside})")
        beside.italic = True
        _size(beside, _BESIDE)
    if part.link:
        # As text: a file that is passed on fetches nothing and runs nothing.
        _size(paragraph.add_run(f" {part.link}"), _BESIDE)


def _table(document: Any, facing: Facing) -> None:
    table = document.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for column, (head, side) in enumerate(zip(facing.heads, facing.sides, strict=True)):
        table.cell(0, column).text = head
        table.cell(1, column).text = side


def _size(run: Any, points: int) -> None:
    from docx.shared import Pt

    run.font.size = Pt(points)


def _undated(made: bytes) -> bytes:
    """The archive with the moment of its making taken out."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return changed.getvalue()
