from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats import for_path
from align.formats.po import Po
from align.model.segment import Document, Segment
from align.model.span import Side
from tests.formats.contract import CORPUS, Contract, laws

PATH = Path("locale/en.po")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\a": "\\a"}
REMARKS = [
    "",
    "\n",
    "#\n",
    "# said so\n",
    "#.align: ignore=N101\n",
    "# align: ignore=N301\n",
    "#, fuzzy, c-format\n",
    "#,python-brace-format\n",
    "#: a.c:1\n",
    '#| msgid "before" "that"\n',
    '#~ msgid "Tanaka"\n',
    ' domain "other"\t\n',
]

PIECES = ["Tanaka ", "Hanako ", "%s ", " {name}", "田中", "\\", '"', "\n", "\t", "é😀", "<b>", "&amp;", "'", "5% of "]


def quoted(text: str) -> str:
    return '"' + "".join(ESCAPES.get(character, character) for character in text) + '"'


def octal(text: str) -> str:
    """A string of nothing but the numbers of its bytes."""
    return '"' + "".join(f"\\{byte:03o}" for byte in text.encode()) + '"'


def read(*lines: str) -> Document:
    return Po().read("\n".join([*lines, ""]).encode(), PATH)


def only(*lines: str) -> Segment:
    (segment,) = read(*lines).segments
    return segment


def refusal(*lines: str) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(*lines)
    return refused.value


class TestPo(Contract):
    form = Po()
    file = "a.po"
    corpus = "po"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        entries = (f'#: a.c:{n}\nmsgid "原文{n}"\nmsgstr {quoted(text)}\n' for n, text in enumerate(texts))
        return (HEADER + "\n".join(entries)).replace("\n", end)

    def files(self) -> st.SearchStrategy[str]:
        # One number says all, which takes a fifth of the time of drawing each string by itself.
        return st.integers(0, 1 << 48).map(lambda number: _file(Random(number)))


def _file(chance: Random) -> str:
    header = chance.choice([HEADER, "", f"# A remark\n#, fuzzy\n{HEADER}", HEADER.replace("\n\n", "\n")])
    entries = "".join(_entry(chance) for _ in range(chance.randrange(4)))
    tail = chance.choice(["", "# the end", '#~ msgid "old"\n#~ msgstr "Tanaka"'])
    return (header + entries + tail).replace("\n", chance.choice(["\n", "\r\n", "\r"]))


def _entry(chance: Random) -> str:
    before = "".join(chance.choices(REMARKS, k=chance.randrange(4)))
    context = f"msgctxt {_strings(chance)}\n" if chance.random() < 0.3 else ""
    plural = f"msgid_plural {_strings(chance)}\nmsgstr[1] {_strings(chance)}\n" if chance.random() < 0.3 else ""
    target = chance.choice(["msgstr ", "msgstr[0]\t", '\tmsgstr ""\n']) + _strings(chance)
    return f"{before}{context}msgid {_strings(chance)}\n{plural}{target}\n" + "\n" * chance.randrange(3)


def _strings(chance: Random) -> str:
    """A string as it is written: in pieces, of which some are numbers, on one line or on several."""
    pieces = [
        octal(chance.choice(["é田 ", "😀"]))
        if chance.random() < 0.2
        else quoted("".join(chance.choices(PIECES, k=chance.randrange(5))))
        for _ in range(chance.randrange(1, 5))
    ]
    return chance.choice(["\n", "\n\t", " "]).join(pieces)


# --- what there is in an entry ---


def test_the_header_and_obsolete_entries_are_no_segments() -> None:
    document = read(
        HEADER, 'msgid "甲"', 'msgstr "a"', '#~ msgid "乙"', '#~ msgstr "b"', "", 'msgid "丙"', 'msgstr "c"'
    )
    assert [(segment.source, segment.target) for segment in document.segments] == [("甲", "a"), ("丙", "c")]


def test_a_plural_has_a_segment_for_each_form() -> None:
    first, second = read('msgid "一%d"', 'msgid_plural "多%d"', 'msgstr[0] "%d book"', 'msgstr[1] "%d books"').segments
    assert (first.key, first.source, first.target) == ("一%d[0]", "一%d", "%d book")
    assert (second.key, second.source, second.target) == ("一%d[1]", "多%d", "%d books")


def test_a_language_with_one_form_says_the_plural() -> None:
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"'
    assert only(header, 'msgid "一"', 'msgid_plural "多"', 'msgstr[0] "books"').source == "多"


