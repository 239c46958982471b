"""The full persons, organisations and companies of ENAMDICT as entities; read by `build_whos_who.py`.

A Japanese person is a line whose two English words are what its kana say, in either order; the writing is cut where the
family name is one that the dictionary lists under these kana. A line whose English is no reading of its kana is
somebody from elsewhere (文在寅, ドナルドトランプ) if the English is no romanised Japanese, and else a slip: left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from japanese_name_sources import entries, hiragana, key
from whos_who_cedict import MODERN, is_name, nation

from align.errors import GlossaryError
from align.glossary.entity import Entity, SourceName
from align.glossary.load import compile_entry
from align.glossary.schema import Entry
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.names.parts import split_han
from align.names.romanise import hepburn, pinyin
from align.names.surnames import KOREAN, surname_pinyin, systems_of
from align.text.fold import fold_target
from align.text.scripts import is_han, is_kana

_LINE = re.compile(r"(?P<form>\S+) (?:\[(?P<kana>[^\]\s]+)\] )?/(?P<senses>.*)/")
_SENSE = re.compile(r"\((?P<tags>[a-z]+(?:,[a-z]+)*)\) (?:\(\d+\) )?(?P<rest>.*)")
_YEARS = re.compile(
    r"\((?:(?:approx|ca|c)\.? ?)?(?P<birth>\d{3,4}|\?)?[?\d.,]*\s*[-‐–]"
    r"\s*(?:(?:approx|ca)\.? ?)?(?P<death>\d{3,4})?[?\d.,]*(?: CE)?\)?"
)
_WORD = r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?"
_ENGLISH = re.compile(rf"{_WORD}(?: {_WORD})*")
_REIGN = re.compile(r"(Emperor|Empress) \S+")
_LONG = re.compile("[oO]o|[oO]u|[uU]u")
_NO_START = "ゃゅょっんーぁぃぅぇぉ"
_HOUSES = re.compile(r"\b(?:abbr|character|god|goddess|mythology|tsukushinbo)\b")
_LONGEST_NOTE = 64


@dataclass(frozen=True, slots=True)
class Line:
    """One sense: the writing, the kana (empty for katakana), the English and what is said in parentheses."""

    form: str
    kana: str
    english: str
    others: tuple[str, ...]
    said: str
    birth: int | None
    years: str


def read(path: Path) -> Iterator[tuple[Entity, int | None]]:
    """The entities of the dictionary file, each with the year of birth where given."""
    families: dict[str, set[str]] = defaultdict(set)
    for entry in entries(path):
        if "s" in entry.tags:
            families[key(entry.form)].add(entry.kana)
    for text in path.read_bytes().decode("euc_jp", "replace").splitlines():
        found = _LINE.match(text)
        if found and all(is_han(ch) or is_kana(ch) or ch in "々・" for ch in found["form"]):
            for tags, line in _senses(found):
                entity = _entity(tags, line, families)
                if entity is not None:
                    yield entity, line.birth


def _senses(found: re.Match[str]) -> Iterator[tuple[frozenset[str], Line]]:
    senses: list[tuple[frozenset[str], list[str]]] = []
    for sense in found["senses"].split("/"):
        tagged = _SENSE.match(sense)
        if tagged:
            senses.append((frozenset(tagged["tags"].split(",")), [tagged["rest"]]))
        elif senses:
            senses[-1][1].append(sense)
    for tags, glosses in senses:
        if tags & {"h", "o", "c"}:
            line = _line(found["form"], found["kana"] or "", glosses)
            if line is not None:
                yield tags, line


def _line(form: str, kana: str, glosses: list[str]) -> Line | None:
    first, others = glosses[0], glosses[1:]
    cut = re.search(r" \(|, ", first)
    english, said = (first[: cut.start()], first[cut.start() :]) if cut else (first, "")
    if not _named(english.replace("&", "and")) or len(english) > 70:
        return None
    years = _YEARS.match(said.lstrip()) if re.match(r" \((?:approx\. |ca\.? |c\. )?[\d?]", said) else None
    birth = int(years["birth"]) if years and years["birth"] and years["birth"].isdigit() else None
    death = years["death"] if years else None
    life = f"{birth or ''}–{death or ''}" if birth or death else ""
    note = re.sub(
        r"\([^A-Za-z]*\)|\(?(?:approx\. )?[\d?.-]+ CE(?:, reigning: [\d?–-]+ CE)?\)?|[\d?.]*[-‐–][\d?.]*\)", "", said
    )
    note = re.sub(r"\(Prince\)", "prince", note).strip(" ,;()")
    note = "" if re.match(r"(?:Inc|Ltd|Limited|Co|Corp)\b", note) else note
    kept = tuple(other for other in (re.sub(r" \(.*", "", other) for other in others) if _named(other))
    return Line(form, kana, english, kept[:4], note[:_LONGEST_NOTE].strip() if len(note) > 3 else "", birth, life)


def _named(text: str) -> bool:
    return _ENGLISH.fullmatch(text) is not None and is_name(text)


def _entity(tags: frozenset[str], line: Line, families: Mapping[str, set[str]]) -> Entity | None:
    note = ", ".join(filter(None, (line.years, line.said)))
    if not tags & {"h"}:
        return _thing(line, note)
    if _HOUSES.search(line.said) or " and " in line.english:
        return None
    reading = hiragana(line.kana or line.form)
    if any(map(is_han, line.form)) or not all("ァ" <= ch <= "ヿ" or ch == "・" for ch in line.form):
        if hepburn.is_kana_reading(reading):
            return _japanese(line, reading, note, families)
        return None
    return _foreigner(line, note, "western" if len(line.english.split()) > 1 else "other")


def _japanese(line: Line, reading: str, note: str, families: Mapping[str, set[str]]) -> Entity | None:
    words = line.english.split()
    spelt = [hepburn.canonical(word) for word in words]
    if len(words) == 2:
        for first, second, swapped in ((*spelt, False), (*reversed(spelt), True)):
            cut = _cut(reading, first, second)
            if cut:
                family, given = reading[:cut], reading[cut:]
                han = _han_parts(line.form, family, given, families)
                return (
                    None
                    if not all(han)
                    else _person(line, (family, given), han, words[::-1] if swapped else words, note)
                )
    reign = _REIGN.fullmatch(line.english)
    if reign and line.form.endswith("天皇") and reading.endswith("てんのう"):
        name = hepburn.romaji(reading.removesuffix("てんのう"))
        others = tuple(dict.fromkeys((f"{name} Tenno", line.english, *line.others)))
        source = SourceName("ja", line.form)
        return Entity(
            "", "person", "ja", f"{reign[1]} {name}", accept=others, sources=(source,), kana=(reading,), note=note
        )
    if _spelt(reading) == hepburn.canonical(line.english):
        if len(words) > 1 or len(line.form) < 2:
            return None
        romaji = hepburn.romaji(reading)
        source = SourceName("ja", line.form)
        return Entity(
            "",
            "person",
            "ja",
            romaji,
            accept=_others(romaji, (line.english,)),
            sources=(source,),
            kana=(reading,),
            note=note,
        )
    abroad = bool(nation(line.said)) or any("ァ" <= ch <= "ヺ" for ch in line.kana)
    mandarin = pinyin.matches(line.english, line.form) and surname_pinyin(line.form[:1]) is not None
    if all(map(hepburn.is_romaji, words)) and not abroad and not mandarin:
        return None
    return _foreigner(line, note, _foreign_origin(line)) if all(map(is_han, line.form)) and len(words) > 1 else None


def _person(line: Line, kana: tuple[str, str], han: tuple[str, str], words: list[str], note: str) -> Entity:
    family, given = (hepburn.romaji(part) for part in kana)
    order = FAMILY_FIRST if line.birth is not None and line.birth < MODERN else GIVEN_FIRST
    written = join(words[0], words[1], order)
    full = join(family, given, order)
    source = SourceName("ja", line.form, *han)
    return Entity(
        "",
        "person",
        "ja",
        full,
        family,
        given,
        order,
        _others(full, _unusual(kana, written, full)),
        sources=(source,),
        kana=kana,
        note=note,
    )


def _unusual(kana: tuple[str, str], written: str, full: str) -> tuple[str, ...]:
    """The dictionary's own spelling where it is none of the regular ones."""
    regular = {hepburn.canonical(word) for word in full.split()}
    return () if {hepburn.canonical(word) for word in written.split()} == regular else (written,)


