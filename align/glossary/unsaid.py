"""What an entry leaves unsaid: its type, whose customs it follows, and where the parts of a name lie.

An entry may be three strings, so the rest is read off the forms. Each guess rests on evidence that can be named, and
where there is none the answer is the one that claims least: `other`, no parts. What the entry says always wins.

Type. A person is what has a family or given name, a gender or roles; whose kana have two parts; whose Chinese form has
a dot between its parts; whose first character is a family name that the English spells; or whose Japanese form has the
length of a name and whose English is two romanised words. Never a name with a word such as `of` or `Party` in it, or
whose source form ends as those of ministries and mountains do. Everything else is `other`.

Origin. `ja` where the kana are hiragana, or say what the English says; `zh-CN` where the English is the pinyin of the
characters; `ja` for a person whose English is romanised Japanese and whose form is in Japanese alone, or of four
characters and more, or does not begin with a family name that the English spells in a Chinese or Korean way;
`western` for a person, or a name in Japanese alone, written in katakana, or in Chinese with a dot. Else `other`.
A place or an organisation is `ja` only where its English is romanised from the kana.

Parts. Where the entry gives one of family and given name, the other is what remains of the whole. Where it gives none:
in Japanese names the word that the kana read, or without kana the one that the characters of the family name can be
read as and those of the given name cannot; in Chinese, Korean and Vietnamese ones the word that spells the family name,
beside a hyphenated given name or first of three; in western ones the last word with its particles. Where that decides
nothing there are no parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.glossary.schema import Entry, SourceForms
from align.names.japanese_words import UNDECIDED, family_word
from align.names.order import FAMILY_FIRST, GIVEN_FIRST
from align.names.parts import NO_PARTS, split_han
from align.names.romanise import hepburn, pinyin
from align.names.surnames import COMPOUND, other_spellings, surname_pinyin
from align.text.fold import fold_source, fold_target
from align.text.scripts import is_han, is_kana


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’.-]+[^\W\d_]+)*[.']?")
_PARTICLES = _words(
    """
    al ap bin bint da dal das de del della den der di do dos du el ibn la las le les los san st st. te ten ter van von
    zu
    """
)
_SUFFIXES = _words("jr jr. sr sr. ii iii iv")
_THING_WORDS = _words(
    """
    agency airlines airport alliance army association bank bay bridge bureau castle center centre channel church city
    college command commission committee company conference congress corporation council court daily department
    district dynasty federation force forces foundation front government group gulf hall herald hospital house
    institute island islands journal lake law league library ministry mount mountain mountains movement museum national
    news north office palace park parliament party people post prefecture press province radio region river road school
    sea shimbun shrine society south square station strait street summit system team television temple times tower
    treaty tribune tv union united university valley war weekly world
    """
)
_THING_ENDINGS = re.compile(
    r"(?:[部省厅廳庁局院党黨派会會社报報紙店館馆寺宫宮府県县縣区區郡村町駅站路街線线法約约条條隊队校园園塔門门教語语族记記"
    r"誌賞赏朝]|新聞|新闻|大学|大學|通信|電視|电视|放送|公司|集団|集团|集團|銀行|银行|協定|协定|宣言|声明|問題|问题|事件|戦争"
    r"|战争|戰爭|維新|連合|联合|聯合|連盟|联盟|聯盟)$"
)
_NATURE_ENDINGS = re.compile(r"[城市島岛州国國洲港湾灣江河川湖海峡峽洋山岳軍军橋桥]$")
"""Places end so, and given names too: only a family name that the English spells tells them apart."""
_LONG_JAPANESE = 4
_BETWEEN_PARTS = " ・･·•=＝\u3000"


@dataclass(frozen=True, slots=True)
class EnglishParts:
    """Family and given name in English letters and the order in which the whole has them; all empty if not known."""

    family: str = ""
    given: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The forms of an entry that the guesses are made from. `zh` and `ja` are empty where there is none."""

    words: tuple[str, ...]
    zh: str
    ja: str
    kana: tuple[str, ...]

    @classmethod
    def of(cls, entry: Entry) -> Names:
        """The forms of an entry; of several Chinese ones, the first."""
        chinese = entry.zh or entry.zh_hans or entry.zh_hant
        ja = entry.ja.full if entry.ja else ""
        words = tuple(entry.en.full.split())
        return cls(words, chinese.full if chinese else "", ja, tuple((entry.kana or "").split()))

    @property
    def han(self) -> str:
        """A form wholly in Han characters, the Chinese one first; empty where there is none."""
        return next((form for form in (self.zh, self.ja) if form and all(map(is_han, form))), "")


