"""What does a reviewer fill in of an entry, and what is wrong with it as it stands there?

A form is plain texts, one for each field. Several forms of a name are parted by `; ` (a semicolon of their own is
written `\\;`). A space in a Chinese or Japanese name parts family and given name, as in kana: 高市 早苗. What an entry has
besides (roles, examples, reasons for what is forbidden, other source forms) is not in the form and stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields

from pydantic import ValidationError

from align.errors import GlossaryError
from align.glossary.entity import Entity
from align.glossary.entries import Fields
from align.glossary.lint import about
from align.glossary.load import LoadedEntry, compile_entry
from align.glossary.mistakes import Mistake, mistakes
from align.glossary.proposal import natural_id
from align.glossary.schema import Entry, SourceForms
from align.glossary.strict_yaml import Value
from align.model.finding import Severity
from align.text.scripts import is_han, is_kana

_PARTED = re.compile(r"(\S+)[ \u3000](\S+)")
_ITEM = re.compile(r"(?:\\.|[^;\\]|\\$)+", re.DOTALL)
_LANGUAGES = {"zh": "zh", "zh_hans": "zh-Hans", "zh_hant": "zh-Hant", "ja": "ja"}
"""The fields that hold source forms, with the keys that they have in a file."""
_ENGLISH = {"full": "english", "family": "family", "given": "given", "order": "order"}
_PLAIN = ("id", "type", "origin", "gender", "kana", "note")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """An entry as a reviewer fills it in; what is not said is empty."""

    id: str = ""
    type: str = ""
    origin: str = ""
    gender: str = ""
    english: str = ""
    family: str = ""
    given: str = ""
    order: str = ""
    accept: str = ""
    forbid: str = ""
    zh: str = ""
    zh_hans: str = ""
    zh_hant: str = ""
    ja: str = ""
    kana: str = ""
    note: str = ""


FIELDS = tuple(field.name for field in fields(EntryForm))
"""The names of the fields, in the order in which people fill them in."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong with a field of the form, in a sentence. `blocks` says that it cannot be saved so; what does
    not block is worth a second look."""

    field: str
    message: str
    blocks: bool


# --- entry to form -----------------------------------------------------------------------------------------------


def form_of(entry: Entry) -> EntryForm:
    """The form of an entry: what the entry itself says, nothing guessed."""
    english = entry.en
    sources = {name: _written(getattr(entry, name)) for name in _LANGUAGES}
    return EntryForm(
        id=entry.id or "",
        type=entry.type or "",
        origin=entry.origin or "",
        gender=entry.gender or "",
        english=english.full,
        family=english.family,
        given=english.given,
        order=english.order or "",
        accept=_joined(english.accept),
        forbid=_joined(forbid.form for forbid in english.forbid),
        kana=entry.kana or "",
        note=entry.note,
        **sources,
    )


def form_of_entity(entity: Entity) -> EntryForm:
    """The form of an entity, with all that is known of it, said or guessed."""
    sources = {name.lang: _parted(name.full, name.family, name.given) for name in entity.sources}
    return EntryForm(
        id=entity.id,
        type=entity.type,
        origin=entity.origin,
        gender=entity.gender,
        english=entity.full,
        family=entity.family,
        given=entity.given,
        order=entity.order if entity.family and entity.given else "",
        accept=_joined(entity.accept),
        forbid=_joined(forbid.form for forbid in entity.forbid),
        kana=" ".join(entity.kana),
        note=entity.note,
        **{field: sources.get(lang, "") for field, lang in _LANGUAGES.items()},
    )


def _written(forms: SourceForms | None) -> str:
    return _parted(forms.full, forms.family, forms.given) if forms else ""


def _parted(full: str, family: str, given: str) -> str:
    parted = f"{family} {given}"
    return parted if family + given == full and _cut(parted) == (family, given) else full


def _cut(text: str) -> tuple[str, str]:
    """Family and given name of a source form that a space parts; empty for any other."""
    found = _PARTED.fullmatch(text.strip())
    if not found or not all(is_han(ch) or is_kana(ch) or ch == "々" for ch in found[1] + found[2]):
        return "", ""
    return found[1], found[2]


def _joined(forms: Iterable[str]) -> str:
    return "; ".join(form.replace("\\", "\\\\").replace(";", "\\;") for form in forms)


def listed(text: str) -> tuple[str, ...]:
    """The forms in a field that holds several, each once."""
    items = (re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL).strip() for item in _ITEM.findall(text))
    return tuple(dict.fromkeys(filter(None, items)))


# --- form to entry -----------------------------------------------------------------------------------------------


def fields_of(form: EntryForm, base: Fields | None = None) -> Fields:
    """What a file has to say of an entry for it to be what the form says: `base` with the values changed that differ.

    `base` is what the file says now, None for a new entry. ValidationError where that is no entry.
    """
    was = form_of(Entry.model_validate(base)) if base else EntryForm()
    found: Fields = dict(base or {})
    for name in _PLAIN:
        _put(found, name, getattr(was, name), getattr(form, name))
    english = _mapping(found.get("en"))
    for key, name in _ENGLISH.items():
        _put(english, key, getattr(was, name), getattr(form, name))
    for key in ("accept", "forbid"):
        if getattr(was, key) != getattr(form, key):
            _put_forms(english, key, listed(getattr(form, key)))
    _set(found, "en", english)
    for name, lang in _LANGUAGES.items():
        if getattr(was, name) != getattr(form, name):
            _set(found, lang, _source(_mapping(found.get(lang)), getattr(was, name), getattr(form, name)))
    return found


def _put(found: Fields, key: str, was: str, new: str) -> None:
    if was == new:
        return
    if new.strip():
        found[key] = new.strip()
    else:
        found.pop(key, None)


def _put_forms(english: Fields, key: str, forms: tuple[str, ...]) -> None:
    """Replace a list of forms; those that stay are as they were, with their reasons."""
    old = english.get(key, [])
    known = {_form(item): item for item in old} if isinstance(old, list) else {}
    if forms:
        english[key] = [known.get(form, form) for form in forms]
    else:
        english.pop(key, None)


def _form(item: Value) -> str:
    said = item.get("form", "") if isinstance(item, dict) else item
    return said.strip() if isinstance(said, str) else ""


def _mapping(value: Value | None) -> Fields:
    """The forms of a language as a mapping, whatever their shape."""
    return dict(value) if isinstance(value, dict) else {"full": value} if value else {}


def _set(found: Fields, key: str, forms: Fields) -> None:
    """Put forms into an entry, as plain text where they are and were no more than that."""
    if not forms:
        found.pop(key, None)
    elif list(forms) == ["full"] and not isinstance(found.get(key), dict):
        found[key] = forms["full"]
    else:
        found[key] = forms


def _source(forms: Fields, was: str, new: str) -> Fields:
    """The forms of one source language with another whole name; its parts go where they are no parts of it."""
    if not new.strip():
        return {}
    family, given = _cut(new)
    if family:
        return {**forms, "full": family + given, "family": family, "given": given}
    stale = bool(_cut(was)[0])
    full = new.strip()
    parts = {key: value for key, value in forms.items() if key in ("family", "given")}
    gone = {key for key, value in parts.items() if stale or not isinstance(value, str) or value not in full}
    return {"full": full} | {key: value for key, value in forms.items() if key != "full" and key not in gone}


def entity_of(form: EntryForm, base: Fields | None = None) -> Entity:
    """The entity that the form describes, under an id made from its name where it has none.

    `base` is what the file says of the entry now. GlossaryError where the form is not complete.
    """
    entry, wrong = _entry_of(form, base)
    if entry is None:
        raise GlossaryError(wrong[0].message, hint="fill in the form")
    entity = compile_entry(entry, entry.id or "new")
    return compile_entry(entry, entry.id or natural_id(entity))


# --- what is wrong -----------------------------------------------------------------------------------------------


def mistakes_of(form: EntryForm, others: Collection[str] = (), base: Fields | None = None) -> tuple[Remark, ...]:
    """What is wrong with the form, what blocks first, then by field.

    `others` are the ids of all other entries, `base` is what the file says of the entry now, None for a new one.
    """
    entry, wrong = _entry_of(form, base)
    if form.id and form.id in others:
        wrong = (*wrong, Remark("id", f"the id `{form.id}` is taken by another entry", True))
    found = [*wrong, *(_linted(entry) if entry else ())]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (not one.blocks, FIELDS.index(one.field))))


def _entry_of(form: EntryForm, base: Fields | None) -> tuple[Entry | None, tuple[Remark, ...]]:
    """The entry of a form, or why it is none."""
    damaged = tuple(_damaged(form))
    if damaged:
        return None, damaged
    try:
        return Entry.model_validate(fields_of(form, base)), ()
    except ValidationError as error:
        return None, tuple(dict.fromkeys(map(_remark, mistakes(error))))


def _damaged(form: EntryForm) -> Iterator[Remark]:
    for name in FIELDS:
        if any("\ud800" <= ch <= "\udfff" for ch in getattr(form, name)):
            yield Remark(name, "half a character stands here, which no file can hold; delete it", True)


def _remark(mistake: Mistake) -> Remark:
    if mistake.path[:1] == ("en",) and mistake.path[1:] in ((), ("full",)):
        return Remark("english", "the English form is missing", True)
    if not mistake.path:
        return Remark("zh", "a Chinese or a Japanese form is missing", True)
    return Remark(_field(mistake.path), "; ".join(filter(None, (mistake.message, mistake.hint))), True)


def _linted(entry: Entry) -> Iterator[Remark]:
    entity = compile_entry(entry, entry.id or "new")
    for remark, severity in about(LoadedEntry(entity, (), 1, 1, entry, 0)):
        # What is wrong with an office or an example is not to be mended here.
        elsewhere = remark.at[:1] in (("roles",), ("examples",), ("allow",))
        yield Remark(_field(remark.at), remark.message, severity == Severity.ERROR and not elsewhere)


def _field(at: tuple[str | int, ...]) -> str:
    """The field in which a value of an entry is filled in."""
    match at:
        case ("en", str(key), *_):
            return _ENGLISH.get(key, key)
        case (str(key), *_):
            field = key.replace("-", "_").lower()
            return field if field in FIELDS else "english"
        case _:
            return "english"
