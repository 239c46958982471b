"""`align fix`: what it prints and writes, and that nothing is lost whatever goes wrong."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import align.cli.fixed
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.span import Span
from align.rules import base

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = ("--glossary", "names.yaml")
PAIR = ("a.en.txt", "--source", "a.ja.txt", *NAMES)
SOURCE = "田中花子さんは昨日、東京で記者会見を開いた。\n田中花子さんは帰った。\n"
WRONG = "Tanaka Hanako held a press conference in Tokyo yesterday.\nTanaka Hanako went home.\n"
RIGHT = WRONG.replace("Tanaka Hanako", "Hanako Tanaka")
ROW = "田中花子さんは帰った。\t{} went home.\n"


@pytest.fixture
def wrong(project: Project) -> Project:
    """The pair, wrong in two places."""
    project.write("a.ja.txt", SOURCE)
    project.write("a.en.txt", WRONG)
    return project


@pytest.fixture
def three(project: Project) -> Project:
    for name in "bcd":
        project.write(f"{name}.tsv", ROW.format("Tanaka Hanako"))
    return project


def read(project: Project, name: str = "a.en.txt") -> str:
    return (project.folder / name).read_bytes().decode()


# --- what it says -------------------------------------------------------------------------------------------------

HARD = """\
version: 1
entities:
  - {id: tanaka-hanako, type: person, origin: ja, gender: female, kana: たなか はなこ,
     en: {full: Hanako Tanaka, family: Tanaka, given: Hanako}, ja: {full: 田中花子, family: 田中, given: 花子}}
  - {id: kono-taro, type: person, origin: ja, gender: male, kana: こうの たろう,
     en: {full: Taro Kono, family: Kono, given: Taro}, ja: {full: 河野太郎, family: 河野, given: 太郎}}
