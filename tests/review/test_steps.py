"""Steps as values: what each would change, and what is refused because it would say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError
from align.model.decision import Ruling, Scope
from align.model.span import Side, Span
from align.review import steps
from align.review.items import Item, ItemId, Status
from align.review.steps import Refusal
from tests.review.driven import ARTICLE, Driven, driven, jsonl


@pytest.fixture
def desk(tmp_path: Path) -> Driven:
    return driven(tmp_path, {"a.jsonl": ARTICLE})


def test_putting_a_form_touches_only_the_words_of_the_finding(desk: Driven) -> None:
    step = desk.put("1", "Sanae Takaichi")
    (edit,) = step.texts
    assert edit.after == "Prime Minister Sanae Takaichi gave a speech."
    assert step.title == '"Taro Kono" → "Sanae Takaichi"'
    assert step.settles == (desk.item("1").id,)
    assert desk.targets()[0] == ARTICLE[0][1]


def test_what_stands_there_already_is_not_put_there(desk: Driven) -> None:
    with pytest.raises(Refusal, match="stands there already"):
        desk.put("1", "Taro Kono")


def test_nothing_is_put_where_a_finding_points_at_no_words(tmp_path: Path) -> None:
    desk = driven(tmp_path, {"a.jsonl": [("高市早苗回国。", "The politician went home.")]})
    pointless = next((one for one in desk.review.queue.all() if one.finding.target is None), None)
    assert pointless is not None
    with pytest.raises(Refusal, match="points at no words"):
        steps.put(desk.review, pointless, "Takaichi")


def test_two_hundred_places_in_forty_documents_are_one_step(tmp_path: Path) -> None:
    rows = [("高市早苗发言。", "Taro Kono spoke.")] * 5
    desk = driven(tmp_path, {f"{number:02}.jsonl": rows for number in range(40)})
    one = desk.item("1")
    alike = desk.review.like(one, everywhere=True)
    assert len(alike) == 200
    before = desk.seen()
    step = steps.put_all(desk.review, alike, one.id)
    assert step.title == '"Taro Kono" → "Sanae Takaichi" in 200 places'
    changed = desk.do(step)
    assert len(changed.sheets) == 40
    assert len(desk.review.done) == 1
    assert desk.waiting() == []
    assert desk.review.queue.status[Status.DONE] == 200
    desk.undo()
    assert desk.seen() == before


def test_findings_that_overlap_are_not_both_put(desk: Driven) -> None:
    one = desk.item("1")
    assert one.finding.target is not None
    within = Span(one.finding.target.start, one.finding.target.start + 4)
    part = Item(one.id._replace(nth=1), _pointing(one, within), Status.OPEN, one.position)
    (edit,) = steps.put_all(desk.review, [part, one], one.id).texts
    assert edit.after == "Prime Minister Sanae Takaichi gave a speech."


def _pointing(one: Item, span: Span) -> object:
    from dataclasses import replace

    return replace(one.finding, target=span, expected=("Sanae",), fix=None)


def test_findings_whose_words_have_changed_are_left_out(desk: Driven) -> None:
    third, fifth = desk.item("3"), desk.item("5")
    desk.review.perform(steps.edit(desk.review, 0, "3", "She welcomed it.", None))
    step = steps.put_all(desk.review, [third, fifth], fifth.id)
    assert [edit.key for edit in step.texts] == ["5"]
    assert step.settles == (fifth.id,)
    with pytest.raises(Refusal, match="none of them"):
        steps.put_all(desk.review, [third], third.id)


def test_several_findings_of_one_segment_are_put_together(desk: Driven) -> None:
    both = [desk.item("5", nth=0), desk.item("5", nth=1)]
    (edit,) = steps.put_all(desk.review, both, both[0].id).texts
    assert edit.after == "Sanae Takaichi met Taro Kono."


def test_an_edit_that_changes_nothing_is_refused(desk: Driven) -> None:
    with pytest.raises(Refusal, match="nothing was changed"):
        steps.edit(desk.review, 0, "2", ARTICLE[1][1] or "", None)


def test_an_edit_that_cannot_stand_in_its_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("高市早苗发言。\tSanae Takaichi spoke.\n", "utf-8")
    desk = driven(tmp_path)
    key = desk.review.sheets[0].segments[0].key
    with pytest.raises(FormatError):
        steps.edit(desk.review, 0, key, "half a character \ud800", None)


def test_an_edit_settles_the_finding_under_the_cursor_alone(desk: Driven) -> None:
    here, elsewhere = desk.item("3").id, desk.item("4").id
    assert steps.edit(desk.review, 0, "3", "She did.", here).settles == (here,)
    assert steps.edit(desk.review, 0, "3", "She did.", elsewhere).settles == ()


def test_a_form_wins_where_it_is_the_same_part_of_the_name(tmp_path: Path) -> None:
    rows = [
        ("高市早苗和河野太郎会面。", "Sanae Takaichi met Kono Taro."),
        ("高市早苗欢迎。", "Takaichi welcomed it."),
        ("高市早苗反对。", "Sanae Takaiti opposed it."),
    ]
    desk = driven(tmp_path, {"a.jsonl": rows})
    row = next(row for row in desk.review.names() if row.key == "takaichi")
    desk.do(steps.win(desk.review, row, "Sanae Takaichi", None))
    assert desk.targets() == [rows[0][1], rows[1][1], "Sanae Takaichi opposed it."]
    with pytest.raises(Refusal, match="stands everywhere already"):
        steps.win(desk.review, next(r for r in desk.review.names() if r.key == "takaichi"), "Sanae Takaichi", None)


def test_no_form_wins_in_a_document_that_is_being_checked(desk: Driven) -> None:
    row = next(row for row in desk.review.names() if row.key == "kono")
    desk.review.perform(desk.put("3"))
    with pytest.raises(Refusal, match="being checked"):
        steps.win(desk.review, row, "Kono Taro", None)


def test_links_and_names_quote_the_words_that_they_are_about(desk: Driven) -> None:
    (decision,) = steps.link(desk.review, 0, "1", Span(0, 4), Span(15, 24), together=True).decisions
    assert (decision.source and decision.source.exact, decision.target and decision.target.exact) == (
        "高市早苗",
        "Taro Kono",
    )
    assert decision.file == "a.jsonl"
    nothing = steps.link(desk.review, 0, "1", Span(0, 4), None, together=True)
    assert nothing.title == '"高市早苗" goes with nothing'
    apart = steps.link(desk.review, 0, "1", Span(0, 4), Span(15, 24), together=False)
    assert apart.title == '"高市早苗" does not go with "Taro Kono"'
    for side, word in ((Side.SOURCE, "会议"), (Side.TARGET, "Th")):
        assert steps.name(desk.review, 0, "2", side, Span(0, 2)).title == f'"{word}" is a name'


@pytest.mark.parametrize(
    ("ruling", "scope", "said"),
    [
        (Ruling.IGNORE, Scope.HERE, "ignored here"),
        (Ruling.IGNORE, Scope.ENTITY, "ignored for this name"),
        (Ruling.UNSURE, Scope.HERE, "not sure"),
        (Ruling.NONE, Scope.HERE, "waits again"),
    ],
)
def test_a_ruling_says_what_it_does(desk: Driven, ruling: Ruling, scope: Scope, said: str) -> None:
    title = desk.rule("1", ruling, scope).title
    assert 'N301 "Taro Kono"' in title
    assert said in title


def test_what_a_terminal_would_obey_is_shown_and_not_sent(tmp_path: Path) -> None:
    desk = driven(tmp_path, {"a.jsonl": [("高市早苗发言。", "Taro\u202e Kono \x1b[31mspoke.")]})
    step = steps.edit(desk.review, 0, "1", "Sanae", ItemId(0, "1", "N301", "", ""))
    assert step.title.isprintable()
    assert steps.quoted("a\x1b[31mb\u202e").isprintable()


def test_places_are_counted_in_words() -> None:
    assert [steps.places_of(count) for count in (1, 2, 1200)] == ["1 place", "2 places", "1,200 places"]


def test_all_findings_alike_are_of_one_rule_and_one_name(tmp_path: Path) -> None:
    rows = [
        ("高市早苗发言。", "Taro Kono spoke."),
        ("高市早苗反对。", "Sanae Takaiti opposed it."),
        ("河野太郎反对。", "Sanae Takaichi opposed it."),
        ("高市早苗回国。", "Taro Kono went home."),
    ]
    two = jsonl(rows, "a") + jsonl(rows[:1], "b")
    desk = driven(tmp_path, {"a.jsonl": two})
    one = desk.item("1")
    assert [each.id.segment for each in desk.review.like(one, everywhere=False)] == ["1", "4"]
    assert [each.id.segment for each in desk.review.like(one, everywhere=True)] == ["1", "4", "b/1"]
    desk.review.perform(desk.put("1"))
    assert [each.id.segment for each in desk.review.like(one, everywhere=False)] == ["4"]
