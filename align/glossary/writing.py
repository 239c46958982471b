"""Entries as YAML that people read and `strict_yaml` reads back as the same texts.

Plain texts stand without quotes only where every YAML reader takes them for text: they begin with a letter, hold
letters, digits and a few harmless signs, and are no word such as `No` or `Null`. All else is quoted, what cannot be
seen in double quotes and escaped. Whatever is told of an entry stands in comments above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.glossary.entity import Entity
from align.glossary.entries import Fields, entry_fields
from align.glossary.proposal import Proposal
from align.glossary.strict_yaml import Value

HEADER = (
    "# Names that stand in the texts and in no glossary. Look at each entry, the doubtful ones first, then delete its",
    "# comments; `align glossary lint` checks the result.",
)
TOP = ("version: 1", "entities:")
INDENT = "  "

_PLAIN = re.compile(r"[^\W\d_](?:[\w .'’·・-]*[\w.'’])?")
_OTHER_READERS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_BLOCK_LISTS = frozenset({"roles"})
_SHOWN = 6


def document(proposals: Sequence[Proposal]) -> str:
    """A whole glossary file of these proposals, newline at the end."""
    if not proposals:
        return f"{TOP[0]}\n{TOP[1]} []\n"
    lines: list[str] = [*HEADER, *TOP]
    for number, proposal in enumerate(proposals):
        lines += [""] * bool(number)
        lines += (f"{INDENT}{line}" for line in proposal_lines(proposal))
    return "".join(f"{line}\n" for line in lines)


def proposal_lines(proposal: Proposal) -> list[str]:
    """An item of the list of entries, under its comments; not indented."""
    return [*(f"# {comment}" for comment in comments(proposal)), *entry_lines(proposal.entity)]


def entry_lines(entity: Entity) -> list[str]:
    """The entry as an item of the list of entries; not indented. ValueError for a lone surrogate, which no file holds."""
    lines: list[str] = []
    for key, value in entry_fields(entity).items():
        if key in _BLOCK_LISTS and isinstance(value, list):
            lines += [f"{key}:", *(f"{INDENT}- {flow(item)}" for item in value)]
        else:
            lines.append(f"{key}: {flow(value)}")
    return [f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]


def comments(proposal: Proposal) -> list[str]:
    """What an editor is told of a proposal, a line each, without the sign of a comment."""
    lines = [f"{_times(proposal.count)}: {_renderings(proposal)}; first at {proposal.place}"]
    if proposal.converted:
        lines.append(f"{', '.join(proposal.converted)}: converted from the other form, met in no text")
    lines += (f"doubtful: {doubt}" for doubt in proposal.doubts)
    return [_visible(line) for line in lines]


def scalar(text: str) -> str:
    """A text as one value on one line, in a list in brackets or outside; ValueError for a lone surrogate."""
    if any("\ud800" <= ch <= "\udfff" for ch in text):
        raise ValueError(f"a lone surrogate cannot be written: {text!a}")
    if _PLAIN.fullmatch(text) and text.lower() not in _OTHER_READERS:
        return text
    if text.isprintable():
        return "'{}'".format(text.replace("'", "''"))
    return '"{}"'.format("".join(map(escaped, text)))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _renderings(proposal: Proposal) -> str:
    found = [f"{rendering.text} ({rendering.count:,})" for rendering in proposal.renderings]
    shown, others = found[:_SHOWN], found[_SHOWN:]
    if others:
        shown.append(f"{len(others)} other forms" if len(others) > 1 else others[0])
    without = proposal.count - sum(rendering.count for rendering in proposal.renderings)
    if without:
        shown.append(f"not rendered ({without:,})" if found else "not rendered")
    return ", ".join(shown)


def flow(value: Value) -> str:
    """A value of any shape on one line; ValueError for a lone surrogate."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return f"{{{_pairs(value)}}}"


def _pairs(fields: Fields) -> str:
    return ", ".join(f"{key}: {flow(value)}" for key, value in fields.items())


def escaped(ch: str) -> str:
    """A character as it stands in double quotes."""
    if ch in '"\\':
        return f"\\{ch}"
    if ch.isprintable():
        return ch
    code = ord(ch)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _visible(line: str) -> str:
    """The line with nothing in it that a YAML reader or a terminal would obey or refuse."""
    if line.isprintable():
        return line
    return "".join(escaped(ch) if not ch.isprintable() else ch for ch in line)
