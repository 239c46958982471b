"""What a configuration file sets, as settings; everything that is wrong with it is told at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from align.config.patterns import NAME, DocumentPattern, files, signs
from align.config.rule_names import is_rule, rule_names
from align.config.settings import (
    FAIL_ON,
    THEMES,
    FileIgnore,
    ReviewSettings,
    Settings,
    encoder_at,
    is_date,
    is_device,
)
from align.config.writing import toml_value
from align.config.written import Written
from align.formats.languages import SOURCE_LANGS
from align.names.style import DEFAULT, Style, style_from

if TYPE_CHECKING:
    from align.config.places import Route
    from align.errors import ConfigError

_T = TypeVar("_T")

KEYS: Final = (
    "glossaries",
    "lexicon",
    "discover",
    "reader",
    "aligner",
    "device",
    "style",
    "source-lang",
    "documents",
    "exclude",
    "select",
    "ignore",
    "per-file-ignores",
    "fail-on",
    "baseline",
    "review-log",
    "jobs",
    "review",
)
DOCUMENT_KEYS: Final = ("source", "target", "date", "source-lang")
FILE_IGNORE_KEYS: Final = ("rules", "reason", "until")
REVIEW_KEYS: Final = ("keys", "theme", "by", "glossary")

_LONGEST: Final = 40
"""So many characters of a wrong value are repeated."""

_A_DATE: Final = "a date as YYYY-MM-DD"
_DOCUMENTS: Final = 'a list of tables like { source = "a.zh.txt", target = "a.en.txt" }'
_FILE_IGNORES: Final = 'a table like { "archive/**" = ["N201"] }'
_FILE_IGNORE: Final = 'a table like { rules = ["N201"], reason = "quoted as printed" }'


def settings_in(written: Written) -> Settings:
    """The settings in a file; ConfigError for what is wrong with it, the first mistake with the others behind it."""
    return _Examination(written).settings()


class _Examination:
    """Reads the values one after the other. One that is wrong is noted and read as if it were not there."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._table = written.table
        self._folder = written.path.parent
        self._mistakes: list[ConfigError] = []

    def settings(self) -> Settings:
        self._refuse_unknown((), self._table, KEYS)
        settings = Settings(
            path=self._written.path,
            glossaries=tuple(self._glossaries()),
            lexicon=self._switch("lexicon"),
            discover=self._switch("discover"),
            reader=self._value(("reader",), self._table, _is(bool), "true or false") is True,
            aligner=self._aligner(),
            device=self._device(),
            style=self._style(),
            source_lang=self._word(("source-lang",), self._table, SOURCE_LANGS),
            documents=tuple(self._documents()),
            exclude=self._strings(("exclude",), self._table),
            select=self._rules(("select",), self._table),
            ignore=self._rules(("ignore",), self._table),
            per_file_ignores=tuple(self._per_file_ignores()),
            fail_on=self._word(("fail-on",), self._table, FAIL_ON) or "error",
            baseline=self._path(("baseline",), self._table),
            review_log=self._path(("review-log",), self._table),
            jobs=self._jobs(),
            review=self._review(),
        )
        if self._mistakes:
            first, *others = sorted(self._mistakes, key=lambda each: (each.line or 0, each.column or 0))
            first.others = tuple(others)
            raise first
        return settings

    # --- single values -----------------------------------------------------------------------------------------------

    def _value(self, route: Route, table: Mapping[str, Any], fits: Callable[[Any], bool], expected: str) -> Any:
        """What stands at the end of `route`, None where nothing does or it is wrong."""
        value = table.get(str(route[-1]))
        if value is None or fits(value):
            return value
        self._wrong(route, value, expected)
        return None

    def _switch(self, key: str) -> bool:
        """What is on unless the table turns it off."""
        return self._value((key,), self._table, _is(bool), "true or false") is not False

    def _word(self, route: Route, table: Mapping[str, Any], allowed: tuple[str, ...]) -> str:
        value = table.get(str(route[-1]))
        if value is None or value in allowed:
            return value or ""
        self._wrong(route, value, f"one of {', '.join(allowed)}", hint=_meant(value, allowed))
        return ""

    def _path(self, route: Route, table: Mapping[str, Any]) -> Path | None:
        """The file that a key names, from the folder of the configuration; None where it is not set."""
        value = self._value(route, table, lambda it: _is_text(it) and "\0" not in it, "the path of a file")
        return None if value is None else self._folder / value

    def _strings(self, route: Route, table: Mapping[str, Any]) -> tuple[str, ...]:
        value = self._value(route, table, _is(list), "a list of strings") or []
        wrong = [number for number, item in enumerate(value) if not isinstance(item, str)]
        if wrong:
            self._wrong((*route, wrong[0]), value[wrong[0]], "a list of strings", called=str(route[-1]))
            return ()
        return tuple(value)

    def _rules(self, route: Route, table: Mapping[str, Any], named: str = "") -> tuple[str, ...]:
        words = self._strings(route, table)
        for number, word in enumerate(words):
            if not is_rule(word):
                known = [name for rule in rule_names().items() for name in rule]
                hint = _meant(word, known) or _meant(word.upper(), known) or "`align explain` lists the rules"
                self._complain(f"no rule is called {_told(word)}{named}", (*route, number), hint=hint)
        return words

    def _day(self, route: Route, table: Mapping[str, Any]) -> str:
        """A date, in quotes or as TOML has dates; empty where there is none."""
        value = table.get(str(route[-1]))
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        return self._value(route, table, lambda it: isinstance(it, str) and is_day(it), _A_DATE) or ""

    def _aligner(self) -> Path | str:
        expected = "the folder of an encoder, or its name"
        asked = self._value(("aligner",), self._table, lambda it: _is_text(it) and "\0" not in it, expected)
        return encoder_at(self._folder, asked) if asked else ""

    def _device(self) -> str:
        expected = "auto, cpu, cuda or cuda:N"
        return (
            self._value(("device",), self._table, lambda it: isinstance(it, str) and is_device(it), expected) or "auto"
        )

    def _jobs(self) -> int | None:
        expected = "a whole number from 0 on, 0 for as many as there are processors"
        jobs: int | None = self._value(("jobs",), self._table, lambda it: type(it) is int and it >= 0, expected)
        return jobs

    # --- tables ------------------------------------------------------------------------------------------------------

    def _style(self) -> Style:
        style = self._table.get("style")
        if style is None:
            return DEFAULT
        if not isinstance(style, str | dict):
            self._wrong(("style",), style, "the name of a profile or a table of settings")
            return DEFAULT
        # One setting after the other, so that each complaint is about its own.
        parts = (
            [(("style",), style)] if isinstance(style, str) else [(("style", key), {key: style[key]}) for key in style]
        )
        sound = True
        for route, part in parts:
            try:
                style_from(part)
            except ValueError as error:
                unknown = str(error).startswith("unknown style setting")
                self._complain(f"`style`: {error}", route, at_key=unknown)
                sound = False
        return style_from(style) if sound else DEFAULT

    def _glossaries(self) -> Iterator[Path]:
        for number, pattern in enumerate(self._strings(("glossaries",), self._table)):
            found = sorted(files(self._folder, pattern))
            if not found:
                hint = f"paths start from {self._folder.absolute()}; `align glossary extract --into FILE` writes one"
                self._complain(
                    f"nothing matches `{_shown(pattern)}` in `glossaries`", ("glossaries", number), hint=hint
                )
            yield from found

    def _documents(self) -> Iterator[DocumentPattern]:
        entries = self._value(("documents",), self._table, _is(list), _DOCUMENTS) or []
        for number, entry in enumerate(entries):
            route: Route = ("documents", number)
            if not isinstance(entry, dict):
                self._wrong(route, entry, _DOCUMENTS, called="documents")
                continue
            self._refuse_unknown(route, entry, DOCUMENT_KEYS)
            source = self._value((*route, "source"), entry, _is_text, "a path, which may hold {name}") or ""
            target = self._value((*route, "target"), entry, _is_text, "a path, which may hold {name}") or ""
            lang = self._word((*route, "source-lang"), entry, SOURCE_LANGS)
            day = self._day((*route, "date"), entry)
            if self._pairs_up(route, entry, source, target):
                yield DocumentPattern(self._folder, target, source, lang, day)

    def _pairs_up(self, route: Route, entry: Mapping[str, Any], source: str, target: str) -> bool:
        before = len(self._mistakes)
        at = (*route, "target")
        if not target:
            if "target" not in entry:
                self._complain("an entry of `documents` has no `target`", route)
        elif Path(target).is_absolute() or ".." in Path(target).parts:
            self._complain("`target` must be relative to the folder of this file, and below it", at)
        elif any("**" in part and part != "**" for part in Path(target).parts):
            self._complain("`**` must stand alone between two `/`", at)
        elif source == target:
            self._complain("`source` and `target` are the same", at)
        elif NAME in source and NAME not in target:
            self._complain("`source` has {name} but `target` has not", (*route, "source"))
        else:
            held = signs(target)
            more = next(
                (sign for sign in signs(source) if sign != NAME and signs(source).count(sign) > held.count(sign)), ""
            )
            if more:
                hint = "what it stands for is told from the `target`"
                self._complain(f"`source` has `{more}` more often than `target`", (*route, "source"), hint=hint)
        return len(self._mistakes) == before and bool(target)

    def _per_file_ignores(self) -> Iterator[FileIgnore]:
        table = self._value(("per-file-ignores",), self._table, _is(dict), _FILE_IGNORES) or {}
        for glob, entry in table.items():
            route: Route = ("per-file-ignores", glob)
            if isinstance(entry, list) and any(isinstance(item, dict) for item in entry):
                for number, item in enumerate(entry):
                    yield from self._file_ignore(glob, (*route, number), item)
            elif isinstance(entry, list):
                rules = self._rules(route, table, named=" in `per-file-ignores`")
                yield FileIgnore(glob, rules, line=self._written.line(*route))
            else:
                yield from self._file_ignore(glob, route, entry)

    def _file_ignore(self, glob: str, route: Route, entry: object) -> Iterator[FileIgnore]:
        if not isinstance(entry, dict):
            self._wrong(route, entry, f"{_FILE_IGNORES} or {_FILE_IGNORE}", called="per-file-ignores")
            return
        self._refuse_unknown(route, entry, FILE_IGNORE_KEYS)
        rules = self._rules((*route, "rules"), entry, named=" in `per-file-ignores`")
        if not entry.get("rules"):
            hint = 'write rules = ["ALL"] for every rule'
            self._complain("an entry of `per-file-ignores` names no `rules`", route, hint=hint)
        reason = self._value((*route, "reason"), entry, _is_text, "a text that says why") or ""
        until = self._day((*route, "until"), entry)
        yield FileIgnore(glob, rules, " ".join(reason.split()), until, self._written.line(*route))

    def _review(self) -> ReviewSettings:
        table = self._value(("review",), self._table, _is(dict), 'a table like [review] with theme = "dark"') or {}
        self._refuse_unknown(("review",), table, REVIEW_KEYS)
        example = 'a table like [review.keys] with ignore = "i"'
        keys = self._value(("review", "keys"), table, _is(dict), example) or {}
        return ReviewSettings(
            {act: self._act_keys(act, value) for act, value in keys.items()},
            self._word(("review", "theme"), table, THEMES),
            self._value(("review", "by"), table, _is_text, "the name of who reviews") or "",
            self._path(("review", "glossary"), table),
        )

    def _act_keys(self, act: str, value: object) -> tuple[str, ...]:
        """The keys of one act; none (an empty list) leaves it without."""
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(map(_is_text, keys)):
            expected = 'the name of a key, or a list of such, as "i" or ["i", "ctrl+x"]'
            self._wrong(("review", "keys", act), value, expected)
            return ()
        return tuple(keys)

    # --- complaints --------------------------------------------------------------------------------------------------

    def _refuse_unknown(self, route: Route, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                hint = _meant(key, known, "`") or f"known keys: {', '.join(known)}"
                self._complain(f"unknown key `{_shown(key)}`", (*route, key), hint=hint, at_key=True)

    def _wrong(self, route: Route, value: object, expected: str, *, called: str = "", hint: str = "") -> None:
        self._complain(f"`{called or route[-1]}` must be {expected}, not {_told(value)}", route, hint=hint)

    def _complain(self, message: str, route: Route, *, hint: str = "", at_key: bool = False) -> None:
        self._mistakes.append(self._written.error(message, route, hint=hint, at_key=at_key))


def is_day(text: str) -> bool:
    """Whether `text` is a day that the calendar has, written as YYYY-MM-DD."""
    try:
        return is_date(text) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is(kind: type[_T]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _is_text(value: object) -> bool:
    """Whether it is a string that says something."""
    return isinstance(value, str) and bool(value.strip())


def _meant(word: object, known: Iterable[str], quote: str = "") -> str:
    """A question with what was probably meant, empty where nothing is like it."""
    from difflib import get_close_matches

    close = get_close_matches(str(word), list(known), n=1)
    return f"did you mean {quote}{close[0]}{quote}?" if close else ""


def _shown(text: str) -> str:
    """A text on one line, quoted where it would not stay there."""
    return text if text.isprintable() else toml_value(text)


def _told(value: object) -> str:
    """A value as its author knows it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return toml_value(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")
    names = {list: "a list", dict: "a table", date: "a date", datetime: "a time"}
    return names.get(type(value)) or str(value)
