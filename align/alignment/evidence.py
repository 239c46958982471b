"""How well a stretch of the translation renders a source mention, and why.

A proposal is one possible rendering with its score: how close it is to the expected name (see `names.compare`), and
small amounts for where it stands. What is proposed is kept apart from what is chosen (see `assign`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.alignment.expected import Expected
from align.match.discover import is_title, looks_like_name
from align.model.alignment import Difference, Evidence, FormRole, Mention
from align.model.span import Span
from align.names.compare import READING, STRONG, ExpectedName, Judgement, hints, judge, sounds_east_asian
from align.names.meanings import means
from align.text.words import Word, plain_letters

LONGEST_WINDOW = 5
WHOLE_ENOUGH = 0.62
SURE = 0.8
_VERY_NAME = 0.93
_SHORTEST_SMALL = 5
_ONE_SLIP = 0.75
_ALIKE = 0.5
_TELLING = 4
_HINT = 0.4
_TWO = 2
_PART_ENOUGH = 0.9
_FAR = 500
"""Words from its expected place beyond which no rendering of a mention is looked for."""
_POSITION_WEIGHT = 0.05
# Where the source gives the whole name, one part of it is less likely to be its rendering than a whole that is wrong.
_LESS_THAN_NAMED = {FormRole.FAMILY: 0.2, FormRole.SHORT: 0.2, FormRole.GIVEN: 0.35}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One possible rendering of one source mention (`mention` is its place among them).

    `closeness` is the name's alone, `score` also counts how well the better part fits and where the words stand; `own` is
    what of the score would be left if the place counted nothing.
    """

    mention: int
    span: Span
    score: float
    closeness: float
    own: float
    role: FormRole
    differences: tuple[Difference, ...]
    why: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring words of the translation, taken as one name."""

    first: int
    last: int
    span: Span

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.last - self.first + 1


def windows(
    words: Sequence[Word], taken: Sequence[Span], longest: int = LONGEST_WINDOW, telling: Sequence[bool] = ()
) -> Iterator[Window]:
    """Every stretch of up to `longest` joined words with a capital in it that touches nothing `taken`.

    With `telling`, which has something to say of each word, only those that hold a telling one.
    """
    free = [True] * len(words)
    for span in taken:
        first = bisect_right(words, span.start, key=lambda word: word.end)
        while first < len(words) and words[first].start < span.end:
            free[first] = False
            first += 1
    told = -1
    for first in range(len(words)):
        least = first
        if telling:
            if told < first:
                told = next((at for at in range(first, len(words)) if telling[at]), len(words))
            if told >= first + longest:
                continue
            least = told
        capital = False
        for last in range(first, min(first + longest, len(words))):
            if not free[last] or (last > first and not words[last].joined):
                break
            capital = capital or words[last].capitalised
            if capital and last >= least:
                yield Window(first, last, Span(words[first].start, words[last].end))


def proposals(
    index: int, mention: Mention, expected: Expected, text: str, words: Sequence[Word], taken: Sequence[Span], at: float
) -> list[Proposal]:
    """Renderings of a mention among the words of the translation; `at` (0 to 1) is where it should stand."""
    found = []
    words = _near(words, text, at)
    telling = [_is_telling(expected, word) for word in words]
    if not any(telling):
        return []
    for window in windows(words, taken, expected.longest, telling):
        proposal = _proposal(index, mention, expected, text, words, window, at)
        if proposal:
            found.append(proposal)
    return found


def _near(words: Sequence[Word], text: str, at: float) -> Sequence[Word]:
    """The words among which a mention is looked for: in a very long segment those about where it should stand."""
    if len(words) <= 2 * _FAR:
        return words
    place = bisect_right(words, at * len(text), key=lambda word: word.start)
    return words[max(0, place - _FAR) : place + _FAR]


def _is_telling(expected: Expected, word: Word) -> bool:
    """Whether a word has anything of the name, so that a window with it is worth a closer look."""
    known = expected.hints.get(word.text)
    if known is None:
        possible = word.capitalised or _may_be_small_name(expected, word)
        known = expected.hints[word.text] = hints(expected.name, word.text) if possible else 0.0
    return known >= _HINT


def _may_be_small_name(expected: Expected, word: Word) -> bool:
    """Whether a word in small letters can be of the name: most words of a text are such, and few can."""
    if any(word.letters in plain_letters(form) for form in expected.name.forms) or means(expected.name.han, word.text):
        return True
    if expected.name.given and means(expected.name.given.han, word.text):
        return True
    return len(word.letters) >= _SHORTEST_SMALL and sounds_east_asian(word.letters)


def _proposal(
    index: int, mention: Mention, expected: Expected, text: str, words: Sequence[Word], window: Window, at: float
) -> Proposal | None:
    pieces = [word.text for word in words[window.first : window.last + 1]]
    surface = window.span.of(text)
    if surface not in expected.judgements:
        expected.judgements[surface] = judge(expected.name, surface, pieces)
    judgement = expected.judgements[surface]
    if judgement is None or not _acceptable(judgement, expected.name, mention, words, window):
        return None
    if expected.entity.is_declared:
        if judgement.role is FormRole.FULL and _lacks_a_word(judgement, expected.name, words, window):
            return None
    elif not _may_be_undeclared(judgement, words, window):
        return None
    distance = abs(at - window.span.start / max(1, len(text)))
    why = (
        Evidence("form", _likeness_in_words(expected, surface, judgement), round(judgement.closeness, 2)),
        Evidence("position", "it stands about where the name should", round(-_POSITION_WEIGHT * distance, 3)),
    )
    # One part that is right tells more than two that are alike: Takashi Kanai is 金井正彰, not 高市早苗.
    own = (judgement.closeness + judgement.strongest) / 2
    score = own - _POSITION_WEIGHT * distance
    if mention.form.role is FormRole.FULL:
        less = _LESS_THAN_NAMED.get(judgement.role, 0.0)
        score, own = score - less, own - less
    return Proposal(index, window.span, score, judgement.closeness, own, judgement.role, judgement.differences, why)


def _may_be_undeclared(judgement: Judgement, words: Sequence[Word], window: Window) -> bool:
    """Whether words may render a name that nobody declares: the very name, or nothing but words that look like one."""
    return not judgement.differences or judgement.closeness >= READING or _look_like_name(words, window)


def _likeness_in_words(expected: Expected, surface: str, judgement: Judgement) -> str:
    name = expected.name.forms[0]
    return "; ".join(d.why for d in judgement.differences if d.why) or f"{surface} is {name}"


def _acceptable(
    judgement: Judgement, name: ExpectedName, mention: Mention, words: Sequence[Word], window: Window
) -> bool:
    if judgement.role is FormRole.FULL:
        likely = judgement.closeness >= WHOLE_ENOUGH or judgement.strongest >= (
            _ONE_SLIP if window.length == _TWO else STRONG
        )
        plausible = judgement.plausible or (window.length == _TWO and _look_like_name(words, window))
        if not likely or not plausible or not _all_may_be_name(judgement, name, words, window):
            return False
        certain = judgement.anchor >= _TELLING or judgement.closeness >= READING
        if not certain and judgement.differences and _before_place(words, window):
            return False
        # A family name alone in the source says nothing of the given name: it may be a namesake.
        return mention.form.role is FormRole.FULL or judgement.closeness >= SURE
    if judgement.strongest < _PART_ENOUGH or not (
        _look_like_name(words, window) or _is_part(name, words[window.first])
    ):
        return False
    if judgement.role is FormRole.GIVEN and (mention.form.role is FormRole.FAMILY or _before_capital(words, window)):
        return False
    return not _goes_on(words, window)


def _lacks_a_word(judgement: Judgement, name: ExpectedName, words: Sequence[Word], window: Window) -> bool:
    """Whether one word that is not quite the name has another of it beside it: `Ruowen` in `Loo Ruowen`."""
    if window.length > 1 or not judgement.differences or not _goes_on(words, window):
        return False
    return all(" " in form for form in name.forms)


def _before_capital(words: Sequence[Word], window: Window) -> bool:
    """Whether a capitalised word goes on: `Minoru Farm` is a farm."""
    after = window.last + 1
    return after < len(words) and words[after].joined and words[after].capitalised


def _before_place(words: Sequence[Word], window: Window) -> bool:
    """Whether an ordinary word with a capital goes on: `Tongji Hospital`, `Xiaogang Village` are no misread people."""
    after = window.last + 1
    return _before_capital(words, window) and not looks_like_name(words, after) and not is_title(words[after].text)


def _look_like_name(words: Sequence[Word], window: Window) -> bool:
    return all(looks_like_name(words, index) for index in range(window.first, window.last + 1))


def _is_part(name: ExpectedName, word: Word) -> bool:
    """Whether a word is a part of the name to the letter, whatever else it may be: Asahi is a newspaper and a family."""
    parts = [part for part in (name.family, name.given) if part]
    return word.capitalised and any(word.letters == plain_letters(part.spelling) for part in parts)


def _all_may_be_name(judgement: Judgement, name: ExpectedName, words: Sequence[Word], window: Window) -> bool:
    """Whether no ordinary word or title is in the window, unless it is the very name; small letters need to sound like one."""
    if judgement.closeness >= _VERY_NAME:
        return True
    for index in range(window.first, window.last + 1):
        word = words[index]
        if _is_part(name, word) or judgement.weakest >= (_ALIKE if word.capitalised else STRONG):
            continue
        if word.capitalised:
            if not looks_like_name(words, index):
                return False
        elif len(word.letters) < _SHORTEST_SMALL or not sounds_east_asian(word.letters):
            return False
    return True


def _goes_on(words: Sequence[Word], window: Window) -> bool:
    """Whether a neighbour belongs to the name as well, so that the window is not all of it."""
    before, after = window.first - 1, window.last + 1
    if before >= 0 and words[window.first].joined and looks_like_name(words, before):
        return True
    return after < len(words) and words[after].joined and looks_like_name(words, after)


def incomplete(words: Sequence[Word], span: Span) -> bool:
    """Whether a one-part rendering found in the text has a neighbour that belongs to the name."""
    inside = [index for index, word in enumerate(words) if word.start < span.end and span.start < word.end]
    return bool(inside) and _goes_on(words, Window(inside[0], inside[-1], span))
