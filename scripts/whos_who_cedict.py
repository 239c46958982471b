"""The proper names of CC-CEDICT as entities: people, places, organisations, works; read by `build_whos_who.py`.

A gloss opens with the English name; what follows the first parenthesis or comma says what it names. A gloss that does
not read so is left out, and so are surnames, species, languages, dynasties' styles and whatever else begins with a small
letter. `see`, `variant of` and `abbr. for` make a form one more form of what they point to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from align.errors import GlossaryError
from align.glossary.entity import Entity
from align.glossary.load import compile_entry
from align.glossary.schema import Entry
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.names.romanise import hepburn, pinyin
from align.names.surnames import COMPOUND, other_spellings, surname_pinyin
from align.text.fold import fold_target
from align.text.scripts import is_han, is_kana

MODERN = 1868
"""Who was born before this year stands family first in English if Japanese."""

_WORDS_FILE = Path(__file__).with_name("whos_who_words.txt")


def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in _WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section += line.split("; ")
    return found


_SAID = _sections()
_KIND = "|".join(_SAID["kind of place"])


def _any(name: str) -> str:
    return "(?:" + "|".join(_SAID[name]).replace("KIND", _KIND) + ")"


_ENTRY = re.compile(r"(?P<hant>\S+) (?P<hans>\S+) \[(?P<pinyin>[^\]]*)\] /(?P<senses>.*)/\s*")
_POINTER = re.compile(rf"(?:\((?:Tw|old|archaic)\) )?{_any('pointer')} (?P<to>[^\s\[,;/]+)(?:\[[^\]]*\])?.*")
_PINYIN = re.compile(r"\[[^\]]*\]")
_HAN = re.compile(r"\s?[⺀-鿿豈-﫿·|]+")
_MARK = re.compile(rf"\({_any('mark')}\)\s*")
_NAME = re.compile(r"\((?:name|given name|personal name|family name)\)|\bsurname\b")
_LIFE = re.compile(
    r"\s*\(\s*(?P<life>(?:born |b\. |c\. |ca\. |circa |around |active |lived )*(?P<birth>\d{1,4}|-|\?)?(?P<bc> ?BC)?"
    r"(?: or \d+)?\s*[-–—]\s*(?:c\. |ca\. )*(?P<death>\d{1,4})?(?P<bc2> ?BC)?(?: ?AD)?|(?:born |b\. )(?P<born>\d{4}))\s*\)"
)
_SPLIT = re.compile(r"\s*[(,;:/]|\s[-–—]\s")
_OR = re.compile(r",? or |, also known as | \(also | aka ")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*|\d+(?:th|st|nd|rd)?|&|(?:al|el)-\w+|d'\w+")
_SMALL = frozenset("of the and for in on to at de da di du la le von van der den bin ibn al el del des y e".split())
_STYLES = frozenset(_SAID["style"])
_NO_PERSON = frozenset(_SAID["no person"])
_DYNASTIES = frozenset(_SAID["dynasty"])
_PEOPLES = frozenset(_SAID["people"])
_RULERS = frozenset(_SAID["ruler"])
_NAMES_TOO = frozenset({"Alexander", "Joan", "Earl", "King", "Prince", "Duke"})
_TITLE_ENDS = re.compile(r"(?:主席|先生|皇帝|太后|皇后|太子|[帝王公祖宗])$")
_PLACE_WORDS = frozenset(_SAID["place word"])
_ORGANISATION_WORDS = frozenset(_SAID["organisation word"])
_NOT_INITIALS = frozenset(_SAID["not initials"])
_PLACE = re.compile(
    r"(?P<name>[^,(;]*?)\s+(?P<people>(?:[A-Z][\w-]+(?:,| and)? )*?)(?P<auto>[Aa]utonomous )?"
    r"(?:sub-?provincial |(?:prefecture|county|province)[ -]level |prefectural |new |direct-administered )*"
    rf"(?P<kind>{_KIND})(?: and (?:{_KIND}|capital|county))?"
    r"(?: (?:in|of|on|and|north|south|west|east|near|at|between|,|that|within|under)\b.*|[,(;:].*|)",
    re.IGNORECASE,
)
_PLACE_SAID = re.compile(rf"\b{_any('place')}\b")
_PLACE_ENDS = re.compile(rf"{_any('place ending')}$")
_ORGANISATION_ENDS = re.compile(rf"{_any('organisation ending')}$")
_THING_ENDS = re.compile(rf"{_any('event ending')}$")
_ORGANISATION_SAID = re.compile(rf"\b{_any('organisation')}\b")
# A film actress is no film.
_WORK_SAID = re.compile(rf"\b{_any('work')}\b(?! {_any('who makes works')})")
_EVENT_SAID = re.compile(rf",? ?(?:the )?(?:\w+ )?{_any('event')}\b")
_OCCUPATION = re.compile(rf"\b{_any('occupation')}\b")
_FIGURE = re.compile(rf"\b{_any('figure')}\b")
_DROPPED = re.compile(rf"\b{_any('left out')}\b")
_WESTERN_SAID = re.compile(rf"[ ,;(]*(?:former |famous )?{_any('western')}\b")
_ASIAN = ("zh-HK", "zh-TW", "zh-MO", "zh-SG", "zh-MY", "ko", "ja", "vi", "zh-CN", "other")
"""The origins that a country suggests; of two that begin at one place the first counts, and `other` is further Asia."""

_MIXED = re.compile(
    rf"\b{_any('asian')}[- ](?:born[- ])?{_any('elsewhere')}|\b{_any('elsewhere')}-{_any('asian')}|-born\b"
)
_NATION = re.compile("|".join(rf"(?P<n{at}>\b{_any(origin)}\b)" for at, origin in enumerate(_ASIAN)))
_LONGEST_NOTE = 64


@dataclass(frozen=True, slots=True)
class Gloss:
    """One sense of one entry: the English name, its other forms, and what is said of it."""

    name: str
    others: tuple[str, ...]
    said: str
    life: str
    birth: int | None
    place: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """A form that the dictionary explains by another one."""

    form: str
    to: str


def read(path: Path) -> Iterator[tuple[Entity, int | None] | Pointer]:
    """The entities of the dictionary file, each with its bearer's year of birth where given, and its pointers."""
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _ENTRY.fullmatch(line)
        if found and found["pinyin"][:1].isupper() and len(found["hans"]) > 1 and all(map(_fit, found["hans"])):
            yield from _of_line(found["hant"], found["hans"], found["pinyin"], found["senses"].split("/"))


