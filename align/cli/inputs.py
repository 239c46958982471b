"""Which documents a command line means, and reading them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import click

from align import config
from align.alignment.sentences import Anchors, segments_of
from align.config import Pair, Settings, Typed
from align.config.patterns import place_in
from align.errors import FormatError
from align.formats import FORMATS, TEXT_FORMATS, for_path
from align.formats.base import bilingual_files, decode, read_bytes
from align.formats.texts import TextFormat, document_of
from align.model.segment import Document, Segment
from align.text.scripts import guess_lang, has_cjk

STDIN = Path("-")

TEXTS = tuple(suffix for known in TEXT_FORMATS for suffix in known.suffixes)
"""The suffixes of texts that stand in pairs, as NAME.zh.txt and NAME.en.txt."""

_BILINGUAL = tuple(suffix for known in FORMATS if known not in TEXT_FORMATS for suffix in known.suffixes)
INPUTS = (*_BILINGUAL, *TEXTS)
"""The suffixes of files that a folder offers."""

_SOURCE_NAME = re.compile(
    rf"(?P<name>.+)\.(?P<lang>{'|'.join(config.SOURCE_LANGS)})(?P<suffix>{'|'.join(map(re.escape, TEXTS))})"
)
_ENOUGH_TO_GUESS = 5000
# A character of Chinese or Japanese becomes about three of English.
_LENGTHENING = 3
_MISMATCH = 8
_TOO_SHORT_TO_COMPARE = 600


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that share their settings. `sourceless` are files that fit `documents` but whose source is not there; they
    are not among the pairs."""

    settings: Settings
    pairs: tuple[Pair, ...]
    sourceless: tuple[Pair, ...] = ()


def batches(paths: Sequence[str], source: Path | None, typed: Typed) -> list[Batch]:
    """What to check, in the order asked: neighbours under the same configuration file form one batch."""
    if source is not None and len(paths) != 1:
        raise click.UsageError("--source goes with exactly one PATH, its translation.")
    if not paths:
        return [_configured(typed)]
    found: list[Batch] = []
    for configuration, group in groupby(map(Path, paths), key=lambda path: config.nearest(_near(path))):
        settings = config.load(configuration, typed)
        asked = tuple(group)
        pairs = (pair for path in asked for pair in _pairs(path, source, settings))
        whole = dict.fromkeys(_completed(pair, typed, settings) for pair in pairs)
        found.append(Batch(settings, tuple(whole), tuple(_sourceless(asked, settings))))
    return found


def offered(path: Path | None, settings: Settings) -> Iterator[Pair]:
    """What a check of a file or folder reads, in no order; of what `documents` names where `path` is None."""
    if path is None:
        yield from settings.pairs()
    elif path.is_dir():
        files = [file for file in bilingual_files(path, INPUTS) if not settings.excludes(file)]
        known = frozenset(files)
        yield from (pair for file in files for pair in _found(file, known, settings))
    else:
        yield from settings.pairs_of(path) or (Pair(path),)


def read(pair: Pair, anchors: Anchors | None = None, raw: bytes | None = None) -> Document:
    """The document of a pair; FormatError where it cannot be read.

    `anchors` says how much two stretches of text have in common by name, for the alignment of plain texts. `raw` takes
    the place of what stands in the file of the translation.
    """
    raw = _bytes(pair.target) if raw is None else raw
    if pair.source is not None:
        document = _aligned(pair.source, pair, raw, anchors)
    else:
        document = for_path(pair.target, raw).read(raw, pair.target)
    return replace(document, date=pair.date or document.date, segments=_with_language(document, pair.source_lang))


def _near(path: Path) -> Path:
    return Path() if path == STDIN else path


def _configured(typed: Typed) -> Batch:
    """The documents that the configuration of the working folder names."""
    settings = config.load(config.nearest(Path()), typed)
    pairs = tuple(_completed(pair, typed, settings) for pair in offered(None, settings))
    sourceless = next(settings.sourceless(), None)
    if not pairs and sourceless:
        raise FormatError(
            "there is no such file",
            path=sourceless.source,
            hint=f"`documents` names it as the source of {sourceless.target}",
        )
    if not pairs:
        where = "`documents` in the configuration matches no file" if settings.documents else "no PATH given"
        raise click.UsageError(f"{where}; name a file or a folder, or list `documents` in align.toml.")
    return Batch(settings, pairs, tuple(settings.sourceless()))


