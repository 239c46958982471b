"""Which office the English words beside a name give to that person.

They stand before it (`Japan's Prime Minister Taro Kono`, `Prime Minister of Japan Taro Kono`) or after it, set off by a
comma (`Taro Kono, the Japanese prime minister,`). A former, deputy or prospective office is another matter, and so is one
that belongs to a body that nobody knows: `company president`, `Harvard President`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from align.model.span import Span
from align.rules.holders import Offices
from align.rules.offices import SAME, Office, Part, parts_of
from align.rules.phrases import ARTICLES, Token, singular, tokens

_REACH: Final = 160
_MOST_WORDS: Final = 14
_STOPS: Final = re.compile(r"[.;:!?()\[\]\"“”«»—–\n/]")
_POSSESSIVE: Final = re.compile(r"['’]s?\s+(\w+)")
_COURTESY: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "madam", "sir"})
_SHORTENED: Final = frozenset({"gov", "pres", "sec", "gen", "dept", *_COURTESY})
_DATES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow".split()
)

_QUALIFIED: Final = frozenset(
    "former formerly ex then late vice deputy assistant associate acting interim caretaker outgoing incoming previous past "
    "onetime erstwhile future next would be shadow ousted deposed impeached suspended disgraced jailed imprisoned detained "
    "arrested slain assassinated murdered deceased wartime postwar first last longest serving self proclaimed prospective "
    "potential possible likely presumptive aspiring designate elect nominee candidate alternate honorary emeritus retired "
    "predecessor successor parliamentary under time female woman elected succeed succeeds succeeded succeeding replaced "
    "replacing".split()
)
"""Before an office: it is another one, or at another time."""

_WEAK: Final = frozenset({"first", "last", "long", "longest", "be", "under", "next"})
"""Of these, what says so only right before the office."""

_KIN_AND_TIMES: Final = frozenset(
    "wife husband widow widower son daughter grandson granddaughter brother sister father mother uncle nephew niece child "
    "family assassination death killing murder funeral day time era".split()
)
"""Before `of` and an office, or after a name's possessive: whoever is named need not hold it today."""

_HOPES: Final = _KIN_AND_TIMES | frozenset(
    "children aide candidate nominee contender favorite favourite bid race running run election administration cabinet "
    "government shoe role post".split()
)
"""Before `of`, `to` or `for` and an office: it is not said that they hold it."""

_BODIES: Final = frozenset(
    "company firm corporation corporate business club team university college school academy institute faculty student class "
    "bank party union association federation league society council committee commission board court house senate group "
    "foundation hospital agency network newspaper station bureau office department ministry section division chapter branch "
    "regional local provincial prefectural municipal city town village county state district area site project band "
    "parliament parliamentary legislative regime general executive senior junior honorary founding co".split()
)
"""Right before a title: it is the office of that body (`company president`), or part of a longer title."""

_FIELDS: Final = frozenset(
    "economy economic trade industry finance financial health labor welfare education culture sports science technology land "
    "infrastructure transport tourism agriculture forestry fisheries defense foreign justice interior internal "
    "communications environment energy commerce security digital planning budget information development home public".split()
)
_OPENING: Final = frozenset(
    "the a an this that in on at by with from to for of and but or as if when while after before since until although though "
    "because meanwhile however then both either neither did does is was were will would has had have can could should "
    "like unlike under over during against among between asked told said also not only even according".split()
)
_PREPOSITIONS: Final = frozenset("in to from at with for against between toward towards visited visiting and".split())
_LINKING: Final = frozenset({"of", "for", "to", "and", "in", *ARTICLES})
_MAY_BEGIN: Final = frozenset({*ARTICLES, "now", "currently", "current", "incumbent", "sitting"})


@dataclass(frozen=True, slots=True)
class Given:
    """An office given to somebody. `span` runs over the office and the name; `office.country` is empty where the words do
    not say it."""

    office: Office
    span: Span


def given_to(name: Span, text: str, offices: Offices) -> Given | None:
    """The office that the words beside the name in `text` give; None where there is none that the glossaries know of."""
    ending = _POSSESSIVE.match(text, name.end)
    if ending and singular(ending[1].lower()) in _KIN_AND_TIMES:
        return None
    return _before(name, text, offices) or _after(name, text, offices)


