"""Pages of every format, and files that are no page."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from probatum.errors import ProbatumError
from probatum.wiring import sources
from probatum.workflows.foreign_page import foreign_page
from tests.sources.pdf_by_hand import pdf, text

SENTENCES = (
    ("Drugone is recommended for adults with asthma.", ("1",)),
    ("Drugtwo may be added to it in severe asthma.", ("1", "2")),
)
ENTRIES = (
    "Ay B. Drugone in asthma. J One. 2020. PMID 11",
    "Cee D. Drugtwo in asthma. J Two. 2021. doi:10.1000/two",
)
HTML = f"""<!doctype html><html><head><title>Asthma</title>
<meta property="og:site_name" content="MediAnswers"></head><body>
<nav>Home Login Subscribe to everything here</nav><main><h1>Asthma</h1><h2>Treatment</h2>
<p>{SENTENCES[0][0]}<sup>1</sup> {SENTENCES[1][0]} [1, 2]</p>
<h2>References</h2><ol><li>{ENTRIES[0]}</li><li>{ENTRIES[1]}</li></ol></main></body></html>"""


def word_file(path: Path) -> None:
    file = docx.Document()
    file.add_heading("Asthma", level=1)
    file.add_heading("Treatment", level=2)
    file.add_paragraph(f"{SENTENCES[0][0]} [1] {SENTENCES[1][0]} [1,2]")
    file.add_heading("References", level=2)
    for number, entry in enumerate(ENTRIES, 1):
        file.add_paragraph(f"[{number}] {entry}")
    file.save(str(path))


@pytest.mark.parametrize("form", ["html", "docx", "md", "txt"])
def test_the_same_page_in_each_format_gives_the_same_sentences_and_references(
    form: str, tmp_path: Path
):
    path = tmp_path / f"page.{form}"
    if form == "docx":
        word_file(path)
    elif form == "html":
        path.write_text(HTML, encoding="utf-8")
    else:
        heading = "# " if form == "md" else ""
        entries = "\n".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1))
        path.write_text(
            f"{heading}Asthma\n\n{SENTENCES[0][0]}[1] {SENTENCES[1][0]} [1, 2]\n\n"
            f"{heading}References\n{entries}\n",
            encoding="utf-8",
        )
    page = foreign_page(path, sources())
    assert [(claim.text, claim.cited) for claim in page.claims] == list(SENTENCES)
    assert [(r.key, r.pmid, r.doi) for r in page.references] == [
        ("1", "11", None),
        ("2", None, "10.1000/two"),
    ]


def test_a_pdf_gives_its_sentences_and_references(tmp_path: Path):
    lines = ("Asthma", f"{SENTENCES[0][0]} [1]", f"{SENTENCES[1][0]} [1, 2]", "References",
             *(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1)))  # fmt: skip
    large = {0: 20, 3: 16}
    page = [text(72, 760 - 40 * at, line, size=large.get(at, 11), bold=at in large)
            for at, line in enumerate(lines)]  # fmt: skip
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf([page]))
    read = foreign_page(path, sources())
    assert [(claim.text, claim.cited) for claim in read.claims] == list(SENTENCES)
    assert [reference.pmid for reference in read.references] == ["11", None]


def test_a_web_page_names_its_publisher(tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    assert foreign_page(path, sources()).publisher == "MediAnswers"


def test_the_language_of_a_short_page_is_not_judged(tmp_path: Path):
    path = tmp_path / "page.md"
    path.write_text("Drugone lowers blood pressure.", encoding="utf-8")
    assert len(foreign_page(path, sources()).claims) == 1


GERMAN = (
    "Bei Erwachsenen mit Asthma wird ein Medikament zur Behandlung empfohlen, sofern keine "
    "Gegenanzeigen bestehen. Die Dosis betraegt zweimal taeglich eine Tablette. "
) * 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.md", b"", "is empty"),
        ("page.md", b" \n\n ", "is empty"),
        ("page.md", b"# Asthma\n\nWhat is it?\n", "no sentence to check"),
        ("page.md", b"\x00\x01\x02PNG\x00" * 9, "is a binary file"),
        ("page.txt", "Größe ist wichtig hier.".encode("latin-1"), "not UTF-8"),
        ("page.xyz", b"\x7fELF\x02\x01", "is no page that can be read"),
        ("page.docx", b"PK\x03\x04 nothing", "is no .docx file"),
        ("page.pdf", b"%PDF-1.4 nothing", "no readable PDF"),
        ("page.html", b"<html><body><script>x</script></body></html>", "holds no text"),
        ("page.md", GERMAN.encode(), "does not seem to be in English"),
        ("page.md", b"Drugone is given to adults here. " * 2100, "2,100 sentences, more than"),
    ],
)
def test_what_cannot_be_checked_gets_a_clear_word(
    name: str, content: bytes, words: str, tmp_path: Path
):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ProbatumError, match=words.replace(".", r"\.")):
        foreign_page(path, sources())
