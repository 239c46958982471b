"""Entries that get in each other's way: G101, G102 and G116."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.glossary.checks.remark import Remark
from align.glossary.entity import Role, SourceName
from align.glossary.load import LoadedEntry
from align.model.finding import Severity
from align.text.fold import fold_source, fold_target


def duplicate_forms(entries: Sequence[LoadedEntry]) -> Iterator[Remark]:
    """G101: two entries with one English form. The same source form too means that it is one entity, written twice."""
    seen: dict[str, list[LoadedEntry]] = defaultdict(list)
    for entry in entries:
        others = seen[fold_target(entry.entity.full).text]
        same = next((other for other in others if _share_a_form(other, entry)), None)
        if same:
            forms = _forms_of(entry)
            message = f"{_name(entry)} ({forms}) stands {_where(same, entry)} already; make one entry of the two"
            yield Remark("G101", entry, message, ("en",), other=same)
        elif others:
            first = others[0]
            message = f"{_name(entry)} ({_forms_of(entry)}) is also {_forms_of(first)}, {_where(first, entry)}"
            yield Remark("G101", entry, message, ("en",), Severity.INFO, first)
        others.append(entry)


@dataclass(frozen=True, slots=True)
class _Use:
    """A source form in use: whose it is, for which texts (`zh`, `zh-Hans`…), and whether it is the whole name."""

    entry: LoadedEntry
    lang: str
    full: bool
    at: tuple[str | int, ...]
    text: str


def homographs(entries: Sequence[LoadedEntry]) -> Iterator[Remark]:
    """G102: two entries with one source form, so that a text does not say which of them is meant."""
    seen: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for entry in entries:
        told: set[str] = set()
        for use in _uses(entry):
            others = seen[use.lang[:2], fold_source(use.text).text]
            for other in others:
                remark = _homograph(use, other)
                if remark and other.entry.entity.id not in told:
                    told.add(other.entry.entity.id)
                    yield remark
            others.append(use)


def _uses(entry: LoadedEntry) -> Iterator[_Use]:
    for name in entry.entity.sources:
        yield _Use(entry, name.lang, True, (name.lang,), name.full)
        for number, text in enumerate(name.accept):
            yield _Use(entry, name.lang, False, (name.lang, "accept", number), text)


def _homograph(use: _Use, other: _Use) -> Remark | None:
    mine, theirs = use.entry.entity, other.entry.entity
    if use.entry is other.entry or {use.lang, other.lang} == {"zh-Hans", "zh-Hant"}:
        return None
    if fold_target(mine.full).text == fold_target(theirs.full).text:
        return None  # one English form for both: nothing to confuse, and G101 speaks of it
    kinds_differ = mine.type != theirs.type
    if kinds_differ and not (use.full and other.full):
        return None  # a short form beside a name of another kind: the longer match and the title decide
    mild = kinds_differ or not (use.full and other.full)
    message = f"{use.text} is both {_name(use.entry)} and {_name(other.entry)}, {_where(other.entry, use.entry)}"
    return Remark("G102", use.entry, message, use.at, Severity.INFO if mild else None, other.entry)


def open_offices(entries: Sequence[LoadedEntry]) -> Iterator[Remark]:
    """G116: an office without an end that somebody else has begun to hold since."""
    held: dict[str, list[tuple[LoadedEntry, int, Role]]] = defaultdict(list)
    for entry in entries:
        for number, role in enumerate(entry.entity.roles):
            if role.start:
                held[fold_target(role.en).text].append((entry, number, role))
    for terms in held.values():
        for entry, number, role in terms:
            later = [(other, term) for other, _, term in terms if other is not entry and term.start > role.start]
            if role.end or not later:
                continue
            other, term = min(later, key=lambda pair: pair[1].start)
            message = f'"{role.en}" has no `to`, but {_name(other)} holds it from {term.start}'
            yield Remark("G116", entry, message, ("roles", number), other=other)


def _share_a_form(one: LoadedEntry, two: LoadedEntry) -> bool:
    return bool(set(_folded(one)) & set(_folded(two)))


def _folded(entry: LoadedEntry) -> Iterator[tuple[str, str]]:
    return ((name.lang[:2], fold_source(name.full).text) for name in entry.entity.sources)


def _forms_of(entry: LoadedEntry) -> str:
    names: tuple[SourceName, ...] = entry.entity.sources
    return " / ".join(dict.fromkeys(name.full for name in names))


def _name(entry: LoadedEntry) -> str:
    return f'"{entry.entity.full}"'


def _where(entry: LoadedEntry, near: LoadedEntry) -> str:
    if entry.entity.path == near.entity.path:
        return f"in line {entry.line}"
    return f"at {entry.entity.path}:{entry.line}"
