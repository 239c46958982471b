"""Draws docs/review.svg, the picture of the app in the manual: `python scripts/draw_review.py`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from align.cli.inputs import batches
from align.cli.options import typed
from align.cli.review import opening_of
from tui.app import ReviewApp

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "ministry-visit"
_SIZE = (128, 36)
_ID = re.compile(r"terminal-\d+")
_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""Fonts that the picture would fetch from elsewhere."""


async def picture() -> str:
    """The findings view on a sample, as SVG."""
    given = typed(glossaries=(ROOT / "glossaries",))
    (batch,) = batches([str(SAMPLE / "target.en.txt")], SAMPLE / "source.zh.txt", given)
    app = ReviewApp(opening_of(batch, ["draw"], "dark", tour=False))
    async with app.run_test(size=_SIZE) as pilot:
        await app.idle()
        await pilot.pause()
        return app.export_screenshot(title="align review")


def main() -> None:
    """Write the picture; the numbers in it that change from run to run are made one."""
    with tempfile.TemporaryDirectory() as state:
        os.environ["ALIGN_STATE_DIR"] = state
        drawn = _FONT.sub("", _ID.sub("terminal", asyncio.run(picture())))
    (ROOT / "docs" / "review.svg").write_text(drawn, "utf-8")


if __name__ == "__main__":
    main()
