"""The command palette: every act by its name and by what it does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import Act, shown

if TYPE_CHECKING:
    from tui.app import ReviewApp


class ActCommands(Provider):
    """Finds acts; one that cannot be done now says why when it is chosen."""

    async def discover(self) -> Hits:
        """All acts of the view."""
        app = cast("ReviewApp", self.app)
        for act in app.acts:
            # The numbers are one act to a reviewer.
            if app.desk.view in act.views and (act.name == "use-1" or not act.name.startswith("use-")):
                yield DiscoveryHit(_title(act), partial(app.call_later, app.action_act, act.name), help=_help(app, act))

    async def search(self, query: str) -> Hits:
        """The acts that fit what is typed."""
        app = cast("ReviewApp", self.app)
        matcher = self.matcher(query)
        for act in app.acts:
            text = f"{_title(act)}: {act.help}"
            score = matcher.match(text)
            if score > 0 and app.desk.view in act.views:
                call = partial(app.call_later, app.action_act, act.name)
                yield Hit(score, matcher.highlight(text), call, text=text, help=_help(app, act))


def _title(act: Act) -> str:
    return act.name.replace("-", " ")


def _help(app: ReviewApp, act: Act) -> str:
    keys = " ".join(map(shown, act.keys))
    reason = act.why(app.desk)
    return f"{keys}   {f'not now: {reason}' if reason else act.help}"
