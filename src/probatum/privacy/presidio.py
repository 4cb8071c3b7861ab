"""More identifiers, by Microsoft Presidio: the extra ``probatum[presidio]``.

https://microsoft.github.io/presidio/. Two things that rules of ours lack: numbers of many countries
that are written without a cue and proved by their check digits, and, where the owner has a spaCy
model, names. Nothing is fetched: a model that is not installed is an error, and Presidio's
recognisers that ask the network for lists of domains are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer import predefined_recognizers as predefined
from presidio_analyzer.nlp_engine import NlpEngine, SpacyNlpEngine
from presidio_analyzer.nlp_engine.no_op_nlp_engine import NoOpNlpEngine
from spacy.util import is_package

from probatum.errors import UsageError
from probatum.privacy.identifier import Identifier, IdentifierKind
from probatum.privacy.names import is_eponym

_LANGUAGE = "en"
_PROVED = 1.0
"""The score that Presidio gives when check digits are right."""
_NAME = "PERSON"
_LEAST_NAME = 0.8
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*[a-zß-ÿ]\.?(?:\s+[^\W\d_a-z][\w'’.-]*)+")
_LEFT_OUT = frozenset(
    ["EmailRecognizer", "UrlRecognizer", "DateRecognizer", "CryptoRecognizer", "IpRecognizer"]
)
"""Rules of ours find these, or they need the network."""
_NO_CHECK = ("LICENSE_PLATE", "VEHICLE", "INCOME_TAX", "TRAFFIC")
"""Parts of names of kinds that Presidio takes as proved, and that figures of medicine are like."""
_KINDS = {
    "CREDIT_CARD": IdentifierKind.ACCOUNT,
    "IBAN_CODE": IdentifierKind.ACCOUNT,
    "UK_NHS": IdentifierKind.MEDICAL_RECORD,
    "AU_MEDICARE": IdentifierKind.HEALTH_PLAN,
    "US_MBI": IdentifierKind.HEALTH_PLAN,
    "DE_HEALTH_INSURANCE": IdentifierKind.HEALTH_PLAN,
    "US_SSN": IdentifierKind.SOCIAL_SECURITY,
    "DE_SOCIAL_SECURITY": IdentifierKind.SOCIAL_SECURITY,
    "US_NPI": IdentifierKind.LICENCE,
    "MEDICAL_LICENSE": IdentifierKind.LICENCE,
    "MAC_ADDRESS": IdentifierKind.DEVICE,
    _NAME: IdentifierKind.NAME,
}


class PresidioRecogniser:
    """Keeps the `Recogniser` protocol. ``names_model`` is a spaCy model that is installed."""

    def __init__(self, names_model: str | None = None) -> None:
        recognisers: list[Any] = [made(supported_language=_LANGUAGE) for made in _proving()]
        if names_model:
            recognisers.append(predefined.SpacyRecognizer(supported_entities=[_NAME]))
        self._engine = AnalyzerEngine(
            registry=RecognizerRegistry(recognisers, supported_languages=[_LANGUAGE]),
            nlp_engine=_engine(names_model),
            supported_languages=[_LANGUAGE],
        )

    def __call__(self, text: str) -> Iterator[Identifier]:
        """In any order; they may overlap."""
        for found in self._engine.analyze(text, _LANGUAGE, score_threshold=_LEAST_NAME):
            kind, start, end = found.entity_type, found.start, found.end
            if kind == _NAME and not _is_name(text, start, end):
                continue
            if kind != _NAME and (found.score < _PROVED or any(part in kind for part in _NO_CHECK)):
                continue
            yield Identifier(
                kind=_KINDS.get(kind, IdentifierKind.OTHER),
                start=start,
                end=end,
                text=text[start:end],
            )


def _is_name(text: str, start: int, end: int) -> bool:
    """Two words or more that are written as names, and no eponym: "BRAF" is none."""
    return _FULL_NAME.fullmatch(text, start, end) is not None and not is_eponym(text, end)


def _proving() -> Iterator[Callable[..., PatternRecognizer]]:
    """Presidio's recognisers of patterns, of every country."""
    for name, kind in sorted(vars(predefined).items()):
        if isinstance(kind, type) and issubclass(kind, PatternRecognizer) and name not in _LEFT_OUT:
            yield kind


def _engine(names_model: str | None) -> NlpEngine:
    models = [{"lang_code": _LANGUAGE, "model_name": names_model or "none"}]
    if names_model is None:
        return NoOpNlpEngine(models)
    if not is_package(names_model):
        raise UsageError(
            f"privacy.names_model: the spaCy model {names_model} is not installed; install it, for "
            "nothing is fetched"
        )
    return SpacyNlpEngine(models)
