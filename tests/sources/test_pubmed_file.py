"""A file of NLM is told whole and in its order, whatever stands among its records."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.sources.pubmed_file import Entry, Problem, entries
from tests.workflows.pubmed_shelf import SET, deleted, record

BOOK = """<PubmedBookArticle><BookDocument><PMID Version="1">{pmid}</PMID><Book><BookTitle>Jugs
</BookTitle></Book></BookDocument></PubmedBookArticle>"""
NAMELESS = "<PubmedArticle><MedlineCitation></MedlineCitation></PubmedArticle>"


@pytest.fixture
def told(tmp_path: Path):
    def read(*parts: str, whole: str = SET) -> list[str]:
        path = tmp_path / "pubmed25n0001.xml"
        path.write_text(whole.format("".join(parts)))
        found: list[str] = []
        try:
            for each in entries(path):
                found.append(_said(each))
        except SourceError:
            found.append("damaged")
        return found

    return read


def _said(entry: Entry | Problem) -> str:
    if isinstance(entry, Problem):
        return "problem"
    return f"{entry.pmid}: {entry.told['title'] if entry.told else 'gone'}"


def test_records_books_refusals_and_deletions_keep_their_order(told):
    parts = (record(1), NAMELESS, deleted(7, 8), BOOK.format(pmid=2))
    said = ["1: Drugone in asthma", "problem", "7: gone", "8: gone", "2: Jugs"]
    assert told(*parts) == said
    assert told(*parts * 20) == said * 20


def test_what_stands_before_damage_is_told_first(told):
    parts = [record(number) for number in range(1, 21)]
    said = [f"{number}: Drugone in asthma" for number in range(1, 21)]
    assert told(*parts, "<PubmedArticle>") == [*said, "damaged"]


def test_a_record_is_told_the_same_alone_and_among_others(tmp_path: Path):
    texts = [f"Drugone lowered attacks in {number} of 90." for number in range(40)]
    records = [record(number, text) for number, text in enumerate(texts, start=1)]
    path = tmp_path / "pubmed25n0001.xml"
    path.write_text(SET.format("".join(records)))
    together = list(entries(path))
    alone = []
    for each in records:
        path.write_text(SET.format(each))
        alone += entries(path)
    assert together == alone
    assert [entry.told["text"] for entry in together] == texts
