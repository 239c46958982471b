"""The source forms of a proposed entry: those met in texts, and those that follow from them in the other languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from align.glossary.entity import SourceName
from align.glossary.use import Use
from align.names.characters import is_japanese, scripts, traditional
from align.text.fold import fold_source
from align.text.scripts import guess_lang, is_han

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE = ("zh", "zh-Hans", "zh-Hant")
_Parts = tuple[str, str]


def source_forms(group: Sequence[Use], *, person: bool, origin: str) -> tuple[tuple[SourceName, ...], tuple[str, ...]]:
    """The forms of one name by language, and the languages of those that are converted and stood in no text.

    One `zh` serves both scripts; `zh-Hans` and `zh-Hant` stand side by side only where they are not the same
    characters. Whoever has a name in Han characters gets the Chinese form, and a Japanese person the Japanese one.
    """
    met = _met(group)
    parts = _parts(group)
    names = [_name(lang, forms, parts if person else {}) for lang, forms in _by_language(met)]
    known = {name.lang for name in names}
    converted = tuple(_converted(names, origin)) if person else ()
    converted = tuple(name for name in converted if name.lang not in known)
    return (*names, *converted), tuple(name.lang for name in converted)


def _met(group: Iterable[Use]) -> Mapping[str, Counter[str]]:
    """How often each whole form was met, by language."""
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for use in group:
        for name in use.entity.sources:
            lang, form = name.lang, " ".join(name.full.split())
            if len(use.surface) == len(form) and _key(use.surface) == _key(form):
                # What was made up for a Japanese person in a Chinese text stands in Chinese characters all the same.
                lang = use.lang if use.lang and len(use.entity.sources) == 1 else lang
                form = use.surface if use.lang[:2] in ("", lang[:2]) else form
            met[lang][form] += 1
    return met


def _key(form: str) -> str:
    return fold_source(form).text


def _by_language(met: Mapping[str, Counter[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """The forms of each language that an entry has, most frequent first, each in one of its writings only."""
    japanese = _distinct(met.get("ja", Counter()))
    if japanese:
        yield "ja", japanese
    by_script = {lang: _distinct(met[lang]) for lang in _CHINESE if met.get(lang)}
    together: Counter[str] = Counter()
    for lang in by_script:
        together.update(met[lang])
    chinese = _distinct(together)
    simplified, old = by_script.get("zh-Hans", ()), by_script.get("zh-Hant", ())
    if len(chinese) == 2 and len(simplified) == len(old) == 1:
        yield "zh-Hans", simplified
        yield "zh-Hant", old
    elif chinese:
        yield "zh", chinese


def _distinct(forms: Counter[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for form, _ in forms.most_common():
        found.setdefault(_key(form), form)
    return tuple(found.values())


def _parts(group: Iterable[Use]) -> Mapping[str, _Parts]:
    """Family and given name by the key of the whole; of a name that is one of them the other is empty."""
    found: dict[str, _Parts] = {}
    for use in group:
        for name in use.entity.sources:
            if name.family or name.given:
                found.setdefault(_key(name.full), (name.family, name.given))
    return found


def _name(lang: str, forms: Sequence[str], parts: Mapping[str, _Parts]) -> SourceName:
    full = forms[0]
    return SourceName(lang, full, *_cut(full, parts.get(_key(full), ("", ""))), tuple(forms[1:]))


def _cut(full: str, parts: _Parts) -> _Parts:
    """The parts as this writing has them: as long as the known ones, in the same order."""
    family, given = parts
    if _key(family + given) != _key(full) or len(family + given) != len(full):
        return ("", "")
    return full[: len(family)], full[len(family) :]


def _converted(names: Sequence[SourceName], origin: str) -> Iterator[SourceName]:
    if not names or not all(map(is_han, names[0].full)):
        return
    name = names[0]
    if name.lang == "ja":
        written = scripts(ja=name.full, family=name.family).hans
        if written:
            yield SourceName("zh", written.text, *_cut(written.text, (name.family, name.given)))
    elif origin == "ja":
        form = _japanese(name.full, name.family)
        if form:
            yield SourceName("ja", form, *_cut(form, (name.family, name.given)))


def _japanese(form: str, family: str) -> str:
    """The form in the characters of today's Japanese; empty where it has one that Japanese does not write."""
    if guess_lang(form) in ("zh-Hans", "zh-Hant") or not is_japanese(form):
        form = _to_japanese().convert(traditional(form, family=family).text)
    return form if is_japanese(form) else ""


@cache
def _to_japanese() -> OpenCC:
    # Most names need no conversion, and OpenCC reads its dictionaries when it is made.
    from opencc import OpenCC

    return OpenCC("t2jp")
