"""The blocks of a Markdown file with the place of each of their characters.

markdown-it-py says what is a block and what is markup within it, by CommonMark with tables, strikethrough and footnotes.
It does not say where: so its parser of what stands within a block is made to note where it is whenever it puts something
down, and the text of a block is put together here from the lines that the parser of blocks found, whose beginnings it
knows. Loading this module loads markdown-it-py, which takes longer than reading most files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import unescape
from itertools import groupby
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.entities import entities
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock, heading, html_block, lheading, paragraph, table
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from align.formats.pieces import REFERENCE, Kind, Piece
from align.formats.templates import COVER, Templates


class TooDeep(Exception):
    """Quotes and lists within each other, deeper than they are read, at `place`."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class Block(NamedTuple):
    """A step on the way through the blocks of a file.

    `opens` names a block that begins here and may hold others, `closes` says that one ends; `level` is the same for both.
    Else there are `pieces`, those of a paragraph, a heading, a cell or a block of HTML. `comments` are comments of HTML in
    it, from `<!--` to `-->`. In a block of HTML backslashes escape nothing.
    """

    level: int
    opens: str = ""
    closes: bool = False
    pieces: Sequence[Piece] = ()
    comments: Sequence[tuple[int, int]] = ()
    html: bool = False


def blocks(templates: Templates, *, mdx: bool) -> Iterator[Block]:
    """The blocks of a text, in order; TooDeep where they are nested deeper than can be read."""
    parser = _parser(mdx)
    tokens: list[Token] = []
    known: EnvType = {}
    parser.block.parse(templates.text, parser, known, tokens)
    for token in tokens:
        if token.type == "inline":
            # Titles that are put in for a `[!NOTE]` stand nowhere in the file.
            if (text := token.meta.get(_STANDS)) is not None:
                yield _block(token.level, _pieces(_inline_tokens(text.text, parser, known), text, templates))
        elif token.type == "html_block":
            yield _block(token.level, _html_pieces(token.meta[_STANDS], templates))._replace(html=True)
        elif token.nesting:
            opens = token.type.removesuffix("_open") if token.nesting > 0 else ""
            yield Block(token.level, opens=opens, closes=token.nesting < 0)


