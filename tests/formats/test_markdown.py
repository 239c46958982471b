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
WORDS = st.sampled_from(["Taro", "Kono", "met her", "in Tokyo.", "高市早苗", "a_b", "3 * 4", "R&D", "1) yes", "“so”"])


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

    single = st.sampled_from(
        [
            "`Taro Kono`",
            "<https://example.org/taro>",
            "https://example.org/t_k?a=b",
            "\\*",
            "&amp;",
            "&eacute;",
            "[^1]",
            "<br>",
        ]
        + ["<!-- Taro -->", '{{< ref "taro kono" >}}', "{{ page.taro }}", "{% link a.md %}", "[Taro]({{< ref b c >}})"]
        + ["taro@example.org", "!", "*", "_", "[", "](", "<", "\\", "~~~", "`", "&", "&nbsp;", "*** "]
    )
    return st.recursive(st.one_of(words, words, single), around, max_leaves=5)


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
        head = st.sampled_from(["", "---\ntitle: Taro Kono\n---\n", "+++\ntitle = 'Taro'\n+++\n\n"])
        body = st.lists(blocks(), min_size=1, max_size=4).map("\n\n".join)
        tail = st.sampled_from(["", "\n", "\n\n[ref]: https://example.org/\n[^1]: Taro Kono left.\n"])
        files = st.tuples(head, body, tail).map("".join)
        return st.tuples(files, st.sampled_from(["\n", "\n", "\r\n"])).map(lambda made: made[0].replace("\n", made[1]))

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


@laws(1500)
@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join))
def test_the_text_of_a_view_is_what_the_library_renders(content: str) -> None:
    assume(":::" not in content)
    ours = view(content).text.replace(OBJECT, "")
    assert "".join(ours.split()) == "".join(read_by_the_library(content).split())
