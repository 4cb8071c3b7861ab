"""Facts about a document that its owner states in named fields, read with care."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from probatum.errors import SourceError
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Audience, DocumentKind, Identifiers, Status
from probatum.sources import identifier
from probatum.sources.owner_file import Facts, slug
from probatum.sources.written_date import written_date

_Word = TypeVar("_Word", bound=StrEnum)


class StatedFields:
    """Typed access to the fields, with errors that name them."""

    def __init__(self, path: Path, values: Mapping[str, object], place: str = "") -> None:
        self._path = path
        self._values = values
        self._place = place

    def facts(self) -> Facts:
        """All of them. Raises `SourceError` for a field that is wrong, with what it may be."""
        kind = self._word("kind", DocumentKind, DocumentKind.GUIDELINE)
        for_patients = kind is DocumentKind.PATIENT_INFORMATION
        usual = Audience.PATIENT if for_patients else Audience.PROFESSIONAL
        return Facts(
            id=self._id(),
            title=self._text("title") or "",
            kind=kind,
            topics=tuple(topic.lower() for topic in self._list("condition")),
            keywords=self._list("keywords"),
            authors=self._list("authors") or self._list("author"),
            publisher=self._text("publisher"),
            published=self._date("published"),
            updated=self._date("updated"),
            review_due=self._date("review_due"),
            audience=self._word("audience", Audience, usual),
            jurisdiction=self._text("jurisdiction"),
            identifiers=Identifiers(
                pmid=self._known("pmid", identifier.pmid, "1 to 8 digits"),
                doi=self._known("doi", identifier.doi, "as 10.1000/xyz"),
                url=self._known("url", _address, "an address with http:// or https://"),
            ),
            licence=self._text("licence") or self._text("license"),
            status=self._word("status", Status, Status.CURRENT),
            language=(self._text("language") or "en").lower(),
        )

    def _wrong(self, name: str, allowed: str) -> SourceError:
        return SourceError(
            self._path, f"{self._place}{name}: {self._values[name]!r} is not allowed; {allowed}"
        )

    def _text(self, name: str) -> str | None:
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return " ".join(str(value).split()) or None
        raise self._wrong(name, "give one line of text")

    def _list(self, name: str) -> tuple[str, ...]:
        value = self._values.get(name)
        if not isinstance(value, list):
            one = self._text(name)
            return (one,) if one else ()
        if not all(isinstance(item, (str, int, float)) for item in value):
            raise self._wrong(name, "give text, or a list of texts")
        return tuple(_unique(" ".join(str(item).split()) for item in value))

    def _word(self, name: str, words: type[_Word], usual: _Word) -> _Word:
        stated = self._text(name)
        if stated is None:
            return usual
        try:
            return words(re.sub(r"[\s_]+", " ", stated.lower()))
        except ValueError as error:
            allowed = ", ".join(words)
            raise self._wrong(name, f"allowed are {allowed}") from error

    def _date(self, name: str) -> PartialDate | None:
        value = self._values.get(name)
        if value is None:
            return None
        text = str(value).strip()
        found = written_date(text)
        # A slip such as 31 February must not quietly become a month.
        if found is None or (re.fullmatch(r"[\d-]+", text) and found != text):
            raise self._wrong(name, "write YYYY, YYYY-MM or YYYY-MM-DD")
        return found

    def _id(self) -> str:
        stated = self._text("id") or ""
        if stated and not slug(stated):
            raise self._wrong("id", "use letters, digits and hyphens")
        return stated

    def _known(self, name: str, form: Callable[[str], str | None], allowed: str) -> str | None:
        stated = self._text(name)
        if stated is None:
            return None
        if (found := form(stated)) is None:
            raise self._wrong(name, f"write it {allowed}")
        return found


def _address(text: str) -> str | None:
    return text if re.fullmatch(r"https?://\S+", text) else None


def _unique(items: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(item for item in items if item)
