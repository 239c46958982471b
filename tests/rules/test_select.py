"""Which rules run, and what users may read about each."""

from __future__ import annotations

import pytest

from align.errors import ConfigError
from align.rules import RULES
from align.rules.base import Rule
from align.rules.select import choose, documentation, rule_of

ON = [rule.code for rule in RULES if rule.default_on]


def codes(select: list[str], ignore: list[str]) -> list[str]:
    return [rule.code for rule in choose(select, ignore)]


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ([], [], ON),
        (["ALL"], [], [rule.code for rule in RULES]),
        (["all"], ["ALL"], []),
        (["N301"], [], ["N301"]),
        (["n301"], [], ["N301"]),
        (["substituted-name"], [], ["N301"]),
        (["Substituted-Name"], [], ["N301"]),
        (["N301", "N101"], [], ["N101", "N301"]),
        (["N301", "substituted-name"], [], ["N301"]),
        (["N2"], ["wrong-reading"], ["N201", "N203", "N204"]),
        (["N103"], [], ["N103"]),
        (["N301"], ["N301"], []),
        ([], ["N1", "N3"], [code for code in ON if code[:2] not in ("N1", "N3")]),
    ],
)
def test_rules_are_chosen_by_code_by_name_or_by_the_beginning_of_a_code(
    select: list[str], ignore: list[str], chosen: list[str]
) -> None:
    assert codes(select, ignore) == chosen


def test_only_the_partial_name_is_off_unless_it_is_asked_for() -> None:
    assert [rule.name for rule in RULES if not rule.default_on] == ["partial-name"]


@pytest.mark.parametrize(
    ("word", "meant"), [("N3O1", "N301"), ("substituted-nam", "substituted-name"), ("wrong_reading", "wrong-reading")]
)
def test_a_word_that_names_no_rule_is_refused_with_what_was_meant(word: str, meant: str) -> None:
    with pytest.raises(ConfigError, match="no rule is called") as caught:
        choose([word])
    assert meant in caught.value.hint
    with pytest.raises(ConfigError, match="no rule is called"):
        choose([], [word])


@pytest.mark.parametrize("word", ["", " ", "N999", "nonsense"])
def test_nonsense_is_refused_with_where_to_look(word: str) -> None:
    with pytest.raises(ConfigError) as caught:
        choose([word])
    assert caught.value.hint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself_under_its_code_and_its_name(rule: Rule) -> None:
    text = documentation(rule.code)
    assert text.startswith(f"{rule.code} {rule.name}: ")
    assert "Chinese: " in text
    assert "Japanese: " in text
    assert documentation(rule.name) == documentation(rule.code.lower()) == text


@pytest.mark.parametrize("word", ["N2", "ALL", "", "nonsense"])
def test_only_a_single_rule_has_a_documentation(word: str) -> None:
    with pytest.raises(ConfigError):
        documentation(word)


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule_of(rule.name) is rule for rule in RULES)
