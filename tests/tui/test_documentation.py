"""The manual of the review says what is there: every act with its keys, as the table of acts has it."""

from __future__ import annotations

import os
import re
from itertools import groupby
from pathlib import Path

from align.review.filters import KEYS
from tui.actions import ACTS, VIEWS, Act, shown

MANUAL = Path(__file__).parents[2] / "docs" / "review.md"
_TABLE = re.compile(r"(?s)(?<=test_documentation.py` writes it anew -->\n).*?(?=<!-- end of keys -->)")


def _rows() -> str:
    lines = [""]
    for group, members in groupby(_in_groups(), key=lambda act: act.group):
        lines += [f"**{group}**", "", "| key | act | what it does |", "| --- | --- | --- |"]
        for act in members:
            if act.name == "use-1":
                lines.append("| `1` … `9` | `use-1` … `use-9` | use that candidate; of a name, choose that form |")
            elif not act.name.startswith("use-"):
                keys = " ".join(f"`{shown(key)}`" for key in act.keys)
                views = "" if act.views == VIEWS else f" ({', '.join(act.views)})"
                lines.append(f"| {keys} | `{act.name}` | {act.help}{views} |")
        lines.append("")
    return "\n".join(lines) + "\n"


def _in_groups() -> list[Act]:
    groups = list(dict.fromkeys(act.group for act in ACTS))
    return sorted(ACTS, key=lambda act: groups.index(act.group))


def test_the_manual_lists_every_act_with_its_keys() -> None:
    text = MANUAL.read_text("utf-8")
    if os.environ.get("ALIGN_WRITE_GOLDEN"):
        text = _TABLE.sub(lambda _: _rows(), text)
        MANUAL.write_text(text, "utf-8")
    found = _TABLE.search(text)
    assert found is not None
    assert found[0] == _rows()


def test_the_manual_names_every_key_of_a_filter() -> None:
    text = MANUAL.read_text("utf-8")
    assert [key for key in KEYS if f"`{key}:" not in text] == []
