"""After a crash: the next start has every step that was made, wherever writing stopped and whoever touched the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.review import steps
from align.review.recovery import left_over, start_afresh
from align.review.state import Changed
from align.review.steps import Refusal
from align.review.writing import Plan, planned, write
from tests.review.driven import ARTICLE, NAMES, Driven, driven, jsonl

OTHER = (("河野太郎没有出席。", "Kono Taro did not attend."), ("高市早苗发言。", "Taro Kono spoke."))


@pytest.fixture
def desk(tmp_path: Path) -> Driven:
    return driven(tmp_path, {"a.jsonl": ARTICLE, "b.jsonl": OTHER})


def worked(desk: Driven) -> None:
    """Texts of two documents and a glossary are changed; one step is undone and waits to be redone."""
    one = desk.item("1")
    desk.do(desk.put("3"))
    desk.do(steps.put_all(desk.review, desk.review.like(one, everywhere=True), one.id))
    desk.do(desk.glossary("# the prime minister", "# head of government"))
    desk.review.look_at(desk.item("5").id)
    desk.do(desk.put("4"))
    desk.undo()


def stood(desk: Driven) -> dict[str, object]:
    """What the next start must bring back."""
    review = desk.review
    return {
        "texts": [desk.targets(sheet.number) for sheet in review.sheets],
        "bytes": [sheet.bytes() for sheet in review.sheets],
        "glossaries": dict(review.glossaries.contents),
        "undo": [(step.title, step.texts, step.files) for step in review.done],
        "redo": [(step.title, step.texts, step.files) for step in review.undone],
        "unsaved": review.unsaved,
        "waiting": desk.waiting(),
    }


def again(desk: Driven) -> Driven:
    """Crash, and start once more on what is there."""
    desk.crash()
    return driven(desk.folder)


def test_everything_is_there_again(desk: Driven) -> None:
    worked(desk)
    before, focus = stood(desk), desk.review.focus
    later = again(desk)
    assert not left_over(later.review).is_empty
    assert later.targets() == [target for _, target in ARTICLE]
    assert later.go_on() == []
    assert stood(later) == before
    assert later.review.focus == focus


def test_going_on_can_be_undone_and_redone_to_either_end(desk: Driven) -> None:
    beginning = stood(desk)
    worked(desk)
    later = again(desk)
    later.go_on()
    later.redo()
    assert later.review.undone == []
    for _ in range(4):
        later.undo()
    assert (later.review.done, later.review.unsaved) == ([], 0)
    assert stood(later)["texts"] == beginning["texts"]
    assert stood(later)["glossaries"] == beginning["glossaries"]
    assert later.waiting() == beginning["waiting"]


def test_a_second_crash_loses_nothing_either(desk: Driven) -> None:
    worked(desk)
    later = again(desk)
    later.go_on()
    later.do(later.put("4"))
    before = stood(later)
    last = again(later)
    assert last.go_on() == []
    assert stood(last) == before


def test_a_journal_of_nothing_leaves_nothing_to_go_on_with(desk: Driven) -> None:
    desk.do(desk.put("3"))
    desk.undo()
    assert left_over(again(desk).review).is_empty


def test_beginning_afresh_keeps_the_old_journal_beside(desk: Driven) -> None:
    worked(desk)
    later = again(desk)
    old = later.review.journal.path.read_bytes()
    start_afresh(later.review)
    assert later.review.unsaved == 0
    assert left_over(later.review).is_empty
    assert later.review.journal.path.with_name("journal.jsonl.old").read_bytes() == old


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_crash_while_files_are_written_leaves_each_old_or_new_and_goes_on(desk: Driven, count: int) -> None:
    worked(desk)
    before = stood(desk)
    plan = planned(desk.review.changes(), desk.review.check)
    assert len(plan.files) == 3
    desk.review.announce(plan)
    write(Plan(plan.files[:count]))
    later = again(desk)
    assert later.go_on() == []
    now = stood(later)
    for part in ("texts", "bytes", "glossaries", "waiting", "redo"):
        assert now[part] == before[part]
    assert now["unsaved"] == 3 - count
    plan = planned(later.review.changes(), later.review.check)
    later.review.announce(plan)
    assert not plan.refused
    assert later.review.written(write(plan)) == []
    assert later.review.unsaved == 0
    for sheet in later.review.sheets:
        assert sheet.path.read_bytes() == sheet.bytes()
    assert b"head of government" in (later.folder / "names.yaml").read_bytes()


def test_steps_after_a_partial_write_are_there_too(desk: Driven) -> None:
    worked(desk)
    plan = planned(desk.review.changes(), desk.review.check)
    desk.review.announce(plan)
    desk.review.written(write(Plan(plan.files[:1])))
    desk.do(desk.put("4"))
    before = stood(desk)
    later = again(desk)
    assert later.go_on() == []
    assert stood(later)["texts"] == before["texts"]
    assert stood(later)["glossaries"] == before["glossaries"]


def test_a_step_that_was_written_can_be_taken_back_after_a_crash(desk: Driven) -> None:
    desk.do(desk.put("3"))
    desk.do(desk.glossary("# the prime minister", "# head of government"))
    plan = planned(desk.review.changes(), desk.review.check)
    desk.review.announce(plan)
    desk.review.written(write(Plan(plan.files[:1])))
    later = again(desk)
    later.go_on()
    later.undo()
    later.undo()
    assert later.targets() == [target for _, target in ARTICLE]
    assert later.review.glossaries.text(later.review.glossaries.paths[0]) == NAMES


def test_what_somebody_changed_meanwhile_is_told_and_kept_and_the_rest_goes_on(desk: Driven) -> None:
    worked(desk)
    texts = desk.targets(1)
    desk.crash()
    theirs = jsonl([*ARTICLE, ("他离开了。", "He left.")])
    (desk.folder / "a.jsonl").write_bytes(theirs)
    later = driven(desk.folder)
    old = later.review.journal.path.read_bytes()
    (lost,) = later.go_on()
    assert "a.jsonl has changed since" in lost
    assert ".old" in lost
    assert later.review.journal.path.with_name("journal.jsonl.old").read_bytes() == old
    assert later.targets() == [*(target for _, target in ARTICLE), "He left."]
    assert later.targets(1) == texts
    assert b"head of government" in next(iter(later.review.glossaries.contents.values()))
    before = stood(later)
    last = again(later)
    assert last.go_on() == []
    assert stood(last)["texts"] == before["texts"]
    assert stood(last)["glossaries"] == before["glossaries"]


def test_what_is_lost_is_no_step_that_could_be_undone(desk: Driven) -> None:
    worked(desk)
    desk.crash()
    (desk.folder / "a.jsonl").write_bytes(jsonl(ARTICLE[:3]))
    later = driven(desk.folder)
    later.go_on()
    texts = [later.targets(0), later.targets(1)]
    while later.review.undo() is not None:
        pass
    assert later.targets(0) == texts[0]
    assert later.targets(1) == [target for _, target in OTHER]
    assert later.review.glossaries.text(later.review.glossaries.paths[0]) == NAMES


def test_a_file_that_is_gone_is_told(desk: Driven) -> None:
    worked(desk)
    desk.crash()
    (desk.folder / "a.jsonl").unlink()
    later = driven(desk.folder)
    (lost,) = later.go_on()
    assert "a.jsonl" in lost
    assert later.targets(0)[1] == "Sanae Takaichi spoke."


def test_a_step_that_was_cut_off_was_never_done_and_the_others_are_there(desk: Driven) -> None:
    desk.do(desk.put("3"))
    before = stood(desk)
    desk.do(desk.put("4"))
    desk.crash()
    journal = desk.review.journal.path
    journal.write_bytes(journal.read_bytes()[:-20])
    later = driven(desk.folder)
    assert "cut off" in later.review.journal.problem
    assert later.go_on() == []
    assert stood(later) == before


def test_a_new_glossary_is_there_again(desk: Driven) -> None:
    desk.do(desk.new_glossary("new.yaml", "entities:\n  - {en: Taro Aso, ja: 麻生太郎}\n"))
    later = again(desk)
    assert later.go_on() == []
    assert [path.name for path in later.review.glossaries.paths] == ["names.yaml", "new.yaml"]
    later.undo()
    assert [path.name for path in later.review.glossaries.paths] == ["names.yaml"]
    assert later.review.unsaved == 0


def test_stacks_that_lost_a_file_are_the_same_after_one_more_crash(desk: Driven) -> None:
    worked(desk)
    desk.crash()
    (desk.folder / "b.jsonl").write_bytes(jsonl(OTHER[:1]))
    later = driven(desk.folder)
    assert len(later.go_on()) == 1
    assert len(later.review.done) == 3
    assert len(later.review.undone) == 1
    before = stood(later)
    last = again(later)
    assert last.go_on() == []
    assert stood(last) == before
    last.redo()
    for _ in range(4):
        last.undo()
    assert last.targets() == [target for _, target in ARTICLE]
    assert last.review.unsaved == 0


def test_what_was_taken_back_in_a_file_is_not_lost_when_the_file_changes(desk: Driven) -> None:
    desk.do(desk.glossary("# the prime minister", "# head of government"))
    desk.do(desk.put("3"))
    desk.undo()
    desk.crash()
    (desk.folder / "a.jsonl").write_bytes(jsonl(ARTICLE[:4]))
    later = driven(desk.folder)
    assert later.go_on() == []
    assert later.review.unsaved == 1
    later.do(later.put("4"))
    before = stood(later)
    last = again(later)
    assert last.go_on() == []
    assert stood(last) == before


def test_a_journal_in_which_nothing_is_left_says_nothing_of_what_files_are(desk: Driven) -> None:
    desk.do(desk.put("3"))
    desk.undo()
    desk.crash()
    (desk.folder / "a.jsonl").write_bytes(jsonl(ARTICLE[:4]))
    later = driven(desk.folder)
    later.do(later.put("4"))
    before = stood(later)
    last = again(later)
    assert last.go_on() == []
    assert stood(last)["texts"] == before["texts"]


def test_nothing_is_edited_before_it_is_known_what_becomes_of_what_is_left(desk: Driven) -> None:
    worked(desk)
    later = again(desk)
    with pytest.raises(Refusal, match="earlier review"):
        later.do(later.put("3"))
    later.do(later.rule("3"))
    start_afresh(later.review)
    later.do(later.put("4"))
    assert later.review.unsaved == 1


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["1", "3", "4", "5", "glossary", "undo", "redo", "crash", "write"]), max_size=9))
def test_whenever_it_crashes_texts_and_steps_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str]
) -> None:
    desk = driven(tmp_path_factory.mktemp("review"), {"a.jsonl": ARTICLE})
    for number, act in enumerate([*acts, "crash"]):
        if act == "undo":
            desk.follow(desk.review.undo() or Changed())
        elif act == "redo":
            desk.follow(desk.review.redo() or Changed())
        elif act == "glossary":
            desk.do(desk.glossary("version: 1", f"# {number}\nversion: 1"))
        elif act == "write":
            plan = planned(desk.review.changes(), desk.review.check)
            desk.review.announce(plan)
            desk.review.written(write(plan))
        elif act == "crash":
            before = stood(desk)
            desk = again(desk)
            assert desk.go_on() == []
            now = stood(desk)
            # What was written is done with: of older steps the stacks know no more.
            for stack in ("undo", "redo"):
                mine, old = (_edits(each[stack]) for each in (now, before))
                assert mine == old[len(old) - len(mine) :]
                assert len(mine) == len(old) or "write" in acts or not before["unsaved"]
            for part in ("texts", "bytes", "glossaries", "unsaved", "waiting"):
                assert now[part] == before[part]
        else:
            text = f"{desk.review.sheets[0].segment(act).target} {number}"
            desk.do(steps.edit(desk.review, 0, act, text, desk.review.focus))
    desk.crash()


def _edits(stack: object) -> list[object]:
    assert isinstance(stack, list)
    return [each[1:] for each in stack]
