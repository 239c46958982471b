"""What every format shares: its protocol, reading bytes from the file system and turning them into text.

Read are UTF-8 with and without byte order mark, and UTF-16 and UTF-32 with one. Everything else is refused with the
place of the first byte that cannot be and the command that converts the file, since a guessed encoding spoils names in
silence.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NoReturn, Protocol

from align.errors import FormatError
from align.model.segment import Comment, Document

STDIN: Final = Path("-")
"""The path that stands for standard input."""

SIZE_LIMIT = 1 << 30
"""Bytes in the largest file that is read; one read takes several times its size in memory."""


Kept = Mapping[Comment, tuple[str, ...]]
"""Comments of which less is to be left: the rules that they still name; a comment that names none goes."""

NOTHING: Kept = MappingProxyType({})


class Format(Protocol):
    """Turns bytes into a document, and a document with new translations back into bytes."""

    @property
    def name(self) -> str:
        """As `Document.format` has it."""

    def begins(self, text: str) -> bool:
        """Whether a file that begins so, after any white space, is in this format; asked where the name says nothing."""

    def read(self, raw: bytes, path: Path) -> Document:
        """The document; FormatError where `raw` is none. `path` only names it."""

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """`document.raw` with new translations for the segments whose keys are given, and with less said in these comments
        of the document; every other byte as it is.

        Without any it is `document.raw`. FormatError where a translation cannot be written in this format.
        """


class Keys:
    """Gives every segment of one file a key of its own.

    The key is the segment's id. Where another document of the file has a segment of that id already, the name of the
    document stands before it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken: dict[str, tuple[str, int]] = {}

    def key(self, identifier: str, document: str, line: int) -> str:
        """The key of the segment on `line`; FormatError where its document has one of the same id."""
        known = self._taken.setdefault(identifier, (document, line))
        if known[1] == line:
            return identifier
        key = f"{document}/{identifier}"
        if known[0] != document:
            known = self._taken.setdefault(key, (document, line))
        if known[1] != line:
            message = f"the id {identifier!r} stands on line {known[1]} already"
            raise FormatError(message, path=self._path, line=line, hint="give each segment of a document its own id")
        return key


