"""Writing: the plan says what will happen, and every file ends as the plan says or as it was."""

from __future__ import annotations

import codecs
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.errors import FormatError
from align.review.merge import Conflict
from align.review.writing import Change, Disk, Plan, Planned, planned, write

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
BASE = b"one\ntwo\nthree\nfour\nfive\n"
NEW = b"one\n2\nthree\nfour\nfive\n"
THEIRS = b"one\ntwo\nthree\nfour\n5\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(BASE)
    return path


def plan_of(path: Path, base: bytes | None = BASE, new: bytes = NEW) -> Planned:
    (file,) = planned([Change(path, base, new)]).files
    return file


def written(*files: Planned) -> list[tuple[str, str]]:
    """Write, and tell what was left with the reason."""
    return [(each.path.name, each.why) for each in write(Plan(files)).left]


def alone(path: Path) -> bool:
    return not [each for each in path.parent.iterdir() if each.name.endswith(".part")]


# --- what is planned ---------------------------------------------------------------------------------------------


def test_a_plan_shows_what_will_change_and_changes_nothing(file: Path) -> None:
    plan = plan_of(file)
    assert plan.disk is Disk.UNCHANGED
    assert plan.diff == ("@@ -1,4 +1,4 @@", " one", "-two", "+2", " three", " four")
    assert (plan.added, plan.removed, plan.why) == (1, 1, "")
    assert file.read_bytes() == BASE


def test_changes_of_other_lines_are_merged_and_shown_from_the_disk(file: Path) -> None:
    file.write_bytes(THEIRS)
    plan = plan_of(file)
    assert plan.disk is Disk.MERGED
    assert plan.new == b"one\n2\nthree\nfour\n5\n"
    assert [line for line in plan.diff if line[0] in "+-"] == ["-two", "+2"]
    assert "both changes are kept" in plan.why
    assert written(plan) == []
    assert file.read_bytes() == plan.new


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_merge_stays_in_the_encoding_of_the_file(file: Path, mark: bytes, codec: str) -> None:
    def encoded(text: str) -> bytes:
        return mark + text.encode(codec)

    file.write_bytes(encoded("高市\r\n二\r\n三"))
    plan = plan_of(file, encoded("高市\r\n二\r\nthree"), encoded("Takaichi\r\n二\r\nthree"))
    assert plan.new == encoded("Takaichi\r\n二\r\n三")
    assert plan.diff == ("@@ -1,3 +1,3 @@", "-高市", "+Takaichi", " 二", " 三")


def test_a_file_that_says_it_all_already_is_not_written(file: Path) -> None:
    file.write_bytes(NEW)
    before = file.stat().st_ino
    plan = plan_of(file)
    assert (plan.disk, plan.diff, write(Plan((plan,))).files) == (Disk.ALREADY, (), (plan,))
    assert file.stat().st_ino == before


def test_changes_of_the_same_line_are_refused_with_both(file: Path) -> None:
    file.write_bytes(BASE.replace(b"two", b"TWO"))
    plan = plan_of(file)
    assert plan.disk is Disk.REFUSED
    assert plan.why == "somebody else has changed the same lines: line 2"
    assert plan.hint
    assert plan.conflicts == (Conflict(2, "two\n", "2\n", "TWO\n"),)
    assert written(plan) == [("a.txt", plan.why)]
    assert file.read_bytes() == BASE.replace(b"two", b"TWO")


def test_a_merge_that_makes_no_file_is_refused(file: Path) -> None:
    def check(path: Path, raw: bytes) -> None:
        if raw.count(b"2") and raw.count(b"5"):
            raise FormatError("2 and 5 do not go together", path=path, line=5)

    change = Change(file, BASE, NEW)
    assert planned([change], check).files[0].disk is Disk.UNCHANGED
    file.write_bytes(THEIRS)
    (plan,) = planned([change], check).refused
    assert plan.why.endswith("the file would be wrong (line 5): 2 and 5 do not go together")


def test_a_file_that_vanished_is_refused(file: Path) -> None:
    file.unlink()
    plan = plan_of(file)
    assert (plan.disk, plan.why) == (Disk.REFUSED, "somebody else has moved or deleted the file")
    assert written(plan) == [("a.txt", plan.why)]
    assert not file.exists()


def test_a_new_file_is_made(tmp_path: Path) -> None:
    plan = plan_of(tmp_path / "new.yaml", None, b"version: 1\n")
    assert (plan.disk, plan.diff, plan.added) == (Disk.UNCHANGED, ("@@ -0,0 +1 @@", "+version: 1"), 1)
    assert written(plan) == []
    assert plan.path.read_bytes() == b"version: 1\n"


def test_a_new_file_does_not_take_the_place_of_another(file: Path) -> None:
    plan = plan_of(file, None, b"version: 1\n")
    assert plan.why == "somebody else has made a file of this name in the meantime"


def test_a_new_file_without_a_folder_is_refused(tmp_path: Path) -> None:
    assert plan_of(tmp_path / "not there" / "new.yaml", None, b"").why == "its folder is not there"