def ordinary_words(path: Path) -> set[str]:
    """What the dictionary also lists as a common word, in both scripts: a name of the same characters may be none."""
    words: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _ENTRY.fullmatch(line)
        if found and found["pinyin"][:1].islower():
            words |= {found["hant"], found["hans"]}
    return words


def _fit(ch: str) -> bool:
    return is_han(ch) or ch == "·" or is_kana(ch)


def _of_line(hant: str, hans: str, sounds: str, senses: list[str]) -> Iterator[tuple[Entity, int | None] | Pointer]:
    found: list[tuple[Entity, int | None]] = []
    names: list[Gloss] = []
    for sense in senses:
        pointer = _POINTER.fullmatch(sense)
        if pointer:
            yield from (Pointer(form, pointer["to"].split("|")[-1]) for form in dict.fromkeys((hans, hant)))
            continue
        gloss = _gloss(sense)
        if gloss is None:
            continue
        if _NAME.search(sense) and not gloss.life:
            names.append(gloss)
            continue
        entity = _entity(hant, hans, sounds, gloss)
        if entity is not None and found and not (entity.is_person or entity.note or found[-1][0].is_person):
            # Of two senses the one that explains nothing says the same in other words: Ministry of Justice, Justice Department.
            last = found[-1][0]
            found[-1] = replace(last, accept=(*last.accept, entity.full)), None
        elif entity is not None:
            found.append((entity, gloss.birth))
    if not any(entity.is_person for entity, _ in found):
        found += [(_name(hant, hans, gloss), None) for gloss in names[:1] if "surname" not in gloss.name]
    yield from found


def _gloss(sense: str) -> Gloss | None:
    """A sense that opens with a capitalised name; None for any other."""
    text = _MARK.sub("", _HAN.sub("", _PINYIN.sub("", sense))).replace("()", "").strip()
    text = re.sub(r"^(?:the|The) ", "", text)
    text = re.sub(r"^\(([A-Z][\w.]+)\) (?=[A-Z])", r"\1 ", text)
    if not text[:1].isupper() or text.startswith("CL:") or re.search("[⺀-鿿]", text) or "surname" in text:
        return None
    cut = _SPLIT.search(text)
    head, said = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    place = _PLACE.fullmatch(text)
    if place and all(is_name(f"{name} {place['people']}") for name in _OR.split(place["name"])):
        return _place(place, text)
    names = [name.strip(" .") if not name.endswith(("Ltd.", "Inc.", "Co.")) else name for name in _OR.split(head)]
    if not all(map(is_name, names)) or len(head) > 70:
        return None
    life = _LIFE.match(said)
    years = " ".join(life["life"].split()) if life else ""
    birth = _birth(life) if life else None
    more = said[life.end() :] if life else said
    others = (*names[1:], *_said_too(more))
    return Gloss(names[0], tuple(others), more.strip(), years, birth)


