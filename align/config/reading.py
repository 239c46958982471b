"""Which configuration applies, and the settings that come of it and of what was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

from align.config.patterns import from_root
from align.config.settings import BASELINE, REVIEW_LOG, Settings, Typed, encoder_at
from align.config.written import SHARED, Written, own_table, text_of, toml
from align.errors import ConfigError
from align.names.style import Style, style_from

_T = TypeVar("_T")

OWN: Final = "align.toml"
"""The file that is ours alone; it wins over a shared one beside it."""


def load(path: Path | None, typed: Typed) -> Settings:
    """The settings in a configuration file, None for no file, with `typed` on top.

    ConfigError where the configuration or a typed value makes no sense.
    """
    return merged(read(path) if path else Settings(), typed)


def nearest(near: Path) -> Path | None:
    """The configuration file that applies to `near`, None where there is none up to the root."""
    start = from_root(near)
    for folder in (start, *start.parents):
        found = own_file(folder) or shared_file(folder)
        if found is not None:
            return _short(found)
    return None


def own_file(folder: Path) -> Path | None:
    """The `align.toml` of a folder, None where there is none."""
    return folder / OWN if _is_file(folder / OWN) else None


def shared_file(folder: Path) -> Path | None:
    """The `pyproject.toml` of a folder if it sets something for us, which does not count beside an `align.toml`."""
    path = folder / SHARED
    if not _is_file(path):
        return None
    text = text_of(path)
    return path if "align" in text and own_table(toml(text, path)) is not None else None


def read(path: Path) -> Settings:
    """The settings in a configuration file; ConfigError names the place of what is wrong where it can be told."""
    # Most of what this package does is to say what is wrong with a file, which many who check have none of.
    from align.config.examining import settings_in

    return settings_in(Written.read(path))


def merged(settings: Settings, typed: Typed) -> Settings:
    """The settings of a file with what was typed on top; ConfigError where that makes no sense."""
    return Settings(
        path=settings.path,
        glossaries=_first(typed.glossaries, settings.glossaries),
        lexicon=_first(typed.lexicon, settings.lexicon),
        discover=_first(typed.discover, settings.discover),
        reader=_first(typed.reader, settings.reader),
        aligner=encoder_at(Path(), typed.aligner) if typed.aligner else _first(typed.aligner, settings.aligner),
        device=_first(typed.device, settings.device),
        style=settings.style if typed.style is None else _style(typed.style),
        source_lang=_first(typed.source_lang, settings.source_lang),
        date=_first(typed.date, settings.date),
        documents=settings.documents,
        exclude=settings.exclude,
        select=_first(typed.select, settings.select),
        ignore=_first(typed.ignore, settings.ignore),
        per_file_ignores=settings.per_file_ignores,
        fail_on=_first(typed.fail_on, settings.fail_on),
        baseline=None if typed.no_baseline else _baseline(typed, settings),
        review_log=None if typed.no_review_log else _log(typed, settings),
        jobs=settings.jobs if typed.jobs is None else typed.jobs,
        review=settings.review,
    )


def _baseline(typed: Typed, settings: Settings) -> Path:
    return typed.baseline or settings.baseline or settings.folder / BASELINE


def _log(typed: Typed, settings: Settings) -> Path:
    return typed.review_log or settings.review_log or settings.folder / REVIEW_LOG


def _first(typed: _T | None, setting: _T) -> _T:
    return setting if typed is None else typed


def _style(value: str) -> Style:
    try:
        return style_from(value)
    except ValueError as error:
        raise ConfigError(f"`--style`: {error}") from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:
        # Whatever stands in a folder that may not be opened, it is the checked file that the user should hear of.
        return False


def _short(path: Path) -> Path:
    """`path` from the working folder where it lies below it, as users write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