def _before(name: Span, text: str, offices: Offices) -> Given | None:
    found = _lead(name, text)
    if not found:
        return None
    comma = "," in text[found[-1].end : name.start]
    if not _may_end(found, offices):
        return None
    parts = parts_of(found)
    for first in range(max(0, len(parts) - _MOST_WORDS), len(parts)):
        if parts[first].word == "," or parts[first].word in _LINKING:
            continue
        office = offices.read([part.word for part in parts[first:]])
        if office is None:
            continue
        if comma and not _sets_off(parts, first, name, text):
            return None
        return _judged(parts, first, office, name)
    return None


def _may_end(found: Sequence[Token], offices: Offices) -> bool:
    """Whether the words end with an office, or with its body in capitals: Secretary-General of the Liberal Democratic Party."""
    for token in reversed(found):
        if offices.heads.intersection(SAME.get(token.key, (token.key,))):
            return True
        if not (token.capitalised or token.key in _LINKING):
            return False
    return False


def _lead(name: Span, text: str) -> list[Token]:
    """The tokens before a name, back to where something else begins; a courtesy title between is left out."""
    found = tokens(text, _word_start(text, max(0, name.start - _REACH)), name.start)
    end = name.start
    while found and found[-1].key in _COURTESY and not _parts(text[found[-1].end : end], found[-1]):
        end = found.pop().start
    if not found or _parts(text[found[-1].end : end], found[-1]):
        return []
    kept = [found[-1]]
    for token, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if _parts(after.gap, token):
            break
        kept.append(token)
    return kept[::-1]


def _word_start(text: str, at: int) -> int:
    """`at`, or where the word that it stands in ends."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


def _parts(gap: str, before: Token) -> bool:
    """Whether what stands between two words ends a phrase; the dot of `Gov.` and `S.` does not."""
    if before.key in _SHORTENED or len(before.key) == 1:
        gap = gap.replace(".", "", 1)
    return _STOPS.search(gap) is not None


def _judged(parts: Sequence[Part], first: int, office: Office, name: Span) -> Given | None:
    """The office that begins with `parts[first]`, unless what stands before makes it another one."""
    earlier, begins = parts[:first], parts[first]
    if begins.plain and earlier and earlier[-1].word in _PREPOSITIONS and not office.body:
        # `In Japan Premier Li Qiang said`: the country is where he is.
        office = Office(office.title)
    elif _is_another(earlier, begins.token):
        return None
    start = next(part.token.start for part in parts[first:] if not part.word.startswith("@"))
    return Given(office, Span(start, name.end))


def _is_another(earlier: Sequence[Part], begins: Token) -> bool:
    """Whether the words before an office make it a former one, somebody else's, or that of another body."""
    if not earlier:
        return False
    word, token = earlier[-1].word, earlier[-1].token
    before = earlier[-2].word if len(earlier) > 1 else ""
    if "," in begins.gap:
        return before in _FIELDS
    if word in _QUALIFIED or before in _QUALIFIED - _WEAK:
        return True
    if word == "and":
        return before in _FIELDS
    if word in ("of", "to", "for"):
        return singular(before) in _HOPES
    if word.startswith("@") or word in _BODIES:
        return True
    if before in ("in", "from"):
        return False
    return token.capitalised and word not in _DATES and not (len(earlier) == 1 and word in _OPENING)


def _sets_off(parts: Sequence[Part], first: int, name: Span, text: str) -> bool:
    """Whether a comma sets the name off from its office (`Japan's prime minister, Taro Kono, said`): not so in a list."""
    listed = first > 0 and "," in parts[first].token.gap
    return not listed and _ends_there(text, name.end)


def _ends_there(text: str, at: int) -> bool:
    """Whether a phrase ends at `at` and no list goes on."""
    after = text[at : at + 6].lstrip("'’")
    return not after or (after[0] in ",.;:)!?—–\n" and not after.startswith((", and", ", or")))


def _after(name: Span, text: str, offices: Offices) -> Given | None:
    opening = re.compile(r"\s?[,(—–]\s?").match(text, name.end)
    if opening is None:
        return None
    found = tokens(text, opening.end(), min(len(text), opening.end() + _REACH))
    held = list(takewhile(lambda token: token is found[0] or not _STOPS.search(token.gap), found))[:_MOST_WORDS]
    while held and held[0].key in _MAY_BEGIN:
        held.pop(0)
    for length in range(len(held), 0, -1):
        last = held[length - 1]
        if not _ends_there(text, last.end):
            continue
        office = offices.read([part.word for part in parts_of(held[:length])])
        if office:
            return Given(office, Span(name.start, last.end))
    return None
