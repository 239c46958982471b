"""What the screen shows, as pure functions from the review's values to lines of text.

Text from documents is data: it is made printable, wrapped by cells, and never read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from align.glossary.entity import Entity
from align.model.finding import Finding, Severity
from align.model.segment import Segment
from align.model.span import Side, Span
from align.review.candidates import Candidate
from align.review.items import Item, Status
from align.review.passages import Fate, Mark, stretches
from align.review.queue import Grouping, Row
from align.review.uses import NameRow
from align.text.place import cell_width, printable
from tui.colours import Palette
from tui.wrapping import RAISED, wrapped

ELLIPSIS = "…"
SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
STATUS_SIGNS = {Status.DONE: "✓", Status.IGNORED: "~", Status.UNSURE: "?"}
FATES = {Fate.RIGHT: "", Fate.WRONG: "✗", Fate.MISSING: "∅", Fate.ADDED: "+"}
"""What stands behind a name that is rendered wrongly, by nothing, or that nothing in the source stands for."""


def cut(text: Text, width: int) -> Text:
    """A line that fits into `width` cells; … shows that something is left out."""
    short = text.copy()
    short.truncate(max(0, width), overflow="ellipsis")
    return short


def fitted(left: Text, right: Text, width: int) -> Text:
    """Two texts at the two ends of a line; the left one is cut where there is no room for both."""
    room = width - right.cell_len - 1
    line = cut(left, room) if room > 0 else Text()
    line.append(" " * max(1, width - line.cell_len - right.cell_len))
    line.append_text(right)
    return cut(line, width)


def padded(line: Text, width: int) -> Text:
    """The line, filled with spaces up to `width` cells."""
    line.pad_right(max(0, width - line.cell_len))
    return line


def row_of(line: Text, width: int, palette: Palette, *, focus: bool) -> Text:
    """A line as a row of a list: as wide as the list, and drawn as the cursor where it is on it."""
    padded(line, width)
    if focus:
        line.stylize(palette.cursor)
    return line


def severity_style(palette: Palette, severity: Severity) -> Style:
    """What a severity is drawn in."""
    return {Severity.ERROR: palette.error, Severity.WARNING: palette.warning, Severity.INFO: palette.info}[severity]


# --- the queue ---------------------------------------------------------------------------------------------------


def queue_line(row: Row, width: int, palette: Palette, *, focus: bool, unfolded: bool, grouping: Grouping) -> Text:
    """One line of the queue."""
    if row.item is None:
        line = _group_line(row, width, palette, unfolded=unfolded)
    else:
        line = _item_line(row.item, width, palette, focus=focus, grouping=grouping)
    return row_of(line, width, palette, focus=focus)


def _group_line(row: Row, width: int, palette: Palette, *, unfolded: bool) -> Text:
    group = row.group
    sign, style = ("✓", palette.done) if not group.open else (SIGNS[group.worst], severity_style(palette, group.worst))
    left = Text.assemble(
        (f"{sign} ", style), ("" if unfolded else "▸ ", palette.dim), (_one_line(group.title), palette.strong)
    )
    if group.name and group.name != group.title:
        left.append(f"  {_one_line(group.name)}", palette.plain)
    count = f"{group.open}" if group.open == group.total else f"{group.open}/{group.total}"
    return fitted(left, Text(count, palette.dim), width)


def _item_line(item: Item, width: int, palette: Palette, *, focus: bool, grouping: Grouping) -> Text:
    finding = item.finding
    sign, style = item_sign(item, palette)
    left = Text.assemble(("▸" if focus else " ", palette.key), (f"{sign} ", style), (finding.code, palette.dim), " ")
    words = finding.target_text or finding.source_text or finding.rule
    if grouping is not Grouping.ENTITY and finding.source_text:
        left.append(f"{_one_line(finding.source_text)} ", palette.dim)
    left.append(_one_line(words), palette.dim if item.status in (Status.DONE, Status.IGNORED) else palette.plain)
    return fitted(left, Text(place_of(finding), palette.dim), width)


def item_sign(item: Item, palette: Palette) -> tuple[str, Style]:
    """The sign of a finding's state: what became of it, or how bad it is while it waits."""
    if item.status in STATUS_SIGNS:
        return STATUS_SIGNS[item.status], palette.done if item.status is Status.DONE else palette.dim
    return SIGNS[item.finding.severity], severity_style(palette, item.finding.severity)


def place_of(finding: Finding) -> str:
    """The line where a finding's segment stands, shortly."""
    where = finding.segment.target_at or finding.segment.source_at
    return f"¶{where.line}" if where else printable(finding.segment.key)[:8]


