"""Citations as pages write them."""

from __future__ import annotations

import pytest

from probatum.verification.citations import Bibliography, Mark
from probatum.verification.page import claims_of, read_page
from probatum.verification.reference_entry import reference_of

LIST = """

## References
- Smith A, Jones B. Drugone in asthma. J One. 2020.
- Brook C. Drugtwo in asthma. J Two. 2021.
"""


@pytest.mark.parametrize(
    ("written", "words", "cited"),
    [
        ("Drugone helps adults (Smith et al., 2020).", "Drugone helps adults.", ("smith 2020",)),
        ("Drugone helps adults (Smith and Jones 2020; Brook, 2021).", "Drugone helps adults.",
         ("smith 2020", "brook 2021")),
        ("Smith et al. (2020) saw drugone help.", "Smith et al. saw drugone help.",
         ("smith 2020",)),
        ("Drugone helps adults (Nobody, 1999).", "Drugone helps adults.", ("nobody 1999",)),
        ("Drugone helps adults (March 1999).", "Drugone helps adults (March 1999).", ()),
    ],
)  # fmt: skip
def test_authors_with_years_lead_to_the_list(written: str, words: str, cited: tuple[str, ...]):
    (claim,) = read_page(written + LIST).claims
    assert (claim.text, claim.cited) == (words, cited)


def test_a_work_that_the_list_does_not_have_is_kept_apart_from_those_it_has():
    page = read_page("Drugone helps adults (Nobody, 1999; Smith 2020)." + LIST)
    assert {r.key: r.listed for r in page.references} == {
        "smith 2020": True, "brook 2021": True, "nobody 1999": False,
    }  # fmt: skip


def test_authors_with_years_are_read_beside_marks_that_were_set_aside():
    bibliography = Bibliography([reference_of("1", "Smith A. Drugone. J One. 2020.")])
    text = "Drugone helps adults (Smith 2020). It also helps children and the old."
    given = [Mark(len(text), ("9",))]
    first, second = claims_of(text, "", bibliography, given)
    assert (first.text, first.cited) == ("Drugone helps adults.", ("1",))
    assert second.cited == ("9",)


@pytest.mark.parametrize(
    ("written", "words", "key", "pmid"),
    [
        ("Drugone helps adults [1](https://pubmed.ncbi.nlm.nih.gov/11/).", "Drugone helps adults.",
         "1", "11"),
        ("Drugone helps adults ([NLM](https://pubmed.ncbi.nlm.nih.gov/11/)).",
         "Drugone helps adults.", "PMID 11", "11"),
        ("Drugone [helps adults](https://x.test/a).", "Drugone helps adults.",
         "https://x.test/a", None),
        ("Drugone helps adults (PMID: 11).", "Drugone helps adults.", "PMID 11", "11"),
        ("Drugone helps adults (doi:10.1000/x.1).", "Drugone helps adults.", "10.1000/x.1", None),
    ],
)  # fmt: skip
def test_what_is_cited_in_the_text_itself_becomes_a_reference(
    written: str, words: str, key: str, pmid: str | None
):
    page = read_page(written)
    assert (page.claims[0].text, page.claims[0].cited) == (words, (key,))
    assert [(r.key, r.pmid) for r in page.references] == [(key, pmid)]


def test_raised_figures_are_marks_and_units_are_not():
    listed = "\n## References\n1. Ay B. Drugone. 2020.\n2. Cee D. Drugtwo. 2021.\n"
    first, second = read_page(f"Drugone helps adults.¹,² It is 85 mg/m² a day.{listed}").claims
    assert "1" in first.cited
    assert second.text == "It is 85 mg/m² a day."
    assert second.cited == ()


def test_wrapped_lines_are_one_sentence_and_short_lines_are_headings():
    page = read_page(
        "Treatment\nDrugone is recommended as the first treatment of\nadults with asthma.\n"
    )
    assert [claim.text for claim in page.claims] == [
        "Drugone is recommended as the first treatment of adults with asthma."
    ]


def test_the_publisher_is_read_from_the_front_matter():
    page = read_page("---\npublisher: MediAnswers\n---\n# Asthma\n\nDrugone helps adults.\n")
    assert (page.title, page.publisher) == ("Asthma", "MediAnswers")