@pytest.mark.parametrize(
    ("field", "source_lang", "target_lang"),
    [
        ("Language: en", "", "en"),
        ("Language: en_GB", "", "en-GB"),
        ("Language: ", "", "en"),
        ("Language: zh_Hans@latin", "", "zh-Hans"),
        ("X-Source-Language: ja", "ja", "en"),
        ("X-Source-Language: zh_TW.UTF-8", "zh-Hant", "en"),
        ("X-Source-Language: en", "", "en"),
        ("Language-Team: ja", "", "en"),
    ],
)
def test_the_header_may_name_the_languages(field: str, source_lang: str, target_lang: str) -> None:
    segment = only('msgid ""', f'msgstr "{field}\\n"', 'msgid "甲"', 'msgstr "a"')
    assert (segment.source_lang, segment.target_lang) == (source_lang, target_lang)


def test_a_fuzzy_entry_says_so_and_remarks_of_people_are_its_note() -> None:
    segment = only(
        "# by hand", "#. for the menu", "#: a.c:1", "#, c-format, fuzzy", '#| msgid "旧"', 'msgid "新"', 'msgstr "new"'
    )
    assert (segment.state, segment.note) == ("fuzzy", "by hand\nfor the menu")
    assert (segment.source, segment.target) == ("新", "new")


def test_what_is_not_translated_can_be_filled_in() -> None:
    document = read('msgid "甲"', 'msgstr ""', '""', 'msgid "乙"', 'msgid_plural "丙"', 'msgstr[0] ""', 'msgstr[1] ""')
    assert [segment.target for segment in document.segments] == [None] * 3
    raw = Po().write(document, {"甲": 'a "b"\n', "乙[1]": "c"}).decode()
    assert raw == 'msgid "甲"\nmsgstr "a \\"b\\"\\n"\n""\nmsgid "乙"\nmsgid_plural "丙"\nmsgstr[0] ""\nmsgstr[1] "c"\n'


def test_a_name_that_is_split_over_two_lines_is_changed_and_the_lines_stay() -> None:
    document = read('msgid "高市早苗"', 'msgstr ""', '"said Takaichi "', '"Sanae on the 17th"')
    (segment,) = document.segments
    assert segment.target == "said Takaichi Sanae on the 17th"
    assert segment.target_at is not None
    assert [(turn.at, turn.line, turn.column) for turn in segment.target_at.turns] == [(14, 4, 2)]
    raw = Po().write(document, {segment.key: "said Sanae Takaichi on the 17th"}).decode()
    assert raw.splitlines()[2:] in (
        ['"said Sanae Takaichi"', '" on the 17th"'],
        ['"said Sanae "', '"Takaichi on the 17th"'],
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"a\tb\nc\\d\"e", 'a\tb\nc\\d"e'),
        (r"\345\244\252\xe9\x83\x8e", "太郎"),
        (r"\347 \351", "ç é"),
        (r"\101\x42\7", "AB\7"),
        (r"\a\v\q", "\a\v\\q"),
    ],
)
def test_escapes_are_read(written: str, text: str) -> None:
    assert only('msgid "甲"', f'msgstr "{written}"').target == text


def test_words_that_would_run_into_a_number_are_refused() -> None:
    document = read('msgid "甲"', 'msgstr "\\x27Tanaka"')
    assert b'"\\x27Hanako"' in Po().write(document, {"甲": "'Hanako"})
    with pytest.raises(FormatError, match="number"):
        Po().write(document, {"甲": "'Abe"})


def test_of_a_word_that_comes_again_the_one_that_changed_is_changed() -> None:
    document = read('msgid "甲"', 'msgstr "Tanaka Suzuki "', '"Tanaka "')
    raw = Po().write(document, {"甲": "Tanaka Tanaka Tanaka "})
    assert raw == document.raw.replace(b"Suzuki", b"Tanaka")


def test_a_word_that_is_broken_by_the_end_of_a_line_is_changed() -> None:
    document = read('msgid "甲"', 'msgstr "Tana"', '"ka Hanako"')
    assert b'msgstr "Suzuki"\n" Hanako"' in Po().write(document, {"甲": "Suzuki Hanako"})


# --- keys ---


