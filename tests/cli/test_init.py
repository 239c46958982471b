"""`align init`: what it writes is a configuration that works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from align import config
from align.cli.main import main

if TYPE_CHECKING:
    from tests.cli.conftest import Project


@pytest.fixture
def place(project: Project) -> Project:
    """The project without its glossary."""
    (project.folder / "names.yaml").unlink()
    return project


def _documents(place: Project) -> list[tuple[str, str]]:
    return [(entry.source, entry.target) for entry in config.read(place.folder / "align.toml").documents]


def _pair(place: Project, source: str, target: str, text: str = "田中花子さんが来た。\n") -> None:
    place.write(source, text)
    place.write(target, "Tanaka Hanako came.\n")


def test_a_first_check_works_after_it(place: Project) -> None:
    done = place.align("init")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "wrote glossaries/glossary.schema.json",
        "wrote glossaries/names.yaml",
        "wrote align.toml",
        "next: align check",
        "then: align glossary extract --into glossaries/names.yaml",
    ]
    checked = place.align("check", "--output-format", "concise")
    assert checked.exit_code in (0, 1), checked.stderr
    assert place.align("glossary", "lint").stdout == "No findings in 1 file with 0 entries.\n"


def test_the_glossary_that_it_writes_takes_proposed_entries(place: Project) -> None:
    place.align("init")
    done = place.align("glossary", "extract", "--into", "glossaries/names.yaml")
    assert done.exit_code == 0, done.stderr
    assert "1 name proposed" in done.stderr
    text = (place.folder / "glossaries" / "names.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=./glossary.schema.json\n")
    assert "田中花子" in text.partition("entities:")[2]
    assert place.align("check").exit_code in (0, 1)


def test_what_is_written_says_what_was_found(place: Project) -> None:
    place.align("init")
    settings = config.read(place.folder / "align.toml")
    assert (settings.source_lang, settings.style.name, settings.fail_on) == ("ja", "given-first", "error")
    assert _documents(place) == [("{name}.ja.txt", "{name}.en.txt")]
    text = (place.folder / "align.toml").read_text("utf-8")
    # Every setting stands below a line that explains it.
    assert all(block.startswith("#") for block in text.strip().split("\n\n"))


@pytest.mark.parametrize(
    ("files", "documents"),
    [
        ([("zh/a.md", "en/a.md")], [("zh/{name}.md", "en/{name}.md")]),
        ([("x/source/a.zh.md", "x/en/a.md")], [("x/source/{name}.zh.md", "x/en/{name}.md")]),
        ([("ja/p/a.md", "en/p/a.en.md"), ("ja/b.md", "en/b.en.md")], [("ja/**/{name}.md", "en/**/{name}.en.md")]),
        (
            [("docs/a.zh.md", "docs/a.md"), ("docs/x/b.zh.md", "docs/x/b.md")],
            [("docs/**/{name}.zh.md", "docs/**/{name}.md")],
        ),
        ([("one/source.zh.txt", "one/target.en.txt")], [("one/source.zh.txt", "one/target.en.txt")]),
        (
            [("1/source.zh.txt", "1/target.en.txt"), ("2/source.zh.txt", "2/target.en.txt")],
            [("**/source.zh.txt", "**/target.en.txt")],
        ),
    ],
    ids=lambda value: value[0][1],
)
def test_translations_are_found_beside_their_sources_and_in_folders_of_their_own(
    files: list[tuple[str, str]], documents: list[tuple[str, str]], place: Project
) -> None:
    (place.folder / "a.en.txt").unlink()
    for source, target in files:
        _pair(place, source, target)
        # A text that is no translation does not keep the others from being checked.
        place.write(target.replace("/", "/readme-").replace("target", "other"), "text")
    assert place.align("init").exit_code == 0
    assert _documents(place) == documents
    found = {pair.target.name for pair in config.read(place.folder / "align.toml").pairs()}
    assert found == {target.rpartition("/")[2] for _, target in files}
    assert place.align("check").exit_code in (0, 1)


def test_bilingual_files_are_documents_and_other_data_are_not(place: Project) -> None:
    (place.folder / "a.en.txt").unlink()
    place.write("memory/a.tsv", "田中花子さん\tHanako Tanaka\n")
    place.write("memory/align-review.jsonl", '{"version": 1}\n')
    place.write("align-review.jsonl", '{"version": 1}\n')
    place.write("figures/a.tsv", "one\n")
    place.write("figures/b.tsv", "田中花子さん\tHanako Tanaka\n")
    place.align("init")
    assert _documents(place) == [("", "memory/*.tsv")]


def test_sources_of_several_languages_are_left_to_be_guessed(place: Project) -> None:
    _pair(place, "b.zh.txt", "b.en.txt", "他们来了，这是书。\n")
    place.align("init")
    assert config.read(place.folder / "align.toml").source_lang == ""


def test_a_folder_with_nothing_in_it_gets_an_example(place: Project) -> None:
    (place.folder / "empty").mkdir()
    done = place.align("init", "empty")
    assert done.stdout.splitlines()[-1] == "next: align check en.txt --source zh.txt"
    assert config.read(place.folder / "empty" / "align.toml").documents == ()


def test_glossaries_that_are_there_are_used_and_none_is_written(place: Project) -> None:
    place.write("people.yaml", "version: 1\nentities: []\n")
    place.write("other.yaml", "a: 1\n")
    place.align("init")
    assert config.read(place.folder / "align.toml").glossaries == (place.folder / "people.yaml",)
    assert not (place.folder / "glossaries").exists()


@pytest.mark.parametrize(("name", "text"), [("align.toml", ""), ("pyproject.toml", "[tool.align]\n")])
def test_a_configuration_that_is_there_stays(name: str, text: str, place: Project) -> None:
    path = place.write(name, text)
    done = place.align("init")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{name}: there is a configuration already" in done.stderr
    assert "`align config` shows what it sets" in done.stderr
    assert path.read_text() == text
    assert not (place.folder / "glossaries").exists()


def test_a_folder_that_is_not_there_is_told(place: Project) -> None:
    assert place.align("init", "nowhere").exit_code == 2


def _asked(answers: str, monkeypatch: pytest.MonkeyPatch, *arguments: Any) -> Result:
    monkeypatch.setattr("align.cli.init._is_terminal", lambda: True)
    return CliRunner().invoke(main, ["init", *arguments], input=answers)


def test_a_terminal_is_asked_three_questions_with_defaults(place: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    done = _asked("\n\n\n", monkeypatch)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("]: ") == 3
    assert "{name}.en.txt translates {name}.ja.txt" in done.stderr
    assert config.read(place.folder / "align.toml").source_lang == "ja"


def test_answers_are_written(place: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _asked("guess\nn\nnippon-com\n", monkeypatch).exit_code == 0
    settings = config.read(place.folder / "align.toml")
    assert (settings.source_lang, settings.documents, settings.style.name) == ("", (), "nippon-com")


def test_nobody_is_asked_who_said_yes(place: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _asked("", monkeypatch, "--yes").stderr == ""


def test_who_goes_away_leaves_nothing_written(place: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(place.folder.rglob("*"))
    assert _asked("zh\n", monkeypatch).exit_code == 130
    assert sorted(place.folder.rglob("*")) == before
