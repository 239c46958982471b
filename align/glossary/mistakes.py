"""What is wrong with an entry, said to the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from align.glossary.schema import (
    CHOICES,
    FORM_KEYS,
    English,
    Entry,
    Example,
    Forbid,
    GlossaryFile,
    Role,
    SourceForms,
    keys_of,
)

Path = tuple[str | int, ...]

_INSIDE: dict[str, type[BaseModel]] = {
    "en": English,
    **dict.fromkeys(FORM_KEYS, SourceForms),
    "forbid": Forbid,
    "roles": Role,
    "examples": Example,
    "entities": Entry,
}
_MEANT = {
    # Words from other tools and other spellings, by what they are called here.
    "en": ("english", "name", "target", "translation", "term_en"),
    "ja": ("japanese", "jp", "kanji", "source_ja"),
    "zh": ("chinese", "cn", "zh-cn", "zh_cn", "source", "hanzi"),
    "zh-Hans": ("zh_hans", "simplified", "sc"),
    "zh-Hant": ("zh_hant", "zh-tw", "zh_tw", "traditional", "tc"),
    "kana": ("reading", "yomi", "furigana", "hiragana", "katakana", "ruby"),
    "accept": ("aliases", "alias", "accepted", "allowed", "variants", "synonyms", "short", "aka"),
    "forbid": ("forbidden", "deny", "not", "wrong", "avoid", "deprecated"),
    "family": ("surname", "last", "last_name", "family_name"),
    "given": ("first", "first_name", "given_name", "forename"),
    "roles": ("role", "offices", "office", "titles", "positions"),
    "examples": ("example", "tests", "test", "cases"),
    "entities": ("entries", "terms", "names", "glossary", "items"),
    "origin": ("language", "lang", "country", "nationality", "culture"),
    "note": ("notes", "comment", "comments", "remark", "description"),
    "gender": ("sex",),
    "type": ("kind", "category", "class"),
    "from": ("start", "since", "begin"),
    "to": ("end", "until", "till"),
    "finds": ("rules", "expect", "expected", "findings"),
    "why": ("reason", "message", "note", "because"),
    "form": ("text", "name", "en"),
    "organisation": ("organization", "org", "company", "institution", "ministry", "agency", "party", "media"),
    "person": ("human", "people", "name"),
    "place": ("location", "country", "city", "geo"),
    "work": ("book", "film", "song", "treaty", "law"),
    "other": ("term", "concept", "misc"),
    "zh-CN": ("zh", "cn", "china", "chinese", "zh-hans", "mainland"),
    "zh-TW": ("tw", "taiwan", "zh-hant", "taiwanese"),
    "zh-HK": ("hk", "hongkong", "hong kong", "cantonese"),
    "ko": ("kr", "korea", "korean"),
    "vi": ("vn", "vietnam", "vietnamese"),
    "male": ("m", "man"),
    "female": ("f", "woman"),
    "western": ("en", "us", "uk", "english", "american", "european"),
}


_REMEDIES = {"kana": "write for example `kana: さとう はなこ`", "entities": "write for example `ja: 外務省`"}


class Mistake(NamedTuple):
    """One thing that is wrong: where in the file's values, what, and what to do (empty where that is plain)."""

    path: Path
    message: str
    hint: str


def mistakes(error: ValidationError) -> tuple[Mistake, ...]:
    """Every mistake that the models found, in the order of the file as far as they keep it."""
    return tuple(_mistake(problem) for problem in error.errors(include_url=False, include_input=True))


def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Message and hint about a key that means nothing there."""
    hint = (
        suggestion(key, known) or _belongs(key) or f"known here: {', '.join(known)}; a key of your own begins with x-"
    )
    return f"unknown key `{key}`", hint


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean …?`, empty where nothing is near."""
    known = tuple(known)
    meant = next((one for one in known if word.lower() in _MEANT.get(one, ())), "")
    by_case = {one.lower(): one for one in known}
    close = get_close_matches(word.lower(), by_case, 1, 0.6)
    meant = by_case.get(word.lower(), "") or meant or (by_case[close[0]] if close else "")
    return f"did you mean `{meant}`?" if meant else ""


def _belongs(key: str) -> str:
    """Where a key would be right that is wrong here."""
    places = [f"`{place}`" for place, model in _INSIDE.items() if key in keys_of(model) and model is not Entry]
    if not places:
        return "it belongs to an entry, one level further out" if key in keys_of(Entry) else ""
    return f"it belongs inside {' or '.join(places[:1] if len(places) == 1 else (', '.join(places[:-1]), places[-1]))}"


def known_keys(path: Path) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have."""
    names = [step for step in path if isinstance(step, str)]
    return keys_of(_INSIDE[names[-1]] if names and names[-1] in _INSIDE else GlossaryFile)


def _mistake(problem: Any) -> Mistake:
    path: Path = tuple(problem["loc"])
    kind: str = problem["type"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "entry")
    if kind == "extra_forbidden":
        return Mistake(path, *unknown_key(str(path[-1]), known_keys(path[:-1])))
    if kind == "missing":
        return Mistake(path, f"`{name}` is missing", f"add `{name}:`, or check the indentation of the lines below")
    if kind == "literal_error":
        return Mistake(path, *_choice(name, str(problem["input"])))
    if kind == "string_too_short":
        return Mistake(path, f"`{name}` is empty", "fill it in, or delete the key")
    if kind == "string_pattern_mismatch":
        return Mistake(path, *_pattern(name, str(problem["input"])))
    if kind == "value_error":
        message = str(problem["ctx"]["error"])
        return Mistake(path, f"`{name}`: {message}" if name == "kana" else message, _REMEDIES.get(name, ""))
    return Mistake(path, *_shape(path, kind, name, problem["input"]))


def _choice(name: str, value: str) -> tuple[str, str]:
    known = CHOICES.get(name, ())
    hint = suggestion(value, known)
    return (
        f"`{name}` cannot be `{value}`",
        f"{hint} known: {', '.join(known)}" if hint else f"known: {', '.join(known)}",
    )


def _pattern(name: str, value: str) -> tuple[str, str]:
    if name == "id":
        return f"the id `{value}` has a space", "join the words with hyphens"
    return f"`{name}`: `{value}` is no date", "write YYYY, YYYY-MM or YYYY-MM-DD"


def _shape(path: Path, kind: str, name: str, value: object) -> tuple[str, str]:
    """A mapping where text should be, text where a list should be, and the like."""
    in_list = bool(path) and isinstance(path[-1], int)
    what = f"an item of `{name}`" if in_list else f"`{name}`"
    if kind == "string_type":
        return f"{what} is text, not {_said(value)}", "put it in quotes if it holds [ ] or { }"
    if kind in ("list_type", "tuple_type"):
        wanted = f"write [{value}]" if isinstance(value, str) else "begin each item with `- `"
        return f"{what} is a list, not {_said(value)}", wanted
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        if name in ("en", *FORM_KEYS, "forbid"):
            return f"{what} is text or a mapping of keys, not {_said(value)}", "other forms go under `accept`"
        return f"{what} is a mapping of keys, not {_said(value)}", "write `key: value` in a line each"
    return f"{what} cannot be read", ""


def _said(value: object) -> str:
    if isinstance(value, str):
        return f"`{value}`" if len(value) <= 40 else "text"
    return "a list" if isinstance(value, list) else "a mapping"
