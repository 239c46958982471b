"""Documents, glossaries and logs that are hostile or broken, and terminals of any size: said plainly, nothing lost."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.widgets import TextArea

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened

NASTY = {
    "escapes": "\x1b[2J\x1b]0;owned\x07Naomi Ayase\x1b[31m",
    "8-bit escapes": "\x9b2JNaomi Ayase\x9d0;owned\x9c",
    "markup": "[bold]Naomi Ayase[/]",
    "an open tag": "[/] Naomi Ayase [",
    "a click": "[@click=app.quit]Naomi Ayase[/]",
    "right to left": "\u202eNaomi Ayase\u202c",
    "no width": "Naomi\u200b Ayase \u2060\ufeff",
    "marks alone": "\u0301\u0308 Naomi Ayase \u3099",
    "half-width kana": "ﾊﾛｰ Naomi Ayase ｶﾞ",
    "emoji": "👨‍👩‍👧‍👦 Naomi Ayase 🏳️‍🌈 🇯🇵",
    "carriage return": "Naomi Ayase\rowned",
    "tabs": "\tNaomi\tAyase\t",
    "other line ends": "Naomi Ayase\u2028\x0b\x0c\x85",
    "only spaces": "Naomi Ayase" + " " * 300,
}
UNPRINTABLE = {*map(chr, range(32)), *map(chr, range(127, 160)), "\u202e", "\u202c", "\u2028", "\u200b", "\ufeff"} - {
    "\n"
}


async def test_the_text_of_a_document_is_data(folder: Folder, opened: Opened) -> None:
    rows = [{"source": f"綾瀬直樹は来た。{text}", "target": text, "source_lang": "ja"} for text in NASTY.values()]
    folder.write("bad.jsonl", "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
    async with opened("bad.jsonl", "--glossary", "names.yaml", size=(100, 30)) as reviewer:
        for number, name in enumerate(NASTY, 1):
            await reviewer.press("f2", "colon", *str(number), "enter")
            for keys in ((), ("e",), ("escape", "f4")):
                await reviewer.press(*keys)
                shown = reviewer.look()
                assert not UNPRINTABLE & set(shown), (name, keys)
                assert all(cell_len(line) <= 100 for line in shown.split("\n")), (name, keys)
        await reviewer.press("f2", "home")
        for keys in (("t",), ("escape", "I"), ("escape", "A"), ("escape", "r"), ("escape", "f3"), ("f",)):
            await reviewer.press(*keys)
            assert not UNPRINTABLE & set(reviewer.look()), keys
        await reviewer.press("escape", "f2", "A", "enter", "w", "enter")
        assert reviewer.message.endswith("everything is on the disk")
    after = [json.loads(line)["target"] for line in folder.read("bad.jsonl").split("\n")[:-1]]
    changed = 0
    for old, new in zip(NASTY.values(), after, strict=True):
        assert [each for each in new if each in UNPRINTABLE] == [each for each in old if each in UNPRINTABLE]
        changed += new != old
    assert changed > 5


@pytest.mark.parametrize(
    "text", ["x" * 20_000 + " Naomi Ayase", "Naomi Ayase met the mayor. " + "They had tea. " * 1_500]
)
async def test_a_line_of_20_000_characters_is_looked_at_and_mended(text: str, folder: Folder, opened: Opened) -> None:
    row = {"source": "綾瀬直樹は来た。", "target": text, "source_lang": "ja"}
    folder.write("bad.jsonl", json.dumps(row, ensure_ascii=False) + "\n")
    async with opened("bad.jsonl", "--glossary", "names.yaml", size=(100, 30)) as reviewer:
        assert "⟦Naomi Ayase⟧ᵃ✗" in reviewer.text("target")
        await reviewer.press("f4", "f2", "e", "escape", "enter", "w", "enter")
        assert all(cell_len(line) <= 100 for line in reviewer.look().split("\n"))
    assert json.loads(folder.read("bad.jsonl"))["target"] == text.replace("Naomi", "Naoki")


async def test_what_is_hidden_in_a_text_outlives_an_edit(folder: Folder, opened: Opened) -> None:
    text = "a\x1b[31m\u202eb\u200bc\x0b\u2028d\re\tf␛ Naomi Ayase"
    row = {"source": "綾瀬直樹", "target": text, "source_lang": "ja"}
    folder.write("bad.jsonl", json.dumps(row, ensure_ascii=False) + "\n")
    async with opened("bad.jsonl", "--glossary", "names.yaml") as reviewer:
        await reviewer.press("e", "end", "!", "enter")
        assert reviewer.app.review.sheets[0].segments[0].target == text + "!"


async def test_names_of_files_and_segments_are_data_too(folder: Folder, opened: Opened) -> None:
    name = "[@click=app.quit]x[bold] [.en.txt"
    folder.write("bad.ja.txt", "綾瀬直樹は来た。\n")
    folder.write(name, "Naomi Ayase came.\n")
    async with opened(name, "--source", "bad.ja.txt", "--glossary", "names.yaml") as reviewer:
        assert f"{name} · 1 of 1" in reviewer.look()
        await reviewer.press("enter", "w")
        assert name in reviewer.look()
        await reviewer.press("escape", "f6", "escape", "f4", "colon", *"[/]", "enter")
        assert reviewer.message == 'no document is called "[/]"'


async def test_keys_of_segments_that_look_like_markup_are_shown(folder: Folder, opened: Opened) -> None:
    folder.write(
        "bad.jsonl",
        '{"id": "[/]", "source": "綾瀬直樹は来た。", "target": "Naomi Ayase came.", "source_lang": "ja"}\n'
        '{"id": "[b", "source": "", "target": "", "source_lang": "ja"}\n',
    )
    async with opened("bad.jsonl", "--glossary", "names.yaml") as reviewer:
        assert "ja · [/]" in reviewer.look()
        await reviewer.press("e")
        assert "Segment [/]" in reviewer.look()
        await reviewer.press("escape", "f4", "n")
        assert "(no text)" in reviewer.text("target")


async def test_nuls_are_refused_with_the_place(folder: Folder, opened: Opened) -> None:
    folder.write("bad.en.txt", b"Naomi\x00 Ayase came.\n")
    async with opened("bad.en.txt") as reviewer:
        assert reviewer.app.failures
        assert "bad.en.txt" in reviewer.message
        assert reviewer.app.is_running


async def test_a_document_that_cannot_be_read_does_not_stop_the_others(folder: Folder, opened: Opened) -> None:
    folder.write("bad.en.txt", b"\xff\xfe\x00")
    folder.write("align.toml", '[[documents]]\ntarget = "{name}.en.txt"\nsource = "{name}.ja.txt"\n')
    folder.write("bad.ja.txt", "綾瀬直樹\n")
    async with opened("bad.en.txt", "article.en.txt", "--glossary", "names.yaml") as reviewer:
        assert reviewer.message.startswith("bad.en.txt: ")
        assert len(reviewer.items()) == 11


@pytest.mark.parametrize(
    ("source", "target"), [("", "Naomi Ayase came.\n"), ("綾瀬直樹は来た。\n", ""), ("\n\n", "\n\n")]
)
async def test_empty_texts_are_looked_at_without_harm(source: str, target: str, folder: Folder, opened: Opened) -> None:
    folder.write("bad.ja.txt", source)
    folder.write("bad.en.txt", target)
    async with opened("bad.en.txt", "--source", "bad.ja.txt", "--glossary", "names.yaml") as reviewer:
        await reviewer.press("f3", "f4", "j", "j", "x", "l", "escape", "m", "escape", "f2", "enter", "e", "escape", "r")
        assert reviewer.app.is_running


async def test_a_translation_without_its_source_is_reviewed_by_itself(folder: Folder, opened: Opened) -> None:
    folder.write("alone.en.txt", "Naoki Ayase came. Later Ayase Naoki left.\n")
    async with opened("alone.en.txt", "--glossary", "names.yaml") as reviewer:
        assert "no source → en" in reviewer.lines("head")[0]
        await reviewer.press("f4", "l")
        assert "the segment has no source" in reviewer.message
        await reviewer.press("G")
        assert "the segment has no source to select a name from" in reviewer.message


# --- glossaries ------------------------------------------------------------------------------------------------------

BROKEN = """\
version: 1
entities:
  - id: nakamura-keiko
    type: persn
    en: Keiko Nakamura
    ja: 中村恵子
