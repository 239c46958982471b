"""For people: each finding under the lines of source and translation that it is about.

    en/summit.txt:3:42: error N301 substituted-name
      高市早苗 is rendered as "Taro Kono", who is another person (河野太郎); expected "Sanae Takaichi"
      zh 2 | …日本首相高市早苗近期涉台言论…
           |         ^^^^^^^^
      en 3 | …recent remarks by Prime Minister Taro Kono on Taiwan…
           |                                   ^^^^^^^^^
      expected: Sanae Takaichi, Takaichi
      because:  河野太郎 is "Taro Kono" in the glossary
      fix:      Replace with "Sanae Takaichi" (unsafe)

The marks count terminal cells, not characters, and colour adds nothing that is not also said in words. Findings that
are suppressed are only counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from align.model.finding import Finding, Severity
from align.model.report import Counts, Report
from align.model.segment import Where
from align.model.span import Span
from align.reports.base import Look, notes, place, position
from align.reports.excerpt import Excerpt, excerpts, opening
from align.text.place import printable

_BOLD, _DIM = "1", "2"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_LABEL_CELLS = len("expected: ")


class Full:
    """The format for reading in a terminal."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write all findings that count, and the summary."""
        for finding in report.findings:
            if finding.suppressed is None:
                out.writelines(f"{line}\n" for line in self._finding(finding))
                out.write("\n")
        if self._look.summary:
            out.write(f"{summary(report.counts)}\n")

    def _finding(self, finding: Finding) -> Iterator[str]:
        path, line, column = place(finding)
        severity = self._paint(f"{finding.severity.word} {finding.code}", _COLOURS[finding.severity])
        where = self._paint(f"{printable(path)}:{line}:{column}:", _BOLD)
        yield f"{where} {severity} {finding.rule}"
        yield f"  {printable(finding.message)}"
        yield from self._texts(finding)
        for label, text in notes(finding):
            yield f"  {self._paint(f'{label}:'.ljust(_LABEL_CELLS), _BOLD)}{printable(text)}"

    def _texts(self, finding: Finding) -> Iterator[str]:
        """Both texts, each line with its place in front; a text that nothing points at shows how it opens."""
        segment = finding.segment
        sides = (
            (segment.source_lang or "source", segment.source, finding.source, segment.source_at),
            (segment.target_lang or "target", segment.target, finding.target, segment.target_at),
        )
        quoted = [
            (f"{printable(label)} {_line_number(where, text, excerpt)}".rstrip(), excerpt)
            for label, text, span, where in sides
            if text
            for excerpt in self._excerpts(text, span)
        ]
        gutter = max((len(label) for label, _ in quoted), default=0)
        for label, excerpt in quoted:
            yield from self._quoted(label.ljust(gutter), excerpt, _COLOURS[finding.severity])

    def _excerpts(self, text: str, span: Span | None) -> list[Excerpt]:
        return [opening(text, self._look.width)] if span is None else excerpts(text, span, self._look.width)

    def _quoted(self, label: str, excerpt: Excerpt, colour: str) -> Iterator[str]:
        marked = self._paint(excerpt.marked, colour) if excerpt.marked else ""
        yield f"  {self._paint(f'{label} |', _DIM)} {excerpt.before}{marked}{excerpt.after}".rstrip()
        if excerpt.marked:
            marks = self._paint("^" * excerpt.length, colour)
            yield f"  {self._paint(' ' * len(label) + ' |', _DIM)} {' ' * excerpt.indent}{marks}"

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._look.colour else text


def summary(counts: Counts) -> str:
    """What was found in how much text, in one line."""
    found = [_several(counts.errors, "error"), _several(counts.warnings, "warning"), _several(counts.infos, "note")]
    what = ", ".join(word for word in found if not word.startswith("0 ")) or "No findings"
    aside = f" ({counts.suppressed} suppressed)" if counts.suppressed else ""
    return f"{what}{aside} in {_several(counts.documents, 'document')}, {_several(counts.segments, 'segment')}."


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _line_number(where: Where | None, text: str, excerpt: Excerpt) -> str:
    return str(position(where, text, excerpt.offset)[0]) if where is not None else ""
