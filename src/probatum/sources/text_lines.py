"""Lines of a text file of any length, read one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.errors import SourceError
from probatum.sources.fetched import Readable


def text_lines(path: Readable, longest: int) -> Iterator[str]:
    """Those that are not empty, without their ends, cut after so many bytes.

    Raises `SourceError` for a file that cannot be read or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            while line := file.readline(longest):
                text = line.decode("utf-8-sig").rstrip()
                if text:
                    yield text
    except UnicodeDecodeError as error:
        raise SourceError(path, f"is not UTF-8 text ({error.reason}); fetch it again") from error
    except OSError as error:
        raise SourceError(path, f"cannot be read ({error})") from error
