"""A published article in every form, read back by readers that are not ours."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import nbib
import pypdf
import pypdfium2
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from probatum.evidence.answer import Gap
from probatum.evidence.changed import ChangeKind, EvidenceChange, Words
from probatum.evidence.claim import Claim
from probatum.evidence.published import Published
from probatum.publishing.citation_style import to_ama, to_vancouver
from probatum.publishing.forms import FORMS
from probatum.publishing.nbib import to_nbib
from probatum.review.policy import Policy
from probatum.review.publication import published
from probatum.review.stages import Move, moved
from tests.publishing.test_reference_managers import GUIDELINE, TRIAL, answer
from tests.review.board_by_hand import AUTHOR, EDITH, NOW, RITA, act, article, claim

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = "Drugone ≥ 5 µg <b>helps</b> & \x0b“so” [link](javascript:x) =1+1."


def shown(*claims: Claim) -> Published:
    """An article that was signed and published, with a change of its evidence since."""
    draft = article(*claims)
    first = draft.current
    answer = first.answer.model_copy(
        update={
            "references": (TRIAL, GUIDELINE),
            "gaps": (Gap(facet="Harms", searched="x", why="Nothing speaks of it."),),
            "pitfalls": (claim("Mind the kidneys."),),
            "algorithm": (claim("Begin low."), claim("Go slow.")),
        }
    )
    now = draft.model_copy(update={"revisions": (first.model_copy(update={"answer": answer}),)})
    signing = act(RITA, interests="Paid by <Drugone> Ltd.")
    for move, by in (
        (Move.SUBMIT, act(AUTHOR)),
        (Move.TAKE, act(RITA)),
        (Move.SIGN, signing),
        (Move.PUBLISH, act(EDITH)),
    ):
        now = moved(now, move, by, Policy(approvals=1))
    cited = Words(document="d", title="Old", quote="Old words.", start=0, end=10)
    facing = Words(document="e", title="New work", quote="New words.", start=0, end=10)
    change = EvidenceChange(
        kind=ChangeKind.NEWER,
        at=NOW + timedelta(days=1),
        document="e",
        title="New work",
        cited=(cited,),
        now=facing,
        reason="There is a later trial.",
    )
    found = published(now.model_copy(update={"changes": (change,)}))
    assert found is not None
    return found


ONE = shown(claim(EVIL), claim("Drugtwo does not."))
SAID = (
    "Exampleitis",
    "Drugtwo does not.",
    "Mind the kidneys.",
    "Begin low.",
    "Harms: Nothing speaks of it.",
    "Drugone & drugtwo at 50% dose ~ α₁ in_men #1",
    "House guideline",
    "Rita Reviewer, MD, signed revision 1 on 2026-03-01 under version 1 of the policy",
    "Paid by <Drugone> Ltd.",
    "There is a later trial.",
    "Old words.",
    "New words.",
    "Review due 2027-03-01",
    "of concern",
)


def word_text(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        root = etree.fromstring(archive.read("word/document.xml"))
    lines = ("".join(p.itertext(f"{WORD}t")) for p in root.iter(f"{WORD}p"))
    return "\n".join(lines)


def pdf_text(body: bytes) -> str:
    with pypdfium2.PdfDocument(body) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def markdown_text(body: bytes) -> str:
    tokens = MarkdownIt().parse(body.decode())
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert "html_inline" not in kinds
    assert "html_block" not in {token.type for token in tokens}
    return "\n".join("".join(child.content for child in token.children or ()) for token in tokens)


READERS = {"docx": word_text, "pdf": pdf_text, "markdown": markdown_text}


@pytest.mark.parametrize("form", READERS)
def test_everything_a_reader_must_see_is_read_back(form: str) -> None:
    text = " ".join(READERS[form](FORMS[form].make(ONE)).split())
    for words in SAID:
        assert words in text, words
    assert "“so” [link](javascript:x) =1+1." in text
    assert "<b>helps</b> &" in text
    assert "What helps?" not in text, "the question may speak of a patient"


def test_a_word_file_holds_who_signed_it_and_nothing_that_runs() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMS["docx"].make(ONE))) as archive:
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "Rita Reviewer" in core
    assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]
    assert "hyperlink" not in links


def test_a_pdf_is_tagged_titled_and_runs_nothing() -> None:
    reader = pypdf.PdfReader(io.BytesIO(FORMS["pdf"].make(ONE)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Exampleitis"
    assert reader.metadata.author == "Rita Reviewer"
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/OpenAction" not in root
    assert "/Names" not in root or "/JavaScript" not in root["/Names"]
    with pypdfium2.PdfDocument(FORMS["pdf"].make(ONE)) as document:
        for page in document:
            told = page.get_textpage().get_text_bounded()
            assert "Reviewed and signed by Rita Reviewer (MD)" in told, "on every page"
    links = [
        note["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/A" in note
    ]
    assert set(links) == {"https://pubmed.ncbi.nlm.nih.gov/12345678/", "https://example.org/a"}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_article_gives_the_same_bytes(form: str) -> None:
    assert FORMS[form].make(ONE) == FORMS[form].make(ONE)


def test_an_amended_sentence_is_shown_with_the_words_it_rests_on() -> None:
    amended = claim("Drugone helps.").model_copy(update={"text": "It helps."})
    for form in ("docx", "pdf"):
        text = READERS[form](FORMS[form].make(shown(amended)))
        assert "It helps." in text
        assert "“Drugone helps.”" in text


def test_medline_tags_are_read_back_by_another_reader() -> None:
    trial, guideline = nbib.read(to_nbib(answer(TRIAL, GUIDELINE)))
    assert trial["pubmed_id"] == 12345678
    assert trial["title"] == TRIAL.title
    assert trial["doi"] == TRIAL.doi
    assert trial["authors"][0]["author"] == "Van Cutsem, E"
    assert trial["authors"][0]["author_abbreviated"] == "Van Cutsem E"
    assert "Randomized Controlled Trial" in trial["publication_types"]
    assert guideline["publication_date"] == "2026 03"
    assert to_nbib(answer()) == ""


def test_a_long_or_broken_title_stays_one_value() -> None:
    title = "A long title " * 20 + "\nPMID- 99999999"
    (read,) = nbib.read(to_nbib(answer(TRIAL.model_copy(update={"title": title}))))
    assert read["pubmed_id"] == 12345678
    assert read["title"] == " ".join(title.split())


def test_reference_lists_follow_the_styles() -> None:
    assert to_ama(answer(TRIAL, GUIDELINE)).splitlines() == [
        "1. Van Cutsem E, Müller-Lüdenscheidt AB, Sand and Stone Study Group. Drugone & drugtwo at "
        "50% dose ~ α₁ in_men #1. J Clin & Lab. 2024. doi:10.1000/xyz_(2024)1 [of concern; "
        "abstract only]",
        "2. House Guideline. The House; 2026. https://example.org/a",
    ]
    vancouver = to_vancouver(answer(TRIAL, GUIDELINE)).splitlines()
    assert "PubMed PMID: 12345678" in vancouver[0]
    assert vancouver[1] == (
        "2. House guideline [Internet]. The House; 2026 Mar. Available from: https://example.org/a"
    )
    assert to_ama(answer()) == ""


def test_entries_stand_under_the_numbers_of_the_text() -> None:
    late = GUIDELINE.model_copy(update={"number": 7})
    assert [line[:2] for line in to_vancouver(answer(late, TRIAL)).splitlines()] == ["7.", "1."]
