import pytest

from probatum.errors import SourceError
from probatum.evidence.document import Audience, DocumentKind
from probatum.sources.medquad import MedQuadSource

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<Document id="0000009" source="NHLBI" url="http://www.example.org/thirst">
<Focus>Thirst</Focus>
<FocusAnnotations><Category>Disease</Category><Synonyms><Synonym>Dry Mouth</Synonym></Synonyms>
</FocusAnnotations>
<QAPairs><QAPair pid="1"><Question qid="9-1" qtype="information">What is (are) Thirst ? ?</Question>
<Answer>Summary : Thirst is a sign.

Acute thirst disorder (ATD) shows as:       -   A dry mouth : no water.    - Wanting tea.        See
    more.</Answer></QAPair>
<QAPair pid="2"><Question qid="9-2" qtype="treatment">How is it treated?</Question><Answer/></QAPair>
</QAPairs></Document>"""


@pytest.fixture
def read(tmp_path):
    def document(text=PAGE):
        path = tmp_path / "page.xml"
        path.write_text(text)
        (found,) = MedQuadSource().read(path)
        return found

    return document


def test_a_page_is_information_for_patients(read):
    document = read()
    assert document.id == "medquad:NHLBI-0000009"
    assert (document.kind, document.audience) == (
        *(DocumentKind.PATIENT_INFORMATION, Audience.PATIENT),
    )
    assert (document.title, document.topics) == ("Thirst", ("thirst", "dry mouth"))
    assert document.publisher == "National Heart, Lung, and Blood Institute"
    assert document.identifiers.url == "http://www.example.org/thirst"
    assert document.jurisdiction == "US"
    assert document.abbreviations == (("ATD", "Acute thirst disorder"),)


def test_questions_are_headings_and_dashes_begin_items(read):
    document = read()
    assert {block.heading for block in document.blocks} == {("What is (are) Thirst?",)}
    assert [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "Thirst is a sign."),
        ("paragraph", "Acute thirst disorder (ATD) shows as:"),
        ("list item", "A dry mouth : no water."),
        ("list item", "Wanting tea."),
        ("paragraph", "See"),
        ("paragraph", "more."),
    ]


def test_a_page_that_is_not_about_a_disease_has_no_topics(read):
    assert read(PAGE.replace(">Disease<", ">Other<")).topics == ()


def test_without_a_focus_the_first_question_is_the_title(read):
    assert read(PAGE.replace(">Thirst<", "><")).title == "What is (are) Thirst?"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PAGE.replace("<Answer>", "<Gone>").replace("</Answer>", "</Gone>"), "holds no answers"),
        ("<Document/>", "no MedQuAD page"),
        ("<Document", "not well-formed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(read, text, reason):
    with pytest.raises(SourceError, match=reason):
        read(text)


def test_pages_cut_from_one_keep_ids_of_their_own(tmp_path):
    for name in ("0000009.xml", "0000009_1.xml", "other.xml"):
        (tmp_path / name).write_text(PAGE)
    found = [next(MedQuadSource().read(path)).id for path in sorted(tmp_path.iterdir())]
    assert found == [
        *("medquad:NHLBI-0000009", "medquad:NHLBI-0000009_1", "medquad:NHLBI-0000009"),
    ]


def test_the_root_and_the_focus_tell_a_page(tmp_path):
    source = MedQuadSource()
    assert source.recognises(tmp_path, PAGE.encode())
    assert not source.recognises(tmp_path, b"<Document><Page/></Document>")


def test_real_pages_are_read_or_refused_with_a_reason(shared_data):
    refused = []
    for path in sorted((shared_data / "corpus" / "medquad").rglob("*.xml"))[::20]:
        try:
            for document in MedQuadSource().read(path):
                stretches = [document.text[b.start : b.end] for b in document.blocks]
                assert all(stretch == stretch.strip() != "" for stretch in stretches)
        except SourceError as error:
            refused.append(error.reason)
    assert all("no answers" in reason for reason in refused)
