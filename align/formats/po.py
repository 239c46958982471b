"""PO files of gettext (`.po`) and their templates (`.pot`): msgid is the source, msgstr the translation.

Handled: contexts, plurals, domains, comments and flags, previous strings (`#|`), strings over several lines, every escape
(also `\\347\\224\\260`, bytes of a character), ends of lines of any kind, a byte order mark, and files in another encoding
than UTF-8 whose header declares it. The header and obsolete entries (`#~`) are left alone. Two entries of the same
context and msgid, which msgfmt refuses, are read. A string that is changed keeps its lines: it is not wrapped anew.

A plural is a segment for each of its msgstr; the source of the first is the msgid, of the others the msgid_plural. Where
the header says `nplurals=1`, the one form stands for all numbers, and its source is the msgid_plural.

A fuzzy entry is a segment as any other, with the state `fuzzy`. Programs do not show its translation, but it is what the
next person looks at and takes the flag off; and what msgmerge guesses from a similar entry is right in all but the names
and figures by which the two differ.

Placeholders are protected as flags say (`c-format`, `no-c-format`, `python-brace-format` …), else where they are
unmistakable. A comment of a translator or a programmer that begins with `align:` speaks to us of its entry; in the header
it is of no entry.

Refused: what msgfmt would not read either, such as an entry without msgstr or a string that is not closed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError
from align.formats.base import NOTHING, Kept, decode, encoding_of
from align.formats.comments import comment_at, directive
from align.formats.languages import SOURCE_LANGS, source_lang_of
from align.formats.placeholders import with_placeholders
from align.formats.po_entries import Entry, entries
from align.formats.spliced import SplicedFormat, Unit
from align.formats.stretch import Gap, Gathering, Lines, Run, Stretch
from align.model.segment import Comment, Document, Segment
from align.model.span import Span

_BEGINS = re.compile(r'(?:#[^\r\n]*+|\s++)*+(?:msgid|msgctxt|domain)\s*+"')
_CHARSET = re.compile(r'"[^"\r\n]*Content-Type:[^"\r\n]*?charset=\s*([\w.:-]+)', re.IGNORECASE | re.ASCII)
_CHARSET_NAME = re.compile(r"[A-Za-z0-9][\w.:-]{1,40}", re.ASCII)
_HEADER_WITHIN = 1 << 16
_NOTHING_SAID = frozenset({"", "CHARSET", "UTF-8", "UTF8", "ASCII", "US-ASCII"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_FORMS = re.compile(r"nplurals\s*=\s*(\d{1,3})")
_WORD = re.compile(r"[^\s,]+")
_SPOKEN = ("", ".")
_FLAGS = (",", "=")

# Encodings in which a PO file may be (those of msgfmt that Python knows), and what reads more than a file admits to.
_CODECS = frozenset(
    """iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-13 iso8859-14
    iso8859-15 koi8-r koi8-u koi8-t cp850 cp866 cp874 cp932 cp949 cp950 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257
    gb2312 euc_jp euc_kr big5 big5hkscs gbk gb18030 shift_jis johab tis-620""".split()
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "big5": "cp950", "euc_kr": "cp949"}

_ESCAPE = re.compile(r"(?P<bytes>(?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]+)+)|\\(?:\r\n|(?P<one>[^\r\n])|[\r\n])")
_BYTE = re.compile(r"\\(?:x[0-9A-Fa-f]+|[0-7]{1,3})")
_DELICATE = re.compile(rb"\\[x0-7]")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"'}
_WRITTEN = str.maketrans({character: f"\\{letter}" for letter, character in _ESCAPED.items()})

_SYNTAXES = {
    "brace": "brace csharp java perl-brace python-brace rust c++".split(),
    "dollar": ["sh"],
    "printf": """awk boost c d elisp gcc-internal gfc-internal go javascript java-printf kde kde-kuit librep lisp lua
        modula2 objc object-pascal ocaml perl php python qt qt-plural ruby scheme sh-printf smalltalk tcl ycp""".split(),
}
_SYNTAX = {f"{language}-format": kind for kind, languages in _SYNTAXES.items() for language in languages}

_KEY_LENGTH = 60
_DIGEST_LENGTH = 8


class _Header(NamedTuple):
    """What a header says: `codec` is what escaped bytes are in, `forms` how many plural forms there are, 0 if it is silent."""

    codec: str = "utf-8"
    source_lang: str = ""
    target_lang: str = "en"
    forms: int = 0


class Po(SplicedFormat):
    """PO as a format."""

    name = "po"

    def begins(self, text: str) -> bool:
        """Whether the first thing that is no comment is a keyword with its string."""
        return _BEGINS.match(text) is not None

    def decoded(self, raw: bytes, path: Path) -> str:
        """The text of a file, in the encoding that its header declares; a byte order mark says more than that."""
        codec, text = _in_declared(raw, path)
        return text if codec else decode(raw, path)

    def encoded(self, content: str, document: Document) -> bytes:
        """A text in the encoding of its file; FormatError where that lacks a character."""
        codec, text = _in_declared(document.raw, document.path)
        if not codec:
            return super().encoded(content, document)
        hint = f"convert the file first: msgconv --to-code=UTF-8 -o {document.path} {document.path}"
        try:
            if text.encode(codec) == document.raw:
                return content.encode(codec)
        except UnicodeEncodeError as error:
            message = f"the file is in {codec}, which has no character {content[error.start]!r}"
            raise FormatError(message, path=document.path, hint=hint) from error
        message = f"the file has a character for which {codec} has two ways of writing, and cannot be changed"
        raise FormatError(message, path=document.path, hint=hint)

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """The file with new translations, every other byte as it is."""
        raw = super().write(document, targets, comments)
        if targets and _DELICATE.search(document.raw):
            for segment in self.read(raw, document.path).segments:
                if (segment.target or "") != targets.get(segment.key, segment.target or ""):
                    message = "new words cannot stand beside a character that is written by its number"
                    raise FormatError(
                        message, path=document.path, line=_line(segment), hint="write that character as itself"
                    )
        return raw

    def parts(self, content: str, path: Path, lines: Lines) -> Iterator[Unit | Comment]:
        """A unit for each translation, a plural having several."""
        header = _Header()
        keys = _Keys()
        for entry in entries(content, path, lines):
            units: list[Unit] = []
            if _is_header(entry):
                header = _header_of(_text(_translations(entry)[0][1], content, header.codec).text)
            elif entry.strings:
                units = list(_units(entry, content, header, keys, path.name))
            yield from units
            for remark in entry.remarks:
                if remark.kind in _SPOKEN:
                    named = [unit.segment.key for unit in units]
                    yield from comment_at(remark.inside, remark.whole, named, content, path, lines)


class _Keys:
    """Keys that entries keep whatever becomes of others: context and msgid, shortened where they are long."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def key(self, wanted: str) -> str:
        """The key as wanted; with a number behind where it stands in the file already."""
        key = wanted
        while key in self._taken:
            self._taken[wanted] += 1
            key = f"{wanted}#{self._taken[wanted]}"
        self._taken[key] = 1
        return key


