"""The values: frozen, validated, offsets into the text that is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from probatum.evidence.claim import Citation
from probatum.evidence.document import Block, Document
from probatum.evidence.passage import PASSAGE_CHARACTERS, passages
from probatum.evidence.sentences import sentence_spans
from tests.evidence_by_hand import document


def test_values_are_frozen_and_refuse_unknown_fields():
    one = document()
    with pytest.raises(ValidationError):
        one.title = "Another"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Block.model_validate({"start": 0, "end": 1, "colour": "red"})


@pytest.mark.parametrize("date", ["2026-13", "2026-02-30", "26", "2026-1-1", "soon"])
def test_dates_that_are_none_are_refused(date: str):
    with pytest.raises(ValidationError):
        document(updated=date)


@pytest.mark.parametrize("date", ["2026", "2026-02", "2026-02-28"])
def test_partial_dates_are_kept_as_precise_as_they_were_given(date: str):
    assert document(updated=date).updated == date


def test_blocks_outside_the_text_or_overlapping_are_refused():
    for blocks in ([(0, 99)], [(0, 5), (3, 8)]):
        with pytest.raises(ValidationError):
            document("Ten chars.", blocks=tuple(Block(start=a, end=b) for a, b in blocks))


def test_a_quote_of_another_length_than_its_place_is_refused():
    with pytest.raises(ValidationError):
        Citation(reference=1, document="a:b", passage="p", quote="four", start=0, end=5)


def test_a_document_comes_back_from_json_as_it_was():
    one = document("Drugone – 5 µg; “β”.\nZwölf Boxkämpfer.")
    assert Document.model_validate_json(one.model_dump_json()) == one


@given(st.lists(st.text("aß β.–5", min_size=1, max_size=900), min_size=1, max_size=12))
def test_passages_cover_every_block_once_in_order_word_for_word(lines: list[str]):
    one = document("\n".join(line.strip() or "x" for line in lines))
    cut = passages(one)
    assert [part for p in cut for part in p.text.split("\n")] == one.text.split("\n")
    for passage in cut:
        assert one.text[passage.start : passage.end] == passage.text
        longest = max(block.end - block.start for block in one.blocks)
        assert len(passage.text) <= max(PASSAGE_CHARACTERS, longest)


@given(st.text("abc XYZ.?!\n(5)– ", max_size=200))
def test_sentences_lie_in_the_text_in_order_without_blanks_around_them(text: str):
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


def test_sentences_do_not_end_at_decimals_abbreviations_and_initials():
    text = "Survival was 8.7 vs. 6.9 months (P = .014; e.g. in adults). Dr. A. Bee wrote it."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Survival was 8.7 vs. 6.9 months (P = .014; e.g. in adults).",
        "Dr. A. Bee wrote it.",
    ]
