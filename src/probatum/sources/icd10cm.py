"""ICD-10-CM, in the forms that the CDC's National Center for Health Statistics publishes.

The tabular list as XML (``icd10cm_tabular_2026.xml``), which also has the terms that a category
includes, and the order file (``icd10cm_order_2026.txt``), whose columns are: order number (1-5),
code (7-13), whether it is billable (15), short description (17-76), long description (from 78).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.subject_heading import SubjectHeading
from probatum.sources import xml_file
from probatum.sources.fetched import Readable
from probatum.sources.text_lines import text_lines

ROOT = "ICD10CM.tabular"
_ORDER = re.compile(r"(?P<number>\d{5}) (?P<code>[A-Z]\w{2,6}) *(?P<billable>[01]) (?P<rest>.*)")
_LONG = 77
_LONGEST_CODE = 5
"""Characters of a code that still names a disease; longer ones tell the side, the encounter."""
_OPTIONAL, _OTHER_NAME = re.compile(r"\s*\(([^()]*)\)"), re.compile(r"\s*\[([^][]*)\]")
_LAST_NAME = re.compile(r"\[([^][]*\s[^][]*)\]$")
_CODE_AT_END = re.compile(r"\s*\((?:[A-Z]\d[\dA-Z.]*-?(?:[,-]\s?)?)+\)$")
_NOS = re.compile(r",? NOS$")
_CANCER_OF = re.compile(r"malignant neoplasm of (?P<site>[^,]+)", re.I)
_LONGEST_LINE = 2_000


def edition(path: Readable) -> str:
    """The year that a tabular list tells."""
    version = next(iter(xml_file.each(path, ("version", "section"))), None)
    return xml_file.flat(version) if version is not None and version.tag == "version" else ""


def tabular(path: Readable) -> Iterator[SubjectHeading]:
    """Of the tabular list, each category followed by what it includes. Raises `SourceError`."""
    for section in xml_file.each(path, ("section",)):
        block = section.get("id", "")
        for category in section.iterfind("diag"):
            yield from _category(category, f"{block[:1]}.{block}")


def ordered(path: Readable) -> Iterator[SubjectHeading]:
    """Of the order file, each category. Raises `SourceError`."""
    for number, line in enumerate(text_lines(path, _LONGEST_LINE), start=1):
        found = _ORDER.fullmatch(line)
        name = line[_LONG:].strip()
        if not (found and name):
            raise SourceError(path, f"line {number} is no code with its descriptions")
        if len(found["code"]) <= _LONGEST_CODE:
            yield _heading(found["code"], name, (), _below(found["code"]))


def is_order_file(head: bytes) -> bool:
    """Whether the first line has the columns of an order file."""
    first = head.decode("utf-8-sig", errors="replace").splitlines()[:1]
    return bool(first) and bool(_ORDER.fullmatch(first[0])) and len(first[0]) > _LONG


def is_list_of_codes(head: bytes) -> bool:
    """Whether the first lines are codes without names."""
    lines = head.decode("utf-8-sig", errors="replace").splitlines()[:50]
    codes = sum(bool(re.fullmatch(r"[A-Z]\d[\dA-Z]{1,5}", line.strip())) for line in lines)
    return codes * 2 > len(lines) > 0


def _category(category: etree._Element, above: str) -> Iterator[SubjectHeading]:
    code = xml_file.flat(category.find("name")).replace(".", "")
    if not code or len(code) > _LONGEST_CODE:
        return
    place = f"{above}.{code}"
    notes = [
        _CODE_AT_END.sub("", xml_file.flat(note))
        for path in ("inclusionTerm/note", "includes/note")
        for note in category.iterfind(path)
    ]
    same = [_NOS.sub("", note) for note in notes if _NOS.search(note)]
    yield _heading(code, xml_file.flat(category.find("desc")), same, place)
    for number, note in enumerate((n for n in notes if not _NOS.search(n)), start=1):
        names = [*_names(note)]
        yield SubjectHeading(
            code=f"{_dotted(code)}/{number}",
            name=names[0],
            synonyms=tuple(names[1:]),
            places=(f"{place}.{number}",),
            part=True,
        )
    for below in category.iterfind("diag"):
        yield from _category(below, place)


def _heading(code: str, name: str, same: Iterable[str], place: str) -> SubjectHeading:
    names = [each for text in (name, *same) for each in _names(text)]
    return SubjectHeading(
        code=_dotted(code),
        name=names[0] if names else name or code,
        synonyms=tuple(dict.fromkeys(names[1:])),
        places=(place,),
    )


def _names(text: str) -> Iterator[str]:
    """Two of "Crohn's disease [regional enteritis]"; what round brackets hold may be left out."""
    plain = _OTHER_NAME.sub("", _OPTIONAL.sub("", text)).strip()
    yield plain or text
    if other := _LAST_NAME.search(_OPTIONAL.sub("", text)):
        # One word alone is an eponym, or stands for a part of it: "mood [affective] disorders".
        yield other[1].strip()
    if found := _CANCER_OF.fullmatch(plain):
        site = found["site"]
        yield from (f"cancer of the {site}", f"cancer of {site}", f"{site} cancer")


def _dotted(code: str) -> str:
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code


def _below(code: str) -> str:
    """Where a code stands without its block being known: below itself cut short."""
    steps = [code[:length] for length in range(3, len(code) + 1)]
    return ".".join((code[0], f"{code[:3]}-{code[:3]}", *steps))
