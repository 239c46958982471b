"""Which decisions no longer say anything: their words or findings are gone, or their time is over.

Nothing is dropped for that: words may come back. It is told, so that somebody takes the decision back.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from align.alignment.decided import resolved
from align.model.decision import Decision, Decisions, Quote, Ruling, Scope, Subject
from align.model.finding import Finding
from align.model.segment import Document, Segment
from align.rules.suppress import decided

_LONGEST: Final = 40
"""Code points of a quotation that are shown."""


def stale(
    document: Document, findings: Sequence[Finding], decisions: Decisions, rules: Container[str]
) -> Iterator[tuple[Decision, str]]:
    """The decisions on a document, on it alone, that match nothing in it, each with a sentence about it.

    `findings` are all of the document, suppressed or not, `rules` the codes of the rules that looked for them: of what
    no rule looked for nothing is said.
    """
    file = decisions.file(document.path)
    on_findings = decisions.on(Subject.FINDING, file)
    if on_findings:
        used = {id(decision) for decision in decided(findings, decisions, document.path).used}
        for decision in on_findings:
            if id(decision) not in used and decision.rule in rules:
                gone = not any(_stands(decision, segment) for segment in document.segments)
                why = "which no longer stands there" if gone else "where nothing is found any more"
                yield decision, f"{saying(decision)}, {why}"
    linking = (*decisions.on(Subject.LINK, file), *decisions.on(Subject.NAME, file))
    if linking:
        found = {id(decision) for decision in resolved(decisions, file, document.segments).found}
        for decision in linking:
            if id(decision) not in found:
                verb = "stand" if decision.source and decision.target else "stands"
                yield decision, f"{saying(decision)}, which no longer {verb} there"


def expired(decisions: Decisions, files: Container[str]) -> Iterator[tuple[Decision, str]]:
    """The decisions whose time is over: those on one of these files, and those on no file alone."""
    for decision in decisions.expired:
        if not decision.file or decision.file in files:
            yield decision, f"{saying(decision)}, which counted until {decision.until} and no longer does"


def _stands(decision: Decision, segment: Segment) -> bool:
    """Whether the words of a decision on findings are still those of a segment."""
    exactly = decision.scope is Scope.HERE
    source = _is_in(decision.source, segment.source, exactly=exactly)
    return source and _is_in(decision.target, segment.target, exactly=exactly and decision.source is None)


def _is_in(quote: Quote | None, text: str | None, *, exactly: bool) -> bool:
    if quote is None:
        return True
    return text is not None and (quote.find(text) is not None if exactly else quote.exact in text)


def saying(decision: Decision) -> str:
    """What a decision says, without its subject: `ignores N301 "Taro Kono" in en/a.txt`."""
    source, target = _shown(decision.source), _shown(decision.target, '"{}"')
    words = target or source
    where = f" in {decision.file}" if decision.file else ""
    match decision.ruling:
        case Ruling.IGNORE:
            said = f"ignores {decision.rule} {words}{'' if decision.scope is Scope.HERE else ' everywhere'}"
        case Ruling.UNSURE:
            said = f"is unsure of {decision.rule} {words}"
        case Ruling.TOGETHER if source and target:
            said = f"links {source} with {target}"
        case Ruling.TOGETHER:
            said = f"says that nothing renders {source}" if source else f"says that {target} renders nothing"
        case Ruling.APART:
            said = f"keeps {source} and {target} apart"
        case _:
            said = f"calls {words} a name"
    return f"{said}{where}"


def _shown(quote: Quote | None, within: str = "{}") -> str:
    if quote is None:
        return ""
    words = " ".join(quote.exact.split())
    return within.format(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
