"""Which documents a command line means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

import click

from align import config
from align.cli.changed import Changes
from align.cli.reading import holds_both
from align.config import SOURCE_LANGS, Pair, Settings, Typed
from align.config.patterns import from_root, place_in
from align.errors import FormatError
from align.formats import FORMATS, Holds
from align.formats.base import STDIN, bilingual_files
from align.glossary.files import glossary_files

TEXTS = tuple(suffix for known in FORMATS if known.holds is not Holds.BOTH for suffix in known.suffixes)
"""The suffixes of texts that stand in pairs, as NAME.zh.txt and NAME.en.txt."""

_BILINGUAL = tuple(suffix for known in FORMATS if known.holds is Holds.BOTH for suffix in known.suffixes)
INPUTS = (*_BILINGUAL, *TEXTS)
"""The suffixes of files that a folder offers."""

_TIMED = tuple(suffix for known in FORMATS if known.holds is Holds.SUBTITLES for suffix in known.suffixes)
_SOURCE_NAME = re.compile(
    rf"(?P<name>.+)\.(?P<lang>{'|'.join(SOURCE_LANGS)})(?P<suffix>{'|'.join(map(re.escape, TEXTS))})"
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that share their settings. `sourceless` are files that fit `documents` but whose source is not there; they
    are not among the pairs.

    Where only changes were asked for, `unchanged` counts the documents left out for having none, and `against` are the
    configuration and glossaries that have changed.
    """

    settings: Settings
    pairs: tuple[Pair, ...]
    sourceless: tuple[Pair, ...] = ()
    unchanged: int = 0
    against: tuple[Path, ...] = ()


def batches(
    paths: Sequence[str],
    source: Path | None,
    typed: Typed,
    changes: Changes | None = None,
    *,
    only_documents: bool = False,
) -> list[Batch]:
    """What to check, in the order asked: neighbours under the same configuration file form one batch.

    With `changes` only documents of which translation or source is among them. With `only_documents` nothing for a path
    that no folder would offer.
    """
    if source is not None and len(paths) != 1:
        raise click.UsageError("--source goes with exactly one PATH, its translation.")
    if changes is not None and str(STDIN) in paths:
        raise click.UsageError("--changed-since goes with files: of standard input git knows nothing.")
    if changes is not None:
        for place in map(Path, paths or ["."]):
            changes.look_at(place)
    found = list(_named(paths, source, typed, only_documents=only_documents)) if paths else [_configured(typed)]
    return found if changes is None else [_changed(batch, changes) for batch in found]


def offered(path: Path | None, settings: Settings) -> Iterator[Pair]:
    """What a check of a file or folder reads, in no order; of what `documents` names where `path` is None."""
    if path is None:
        yield from settings.pairs()
    elif path.is_dir():
        files = [file for file in bilingual_files(path, INPUTS) if not settings.excludes(file)]
        known = frozenset(files)
        yield from (pair for file in files for pair in _found(file, known.__contains__, settings))
    else:
        yield from _Named(settings).pairs(path)


def _near(path: Path) -> Path:
    """The folder from which on a configuration is looked for."""
    return Path() if path == STDIN else path if path.is_dir() else path.parent


def _named(paths: Sequence[str], source: Path | None, typed: Typed, *, only_documents: bool) -> Iterator[Batch]:
    """The documents that paths stand for."""
    # Of thousands of files that are named in one folder, the folder is asked once.
    nearest = cache(config.nearest)
    for configuration, group in groupby(map(Path, paths), key=lambda path: nearest(_near(path))):
        settings = config.load(configuration, typed)
        asked, named = tuple(group), _Named(settings, only_documents=only_documents)
        pairs = (pair for path in asked for pair in _pairs(path, source, named))
        # A translation and its source may both be named.
        whole = tuple(dict.fromkeys(_completed(pair, typed, settings) for pair in pairs))
        yield Batch(settings, whole, (*named.sourceless, *_sourceless(asked, settings)))


def _changed(batch: Batch, changes: Changes) -> Batch:
    """The batch with only what has changed. A file that was named and is not there is left to those who miss it."""
    pairs = tuple(
        pair
        for pair in batch.pairs
        if changes.hold(pair.target)
        or (pair.source is not None and changes.hold(pair.source))
        or not pair.target.exists()
    )
    settings = batch.settings
    used = (*((settings.path,) if settings.path else ()), *glossary_files(settings.glossaries))
    against = tuple(path for path in used if changes.known_to_hold(path))
    return replace(batch, pairs=pairs, unchanged=len(batch.pairs) - len(pairs), against=against)


def _configured(typed: Typed) -> Batch:
    """The documents that the configuration of the working folder names."""
    settings = config.load(config.nearest(Path()), typed)
    found, sourceless = settings.fitting()
    pairs = tuple(_completed(pair, typed, settings) for pair in found)
    if not pairs and sourceless:
        missing = sourceless[0]
        raise FormatError(
            "there is no such file",
            path=missing.source,
            hint=f"`documents` names it as the source of {missing.target}",
        )
    if not pairs:
        where = "`documents` in the configuration matches no file" if settings.documents else "no PATH given"
        raise click.UsageError(f"{where}; name a file or a folder, or list `documents` in align.toml.")
    return Batch(settings, pairs, sourceless)


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


