from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats.xliff import Xliff
from align.model.segment import OBJECT, Comment, Document, Segment
from align.model.span import Side
from tests.formats.contract import Contract
from tests.formats.xmlmade import Maker

OLD = "urn:oasis:names:tc:xliff:document:1.2"
NEW = "urn:oasis:names:tc:xliff:document:2.0"
OLD_CODES = (
    '<g id="1">…</g>',
    '<x id="2"/>',
    '<x id="3" ctype="lb"/>',
    '<bpt id="4">&lt;b><sub>title</sub></bpt>…<ept id="4">&lt;/b></ept>',
    '<ph id="5">&lt;i&gt;</ph>',
    "<ph id='6'>&lt;img/&gt;</ph>",
    '<mrk mtype="protected">…</mrk>',
    '<mrk mtype="term">…</mrk>',
    '<it id="7" pos="open"/>',
)
NEW_CODES = (
    '<pc id="1">…</pc>',
    '<ph id="2" dataRef="d1"/>',
    '<ph id="3" dataRef="d2" equiv="a > b"/>',
    '<sc id="4"/>…<ec startRef="4"/>',
    '<mrk id="5" translate="no">…</mrk>',
    '<sm id="6" translate="no"/>…<em startRef="6"/>',
    '<cp hex="0007"/>',
)


def made(seed: int) -> str:
    """A file of either version."""
    maker = Maker(seed)
    return old_file(maker) if maker.some(0.5) else new_file(maker)


def old_file(maker: Maker) -> str:
    units = []
    for number in range(maker.random.randint(1, 2)):
        space = maker.random.choice(["", "", "preserve", "default"])
        if maker.some(0.2):
            marks = [
                maker.tag("mrk", ("mtype", "seg"), ("mid", str(mid)), inside=maker.text(OLD_CODES, 2)) for mid in (1, 2)
            ]
            target = maker.tag("target", inside=maker.joint().join(marks))
            inside = [maker.tag("seg-source", inside="".join(marks).replace("Tanaka", "田中")), target]
        else:
            inside = [maker.random.choice([maker.tag("target", ("state", "new")), ""])]
            inside = inside if maker.some(0.3) else [maker.tag("target", inside=maker.text(OLD_CODES))]
        note = maker.tag("note", inside=maker.random.choice(["align: ignore=N101", "seen"])) if maker.some(0.3) else ""
        pieces = [maker.tag("source", inside="原文" + maker.text(OLD_CODES)), *inside, note]
        units.append(unit(maker, "trans-unit", str(number), space, [piece for piece in pieces if piece]))
    body = maker.tag("body", inside="".join(units) + maker.break_(1))
    said = ("original", "a.txt"), ("source-language", "zh-CN"), ("target-language", "en-US")
    return file_of(maker, OLD, "1.2", (), maker.tag("file", *said, inside=body))


def new_file(maker: Maker) -> str:
    units = []
    for number in range(maker.random.randint(1, 2)):
        data = "".join(
            maker.tag("data", ("id", name), inside=code)
            for name, code in (("d1", "&lt;b>"), ("d2", "<![CDATA[<hr>]]>"))
        )
        segments = [
            maker.tag(
                "segment",
                ("state", maker.random.choice(["", "final"])),
                inside=maker.break_(3)
                + maker.tag("source", inside="原文" + maker.text(NEW_CODES))
                + maker.break_(3)
                + maker.random.choice(
                    [maker.tag("target", inside=maker.text(NEW_CODES))] * 3 + ["", maker.tag("target")]
                ),
            )
            for _ in range(maker.random.randint(1, 2))
        ]
        notes = maker.tag("notes", inside=maker.tag("note", inside="align: ignore=N201")) if maker.some(0.3) else ""
        pieces = [notes, maker.tag("originalData", inside=data), *segments]
        units.append(
            unit(maker, "unit", str(number), maker.random.choice(["", "preserve"]), [each for each in pieces if each])
        )
    said = ("srcLang", "ja"), ("trgLang", "en")
    return file_of(maker, NEW, "2.0", said, maker.tag("file", ("id", "f1"), inside="".join(units)))


