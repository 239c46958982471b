"""What can a new entry begin with, when a reviewer has marked a name in a text?

Where the checked documents use the name, their proposal is taken (see `proposal`). Elsewhere the characters tell how it
can be read and whose it may be, and the English that was marked beside it says which reading is meant, as long as it
can be the name at all. What looks like no person's name is a thing: it has the English that was marked, and no parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.form import EntryForm, form_of_entity
from align.glossary.proposal import propose
from align.glossary.schema import Entry
from align.glossary.unsaid import Names, is_like_a_thing
from align.glossary.use import Use
from align.names import explain as language
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, allowed_order, join
from align.names.parts import split_han
from align.names.readings import foreign, han, japanese
from align.names.readings.reader import EVERYWHERE, JAPANESE, MANDARIN, NameReader, reader
from align.names.style import DEFAULT, Style
from align.names.surnames import surname_pinyin
from align.names.transcribed import spelt_out
from align.text.fold import fold_source
from align.text.scripts import has_cjk, has_kana, is_han
from align.text.words import plain_letters

_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_SOUNDS_ALIKE = 0.6
"""From here on English words are the name that characters transcribe."""
_ESTABLISHED, _LISTED = 0.8, 0.3
"""How well known both parts must be for Han characters to be a Japanese name in a Chinese text, and the family name of
a longer one, as hardly any Chinese name is."""
_SPELT = 0.9
"""How well English must fit in a culture for the name to be of it."""
_TRANSCRIBED = 0.9
_MAY_BE_TRANSCRIBED = 0.5
_AS_WELL = 0.01
"""Cultures in which English fits nearly as well as in the best one."""
_DOTS = frozenset("・·‧•")


@dataclass(frozen=True, slots=True)
class Option:
    """A way to call a name in English. `kana` are empty where there are none; `likelihood` is 0 to 1, None where nothing
    says how likely it is."""

    kana: str
    english: str
    likelihood: float | None


def readings(source: str, lang: str = "", style: Style = DEFAULT) -> tuple[Option, ...]:
    """How a name can be read, likeliest first, its English in the order of the house; empty where nothing is known.

    `lang` is the language of the text that it stands in (`zh`, `zh-Hans`, `zh-Hant`, `ja`), empty where that is not known.
    """
    name = language.tidy(source)
    found = language.explain(name, _spoken(name, lang))
    spelt = (Option("", _given_first(one.spelling), one.likelihood) for one in spelt_out(name, found.transcribed))
    read = (Option(one.kana, _in_english(one, found, style), one.likelihood) for one in found.readings)
    whole: dict[tuple[str, str], Option] = {}
    for option in (*(spelt if found.foreign else ()), *read):
        if option.english:
            whole.setdefault((option.kana, option.english), option)
    said = {option.english for option in whole.values() if option.kana}
    return tuple(option for option in whole.values() if option.kana or option.english not in said)


def prefilled(
    source: str,
    lang: str,
    english: str = "",
    uses: Sequence[Use] = (),
    style: Style = DEFAULT,
    taken: Iterable[str] = (),
) -> EntryForm:
    """The form of a new entry for a name that stands in a text of the language `lang`.

    `english` is what was marked in the translation, empty for nothing. `uses` are the places where checked documents have
    this name, `taken` the ids of other entries. The name itself is all that is sure of the result.
    """
    name = language.tidy(source)
    if not name:
        return EntryForm()
    marked = _tidy(english)
    made = _made(name, lang, marked)
    found = [*uses] or [Use(made, name, lang, "", False, (), (made.full,) if made.full else (), 1.0, "")]
    if marked and plain_letters(made.full) == plain_letters(marked):
        found = [replace(use, rendering=made.full, part=False, differences=()) for use in found]
        if uses:
            found = [replace(use, entity=made) for use in found]
    proposals = propose(found, style=style, taken=taken)
    key = fold_source(name).text
    fitting = (one for one in proposals if key in {fold_source(form.full).text for form in one.entity.sources})
    entity = next(fitting, proposals[0]).entity
    return form_of_entity(entity)


def _tidy(english: str) -> str:
    plain = _POSSESSIVE.sub("", " ".join(english.split()).strip(' ,.;:!?"“”()[]'))
    return "" if has_cjk(plain) else plain


def _given_first(spelling: str) -> str:
    """A spelling whose family name stands first, as English has foreign names."""
    family, _, given = spelling.partition(" ")
    return join(family, given, GIVEN_FIRST)


def _in_english(reading: language.Reading, found: language.Explanation, style: Style) -> str:
    if found.foreign:
        return _given_first(reading.romaji)
    family, _, given = reading.romaji.partition(" ")
    if not given or not (reading.family and reading.given):
        return reading.romaji
    origin = JAPANESE if found.lang == "ja" else MANDARIN
    usual = GIVEN_FIRST if found.lang == "ja" else FAMILY_FIRST
    return join(family, given, allowed_order(origin, style) or usual)


# --- what the name is ----------------------------------------------------------------------------------------------


def _spoken(name: str, lang: str) -> str:
    """The language whose readings the name has: that of its text, unless the characters are of another one."""
    if has_kana(name) or lang.startswith("ja") or _is_japanese(name):
        return "ja"
    return "zh" if lang.startswith("zh") else language.likely_lang(name)


def _is_japanese(name: str) -> bool:
    """Whether Han characters are a Japanese name even in a Chinese text: both parts are well known ones."""
    if len(name) < 3 or not all(map(is_han, name)) or foreign.is_transcription(name) >= _TRANSCRIBED:
        return False
    best = next(iter(japanese.splits(name)), None)
    if best is None or not (best.family and best.given):
        return False
    if surname_pinyin(name[:1]) and (len(name) == 3 or surname_pinyin(name[:2])):
        return False
    if len(name) > 3:
        return japanese.is_family(best.family) >= _LISTED
    return min(japanese.is_family(best.family), japanese.is_given(best.given)) >= _ESTABLISHED


def _made(name: str, lang: str, marked: str) -> Entity:
    """The entity that a name is taken for; its `full` is what was marked where that can be the name."""
    return next(_people(name, lang, marked), None) or _thing(name, lang, marked)


def _people(name: str, lang: str, marked: str) -> Iterator[Entity]:
    """Whom the name may mean, whoever is called what was marked first; nobody where it is no person's name."""
    form = {"ja" if _key(lang, name) == "ja" else "zh": name}
    if is_like_a_thing(Names.of(Entry.model_validate({"en": marked or "Nobody", **form}))) and not has_kana(name):
        return
    cuts = [cut for cut in (_japanese(name), _chinese(name)) if all(cut.parts)]
    if _spoken(name, lang) == "zh":
        cuts.reverse()
    if marked and " " in marked:
        for cut in cuts:
            if cut.reads.reads(marked):
                yield _called(name, lang, cut, marked)
    if marked and _is_transcribed(name, marked):
        yield _foreigner(name, lang, marked)
    options = readings(name, lang)
    if _is_foreign(name):
        yield _foreigner(name, lang, _likeliest(options, marked))
        return
    if marked and " " not in marked and not _having(options, marked):
        return
    for cut in cuts:
        if cut.origin == (JAPANESE if _spoken(name, lang) == "ja" else MANDARIN) and cut.known and options:
            yield _called(name, lang, cut, _likeliest(options, marked))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A name cut into family and given name as one culture would, with what reads it; `known` says that such people are."""

    origin: str
    parts: tuple[str, str]
    reads: NameReader
    known: bool


def _japanese(name: str) -> _Cut:
    found = language.explain(name, "ja")
    parts = (found.family, found.given)
    known = japanese.is_family(found.family) > 0 if found.family else False
    return _Cut(JAPANESE, parts, reader(*parts, (JAPANESE,)), (known or has_kana(name)) and not found.foreign)


def _chinese(name: str) -> _Cut:
    parts = split_han(name, origin=MANDARIN) if all(map(is_han, name)) else ("", "")
    known = 2 <= len(name) <= 4 and bool(surname_pinyin(parts[0]))
    return _Cut(MANDARIN, parts, reader(*parts, EVERYWHERE), known)


def _is_transcribed(name: str, marked: str) -> bool:
    if not (has_kana(name) or _DOTS & set(name) or foreign.is_transcription(name) >= _MAY_BE_TRANSCRIBED):
        return False
    return foreign.align_parts(name, marked.split()).score >= _SOUNDS_ALIKE


def _is_foreign(name: str) -> bool:
    """Whether nothing but a foreign name in transcription is written so."""
    found = language.explain(name, "ja" if has_kana(name) else "zh")
    return found.foreign and (bool(found.transcribed) or bool(_DOTS & set(name)))


def _likeliest(options: Sequence[Option], marked: str) -> str:
    """The likeliest English, of those that have a word that was marked if there are any."""
    return next((one.english for one in (*_having(options, marked), *options)), "")


def _having(options: Sequence[Option], marked: str) -> list[Option]:
    """Those that have a word that was marked."""
    words = {plain_letters(word) for word in marked.split()}
    return [one for one in options if words & {plain_letters(word) for word in one.english.split()}]


# --- the entity ----------------------------------------------------------------------------------------------------


def _key(lang: str, name: str) -> str:
    """The key of an entry under which the name stands."""
    return (
        "ja" if lang.startswith("ja") or has_kana(name) or (not lang and language.likely_lang(name) == "ja") else "zh"
    )


def _called(name: str, lang: str, cut: _Cut, english: str) -> Entity:
    """A person of whose name both parts are known, by an English name that reads them."""
    family, given, order = _english_parts(cut.reads, english)
    return Entity(
        id="new",
        type="person",
        origin=_origin(cut, english),
        full=english,
        family=family,
        given=given,
        order=order,
        sources=(SourceName(_key(lang, name), name.replace(" ", ""), *cut.parts),),
        authority=Authority.READ,
    )


def _english_parts(reads: NameReader, english: str) -> tuple[str, str, str]:
    """Family and given name among the words of the English, and their order; empty where that is not clear."""
    words = english.split()
    for at in range(1, len(words)):
        first, last = " ".join(words[:at]), " ".join(words[at:])
        given_first = reads.reads_part(last, family=True) and reads.reads_part(first, family=False)
        family_first = reads.reads_part(first, family=True) and reads.reads_part(last, family=False)
        if given_first != family_first:
            return (last, first, GIVEN_FIRST) if given_first else (first, last, FAMILY_FIRST)
    return "", "", ""


def _origin(cut: _Cut, english: str) -> str:
    """Whose name it is by its spelling: pinyin is of the mainland, another spelling of where it fits best."""
    if cut.origin == JAPANESE:
        return JAPANESE
    fits = sorted(han.best_culture("".join(cut.parts), english), key=lambda fit: -fit.score)
    if not fits or any(fit.culture == MANDARIN and fit.score >= _SPELT for fit in fits):
        return MANDARIN
    best = [fit.culture for fit in fits if fit.score >= max(_SPELT, fits[0].score - _AS_WELL)]
    return best[0] if len(best) == 1 else "other"


def _foreigner(name: str, lang: str, english: str) -> Entity:
    """A person whose name the characters transcribe."""
    family, given = "", ""
    if " " in english:
        given, _, family = english.rpartition(" ")
    key = _key(lang, name)
    return Entity(
        id="new",
        type="person",
        origin="western",
        full=english,
        family=family,
        given=given,
        order=GIVEN_FIRST if family else "",
        sources=(SourceName(key, name),),
        authority=Authority.READ,
    )


def _thing(name: str, lang: str, english: str) -> Entity:
    """What is no person: a ministry, a newspaper, a mountain."""
    source = SourceName(_key(lang, name), name)
    return Entity("new", "other", _origin_of_thing(name, lang), english, sources=(source,), authority=Authority.READ)


def _origin_of_thing(name: str, lang: str) -> str:
    if _key(lang, name) == "ja":
        return JAPANESE if any(map(is_han, name)) else "other"
    return "other"