def read_bytes(path: Path) -> bytes:
    """Everything in a file; FormatError where there is none, it may not be read or it is too large."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > SIZE_LIMIT:
                _refuse_size(path)
            raw = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(raw) > SIZE_LIMIT:
        _refuse_size(path)
    return raw


def read_given(path: Path, purpose: str) -> bytes:
    """The bytes of a file that somebody named, of standard input for `-`.

    FormatError where there are none, or nothing but white space: `purpose` is what they were wanted for, as a verb.
    """
    if path != STDIN:
        raw = read_bytes(path)
    elif sys.stdin is None:
        raise FormatError("standard input is closed", path=path)
    else:
        raw = sys.stdin.buffer.read()
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        hint = "check that it was saved, and that this is the right file"
        raise FormatError(f"the file is empty, so there is nothing to {purpose}", path=path, hint=hint)
    return raw


def bilingual_files(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    """The files below a folder whose names end in one of `suffixes`, sorted; hidden ones are left out.

    FormatError where a folder may not be read.
    """

    def refuse(error: OSError) -> NoReturn:
        raise _unreadable(Path(error.filename or folder), error) from error

    def walk() -> Iterator[Path]:
        for place, folders, names in os.walk(folder, onerror=refuse):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(place, name) for name in names if not name.startswith("."))

    return tuple(sorted(path for path in walk() if path.suffix.lower() in suffixes))


def decode(raw: bytes, path: Path) -> str:
    """The text of a file without byte order mark, its line ends as they are; FormatError where it is no text."""
    codec, mark = encoding_of(raw)
    body = raw[len(mark) :]
    if not mark and b"\0" in body:
        _refuse_binary(raw, path)
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        _refuse_encoding(raw, path, codec, len(mark) + error.start)


def encode(text: str, document: Document) -> bytes:
    """`text` in the encoding of the document, with its byte order mark."""
    codec, mark = encoding_of(document.raw)
    try:
        return mark + text.encode(codec)
    except UnicodeEncodeError as error:
        raise FormatError(
            "a translation holds half of a surrogate pair, which is no character", path=document.path
        ) from error


def encoding_of(raw: bytes) -> tuple[str, bytes]:
    """The codec and the byte order mark that a file begins with, `utf-8` and nothing where there is no mark."""
    # The mark of UTF-32 begins with that of UTF-16.
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return codec, mark
    return "utf-8", b""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_SAMPLE = 1 << 16
# Kana and the punctuation of Chinese and Japanese: a text decoded with a wrong codec has next to none of them.
_TELLTALES = frozenset(map(chr, range(0x3041, 0x30FF))) | frozenset("、。，！？：；「」『』（）“”《》的是不了在")
_LEGACY = ("cp932", "euc_jp", "gb18030", "big5")
_PUBLIC_NAMES = {"cp932": "CP932", "euc_jp": "EUC-JP", "gb18030": "GB18030", "big5": "BIG5", "cp1252": "WINDOWS-1252"}


def _refuse_size(path: Path) -> NoReturn:
    message = f"the file is larger than {SIZE_LIMIT >> 20:,} MiB, the most that is read at once"
    raise FormatError(message, path=path, hint="split it, between documents if it holds several")


def _unreadable(path: Path, error: OSError | ValueError) -> FormatError:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        message = "this is a link to a file that is not there"
        return FormatError(message, path=path, hint=f"`ls -l {path}` shows where it leads; mend it or remove it")
    if isinstance(error, FileNotFoundError):
        return FormatError("there is no such file", path=path, hint=_similar(path))
    if isinstance(error, PermissionError):
        kind = "folder" if path.is_dir() else "file"
        return FormatError(f"the {kind} may not be read: permission denied", path=path, hint=f"chmod u+r {path}")
    if isinstance(error, IsADirectoryError):
        return FormatError("this is a folder, not a file", path=path, hint="name a file in it")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return FormatError(f"the file cannot be read: {reason}", path=path)


def _similar(path: Path) -> str:
    """A question that names the file probably meant."""
    from difflib import get_close_matches

    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return f"the folder {path.parent} cannot be opened either"
    close = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.with_name(close[0])}?" if close else "check the spelling and the folder you are in"


def _refuse_binary(raw: bytes, path: Path) -> NoReturn:
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            hint = "export its text, as UTF-8"
            raise FormatError(f"this is no text but {kind}", path=path, hint=hint)
    sample = raw[: _SAMPLE & ~1]
    for codec, zeros in (("UTF-16LE", sample[1::2]), ("UTF-16BE", sample[0::2])):
        if zeros.count(0) > 0.4 * len(zeros):
            message = f"the file looks like {codec} but does not begin with a byte order mark"
            raise FormatError(message, path=path, hint=_conversion(path, codec))
    at = raw.index(0)
    line = raw.count(b"\n", 0, at) + 1
    hint = "binary files cannot be read; if it should be text, remove that byte"
    raise FormatError(f"byte {at:,} is zero, so this is no text", path=path, line=line, hint=hint)


def _refuse_encoding(raw: bytes, path: Path, codec: str, at: int) -> NoReturn:
    if codec != "utf-8":
        message = f"the file begins like {codec.upper()} but byte {at:,} cannot stand there"
        raise FormatError(message, path=path, hint="it may be cut off or damaged; save it again as UTF-8")
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise FormatError(f"this is no text but {kind}", path=path, hint="export its text, as UTF-8")
    begin = raw.rfind(b"\n", 0, at) + 1
    line = raw.count(b"\n", 0, at) + 1
    column = len(raw[begin:at].decode("utf-8", "replace").lstrip("\ufeff")) + 1
    message = f"the file is not UTF-8: byte {at:,} (0x{raw[at]:02X}) cannot stand there"
    if at + 4 > len(raw) and at > 0 and any(byte >= 0x80 for byte in raw[:at]) and _is_begun(raw[at:]):
        message = f"the file ends within a character: byte {at:,} (0x{raw[at]:02X}) is the last one's first"
        hint = "it is cut off; save or export it again"
        raise FormatError(message, path=path, line=line, column=column, hint=hint)
    likely = _likely_codec(raw)
    hint = _conversion(path, _PUBLIC_NAMES[likely]) if likely else "save it as UTF-8"
    raise FormatError(message, path=path, line=line, column=column, hint=hint)


def _is_begun(rest: bytes) -> bool:
    """Whether more bytes could make a character of UTF-8 of these."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(rest)
    except UnicodeDecodeError:
        return False
    return True


def _conversion(path: Path, codec: str) -> str:
    converted = path.with_suffix(".utf8" + path.suffix)
    return f"it looks like {codec}; convert it: iconv -f {codec} -t UTF-8 {path} > {converted}"


def _likely_codec(raw: bytes) -> str:
    """The codec that a file which is not UTF-8 is probably in, empty where nothing fits."""
    sample = raw[:_SAMPLE]
    high = [byte for byte in sample if byte >= 0x80]
    best, best_share = "", 0.0
    for codec in _LEGACY:
        text = sample.decode(codec, "replace")
        foreign = [character for character in text if character >= "\x80"]
        if not foreign or foreign.count("\ufffd") > 1 + len(foreign) // 100:
            continue
        share = sum(character in _TELLTALES for character in foreign) / len(foreign)
        if share > best_share:
            best, best_share = codec, share
    if best_share >= 0.03 and len(high) > 0.1 * len(sample):
        return best
    return "cp1252" if len(high) < 0.2 * len(sample) else ""
