"""How is one entry of a glossary file changed, and every other byte of the file left as it is?

Each function makes a new text out of a text; nothing is written. What comes out is read again before anybody gets it:
the entry must say what was wanted, and everything else what it said before. Entries are counted from 0, in the order of
the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from align.errors import GlossaryError
from align.glossary.entity import Entity
from align.glossary.entries import Fields
from align.glossary.form import EntryForm, fields_of
from align.glossary.merging import Item, extended, line_end, stripped
from align.glossary.mistakes import mistakes
from align.glossary.splicing import CannotSpliceError, rewritten
from align.glossary.strict_yaml import Sheet, Value, parse
from align.glossary.writing import TOP, entry_lines

_ENTITIES = "entities"
_BY_HAND = "edit the text of the entry instead"
_LINE = re.compile("([^\r\n]*)(\r\n|[\r\n]|$)")


# --- English forms -----------------------------------------------------------------------------------------------


def allowed(text: str, path: Path, number: int, form: str) -> str:
    """The file's text with an English form accepted for an entry, and no longer forbidden; the same if it was so.

    GlossaryError where the file cannot be read, or the form has no text.
    """
    sheet = _read(text, path, number)
    form = _tidy(form, path)
    english = _english(sheet, path, number)
    accept, forbid = _listed(english, "accept", sheet, path, number), _listed(english, "forbid", sheet, path, number)
    if form not in (_form(english.get("full", "")), *map(_form, accept)):
        english["accept"] = [*accept, form]
    _keep(english, "forbid", [item for item in forbid if _form(item) != form])
    return _with_english(text, path, sheet, number, english)


def forbidden(text: str, path: Path, number: int, form: str, why: str = "") -> str:
    """The file's text with an English form forbidden for an entry, and no longer accepted; the same if it was so.

    `why` is what the translator is told; left empty, what is said already stays. GlossaryError where the form is the
    preferred one, has no text, or the file cannot be read.
    """
    sheet = _read(text, path, number)
    form = _tidy(form, path)
    english = _english(sheet, path, number)
    accept, forbid = _listed(english, "accept", sheet, path, number), _listed(english, "forbid", sheet, path, number)
    if form == _form(english.get("full", "")):
        line = sheet.place(number, ("en",)).line
        message = f'"{form}" is the preferred form of the entry'
        raise GlossaryError(message, path=path, line=line, hint="prefer another form first, then forbid this one")
    why = " ".join(why.split())
    if form in map(_form, forbid):
        english["forbid"] = [_with_reason(item, why) if _form(item) == form else item for item in forbid]
    else:
        english["forbid"] = [*forbid, _with_reason(form, why)]
    _keep(english, "accept", [item for item in accept if _form(item) != form])
    return _with_english(text, path, sheet, number, english)


def _english(sheet: Sheet, path: Path, number: int) -> Fields:
    """What an entry says of its English, as a mapping whatever its shape."""
    value = _entry(sheet, number).get("en", "")
    if isinstance(value, list) or not value:
        line = sheet.item_place(number).line
        raise GlossaryError("the entry has no English form", path=path, line=line, hint=_BY_HAND)
    return dict(value) if isinstance(value, dict) else {"full": value}


def _listed(english: Fields, key: str, sheet: Sheet, path: Path, number: int) -> list[Value]:
    value = english.get(key, [])
    if not isinstance(value, list):
        line = sheet.place(number, ("en", key)).line
        raise GlossaryError(f"`{key}` is no list", path=path, line=line, hint="put its forms in [ ]")
    return value


def _keep(english: Fields, key: str, items: list[Value]) -> None:
    """Replace a list that has become shorter; the key goes with its last item."""
    if items != english.get(key, []):
        english[key] = items
        if not items:
            del english[key]


def _with_english(text: str, path: Path, sheet: Sheet, number: int, english: Fields) -> str:
    entry = _entry(sheet, number)
    plain = list(english) == ["full"] and not isinstance(entry["en"], dict)
    return _changed(text, path, sheet, number, {**entry, "en": english["full"] if plain else english})


def _with_reason(item: Value, why: str) -> Value:
    if not why:
        return item
    return {**item, "why": why} if isinstance(item, dict) else {"form": item, "why": why}


def _form(item: Value) -> str:
    """The form that an item of a list of forms is about."""
    said = item.get("form", "") if isinstance(item, dict) else item
    return " ".join(said.split()) if isinstance(said, str) else ""


def _tidy(form: str, path: Path) -> str:
    tidy = " ".join(form.split())
    if not tidy:
        raise GlossaryError("there is no form to add", path=path, hint="type one")
    return tidy


# --- whole entries -----------------------------------------------------------------------------------------------


def with_fields(text: str, path: Path, number: int, form: EntryForm) -> str:
    """The file's text with those values of an entry changed that the form says otherwise, and no others.

    GlossaryError where the entry as it stands cannot be read, or the change cannot be made in its text.
    """
    sheet = _read(text, path, number)
    entry = _entry(sheet, number)
    try:
        wanted = fields_of(form, entry)
    except ValidationError as error:
        first = mistakes(error)[0]
        steps = [step for step in first.path if isinstance(step, (str, int))]
        line = sheet.place(number, steps).line
        raise GlossaryError(first.message, path=path, line=line, hint=first.hint or _BY_HAND) from error
    if not wanted.get("en"):
        line = sheet.item_place(number).line
        raise GlossaryError("the English form is missing", path=path, line=line, hint="fill it in")
    return _changed(text, path, sheet, number, wanted)


def added(text: str, path: Path, entities: Sequence[Entity]) -> str:
    """The file's text with new entries behind the others; an empty text becomes a whole glossary.

    GlossaryError where the file cannot be read or has a form to which nothing can be added line by line.
    """
    if not entities:
        return text
    try:
        items = [Item(entity, entry_lines(entity)) for entity in entities]
    except ValueError as error:
        raise GlossaryError(str(error), path=path, hint="delete the damaged character") from error
    return extended(text, path, items, top=TOP, instead="add it to another glossary", tight=_is_tight(text, path))


def _is_tight(text: str, path: Path) -> bool:
    """Whether no empty line stands between the last two entries; so it is where there are no two."""
    items = parse(text, path, list_key=_ENTITIES).items
    if len(items) < 2:
        return True
    between = text[items[-2].start : items[-1].start]
    return all(line.strip() for line, _ in _lines(between))


# --- what all of them do -----------------------------------------------------------------------------------------


def _lines(text: str) -> list[tuple[str, str]]:
    found = [(match[1], match[2]) for match in _LINE.finditer(text)]
    # The end of the text matches once more behind a last line that is no empty one.
    return found[:-1] if len(found) > 1 and not found[-2][1] else found


def _read(text: str, path: Path, number: int) -> Sheet:
    sheet = parse(text, path, list_key=_ENTITIES)
    if not 0 <= number < len(sheet.items):
        message = f"the file has no entry {number + 1}: it has {len(sheet.items)}"
        raise GlossaryError(message, path=path, hint="read it again")
    return sheet


def _entries(sheet: Sheet) -> list[Value]:
    entries = sheet.value.get(_ENTITIES, [])
    return entries if isinstance(entries, list) else []


def _entry(sheet: Sheet, number: int) -> Fields:
    entry = _entries(sheet)[number]
    assert isinstance(entry, dict), "the parser refuses any other entry"
    return entry


def _around(sheet: Sheet) -> Mapping[str, Value]:
    """What the file says beside its entries."""
    return {key: stripped(value) for key, value in sheet.value.items() if key != _ENTITIES}


def _piece(text: str, sheet: Sheet, number: int) -> tuple[str, str]:
    """The spaces that put the text of an entry in its columns, and that text."""
    item = sheet.items[number]
    return " " * (item.place.column - 1), text[item.start : item.end]


def _changed(text: str, path: Path, sheet: Sheet, number: int, wanted: Fields) -> str:
    """The text with one entry saying `wanted`; GlossaryError where that cannot be done without changing anything else."""
    if wanted == _entry(sheet, number):
        return text
    item = sheet.items[number]
    padding, piece = _piece(text, sheet, number)
    entries = _entries(sheet)
    expected: Fields = {**sheet.value, _ENTITIES: [*entries[:number], wanted, *entries[number + 1 :]]}
    try:
        new = rewritten(padding + piece, wanted, line_end(text)).removeprefix(padding)
        after = text[: item.start] + new + text[item.end :]
        read = parse(after, path, list_key=_ENTITIES)
    except (CannotSpliceError, ValueError, GlossaryError) as error:
        raise _unsuited(path, sheet, number) from error
    if stripped(read.value) != stripped(expected):
        raise _unsuited(path, sheet, number)
    return after


def _unsuited(path: Path, sheet: Sheet, number: int) -> GlossaryError:
    message = "the entry is written in a way in which this cannot be changed by itself"
    return GlossaryError(message, path=path, line=sheet.item_place(number).line, hint=_BY_HAND)