def unit(maker: Maker, name: str, identifier: str, space: str, pieces: list[str]) -> str:
    before = maker.break_(1) + (maker.remark() + maker.break_(1) if maker.some(0.2) else "")
    inside = "".join(maker.break_(2) + piece for piece in pieces) + maker.break_(1)
    return before + maker.tag(name, ("id", identifier), ("xml:space", space), inside=inside)


def file_of(maker: Maker, home: str, version: str, said: tuple[tuple[str, str], ...], inside: str) -> str:
    namespace = (f"xmlns{':' if maker.prefix else ''}{maker.prefix.rstrip(':')}", home)
    return (
        maker.declaration()
        + maker.tag("xliff", namespace, ("version", version), *said, inside=inside)
        + maker.break_(0)
    )


def document(content: str, name: str = "a.xlf") -> Document:
    return Xliff().read(content.encode(), Path(name))


def old(inside: str, languages: str = 'source-language="zh-CN" target-language="en-US"') -> str:
    """A file of version 1.2 that holds these units."""
    return f'<xliff version="1.2" xmlns="{OLD}"><file original="a.txt" {languages}><body>{inside}</body></file></xliff>'


def new(inside: str) -> str:
    """A file of version 2.0 that holds these units."""
    return f'<xliff version="2.0" xmlns="{NEW}" srcLang="ja" trgLang="en"><file id="f">{inside}</file></xliff>'


def one(target: str, attributes: str = "") -> Segment:
    """The segment of a unit with this target."""
    found = document(old(f'<trans-unit id="1"{attributes}><source>原</source><target>{target}</target></trans-unit>'))
    return found.segments[0]


def changed(content: str, targets: dict[str, str], without: Sequence[Comment] = ()) -> str:
    read = document(content)
    return Xliff().write(read, targets, dict.fromkeys(without, ())).decode()


def marks(segment: Segment) -> list[tuple[int, int, str]]:
    return [(mark.span.start, mark.span.end, mark.kind) for mark in segment.protected if mark.side is Side.TARGET]


class TestXliff(Contract):
    form = Xliff()
    file = "a.xlf"
    corpus = "xliff"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        units = (
            f'<trans-unit id="{number}">{end}<source>原文</source>{end}<target>{escape(text)}</target>{end}</trans-unit>{end}'
            for number, text in enumerate(texts)
        )
        return f"<?xml version='1.0'?>{end}" + old("".join(units))

    def files(self) -> st.SearchStrategy[str]:
        return st.integers(0, 2**40).map(made)

    def possible(self, text: str) -> str:
        return super().possible(re.sub("[\ufffe\uffff]", "", text))


# --- what is read ---


def test_tags_around_words_stand_between_their_characters() -> None:
    segment = one('<g id="1">Taro</g> <bpt id="2">&lt;i></bpt>Kono<ept id="2">&lt;/i></ept>')
    assert segment.target == "Taro Kono"
    assert marks(segment) == [(0, 0, "g"), (4, 4, "g"), (5, 5, "bpt"), (9, 9, "ept")]


@pytest.mark.parametrize(
    "code",
    [
        "<ph id='1'>&lt;b&gt;</ph>",
        "<ph id='1'>&lt;/span></ph>",
        '<x id="1" ctype="x-bold"/>',
        '<x id="1" ctype="bold"/>',
        '<x id="1" equiv-text="&lt;a href=&quot;x&quot;>"/>',
        "<ph id='1'>\\b0 </ph>",
        "<it id='1' pos='open'>[x]</it>",
    ],
)
def test_markup_of_words_in_a_code_that_stands_alone_is_a_tag(code: str) -> None:
    assert one(f"{code}Taro Ko{code}no").target == "Taro Kono"