# --- type --------------------------------------------------------------------------------------------------------


def type_of(entry: Entry) -> str:
    """The entry's type, guessed where it does not say."""
    if entry.type:
        return entry.type
    names = Names.of(entry)
    if entry.gender or entry.roles or _has_parts(entry):
        return "person"
    if not _looks_like_a_name(names):
        return "other"
    if len(names.kana) == 2 or _dotted(names.zh) or _spells_family(names) or _japanese_shape(names):
        return "person"
    return "other"


def _has_parts(entry: Entry) -> bool:
    in_source = any(forms.family or forms.given for _, forms in entry.forms())
    return bool(entry.en.family or entry.en.given or in_source)


def _looks_like_a_name(names: Names) -> bool:
    if not 2 <= len(names.words) <= 5 or _has_thing_words(names):
        return False
    if _read_in_two(names):
        return True
    if _ends_like_things(names):
        return False
    return _family_word(names) >= 0 or not any(_NATURE_ENDINGS.search(form) for form in (names.zh, names.ja))


def is_like_a_thing(names: Names) -> bool:
    """Whether a name has words, or ends in characters, as newspapers, ministries and events have them."""
    return _has_thing_words(names) or _ends_like_things(names)


def _has_thing_words(names: Names) -> bool:
    family = _family_word(names)
    for at, word in enumerate(names.words):
        if word.lower() in _THING_WORDS and at != family:  # Park is a family name too
            return True
        if not _CAPITALISED.fullmatch(word) and word.lower() not in _PARTICLES:
            return True
    return False


def _ends_like_things(names: Names) -> bool:
    return any(_THING_ENDINGS.search(form) for form in (names.zh, names.ja))


def _read_in_two(names: Names) -> bool:
    """Whether kana in two parts say the two words of the English."""
    return len(names.kana) == 2 and len(names.words) == 2 and _romanised(names.words)


def _dotted(form: str) -> bool:
    return bool(form) and "・" in fold_source(form).text


def _japanese_shape(names: Names) -> bool:
    form = names.ja
    return (
        len(names.words) == 2
        and 3 <= len(form) <= 6
        and all(is_han(ch) or is_kana(ch) for ch in form)
        and any(map(is_han, form))
        and not form.startswith(("日本", "東京", "大阪", "京都"))
        and _romanised(names.words)
        and not _is_pinyin(names)
    )


# --- origin ------------------------------------------------------------------------------------------------------


def origin_of(entry: Entry, kind: str) -> str:
    """The entry's origin, guessed where it does not say; `kind` is its type."""
    if entry.origin:
        return entry.origin
    names = Names.of(entry)
    if names.kana and _kana_say_ja(names, person=kind == "person"):
        return "ja"
    if _is_pinyin(names):
        return "zh-CN"
    if kind == "person" and _is_japanese(names):
        return "ja"
    return "western" if _is_western(names, person=kind == "person") else "other"


def _kana_say_ja(names: Names, *, person: bool) -> bool:
    hiragana = any("ぁ" <= ch <= "ゖ" for part in names.kana for ch in part)
    if person and hiragana:
        return True
    said = {hepburn.canonical(hepburn.romaji(part)) for part in (*names.kana, "".join(names.kana))}
    return any(hepburn.canonical(word) in said for word in (*names.words, "".join(names.words)))


def _is_pinyin(names: Names) -> bool:
    """Whether the English is the Mandarin reading of the characters, in either order."""
    if not names.han or not all(pinyin.segmentations(word) for word in names.words):
        return False
    turned = names.words[1:] + names.words[:1], names.words[-1:] + names.words[:-1]
    return any(pinyin.matches(" ".join(words), names.han) for words in dict.fromkeys((names.words, *turned)))


def _is_japanese(names: Names) -> bool:
    if not names.ja or not any(map(is_han, names.ja)) or not _romanised(names.words):
        return False
    return not names.zh or len(names.ja) >= _LONG_JAPANESE or not _spells_family(names)


