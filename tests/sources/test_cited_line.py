import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.sources.cited_line import CitedLine
from probatum.sources.normalised import TextBuilder

ORDER = tuple(f"B{number}" for number in range(1, 21))


def poured(*pieces):
    """Strings are words; (keys, shown) are citations. Gives the text and its marks."""
    line = CitedLine(ORDER)
    for piece in pieces:
        if isinstance(piece, str):
            line.write(piece)
        else:
            line.cite(piece[0].split(), piece[1])
    plain = line.plain()
    builder = TextBuilder()
    line.pour(builder)
    assert plain == builder.text
    return builder.text, [(mark.offset, " ".join(mark.keys)) for mark in builder.marks]


@pytest.mark.parametrize(
    ("pieces", "text", "marks"),
    [
        (["It helps [", ("B1", "1"), "]. So"], "It helps. So", [(8, "B1")]),
        (["It helps.", ("B1", "1"), ",", ("B2", "2"), " So"], "It helps. So", [(9, "B1 B2")]),
        (
            ["It helps [", ("B2", "2"), "–", ("B5", "5"), ", ", ("B9", "9"), "]."],
            "It helps.",
            [(8, "B2 B3 B4 B5 B9")],
        ),
        (["It helps ", ("B3", "[3]"), ", ", ("B4", "[4]"), "."], "It helps.", [(8, "B3 B4")]),
        (["It helps ", ("B3", "3-5"), "."], "It helps.", [(8, "B3 B4 B5")]),
        (["It helps (", ("B1", "Mazur, 1987"), ")."], "It helps.", [(8, "B1")]),
        (["Mazur (", ("B1", "1987"), ") saw it."], "Mazur saw it.", [(5, "B1")]),
        (
            ["(shown by ", ("B1", "Mazur, 1987"), ")"],
            "(shown by Mazur, 1987)",
            [(21, "B1")],
        ),
        (["See ref. ", ("B3", "3"), "."], "See ref. 3.", [(10, "B3")]),
        (["Half [", ("B3", "3"), ", p. 8]."], "Half [p. 8].", [(6, "B3")]),
        (["Half (n = 8; ", ("B3", "3"), ")."], "Half (n = 8).", [(11, "B3")]),
        (["Rats [[", ("B1", "1"), "],[", ("B2", "2"), "]]."], "Rats.", [(4, "B1 B2")]),
        (["Both [", ("B1 B2", "1,2"), "]"], "Both", [(4, "B1 B2")]),
        (["Known [", ("B7", "7"), "-", ("B99", "99"), "]"], "Known", [(5, "B7 B99")]),
    ],
)
def test_marks_are_told_from_words(pieces, text, marks):
    assert poured(*pieces) == (text, marks)


def test_signs_in_the_words_cannot_pose_as_marks():
    assert poured("a\ue0000\ue001b") == ("a0b", [])


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="ab .,;()[]-–1", max_size=6),
            st.tuples(st.sampled_from(ORDER), st.sampled_from(["1", "[2]", "Mazur, 1987", "3-5"])),
        ),
        max_size=8,
    )
)
def test_marks_lie_in_the_text_whatever_the_line(pieces):
    text, marks = poured("word ", *pieces)
    assert all(0 < offset <= len(text) for offset, _ in marks)
    assert {key for piece in pieces if isinstance(piece, tuple) for key in [piece[0]]} <= {
        key for _, keys in marks for key in keys.split()
    }
