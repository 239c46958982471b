"""N101 name-order: family and given name stand in an order that the house style does not allow.

Which part is the family name is what a reader takes from the order: "Kanai Takashi" in a text that writes "Sanae
Takaichi" makes Kanai a given name. Japanese names follow the style (`--style`); everybody else's order is the person's
own, as the glossary writes it. Forms that the entry accepts are never out of order.

Chinese: 毛宁 → "Ning Mao", expected "Mao Ning".
Japanese: 金井正彰 → "Kanai Masaaki" under `given-first`, expected "Masaaki Kanai".

The fix is safe where nothing but the order is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, wrong_renderings


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    yield from wrong_renderings(RULE, context, Relation.ORDER, "its parts stand in the wrong order")


RULE = Rule(
    code="N101",
    name="name-order",
    severity=Severity.ERROR,
    summary="family and given name in the order that the style forbids",
    mqm="locale-convention/name-format",
    check=check,
    documentation=__doc__,
)
