"""The format itself: what editors are told, and that what is written is what is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.glossary.load import compile_entry, read_glossary
from align.glossary.schema import CHOICES, Entry, json_schema

PRINTABLE = st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\x85\ufeff")
TEXT = st.text(PRINTABLE, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
HAN = st.text("高金山川文明王李花子一朗約翰部局", min_size=1, max_size=5)
LATIN = st.lists(
    st.sampled_from(["Hanako", "Sato", "Li", "NO", "O'Neil", "Ying-jeou", "1e3", "~"]), min_size=1, max_size=3
)
ENGLISH = LATIN.map(" ".join) | TEXT
KANA = st.text("かなさとうはやしャッーン", max_size=3).map("は".__add__)
DATE = st.dates().map(str) | st.integers(1000, 2999).map(str)


def forms(text: st.SearchStrategy[str], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = {"family": text, "given": text, "accept": st.lists(text, max_size=2), **more}
    return text | st.fixed_dictionaries({"full": text}, optional=keys)


FORBID = TEXT | st.fixed_dictionaries({"form": TEXT}, optional={"why": TEXT})
ENTRIES = st.fixed_dictionaries(
    {"en": forms(ENGLISH, order=st.sampled_from(CHOICES["order"]), forbid=st.lists(FORBID, max_size=2))},
    optional={
        "type": st.sampled_from(CHOICES["type"]),
        "origin": st.sampled_from(CHOICES["origin"]),
        "gender": st.sampled_from(CHOICES["gender"]),
        "zh": forms(HAN),
        "zh-Hans": forms(HAN),
        "zh-Hant": forms(HAN),
        "ja": forms(HAN),
        "kana": st.lists(KANA, min_size=1, max_size=2).map(" ".join),
        "note": TEXT,
        "roles": st.lists(
            st.fixed_dictionaries({"en": TEXT}, optional={"zh": HAN, "from": DATE, "to": DATE}), max_size=2
        ),
        "examples": st.lists(st.fixed_dictionaries({"zh": HAN, "en": TEXT, "finds": st.lists(TEXT)}), max_size=2),
    },
).filter(lambda entry: any(key in entry for key in ("zh", "zh-Hans", "zh-Hant", "ja")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(ENTRIES, max_size=3), flow=st.booleans(), width=st.sampled_from([20, 80, 4096]))
def test_what_is_written_is_read_back(tmp_path: Path, entries: list[dict[str, Any]], flow: bool, width: int) -> None:
    path = tmp_path / "names.yaml"
    shape = {"default_flow_style": True if flow else None, "width": width, "sort_keys": False}
    with path.open("w", encoding="utf-8") as out:
        yaml.dump({"version": 1, "entities": entries}, out, yaml.CSafeDumper, allow_unicode=True, **shape)
    read = read_glossary(path).entries
    wanted = [Entry.model_validate(entry) for entry in entries]
    assert [entry.said for entry in read] == wanted
    for loaded, entry in zip(read, wanted, strict=True):
        again = compile_entry(entry, loaded.entity.id)
        assert (again.full, again.sources, again.kana) == (
            loaded.entity.full,
            loaded.entity.sources,
            loaded.entity.kana,
        )


def models() -> list[tuple[str, dict[str, Any]]]:
    schema = json_schema()
    return [("GlossaryFile", schema), *schema["$defs"].items()]


@pytest.mark.parametrize(("name", "model"), models(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_field_is_explained_in_a_sentence(name: str, model: dict[str, Any]) -> None:
    assert model["description"].endswith(".")
    for key, field in model["properties"].items():
        explained = field.get("description", "")
        assert explained.endswith("."), f"{name}.{key}"
        assert "\n" not in explained, f"{name}.{key}"


@pytest.mark.parametrize(("name", "model"), models(), ids=lambda value: value if isinstance(value, str) else "")
def test_unknown_keys_are_marked_but_for_those_of_other_programs(name: str, model: dict[str, Any]) -> None:
    assert model["additionalProperties"] is False
    assert model["patternProperties"] == {"^x-": {}}


def test_editors_are_shown_the_keys_as_users_write_them() -> None:
    entry = json_schema()["$defs"]["Entry"]["properties"]
    assert {"zh-Hans", "zh-Hant", "kana"} <= set(entry)
    assert {"from", "to"} <= set(json_schema()["$defs"]["Role"]["properties"])
    assert entry["ja"]["anyOf"][0]["type"] == "string"
    assert "null" not in str(entry)


def test_a_year_that_an_editor_takes_for_a_number_is_no_mistake() -> None:
    date = json_schema()["$defs"]["Role"]["properties"]["from"]
    assert {"type": "integer"} in date["anyOf"]
    assert json_schema()["properties"]["version"]["anyOf"] == [{"const": 1}, {"const": "1"}]
