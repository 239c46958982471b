"""The glossary linter: entries that contradict themselves or each other.

It reads what the checker reads and asks what an editor would ask. A glossary of hundreds of entries is full of true
oddities, so a rule speaks up only where it has evidence; where two readings are possible it says `info`. An entry may
name the rules that an editor has looked at and found not to apply: `allow: [homograph]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.glossary.checks import examples, forms, pairs, parts, readings, roles
from align.glossary.checks.examples import RunExample
from align.glossary.checks.remark import Remark
from align.glossary.load import Glossary, LoadedEntry
from align.glossary.mistakes import suggestion
from align.model.finding import Severity

__all__ = ["RULES", "LintFinding", "LintRule", "RunExample", "about", "lint"]


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule of the linter. `severity` is the worst that it reports; `summary` says what it finds."""

    code: str
    name: str
    severity: Severity
    summary: str


_INFO, _WARNING, _ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

RULES = (
    LintRule(
        "G101",
        "duplicate-form",
        _WARNING,
        "Two entries have the same English form: a warning if they share a source form as well and so are one entity, "
        "else info.",
    ),
    LintRule(
        "G102",
        "homograph",
        _WARNING,
        "Two entries have the same source form but different English: a warning between whole names of one type, info "
        "between types or for a form under `accept`.",
    ),
    LintRule(
        "G103",
        "kana-mismatch",
        _WARNING,
        "The kana are not what the English says, in any system of romanisation or spelling of long vowels; words that "
        "are no romanisation are left alone.",
    ),
    LintRule(
        "G104",
        "parts-mismatch",
        _ERROR,
        "Family and given name do not make the whole in English or in the source, contradict `order`, or do not fit "
        "the kana.",
    ),
    LintRule(
        "G105",
        "character-forms",
        _WARNING,
        "The simplified, traditional and Japanese forms of an East Asian person's name are not the same characters.",
    ),
    LintRule("G106", "failing-example", _ERROR, "An example of the entry does not find what it says."),
    LintRule("G107", "forbidden-and-accepted", _ERROR, "An English form is both forbidden and accepted."),
    LintRule(
        "G108", "role-dates", _ERROR, "A date of an office is not in the calendar, or its end is before its beginning."
    ),
    LintRule("G110", "redundant-form", _INFO, "A form repeats another one, or differs from it only by script."),
    LintRule("G111", "short-form", _WARNING, "A source form is a single character, found inside very many words."),
    LintRule(
        "G112",
        "wrong-script",
        _ERROR,
        "An English form has Chinese or Japanese characters; or, as a warning, a Chinese form has kana or the other "
        "script's characters, a Japanese form characters that Japanese does not have.",
    ),
    LintRule(
        "G113",
        "untidy-form",
        _WARNING,
        "A form has a space, comma, full-width letter, invisible character or final punctuation that no text has.",
    ),
    LintRule("G114", "unknown-parts", _INFO, "Which part of an East Asian name is the family name is not known."),
    LintRule("G115", "idle-example", _WARNING, "An example does not name the entity on either side."),
    LintRule("G116", "open-office", _INFO, "An office has no end, but another entry holds it from a later date."),
    LintRule(
        "G117",
        "pinyin-mismatch",
        _WARNING,
        "The English of a person with `origin: zh-CN` is pinyin, but not of these characters in any of their readings.",
    ),
    LintRule("G118", "empty-key", _WARNING, "A key or list item has nothing after it and is passed over."),
    LintRule(
        "G119", "unused-allow", _WARNING, "`allow` names no rule, or one that has nothing to say about the entry."
    ),
)
"""Every rule of the linter, in the order of codes. G109 is kept for entries that no text ever uses."""

_BY_CODE = {rule.code: rule for rule in RULES}

_ENTRY_CHECKS: tuple[Callable[[LoadedEntry], Iterable[Remark]], ...] = (
    readings.kana_against_english,
    readings.pinyin_against_characters,
    parts.parts_and_whole,
    parts.unknown_parts,
    forms.character_forms,
    forms.forbidden_and_accepted,
    forms.redundant_forms,
    forms.short_source_forms,
    forms.wrong_script,
    forms.untidy_forms,
    roles.role_dates,
    examples.idle_examples,
)
_PAIR_CHECKS: tuple[Callable[[Sequence[LoadedEntry]], Iterable[Remark]], ...] = (
    pairs.duplicate_forms,
    pairs.homographs,
    pairs.open_offices,
)


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One fault, located. `path`, `line` and `column` (from 1, code points) say where; `entity` is the entry's id,
    empty where the fault is not of one entry."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    entity: str = ""


