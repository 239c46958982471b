"""What is given away with the package."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_licence_notice_beside_a_table_is_in_the_metadata() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {path for pattern in project["license-files"] for path in ROOT.glob(pattern)}
    notices = {path for word in ("LICENSE", "NOTICE") for path in ROOT.glob(f"align/**/*{word}*")}
    assert notices <= named
    assert ROOT / "LICENSE" in named