def _place(found: re.Match[str], text: str) -> Gloss:
    kind = "".join(word.capitalize() for word in found["kind"].split())
    auto = "Autonomous " if found["auto"] else ""
    people = found["people"].replace(",", "")
    names = _OR.split(found["name"])
    whole = [f"{name.strip()} {people}{auto}{kind}" for name in names]
    # Rudong is the county as well; Morecambe is not the bay.
    short = names if found["kind"].lower() in _ADMINISTRATIVE else []
    return Gloss(whole[0], (*whole[1:], *short), text[found.end("kind") :].strip(" ,"), "", None, place=True)


_ADMINISTRATIVE = frozenset(
    "county district city town township prefecture province municipality region banner league village".split()
)
_COMMON = re.compile(r"[, ]+(?:an? |the )?(?:\w+-level )?(county|district|township|town|city|province)\b")
_KIND_OF_END = {
    "county": "县縣",
    "district": "区區",
    "township": "乡鄉",
    "town": "镇鎮",
    "city": "市",
    "province": "省",
}


def _with_kind(hans: str, gloss: Gloss) -> Gloss:
    """Rudong for 如东县 is Rudong County, but Nanyang for 南阳市 as well Nanyang as Nanyang City."""
    said = _COMMON.match(gloss.said)
    if gloss.place or said is None or hans[-1] not in _KIND_OF_END.get(said[1], ""):
        return gloss
    if gloss.name.split()[-1].lower() == said[1]:
        return gloss
    whole = f"{gloss.name} {said[1].capitalize()}"
    if said[1] == "city":
        return replace(gloss, others=(*gloss.others, whole))
    return replace(gloss, name=whole, others=(gloss.name, *gloss.others))


def _birth(life: re.Match[str]) -> int | None:
    year = life["born"] or life["birth"]
    if not year or not year.isdigit():
        return None
    return -int(year) if life["bc"] or (life["bc2"] and life["death"] and int(year) > int(life["death"])) else int(year)


def _said_too(said: str) -> Iterator[str]:
    """Initials and other names that follow the name: `, CIA`, `(SCO)`, `, also known as Anna Chennault`."""
    initials = re.match(r"(?:, | ?\()([A-Z][A-Z0-9-]{1,7}s?)\b(?=$|[),;( ])", said)
    if initials and initials[1] not in _NOT_INITIALS:
        yield initials[1]
    known = re.search(r"\b(?:also known as|better known as|aka|also called) ((?:[A-Z][\w'’-]+ ?)+)", said)
    if known and len(known[1]) > 3:
        yield known[1].strip()


def is_name(text: str) -> bool:
    """Whether every word is capitalised or one of those that stand small inside names."""
    words = text.replace(" and ", " ").split()
    return (
        bool(words)
        and words[0][:1].isupper()
        and words[-1].lower() not in {"of", "the", "and", "in", "for"}
        and all(word in _SMALL or _CAPITAL.fullmatch(word) for word in words)
        and "?" not in text
        and '"' not in text
    )


def _entity(hant: str, hans: str, sounds: str, gloss: Gloss) -> Entity | None:
    kind = _type(hans, sounds, gloss)
    if not kind:
        return None
    others = tuple(other for other in dict.fromkeys(gloss.others) if other != gloss.name and len(other) > 1)
    if kind == "person":
        # 麻生 with the name of one bearer says no more than how the family name is read; 林郑 is an abbreviation.
        alone = len(hans) == 2 and sum(syllable[:1].isupper() for syllable in sounds.split()) == 1
        if alone and " " in gloss.name and nation(gloss.said) == "ja":
            return None
        return _person(hant, hans, replace(gloss, others=others))
    if kind == "place":
        gloss = _with_kind(hans, replace(gloss, others=others))
        others = gloss.others
    return _compiled(hant, hans, kind, "", gloss.name, others, _note(gloss))


