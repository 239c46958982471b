"""`--changed-since REV` and `--only-documents`: of the documents asked for, those that matter now. With real repositories."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from align.cli.changed import Changes
from align.errors import AlignError
from align.reports import REPORTS

if TYPE_CHECKING:
    from tests.cli.conftest import Project

Git = Callable[..., str]
SOURCE, TARGET = "田中花子さんが来た。\n", "Tanaka Hanako came.\n"
EMPTY: dict[str, Callable[[Any], object]] = {
    "json": lambda report: report["findings"],
    "sarif": lambda log: log["runs"][0]["results"],
    "gitlab": lambda issues: issues,
    "rdjson": lambda result: result["diagnostics"],
}
"""Where each format in JSON has its findings."""
ROW = "田中花子さんが来た。\tTanaka Hanako came.\n"


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git as it is set nowhere."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
        **{f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def git(project: Project) -> Git:
    """Run git in the project, which is a repository with all of its files in one commit, tagged `first`."""

    def run(*arguments: str, at: Path = project.folder) -> str:
        return subprocess.run(("git", *arguments), cwd=at, check=True, capture_output=True, text=True).stdout

    project.write(".gitignore", "/.cache/\n")
    project.write("align.toml", 'glossaries = ["names.yaml"]\ndiscover = false\n')
    run("init", "--quiet", "--initial-branch=main")
    _commit(run)
    run("tag", "first")
    return run


def _commit(git: Git, **options: Path) -> None:
    git("add", "--all", **options)
    git("commit", "--quiet", "--allow-empty", "--message=Change", **options)


def _checked(project: Project, *arguments: str) -> list[str]:
    """The files that a check since a revision reads; each holds one error."""
    done = project.align("check", *arguments, "--no-discovery", "--output-format", "jsonl", "--select", "N101")
    assert done.exit_code in (0, 1), done.stderr
    return sorted({json.loads(line)["path"] for line in done.stdout.splitlines()})


def _pair(project: Project, name: str) -> None:
    project.write(f"{name}.ja.txt", SOURCE)
    project.write(f"{name}.en.txt", TARGET)


def test_what_has_changed_is_checked_whether_committed_staged_or_neither(project: Project, git: Git) -> None:
    for name in ("committed.tsv", "staged.tsv", "unstaged.tsv", "same.tsv"):
        project.write(name, ROW)
    _commit(git)
    git("tag", "base")
    project.write("committed.tsv", ROW * 2)
    _commit(git)
    project.write("staged.tsv", ROW * 2)
    git("add", "staged.tsv")
    project.write("unstaged.tsv", ROW * 2)
    project.write("untracked.tsv", ROW)
    assert _checked(project, ".", "--changed-since", "base") == [
        "committed.tsv",
        "staged.tsv",
        "unstaged.tsv",
        "untracked.tsv",
    ]
    assert _checked(project, ".", "--changed-since", "HEAD") == ["staged.tsv", "unstaged.tsv", "untracked.tsv"]
    done = project.align("check", ".", "--changed-since", "base")
    assert "align: 4 of 6 documents have changed since base\n" in done.stderr


@pytest.mark.parametrize("changed", ["b.ja.txt", "b.en.txt"])
def test_a_pair_has_changed_where_its_translation_or_its_source_has(changed: str, project: Project, git: Git) -> None:
    _pair(project, "b")
    _commit(git)
    project.write(changed, project.folder.joinpath(changed).read_text("utf-8") + "\n")
    assert _checked(project, ".", "--changed-since", "HEAD") == ["b.en.txt"]
    assert _checked(project, "b.en.txt", "--source", "b.ja.txt", "--changed-since", "HEAD") == ["b.en.txt"]
    project.write(
        "align.toml", 'glossaries = ["names.yaml"]\ndocuments = [{ source = "*.ja.txt", target = "*.en.txt" }]'
    )
    assert _checked(project, "--changed-since", "HEAD") == ["b.en.txt"]


def test_what_has_not_changed_is_not_read(project: Project, git: Git) -> None:
    project.write("broken.tsv", b"\xff\xff\xff")
    _commit(git)
    project.write("b.tsv", ROW)
    assert project.align("check", ".").exit_code == 2
    assert _checked(project, ".", "--changed-since", "HEAD") == ["b.tsv"]


def test_a_file_counts_under_its_new_name_and_one_that_is_gone_not_at_all(project: Project, git: Git) -> None:
    project.write("old.tsv", ROW)
    project.write("gone.tsv", ROW)
    _commit(git)
    git("mv", "old.tsv", "new.tsv")
    git("rm", "--quiet", "gone.tsv")
    assert _checked(project, ".", "--changed-since", "HEAD") == ["new.tsv"]
    _commit(git)
    assert _checked(project, ".", "--changed-since", "HEAD~") == ["new.tsv"]
    # Where somebody names it, it is missed.
    done = project.align("check", "gone.tsv", "--changed-since", "HEAD~")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "align: gone.tsv: there is no such file")


def test_what_others_have_changed_meanwhile_is_not_checked(project: Project, git: Git) -> None:
    git("switch", "--quiet", "--create", "work")
    project.write("mine.tsv", ROW)
    _commit(git)
    git("switch", "--quiet", "main")
    project.write("theirs.tsv", ROW)
    _commit(git)
    git("switch", "--quiet", "work")
    assert _checked(project, ".", "--changed-since", "main") == ["mine.tsv"]
    git("merge", "--quiet", "main", "--message=Merge")
    assert _checked(project, ".", "--changed-since", "main") == ["mine.tsv"]


@pytest.mark.parametrize(
    "name", ["a b.tsv", "新聞　記事.tsv", "quo\"te's.tsv", "line\nend.tsv", "-n.tsv", "é.tsv", "深/い.tsv"]
)
def test_no_name_of_a_file_confuses_it(name: str, project: Project, git: Git) -> None:
    project.write(name, ROW)
    assert _checked(project, ".", "--changed-since", "HEAD") == [name]
    _commit(git)
    project.write(name, ROW * 2)
    assert _checked(project, ".", "--changed-since", "HEAD") == [name]


def test_what_git_ignores_and_what_was_not_asked_for_is_left_out(project: Project, git: Git) -> None:
    project.write(".gitignore", "/.cache/\nignored.tsv\n")
    for name in ("ignored.tsv", "in/b.tsv", "out/c.tsv"):
        project.write(name, ROW)
    assert _checked(project, "in", "ignored.tsv", "--changed-since", "HEAD") == ["in/b.tsv"]


def test_a_file_that_another_links_to_has_changed_for_both(
    project: Project, git: Git, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project.write("texts/b.tsv", ROW)
    project.folder.joinpath("link.tsv").symlink_to("texts/b.tsv")
    project.folder.joinpath("there").symlink_to("texts")
    outside = tmp_path_factory.mktemp("outside") / "c.tsv"
    outside.write_text(ROW, "utf-8")
    project.folder.joinpath("away.tsv").symlink_to(outside)
    _commit(git)
    project.write("texts/b.tsv", ROW * 2)
    assert _checked(project, ".", "--changed-since", "HEAD") == ["link.tsv", "texts/b.tsv"]
    assert _checked(project, "there", "--changed-since", "HEAD") == ["there/b.tsv"]


@pytest.mark.parametrize("name", list(REPORTS))
def test_where_nothing_has_changed_the_report_is_empty_and_the_run_a_success(
    name: str, project: Project, git: Git
) -> None:
    done = project.align("check", ".", "--changed-since", "HEAD", "--output-format", name)
    assert (done.exit_code, done.stderr) == (0, "align: none of 1 document has changed since HEAD\n")
    assert "a.en.txt" not in done.stdout
    if name in EMPTY:
        assert EMPTY[name](json.loads(done.stdout)) == []
    assert project.align("check", ".", "--changed-since", "HEAD", "--output-format", name, "-q").stderr == ""


def test_fix_leaves_what_has_not_changed_alone(project: Project, git: Git) -> None:
    before = project.folder.joinpath("a.en.txt").read_bytes()
    project.write("b.tsv", ROW)
    done = project.align("fix", ".", "--changed-since", "HEAD")
    assert done.exit_code == 0, done.output
    assert project.folder.joinpath("b.tsv").read_text("utf-8") == "田中花子さんが来た。\tHanako Tanaka came.\n"
    assert project.folder.joinpath("a.en.txt").read_bytes() == before
    assert "align: 1 of 2 documents has changed since HEAD\n" in done.stderr
    assert project.align("fix", "a.en.txt", "--changed-since", "HEAD").stdout == "Nothing to fix; nothing is left.\n"


def test_a_changed_glossary_or_configuration_is_told_and_widens_nothing(project: Project, git: Git) -> None:
    project.write("names.yaml", project.folder.joinpath("names.yaml").read_text("utf-8") + "# more\n")
    project.write("align.toml", project.folder.joinpath("align.toml").read_text("utf-8") + "# more\n")
    done = project.align("check", ".", "--changed-since", "HEAD")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[1:] == [
        f"align: {name} has changed as well; without --changed-since everything is checked against it"
        for name in ("align.toml", "names.yaml")
    ]


def test_each_path_is_asked_of_its_own_repository_and_no_other_is_looked_into(project: Project, git: Git) -> None:
    inner = project.write("vendor/inner/b.tsv", ROW).parent
    git("init", "--quiet", at=inner)
    _commit(git, at=inner)
    project.write("vendor/inner/b.tsv", ROW * 2)
    project.write("c.tsv", ROW)
    assert _checked(project, ".", "--changed-since", "HEAD") == ["c.tsv"]
    assert _checked(project, "vendor/inner", "--changed-since", "HEAD") == ["vendor/inner/b.tsv"]
    assert _checked(project, ".", "vendor/inner", "--changed-since", "HEAD") == ["c.tsv", "vendor/inner/b.tsv"]


def test_a_submodule_that_has_moved_on_is_no_change_of_ours(project: Project, git: Git, tmp_path: Path) -> None:
    other = project.write(".cache/other/b.tsv", ROW).parent
    git("init", "--quiet", at=other)
    _commit(git, at=other)
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "sub")
    _commit(git)
    project.write("sub/b.tsv", ROW * 2)
    _commit(git, at=project.folder / "sub")
    assert _checked(project, ".", "--changed-since", "HEAD") == []


def test_from_a_folder_inside_the_repository_the_same_is_seen(
    project: Project, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("deep/er/b.tsv", ROW)
    project.write("c.tsv", ROW)
    monkeypatch.chdir(project.folder / "deep")
    assert _checked(project, ".", "--changed-since", "HEAD") == ["er/b.tsv"]
    assert _checked(project, "../c.tsv", str(project.folder / "c.tsv"), "--changed-since", "HEAD") == [
        "../c.tsv",
        (project.folder / "c.tsv").as_posix(),
    ]


def test_what_git_sets_for_its_hooks_does_not_mislead(
    project: Project, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = project.write(".cache/other/b.tsv", ROW).parent
    git("init", "--quiet", at=other)
    _commit(git, at=other)
    project.write("in/c.tsv", ROW)
    for name, value in (("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index"), ("GIT_PREFIX", "in/")):
        monkeypatch.setenv(name, value)
    assert _checked(project, "in", "--changed-since", "HEAD") == ["in/c.tsv"]
    project.write(".cache/other/b.tsv", ROW * 2)
    assert _checked(project, ".cache/other/b.tsv", "--changed-since", "HEAD") == [".cache/other/b.tsv"]


def test_a_repository_that_only_its_variables_name_is_found(
    project: Project, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(".cache/HERE", "")
    project.folder.joinpath(".git").rename(project.folder / ".cache" / "bare.git")
    project.write("in/c.tsv", ROW)
    assert project.align("check", ".", "--changed-since", "HEAD").exit_code == 2
    monkeypatch.setenv("GIT_DIR", ".cache/bare.git")
    monkeypatch.setenv("GIT_WORK_TREE", ".")
    assert _checked(project, "in", "--changed-since", "HEAD") == ["in/c.tsv"]


@pytest.mark.parametrize("revision", ["nowhere", "", "--output=x", "-h", "first..main", "a\nb", "HEAD:a.en.txt"])
def test_what_is_no_revision_is_refused(revision: str, project: Project, git: Git) -> None:
    done = project.align("check", ".", f"--changed-since={revision}")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"git knows no revision {revision}".splitlines()[0] in done.stderr
    assert "git branch --all" in done.stderr
    assert not project.folder.joinpath("x").exists()


def test_a_history_that_is_cut_off_is_said_to_be(project: Project, git: Git) -> None:
    for branch in ("work", "main"):
        git("switch", "--quiet", "--force-create", branch, "first")
        project.write("c.tsv", f"{ROW}{branch}\t{branch}\n")
        _commit(git)
    here = f"file://{project.folder}"
    for branches, said in (
        (["--branch=work"], "git knows no revision origin/main"),
        (["--no-single-branch"], "in common"),
    ):
        clone = project.folder / ".cache" / branches[0]
        git("clone", "--quiet", "--depth=1", *branches, here, str(clone))
        git("switch", "--quiet", "work", at=clone)
        done = project.align("check", str(clone), "--changed-since", "origin/main")
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
        assert "fetch-depth: 0" in done.stderr


def test_without_a_repository_a_message_says_so(project: Project) -> None:
    done = project.align("check", ".", "--changed-since", "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "git cannot tell what has changed: not a git repository" in done.stderr


def test_without_git_a_message_says_so(project: Project, git: Git) -> None:
    done = project.align("check", ".", "--changed-since", "HEAD", PATH="")
    assert done.exit_code == 2
    assert done.stderr.startswith("align: there is no git on this machine\n  hint: ")


def test_files_of_somebody_else_are_answered_with_what_git_says_to_do(
    project: Project, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(AlignError) as caught:
        Changes("HEAD").look_at(project.folder)
    assert "dubious ownership" in caught.value.message
    assert caught.value.hint.startswith("git config --global --add safe.directory ")


def test_standard_input_has_no_history(project: Project, git: Git) -> None:
    done = project.align("check", "-", "--changed-since", "HEAD", stdin=ROW)
    assert done.exit_code == 2
    assert "of standard input git knows nothing" in done.stderr


# --- what a file stands for that is named --------------------------------------------------------------------------


@pytest.mark.parametrize("documents", ["", 'documents = [{ source = "{name}.ja.txt", target = "{name}.en.txt" }]'])
def test_source_and_translation_stand_for_their_pair_each_alone_and_both(documents: str, project: Project) -> None:
    project.write("align.toml", f'glossaries = ["names.yaml"]\n{documents}')
    for paths in (["a.ja.txt"], ["a.en.txt"], ["a.ja.txt", "a.en.txt"]):
        done = project.align("check", *paths, "--output-format", "json")
        (finding,) = json.loads(done.stdout)["findings"]
        assert (finding["path"], finding["source"]["text"]) == ("a.en.txt", "田中花子")


@pytest.mark.parametrize(
    ("source", "target"),
    [("b.zh-Hant.md", "b.md"), ("b.zh.md", "b.en.md"), ("source.ja.txt", "target.en.txt"), ("ja/b.txt", "en/b.txt")],
)
def test_every_way_of_pairing_is_known(source: str, target: str, project: Project) -> None:
    project.write(
        "align.toml", 'glossaries = ["names.yaml"]\ndocuments = [{ source = "ja/*.txt", target = "en/*.txt" }]'
    )
    project.write(source, SOURCE)
    project.write(target, TARGET)
    for path in (source, target):
        assert _checked(project, path) == [target]
        assert _checked(project, "--only-documents", path) == [target]


def test_only_documents_leaves_out_what_no_folder_would_offer(project: Project) -> None:
    project.write("align.toml", 'glossaries = ["names.yaml"]\nexclude = ["old/**"]\n')
    project.write("README.md", TARGET)
    project.write("alone.ja.txt", SOURCE)
    project.write("old/b.tsv", ROW)
    project.write("c.tsv", ROW)
    named = ["README.md", "alone.ja.txt", "old/b.tsv", "c.tsv", "a.ja.txt", "names.yaml"]
    assert _checked(project, "--only-documents", *named) == ["a.en.txt", "c.tsv"]
    done = project.align("check", "--only-documents", "README.md")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "README.md" in _checked(project, "README.md")


def test_only_documents_tells_of_a_document_whose_source_is_missing(project: Project) -> None:
    project.write("align.toml", 'documents = [{ source = "ja/{name}.txt", target = "en/{name}.txt" }]')
    project.write("en/b.txt", TARGET)
    done = project.align("check", "--only-documents", "en/b.txt", "--glossary", "names.yaml")
    assert (done.exit_code, done.stderr) == (0, "align: en/b.txt is left out: its source ja/b.txt is not there\n")
