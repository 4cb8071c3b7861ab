"""The model that the owner configured: a provider with a budget, a time limit and patience."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import tenacity

from probatum.errors import ModelFailed, UsageError
from probatum.language_model.budget import Budget
from probatum.language_model.model import (
    Completion,
    Count,
    Endless,
    Price,
    Prompt,
    Streamed,
    Usage,
)
from probatum.language_model.model_settings import ModelSettings
from probatum.language_model.provider import (
    Again,
    FormRefused,
    Late,
    Pieces,
    Provider,
    Request,
    endless,
    unusable,
)

_LETTERS_A_TOKEN = 3
_MOST_LETTERS_A_TOKEN = 16
_LONGEST_WAIT = 10.0
_T = TypeVar("_T")


class _Step(NamedTuple):
    """A piece; or None at the end, with the tokens where they were told."""

    piece: str | None
    usage: Usage | None = None


class ConfiguredModel:
    """Keeps the `Model` protocol. One is made for each question, which its budget is for."""

    def __init__(self, settings: ModelSettings, provider: Provider) -> None:
        if settings.address is None:
            raise UsageError("no model is configured; set model.address and model.name")
        if not (settings.remote or settings.is_local()):
            raise UsageError(
                "model.address is on another machine, to which quotes would be "
                "sent; set model.remote to true if they may be"
            )
        self.name = settings.name
        self.price: Price | None = settings.price
        self._settings, self._provider = settings, provider
        self._budget = Budget(settings.spent, settings.tokens_per_question, settings.tokens_per_day)

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """See `Model`. What was broken off is asked for again, from its beginning."""
        began, taken = time.monotonic(), self._take(prompt)
        request = self._request(prompt, schema, began)

        def whole() -> tuple[str, Usage | None]:
            writing, text = self._bounded(request), list[str]()
            try:
                while (step := _next(writing)).piece is not None:
                    text.append(step.piece)
            except Endless as error:
                error.written = self._settled(prompt, "".join(text), None, taken, began)
                raise
            return "".join(text), step.usage

        text, usage = self._patiently(whole, request)
        return self._settled(prompt, text, usage, taken, began)

    def stream(self, prompt: Prompt, schema: Mapping[str, Any]) -> Streamed:
        """See `Model`. Once a piece was given, nothing is asked again."""
        began, taken = time.monotonic(), self._take(prompt)
        request = self._request(prompt, schema, began)

        def begun() -> tuple[_Step, Pieces]:
            writing = self._bounded(request)
            return _next(writing), writing

        step, writing = self._patiently(begun, request)
        text = list[str]()
        while step.piece is not None:
            text.append(step.piece)
            yield step.piece
            step = self._patiently(lambda: _next(writing), request, attempts=1)
        return self._settled(prompt, "".join(text), step.usage, taken, began)

    def count_tokens(self, prompt: Prompt) -> Count:
        """See `Model`."""
        request = self._request(prompt, {}, time.monotonic())
        exact = self._patiently(lambda: self._provider.count(prompt, request.until), request)
        return Count(_estimate(prompt), exact=False) if exact is None else Count(exact, exact=True)

    def _request(self, prompt: Prompt, schema: Mapping[str, Any], began: float) -> Request:
        most = self._settings.tokens_per_answer
        return Request(prompt, schema, most, began + self._settings.timeout)

    def _take(self, prompt: Prompt) -> int:
        """What the answer may cost at most, set aside in the budget.

        The provider counts when our estimate, which is rather too high, does not fit.
        """
        most = _estimate(prompt) + self._settings.tokens_per_answer
        try:
            self._budget.take(most)
        except ModelFailed:
            counted = self.count_tokens(prompt)
            if not counted.exact:
                raise
            most = counted.tokens + self._settings.tokens_per_answer
            self._budget.take(most)
        return most

    def _settled(
        self, prompt: Prompt, text: str, usage: Usage | None, taken: int, began: float
    ) -> Completion:
        used = usage or Usage(_estimate(prompt), len(text) // _LETTERS_A_TOKEN + 1)
        self._budget.settle(taken, used.tokens)
        return Completion(text, used, time.monotonic() - began, counted=usage is not None)

    def _bounded(self, request: Request) -> Pieces:
        """Its pieces, as long as they are an answer of a length that was allowed."""
        written, most = 0, request.most * _MOST_LETTERS_A_TOKEN
        pieces = self._provider.write(request)
        while (step := _next(pieces)).piece is not None:
            written += len(step.piece)
            if written > most:
                pieces.close()
                raise endless()
            yield step.piece
        return step.usage

    def _patiently(
        self, attempt: Callable[[], _T], request: Request, attempts: int | None = None
    ) -> _T:
        trying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Again),
            stop=tenacity.stop_after_attempt(attempts or self._settings.attempts),
            wait=self._wait,
            sleep=lambda seconds: self._sleep(seconds, request),
            reraise=True,
        )
        try:
            return trying(attempt)
        except Again as error:
            raise ModelFailed(f"the model's server {error}") from None
        except FormRefused as error:
            raise ModelFailed(f"the model's server refuses the request ({error})") from None
        except Late:
            raise ModelFailed(
                f"the model gave no answer in {self._settings.timeout:g} seconds"
            ) from None
        except (ModelFailed, UsageError):
            raise
        except Exception as error:  # what a server sends may upset a library in any way
            raise unusable(type(error).__name__) from None

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """As the server asks, else twice as long each time."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Again) and error.after is not None:
            return error.after
        wait: float = self._settings.back_off * 2 ** (state.attempt_number - 1)
        return min(_LONGEST_WAIT, wait)

    def _sleep(self, seconds: float, request: Request) -> None:
        """Raises `ModelFailed` at once when the wait is longer than the time that is left."""
        if seconds >= request.left():
            raise ModelFailed(
                f"the model's server asks to wait {seconds:.0f} seconds, longer than model.timeout "
                "allows"
            )
        time.sleep(seconds)


def _next(pieces: Pieces) -> _Step:
    try:
        return _Step(next(pieces))
    except StopIteration as end:
        return _Step(None, end.value)


def _estimate(prompt: Prompt) -> int:
    """Rather too many."""
    return (len(prompt.rules) + len(prompt.data)) // _LETTERS_A_TOKEN