@pytest.mark.parametrize(
    "code",
    [
        '<x id="1" ctype="lb"/>',
        "<ph id='1'>&lt;br/&gt;</ph>",
        '<x id="LINE_BREAK" equiv-text="&lt;br>"/>',
        "<ph id='1'>\\n</ph>",
    ],
)
def test_the_code_of_a_line_break_is_white_space_that_stays(code: str) -> None:
    segment = one(f"Taro{code}Kono")
    assert segment.target == "Taro Kono"
    assert [(start, end) for start, end, _ in marks(segment)] == [(4, 5)]


@pytest.mark.parametrize(
    "code",
    [
        '<x id="1"/>',
        "<ph id='1'>{link}</ph>",
        "<ph id='1'>i</ph>",
        '<x id="a" equiv-text="b"/>',
        "<ph id='1' ctype='image'>&lt;img/></ph>",
    ],
)
def test_any_other_code_stands_for_a_word(code: str) -> None:
    assert one(f"Dear {code},").target == f"Dear {OBJECT},"


def test_protected_text_is_text_that_must_stay() -> None:
    segment = one('The <mrk mtype="protected">Gugong</mrk> museum')
    assert segment.target == "The Gugong museum"
    assert (4, 10, "mrk") in marks(segment)
    with pytest.raises(FormatError, match="a placeholder or a piece of code"):
        changed(
            old(
                '<trans-unit id="1"><source>原</source><target>The <mrk mtype="protected">Gugong</mrk></target></trans-unit>'
            ),
            {"1": "The Palace"},
        )


def test_wrapped_text_is_read_as_one_line_and_layout_around_it_is_none() -> None:
    assert one("\n      Taro\n      Kono\n   ").target == "Taro Kono"
    assert one(" Taro  Kono ").target == " Taro  Kono "
    assert one("One.\n\n  Two.").target == "One.\n\n  Two."


def test_all_white_space_counts_where_the_file_says_so() -> None:
    assert one("\n Taro\r\nKono ", ' xml:space="preserve"').target == "\n Taro\nKono "
    content = old('<trans-unit id="1" xml:space="preserve"><source>原</source><target>A\r\nb c</target></trans-unit>')
    assert "<target>A\r\nb\r\nd</target>" in changed(content, {"1": "A\nb\nd"})


def test_references_and_cdata_are_read_as_what_they_stand_for() -> None:
    assert one("A&amp;B &#x592A;&#37070; &quot;<![CDATA[<i> & &amp;]]>").target == 'A&B 太郎 "<i> & &amp;'


def test_segments_marked_in_a_unit_are_segments_of_their_own() -> None:
    content = old(
        '<trans-unit id="u"><source>一。二。</source><seg-source><g id="1"><mrk mtype="seg" mid="4">一。</mrk></g>'
        '<mrk mtype="seg" mid="5">二。</mrk></seg-source><target><g id="1"><mrk mtype="seg" mid="4">One.</mrk></g> '
        '<mrk mtype="seg" mid="5"/></target></trans-unit>'
    )
    assert [(each.key, each.source, each.target) for each in document(content).segments] == [
        ("u#4", "一。", "One."),
        ("u#5", "二。", None),
    ]
    assert '<mrk mtype="seg" mid="5">Two.</mrk>' in changed(content, {"u#5": "Two."})


def test_what_is_not_to_be_translated_is_left_alone_unless_a_part_takes_it_back() -> None:
    unit = '<trans-unit id="1"><source>一</source></trans-unit>'
    inside = unit + unit.replace('"1"', '"2" translate="yes"')
    assert [each.key for each in document(old(f'<group translate="no">{inside}</group>')).segments] == ["2"]


def test_an_id_that_comes_again_has_its_document_before_it() -> None:
    again = '<trans-unit id="1"><source>一</source></trans-unit>' * 3
    assert [each.key for each in document(old(again)).segments] == ["1", "a.txt/1", "a.txt/1~2"]


def test_a_unit_without_id_is_named_after_its_source() -> None:
    units = "<trans-unit><source>一</source></trans-unit>", "<trans-unit><source>二</source></trans-unit>"
    keys = {each.key for each in document(old("".join(units))).segments}
    assert keys == {each.key for each in document(old("".join(reversed(units)))).segments}
    assert len(keys) == 2