def _pairs(path: Path, source: Path | None, named: _Named) -> Iterator[Pair]:
    if path.is_dir():
        if source is not None:
            raise click.UsageError("--source goes with a file, not with a folder.")
        yield from _in_folder(path, named.settings)
        return
    if source is not None:
        if path.suffix.lower() in _BILINGUAL:
            raise click.UsageError(f"{path} holds its own source; leave --source out.")
        if source.suffix.lower() in _BILINGUAL:
            raise click.UsageError(
                f"{source} holds its own translation, and is no source of another: give the original text."
            )
        yield Pair(path, source)
        return
    yield from named.pairs(path)


class _Named:
    """What files stand for that are named one by one; with `only_documents` nothing for those that no folder would offer."""

    def __init__(self, settings: Settings, *, only_documents: bool = False) -> None:
        self.settings = settings
        self.sourceless: list[Pair] = []
        self._only_documents = only_documents

    def pairs(self, path: Path) -> tuple[Pair, ...]:
        """The pairs of a translation or a source, or the file alone where it has no other."""
        if path == STDIN:
            return (Pair(path),)
        if not self._only_documents:
            return self._known(path) or (Pair(path),)
        if self.settings.excludes(path):
            return ()
        known = self._known(path) or ((Pair(path),) if path.suffix.lower() in _BILINGUAL else ())
        self.sourceless += (pair for pair in known if not pair.has_source)
        return tuple(pair for pair in known if pair.has_source and not self.settings.excludes(pair.target))

    def _known(self, path: Path) -> tuple[Pair, ...]:
        return self.settings.pairs_of(path) or tuple(self._by_source.get(from_root(path), ())) or self._beside(path)

    @cached_property
    def _by_source(self) -> Mapping[Path, Sequence[Pair]]:
        """What `documents` names, by source."""
        found: dict[Path, list[Pair]] = {}
        for pair in self.settings.pairs():
            if pair.source is not None:
                found.setdefault(from_root(pair.source), []).append(pair)
        return found

    def _beside(self, path: Path) -> tuple[Pair, ...]:
        """The pair of a source, or the pairs of a translation, whose other text is named for it and stands beside it."""
        if path.suffix.lower() in _BILINGUAL:
            return ()
        if _SOURCE_NAME.fullmatch(path.name):
            return tuple(_found(path, Path.is_file, self.settings))
        name = path.name.removesuffix(path.suffix)
        names = dict.fromkeys((name, name.removesuffix(".en"), *(["source"] if name == "target.en" else [])))
        beside = (path.with_name(f"{one}.{lang}{path.suffix}") for one in names for lang in SOURCE_LANGS)
        pairs = (pair for source in beside if source.is_file() for pair in _found(source, Path.is_file, self.settings))
        return tuple(pair for pair in pairs if pair.target == path)


def _in_folder(folder: Path, settings: Settings) -> Iterator[Pair]:
    """Bilingual files and pairs of texts below a folder, by path; FormatError where there are none."""
    pairs = sorted(offered(folder, settings), key=lambda pair: (pair.target, pair.source or pair.target))
    if not pairs:
        hint = f"looked for {', '.join(_BILINGUAL)} files and pairs such as NAME.zh.txt with NAME.en.txt"
        raise FormatError("nothing to check in this folder", path=folder, hint=hint)
    yield from pairs


def _found(path: Path, is_there: Callable[[Path], bool], settings: Settings) -> Iterator[Pair]:
    """What a file in a folder stands for: a document of its own, or the source of a translation beside it."""
    known = settings.pairs_of(path)
    if known:
        yield from (pair for pair in known if pair.has_source)
    elif path.suffix.lower() in _BILINGUAL:
        yield Pair(path)
    elif (parts := _SOURCE_NAME.fullmatch(path.name)) is not None:
        name, lang, suffix = parts["name"], parts["lang"], parts["suffix"]
        names = [f"target.en{suffix}"] if name == "source" else []
        # Subtitles are also translated from one of their formats into another.
        suffixes = dict.fromkeys((suffix, *(other for other in _TIMED if path.suffix.lower() in _TIMED)))
        names += (f"{name}{end}{other}" for other in suffixes for end in (".en", ""))
        for target in map(path.with_name, names):
            if is_there(target) and not settings.pairs_of(target):
                yield Pair(target, path, lang)
                return
    elif path.suffix.lower() in _TIMED and not _has_source(path, is_there) and holds_both(path):
        yield Pair(path)


def _has_source(target: Path, is_there: Callable[[Path], bool]) -> bool:
    """Whether a file beside a text may be its source by name."""
    name = target.stem.removesuffix(".en")
    return any(is_there(target.with_name(f"{name}.{lang}{suffix}")) for lang in SOURCE_LANGS for suffix in _TIMED)
