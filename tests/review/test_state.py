"""The review itself: what each step does, that undoing leaves nothing of it, and that nothing is done that was not kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from align.errors import AlignError, GlossaryError
from align.model.decision import Ruling, Scope
from align.model.span import Side, Span
from align.review import log, steps
from align.review.edits import Record
from align.review.filters import parsed
from align.review.items import Status
from align.review.queue import Grouping
from align.review.steps import Refusal, Step
from align.review.writing import planned, write
from tests.review.driven import ARTICLE, NAMES, NOW, Driven, driven, jsonl

SECOND = (("高市早苗再次发言。", "Taro Kono spoke again."), ("河野太郎没有出席。", "Kono Taro did not attend."))


@pytest.fixture
def desk(tmp_path: Path) -> Driven:
    return driven(tmp_path, {"a.jsonl": ARTICLE, "b.jsonl": SECOND})


def edited(desk: Driven) -> Step:
    return steps.edit(desk.review, 0, "5", "Sanae Takaichi met Taro Kono.", desk.review.focus)


def won(desk: Driven) -> Step:
    row = next(row for row in desk.review.names() if row.key == "kono")
    return steps.win(desk.review, row, "Kono Taro", desk.review.focus)


def all_like(desk: Driven) -> Step:
    one = desk.item("1")
    return steps.put_all(desk.review, desk.review.like(one, everywhere=True), one.id)


def linked(desk: Driven) -> Step:
    return steps.link(desk.review, 0, "1", Span(0, 4), Span(15, 24), together=False)


def named(desk: Driven) -> Step:
    return steps.name(desk.review, 0, "2", Side.SOURCE, Span(0, 2))


EVERY: dict[str, Callable[[Driven], Step]] = {
    "put": lambda desk: desk.put("1"),
    "put another form": lambda desk: desk.put("1", "Ms Takaichi"),
    "put all": all_like,
    "edit": edited,
    "win": won,
    "ignore here": lambda desk: desk.rule("1"),
    "ignore in the file": lambda desk: desk.rule("3", scope=Scope.FILE),
    "ignore the entity": lambda desk: desk.rule("1", scope=Scope.ENTITY),
    "ignore everywhere": lambda desk: desk.rule("1", scope=Scope.EVERYWHERE, reason="quoted", until="2027-01-01"),
    "unsure": lambda desk: desk.rule("1", Ruling.UNSURE),
    "link": linked,
    "name": named,
    "glossary": lambda desk: desk.glossary("full: Sanae Takaichi", "full: Sanae Takaiti"),
    "new glossary": lambda desk: desk.new_glossary(
        "new.yaml", NAMES.replace("takaichi", "aso").replace("高市", "麻生")
    ),
}


@pytest.mark.parametrize("kind", EVERY)
def test_undoing_leaves_nothing_of_a_step_and_redoing_does_it_again(desk: Driven, kind: str) -> None:
    before = desk.seen()
    step = EVERY[kind](desk)
    desk.do(step)
    after = desk.seen()
    assert after != before
    assert desk.undo().step is not None
    assert desk.seen() == before
    assert desk.redo().step is not None
    assert desk.seen() == after
    desk.undo()
    assert desk.seen() == before


def test_the_cursor_stays_on_words_that_a_glossary_makes_another_finding_of(desk: Driven) -> None:
    item = desk.item("3")
    desk.review.group(Grouping.RULE)
    desk.review.look_at(item.id)
    desk.do(desk.glossary("full: Sanae Takaichi", f'full: Sanae Takaichi, forbid: ["{item.id.target}"]'))
    focus = desk.review.focus
    assert focus is not None
    assert focus.code != item.id.code
    assert (focus.segment, focus.source, focus.target) == (item.id.segment, item.id.source, item.id.target)


@pytest.mark.parametrize("kind", EVERY)
def test_a_step_says_what_it_does_in_words(desk: Driven, kind: str) -> None:
    step = EVERY[kind](desk)
    assert step.title
    assert step.title.isprintable()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(st.sampled_from([*EVERY, "undo", "undo", "redo"]), max_size=7))
@example(acts=["ignore the entity", "unsure", "ignore the entity"])
def test_any_steps_undone_one_by_one_lead_back_to_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str]
) -> None:
    desk = driven(tmp_path_factory.mktemp("review"), {"a.jsonl": ARTICLE, "b.jsonl": SECOND})
    states = [desk.seen()]
    for act in acts:
        if act == "undo":
            changed = desk.review.undo()
            assert (changed is None) is (len(states) == 1)
            if changed is not None:
                desk.follow(changed)
                states.pop()
                assert desk.seen() == states[-1]
        elif act == "redo":
            changed = desk.review.redo()
            if changed is not None:
                desk.follow(changed)
                states.append(desk.seen())
        else:
            try:
                desk.do(EVERY[act](desk))
            except (Refusal, IndexError, AlignError, AssertionError):
                # What an earlier step has dealt with cannot be done once more.
                assert desk.seen() == states[-1]
            else:
                states.append(desk.seen())
    while len(states) > 1:
        desk.undo()
        states.pop()
        assert desk.seen() == states[-1]
    assert desk.review.undo() is None
    desk.crash()


def test_a_finding_that_is_mended_is_shown_as_done_in_its_place(desk: Driven) -> None:
    mended = desk.item("3")
    order = [item.id for item in desk.review.queue.of_sheet(0)]
    changed = desk.review.perform(desk.put("3"))
    assert desk.statuses()[mended.id] is Status.DONE
    desk.follow(changed)
    assert desk.statuses()[mended.id] is Status.DONE
    assert [item.id for item in desk.review.queue.of_sheet(0)] == order
    assert desk.targets()[2] == "Sanae Takaichi welcomed the decision."


def test_what_is_found_again_after_all_waits_again(desk: Driven) -> None:
    wrong = desk.item("3")
    desk.do(steps.put(desk.review, wrong, "Taro Kono"))
    assert [(item.id.code, item.status) for item in desk.review.queue.of_sheet(0) if item.id.segment == "3"] == [
        ("N301", Status.OPEN),
        ("N201", Status.DONE),
    ]
    desk.do(steps.edit(desk.review, 0, "3", "Sanae Takaiti welcomed it.", None))
    assert desk.statuses()[wrong.id] is Status.OPEN


def test_a_finding_waits_again_as_soon_as_its_step_is_taken_back(desk: Driven) -> None:
    mended = desk.item("3")
    desk.do(desk.put("3"))
    desk.review.undo()
    assert desk.review.focus == mended.id
    assert desk.review.item is not None
    assert desk.review.item.is_open


def test_the_cursor_returns_to_its_finding_whichever_document_is_checked_first(desk: Driven) -> None:
    first = desk.item("1")
    desk.review.look_at(first.id)
    desk.do(all_like(desk))
    changed = desk.review.undo()
    assert changed is not None
    for number in sorted(changed.sheets, reverse=True):
        desk.check([number])
        assert desk.review.focus == first.id


def test_one_key_after_another_goes_through_all_that_waits(desk: Driven) -> None:
    seen = []
    desk.review.look_at(desk.review.queue.first().id)  # type: ignore[union-attr]
    for _ in range(7):
        item = desk.review.item
        assert item is not None
        assert item.is_open
        seen.append((item.id.sheet, item.id.segment, item.id.target))
        desk.do(steps.put(desk.review, item, steps.fix_of(item)))
        desk.review.next_open()
    assert len(set(seen)) == 7
    assert desk.waiting() == []
    assert desk.review.queue.status[Status.DONE] == 7


def test_the_cursor_stays_where_it_is_while_other_documents_are_checked(desk: Driven) -> None:
    here = desk.item("4")
    desk.review.look_at(here.id)
    desk.check([1, 0])
    assert desk.review.focus == here.id


def test_a_check_that_began_before_an_edit_is_dropped(desk: Driven) -> None:
    review = desk.review
    old = desk.engine.check(0, review.sheets[0].version, review.sheets[0].current, review.decisions)
    changed = review.perform(desk.put("3"))
    assert review.receive(old) is False
    assert review.sheets[0].checked != review.sheets[0].version
    desk.follow(changed)
    assert review.sheets[0].checked == review.sheets[0].version
    assert review.receive(old) is False
    assert ("3", "N201") not in desk.waiting()


def test_only_what_a_glossary_change_can_touch_is_checked_again(desk: Driven) -> None:
    assert desk.do(desk.glossary("full: Sanae Takaichi", "full: Sanae Takaiti")).sheets == {0, 1}
    assert desk.do(desk.glossary("# the prime minister", "# a note")).sheets == frozenset()
    assert desk.waiting().count(("3", "N201")) == 0


def test_a_step_on_a_text_that_has_changed_is_refused_and_nothing_happens(desk: Driven) -> None:
    stale = desk.put("3")
    also = desk.item("3")
    desk.do(steps.edit(desk.review, 0, "3", "She welcomed it.", None))
    before = desk.seen()
    journal, records = desk.review.journal.path.read_bytes(), len(desk.review.done)
    with pytest.raises(Refusal, match="segment 3 has changed since"):
        desk.review.perform(stale)
    with pytest.raises(Refusal, match="words have changed"):
        steps.put(desk.review, also, "Sanae Takaichi")
    assert desk.seen() == before
    assert desk.review.journal.path.read_bytes() == journal
    assert desk.logged() == ()
    assert len(desk.review.done) == records


def test_a_step_on_a_document_that_is_not_open_is_refused(desk: Driven) -> None:
    step = desk.put("3")
    elsewhere = Step("x", tuple(type(edit)("/nowhere", edit.key, edit.before, edit.after) for edit in step.texts))
    with pytest.raises(Refusal, match="no longer open"):
        desk.review.perform(elsewhere)


class FullDisk(Exception):
    pass


@pytest.mark.parametrize("kind", EVERY)
def test_a_step_that_cannot_be_kept_is_not_done(desk: Driven, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise AlignError("no space left on device")

    before, step = desk.seen(), EVERY[kind](desk)
    with monkeypatch.context() as broken:
        broken.setattr(desk.review.journal, "append", full)
        broken.setattr(log, "append", full)
        with pytest.raises(AlignError, match="no space"):
            desk.review.perform(step)
    assert desk.seen() == before
    assert desk.review.done == []
    desk.do(step)
    with monkeypatch.context() as broken:
        broken.setattr(desk.review.journal, "append", full)
        broken.setattr(log, "append", full)
        now = desk.seen()
        with pytest.raises(AlignError, match="no space"):
            desk.review.undo()
        assert desk.seen() == now
    desk.undo()
    assert desk.seen() == before


def test_a_step_is_in_the_journal_before_anything_changes(desk: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    append, texts = desk.review.journal.append, desk.targets()
    kept: list[tuple[str, list[str | None]]] = []

    def noted(*records: Record) -> None:
        append(*records)
        kept.extend((record.kind, desk.targets()) for record in records)

    monkeypatch.setattr(desk.review.journal, "append", noted)
    desk.do(desk.put("3"))
    assert kept == [("base", texts), ("do", texts)]


def test_decisions_of_one_moment_never_have_the_same_time(desk: Driven) -> None:
    for _ in range(3):
        desk.do(desk.rule("1"))
        desk.undo()
    times = [decision.at for decision in desk.logged()]
    assert times == sorted(set(times))
    assert times[0] == "2026-11-22T09:00:00.000000Z"
    assert desk.ruled() == []


def test_a_decision_counts_although_the_clock_went_back(tmp_path: Path) -> None:
    clock = (NOW, NOW - timedelta(hours=2), NOW - timedelta(days=1))
    desk = driven(tmp_path, {"a.jsonl": ARTICLE}, clock=clock)
    desk.do(desk.rule("1"))
    desk.do(desk.rule("1", Ruling.NONE))
    desk.do(desk.rule("1", Ruling.UNSURE))
    assert desk.ruled() == [(Ruling.UNSURE, Scope.HERE, "N301")]


@pytest.mark.parametrize("ahead", [NOW + timedelta(minutes=5), datetime.max.replace(tzinfo=UTC)])
def test_a_decision_counts_although_the_clock_of_another_reviewer_is_ahead(tmp_path: Path, ahead: datetime) -> None:
    theirs = driven(tmp_path, {"a.jsonl": ARTICLE}, clock=(ahead,))
    theirs.do(theirs.rule("1"))
    theirs.crash()
    ours = driven(tmp_path)
    assert ours.item("1").status is Status.IGNORED
    ours.do(ours.rule("1", Ruling.NONE))
    assert ours.item("1").status is Status.OPEN
    ours.do(ours.rule("3"))
    assert driven_again(ours).ruled() == [(Ruling.IGNORE, Scope.HERE, "N201")]


def driven_again(desk: Driven) -> Driven:
    desk.crash()
    return driven(desk.folder)


def test_a_decision_is_there_at_the_next_start_and_obeyed(desk: Driven) -> None:
    desk.do(desk.rule("1", scope=Scope.ENTITY, reason="quoted"))
    statuses = desk.statuses()
    again = driven_again(desk)
    assert again.statuses() == statuses
    assert again.item("1").status is Status.IGNORED
    assert again.item("1", sheet=1).status is Status.IGNORED


def test_how_far_a_decision_goes_is_seen_at_once(desk: Driven) -> None:
    def ignored() -> list[tuple[int, str]]:
        return [(i.id.sheet, i.id.segment) for i in desk.review.queue.all() if i.status is Status.IGNORED]

    reach = {
        Scope.HERE: [(0, "3")],
        Scope.FILE: [(0, "3"), (0, "5")],
        Scope.ENTITY: [(0, "3"), (0, "5")],
        Scope.EVERYWHERE: [(0, "3"), (0, "5")],
    }
    for scope, places in reach.items():
        desk.review.perform(desk.rule("3", scope=scope))
        assert ignored() == places
        desk.review.undo()
        assert ignored() == []


def test_a_decision_on_everything_reaches_documents_that_are_open_besides(desk: Driven) -> None:
    desk.review.perform(desk.rule("4", scope=Scope.EVERYWHERE))
    assert desk.item("2", sheet=1).status is Status.IGNORED


def test_undo_brings_back_the_decision_that_counted_before(desk: Driven) -> None:
    desk.do(desk.rule("1", Ruling.UNSURE, reason="ask Anna"))
    desk.do(desk.rule("1", reason="quoted"))
    assert desk.item("1").status is Status.IGNORED
    desk.undo()
    assert desk.item("1").status is Status.UNSURE
    (standing,) = desk.review.decisions
    assert standing.reason == "ask Anna"


def test_a_new_step_forgets_what_could_be_redone(desk: Driven) -> None:
    desk.do(desk.put("3"))
    desk.undo()
    desk.do(desk.put("4"))
    assert desk.review.redo() is None


def test_nothing_is_undone_or_redone_where_nothing_was_done(desk: Driven) -> None:
    assert desk.review.undo() is None
    assert desk.review.redo() is None


def test_a_glossary_that_is_wrong_counts_for_nothing_and_can_be_mended(desk: Driven) -> None:
    desk.do(desk.glossary("version: 1", "version: ["))
    assert isinstance(desk.review.glossaries.problems[0], GlossaryError)
    assert desk.waiting() == []
    desk.undo()
    assert desk.review.glossaries.problems == ()
    assert len(desk.waiting()) == 7


def test_written_files_are_clean_and_the_journal_begins_anew(desk: Driven) -> None:
    desk.do(desk.put("3"))
    desk.do(desk.glossary("# the prime minister", "# the minister"))
    assert desk.review.unsaved == 2
    plan = planned(desk.review.changes(), desk.review.check)
    desk.review.announce(plan)
    assert desk.review.written(write(plan)) == []
    assert desk.review.unsaved == 0
    assert desk.review.journal.records() == ()
    assert (desk.folder / "a.jsonl").read_bytes() == desk.review.sheets[0].bytes()
    desk.undo()
    assert desk.review.unsaved == 1
    desk.undo()
    assert desk.review.unsaved == 2
    assert desk.review.sheets[0].bytes() == jsonl(ARTICLE)


def test_filtering_and_grouping_keep_the_cursor_on_its_finding(desk: Driven) -> None:
    here = desk.item("4")
    desk.review.look_at(here.id)
    for grouping in (Grouping.DOCUMENT, Grouping.RULE, Grouping.ENTITY):
        desk.review.group(grouping)
        assert desk.review.focus == here.id
    desk.review.filter(parsed("entity:kono"))
    assert desk.review.focus == here.id
    desk.review.filter(parsed("rule:N301"))
    assert desk.review.focus is not None
    assert desk.review.focus.code == "N301"


def test_findings_about_the_same_words_are_dealt_with_together(desk: Driven) -> None:
    one = desk.item("1")
    assert desk.review.beside(one) == []
    assert [item.id.sheet for item in desk.review.like(one, everywhere=True)] == [0, 1]
    assert [item.id.sheet for item in desk.review.like(one, everywhere=False)] == [0]


def test_whom_a_finding_is_about_is_known(desk: Driven) -> None:
    entity = desk.review.entity_of(desk.item("1"))
    assert entity is not None
    assert entity.full == "Sanae Takaichi"
    assert [one.text for one in desk.review.candidates(desk.item("1"))][:2] == ["Sanae Takaichi", "Takaichi"]


def test_a_log_with_a_broken_line_is_told_and_the_rest_counts(tmp_path: Path) -> None:
    first = driven(tmp_path, {"a.jsonl": ARTICLE})
    first.do(first.rule("1"))
    first.crash()
    path = tmp_path / "align-review.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026')
    again = driven(tmp_path)
    assert again.item("1").status is Status.IGNORED
    assert len(again.review.problems) == 1
    assert ":2:" in again.review.problems[0]
