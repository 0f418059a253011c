"""Every error Legation raises on purpose.

    LegationError
    ├── InputError        a file, text or option that cannot be used
    │   └── PassageError  a passage that is not the article's characters
    ├── DataError         a row of our own or the user's data files that is wrong
    ├── StoreError        the store cannot be opened, read or written
    └── SettingsError     a setting that is unknown or out of range

A message names the thing, the cause and the next step. What is expected to happen now and then
(a page without an article, say) is no error but a `Skipped` record.
"""


class LegationError(Exception):
    """The root: catch it to catch all of ours."""


class InputError(LegationError):
    """A file, text or option that cannot be used; `path` and `line` where they are known."""

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class PassageError(InputError):
    """A passage whose text is not what the article holds at its offsets."""


class DataError(LegationError):
    """A wrong row in a data file; `path` and `line` say where."""

    def __init__(self, message: str, *, path: str, line: int) -> None:
        super().__init__(f"{path} line {line}: {message}")
        self.path = path
        self.line = line


class StoreError(LegationError):
    """The store cannot be opened, read or written."""


class SettingsError(LegationError):
    """A setting that is unknown or out of range."""