def _type(hans: str, sounds: str, gloss: Gloss) -> str:
    """What the name names; empty for what this lexicon leaves out."""
    words = frozenset(gloss.name.split())
    first = re.split(r"[;]", gloss.said.lstrip(" ,;("), maxsplit=1)[0][:110]
    if gloss.place:
        return "place"
    if _DROPPED.search(first) and not gloss.life:
        return ""
    if gloss.life and not _no_person(gloss) and not _WORK_SAID.match(first) and not _thing(hans, gloss):
        return "person"
    if words & _ORGANISATION_WORDS:
        return "organisation"
    if _WORK_SAID.search(first.split(",")[0]):
        return "work"
    if _FIGURE.search(first):
        return "other"
    occupied = _OCCUPATION.search(first.split(",")[0])
    if (
        occupied
        and not _no_person(gloss)
        and not words & _PLACE_WORDS
        and not _ORGANISATION_SAID.search(first.split(",")[0])
    ):
        return "person" if _person_like(hans, gloss) else "other"
    if words & _PLACE_WORDS or (_PLACE_SAID.search(first.split(")")[0]) and not _ORGANISATION_SAID.match(first)):
        return "place"
    if _ORGANISATION_SAID.search(first) or _ORGANISATION_ENDS.search(hans):
        return "organisation"
    if "·" in hans and not gloss.said and len(gloss.name.split()) > 1 and not words & _NO_PERSON:
        return "person"
    if _PLACE_ENDS.search(hans) or re.fullmatch(r",? ?(?:in )?[A-Z][\w .'-]+", gloss.said):
        return "place" if not _full_chinese_name(hans, sounds, gloss) else "person"
    if _full_chinese_name(hans, sounds, gloss):
        return "person"
    return "other"


def _no_person(gloss: Gloss) -> bool:
    """A name that tells by its words that it is nobody's."""
    words = gloss.name.split()
    return (
        not _NO_PERSON.isdisjoint(words)
        or (words[-1] in _DYNASTIES and (len(words) == 1 or words[0] in _PEOPLES))
        or words[0] in _PEOPLES
        or ("of" in words and _RULERS.isdisjoint(words))
        or "and" in words
    )


def _thing(hans: str, gloss: Gloss) -> bool:
    """A dynasty, a war or an era has years too."""
    if _PLACE_ENDS.search(hans) and not gloss.said and not pinyin.matches(gloss.name, hans):
        return True
    if _OCCUPATION.search(gloss.said.strip(" ,").split(",")[0]):
        return False
    return bool(_THING_ENDS.search(hans) or _EVENT_SAID.match(gloss.said))


def _person_like(hans: str, gloss: Gloss) -> bool:
    return 1 < len(gloss.name.split()) < 6 or "·" in hans or bool(gloss.life) or not re.search(r"[帝王后]$", hans)


def _full_chinese_name(hans: str, sounds: str, gloss: Gloss) -> bool:
    """A family name that begins a word of the pinyin, a given name that begins the other, and English that is both."""
    family = 2 if hans[:2] in COMPOUND else 1
    capitals = [syllable[:1].isupper() for syllable in sounds.split()]
    return (
        len(capitals) == len(hans)
        and 1 < len(hans) - family + 1 < 4
        and capitals == [True] + [False] * (family - 1) + [True] + [False] * (len(hans) - family - 1)
        and surname_pinyin(hans[:family]) is not None
        and len(gloss.name.split()) == 2
        and pinyin.matches(gloss.name, hans)
        and not gloss.said
    )


def _person(hant: str, hans: str, gloss: Gloss) -> Entity | None:
    words = gloss.name.split()
    while len(words) > 1 and words[0] in _STYLES and not ({"of", "the", "I", "II", "III", "IV"} & set(words)):
        words = words[1:]
    name = " ".join(words)
    family = next(
        (word for word in words if len(words) > 1 and word.isupper() and len(word) > 2 and "." not in word), ""
    )
    if family:
        name = " ".join(word.capitalize() if word == family else word for word in words)
    origin = _origin(hans, name, gloss.said)
    if origin == "ja" and not all(map(hepburn.is_romaji, name.split())):
        origin = "other"
    if origin == "ja":
        name = _plain_romaji(name)
    entity = _compiled(hant, hans, "person", origin, name, gloss.others, _note(gloss))
    if entity is None:
        return None
    if _titled(hans, entity):
        whole = tuple(replace(source, family="", given="") for source in entity.sources)
        return replace(entity, family="", given="", order="", sources=whole)
    entity = _transcribed(entity) if entity.origin in ("western", "other") else entity
    return ordered(entity, gloss.birth)