# --- passages ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of text, and from which to which of them the cursor stands; -1 where it does not."""

    lines: tuple[Text, ...]
    first: int = -1
    last: int = -1


def passage(
    segments: Sequence[Segment],
    key: str,
    side: Side,
    marks: Sequence[Mark],
    focus: Span | None,
    width: int,
    palette: Palette,
    *,
    height: int,
) -> Passage:
    """One text of a segment among its neighbours: the segment with its names marked, the others dimmed.

    A neighbour is whole where it fits into the `height` lines that there are, else cut to one line.
    """
    here = next((at for at, segment in enumerate(segments) if segment.key == key), 0)
    texts = [(segment.source if side is Side.SOURCE else segment.target) or "" for segment in segments]
    body = marked(texts[here], marks, focus, palette) if texts[here] else Text("(no text)", palette.dim)
    own = wrapped(body, width)
    blocks = {here: own}
    room = height - len(own)
    for at in sorted(range(len(segments)), key=lambda at: abs(at - here)):
        if at != here and room > 0 and texts[at].strip():
            block = wrapped(Text(_one_line(texts[at]), palette.dim), width)
            blocks[at] = block if len(block) <= room else _neighbour(texts[at], width, palette, before=at < here)
            room -= len(blocks[at])
    begin = sum(len(blocks.get(at, ())) for at in range(here))
    first, last = _focused(own, palette, begin) if focus is not None else (begin, begin)
    return Passage(tuple(line for at in sorted(blocks) for line in blocks[at]), first, last)


def _neighbour(text: str, width: int, palette: Palette, *, before: bool) -> list[Text]:
    """A neighbouring segment on one line: its end where it stands before, its beginning where it stands behind."""
    if not text.strip():
        return []
    flat = _one_line(text)
    if before and cell_width(flat) > width:
        kept, used = len(flat), 1
        while kept and (used := used + cell_width(flat[kept - 1])) <= width:
            kept -= 1
        flat = ELLIPSIS + flat[kept:]
    return [cut(Text(flat, palette.dim), width)]


def _focused(lines: Sequence[Text], palette: Palette, begin: int) -> tuple[int, int]:
    """The first and the last line that the cursor stands on."""
    hits = [at for at, line in enumerate(lines) if any(span.style == palette.focus for span in line.spans)]
    return (begin + hits[0], begin + hits[-1]) if hits else (begin, begin)


def marked(text: str, marks: Sequence[Mark], focus: Span | None, palette: Palette) -> Text:
    """A text with its names in brackets, each with the letter of its pair and the sign of what became of it."""
    found = Text(style=palette.plain)
    stands = {mark.span for mark in marks}
    for run in stretches(text, marks, focus):
        style = palette.focus if run.focus else palette.pair(run.mark.pair) if run.mark else None
        if run.mark and run.opens:
            found.append("⟦", style)
        elif run.focus and focus not in stands:
            found.append("⟦" if not run.mark else "", style)
        found.append(_shown(run.text), style)
        if run.mark and run.closes:
            found.append(f"⟧{raised(run.mark.letter)}{FATES[run.mark.fate]}", style)
        elif run.focus and not run.mark and focus not in stands:
            found.append("⟧", style)
    if focus is not None and focus.start == focus.end:
        found.append(" ", palette.focus)
    return found


def raised(letters: str) -> str:
    """Letters as small ones above the line."""
    return "".join(RAISED.get(letter, letter) for letter in letters)


