"""The errors of OpenAI's and Anthropic's libraries, which are made alike, as ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import httpx2

from probatum.language_model.provider import Again, Late, judge, unusable


@contextmanager
def told(library: ModuleType, status: Callable[[Any], int] | None = None) -> Iterator[None]:
    """Raise what a library raised as `Again`, `Late` or a refusal, without what its error holds.

    ``status`` reads the HTTP status out of an ``APIStatusError``, where it is not the error's own.
    """
    try:
        yield
    except (library.APITimeoutError, httpx2.TimeoutException):
        raise Late from None
    except library.APIResponseValidationError:
        raise unusable() from None
    except library.APIStatusError as error:
        judge(status(error) if status else error.status_code, error.response.headers)
        raise unusable() from None
    except library.APIConnectionError as error:
        unreached = isinstance(error.__cause__, httpx2.ConnectError)
        raise Again("cannot be reached" if unreached else "broke off its answer") from None
    except (library.APIError, httpx2.TransportError, httpx2.DecodingError):
        raise Again("broke off its answer") from None
