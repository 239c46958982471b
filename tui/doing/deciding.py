"""Deciding: to ignore a finding, to leave it for later, and what belongs together in a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model.decision import Ruling, Scope, taken_back
from align.model.segment import Segment
from align.model.span import Side, Span
from align.review import steps
from align.review.items import Item, Status
from align.review.renderings import possible_renderings
from align.rules.suppress import decision_for
from tui.screens.ignore import IgnoreScreen, Ignoring
from tui.screens.pick import PickScreen
from tui.screens.selection import Selected, SelectScreen

if TYPE_CHECKING:
    from tui.app import ReviewApp


def ignore(app: ReviewApp) -> None:
    """Ignore a finding here; one that is ignored waits again."""
    item = app.desk.item
    assert item is not None
    if item.status is Status.IGNORED:
        _take_back(app, item)
    else:
        _rule(app, item, Ruling.IGNORE, Ignoring(Scope.HERE, "", ""))


def ignore_more(app: ReviewApp) -> None:
    """Ignore with a reason, further than here, or until a day."""
    item = app.desk.item
    assert item is not None

    def answered(answer: Ignoring | None) -> None:
        if answer is not None:
            app.attempt(lambda: _rule(app, item, Ruling.IGNORE, answer))

    count = len(app.review.like(item, everywhere=True))
    app.push_screen(IgnoreScreen(item.finding, count, app.opening.setting.today), answered)


def unsure(app: ReviewApp) -> None:
    """Not sure; asked again, it is open again."""
    item = app.desk.item
    assert item is not None
    if item.status is Status.UNSURE:
        _take_back(app, item)
    else:
        _rule(app, item, Ruling.UNSURE, Ignoring(Scope.HERE, "", ""))


def _rule(app: ReviewApp, item: Item, ruling: Ruling, how: Ignoring) -> None:
    file = app.review.file_of(app.review.sheets[item.id.sheet])
    decision = decision_for(item.finding, file, ruling, how.scope, reason=how.reason, until=how.until)
    standing = app.review.ruling_on(item)
    # A narrower decision would go before this one.
    narrower = [taken_back(standing)] if standing and standing.matter != decision.matter else []
    app.follow(app.review.perform(steps.ruling(item, decision, narrower)), advance=True)


def _take_back(app: ReviewApp, item: Item) -> None:
    """Take back the decision that counts for a finding, whatever its scope."""
    standing = app.review.ruling_on(item)
    if standing is None:
        suppressed = item.finding.suppressed
        by = suppressed.by if suppressed else "nobody"
        raise steps.Refusal(f"the {by} ignores it, not the review log", hint="change it there")
    app.follow(app.review.perform(steps.ruling(item, taken_back(standing))))


# --- links -------------------------------------------------------------------------------------------------------


def break_link(app: ReviewApp) -> None:
    """The two sides of the chosen link do not belong together."""
    sheet, segment = app.desk.sheet, app.desk.segment
    source, target = app.desk.focus(Side.SOURCE), app.desk.focus(Side.TARGET)
    assert sheet is not None
    assert segment is not None
    if source is None or target is None:
        raise steps.Refusal("this name stands alone already", hint=f"{app.key('link')} links it")
    step = steps.link(app.review, sheet.number, segment.key, source, target, together=False)
    app.follow(app.review.perform(step))


def link(app: ReviewApp) -> None:
    """Choose a name of the source, then what renders it: words of the translation, or nothing."""
    segment = app.desk.segment
    if segment is None or not segment.source:
        raise steps.Refusal("the segment has no source")
    source = app.desk.focus(Side.SOURCE)
    if source is not None:
        _link_from(app, segment, source)
        return

    def chosen(selected: Selected | None) -> None:
        if selected is not None and selected.side is Side.SOURCE:
            _link_from(app, segment, selected.span)

    app.push_screen(SelectScreen(segment, Side.SOURCE, "Select the name in the source", sides=(Side.SOURCE,)), chosen)


def _link_from(app: ReviewApp, segment: Segment, source: Span) -> None:
    text = segment.target or ""
    spans = possible_renderings(text, [mark.span for mark in app.desk.marks() if mark.side is Side.TARGET])
    options = [span.of(text) for span in spans]
    own = [*options, "∅ nothing renders it", "… other words: select them"]
    sheet = app.desk.sheet
    assert sheet is not None

    def together(target: Span | None) -> None:
        step = steps.link(app.review, sheet.number, segment.key, source, target, together=True)
        app.attempt(lambda: app.follow(app.review.perform(step)))

    def selected(words: Selected | None) -> None:
        if words is not None:
            together(words.span)

    def picked(number: int | None) -> None:
        if number is None:
            return
        if number < len(spans):
            together(spans[number])
        elif number == len(spans):
            together(None)
        else:
            title = "Select what renders it"
            app.push_screen(SelectScreen(segment, Side.TARGET, title, sides=(Side.TARGET,)), selected)

    app.push_screen(PickScreen(f"{source.of(segment.source or '')} is rendered by", own), picked)


def mark(app: ReviewApp) -> None:
    """Mark words of either text as a name that was missed."""
    sheet, segment = app.desk.sheet, app.desk.segment
    if sheet is None or segment is None:
        raise steps.Refusal("the document has no segments")

    def chosen(selected: Selected | None) -> None:
        if selected is not None:
            step = steps.name(app.review, sheet.number, segment.key, selected.side, selected.span)
            app.attempt(lambda: app.follow(app.review.perform(step)))

    side = Side.SOURCE if segment.source else Side.TARGET
    app.push_screen(SelectScreen(segment, side, "Select the name · Tab: the other text"), chosen)
