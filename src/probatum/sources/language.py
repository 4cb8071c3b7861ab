"""Language codes: MARC and ISO 639-2 as indexers write them, ISO 639-1 as documents keep them."""

from __future__ import annotations

from functools import lru_cache

_PAIRS = """
afr af alb sq ara ar arm hy aze az bos bs bul bg cat ca chi zh cze cs dan da dut nl eng en est et
fin fi fre fr geo ka ger de gre el heb he hin hi hrv hr hun hu ice is ind id ita it jpn ja kor ko
lat la lav lv lit lt mac mk may ms nor no per fa pol pl por pt rum ro rus ru slo sk slv sl spa es
srp sr swe sv tha th tur tr ukr uk urd ur vie vi deu de fra fr zho zh nld nl ces cs
"""
_CODES = _PAIRS.split()
_TWO_LETTERS = dict(zip(_CODES[::2], _CODES[1::2], strict=True))


@lru_cache(maxsize=1 << 10)
def language(code: str) -> str:
    """ISO 639-1 where there is one, else the code as given, lower case; "en" when none is."""
    code = code.strip().lower().partition("-")[0]
    return _TWO_LETTERS.get(code, code) or "en"
