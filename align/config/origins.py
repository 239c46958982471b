"""Which values apply, as they would be written in a configuration, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from align.config.patterns import DocumentPattern, from_root, place_in
from align.config.settings import FileIgnore, Settings, Typed
from align.config.written import Written
from align.names.style import PROFILES, Style

_UNSET: Final[Mapping[str, str]] = {
    "aligner": "none",
    "source-lang": "guessed from each text",
    "review-log": "none",
    "jobs": "one, more for much",
    "review.theme": "dark",
    "review.by": "the name of the account",
    "review.glossary": "asked for when one is needed",
}
"""What stands for a value that a configuration cannot say."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: `flag` is the option that was typed, `line` the line of the configuration; empty and None
    for a default."""

    flag: str = ""
    line: int | None = None

    @property
    def word(self) -> str:
        """`typed`, `file` or `default`."""
        return "typed" if self.flag else "default" if self.line is None else "file"

    def told(self, path: Path | None) -> str:
        """For people: `--style`, `align.toml:3` or `default`."""
        if self.flag or self.line is None:
            return self.flag or "default"
        return f"{path.name if path else ''}:{self.line}"


@dataclass(frozen=True, slots=True)
class Value:
    """One value that applies. `value` is as TOML and JSON have it, None where a configuration cannot say it; `unset` says
    in words what applies then."""

    key: tuple[str, ...]
    value: object
    origin: Origin
    unset: str = ""
    items: tuple[Origin, ...] = ()
    """Where the items of a list come from that has one on each line."""


def values(settings: Settings, written: Written | None, typed: Typed) -> Iterator[Value]:
    """Every value of the settings, in the order in which the documentation tells them."""
    origins = _Origins(written, typed)
    near = settings.folder
    patterns = written.table.get("glossaries", []) if written and typed.glossaries is None else None
    glossaries = [_from(near, path) for path in settings.glossaries] if patterns is None else patterns
    yield Value(("glossaries",), list(glossaries), origins.of("glossaries"))
    yield Value(("lexicon",), settings.lexicon, origins.of("lexicon"))
    yield Value(("discover",), settings.discover, origins.of("discover"))
    yield Value(("reader",), settings.reader, origins.of("reader"))
    encoder = settings.aligner
    yield _one("aligner", _from(near, encoder) if isinstance(encoder, Path) else encoder, origins.of("aligner"))
    yield Value(("device",), settings.device, origins.of("device"))
    yield Value(("style",), style_value(settings.style), origins.of("style"))
    yield _one("source-lang", settings.source_lang, origins.of("source-lang"))
    items = tuple(origins.of("documents", number) for number in range(len(settings.documents)))
    documents = [_document(entry) for entry in settings.documents]
    yield Value(("documents",), documents, origins.of("documents"), items=items)
    yield Value(("exclude",), list(settings.exclude), origins.of("exclude"))
    yield Value(("select",), list(settings.select), origins.of("select"))
    yield Value(("ignore",), list(settings.ignore), origins.of("ignore"))
    yield from _per_file_ignores(settings, origins)
    yield Value(("fail-on",), settings.fail_on, origins.of("fail-on"))
    yield _one("baseline", settings.baseline and _from(near, settings.baseline), origins.of("baseline"))
    yield _one("review-log", settings.review_log and _from(near, settings.review_log), origins.of("review-log"))
    yield _one("jobs", settings.jobs, origins.of("jobs"))
    yield from _review(settings, origins)


def style_value(style: Style) -> object:
    """The name of a profile, or the table that describes a style of one's own."""
    if PROFILES.get(style.name) == style:
        return style.name
    return {field.name.replace("_", "-"): getattr(style, field.name) for field in fields(Style)}


class _Origins:
    def __init__(self, written: Written | None, typed: Typed) -> None:
        self._written = written
        self._flags = dict(_flags(typed))

    def of(self, key: str, *route: str | int) -> Origin:
        """Where a value comes from that a key of the configuration, or an option, sets."""
        if key in self._flags:
            return Origin(flag=self._flags[key])
        return Origin(line=self._written.line(key, *route)) if self._written else Origin()


def _flags(typed: Typed) -> Iterator[tuple[str, str]]:
    """The option that was typed for a key, for each that was."""
    if typed.glossaries is not None:
        yield "glossaries", "--glossary" if typed.glossaries else "--no-glossary"
    switches = (("lexicon", typed.lexicon, "lexicon"), ("discover", typed.discover, "discovery"))
    for key, value, word in (*switches, ("reader", typed.reader, "reader")):
        if value is not None:
            yield key, f"--{word}" if value else f"--no-{word}"
    plain = {
        "aligner": typed.aligner or None,
        "device": typed.device,
        "style": typed.style,
        "source-lang": typed.source_lang,
        "select": typed.select,
        "ignore": typed.ignore,
        "fail-on": typed.fail_on,
        "baseline": typed.baseline,
        "review-log": typed.review_log,
        "jobs": typed.jobs,
    }
    yield from ((key, f"--{key}") for key, value in plain.items() if value is not None)
    if typed.aligner == "":
        yield "aligner", "--no-aligner"
    if typed.no_baseline:
        yield "baseline", "--no-baseline"
    if typed.no_review_log:
        yield "review-log", "--no-review-log"


def _one(key: str, value: object, origin: Origin) -> Value:
    said = None if value in ("", None) else value
    return Value((*key.split("."),), said, origin, "" if said is not None else _UNSET[key])


def _document(entry: DocumentPattern) -> dict[str, str]:
    told = {"source": entry.source, "target": entry.target, "date": entry.date, "source-lang": entry.source_lang}
    return {key: value for key, value in told.items() if value}


def _per_file_ignores(settings: Settings, origins: _Origins) -> Iterator[Value]:
    if not settings.per_file_ignores:
        yield Value(("per-file-ignores",), {}, origins.of("per-file-ignores"))
    for glob in dict.fromkeys(entry.glob for entry in settings.per_file_ignores):
        entries = [_file_ignore(entry) for entry in settings.per_file_ignores if entry.glob == glob]
        plain = len(entries) == 1 and set(entries[0]) == {"rules"}
        value = entries[0]["rules"] if plain else entries
        yield Value(("per-file-ignores", glob), value, origins.of("per-file-ignores", glob))


def _file_ignore(entry: FileIgnore) -> dict[str, object]:
    told: dict[str, object] = {"rules": list(entry.rules)}
    return told | {key: text for key, text in (("reason", entry.reason), ("until", entry.until)) if text}


def _review(settings: Settings, origins: _Origins) -> Iterator[Value]:
    review = settings.review
    yield _one("review.theme", review.theme, origins.of("review", "theme"))
    yield _one("review.by", review.by, origins.of("review", "by"))
    yield _one(
        "review.glossary",
        review.glossary and _from(settings.folder, review.glossary),
        origins.of("review", "glossary"),
    )
    for act, keys in review.keys.items():
        yield Value(("review", "keys", act), list(keys), origins.of("review", "keys", act))


def _from(folder: Path, path: Path) -> str:
    """A path as the configuration in `folder` would name it."""
    return place_in(folder, path) or from_root(path).as_posix()
