"""Which glossary takes a new entry: the chosen one, else that of its kind, else a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.glossary.form import EntryForm
from align.glossary.open_files import Glossaries
from align.review.home import NEW, home_of

PEOPLE = """entities:
  - {type: person, origin: ja, en: Sanae Takaichi, ja: 高市早苗}
  - {type: person, origin: ja, en: Taro Kono, ja: 河野太郎}
"""
CHINESE = "entities:\n  - {type: person, origin: zh-CN, en: Wang Wei, zh: 王伟}\n"
PLACES = "entities:\n  - {type: place, origin: ja, en: Aohara, ja: 青原}\n"


@pytest.fixture
def glossaries(tmp_path: Path) -> Glossaries:
    for name, text in (("a.yaml", PEOPLE), ("b.yaml", CHINESE), ("c.yaml", PLACES)):
        (tmp_path / name).write_text(text, "utf-8")
    return Glossaries.opened([tmp_path])


def test_the_chosen_glossary_takes_every_entry(glossaries: Glossaries) -> None:
    assert home_of(glossaries, Path("mine.yaml"), EntryForm(type="place")) == Path("mine.yaml")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (EntryForm(type="person", origin="ja"), "a.yaml"),
        (EntryForm(type="person", origin="zh-CN"), "b.yaml"),
        (EntryForm(type="person", origin="ko"), "a.yaml"),
        (EntryForm(type="place", origin="ja"), "c.yaml"),
        (EntryForm(type="organisation"), "c.yaml"),
    ],
)
def test_an_entry_goes_where_most_of_its_kind_are(glossaries: Glossaries, form: EntryForm, name: str) -> None:
    assert home_of(glossaries, None, form).name == name


def test_without_a_glossary_a_new_one_is_made() -> None:
    assert home_of(Glossaries(()), None, EntryForm(type="person")) == Path(NEW)
