"""Korean names in Latin letters: Hangul syllables in every spelling that people use for themselves.

South Korea's rule is the Revised Romanisation (2000), but it leaves names to their owners, who mostly follow
McCune–Reischauer or English (Park, Moon, Young, Hee); North Korea writes McCune–Reischauer without its signs. Each
initial, vowel and final therefore has several letters: the Revised ones first, then McCune–Reischauer's, then habits.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Final

from align.names.readings import characters

_FIRST: Final = 0xAC00
_VOWELS_IN_ALL: Final = 21
_FINALS_IN_ALL: Final = 28


def _choices(text: str) -> tuple[tuple[str, ...], ...]:
    """`g/k` as (g, k); `=` stands for no letter."""
    return tuple(tuple(letter.strip("=") for letter in cell.split("/")) for cell in text.split())


# In the order of Unicode: 19 initials, 21 vowels, 28 finals, of which Han characters have seven.
_INITIALS: Final = _choices("g/k kk/gg n d/t tt/dd r/l m b/p pp/bb s/sh ss/s = j/ch/z jj/ch ch k/kh t/th p/ph h")
_VOWELS: Final = _choices(
    "a/ah ae/ai/e/ay ya yae eo/o/u/uh e/eh yeo/yo/yu/you ye/yeh/yae o/oh wa/hwa wae/oae oe/oi/we yo/yoh "
    "u/oo/ou wo/weo we/wei wi/wee/ui yu/yoo/you eu/u/oo ui/eui/ee/i i/ee/y"
)
_FINALS: Final = {
    0: ("",),
    1: ("k", "g", "ck"),
    4: ("n",),
    8: ("l", "ll"),
    16: ("m",),
    17: ("p", "b"),
    21: ("ng",),
}
# How South Koreans mostly spell these syllables in their names, the usual one first.
_USUAL_TABLE: Final = """
정 jung jeong chung|현 hyun hyeon|명 myung myeong|영 young yeong|희 hee hui|수 soo su|훈 hoon hun|성 sung seong|승 seung sung
경 kyung gyeong|철 chul cheol|석 seok suk|혁 hyuk hyeok|형 hyung hyeong|병 byung byeong|우 woo u|욱 wook uk|운 woon un|순 soon sun
준 joon jun|주 joo ju|규 kyu gyu|구 koo gu ku|국 kook guk|기 ki gi|근 geun keun|균 kyun gyun|건 keon geon kun|강 kang gang
관 kwan gwan|광 kwang gwang|권 kwon gwon|교 kyo gyo|금 geum keum|의 eui ui|열 yeol yul|연 yeon youn|선 sun seon|섭 sup seop sub
식 sik shik|신 shin sin|회 hoi hoe|후 hoo hu|중 joong jung|춘 choon chun|충 choong chung|문 moon mun|무 moo mu|범 beom bum
부 boo bu|안 ahn an|오 oh o|유 yoo yu|윤 yoon yun|덕 duk deok|두 doo du|백 baek paik|천 chun cheon|평 pyung pyeong|헌 heon hun
겸 kyum gyeom|곤 kon gon|숙 sook suk|아 ah a|엽 yup yeop|웅 woong ung|조 cho jo|란 ran|률 ryul yul|걸 keol geol|계 kye gye|고 ko go
공 kong gong|길 gil kil|심 shim sim|시 si shi|실 sil shil|업 up eop|억 uk eok|언 un eon|여 yeo|흥 heung hung|흠 heum|처 cheo
"""
_USUAL: Final = {row.split()[0]: row.split()[1:] for row in _USUAL_TABLE.strip().replace("\n", "|").split("|")}
_SILENT, _NIEUN, _RIEUL = 11, 2, 5
_SIOT, _HIEUT = 9, 18
_WA, _U = 9, 13
# Initial and vowel that are spelt as one.
_TOGETHER: Final = {
    (_SILENT, _U): ("u", "woo", "wu", "oo", "ou", "uh"),
    (_HIEUT, _WA): ("hwa", "wha", "hoa"),
}
# ㅣ and ㅟ, before which ㅅ is also sh.
_AFTER_SH: Final = frozenset({16, 20})
# ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ, before which the initial-sound rule drops ㄹ and ㄴ altogether.
_BEFORE_Y: Final = frozenset({2, 3, 6, 7, 12, 17, 20})


@lru_cache(maxsize=16384)
def readings(char: str) -> tuple[str, ...]:
    """The Hangul readings of one character, the usual one first, without the initial-sound rule (李 is 리)."""
    return characters.of(char).korean


@lru_cache(maxsize=2048)
def spellings(syllable: str, *, initial: bool) -> tuple[str, ...]:
    """The spellings of one Hangul syllable in small letters, the usual ones first; empty for what is none.

    `initial` says that it begins a family or given name, where the South turns ㄹ into ㄴ or drops it and the North
    keeps it.
    """
    code = ord(syllable) - _FIRST if len(syllable) == 1 else -1
    first, rest = divmod(code, _VOWELS_IN_ALL * _FINALS_IN_ALL)
    vowel, final = divmod(rest, _FINALS_IN_ALL)
    if not 0 <= first < len(_INITIALS) or final not in _FINALS:
        return ()
    found: dict[str, None] = dict.fromkeys(_USUAL.get(syllable, ()))
    firsts = _initial_sounds(first, vowel)
    for each in firsts if initial else reversed(firsts):
        initials, vowels = _INITIALS[each], _VOWELS[vowel]
        if (each, vowel) in _TOGETHER:
            initials, vowels = ("",), _TOGETHER[each, vowel]
        elif each == _SIOT and vowel not in _AFTER_SH:
            initials = initials[:1]
        choices = sorted(
            product(enumerate(initials), enumerate(vowels), enumerate(_FINALS[final])),
            key=lambda three: sum(place for place, _ in three),
        )
        found |= dict.fromkeys("".join(letters for _, letters in three) for three in choices)
    return tuple(found)


def _initial_sounds(first: int, vowel: int) -> tuple[int, ...]:
    """The initial as the South says it at the beginning of a word, then as it is written elsewhere."""
    if first in (_RIEUL, _NIEUN) and vowel in _BEFORE_Y:
        return _SILENT, first
    return (_NIEUN, first) if first == _RIEUL else (first,)
