"""`align explain`: the documentation of a rule, or the list of all."""

from __future__ import annotations

import click

from align.rules import RULES
from align.rules.select import documentation


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print the documentation of a rule.

    RULE is a code or a name; without it all rules are listed.

    \b
    Examples:
      align explain
      align explain N203
      align explain wrong-language-reading
    """
    if rule is None:
        for known in RULES:
            severity = known.severity.word if known.default_on else "off"
            click.echo(f"{known.code}  {known.name:24}{severity:9}{known.summary}")
        return
    click.echo(documentation(rule).strip())
