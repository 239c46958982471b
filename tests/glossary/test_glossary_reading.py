"""How an entry's name is read and written, by what the entry says."""

from __future__ import annotations

import pytest

from align.glossary.entity import Entity, SourceName
from align.glossary.reading import merged, part_reading, reading_of, scripts_of
from align.model.alignment import FormRole
from align.names.characters import Scripts, Written
from align.names.explain import Reading


def person(origin: str, family: str, given: str, han: tuple[str, str], kana: tuple[str, ...] = ()) -> Entity:
    source = SourceName("ja" if origin == "ja" else "zh", "".join(han), *han)
    return Entity("one", "person", origin, f"{family} {given}", family, given, "", sources=(source,), kana=kana)


KONO = person("ja", "Kohno", "Jun'ichi", ("河野", "純一"), ("こうの", "じゅんいち"))
WANG = person("zh-CN", "Wang", "Xiaoming", ("王", "小明"))
LIN = person("zh-TW", "Lin", "Hsiao-mei", ("林", "小美"))
KIM = person("ko", "Kim", "Min-su", ("金", "民洙"))
SMITH = person("western", "Smith", "John", ("史密斯", "约翰"))


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (KONO, Reading("Kono Junichi", "こうの じゅんいち", "河野", "純一", 1.0, ("glossary",))),
        (WANG, Reading("Wang Xiaoming", "", "王", "小明", 1.0, ("glossary",))),
        (LIN, Reading("Lin Xiaomei", "", "林", "小美", 1.0, ("family name table", "pypinyin", "Unihan"))),
        (KIM, Reading("Kim Min-su", "", "金", "民洙", 1.0, ("glossary",))),
        (SMITH, None),
    ],
)
def test_an_entry_says_how_its_name_is_read(entity: Entity, expected: Reading | None) -> None:
    assert reading_of(entity) == expected


def test_a_part_is_read_as_in_the_whole() -> None:
    assert part_reading(KONO, FormRole.FAMILY) == Reading("Kono", "こうの", likelihood=1.0, sources=("glossary",))
    assert part_reading(WANG, FormRole.GIVEN) == Reading("Xiaoming", likelihood=1.0, sources=("glossary",))
    assert part_reading(SMITH, FormRole.FAMILY) is None


def test_the_likelihood_is_the_share_of_the_entries() -> None:
    lin, hayashi = Reading("Lin"), Reading("Hayashi", "はやし")
    assert [(one.romaji, one.likelihood) for one in merged([lin, hayashi, None, lin])] == [
        ("Lin", 0.6667),
        ("Hayashi", 0.3333),
    ]
    assert merged([lin]) == (lin,)
    assert merged([None]) == ()


def test_what_an_entry_does_not_give_is_converted() -> None:
    assert scripts_of(KONO) == Scripts(Written("河野纯一", converted=True), Written("河野純一"), Written("河野純一"))
    assert scripts_of(KIM, FormRole.FAMILY) == Scripts(Written("金"), Written("金"))