def test_elements_of_other_namespaces_are_not_taken_for_ours() -> None:
    content = old(
        '<trans-unit id="1"><source>一</source><m:target xmlns:m="urn:m">no</m:target>'
        '<old xmlns="urn:m"><target>no</target></old><target>One</target></trans-unit>'
    )
    assert [each.target for each in document(content).segments] == ["One"]


def test_languages_come_from_the_file_and_others_than_english_are_read_where_it_has_none() -> None:
    assert document(old('<trans-unit id="1"><source>一</source></trans-unit>')).segments[0].source_lang == "zh-Hans"
    unit = '<trans-unit id="1"><source>一</source><target>Eins</target></trans-unit>'
    german = document(old(f"{unit}<!-- align: ignore=N101 -->", 'source-language="ja" target-language="de-DE"'))
    assert [(each.target, each.target_lang) for each in german.segments] == [("Eins", "de-DE")]
    assert len(german.comments) == 1
    both = old(unit) + old(unit, 'source-language="ja" target-language="de"')
    both = both.replace(f'</xliff><xliff version="1.2" xmlns="{OLD}">', "")
    assert len(document(both).segments) == 1


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(FormatError, match=r"XLIFF 3\.0 is not known"):
        document('<xliff version="3.0"><file><unit id="1"><segment><source>一</source></segment></unit></file></xliff>')


# --- what is written ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<target/>", "<target>A &lt; B</target>"),
        ('<target state="new" />', '<target state="new">A &lt; B</target>'),
        ("<target></target>", "<target>A &lt; B</target>"),
        ("<target>\n   </target>", "<target>A &lt; B</target>"),
        ("", "<target>A &lt; B</target>"),
        ("\n <note>n</note>", "<target>A &lt; B</target>\n <note>n</note>"),
    ],
)
def test_a_missing_translation_goes_where_it_belongs(before: str, after: str) -> None:
    content = old(f'<trans-unit id="1"><source>一</source>{before}</trans-unit>')
    assert changed(content, {"1": "A < B"}) == content.replace(f"</source>{before}", f"</source>{after}")


def test_a_new_target_has_the_prefix_and_the_indentation_of_its_source() -> None:
    content = new('\r\n\t<unit id="1"><segment>\r\n\t\t<source>一</source>\r\n\t</segment></unit>')
    assert "\r\n\t\t<source>一</source>\r\n\t\t<target>One</target>\r\n\t</seg" in changed(content, {"1": "One"})
    unit = "<x:trans-unit><x:source>一</x:source></x:trans-unit>"
    content = f'<x:xliff version="1.2" xmlns:x="{OLD}"><x:file>{unit}</x:file></x:xliff>'
    key = document(content).segments[0].key
    assert "</x:source><x:target>One</x:target>" in changed(content, {key: "One"})


def test_words_in_cdata_are_written_as_cdata() -> None:
    content = old('<trans-unit id="1"><source>一</source><target><![CDATA[<b>Taro</b>]]></target></trans-unit>')
    assert "<![CDATA[<b>A & B</b>]]>" in changed(content, {"1": "<b>A & B</b>"})
    written = changed(content, {"1": "<b>]]></b>"})
    assert document(written).segments[0].target == "<b>]]></b>"
    mixed = content.replace("]]></target>", "]]> Kono</target>")
    assert "]]> Ono</target>" in changed(mixed, {"1": "<b>Taro</b> Ono"})
    with pytest.raises(FormatError, match="partly in a CDATA section"):
        changed(mixed, {"1": "<b>Taro</b> A&B"})


@pytest.mark.parametrize("text", ["a\x07b", f"a{OBJECT}b", "\ud800"])
def test_what_cannot_stand_in_xml_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"U\+"):
        changed(old('<trans-unit id="1"><source>一</source></trans-unit>'), {"1": text})


