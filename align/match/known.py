"""Which entries of a lexicon a name is a form of: the whole name in any script, or its family or given name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.match.automaton import Automaton, Kind, automaton
from align.model.span import Side
from align.text.fold import fold_source, fold_target
from align.text.scripts import has_cjk, hiragana
from align.text.words import plain_letters


@dataclass(frozen=True, slots=True)
class Known:
    """An entry, and what the name that was looked up is to it."""

    entity: Entity
    kind: Kind


class KnownNames:
    """Looks names up in one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, name: str) -> tuple[Known, ...]:
        """The entries that `name` is a form of, those that it names in full first, then in the order of the glossaries.

        Width, case, diacritics and the script of Han characters do not count. Kana that say a whole name are a form of
        it, and so is an English name spaced or hyphenated otherwise. Empty where there is none.
        """
        source = has_cjk(name)
        folded = fold_source(name).text if source else fold_target(name).text
        if not folded or not len(self._lexicon):
            return ()
        owners = dict(self._whole(self._sources if source else self._targets, folded))
        if not owners:
            owners = dict(self._others.get(_letters(name), ()))
        found = (Known(self._lexicon.at(number), kind) for number, kind in sorted(owners.items()))
        return tuple(sorted(found, key=lambda known: known.kind))

    @cached_property
    def _sources(self) -> Automaton:
        return automaton(self._lexicon, Side.SOURCE)

    @cached_property
    def _targets(self) -> Automaton:
        return automaton(self._lexicon, Side.TARGET)

    @staticmethod
    def _whole(forms: Automaton, folded: str) -> Iterator[tuple[int, Kind]]:
        for hit in forms.hits(folded):
            if hit.start == 0 and hit.end == len(folded):
                yield from hit.owners.items()

    @cached_property
    def _others(self) -> Mapping[str, tuple[tuple[int, Kind], ...]]:
        """Forms that running text is not searched for."""
        found: defaultdict[str, dict[int, Kind]] = defaultdict(dict)
        for number, entity in enumerate(self._lexicon):
            for key, kind in _unsearched(entity):
                if key:
                    found[key][number] = min(kind, found[key].get(number, kind))
        return {key: tuple(owners.items()) for key, owners in found.items()}


def _unsearched(entity: Entity) -> Iterator[tuple[str, Kind]]:
    yield _letters("".join(entity.kana)), Kind.FULL
    yield plain_letters(entity.full), Kind.FULL
    for form in entity.accept:
        yield plain_letters(form), Kind.ACCEPTED
    if entity.is_person:
        if entity.family and entity.given:
            yield plain_letters(entity.family + entity.given), Kind.TURNED
            yield plain_letters(entity.given + entity.family), Kind.TURNED
        yield plain_letters(entity.given), Kind.GIVEN
        for source in entity.sources:
            yield _letters(source.family), Kind.FAMILY
            yield _letters(source.given), Kind.GIVEN
        if len(entity.kana) == 2:
            yield _letters(entity.kana[0]), Kind.FAMILY
            yield _letters(entity.kana[1]), Kind.GIVEN


def _letters(name: str) -> str:
    """The key of a name: Latin letters alone, or folded characters without spaces, katakana as hiragana."""
    if not has_cjk(name):
        return plain_letters(name)
    folded = fold_source(name).text.replace(" ", "").replace("・", "")
    return hiragana(folded)
