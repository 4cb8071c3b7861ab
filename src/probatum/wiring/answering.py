"""Who answers a question: a composer, and what a language model of the owner's does besides."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, NamedTuple

from probatum.composition.composer import Composer
from probatum.errors import UsageError
from probatum.privacy.policy import policy_for
from probatum.privacy.recogniser import recogniser
from probatum.settings import Settings

if TYPE_CHECKING:
    from probatum.evidence.answer import Answer
    from probatum.language_model.model import Model
    from probatum.privacy.screened import Agrees
    from probatum.workflows.ask import Aid


class Method(NamedTuple):
    """How a question is answered: who lays it out, and what a model does besides."""

    composer: Composer
    aid: Aid


def composer(name: str, settings: Settings | None = None) -> Composer:
    """The installed composer of that name; "writing" with the model of the settings.

    Raises `UsageError` when that model may not be asked.
    """
    if name == "writing":
        asked = model(settings) if settings and settings.model.address else None
        return _writer(asked, settings)
    if name == "quoting":
        from probatum.composition.quoting import QuotingComposer
        from probatum.verification.consistency import reversal

        return QuotingComposer(reversal)
    (entry,) = entry_points(group="probatum.composers", name=name)
    made: Composer = entry.load()()
    return made


def method(name: str, settings: Settings, agrees: Agrees | None = None) -> Method:
    """That composer, and what else the model does for the same question.

    ``agrees`` is asked where `privacy.model` is "ask". Raises `UsageError` when that model may not
    be asked.
    """
    writes, reads = name == "writing", settings.understanding == "model"
    if reads and not settings.model.address:
        raise UsageError("answers.understanding is model, and no model is configured")
    return _method(name, settings, _Help(rewords=writes, reads=reads), agrees)


def method_of(answer: Answer, settings: Settings, agrees: Agrees | None = None) -> Method:
    """Who answered a question: the same composer, and what a model did besides.

    Raises `UsageError` when a model had a part in it, and none is configured or may be asked.
    """
    if answer.model and not settings.model.address:
        raise UsageError(
            f"the model {answer.model} had a part in this answer, and none is configured; "
            "set model.address"
        )
    made = answer.provenance
    name = "writing" if made.writing else made.composer
    reads = answer.question.model_reading is not None
    return _method(name, settings, _Help(made.rewording is not None, reads), agrees)


class _Help(NamedTuple):
    """What a model is to do besides laying out."""

    rewords: bool
    reads: bool


def _method(name: str, settings: Settings, wanted: _Help, agrees: Agrees | None) -> Method:
    from probatum.readers.rewording import Rewriter
    from probatum.retrieval.model_reading import ModelReader
    from probatum.verification.verifier import verify
    from probatum.workflows.ask import NO_AID, Aid

    if not settings.model.address or not (name == "writing" or any(wanted)):
        return Method(composer(name), NO_AID)  # a writing composer without a model says so
    asked = model(settings, agrees)  # one for all, which shares one budget
    aid = Aid(
        reader=ModelReader(asked) if wanted.reads else None,
        rewriter=Rewriter(asked, verify) if wanted.rewords else None,
    )
    return Method(_writer(asked, settings) if name == "writing" else composer(name), aid)


def _writer(asked: Model | None, settings: Settings | None = None) -> Composer:
    from probatum.composition.writing import WritingComposer
    from probatum.verification.verifier import verify

    if settings is None:
        return WritingComposer(composer("quoting"), asked, verify)
    at_once = settings.model.quotes_at_once
    return WritingComposer(composer("quoting"), asked, verify, settings.unsupported, at_once)


def model(settings: Settings, agrees: Agrees | None = None) -> Model:
    """The language model of the settings, for one question. Raises `UsageError`."""
    from probatum.language_model.configured import ConfiguredModel
    from probatum.language_model.providers import provider
    from probatum.language_model.screened_model import ScreenedModel

    address = settings.model.address or ""
    asked = ConfiguredModel(settings.model, provider(settings.model))
    policy = policy_for(address, settings.model_policy)
    return ScreenedModel(
        asked, policy, agrees, recogniser(settings.recogniser, settings.names_model)
    )
