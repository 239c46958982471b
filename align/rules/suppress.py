"""Which findings a reviewer has decided on: what is ignored no longer counts, and what is unsure can be asked for.

A decision quotes words. On one finding (`HERE`) it holds for a finding of the same rule about the same words in the
same surroundings of the source; where the translation alone is pointed at, of the translation. Of several that fit, the
one in the segment that the decision names has it, else the first; and it is used up by one. Wider decisions hold
wherever their words stand. Where several decisions fit one finding, the narrowest counts, whenever it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from align.model.decision import Decision, Decisions, Quote, Ruling, Scope, Subject
from align.model.finding import Finding, Suppression
from align.model.span import Span

_BEGINNING: Final = 24
"""Code points of a segment by which a finding is quoted that points at nothing in it."""

_NARROW: Final = {Scope.HERE: 3, Scope.FILE: 2, Scope.ENTITY: 1, Scope.EVERYWHERE: 0}
_IGNORED: Final = "a reviewer decided to ignore it"

_Place = tuple[str, str, str, Span | None, Span | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """What reviewers said of the findings of a file: for each finding in turn the decision on it, None where there is
    none. `used` are all decisions that fit some finding, also where a narrower one counts instead."""

    rulings: tuple[Decision | None, ...]
    used: tuple[Decision, ...]


def decision_for(
    finding: Finding, file: str, ruling: Ruling, scope: Scope = Scope.HERE, *, reason: str = "", until: str = ""
) -> Decision:
    """The decision that says this of a finding in a file (named as `Decisions.file` has it), and reaches so far.

    Time and person are to be filled in. `NONE` takes back what was decided with the same scope.
    """
    source, target = quotes(finding)
    one_file = scope in (Scope.HERE, Scope.FILE)
    return Decision(
        Subject.FINDING,
        ruling,
        scope,
        rule=finding.code,
        file=file if one_file else "",
        segment=finding.segment.key if scope is Scope.HERE else "",
        source=source,
        target=target,
        entity=finding.entity,
        reason=reason,
        until=until,
    )


def quotes(finding: Finding) -> tuple[Quote | None, Quote | None]:
    """The words that a finding is about, in the source and in the translation.

    One that points at nothing is quoted by the beginning of its source, or of its translation where it has no source.
    """
    segment = finding.segment
    source = Quote.of(segment.source, finding.source) if finding.source and segment.source is not None else None
    target = Quote.of(segment.target, finding.target) if finding.target and segment.target is not None else None
    if source is None and target is None:
        if segment.source:
            return _beginning(segment.source), None
        return None, _beginning(segment.target or "")
    return source, target


def _beginning(text: str) -> Quote:
    return Quote.of(text, Span(0, min(len(text), _BEGINNING)))


def decided(findings: Sequence[Finding], decisions: Decisions, path: Path | str) -> Decided:
    """The decisions on the findings of one document file, whichever of its texts they are in."""
    if not decisions or not findings:
        return Decided((None,) * len(findings), ())
    file = decisions.file(path)
    quoted = [quotes(finding) for finding in findings]
    fitting: list[list[Decision]] = [
        [
            found
            for scope in (Scope.FILE, Scope.ENTITY, Scope.EVERYWHERE)
            if (found := _wide(scope, *each, decisions, file))
        ]
        for each in zip(findings, quoted, strict=True)
    ]
    for decision, index in _here(findings, quoted, decisions, file):
        fitting[index].append(decision)
    rulings = tuple(max(found, key=lambda one: (_NARROW[one.scope], one.at), default=None) for found in fitting)
    used = {id(decision): decision for found in fitting for decision in found}
    return Decided(rulings, tuple(used.values()))


def suppressed(
    findings: Sequence[Finding], decisions: Decisions, path: Path | str
) -> tuple[list[Finding], tuple[Decision, ...]]:
    """The findings of one document file, those suppressed that a reviewer ignores, and the decisions that fit some of them.

    What something else has suppressed already stays as it is.
    """
    said = decided(findings, decisions, path)
    return [_ruled(*pair) for pair in zip(findings, said.rulings, strict=True)], said.used


def _ruled(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None or decision.ruling is not Ruling.IGNORE or finding.suppressed:
        return finding
    return replace(finding, suppressed=Suppression("review", decision.reason or _IGNORED))


def _wide(
    scope: Scope, finding: Finding, quoted: tuple[Quote | None, Quote | None], decisions: Decisions, file: str
) -> Decision | None:
    """The decision on the words or the entity of a finding, wherever they stand."""
    source, target = quoted
    named = file if scope is Scope.FILE else ""
    matter = Decision(
        Subject.FINDING, Ruling.NONE, scope, finding.code, named, source=source, target=target, entity=finding.entity
    ).matter
    return decisions.of_matter(matter)


def _here(
    findings: Sequence[Finding],
    quoted: Sequence[tuple[Quote | None, Quote | None]],
    decisions: Decisions,
    file: str,
) -> Iterator[tuple[Decision, int]]:
    """The decisions on single findings, each with the place of its finding; first those in the segments that they name.

    What a rule says twice of the very same words is one finding to a reviewer.
    """
    waiting = [one for one in decisions.on(Subject.FINDING, file) if one.scope is Scope.HERE]
    if not waiting:
        return
    places: dict[tuple[object, ...], list[int]] = {}
    for index, (finding, (source, target)) in enumerate(zip(findings, quoted, strict=True)):
        places.setdefault(_key(finding.code, source, target), []).append(index)
    taken: set[_Place] = set()
    for same_segment in (True, False):
        left = []
        for decision in waiting:
            fitting = places.get(_key(decision.rule, decision.source, decision.target), ())
            place = next(
                (
                    _place(findings[index])
                    for index in fitting
                    if _place(findings[index]) not in taken
                    and (not same_segment or findings[index].segment.key == decision.segment)
                ),
                None,
            )
            if place is None:
                left.append(decision)
                continue
            taken.add(place)
            yield from ((decision, index) for index in fitting if _place(findings[index]) == place)
        waiting = left


def _key(rule: str, source: Quote | None, target: Quote | None) -> tuple[object, ...]:
    """What a finding and a decision on it have in common: the surroundings are those of the source, if it has a part."""
    if source is None:
        return rule, None, target
    return rule, source, target.exact if target else None


def _place(finding: Finding) -> _Place:
    return finding.code, finding.segment.document, finding.segment.key, finding.source, finding.target
