"""What stands in a folder that has no configuration yet: texts and their translations, their language, glossaries."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from align.cli.inputs import TEXTS, offered
from align.config import REVIEW_LOG, SOURCE_LANGS, Settings
from align.config.reading import OWN
from align.errors import AlignError
from align.formats import read_document
from align.formats.base import bilingual_files, decode, read_bytes
from align.text.scripts import guess_lang

_SOURCE_FOLDERS: Final = (*SOURCE_LANGS, "zh-CN", "zh-TW", "zh-HK", "jp", "chinese", "japanese", "source", "original")
_TARGET_FOLDERS: Final = ("en", "en-US", "en-GB", "english", "target", "translation", "translations")
_SAMPLE: Final = 5
"""So many sources are read to guess their language."""
_ENOUGH: Final = 5000


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found. `patterns` pair translation and source, which is empty for bilingual files, as `documents` has them;
    `lang` is the language of the sources, empty where they differ or none is there; `glossaries` are globs."""

    patterns: tuple[tuple[str, str], ...]
    lang: str
    glossaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A translation and its source, empty for a bilingual file, and the pattern that both follow below a folder."""

    folder: PurePosixPath
    target: str
    source: str
    text: Path


def layout_of(folder: Path) -> Layout:
    """What stands in a folder and below it; FormatError where one may not be read."""
    found = [*_beside(folder), *_parallel(folder)]
    return Layout(tuple(_patterns(found)), _lang(found), tuple(_glossaries(folder)))


def _beside(folder: Path) -> Iterator[_Found]:
    """Pairs that stand in one folder, and bilingual files in folders that hold no others of their kind."""
    kinds: dict[tuple[PurePosixPath, str], list[Path]] = {}
    for pair in offered(folder, Settings(folder / OWN, review_log=folder / REVIEW_LOG)):
        place = PurePosixPath(pair.target.parent.relative_to(folder).as_posix())
        if pair.source is None:
            kinds.setdefault((place, f"*{pair.target.suffix}"), []).append(pair.target)
            continue
        target, source = pair.target.name, pair.source.name
        name = source.split(f".{pair.source_lang}.")[0]
        if target.startswith(f"{name}."):
            target, source = (f"{{name}}{each.removeprefix(name)}" for each in (target, source))
        yield _Found(place, target, source, pair.source)
    for (place, pattern), paths in kinds.items():
        if all(map(_is_bilingual, paths)):
            yield _Found(place, pattern, "", paths[0])


def _is_bilingual(path: Path) -> bool:
    try:
        return any(segment.source for segment in read_document(path).segments)
    except AlignError:
        return False


def _parallel(folder: Path) -> Iterator[_Found]:
    """Pairs that stand in two folders, as en/a.md and zh/a.md, or source/a.zh.md."""
    files = {PurePosixPath(path.relative_to(folder).as_posix()): path for path in bilingual_files(folder, TEXTS)}
    for target in files:
        stem, end = target.stem, target.suffix
        if stem.endswith(".en"):
            stem, end = stem.removesuffix(".en"), f".en{end}"
        for at, part in enumerate(target.parts[:-1]):
            if part not in _TARGET_FOLDERS:
                continue
            above, within = PurePosixPath(*target.parts[:at]), PurePosixPath(*target.parts[at + 1 : -1])
            stars = "**/" if within.parts else ""
            for other in _SOURCE_FOLDERS:
                for source_end in (target.suffix, *(f".{lang}{target.suffix}" for lang in SOURCE_LANGS)):
                    text = files.get(above / other / within / f"{stem}{source_end}")
                    if text is not None:
                        found = f"{part}/{stars}{{name}}{end}", f"{other}/{stars}{{name}}{source_end}"
                        yield _Found(above, *found, text)


def _patterns(found: Iterable[_Found]) -> Iterator[tuple[str, str]]:
    """Target and source of each kind of pair, below the folder that all of its kind share."""
    folders: dict[tuple[str, str], set[PurePosixPath]] = {}
    for each in found:
        folders.setdefault((each.target, each.source), set()).add(each.folder)
    patterns = []
    for (target, source), places in sorted(folders.items()):
        shared = PurePosixPath(*_shared(places))
        below = "" if places == {shared} else "**/"
        patterns.append((_under(shared, below, target), _under(shared, below, source) if source else ""))
    yield from (pair for pair in patterns if tuple(map(_deeper, pair)) not in patterns)


def _deeper(pattern: str) -> str:
    """The pattern that names the same files in all folders below as well."""
    return re.sub(r"(^|/)(?!\*\*)([^/]+)$", r"\1**/\2", pattern)


def _under(folder: PurePosixPath, below: str, name: str) -> str:
    # Two stars that stand for any folders already stand for these as well.
    return f"{folder.as_posix()}/{below}{name}".removeprefix("./").replace("**/**/", "**/")


def _shared(places: Iterable[PurePosixPath]) -> Iterator[str]:
    """The folders that all places begin with."""
    for parts in zip(*(place.parts for place in places), strict=False):
        if len(set(parts)) > 1:
            return
        yield parts[0]


def _lang(found: Sequence[_Found]) -> str:
    """The language of the sources, empty where they differ or none tells."""
    texts = list(dict.fromkeys(each.text for each in found if each.source))
    step = max(1, len(texts) // _SAMPLE)
    langs: Counter[str] = Counter()
    for path in texts[::step][:_SAMPLE]:
        with contextlib.suppress(AlignError):
            langs[guess_lang(decode(read_bytes(path), path)[:_ENOUGH])] += 1
    return next(iter(langs)) if len(langs) == 1 else ""


def _glossaries(folder: Path) -> Iterator[str]:
    """Globs for the glossaries that are there: a folder of such a name, else single files."""
    folders = [name for name in ("glossaries", "glossary") if any((folder / name).glob("*.yaml"))]
    yield from (f"{name}/*.yaml" for name in folders)
    if not folders:
        yield from (path.name for path in sorted(folder.glob("*.yaml")) if _is_glossary(path))


def _is_glossary(path: Path) -> bool:
    try:
        return any(line.startswith(b"entities:") for line in path.read_bytes().splitlines())
    except OSError:
        return False