def _others(full: str, others: tuple[str, ...]) -> tuple[str, ...]:
    said = {hepburn.canonical(full)}
    return tuple(other for other in others if hepburn.canonical(other) not in said)


def _han_parts(form: str, family: str, given: str, families: Mapping[str, set[str]]) -> tuple[str, str]:
    """The writing cut after a family name that is listed with these kana; empty where none is, which is mostly a slip."""
    if "・" in form:
        first, _, second = form.partition("・")
        return (first, second) if hiragana(first) == family or family in families.get(key(first), ()) else ("", "")
    cuts = [
        at for at in range(1, len(form)) if family in families.get(key(form[:at]), ()) or hiragana(form[:at]) == family
    ]
    cuts = [at for at in cuts if form[at] not in "々ー"]
    if len(cuts) == 1:
        return form[: cuts[0]], form[cuts[0] :]
    habit = split_han(form, origin="ja", kana=(family, given))
    return habit if len(habit[0]) in cuts else ("", "")


def _cut(kana: str, family: str, given: str) -> int:
    """Where the kana are cut so that the parts are spelt so; 0 where no cut or several do."""
    cuts = [
        at
        for at in range(1, len(kana))
        if kana[at] not in _NO_START and _spelt(kana[:at]) == family and _spelt(kana[at:]) == given
    ]
    return cuts[0] if len(cuts) == 1 else 0


