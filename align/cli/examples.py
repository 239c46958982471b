"""Runs the examples of glossary entries through the real checker, for `align glossary lint`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.checker import Checker
from align.errors import ConfigError
from align.glossary.lexicon import Lexicon
from align.glossary.lint import RunExample
from align.glossary.load import Example, Glossary
from align.model.segment import Document, Segment
from align.rules.base import Rule
from align.rules.select import choose, rule_of


def runner(glossaries: Sequence[Glossary]) -> RunExample:
    """What checks an example against these glossaries: by the rules that are on by default and those that it names."""
    lexicon = Lexicon.of([entry.entity for glossary in glossaries for entry in glossary.entries])
    checkers: dict[tuple[str, tuple[str, ...]], Checker] = {}

    def run(_: Sequence[Glossary], example: Example) -> set[str]:
        rules = _rules(example)
        key = (example.date, tuple(rule.code for rule in rules))
        if key not in checkers:
            checkers[key] = Checker(lexicon, rules=rules, date=example.date)
        found = checkers[key].check([_document(example)])
        # An example may name a rule by its code as well.
        return {finding.code if finding.code in example.finds else finding.rule for finding in found}

    return run


def _rules(example: Example) -> tuple[Rule, ...]:
    rules = {rule.code: rule for rule in choose()}
    for word in example.finds:
        try:
            rule = rule_of(word)
        except ConfigError:
            continue  # a rule that does not exist finds nothing, and the example fails for that
        rules[rule.code] = rule
    return tuple(rules[code] for code in sorted(rules))


def _document(example: Example) -> Document:
    segment = Segment("1", "example", example.source or None, example.target, example.lang)
    return Document(Path("example"), "example", b"", (segment,), example.date)
