"""Examples by which an entry proves itself: G106 and G115."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from align.glossary.checks.remark import Remark
from align.glossary.load import Example, Glossary, LoadedEntry
from align.text.fold import fold_source, fold_target

RunExample = Callable[[Sequence[Glossary], Example], Collection[str]]
"""Checks an example against glossaries and gives the names of the rules that found something."""


def failing_examples(entry: LoadedEntry, glossaries: Sequence[Glossary], run: RunExample) -> Iterator[Remark]:
    """G106: the checker does not find what the example says, or finds something else."""
    for number, example in enumerate(entry.examples):
        wanted, found = set(example.finds), set(run(glossaries, example))
        if wanted == found:
            continue
        told = [f"expected {_listed(wanted - found)}"] if wanted - found else []
        told += [f"found {_listed(found - wanted)}" + (" as well" if wanted & found else "")] if found - wanted else []
        if not found:
            told.append("found nothing")
        message = f'"{example.target}": {", ".join(told)}'
        yield Remark("G106", entry, message, ("examples", number))


def _listed(rules: Collection[str]) -> str:
    return " and ".join(sorted(rules)) or "nothing"


def idle_examples(entry: LoadedEntry) -> Iterator[Remark]:
    """G115: an example that names the entity on neither side, and so proves nothing about it."""
    entity = entry.entity
    sources = {fold_source(text).text for text in _source_words(entry)}
    targets = {fold_target(text).text for text in _target_words(entry)}
    for number, example in enumerate(entry.examples):
        source, target = fold_source(example.source).text, fold_target(example.target).text
        if not any(word in source for word in sources) and not any(word in target for word in targets):
            message = f'the example "{example.target}" does not name "{entity.full}" on either side'
            yield Remark("G115", entry, message, ("examples", number))


def _source_words(entry: LoadedEntry) -> Iterator[str]:
    for name in entry.entity.sources:
        yield from filter(None, (name.full, name.family, name.given, *name.accept))
    for role in entry.entity.roles:
        yield from filter(None, (role.zh, role.ja))


def _target_words(entry: LoadedEntry) -> Iterator[str]:
    entity = entry.entity
    yield from filter(None, (entity.full, entity.family, entity.given, *entity.accept))
    yield from (forbid.form for forbid in entity.forbid)
    yield from (role.en for role in entity.roles)
