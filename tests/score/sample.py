"""samples/score as values: two systems, their reference as a third, a glossary."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from align.glossary.lexicon import load_lexicon
from align.score.names import Knowledge, name_rules
from align.score.values import Item, System, TestSet

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "samples" / "score"


def lines(name: str) -> tuple[str, ...]:
    """The lines of one of its texts."""
    return tuple((FOLDER / f"{name}.txt").read_text("utf-8").splitlines())


def system(name: str) -> System:
    """One of its texts as a system."""
    return System(name, lines(name))


def the_set(*references: str) -> TestSet:
    """Its source with some of its texts for references."""
    rows = zip(lines("source"), lines("documents"), *map(lines, references), strict=True)
    items = (Item(str(at), document, source, tuple(rest)) for at, (source, document, *rest) in enumerate(rows, 1))
    return TestSet("sample", tuple(items), "zh-Hans", references)


@cache
def knowledge() -> Knowledge:
    """Its glossary."""
    return Knowledge(load_lexicon([FOLDER / "glossary.yaml"]), name_rules())