def _is_western(names: Names, *, person: bool) -> bool:
    katakana = bool(names.ja) and all("ァ" <= ch <= "ヿ" or ch in " ・･=＝·" for ch in names.ja)
    if names.zh and (_dotted(names.zh) or not katakana):
        return person and _dotted(names.zh)
    return katakana and (person or not names.zh) and not _spells_family(names)


def _romanised(words: tuple[str, ...]) -> bool:
    """Whether all words are romanised Japanese; a hyphen is none of its signs."""
    return all("-" not in word and hepburn.is_romaji(word) for word in words)


# --- parts -------------------------------------------------------------------------------------------------------


def english_parts(entry: Entry, origin: str) -> EnglishParts:
    """Family and given name of a person in English letters, as the entry says or as its forms show."""
    said = entry.en
    words = tuple(said.full.split())
    family, given = said.family, said.given
    if not family and not given:
        parts = _guessed_parts(Names.of(entry), origin) if len(words) > 1 else EnglishParts()
        return EnglishParts(parts.family, parts.given, said.order or parts.order)
    family = family or _rest(words, given)
    given = given or _rest(words, family)
    order = said.order or (order_of(words, family, given) if family and given else "")
    return EnglishParts(family, given, order)


def position(words: tuple[str, ...], part: str) -> int:
    """Where the words of `part` begin among `words`, whatever their case and diacritics; -1 if nowhere."""
    wanted = fold_target(part).text.split()
    folded = [fold_target(word).text for word in words]
    last = len(folded) - len(wanted) if wanted else -1
    return next((at for at in range(last + 1) if folded[at : at + len(wanted)] == wanted), -1)


def order_of(words: tuple[str, ...], family: str, given: str) -> str:
    """The order of the two parts among `words`, empty where that cannot be seen."""
    at, other = position(words, family), position(words, given)
    if at == other == -1 or at == other:
        return ""
    if at >= 0 and other >= 0:
        return FAMILY_FIRST if at < other else GIVEN_FIRST
    family_first = at == 0 or other > 0
    return FAMILY_FIRST if family_first else GIVEN_FIRST


def _rest(words: tuple[str, ...], part: str) -> str:
    """What is left of the whole when `part` is taken from its beginning or end; empty where it is at neither."""
    size = len(part.split())
    at = position(words, part)
    if at == 0:
        return " ".join(words[size:])
    return " ".join(words[:at]) if at > 0 and at + size == len(words) else ""


def _guessed_parts(names: Names, origin: str) -> EnglishParts:
    if origin == "ja":
        return _japanese_parts(names)
    if origin == "western":
        return _western_parts(names.words)
    return _chinese_parts(names, origin)


def _family_at(words: tuple[str, ...], at: int) -> EnglishParts:
    """The word at `at` is the family name. In the middle an English name goes before it: Matthew Cheung Kin-chung."""
    if at == len(words) - 1:
        return EnglishParts(words[at], " ".join(words[:at]), GIVEN_FIRST)
    return EnglishParts(words[at], " ".join(words[at + 1 :]), FAMILY_FIRST)


def _japanese_parts(names: Names) -> EnglishParts:
    if len(names.kana) != 2:
        return _japanese_parts_by_characters(names)
    words, last = names.words, len(names.words) - 1
    family, given = (hepburn.canonical(hepburn.romaji(part)) for part in names.kana)
    first_key, last_key = hepburn.canonical(words[0]), hepburn.canonical(words[last])
    if first_key == family and (last_key == given or last_key != family):
        return _family_at(words, 0)
    if last_key == family or first_key == given:
        return _family_at(words, last)
    return _family_at(words, 0) if last_key == given else EnglishParts()


def _japanese_parts_by_characters(names: Names) -> EnglishParts:
    """The parts where no kana are given: the characters have readings that the words fit in one order only."""
    if len(names.words) != 2 or not _romanised(names.words):
        return EnglishParts()
    family, given = split_han(names.ja or names.zh, origin="ja")
    at = family_word((names.words[0], names.words[1]), family, given)
    return EnglishParts() if at == UNDECIDED else _family_at(names.words, at)