def _is_header(entry: Entry) -> bool:
    """Whether its msgid is empty and it has no context."""
    strings = entry.strings
    return "msgid" in strings and "msgctxt" not in strings and not any(map(len, strings["msgid"]))


def _translations(entry: Entry) -> list[tuple[str, list[Span]]]:
    """What stands behind each msgstr: its number in brackets, empty for one without, and its strings."""
    return [(name[6:], pieces) for name, pieces in entry.strings.items() if name.startswith("msgstr")]


def _units(entry: Entry, content: str, header: _Header, keys: _Keys, document: str) -> Iterator[Unit]:
    """A unit for each translation of an entry."""
    flags = {
        flag for remark in entry.remarks if remark.kind in _FLAGS for flag in _WORD.findall(remark.inside.of(content))
    }
    sure = {kind for flag in flags if (kind := _SYNTAX.get(flag))}
    never = {kind for flag in flags if flag.startswith("no-") and (kind := _SYNTAX.get(flag[3:]))} - sure

    def text(name: str, pieces: Sequence[Span]) -> Stretch:
        gap = Gap(pieces[0].start, pieces[0].start) if name.startswith("msgstr") else None
        return with_placeholders(_text(pieces, content, header.codec, gap), sure=sure, never=never)

    sources = {name: text(name, entry.strings[name]) for name in ("msgid", "msgid_plural") if name in entry.strings}
    names = [entry.domain] if entry.domain else []
    if "msgctxt" in entry.strings:
        names.append(_text(entry.strings["msgctxt"], content, header.codec).text)
    key = _short("|".join([*names, sources["msgid"].text]))
    said = [remark.inside.of(content) for remark in entry.remarks if remark.kind in _SPOKEN]
    note = "\n".join(text.strip() for text in said if directive(text) is None).strip()
    for number, pieces in _translations(entry):
        is_plural = number not in ("", "[0]") or header.forms == 1
        source = sources.get("msgid_plural" if is_plural else "msgid", sources["msgid"])
        target = text(f"msgstr{number}", pieces)
        segment = Segment(
            keys.key(f"{key}{number}"),
            document,
            source.text or None,
            target.text or None,
            header.source_lang,
            header.target_lang,
            state="fuzzy" if "fuzzy" in flags else "",
            note=note,
        )
        yield Unit(segment, source if source.text else None, target)