@cache
def _spelt(kana: str) -> str:
    return hepburn.canonical(hepburn.romaji(kana)) if hepburn.is_kana_reading(kana) else ""


def _foreign_origin(line: Line) -> str:
    """Whose name is written in Han characters and read otherwise than in Japanese."""
    said = nation(line.said)
    if said.startswith("zh-") and surname_pinyin(line.form[:1]):
        return said
    if pinyin.matches(line.english, line.form):
        return "other" if "-" in line.english else "zh-CN" if surname_pinyin(line.form[:1]) else "other"
    korean = any(KOREAN in systems_of(line.form[:1], word) for word in line.english.split())
    other = any(set(systems_of(line.form[:1], word)) - {KOREAN} for word in line.english.split())
    if korean and (not other or re.search("Korea", line.said)):
        return "ko"
    return "other"


def _foreigner(line: Line, note: str, origin: str) -> Entity | None:
    others = tuple(dict.fromkeys(other for other in line.others if other != line.english))
    en = {"full": line.english, "accept": others}
    record = {"type": "person", "origin": origin, "en": en, "ja": line.form, "note": note}
    return _compiled(record)


def _thing(line: Line, note: str) -> Entity | None:
    """An organisation or a company."""
    if not line.english[:1].isupper() or len(line.form) < 2 or _HOUSES.search(line.said):
        return None
    others = tuple(dict.fromkeys(other for other in line.others if other != line.english))
    name = _plain(line.english, hiragana(line.kana))
    en = {"full": name, "accept": others if name == line.english else (line.english, *others)}
    return _compiled({"type": "organisation", "origin": "other", "en": en, "ja": line.form, "note": note})


def _plain(english: str, reading: str) -> str:
    """The name with the long vowels dropped from the words that its kana say: Otani University, not Ootani."""
    return " ".join(
        _LONG.sub(lambda found: found[0][0], word)
        if hepburn.is_romaji(word) and hepburn.canonical(word) in _spelt(reading)
        else word
        for word in english.split()
    )


def _compiled(record: dict[str, object]) -> Entity | None:
    try:
        return replace(compile_entry(Entry.model_validate(record), "-"), id="")
    except (GlossaryError, ValueError):
        return None


def agree(one: str, other: str) -> bool:
    """Whether two English names are one but for order, spelling of long vowels and signs."""
    return letters(one) == letters(other)


def letters(name: str) -> tuple[str, ...]:
    """The words of an English name in the order of the alphabet, each by its reading if it can be Japanese."""
    return tuple(sorted(hepburn.canonical(word) for word in fold_target(name).text.replace("-", "").split()))
