"""TMX 1.4 and what came before it: translation memories.

    <tu tuid="7"><tuv xml:lang="ja"><seg>河野太郎</seg></tuv><tuv xml:lang="en"><seg>Taro Kono</seg></tuv></tu>

The source of a unit is its Chinese or Japanese text, first the one in the unit's or the header's `srclang`. Each English
text is a segment; the key is the `tuid`, with `@` and the language where there are several. A unit without `tuid` is named
after its source. Units with only one side, and those in other languages, are left alone; but where a memory has no
translation from Chinese or Japanese into English at all, every text beside the one in `srclang` (else the first) is a segment
in its own language. All of a file is one document, unless a unit says otherwise in `<prop type="x-document">` or
`<prop type="document">`.

`bpt`, `ept`, `it` and `hi` are tags, and what is in the first three is no text, `sub` included. `ph` and `ut` are what
their `type` and content say, see `align.formats.codes`. A `note` is shown, and may speak to us as a comment may: in a unit
about all of it, in a `tuv` about that translation. Dates and users of a unit stay as they are when its words change.

See `align.formats.xml` for encodings, white space and what is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from align.formats.codes import meaning_of
from align.formats.languages import is_english, source_of
from align.formats.spliced import Unit
from align.formats.stretch import Lines
from align.formats.xml import COMMENT, Element, Identifiers, Meaning, Texts, XmlFormat, elements, named_after, preserves
from align.model.segment import Comment, Segment
from align.model.span import Span

_DOCUMENT = ("x-document", "document")


class Tmx(XmlFormat):
    """TMX as a format."""

    name = "tmx"
    root = "tmx"

    def translations(self, content: str, path: Path, lines: Lines, *, english: bool) -> Iterator[Unit | Comment]:
        """The translations from Chinese or Japanese into English, or from any language into any."""
        texts = Texts.of(content, path, _meaning)
        identifiers = Identifiers()
        waiting: list[Element] = []
        language = ""
        has_units = False
        for element, around in elements(content, path, self.root, ("header", "tu")):
            if element.name == "header":
                language = element.attributes.get("srclang", "")
                waiting += [*element.below(COMMENT), *element.each("note")]
            elif element.name == COMMENT:
                waiting.append(element)
            else:
                sides = _Sides(element, language, english=english)
                units = list(_units(sides, texts, around, identifiers))
                has_units = has_units or bool(units)
                yield from (unit for unit, _ in units)
                keys = [unit.segment.key for unit, _ in units]
                if keys:
                    for remark in waiting:
                        yield from texts.remark(remark, texts.line(remark), keys, lines)
                    waiting.clear()
                if units or not english:
                    yield from _remarks(element, units, texts, lines)
        if has_units or not english:
            for remark in waiting:
                yield from texts.remark(remark, texts.line(remark), (), lines)


class _Sides:
    """The texts of a unit: its source, if it has one, and its translations, of which only those into English are wanted
    where `english` says so.
    """

    def __init__(self, unit: Element, language: str, *, english: bool) -> None:
        self.unit = unit
        variants = [(_language(tuv), tuv) for tuv in unit.each("tuv") if tuv.child("seg") is not None]
        said = unit.attributes.get("srclang", "") or language
        if english:
            sources = [(source_of(language), tuv) for language, tuv in variants if source_of(language)]
            sources.sort(key=lambda source: source[0] != source_of(said))
            self.targets = [(language, tuv) for language, tuv in variants if is_english(language)]
        else:
            sources = [(source_of(language), tuv) for language, tuv in variants]
            sources.sort(key=lambda source: _language(source[1]).lower() != said.lower())
            self.targets = [variant for variant in variants if variant[1] is not sources[0][1]]
        self.source = sources[0] if sources else None


def _units(
    sides: _Sides, texts: Texts, around: tuple[Element, ...], identifiers: Identifiers
) -> Iterator[tuple[Unit, Element]]:
    """The segments of a unit, each with the translation that it stands in."""
    if sides.source is None or not sides.targets:
        return
    unit, (source_lang, original) = sides.unit, sides.source
    source = texts.stretch(_segment(original), preserves((*around, unit, original)))
    document = texts.path.name
    for prop in unit.each("prop"):
        if prop.attributes.get("type") in _DOCUMENT:
            document = texts.plain(prop) or document
    identifier = unit.attributes.get("tuid", "") or named_after(source.text)
    for language, tuv in sides.targets:
        target = texts.stretch(_segment(tuv), preserves((*around, unit, tuv)))
        name = identifier if len(sides.targets) == 1 else f"{identifier}@{language}"
        notes = [texts.plain(note) for holder in (unit, tuv) for note in holder.each("note")]
        segment = Segment(
            identifiers.key(name, document),
            document,
            source.text or None,
            target.text or None,
            source_lang,
            language,
            note="\n".join(note for note in notes if note and not note.startswith("align:")),
        )
        yield Unit(segment, source, target), tuv


def _remarks(unit: Element, units: list[tuple[Unit, Element]], texts: Texts, lines: Lines) -> Iterator[Comment]:
    """The comments and notes in a unit that speak to us."""
    if texts.content.find("align:", unit.start, unit.end) < 0:
        return
    for remark in (*unit.below(COMMENT), *unit.below("note")):
        at = [part.segment.key for part, tuv in units if tuv.holds(remark)]
        keys = at or [part.segment.key for part, _ in units]
        in_text = any(_segment(tuv).holds(remark) for tuv in unit.each("tuv") if tuv.child("seg"))
        whole = Span(remark.start, remark.end) if in_text else texts.line(remark)
        yield from texts.remark(remark, whole, keys, lines)


def _segment(tuv: Element) -> Element:
    seg = tuv.child("seg")
    assert seg is not None
    return seg


def _language(tuv: Element) -> str:
    """The language of a text; before version 1.2 the attribute was called `lang`."""
    return tuv.attributes.get("xml:lang") or tuv.attributes.get("lang") or ""


def _meaning(element: Element, texts: Texts) -> Meaning:
    if element.name == "hi":
        return Meaning.AROUND
    if element.name in ("bpt", "ept", "it"):
        return Meaning.TAG
    return meaning_of((element.attributes.get("type", ""),), (texts.code(element),))
