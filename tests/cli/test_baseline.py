"""Old findings that a team has set aside: `--update-baseline`, what is new since, what is gone, and the file itself."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

NAMES = ("--glossary", "names.yaml", "--no-discovery")
PAIR = ("a.en.txt", "--source", "a.ja.txt", *NAMES)
BASELINE = "align-baseline.json"
LINES = ("田中花子さんは{}番に来た。", "Tanaka Hanako came as number {}.")


def row(number: int, name: str = "Tanaka Hanako") -> str:
    source, target = LINES
    return f"{source.format(number)}\t{target.format(number).replace('Tanaka Hanako', name)}\n"


def counted(project: Project, *arguments: str) -> list[str]:
    """Where something is found that counts."""
    done = project.align("check", *arguments, "--output-format", "json")
    assert done.exit_code in (0, 1), done.stderr
    findings: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return [f"{each['path']}:{each['target']['line']}" for each in findings if each["suppressed"] is None]


def told(project: Project, *arguments: str) -> str:
    return project.align("check", *arguments).stderr


def test_what_was_found_once_counts_no_more(project: Project) -> None:
    first = project.align("check", *PAIR, "--update-baseline", "--output-format", "json")
    assert first.exit_code == 0
    assert first.stderr == f"align: {BASELINE}: 1 finding in 1 file, 0 before\n"
    (finding,) = json.loads(first.stdout)["findings"]
    assert finding["suppressed"] == {"by": "baseline", "reason": "it is in the baseline"}
    assert project.align("check", *PAIR, "--fail-on", "info").exit_code == 0
    assert counted(project, *PAIR, "--no-baseline") == ["a.en.txt:1"]


@pytest.fixture
def many(project: Project) -> Project:
    """2,000 old findings in 40 files, all in the baseline."""
    for file in range(40):
        project.write(f"en/{file:02}.tsv", "".join(row(50 * file + line) for line in range(50)))
    done = project.align("check", "en", *NAMES, "--update-baseline", "-q")
    assert done.exit_code == 0
    return project


def test_of_two_thousand_old_findings_and_a_new_one_the_new_one_counts(many: Project) -> None:
    done = many.align("check", "en", *NAMES)
    assert (done.exit_code, done.stdout) == (0, "No findings (2000 suppressed) in 40 documents, 2000 segments.\n")
    rows = [row(number) for number in range(350, 400)]
    rows.insert(20, row(2000))
    many.write("en/07.tsv", "".join(rows))
    assert counted(many, "en", *NAMES) == ["en/07.tsv:21"]
    assert many.align("check", "en", *NAMES).exit_code == 1
    # Moving paragraphs about changes nothing, in whatever order.
    random.Random(5).shuffle(rows)
    many.write("en/07.tsv", "".join(rows))
    assert counted(many, "en/07.tsv", *NAMES) == [f"en/07.tsv:{rows.index(row(2000)) + 1}"]


def test_the_file_can_be_read_and_compared_line_by_line(project: Project) -> None:
    project.write("b/[x] \u202e.tsv", row(2) + row(1).replace("came", "“came” \x1b[31m"))
    project.align("check", ".", *NAMES, "--update-baseline")
    text = (project.folder / BASELINE).read_bytes().decode()
    lines = text.splitlines()
    assert lines[0] == '{"version": 1, "findings": {'
    assert lines[1] == ' "a.en.txt": ['
    assert lines[2].startswith('  {"code": "N101", "source": "田中花子", "target": "Tanaka Hanako", "near": "')
    assert lines[4] == ' "b/[x] \\u202e.tsv": ['
    assert lines[5:-3] == sorted(lines[5:-3])
    assert lines[-2:] == [" ]", "}}"]
    assert json.loads(text)["version"] == 1
    before = (project.folder / BASELINE).read_bytes()
    project.align("check", ".", *NAMES, "--update-baseline")
    assert (project.folder / BASELINE).read_bytes() == before


def test_what_is_mended_is_told_with_its_number_until_it_is_taken_out(project: Project) -> None:
    project.write("b.tsv", row(1) + row(2))
    project.align("check", ".", *NAMES, "--update-baseline")
    project.write("b.tsv", row(1) + row(2, "Hanako Tanaka"))
    gone = f"align: {BASELINE}: 1 of 3 findings gone; --update-baseline takes them out\n"
    assert told(project, ".", *NAMES) == gone
    assert told(project, ".", *NAMES, "--quiet") == ""
    assert told(project, "a.en.txt", *PAIR[1:]) == ""
    assert told(project, ".", *NAMES, "--select", "N2") == ""
    (project.folder / "b.tsv").unlink()
    assert told(project, *PAIR) == gone.replace("1 of", "2 of")
    assert told(project, *PAIR, "--update-baseline") == f"align: {BASELINE}: 1 finding in 1 file, 3 before\n"
    assert told(project, *PAIR) == ""


def test_an_update_keeps_other_files_and_rules_that_did_not_run(project: Project) -> None:
    project.write("b.tsv", row(1) + row(2, "Tanaka-Hanako"))
    project.align("check", ".", *NAMES, "--update-baseline")
    whole = (project.folder / BASELINE).read_bytes()
    project.align("check", *PAIR, "--update-baseline")
    project.align("check", ".", *NAMES, "--select", "N2", "--update-baseline")
    assert (project.folder / BASELINE).read_bytes() == whole


def test_what_is_suppressed_otherwise_does_not_go_into_it(project: Project) -> None:
    text = (project.folder / "a.en.txt").read_text("utf-8")
    project.write("a.en.txt", f"<!-- align: ignore=N101 -->\n{text}")
    project.align("check", *PAIR, "--update-baseline")
    assert json.loads((project.folder / BASELINE).read_text())["findings"] == {}


def test_a_translation_of_two_sources_has_a_place_for_each(project: Project) -> None:
    project.write("a.ja.txt", "田中花子さんは来た。\n田中花子さんは帰った。\n")
    project.write("a.zh.txt", "田中花子来了。\n田中花子回家了。\n")
    project.write("a.en.txt", "Tanaka Hanako came.\nHanako Tanaka went home.\n")
    project.align("check", ".", *NAMES, "--update-baseline")
    assert counted(project, ".", *NAMES) == []
    assert told(project, ".", *NAMES) == ""
    project.write("a.en.txt", "Tanaka Hanako came.\nTanaka Hanako went home.\n")
    assert counted(project, ".", *NAMES) == ["a.en.txt:2"] * 2
    project.write("a.en.txt", "Hanako Tanaka came.\nHanako Tanaka went home.\n")
    assert "2 of 2 findings gone" in told(project, ".", *NAMES)


@pytest.mark.parametrize("where", ["default", "flag", "setting", "pyproject"])
def test_the_baseline_stands_where_it_is_said_to(where: str, project: Project) -> None:
    options: tuple[str, ...] = ()
    place = BASELINE
    if where == "flag":
        place = "old/known.json"
        options = ("--baseline", place)
    elif where != "default":
        place = "old/known.json"
        name, head = ("align.toml", "") if where == "setting" else ("pyproject.toml", "[tool.align]\n")
        project.write(name, f'{head}baseline = "old/known.json"\n')
    (project.folder / "old").mkdir()
    project.align("check", *PAIR, *options, "--update-baseline")
    assert (project.folder / place).exists()
    assert counted(project, *PAIR, *options) == []
    assert counted(project, *PAIR, "--no-baseline") == ["a.en.txt:1"]
    # Files are named from the folder of the baseline, whatever folder one is in.
    (name,) = json.loads((project.folder / place).read_text())["findings"]
    assert name == ("a.en.txt" if where == "default" else "../a.en.txt")


def test_it_is_found_beside_the_configuration_from_everywhere(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("align.toml", 'glossaries = ["names.yaml"]\n')
    project.write("texts/b.tsv", row(1))
    project.align("check", "texts", "--update-baseline")
    monkeypatch.chdir(project.folder / "texts")
    assert counted(project, "b.tsv") == []
    assert not Path(BASELINE).exists()


def test_standard_input_has_a_place_too(project: Project) -> None:
    project.align("check", "-", *NAMES, "--update-baseline", stdin=row(1))
    done = project.align("check", "-", *NAMES, stdin=row(1))
    assert (done.exit_code, done.stderr) == (0, "")


def test_fix_leaves_alone_what_the_baseline_knows(project: Project) -> None:
    project.write("b.tsv", row(1))
    project.align("check", "b.tsv", *NAMES, "--update-baseline")
    project.write("b.tsv", row(1) + row(2))
    done = project.align("fix", "b.tsv", *NAMES)
    assert done.exit_code == 0
    assert (project.folder / "b.tsv").read_text("utf-8") == row(1) + row(2, "Hanako Tanaka")


# --- what goes wrong ----------------------------------------------------------------------------------------------

BROKEN = {
    "cut off": ('{"version": 1, "findings": {\n "a', ":2:2: the baseline is not JSON: Unterminated string starting at"),
    "merge": (
        '{"version": 1, "findings": {\n<<<<<<< HEAD\n "a": []\n=======\n "b": []\n>>>>>>> x\n}}\n',
        ":2: the baseline holds the marks of a merge that was not finished",
    ),
    "version": ('{"version": 2, "findings": {}}', ": the baseline is of version 2, this program knows 1"),
    "list": ("[]", ": this is no baseline of findings"),
    "number": ('{"version": 1, "findings": 3}', ": this is no baseline of findings"),
    "no entry": ('{"version": 1, "findings": {"a": ["N101"]}}', ": this is no baseline of findings"),
    "no words": ('{"version": 1, "findings": {"a": [{"code": "N1"}]}}', ": this is no baseline of findings"),
    "deep": ("[" * 100_000, ": the baseline is not JSON"),
    "empty": ("", ":1:1: the baseline is not JSON: Expecting value"),
    "not UTF-8": (b"\xff\xfe{}", ": the baseline is not UTF-8"),
}


@pytest.mark.parametrize("command", [("check",), ("check", "--update-baseline"), ("fix",)], ids=" ".join)
@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_baseline_that_is_none_is_told_and_kept(
    content: str | bytes, said: str, command: tuple[str, ...], project: Project, fails: Fails
) -> None:
    path = project.write(BASELINE, content)
    before = path.read_bytes()
    message = fails(*command, *PAIR)
    assert message.startswith(f"align: {BASELINE}{said}")
    assert message.endswith("  hint: mend it, or remove it: `align check --update-baseline` then writes a new one\n")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--baseline", "folder/none/b.json", "--update-baseline"),
            "folder/none/b.json: the baseline cannot be written",
        ),
        (("--baseline", "folder", "--update-baseline"), "is a directory"),
        (("--no-baseline", "--update-baseline"), "exclude each other"),
        (("--no-baseline", "--baseline", "b.json"), "exclude each other"),
    ],
)
def test_a_place_where_none_can_stand_is_told(
    options: tuple[str, ...], said: str, project: Project, fails: Fails
) -> None:
    (project.folder / "folder").mkdir()
    assert said in fails("check", *PAIR, *options)
