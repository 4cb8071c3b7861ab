import pytest

from probatum.errors import UsageError
from probatum.workflows.years import Years


@pytest.mark.parametrize(
    ("text", "held", "left_out"),
    [
        ("2015-", ["2015", "2025-01-02"], ["2014-12-31", None]),
        ("-2010", ["1990-05", "2010"], ["2011", None]),
        ("2010-2012", ["2010", "2012-12"], ["2009", "2013", None]),
        ("2011", ["2011-06"], ["2010", "2012", None]),
        ("", ["1900", None], []),
    ],
)
def test_a_range_holds_what_was_published_in_it(text, held, left_out):
    years = Years.of(text)
    assert all(years.hold(date) for date in held)
    assert not any(years.hold(date) for date in left_out)
    assert Years.of(str(years)) == years


@pytest.mark.parametrize("text", ["-", "15-", "2015-2010", "recent", "2015--"])
def test_what_is_no_range_is_refused_with_its_form(text):
    with pytest.raises(UsageError, match="write"):
        Years.of(text)