def _western_parts(words: tuple[str, ...]) -> EnglishParts:
    end = len(words) - 1 if words[-1].lower() in _SUFFIXES else len(words)
    start = end - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if start < 1:
        return EnglishParts()
    return EnglishParts(" ".join(words[start:end]), " ".join(words[:start]), GIVEN_FIRST)


def _chinese_parts(names: Names, origin: str) -> EnglishParts:
    """Chinese, Korean and Vietnamese names, and those of unknown origin that look like one."""
    words = names.words
    at = _family_word(names)
    if at >= 0:
        return _family_at(words, at)
    if origin == "other" or _dotted(names.zh):
        return EnglishParts()
    hyphenated = [place for place, word in enumerate(words) if "-" in word]
    if len(hyphenated) == 1:
        given = hyphenated[0]
        return _family_at(words, given - 1 if given else len(words) - 1)
    first_of_three = len(words) == 3 or origin == "vi"
    return _family_at(words, 0) if first_of_three and origin != "zh-CN" else EnglishParts()


def _spells_family(names: Names) -> bool:
    return _family_word(names) >= 0


def _family_word(names: Names) -> int:
    """Which word spells the family name that the characters begin with; -1 for none.

    The first and the last are asked before the others: Kim Jong Un, Morris Chang, Matthew Cheung Kin-chung.
    """
    han, words = names.han, names.words
    if not 2 <= len(han) <= 4 or len(words) < 2:
        return -1
    last = len(words) - 1
    places: tuple[int, ...] = tuple(dict.fromkeys((0, last, *range(1, last))))
    for family in dict.fromkeys((han[:2] if han[:2] in COMPOUND and len(han) > 2 else han[:1], han[:1])):
        for at in places:
            if _spells(words[at], family):
                return at
    return -1


def _spells(word: str, family: str) -> bool:
    key = "".join(ch for ch in fold_target(word).text if ch.isalpha())
    own = surname_pinyin(family)
    if own is not None and key == "".join(ch for ch in fold_target(own).text if ch.isalpha()):
        return True
    return key in other_spellings(family)


def source_parts(
    forms: SourceForms, origin: str, kana: tuple[str, ...], english: EnglishParts, words: tuple[str, ...]
) -> tuple[str, str]:
    """Family and given name of a person in the writing of one form, as it says or as its characters show.

    `kana` is (family, given) or empty, `english` the parts of the English form and `words` all of it. Where no
    family name is known in English, a name is only cut if it is two words of romanised Japanese (蓮舫 is Renho alone).
    """
    full = forms.full
    if forms.family or forms.given:
        return forms.family or _remainder(full, forms.given), forms.given or _remainder(full, forms.family)
    if not english.family and not (origin == "ja" and len(words) == 2 and _romanised(words)):
        return NO_PARTS
    if origin == "ja" and len(kana) == 2 and _dotted(full):
        return _dotted_japanese(full, kana)
    if origin == "other" and english.family and 2 <= len(full) <= 4 and all(map(is_han, full)):
        family, _ = split_han(full, origin="zh-CN")
        for cut in (len(family), 1):
            if cut and _spells(english.family, full[:cut]):
                return full[:cut], full[cut:]
    return split_han(full, origin=origin, kana=kana)


def _dotted_japanese(full: str, kana: tuple[str, ...]) -> tuple[str, str]:
    """A Japanese name with a dot may stand in either order (オノ・ヨーコ): the kana tell."""
    first, _, last = fold_source(full).text.partition("・")
    parts = full[: len(first)], full[len(full) - len(last) :]
    family_first = hepburn.canonical(hepburn.romaji(kana[0])) == _read_aloud(first)
    return parts if family_first else (parts[1], parts[0])


def _read_aloud(form: str) -> str:
    """The key of what a form in kana says, empty for any other."""
    return hepburn.canonical(hepburn.romaji(form)) if hepburn.is_kana_reading(form) else ""


def _remainder(full: str, part: str) -> str:
    """What is left of a source form when `part` is taken from its beginning or end; empty where it is at neither."""
    if full.startswith(part):
        return full[len(part) :].strip(_BETWEEN_PARTS)
    return full[: -len(part)].strip(_BETWEEN_PARTS) if full.endswith(part) else ""
