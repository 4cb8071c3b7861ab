import pytest

from probatum.sources.marked_text import MarkedText
from probatum.sources.normalised import TextBuilder
from probatum.sources.page_part import Row, Stretch, as_raised


def poured(part, keys="1 2 3 4 5 a"):
    builder = TextBuilder()
    marked = MarkedText(builder, keys.split())
    (marked.row if isinstance(part, Row) else marked.stretch)(part)
    return builder.text, [(mark.offset, *mark.keys) for mark in builder.marks]


@pytest.mark.parametrize(
    ("text", "shown", "marks"),
    [
        ("It helps [1].", "It helps.", [(8, "1")]),
        ("It helps [^a], too.", "It helps, too.", [(8, "a")]),
        ("It helps [1, 3-5].", "It helps.", [(8, "1", "3", "4", "5")]),
        ("It helps [1][2].", "It helps.", [(8, "1"), (8, "2")]),
        ("It helps [9] and [^b].", "It helps [9] and [^b].", []),
        ("Range [1-3], 95% CI [2-5].", "Range [1-3], 95% CI [2-5].", []),
        ("See reference [2].", "See reference [2].", []),
        ("It helps [5-1].", "It helps [5-1].", []),
    ],
)
def test_marks_in_brackets_count_when_the_list_has_them(text, shown, marks):
    assert poured(Stretch(text)) == (shown, marks)


@pytest.mark.parametrize(
    ("before", "figures", "after", "shown", "marks"),
    [
        ("It helps.", "1,2", "", "It helps.", [(9, "1", "2")]),
        ("Give 5 mg", "2", " daily", "Give 5 mg daily", [(9, "2")]),
        ("30 kg/m", "2", " or", "30 kg/m2 or", []),
        ("over 10", "3", "/L", "over 10³/L", []),
        ("I", "2", " was 60%", "I2 was 60%", []),
        ("an ", "5", "F tracer", "an 5F tracer", []),
        ("It helps.", "9", "", "It helps.9", []),
        ("the 4", "th", " day", "the 4th day", []),
    ],
)
def test_a_raised_figure_is_a_mark_or_a_power(before, figures, after, shown, marks):
    assert poured(Stretch(before + as_raised(figures) + after)) == (shown, marks)


def test_rows_name_their_cells_and_keep_marks_and_grades_beside():
    row = Row(("Aspirin [1]", "", "75 mg (Grade 1A)", "x"), ("Drug [2]:", "Note", "Dose"))
    assert poured(row) == ("Drug: Aspirin; Dose: 75 mg; x", [(13, "1")])


def test_a_grade_before_any_word_stays_in_the_text():
    assert poured(Stretch("(Grade 1A) Give aspirin."))[0] == "(Grade 1A) Give aspirin."
