"""What formats written in XML have in common: which bytes mean which characters, what is refused, and where each element
and each character of its text stands.

No library for XML keeps a file byte for byte, and lxml tells lines, not places. So the work is divided. Expat reads the
whole file first and says whether it is well-formed; of a file that is, one regular expression takes the tags, for then
nothing in it can be taken for a tag that is none. On a file of 53 MB with 1.2 million tags the first took 0.45 s and the
second 1.1 s, together less than expat with handlers that ask for each place (2.1 s, and its places count bytes).

Read are the encodings that the declaration names, with a byte order mark or without: Unicode, ISO 8859, those of Windows,
Shift_JIS, EUC-JP, GBK, GB18030, Big5 and Korean ones. What an encoding cannot hold is written as `&#x…;`. Kept as they
stand are CDATA, comments and processing instructions within a text, references, the style of tags, every attribute. An
entity that an outside DTD would explain is a placeholder; a DTD is never fetched.

Refused are a file that is not well-formed, declarations in a DOCTYPE (entities that grow without end or open other files
stand there), elements more than 256 deep, tags longer than a million characters, and characters that XML does not have.

White space: where `xml:space="preserve"` says so, every character counts. Elsewhere white space with one end of a line in
it is read as a space and stays where it is, since editors and pretty-printers wrap lines so. White space with an end of a
line at the beginning or end of a text is layout. An empty line within a text is the text's own: nothing wraps so.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn
from xml.parsers import expat

from align.errors import FormatError
from align.formats.base import decode, encode, encoding_of
from align.formats.comments import comment_at
from align.formats.placeholders import with_placeholders
from align.formats.spliced import SplicedFormat, Unit
from align.formats.stretch import Encode, Gap, Gathering, Lines, Run, Stretch
from align.model.segment import OBJECT, Comment, Document
from align.model.span import Span
from align.text.place import LINE_END

COMMENT, CDATA, INSTRUCTION = "!--", "![CDATA[", "?"
"""What `Element.name` is for what is no element but stands among them."""


class Meaning(Enum):
    """What an element within a text stands for."""

    AROUND = auto()
    """Tags around a text: the text is read, nothing else."""
    PROTECTED = auto()
    """Tags around a text that must stay as it is."""
    TAG = auto()
    """A tag, whatever stands in it."""
    SPACE = auto()
    """The end of a line."""
    OBJECT = auto()
    """Something that stands for a word and is none."""
    FROM = auto()
    """A tag from which on the text must stay as it is, up to the `TO` whose `startRef` is its `id`."""
    TO = auto()


@dataclass(slots=True)
class Element:
    """An element, or a comment, CDATA section or instruction, with the places of its parts in the file.

    `name` has no prefix; it begins with `:` where the element is not in the namespace of the root. `said` are its
    attributes as they are written. Its tags stand from `start` to `opened` and from `closed` to `end`, the last three the
    same for a tag that closes itself. What is no child between `opened` and `closed` is text.
    """

    name: str
    said: str
    start: int
    opened: int
    closed: int
    end: int
    children: list[Element] = field(default_factory=list)

    @property
    def attributes(self) -> Mapping[str, str]:
        """Its attributes by their names as written, prefix and all."""
        return _attributes(self.said) if self.said else _NO_ATTRIBUTES

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def each(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def below(self, name: str) -> Iterator[Element]:
        """The elements of a name in it, however deep; not those within one another."""
        for child in self.children:
            if child.name == name:
                yield child
            else:
                yield from child.below(name)

    def holds(self, other: Element) -> bool:
        """Whether the other stands in it."""
        return self.start < other.start and other.end < self.end


class XmlFormat(SplicedFormat):
    """A format written in XML; `root` is the name of its outermost element."""

    root = ""

    def begins(self, text: str) -> bool:
        """Whether the first element is called so."""
        found = _FIRST.match(text)
        return found is not None and found["name"] == self.root

    @abstractmethod
    def translations(self, content: str, path: Path, lines: Lines, *, english: bool) -> Iterator[Unit | Comment]:
        """The segments whose translation is in English, or all that are not, in the order of the file, and the comments."""

    def parts(self, content: str, path: Path, lines: Lines) -> Iterator[Unit | Comment]:
        """The translations into English; where there are none, those into other languages."""
        has_english = False
        for each in self.translations(content, path, lines, english=True):
            has_english = has_english or isinstance(each, Unit)
            yield each
        if not has_english:
            yield from self.translations(content, path, lines, english=False)

    def decoded(self, raw: bytes, path: Path) -> str:
        """The text of a file in the encoding that it declares; FormatError where it is not in it."""
        codec = "" if encoding_of(raw)[1] else _codec(raw[:_DECLARATION].decode("latin-1"), path)
        if not codec or codec.startswith("utf"):
            return decode(raw, path)
        try:
            return raw.decode(_WIDER.get(codec, codec))
        except UnicodeDecodeError as error:
            message = f"the file says that it is {codec} but byte {error.start:,} (0x{raw[error.start]:02X}) cannot be"
            line = raw.count(b"\n", 0, error.start) + 1
            raise FormatError(message, path=path, line=line, hint="save it again, best as UTF-8") from error

    def encoded(self, content: str, document: Document) -> bytes:
        """A text as bytes of the encoding that the document is in."""
        raw, path = document.raw, document.path
        codec = "" if encoding_of(raw)[1] else _codec(raw[:_DECLARATION].decode("latin-1"), path)
        if not codec or codec.startswith("utf"):
            return encode(content, document)
        wider = _WIDER.get(codec, codec)
        before = self.decoded(raw, path)
        with suppress(UnicodeEncodeError):
            for encoder in (_encoded, _encoded_by_windows):
                if encoder(before, wider) == raw:
                    return encoder(content, wider)
        message = f"characters of this {codec} file are written in several ways, which would not all be kept"
        raise FormatError(message, path=path, hint="convert it to UTF-8 first")


@dataclass(frozen=True, slots=True)
class Texts:
    """Takes texts out of the elements of one file. `meaning` says what stands for what in them."""

    content: str
    path: Path
    meaning: Callable[[Element, Texts], Meaning]
    end: str = "\n"
    codec: str = "utf-8"

    @staticmethod
    def of(content: str, path: Path, meaning: Callable[[Element, Texts], Meaning]) -> Texts:
        """Those of a file, written with its line ends and in its encoding."""
        end = LINE_END.search(content)
        return Texts(content, path, meaning, end[0] if end else "\n", _codec(content[:_DECLARATION], path) or "utf-8")

    def stretch(self, element: Element, preserve: bool) -> Stretch:
        """The text of an element, in which all white space counts if `preserve` says so.

        Where there are no words its gap says where they go.
        """
        start, end = element.opened, element.closed
        # Most texts stand there verbatim.
        if not element.children and start < end and not _SPECIAL.search(self.content, start, end):
            text = self.content[start:end]
            if not text.isspace():
                encode = self.written_preserved if preserve else self.written
                return with_placeholders(Stretch(text, (Run(0, end - start, start, end),), (), encode))
        reading = _Reading(self, preserve)
        reading.inside(element)
        return with_placeholders(reading.stretch(element))

    def gap(self, at: int, before: str, after: str) -> Stretch:
        """A text that is not there yet and goes to a place of the file with this around it."""
        return Stretch("", (), encode=self.written, gap=Gap(at, at, before, after))

    def layout(self, at: int) -> str:
        """The white space before a place of the file, back to the end of a line; empty where there is anything else."""
        found = _LAYOUT.search(self.content, max(0, at - _WIDEST_LAYOUT), at)
        return found[0] if found else ""

    def name(self, element: Element) -> str:
        """The name of an element as it is written, with its prefix."""
        found = _NAME.match(self.content, element.start + 1)
        assert found is not None
        return found[0]

    def code(self, element: Element) -> str:
        """What an element says, without markup."""
        return "".join(self._pieces(element))

    def plain(self, element: Element) -> str:
        """What an element says, without markup and with its white space as one space each."""
        return " ".join(self.code(element).split())

    def remark(self, element: Element, whole: Span, keys: Sequence[str], lines: Lines) -> Iterator[Comment]:
        """The comment or the note, if it speaks to us: none or one. `whole` is all that goes with it."""
        inside = Span(element.opened, element.closed)
        for comment in comment_at(inside, whole, keys, self.content, self.path, lines):
            yield comment if element.name == COMMENT else replace(comment, text=unescaped(comment.text))

    def line(self, element: Element) -> Span:
        """All that goes with an element: its line and the end of it where nothing else stands there."""
        start, end = element.start, element.end
        before = _BLANK_BEFORE.search(self.content, max(0, start - _WIDEST_LAYOUT), start)
        after = _BLANK_AFTER.match(self.content, end)
        return Span(before.end(1), after.end()) if before and after else Span(start, end)

    def written(self, text: str) -> str:
        """New words as they are written between tags."""
        return self._escaped(text, "&#10;")

    def written_preserved(self, text: str) -> str:
        """New words as they are written between tags where all white space counts."""
        return self._escaped(text, self.end)

    def written_as_cdata(self, text: str) -> str:
        """New words as they are written in a CDATA section."""
        self._refuse_impossible(text)
        outside = "]]>{}<![CDATA["
        pieces = self._held(text.replace("]]>", "]]]]><![CDATA[>"), outside)
        return pieces.replace("\r", outside.format("&#13;")).replace("\n", self.end)

    def written_anywhere(self, text: str) -> str:
        """New words in a text that stands partly in a CDATA section: those that are written the same everywhere."""
        if self.written_preserved(text) != text.replace("\n", self.end):
            message = "a translation partly in a CDATA section can take no character that needs to be escaped"
            raise FormatError(message, path=self.path, hint="put all of it in the section, or nothing")
        return text.replace("\n", self.end)

    def _escaped(self, text: str, end: str) -> str:
        if text.isascii() and text.isprintable() and not _MARKUP.search(text):
            return text
        self._refuse_impossible(text)
        written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
        return self._held(written.replace("\n", end), "{}")

    def _held(self, text: str, around: str) -> str:
        """The text with references for the characters that the file's encoding does not hold."""
        if text.isascii() or self.codec.startswith("utf"):
            return text
        return "".join(
            character if _holds(self.codec, character) else around.format(f"&#x{ord(character):X};")
            for character in text
        )

    def _refuse_impossible(self, text: str) -> None:
        found = _IMPOSSIBLE.search(text)
        if found:
            message = f"a translation holds U+{ord(found[0]):04X}, which cannot stand in XML"
            if found[0] == OBJECT:
                message = "a translation holds U+FFFC, which stands for a code that is not there"
            raise FormatError(message, path=self.path, hint="take the character out")

    def gap_in(self, element: Element) -> Gap | None:
        """Where words go in an element that has none; None where there are codes, which words may have to go between."""
        if element.closed == element.end:
            slash = len(self.content[element.start : element.end - 2].rstrip()) + element.start
            return Gap(slash, element.end, ">", f"</{self.name(element)}>")
        codes = [child for child in element.children if child.name not in (COMMENT, CDATA, INSTRUCTION)]
        if codes:
            return None
        if element.children:
            return Gap(element.opened, element.opened)
        return Gap(element.opened, element.closed)

    def _pieces(self, element: Element) -> Iterator[str]:
        at = element.opened
        for child in element.children:
            yield unescaped(self.content[at : child.start])
            if child.name == CDATA:
                yield self.content[child.opened : child.closed]
            elif child.name not in (COMMENT, INSTRUCTION):
                yield from self._pieces(child)
            at = child.end
        yield unescaped(self.content[at : element.closed])