def _titled(hans: str, entity: Entity) -> bool:
    """Whether it is a title that is known rather than a name: 唐高宗 is Emperor Gaozong of Tang, 毛主席 Mao Zedong."""
    words = entity.full.split()
    by_title = _TITLE_ENDS.search(hans) is not None and not pinyin.matches(entity.full, hans)
    return (
        by_title
        or "of" in words
        or entity.family in ("I", "V", "X")
        or bool(_RULERS & frozenset(words[:2]) - _NAMES_TOO)
    )


def _plain_romaji(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in fold_target(name).text.split())


def ordered(entity: Entity, birth: int | None) -> Entity:
    """A Japanese person in the order that English has for the time; everybody else as the dictionary writes them."""
    if entity.origin != "ja" or not entity.family or not entity.given:
        return entity
    order = FAMILY_FIRST if birth is not None and birth < MODERN else GIVEN_FIRST
    return replace(entity, full=join(entity.family, entity.given, order), order=order)


def _transcribed(entity: Entity) -> Entity:
    """A form without a dot that transcribes a name of several words is the family name alone: 特朗普 is Donald Trump."""
    if not entity.family or not entity.given:
        return entity
    sources = tuple(
        source if source.family or "·" in source.full else replace(source, family=source.full)
        for source in entity.sources
    )
    return replace(entity, sources=sources)


def _origin(hans: str, name: str, said: str) -> str:
    """Whose customs the name follows, from the gloss as far as the form of the English agrees; `other` where unsure."""
    country = nation(said)
    words = name.split()
    spelt = any(_spells(word, hans) for word in words)
    if "·" in hans:
        return "western" if country in ("", "zh-CN") else "other"
    if _TITLE_ENDS.search(hans):
        return "other"
    if pinyin.matches(name, hans):
        if country.startswith("zh"):
            # The president of an association for relations across the Taiwan Straits lives in Beijing.
            return country if _NATION.match(said.lstrip(" ,;(")) else "zh-CN"
        return "other" if country else "zh-CN"
    if country.startswith("zh") or country in ("vi", "ko"):
        return country if spelt and len(hans) < 5 else "other"
    if country == "ja":
        return "ja"
    if country == "other" or spelt:
        return "other"
    chinese = (
        len(words) == 1 and len(hans) < 4 and surname_pinyin(hans[0]) is not None and not _WESTERN_SAID.match(said)
    )
    return "western" if (said or len(words) > 1) and not chinese else "other"


def nation(said: str) -> str:
    """The origin that the first country in a gloss suggests; `other` for people of two and of further Asia."""
    first = said[:90]
    if _MIXED.search(first):
        return "other"
    found = _NATION.search(first)
    if found is None or found.lastgroup is None:
        return ""
    return "" if _WESTERN_SAID.match(said) else _ASIAN[int(found.lastgroup[1:])]


def _spells(word: str, hans: str) -> bool:
    key = "".join(ch for ch in fold_target(word).text if ch.isalpha())
    for family in dict.fromkeys((hans[:2], hans[:1])):
        own = surname_pinyin(family)
        if key in other_spellings(family) or (
            own and key == "".join(ch for ch in fold_target(own).text if ch.isalpha())
        ):
            return True
    return False


def _note(gloss: Gloss) -> str:
    """Years and the first words of what is said."""
    years = gloss.life.replace("-", "–")
    said = re.sub(r"\([^)]*\)?", "", gloss.said).strip(" ,;:)(")
    said = re.split(r"[;(]", said)[0] if not gloss.place else said
    if len(said) > _LONGEST_NOTE:
        cut = max(said.rfind(",", 0, _LONGEST_NOTE), 0) or said.rfind(" ", 0, _LONGEST_NOTE)
        said = said[:cut].rstrip(" ,")
    return ", ".join(filter(None, (years, " ".join(said.split()))))


def _name(hant: str, hans: str, gloss: Gloss) -> Entity:
    entity = _compiled(
        hant,
        hans,
        "other",
        "western" if not pinyin.matches(gloss.name, hans) else "other",
        gloss.name,
        gloss.others,
        "a name",
    )
    assert entity is not None
    return entity


def _compiled(
    hant: str, hans: str, kind: str, origin: str, name: str, others: tuple[str, ...], note: str
) -> Entity | None:
    """The entity that a glossary entry of these forms would be: the parts are found as they are found there."""
    record: dict[str, object] = {"type": kind, "en": {"full": name, "accept": others}, "note": note}
    if origin:
        record["origin"] = origin
    record |= {"zh": hans} if hans == hant else {"zh-Hans": hans, "zh-Hant": hant}
    try:
        return compile_entry(Entry.model_validate(record), "-")
    except (GlossaryError, ValueError):
        return None
