"""What the run itself can fail with: one clear message that says where, what and what next."""

from __future__ import annotations

from pathlib import Path


class AlignError(Exception):
    """The run cannot go on, through no fault of the documents' names.

    `path`, `line` and `column` (both from 1, in code points) say where and are None where there is no such place;
    `hint` says what to do next and is empty where nothing useful can be said. `excerpt` are the lines in question as the
    user wrote them, marked and safe to print, empty where they would not help. `others` are further errors of the same
    file.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
        excerpt: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint
        self.excerpt = excerpt
        self.others: tuple[AlignError, ...] = ()

    @property
    def place(self) -> str:
        """`path:line:column` as far as it is known, empty where nothing is."""
        parts = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        return ":".join(parts)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}"


class FormatError(AlignError):
    """A document that cannot be read: missing, binary, in a wrong encoding or broken."""


class GlossaryError(AlignError):
    """A glossary that cannot be read or holds an entry that is wrong."""


class ConfigError(AlignError):
    """A configuration file or a combination of options that makes no sense."""
