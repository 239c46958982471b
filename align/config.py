"""What a run is set to: `align.toml` or `[tool.align]` in `pyproject.toml`, and what was typed on top of it.

The nearest file above the checked one counts, alone. Paths and globs in it start from its own folder. A typed flag
wins over a setting; a default does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, TypeVar

from align.errors import ConfigError
from align.names.style import DEFAULT, Style, style_from

_T = TypeVar("_T")

FAIL_ON = ("error", "warning", "info", "never")
SOURCE_LANGS = ("zh", "zh-Hans", "zh-Hant", "ja")
THEMES = ("dark", "light", "plain")
REVIEW_LOG = "align-review.jsonl"
"""What the review log is called where nothing else is said; it stands beside the configuration."""

_KEYS = (
    "glossaries",
    "lexicon",
    "discover",
    "style",
    "source-lang",
    "documents",
    "select",
    "ignore",
    "per-file-ignores",
    "fail-on",
    "review-log",
    "review",
)
_NOT_YET = ("baseline",)
_REVIEW_KEYS = ("keys", "theme", "by", "glossary")
_DOCUMENT_KEYS = ("source", "target", "date", "source-lang")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation with what is known of it: `source` is None for a text without one or a bilingual file."""

    target: Path
    source: Path | None = None
    source_lang: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPattern:
    """One entry of `documents`: `target` and `source` may hold `{name}`, which stands for the same word in both."""

    folder: Path
    target: str
    source: str = ""
    source_lang: str = ""
    date: str = ""

    def pairs(self) -> Iterator[Pair]:
        """The translations that stand in the folder, sorted."""
        for path in sorted(self.folder.glob(self.target.replace("{name}", "*"))):
            pair = self.pair_of(path)
            if pair is not None:
                yield pair

    def pair_of(self, target: Path) -> Pair | None:
        """The pair that `target` belongs to, None where this entry does not name it."""
        try:
            inside = target.absolute().relative_to(self.folder.absolute()).as_posix()
        except ValueError:
            return None
        match = _glob(self.target).fullmatch(inside)
        if match is None:
            return None
        name = match.groupdict().get("name", "")
        source = self.folder / self.source.replace("{name}", name) if self.source else None
        return Pair(target, source, self.source_lang, self.date)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the user typed; None means that the flag was not given."""

    glossaries: tuple[Path, ...] | None = None
    lexicon: bool | None = None
    discover: bool | None = None
    style: str | None = None
    source_lang: str | None = None
    date: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    review_log: Path | None = None
    no_review_log: bool = False


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How `align review` is set: which keys an act has (by its name, as written), the colours, who reviews, and the
    glossary that takes new entries. What the configuration does not say is empty, or None."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theme: str = ""
    by: str = ""
    glossary: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """A run's settings, complete. `path` is the file they come from, None where there is none.

    `source_lang` and `date` are empty where they are to be found out from the text. An empty `select` means the
    rules that are on by default. `per_file_ignores` pairs a glob, relative to the file's folder, with rules. `discover`
    says whether names that are in no glossary are found, `lexicon` whether the built-in who's who is asked about them.
    `review_log` is where the decisions of reviewers stand, whether or not there is such a file; None where they are not
    to be asked.
    """

    path: Path | None = None
    glossaries: tuple[Path, ...] = ()
    lexicon: bool = True
    discover: bool = True
    style: Style = DEFAULT
    source_lang: str = ""
    date: str = ""
    documents: tuple[DocumentPattern, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    fail_on: str = "error"
    review_log: Path | None = None
    review: ReviewSettings = field(default_factory=ReviewSettings)

    @property
    def folder(self) -> Path:
        """Where relative paths of the settings start."""
        return self.path.parent if self.path else Path()

    def pair_of(self, target: Path) -> Pair | None:
        """What `documents` says of a translation, None where it says nothing."""
        return next((pair for entry in self.documents if (pair := entry.pair_of(target)) is not None), None)

    def ignored_in(self, path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The entries of `per-file-ignores` that apply to a file: the glob and its rules."""
        try:
            inside = path.absolute().relative_to(self.folder.absolute()).as_posix()
        except ValueError:
            return
        yield from ((glob, rules) for glob, rules in self.per_file_ignores if _glob(glob).fullmatch(inside))


def load(path: Path | None, typed: Typed) -> Settings:
    """The settings in a configuration file, None for no file, with `typed` on top.

    ConfigError where the configuration or a typed value makes no sense.
    """
    return _merged(read(path) if path else Settings(), typed)


def nearest(near: Path) -> Path | None:
    """The configuration file that applies to `near`, None where there is none up to the root."""
    start = near.absolute()
    for folder in (start, *start.parents):
        own = folder / "align.toml"
        if _is_file(own):
            return _short(own)
        shared = folder / "pyproject.toml"
        if _is_file(shared) and "align" in (text := _text(shared)) and "align" in _toml(text, shared).get("tool", {}):
            return _short(shared)
    return None


