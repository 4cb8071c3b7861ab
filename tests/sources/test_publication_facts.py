import pytest

from probatum.evidence.document import Notice, NoticeKind, Status
from probatum.evidence.standing import standing
from probatum.sources.identifier import doi, nct, pmcid, pmid
from probatum.sources.language import language
from probatum.sources.publication_date import earliest, partial_date, spoken_date
from probatum.sources.superscript import raised


@pytest.mark.parametrize(
    ("parts", "stated"),
    [
        (("2019",), "2019"),
        (("2019", "Feb"), "2019-02"),
        (("2019", "September", "3"), "2019-09-03"),
        (("2019", "02", "30"), "2019-02"),
        (("2019", "Spring"), "2019"),
        (("in press",), None),
    ],
)
def test_a_date_is_as_exact_as_its_parts(parts, stated):
    assert partial_date(*parts) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2001 Mar 15-21", "2001-03"),
        ("2013 Jan-Feb", "2013"),
        ("1998 Dec-1999 Jan", "1998"),
        ("Summer 1988", "1988"),
        ("no date", None),
    ],
)
def test_a_date_written_out_is_never_made_more_exact(text, stated):
    assert spoken_date(text) == stated


def test_the_earliest_date_is_the_more_exact_of_two_that_agree():
    assert earliest(["2014-01", None, "2013", "2013-05-02"]) == "2013-05-02"
    assert earliest(["2013-06", "2013-05-02"]) == "2013-05-02"
    assert earliest([None]) is None


def test_identifiers_take_one_form():
    assert doi("https://doi.org/10.1000/ABC.12.") == "10.1000/abc.12"
    assert doi("S0140-6736") is None
    assert pmid(" 00123 ") == "123"
    assert pmid("n/a") is None
    assert pmcid("1234") == pmcid("PMC1234.2") == "PMC1234"
    assert nct("trial nct01234567") == "NCT01234567"


def test_languages_are_two_letters_where_there_are_such():
    assert [language(code) for code in ("ENG", "ger", "mul", "en-GB", "")] == [
        *("en", "de", "mul", "en", "en"),
    ]


def test_the_gravest_notice_gives_the_status():
    kinds = [NoticeKind.CORRECTION, NoticeKind.RETRACTION, NoticeKind.UPDATED_BY]
    assert standing(Notice(kind=kind) for kind in kinds) is Status.RETRACTED
    assert standing([Notice(kind=NoticeKind.UPDATED_BY)]) is Status.CURRENT


def test_a_power_of_ten_does_not_become_another_number():
    assert raised("10", "9") == "⁹"
    assert raised("10", "-9") == "⁻⁹"
    assert raised("see ", "18") == "18"
    assert raised("3", "rd") == "rd"
