import pytest

from probatum.sources.grades import parted


@pytest.mark.parametrize(
    "grade",
    [
        "Grade 1B",
        "GRADE 2C",
        "Level of evidence: A",
        "Level of evidence B1",
        "LOE: B-R",
        "Class I, Level A",
        "Class IIa; Level of Evidence C-LD",
        "COR 1, LOE B-NR",
        "strong recommendation, moderate-quality evidence",
        "Conditional recommendation; very low certainty of evidence",
        "weak recommendation against",
        "Grade B recommendation",
        "A recommendation",
        "category 2A",
        "good practice point",
        "strong, high-quality evidence",
        "⊕⊕◯◯",
    ],
)
def test_a_grade_in_brackets_is_parted_from_the_words(grade):
    for line in (f"Offer aspirin ({grade}).", f"Offer aspirin [{grade}]."):
        assert list(parted(line)) == [
            ("Offer aspirin ", False),
            (grade, True),
            (".", False),
        ]


@pytest.mark.parametrize(
    "line",
    [
        "Neutropenia (Grade 3) was common.",
        "Heart failure (class II) and cirrhosis (Class B).",
        "A drug (category B) in pregnancy (low).",
        "Stage (1A) or (IV) disease.",
        "Give it (strong opioids, low dose).",
        "High-grade tumours (grade 3, with necrosis) recur [2].",
        "Brackets (left open",
        "",
    ],
)
def test_what_may_be_something_else_stays_in_the_text(line):
    assert "".join(piece.text for piece in parted(line)) == line
    assert not any(piece.is_grade for piece in parted(line))


def test_a_grade_whose_bracket_is_left_open_at_the_end_is_parted_too():
    assert list(parted("Offer aspirin.[Level of evidence B1")) == [
        ("Offer aspirin.", False),
        ("Level of evidence B1", True),
    ]
