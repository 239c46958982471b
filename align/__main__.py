"""`python -m align` is `align`."""

from __future__ import annotations

from align.cli.main import main

main(prog_name="align")
