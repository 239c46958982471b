"""Tab-separated values: one segment a line, its cells verbatim.

A first line of column names is optional: `source` and `target`, or languages (`zh`, `zh-Hant`, `ja`, `en` …), with
`id`, `document`, `source_lang`, `target_lang` and any others beside them. Without one, two columns are source and
translation, three have an id before them, and four an id and a document. An empty cell is a text that is not there.

There is no quoting, as in the registered type text/tab-separated-values: a quotation mark is one, and neither a tab nor
a line break can stand in a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from align.errors import FormatError
from align.formats.base import NOTHING, Kept, Keys, decode, encode, source_lang_of
from align.model.segment import Document, Segment, Where
from align.text.place import line_spans

_COLUMNS = ("id", "document", "source", "target", "source_lang", "target_lang")
_WITHOUT_HEADER = {
    2: ("source", "target"),
    3: ("id", "source", "target"),
    4: ("id", "document", "source", "target"),
}
_SOURCE_LANGUAGES = ("zh", "zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk", "ja", "ja-jp", "jp")
_TARGET_LANGUAGES = ("en", "en-us", "en-gb")
_COLUMN_HINT = "write the source, a tab and the translation"


@dataclass(frozen=True, slots=True)
class _Table:
    """What the columns are called and, where the header names languages, what they are."""

    columns: tuple[str, ...]
    has_header: bool
    source_lang: str = ""


class Tsv:
    """Tab-separated values as a format."""

    name = "tsv"
    suffixes = (".tsv", ".tab")

    def read(self, raw: bytes, path: Path) -> Document:
        """One segment for each line that is not empty."""
        return Document(path, self.name, raw, tuple(_segments(decode(raw, path), path)))

    def begins(self, text: str) -> bool:
        """Whether each of the first lines holds a tab."""
        lines = text.splitlines()
        return bool(lines) and all("\t" in line for line in lines[:3])

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """The table with new texts in the cells of the translations."""
        if not targets:
            return document.raw
        text = decode(document.raw, document.path)
        lines = line_spans(text)
        pieces: list[str] = []
        done = 0
        for segment in document.segments:
            if segment.key in targets and segment.target_at is not None:
                begin = lines[segment.target_at.line - 1].start + segment.target_at.column - 1
                pieces += (text[done:begin], _cell(targets[segment.key], segment.target_at))
                done = begin + len(segment.target or "")
        return encode("".join(pieces) + text[done:], document)


def _segments(text: str, path: Path) -> Iterator[Segment]:
    table: _Table | None = None
    keys = Keys(path)
    for number, line in enumerate(line_spans(text), 1):
        cells = line.of(text).split("\t")
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == 1:
            raise FormatError("this row has only one column", path=path, line=number, hint=_COLUMN_HINT)
        if table is None:
            table = _table(cells, number, path)
            if table.has_header:
                continue
        if len(cells) != len(table.columns):
            message = f"this row has {len(cells)} columns where the first has {len(table.columns)}"
            raise FormatError(message, path=path, line=number, hint="each row must have the same number of tabs")
        yield _segment(table, cells, number, keys, path)


def _segment(table: _Table, cells: list[str], number: int, keys: Keys, path: Path) -> Segment:
    places: dict[str, Where] = {}
    column = 1
    for name, cell in zip(table.columns, cells, strict=True):
        if name in ("source", "target"):
            places[name] = Where(path, number, column)
        column += len(cell) + 1
    row = dict(zip(table.columns, cells, strict=True))
    document = row.get("document") or path.name
    return Segment(
        key=keys.key(row.get("id") or str(number), document, number),
        document=document,
        source=row.get("source") or None,
        target=row.get("target") or None,
        source_lang=source_lang_of(row.get("source_lang") or table.source_lang),
        target_lang=row.get("target_lang") or "en",
        source_at=places["source"] if row.get("source") else None,
        target_at=places.get("target"),
    )


def _table(cells: list[str], number: int, path: Path) -> _Table:
    """The columns of a table whose first row is `cells`."""
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    source_lang = next((name for name in names if name in _SOURCE_LANGUAGES), "")
    if source_lang and "source" not in names:
        names[names.index(source_lang)] = "source"
    target_lang = next((name for name in names if name in _TARGET_LANGUAGES), "")
    if target_lang and "target" not in names:
        names[names.index(target_lang)] = "target"
    if "target" in names and (set(names) & set(_COLUMNS) - {"target"}):
        doubled = next((name for name in names if name in _COLUMNS and names.count(name) > 1), "")
        if doubled:
            raise FormatError(f"two columns are called {doubled}", path=path, line=number, hint="rename one of them")
        return _Table(tuple(names), has_header=True, source_lang=source_lang)
    if len(cells) not in _WITHOUT_HEADER:
        message = f"there are {len(cells)} columns and no line that names them"
        raise FormatError(message, path=path, line=number, hint=f"begin with a line of names: {', '.join(_COLUMNS)}")
    return _Table(_WITHOUT_HEADER[len(cells)], has_header=False)


def _cell(content: str, where: Where) -> str:
    if any(mark in content for mark in "\t\r\n"):
        message = "the new translation holds a tab or a line break, which cannot stand in a cell"
        raise FormatError(message, path=where.path, line=where.line, hint="replace it with a space")
    return content
