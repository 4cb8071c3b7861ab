"""Which published vocabulary a file holds, told by what it begins with, and its headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gzip import GzipFile
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evidence.subject_heading import Published, SubjectHeading
from probatum.sources import icd10cm, mesh, xml_file
from probatum.sources.fetched import Readable

MESH, ICD = "MeSH", "ICD-10-CM"
WANTED = (
    "wanted is one of NLM's MeSH files desc2026.xml (also .gz), d2026.bin or mtrees2026.bin, "
    "or of ICD-10-CM icd10cm_tabular_2026.xml or icd10cm_order_2026.txt, of any year"
)
_HEAD = 4_096
_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHER_ROOTS = {
    "SupplementalRecordSet": "holds MeSH's supplementary records, which are not read",
    "QualifierRecordSet": "holds MeSH's qualifiers, which are not read",
}


class VocabularyFile(NamedTuple):
    """What a file is, with the headings to be read from it."""

    published: Published
    headings: Callable[[], Iterator[SubjectHeading]]


def vocabulary_file(path: Readable) -> VocabularyFile:
    """What the file at ``path`` holds. Raises `SourceError` when it is no vocabulary."""
    head = _head(path)
    year = found[0] if (found := _YEAR.search(path.name)) else ""
    root = xml_file.root_name(head)
    if root == "DescriptorRecordSet":
        return _of(MESH, year, path, mesh.descriptors)
    if root == icd10cm.ROOT:
        return _of(ICD, icd10cm.edition(path) or year, path, icd10cm.tabular)
    if root in _OTHER_ROOTS:
        raise SourceError(path, f"{_OTHER_ROOTS[root]}; {WANTED}")
    if head.startswith(b"*NEWRECORD"):
        if b"RECTYPE = D" not in head:
            raise SourceError(path, f"holds no descriptors; {WANTED}")
        return _of(MESH, year, path, mesh.ascii_descriptors)
    if mesh.is_tree(head):
        return _of(MESH, year, path, mesh.tree)
    if icd10cm.is_order_file(head):
        return _of(ICD, year, path, icd10cm.ordered)
    if icd10cm.is_list_of_codes(head):
        raise SourceError(path, f"holds codes without their names; {WANTED}")
    raise SourceError(path, f"is no vocabulary that is known; {WANTED}")


def _of(
    name: str, year: str, path: Readable, read: Callable[[Readable], Iterator[SubjectHeading]]
) -> VocabularyFile:
    return VocabularyFile(Published(name=name, edition=year), lambda: read(path))


def _head(path: Readable) -> bytes:
    try:
        with path.open("rb") as file:
            packed = path.name.lower().endswith(".gz")
            return GzipFile(fileobj=file).read(_HEAD) if packed else file.read(_HEAD)
    except (OSError, EOFError) as error:
        raise SourceError(path, f"cannot be read ({error}); fetch it again") from error
