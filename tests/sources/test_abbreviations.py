"""What a text says its abbreviations mean, in Python and compiled."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.errors import SourceError
from probatum.sources import pubmed
from probatum.sources.abbreviations import abbreviations
from tests.both_forms import both

PARTS = (
    *("(", ")", " (", ") ", ";", ",", ". ", ": ", ".", "\n", " ", "  ", "\t", "\x1c", "\u00a0"),
    *("blood pressure ", "high-density lipoprotein", "(BP)", "(HDL)", "(HDL; high)", "(B/P, x)"),
    *(
        "(Bp)",
        "BP",
        "é",
        "É",
        "İ",
        "(ÉB)",
        "(BÉ)",
        "(AΣ)",
        "(A1B2)",
        "(A-B.C+D_)",
        "ß",
        "ﬁ",
        "\x00",
    ),
    *("(ABCDEFGHIJ)", "(ABCDEFGHIJK)", "a b c d e f g h i j k l m n o p ", "x" * 119, "A", "²"),
    *("magnetic resonance imaging (MRI)", "[tumour (necrosis) factor, ", "(TNF)", "\U0001d6fc"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("high blood pressure (HBP) is", (("HBP", "high blood pressure"),)),
        ("Low tide. In high blood pressure (HBP; a sign)", (("HBP", "high blood pressure"),)),
        ("blood pressure (BP), base pair (BP)", (("BP", "blood pressure"),)),
        ("the blood; of pressure (BP)", ()),
        ("non-small cell lung cancer (NSCLC)", (("NSCLC", "non-small cell lung cancer"),)),
        ("a tumour (Ab)", ()),
        ("fièvre typhoïde (FT)", (("FT", "fièvre typhoïde"),)),
        ("", ()),
    ],
)
def test_an_abbreviation_stands_for_the_words_before_its_bracket(text, expected):
    assert abbreviations(text) == expected


@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text("aAbB(); .", max_size=8))).map("".join))
def test_both_forms_find_the_same(text: str):
    compiled, told = both(abbreviations)
    assert compiled(text) == told(text)


@given(
    words=st.lists(st.text("abcABC-,é ", min_size=1, max_size=30), max_size=12).map(" ".join),
    short=st.text("abcABC/1", min_size=1, max_size=11),
)
def test_both_forms_find_the_same_before_a_bracket(words: str, short: str):
    compiled, told = both(abbreviations)
    text = f"{words} ({short})"
    assert compiled(text) == told(text)


@pytest.mark.parametrize("short", ["AB", "ABC", "ABCD", "ABCDE", "ABCDEF", "ABCDEFGHIJ"])
def test_a_long_form_reaches_back_so_many_words(short: str):
    compiled, told = both(abbreviations)
    found = []
    for between in range(20):
        text = f"alpha {'x ' * between}{' '.join(short[1:])} ({short})"
        assert compiled(text) == told(text)
        found.append(bool(compiled(text)))
    assert found.index(False) == min(len(short) + 5, len(short) * 2) - len(short) + 1


def test_both_forms_find_the_same_in_real_records(shared_data: Path):
    compiled, told = both(abbreviations)
    count = 0
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        try:
            texts = [document.text for document in pubmed.PubMedSource().read(path)]
        except SourceError:
            continue
        for text in texts:
            found = compiled(text)
            assert found == told(text)
            # In letters of other kinds, which take more room each.
            assert compiled(text + "\u2003") == told(text + "\u2003")
            assert compiled(text + "\U0001d6fc") == told(text + "\U0001d6fc")
            count += len(found)
    assert count > 300
