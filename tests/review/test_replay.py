"""A journal told again comes to what its steps came to when they were made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError
from align.review.edits import FileEdit, Record, TextEdit, digest, redone, splice, undone
from align.review.replay import Replay, replayed

LAWS = settings(max_examples=200, deadline=None)
WORDS = st.text("ab ø高\n\U0001d11e", max_size=8)
KEYS = [("a.txt", "1"), ("a.txt", "2"), ("b.txt", "1")]
FILES = ["x.yaml", "y.yaml"]


@dataclass
class Live:
    """What an app does: texts and stacks in memory, and the records that it appends."""

    texts: dict[tuple[str, str], str] = field(default_factory=lambda: dict.fromkeys(KEYS, ""))
    files: dict[str, str | None] = field(default_factory=lambda: {"x.yaml": "version: 1\n", "y.yaml": None})
    undo: list[Record] = field(default_factory=list)
    redo: list[Record] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def make(self, record: Record) -> None:
        self.records.append(record)
        for edit in record.texts:
            assert self.texts[edit.path, edit.key] == edit.before
            self.texts[edit.path, edit.key] = edit.after
        for change in record.files:
            self.files[change.path] = change.applied(self.files[change.path])

    def do(self, texts: list[tuple[tuple[str, str], str]], file: str, content: str | None) -> None:
        now = dict(self.texts)
        edits = []
        for where, after in texts:
            edits.append(TextEdit(*where, now[where], after))
            now[where] = after
        step = Record("do", f"step {len(self.records)}", tuple(edits), (splice(file, self.files[file], content),))
        self.make(step)
        self.undo.append(step)
        self.redo.clear()

    def step_back(self) -> None:
        if self.undo:
            self.redo.append(self.undo.pop())
            self.make(undone(self.redo[-1]))

    def step_forth(self) -> None:
        if self.redo:
            self.undo.append(self.redo.pop())
            self.make(redone(self.undo[-1]))


ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.lists(st.tuples(st.sampled_from(KEYS), WORDS), max_size=3),
            st.sampled_from(FILES),
            st.none() | WORDS,
        ),
        st.sampled_from(["undo", "undo", "redo"]),
    ),
    max_size=14,
)


def lived(acts: list[object], live: Live) -> Live:
    for act in acts:
        if isinstance(act, tuple):
            live.do(*act)
        elif act == "undo":
            live.step_back()
        else:
            live.step_forth()
    return live


def retold(replay: Replay, texts: dict[tuple[str, str], str], files: dict[str, str | None]) -> Live:
    """The texts as they were with everything done that a replay asks for."""
    again = Live(dict(texts), dict(files))
    for pending in replay.files.values():
        for edit in pending.edits:
            single = (edit,)
            again.make(Record("do", texts=single) if isinstance(edit, TextEdit) else Record("do", files=single))
    return again


@LAWS
@given(ACTS)
def test_a_replay_comes_to_what_was_done(acts: list[object]) -> None:
    live = lived(acts, Live())
    replay = replayed(live.records)
    again = retold(replay, Live().texts, Live().files)
    assert (again.texts, again.files) == (live.texts, live.files)
    assert (replay.undo, replay.redo) == (tuple(live.undo), tuple(live.redo))


@LAWS
@given(ACTS, ACTS)
def test_steps_from_before_the_journal_can_be_taken_back(before: list[object], after: list[object]) -> None:
    live = lived(before, Live())
    texts, files = dict(live.texts), dict(live.files)
    live.records.clear()
    lived(after, live)
    replay = replayed(live.records)
    again = retold(replay, texts, files)
    assert (again.texts, again.files) == (live.texts, live.files)
    # The journal knows the newest steps of either stack, never one too many or another.
    assert [step.texts for step in live.undo][len(live.undo) - len(replay.undo) :] == [
        step.texts for step in replay.undo
    ]


@given(st.none() | WORDS, st.none() | WORDS)
def test_a_splice_leads_from_one_text_to_the_other_and_back(before: str | None, after: str | None) -> None:
    edit = splice("x.yaml", before, after)
    assert edit.applied(before) == after
    assert edit.reversed().applied(after) == before


def test_a_splice_holds_only_what_changed() -> None:
    assert splice("x", "en: Kono\nja: 河野\n", "en: Taro Kono\nja: 河野\n") == FileEdit("x", 4, "", "Taro ")
    assert splice("x", "aaa", "aa") == FileEdit("x", 2, "a", "")
    long = "高市早苗\n" * 200_000
    assert splice("x", long, f"{long[:500]}new{long[500:]}") == FileEdit("x", 500, "", "new")


def test_an_edit_refuses_a_text_that_it_was_not_made_in() -> None:
    with pytest.raises(AlignError, match="no longer what this edit was made in"):
        splice("x.yaml", "one two", "one 2").applied("three two")
    with pytest.raises(AlignError, match="no longer"):
        splice("x.yaml", None, "new").applied("somebody's")


def test_what_was_taken_back_leaves_nothing_to_do() -> None:
    live = lived([([(KEYS[0], "new")], "x.yaml", "other"), "undo"], Live())
    replay = replayed(live.records)
    assert replay.is_empty
    assert len(replay.redo) == 1


def test_the_last_place_is_remembered() -> None:
    assert replayed([Record("cursor", focus="7"), Record("do", focus="8"), Record("cursor")]).focus == "8"


EDIT, MORE = TextEdit("a.txt", "1", "old", "new"), TextEdit("a.txt", "2", "alt", "neu")
BASE, SOON = digest("a.txt", b"old alt"), digest("a.txt", b"new alt")


def test_a_crash_while_writing_leaves_either_file_to_go_on_from() -> None:
    records = [Record("base", digests=(BASE,)), Record("do", texts=(EDIT,)), Record("writing", digests=(SOON,))]
    pending = replayed([*records, Record("do", texts=(MORE,))]).files["a.txt"]
    assert pending.on_top_of(BASE.sha256) == (EDIT, MORE)
    assert pending.on_top_of(SOON.sha256) == (MORE,)
    assert pending.on_top_of(digest("a.txt", b"somebody else's").sha256) is None


def test_an_undo_after_a_crash_while_writing_fits_either_file() -> None:
    step = Record("do", texts=(EDIT,))
    records = [Record("base", digests=(BASE,)), step, Record("writing", digests=(SOON,)), undone(step)]
    pending = replayed(records).files["a.txt"]
    assert pending.on_top_of(SOON.sha256) == (EDIT.reversed(),)
    assert pending.on_top_of(BASE.sha256) == (EDIT, EDIT.reversed())


def test_what_was_written_need_not_be_done_again() -> None:
    step = Record("do", texts=(EDIT,))
    records = [Record("base", digests=(BASE,)), step, Record("written", digests=(SOON,))]
    assert replayed(records).is_empty
    pending = replayed([*records, undone(step)]).files["a.txt"]
    assert pending.on_top_of(SOON.sha256) == (EDIT.reversed(),)
    assert replayed(records).undo == (step,)
    assert replayed([*records, undone(step)]).redo == (replace(step, kind="do"),)
