"""ICD-10-CM, as its tabular list and as its order file."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.evidence.subject_heading import Published, SubjectHeading
from probatum.sources.vocabulary_file import vocabulary_file
from tests.vocabularies_by_hand import ICD_ORDER, ICD_TABULAR, written


def read(folder: Path, name: str, text: str) -> dict[str, SubjectHeading]:
    file = vocabulary_file(written(folder, name, text))
    assert file.published == Published(name="ICD-10-CM", edition="2026")
    return {heading.code: heading for heading in file.headings()}


def test_categories_stand_below_each_other(tmp_path):
    headings = read(tmp_path, "tabular.xml", ICD_TABULAR)
    assert headings["E75.01"].name == "Sandhoff disease"
    assert headings["E75.01"].places == ("E.E70-E88.E75.E750.E7501",)


def test_what_brackets_hold_may_be_left_and_a_second_name_stands_in_square_ones(tmp_path):
    headings = read(tmp_path, "tabular.xml", ICD_TABULAR)
    assert headings["K50"].name == "Crohn's disease"
    assert headings["K50"].synonyms == ("regional enteritis", "Crohn's bowel")
    assert headings["K52.83"].name == "Lymphocytic mood colitis"
    assert headings["K52.83"].synonyms == ()


def test_what_a_category_includes_is_a_part_of_it(tmp_path):
    headings = read(tmp_path, "tabular.xml", ICD_TABULAR)
    part = headings["E75.09/1"]
    assert (part.name, part.part) == ("Adult GM2 gangliosidosis", True)
    assert part.places == ("E.E70-E88.E75.E750.E7509.1",)


def test_codes_that_tell_the_encounter_are_left(tmp_path):
    assert "K50.012" not in read(tmp_path, "tabular.xml", ICD_TABULAR)
    assert "S72.001A" not in read(tmp_path, "icd10cm_order_2026.txt", ICD_ORDER)


def test_a_cancer_is_named_as_people_say(tmp_path):
    heading = read(tmp_path, "icd10cm_order_2026.txt", ICD_ORDER)["C20"]
    assert heading.synonyms == ("cancer of the rectum", "cancer of rectum", "rectum cancer")


def test_a_damaged_line_is_named(tmp_path):
    path = written(tmp_path, "icd10cm_order_2026.txt", ICD_ORDER.replace("00002 C20 ", "002 C20"))
    with pytest.raises(SourceError, match="line 2"):
        [*vocabulary_file(path).headings()]


def test_codes_without_names_are_refused(shared_data):
    with pytest.raises(SourceError, match="codes without their names"):
        vocabulary_file(shared_data / "vocab" / "code-list-April-2026.txt")
