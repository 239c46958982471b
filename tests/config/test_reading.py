from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from align import config
from align.config import FileIgnore, ReviewSettings, Settings, Typed
from align.config.rule_names import rule_names
from align.errors import AlignError, ConfigError
from align.names.style import PROFILES
from align.rules import RULES
from align.text.place import printable

ROOT = Path(__file__).parents[2]


def _write(folder: Path, text: str, name: str = "align.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _read(folder: Path, text: str) -> Settings:
    return config.read(_write(folder, text))


def test_a_path_through_other_folders_belongs_where_it_leads(tmp_path: Path) -> None:
    outer = _write(tmp_path, 'exclude = ["a.txt"]')
    _write(tmp_path / "inner", "")
    there = tmp_path / "inner" / ".." / "a.txt"
    assert config.nearest(there) == outer
    assert config.read(outer).excludes(there)


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
        exclude = ["vendor/**"]
        baseline = "align-baseline.json"
        jobs = 2
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
    assert settings.per_file_ignores == (FileIgnore("archive/**", ("N201",), line=10),)
    assert (settings.exclude, settings.jobs) == (("vendor/**",), 2)
    assert settings.baseline == tmp_path / "align-baseline.json"


def test_a_typed_flag_wins_and_a_default_does_not(tmp_path: Path) -> None:
    path = _write(tmp_path, 'fail-on = "never"\nignore = ["N103"]\nsource-lang = "ja"\nlexicon = false')
    settings = config.load(path, Typed(ignore=(), source_lang="zh"))
    assert (settings.fail_on, settings.ignore, settings.source_lang) == ("never", (), "zh")
    assert (settings.lexicon, settings.discover) == (False, True)
    assert config.load(path, Typed(lexicon=True, discover=False)).lexicon
    assert not config.load(path, Typed(discover=False)).discover


def test_the_baseline_is_that_of_the_configuration_unless_another_or_none_is_typed(tmp_path: Path) -> None:
    path = _write(tmp_path, 'baseline = "known.json"')
    assert config.load(path, Typed()).baseline == tmp_path / "known.json"
    assert config.load(path, Typed(baseline=Path("typed.json"))).baseline == Path("typed.json")
    assert config.load(path, Typed(no_baseline=True)).baseline is None
    assert config.load(None, Typed()).baseline == Path("align-baseline.json")


def test_a_typed_number_of_jobs_wins_though_it_is_none(tmp_path: Path) -> None:
    path = _write(tmp_path, "jobs = 2")
    assert [config.load(path, Typed(jobs=jobs)).jobs for jobs in (None, 0, 3)] == [2, 0, 3]
    assert config.load(None, Typed()).jobs is None


def test_an_ignore_for_files_may_give_a_reason_and_a_last_day(tmp_path: Path) -> None:
    settings = _read(
        tmp_path,
        """
        [per-file-ignores]
        "plain/**" = ["N201", "N2"]
        "all/**" = []
        "one/**" = { rules = ["N201"], reason = "quoted  as\\n printed", until = "2027-01-31" }
        "two/**" = [
          { rules = ["N202"], until = 2027-01-31 },
          { rules = ["N203"] },
        ]
        """,
    )
    assert settings.per_file_ignores == (
        FileIgnore("plain/**", ("N201", "N2"), line=3),
        FileIgnore("all/**", (), line=4),
        FileIgnore("one/**", ("N201",), "quoted as printed", "2027-01-31", line=5),
        FileIgnore("two/**", ("N202",), "", "2027-01-31", line=7),
        FileIgnore("two/**", ("N203",), line=8),
    )


def test_an_ignore_for_files_counts_to_the_end_of_its_last_day() -> None:
    entry = FileIgnore("a", (), until="2027-01-31")
    assert [entry.is_expired(day) for day in ("2027-01-30", "2027-01-31", "2027-02-01")] == [False, False, True]
    assert not FileIgnore("a", ()).is_expired("9999-12-31")


def test_rules_are_called_what_their_files_say() -> None:
    assert rule_names() == {rule.code: rule.name for rule in sorted(RULES, key=lambda rule: rule.code)}


def test_reading_a_configuration_loads_no_rule(tmp_path: Path) -> None:
    path = _write(tmp_path, 'select = ["N1"]\nignore = ["name-order"]\nper-file-ignores = { "a" = ["N2"] }')
    program = f"import sys; from align import config; config.read(config.Path({str(path)!r})); print(*sys.modules)"
    program = program.replace("config.Path", "__import__('pathlib').Path")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "align.config.examining" in done.stdout.split()
    assert not {"align.rules", "difflib", "rapidfuzz"} & set(done.stdout.split())


MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["mistake"])
def test_a_mistake_is_told_with_its_place_and_what_was_meant(case: dict[str, str], tmp_path: Path) -> None:
    path = _write(tmp_path, case["text"])
    with pytest.raises(ConfigError) as caught:
        config.read(path)
    said = "".join(_said(each) for each in (caught.value, *caught.value.others))
    assert said.replace(str(path), "align.toml").replace(str(tmp_path), "FOLDER") == case["said"]


def _said(error: AlignError) -> str:
    """What users read of an error, as `align` prints it."""
    lines = (str(error), error.excerpt, f"  hint: {error.hint}" if error.hint else "")
    return "".join(f"{printable(line)}\n" for part in lines if part for line in part.split("\n"))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_mistake_in_a_shared_file_stands_where_it_stands(line_end: str, mark: str, tmp_path: Path) -> None:
    text = '[project]\nfail-on = 1\n[tool.other]\nfail-on = 1\n[tool.align]\nfail-on = "erorr"\n'
    path = tmp_path / "pyproject.toml"
    path.write_bytes((mark + text.replace("\n", line_end)).encode())
    with pytest.raises(ConfigError) as caught:
        config.read(path)
    assert (caught.value.line, caught.value.column) == (6, 11)
    assert caught.value.excerpt == '  6 | fail-on = "erorr"\n    |           ^^^^^^^'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tool = 3", "align"),
        ("[tool]\nalign = 3", "`tool.align` must be a table"),
        (f"[tool.align]\nselect = {'[' * 5000}{']' * 5000}", "nested too deeply"),
    ],
)
def test_a_shared_file_of_another_shape_is_no_fault_of_ours(text: str, says: str, tmp_path: Path) -> None:
    path = _write(tmp_path, f"{text}  # align", "pyproject.toml")
    with contextlib.suppress(ConfigError):
        assert (config.nearest(tmp_path) == path) is ("tool = 3" not in text)
    with pytest.raises(ConfigError, match=says):
        config.read(path)


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