def _short(text: str) -> str:
    """A text as a key: by its beginning and a digest where it is long or does not fit on a line."""
    if len(text) <= _KEY_LENGTH and text.isprintable() and text == text.strip():
        return text
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
    words = "".join(character if character.isprintable() else " " for character in text[: 2 * _KEY_LENGTH])
    return f"{' '.join(words.split())[: _KEY_LENGTH - _DIGEST_LENGTH - 1]}…{digest}"


def _text(pieces: Sequence[Span], content: str, codec: str, gap: Gap | None = None) -> Stretch:
    """What several strings say together; `gap` is the place of words where they say nothing."""
    if len(pieces) == 1 and "\\" not in (text := pieces[0].of(content)):
        runs = (Run(0, len(text), pieces[0].start, pieces[0].end),) if text else ()
        return Stretch(text, runs, (), _written, gap)
    gathering = Gathering(_written)
    for piece in pieces:
        at = piece.start
        for found in _ESCAPE.finditer(content, piece.start, piece.end):
            gathering.verbatim(content[at : found.start()], at)
            at = found.end()
            if found["bytes"]:
                _gather_bytes(gathering, found, codec)
            elif found["one"] in _ESCAPED:
                gathering.escaped(_ESCAPED[found["one"]], found.start(), at)
            elif found["one"]:
                gathering.verbatim(found[0], found.start())
        gathering.verbatim(content[at : piece.end], at)
    return gathering.stretch(gap)


def _gather_bytes(gathering: Gathering, found: re.Match[str], codec: str) -> None:
    """The characters whose bytes are written as numbers; bytes that make none are characters of Latin-1."""
    marks = [Span(*mark.span()) for mark in _BYTE.finditer(found.string, *found.span())]
    raw = bytes(_byte(mark.of(found.string)) for mark in marks)
    try:
        text = raw.decode(codec)
        sizes = [len(character.encode(codec)) for character in text]
    except UnicodeError:
        sizes = []
    if sum(sizes) != len(raw):
        text, sizes = raw.decode("latin-1"), [1] * len(raw)
    at = 0
    for character, size in zip(text, sizes, strict=True):
        gathering.escaped(character, marks[at].start, marks[at + size - 1].end)
        at += size


def _byte(written: str) -> int:
    """The byte that `\\347` or `\\xe7` stands for; of more than two hexadecimal figures the last two count, as in C."""
    return int(written[2:][-2:], 16) if written[1] == "x" else int(written[1:], 8) & 0xFF


def _written(text: str) -> str:
    return text.translate(_WRITTEN)


def _line(segment: Segment) -> int | None:
    return segment.target_at.line if segment.target_at else None


def _header_of(text: str) -> _Header:
    """What the translation of the empty msgid says."""
    fields = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in text.split("\n"))
    }
    charset = fields.get("content-type", "").rpartition("charset=")[2].strip()
    source, target = (_LANGUAGE.match(fields.get(name, "")) for name in ("x-source-language", "language"))
    source_lang = source_lang_of(source[0].replace("_", "-")) if source else ""
    forms = _FORMS.search(fields.get("plural-forms", ""))
    return _Header(
        _known_codec(charset) or "utf-8",
        source_lang if source_lang in SOURCE_LANGS else "",
        target[0].replace("_", "-") if target else "en",
        int(forms[1]) if forms else 0,
    )


def _known_codec(charset: str) -> str:
    """What Python calls an encoding that a header may name; empty for others."""
    try:
        name = codecs.lookup(charset).name if _CHARSET_NAME.fullmatch(charset) else ""
    except LookupError:
        return ""
    return name if name in _CODECS else ""


def _in_declared(raw: bytes, path: Path) -> tuple[str, str]:
    """The codec and the text of a file whose header declares another encoding than UTF-8; both empty where none does."""
    found = None if encoding_of(raw)[1] else _CHARSET.search(raw[:_HEADER_WITHIN].decode("latin-1"))
    charset = found[1] if found else ""
    if charset.upper().replace("_", "-") in _NOTHING_SAID:
        return "", ""
    codec = _known_codec(charset)
    line = raw.count(b"\n", 0, found.start()) + 1 if found else 1
    if not codec:
        message = f"the header says charset={charset}, an encoding in which PO files cannot be read"
        raise FormatError(message, path=path, line=line, hint="save it as UTF-8, and say so in the header")
    for known in (codec, _WIDER.get(codec, codec)):
        try:
            return known, raw.decode(known)
        except UnicodeDecodeError as error:
            at = error.start
    message = f"the header says charset={charset}, but byte {at:,} (0x{raw[at]:02X}) cannot stand there"
    hint = "it is UTF-8: write charset=UTF-8" if _is_utf8(raw) else "write there the encoding that it was saved in"
    raise FormatError(message, path=path, line=line, hint=hint)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
