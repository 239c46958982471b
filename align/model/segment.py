"""A document as the checker sees it: segments of source and translation, each with its place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from align.model.span import Side, Span

OBJECT: Final = "\ufffc"
"""What stands in a text for something that is none: a placeholder, a piece of code (Unicode's object replacement
character)."""


class Turn(NamedTuple):
    """From code point `at` of a text on, it stands at `line` and `column` of the file.

    `width` is how many characters of the file each of its characters takes, up to the next turn: six for Han characters
    that are written as `\\u4e2d\\u6587`.
    """

    at: int
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: `line` and `column` count from 1, the column in code points.

    `exact` says that the place of each of its characters is known; where it is False only the line is to be relied on.
    `turns` are the points from which on the text goes on elsewhere than right behind what stands before them (after an
    escape, a tag, a new line of a wrapped string), in order; none for a text that stands in the file verbatim.
    """

    path: Path
    line: int
    column: int
    exact: bool = True
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Protected:
    """An inline tag, placeholder or other stretch that no edit may touch.

    A tag that stands between two characters of the text has an empty span: no edit may reach over it. What stands for
    something that is no text (a placeholder, code) is one `OBJECT` in the text.
    """

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
class Comment:
    """A comment in a file that speaks to us: `<!-- align: ignore=N101 reason="quoted speech" -->`.

    `text` is what stands after `align:`, `where` where that begins in the file. `keys` are the segments that it stands at,
    none where it stands at no segment. `whole` is all that goes when the comment is taken out, `said` what stands after
    `align:`; both count code points of the file's decoded text, without a byte order mark.
    """

    text: str
    where: Where
    keys: tuple[str, ...]
    whole: Span
    said: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A bilingual file, read. `raw` is every byte of it, kept so that writing can change only what is edited.

    For a pair of texts `path` and `raw` are the translation's. `date` is the text's own date as `YYYY-MM-DD`, empty where
    it is not known. `comments` are those of the translation's file, in its order.
    """

    path: Path
    format: str
    raw: bytes = field(repr=False)
    segments: tuple[Segment, ...] = field(repr=False)
    date: str = ""
    comments: tuple[Comment, ...] = field(default=(), repr=False)
