"""The queue: whatever came in which order, it is what it would be if it were built anew."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model.finding import Severity
from align.review.filters import parsed
from align.review.items import Item, ItemId, Status
from align.review.queue import Grouping, Queue
from tests.review.driven import item

LAWS = settings(max_examples=80, deadline=None)
FILTERS = ["", "is:open", "rule:N2", "-is:done", "severity:error 高市", "nothing"]

ITEMS = st.builds(
    item,
    segment=st.sampled_from("123"),
    source=st.sampled_from(["高市早苗", "河野太郎", ""]),
    target=st.sampled_from(["Kono", "Takaiti"]),
    code=st.sampled_from(["N301", "N201"]),
    entity=st.sampled_from(["", "kono", "takaichi"]),
    severity=st.sampled_from(Severity),
    status=st.sampled_from(Status),
)


def numbered(sheet: int, items: list[Item]) -> tuple[Item, ...]:
    """Items of one document, each with an identity of its own, in their order."""
    seen: Counter[ItemId] = Counter()
    found = []
    for each in items:
        key = each.id._replace(sheet=sheet)
        found.append(Item(key._replace(nth=seen[key]), each.finding, each.status, each.position))
        seen[key] += 1
    return tuple(sorted(found, key=lambda one: one.position))


PUTS = st.tuples(st.just("put"), st.integers(0, 3), st.lists(ITEMS, max_size=4))
ACTS = st.lists(
    st.one_of(
        PUTS,
        PUTS,
        st.tuples(st.just("group"), st.sampled_from(Grouping)),
        st.tuples(st.just("filter"), st.sampled_from(FILTERS)),
        st.tuples(st.just("arrange")),
        st.tuples(st.just("fold"), st.integers(0, 9), st.booleans()),
        st.tuples(st.just("attend"), st.integers(0, 9)),
    ),
    max_size=10,
)


def lived(acts: list[tuple[object, ...]]) -> tuple[Queue, dict[int, tuple[Item, ...]]]:
    """A queue that all this happened to, and the items that are in it."""
    queue, kept = Queue(), dict[int, tuple[Item, ...]]()
    for act in acts:
        match act:
            case ("put", int(number), list(items)):
                kept[number] = numbered(number, items)
                queue.put(number, f"{number}.txt", kept[number])
            case ("group", Grouping() as grouping):
                queue.regroup(grouping)
            case ("filter", str(text)):
                queue.regroup(chosen=parsed(text))
            case ("arrange",):
                queue.arrange()
            case ("fold", int(at), bool(unfolded)) if len(queue):
                queue.fold(queue.row(at % len(queue)).group, unfolded)
            case ("attend", int(at)) if len(queue):
                row = queue.row(at % len(queue))
                queue.attend(row.item.id if row.item else None)
    return queue, kept


def groups(queue: Queue) -> dict[str, tuple[str, int, int, list[ItemId]]]:
    """What is in the groups that are shown."""
    found = [queue.row(number).group for number in range(len(queue)) if queue.row(number).item is None]
    return {each.key: (each.title, each.total, each.open, [one.id for one in each.items]) for each in found}


@LAWS
@given(ACTS)
def test_a_queue_holds_what_it_would_if_it_were_built_anew(acts: list[tuple[object, ...]]) -> None:
    queue, kept = lived(acts)
    anew = Queue(queue.grouping)
    anew.regroup(chosen=queue.filter)
    for number, items in sorted(kept.items()):
        anew.put(number, f"{number}.txt", items)
    found, wanted = groups(queue), groups(anew)
    assert {key: each[1:] for key, each in found.items()} == {key: each[1:] for key, each in wanted.items()}
    assert (queue.count(), queue.status) == (anew.count(), anew.status)
    assert queue.status == dict.fromkeys(Status, 0) | Counter(one.status for each in kept.values() for one in each)
    queue.regroup()
    anew.regroup()
    assert list(groups(queue).items()) == list(groups(anew).items())


@LAWS
@given(ACTS)
def test_rows_and_items_find_each_other(acts: list[tuple[object, ...]]) -> None:
    queue, _ = lived(acts)
    rows = [queue.row(number) for number in range(len(queue))]
    for number, row in enumerate(rows):
        if row.item is not None:
            assert queue.row_of(row.item.id) == number
            assert row.group.items[row.index] is row.item
        else:
            shown = rows[number + 1 : number + 1 + row.group.total]
            unfolded = [one.item for one in shown] == row.group.items and queue.shows(row.group)
            assert unfolded or not queue.shows(row.group)
            if not queue.shows(row.group):
                assert {queue.row_of(one.id) for one in row.group.items} == {number}
    for number in (-1, len(rows)):
        with pytest.raises(IndexError):
            queue.row(number)


@LAWS
@given(ACTS, st.booleans())
def test_a_step_back_returns(acts: list[tuple[object, ...]], waiting: bool) -> None:
    queue, _ = lived(acts)
    here = queue.first(waiting=waiting)
    seen = 0
    while here is not None:
        following = queue.step(here.id, 1, waiting=waiting)
        if following is not None:
            assert queue.step(following.id, -1, waiting=waiting) == here
        else:
            assert waiting or here == queue.last()
        here, seen = following, seen + 1
    everything = [one for _, _, _, ids in groups(queue).values() for one in ids]
    wanted = [one for one in map(queue.item, everything) if one is not None and (one.is_open or not waiting)]
    assert seen == len(wanted)


@LAWS
@given(ACTS)
def test_an_item_is_found_whatever_the_filter_says(acts: list[tuple[object, ...]]) -> None:
    queue, kept = lived(acts)
    for number, items in kept.items():
        assert queue.of_sheet(number) == items
        for one in items:
            assert queue.item(one.id) is one
            assert (queue.place(one.id) is not None) is queue.filter.takes(one)
    assert queue.item(ItemId(9, "1", "N301", "", "")) is None
    assert queue.step(ItemId(9, "1", "N301", "", ""), 1) is None
    assert queue.row_of(ItemId(9, "1", "N301", "", "")) == -1


@LAWS
@given(ACTS, st.sampled_from(FILTERS), st.lists(st.tuples(st.integers(0, 3), st.lists(ITEMS, max_size=3)), max_size=3))
def test_filtered_in_slices_it_is_the_same_whatever_comes_in_between(
    acts: list[tuple[object, ...]], text: str, between: list[tuple[int, list[Item]]]
) -> None:
    queue, kept = lived(acts)
    queue.begin(chosen=parsed(text), first=next(iter(kept), -1))
    for number, items in between:
        queue.sift(1)
        kept[number] = numbered(number, items)
        queue.put(number, f"{number}.txt", kept[number])
    while queue.sift(1):
        assert queue.is_sifting
    anew = Queue(queue.grouping)
    for number, items in sorted(kept.items()):
        anew.put(number, f"{number}.txt", items)
    anew.regroup(chosen=parsed(text))
    assert not queue.is_sifting
    assert {key: each[1:] for key, each in groups(queue).items()} == {
        key: each[1:] for key, each in groups(anew).items()
    }


def filled(grouping: Grouping = Grouping.ENTITY) -> Queue:
    queue = Queue(grouping)
    kono = [item(1, segment="1", target="Kono", source="河野", entity="kono", code="N201", severity=Severity.INFO)]
    takaichi = [
        item(0, segment=key, target="Takaiti", source="高市", entity="takaichi", severity=Severity.WARNING)
        for key in "12"
    ]
    queue.put(1, "b.txt", kono)
    queue.put(0, "a.txt", takaichi)
    queue.arrange()
    return queue


@pytest.mark.parametrize(
    ("grouping", "titles"),
    [
        (Grouping.ENTITY, ["高市", "河野"]),
        (Grouping.DOCUMENT, ["a.txt", "b.txt"]),
        (Grouping.RULE, ["N201 substituted-name", "N301 substituted-name"]),
    ],
)
def test_groups_stand_in_the_order_that_their_kind_asks_for(grouping: Grouping, titles: list[str]) -> None:
    assert [title for title, *_ in groups(filled(grouping)).values()] == titles
    assert Grouping.ENTITY.next.next.next is Grouping.ENTITY


def test_a_group_in_which_nothing_waits_comes_last_at_the_next_arrangement_and_not_before() -> None:
    queue = filled()
    done = [Item(one.id, one.finding, Status.DONE, one.position) for one in queue.of_sheet(0)]
    queue.put(0, "a.txt", done)
    assert list(groups(queue)) == ["takaichi", "kono"]
    queue.arrange()
    assert list(groups(queue)) == ["kono", "takaichi"]


def test_the_worst_of_a_group_is_that_of_what_still_waits() -> None:
    queue = filled(Grouping.DOCUMENT)
    worse = item(0, segment="3", severity=Severity.ERROR)
    queue.put(0, "a.txt", [*queue.of_sheet(0), worse])
    assert queue.row(0).group.worst is Severity.ERROR
    queue.put(0, "a.txt", [*queue.of_sheet(0)[:2], Item(worse.id, worse.finding, Status.DONE, worse.position)])
    assert queue.row(0).group.worst is Severity.WARNING


def test_a_long_queue_shows_the_group_of_the_cursor_alone() -> None:
    queue = Queue()
    for number in range(30):
        here = [item(number, segment=str(at), entity=f"e{at}") for at in range(1, 11)]
        queue.put(number, f"{number}.txt", here)
    queue.arrange()
    assert len(queue) == 10
    wanted = ItemId(3, "4", "N301", "高市早苗", "Taro Kono")
    queue.attend(wanted)
    assert len(queue) == 10 + 30
    row = queue.row(queue.row_of(wanted))
    assert row.item is not None
    assert row.item.id == wanted
    queue.fold(row.group, False)
    assert len(queue) == 10
    queue.attend(None)
    queue.fold(row.group, True)
    assert len(queue) == 40


def test_after_the_last_item_that_waits_comes_the_first() -> None:
    queue = filled()
    last = queue.last()
    assert last is not None
    assert queue.step(last.id, 1) is None
    assert queue.after(last.id) == queue.first()
    assert queue.near(0, 1) == queue.of_sheet(0)[1]
    assert queue.near(7, 0) == queue.first()


def test_an_empty_queue_has_nothing_to_show() -> None:
    queue = Queue()
    assert (len(queue), queue.first(), queue.last(), queue.near(0, 0), list(queue.all())) == (0, None, None, None, [])
