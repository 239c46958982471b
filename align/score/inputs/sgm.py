"""The SGML of NIST and of WMT up to 2020: `srcset`, `refset` and `tstset`, each in a file of its own or together.

    <tstset setid="newstest2020" srclang="zh" trglang="en" sysid="mine">
      <doc docid="a"> <seg id="1">…</seg> </doc>
    </tstset>

Such files look like XML and are not: `&` and `<` stand in their texts as they are. So only the tags of sets, documents and
segments are taken for tags, in capitals or small letters; everything between `<seg>` and `</seg>` is text, references such
as `&amp;` are read as the characters that they stand for, and white space as one space. A reference or a system is called
as `refid` or `sysid` say, of the set or of the document, and may have none.

Refused are documents and segments without id or with that of another, sets and segments that are never closed, and a
DOCTYPE with declarations of its own.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final, NoReturn

from align.errors import FormatError
from align.formats.languages import source_of
from align.formats.stretch import Lines
from align.score.inputs.sheet import Column, Draft, Place, Role, Sheet


def begins(text: str) -> bool:
    """Whether the first tag is one of these files."""
    return _FIRST.match(text) is not None


def read(text: str, path: Path, role: Role) -> Sheet:
    """The sheet of a file; FormatError where it is cut off or names a segment twice. What the sets are they say themselves,
    whatever the `role`."""
    return _Reading(text, path).sheet()


class _Reading:
    """One file, tag by tag."""

    def __init__(self, text: str, path: Path) -> None:
        self._text, self._path = text, path
        self._lines = Lines(text)
        self._draft = Draft(path)
        self._open: list[tuple[str, int]] = []
        self._column = Column(Role.SOURCE)
        self._name = self._document = self._key = self._source_lang = ""
        self._documents: dict[tuple[Column, str], int] = {}
        self._segments: dict[str, int] = {}

    def sheet(self) -> Sheet:
        """All of it."""
        if found := _DECLARED.search(self._text):
            self._refuse("the DOCTYPE has declarations of its own", found.start(), "take them out")
        for tag in _TAG.finditer(self._text):
            name = tag["name"].lower()
            if tag["slash"]:
                self._close(name, tag)
            else:
                self._begin(name, tag)
        if self._open:
            name, at = self._open[-1]
            self._refuse(f"this <{name}> is never closed, so the file ends within it", at, _CUT_OFF)
        return self._draft.sheet(keyed=True, source_lang=self._source_lang)

    def _begin(self, name: str, tag: re.Match[str]) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside == "seg" or (inside == "doc" and name != "seg") or (inside in _SETS and name != "doc"):
            self._refuse(f"this <{inside}> is not closed before the next <{name}>", self._open[-1][1], _CUT_OFF)
        said = {key.lower(): html.unescape(one or two or bare) for key, one, two, bare in _SAID.findall(tag["said"])}
        if name in _SETS:
            self._column = Column(_SETS[name])
            self._name = said.get("refid") or said.get("sysid") or ""
            if name == "srcset":
                self._source_lang = source_of(_LANGUAGES.get(said.get("srclang", "").lower(), said.get("srclang", "")))
        elif not inside:
            self._refuse(f"<{name}> stands outside of srcset, refset and tstset", tag.start(), _NO_SET)
        elif name == "doc":
            self._begin_document(said, tag)
        else:
            self._key = said.get("id", "").strip()
            if not self._key:
                self._refuse("this segment has no id", tag.start(), "give each segment of a document its own")
            first = self._segments.setdefault(self._key, tag.start())
            if first != tag.start():
                message = f"segment {self._key} of document {self._document} stands on line {self._line(first)} already"
                self._refuse(message, tag.start(), "give each segment of a document its own id")
        self._open.append((name, tag.start() if name != "seg" else tag.end()))

    def _begin_document(self, said: dict[str, str], tag: re.Match[str]) -> None:
        self._document = (said.get("docid") or said.get("id") or "").strip()
        if not self._document:
            self._refuse("this document has no docid", tag.start(), "give each document its own")
        own = "" if self._column.role is Role.SOURCE else said.get("sysid") or said.get("refid") or self._name
        self._column = Column(self._column.role, own)
        first = self._documents.setdefault((self._column, self._document), tag.start())
        if first != tag.start():
            message = f"the document {self._document} stands on line {self._line(first)} already"
            self._refuse(message, tag.start(), "give each document its own docid, and each system its own sysid")
        self._segments = {}

    def _close(self, name: str, tag: re.Match[str]) -> None:
        if not self._open or self._open[-1][0] != name:
            inside = f"<{self._open[-1][0]}> is open" if self._open else "nothing is open"
            self._refuse(f"</{name}> stands where {inside}", tag.start(), _CUT_OFF)
        _, at = self._open.pop()
        if name == "seg":
            place = Place(self._document, self._key, self._line(at))
            self._draft.put(place, self._column, _plain(self._text[at : tag.start()]))

    def _line(self, at: int) -> int:
        return self._lines.place(at)[0]

    def _refuse(self, message: str, at: int, hint: str) -> NoReturn:
        line, column = self._lines.place(at)
        raise FormatError(message, path=self._path, line=line, column=column, hint=hint)


def _plain(text: str) -> str:
    """A text with its references read and its white space as one space each."""
    return " ".join(_REFERENCE.sub(lambda found: html.unescape(found[0]), text).split())


_SETS: Final = {"srcset": Role.SOURCE, "refset": Role.REFERENCE, "tstset": Role.HYPOTHESIS}
_LANGUAGES: Final = {"chinese": "zh", "japanese": "ja", "any": ""}
# What is no tag of ours is text, so attributes end at the first angle bracket.
_TAG: Final = re.compile(r"<(?P<slash>/?)(?P<name>srcset|refset|tstset|doc|seg)(?P<said>(?:\s[^<>]*)?)>", re.IGNORECASE)
_SAID: Final = re.compile(r"""(?<![\w:-])([\w:-]{1,64})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FIRST: Final = re.compile(
    r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*+<(?:srcset|refset|tstset|mteval)[\s>]", re.DOTALL | re.IGNORECASE
)
_DECLARED: Final = re.compile(r"<!(?:DOCTYPE[^>\[]{0,1000}\[|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_CUT_OFF: Final = "the file may be cut off or damaged; fetch or export it again"
_NO_SET: Final = 'a system\'s file begins with <tstset setid="…" srclang="zh" trglang="en" sysid="…">'
