"""Japanese in Latin letters: Hepburn in all its spellings, passport rules, Kunrei-shiki and Nihon-shiki.

Two ways lead through this file. From kana, `romaji` gives one spelling by the settings of a house style and `spellings`
gives every spelling that one meets, each with the name of its system. From Latin letters, `canonical` gives one key
for all spellings of one reading: Ohno, Ōno, Oono and Ono are one name, Sato and Saito are not.

Long vowels. Two vowel kana in a row are long (おう ō, おお ō, うう ū) unless a morpheme ends between them: 井上
いのうえ is Inoue. Kana do not show it, so the boundary is guessed from the morphemes that begin with う and お
(上 内 浦 海, 岡 臣 沖 夫); a boundary sign in the kana, `・` or `|`, decides: 砥歌川 と・うたがわ is Toutagawa. Of
the vowels a, i and e only the sign ー makes a long one: 椎名 しいな is Shiina in every system.

Sources: Cabinet notice of 16 December 2025 (Hepburn, n before b m p), Cabinet notice no. 1 of 1954 (Kunrei, and
Nihon-shiki as its second table), the Foreign Ministry's table for passports (m before b m p, tch, no long vowels).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

BOUNDARY: Final = "・|"
"""Signs that stand in kana where a morpheme ends; they leave no trace in the romanisation."""

# --- kana tables -------------------------------------------------------------------------------------------------

_PLAIN: Final = """
あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go
さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo
た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no
は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po
ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ゔ vu
いぇ ye うぃ wi うぇ we うぉ wo くぁ kwa くぃ kwi くぇ kwe くぉ kwo くゎ ka ぐゎ ga
しぇ she じぇ je ちぇ che つぁ tsa つぃ tsi つぇ tse つぉ tso てぃ ti でぃ di とぅ tu どぅ du てゅ tyu でゅ dyu
ふぁ fa ふぃ fi ふぇ fe ふぉ fo ふゅ fyu ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo ゔゅ vyu
ぁ a ぃ i ぅ u ぇ e ぉ o ゃ ya ゅ yu ょ yo ゎ wa ゕ ka ゖ ke
"""
_GLIDES: Final = "き ky ぎ gy し sh じ j ち ch ぢ j に ny ひ hy び by ぴ py み my り ry"
_KUNREI: Final = "し si じ zi ち ti ぢ zi つ tu づ zu ふ hu しゃ sy じゃ zy ちゃ ty ぢゃ zy"
_NIHON: Final = "ぢ di づ du を wo ぢゃ dy くゎ kwa ぐゎ gwa"
_TYPED: Final = "ぢ di づ du を wo じゃ jy ぢゃ dy"
"""What Japanese keyboards take, where it differs from Hepburn and turns up in English."""


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _with_glides(table: dict[str, str]) -> dict[str, str]:
    """The table with each entry on ゃ (`しゃ sy`) spread over ゃ, ゅ and ょ."""
    spread = {kana: latin for kana, latin in table.items() if not kana.endswith("ゃ") or kana == "ゃ"}
    for kana, onset in table.items():
        if kana.endswith("ゃ") and kana != "ゃ":
            spread |= {kana[0] + small: onset + vowel for small, vowel in zip("ゃゅょ", "auo", strict=True)}
    return spread


_HEPBURN_TABLE: Final = _pairs(_PLAIN) | _with_glides({kana + "ゃ": onset for kana, onset in _pairs(_GLIDES).items()})
_KUNREI_TABLE: Final = _HEPBURN_TABLE | _with_glides(_pairs(_KUNREI))
_TABLES: Final = {
    "hepburn": _HEPBURN_TABLE,
    "kunrei": _KUNREI_TABLE,
    "nihon": _KUNREI_TABLE | _with_glides(_pairs(_NIHON)),
    "typed": _HEPBURN_TABLE | _with_glides(_pairs(_TYPED)),
}
_VOICED: Final = dict(
    zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True)
)

# --- where a long vowel would be wrong ---------------------------------------------------------------------------

_O_KANA: Final = "おこごそぞとどのほぼぽもよろをょ"
_LEFT: Final = rf"[^{BOUNDARY}\s]"

# Each pattern ends where the morpheme ends; what follows begins with う or お of its own. Words that begin with
# a long vowel of their own (大 おお, 遠・通 とお, 郡 こお, 朴 ほお) are why o + o is a list and not a rule.
_MORPHEME_ENDS: Final = "|".join(
    (
        "の(?=うえ)",  # 井上 いのうえ, 野上 のうえ
        rf"(?<={_LEFT})の(?=う[ちらみし])",  # 山之内 やまのうち, 田ノ浦 たのうら
        rf"(?<={_LEFT})[とろもよほ](?=う[えちらみ](?:$|[\s]))",  # 清浦 きようら, 下浦 しもうら, 城内 しろうち
        "しろ(?=うま)",  # 白馬
        "[ぬぶむるずづ](?=う)",  # 春海 はるうみ
        rf"(?<={_LEFT})つ(?=う)",  # 松浦 まつうら, 勝浦 かつうら
        rf"(?<={_LEFT})[くすぐふ](?=う[ちらみえ])",  # 福浦 ふくうら, 安浦 やすうら
        "[のろよそもごぼぞを](?=お)",  # 広臣 ひろおみ, 豊岡 とよおか, 妹尾 せのお
        rf"(?<={_LEFT})[おとこほどょ](?=お[みかき](?:$|[\s]))",  # 直臣 なおおみ, 本岡 もとおか, 智沖 ともおき
        rf"[{_O_KANA}](?=お(?:$|[\s]))",  # 高遠 たかとお: the passport office writes a final おお as OO
        "もと(?=おり)",  # 本居
    )
)


# Patterns are compiled when first used: a run that meets no kana does not pay for them.
@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class _Mora:
    """One beat: `kana` as the tables have it; `kind` is `plain`, `n`, `stop` (っ), `long`, `space`.

    A `long` beat carries the vowel kana that lengthens the one before, or ー.
    """

    kana: str
    kind: str = "plain"


def _hiragana(kana: str) -> str:
    """Katakana, half-width kana and iteration marks in plain hiragana; other characters as they are."""
    text = normalize("NFKC", kana)
    out: list[str] = []
    for ch in text:
        code = ord(ch)
        if 0x30A1 <= code <= 0x30F6 or code in (0x30FD, 0x30FE):
            ch = chr(code - 0x60)
        if ch in "ゝゞ" and out:
            ch = out[-1] if ch == "ゝ" else _VOICED.get(out[-1], out[-1])
        out.append(ch)
    return "".join(out)


def _lengthens(ch: str, vowel: str) -> bool:
    return ch == "ー" or (vowel == "o" and ch in "うお") or (vowel == "u" and ch == "う")


def _plain_moras(text: str) -> Iterator[_Mora]:
    """The beats of hiragana in which every morpheme boundary is marked. Raises ValueError at what is no kana."""
    at, vowel = 0, ""
    while at < len(text):
        pair, ch = text[at : at + 2], text[at]
        at += 1
        if ch in BOUNDARY:
            vowel = ""
        elif vowel and _lengthens(ch, vowel):
            yield _Mora(ch, "long")
            vowel = ""
        elif ch in "んっ":
            yield _Mora(ch, "n" if ch == "ん" else "stop")
            vowel = ""
        elif ch.isspace():
            yield _Mora(" ", "space")
            vowel = ""
        elif len(pair) == 2 and pair in _HEPBURN_TABLE:
            yield _Mora(pair)
            at, vowel = at + 1, _HEPBURN_TABLE[pair][-1]
        elif ch in _HEPBURN_TABLE:
            yield _Mora(ch)
            vowel = _HEPBURN_TABLE[ch][-1]
        elif ch != "ー":
            raise ValueError(f"not kana: {ch!r} in {text!r}")


@lru_cache(maxsize=4096)
def _moras(kana: str) -> tuple[_Mora, ...]:
    text = _hiragana(kana)
    if "う" in text or "お" in text:
        text = _compiled(_MORPHEME_ENDS).sub(lambda found: found[0] + "|", text)
    return tuple(_plain_moras(text))


# --- kana to Latin letters ---------------------------------------------------------------------------------------

_MACRON: Final = dict(zip("aiueo", "āīūēō", strict=True))
_CIRCUMFLEX: Final = dict(zip("aiueo", "âîûêô", strict=True))


def _lengthened(text: str, mora: _Mora, long_vowels: str) -> str:
    """`text`, which ends in a vowel, with that vowel made long as the setting has it."""
    vowel = text[-1]
    if long_vowels == "macron":
        return text[:-1] + _MACRON[vowel]
    if long_vowels == "circumflex":
        return text[:-1] + _CIRCUMFLEX[vowel]
    if long_vowels == "oh":
        return text + "h" if vowel == "o" else text
    if long_vowels == "double":
        return text + ("u" if mora.kana == "う" else vowel)
    if long_vowels == "repeat":
        return text + vowel
    return text


def _stopped(onset: str, table: str) -> str:
    """The letter that stands for っ before a syllable."""
    if onset.startswith("ch"):
        return "c" if table == "typed" else "t"
    return onset[0] if onset[0] not in "aiueow" else ""


def _render(moras: tuple[_Mora, ...], *, table: str, long_vowels: str, labial_n: str = "n", mark: str = "") -> str:
    """The beats in lower-case letters; `mark` parts n from a vowel or y that follows it."""
    latin = _TABLES[table]
    text, last = "", ""
    for mora in moras:
        if mora.kind == "long":
            text = _lengthened(text, mora, long_vowels)
        elif mora.kind == "n":
            text += "n"
        elif mora.kind == "space":
            text += " "
        elif mora.kind == "plain":
            syllable = latin[mora.kana]
            if last == "stop":
                text += _stopped(syllable, table)
            elif last == "n" and syllable[0] in "aiueoy":
                text += mark
            elif last == "n" and labial_n == "m" and syllable[0] in "bmp":
                text = text[:-1] + "m"
            text += syllable
        last = mora.kind
    return text


def romaji(kana: str, *, long_vowels: str = "drop", labial_n: str = "n", apostrophe: bool = False) -> str:
    """Hepburn for hiragana or katakana, each word capitalised: `かない まさあき` gives `Kanai Masaaki`.

    `long_vowels`: `drop` (Ono), `macron` (Ōno), `double` (the vowel letters of the kana: Oono, Kouno), `oh` (Ohno; u
    has no such spelling and drops). `labial_n`: what ん is before b, m and p. `apostrophe` parts n from a vowel or y
    (Jun'ichi).
    Raises ValueError for what is no kana, and for a setting that does not exist.
    """
    if long_vowels not in ("drop", "macron", "double", "oh"):
        raise ValueError(f"long_vowels is drop, macron, double or oh, not {long_vowels!r}")
    mark = "'" if apostrophe else ""
    text = _render(_moras(kana), table="hepburn", long_vowels=long_vowels, labial_n=labial_n, mark=mark)
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


@lru_cache(maxsize=8192)
def is_kana_reading(kana: str) -> bool:
    """Whether `romaji` can read it: not empty, kana and boundary signs only."""
    try:
        return bool(_moras(kana))
    except ValueError:
        return False


# --- every spelling ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _System:
    """A way to spell: the settings of `_render` under the name that users know."""

    name: str
    table: str = "hepburn"
    long_vowels: str = "drop"
    labial_n: str = "n"
    mark: str = ""


# Best first: of two systems that give one spelling the first names it.
_SYSTEMS: Final = (
    _System("Hepburn"),
    _System("passport Hepburn", labial_n="m"),
    _System("Hepburn with an apostrophe", mark="'"),
    _System("Hepburn with a hyphen", mark="-"),
    _System("Hepburn with macrons", long_vowels="macron", mark="'"),
    _System("Hepburn with macrons", long_vowels="macron"),
    _System("Hepburn with macrons", long_vowels="macron", mark="-"),
    _System("Hepburn with macrons", long_vowels="macron", labial_n="m"),
    _System("passport Hepburn with OH", long_vowels="oh"),
    _System("passport Hepburn with OH", long_vowels="oh", labial_n="m"),
    _System("Hepburn with doubled vowels", long_vowels="double"),
    _System("Hepburn with doubled vowels", long_vowels="double", labial_n="m"),
    _System("Hepburn with doubled vowels", long_vowels="double", mark="'"),
    _System("Hepburn with doubled vowels", long_vowels="double", mark="-"),
    _System("Hepburn with doubled vowels", long_vowels="repeat"),
    _System("Hepburn with doubled vowels", long_vowels="repeat", labial_n="m"),
    _System("Kunrei-shiki", "kunrei", "circumflex", mark="'"),
    _System("Kunrei-shiki", "kunrei"),
    _System("Kunrei-shiki", "kunrei", mark="'"),
    _System("Kunrei-shiki", "kunrei", "double"),
    _System("Kunrei-shiki", "kunrei", "repeat"),
    _System("Nihon-shiki", "nihon", "circumflex", mark="'"),
    _System("Nihon-shiki", "nihon"),
    _System("Nihon-shiki", "nihon", "double"),
    _System("keyboard romaji", "typed"),
    _System("keyboard romaji", "typed", "double"),
)


@lru_cache(maxsize=4096)
def spellings(kana: str) -> Mapping[str, str]:
    """Every spelling of `kana` that one meets, in lower case, with the name of its system; best first.

    Law: `canonical` is the same for all of them. Raises ValueError for what is no kana.
    """
    moras = _moras(kana)
    found: dict[str, str] = {}
    for system in _distinct_systems(moras):
        text = _render(
            moras, table=system.table, long_vowels=system.long_vowels, labial_n=system.labial_n, mark=system.mark
        )
        found.setdefault(text, system.name)
    return MappingProxyType(found)


def _distinct_systems(moras: tuple[_Mora, ...]) -> Iterator[_System]:
    """The systems that can differ from plain Hepburn on these beats, so that most names are spelt a few times only."""
    kinds = [mora.kind for mora in moras]
    tables = {name for name in _TABLES if name == "hepburn" or _differs(moras, name)}
    labial = any(kind == "n" and _onset(moras, at + 1) in "bmp" for at, kind in enumerate(kinds))
    vocalic = any(kind == "n" and _onset(moras, at + 1) in "aiueoy" for at, kind in enumerate(kinds))
    lengths = _long_spellings(moras)
    for system in _SYSTEMS:
        if (
            system.table in tables
            and system.long_vowels in lengths
            and (labial or system.labial_n == "n")
            and (vocalic or not system.mark or system.long_vowels in ("macron", "circumflex"))
        ):
            yield system


def _differs(moras: tuple[_Mora, ...], table: str) -> bool:
    latin = _TABLES[table]
    return any(
        (mora.kind == "plain" and latin[mora.kana] != _HEPBURN_TABLE[mora.kana])
        or (mora.kind == "stop" and table == "typed" and _onset(moras, at + 1) == "c")
        for at, mora in enumerate(moras)
    )


def _onset(moras: tuple[_Mora, ...], at: int) -> str:
    """The first Hepburn letter of the beat there, `·` where none is."""
    return _HEPBURN_TABLE[moras[at].kana][0] if at < len(moras) and moras[at].kind == "plain" else "·"


def _long_spellings(moras: tuple[_Mora, ...]) -> set[str]:
    """The treatments of long vowels that can be told from each other here, and back from the spelling.

    A long a, i or e (katakana only) is one that no key can tell from two vowels, so it is only ever dropped; OH
    before a vowel would read as the syllable ha, hi, fu...
    """
    longs = [at for at, mora in enumerate(moras) if mora.kind == "long"]
    vowels = {_HEPBURN_TABLE[moras[at - 1].kana][-1] for at in longs}
    if not longs or not vowels <= set("ou"):
        return {"drop"}
    lengths = {"drop", "macron", "circumflex", "double", "repeat"}
    if "o" in vowels and all(_onset(moras, at + 1) not in "aiueo" for at in longs):
        lengths.add("oh")
    return lengths


# --- Latin letters to one key ------------------------------------------------------------------------------------

_DIACRITICS: Final = str.maketrans(
    {
        "ō": "o",
        "ô": "o",
        "ŏ": "o",
        "ū": "u",
        "û": "u",
        "ŭ": "u",
        "ā": "aa",
        "â": "aa",
        "ī": "ii",
        "î": "ii",
        "ē": "ee",
        "ê": "ee",
    }
)
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_LABIAL: Final = re.compile(r"m(?=[bmp])")
_OLD_GLIDES: Final = re.compile(r"(?<![bcdfghjkmprstvxz])w(?=o)|(?<![bcdfghjkmnprstvxz])y(?=[ei])")
_LONG: Final = re.compile(r"o[ou]+|uu+")
# No syllable has h before a consonant other than y; after o, hy is a lengthened o before ya far more often than ひゃ.
_LONG_H: Final = re.compile(r"(?<=o)h+(?![aiueo])|(?<=[aiue])h+(?![aiueoy])")
_DOUBLES: Final = re.compile(r"cch|[zd]j|dz|ff")
_DOUBLED: Final = {"cch": "tch", "zj": "jj", "dj": "jj", "dz": "zz", "ff": "f"}


def _syllable_keys() -> dict[str, str]:
    """Hepburn for every spelling of a syllable that is not Hepburn itself, and for ambiguous ones themselves."""
    keys = {
        "si": "shi",
        "ti": "chi",
        "tu": "tsu",
        "hu": "fu",
        "zi": "ji",
        "di": "ji",
        "du": "zu",
        "dzu": "zu",
        "dzi": "ji",
    }
    keys |= {"tzu": "tsu", "kwa": "ka", "gwa": "ga"}
    for vowel in "auo":
        keys |= {onset + vowel: "sh" + vowel for onset in ("sy", "shy")}
        keys |= {onset + vowel: "ch" + vowel for onset in ("ty", "cy", "chy")}
        keys |= {onset + vowel: "j" + vowel for onset in ("zy", "jy", "dy")}
    for kept in ("shi", "chi", "tsu", "ji", "zu", "fu", "sha", "shu", "sho", "cha", "chu", "cho", "ja", "ju", "jo"):
        keys[kept] = kept
    return keys


_KEYS: Final = _syllable_keys()
_KEY_PATTERN: Final = "|".join(sorted(_KEYS, key=lambda spelling: -len(spelling)))


def _letters(token: str) -> str:
    """`token` in lower-case a to z: long marks as their vowels, every other sign left out."""
    text = token.lower()
    if not text.isascii():
        text = normalize("NFC", text).translate(_DIACRITICS)
        text = text if text.isascii() else normalize("NFKD", text)
    return text if text.isalpha() and text.isascii() else _NOT_LETTERS.sub("", text)


@lru_cache(maxsize=65536)
def canonical(token: str) -> str:
    """One key for all spellings of one Japanese reading in every system.

    Long o and u count as short (Ōno, Ohno, Oono, Ono: `ono`), n and m before b, m and p as n, si as shi and so on;
    case, apostrophes and hyphens do not count. Different readings keep different keys (sato, saito; keichi, keiichi).
    Whether ou stands for a long vowel cannot be seen in letters, so it is set aside too: Inoue gives `inoe`.
    For a token that is no Japanese the key means nothing but is still a function of the token; empty for no letters.
    """
    text = _LABIAL.sub("n", _letters(token))
    text = _LONG.sub(lambda found: found[0][0], _OLD_GLIDES.sub("", text))
    if "h" in text:
        text = _LONG_H.sub("", text)
    text = _compiled(_KEY_PATTERN).sub(lambda found: _KEYS[found[0]], text)
    return _DOUBLES.sub(lambda found: _DOUBLED[found[0]], text)


_ROMAJI: Final = (
    r"(?:"
    r"(?:(?<=[aiueo])(?:k(?=k)|s(?=s)|t(?=t|ch)|p(?=p)|c(?=ch)|g(?=g)|d(?=d)|b(?=b)|z(?=z)|j(?=j)|f(?=f)))?"
    r"(?:[kg]wa|[kgnhbpmr]y?[auo]|[kgnhbpmr][ie]|[sz]y?[auo]|[szd][ie]|shy?[auo]|shi|[td]y?[auo]|t[ie]|de"
    r"|chy?[auo]|chi|cy[auo]|tsu|tzu|dz[ui]|jy?[auo]|ji|fu|y[auo]|w[ao]|[aiueo])"
    r"|(?<=[aiueo])ye"
    r"|(?<=[aiueo])h(?![aiueo])"
    r"|(?<=[aiueo])(?:n|m(?=[bmp]))"
    r")+"
)


@lru_cache(maxsize=65536)
def is_romaji(token: str) -> bool:
    """Whether `token` parses wholly as native Japanese syllables in some system: Ohno, Kunrei `Tiduru`, Itchō.

    Many short words of English and pinyin do too (`to`, `Gao`, `Wu` does not); False for a token with no letters.
    """
    return _compiled(_ROMAJI).fullmatch(_letters(token)) is not None