def test_keys_tell_context_form_domain_and_twins() -> None:
    document = read(
        'msgid "甲" msgstr "1"',
        'msgctxt "menu" msgid "甲" msgstr "2"',
        'msgid "甲" msgstr "3"',
        'domain "d" msgid "甲" msgstr "4"',
        'msgid "甲" msgid_plural "乙" msgstr[0] "5" msgstr[1] "6"',
    )
    assert [segment.key for segment in document.segments] == ["甲", "menu|甲", "甲#2", "d|甲", "d|甲[0]", "d|甲[1]"]


def test_the_key_of_a_long_text_is_short_and_its_own() -> None:
    long = "高市早苗首相は、" * 20
    one, other, two_lines = read(
        f'msgid "{long}" msgstr "1"', f'msgid "{long}。" msgstr "2"', 'msgid "甲\\n乙" msgstr "3"'
    ).segments
    assert one.key != other.key
    assert max(len(segment.key) for segment in (one, other)) <= 60
    assert re.fullmatch("甲 乙…[0-9a-f]{8}", two_lines.key)


def test_a_key_stays_when_others_come_and_go() -> None:
    entry = ('msgid "乙"', 'msgstr "b"')
    assert only(*entry).key == read('msgid "甲"', 'msgstr "a"', *entry).segments[1].key


# --- placeholders ---


@pytest.mark.parametrize(
    ("flag", "text", "kinds"),
    [
        ("c-format", "100% of %s", ["printf", "printf"]),
        ("no-c-format", "100% of %s {name}", ["brace"]),
        ("python-format", "%(name) s", ["printf"]),
        ("python-brace-format", "{two words}", ["brace"]),
        ("no-python-brace-format", "{name} %s", ["printf"]),
        ("csharp-format", "{0,-5:N2}", ["brace"]),
        ("sh-format", "$HOME", ["dollar"]),
        ("no-c-format, python-format", "%s", ["printf"]),
        ("fuzzy", "100% of %s, {a b} {name} $HOME", ["printf", "brace"]),
    ],
)
def test_flags_decide_what_is_protected(flag: str, text: str, kinds: list[str]) -> None:
    segment = only(f"#, {flag}", 'msgid "甲"', f'msgstr "{text}"')
    assert [mark.kind for mark in segment.protected if mark.side is Side.TARGET] == kinds


# --- comments that speak to us ---


def test_a_comment_speaks_of_its_entry() -> None:
    document = read(
        '# align: ignore=N101 reason="a signature"',
        'msgid "一" msgid_plural "多" msgstr[0] "a" msgstr[1] "b"',
        "#. align: ignore=N301,N302",
        'msgid "甲"',
        'msgstr "c"  # align: ignore=N401',
        'msgid "乙" msgstr "d"',
        "# align: ignore=N501",
        '#~ msgid "x"',
    )
    assert [(comment.text, comment.keys) for comment in document.comments] == [
        ('ignore=N101 reason="a signature"', ("一[0]", "一[1]")),
        ("ignore=N301,N302", ("甲",)),
        ("ignore=N401", ("乙",)),
        ("ignore=N501", ()),
    ]
    first, second, third, _ = document.comments
    assert (first.where.line, first.where.column) == (1, 10)
    assert not any(segment.note for segment in document.segments)
    raw = Po().write(document, {}, {first: (), second: ("N302",), third: ()}).decode()
    assert raw.splitlines() == [
        'msgid "一" msgid_plural "多" msgstr[0] "a" msgstr[1] "b"',
        "#. align: ignore=N302",
        'msgid "甲"',
        'msgstr "c"',
        'msgid "乙" msgstr "d"',
        "# align: ignore=N501",
        '#~ msgid "x"',
    ]


# --- encodings ---


def in_charset(charset: str, encoding: str, source: str, target: str) -> Document:
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    return Po().read(f"{header}msgid {quoted(source)}\nmsgstr {quoted(target)}\n".encode(encoding), PATH)