def _shown(text: str) -> str:
    """Text of a document with its line ends kept and all else that a terminal would obey made visible."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


# --- what is said of a finding -----------------------------------------------------------------------------------


def verdict(item: Item, width: int, palette: Palette) -> list[Text]:
    """Rule, severity and confidence; what is wrong in a sentence; and what says so."""
    finding = item.finding
    sign, style = item_sign(item, palette)
    head = Text.assemble(
        (f"{sign} {finding.code} {finding.rule}", style),
        (f" · {finding.severity.word} · {round(100 * finding.confidence)} %", palette.dim),
    )
    if item.status is not Status.OPEN:
        head.append(f" · {_state(item)}", palette.strong)
    lines = [cut(head, width), *wrapped(Text(_one_line(finding.message), palette.plain), width)]
    for evidence in finding.evidence:
        if evidence.text not in finding.message:
            lines += hanging("because ", _one_line(evidence.text), width, palette)
    return lines


def _state(item: Item) -> str:
    suppressed = item.finding.suppressed
    if item.status is Status.IGNORED and suppressed:
        return f"ignored ({suppressed.by}{f': {_one_line(suppressed.reason)}' if suppressed.reason else ''})"
    return {Status.DONE: "done", Status.UNSURE: "not sure"}.get(item.status, item.status.value)


def hanging(label: str, text: str, width: int, palette: Palette) -> list[Text]:
    """A labelled text whose further lines stand under its first."""
    indent = len(label)
    lines = wrapped(Text(text, palette.plain), max(8, width - indent))
    return [Text.assemble((label if not at else " " * indent, palette.dim), line) for at, line in enumerate(lines)]


def candidate_lines(found: Sequence[Candidate], width: int, palette: Palette) -> list[Text]:
    """The forms that can be picked, with their keys and where each is from."""
    longest = max((cell_width(printable(one.text)) for one in found), default=0)
    room = min(longest, max(10, width - 26))
    lines: list[Text] = []
    for number, one in enumerate(found, 1):
        form = cut(Text(printable(one.text), palette.strong), room)
        form.pad_right(max(0, room - form.cell_len))
        line = Text.assemble((f" {number} ", palette.key), form, (f"  {one.origin}", palette.dim))
        lines.append(cut(line, width))
    return lines


def card(entity: Entity, width: int, palette: Palette) -> list[Text]:
    """The entry of somebody or something: forms in all scripts, reading, offices, note, and where it stands."""
    lines = [
        cut(
            Text.assemble(
                (_one_line(entity.full) or "(no English form)", palette.title), (f"  {_kind(entity)}", palette.dim)
            ),
            width,
        )
    ]
    forms = dict.fromkeys((name.lang, name.full) for name in entity.sources)
    for lang, form in forms:
        lines += hanging(f"{lang:8}", printable(form), width, palette)
    rows = (
        ("kana", " ".join(entity.kana)),
        ("also", "; ".join(entity.accept)),
        ("never", "; ".join(f"{each.form} ({each.why})" if each.why else each.form for each in entity.forbid)),
        ("note", entity.note),
        ("entry", f"{entity.id} · {entity.path}:{entity.line}" if entity.path else _authority(entity)),
    )
    for label, text in rows[:3]:
        if text:
            lines += hanging(f"{label:8}", _one_line(text), width, palette)
    for role in entity.roles:
        dates = f" ({role.start or '…'} – {role.end or ''})" if role.start or role.end else ""
        lines += hanging(f"{'office':8}", _one_line(f"{role.en}{dates}"), width, palette)
    for label, text in rows[3:]:
        if text:
            lines += hanging(f"{label:8}", _one_line(text), width, palette)
    return lines


def _kind(entity: Entity) -> str:
    parts = [entity.type, entity.origin, entity.gender, entity.order]
    return " · ".join(part for part in parts if part and part != "other")


def _authority(entity: Entity) -> str:
    known = {"known": "in no glossary; known to the who's who", "read": "in no glossary; read from the characters"}
    return known.get(entity.authority.value, "")


# --- names -------------------------------------------------------------------------------------------------------


def name_line(row: NameRow, width: int, palette: Palette, *, focus: bool) -> Text:
    """A name of the open documents on one line: state, source forms, English forms with their counts."""
    sign, style = name_sign(row, palette)
    left = Text.assemble(("▸" if focus else " ", palette.key), (f"{sign} ", style))
    left.append(printable(" / ".join(row.sources[:3])), palette.strong)
    left.append("  ")
    for at, form in enumerate(row.forms[:6]):
        left.append(", " if at else "", palette.dim)
        left.append(printable(form.text), palette.error if form.wrong else palette.plain)
        left.append(f" {'✗' if form.wrong else ''}×{form.count}", palette.dim)
    if row.left_out:
        left.append(f"{', ' if row.forms else ''}∅ ×{row.left_out}", palette.dim)
    right = Text("" if row.declared else f"not in a glossary · {row.authority.value}", palette.dim)
    line = fitted(left, right, width)
    return row_of(line, width, palette, focus=focus)


def name_sign(row: NameRow, palette: Palette) -> tuple[str, Style]:
    """✗ where a form is wrong, ≠ where several stand, + where no glossary has the name, ✓ where all is well."""
    if row.wrong:
        return "✗", palette.error
    if row.inconsistent:
        return "≠", palette.warning
    return ("✓", palette.done) if row.declared else ("+", palette.info)


# --- lines of the frame ------------------------------------------------------------------------------------------


def message_line(text: str, width: int, style: Style) -> Text:
    """What happened, on one line."""
    return padded(cut(Text(_one_line(text), style), width), width)
