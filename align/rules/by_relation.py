"""Which rule reports which difference between an English form and the name that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from align.model.alignment import Relation
from align.rules import RULES
from align.rules.base import Rule

_CODES = {
    Relation.ORDER: "N101",
    Relation.FORMAT: "N102",
    Relation.PARTIAL: "N103",
    Relation.VARIANT: "N201",
    Relation.READING: "N202",
    Relation.LANGUAGE: "N203",
    Relation.SPELLING: "N204",
    Relation.IDENTITY: "N301",
    Relation.UNTRANSLATED: "N304",
    Relation.FORBIDDEN: "N502",
}
_RULES = {rule.code: rule for rule in RULES}

RULE_OF: Mapping[Relation, Rule] = MappingProxyType({relation: _RULES[code] for relation, code in _CODES.items()})
