"""Tables are found in by key, wherever the key stands."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.table import Table

KEYS = st.text(st.characters(exclude_characters="\t\n#", exclude_categories=["Cs"]), min_size=1, max_size=4)


@given(
    st.dictionaries(KEYS, st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=5)), KEYS
)
def test_every_key_finds_what_stands_behind_it_and_no_other_key_finds_anything(
    rows: dict[str, str], other: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.tsv")
        lines = sorted(f"{key}\t{value}".encode() for key, value in rows.items())
        path.write_bytes(b"# a remark\n" + b"".join(line + b"\n" for line in lines))
        table = Table(path)
        assert {key: table.get(key) for key in rows} == rows
        assert table.get(other) == rows.get(other)
        assert dict(table) == rows
        assert table.has_prefix(other) == any(key.startswith(other) for key in rows)


def test_a_lone_surrogate_is_no_key() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.tsv")
        path.write_text("林\tx\n", encoding="utf-8")
        assert Table(path).get("\ud800") is None