def _sourceless(paths: Sequence[Path], settings: Settings) -> Iterator[Pair]:
    """What folders leave out, as `documents` names a source for it that is not there."""
    folders = [path for path in paths if settings.documents and path.is_dir()]
    if folders:
        missing = settings.sourceless()
        yield from (pair for pair in missing if any(place_in(folder, pair.target) for folder in folders))


def _completed(pair: Pair, typed: Typed, settings: Settings) -> Pair:
    """The pair with language and date: what was typed, else what is known of it, else the settings."""
    return replace(
        pair,
        source_lang=typed.source_lang or pair.source_lang or settings.source_lang,
        date=typed.date or pair.date or settings.date,
    )


def _pairs(path: Path, source: Path | None, settings: Settings) -> Iterator[Pair]:
    if path.is_dir():
        if source is not None:
            raise click.UsageError("--source goes with a file, not with a folder.")
        yield from _in_folder(path, settings)
        return
    if source is not None:
        if path.suffix.lower() in _BILINGUAL:
            raise click.UsageError(f"{path} holds its own source; leave --source out.")
        yield Pair(path, source)
        return
    yield from offered(path, settings)


def _in_folder(folder: Path, settings: Settings) -> Iterator[Pair]:
    """Bilingual files and pairs of texts below a folder, by path; FormatError where there are none."""
    pairs = sorted(offered(folder, settings), key=lambda pair: (pair.target, pair.source or pair.target))
    if not pairs:
        hint = f"looked for {', '.join(_BILINGUAL)} files and pairs such as NAME.zh.txt with NAME.en.txt"
        raise FormatError("nothing to check in this folder", path=folder, hint=hint)
    yield from pairs


def _found(path: Path, files: frozenset[Path], settings: Settings) -> Iterator[Pair]:
    """What a file in a folder stands for: a document of its own, or the source of a translation beside it."""
    known = settings.pairs_of(path)
    if known:
        yield from (pair for pair in known if pair.has_source)
    elif path.suffix.lower() in _BILINGUAL:
        yield Pair(path)
    elif (parts := _SOURCE_NAME.fullmatch(path.name)) is not None:
        name, lang, suffix = parts["name"], parts["lang"], parts["suffix"]
        names = [f"target.en{suffix}"] if name == "source" else []
        for target in map(path.with_name, (*names, f"{name}.en{suffix}", f"{name}{suffix}")):
            if target in files and not settings.pairs_of(target):
                yield Pair(target, path, lang)
                return


def _bytes(path: Path) -> bytes:
    if path != STDIN:
        raw = read_bytes(path)
    elif sys.stdin is None:
        raise FormatError("standard input is closed", path=path)
    else:
        raw = sys.stdin.buffer.read()
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        hint = "check that it was saved, and that this is the right file"
        raise FormatError("the file is empty, so there is nothing to check", path=path, hint=hint)
    return raw


def _aligned(source: Path, pair: Pair, raw: bytes, anchors: Anchors | None) -> Document:
    """One document from two texts."""
    form = _text_format(pair.target, raw)
    raw_source = _bytes(source)
    views = (
        _text_format(source, raw_source).view(decode(raw_source, source), source),
        form.view(decode(raw, pair.target), pair.target),
    )
    texts = views[0].text, views[1].text
    lang = pair.source_lang or guess_lang(texts[0][:_ENOUGH_TO_GUESS])
    if not has_cjk(texts[0]):
        hint = "are source and translation swapped?" if has_cjk(texts[1]) else "give the original text as the source"
        raise FormatError("the source holds neither Chinese nor Japanese", path=source, hint=hint)
    _refuse_mismatch(*texts, pair)
    segments = segments_of(*texts, paths=(source, pair.target), langs=(lang, "en"), anchors=anchors)
    return document_of(form.name, raw, views[1], segments, views[0])


def _text_format(path: Path, raw: bytes) -> TextFormat:
    """The format of one of two texts that stand beside each other; of a bilingual format it is taken for plain text."""
    known = for_path(path, raw)
    return known if isinstance(known, TextFormat) else TEXT_FORMATS[-1]


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
