"""What holds for every format written in XML: encodings, refusals, and files that other tools saved."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from align.errors import FormatError
from align.formats.tmx import Tmx
from align.formats.xliff import Xliff
from align.model.segment import Document, Segment
from tests.formats.contract import CORPUS

FILE = """<?xml version="1.0" encoding="{}"?>
<xliff version="1.2"><file original="a" source-language="ja" target-language="en"><body>
<trans-unit id="1"><source>河野</source><target>Kouno left.</target></trans-unit>
</body></file></xliff>
"""
ENTITY = FILE.replace("<xliff", '<!DOCTYPE xliff [<!ENTITY a "b">]>\n<xliff', 1)
BOMB = """<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<xliff version="1.2"><file>&c;</file></xliff>"""


def read(content: str | bytes, name: str = "a.xlf") -> Document:
    return Xliff().read(content.encode() if isinstance(content, str) else content, Path(name))


def refusal(content: str | bytes) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(content)
    return refused.value


def texts(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [(segment.key, segment.source, segment.target) for segment in document.segments]


@pytest.mark.parametrize(
    "encoding",
    ["UTF-8", "Shift_JIS", "windows-31j", "EUC-JP", "ISO-2022-JP", "GB18030", "GBK", "gb2312", "Big5", "EUC-KR"],
)
def test_the_declared_encoding_is_read_and_written(encoding: str) -> None:
    codec = {"windows-31j": "cp932"}.get(encoding, encoding)
    raw = FILE.format(encoding).replace("河野", "中央").encode(codec)
    document = read(raw)
    assert texts(document) == [("1", "中央", "Kouno left.")]
    written = Xliff().write(document, {"1": "Kono left."})
    assert written == raw.replace(b"Kouno", b"Kono")


def test_what_the_encoding_cannot_hold_is_written_as_a_reference() -> None:
    document = read(FILE.format("ISO-8859-1").replace("河野", "&#x6CB3;").encode("latin-1"))
    written = Xliff().write(document, {"1": "Café 太郎 & ¥"})
    assert "<target>Café &#x592A;&#x90CE; &amp; ¥</target>".encode("latin-1") in written
    assert read(written).segments[0].target == "Café 太郎 & ¥"
    japanese = read(FILE.format("Shift_JIS").encode("cp932"))
    written = Xliff().write(japanese, {"1": "¥ and \\ é 髙"})
    assert read(written).segments[0].target == "¥ and \\ é 髙"
    assert b"&#xA5; and \\ &#xE9; &#x9AD9;" in written


def test_characters_with_two_codes_in_the_encoding_of_windows_keep_theirs() -> None:
    field = "野".encode("cp932")
    raw = FILE.format("Shift_JIS").encode("cp932").replace(field, field + b"\xfb\xfc")
    for each in (raw, raw.replace(b"\xfb\xfc", b"\xee\xe0")):
        document = read(each)
        assert document.segments[0].source == "河野髙"
        assert Xliff().write(document, {"1": "Kono left."}) == each.replace(b"Kouno", b"Kono")
    with pytest.raises(FormatError, match="written in several ways"):
        Xliff().write(read(raw.replace(field, b"\xee\xe0")), {"1": "Kono left."})


def test_a_byte_order_mark_counts_more_than_the_declaration() -> None:
    assert texts(read(b"\xff\xfe" + FILE.format("utf-8").encode("utf-16-le"))) == [("1", "河野", "Kouno left.")]
    assert texts(read(FILE.format("utf-16"))) == [("1", "河野", "Kouno left.")]


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (FILE.format("x-unknown"), "its encoding is x-unknown", 1),
        (FILE.format("zlib"), "its encoding is zlib", 1),
        (FILE.format("Shift_JIS").encode("cp932")[:-60] + b"\x81\xff", "says that it is shift_jis but byte", 3),
        (FILE.format("utf-8")[:-10], "not well-formed XML: unclosed token", 4),
        (FILE.format("utf-8")[:-9], "not well-formed XML: no element found", 4),
        (FILE.format("utf-8").replace("</source>", ""), "mismatched tag", 3),
        (FILE.format("utf-8").replace("left", "\x07"), r"U\+0007 cannot stand there", 3),
        (FILE.format("utf-8").replace("left", "a & b"), "not well-formed XML", 3),
        (FILE.format("utf-8").replace("left", "&nbsp;"), "undefined entity", 3),
        (ENTITY.format("utf-8"), "the DOCTYPE has declarations", 2),
        (BOMB, "the DOCTYPE has declarations", 1),
        (
            '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/hostname">]><xliff>&a;</xliff>',
            "declarations of its own",
            1,
        ),
        ("<xliff>" + "<group>" * 300 + "</group>" * 300 + "</xliff>", "more than 256 deep", 1),
        (f'<xliff a="{"x" * 1_000_001}"/>', "longer than 1,000,000", 1),
        ("<tmx/>", "begins with <tmx>, not with <xliff>", 1),
    ],
)
def test_what_is_no_sound_file_is_refused_with_its_place(content: str | bytes, message: str, line: int) -> None:
    error = refusal(content)
    assert re.search(message, error.message)
    assert error.line == line
    assert error.hint


def test_an_entity_that_an_outside_dtd_explains_is_a_placeholder() -> None:
    content = '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">' + FILE[FILE.index("<xliff") :].replace(
        "left", "&left;"
    )
    assert read(content).segments[0].target == "Kouno \ufffc."


def test_hostile_repetition_takes_no_time_to_speak_of() -> None:
    pieces = " " * 200_000, "<!--" + "-x" * 100_000 + "-->", "&amp;" * 20_000, "\n" * 50_000, "<g id='1'>x</g>" * 5_000
    for piece in pieces:
        content = FILE.format("utf-8").replace("left", f"a{piece}b")
        assert read(content).segments[0].target is not None


def test_a_beginning_of_nothing_but_comments_is_soon_seen_through() -> None:
    assert not Xliff().begins("<!---->" * 600)


def test_documents_go_to_other_processes() -> None:
    document = read(FILE.format("utf-8"))
    assert pickle.loads(pickle.dumps(document)) == document


# --- files that other tools saved ---


def plain(segments: tuple[Segment, ...]) -> list[tuple[str, str, str]]:
    """What is said, whatever the white space."""
    return [
        (each.key, " ".join((each.source or "").split()), " ".join((each.target or "").split())) for each in segments
    ]


CORPUS_FILES = [
    path for folder in ("xliff", "tmx") for path in sorted((CORPUS / folder).iterdir()) if path.suffix != ".read"
]


def form_of(path: Path) -> Xliff | Tmx:
    return Tmx() if path.suffix == ".tmx" else Xliff()


@pytest.mark.parametrize("path", CORPUS_FILES, ids=lambda path: path.name)
def test_files_saved_by_lxml_say_the_same(path: Path) -> None:
    before = form_of(path).read(path.read_bytes(), path)
    for blank in (True, False):
        parser = etree.XMLParser(remove_blank_text=blank, strip_cdata=blank, load_dtd=False, no_network=True)
        tree = etree.fromstring(path.read_bytes(), parser).getroottree()
        # In a CDATA section lxml writes references for what ASCII does not hold, which are none there.
        for encoding in ("utf-8", "utf-16", "gb18030", *(["us-ascii"] if blank else [])):
            raw = etree.tostring(tree, encoding=encoding, xml_declaration=True, pretty_print=blank)
            assert plain(form_of(path).read(raw, path).segments) == plain(before.segments)


@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
@pytest.mark.parametrize("path", CORPUS_FILES, ids=lambda path: path.name)
def test_files_formatted_by_xmllint_say_the_same(path: Path) -> None:
    done = subprocess.run(["xmllint", "--nonet", "--format", str(path)], capture_output=True, check=True)
    before = form_of(path).read(path.read_bytes(), path)
    assert plain(form_of(path).read(done.stdout, path).segments) == plain(before.segments)


@pytest.mark.parametrize("path", CORPUS_FILES, ids=lambda path: path.name)
def test_another_parser_sees_the_same_tree_but_for_the_new_words(path: Path) -> None:
    form = form_of(path)
    before = form.read(path.read_bytes(), path)
    changed = next(each for each in before.segments if each.target)
    assert changed.target
    words = changed.target.replace("e", "e & <", 1)
    raw = form.write(before, {changed.key: words})
    trees = [[*etree.fromstring(each).iter()] for each in (before.raw, raw)]
    assert [(each.tag, each.attrib) for each in trees[0]] == [(each.tag, each.attrib) for each in trees[1]]
    said = [[(each.text, each.tail) for each in tree] for tree in trees]
    differing = [(one, other) for one, other in zip(*said, strict=True) if one != other]
    assert len(differing) == (words != changed.target)
    for one, other in differing:
        assert [(each or "").replace("e", "e & <", 1) for each in one] == [each or "" for each in other]