@pytest.mark.parametrize(
    ("charset", "encoding", "source"),
    [
        ("EUC-JP", "euc_jp", "表示する能力"),
        ("Shift_JIS", "shift_jis", "表示するソ能力"),
        ("CP932", "cp932", "①表示"),
        ("GB18030", "gb18030", "朱镕基"),
        ("GB2312", "gb18030", "朱镕基"),
        ("BIG5", "big5", "許功蓋"),
        ("EUC-KR", "euc_kr", "金大中"),
        ("CHARSET", "utf-8", "甲"),
        ("utf8", "utf-8", "甲"),
        ("iso-8859-1", "latin-1", "café"),
    ],
)
def test_the_encoding_that_the_header_declares_is_read_and_written(charset: str, encoding: str, source: str) -> None:
    document = in_charset(charset, encoding, source, "Tanaka Hanako left \\ it.")
    (segment,) = document.segments
    assert (segment.source, segment.target) == (source, "Tanaka Hanako left \\ it.")
    raw = Po().write(document, {segment.key: "Hanako Tanaka left \\ it."})
    assert raw == document.raw.replace(b"Tanaka Hanako", b"Hanako Tanaka")


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    document = in_charset("EUC-JP", "euc_jp", "太田", "Ota")
    with pytest.raises(FormatError, match="has no character 'Ō'".replace("Ō", "😀")) as refused:
        Po().write(document, {"太田": "Ota 😀"})
    assert "msgconv --to-code=UTF-8" in refused.value.hint


def test_a_file_that_cannot_be_written_back_is_not_changed() -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=CP932\\n"\n'
    document = Po().read(header + b'msgid "\x81\xca\xfa\x54"\nmsgstr "Tanaka"\n', PATH)
    with pytest.raises(FormatError, match="two ways of writing"):
        Po().write(document, {document.segments[0].key: "Hanako"})


@pytest.mark.parametrize(
    ("charset", "raw", "message", "hint"),
    [
        ("KLINGON", b"a", "charset=KLINGON, an encoding in which", "UTF-8"),
        ("hex", b"a", "charset=hex, an encoding in which", "UTF-8"),
        ("EUC-JP", "甲".encode(), "charset=EUC-JP, but byte 68 (0xE7)", "it is UTF-8: write charset=UTF-8"),
        ("EUC-JP", b"\xff", "charset=EUC-JP, but byte 68 (0xFF)", "the encoding that it was saved in"),
        ("UTF-8", b"\xff", "the file is not UTF-8: byte 67", "UTF-8"),
    ],
)
def test_a_wrong_encoding_is_refused_with_what_to_do(charset: str, raw: bytes, message: str, hint: str) -> None:
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\nmsgid "'.encode()
    with pytest.raises(FormatError) as refused:
        Po().read(header + raw + b'"\nmsgstr "a"\n', PATH)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert refused.value.line in (2, 3)


# --- what is no PO file ---


@pytest.mark.parametrize(
    ("lines", "place", "message", "hint"),
    [
        (['msgid "甲"', 'msgstr "a"', "", 'msgid "乙"'], "4:1", "has no msgstr", "cut off"),
        (['msgid "甲', 'msgstr "a"'], "1:7", "no closing quotation mark", "on the same line"),
        (['msgid "甲"', 'msgstr "a "b" c"'], "2:12", "stands behind this string", '\\"'),
        (['msgstr "a"'], "1:1", "msgstr has no msgid", "msgid once"),
        (['"a"'], "1:1", "no keyword before it", "write msgid"),
        (['msgid "甲"', 'msgstr "a"', 'msgstr "b"'], "3:1", "second msgstr", "msgid once"),
        (['msgid "甲"', "msgstr", 'msgid "乙"'], "2:1", "no string behind", 'write ""'),
        (['msgid "甲"', 'msgid_plural "乙"', 'msgid "丙"'], "1:1", "has no msgstr", "cut off"),
        (['msgid "甲"', 'msgstr "a"', "  Some text"], "3:3", "no line of a PO file", "keyword"),
        (['msgid "甲"', 'msgstr[9999] "a"'], "2:1", "no line of a PO file", "keyword"),
    ],
)
def test_what_msgfmt_would_not_read_is_refused_where_it_stands(
    lines: list[str], place: str, message: str, hint: str
) -> None:
    error = refusal(*lines)
    assert error.place == f"{PATH}:{place}"
    assert message in error.message
    assert hint in error.hint


