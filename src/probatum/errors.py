"""Every error Probatum raises on purpose. Each message says what to do next.

::

    ProbatumError                     exit code
    ├── UsageError                    2    the call itself is wrong
    │   ├── EmptyQuestion             2
    │   └── NotClinical               3    a question this tool is not for
    ├── LibraryError                  4
    │   ├── NoLibrary                 4    nothing at that path
    │   ├── LibraryBusy               4    another process is writing
    │   ├── LibraryDamaged            4    stored bytes differ from their hashes
    │   ├── VectorsUnusable           4    vectors are another model's, or damaged
    │   ├── UnknownDocument           4
    │   └── UnknownAnswer             4
    ├── RecordsError                  4
    │   ├── RecordsUnusable           4    the database of articles cannot be used
    │   ├── UnknownArticle            4
    │   ├── UnknownPerson             4
    │   ├── AuditBroken               10   the audit log, or what it tells of, was changed
    │   └── StaleEdit                 9    somebody else changed it meanwhile
    ├── NotAllowed                    9    the rules of review or a person's role forbid it
    ├── SignInRefused                 9    a name, password, code or token lets nobody in
    │   └── TooManyAttempts           9
    ├── NotDelivered                  5    a report did not reach whom it was for
    ├── SourceError                   5    a file cannot be read; carries path and reason
    ├── ModelDamaged                  1    a model that belongs to the package does not load
    ├── ModelFailed                   5    a language model gives no usable answer, or may not
    └── SourceUnavailable             5    a service gives no answer; carries its host
        └── ClosedPage                5    the site or the owner does not let it be asked
"""

from __future__ import annotations

from typing import Protocol


class Named(Protocol):
    """A file, or what stands in for one in a message: its text is its address."""

    @property
    def name(self) -> str:
        """Short name."""


class ProbatumError(Exception):
    """The root: caught at the edge, shown without a traceback."""

    exit_code = 1


class UsageError(ProbatumError):
    """The call is wrong and can be corrected."""

    exit_code = 2


class EmptyQuestion(UsageError):
    """There is no question."""


class NotClinical(UsageError):
    """The question is not one that clinical evidence answers."""

    exit_code = 3


class LibraryError(ProbatumError):
    """The library cannot do what was asked."""

    exit_code = 4


class NoLibrary(LibraryError):
    """There is no library at the path."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryDamaged(LibraryError):
    """Stored bytes differ from what was written."""


class VectorsUnusable(LibraryError):
    """The vectors are of another model or damaged; search goes by words alone."""


class UnknownDocument(LibraryError):
    """No document of that id."""


class UnknownAnswer(LibraryError):
    """No kept answer of that name."""


class RecordsError(ProbatumError):
    """The records of articles and people cannot do what was asked."""

    exit_code = 4


class RecordsUnusable(RecordsError):
    """The database cannot be opened, is busy, or has another form."""


class UnknownArticle(RecordsError):
    """No article of that id."""


class UnknownPerson(RecordsError):
    """Nobody of that id, or they left."""


class AuditBroken(RecordsError):
    """The chain of the audit log does not hold, or something differs from its last entry."""

    exit_code = 10


class StaleEdit(RecordsError):
    """The article was changed since it was read; nothing was written."""

    exit_code = 9


class NotAllowed(ProbatumError):
    """The stage, the policy or the person's role does not allow it."""

    exit_code = 9


class SignInRefused(ProbatumError):
    """What was given lets nobody in; the message never says which part of it was wrong."""

    exit_code = 9


class TooManyAttempts(SignInRefused):
    """It was tried too often of late; carries the minutes to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"too many attempts; wait {minutes} minutes and try again")
        self.minutes = minutes


class ModelDamaged(ProbatumError):
    """A model that belongs to the package is missing or does not load; install it again."""


class ModelFailed(ProbatumError):
    """A language model gives no answer, an unusable one, or has no budget left."""

    exit_code = 5


class NotDelivered(ProbatumError):
    """A report did not reach its destination; it is sent again with the next run."""

    exit_code = 5


class SourceError(ProbatumError):
    """A file, or what a service sent, cannot be read as evidence."""

    exit_code = 5

    def __init__(self, path: Named | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class SourceUnavailable(ProbatumError):
    """A service on the network cannot be asked, or answers with nothing usable."""

    exit_code = 5

    def __init__(self, host: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{host}: {reason}")
        self.host = host
        self.reason = reason
        self.status = status


class ClosedPage(SourceUnavailable):
    """A page that the site does not open to programs, or the owner does not let be asked."""
