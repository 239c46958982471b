from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.rows import Row, align_texts

PARTS = ["開会", "予算", "人事", "交通", "医療", "教育"]
ENGLISH = ["Opening", "Budget", "Staff", "Traffic", "Medicine", "Schools"]


def section(number: int, lines: int = 4) -> tuple[list[str], list[str]]:
    """A section of a report and its translation, whose lines each hold a figure of their own."""
    figures = [1000 * (number + 1) + 37 * line for line in range(lines)]
    return (
        [f"{PARTS[number]}について、{figure}人が参加したと報告された。" for figure in figures],
        [f"{ENGLISH[number]}: it was reported that {figure} people had taken part." for figure in figures],
    )


def texts(order: list[int], between: str | None = None) -> tuple[list[str], list[str]]:
    """A report in sections, and its translation with the sections in another order, a line between if one is given."""
    parted = [section(number) for number in range(len(order))]
    ends = [] if between is None else [between]
    sources = [line for source, _ in parted for line in [*source, *ends]]
    return sources, [line for number in order for line in [*parted[number][1], *ends]]


def pairs(rows: list[Row]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(row.source, row.target) for row in rows]


def test_a_section_that_stands_elsewhere_is_found_there_and_rows_follow_the_translation() -> None:
    rows = align_texts(*texts([1, 2, 0, 3]), moves=True)
    expected = [*range(4, 12), *range(4), *range(12, 16)]
    assert pairs(rows) == [((source,), (target,)) for target, source in enumerate(expected)]
    assert all(row.score > 0.5 for row in rows)


def test_without_moves_the_section_stands_alone_on_both_sides() -> None:
    rows = align_texts(*texts([1, 2, 0, 3]))
    assert [row.source for row in rows[:4]] == [(0,), (1,), (2,), (3,)]
    assert not any(row.target for row in rows[:4])


def test_empty_lines_stay_beside_what_they_follow() -> None:
    rows = align_texts(*texts([1, 0, 2], between=""), moves=True)
    assert pairs(rows) == [
        ((source,), (target,)) for target, source in enumerate([*range(5, 10), *range(5), *range(10, 15)])
    ]


def test_a_line_added_to_a_section_that_moved_stands_alone_there() -> None:
    sources, targets = texts([1, 2, 0, 3])
    targets.insert(10, "Subscribe to our newsletter for further updates every morning.")
    rows = align_texts(sources, targets, moves=True)
    assert pairs(rows)[8:12] == [((0,), (8,)), ((1,), (9,)), ((), (10,)), ((2,), (11,))]


def test_what_is_left_out_of_the_translation_follows_what_it_follows_in_the_source() -> None:
    sources, targets = texts([1, 2, 0, 3])
    rows = align_texts(
        [
            *sources[:14],
            "なお、会場の周辺では前夜から降り続いた雪のために列車が遅れ、到着できない人もいた。",
            *sources[14:],
        ],
        targets,
        moves=True,
    )
    assert pairs(rows)[13:15] == [((13,), (13,)), ((14,), ())]


def test_no_row_bridges_the_place_from_which_a_section_was_taken() -> None:
    rows = align_texts(*texts([1, 0]), moves=True)
    for row in rows:
        for side in (row.source, row.target):
            assert list(side) == list(range(side[0], side[-1] + 1))
    assert pairs(rows) == [((source,), (target,)) for target, source in enumerate([4, 5, 6, 7, 0, 1, 2, 3])]


def test_a_single_line_out_of_place_is_no_section() -> None:
    sources, targets = texts([0, 1, 2])
    rows = align_texts(sources, [*targets[1:], targets[0]], moves=True)
    assert [unit for row in rows for unit in row.source] == list(range(12))


def test_sections_that_are_alike_stay_in_order() -> None:
    sources, targets = texts([0, 1, 2])
    assert align_texts(sources * 3, targets * 3, moves=True) == align_texts(sources * 3, targets * 3)


@given(
    order=st.permutations(range(5)),
    source_gaps=st.lists(st.integers(0, 19), max_size=4),
    target_gaps=st.lists(st.integers(0, 19), max_size=4),
    left_out=st.sets(st.integers(0, 19), max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_every_unit_stands_in_exactly_one_row_wherever_sections_move(
    order: list[int], source_gaps: list[int], target_gaps: list[int], left_out: set[int]
) -> None:
    sources, targets = texts(order)
    targets = [line for number, line in enumerate(targets) if number not in left_out]
    for at in source_gaps:
        sources.insert(at, "")
    for at in target_gaps:
        targets.insert(at, " ")
    rows = align_texts(sources, targets, moves=True)
    assert sorted(unit for row in rows for unit in row.source) == list(range(len(sources)))
    assert [unit for row in rows for unit in row.target if targets[unit].strip()] == [
        unit for unit, line in enumerate(targets) if line.strip()
    ]
    assert sorted(unit for row in rows for unit in row.target) == list(range(len(targets)))
    assert all(row.source or row.target for row in rows)
