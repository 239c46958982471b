"""Which rules run, and what is said about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.errors import ConfigError
from align.rules import RULES
from align.rules.base import Rule


def choose(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: those named by `select` (the ones on by default where it is empty) less those of `ignore`.

    A rule is named by its code, by its name or by the beginning of its code (`N2`); `ALL` means every rule. ConfigError for
    a word that names none.
    """
    wanted = _named(select) or {rule.code for rule in RULES if rule.default_on}
    unwanted = _named(ignore)
    return tuple(rule for rule in RULES if rule.code in wanted and rule.code not in unwanted)


def rule_of(word: str) -> Rule:
    """The rule of this code or name; ConfigError, with what was probably meant, where there is none."""
    found = next((rule for rule in RULES if word.upper() == rule.code or word.lower() == rule.name), None)
    if found is None:
        raise _unknown(word)
    return found


def documentation(word: str) -> str:
    """What users may read about the rule of this code or name."""
    return rule_of(word).documentation


def _named(words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        if word.upper() == "ALL":
            codes: Sequence[str] = [rule.code for rule in RULES]
        else:
            codes = [r.code for r in RULES if r.name == word.lower() or (word and r.code.startswith(word.upper()))]
        if not codes:
            raise _unknown(word)
        found.update(codes)
    return found


def _unknown(word: str) -> ConfigError:
    from difflib import get_close_matches

    names = [name for rule in RULES for name in (rule.code, rule.name)]
    close = get_close_matches(word, names, n=1) or get_close_matches(word.upper(), names, n=1)
    hint = f"did you mean {close[0]}?" if close else "`align explain` lists the rules"
    return ConfigError(f"no rule is called {word!r}", hint=hint)
