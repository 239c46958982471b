"""What is doubtful about an entry proposed: each doubt a sentence for the editor who decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from align.glossary.entity import Entity
from align.glossary.entries import entry_fields
from align.glossary.lint import LintFinding, lint
from align.glossary.load import Glossary, LoadedEntry, compile_entry
from align.glossary.same_name import letters
from align.glossary.schema import Entry
from align.glossary.use import Use, is_wrong
from align.model.alignment import Relation
from align.model.finding import Severity
from align.text.fold import fold_source, fold_target
from align.text.scripts import has_cjk

_ANOTHER_NAME = frozenset({Relation.READING, Relation.LANGUAGE, Relation.SPELLING, Relation.IDENTITY, Relation.VARIANT})
_UNSURE = 0.5
"""Below this a score says that little but the place speaks for a pairing, a certainty that it may be no name."""

_SHOWN = 4


def about_uses(group: Sequence[Use], entity: Entity) -> tuple[str, ...]:
    """What the uses of one name leave open; `entity` is what is proposed for it."""
    return (
        *_about_renderings(group, entity),
        *_about_readings(group),
        *_about_pairing(group),
        *_about_culture(group, entity),
    )


def about_entry(entity: Entity) -> tuple[str, ...]:
    """What the linter would say of the entry."""
    return tuple(
        finding.message
        for finding in lint_findings(entity)
        if finding.severity > Severity.INFO or finding.name == "unknown-parts"
    )


@lru_cache(maxsize=64)
def lint_findings(entity: Entity) -> tuple[LintFinding, ...]:
    """The findings of the linter for an entry that stands in no file; none where it has no English yet."""
    if not entity.full:
        return ()
    said = Entry.model_validate(entry_fields(entity))
    path = Path("proposed.yaml")
    read = compile_entry(said, entity.id)
    # The linter looks entries up by their file.
    located = LoadedEntry(replace(read, path=str(path)), (), 1, 1, said, 0)
    return lint([Glossary(path, "", (located,))])


def about_others(entities: Sequence[Entity]) -> list[tuple[str, ...]]:
    """For each entity, whom of the others it may be confused with or be the same as."""
    by_english: defaultdict[str, list[int]] = defaultdict(list)
    by_family: defaultdict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(entities):
        by_english[fold_target(entity.full).text].append(number)
        for family in {_key(name.family) for name in entity.sources if name.family}:
            by_family[family].append(number)

    def doubts(number: int, entity: Entity) -> Iterator[str]:
        same = by_english[fold_target(entity.full).text]
        if len(same) > 1 and entity.full:
            whom = _written(entities, (other for other in same if other != number), len(same) - 1)
            yield f'"{entity.full}" is also proposed for {whom}: two of one name, or one in two writings'
        bearers = {other for name in entity.sources for other in by_family[_key(name.full)] if other != number}
        if bearers:
            whom = _written(entities, sorted(bearers), len(bearers))
            yield f"this may be the family name of {whom}, proposed as well"

    return [tuple(doubts(number, entity)) for number, entity in enumerate(entities)]


def _about_renderings(group: Sequence[Use], entity: Entity) -> Iterator[str]:
    """Whether the English met is one name and this one."""
    rendered = [use for use in group if use.rendering and not has_cjk(use.rendering)]
    whole = [use for use in rendered if not use.part]
    if not entity.full:
        yield "nothing says how the name is in English"
    elif not rendered:
        yield f'the translation never names it; "{entity.full}" is how it may be'
    elif not whole and entity.family and entity.given:
        forms = _listed(f'"{use.rendering}"' for use in rendered)
        yield f"the translation has only {forms}, never the whole name"
    right: dict[tuple[str, ...], Counter[str]] = {}
    for use in whole:
        if not is_wrong(use):
            right.setdefault(letters(use.rendering), Counter())[use.rendering] += 1
    if len(right) > 1:
        spellings = sorted(right.values(), key=lambda forms: -forms.total())
        yield f"rendered in {len(right)} ways: {_listed(_counted(forms) for forms in spellings)}"
    yield from _about_wrong(whole or rendered)


def _about_wrong(rendered: Iterable[Use]) -> Iterator[str]:
    """Renderings that are another name than the characters give, each with the reason."""
    wrong: dict[str, list[str]] = {}
    for use in rendered:
        for difference in use.differences:
            if difference.relation in _ANOTHER_NAME:
                wrong.setdefault(use.rendering, []).append(difference.why)
    for rendering, reasons in wrong.items():
        why = " ".join(next(filter(None, reasons), "not how the name is read").split())
        yield why if rendering in why else f'"{rendering}": {why}'


def _about_readings(group: Sequence[Use]) -> Iterator[str]:
    """Several readings are possible and no rendering says which."""
    if any(use.rendering and not use.part and not is_wrong(use) for use in group):
        return
    forms: dict[tuple[str, ...], str] = {}
    for use in group:
        for form in use.expected if not use.part else ():
            forms.setdefault(letters(form), form)
    if len(forms) > 1:
        yield f"it can be read in several ways: {_listed(forms.values())}"


def _about_pairing(group: Sequence[Use]) -> Iterator[str]:
    if max(use.entity.certainty for use in group) < _UNSURE:
        yield "it may be no name"
    scores = [use.score for use in group if use.rendering]
    if scores and max(scores) < _UNSURE:
        rendering = next(use.rendering for use in group if use.rendering)
        yield f'little but its place says that "{rendering}" renders it (score {max(scores):.2f})'


def _about_culture(group: Sequence[Use], entity: Entity) -> Iterator[str]:
    kinds = Counter(use.entity.type for use in group)
    if len(kinds) > 1:
        yield f"what it names is not clear: {_counted(kinds)}"
    if not entity.is_person:
        if list(kinds) == ["person"]:
            yield "it does not look like a person's name: set `type`"
        return
    origins = Counter(use.entity.origin or "other" for use in group)
    if len(origins) > 1:
        yield f"whose name it is is not clear: {_counted(origins)}"
    elif entity.origin == "other":
        yield "whose name it is is not clear: set `origin`"


def _written(entities: Sequence[Entity], numbers: Iterable[int], total: int) -> str:
    """The first of some entities, as their sources write them, and how many more there are."""
    return _listed((entities[number].sources[0].full for number in islice(numbers, _SHOWN)), total)


def _key(form: str) -> str:
    return fold_source(form).text


def _counted(forms: Counter[str]) -> str:
    return ", ".join(f"{form} ({count})" for form, count in forms.most_common())


def _listed(forms: Iterable[str], total: int = 0) -> str:
    """The first few of some forms and how many more there are, of `total` if more than are given."""
    found = list(dict.fromkeys(forms))
    shown = found[:_SHOWN]
    more = max(len(found), total) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
