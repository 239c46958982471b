"""XLIFF 1.0 to 1.2 and 2.0 to 2.2: the exchange format of tools for translators, and what several of them save as their own
(`.sdlxliff`, `.mqxliff`, `.mxliff`, `.txlf`).

    <trans-unit id="7"><source>河野太郎</source><target>Taro Kono</target></trans-unit>             1.2
    <unit id="7"><segment><source>河野太郎</source><target>Taro Kono</target></segment></unit>      2.0

Each `file` is a document, called after its `original`. A key is the id of the unit; where a unit holds several segments,
or one that is marked with `<mrk mtype="seg">`, it is `unit#segment`. An id that comes again has its document before it.
Read are `source`, `seg-source` and `target`, the `state` of a target or segment (`approved` where a unit says so and no
more), and the notes. Left alone are `alt-trans`, `bin-unit`, `ignorable`, matches, glossaries, everything in other namespaces,
and what is not to be translated (`translate="no"`, which a part may take back).

A target that is missing is written behind its source, with the white space that stands before that. Where several segments
of a unit have no place in the target yet, the tool that split the unit must make them first.

Inline: `g`, `pc`, `mrk`, `bx`, `ex`, `bpt`, `ept`, `it`, `sc`, `ec`, `sm` and `em` are tags; what stands in native code is no
text, `sub` included. Text marked `mtype="protected"` or `translate="no"` must stay. `x` and `ph` are what their type,
content, equivalent text and original data say, see `align.formats.codes`; `cp` is a character that XML does not have.

Comments and notes that speak to us are about the segment that they stand in, else about their unit, else about the next.

In a file of several target languages only what is in English is read; one that has no English is read in its own, which
its segments say.
See `align.formats.xml` for encodings, white space and what else is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError
from align.formats.codes import meaning_of
from align.formats.languages import is_english, source_of
from align.formats.spliced import Unit
from align.formats.stretch import Lines, Stretch
from align.formats.xml import (
    COMMENT,
    Element,
    Identifiers,
    Meaning,
    Texts,
    XmlFormat,
    elements,
    inherited,
    named_after,
    preserves,
)
from align.model.segment import Comment, Segment
from align.model.span import Span

_WHOLE = ("trans-unit", "unit", "bin-unit", "header", "skeleton", "notes", "note")
_UNITS = ("trans-unit", "unit")
_TEXTS = ("source", "seg-source", "target")
_REMARK_HOLDERS = (*_UNITS, "segment", "header", "notes")
_TAGS = ("bx", "ex", "bpt", "ept", "it", "sc", "ec")
_KINDS = ("ctype", "type", "subType")
_EQUIVALENTS = ("equiv-text", "equiv", "disp")


class Xliff(XmlFormat):
    """XLIFF as a format."""

    name = "xliff"
    root = "xliff"

    def translations(self, content: str, path: Path, lines: Lines, *, english: bool) -> Iterator[Unit | Comment]:
        """The segments that are in English, or all that are not."""
        texts = Texts.of(content, path, _meaning)
        identifiers = Identifiers()
        waiting: list[tuple[Element, Span]] = []
        has_units = False
        part: _Part | None = None
        for element, around in elements(content, path, self.root, _WHOLE):
            if element.name not in _UNITS:
                waiting += _remarks((element,), texts)
                continue
            if part is None or part.around is not around:
                part = _Part.of(around, path, lines)
            target = element.child("target")
            language = (target.attributes.get("xml:lang") if target else "") or part.target_lang
            if is_english(language) is not english:
                # What stands at a unit that is left out is not about the next one, unless it is about the whole file.
                waiting = [each for each in waiting if "scope=file" in each[1].of(content)]
                continue
            slots = list(_slots(element, part, texts))
            units = [_unit(slot, element, part, language, identifiers, texts) for slot in slots]
            yield from units
            keys = [unit.segment.key for unit in units]
            if units:
                has_units = True
                for remark, whole in waiting:
                    yield from texts.remark(remark, whole, keys, lines)
                waiting.clear()
            if content.find("align:", element.start, element.end) >= 0:
                for remark, whole in _remarks((element,), texts):
                    here = [key for key, slot in zip(keys, slots, strict=True) if slot.holds(remark)]
                    yield from texts.remark(remark, whole, here or keys, lines)
        if has_units or not english:
            for remark, whole in waiting:
                yield from texts.remark(remark, whole, (), lines)


class _Slot(NamedTuple):
    """Where a segment stands in a unit.

    `name` tells it from the others of the unit, empty where there are none. What stands in `holders` is about it alone.
    """

    name: str
    source: Stretch
    target: Stretch
    state: str
    holders: tuple[Element, ...]

    def holds(self, remark: Element) -> bool:
        """Whether a comment stands in it."""
        return any(holder.holds(remark) for holder in self.holders)


class _Part(NamedTuple):
    """What all units say that stand in the same elements."""

    around: tuple[Element, ...]
    document: str
    source_lang: str
    target_lang: str
    is_translated: bool
    preserve: bool

    @staticmethod
    def of(around: tuple[Element, ...], path: Path, lines: Lines) -> _Part:
        """What these elements say; FormatError where the root names a version that is not known."""
        version = around[0].attributes.get("version", "1.2")
        if version.partition(".")[0] not in ("1", "2"):
            line, _ = lines.place(around[0].start)
            hint = "export it as XLIFF 1.2 or 2.0"
            raise FormatError(f"XLIFF {version} is not known here", path=path, line=line, hint=hint)
        said = next((element for element in around if element.name == "file"), around[0]).attributes
        return _Part(
            around,
            said.get("original") or said.get("id") or path.name,
            source_of(inherited("source-language", around) or inherited("srcLang", around)),
            inherited("target-language", around) or inherited("trgLang", around) or "en",
            inherited("translate", around) != "no",
            preserves(around),
        )


def _slots(unit: Element, part: _Part, texts: Texts) -> Iterator[_Slot]:
    """The segments of a unit; none where it is not to be translated."""
    said = unit.attributes
    if said["translate"] == "no" if "translate" in said else not part.is_translated:
        return
    preserve = _preserves(unit, part.preserve)
    if unit.name == "trans-unit":
        yield from _marked_slots(unit, preserve, texts)
        return
    texts = _with_original_data(unit, texts)
    segments = list(unit.each("segment"))
    for number, segment in enumerate(segments, 1):
        source, target = segment.child("source"), segment.child("target")
        if source is not None:
            name = (segment.attributes.get("id") or str(number)) if len(segments) > 1 else ""
            state = segment.attributes.get("state", "")
            within = _preserves(segment, preserve)
            yield _Slot(name, _read(source, within, texts), _target(target, source, within, texts), state, (segment,))


def _marked_slots(unit: Element, preserve: bool, texts: Texts) -> Iterator[_Slot]:
    """The segments of a unit of XLIFF 1: the whole of it, or what is marked in its `seg-source` and its target."""
    source, target = unit.child("source"), unit.child("target")
    if source is None:
        return
    split = unit.child("seg-source") or source
    state = target.attributes.get("state", "") if target else ""
    state = state or ("approved" if unit.attributes.get("approved") == "yes" else "")
    whole = _target(target, split, preserve, texts)
    sources, targets = _marked(split), dict(_marked(target) if target else ())
    if not sources or (whole.text and not targets):
        yield _Slot("", _read(source, preserve, texts), whole, state, (unit,))
        return
    for name, mark in sources:
        other = targets.get(name)
        if other is not None:
            yield _Slot(name, _read(mark, preserve, texts), _read(other, preserve, texts), state, (mark, other))
        else:
            # Two that are put into the same place would not know of each other.
            alone = (
                _within(whole, mark, texts)
                if len(sources) == 1
                else replace(whole, text="", runs=(), tags=(), gap=None)
            )
            yield _Slot(name, _read(mark, preserve, texts), alone, state, (mark,))


def _marked(text: Element) -> list[tuple[str, Element]]:
    """The marked segments of a text by their names: `mid`, or their number."""
    marks = (mark for mark in text.below("mrk") if mark.attributes.get("mtype") == "seg")
    return [(mark.attributes.get("mid") or str(number), mark) for number, mark in enumerate(marks, 1)]


def _read(element: Element, preserve: bool, texts: Texts) -> Stretch:
    return texts.stretch(element, _preserves(element, preserve))


def _preserves(element: Element, preserve: bool) -> bool:
    """Whether all white space counts in an element, given whether it does around it."""
    said = element.attributes.get("xml:space")
    return said == "preserve" if said else preserve


def _target(target: Element | None, before: Element, preserve: bool, texts: Texts) -> Stretch:
    """The text of a target; of one that is not there, the place behind the element before it, written alike."""
    if target is not None:
        return _read(target, preserve, texts)
    prefix, colon, _ = texts.name(before).rpartition(":")
    name = f"{prefix}{colon}target"
    return texts.gap(before.end, f"{texts.layout(before.start)}<{name}>", f"</{name}>")


def _within(target: Stretch, mark: Element, texts: Texts) -> Stretch:
    """A text that goes into an empty target, in the mark of its source."""
    if target.gap is None:
        return target
    gap, name = target.gap, texts.name(mark)
    before, after = f"{gap.before}{texts.content[mark.start : mark.opened]}", f"</{name}>{gap.after}"
    return replace(target, gap=gap._replace(before=before, after=after))


def _unit(slot: _Slot, unit: Element, part: _Part, language: str, identifiers: Identifiers, texts: Texts) -> Unit:
    """The segment of a slot."""
    identifier = unit.attributes.get("id") or unit.attributes.get("resname") or named_after(slot.source.text)
    segment = Segment(
        identifiers.key(f"{identifier}#{slot.name}" if slot.name else identifier, part.document),
        part.document,
        slot.source.text or None,
        slot.target.text or None,
        part.source_lang,
        language,
        state=slot.state,
        note="\n".join(_notes(unit, texts)),
    )
    return Unit(segment, slot.source, slot.target)


def _notes(unit: Element, texts: Texts) -> Iterator[str]:
    """What notes say to people; where in a program a text stands is nothing to them."""
    for holder in (unit, *unit.each("notes")):
        for note in holder.each("note"):
            text = texts.plain(note)
            if text and not text.startswith("align:") and note.attributes.get("category") != "location":
                yield text


def _remarks(elements: Iterable[Element], texts: Texts) -> Iterator[tuple[Element, Span]]:
    """The comments and notes in these elements, each with what goes when it is taken out."""
    for element in elements:
        if element.name in (COMMENT, "note"):
            yield element, texts.line(element)
        elif element.name in _TEXTS:
            yield from ((comment, Span(comment.start, comment.end)) for comment in element.below(COMMENT))
        elif element.name in _REMARK_HOLDERS:
            inside = list(_remarks(element.children, texts))
            # The standard has no `notes` without a note.
            is_only = element.name == "notes" and len(element.children) == 1
            yield from ((remark, texts.line(element) if is_only else whole) for remark, whole in inside)


def _with_original_data(unit: Element, texts: Texts) -> Texts:
    """What takes texts out of a unit, with the native code that its codes refer to."""
    holder = unit.child("originalData")
    if holder is None:
        return texts
    data = {each.attributes.get("id", ""): texts.code(each) for each in holder.each("data")}
    return replace(
        texts, meaning=lambda code, _: _meaning(code, texts, data.get(code.attributes.get("dataRef", ""), ""))
    )


def _meaning(code: Element, texts: Texts, native: str = "") -> Meaning:
    """What an inline element stands for; `native` is its original data."""
    said = code.attributes
    if code.name == "mrk":
        is_fixed = said.get("mtype") == "protected" or said.get("translate") == "no"
        return Meaning.PROTECTED if is_fixed else Meaning.AROUND
    if code.name in ("g", "pc"):
        return Meaning.AROUND
    if code.name in _TAGS:
        return Meaning.TAG
    if code.name == "sm":
        return Meaning.FROM if said.get("translate") == "no" else Meaning.TAG
    if code.name == "em":
        return Meaning.TO
    if code.name in ("x", "ph"):
        equivalents = (said.get(name, "") for name in _EQUIVALENTS)
        return meaning_of((said.get(name, "") for name in _KINDS), (*equivalents, texts.code(code), native))
    return Meaning.OBJECT
