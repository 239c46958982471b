"""A document as the checker sees it: segments of source and translation, each with its place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from align.model.span import Side, Span


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: `line` and `column` count from 1, the column in code points.

    `exact` says that the text stands there verbatim, so that a column within it can be given; where it is False
    (an escaped JSON string, say) only the line is to be relied on.
    """

    path: Path
    line: int
    column: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Protected:
    """An inline tag, placeholder or other stretch that no edit may touch."""

    side: Side
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of source with its translation.

    `key` names it within its file and is what findings quote. `document` names the text it belongs to: consecutive
    segments of one name are read as one text. `source` is None where there is no source at all, `target` where it
    is not translated. `source_lang` is `zh`, `zh-Hans`, `zh-Hant`, `ja`, or empty where it is not known.
    """

    key: str
    document: str
    source: str | None
    target: str | None
    source_lang: str = ""
    target_lang: str = "en"
    source_at: Where | None = None
    target_at: Where | None = None
    protected: tuple[Protected, ...] = ()
    state: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        """File and line where it stands, of the translation where there is one; its key where no file is known."""
        where = self.target_at or self.source_at
        return f"{where.path.as_posix()}:{where.line}" if where else self.key


@dataclass(frozen=True, slots=True)
class Document:
    """A bilingual file, read. `raw` is every byte of it, kept so that writing can change only what is edited.

    For a pair of plain texts `path` and `raw` are the translation's. `date` is the text's own date as `YYYY-MM-DD`,
    empty where it is not known.
    """

    path: Path
    format: str
    raw: bytes = field(repr=False)
    segments: tuple[Segment, ...] = field(repr=False)
    date: str = ""
