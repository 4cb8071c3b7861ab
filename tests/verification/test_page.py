"""Taking a page apart."""

from __future__ import annotations

from probatum.verification.page import read_page

PAGE = """# Asthma in adults

## Bottom line
**Drugone is preferred.[1]** Drugtwo may be added to it [1, 3-4]. What else is there?
- Drugthree helps at night (Ay et al., 2020).
- Options are the following:

## References
1. Ay B, Cee D. Drugone in asthma. J One. 2020. PMID: 11
3. Eff G. Drugtwo. 2021. doi:10.1000/ABC.1
   Continued title.
[4] Aitch I. [Drugtwo again](https://x.test/four). 2022.
"""


def test_sentences_keep_their_marks_and_lose_them_from_their_words():
    page = read_page(PAGE)
    assert page.title == "Asthma in adults"
    assert [(claim.text, claim.cited) for claim in page.claims] == [
        ("Drugone is preferred.", ("1",)),
        ("Drugtwo may be added to it.", ("1", "3", "4")),
        ("Drugthree helps at night.", ("1",)),
    ]
    assert {claim.heading for claim in page.claims} == {"Bottom line"}


def test_references_keep_their_identifiers_years_and_wrapped_lines():
    one, three, four = read_page(PAGE).references
    assert (one.key, one.pmid, one.year) == ("1", "11", 2020)
    assert (three.key, three.doi) == ("3", "10.1000/abc.1")
    assert "Continued title." in three.text
    assert (four.key, four.url, four.year) == ("4", "https://x.test/four", 2022)


def test_a_page_without_references_still_has_its_sentences():
    page = read_page("Drugone is given daily. Drugtwo is not.")
    assert [claim.text for claim in page.claims] == [
        "Drugone is given daily.",
        "Drugtwo is not.",
    ]
    assert page.references == ()


def test_footnotes_of_markdown_are_references():
    page = read_page("Drugone is given daily.[^1]\n\n[^1]: Ay B. Drugone. 2020. PMID 11\n")
    assert page.claims[0].cited == ("1",)
    assert page.references[0].pmid == "11"


def test_the_first_short_line_of_plain_text_is_its_title():
    page = read_page("Care of asthma in adults\n\nDrugone is recommended for adults.\n")
    assert page.title == "Care of asthma in adults"
    assert [claim.text for claim in page.claims] == ["Drugone is recommended for adults."]


def test_a_sentence_that_begins_a_text_is_no_title():
    page = read_page("Drugone is recommended for adults.\n\nDrugtwo is recommended for nobody.\n")
    assert page.title == ""
    assert len(page.claims) == 2
