import pytest

from probatum.evidence.document import BlockKind
from probatum.sources.page_part import Heading, Row, Stretch
from probatum.sources.reference_list import entry, set_aside


@pytest.mark.parametrize(
    ("text", "pmid", "doi", "year", "url"),
    [
        ("Able A. N Ex J. 2019;381:1632-43. PMID: 123", "123", None, 2019, None),
        ("Trial of 1990-2010. J Ex 2015. doi:10.1000/AB.2001", None, "10.1000/ab.2001", 2015, None),
        ("Page, read 2024-01-02. https://example.org/2020/x.", None, None, None,
         "https://example.org/2020/x"),
        ("https://pubmed.ncbi.nlm.nih.gov/77/", "77", None, None,
         "https://pubmed.ncbi.nlm.nih.gov/77/"),
        ("No year at all", None, None, None, None),
    ],
)  # fmt: skip
def test_an_entry_tells_its_identifiers_and_year(text, pmid, doi, year, url):
    found = entry("1", text)
    assert (found.pmid, found.doi, found.year, found.url) == (pmid, doi, year, url)


def test_only_entries_under_the_heading_leave_the_page():
    parts = [
        Stretch("1. Not a reference."),
        Heading(2, "7. References"),
        Stretch("[1] Able A. 2019."),
        Stretch("Note on how these were found."),
        Heading(3, "Further"),
        Stretch("Baker B. 2020.", BlockKind.LIST_ITEM),
        Row(("3", "Carr C. 2021.")),
        Heading(2, "Annex"),
        Stretch("4. Later."),
    ]
    page = set_aside(parts)
    assert [(each.key, each.text) for each in page.bibliography] == [
        *(("1", "Able A. 2019."), ("2", "Baker B. 2020."), ("3", "Carr C. 2021.")),
    ]
    assert [part.text for part in page.parts] == [
        *("1. Not a reference.", "7. References", "Note on how these were found."),
        *("Further", "Annex", "4. Later."),
    ]