"""


@pytest.fixture
def hard(project: Project) -> Project:
    """Every kind of thing that is told: fixed, unsafe, by hand, suppressed; signs that a terminal or markup would obey."""
    project.write("names.yaml", HARD)
    rows = [
        ("😀田中花子さんが来た。", "😀 Tanaka Hanako came [bold]early[/]\x1b[31m."),
        ("河野太郎さんが来た。", "Taro Suzuki came."),
        ("河野太郎さんが来た。", "Somebody from 河野 came."),
        ("河野太郎さんが帰った。", "Kono Taro left, and Kōno Tarō waved."),
    ]
    project.write("a [red]b.jsonl", "".join(json.dumps({"source": s, "target": t}) + "\n" for s, t in rows))
    project.write("right.tsv", ROW.format("Hanako Tanaka"))
    return project


@pytest.mark.parametrize("name", ["fix.full", "fix.json", "fix.unsafe", "fix.diff"])
def test_what_is_printed_is_as_reviewed(name: str, hard: Project) -> None:
    options = {
        "fix.full": (),
        "fix.json": ("--output-format", "json"),
        "fix.unsafe": ("--unsafe-fixes",),
        "fix.diff": ("--diff",),
    }[name]
    done = hard.align("fix", ".", *NAMES, *options)
    assert done.exit_code == (0 if "unsafe" in name else 1), done.stderr
    golden = GOLDEN / f"{name}{'.json' if name == 'fix.json' else '.txt'}"
    printed = (
        json.dumps(json.loads(done.stdout), ensure_ascii=False, indent=1) + "\n" if "json" in name else done.stdout
    )
    if os.environ.get("ALIGN_WRITE_GOLDEN"):
        golden.write_bytes(printed.encode())
    assert printed.encode() == golden.read_bytes()


@pytest.mark.parametrize(
    ("text", "options", "code", "said"),
    [
        (RIGHT, (), 0, "Nothing to fix; nothing is left.\n"),
        (WRONG, (), 0, "Fixed 2 findings in 1 file; nothing is left.\n"),
        (WRONG, ("--select", "N2"), 0, "Nothing to fix; nothing is left.\n"),
        (WRONG, ("--ignore", "N101"), 0, "Nothing to fix; nothing is left.\n"),
        (WRONG, ("--fail-on", "info"), 0, "Fixed 2 findings in 1 file; nothing is left.\n"),
        (WRONG.replace("Tanaka", "Suzuki"), (), 1, "Nothing to fix; 3 are left: 3 by --unsafe-fixes.\n"),
        (
            WRONG.replace("Tanaka", "Suzuki"),
            ("--fail-on", "never"),
            0,
            "Nothing to fix; 3 are left: 3 by --unsafe-fixes.\n",
        ),
        (WRONG.replace("Tanaka", "Suzuki"), ("--unsafe-fixes",), 0, "Fixed 3 findings in 1 file; nothing is left.\n"),
        (WRONG.replace("Tanaka", "田中"), (), 1, None),
    ],
)
def test_the_exit_code_tells_whether_something_is_left(
    text: str, options: tuple[str, ...], code: int, said: str | None, wrong: Project
) -> None:
    wrong.write("a.en.txt", text)
    done = wrong.align("fix", *PAIR, *options)
    assert done.exit_code == code, done.output
    if said is not None:
        assert done.stdout.splitlines(keepends=True)[-1] == said


def test_each_fix_is_told_with_its_place(wrong: Project) -> None:
    assert wrong.align("fix", *PAIR).stdout == (
        'a.en.txt:1:1: fixed N101 "Tanaka Hanako" → "Hanako Tanaka"\n'
        'a.en.txt:2:1: fixed N101 "Tanaka Hanako" → "Hanako Tanaka"\n'
        "Fixed 2 findings in 1 file; nothing is left.\n"
    )
    assert read(wrong) == RIGHT


def test_quiet_leaves_the_summary_out(wrong: Project) -> None:
    done = wrong.align("fix", *PAIR, "-q")
    assert (len(done.stdout.splitlines()), done.stderr) == (2, "")


def test_what_is_said_may_go_to_a_file(wrong: Project) -> None:
    done = wrong.align("fix", *PAIR, "--output", "said.txt")
    assert (done.stdout, read(wrong)) == ("", RIGHT)
    assert read(wrong, "said.txt").endswith("Fixed 2 findings in 1 file; nothing is left.\n")


@pytest.mark.parametrize("name", ["a.en.txt", "a.ja.txt", "link.txt"])
def test_what_is_said_never_takes_the_place_of_a_text(name: str, wrong: Project, fails: Fails) -> None:
    (wrong.folder / "link.txt").symlink_to("a.en.txt")
    said = fails("fix", *PAIR, "--output", name)
    assert said.startswith(
        f"align: {name}: the results would take the place of this text\n  hint: files are fixed where"
    )
    assert (read(wrong), read(wrong, "a.ja.txt")) == (WRONG, SOURCE)


# --- what it leaves alone -----------------------------------------------------------------------------------------


def test_a_file_that_needs_no_fix_is_not_written(wrong: Project) -> None:
    path = wrong.write("a.en.txt", RIGHT)
    os.utime(path, ns=(1, 1))
    before = path.stat()
    wrong.align("fix", *PAIR)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)


def test_a_fixed_file_keeps_its_permissions(wrong: Project) -> None:
    path = wrong.folder / "a.en.txt"
    path.chmod(0o640)
    wrong.align("fix", *PAIR)
    assert (path.stat().st_mode & 0o777, read(wrong)) == (0o640, RIGHT)


@pytest.mark.parametrize("by", ["inline", "config", "review", "baseline"])
def test_what_is_suppressed_is_left_alone(by: str, wrong: Project) -> None:
    if by == "inline":
        wrong.write("a.en.txt", f"<!-- align: ignore=N101 scope=file -->\n{WRONG}")
    elif by == "config":
        wrong.write("align.toml", 'per-file-ignores = { "*.txt" = ["N101"] }\n')
    elif by == "review":
        decided = {"at": "2026-11-22T09:01:02Z", "finding": "N101", "ruling": "ignore", "scope": "everywhere"}
        words = {"source": {"exact": "田中花子"}, "target": {"exact": "Tanaka Hanako"}}
        wrong.write("align-review.jsonl", json.dumps(decided | words) + "\n")
    else:
        assert wrong.align("check", *PAIR, "--update-baseline").exit_code == 0
    before = read(wrong)
    done = wrong.align("fix", *PAIR)
    assert (done.exit_code, done.stdout) == (0, "Nothing to fix; nothing is left.\n")
    assert read(wrong) == before


def test_a_suppression_that_ignores_nothing_is_taken_out(wrong: Project) -> None:
    wrong.write("a.en.txt", f"<!-- align: ignore=N101,N201 -->\n{WRONG}<!-- align: ignore=N1O1 -->\nGood bye.\n")
    done = wrong.align("fix", *PAIR)
    assert read(wrong).splitlines() == [
        "<!-- align: ignore=N101 -->",
        WRONG.splitlines()[0],
        RIGHT.splitlines()[1],
        "<!-- align: ignore=N1O1 -->",
        "Good bye.",
    ]
    assert done.stdout.splitlines()[:2] == [
        "a.en.txt:1:13: fixed S101 Remove N201 from the suppression",
        'a.en.txt:3:1: fixed N101 "Tanaka Hanako" → "Hanako Tanaka"',
    ]


# --- once is enough -----------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["Tanaka Hanako", "Hanako TANAKA", "Hanako Tanaaka", "TANAKA Hanako", "Tanaka-Hanako", "Hanako Tanaka", "Kono Taro",
     "Taro Kohno", "Tarou Kono", "Kōno Tarō", "Ms. Tanaka", "said", "and", "left.", "“", "”", "[b]", "\\n", "%s", "😀", "é"]
)  # fmt: skip
TARGETS = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)
SOURCES = st.sampled_from(
    ["田中花子さんは帰った。", "田中花子さんと河野太郎さんが話した。", "河野太郎は来た。", "帰った。"]
)
ROWS = st.lists(st.tuples(SOURCES, TARGETS), min_size=1, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n"]), marked=st.booleans(), unsafe=st.booleans())
def test_a_second_run_changes_nothing(
    rows: list[tuple[str, str]], end: str, marked: bool, unsafe: bool, project: Project
) -> None:
    mark = codecs.BOM_UTF8 if marked else b""
    project.write("names.yaml", HARD)
    project.write("b/rows.tsv", mark + "".join(f"{s}\t{t}{end}" for s, t in rows).encode())
    lines = (json.dumps({"source": s, "target": t}, ensure_ascii=marked) for s, t in rows)
    project.write("b/rows.jsonl", mark + "".join(f"{line}{end}" for line in lines).encode())
    project.write("b/pair.ja.txt", "".join(f"{s}{end}" for s, _ in rows))
    project.write("b/pair.en.txt", mark + "".join(f"{t}{end}" for _, t in rows).encode())
    options = (*NAMES, "--no-discovery", *["--unsafe-fixes"] * unsafe)
    first = project.align("fix", "b", *options)
    assert first.exit_code in (0, 1), first.stderr
    files = sorted((project.folder / "b").iterdir())
    after = {path: path.read_bytes() for path in files}
    assert all(raw.startswith(mark) for path, raw in after.items() if ".ja." not in path.name)
    second = project.align("fix", "b", *options)
    assert second.exit_code == first.exit_code
    assert " fixed " not in second.stdout
    assert {path: path.read_bytes() for path in files} == after


def test_a_translation_of_two_sources_is_fixed_once(wrong: Project) -> None:
    wrong.write("a.zh.txt", "田中花子昨天在东京举行了记者会。\n田中花子回家了。\n")
    diff = wrong.align("fix", ".", *NAMES, "--diff")
    assert diff.stdout.count("+Hanako Tanaka") == 2
    done = wrong.align("fix", ".", *NAMES)
    assert (done.exit_code, done.stdout.count(" fixed ")) == (0, 2)
    assert read(wrong) == RIGHT


def test_a_path_that_is_given_twice_is_fixed_once(wrong: Project) -> None:
    wrong.write("b.tsv", ROW.format("Tanaka Hanako"))
    done = wrong.align("fix", "b.tsv", "./b.tsv", *NAMES, "--diff")
    assert done.stdout.count("+++") == 1


def test_a_file_whose_fixes_go_round_in_circles_is_left_alone_and_told(
    three: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turning(context: base.Context) -> Iterator[Finding]:
        text = context.segment.target or ""
        new = {"x": "y", "y": "x"}.get(text[0], "Hanako Tanaka")
        edit = Edit(context.segment.key, Span(0, len(new)), text[: len(new)], new)
        if edit.expected != new:
            yield rule.finding(context, "turn it", target_span=edit.span, fix=Fix("turn it", (edit,), Safety.SAFE))

    rule = base.Rule("X101", "turning", Severity.ERROR, "turns", "other", turning)
    monkeypatch.setattr("align.cli.checking.rules_of", lambda batch: (rule,))
    three.write("c.tsv", "花子\tx goes\n花子\tTanaka Hanako went home.\n")
    before = read(three, "c.tsv")
    why = "(not fixed: the fixes for this file undo each other, so it is left as it was)"
    for fixed in (2, 0):
        done = three.align("fix", "b.tsv", "c.tsv", "d.tsv", *NAMES)
        assert (done.exit_code, done.stdout.count(" fixed X101 ")) == (1, fixed)
        assert [line for line in done.stdout.splitlines() if "c.tsv" in line] == [
            f"c.tsv:1:4: X101 turn it {why}",
            f"c.tsv:2:4: X101 turn it {why}",
        ]
        assert "; 2 are left: 2 by hand." in done.stderr + done.stdout
        assert read(three, "c.tsv") == before
        assert read(three, "d.tsv") == ROW.format("Hanako Tanaka")


# --- only shown ---------------------------------------------------------------------------------------------------

DIFFED = {
    "plain": WRONG.encode(),
    "crlf": WRONG.replace("\n", "\r\n").encode(),
    "no last end": WRONG.removesuffix("\n").encode(),
    "crlf without the last": WRONG.replace("\n", "\r\n").removesuffix("\r\n").encode(),
    "mark": codecs.BOM_UTF8 + WRONG.encode(),
    "mixed": WRONG.replace("\n", "\r\n", 1).encode(),
    "form feed": WRONG.replace("yesterday", "yester\x0c\u2028\x85day").encode(),
    "old Mac": WRONG.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("tool", ["git apply --whitespace=nowarn", "patch --binary -s -p1"])
@pytest.mark.parametrize("content", DIFFED.values(), ids=DIFFED)
def test_a_diff_does_to_a_file_what_fix_would(content: bytes, tool: str, wrong: Project) -> None:
    names = ["a.en.txt", "b c/d [x].en.txt", 'quo"te\\é.en.txt', "田中.en.txt"]
    for name in names:
        wrong.write(name, content)
        wrong.write(name.replace(".en.", ".ja."), SOURCE)
    done = wrong.align("fix", ".", *NAMES, "--ignore", "D103", "--diff")
    assert done.exit_code == 1
    assert done.stderr == f"align: Would fix {len(names) * 2} findings in {len(names)} files; nothing is left.\n"
    assert {(wrong.folder / name).read_bytes() for name in names} == {content}
    applied = subprocess.run(tool.split(), input=done.stdout_bytes, cwd=wrong.folder, capture_output=True)
    assert applied.returncode == 0, (applied.stderr, done.stdout)
    patched = {name: (wrong.folder / name).read_bytes() for name in names}
    for name in names:
        wrong.write(name, content)
    assert wrong.align("fix", ".", *NAMES, "--ignore", "D103").exit_code == 0
    assert patched == {name: (wrong.folder / name).read_bytes() for name in names}


def test_a_diff_of_nothing_is_empty(wrong: Project) -> None:
    wrong.write("a.en.txt", RIGHT)
    done = wrong.align("fix", *PAIR, "--diff")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "align: Nothing to fix; nothing is left.\n")


def test_a_diff_may_go_to_a_file_and_names_paths_from_here(wrong: Project) -> None:
    wrong.align("fix", str(wrong.folder / "a.en.txt"), *PAIR[1:], "--diff", "--output", "fixes.diff")
    assert read(wrong, "fixes.diff").startswith("--- a/a.en.txt\n+++ b/a.en.txt\n@@ -1,2 +1,2 @@\n-Tanaka")


def test_a_name_that_commands_the_terminal_is_quoted_in_a_diff(wrong: Project) -> None:
    wrong.write("e\x1b[31m.tsv", ROW.format("Tanaka Hanako"))
    diff = wrong.align("fix", "e\x1b[31m.tsv", *NAMES, "--diff").stdout
    assert diff.startswith('--- "a/e\\033[31m.tsv"\n')
    assert "\x1b" not in diff + wrong.align("fix", "e\x1b[31m.tsv", *NAMES).stdout


# --- standard input -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [*DIFFED.values(), WRONG.encode("utf-16")], ids=[*DIFFED, "utf-16"])
@pytest.mark.parametrize("output", [None, "out.txt"])
def test_standard_input_is_fixed_to_standard_output_byte_for_byte(
    content: bytes, output: str | None, wrong: Project
) -> None:
    to = ("--output", output) if output else ()
    done = wrong.align("fix", "-", "--source", "a.ja.txt", *NAMES, "--ignore", "D103", *to, stdin=content)
    wrong.write("a.en.txt", content)
    wrong.align("fix", *PAIR)
    written = (wrong.folder / output).read_bytes() if output else done.stdout_bytes
    assert written == (wrong.folder / "a.en.txt").read_bytes() != content
    assert (done.exit_code, done.stderr) == (0, "align: Fixed 2 findings in 1 file; nothing is left.\n")


def test_bilingual_input_is_fixed_too_and_what_is_left_counts(wrong: Project) -> None:
    rows = json.dumps({"source": "田中花子が来た。", "target": "Tanaka Hanako came."}) + "\n"
    done = wrong.align("fix", "-", *NAMES, stdin=rows)
    assert (done.exit_code, done.stdout) == (0, rows.replace("Tanaka Hanako", "Hanako Tanaka"))
    done = wrong.align("fix", "-", *NAMES, "-q", stdin=rows.replace("Tanaka", "Suzuki"))
    assert (done.exit_code, done.stdout, done.stderr) == (1, rows.replace("Tanaka", "Suzuki"), "")


@pytest.mark.parametrize("more", [("a.en.txt",), ("--diff",), ("--output-format", "json")])
def test_standard_input_is_fixed_alone(more: tuple[str, ...], fails: Fails) -> None:
    assert "standard input is fixed alone" in fails("fix", "-", *more, *NAMES, stdin=ROW.format("x"))


# --- what goes wrong ----------------------------------------------------------------------------------------------


def state(project: Project) -> list[str]:
    """Which of the three are fixed; nothing else may stand in the folder."""
    assert sorted(path.name for path in project.folder.glob(".*") if path.name != ".cache") == []
    contents = {name: read(project, f"{name}.tsv") for name in "bcd" if (project.folder / f"{name}.tsv").exists()}
    assert set(contents.values()) <= {ROW.format("Tanaka Hanako"), ROW.format("Hanako Tanaka")}
    return [name for name, content in contents.items() if content == ROW.format("Hanako Tanaka")]


def interfered(project: Project, monkeypatch: pytest.MonkeyPatch, name: str, act: Any) -> tuple[int, str]:
    """Fix the three; when the one of this name is about to be written, something happens."""
    replace = align.cli.fixed.replace_file

    def replaced(path: Path, new: bytes, *, old: bytes) -> None:
        if path.name == name:
            act(path)
        replace(path, new, old=old)

    monkeypatch.setattr("align.cli.fixed.replace_file", replaced)
    done = project.align("fix", "b.tsv", "c.tsv", "d.tsv", *NAMES)
    assert done.stdout == ""
    return done.exit_code, done.stderr


ONE_WAS = "align: 1 file was fixed before the run stopped\n"


def test_a_write_protected_file_is_left_alone(three: Project) -> None:
    (three.folder / "c.tsv").chmod(0o444)
    done = three.align("fix", "b.tsv", "c.tsv", "d.tsv", *NAMES)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"{ONE_WAS}align: c.tsv: the file cannot be written: it is write-protected\n"
        "  hint: the file is as it was; check who may write there, and run the command again\n"
    )
    assert state(three) == ["b"]
    (three.folder / "c.tsv").chmod(0o644)
    assert three.align("fix", "b.tsv", "c.tsv", "d.tsv", *NAMES).exit_code == 0
    assert state(three) == ["b", "c", "d"]


def test_a_file_that_somebody_changes_meanwhile_keeps_the_change(
    three: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = interfered(three, monkeypatch, "c.tsv", lambda path: path.write_text(ROW.format("Hanako Tanaka")))
    assert (code, said) == (
        2,
        f"{ONE_WAS}align: c.tsv: the file is left alone: somebody else has changed the file in the meantime\n"
        "  hint: run the command again\n",
    )
    assert state(three) == ["b", "c"]


def test_a_folder_that_vanishes_meanwhile_is_told(three: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (three.folder / "deep").mkdir()
    (three.folder / "d.tsv").rename(three.folder / "deep" / "d.tsv")
    (three.folder / "d.tsv").symlink_to("deep/d.tsv")

    def vanish(path: Path) -> None:
        (three.folder / "deep" / "d.tsv").unlink()
        (three.folder / "deep").rmdir()

    code, said = interfered(three, monkeypatch, "d.tsv", vanish)
    assert code == 2
    assert said.startswith("align: 2 files were fixed before the run stopped\nalign: d.tsv: the file is left alone: ")
    assert state(three) == ["b", "c"]


def test_a_full_disk_is_told_and_the_file_is_as_it_was(three: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    code, said = interfered(three, monkeypatch, "c.tsv", full)
    assert (code, said.splitlines()[1]) == (2, "align: c.tsv: the file cannot be written: No space left on device")
    assert state(three) == ["b"]


def test_ctrl_c_between_two_files_leaves_each_whole(three: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path) -> None:
        raise KeyboardInterrupt

    assert interfered(three, monkeypatch, "c.tsv", interrupt) == (130, f"{ONE_WAS}\nalign: interrupted\n")
    assert state(three) == ["b"]


def test_a_document_that_cannot_be_read_stops_the_run(three: Project) -> None:
    three.write("c.tsv", b"\xff\xfe\xff")
    done = three.align("fix", "b.tsv", "c.tsv", "d.tsv", *NAMES)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{ONE_WAS}align: c.tsv: ")
