import json

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import DocumentKind
from probatum.evidence.work import merged
from probatum.sources.openfda_label import OpenFdaSource

SET_ID = "0a1b2c3d-0000-4000-8000-00000000000f"
LABEL = {
    "spl_product_data_elements": ["Teavir teavirine WATER"],
    "effective_time": "20240229",
    "set_id": SET_ID,
    "id": "11111111-0000-4000-8000-000000000001",
    "version": "7",
    "indications_and_usage": [
        "1 INDICATIONS AND USAGE TEAVIR is for adults with: ( 1.1 ) • thirst • a dry mouth "
        "1.1 Night thirst TEAVIR helps at night in 1.5 of 2 adults."
    ],
    "boxed_warning": ["WARNING: SCALDS Scalds have occurred."],
    "adverse_reactions": ["6 ADVERSE REACTIONS The commonest was a scald."],
    "adverse_reactions_table": [
        "<table><caption>Table 1</caption><thead><tr><th>Reaction</th><th>Teavir %</th></tr></thead>"
        "<tbody><tr><td>Scald</td><td>12</td></tr></tbody></table>",
        "<table><tr><td>cut",
    ],
    "use_in_specific_populations": ["8 USE IN SPECIFIC POPULATIONS 8.1 Pregnancy Not studied."],
    "pregnancy": ["8.1 Pregnancy Not studied."],
    "how_supplied": ["In tins."],
    "openfda": {
        "brand_name": ["TEAVIR"],
        "generic_name": ["TEAVIRINE"],
        "manufacturer_name": ["Kettle & Co"],
        "spl_set_id": [SET_ID],
    },
}


@pytest.fixture
def read(tmp_path):
    def documents(*labels, held=None):
        path = tmp_path / "label.json"
        path.write_text(held or json.dumps({"meta": {"terms": "…"}, "results": labels}))
        return list(OpenFdaSource().read(path))

    return documents


def under(document, *heading):
    return [document.text[b.start : b.end] for b in document.blocks if b.heading == heading]


def test_a_label_is_known_by_its_set_and_named_by_its_drug(read):
    (document,) = read(LABEL)
    assert (document.id, document.kind) == (f"label:{SET_ID}", DocumentKind.LABEL)
    assert document.title == "TEAVIR (teavirine)"
    assert (document.publisher, document.jurisdiction) == ("Kettle & Co", "US")
    assert document.updated == "2024-02-29"


def test_fields_are_headings_and_their_own_titles_are_not_said_twice(read):
    (document,) = read(LABEL)
    assert list(dict.fromkeys(block.heading for block in document.blocks)) == [
        ("Boxed warning",),
        ("Indications and usage",),
        ("Use in specific populations",),
        ("Adverse reactions",),
    ]
    assert under(document, "Boxed warning") == ["WARNING: SCALDS Scalds have occurred."]
    assert "In tins" not in document.text


def test_bullets_and_numbered_parts_are_blocks(read):
    assert under(read(LABEL)[0], "Indications and usage") == [
        "TEAVIR is for adults with: ( 1.1 )",
        "thirst",
        "a dry mouth",
        "1.1 Night thirst TEAVIR helps at night in 1.5 of 2 adults.",
    ]


def test_tables_are_rows_and_a_damaged_one_is_left_out(read):
    assert under(read(LABEL)[0], "Adverse reactions") == [
        "The commonest was a scald.",
        "Table 1",
        "Reaction: Scald; Teavir %: 12",
    ]


def test_what_a_field_repeats_of_another_is_kept_once(read):
    (document,) = read(LABEL)
    assert document.text.count("Not studied") == 1


@pytest.mark.parametrize(
    ("field", "heading", "text"),
    [
        ("warnings", "Warnings", "Warnings on the tin were not read."),
        ("warnings", "Warnings", "WARNINGS AND CAUTIONS of old."),
        ("contraindications", "Contraindications", "Contraindications are unknown."),
    ],
)
def test_a_sentence_that_begins_like_a_title_keeps_its_words(read, field, heading, text):
    assert under(read({"set_id": SET_ID, field: [text]})[0], heading) == [text]


def test_a_title_in_capitals_or_with_a_number_is_taken_off(read):
    for text in ("WARNINGS: Hot.", "5 Warnings Hot.", "5 WARNINGS Hot."):
        assert under(read({"set_id": SET_ID, "warnings": [text]})[0], "Warnings") == ["Hot."]


def test_a_long_field_is_cut_between_sentences_and_loses_no_word(read):
    text = " ".join(f"Sentence {number} tells of tea." for number in range(200))
    (document,) = read(LABEL | {"warnings": [text]})
    blocks = under(document, "Warnings")
    assert " ".join(blocks) == text
    assert max(map(len, blocks)) <= 700
    assert all(block.endswith("tea.") for block in blocks)


def test_it_joins_the_same_label_of_another_version(read):
    older, newer = read(LABEL, LABEL | {"effective_time": "20250101", "boxed_warning": ["Gone."]})
    assert merged(older, newer).updated == "2025-01-01"
    assert "Gone." in merged(older, newer).text


def test_a_label_without_text_is_passed_over_among_others(read):
    assert len(read({"set_id": SET_ID}, LABEL)) == 1


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ('{"results": []}', "no label"),
        (f'{{"results": [{{"set_id": "{SET_ID}"}}]}}', "no label"),
        ('{"results": [{"warnings": ["Hot."]}]}', "set_id"),
        ('{"results": [', "JSON"),
        ("[]", "no label"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(read, held, reason):
    with pytest.raises(SourceError, match=reason):
        read(held=held)


def test_labels_are_told_from_other_answers_of_openfda():
    source = OpenFdaSource()
    assert source.recognises(None, json.dumps({"meta": {}, "results": [LABEL]}).encode())
    approvals = {"results": [{"openfda": {"spl_set_id": [SET_ID]}, "products": []}]}
    assert not source.recognises(None, json.dumps(approvals).encode())