def read(path: Path) -> Settings:
    """The settings in a configuration file; ConfigError names the line of what is wrong where it can be told."""
    text = _text(path)
    table = _toml(text, path)
    if path.name == "pyproject.toml":
        table = table["tool"]["align"]
    return _Table(path, text, table).settings()


def _merged(settings: Settings, typed: Typed) -> Settings:
    return Settings(
        path=settings.path,
        glossaries=_first(typed.glossaries, settings.glossaries),
        lexicon=_first(typed.lexicon, settings.lexicon),
        discover=_first(typed.discover, settings.discover),
        style=settings.style if typed.style is None else _style(typed.style, "`--style`: "),
        source_lang=_first(typed.source_lang, settings.source_lang),
        date=_first(typed.date, settings.date),
        documents=settings.documents,
        select=_first(typed.select, settings.select),
        ignore=_first(typed.ignore, settings.ignore),
        per_file_ignores=settings.per_file_ignores,
        fail_on=_first(typed.fail_on, settings.fail_on),
        review_log=None if typed.no_review_log else _log(typed, settings),
        review=settings.review,
    )


def _log(typed: Typed, settings: Settings) -> Path:
    return typed.review_log or settings.review_log or settings.folder / REVIEW_LOG


def _first(typed: _T | None, setting: _T) -> _T:
    return setting if typed is None else typed


def _style(value: str | Mapping[str, object], where: str, **place: Any) -> Style:
    try:
        return style_from(value)
    except ValueError as error:
        raise ConfigError(f"{where}{error}", **place) from error