def test_targets_that_would_have_to_be_split_are_refused() -> None:
    sources = "".join(f'<mrk mtype="seg" mid="{mid}">一</mrk>' for mid in (1, 2))
    content = old(f'<trans-unit id="u"><source>一一</source><seg-source>{sources}</seg-source><target/></trans-unit>')
    with pytest.raises(FormatError, match="no translation can be put here"):
        changed(content, {"u#1": "One"})


# --- comments that speak to us ---


def test_comments_and_notes_speak_of_what_they_stand_in() -> None:
    content = old(
        '\n<!-- align: ignore=N101 -->\n<trans-unit id="1"><source>一</source><target>A<!-- align: ignore=N102 --> b</target>'
        "</trans-unit>\n"
        '<trans-unit id="2"><source>一二</source><seg-source><mrk mtype="seg" mid="1">一</mrk><mrk mtype="seg" mid="2">二</mrk>'
        '</seg-source><target><mrk mtype="seg" mid="1">A</mrk><mrk mtype="seg" mid="2">B<!-- align: ignore=N103 --></mrk>'
        "</target>\n"
        "  <note>align: ignore=N104 reason=&quot;so&quot;</note>\n</trans-unit>\n<!-- align: ignore=N105 -->"
    )
    assert [(each.text, each.keys) for each in document(content).comments] == [
        ("ignore=N101", ("1",)),
        ("ignore=N102", ("1",)),
        ("ignore=N103", ("2#2",)),
        ('ignore=N104 reason="so"', ("2#1", "2#2")),
        ("ignore=N105", ()),
    ]


def test_a_comment_that_goes_takes_its_line_but_no_text() -> None:
    content = old(
        '\n  <!-- align: ignore=N101 -->\n  <trans-unit id="1" xml:space="preserve"><source>一</source><target>A\n'
        "<!-- align: ignore=N102 -->\nb</target>\n  <note>align: ignore=N103</note>\n  </trans-unit>"
    )
    assert changed(content, {}, document(content).comments) == old(
        '\n  <trans-unit id="1" xml:space="preserve"><source>一</source><target>A\n\nb</target>\n  </trans-unit>'
    )


def test_notes_go_with_the_only_note_that_they_hold() -> None:
    unit = '<unit id="1">{}\n  <segment><source>一</source></segment></unit>'
    only = new(unit.format("\n  <notes>\n    <note>align: ignore=N101</note>\n  </notes>"))
    assert changed(only, {}, document(only).comments) == new(unit.format(""))
    two = new(unit.format("<notes><note>align: ignore=N101</note><note>n</note></notes>"))
    assert changed(two, {}, document(two).comments) == new(unit.format("<notes><note>n</note></notes>"))
    assert document(two).segments[0].note == "n"


def test_files_made_by_chance_hold_every_construct() -> None:
    """What the laws are tried on would be worth little if the chance left something out."""
    chance = random.Random(5)
    made_files = [document(made(chance.getrandbits(40))) for _ in range(60)]
    kinds = {mark.kind for each in made_files for segment in each.segments for mark in segment.protected}
    assert {"g", "x", "bpt", "ph", "mrk", "it", "pc", "sc", "sm", "cp", "printf", "brace"} <= kinds
    assert any(each.comments for each in made_files)
    assert any("#" in segment.key for each in made_files for segment in each.segments)


def test_a_comment_at_a_unit_of_another_language_is_not_about_the_next_one() -> None:
    content = (
        '<xliff version="1.2"><file original="a" source-language="ja" target-language="de"><body>'
        "<!-- align: ignore=N102 scope=file --><!-- align: ignore=N101 -->"
        '<trans-unit id="1"><source>原文</source><target>Text</target></trans-unit></body></file>'
        '<file original="b" source-language="ja" target-language="en"><body>'
        '<trans-unit id="2"><source>原文</source><target>The text.</target></trans-unit></body></file></xliff>'
    )
    document = Xliff().read(content.encode(), Path("a.xlf"))
    assert [comment.text for comment in document.comments] == ["ignore=N102 scope=file"]
    assert [segment.target for segment in document.segments] == ["The text."]
