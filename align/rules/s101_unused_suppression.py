"""S101 unused-suppression: something says that findings are to be ignored, and there are none.

What is ignored for no reason hides the next real error. The comment may have been right once and the name be mended since,
its last day (`until`) may be over, or it may be written so that it cannot be understood: `ignore=N1O1`.

Chinese: `<!-- align: ignore=N203 reason="so in the original" -->` before a paragraph whose names are right.
Japanese: `# align: ignore=N101 until=2026-03-31` in a PO file, in April.

The fix takes out what ignores nothing, and is safe: by itself it changes no translation and no other finding. A comment that
cannot be understood is for a person to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from align.model.finding import Finding, Fix, Safety, Severity
from align.model.segment import Comment, Document, Segment
from align.model.span import Span
from align.rules.base import Context, Rule

_TITLE: Final = "Remove the suppression"


@dataclass(frozen=True, slots=True)
class Unused:
    """A comment that says more than it does: the `words` that ignore nothing, and why; `left` are those that do.

    Of one that cannot be understood there are no words, and nothing can be taken out of it.
    """

    comment: Comment
    words: tuple[str, ...]
    left: tuple[str, ...]
    why: str


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
