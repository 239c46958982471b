"""What each act does when its key is pressed.

The functions and the screens that they open are loaded when the first act is done, or while nothing else is to do: a review
is on the screen sooner without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions import Act

if TYPE_CHECKING:
    from tui.app import ReviewApp


async def perform(app: ReviewApp, act: Act) -> None:
    """Do an act that is possible; AlignError where it fails all the same."""
    from tui.doing.table import DOING

    done = DOING[act.name](app)
    if done is not None:
        await done
