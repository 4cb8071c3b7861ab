"""MeSH, in each form that NLM publishes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.evidence.subject_heading import Published, SubjectHeading
from probatum.sources.mesh import natural
from probatum.sources.vocabulary_file import vocabulary_file
from tests.vocabularies_by_hand import (
    MESH_ASCII,
    MESH_TREE,
    MESH_TREE_OF_2017,
    MESH_XML,
    SANDHOFF,
    written,
)


def read(folder: Path, name: str, text: str) -> dict[str, SubjectHeading]:
    file = vocabulary_file(written(folder, name, text))
    assert file.published == Published(name="MeSH", edition="".join(filter(str.isdigit, name)))
    return {heading.code: heading for heading in file.headings()}


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("Carcinoma, Non-Small-Cell Lung", "Non-Small-Cell Lung Carcinoma"),
        ("Lymphoma, B-Cell, Marginal Zone", "Marginal Zone B-Cell Lymphoma"),
        ("Diabetes Mellitus, Type 2", "Type 2 Diabetes Mellitus"),
        ("Asthma", "Asthma"),
        ("Ear, Nose, and Throat Diseases", "Ear, Nose, and Throat Diseases"),
    ],
)
def test_an_inverted_heading_is_put_as_it_is_said(published, said):
    assert natural(published) == said


def test_synonyms_are_terms_of_the_preferred_concept_without_permuted_ones(tmp_path):
    heading = read(tmp_path, "desc2026.xml", MESH_XML)[SANDHOFF]
    assert heading.name == "Sandhoff Disease"
    assert heading.synonyms == ("Hexosaminidase A and B Deficiency Disease", "SD")
    assert heading.places == ("C16.320.565.398.641.803.350.300.500",)


def test_a_narrower_concept_is_a_part_and_broader_and_related_ones_are_left(tmp_path):
    headings = read(tmp_path, "desc2026.xml", MESH_XML)
    part = headings[f"{SANDHOFF}/M4"]
    assert (part.name, part.part) == ("Adult Type Sandhoff Disease", True)
    assert part.places == ("C16.320.565.398.641.803.350.300.500.M4",)
    names = {name for each in headings.values() for name in (each.name, *each.synonyms)}
    assert not names & {"Storage Disease of Nerve Cells", "Hexosaminidase Research"}


def test_a_drug_has_the_classes_it_acts_as(tmp_path):
    heading = read(tmp_path, "desc2026.xml", MESH_XML)["D000002"]
    assert (heading.synonyms, heading.classes) == (("Zavescan",), ("Glycoside Enzyme Inhibitors",))


def test_the_ascii_form_says_the_same_as_the_xml(tmp_path):
    headings = read(tmp_path, "d2026.bin", MESH_ASCII)
    assert headings[SANDHOFF].synonyms == ("Hexosaminidase A and B Deficiency Disease",)
    assert headings[SANDHOFF].classes == ("Glycoside Enzyme Inhibitors",)
    assert headings[f"{SANDHOFF}/1"].name == "Adult Type Sandhoff Disease"
    assert len(headings) == 3


def test_the_tree_alone_has_headings_with_all_their_places(tmp_path):
    assert read(tmp_path, "mtrees2026.bin", MESH_TREE)["Sandhoff Disease"].places == (
        "C16.320.565.500",
    )
    (only,) = read(tmp_path, "2017MeshTree.txt", MESH_TREE_OF_2017).values()
    assert only.code == SANDHOFF
    assert only.places == ("C16.320.565.500", "C10.228.140.500")


def test_a_packed_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "desc2026.xml.gz"
    path.write_bytes(gzip.compress(MESH_XML.encode()))
    assert SANDHOFF in {heading.code for heading in vocabulary_file(path).headings()}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("supp2026.xml", "<SupplementalRecordSet/>", "supplementary records"),
        ("qual2026.xml", "<QualifierRecordSet/>", "qualifiers"),
        ("c2026.bin", "*NEWRECORD\nRECTYPE = C\nNM = x\n", "holds no descriptors"),
        ("notes.txt", "Some words of somebody.", "no vocabulary that is known"),
        ("empty.xml", "", "no vocabulary that is known"),
        ("pubmed.xml", "<PubmedArticleSet/>", "no vocabulary that is known"),
    ],
    ids=["supplementary", "qualifiers", "ascii", "text", "empty", "other"],
)
def test_another_file_is_refused_and_told_what_is_wanted(tmp_path, name, text, reason):
    with pytest.raises(SourceError, match=reason) as refused:
        vocabulary_file(written(tmp_path, name, text))
    assert "desc2026.xml" in str(refused.value)


def test_a_file_cut_short_is_refused(tmp_path):
    path = written(tmp_path, "desc2026.xml", MESH_XML[:-200])
    with pytest.raises(SourceError, match="fetch it again"):
        [*vocabulary_file(path).headings()]


def test_no_entity_is_taken_from_outside(tmp_path):
    secret = written(tmp_path, "secret.txt", "Secret Disease")
    text = MESH_XML.replace(
        'nlmdescriptorrecordset_20260101.dtd">',
        f'x.dtd" [<!ENTITY told SYSTEM "{secret.as_uri()}">]>',
    ).replace("Amaurotic Familial Idiocy", "Old &told; Name")
    path = written(tmp_path, "desc2026.xml", text)
    names = [name for each in vocabulary_file(path).headings() for name in each.synonyms]
    assert not any("Secret" in name for name in names)


def test_the_tree_of_the_publisher_is_read(shared_data):
    file = vocabulary_file(shared_data / "vocab" / "2017MeshTree.txt")
    headings = {heading.code: heading for heading in file.headings()}
    assert len(headings) == 28_470
    assert headings["D002289"].name == "Non-Small-Cell Lung Carcinoma"
    assert len(headings["D002289"].places) == 3
