"""A line twice as long is not much more work: what is counted is calls, since time depends on the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from align.glossary.lexicon import Lexicon
from align.match.find import Mentions
from align.match.undeclared import Discoverer
from align.model.segment import Segment

MOST = 3.0
"""How many times as many calls twice the text may take at most."""
LENGTH = 400
"""Code points of the shorter of both texts, about."""


def calls(action: Callable[[], object]) -> int:
    """How many functions an action calls, from code or from a library."""
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


def discover(source: str, target: str, lang: str) -> Callable[[], object]:
    segments = [Segment("1", "text", source, target, lang)]
    return lambda: Discoverer(Lexicon.empty()).document(segments, [Mentions((), (), ())])


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ja", "作家の綾部千夏さんが来た。", ""),
        ("ja", "作家の綾部千夏さんが来た。", "Chinatsu Ayabe came. "),
        ("ja", "会議は東京で開かれた。", "The meeting was held in Tokyo. "),
        ("ja", "綾部千夏、", ""),
        ("ja", "綾部", ""),
        ("ja", "の", "No. "),
        ("ja", "々", "x"),
        ("zh-Hans", "外交部发言人邵立群说。", ""),
        ("zh-Hans", "邵立群、", "Shao Liqun, "),
        ("zh-Hans", "会议在北京举行。", "The meeting was held in Beijing. "),
        ("zh-Hans", "日本首相高市早苗、", ""),
        ("zh-Hans", "香港、", ""),
        ("zh-Hans", "王", "Wang "),
        ("zh-Hans", "美国总统", "Smith "),
        ("zh-Hans", "，", "-"),
        ("zh-Hans", "x", "Xx"),
    ],
)
def test_a_line_twice_as_long_takes_no_more_than_its_share(lang: str, source: str, target: str) -> None:
    times = LENGTH // len(source)
    pieces = min(times, 20)
    short = discover(source * times, target * pieces or "She came.", lang)
    long = discover(source * times * 2, target * pieces or "She came.", lang)
    long()  # tables and caches are filled
    assert calls(long) <= MOST * calls(short)
