"""Published forms: all of the answer, and text from sources never as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from probatum.evidence.answer import Answer, Gap, Provenance, Reference, Section
from probatum.evidence.claim import Citation, Claim, Explanation, Verdict
from probatum.evidence.document import Access, DocumentKind, Status, StudyDesign
from probatum.evidence.question import Condition, Question
from probatum.evidence.schema import answer_schema
from probatum.publishing.html import to_html
from probatum.publishing.json import to_json
from probatum.publishing.markdown import to_markdown
from probatum.publishing.text import to_text

HOSTILE = 'Dose <script>alert("x")</script> *5 mg* [a](javascript:alert(1)) | & `rm`.'


def claim(text: str, label: str | None = None, **more: object) -> Claim:
    citation = Citation(
        reference=1,
        document="file:one",
        passage="file:one#0-9",
        quote=text,
        start=0,
        end=len(text),
        heading=("Treatment", "<b>First</b>"),
        primary=("12345",),
    )
    fields = {"text": text, "label": label, "citations": (citation,)}
    return Claim(verdict=Verdict.SUPPORTED, **fields | more)


ANSWER = Answer(
    question=Question(text=HOSTILE, condition=Condition(name="asthma")),
    title=f"Asthma: {HOSTILE}",
    bottom_line=(claim("… drugone is preferred.", grade="Grade 1B"),),
    sections=(
        Section(
            heading="Treatment",
            claims=(
                claim(HOSTILE, "First-line treatment", about="lung disease"),
                claim("Options include:\nDrugone.\nDrugtwo.", "First-line treatment"),
            ),
        ),
    ),
    pitfalls=(claim("Drugone is contraindicated in <i>pregnancy</i>."),),
    algorithm=(claim("Give drugone.", "First step", about="lung disease"),),
    gaps=(Gap(facet="Prognosis", searched="asthma", why="Nothing speaks of it."),),
    references=(
        Reference(
            number=1,
            document="file:one",
            kind=DocumentKind.RESEARCH,
            design=StudyDesign.RANDOMISED_TRIAL,
            title=HOSTILE,
            authors=("Ay B", "Cee D", "Eff G", "Aitch I"),
            journal="J One",
            year=2001,
            pmid="99",
            status=Status.OF_CONCERN,
            access=Access.ABSTRACT_ONLY,
        ),
        Reference(
            number=2,
            document="file:two",
            kind=DocumentKind.GUIDELINE,
            title="Two",
            url="javascript:alert(1)",
        ),
    ),
    updated=datetime(2026, 11, 25, tzinfo=UTC),
    provenance=Provenance(
        library="0" * 64, documents=2, composer="quoting", version="0", asked_at=datetime.now(UTC)
    ),
)
FORMS = {"text": to_text, "markdown": to_markdown, "html": to_html}


@pytest.mark.parametrize("form", FORMS)
def test_every_part_of_the_answer_is_shown(form: str):
    shown = " ".join(FORMS[form](ANSWER).split())
    for words in ("Bottom line", "First-line treatment", "Pitfalls", "Algorithm", "First step",
                  "Not in the library", "Prognosis", "References", "abstract only", "of concern",
                  "randomised trial", "J One", "about lung disease", "Grade 1B", "12345",
                  "2026-11-25", "Draft", "no person has reviewed it", "clinical judgement"):  # fmt: skip
        assert words in shown, words


@pytest.mark.parametrize("form", FORMS)
def test_it_is_said_how_much_of_a_paper_the_library_holds(form: str):
    paper, guideline = ANSWER.references
    for access, said in ((Access.FULL_TEXT, "full text"), (Access.ABSTRACT_ONLY, "abstract only")):
        references = (paper.model_copy(update={"access": access}), guideline)
        shown = FORMS[form](ANSWER.model_copy(update={"references": references}))
        assert [words for words in ("full text", "abstract only") if words in shown] == [said]


@pytest.mark.parametrize("form", FORMS)
def test_a_label_stands_wherever_its_sentence_stands(form: str):
    step = " ".join(FORMS[form](ANSWER).split()).partition("First step")[2]
    assert "about lung disease" in step


def test_html_carries_hostile_text_as_text_only():
    page = lxml_html.fromstring(to_html(ANSWER))
    assert not page.xpath("//script")
    assert not page.xpath("//*[@onclick or @onload or starts-with(@href, 'javascript')]")
    assert not page.xpath("//i | //b")
    assert page.xpath("//h1")[0].text_content() == f"Asthma: {HOSTILE}"
    (quote,) = {
        q.text_content() for q in page.xpath("//blockquote/p") if "script" in q.text_content()
    }
    assert quote == HOSTILE


def test_markdown_carries_hostile_text_as_text_only():
    rendered = lxml_html.fromstring(MarkdownIt().render(to_markdown(ANSWER)))
    assert not rendered.xpath("//script | //code")
    assert not rendered.xpath("//a[starts-with(@href, 'javascript')]")
    assert HOSTILE in rendered.xpath("//h1")[0].text_content()


def test_json_comes_back_as_the_same_answer():
    assert Answer.model_validate_json(to_json(ANSWER)) == ANSWER


def test_the_published_schema_names_every_field_of_the_answer():
    schema = json.loads(answer_schema())
    assert set(schema["properties"]) == set(Answer.model_fields)


@pytest.mark.parametrize("width", [1, 40, 96])
def test_text_keeps_to_its_width(width: int):
    lines = to_text(ANSWER, width).splitlines()
    longest = max(len(word) for word in HOSTILE.split()) + 8
    assert max(map(len, lines)) <= max(40, width, longest, 60)


def test_an_answer_without_a_bottom_line_says_so():
    bare = ANSWER.model_copy(update={"bottom_line": ()})
    for publish in FORMS.values():
        assert "no sentence that answers this directly" in " ".join(publish(bare).split())


def for_a_patient() -> Answer:
    text = "Metastatic <b>disease</b> is treated with 5 mg."
    meant = Explanation(start=0, end=10, term="metastatic", plain='spread "far" <i>')
    patient = claim(text, explained=(meant,), folded=True)
    return ANSWER.model_copy(update={"bottom_line": (patient,)})


def test_every_form_explains_words_and_folds_doses() -> None:
    for publish in (to_text, to_markdown, to_html):
        shown = publish(for_a_patient())
        assert "Words explained" in shown
        assert "ask your care team" in " ".join(shown.split())


def test_an_explained_word_is_escaped_and_the_sentence_whole() -> None:
    page = lxml_html.fromstring(to_html(for_a_patient()))
    (term,) = page.xpath("//dfn")
    assert term.text == "Metastatic"
    assert term.get("title") == 'spread "far" <i>'
    (sentence,) = page.xpath("//details[@class='folded']//span[@class='claim']")
    assert sentence.text_content() == "Metastatic <b>disease</b> is treated with 5 mg."
