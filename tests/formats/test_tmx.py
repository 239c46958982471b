from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from align.formats.tmx import Tmx
from align.model.segment import OBJECT, Document
from tests.formats.contract import Contract
from tests.formats.xmlmade import Maker

CODES = (
    '<hi type="term">…</hi>',
    '<bpt i="1">&lt;b></bpt>…<ept i="1">&lt;/b></ept>',
    '<bpt i="2"/>…<ept i="2"/>',
    '<ph type="lb"/>',
    "<ph x='1'>&lt;img/&gt;</ph>",
    "<ph>&lt;f0&gt;</ph>",
    "<ut>{\\b </ut>",
    '<it pos="begin">&lt;i><sub>title</sub></it>',
)


def made(seed: int) -> str:
    """A memory made by chance."""
    maker = Maker(seed)
    maker.prefix = ""
    units = []
    for number in range(maker.random.randint(1, 2)):
        lang = maker.random.choice(["xml:lang", "lang"])
        source, target = (maker.random.choice(names) for names in (("zh-CN", "JA", "zh_tw"), ("en", "EN-us", "en_GB")))
        variants = [
            variant(maker, lang, source, "原文" + maker.text(CODES)),
            *(
                variant(maker, lang, target, maker.text(CODES))
                for _ in range(maker.random.choice([0, 1, 1, 2] if units else [1, 1, 2]))
            ),
            *([variant(maker, lang, "de", "Wort")] if maker.some(0.2) else []),
        ]
        maker.random.shuffle(variants)
        identifier = maker.random.choice([str(number), ""])
        note = maker.tag("note", inside=maker.random.choice(["align: ignore=N101", "seen"])) if maker.some(0.3) else ""
        inside = note + "".join(maker.break_(2) + each for each in variants) + maker.break_(1)
        before = maker.break_(1) + (maker.remark() if maker.some(0.2) else "") + maker.break_(1)
        units.append(before + maker.tag("tu", ("tuid", identifier), inside=inside))
    header = maker.tag("header", ("srclang", maker.random.choice(["*all*", "ja", "zh-CN", "en"])))
    inside = header + maker.break_(0) + maker.tag("body", inside="".join(units) + maker.break_(0))
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' if maker.some(0.3) else ""
    return maker.declaration() + doctype + maker.tag("tmx", ("version", "1.4"), inside=inside) + maker.break_(0)


def variant(maker: Maker, attribute: str, language: str, text: str) -> str:
    seg = maker.random.choice([maker.tag("seg", inside=text)] * 4 + [maker.tag("seg")])
    return maker.tag("tuv", (attribute, language), inside=maker.break_(3) + seg + maker.break_(2))


def memory(units: str, srclang: str = "ja") -> str:
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{units}</body></tmx>'