class _Table:
    """A configuration table under examination: every complaint knows its file and, where it can, its line."""

    def __init__(self, path: Path, text: str, table: Mapping[str, Any]) -> None:
        self._path = path
        self._text = text
        self._table = table

    def settings(self) -> Settings:
        self._refuse_unknown(self._table, _KEYS)
        line = self._line("style")
        style = self._table.get("style")
        if style is not None and not isinstance(style, str | dict):
            raise self._wrong("style", "the name of a profile or a table of settings")
        return Settings(
            path=self._path,
            glossaries=tuple(self._glossaries()),
            lexicon=self._switch("lexicon"),
            discover=self._switch("discover"),
            style=DEFAULT if style is None else _style(style, "`style`: ", path=self._path, line=line),
            source_lang=self._word("source-lang", SOURCE_LANGS),
            documents=tuple(self._documents()),
            select=self._strings("select"),
            ignore=self._strings("ignore"),
            per_file_ignores=tuple(self._per_file_ignores()),
            fail_on=self._word("fail-on", FAIL_ON) or "error",
            review_log=self._path_of(self._table, "review-log"),
            review=self._review(),
        )

    def _review(self) -> ReviewSettings:
        table = self._table.get("review", {})
        if not isinstance(table, dict):
            raise self._wrong("review", 'a table like [review] with theme = "dark"')
        self._refuse_unknown(table, _REVIEW_KEYS, "review")
        theme, by = table.get("theme", ""), table.get("by", "")
        if "theme" in table and theme not in THEMES:
            raise self._wrong("theme", f"one of {', '.join(THEMES)}", "review")
        if "by" in table and not (isinstance(by, str) and by.strip()):
            raise self._wrong("by", "the name of who reviews", "review")
        keys = table.get("keys", {})
        if not isinstance(keys, dict):
            raise self._wrong("keys", 'a table like [review.keys] with ignore = "i"', "review")
        return ReviewSettings(
            {act: self._act_keys(act, value) for act, value in keys.items()},
            theme,
            by,
            self._path_of(table, "glossary", "review"),
        )

    def _act_keys(self, act: str, value: object) -> tuple[str, ...]:
        """The keys of one act; none (an empty list) leaves it without."""
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) and key.strip() for key in keys):
            raise self._wrong(act, 'the name of a key, or a list of such, as "i" or ["i", "ctrl+x"]', "keys")
        return tuple(keys)

    def _path_of(self, table: Mapping[str, Any], key: str, within: str = "") -> Path | None:
        """The file that a key names, from the folder of the configuration; None where it is not set."""
        if key not in table:
            return None
        value = table[key]
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise self._wrong(key, "the path of a file", within)
        return self._path.parent / value

    def _glossaries(self) -> Iterator[Path]:
        for pattern in self._strings("glossaries"):
            found = _expand(self._path.parent, pattern)
            if not found:
                raise self._error("glossaries", f"nothing matches `{pattern}` in `glossaries`")
            yield from found

    def _documents(self) -> Iterator[DocumentPattern]:
        entries = self._table.get("documents", [])
        if not isinstance(entries, list):
            raise self._wrong("documents", "a list of tables")
        for entry in entries:
            if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
                raise self._wrong("documents", 'a list of tables like { source = "a.zh.txt", target = "a.en.txt" }')
            self._refuse_unknown(entry, _DOCUMENT_KEYS)
            if not entry.get("target"):
                raise self._error("documents", "an entry of `documents` has no `target`")
            if Path(entry["target"]).is_absolute():
                raise self._error("documents", "`target` must be relative to the folder of this file")
            if "{name}" in entry.get("source", "") and "{name}" not in entry["target"]:
                raise self._error("documents", "`source` has {name} but `target` has not")
            if entry.get("source-lang", "zh") not in SOURCE_LANGS:
                raise self._wrong("source-lang", f"one of {', '.join(SOURCE_LANGS)}")
            if "date" in entry and not is_date(entry["date"]):
                raise self._wrong("date", "a date as YYYY-MM-DD")
            folder, known = self._path.parent, {key.replace("-", "_"): value for key, value in entry.items()}
            yield DocumentPattern(folder=folder, **known)

    def _per_file_ignores(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        table = self._table.get("per-file-ignores", {})
        if not isinstance(table, dict):
            raise self._wrong("per-file-ignores", 'a table like { "archive/**" = ["N201"] }')
        for glob, rules in table.items():
            if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
                raise self._wrong("per-file-ignores", 'a table like { "archive/**" = ["N201"] }')
            yield glob, tuple(rules)

    def _strings(self, key: str) -> tuple[str, ...]:
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of strings")
        return tuple(value)

    def _switch(self, key: str) -> bool:
        """What is on unless the table turns it off."""
        value = self._table.get(key, True)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def _word(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self._table.get(key, "")
        if key in self._table and value not in allowed:
            raise self._wrong(key, f"one of {', '.join(allowed)}")
        return str(value)

    def _refuse_unknown(self, table: Mapping[str, Any], known: tuple[str, ...], within: str = "") -> None:
        for key in table:
            if key in _NOT_YET and known is _KEYS:
                raise self._error(key, f"`{key}` is not supported by this version", "take the line out for now")
            if key not in known:
                import difflib

                close = difflib.get_close_matches(key, known, 1)
                hint = f"did you mean `{close[0]}`?" if close else f"known keys: {', '.join(known)}"
                raise self._error(key, f"unknown key `{key}`", hint, within)

    def _wrong(self, key: str, expected: str, within: str = "") -> ConfigError:
        return self._error(key, f"`{key}` must be {expected}", within=within)

    def _error(self, key: str, message: str, hint: str = "", within: str = "") -> ConfigError:
        return ConfigError(message, path=self._path, line=self._line(key, within), hint=hint)

    def _line(self, key: str, within: str = "") -> int | None:
        """The first line that sets `key`, of the table `within` where one is named; None where it is written in a way that
        a plain look does not find."""
        begin = self._set_at(within, 0) if within else 0
        found = self._set_at(key, begin or 0)
        return None if found is None else self._text.count("\n", 0, found) + 1

    def _set_at(self, key: str, begin: int) -> int | None:
        pattern = re.compile(rf"""^[^#\n]*?(?<![\w-])["']?{re.escape(key)}["']?\s*[=\].]""", re.MULTILINE)
        found = pattern.search(self._text, begin)
        return found.start() if found else None


def is_date(text: str) -> bool:
    """Whether `text` is a day written as YYYY-MM-DD."""
    return _DATE.fullmatch(text) is not None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:
        # Whatever stands in a folder that may not be opened, it is the checked file that the user should hear of.
        return False


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise ConfigError(f"the configuration cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        raise ConfigError("the configuration is not UTF-8", path=path, hint="save it as UTF-8") from error


def _toml(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", str(error))
        message, line, column = found.groups() if found else (str(error), None, None)
        at = (int(line), int(column)) if line and column else (None, None)
        raise ConfigError(f"not TOML: {message}", path=path, line=at[0], column=at[1]) from error


def _expand(folder: Path, pattern: str) -> list[Path]:
    """What a glob matches from `folder` on, sorted."""
    if not pattern:
        return []
    if Path(pattern).is_absolute():
        anchor = Path(pattern).anchor
        return sorted(Path(anchor).glob(PurePath(pattern).relative_to(anchor).as_posix()))
    return sorted(folder.glob(pattern))


def _glob(pattern: str) -> re.Pattern[str]:
    """A glob over `/`-separated paths: `**` crosses folders, `*` and `?` do not, `{name}` is one word to remember."""
    tokens = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "{name}": "(?P<name>[^/]+)"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\{name\})", pattern)
    seen = False
    for at, part in enumerate(parts):
        if part == "{name}" and seen:
            parts[at] = "(?P=name)"
        else:
            parts[at] = tokens.get(part, re.escape(part))
            seen = seen or part == "{name}"
    return re.compile("".join(parts), re.DOTALL)


def _short(path: Path) -> Path:
    """`path` from the working folder where it lies below it, as users write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
