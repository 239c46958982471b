"""Looking: views, panes, groups, readings, decisions, keys, themes, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text

from align.names.explain import explain, likely_lang, tidy
from align.review import steps
from align.review.decided import told
from align.review.filters import Filter
from align.text.place import printable
from tui.actions import FINDINGS, NAMES
from tui.colours import THEMES
from tui.screens.help import keys_of
from tui.screens.lines import LinesScreen
from tui.wrapping import wrapped

if TYPE_CHECKING:
    from tui.app import ReviewApp

_PANES = ("list", "source", "target", "detail")
_MOST_READINGS = 12


def next_pane(app: ReviewApp) -> None:
    """Mark the next pane: it is the one that PgUp and PgDn scroll. On a small screen the list unfolds."""
    if app.pane == "list" and app.narrow and not app.pane_opened:
        app.open_list(True)
        return
    app.pane = _PANES[(_PANES.index(app.pane) + 1) % len(_PANES)]
    app.open_list(app.pane == "list")


def fold(app: ReviewApp) -> None:
    """Fold the group of the cursor, or unfold it."""
    queue = app.review.queue
    at = queue.row_of(app.review.focus) if app.review.focus else -1
    if at < 0:
        raise steps.Refusal("there is no group here")
    group = queue.row(at).group
    queue.fold(group, not queue.shows(group))


def group(app: ReviewApp) -> None:
    """Group by the next of entity, document and rule."""
    queue = app.review.queue
    app.sift(queue.grouping.next)
    app.say(f"grouped by {queue.grouping.value}")


def viewing(view: str) -> Callable[[ReviewApp], None]:
    """Another view, with the cursor on the same thing."""

    def go(app: ReviewApp) -> None:
        app.say(f"this is the view of the {view}" if app.desk.view == view else "")
        app.desk.go(view)

    return go


def readings(app: ReviewApp) -> None:
    """Readings and other scripts of the name under the cursor."""
    word, lang = _name_here(app)
    found = explain(tidy(word), lang or likely_lang(word))
    palette = app.palette
    lines: list[Text] = []
    for reading in found.readings[:_MOST_READINGS]:
        share = "" if reading.likelihood is None else f"{max(1, round(100 * reading.likelihood))} %"
        parts = f"{reading.family} + {reading.given}" if reading.family and reading.given else ""
        lines.append(
            Text.assemble(
                (f"{reading.romaji:24}", palette.strong),
                (f" {reading.kana}  {parts}  {share}", palette.plain),
                (f"  {', '.join(reading.sources)}", palette.dim),
            )
        )
    for culture, forms in found.cultures.items():
        lines.append(Text.assemble((f"{culture:24}", palette.dim), (" " + ", ".join(forms), palette.plain)))
    spellings = (*found.spellings, *found.family_spellings)
    lines += (Text.assemble((f"{one.text:24}", palette.plain), (f" {one.system}", palette.dim)) for one in spellings)
    if found.remark:
        lines.append(Text(found.remark, palette.dim))
    if found.mandarin:
        lines.append(Text(f"in Mandarin it would be {found.mandarin}", palette.dim))
    lines = lines or [Text("nothing is known of it")]
    title = f"Readings of {printable(word)}"
    app.push_screen(LinesScreen(title, lambda width: [part for line in lines for part in wrapped(line, width)]))


def _name_here(app: ReviewApp) -> tuple[str, str]:
    """The source name under the cursor and its language, `zh` or `ja`."""
    segment, entity, source = app.desk.segment, app.desk.entity, app.desk.words[0]
    if not source:
        raise steps.Refusal("no source name is under the cursor")
    lang = "ja" if segment is not None and segment.source_lang == "ja" else "zh"
    if entity is not None and entity.origin == "ja":
        lang = "ja"
    whole = entity is not None and entity.sources and app.desk.view != NAMES
    return (entity.sources[0].full if entity is not None and whole else source), lang


def decisions(app: ReviewApp) -> None:
    """The decisions of the log: stale and expired ones first, then those that count."""
    lines = [Text(printable(line), app.palette.warning) for line in app.review.problems]
    lines += [Text(printable(line), app.palette.plain) for line in told(app.review)]
    lines = lines or [Text("nothing was decided yet")]
    title = f"Decisions · {printable(str(app.opening.setting.log))}"
    app.push_screen(LinesScreen(title, lambda width: [part for line in lines for part in wrapped(line, width)]))


def theme(app: ReviewApp) -> None:
    """The next theme."""
    app.use_theme(THEMES[(THEMES.index(app.theme_name) + 1) % len(THEMES)])
    app.say(f"theme {app.theme_name}; `theme` under [review] in align.toml keeps it")


def tour(app: ReviewApp) -> None:
    """Show the tour, go on with it, and after its last station put it away for good."""
    app.tour.press()


def help_keys(app: ReviewApp) -> None:
    """Every key."""
    app.push_screen(LinesScreen("Keys", lambda width: keys_of(app.acts, app.palette, width), tall=True))


def palette(app: ReviewApp) -> None:
    """Every act by its name."""
    app.action_command_palette()


def escape(app: ReviewApp) -> None:
    """Out of a filter, a pane, a view, or the tour: one of them a press."""
    if app.tour.shown:
        app.tour.dismiss()
        app.say("the tour is put away for good; F1 brings it back")
    elif app.desk.view == NAMES and app.desk.narrow:
        app.desk.narrow = ""
    elif app.desk.view != FINDINGS:
        app.desk.go(FINDINGS)
    elif app.review.queue.filter.text:
        app.sift(chosen=Filter())
        app.say("the filter is gone")
    elif app.pane != "list" or app.pane_opened:
        app.pane = "list"
        app.open_list(False)
    else:
        app.say(f"{app.key('quit')} leaves, {app.key('help')} lists the keys")
