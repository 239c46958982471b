"""Cantonese names in Latin letters as Hong Kong and Macau write them, from Jyutping.

Neither place has a published table: both follow habits of their registries, in Hong Kong that of Eitel and Dyer Ball without
its diacritics, in Macau one with Portuguese vowels. Each initial and final therefore has several letters, the usual
one first, and a person's own spelling may take any of them.

Source: the habits as they are seen in lists of officials and street names of both places; compared with the package
cantonese-romanisation (MIT).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from align.names.readings import characters

_SYLLABLE: Final = re.compile(r"(ng(?=[aeiou])|gw|kw|[bpmfdtnlgkhwzcsj]?)(.+)")

_INITIALS: Final = """
b p b|p p|m m|f f|d t d|t t|n n l|l l|g k g|k k|ng ng =|h h|gw kw gw|kw kw|w w|z ch ts j tz|c ch ts|s s sh|j y|- =
"""
_MACAU_INITIALS: Final = """
b p|p p|m m|f f|d t|t t|n n l|l l|g k|k k|ng ng =|h h|gw ku kw|kw ku kw|w v w|z ch|c ch|s s|j i y|- =
"""
_FINALS: Final = """
aa a ah ar|aai ai aai|aau au aau|aam am aam|aan an aan|aang ang aang|aap ap aap|aat at aat|aak ak aak ark
a a|ai ai|au au ow|am am um|an an un|ang ang ung|ap ap up|at at ut|ak ak uk|e e eh|ei ei ee i ay|eng eng ing
ek ek ik|i i ee|iu iu|im im|in in een|ing ing|ip ip|it it|ik ik ick|o o or oh|oi oi oy|ou o ou|on on|ong ong|ot ot
ok ok|u u oo|ui ui|un un oon|ung ung|ut ut|uk uk|oe eu oe er|oeng eung eong|oek euk eok|eoi ui oi|eon un on|eot ut ot
yu yu u ue|yun uen un yuen|yut uet ut|m m ng|ng ng m
"""
_MACAU_FINALS: Final = """
aa a|aai ai|aau ao|aam am|aan an|aang ang|aap ap|aat at|aak ak|a a|ai ai|au ao|am am|an an|ang ang|ap ap|at at
ak ak|e e|ei ei|eng eng|ek ek|i i|iu io|im im|in in|ing eng|ip ip|it it|ik ek|o o|oi oi|ou ou|on on|ong ong
ot ot|ok ok|u u|ui ui|un un|ung ong|ut ut|uk ok|oe eu|oeng eong|oek eok|eoi oi|eon on|eot ot|yu u|yun un|yut ut|m m|ng ng
"""
# Syllables that are not the letters of their initial and final.
_HONG_KONG_WHOLE: Final = """
zi chi tsz tze tse chee gi ji|ci chi tsz tze tse chee|si sze see shi si sy tse
jyu yu yue u|jyun yuen un yun|jyut yuet ut|ji yee yi i yee|jiu yiu iu|jau yau iau|jing ying|jan yan|jam yam yum|jin yin
gwok kwok gwok|gwong kwong|gong kong gong|gei kei ki kee gei gi|kei kei ki kee|hei hei hee hi|lei lei lee li|nei nei lei
hoeng heung|zoek cheuk|joek yeuk yuek|zyun chuen tsuen|cyun chuen tsuen|syun suen shuen|zeoi chui tsui|ceoi chui tsui
seoi sui shui|zau chau chow jau|cau chau chow tsau|saa sa sha|zung chung jung|sam sam sum shum|san san sun shun
zan chun chan|can chun chan|suk shuk suk
sang sang|sing shing sing|sung sung shung|soeng sheung seung|syu shu sue|zyu chu chue jue|cyu chu chue|daai tai dai
deoi tui|teoi tui|keoi kui|geoi kui|leoi lui loi|m m ng|ng ng eng|wu wu woo|fu fu foo|gu ku koo goo|ku ku koo|wui wui ui
jung yung|joeng yeung young|jeoi yui yu|mei mei mee|gin kin|gaai kai kaai|haa ha har|maa ma mah|waa wah wa|faa fa fah far
baa pa ba|paa pa|laa la|kaa ka|gaa ka kar ga|aa a ah ar|je ye yeh yea|ze che je jay|se she se seh|ce che|dung tung dung
goi koi|hoi hoi|oi oi ngoi|on on ngon|ngaa nga ngar|ngai ngai ai|ngo ngo o|o o or|au au|an an|jik yik yick|jip yip ip
zik chik jik|zit chit jit|zip chip jip|sik sik shik sick|sit sit shit|lik lik|gwai kwai|gwan kwan kwun|wan wan van
"""
_MACAU_WHOLE: Final = """
jyu u iu|jyun un iun|jyut ut|ji i|jiu io iu|jau iao|jing ieng|jan ian|jam iam|jin in|jip ip|jit it|jik iek|jim im
joeng ieong|jung iong|wu wu vu|wong wong vong|wai wai vai|wan wan van|wui wui ui|waa wa va|zi chi|ci chi|si si
gwok kuok|gwong kuong|gwan kuan|gwai kuai|gu ku|kung kong|hung hong|m m ng|ng ng
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """`b p b` as b: (p, b); `=` stands for no letter at all."""
    rows = (row.split() for line in text.strip().splitlines() for row in line.split("|"))
    return {row[0].strip("-"): tuple(dict.fromkeys(one.strip("=") for one in row[1:])) for row in rows}


_HONG_KONG: Final = (_table(_INITIALS), _table(_FINALS), _table(_HONG_KONG_WHOLE))
_MACAU: Final = (_table(_MACAU_INITIALS), _table(_MACAU_FINALS), _table(_MACAU_WHOLE))


@lru_cache(maxsize=2048)
def hong_kong(jyutping: str) -> tuple[str, ...]:
    """The spellings that a Jyutping syllable without tone has in Hong Kong, the government's first; empty for none."""
    return _spelt(jyutping, *_HONG_KONG)


@lru_cache(maxsize=2048)
def macau(jyutping: str) -> tuple[str, ...]:
    """The spellings that a Jyutping syllable without tone has in Macau, the usual one first; empty for none."""
    return _spelt(jyutping, *_MACAU)


def _spelt(
    jyutping: str,
    initials: dict[str, tuple[str, ...]],
    finals: dict[str, tuple[str, ...]],
    whole: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    parts = _SYLLABLE.fullmatch(jyutping)
    if jyutping in ("m", "ng"):
        return whole[jyutping]
    ruled: tuple[str, ...] = ()
    if parts and parts[1] in initials and parts[2] in finals:
        pairs = sorted(
            product(enumerate(initials[parts[1]]), enumerate(finals[parts[2]])), key=lambda two: two[0][0] + two[1][0]
        )
        ruled = tuple(initial + final for (_, initial), (_, final) in pairs)
    return tuple(dict.fromkeys((*whole.get(jyutping, ()), *ruled)))


@lru_cache(maxsize=16384)
def readings(char: str) -> tuple[str, ...]:
    """The Jyutping readings of one character without tones, the usual one first."""
    return characters.of(char).cantonese
