"""Reading a document: a bilingual file, a translation with the source that stands beside it, or one without."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

from align.alignment.meaning import sentence_encoder
from align.alignment.sentences import Anchors, segments_of
from align.config import Pair
from align.errors import FormatError
from align.formats import for_path
from align.formats.base import decode, read_bytes, read_given
from align.formats.plain import Plain
from align.formats.texts import TextFormat, document_of
from align.model.segment import Document, Segment
from align.text.scripts import guess_lang, has_cjk

_ENOUGH_TO_GUESS = 5000
# A character of Chinese or Japanese becomes about three of English.
_LENGTHENING = 3
_MISMATCH = 8
_TOO_SHORT_TO_COMPARE = 600


def read(pair: Pair, anchors: Anchors | None = None, raw: bytes | None = None) -> Document:
    """The document of a pair; FormatError where it cannot be read.

    `anchors` says how much two stretches of text have in common by name, for the alignment of plain texts. `raw` takes
    the place of what stands in the file of the translation.
    """
    raw = read_given(pair.target, "check") if raw is None else raw
    if pair.source is not None:
        document = _aligned(pair.source, pair, raw, anchors)
    else:
        document = for_path(pair.target, raw).read(raw, pair.target)
    return replace(document, date=pair.date or document.date, segments=_with_language(document, pair.source_lang))


def holds_both(path: Path) -> bool:
    """Whether a text, as subtitles may, holds source and translation; FormatError where it cannot be read."""
    raw = read_bytes(path)
    return _text_format(path, raw).view(decode(raw, path), path).beside is not None


def _aligned(source: Path, pair: Pair, raw: bytes, anchors: Anchors | None) -> Document:
    """One document from two texts."""
    form = _text_format(pair.target, raw)
    raw_source = read_given(source, "check")
    view = _text_format(source, raw_source).view(decode(raw_source, source), source)
    # Of a file in both languages the source is what is read of it.
    views = view.beside or view, form.view(decode(raw, pair.target), pair.target)
    texts = views[0].text, views[1].text
    lang = pair.source_lang or guess_lang(texts[0][:_ENOUGH_TO_GUESS])
    if not has_cjk(texts[0]):
        hint = "are source and translation swapped?" if has_cjk(texts[1]) else "give the original text as the source"
        raise FormatError("the source holds neither Chinese nor Japanese", path=source, hint=hint)
    _refuse_mismatch(*texts, pair)
    if document := form.paired(*views, raw, lang):
        return document
    paths = source, pair.target
    segments = segments_of(*texts, paths=paths, langs=(lang, "en"), anchors=anchors, encode=sentence_encoder())
    return document_of(form.name, raw, views[1], segments, views[0])


def _text_format(path: Path, raw: bytes) -> TextFormat:
    """The format of one of two texts that stand beside each other; of a bilingual format it is taken for plain text."""
    known = for_path(path, raw)
    return known if isinstance(known, TextFormat) else Plain()


def _refuse_mismatch(source: str, target: str, pair: Pair) -> None:
    """FormatError where the source says many times more than its translation can: they do not belong together."""
    weight = sum(_LENGTHENING if has_cjk(character) else 1 for character in source if not character.isspace())
    times = weight / (len(target) or 1)
    if weight > _TOO_SHORT_TO_COMPARE and times > _MISMATCH:
        raise FormatError(
            f"the source is {times:.0f} times as long as a text of which this is the translation",
            path=pair.target,
            hint=f"check that it belongs to {pair.source}; of a text translated in part give that part as the source",
        )


def _with_language(document: Document, lang: str) -> tuple[Segment, ...]:
    """The segments; those that do not say the language of their source get `lang`, or a guess where it is empty."""
    if all(segment.source_lang or segment.source is None for segment in document.segments):
        return document.segments
    found: list[Segment] = []
    for _, group in groupby(document.segments, key=lambda segment: segment.document):
        segments = list(group)
        known = lang or guess_lang("\n".join(segment.source or "" for segment in segments)[:_ENOUGH_TO_GUESS])
        found += (s if s.source_lang or s.source is None else replace(s, source_lang=known) for s in segments)
    return tuple(found)