class Identifiers:
    """Gives every segment of one file a key of its own: its id, else with its document before it, else with a number.

    Ids are meant to be unique in one part of a file only, and tools do not always keep to that.
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def key(self, identifier: str, document: str) -> str:
        """The key of the next segment of this id."""
        key = identifier if identifier not in self._taken else f"{document}/{identifier}"
        times = self._taken.get(key, 0) + 1
        self._taken[key] = times
        while times > 1 and f"{key}~{times}" in self._taken:
            times += 1
        if times > 1:
            self._taken[key] = times
            key = f"{key}~{times}"
            self._taken[key] = 1
        return key


def named_after(source: str) -> str:
    """An id for what has none, which lasts as long as its source."""
    return hashlib.blake2b(source.encode(), digest_size=6).hexdigest()


def elements(
    content: str, path: Path, root: str, whole: Collection[str]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """The elements called as in `whole`, complete, and the comments outside of them, each with the elements around it,
    the root first: the same tuple as long as they are the same. FormatError where the text is no XML with this root.
    """
    _refuse_broken(content, path)
    home: str | None = None
    scope = _Scope({}, {})
    scopes: list[tuple[Element, _Scope]] = []
    stack: list[Element] = []
    around: tuple[Element, ...] = ()
    inside: Element | None = None
    for found in _TOKEN.finditer(content):
        start, end = found.span()
        kind = found.lastindex or 0
        if kind != _TAG:
            if kind in _NO_ELEMENTS:
                child = Element(_NO_ELEMENTS[kind], "", start, *found.span(kind), end)
                if inside is not None:
                    stack[-1].children.append(child)
                elif child.name == COMMENT:
                    yield child, around
            continue
        slash, name, said = found.group(_TAG - 2, _TAG - 1, _TAG)
        if slash:
            element = stack.pop()
            element.closed, element.end = start, end
            if inside is None:
                around = tuple(stack)
        else:
            element = Element(name, said, start, end, end, end)
            if "xmlns" in said:
                scopes.append((element, scope))
                scope = _Scope({**scope.prefixes, **_namespaces(element)}, {})
            if home is None:
                home = scope.prefixes.get(name.rpartition(":")[0], "")
            element.name = scope.names.get(name) or scope.resolved(name, home)
            if not stack:
                _refuse_other_root(element, root, content, path)
            if inside is not None:
                stack[-1].children.append(element)
            elif element.name in whole:
                inside = element
            if len(stack) >= _DEEPEST or len(said) > _LONGEST:
                _refuse_size(len(stack), start, content, path)
            if not said.endswith("/"):
                stack.append(element)
                if inside is None:
                    around = tuple(stack)
                continue
        if scopes and scopes[-1][0] is element:
            scope = scopes.pop()[1]
        if element is inside:
            inside = None
            yield element, around


def inherited(name: str, chain: Sequence[Element]) -> str:
    """An attribute as the innermost of these elements that has it says, the outermost first; empty where none has it."""
    for element in reversed(chain):
        value = element.attributes.get(name)
        if value is not None:
            return value
    return ""


def preserves(chain: Sequence[Element]) -> bool:
    """Whether all white space counts in the last of these elements, the outermost first."""
    return inherited("xml:space", chain) == "preserve"


def unescaped(text: str) -> str:
    """A text with the characters for its references; those of unknown entities stay."""
    return _REFERENCE.sub(lambda found: _character(found[0]) or found[0], text) if "&" in text else text


@dataclass(frozen=True, slots=True)
class _Scope:
    """What prefixes mean within an element, and the names met there that are resolved already."""

    prefixes: Mapping[str, str]
    names: dict[str, str]

    def resolved(self, name: str, home: str) -> str:
        """A name without prefix, with `:` before it if its namespace is not `home`."""
        prefix, _, local = name.rpartition(":")
        is_home = self.prefixes.get(prefix, None if prefix else "") == home
        self.names[name] = local if is_home else f":{local}"
        return self.names[name]


class _Reading:
    """The text of one element, while it is put together."""

    def __init__(self, texts: Texts, preserve: bool) -> None:
        self._texts = texts
        self._content = texts.content
        self._preserve = preserve
        self._encode: Encode = texts.written_preserved if preserve else texts.written
        self._gathering = Gathering(self._encode)
        self._layout: list[Span] = []
        self._opened: dict[str, int] = {}
        self._has_tagged = self._has_cdata = False

    def inside(self, element: Element) -> None:
        """Everything in an element."""
        at = element.opened
        special = _PRESERVED if self._preserve else _WRAPPED
        for child in element.children:
            self._pieces(special, at, child.start)
            if child.name == CDATA:
                self._has_cdata = True
                self._gathering.tag("CDATA")
                self._pieces(_ENDS, child.opened, child.closed)
                self._gathering.tag("CDATA")
            elif child.name not in (COMMENT, INSTRUCTION):
                self._code(child, self._texts.meaning(child, self._texts))
            at = child.end
        self._pieces(special, at, element.closed)

    def stretch(self, element: Element) -> Stretch:
        """What was put together, without the layout around it."""
        stretch = self._gathering.stretch()
        begin, end = 0, len(stretch.text)
        for span in self._layout:
            begin = span.end if span.start == begin else begin
        for span in reversed(self._layout):
            end = span.start if span.end == end and span.start >= begin else end
        if begin > 0 or end < len(stretch.text):
            stretch = stretch.part(Span(begin, end))
        texts = self._texts
        # White space and no more is no translation.
        if not stretch.text.strip(" \t\r\n"):
            return Stretch("", (), encode=self._encode, gap=texts.gap_in(element))
        if self._has_cdata:
            return replace(stretch, encode=texts.written_anywhere if self._has_tagged else texts.written_as_cdata)
        return stretch

    def _code(self, child: Element, meaning: Meaning) -> None:
        gathering, begin = self._gathering, self._gathering.length
        kind = child.name.lstrip(":")
        if meaning is Meaning.OBJECT:
            gathering.object(kind, child.start, child.end)
        elif meaning is Meaning.SPACE:
            gathering.escaped(" ", child.start, child.end)
            gathering.protect(kind, begin)
        elif meaning in (Meaning.AROUND, Meaning.PROTECTED):
            gathering.tag(kind)
            self.inside(child)
            if meaning is Meaning.PROTECTED:
                self._protect(kind, begin)
            gathering.tag(kind)
        else:
            if meaning is Meaning.FROM:
                self._opened[child.attributes.get("id", "")] = begin
            elif meaning is Meaning.TO:
                self._protect(kind, self._opened.pop(child.attributes.get("startRef", ""), begin))
            gathering.tag(kind)

    def _protect(self, kind: str, begin: int) -> None:
        if begin < self._gathering.length:
            self._gathering.protect(kind, begin)

    def _pieces(self, special: re.Pattern[str], start: int, end: int) -> None:
        """The text between two places of the file, in which `special` finds what does not stand there verbatim."""
        gathering, content = self._gathering, self._content
        for found in special.finditer(content, start, end):
            self._verbatim(start, found.start(), special)
            start = found.end()
            if found[0][0] == "&":
                self._has_tagged = True
                character = _character(found[0])
                if character is None:
                    gathering.object("entity", *found.span())
                else:
                    gathering.escaped(character, *found.span())
            elif special is _WRAPPED:
                self._white(*found.span())
            else:
                gathering.escaped("\n", *found.span())
        self._verbatim(start, end, special)

    def _white(self, start: int, end: int) -> None:
        """White space with an end of a line in it."""
        gathering, begin = self._gathering, self._gathering.length
        if len(LINE_END.findall(self._content, start, end)) == 1:
            gathering.escaped(" ", start, end, soft=True)
        else:
            self._pieces(_ENDS, start, end)
        self._layout.append(Span(begin, gathering.length))

    def _verbatim(self, start: int, end: int, special: re.Pattern[str]) -> None:
        if start < end:
            self._gathering.verbatim(self._content[start:end], start)
            self._has_tagged = self._has_tagged or special is not _ENDS


_DECLARATION = 256
_DEEPEST = 256
_LONGEST = 1_000_000
_WIDEST_LAYOUT = 1000
_PIECE = 1 << 20
_TOKEN = re.compile(
    r"""<(?: !--(.*?)-->
        | !\[CDATA\[(.*?)\]\]>
        | \?(.*?)\?>
        | (!)[^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>
        | (/?)([^\s/>]++)([^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+)> )""",
    re.VERBOSE | re.DOTALL,
)
_NO_ELEMENTS = {1: COMMENT, 2: CDATA, 3: INSTRUCTION}
_TAG = 7
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FIRST = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*+<(?:[\w.-]+:)?(?P<name>[\w.-]+)[\s/>]", re.DOTALL)
_DECLARED = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_REFERENCE = re.compile("&[^;&<]{1,64};")
# Looked for only where white space begins, so that long runs of it are not tried again and again.
_WRAPPED = re.compile(r"&[^;]*;|(?<![ \t\r\n])[ \t]*+[\r\n][ \t\r\n]*+")
_SPECIAL = re.compile(r"[&\r\n]")
_PRESERVED = re.compile(r"&[^;]*;|\r\n?")
_ENDS = re.compile(r"\r\n?")
_LAYOUT = re.compile(r"(?:\r\n|\r|\n)[ \t]*\Z")
_BLANK_BEFORE = re.compile(r"(\r\n|\r|\n|\A)[ \t]*\Z")
_BLANK_AFTER = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_MARKUP = re.compile("[&<>]")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffc\ufffe\uffff]")
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_CUT_OFF = ("no element found", "unclosed token", "unclosed CDATA section", "partial character")
# Files that say the left were mostly written in the right, which holds all of it.
_WIDER = {"shift_jis": "cp932", "gb2312": "gbk", "big5": "cp950", "euc_kr": "cp949"}
_CALLED = {"windows-31j": "cp932", "x-sjis": "cp932", "x-gbk": "gbk", "big5-hkscs": "big5hkscs"}
_CODECS = frozenset(
    """ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 koi8-r koi8-u shift_jis cp932 euc_jp iso2022_jp gb2312 gbk gb18030
    big5 big5hkscs cp950 euc_kr cp949""".split()
)


@lru_cache(maxsize=1 << 10)
def _attributes(said: str) -> Mapping[str, str]:
    pairs = _ATTRIBUTE.findall(said)
    return MappingProxyType({name: unescaped(one or other) for name, one, other in pairs})


def _namespaces(element: Element) -> dict[str, str]:
    """What prefixes an element declares, the empty one for names without."""
    declared = ((name.partition(":"), uri) for name, uri in element.attributes.items())
    return {prefix: uri for (xmlns, _, prefix), uri in declared if xmlns == "xmlns"}


def _character(reference: str) -> str | None:
    """What a reference stands for; None for an entity that only a DTD explains."""
    name = reference[1:-1]
    if not name.startswith("#"):
        return _PREDEFINED.get(name)
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))


def _codec(beginning: str, path: Path) -> str:
    """The codec that the declaration of a file names, empty where it names none; FormatError for an unknown one."""
    found = _DECLARED.match(beginning)
    if found is None:
        return ""
    name = found[1].lower()
    try:
        codec = codecs.lookup(_CALLED.get(name, name)).name
    except LookupError:
        codec = name
    if codec not in _CODECS and not codec.startswith(("iso8859-", "cp125")):
        message = f"the file says that its encoding is {found[1]}, which is unknown here"
        raise FormatError(message, path=path, line=1, hint="save it as UTF-8")
    return codec


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec)


def _encoded_by_windows(text: str, codec: str) -> bytes:
    """As Windows writes Shift_JIS: of the two codes that 髙, 﨑 and others have it takes the second, Python the first.

    Of another encoding this makes nothing that was read from it, unless the text has no such character.
    """
    pieces = re.split(f"([{''.join(_second_codes())}])", text)
    return b"".join(_second_codes().get(piece) or piece.encode(codec) for piece in pieces)


@lru_cache(maxsize=1)
def _second_codes() -> Mapping[str, bytes]:
    codes = [bytes((lead, trail)) for lead in range(0xFA, 0xFD) for trail in range(0x40, 0xFD)]
    found = {code.decode("cp932", "ignore"): code for code in codes}
    return {character: code for character, code in found.items() if len(character) == 1 and character >= "\x80"}


@lru_cache(maxsize=1 << 12)
def _holds(codec: str, character: str) -> bool:
    """Whether a character can be written in an encoding and comes back the same."""
    try:
        return character.encode(codec).decode(_WIDER.get(codec, codec)) == character
    except UnicodeError:
        return False


def _refuse_broken(content: str, path: Path) -> None:
    """FormatError where a text is not well-formed, or has declarations of its own."""
    parser = expat.ParserCreate("utf-8")

    def doctype(name: str, system: str | None, public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            message = "the DOCTYPE has declarations of its own, which can make a small file grow without end"
            hint = "take out what stands in brackets, and write out the entities that it declares"
            raise FormatError(message, path=path, line=parser.CurrentLineNumber, hint=hint)

    parser.StartDoctypeDeclHandler = doctype
    try:
        for at in range(0, len(content), _PIECE):
            parser.Parse(content[at : at + _PIECE].encode(), False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        _refuse_at(error, content, path)


def _refuse_at(error: expat.ExpatError, content: str, path: Path) -> NoReturn:
    message = expat.ErrorString(error.code) or "broken"
    hint = "open it in the tool that made it and export it again"
    if message in _CUT_OFF:
        hint = f"it may be cut off; {hint}"
    line, column = error.lineno, error.offset + 1
    if found := _IMPOSSIBLE.match(content, Lines(content).offset(line, column)):
        message, hint = f"U+{ord(found[0]):04X} cannot stand there", "take the character out"
    raise FormatError(
        f"this is not well-formed XML: {message}", path=path, line=line, column=column, hint=hint
    ) from error


def _refuse_other_root(element: Element, root: str, content: str, path: Path) -> None:
    if element.name != root:
        line, _ = Lines(content).place(element.start)
        message = f"the file begins with <{element.name.lstrip(':')}>, not with <{root}>"
        raise FormatError(message, path=path, line=line, hint="check its name, and what tool made it")


def _refuse_size(depth: int, start: int, content: str, path: Path) -> NoReturn:
    deep, long = f"elements are more than {_DEEPEST} deep here", f"this tag is longer than {_LONGEST:,} characters"
    line, _ = Lines(content).place(start)
    hint = "no tool for translators writes so; export the file again"
    raise FormatError(deep if depth >= _DEEPEST else long, path=path, line=line, hint=hint)