def tuv(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'


def document(content: str) -> Document:
    return Tmx().read(content.encode(), Path("a.tmx"))


class TestTmx(Contract):
    form = Tmx()
    file = "a.tmx"
    corpus = "tmx"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        units = (
            f'<tu tuid="{number}">{end}{tuv("zh", "原文")}{end}{tuv("en", escape(text))}</tu>{end}'
            for number, text in enumerate(texts)
        )
        return f"<?xml version='1.0'?>{end}<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>{end}" + memory("".join(units))

    def files(self) -> st.SearchStrategy[str]:
        return st.integers(0, 2**40).map(made)

    def possible(self, text: str) -> str:
        return super().possible(re.sub("[\ufffe\uffff]", "", text))


def test_the_source_is_what_the_memory_says_or_the_first_chinese_or_japanese_text() -> None:
    unit = f"<tu tuid='1'>{tuv('en', 'One')}{tuv('zh-TW', '一')}{tuv('ja', 'いち')}</tu>"
    assert [document(memory(unit, lang)).segments[0].source for lang in ("ja", "zh-TW", "*all*", "en")] == [
        "いち",
        "一",
        "一",
        "一",
    ]
    assert document(memory(unit.replace("tuid", "srclang='ja' tuid"), "zh-TW")).segments[0].source_lang == "ja"


def test_every_english_text_is_a_segment_with_its_language() -> None:
    unit = f"<tu tuid='1'>{tuv('ja', '色')}{tuv('en-US', 'color')}{tuv('EN-GB', 'colour')}{tuv('de', 'Farbe')}</tu>"
    assert [(each.key, each.target, each.target_lang) for each in document(memory(unit)).segments] == [
        ("1@en-US", "color", "en-US"),
        ("1@EN-GB", "colour", "EN-GB"),
    ]


def test_a_unit_without_id_keeps_its_key_when_others_come_and_go() -> None:
    one, two = (f"<tu>{tuv('ja', source)}{tuv('en', 'x')}</tu>" for source in ("一", "二"))
    keys = [each.key for each in document(memory(one + two)).segments]
    assert [each.key for each in document(memory(two + one)).segments] == keys[::-1]
    assert [each.key for each in document(memory(two)).segments] == keys[1:]


def test_a_unit_says_in_a_prop_to_which_document_it_belongs() -> None:
    unit = f"<tu tuid='1'><prop type='x-document'>b.md</prop>{tuv('ja', '一')}{tuv('en', 'x')}</tu>"
    other = f"<tu tuid='2'>{tuv('ja', '一')}{tuv('en', 'x')}</tu>"
    assert [each.document for each in document(memory(unit + other)).segments] == ["b.md", "a.tmx"]


def test_a_memory_without_english_beside_chinese_or_japanese_is_read_in_its_languages() -> None:
    unit = f"<tu tuid='1'>{tuv('de', 'Eins')}{tuv('ja', '一')}</tu><!-- align: ignore=N101 -->"
    read = document(memory(unit))
    assert [(each.source, each.target, each.source_lang, each.target_lang) for each in read.segments] == [
        ("一", "Eins", "ja", "de")
    ]
    assert len(read.comments) == 1
    other = document(memory(f"<tu tuid='1'>{tuv('en', 'One')}{tuv('fr', 'Un')}{tuv('de', 'Eins')}</tu>"))
    assert [(each.key, each.source, each.target) for each in other.segments] == [
        ("1@fr", "One", "Un"),
        ("1@de", "One", "Eins"),
    ]
    assert document(memory("")).segments == ()


def test_codes_are_read_by_what_they_say_of_themselves() -> None:
    text = "<ut>{\\b </ut>Taro<ut>}</ut> <hi>Ko</hi>no<ph type='lb'/>saw<ph>{1}</ph> <bpt i='1'>x<sub>y</sub></bpt>it"
    assert document(memory(f"<tu>{tuv('ja', '一')}{tuv('en', text)}</tu>")).segments[0].target == (
        f"Taro Kono saw{OBJECT} it"
    )


def test_an_empty_translation_is_filled_in() -> None:
    content = memory('<tu tuid="1"><tuv xml:lang="ja"><seg>一</seg></tuv><tuv xml:lang="en"><seg /></tuv></tu>')
    assert Tmx().write(document(content), {"1": "One"}).decode() == content.replace("<seg />", "<seg>One</seg>")


def test_notes_and_comments_speak_of_their_unit_or_translation() -> None:
    noted = tuv("en-GB", "a").replace("<seg>", "<note>align: ignore=N102</note><seg>")
    content = memory(
        f"<!-- align: ignore=N101 -->\n<tu tuid='1'>\n<note>align: ignore=N103</note>\n<note>seen</note>{tuv('ja', '一')}"
        f"{noted}{tuv('en', 'b<!-- align: ignore=N104 -->')}</tu><!-- align: ignore=N105 -->"
    )
    read = document(content)
    assert [(each.text, each.keys) for each in read.comments] == [
        ("ignore=N101", ("1@en-GB", "1@en")),
        ("ignore=N103", ("1@en-GB", "1@en")),
        ("ignore=N102", ("1@en-GB",)),
        ("ignore=N104", ("1@en",)),
        ("ignore=N105", ()),
    ]
    assert {each.note for each in read.segments} == {"seen"}
    assert Tmx().write(read, {}, dict.fromkeys(read.comments, ())).decode() == memory(
        f"\n<tu tuid='1'>\n<note>seen</note>{tuv('ja', '一')}{tuv('en-GB', 'a')}{tuv('en', 'b')}</tu>"
    )
