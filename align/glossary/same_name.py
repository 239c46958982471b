"""Which uses are of one name: those with the same characters in any script, and transcriptions of one foreign name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from align.glossary.entity import Entity
from align.glossary.use import Use, is_wrong
from align.text.fold import fold_source
from align.text.words import plain_letters, words

Group = list[Use]
"""The uses of one name, in the order of the texts."""


def keys_of(entity: Entity) -> frozenset[str]:
    """What the whole source forms of an entity have in common with all writings of the same name."""
    return frozenset(fold_source(name.full).text for name in entity.sources)


def letters(name: str) -> tuple[str, ...]:
    """The words of an English name whatever their order, case and diacritics."""
    return tuple(sorted(plain_letters(word.text) for word in words(name)))


def by_characters(uses: Sequence[Use]) -> list[Group]:
    """The uses of each name, in the order in which the names are first met.

    An entity with two forms, such as 新西兰 and 紐西蘭, joins what was met under either.
    """
    leaders: dict[str, str] = {}

    def leader(key: str) -> str:
        while (next_one := leaders.setdefault(key, key)) != key:
            key = next_one
        return key

    for use in uses:
        first, *others = sorted(keys_of(use.entity))
        for other in others:
            leaders[leader(other)] = leader(first)
    groups: defaultdict[str, Group] = defaultdict(list)
    for use in uses:
        groups[leader(min(keys_of(use.entity)))].append(use)
    return list(groups.values())


def transcriptions(groups: Iterable[Group], named: Sequence[Entity]) -> list[list[int]]:
    """The numbers of those groups that are one westerner in several transcriptions (特朗普, トランプ), two or more each.

    `named` is what is proposed for each group. The whole English name must be the same and stand in a translation of
    each: a name that sounds so is not enough.
    """
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (group, entity) in enumerate(zip(groups, named, strict=True)):
        english = letters(entity.full)
        right = (use.rendering for use in group if not use.part and not is_wrong(use))
        western = entity.is_person and entity.origin == "western" and len(english) > 1
        if western and any(letters(rendering) == english for rendering in right):
            found[english].append(number)
    return [numbers for numbers in found.values() if len(numbers) > 1]
