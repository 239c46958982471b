"""Which entries a name is a form of."""

from __future__ import annotations

import pytest

from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import Lexicon
from align.match.known import KnownNames

ENTITIES = [
    Entity(
        "tanaka-hanako",
        "person",
        "ja",
        "Hanako Tanaka",
        "Tanaka",
        "Hanako",
        "given-first",
        sources=(SourceName("ja", "田中華子", "田中", "華子"), SourceName("zh", "田中华子", "田中", "华子")),
        kana=("たなか", "はなこ"),
        forbid=(Forbidden("Hanako Tanabe"),),
    ),
    Entity(
        "lin-xiaomei",
        "person",
        "zh-TW",
        "Lin Hsiao-mei",
        "Lin",
        "Hsiao-mei",
        "family-first",
        sources=(SourceName("zh", "林小美", "林", "小美", ("林部長",)),),
    ),
    Entity("ministry", "organisation", "ja", "Ministry of Examples", sources=(SourceName("ja", "例省"),)),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> KnownNames:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALIGN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        known = KnownNames(Lexicon.of(ENTITIES))
        known.of("田中"), known.of("Tanaka")
        return known


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("田中華子", "tanaka-hanako full"),
        ("田中华子", "tanaka-hanako full"),
        ("田中", "tanaka-hanako family"),
        ("華子", "tanaka-hanako given"),
        ("たなか はなこ", "tanaka-hanako full"),
        ("タナカハナコ", "tanaka-hanako full"),
        ("たなか", "tanaka-hanako family"),
        ("Hanako Tanaka", "tanaka-hanako full"),
        ("tanaka hanako", "tanaka-hanako turned"),
        ("Hanako Tanabe", "tanaka-hanako forbidden"),
        ("Tanaka", "tanaka-hanako family"),
        ("Hanako", "tanaka-hanako given"),
        ("林", "lin-xiaomei family"),
        ("林部长", "lin-xiaomei accepted"),
        ("Lin Hsiao Mei", "lin-xiaomei full"),
        ("Hsiaomei Lin", "lin-xiaomei turned"),
        ("例省", "ministry full"),
        ("田中華子さん", ""),
        ("Hana", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_in_any_of_its_forms(name: str, found: str, names: KnownNames) -> None:
    assert ", ".join(f"{one.entity.id} {one.kind.name.lower()}" for one in names.of(name)) == found


def test_an_empty_lexicon_knows_nobody() -> None:
    assert KnownNames(Lexicon.empty()).of("田中華子") == ()