class Placed:
    """The text of a block without what stands before its lines, with the place of each of its characters.

    `runs` are, for stretches of it, where in the text and in the file they begin. `wide` are characters that take two
    places in the file.
    """

    def __init__(self, text: str, runs: Sequence[tuple[int, int]], wide: frozenset[int] = frozenset()) -> None:
        self.text = text
        self._begins = [begin for begin, _ in runs]
        self._places = [place for _, place in runs]
        self._wide = wide

    def place(self, offset: int) -> int:
        """Where in the file a character of the text begins."""
        run = bisect_right(self._begins, offset) - 1
        return self._places[run] + offset - self._begins[run]

    def end(self, offset: int) -> int:
        """Where in the file what stands before an offset ends."""
        return self.place(offset - 1) + (2 if offset - 1 in self._wide else 1)

    def parts(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of a part of the text that stand together in the file, and wide characters by themselves."""
        run = bisect_right(self._begins, begin)
        while begin < end:
            stop = min(end, self._begins[run]) if run < len(self._begins) else end
            yield begin, stop
            begin, run = stop, run + 1


_STANDS = "stands"
"""Under this name a token of a block has its `Placed` text; under the next two, one within a block where it stands there."""
_AT, _END = "at", "end"
_NESTING = 100
# How deep pictures may stand in the text of pictures; what is deeper is nobody's.
_PICTURES = 4
_PLAIN = re.compile(r"[^\n!#$%&*+\-:<=>@\[\\\]^_`{}~]*")
_HTML_PART = re.compile(
    rf"(?P<tag><!--[\s\S]*?(?:-->|\Z)|{HTML_TAG_RE.pattern})"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<end>(?<![ \t])[ \t]*\n\s*)"
)
_COMMENT = re.compile(r"<!--[\s\S]*-->")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_CUTTING = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav ol optgroup option p section "
    "summary table tbody td tfoot th thead title tr ul".split()
)
_STANDING = frozenset("audio embed img input object video".split())
_UNREAD = (
    dict.fromkeys("code kbd math samp svg textarea var".split(), Kind.OBJECT)
    | dict.fromkeys("rp rt script style".split(), Kind.TAG)
    | {"pre": Kind.CUT}
)
"""Elements that hold no text of ours, and what they are instead. What stands in `rt` is how the characters before are read."""


# --- the parser ---


@cache
def _parser(mdx: bool) -> MarkdownIt:
    """The parser, made to say where things stand. MDX has no indented code."""
    parser = MarkdownIt("js-default", {"html": True, "alerts": True, "maxNesting": _NESTING})
    parser.inline = _Inline()
    footnote_plugin(parser, inline=False, move_to_end=False)
    for name, rule in (("backticks", backtick), ("link", link), ("image", image), ("autolink", autolink)):
        parser.inline.ruler.at(name, _ended(rule))
    ruler = parser.block.ruler
    ruler.at("paragraph", _placing(paragraph, _of_lines))
    ruler.at("lheading", _placing(lheading, _of_lines))
    ruler.at("heading", _placing(heading, _of_heading), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("html_block", _placing(html_block, _of_html), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("table", _placing(table, _of_cells), {"alt": ["paragraph", "reference"]})
    ruler.before("table", "depth", _refuse_depth)
    if mdx:
        ruler.disable("code")
    return parser


class _Noting(StateInline):
    """Where the parser is within a block: every token is put down with its place in the text."""

    _begins: int | None = None

    def append_pending(self, text: str) -> None:
        if self._begins is None:
            self._begins = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta[_AT] = self._begins
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self._begins = None
        before = self.tokens[-2].meta if len(self.tokens) > 1 else {}
        # One rule puts down several tokens for a run of markers, from one place.
        run = before.get("from") == self.pos
        token.meta |= {"from": self.pos, _AT: before[_AT] + len(self.tokens[-2].content) if run else self.pos}
        return token


class _Inline(ParserInline):
    """Parses what stands within a block, and notes where."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler2.disable("fragments_join")
        self._depth = 0

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if self._depth > _PICTURES:
            return tokens
        self._depth += 1
        try:
            state = _Noting(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
            return state.tokens
        finally:
            self._depth -= 1


def _ended(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """A rule that also notes where what it found ends."""

    def ended(state: StateInline, silent: bool) -> bool:
        count = len(state.tokens)
        found = rule(state, silent)
        for token in state.tokens[count:]:
            token.meta.setdefault(_END, state.pos)
        return found

    return ended


def _placing(rule: RuleFuncBlockType, place: Callable[[StateBlock, list[Token]], None]) -> RuleFuncBlockType:
    """A rule whose tokens say where their text stands. What stands before a line is known only as long as the rule runs."""

    def placing(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        found = rule(state, begin, end, silent)
        if found and not silent:
            place(state, state.tokens[count:])
        return found

    return placing


def _refuse_depth(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """The parser leaves out in silence what is nested too deep."""
    if state.level >= _NESTING - 2:
        raise TooDeep(state.bMarks[begin])
    return False


def _of_lines(state: StateBlock, tokens: list[Token]) -> None:
    text = tokens[1]
    assert text.map is not None
    text.meta[_STANDS] = _lines(state, *text.map, trimmed=True)


def _of_html(state: StateBlock, tokens: list[Token]) -> None:
    block = tokens[0]
    assert block.map is not None
    block.meta[_STANDS] = _lines(state, *block.map, trimmed=False)


def _lines(state: StateBlock, begin: int, end: int, *, trimmed: bool) -> Placed:
    """Lines without what stands before each of them."""
    lines, runs, at = [], [], 0
    for number in range(begin, end):
        start = state.bMarks[number] + state.tShift[number]
        lines.append(state.src[start : state.eMarks[number]])
        runs.append((at, start))
        at += len(lines[-1]) + 1
    text = "\n".join(lines)
    return _trimmed(text, runs) if trimmed else Placed(text, runs)


def _trimmed(text: str, runs: Sequence[tuple[int, int]], wide: frozenset[int] = frozenset()) -> Placed:
    """A text without the spaces around it."""
    margin = len(text) - len(text.lstrip(MD_TRIM_CHARS))
    shifted = [(begin - margin, place) for begin, place in runs]
    return Placed(text.strip(MD_TRIM_CHARS), shifted, frozenset(at - margin for at in wide) if wide else wide)


def _of_heading(state: StateBlock, tokens: list[Token]) -> None:
    opening, text, _ = tokens
    assert text.map is not None
    line = text.map[0]
    start = state.bMarks[line] + state.tShift[line] + len(opening.markup)
    after = state.src[start : state.eMarks[line]]
    text.meta[_STANDS] = Placed(text.content, [(0, start + len(after) - len(after.lstrip(MD_TRIM_CHARS)))])


def _of_cells(state: StateBlock, tokens: list[Token]) -> None:
    def row(token: Token) -> int:
        assert token.map is not None
        return token.map[0]

    for line, found in groupby((token for token in tokens if token.type == "inline"), key=row):
        # A row may hold more cells than its table, which are not shown, or less, which are empty.
        for token, cell in zip(found, _cells(state, line), strict=False):
            token.meta[_STANDS] = cell


def _cells(state: StateBlock, line: int) -> list[Placed]:
    """The cells of a row of a table."""
    start = state.bMarks[line] + state.tShift[line]
    row = state.src[start : state.eMarks[line]]
    start += len(row) - len(row.lstrip(MD_TRIM_CHARS))
    row = row.strip(MD_TRIM_CHARS)
    cells: list[Placed] = []
    text, runs, wide, done = "", [(0, start)], set[int](), 0
    for bar in _BAR.finditer(row):
        text += row[done : bar.start()]
        done = bar.end()
        if len(bar[0]) == 1:
            cells.append(_trimmed(text, runs, frozenset(wide)))
            text, runs, wide = "", [(0, start + done)], set()
        else:
            wide.add(len(text))
            runs += [(len(text), start + bar.start()), (len(text) + 1, start + done)]
            text += "|"
    first = 1 if row.startswith("|") else 0
    return [*cells[first:], _trimmed(text + row[done:], runs, frozenset(wide))]


_BAR = re.compile(r"\\?\|")


# --- from tokens to pieces ---


def _block(level: int, pieces: list[Piece]) -> Block:
    comments = [(piece.start, piece.end) for piece in pieces if piece.name == _HTML and _COMMENT.fullmatch(piece.text)]
    return Block(level, pieces=list(_read(pieces)), comments=comments)


_HTML = "html"
"""The name of a tag of HTML that was not looked at yet; its `text` is the tag."""


def _inline_tokens(text: str, parser: MarkdownIt, known: EnvType) -> list[Token]:
    if _PLAIN.fullmatch(text):
        return [Token("text", "", 0, content=text, meta={_AT: 0})]
    return parser.inline.parse(text, parser, known, [])


def _pieces(tokens: Sequence[Token], text: Placed, templates: Templates, shift: int = 0) -> list[Piece]:
    """The pieces of a block; the tokens count from `shift` on."""
    found: list[Piece] = []
    address = False
    for token in tokens:
        if address:
            # An address in angle brackets is three tokens, of which the first says enough.
            address = token.type != "link_close"
            continue
        # The mark of a footnote has lost its place, which is not needed.
        at = shift + token.meta.get(_AT, 0)
        match token.type:
            case "text":
                found += _text(text, at, at + len(token.content), templates)
            case "text_special":
                found.append(Piece(Kind.TEXT, text.place(at), text.end(at + len(token.markup)), token.content))
            case "softbreak" | "hardbreak":
                found.append(_break(text, at, "hard" if token.type == "hardbreak" else ""))
            case "code_inline":
                found.append(Piece(Kind.OBJECT, text.place(at), text.end(shift + token.meta[_END]), name="code"))
            case "link_open" if token.info == "auto":
                found.append(Piece(Kind.OBJECT, text.place(at), text.end(shift + token.meta[_END]), name="address"))
                address = True
            case "link_close" if _names_itself(text, at, shift + token.meta[_END]):
                begin = max(number for number, piece in enumerate(found) if piece.name == "a")
                found[begin:] = [*map(_fixed, found[begin:]), _TAG._replace(name="a")]
            case "image":
                inner = [*_read(_pieces(token.children or (), text, templates, at + len("![")))]
                end = shift + token.meta[_END]
                if _names_itself(text, at + len("![") + len(token.content), end):
                    inner = [_fixed(piece) for piece in inner]
                found.append(Piece(Kind.PICTURE, text.place(at), text.end(end), inner=tuple(inner)))
            case "html_inline":
                end = text.end(at + len(token.content))
                found.append(Piece(Kind.TAG, text.place(at), end, token.content, _HTML))
            case "footnote_ref":
                found.append(_TAG._replace(name="footnote"))
            case _:
                found.append(_TAG._replace(name=token.tag))
    return found


_TAG = Piece(Kind.TAG, 0, 0)


def _names_itself(text: Placed, label_end: int, end: int) -> bool:
    """Whether the text of a link or a picture is the name of its address too: `[Taro Kono]`, `[Taro Kono][]`."""
    return text.text[label_end:end] in ("]", "][]")


def _fixed(piece: Piece) -> Piece:
    """The piece as one whose words must stay as they are."""
    name = REFERENCE if piece.kind is Kind.TEXT else piece.name
    return piece._replace(name=name, inner=tuple(map(_fixed, piece.inner)))


def _text(text: Placed, begin: int, end: int, templates: Templates) -> Iterator[Piece]:
    """The pieces of some characters, which may be covered up."""
    for one, other in text.parts(begin, end):
        said, start = text.text[one:other], text.place(one)
        piece = Piece(Kind.TEXT, start, text.end(other), said)
        if COVER not in said:
            yield piece
            continue
        done = start
        for covered in templates.within(start, piece.end):
            if covered.start > done:
                yield Piece(Kind.TEXT, done, covered.start, said[done - start : covered.start - start])
            kind = Kind.OBJECT if covered.stands else Kind.TAG
            yield Piece(kind, covered.start, covered.end, name="template")
            done = covered.end
        if done < piece.end:
            yield Piece(Kind.TEXT, done, piece.end, said[done - start :])


def _break(text: Placed, at: int, name: str) -> Piece:
    """The end of a line with the spaces before it and what stands before the words of the next."""
    end = text.text.index("\n", at) + 1
    while at and text.text[at - 1] == " ":
        at -= 1
    return Piece(Kind.BREAK, text.place(at), text.place(end), name=name)


def _html_pieces(text: Placed, templates: Templates) -> list[Piece]:
    """The pieces of a block of HTML."""
    found: list[Piece] = []
    done = 0
    for match in _HTML_PART.finditer(text.text):
        found += _text(text, done, match.start(), templates)
        done = match.end()
        start, end = text.place(match.start()), text.end(done)
        if match["tag"] is not None:
            found.append(Piece(Kind.TAG, start, end, match[0], _HTML))
        elif match["end"] is not None:
            found.append(Piece(Kind.BREAK, start, text.place(done)))
        elif match[0][1] == "#" or match[0][1:-1] in entities:
            found.append(Piece(Kind.TEXT, start, end, unescape(match[0])))
        else:
            found.append(Piece(Kind.TEXT, start, end, match[0]))
    return [*found, *_text(text, done, len(text.text), templates)]


def _read(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with each tag of HTML taken for what it does."""
    names = [_tag_name(piece) for piece in pieces]
    last = {name: number for number, name in enumerate(names) if name.startswith("/")}
    number = 0
    while number < len(pieces):
        piece, name = pieces[number], names[number]
        if piece.name != _HTML:
            yield piece
        elif name in _UNREAD and not piece.text.endswith("/>") and last.get(f"/{name}", -1) > number:
            number = names.index(f"/{name}", number)
            yield Piece(_UNREAD[name], piece.start, pieces[number].end, name=name)
        elif name == "br":
            yield Piece(Kind.BREAK, piece.start, piece.end, name="hard")
        elif name in _STANDING:
            yield Piece(Kind.OBJECT, piece.start, piece.end, name=name)
        elif name.removeprefix("/") in _CUTTING:
            yield Piece(Kind.CUT, piece.start, piece.end)
        else:
            yield Piece(Kind.TAG, piece.start, piece.end, name=name.removeprefix("/") or "comment")
        number += 1


def _tag_name(piece: Piece) -> str:
    """The name of a tag of HTML, with a slash before that of one that closes; empty for everything else."""
    found = _TAG_NAME.match(piece.text) if piece.name == _HTML else None
    return "" if found is None else ("/" if found[0][1] == "/" else "") + found[1].lower()
