"""Names and how they are rendered: one row for each, those first that need somebody's eye."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.glossary.entity import Authority
from align.model.alignment import FormRole
from align.model.span import Span
from align.review.uses import Names, NameUse, name_rows
from tests.review.driven import ARTICLE, driven


def use(
    entity: str = "kono",
    english: str = "Taro Kono",
    *,
    role: FormRole = FormRole.FULL,
    wrong: bool = False,
    source: str = "河野太郎",
    authority: Authority = Authority.DECLARED,
    sheet: int = 0,
) -> NameUse:
    target = Span(0, len(english)) if english else None
    return NameUse(
        entity, entity.title(), "person", authority, source, english, role, wrong, "", sheet, "1", Span(0, 4), target
    )


def test_a_row_counts_the_forms_of_a_name(tmp_path: Path) -> None:
    desk = driven(tmp_path, {"a.jsonl": ARTICLE, "b.jsonl": [("高市早苗回国。", "The politician went home.")]})
    row = next(row for row in desk.review.names() if row.key == "takaichi")
    assert (row.name, row.sources, row.left_out, row.wrong) == ("Sanae Takaichi", ("高市早苗",), 1, 3)
    assert [(form.text, form.count, form.wrong) for form in row.forms] == [("Sanae Takaiti", 2, 2), ("Taro Kono", 1, 1)]
    assert row.declared
    assert row.inconsistent
    assert [(one.sheet, one.segment) for one in row.uses] == [(0, "1"), (0, "3"), (0, "5"), (1, "1")]


@pytest.mark.parametrize(
    ("forms", "inconsistent"),
    [
        ([use(english="Taro Kono"), use(english="Kono", role=FormRole.FAMILY)], False),
        ([use(english="Taro Kono"), use(english="TARO KONO")], False),
        ([use(english="Sato"), use(english="Satō")], False),
        ([use(english="Taro Kono"), use(english="Taro Kouno")], True),
        ([use(english="Taro Kono"), use(english="")], False),
    ],
)
def test_a_name_is_inconsistent_where_one_part_of_it_has_two_forms(forms: list[NameUse], inconsistent: bool) -> None:
    (row,) = name_rows(forms)
    assert row.inconsistent is inconsistent


def test_names_that_are_wrong_or_inconsistent_come_first_then_those_in_no_glossary_then_frequent_ones() -> None:
    rows = name_rows(
        [
            use("rare"),
            use("often"),
            use("often"),
            use("new", authority=Authority.READ),
            use("two", "A B"),
            use("two", "A C"),
            use("bad", wrong=True),
        ]
    )
    assert [row.key for row in rows] == ["two", "bad", "new", "often", "rare"]


def test_a_name_that_means_nobody_known_goes_by_its_words() -> None:
    rows = name_rows([use("", source="山田"), use("", source="山田"), use("", source="田中")])
    assert [(row.key, len(row.uses)) for row in rows] == [("山田", 2), ("田中", 1)]


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            use,
            st.sampled_from(["a", "b", ""]),
            st.sampled_from(["", "X", "Y"]),
            role=st.sampled_from(FormRole),
            wrong=st.booleans(),
            source=st.sampled_from(["甲", "乙"]),
        )
    )
)
def test_every_place_stands_in_one_row_and_is_counted_once(uses: list[NameUse]) -> None:
    rows = name_rows(uses)
    assert sum(len(row.uses) for row in rows) == len(uses)
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        assert sum(form.count for form in row.forms) + row.left_out == len(row.uses)
        assert row.wrong == sum(one.wrong and bool(one.english) for one in row.uses)
        assert [form.count for form in row.forms] == sorted((form.count for form in row.forms), reverse=True)


USES = st.lists(st.builds(use, st.sampled_from(["a", "b", ""]), st.sampled_from(["", "X", "Y"]), wrong=st.booleans()))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), USES), max_size=6))
def test_names_kept_up_to_date_are_those_made_anew(puts: list[tuple[int, list[NameUse]]]) -> None:
    names, kept = Names(), dict[int, list[NameUse]]()
    for sheet, uses in puts:
        kept[sheet] = [replace(one, sheet=sheet) for one in uses]
        names.put(sheet, kept[sheet])
        assert names.rows() == name_rows(one for _, part in sorted(kept.items()) for one in part)
