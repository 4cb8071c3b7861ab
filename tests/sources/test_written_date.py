import pytest

from probatum.sources.written_date import only_dates, page_dates, written_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12T09:30:00Z", "2024-03-12"),
        ("12 March 2024", "2024-03-12"),
        ("3rd Mar. 2024", "2024-03-03"),
        ("March 12, 2024", "2024-03-12"),
        ("March 2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024/03", "2024-03"),
        ("2024", "2024"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("03/04/2024", "2024"),
        ("31 February 2024", "2024-02"),
        ("Guideline 2024", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text, date):
    assert written_date(text) == date


def test_dates_are_found_near_the_beginning_and_the_end():
    middle = ["Words."] * 50
    lines = ["Published: 12 March 2024 | Last updated: May 2025", *middle, "Review due: 2027"]
    assert page_dates(lines) == ("2024-03-12", "2025-05", "2027")
    assert page_dates([*middle, lines[0], *middle]) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Last updated 12 March 2024", True),
        ("Published: 2020; Next review: 2025-01", True),
        ("Date of publication: 5 May 2019.", True),
        ("Published: 2020. It replaces the guideline of 2012.", False),
        ("Updated evidence is awaited in 2024.", False),
        ("", False),
    ],
)
def test_a_line_of_dates_is_told_from_a_sentence(line, alone):
    assert only_dates(line) is alone
