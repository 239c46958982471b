from __future__ import annotations

from pathlib import Path

import pytest

from align.config import DocumentPattern, FileIgnore, Pair, Settings


def _settings(folder: Path, *patterns: tuple[str, str], exclude: tuple[str, ...] = ()) -> Settings:
    documents = tuple(DocumentPattern(folder, target, source) for source, target in patterns)
    return Settings(folder / "align.toml", documents=documents, exclude=exclude)


def _found(settings: Settings, *names: str) -> dict[str, str]:
    """The translations that are found among these files, each with its source."""
    folder = settings.folder
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    pairs = list(settings.pairs())
    # Asked for one file the answer is the same.
    for name in names:
        asked = settings.pairs_of(folder / name) if not settings.excludes(folder / name) else ()
        assert set(asked) == {pair for pair in pairs if pair.target == folder / name}
    return {
        pair.target.relative_to(folder).as_posix(): pair.source.relative_to(folder).as_posix() if pair.source else ""
        for pair in pairs
    }


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("archive/**", "archive/2020/a.tsv", True),
        ("archive/**", "archived/a.tsv", False),
        ("*.tsv", "a.tsv", True),
        ("*.tsv", "deep/a.tsv", False),
        ("**/*.tsv", "deep/er/a.tsv", True),
        ("**/*.tsv", "a.tsv", True),
        ("a?.tsv", "ab.tsv", True),
        ("a[b].tsv", "ab.tsv", False),
        ("a[b].tsv", "a[b].tsv", True),
        ("{name}/{name}.tsv", "ab/ab.tsv", True),
        ("{name}/{name}.tsv", "ab/cd.tsv", False),
    ],
)
def test_globs_name_files_below_the_folder_of_the_configuration(
    tmp_path: Path, glob: str, path: str, matches: bool
) -> None:
    settings = Settings(tmp_path / "align.toml", exclude=(glob,), per_file_ignores=(FileIgnore(glob, ("N201",)),))
    assert settings.excludes(tmp_path / path) is matches
    assert [entry.glob for entry in settings.ignored_in(tmp_path / path)] == [glob] * matches
    assert not settings.excludes(tmp_path.parent / path)


def test_documents_pair_by_name(tmp_path: Path) -> None:
    pattern = DocumentPattern(tmp_path, "en/{name}.md", "source/{name}.zh.md", "zh", "2025-11-17")
    settings = Settings(tmp_path / "align.toml", documents=(pattern,))
    assert _found(settings, "en/one.md", "en/two.txt", "en/deep/one.md", "source/one.zh.md") == {
        "en/one.md": "source/one.zh.md"
    }
    pair = Pair(tmp_path / "en/one.md", tmp_path / "source/one.zh.md", "zh", "2025-11-17")
    assert settings.pairs_of(tmp_path / "en/one.md") == (pair,)
    assert settings.pairs_of(tmp_path.parent / "one.md") == ()


def test_a_file_that_fits_but_has_no_source_is_told_apart_and_still_known_by_its_name(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("{name}.zh.md", "{name}.md"), ("exact.zh.txt", "exact.txt"))
    for name in ("a.md", "a.zh.md", "readme.md", "exact.txt"):
        (tmp_path / name).touch()
    assert [pair.target.name for pair in settings.pairs()] == ["a.md", "exact.txt"]
    assert [pair.target.name for pair in settings.sourceless()] == ["readme.md"]
    assert [pair.source for pair in settings.pairs_of(tmp_path / "readme.md")] == [tmp_path / "readme.zh.md"]


def test_a_translation_has_all_the_sources_that_are_there(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("{name}.zh.md", "{name}.en.md"), ("{name}.ja.md", "{name}.en.md"))
    for name in ("a.en.md", "a.zh.md", "b.en.md", "b.ja.md", "c.en.md", "c.zh.md", "c.ja.md"):
        (tmp_path / name).touch()
    found = [(pair.target.name, pair.source.name if pair.source else "") for pair in settings.pairs()]
    assert sorted(found) == [
        ("a.en.md", "a.zh.md"),
        ("b.en.md", "b.ja.md"),
        ("c.en.md", "c.ja.md"),
        ("c.en.md", "c.zh.md"),
    ]
    assert list(settings.sourceless()) == []


def test_folders_that_two_stars_stand_for_are_those_of_the_source(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("docs/**/{name}.zh.md", "docs/**/{name}.md"))
    names = ("docs/a.md", "docs/a.zh.md", "docs/x/y/b.md", "docs/x/y/b.zh.md")
    assert _found(settings, *names) == {"docs/a.md": "docs/a.zh.md", "docs/x/y/b.md": "docs/x/y/b.zh.md"}


def test_what_a_star_stands_for_is_the_same_in_the_source(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("*/zh/?-{name}.txt", "*/en/?-{name}.txt"))
    assert _found(settings, "one/en/1-a.txt", "two/en/2-b.txt", "one/zh/1-a.txt", "two/zh/2-b.txt") == {
        "one/en/1-a.txt": "one/zh/1-a.txt",
        "two/en/2-b.txt": "two/zh/2-b.txt",
    }


@pytest.mark.parametrize(
    ("source", "target"),
    [("{name}.zh.md", "{name}.md"), ("{name}.md", "{name}.en.md"), ("zh/{name}.md", "**/{name}.md")],
)
def test_a_source_is_no_translation_though_its_name_fits(source: str, target: str, tmp_path: Path) -> None:
    first, second = source.replace("{name}", "a"), target.replace("**/", "").replace("{name}", "a")
    assert list(_found(_settings(tmp_path, (source, target)), first, second)) == [second]


def test_the_source_of_one_entry_is_no_translation_of_another(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("zh/{name}.zh.md", "{name}.md"), ("", "**/{name}.md"))
    assert list(_found(settings, "a.md", "zh/a.zh.md")) == ["a.md"]


def test_what_is_excluded_is_no_document(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("", "**/{name}.md"), exclude=("vendor/**",))
    assert list(_found(settings, "a.md", "vendor/b.md")) == ["a.md"]


def test_a_pair_that_two_entries_name_is_one(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ("zh/{name}.md", "en/{name}.md"), ("zh/**/{name}.md", "en/**/{name}.md"))
    _found(settings, "zh/a.md", "en/a.md")
    assert len(list(settings.pairs())) == len(settings.pairs_of(tmp_path / "en/a.md")) == 1


def test_brackets_stand_for_themselves(tmp_path: Path) -> None:
    assert list(_found(_settings(tmp_path, ("", "a[b]{name}.md")), "a[b]c.md", "abc.md")) == ["a[b]c.md"]
