from __future__ import annotations

from pathlib import Path

import pytest

from align import config
from align.config import Pair, ReviewSettings, Settings, Typed
from align.errors import ConfigError
from align.names.style import PROFILES


def _write(folder: Path, text: str, name: str = "align.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _read(folder: Path, text: str) -> Settings:
    return config.read(_write(folder, text))


def test_the_nearest_file_above_counts_alone(tmp_path: Path) -> None:
    _write(tmp_path, 'style = "family-first"')
    inner = _write(tmp_path / "inner", 'ignore = ["N103"]')
    assert config.nearest(tmp_path / "inner" / "deep" / "text.txt") == inner
    assert config.load(inner, Typed()).style == PROFILES["given-first"]


def test_a_pyproject_without_our_table_is_no_configuration(tmp_path: Path) -> None:
    outer = _write(tmp_path, "")
    _write(tmp_path / "inner", '[project]\nname = "align-with-nothing"', "pyproject.toml")
    assert config.nearest(tmp_path / "inner") == outer


def test_a_pyproject_with_our_table_is_one(tmp_path: Path) -> None:
    path = _write(tmp_path, '[tool.align]\nfail-on = "warning"', "pyproject.toml")
    assert config.nearest(tmp_path / "x.txt") == path
    assert config.read(path).fail_on == "warning"


def test_align_toml_wins_over_pyproject_beside_it(tmp_path: Path) -> None:
    _write(tmp_path, '[tool.align]\nfail-on = "warning"', "pyproject.toml")
    own = _write(tmp_path, "")
    assert config.nearest(tmp_path) == own


def test_a_folder_that_may_not_be_opened_holds_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer, closed, is_file = _write(tmp_path, ""), tmp_path / "closed", Path.is_file

    def refuse(path: Path) -> bool:
        if closed in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", refuse)
    assert config.nearest(closed / "a.txt") == outer


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    glossary = _write(tmp_path / "glossaries", "version: 1", "people.yaml")
    settings = _read(
        tmp_path,
        """
        glossaries = ["glossaries/*.yaml"]
        lexicon = false
        discover = false
        style = { profile = "nippon-com", long_vowels = "double" }
        source-lang = "zh-Hans"
        documents = [{ source = "source/{name}.zh.md", target = "en/{name}.md", date = "2025-11-17" }]
        select = ["N1"]
        ignore = ["N103"]
        per-file-ignores = { "archive/**" = ["N201"] }
        fail-on = "info"
        """,
    )
    assert settings.glossaries == (glossary,)
    assert (settings.lexicon, settings.discover) == (False, False)
    assert (settings.style.long_vowels, settings.style.apostrophe) == ("double", True)
    assert (settings.source_lang, settings.select, settings.ignore, settings.fail_on) == (
        "zh-Hans",
        ("N1",),
        ("N103",),
        "info",
    )
    assert settings.per_file_ignores == (("archive/**", ("N201",)),)


def test_a_typed_flag_wins_and_a_default_does_not(tmp_path: Path) -> None:
    path = _write(tmp_path, 'fail-on = "never"\nignore = ["N103"]\nsource-lang = "ja"\nlexicon = false')
    settings = config.load(path, Typed(ignore=(), source_lang="zh"))
    assert (settings.fail_on, settings.ignore, settings.source_lang) == ("never", (), "zh")
    assert (settings.lexicon, settings.discover) == (False, True)
    assert config.load(path, Typed(lexicon=True, discover=False)).lexicon
    assert not config.load(path, Typed(discover=False)).discover


def test_documents_pair_by_name(tmp_path: Path) -> None:
    for name in ("en/one.md", "en/two.md", "en/two.txt", "source/one.zh.md"):
        _write(tmp_path, "x", name)
    pattern = '{ source = "source/{name}.zh.md", target = "en/{name}.md", date = "2025-11-17", source-lang = "zh" }'
    settings = _read(tmp_path, f"documents = [{pattern}]")
    pairs = list(settings.documents[0].pairs())
    assert pairs == [
        Pair(tmp_path / f"en/{name}.md", tmp_path / f"source/{name}.zh.md", "zh", "2025-11-17")
        for name in ("one", "two")
    ]
    assert settings.pair_of(tmp_path / "en/one.md") == pairs[0]
    assert settings.pair_of(tmp_path / "en/deeper/one.md") is None
    assert settings.pair_of(tmp_path.parent / "one.md") is None


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
    ],
)
def test_per_file_ignores_apply_below_the_folder_of_the_file(
    tmp_path: Path, glob: str, path: str, matches: bool
) -> None:
    settings = _read(tmp_path, f'per-file-ignores = {{ "{glob}" = ["N201"] }}')
    assert list(settings.ignored_in(tmp_path / path)) == ([(glob, ("N201",))] if matches else [])