@laws(300)
@given(
    st.lists(
        st.sampled_from(
            [
                'msgid "甲"',
                'msgstr "a"',
                "msgstr[0]",
                "msgid_plural",
                '"b"',
                "#",
                "#~",
                "domain",
                '"',
                "\\",
                "x",
                "\n",
                "msgctxt",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(pieces: list[str]) -> None:
    written = " ".join(pieces)
    try:
        document = read(written)
    except FormatError:
        error = refusal(written)
        assert error.hint
        assert error.line
    else:
        assert Po().write(document, {segment.key: "X" for segment in document.segments})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('# A title\n\nmsgid ""\n', "po"),
        ('#: a.c\n\tmsgctxt "x"', "po"),
        ("# A title\n\nmsgid is a word", "plain"),
        ("# Title", "plain"),
    ],
)
def test_it_is_told_from_other_texts(text: str, name: str) -> None:
    assert for_path(Path("-"), text.encode()).name == name


# --- other tools ---


def texts_of(file: polib.POFile) -> list[tuple[str, str]]:
    """Sources and translations as polib reads them."""
    forms = 1 if "nplurals=1" in file.metadata.get("Plural-Forms", "") else 2
    found = []
    for entry in file:
        if entry.obsolete:
            continue
        if not entry.msgid_plural:
            found.append((entry.msgid, entry.msgstr))
        for number, text in sorted(entry.msgstr_plural.items()):
            found.append((entry.msgid if number == 0 and forms > 1 else entry.msgid_plural, text))
    return found


def ours(document: Document) -> list[tuple[str, str]]:
    return [(segment.source or "", segment.target or "") for segment in document.segments]


@laws(150)
@given(
    st.lists(
        st.builds(
            polib.POEntry,
            msgid=st.text("甲乙 a\"\\\n\té%s'", min_size=1, max_size=120),
            msgstr=st.text("Tanka \"\\\n\té😀%s'", max_size=120),
            msgctxt=st.one_of(st.none(), st.text('xy "', min_size=1, max_size=3)),
            comment=st.sampled_from(["", "one\ntwo"]),
            flags=st.sampled_from([[], ["fuzzy"]]),
            obsolete=st.booleans(),
        ),
        max_size=4,
    )
)
def test_what_polib_saves_is_read_as_polib_has_it(entries: list[polib.POEntry]) -> None:
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(entries)
    document = Po().read(str(file).encode(), PATH)
    assert sorted(ours(document)) == sorted((entry.msgid, entry.msgstr) for entry in entries if not entry.obsolete)
    fuzzy = [entry for entry in entries if "fuzzy" in entry.flags and not entry.obsolete]
    assert [segment.state for segment in document.segments].count("fuzzy") == len(fuzzy)


@pytest.mark.parametrize(
    "name", ["messages.po", "django.po", "poedit.po", "template.pot", "euc-jp.po", "big5.po", "latin.po"]
)
def test_the_corpus_is_read_as_polib_reads_it(name: str) -> None:
    path = CORPUS / "po" / name
    encoding = {"euc-jp.po": "euc_jp", "big5.po": "big5", "latin.po": "latin-1"}.get(name, "utf-8-sig")
    assert ours(Po().read(path.read_bytes(), path)) == texts_of(polib.pofile(str(path), encoding=encoding))


def gettext(*command: str, stdin: bytes) -> bytes:
    if shutil.which(command[0]) is None:
        pytest.skip("gettext is not installed")
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


@pytest.mark.parametrize("options", [[], ["--width=20"], ["--no-wrap"], ["--escape"], ["--sort-output"]])
@pytest.mark.parametrize("name", ["messages.po", "django.po"])
def test_what_msgcat_writes_is_read_as_before(options: list[str], name: str) -> None:
    path = CORPUS / "po" / name
    raw = gettext("msgcat", *options, "-", stdin=path.read_bytes())
    assert sorted(ours(Po().read(raw, PATH))) == sorted(ours(Po().read(path.read_bytes(), PATH)))


def test_what_msgmerge_guesses_is_fuzzy_and_what_it_drops_is_gone(tmp_path: Path) -> None:
    old = CORPUS / "po" / "messages.po"
    new = tmp_path / "new.pot"
    new.write_text(f'{HEADER}msgid "ようこそ、%d号室の%sさん。"\nmsgstr ""\n', encoding="utf-8")
    document = Po().read(gettext("msgmerge", "--previous", "-q", str(old), str(new), stdin=b""), PATH)
    assert [(segment.target, segment.state) for segment in document.segments] == [("Welcome, %s.", "fuzzy")]


def test_msgfmt_accepts_a_changed_file(tmp_path: Path) -> None:
    document = Po().read((CORPUS / "po" / "messages.po").read_bytes(), PATH)
    (segment,) = (segment for segment in document.segments if "Takaichi" in (segment.target or ""))
    changed = (segment.target or "").replace("Takaichi Sanae", "“Sanae” \\ Takaichi")
    raw = Po().write(document, {segment.key: changed})
    compiled = tmp_path / "a.mo"
    gettext("msgfmt", "-c", "-o", str(compiled), "-", stdin=raw)
    assert changed.encode() in compiled.read_bytes()
