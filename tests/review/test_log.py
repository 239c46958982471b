"""The review log: what is added is read again, and whatever happens to the file, no decision is lost in silence."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError
from align.model.decision import Decision, Quote, Ruling, Scope, Subject, standing, taken_back
from align.review import log
from align.review.log import append, read, stamped

AT = datetime(2026, 11, 22, 9, 1, 2, 123456, UTC)
IGNORED = stamped(
    Decision(
        Subject.FINDING,
        Ruling.IGNORE,
        rule="N301",
        file="en/a.txt",
        segment="3",
        source=Quote("高市", "日本首相", "近期"),
        target=Quote("Kono", "Minister ", " on Taiwan"),
        entity="takaichi-sanae",
        reason="quoted speech",
        until="2027-01-01",
    ),
    "anna",
    AT,
)
LINKED = stamped(
    Decision(Subject.LINK, Ruling.TOGETHER, file="en/a.txt", segment="3", source=Quote("高市"), target=Quote("Kono")),
    "ben",
    AT + timedelta(seconds=1),
)
NAMED = stamped(Decision(Subject.NAME, Ruling.NAME, file="en/a.txt", source=Quote("玉渊潭天")), "", AT)


def decisions(path: Path) -> list[Decision]:
    """The decisions in a log without their lines."""
    return [replace(decision, line=0) for decision in read(path).decisions]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "align-review.jsonl"


def test_a_missing_log_is_an_empty_one(path: Path) -> None:
    assert read(path) == log.Log()


def test_what_is_added_is_read_again_with_its_line(path: Path) -> None:
    append(path, [IGNORED, LINKED])
    append(path, [NAMED])
    assert decisions(path) == [IGNORED, LINKED, NAMED]
    assert [decision.line for decision in read(path).decisions] == [1, 2, 3]


def test_adding_nothing_makes_no_log(path: Path) -> None:
    append(path, [])
    assert not path.exists()


def test_a_line_is_readable_and_in_a_fixed_order(path: Path) -> None:
    append(path, [IGNORED, NAMED])
    first, second = path.read_text("utf-8").splitlines()
    assert first == (
        '{"at": "2026-11-22T09:01:02.123456Z", "by": "anna", "finding": "N301", "ruling": "ignore", "scope": "here", '
        '"file": "en/a.txt", "segment": "3", "source": {"exact": "高市", "before": "日本首相", "after": "近期"}, '
        '"target": {"exact": "Kono", "before": "Minister ", "after": " on Taiwan"}, "entity": "takaichi-sanae", '
        '"reason": "quoted speech", "until": "2027-01-01"}'
    )
    assert json.loads(second) == {
        "at": "2026-11-22T09:01:02.123456Z",
        "name": "name",
        "file": "en/a.txt",
        "source": {"exact": "玉渊潭天"},
    }


def test_a_time_is_written_in_utc() -> None:
    tokyo = datetime(2026, 11, 22, 18, 1, 2, tzinfo=timezone(timedelta(hours=9)))
    assert stamped(NAMED, "", tokyo).at == "2026-11-22T09:01:02.000000Z"
    assert stamped(NAMED, "", datetime(2026, 11, 22)).at == "2026-11-22T00:00:00.000000Z"


@pytest.mark.parametrize("at", ["2026-11-22T09:01:02Z", "2026-11-22T18:01:02+09:00", "2026-11-22T09:01:02"])
def test_times_written_by_hand_are_ordered_with_the_others(at: str, path: Path) -> None:
    path.write_text(f'{{"at": "{at}", "name": "name", "file": "a", "source": {{"exact": "x"}}}}\n', "utf-8")
    assert read(path).decisions[0].at == "2026-11-22T09:01:02.000000Z"


# --- what happens to files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [1, 20, 100, 180])
def test_a_line_that_was_cut_off_is_told_and_stays(cut: int, path: Path) -> None:
    append(path, [LINKED, IGNORED])
    whole = path.read_bytes()
    broken = whole[: -1 - cut]
    path.write_bytes(broken)
    (problem,) = read(path).problems
    assert (problem.line, decisions(path)) == (2, [LINKED])
    append(path, [NAMED])
    assert path.read_bytes().startswith(broken + b"\n")
    assert (read(path).problems, decisions(path)) == ((problem,), [LINKED, NAMED])


def test_a_last_line_that_only_lacks_its_end_counts(path: Path) -> None:
    append(path, [IGNORED])
    path.write_bytes(path.read_bytes()[:-1])
    append(path, [LINKED])
    assert (decisions(path), read(path).problems) == ([IGNORED, LINKED], ())


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("not json", "no JSON object"),
        ("[1]", "no JSON object"),
        ("17", "no JSON object"),
        ("{}", "`at`"),
        ("[" * 100_000, "not a decision"),
        ('{"at": "yesterday", "name": "name", "file": "a", "source": {"exact": "x"}}', "it must be a time"),
        ('{"at": "2026-11-22T09:01:02Z", "file": "a", "source": {"exact": "x"}}', "one of `finding`, `link`"),
        ('{"at": "2026-11-22T09:01:02Z", "link": "sideways", "file": "a", "source": {"exact": "x"}}', "`link`"),
        ('{"at": "2026-11-22T09:01:02Z", "link": "apart", "file": "a", "source": {"exact": "x"}}', "both sides"),
        ('{"at": "2026-11-22T09:01:02Z", "name": "name", "source": {"exact": "x"}}', "`file`"),
        ('{"at": "2026-11-22T09:01:02Z", "name": "name", "file": "a"}', "needs words"),
        ('{"at": "2026-11-22T09:01:02Z", "finding": "N301", "file": "a", "source": {"exact": "x"}}', "`ruling`"),
        (
            '{"at": "2026-11-22T09:01:02Z", "name": "name", "file": "a", "source": {"exact": 1}}',
            "`source.exact`: it must be a string",
        ),
        (
            '{"at": "2026-11-22T09:01:02Z", "name": "name", "file": "a", "source": {"exact": "x"}, "until": "soon"}',
            "`until`: it must be a day",
        ),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_count(broken: str, said: str, path: Path) -> None:
    append(path, [IGNORED])
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{broken}\n\n")
    append(path, [LINKED])
    (problem,) = read(path).problems
    assert problem.line == 2
    assert said in problem.message
    assert decisions(path) == [IGNORED, LINKED]


def test_a_line_that_is_far_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_LINE", 100)
    append(path, [IGNORED, NAMED])
    assert [problem.line for problem in read(path).problems] == [1, 2]


def test_keys_of_newer_versions_are_passed_over(path: Path) -> None:
    line = {"at": "2026-11-22T09:01:02Z", "name": "name", "file": "a", "source": {"exact": "x", "hue": 1}, "mood": []}
    path.write_text(json.dumps(line), "utf-8")
    assert [decision.file for decision in read(path).decisions] == ["a"]


def test_logs_put_one_behind_the_other_make_one(path: Path, tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    append(first, [IGNORED])
    append(second, [LINKED])
    append(third, [stamped(taken_back(IGNORED), "ben", AT + timedelta(days=1))])
    cut = '{"at": "2026-11-22T09:0'
    texts = (each.read_text("utf-8").strip() for each in (third, first))
    path.write_text("\ufeff" + next(texts) + cut + "\ufeff" + next(texts), "utf-8")
    with path.open("ab") as out:
        out.write(b"\xef\xbb\xbf" + second.read_bytes().replace(b"\n", b"\r\n"))
    found = read(path)
    assert len(found.decisions) == 3
    assert [problem.line for problem in found.problems] == [1]
    assert [one.subject for one in standing(found.decisions)] == [Subject.LINK]


@pytest.mark.parametrize("content", [b"\xff\xfe{\x00}\x00", "{\n{“金井”}".encode("gb18030"), b"\x89PNG\r\n"])
def test_a_file_that_is_no_utf_8_is_refused(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(AlignError, match="not UTF-8") as caught:
        read(path)
    assert caught.value.path == path
    assert caught.value.line is not None
    assert caught.value.hint


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(AlignError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(AlignError, match="this is a folder"):
        append(tmp_path, [IGNORED])


def test_a_log_in_no_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(AlignError, match="no such folder") as caught:
        append(tmp_path / "nowhere" / "log.jsonl", [IGNORED])
    assert caught.value.hint


@pytest.mark.parametrize("written", [0, 10])
def test_a_full_disk_leaves_the_log_as_it_was(written: int, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, [IGNORED])
    before = path.read_bytes()
    real = os.write

    def short(file: int, data: bytes) -> int:
        if not written:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data[:written])

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(AlignError, match="the disk is full") as caught:
        append(path, [LINKED])
    assert "as it was" in caught.value.hint
    assert path.read_bytes() == before


def test_what_never_reached_the_disk_is_taken_out_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, [IGNORED])
    before = path.read_bytes()

    def fail(file: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AlignError, match="Input/output error"):
        append(path, [LINKED])
    assert path.read_bytes() == before


def _add_many(path: str, by: str) -> None:
    for number in range(20):
        append(Path(path), [stamped(IGNORED, f"{by}{number}", AT), stamped(LINKED, f"{by}{number}", AT)])


def test_two_reviewers_may_add_at_once(path: Path) -> None:
    context = get_context("fork")
    running = [context.Process(target=_add_many, args=(str(path), by)) for by in "ab"]
    for each in running:
        each.start()
    for each in running:
        each.join()
    found = read(path)
    assert (len(found.decisions), found.problems) == (80, ())
    pairs = zip(found.decisions[::2], found.decisions[1::2], strict=True)
    assert all(one.by == other.by for one, other in pairs)


# --- any decision ------------------------------------------------------------------------------------------------

TEXT = st.text(max_size=6) | st.sampled_from(["\u202e\x1b[31m", "\ud800", "高市", "\n", '"\\', "\ufeff"])
WORDS = st.builds(Quote, TEXT.filter(bool), TEXT, TEXT)
FILES = TEXT.filter(bool)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))
PEOPLE = {"segment": TEXT, "reason": TEXT, "until": st.sampled_from(["", "2026-11-22"])}
FINDINGS = st.builds(
    Decision,
    st.just(Subject.FINDING),
    st.sampled_from([Ruling.IGNORE, Ruling.UNSURE, Ruling.NONE]),
    st.sampled_from(Scope),
    rule=st.sampled_from(["N301", "D101"]),
    file=FILES,
    source=st.none() | WORDS,
    target=WORDS,
    entity=TEXT,
    **PEOPLE,
)
LINKS = st.builds(
    Decision,
    st.just(Subject.LINK),
    st.sampled_from([Ruling.TOGETHER, Ruling.NONE]),
    file=FILES,
    source=WORDS,
    target=st.none() | WORDS,
    **PEOPLE,
)
NAMES = st.builds(
    Decision, st.just(Subject.NAME), st.sampled_from([Ruling.NAME, Ruling.NONE]), file=FILES, target=WORDS, **PEOPLE
)
DECISIONS = st.lists(st.builds(stamped, FINDINGS | LINKS | NAMES, TEXT, TIMES), max_size=5)


@settings(max_examples=50, deadline=None)
@given(DECISIONS, DECISIONS)
def test_every_decision_is_read_as_it_was_made(first: Sequence[Decision], second: Sequence[Decision]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        append(path, first)
        append(path, second)
        assert decisions(path) == [*first, *second]
        assert read(path).problems == ()
        text = path.read_text("utf-8") if path.exists() else ""
        assert "\x1b" not in text
        assert "\u202e" not in text


@settings(max_examples=30, deadline=None)
@given(DECISIONS, st.integers(0, 2000))
def test_wherever_a_log_is_cut_off_only_what_was_cut_is_missing(found: Sequence[Decision], size: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        append(path, found)
        raw = path.read_bytes() if path.exists() else b""
        path.write_bytes(raw[:size])
        append(path, [IGNORED])
        whole = raw[:size].count(b"\n")
        assert decisions(path)[:whole] == list(found[:whole])
        assert decisions(path)[-1] == IGNORED
        assert len(read(path).decisions) + len(read(path).problems) <= whole + 2
