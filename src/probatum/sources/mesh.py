"""Medical Subject Headings (MeSH), in the forms that the National Library of Medicine publishes.

Descriptors as XML (``desc2026.xml``, NLM's DTD) and as ASCII (``d2026.bin``, MARC-like fields), and
the tree alone (``mtrees2026.bin``; ``2017MeshTree.txt``), which has headings without entry terms.
Of a descriptor's concepts the preferred one gives synonyms; what NLM marks as narrower becomes a
part of it; what is broader or only related is left, for it means something else.
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

_NARROWER = "NRW"
_LIST_GOES_ON = re.compile(r"(?:and|or|with|without|not)\b", re.I)
_TREE_NUMBER = re.compile(r"[A-Z]\d{2}(?:\.\d{3})*")
_LONGEST_LINE = 100_000


def natural(name: str) -> str:
    """A name as it is said: of "Lymphoma, B-Cell" that is "B-Cell Lymphoma"."""
    parts = name.split(", ")
    if any(_LIST_GOES_ON.match(part) for part in parts[1:]):
        return name
    return " ".join(reversed(parts))


def descriptors(path: Readable) -> Iterator[SubjectHeading]:
    """Of ``desc2026.xml``, each descriptor followed by its parts. Raises `SourceError`."""
    for record in xml_file.each(path, ("DescriptorRecord",)):
        concepts = [*record.iterfind("ConceptList/Concept")]
        preferred = [each for each in concepts if each.get("PreferredConceptYN") == "Y"]
        name = xml_file.flat(record.find("DescriptorName/String"))
        code = xml_file.flat(record.find("DescriptorUI"))
        if not (name and code and preferred):
            raise SourceError(path, f"descriptor {code or name or '?'} lacks its name or concept")
        places = tuple(xml_file.flat(each) for each in record.iterfind("TreeNumberList/TreeNumber"))
        yield _heading(code, name, _terms(preferred[0]), places, tuple(_actions(record)))
        for concept in concepts:
            if _relation(concept) == _NARROWER and (terms := [*_terms(concept)]):
                yield _part(xml_file.flat(concept.find("ConceptUI")), terms, code, places)


def ascii_descriptors(path: Readable) -> Iterator[SubjectHeading]:
    """Of ``d2026.bin``, each descriptor followed by its parts. Raises `SourceError`."""
    for record in _records(path):
        (name,), (code,) = record.get("MH", [""])[:1], record.get("UI", [""])[:1]
        if not (name and code):
            raise SourceError(path, f"descriptor {code or name or '?'} lacks its MH or UI")
        same: list[str] = []
        narrower: list[str] = []
        for line in (*record.get("ENTRY", ()), *record.get("PRINT ENTRY", ())):
            fields = line.split("|")
            # What its fields are is told by letters in the last; a term alone is a permuted one.
            told = dict(zip(fields[-1], fields, strict=False)) if len(fields) > 1 else {}
            relation = told.get("d")
            if relation in {"EQV", _NARROWER}:
                (same if relation == "EQV" else narrower).append(natural(fields[0]))
        places = tuple(record.get("MN", ()))
        yield _heading(code, name, same, places, tuple(map(natural, record.get("PA", ()))))
        for number, term in enumerate(narrower, start=1):
            yield _part(f"{number}", [term], code, places)


def tree(path: Readable) -> Iterator[SubjectHeading]:
    """Of a file of tree numbers and headings; a heading has as many lines as places."""
    places: dict[tuple[str, str], list[str]] = {}
    for number, line in enumerate(_lines(path), start=1):
        if number == 1 and line.startswith("Tree Number\t"):
            continue
        place, code, name = _tree_line(line)
        if not name:
            raise SourceError(path, f"line {number} is no tree number with its heading")
        places.setdefault((code, name), []).append(place)
    for (code, name), found in places.items():
        yield _heading(code, name, (), tuple(found), ())


def is_tree(head: bytes) -> bool:
    """Whether the first lines are tree numbers with headings."""
    lines = head.decode("utf-8-sig", errors="replace").splitlines()[:3]
    if lines and lines[0].startswith("Tree Number\t"):
        return True
    return bool(lines) and all(_tree_line(line)[2] for line in lines[:-1] or lines)


def _tree_line(line: str) -> tuple[str, str, str]:
    """Place, code and heading: three fields parted by tabs, or "Body Regions;A01"."""
    fields = line.split("\t")
    if len(fields) == 3 and _TREE_NUMBER.fullmatch(fields[0]):
        return fields[0], fields[1], fields[2]
    name, _, place = line.rpartition(";")
    if name and _TREE_NUMBER.fullmatch(place):
        return place, name, name
    return "", "", ""


def _heading(
    code: str, name: str, terms: Iterable[str], places: tuple[str, ...], classes: tuple[str, ...]
) -> SubjectHeading:
    said = natural(name)
    others = dict.fromkeys((name, *terms))
    others.pop(said, None)
    return SubjectHeading(
        code=code, name=said, synonyms=tuple(others), places=places, classes=classes
    )


def _part(code: str, terms: list[str], of: str, places: tuple[str, ...]) -> SubjectHeading:
    """What stands under a descriptor without being one: a place below each of its places."""
    return SubjectHeading(
        code=f"{of}/{code}",
        name=terms[0],
        synonyms=tuple(dict.fromkeys(terms[1:])),
        places=tuple(f"{place}.{code}" for place in places),
        part=True,
    )


def _terms(concept: etree._Element) -> Iterator[str]:
    """The preferred term first, without those that only turn another one around."""
    terms = [term for term in concept.iterfind("TermList/Term") if _is_no_permutation(term)]
    terms.sort(key=lambda term: term.get("ConceptPreferredTermYN") != "Y")
    for term in terms:
        if text := xml_file.flat(term.find("String")):
            yield natural(text)


def _is_no_permutation(term: etree._Element) -> bool:
    return term.get("IsPermutedTermYN") != "Y"


def _relation(concept: etree._Element) -> str | None:
    """How the concept is to the preferred one of its descriptor."""
    if concept.get("PreferredConceptYN") == "Y":
        return None
    own = xml_file.flat(concept.find("ConceptUI"))
    for relation in concept.iterfind("ConceptRelationList/ConceptRelation"):
        if xml_file.flat(relation.find("Concept2UI")) == own:
            return relation.get("RelationName")
    return None


def _actions(record: etree._Element) -> Iterator[str]:
    path = (
        "PharmacologicalActionList/PharmacologicalAction/DescriptorReferredTo/DescriptorName/String"
    )
    for action in record.iterfind(path):
        yield natural(xml_file.flat(action))


def _records(path: Readable) -> Iterator[dict[str, list[str]]]:
    record: dict[str, list[str]] = {}
    for line in _lines(path):
        if line == "*NEWRECORD":
            if record:
                yield record
            record = {}
        elif " = " in line:
            field, _, value = line.partition(" = ")
            record.setdefault(field, []).append(value.strip())
    if record:
        yield record


def _lines(path: Readable) -> Iterator[str]:
    return map(str.strip, text_lines(path, _LONGEST_LINE))
