"""What MeSH and ICD-10-CM of the owner's add to the reading of questions and to what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.finding import Evidence
from probatum.evidence.question import Question
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.finding import find
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.thesaurus import PACKAGE, Thesaurus
from probatum.retrieval.understanding import Context, context_of, understand
from tests.evidence_by_hand import document
from tests.vocabularies_by_hand import ICD_TABULAR, MESH_XML, add, with_mesh, written

NEAR = (
    # asked, beside it: each another disease, however alike the names
    ("small cell lung cancer", "non-small cell lung cancer"),
    ("Hodgkin lymphoma", "non-Hodgkin lymphoma"),
    ("type 1 diabetes", "type 2 diabetes"),
    ("squamous cell skin cancer", "melanoma"),
    ("ulcerative colitis", "Crohn disease"),
    ("hyperthyroidism", "hypothyroidism"),
)


@pytest.fixture
def thesaurus(tmp_path: Path) -> Thesaurus:
    return Thesaurus(with_mesh(tmp_path))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    add(library.vocabularies(), written(tmp_path, "desc2026.xml", MESH_XML))
    yield library
    library.close()


def read(text: str, thesaurus: Thesaurus) -> Question:
    return understand(text, Context({}, {}, thesaurus=thesaurus))[0]


def search(index: EmbeddedIndex, text: str) -> Evidence:
    question, lexicon = understand(text, context_of(index))
    return find(question, lexicon, index, 2026)


def told(evidence: Evidence) -> dict[str, tuple[str | None, str | None]]:
    """Every sentence found, with what it is about and why it is unfit."""
    return {
        evidence.documents[finding.passage.document].text[s.start : s.end]: (s.about, s.unfit)
        for found in evidence.found
        for finding in (*found.findings, *found.others)
        for s in finding.sentences
    }


def test_a_condition_that_only_mesh_names_is_recognised_by_any_entry_term(thesaurus):
    text = "How is hexosaminidase A and B deficiency disease treated?"
    assert read(text, PACKAGE).condition is None
    condition = read(text, thesaurus).condition
    assert condition is not None
    assert condition.name == "Sandhoff Disease"
    assert condition.synonyms == ("Hexosaminidase A and B Deficiency Disease",)
    assert condition.broader == ("GM2 Gangliosidoses",)
    assert condition.vocabulary == "MeSH 2026 D012497"


def test_mesh_lends_its_entry_terms_to_a_condition_of_the_package(thesaurus):
    condition = read("treatment of granulomatous enteritis of Dalziel?", thesaurus).condition
    own = PACKAGE.condition_of("Crohn disease")
    assert condition is not None
    assert condition.name == own.name
    assert condition.broader == own.broader
    assert set(own.synonyms) < set(condition.synonyms)


def test_a_condition_that_the_package_alone_knows_names_no_other_vocabulary(thesaurus):
    condition = read("How is asthma treated?", thesaurus).condition
    assert condition == PACKAGE.condition_of("asthma", "asthma")
    assert condition.vocabulary == ""


def test_two_vocabularies_that_name_the_same_are_one_condition(tmp_path):
    kept = with_mesh(tmp_path)
    add(kept, written(tmp_path, "tabular.xml", ICD_TABULAR))
    condition = read("What causes Sandhoff disease?", Thesaurus(kept)).condition
    assert condition is not None
    assert condition.name == "Sandhoff Disease"
    assert condition.vocabulary == "MeSH 2026 D012497; ICD-10-CM 2026 E75.01"


def test_names_that_are_held_back_are_not_recognised(thesaurus):
    for text in ("Is SD treated with drugs?", "Do colds need antibiotics?"):
        condition = read(text, thesaurus).condition
        assert condition is None or not condition.vocabulary


def test_a_single_word_stands_for_a_heading_only_as_it_is_written(tmp_path):
    text = MESH_XML.replace("Amaurotic Familial Idiocy", "Severs")
    lexicon = Lexicon((), Thesaurus(with_mesh(tmp_path, text)))
    assert lexicon.conditions("of Severs and his") == ("Tay-Sachs Disease",)
    assert lexicon.conditions("in severe and several cases, severed") == ()


def test_a_drug_is_known_by_its_brand_and_its_class_by_its_drugs(thesaurus):
    assert read("Is Zavescan of use in asthma?", thesaurus).interventions == ("Miglustat",)
    assert "Zavescan" in thesaurus.members("Glycoside Enzyme Inhibitors")


def test_what_is_said_of_a_sibling_in_the_tree_is_another_disease(index):
    index.add([
        document("Sandhoff disease is treated with drugone.", name="file:own", topics=()),
        document("Tay-Sachs disease is treated with drugtwo.", name="file:sibling", topics=("Sandhoff disease",)),
        document("GM2 gangliosidoses are treated with drugthree.", name="file:wider", topics=()),
    ])  # fmt: skip
    found = told(search(index, "treatment of Sandhoff disease with drugone, drugtwo or drugthree?"))
    assert found["Sandhoff disease is treated with drugone."] == (None, None)
    assert found["GM2 gangliosidoses are treated with drugthree."] == ("GM2 Gangliosidoses", None)
    assert found["Tay-Sachs disease is treated with drugtwo."] == (
        None,
        "speaks of Tay-Sachs Disease",
    )


def test_narrower_conditions_are_found_under_a_broader_question_and_labelled(index):
    sentence = "Sandhoff disease is treated with drugone."
    index.add([document(sentence, name="file:narrow", topics=("Sandhoff disease",))])
    assert told(search(index, "treatment of GM2 gangliosidoses?")) == {
        sentence: ("Sandhoff Disease", None)
    }


def test_a_part_by_another_name_is_found_without_vocabularies_too(tmp_path):
    library = EmbeddedIndex(tmp_path / "library", create=True)
    sentence = "Crohn disease is treated with drugone."
    library.add([document(sentence, name="file:narrow", topics=("Crohn disease",))])
    found = told(search(library, "treatment of inflammatory bowel disease?"))
    library.close()
    assert found == {sentence: ("Crohn disease", None)}


@pytest.mark.parametrize(
    ("asked", "near"),
    [pair for one, other in NEAR for pair in ((one, other), (other, one))],
)
def test_a_near_disease_is_never_evidence(tmp_path, asked, near):
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([
        document(f"{asked} is treated with drugone.", name="file:own", topics=(asked,)),
        document(f"{near} is treated with drugtwo.", name="file:near", topics=(near,)),
        document(
            "Treatment is with drugthree.", name="file:titled", topics=(near,), title=f"On {near}"
        ),
    ])  # fmt: skip
    found = told(search(library, f"treatment of {asked} with drugone, drugtwo or drugthree?"))
    library.close()
    fit = [sentence for sentence, (_, unfit) in found.items() if unfit is None]
    assert fit == [f"{asked} is treated with drugone."]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_near_diseases_of_the_package_are_kin_and_none_covers_the_other(one, other):
    first, second = (PACKAGE.called(name) for name in (one, other))
    assert first
    assert second
    assert PACKAGE.is_kin(first, second)
    assert not PACKAGE.covers(first, second)
    assert not PACKAGE.covers(second, first)
    assert not set(PACKAGE.narrower(first)) & {second}


def test_the_tree_of_the_publisher_tells_near_diseases_apart(tmp_path, shared_data):
    tree = shared_data / "vocab" / "2017MeshTree.txt"
    kept = EmbeddedIndex(tmp_path / "library", create=True)
    add(kept.vocabularies(), tree)
    known = Thesaurus(kept.vocabularies())
    for one, other in (*NEAR, ("Sandhoff Disease", "Tay-Sachs Disease")):
        first, second = known.called(one), known.called(other)
        assert first
        assert second
        assert known.is_kin(first, second)
        assert not known.covers(first, second)
    assert known.covers("Gangliosidoses", "Sandhoff Disease")
    assert "Sandhoff Disease" in known.narrower("Gangliosidoses")
    assert known.called("Adenocarcinoma") is None
    assert known.called("Neoplasms") is None
    kept.close()


def test_the_class_of_a_drug_that_only_mesh_knows_is_told(thesaurus):
    assert thesaurus.classes("Miglustat") == ("Glycoside Enzyme Inhibitors",)
    assert thesaurus.classes("atenolol") == PACKAGE.classes("atenolol") == ("beta blockers",)
