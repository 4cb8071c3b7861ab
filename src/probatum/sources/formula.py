"""Formulas as a line of text: MathML where it is given, else TeX between its document marks."""

from __future__ import annotations

import re

from lxml import etree

from probatum.sources.superscript import raised
from probatum.sources.xml_file import flat, name, own_text

_TEX_BODY = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.S)


def formula(element: etree._Element) -> str:
    """The text of a formula element; "" when it is only a picture."""
    maths = next((part for part in element.iter() if name(part) == "math"), None)
    if maths is not None:
        return " ".join(_linear(maths).split())
    tex = next((part for part in element.iter() if name(part) == "tex-math"), None)
    if tex is not None:
        source = flat(tex)
        body = _TEX_BODY.search(source)
        return (body.group(1) if body else source).strip(" $")
    return flat(element)


def _linear(element: etree._Element) -> str:
    kind = name(element)
    if kind in ("annotation", "annotation-xml"):
        return ""
    parts = [_linear(child) for child in element if name(child)]
    if kind == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if kind == "msup" and len(parts) == 2:
        power = raised(parts[0], parts[1])
        return parts[0] + (power if power != parts[1] else f"^{_grouped(power)}")
    if kind == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    return own_text(element).strip() + "".join(parts)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"[\w.]*", text) else f"({text})"
