"""Markdown held to the contract of every format, and to what CommonMark's own reader makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from align.errors import FormatError
from align.formats import for_path
from align.formats.markdown import Markdown
from align.formats.texts import View
from align.model.segment import OBJECT, Document
from align.text.place import LINE_END
from tests.formats.contract import NASTY, Contract, laws

PATH = Path("a.md")
WORDS = st.sampled_from(["Taro", "Kono", "Met Her", "In Tokyo.", "高市早苗", "a_b", "3 * 4", "R&D", "1) Yes", "“So”"])


def escaped(text: str) -> str:
    """A text as an over-careful writer of Markdown would put it."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def inline(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[str]:
    """What may stand in a paragraph, nested."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            inner.map(lambda text: f"**{text}**"),
            inner.map(lambda text: f"_{text}_"),
            inner.map(lambda text: f"~~{text}~~"),
            inner.map(lambda text: f'[{text}](https://example.org/a_b "Kono *Taro*")'),
            inner.map(lambda text: f"[{text}][ref]"),
            inner.map(lambda text: f"![{text}](a.png)"),
            inner.map(lambda text: f'<span class="x">{text}</span>'),
            st.lists(inner, min_size=2, max_size=3).map(" ".join),
            st.lists(inner, min_size=2, max_size=3).map("".join),
        )

    signs = ["\\*", "&amp;", "&eacute;", "&nbsp;", "!", "*", "_", "[", "](", "<", "\\", "~~~", "`", "&", "*** ", "<br>"]
    objects = ["`Taro Kono`", "<https://example.org/taro>", "https://example.org/t_k?a=b", "taro@example.org", "[^1]"]
    others = [
        '{{< ref "taro kono" >}}',
        "{{ page.taro }}",
        "{% link a.md %}",
        "[Taro]({{< ref b c >}})",
        "<!-- Taro -->",
    ]
    single = st.sampled_from([*signs, *objects, *others])
    return st.recursive(st.one_of(words, words, single), around, max_leaves=3)


def wrapped(text: str) -> str:
    """A paragraph with the ends of lines where spaces were."""
    return re.sub(r" (?=\w)", "\n", text)


def paragraphs() -> st.SearchStrategy[str]:
    plain = inline()
    return st.one_of(plain, plain.map(wrapped), plain.map(lambda text: text.replace(" ", "  \n", 1)))


def blocks() -> st.SearchStrategy[str]:
    """Blocks of all kinds, quotes and lists with others in them."""

    def prefixed(first: str, rest: str) -> st.SearchStrategy[str]:
        return st.lists(paragraphs(), min_size=1, max_size=2).map(
            lambda inner: first + "\n\n".join(inner).replace("\n", f"\n{rest}")
        )

    cell = inline().map(lambda text: text.replace("|", "\\|").replace("\n", " "))
    row = st.lists(cell, min_size=2, max_size=2).map(lambda cells: f"| {cells[0]} | {cells[1]} |")
    bare = st.lists(cell, min_size=2, max_size=2).map(" | ".join)
    return st.one_of(
        paragraphs(),
        inline().map(lambda text: f"## {text} ##"),
        inline().map(lambda text: f"{text}\n===="),
        prefixed("> ", "> "),
        prefixed("> ", ""),
        prefixed("- ", "  "),
        prefixed("10. ", "    "),
        prefixed("> - ", ">   "),
        prefixed("[^1]: ", "    "),
        st.lists(row, min_size=1, max_size=2).map(lambda rows: "\n".join(["| A | B |", "|:--|---|", *rows])),
        st.lists(bare, min_size=1, max_size=2).map(lambda rows: "\n".join(["A | B", "--|--", *rows])),
        inline().map(lambda text: f"<div>\n  <p>{text}</p>\n</div>"),
        st.sampled_from(
            ["```\nTaro Kono\n```", "    Taro Kono", "---", "[ref]: https://example.org 'Taro'", "{: .note}"]
        ),
        st.sampled_from(
            [":::note Kono\nTaro\n:::", '{{< figure\n  alt="Taro" >}}', "<!-- align: ignore=N101 -->", "\tTaro"]
        ),
        st.sampled_from(
            ["- [ ] Taro", "> [!NOTE]\n> Kono", "<style>\np { Taro }\n</style>", "　　高市\n早苗", "[Taro]: <a b>"]
        ),
    )


def files() -> st.SearchStrategy[str]:
    """Files of all kinds of blocks."""
    head = st.sampled_from(["", "---\ntitle: Taro Kono\n---\n", "+++\ntitle = 'Taro'\n+++\n\n"])
    body = st.lists(blocks(), min_size=1, max_size=3).map("\n\n".join)
    tail = st.sampled_from(["", "\n", "\n\n[ref]: https://example.org/\n[^1]: Taro Kono left.\n"])
    end = st.sampled_from(["\n", "\n", "\r\n"])
    return st.builds(lambda end, *parts: "".join(parts).replace("\n", end), end, head, body, tail)


FILES = files()
"""Made once: it takes long to put together."""


class TestMarkdown(Contract):
    form = Markdown()
    file = "a.md"
    corpus = "markdown"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        return end.join(f"- {escaped(text)}{end}" for text in texts)

    def said(self, document: Document) -> list[str]:
        lines: dict[int, list[str]] = {}
        for segment in document.segments:
            assert segment.target_at is not None
            lines.setdefault(segment.target_at.line, []).append(segment.target or "")
        return [" ".join(sentences) for sentences in lines.values()]

    def files(self) -> st.SearchStrategy[str]:
        return FILES

    def test_it_is_known_by_how_it_begins(self) -> None:
        assert for_path(Path("-"), b"# Title\n").name == "plain"


def view(content: str, name: str = "a.md") -> View:
    return Markdown().view(content, Path(name))


def said(content: str, name: str = "a.md") -> list[str]:
    """The lines of a view."""
    return [line for line in view(content, name).text.split("\n") if line]


# --- against CommonMark's own reader ---


def read_by_the_library(content: str) -> str:
    """The text of a file as markdown-it-py gives it, without what is no text, letter by letter."""

    def text(tokens: Sequence[Token]) -> str:
        found = ""
        skipped = False
        for token in tokens:
            if token.type == "link_open" and token.info == "auto":
                skipped = True
            elif token.type == "link_close" and token.info == "auto":
                skipped = False
            elif token.type in ("text", "text_special") and not skipped:
                found += token.content
            elif token.type == "image":
                found += text(token.children or [])
        return found

    tokens = READER.parse(content)
    # What of a block of HTML is text is for us to say.
    assume(all(token.type != "html_block" for token in tokens))
    return "".join(text(token.children or []) for token in tokens if token.type == "inline")


READER = MarkdownIt("js-default", {"html": True})


SIGNS = [*"ab *_~`[]()!<>\\&;\n:#|-é高", "amp;", "](x)", "**", "![", "<b>", "\\\n", "  \n", "<a:b>", "[a]: b\n"]


@laws(400)
@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join))
def test_the_text_of_a_view_is_what_the_library_renders(content: str) -> None:
    assume(":::" not in content)
    ours = view(content).text.replace(OBJECT, "")
    assert "".join(ours.split()) == "".join(read_by_the_library(content).split())


# --- what is text ---


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("**Taro** _Kono_ ~~left~~", ["Taro Kono left"]),
        ("[Taro](https://x.org/kono 'Sanae') [Kono][1]\n\n[1]: y", ["Taro Kono"]),
        ("Taro\nKono", ["Taro Kono"]),
        ("> - Taro\n>   Kono", ["Taro Kono"]),
        ("> Taro\nKono", ["Taro Kono"]),
        ("Taro  \nKono\\\nleft", ["Taro Kono left"]),
        ("高市\n早苗，\n她“\n说", ["高市早苗，她“说"]),
        ("高市  \n早苗", ["高市 早苗"]),
        ("김\n철수", ["김 철수"]),
        ("\\*Taro\\* &amp; &#75;ono &nosuch;", ["*Taro* & Kono &nosuch;"]),
        ("Taro[^1]\n\n[^1]: Kono", ["Taro", "Kono"]),
        ("Taro[^1]\n\n[^1]: Kono left\n    again\n\n    and again", ["Taro", "Kono left again", "and again"]),
        ("a `Kono` b <https://k.org> c http://k.org/x. d k@k.org", [f"a {OBJECT} b {OBJECT} c {OBJECT}. d {OBJECT}"]),
        ("a <b>Taro</b> <img alt='Kono'> <code>x</code><!-- y -->", [f"a Taro {OBJECT} {OBJECT}"]),
        ("<ruby>高市<rp>(</rp><rt>たかいち</rt><rp>)</rp></ruby>さん", ["高市さん"]),
        ("a {{< x >}} b {% y %}c{: .z}", [f"a {OBJECT} b c"]),
        ("[Taro]({{< ref 'x y' >}}) [Kono]({% link a b %})", ["Taro Kono"]),
        ("Taro\n{{< x\n  y >}}\nKono\n{: .z}", ["Taro", "Kono"]),
        ("\\{{Taro}} { Kono }", ["{{Taro}} { Kono }"]),
        ("```\n{{ a\n```\n\nTaro }}", ["Taro }}"]),
        (":::note Kono\nTaro\n:::", ["Taro"]),
        ("# Taro #\n\nKono\n---", ["Taro", "Kono"]),
        ("|a|b|\n|-|-|\n|Taro `|` \\| Kono", ["a", "b", "Taro `", "` | Kono"]),
        ("- | a | b |\n  |---|---|\n  | Taro | Kono |", ["a", "b", "Taro", "Kono"]),
        ("![Taro *Kono*](a.png)", ["Taro Kono"]),
        ("![Taro](a.png)\nKono", ["Taro", "Kono"]),
        ("met ![Taro](a.png) Kono", ["met Taro Kono"]),
        ("![![Taro](a.png) Kono](b.png)", ["Taro Kono"]),
        ("met ![![Taro](a.png)](b.png) Kono", ["met Taro Kono"]),
        ("met ![](a.png) Kono", [f"met {OBJECT} Kono"]),
        ("met\n![Taro](a.png)\nKono", ["met", "Taro", "Kono"]),
        ("<div>\n <p>Taro\n <b>Kono</b> &amp; co</p><p>left</p>\n</div>", ["Taro Kono & co", "left"]),
        ("<style>\np { Taro }\n</style>\n<pre>\nKono\n</pre>\n", []),
        ("---\ntitle: Taro\n---\nKono", ["Kono"]),
        ("+++\ntitle = 'Taro'\n+++\nKono", ["Kono"]),
        ("---\n\nTaro\n\n---\n\nKono", ["Taro", "Kono"]),
        ("    Taro\n\n\tKono\n\n~~~\nTaro\n~~~", []),
        ("> [!NOTE]\n> Taro", ["Taro"]),
        ("​Taro　\n\n　　Kono", ["​Taro", "Kono"]),
    ],
)
def test_what_a_file_says(content: str, lines: list[str]) -> None:
    assert said(content) == lines


def test_mdx_is_read_without_its_code() -> None:
    content = "import A from 'a'\nexport {b}\n\n    Taro a={kono.name}\n\n<A b={{c: 1}} d={e + f} />\n\nKono"
    assert said(content, "a.mdx") == [f"Taro a={OBJECT}", "Kono"]
    assert said("```\nimport a\n```\nTaro", "a.mdx") == ["Taro"]


def test_a_name_is_found_over_lines_and_links_at_its_places_in_the_file() -> None:
    content = "> 1. [Taro](x)\r\n>    **Kono**"
    (segment,) = Markdown().read(content.encode(), PATH).segments
    assert segment.target == "Taro Kono"
    assert segment.target_at is not None
    assert [(turn.at, turn.line, turn.column) for turn in segment.target_at.turns] == [(4, 1, 15), (5, 2, 8)]


# --- comments that speak to us ---


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ("One.\n\n<!-- align: x -->\nTwo. Three.\n\nFour.", "One.\n\nTwo. Three.\n\nFour.", ("2", "3")),
        ("One.\n<!-- align: x -->\nTwo.", "One.\n\nTwo.", ("2",)),
        ("One <!-- align: x -->two.\n\nThree.", "One two.\n\nThree.", ("1",)),
        ("<!-- align: x -->\n\n# One", "\n# One", ("1",)),
        ("<!-- align: x -->\n|a|b|\n|-|-|\n|c|d|\n\ne", "|a|b|\n|-|-|\n|c|d|\n\ne", ("1", "2", "3", "4")),
        ("<!-- align: x -->\n- One\n\n  two\n- Three", "- One\n\n  two\n- Three", ("1", "2")),
        ("- One\n  <!-- align: x -->\n- Two\n- Three", "- One\n- Two\n- Three", ("2",)),
        ("> <!-- align: x -->\n>\n> One\n>\n> Two", ">\n> One\n>\n> Two", ("1",)),
        ("<!-- align: x -->\n\n> One\n>\n> Two\n\nThree", "\n> One\n>\n> Two\n\nThree", ("1", "2")),
        ("<!-- align: x -->\n<!-- align: y -->\nOne\n\nTwo", "<!-- align: y -->\nOne\n\nTwo", ("1",)),
        ("<!-- align: x -->\n```\ncode\n```\nOne", "```\ncode\n```\nOne", ("1",)),
        ("<!--\nalign: x\n-->\nOne", "One", ("1",)),
        ("<p>One <!-- align: x --></p>", "<p>One </p>", ("1",)),
        ("One\n\n<!-- align: x -->\n", "One\n\n", ()),
    ],
)
def test_a_comment_is_about_its_paragraph_or_the_next_block(before: str, after: str, keys: tuple[str, ...]) -> None:
    document = Markdown().read(before.encode(), PATH)
    comment = document.comments[0]
    assert (comment.text, comment.keys) == ("x", keys)
    assert Markdown().write(document, {}, {comment: ()}).decode() == after


def test_a_comment_in_mdx_speaks_to_us() -> None:
    document = Markdown().read(b"{/* align: ignore=N101,N102 */}\n\nKono Taro", Path("a.mdx"))
    assert [(comment.text, comment.keys) for comment in document.comments] == [("ignore=N101,N102", ("1",))]
    kept = Markdown().write(document, {}, {document.comments[0]: ("N102",)})
    assert kept == b"{/* align: ignore=N102 */}\n\nKono Taro"


# --- writing ---


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("**Kono** Taro", "Kono", "Ono", "**Ono** Taro"),
        ("Tsai Ing wen", "Ing wen", "Ing-wen", "Tsai Ing-wen"),
        ("Kono\n> left", "Kono", "*Kono* [x] <b> C# a_b", "\\*Kono\\* \\[x\\] \\<b> C\\# a\\_b\n> left"),
        ("- Kono", "Kono", "- x", "- \\- x"),
        ("Kono left", "Kono", "1.", "1\\. left"),
        ("> Kono", "Kono", "# x", "> \\# x"),
        ("a\nKono", "Kono", "---", "a\n\\---"),
        ("|a|\n|-|\n|Kono|", "Kono", "x|y", "|a|\n|-|\n|x\\|y|"),
        ("a Kono", "Kono", "R&D &amp; A & B", "a R\\&D \\&amp; A & B"),
        ("a Kono", "Kono", "www.x.org http://x.org k@x.org", "a www\\.x.org http\\://x.org k\\@x.org"),
        ("a Kono", "Kono", "{{x}} ~~y~~ C:\\x", "a \\{\\{x}} \\~\\~y\\~\\~ C:\\\\x"),
        ("Kono [x](y)", "Kono ", "so!", "so\\![x](y)"),
        ("a [b]Kono", "Kono", "(x)", "a [b]\\(x)"),
        ("<p>Kono</p>", "Kono", "<i> &lt; *x*", "<p>&#60;i> &#38;lt; *x*</p>"),
        ("a\r\nTaro Kono\r\nleft", "Taro Kono", "Sanae Takaichi", "a\r\nSanae Takaichi\r\nleft"),
        ("> Taro\n> Kono", "Taro Kono", "Masaaki Kanai", "> Masaaki\n> Kanai"),
    ],
)
def test_new_words_read_as_they_are(before: str, old: str, new: str, after: str) -> None:
    document = Markdown().read(before.encode(), PATH)
    segment = next(segment for segment in document.segments if old in (segment.target or ""))
    assert segment.target is not None
    raw = Markdown().write(document, {segment.key: segment.target.replace(old, new)})
    assert raw.decode() == after


@pytest.mark.parametrize(
    ("content", "old", "new"),
    [
        ("**Kono**x", "Kono", "Kono "),
        ("a\n\nTaro", "Taro", "Taro\nKono"),
        ("Taro - x", "Taro ", ""),
        ("a `code` b", f"a {OBJECT}", "a"),
    ],
)
def test_what_cannot_stand_in_its_place_is_refused(content: str, old: str, new: str) -> None:
    document = Markdown().read(content.encode(), PATH)
    segment = document.segments[-1]
    assert segment.target is not None
    with pytest.raises(FormatError) as refused:
        Markdown().write(document, {segment.key: segment.target.replace(old, new)})
    assert refused.value.line == content.count("\n") + 1


def test_text_that_names_the_address_of_a_link_stays() -> None:
    document = Markdown().read(b"By [Kono Taro], with ![Kono *Taro*][].\n\n[kono taro]: x\n[kono *taro*]: y", PATH)
    (segment,) = document.segments
    fixed = [mark.span.of(segment.target or "") for mark in segment.protected if mark.kind == "reference"]
    assert fixed == ["Kono Taro", "Kono ", "Taro"]


@laws(300)
@given(
    st.lists(st.sampled_from([*SIGNS, *NASTY, "1.", "- ", "# ", "===", "{{", "www.a.b", "http://a"]), max_size=4),
    st.data(),
)
def test_whatever_is_written_reads_as_it_is_or_is_refused(pieces: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["Alpha", "Beta", "Gamma", "Delta", "Eps", "Zeta"]))
    content = "Alpha\n\n- **Beta**: x\n\n| a | b |\n|---|---|\n| Gamma | [Delta](x) |\n\n<p>Eps</p>\n\nand\nZeta"
    new = " ".join("".join(pieces).split())
    document = Markdown().read(content.encode(), PATH)
    segment = next(segment for segment in document.segments if word in (segment.target or ""))
    expected = view(content).text.replace(word, new)
    try:
        raw = Markdown().write(document, {segment.key: (segment.target or "").replace(word, new)})
    except FormatError:
        assert not new
    else:
        assert view(raw.decode()).text == expected


# --- what is hostile ---


def test_blocks_nested_deeper_than_can_be_read_are_refused_with_their_line() -> None:
    with pytest.raises(FormatError, match="within each other") as refused:
        view("One\n\n" + "> " * 200 + "Taro")
    assert refused.value.line == 3


@pytest.mark.parametrize(
    "content",
    [
        "![" * 500 + "a" + "](b)" * 500,
        "[" * 2000,
        "*a_ " * 2000,
        "`" * 2000 + " a",
        "<!--" * 2000,
        "<p>\n" + "<!--" * 2000,
        "<code>" * 2000,
        "{{ " * 2000,
        "{% " * 2000,
        "&" * 2000,
        "<div>" + " " * 2000,
        "a\n" * 3000,
        "|a" * 1000 + "\n" + "|-" * 1000 + "\n" + "|b" * 1000,
    ],
    ids=range(13),
)
def test_hostile_text_is_read_in_time(content: str) -> None:
    assert view(content).text is not None


def test_an_empty_file_says_nothing() -> None:
    assert Markdown().read(b"", PATH).segments == ()
    assert LINE_END.sub("", view("\r\n\r\n").text) == ""