def lint(glossaries: Sequence[Glossary], run_example: RunExample | None = None) -> tuple[LintFinding, ...]:
    """What is wrong with these glossaries, taken together, in the order of files and lines.

    `run_example` checks an example against the glossaries and gives the names of the rules that found something;
    examples are not run where it is None.
    """
    by_path = {str(glossary.path): glossary for glossary in glossaries}
    told: list[Remark] = []
    allowed: set[tuple[str, str]] = set()
    for remark in _remarks(glossaries, run_example):
        allowing = [entry for entry in (remark.entry, remark.other) if entry and _allows(entry, remark.code)]
        allowed.update((entry.entity.id, remark.code) for entry in allowing)
        if not allowing:
            told.append(remark)
    told.extend(_idle_allowances(glossaries, allowed, examples_ran=run_example is not None))
    findings = [_finding(remark, by_path[remark.entry.entity.path]) for remark in told]
    findings.extend(_blanks(glossaries))
    order = {path: number for number, path in enumerate(by_path)}
    return tuple(sorted(findings, key=lambda one: (order[one.path], one.line, one.column, one.code, one.message)))


def _remarks(glossaries: Sequence[Glossary], run_example: RunExample | None) -> Iterator[Remark]:
    entries = [entry for glossary in glossaries for entry in glossary.entries]
    for entry in entries:
        yield from _remarks_on(entry)
        if run_example is not None:
            yield from examples.failing_examples(entry, glossaries, run_example)
    for compare in _PAIR_CHECKS:
        yield from compare(entries)


def _remarks_on(entry: LoadedEntry) -> Iterator[Remark]:
    """What is wrong with an entry by itself, whatever it allows."""
    for check in _ENTRY_CHECKS:
        yield from check(entry)


def about(entry: LoadedEntry) -> tuple[tuple[Remark, Severity], ...]:
    """What is wrong with one entry by itself, with how bad that is; what it allows is left out."""
    found = (remark for remark in _remarks_on(entry) if not _allows(entry, remark.code))
    return tuple((one, _BY_CODE[one.code].severity if one.severity is None else one.severity) for one in found)


def _finding(remark: Remark, glossary: Glossary) -> LintFinding:
    rule = _BY_CODE[remark.code]
    line, column = glossary.place(remark.entry, *remark.at)
    severity = rule.severity if remark.severity is None else remark.severity
    return LintFinding(
        rule.code, rule.name, severity, remark.message, str(glossary.path), line, column, remark.entry.entity.id
    )


def _blanks(glossaries: Sequence[Glossary]) -> Iterator[LintFinding]:
    rule = _BY_CODE["G118"]
    for glossary in glossaries:
        for key, (line, column) in glossary.blanks:
            what = f"`{key}` has nothing after it" if key else "this list item is empty"
            message = f"{what}; fill it in or delete it"
            yield LintFinding(rule.code, rule.name, rule.severity, message, str(glossary.path), line, column)


# --- allow -------------------------------------------------------------------------------------------------------


def _allows(entry: LoadedEntry, code: str) -> bool:
    return any(word in (code, _BY_CODE[code].name) for word in entry.said.allow)


def _idle_allowances(
    glossaries: Sequence[Glossary], allowed: set[tuple[str, str]], *, examples_ran: bool
) -> Iterator[Remark]:
    words = {word: rule.code for rule in RULES for word in (rule.code, rule.name)}
    for entry in (entry for glossary in glossaries for entry in glossary.entries):
        for number, word in enumerate(entry.said.allow):
            code = words.get(word)
            if code is None:
                meant = suggestion(word, words) or "docs/glossary.md lists them"
                yield Remark("G119", entry, f"`{word}` is no rule of the linter; {meant}", ("allow", number))
            elif (entry.entity.id, code) not in allowed and (examples_ran or code != "G106"):
                yield Remark("G119", entry, f"`{word}` has nothing to allow here", ("allow", number))
