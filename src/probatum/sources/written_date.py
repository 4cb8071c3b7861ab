"""Dates that a page prints for its readers: "Last updated: 12 March 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.evidence.dates import PartialDate
from probatum.sources.publication_date import partial_date

_MONTH = r"([A-Z][a-z]{2,8})\.?"
_FORMS = (
    (re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{4})[-/](\d{1,2})(?![\d/-])"), (1, 2, 0)),
    (re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})"), (3, 2, 1)),
    (re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"), (3, 1, 2)),
    (re.compile(rf"{_MONTH},? (\d{{4}})"), (2, 1, 0)),
    (re.compile(r"(\d{4})(?![\d/-])"), (1, 0, 0)),
)
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_DATE = r"(?P<date>[\w.,/ -]{4,30}?)"
_LABELS = {
    "published": r"(?:first |date |originally )?published(?: on| date| online)?|"
    r"(?:publication|issue) date|date of (?:publication|issue)|date issued|issued",
    "updated": r"(?:last |date |most recently )?(?:updated|revised|modified|amended)(?: on)?|"
    r"(?:last )?(?:update|revision)|date of (?:last )?(?:update|revision)|"
    r"(?:update|revision|version) date",
    "review_due": r"(?:next |date for |date of next |due for |scheduled )review(?: date| due)?|"
    r"review (?:due|by|before|date)(?: date)?|(?:valid until|expiry date|expires)",
}
_PRINTED = {
    field: re.compile(rf"(?:{label})\s*(?:[:=–—-]\s*|\s){_DATE}", re.I)
    for field, label in _LABELS.items()
}
_BETWEEN = re.compile(r"\s*[|•·;]\s*|\.\s+(?=[A-Z])")
_NEAR = 15  # stretches from either end in which a page prints its dates


class PageDates(NamedTuple):
    """What a page says of its own age."""

    published: PartialDate | None = None
    updated: PartialDate | None = None
    review_due: PartialDate | None = None


def written_date(text: str) -> PartialDate | None:
    """The date that ``text`` is, as exact as it is stated; None when it is no date.

    Of "03/04/2024" only the year is certain: countries differ in which figure is the month.
    """
    text = " ".join(text.split()).strip(" .,")
    text = re.sub(r"T\d\d:\d\d.*$", "", text)
    if figures := _FIGURES.fullmatch(text):
        first, second, year = figures.groups()
        if int(first) > 12 >= int(second) or first == second:
            return partial_date(year, second, first)
        return partial_date(year, first, second) if int(second) > 12 else partial_date(year)
    for form, order in _FORMS:
        if match := form.fullmatch(text):
            stated = partial_date(*(match.group(part) if part else "" for part in order))
            return stated if not order[1] or len(stated or "") > 4 else None
    return None


def page_dates(stretches: Sequence[str]) -> PageDates:
    """The dates printed in lines of their own near the beginning or the end."""
    found: dict[str, PartialDate] = {}
    for stretch in (*stretches[:_NEAR], *stretches[max(_NEAR, len(stretches) - _NEAR) :]):
        for field, date in _printed(stretch):
            found.setdefault(field, date)
    return PageDates(**found)


def only_dates(stretch: str) -> bool:
    """Whether a line holds nothing but dates with their labels."""
    return len(list(_printed(stretch))) == len(_BETWEEN.split(stretch.strip()))


def _printed(stretch: str) -> list[tuple[str, PartialDate]]:
    if len(stretch) > 200:
        return []
    return [
        (field, date)
        for part in _BETWEEN.split(stretch.strip())
        for field, form in _PRINTED.items()
        if (match := form.fullmatch(part.strip())) and (date := written_date(match["date"]))
    ]