def test_what_is_no_text_any_more_is_refused(file: Path) -> None:
    file.write_bytes(b"caf\xe9\n")
    plan = plan_of(file)
    assert plan.disk is Disk.REFUSED
    assert "not UTF-8" in plan.why
    assert plan.hint == "save it as UTF-8"


@POSIX
def test_what_is_no_file_is_refused(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)
    assert plan_of(file).why == "this is no file that can be replaced"
    file.unlink()
    file.mkdir()
    assert plan_of(file).why == "this is no file that can be replaced"
    file.rmdir()
    file.symlink_to(file)
    assert plan_of(file).disk is Disk.REFUSED


@POSIX
def test_a_protected_file_is_refused(file: Path) -> None:
    file.chmod(0o444)
    plan = plan_of(file)
    assert (plan.disk, plan.why) == (Disk.REFUSED, "the file is write-protected")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write to every folder")
def test_a_file_in_a_protected_folder_is_refused(file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        plan = plan_of(file)
        assert (plan.disk, plan.why) == (Disk.REFUSED, "its folder is write-protected")
    finally:
        file.parent.chmod(0o755)


def test_a_diff_cannot_command_the_terminal(file: Path) -> None:
    plan = plan_of(file, new=BASE.replace(b"two", "\x1b[31mtwo\u202e\x0b".encode()))
    assert "+␛[31mtwo\\u202e␋" in plan.diff


def test_line_ends_are_shown_where_they_change(file: Path) -> None:
    assert "+two␍␊" in plan_of(file, new=BASE.replace(b"two\n", b"two\r\n")).diff
    assert "+five" in plan_of(file, new=BASE.rstrip()).diff
    file.write_bytes(BASE.replace(b"\n", b"\r\n"))
    assert "+2" in plan_of(file, file.read_bytes(), NEW.replace(b"\n", b"\r\n")).diff


# --- what is written ---------------------------------------------------------------------------------------------


def test_all_files_are_written_in_one_step_each(tmp_path: Path) -> None:
    changes = []
    for number in range(20):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(BASE)
        changes.append(Change(path, BASE, NEW))
    result = write(planned(changes))
    assert (len(result.files), result.left) == (20, ())
    assert {change.path.read_bytes() for change in changes} == {NEW}
    assert len(list(tmp_path.iterdir())) == 20


def test_a_file_that_changes_after_the_plan_is_left_and_the_others_are_written(file: Path) -> None:
    other = file.with_name("b.txt")
    other.write_bytes(BASE)
    plan = planned([Change(file, BASE, NEW), Change(other, BASE, NEW)])
    file.write_bytes(THEIRS)
    result = write(plan)
    assert [(each.path, each.why, bool(each.hint)) for each in result.left] == [
        (file, "somebody else has changed the file in the meantime", True)
    ]
    assert (file.read_bytes(), other.read_bytes()) == (THEIRS, NEW)
    # Planned again, both changes go together.
    assert write(planned([Change(file, BASE, NEW), Change(other, BASE, NEW)])).left == ()


def test_one_file_under_two_names_is_written_once(file: Path) -> None:
    link = file.with_name("link.txt")
    link.symlink_to(file)
    result = write(planned([Change(link, BASE, NEW), Change(file, BASE, THEIRS)]))
    assert [each.path for each in result.left] == [file]
    assert (link.is_symlink(), file.read_bytes()) == (True, NEW)


@pytest.mark.parametrize("number", [13, 28, 5])
def test_a_disk_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    plan = plan_of(file)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        assert written(plan) == [("a.txt", f"the file cannot be written: {os.strerror(number)}")]
    assert file.read_bytes() == BASE
    assert alone(file)
    assert written(plan) == []
    assert file.read_bytes() == NEW


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_file_as_it_was_and_writes_the_others(tiny_disk: Path) -> None:
    large, small = tiny_disk / "large.txt", tiny_disk / "small.txt"
    large.write_bytes(BASE)
    small.write_bytes(BASE)
    plan = planned([Change(large, BASE, b"x" * 100_000), Change(small, BASE, NEW)])
    assert written(*plan.files) == [("large.txt", "the file cannot be written: No space left on device")]
    assert (large.read_bytes(), small.read_bytes()) == (BASE, NEW)
    assert alone(large)


def test_an_interrupted_write_leaves_whole_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = file.with_name("b.txt")
    other.write_bytes(BASE)
    plan = planned([Change(file, BASE, NEW), Change(other, BASE, NEW)])
    replace = Path.replace

    def interrupt(path: Path, target: Path) -> Path:
        if target.name == "b.txt":
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write(plan)
    assert (file.read_bytes(), other.read_bytes(), alone(file)) == (NEW, BASE, True)
    again = planned([Change(file, BASE, NEW), Change(other, BASE, NEW)])
    assert [each.disk for each in again.files] == [Disk.ALREADY, Disk.UNCHANGED]
    assert write(again).left == ()
    assert other.read_bytes() == NEW