"""


async def test_a_glossary_with_a_mistake_is_shown_and_mended_by_typing(folder: Folder, opened: Opened) -> None:
    folder.write("broken.yaml", BROKEN)
    async with opened(*ARTICLE_WITH, "--glossary", "broken.yaml") as reviewer:
        assert reviewer.over == "MendScreen"
        assert "✗ 1 glossary cannot be read: F7" in reviewer.lines("head")[0]
        await reviewer.press("escape")
        assert "broken.yaml" in reviewer.message
        await reviewer.press("f7")
        assert "cannot be used as it is" in reviewer.look()
        assert "persn" in reviewer.look()
        await reviewer.press("ctrl+s")
        assert reviewer.over == "MendScreen"
        area = reviewer.screen.query_one(TextArea)
        area.text = area.text.replace("persn", "person")
        await reviewer.settle()
        assert "✓ the glossary can be read" in reviewer.look()
        await reviewer.press("ctrl+s")
        assert not reviewer.over
        assert "nakamura-keiko" in reviewer.app.review.glossaries.lexicon()
        await reviewer.press("w", "enter")
    assert folder.read("broken.yaml") == BROKEN.replace("persn", "person")


async def test_the_other_glossaries_count_while_one_is_broken(folder: Folder, opened: Opened) -> None:
    folder.write("broken.yaml", BROKEN)
    async with opened(*ARTICLE_WITH, "--glossary", "broken.yaml") as reviewer:
        await reviewer.press("escape")
        assert len(reviewer.items()) == 11
        assert "names.yaml" in reviewer.text("detail")
        await reviewer.press("f3", "slash", *"中村", "enter", "G")
        assert "New entry · names.yaml" in reviewer.look()
        await reviewer.press("enter", "w", "enter")
    assert folder.read("broken.yaml") == BROKEN


@pytest.mark.parametrize(
    "content",
    [
        b"version: 1\nentities:\n  - id: \xff\n",
        b"\x00\x01",
        b"entities: [[[[\n",
        b"- a\n- b\n",
        b"a: &a [*a]\n",
        b"",
    ],
    ids=["not UTF-8", "binary", "no YAML", "a list", "an anchor", "empty"],
)
async def test_a_glossary_that_is_none_is_said_and_left_alone(content: bytes, folder: Folder, opened: Opened) -> None:
    folder.write("broken.yaml", content)
    async with opened(*ARTICLE_WITH, "--glossary", "broken.yaml") as reviewer:
        await reviewer.press("escape", "f7")
        assert (
            reviewer.over == "MendScreen" or "broken.yaml" in reviewer.message or "every glossary" in reviewer.message
        )
        await reviewer.press("escape", "enter", "w", "enter")
        assert reviewer.message.endswith("everything is on the disk")
    assert (folder.path / "broken.yaml").read_bytes() == content


ARTICLE_WITH = ("article.en.txt", "--source", "article.ja.txt", "--glossary", "names.yaml")


# --- log -------------------------------------------------------------------------------------------------------------


async def test_a_log_with_a_broken_last_line_is_said_and_the_rest_counts(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("i", "i")
    log = folder.path / "align-review.jsonl"
    log.write_bytes(log.read_bytes() + b'{"at": "2026-11-2')
    async with opened() as reviewer:
        assert "align-review.jsonl:3" in reviewer.message
        assert sum(item.status == "ignored" for item in reviewer.items()) == 2
        await reviewer.press("home", "n", "i")
        assert sum(item.status == "ignored" for item in reviewer.items()) == 3
    async with opened() as reviewer:
        assert sum(item.status == "ignored" for item in reviewer.items()) == 3


# --- terminals -------------------------------------------------------------------------------------------------------

SCREENS = (
    *(
        (),
        ("f3",),
        ("f4",),
        ("f2", "question_mark"),
        ("g",),
        ("enter", "w"),
        ("e",),
        ("I",),
        ("A",),
        ("r",),
        ("slash",),
    ),
    ("ctrl+p",),
)


async def test_a_terminal_may_shrink_and_grow_again(opened: Opened) -> None:
    async with opened(size=(80, 24)) as reviewer:
        for keys in SCREENS:
            await reviewer.press(*keys)
            before = reviewer.look()
            for size in ((20, 5), (1, 1), (80, 24)):
                await reviewer.resize(*size)
            await reviewer.until_it_looks(before)
            assert reviewer.look() == before, keys
            while reviewer.over:
                await reviewer.press("escape")
        await reviewer.resize(200, 60)
        assert "Verdict" in reviewer.look()


async def test_a_tiny_terminal_shows_the_segment_and_takes_keys(opened: Opened) -> None:
    async with opened(size=(20, 5)) as reviewer:
        assert "Naomi Ayase" in reviewer.look()
        await reviewer.press("enter")
        assert "Naoki Ayase Meets" in reviewer.translation()


# --- files that go ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_takes_no_log_refuses_the_decision(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        folder.path.chmod(0o500)
        await reviewer.press("i")
        folder.path.chmod(0o700)
        assert "align-review.jsonl" in reviewer.message
        assert all(item.is_open for item in reviewer.items())


async def test_a_glossary_that_vanishes_before_it_is_written_is_not_made_again(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("v")
        (folder.path / "names.yaml").unlink()
        await reviewer.press("w")
        assert "somebody else has moved or deleted the file" in reviewer.look()
        await reviewer.press("escape", "u", "w")
        assert reviewer.message == "write: everything is on the disk already"
