"""The entries of a PO file: which strings, under which keyword, and which comments belong together.

Read as the tools of gettext read them: what counts is the order of keywords, strings and comments. White space, ends of
lines and empty lines between them say nothing, and several may stand on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from align.errors import FormatError
from align.formats.stretch import Lines
from align.model.span import Span


class Remark(NamedTuple):
    """A comment: `kind` is the sign behind its `#` (`.`, `,` or `=`), empty for one of a translator.

    `inside` is its text, `whole` all of its line with the end, or what stands behind the strings of a line.
    """

    kind: str
    inside: Span
    whole: Span


class Entry(NamedTuple):
    """A message: `strings` has, for each of its keywords (`msgid`, `msgstr`, `msgstr[0]` …), what stands within the quotation
    marks after it. It is empty for comments that belong to no message.

    `place` is where it begins, `domain` the one declared last, empty where none is.
    """

    place: int
    domain: str
    remarks: tuple[Remark, ...]
    strings: dict[str, list[Span]]


_TOKEN = re.compile(
    r"""[ \t\f\v\r\n]*+(?:
    "(?P<string>(?:[^"\\\r\n]++|\\(?:\r\n|[\s\S]))*+)"
    | (?P<keyword>msgid_plural|msgid|msgstr|msgctxt|domain)(?:[ \t]*\[[ \t]*(?P<index>\d{1,3})[ \t]*\])?(?=[\s"]|\Z)
    | (?P<obsolete>\#~[^\r\n]*+)
    | \#[:|][^\r\n]*+
    | \#(?P<comment>[^\r\n]*+)(?:\r\n|\r|\n|\Z)
    | \Z)""",
    re.VERBOSE,
)
_SOMETHING = re.compile(r"[^ \t\f\v\r\n]")
_KINDS = (".", ",", "=")
_SEPARATE = "each entry has its msgid once, then its msgstr"


def entries(content: str, path: Path, lines: Lines) -> Iterator[Entry]:
    """The entries of a file, in order, without those that are obsolete; FormatError where it is broken."""
    return _Reading(content, path, lines).entries()


class _Reading:
    """One reading of a file: the entry that is open, and the comments since its last string."""

    def __init__(self, content: str, path: Path, lines: Lines) -> None:
        self._content, self._path, self._lines = content, path, lines
        self._domain = ""
        self._place = 0
        self._strings: dict[str, list[Span]] = {}
        self._open: list[Span] | None = None
        self._opened = 0
        self._remarks: list[Remark] = []
        self._pending: list[Remark] = []
        self._domains: list[Span] = []

    def entries(self) -> Iterator[Entry]:
        content, at, end = self._content, 0, len(self._content)
        while at < end:
            token = _TOKEN.match(content, at)
            if token is None:
                self._refuse_token(at)
            kind = token.lastgroup
            if kind == "string":
                if self._open is None:
                    self._refuse(
                        token.start("string") - 1,
                        "this string has no keyword before it",
                        "write msgid or msgstr before it",
                    )
                self._open.append(Span(*token.span("string")))
            elif kind == "comment":
                self._pending.append(_remark(token, content, self._lines))
            elif kind == "obsolete":
                yield from self._closed()
                yield from self._loose()
            elif kind is not None:
                yield from self._begun(token["keyword"], token["index"], token.start("keyword"))
            at = token.end()
        yield from self._closed()
        yield from self._loose()

    def _begun(self, keyword: str, index: str | None, at: int) -> Iterator[Entry]:
        """Opens the strings of a keyword; the entry before, where this one begins another."""
        if keyword == "domain":
            yield from self._closed()
            self._domains = self._open = []
            self._opened = at
            return
        if keyword == "msgctxt" or (keyword == "msgid" and set(self._strings) != {"msgctxt"}):
            yield from self._closed()
            self._place = at
        elif keyword != "msgid" and "msgid" not in self._strings:
            self._refuse(at, f"this {keyword} has no msgid before it", _SEPARATE)
        name = keyword if index is None else f"{keyword}[{int(index)}]"
        self._refuse_nothing()
        if name in self._strings:
            self._refuse(at, f"this entry has a second {name}", _SEPARATE)
        self._remarks += self._pending
        self._pending.clear()
        self._open, self._opened = [], at
        self._strings[name] = self._open

    def _closed(self) -> Iterator[Entry]:
        """The entry that was open, if one was."""
        self._refuse_nothing()
        if self._domains:
            self._domain = "".join(span.of(self._content) for span in self._domains)
            self._domains = []
        self._open = None
        if not self._strings:
            return
        if not any(name.startswith("msgstr") for name in self._strings):
            self._refuse(self._place, "this entry has no msgstr", 'is the file cut off? An empty one is msgstr ""')
        yield Entry(self._place, self._domain, tuple(self._remarks), self._strings)
        self._strings = {}
        self._remarks.clear()

    def _loose(self) -> Iterator[Entry]:
        """The comments of no entry, if there are some."""
        if self._pending:
            yield Entry(self._pending[0].whole.start, self._domain, tuple(self._pending), {})
            self._pending.clear()

    def _refuse_nothing(self) -> None:
        """Refuses a keyword without string, if that is what was open."""
        if self._open == []:
            self._refuse(self._opened, "there is no string behind this keyword", 'write "" for an empty one')

    def _refuse_token(self, before: int) -> NoReturn:
        found = _SOMETHING.search(self._content, before)
        at = found.start() if found else before
        begin = at + 1 - self._lines.place(at)[1]
        if self._content[at] == '"':
            self._refuse(at, "this string has no closing quotation mark", 'close it with " on the same line')
        if '"' in self._content[begin:at]:
            self._refuse(at, "something stands behind this string", 'write a quotation mark within a string as \\"')
        hint = "each line is a keyword such as msgid, a string in quotation marks, or a comment that begins with #"
        self._refuse(at, "this is no line of a PO file", hint)

    def _refuse(self, at: int, message: str, hint: str) -> NoReturn:
        line, column = self._lines.place(at)
        raise FormatError(message, path=self._path, line=line, column=column, hint=hint)


def _remark(token: re.Match[str], content: str, lines: Lines) -> Remark:
    inside = Span(*token.span("comment"))
    whole = Span(inside.start - 1, token.end())
    kind = content[inside.start : inside.start + 1]
    kind = kind if kind in _KINDS else ""
    begin = whole.start + 1 - lines.place(whole.start)[1]
    before = content[begin : whole.start]
    whole = Span(begin + len(before.rstrip()), inside.end) if before.strip() else Span(begin, whole.end)
    return Remark(kind, Span(inside.start + len(kind), inside.end), whole)
