"""S101 unused-suppression: something says that findings are to be ignored, and there are none.

What is ignored for no reason hides the next real error. The comment may have been right once and the name be mended since,
its last day (`until`) may be over, or it may be written so that it cannot be understood: `ignore=N1O1`.

Chinese: a comment `align: ignore=N203 reason="so in the original"` before a paragraph whose names are right.
Japanese: `# align: ignore=N101 until=2026-03-31` in a PO file, in April.

The fix takes out what ignores nothing, and is safe: by itself it changes no translation and no other finding. A comment that
cannot be understood is for a person to mend, and so is an entry of `per-file-ignores`: it is told where its day is over, or
where every file that it names was checked and none has anything that it ignores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from align.model.finding import Finding, Fix, Safety, Severity, Suppression
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Span
from align.rules.base import Context, Rule

_TITLE: Final = "Remove the suppression"


@dataclass(frozen=True, slots=True)
class Unused:
    """A comment that says more than it does: the `words` that ignore nothing, and why; `left` are those that do.

    Of one that cannot be understood there are no words, and nothing can be taken out of it. `suppressed` says why it is
    none the less to be left alone.
    """

    comment: Comment
    words: tuple[str, ...]
    left: tuple[str, ...]
    why: str
    suppressed: Suppression | None = None


def check(context: Context) -> Iterator[Finding]:
    """Nothing: what is unused is known only when everything else has been found, see `unused_comments`."""
    yield from ()


def unused_comments(found: Sequence[Unused], document: Document) -> Iterator[Finding]:
    """One finding for each comment that says more than it does; its text is that of the comment."""
    texts = {segment.key: segment.document for segment in document.segments}
    for unused in found:
        comment = unused.comment
        key = comment.keys[0] if comment.keys else ""
        place = Segment(
            key, texts.get(key, document.path.name), None, comment.text, target_lang="", target_at=comment.where
        )
        what = f"{', '.join(unused.words)} " if unused.left else ""
        title = f"Remove {', '.join(unused.words)} from the suppression" if unused.left else _TITLE
        yield Finding(
            code=RULE.code,
            rule=RULE.name,
            severity=RULE.severity,
            message=f"this suppression {'of ' if what else ''}{what}{unused.why}",
            segment=place,
            target=Span(0, len(comment.text)),
            fix=Fix(title, (), Safety.SAFE, comments=((comment, unused.left),)) if unused.words else None,
            suppressed=unused.suppressed,
        )


def unused_entry(entry: str, why: str, path: Path, line: int) -> Finding:
    """The finding about an entry of a configuration, which stands on a line of it."""
    return Finding(
        code=RULE.code,
        rule=RULE.name,
        severity=RULE.severity,
        message=f"the entry {entry} {why}: take it out",
        segment=Segment("", path.name, None, entry, target_lang="", target_at=Where(path, line, 1, exact=False)),
        target=Span(0, len(entry)),
    )


RULE = Rule(
    code="S101",
    name="unused-suppression",
    severity=Severity.WARNING,
    summary="an ignore that no longer ignores anything",
    mqm="",
    check=check,
    scope="file",
    documentation=__doc__,
)
