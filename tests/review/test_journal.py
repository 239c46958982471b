"""The journal: what was appended is there again, whatever happens to the process, the disk or the file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError
from align.review.edits import Digest, FileEdit, Kind, Record, TextEdit, digest
from align.review.journal import Journal, journal_path, state_folder
from align.review.person import person

ANY = st.text(st.characters(exclude_categories=()), max_size=12)
KINDS: list[Kind] = ["base", "do", "undo", "redo", "writing", "written", "cursor"]
RECORDS = st.builds(
    Record,
    st.sampled_from(KINDS),
    title=ANY,
    texts=st.lists(st.builds(TextEdit, ANY, ANY, ANY, ANY), max_size=2).map(tuple),
    files=st.lists(st.builds(FileEdit, ANY, st.integers(0, 9), st.none() | ANY, st.none() | ANY), max_size=2).map(
        tuple
    ),
    focus=ANY,
    digests=st.lists(st.builds(Digest, ANY, ANY), max_size=2).map(tuple),
    attached=ANY,
)


def step(number: int) -> Record:
    return Record("do", f"step {number}", (TextEdit("en/a.txt", "1", f"{number}", f"{number + 1}"),), focus=f"{number}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "project.jsonl"


def kept(path: Path) -> tuple[Record, ...]:
    with Journal.open(path) as journal:
        return journal.records()


def filled(path: Path, number: int) -> tuple[Record, ...]:
    with Journal.open(path, "my project") as journal:
        for at in range(number):
            journal.append(step(at))
    return tuple(map(step, range(number)))


def test_what_was_appended_is_there_at_the_next_opening(path: Path) -> None:
    with Journal.open(path) as journal:
        assert journal.records() == ()
        journal.append(step(0))
        journal.append(step(1), Record("cursor", focus="7"))
    with Journal.open(path) as journal:
        assert (journal.records(), journal.problem) == ((step(0), step(1), Record("cursor", focus="7")), "")


def test_a_journal_is_json_that_says_whose_it_is(path: Path) -> None:
    filled(path, 1)
    header, line = map(json.loads, path.read_text("utf-8").splitlines())
    assert (header["kind"], header["version"], header["project"]) == ("journal", 1, "my project")
    assert line["texts"] == [["en/a.txt", "1", "0", "1"]]
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, max_size=4))
def test_every_character_survives(tmp_path_factory: pytest.TempPathFactory, records: list[Record]) -> None:
    path = tmp_path_factory.mktemp("state") / "project.jsonl"
    with Journal.open(path) as journal:
        journal.append(*records)
    assert kept(path) == tuple(records)


def test_halves_of_a_pair_stay_two_characters(path: Path) -> None:
    record = Record("do", texts=(TextEdit("a", "1", "\ud83d\ude00", "\U0001f600\x1b[31m\u2028\n\r"),))
    with Journal.open(path) as journal:
        journal.append(record)
    assert kept(path) == (record,)


def test_a_cut_at_any_byte_leaves_whole_records(path: Path) -> None:
    records = filled(path, 4)
    raw = path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(raw) if byte == 0x0A]
    # At and around every end of a line, and here and there within.
    around = {end + near for end in ends for near in (-2, -1, 0, 1) if end + near < len(raw)}
    for cut in sorted(around | set(range(0, len(raw), 7))):
        path.write_bytes(raw[:cut])
        with Journal.open(path) as journal:
            whole = sum(end <= cut for end in ends)
            assert journal.records() == records[: max(0, whole - 1)]
            # A header that was cut never had a record behind it.
            assert bool(journal.problem) == (cut not in ends and cut > ends[0])
            journal.append(step(9))
        assert kept(path) == (*records[: max(0, whole - 1)], step(9))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damage_anywhere_is_told_and_ends_what_is_believed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("state") / "project.jsonl"
    records = filled(path, 4)
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    line = path.read_bytes()[:at].count(b"\n")
    with Journal.open(path) as journal:
        assert journal.records() == records[: max(0, line - 1)]
        assert journal.problem.endswith(f"is kept in {path}.damaged")
    assert Path(f"{path}.damaged").read_bytes() == bytes(raw)
    assert kept(path) == records[: max(0, line - 1)]


def test_damage_is_told_with_its_line(path: Path) -> None:
    filled(path, 4)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b"\0" * 40 + b"\n", *lines[3:]]))
    with Journal.open(path) as journal:
        assert journal.problem.startswith(
            "the journal is damaged on line 3, so nothing from there on could be restored"
        )
    path.write_bytes(path.read_bytes() + b'{"sum":"')
    with Journal.open(path) as journal:
        assert journal.problem.startswith("the last line of the journal was cut off")
        assert journal.problem.endswith(".damaged.2")


def test_a_line_that_says_nothing_known_is_damage(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append(Record("dance"))  # type: ignore[arg-type]
    with Journal.open(path) as journal:
        assert (journal.records(), bool(journal.problem)) == ((), True)


def test_a_newer_journal_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("align.review.journal.VERSION", 2)
        filled(path, 1)
    raw = path.read_bytes()
    with pytest.raises(AlignError, match="newer version of align"):
        Journal.open(path)
    assert path.read_bytes() == raw


# --- two at once -------------------------------------------------------------------------------------------------


def test_a_second_review_of_a_project_is_refused_with_the_number_of_the_first(path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom align.review.journal import Journal\n"
        "journal = Journal.open(Path(sys.argv[1]))\nprint('open', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(AlignError, match=rf"open already in another align review \(process {other.pid}\)") as told:
            Journal.open(path)
        assert told.value.hint
        other.kill()
    assert kept(path) == ()


def test_a_closed_journal_can_be_opened_by_others_and_takes_nothing(path: Path) -> None:
    journal = Journal.open(path)
    journal.close()
    assert kept(path) == ()
    with pytest.raises(AlignError, match="cannot be kept"):
        journal.append(step(0))


# --- beginning anew ----------------------------------------------------------------------------------------------


def test_a_restart_forgets_everything(path: Path) -> None:
    filled(path, 3)
    with Journal.open(path) as journal:
        journal.restart()
        assert journal.records() == ()
        journal.append(step(7))
    assert kept(path) == (step(7),)
    assert {each.name for each in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}


def test_a_restart_can_keep_the_old_journal_and_some_records(path: Path) -> None:
    filled(path, 3)
    raw = path.read_bytes()
    with Journal.open(path, "my project") as journal:
        journal.restart([step(2)], keep_old=True)
    assert Path(f"{path}.old").read_bytes() == raw
    assert kept(path) == (step(2),)


def test_a_restart_that_fails_leaves_the_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    filled(path, 2)
    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(AlignError, match="No space left"):
                journal.restart()
        journal.append(step(2))
    assert kept(path) == (step(0), step(1), step(2))


def test_what_a_file_was_is_kept_once(path: Path) -> None:
    base = Record("base", digests=(digest("a.txt", b"old"),))
    new = Record("base", digests=(Digest("new.yaml", ""),))
    with Journal.open(path) as journal:
        journal.base("a.txt", b"old")
        journal.base("a.txt", b"another")
        journal.base("new.yaml", None)
    with Journal.open(path) as journal:
        journal.base("a.txt", b"another")
        assert journal.records() == (base, new)
        journal.restart()
        journal.base("a.txt", b"old")
    assert kept(path) == (base,)


# --- disks -------------------------------------------------------------------------------------------------------


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Every write beyond `size` bytes of a file is cut short, then refused, by the system itself."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 1, 30, 100])
def test_a_record_that_has_no_room_leaves_no_trace(path: Path, room: int) -> None:
    filled(path, 2)
    with Journal.open(path) as journal:
        size = path.stat().st_size
        with no_file_larger_than(size + room), pytest.raises(AlignError) as told:
            journal.append(Record("do", "large", (TextEdit("a", "1", "x" * 500, ""),)))
        assert path.stat().st_size == size
        assert told.value.hint
        journal.append(step(2))
    assert kept(path) == (step(0), step(1), step(2))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_a_full_disk_is_told(path: Path) -> None:
    with Journal.open(path) as journal:
        usual = os.dup(journal._handle)
        full = os.open("/dev/full", os.O_RDWR)
        os.dup2(full, journal._handle)
        with pytest.raises(AlignError, match="No space left on device") as told:
            journal.append(step(0))
        assert "ALIGN_STATE_DIR" in told.value.hint
        os.dup2(usual, journal._handle)
        os.close(usual)
        os.close(full)
        journal.append(step(1))
    assert kept(path) == (step(1),)


def test_an_interrupted_append_leaves_no_trace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr("align.review.journal._sync", interrupt)
            with pytest.raises(KeyboardInterrupt):
                journal.append(step(0))
        journal.append(step(1))
    assert kept(path) == (step(1),)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(AlignError, match="the journal of this review cannot be kept") as told:
        Journal.open(tmp_path / "state" / "project.jsonl")
    assert told.value.hint


def test_a_folder_in_the_place_of_the_journal_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(AlignError, match="cannot be kept"):
        Journal.open(path)


# --- places ------------------------------------------------------------------------------------------------------


def test_journals_stand_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_STATE_DIR", str(tmp_path))
    assert state_folder() == tmp_path
    assert tmp_path in journal_path(tmp_path / "project").parents


@pytest.mark.skipif(sys.platform != "linux", reason="another system has another place")
def test_journals_stand_where_the_system_keeps_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGN_STATE_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert state_folder() == tmp_path / ".local" / "state" / "align"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    assert state_folder() == tmp_path / "xdg" / "align"


def test_each_project_has_its_journal_with_a_name_to_know_it_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIGN_STATE_DIR", str(tmp_path / "state"))
    (tmp_path / "link").symlink_to(tmp_path / "台湾 remarks")
    path = journal_path(tmp_path / "台湾 remarks")
    assert path.name.startswith("台湾-remarks-")
    assert path == journal_path(tmp_path / "link") == journal_path(tmp_path / "x" / ".." / "台湾 remarks")
    assert path != journal_path(tmp_path / "other" / "台湾 remarks")
    assert journal_path(Path("/")).name.startswith("project-")
    assert len(os.fsencode(journal_path(tmp_path / ("高" * 80)).name)) < 200


def test_whoever_decides_has_a_name_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "anna")
    assert (person("  Ben "), person(), person(" ")) == ("Ben", "anna", "anna")

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert (person(), person("Ben")) == ("", "Ben")
