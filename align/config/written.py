"""A configuration file as it is written, and complaints about it that quote the line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from align.errors import ConfigError

if TYPE_CHECKING:
    from align.config.places import Place, Route
    from align.model.span import Span

SHARED: Final = "pyproject.toml"
"""The file that several tools share; ours is the table `tool.align`."""

_WIDEST = 100
"""Code points of a quoted line that are shown."""


@dataclass(frozen=True)
class Written:
    """A configuration file. `table` is what it sets, of a shared file our part alone."""

    path: Path
    text: str
    table: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Self:
        """The file; ConfigError where it cannot be read, is no TOML, or has no table for us."""
        text = text_of(path)
        whole = toml(text, path)
        table = own_table(whole) if path.name == SHARED else whole
        written = cls(path, text, table if isinstance(table, dict) else {})
        if not isinstance(table, dict):
            raise written.error("`tool.align` must be a table like [tool.align]", ())
        return written

    @cached_property
    def places(self) -> Mapping[Route, Place]:
        """Where each key of the file stands. Looked for when somebody asks, which most runs do not."""
        from align.config.places import places

        return places(self.text)

    def line(self, *route: str | int) -> int | None:
        """The line, from 1, on which a key or an item of our table stands; None where it cannot be told."""
        place = self.places.get(self._root + route)
        return None if place is None else self.text.count("\n", 0, place.key.start) + 1

    def error(self, message: str, route: Route, *, hint: str = "", at_key: bool = False) -> ConfigError:
        """A complaint about what stands at `route` (about the name itself with `at_key`), with the line quoted."""
        place = self.places.get(self._root + route)
        if place is None:
            return ConfigError(message, path=self.path, hint=hint)
        from align.text.place import line_column

        span = place.key if at_key else place.value
        line, column = line_column(self.text, span.start)
        quoted = _quoted(self.text, span, line)
        return ConfigError(message, path=self.path, line=line, column=column, hint=hint, excerpt=quoted)

    @property
    def _root(self) -> Route:
        return ("tool", "align") if self.path.name == SHARED else ()


def own_table(shared: Mapping[str, Any]) -> object:
    """What a file that several tools share sets for us, None where it says nothing."""
    tool = shared.get("tool")
    return tool.get("align") if isinstance(tool, dict) else None


def text_of(path: Path) -> str:
    """The text of a configuration file; ConfigError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"the configuration cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError("the configuration is not UTF-8", path=path, line=line, hint="save it as UTF-8") from error


def toml(text: str, path: Path) -> Mapping[str, Any]:
    """What a TOML file sets; ConfigError, with the place, where it is none."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError("not TOML that can be read: it is nested too deeply", path=path) from error
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), text, path) from error


def _not_toml(said: str, text: str, path: Path) -> ConfigError:
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", said)
    message, line, column = found.groups() if found else (said, None, None)
    if line is None or column is None:
        hint = "something that is opened near the end of the file is not closed"
        return ConfigError(f"not TOML: {message}", path=path, hint=hint if found else "")
    from align.model.span import Span

    lines = text.replace("\r\n", "\n").split("\n")
    before = sum(len(each) + 1 for each in lines[: int(line) - 1])
    quoted = _quoted("\n".join(lines), Span(before + int(column) - 1, before + int(column)), int(line))
    return ConfigError(f"not TOML: {message}", path=path, line=int(line), column=int(column), excerpt=quoted)


def _quoted(text: str, span: Span, number: int) -> str:
    """The line on which the span begins, with what is meant underlined; of a long line the part around it."""
    from align.text.place import cell_width, printable

    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end < 0 else end
    first = max(begin, min(span.start - _WIDEST // 4, end - _WIDEST))
    last = min(end, first + _WIDEST)
    shown = text[first:last].rstrip("\r").replace("\t", " ")
    lead = "…" * (first > begin)
    before = printable(shown[: span.start - first])
    marked = printable(shown[span.start - first : span.end - first])
    gutter = f"{number}"
    return (
        f"  {gutter} | {lead}{printable(shown)}{'…' * (last < end)}\n"
        f"  {' ' * len(gutter)} | {' ' * (len(lead) + cell_width(before))}{'^' * max(1, cell_width(marked))}"
    )