@pytest.mark.parametrize(
    ("text", "line", "says", "hint"),
    [
        ('\nglosaries = ["a.yaml"]', 2, "unknown key `glosaries`", "glossaries"),
        ('style = "x"\n\nfoo = 1', 3, "unknown key `foo`", "known keys"),
        ('documents = [{ source = "a", targt = "b" }]', 1, "unknown key `targt`", "target"),
        ('baseline = "b.json"', 1, "not supported by this version", ""),
        ('\n\nstyle = "given-frist"', 3, "given-first", ""),
        ("style = 3", 1, "the name of a profile", ""),
        ('style = { labial_m = "m" }', 1, "labial_n", ""),
        ('# fail-on = "error"\nfail-on = "errors"', 2, "one of error, warning, info, never", ""),
        ('ignore = "N103"', 1, "a list of strings", ""),
        ('\ndiscover = "no"', 2, "`discover` must be true or false", ""),
        ("lexicon = 0", 1, "`lexicon` must be true or false", ""),
        ("discovery = false", 1, "unknown key `discovery`", "discover"),
        ("per-file-ignores = { a = 1 }", 1, "a table like", ""),
        ('[per-file-ignores]\n"a/**" = 1', 1, "a table like", ""),
        ('glossaries = ["none/*.yaml"]', 1, "nothing matches `none/*.yaml`", ""),
        ('glossaries = [""]', 1, "nothing matches", ""),
        ('documents = [{ target = "/b" }]', 1, "relative", ""),
        ('documents = [{ source = "{name}.zh", target = "b" }]', 1, "{name}", ""),
        ('documents = [{ target = "b", date = "yesterday" }]', 1, "YYYY-MM-DD", ""),
        ("\nignore = ]", 2, "not TOML", ""),
    ],
)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, text: str, line: int, says: str, hint: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        config.read(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert says in caught.value.message
    assert hint in caught.value.hint


def test_an_unknown_typed_style_is_an_error() -> None:
    with pytest.raises(ConfigError, match="given-first"):
        config.load(None, Typed(style="given-frist"))


# --- reviews -----------------------------------------------------------------------------------------------------


def test_the_review_log_stands_beside_the_configuration_unless_it_is_set(tmp_path: Path) -> None:
    path = _write(tmp_path, "")
    assert config.load(path, Typed()).review_log == tmp_path / "align-review.jsonl"
    assert config.load(None, Typed()).review_log == Path("align-review.jsonl")
    path = _write(tmp_path, 'review-log = "decisions/log.jsonl"')
    assert config.load(path, Typed()).review_log == tmp_path / "decisions" / "log.jsonl"
    assert config.load(path, Typed(review_log=Path("typed.jsonl"))).review_log == Path("typed.jsonl")
    assert config.load(path, Typed(no_review_log=True)).review_log is None


def test_how_a_review_is_set_is_read(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        """
        [review]
        theme = "light"
        by = "Anna"
        glossary = "glossaries/people.yaml"

        [review.keys]
        ignore = "x"
        next-open = ["n", "ctrl+n"]
        leave = []
        """,
    )
    assert config.load(path, Typed()).review == ReviewSettings(
        {"ignore": ("x",), "next-open": ("n", "ctrl+n"), "leave": ()},
        "light",
        "Anna",
        tmp_path / "glossaries" / "people.yaml",
    )
    assert config.load(None, Typed()).review == ReviewSettings()


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("review-log = 3", 1, "`review-log` must be the path of a file", ""),
        ('review-log = " "', 1, "`review-log` must be the path of a file", ""),
        ("review = 3", 1, "`review` must be a table", ""),
        ('ignore = ["N1"]\n[review]\n\nthem = "dark"', 4, "unknown key `them`", "did you mean `theme`?"),
        ('[review]\ntheme = "pink"', 2, "`theme` must be one of dark, light, plain", ""),
        ('[review]\nby = ""', 2, "`by` must be the name of who reviews", ""),
        ("[review]\nby = 7", 2, "`by` must be the name of who reviews", ""),
        ("glossaries = []\n[review]\nglossary = []", 3, "`glossary` must be the path of a file", ""),
        ('[review]\nkeys = "x"', 2, "`keys` must be a table", ""),
        ('ignore = ["N1"]\n[review.keys]\nignore = 1', 3, "`ignore` must be the name of a key", ""),
        ('ignore = ["N1"]\n[review]\nkeys = { ignore = [""] }', 3, "`ignore` must be the name of a key", ""),
    ],
)
def test_a_wrong_setting_of_reviews_names_its_line(
    text: str, line: int, message: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError) as caught:
        _read(tmp_path, text)
    assert caught.value.line == line
    assert message in caught.value.message
    assert hint in caught.value.hint
