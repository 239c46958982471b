"""`align config`: what applies, and where it comes from."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import config
from align.config import Typed
from align.config.writing import toml_key, toml_value
from align.rules import RULES

if TYPE_CHECKING:
    from tests.cli.conftest import Project

CONFIGURATION = """\
# What a house may set.
glossaries = ["names.yaml"]
style = { profile = "nippon-com", labial-n = "m" }
documents = [
  { source = "{name}.ja.txt", target = "{name}.en.txt", date = 2025-11-17 },
]
ignore = ["N401"]

[per-file-ignores]
"archive/**" = { rules = ["N201"], reason = "as printed", until = 2020-01-31 }
"a.*" = ["N1"]

[review.keys]
ignore = "x"
"""
PRINTED = """\
# align.toml
glossaries = ["names.yaml"]                      # align.toml:2
lexicon = false                                  # --no-lexicon
discover = true                                  # default
reader = false                                   # default
# aligner: none                                  # default
device = "auto"                                  # default
style = { name = "custom", japanese = "family-first", others = "family-first", long-vowels = "macron", labial-n = "m", \
apostrophe = true, family-capitals = false }  # align.toml:3
# source-lang: guessed from each text            # default
documents = [                                    # align.toml:4
  { source = "{name}.ja.txt", target = "{name}.en.txt", date = "2025-11-17" },  # align.toml:5
]
exclude = []                                     # default
select = []                                      # default
ignore = ["N401"]                                # align.toml:7
per-file-ignores."archive/**" = [{ rules = ["N201"], reason = "as printed", until = "2020-01-31" }]  # align.toml:10
per-file-ignores."a.*" = ["N1"]                  # align.toml:11
fail-on = "error"                                # default
baseline = "known.json"                          # --baseline
review-log = "align-review.jsonl"                # default
# jobs: one, more for much                       # default
# review.theme: dark                             # default
# review.by: the name of the account             # default
# review.glossary: asked for when one is needed  # default
review.keys.ignore = ["x"]                       # align.toml:14
# 1 glossary file: names.yaml
# {rules}
# 1 document: what `align check a.en.txt` reads
# expired on 2020-01-31: N201 in archive/**, line 10
# ignored here: N1 in a.*, line 11
"""


def test_each_setting_is_told_with_what_sets_it(project: Project) -> None:
    project.write("align.toml", CONFIGURATION)
    done = project.align("config", "a.en.txt", "--no-lexicon", "--baseline", "known.json")
    on = [rule.code for rule in RULES if rule.default_on and rule.code != "N401"]
    assert done.exit_code == 0, done.stderr
    assert done.stdout == PRINTED.replace("{rules}", f"{len(on)} rules: {', '.join(on)}")


def test_what_is_printed_is_a_configuration_that_sets_the_same(project: Project) -> None:
    path = project.write("align.toml", CONFIGURATION)
    before = config.read(path)
    path.write_text(project.align("config").stdout, "utf-8")
    after = config.read(path)
    assert [entry.rules for entry in after.per_file_ignores] == [entry.rules for entry in before.per_file_ignores]
    for name in ("glossaries", "style", "documents", "select", "ignore", "fail_on", "review", "jobs"):
        assert getattr(after, name) == getattr(before, name), name
    assert config.load(path, Typed()).baseline == project.folder / "align-baseline.json"
    assert config.load(path, Typed()).review_log == project.folder / "align-review.jsonl"


def test_scripts_read_the_same_as_json(project: Project) -> None:
    project.write("align.toml", CONFIGURATION)
    told = json.loads(project.align("config", "--style", "glossary", "--output-format", "json").stdout)
    assert (told["path"], told["shadowed"], told["documents"]) == ("align.toml", None, 1)
    assert told["glossaries"] == ["names.yaml"]
    assert told["settings"]["style"] == {"value": "glossary", "origin": "typed", "line": None, "flag": "--style"}
    assert told["settings"]["ignore"] == {"value": ["N401"], "origin": "file", "line": 7, "flag": None}
    assert told["settings"]["per-file-ignores"]["a.*"]["line"] == 11
    assert told["settings"]["review"]["theme"] == {"value": None, "origin": "default", "line": None, "flag": None}
    assert "N401" not in told["rules"]


def test_without_a_configuration_all_is_default(project: Project) -> None:
    lines = project.align("config", ".").stdout.splitlines()
    assert lines[0].startswith("# no configuration: neither an align.toml nor a pyproject.toml")
    assert {line.rpartition("  # ")[2] for line in lines[1:-3]} == {"default"}
    assert lines[-3] == "# no glossary files"
    assert lines[-1] == "# 1 document: what `align check .` reads"


def test_a_second_configuration_in_the_folder_is_named(project: Project) -> None:
    project.write("align.toml", "")
    project.write("pyproject.toml", '[tool.align]\nstyle = "glossary"')
    assert "# pyproject.toml has [tool.align] as well, which does not count" in project.align("config").stdout
    told = json.loads(project.align("config", "--output-format", "json").stdout)
    assert told["shadowed"] == "pyproject.toml"


def test_lines_of_a_shared_file_are_those_of_the_file(project: Project) -> None:
    project.write("pyproject.toml", '[project]\nname = "x"\n\n[tool.align]\nstyle = "glossary"\n')
    assert 'style = "glossary"' in (done := project.align("config").stdout)
    assert "# pyproject.toml:5" in done


def test_files_without_a_source_are_told(project: Project) -> None:
    project.write("align.toml", 'documents = [{ source = "{name}.ja.txt", target = "{name}.en.txt" }]')
    project.write("b.en.txt", "text")
    lines = project.align("config").stdout.splitlines()
    assert lines[-1] == "# 1 file left out, as the source is not there: b.en.txt"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "does not exist"),
        (["--baseline", "a", "--no-baseline"], "exclude each other"),
        (["--jobs", "-1"], "x>=0"),
        (["--select", "N999"], "no rule is called 'N999'"),
        (["--style", "given-frist"], "given-first"),
    ],
)
def test_options_that_make_no_sense_are_told(arguments: list[str], says: str, project: Project) -> None:
    done = project.align("config", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


def test_all_mistakes_are_said_with_their_lines(project: Project) -> None:
    project.write("align.toml", 'style = 3\nfoo = "\\u001b[2J"\n')
    assert project.align("config").stderr == (
        "align: align.toml:1:9: `style` must be the name of a profile or a table of settings, not 3\n"
        "  1 | style = 3\n"
        "    |         ^\n"
        "align: align.toml:2:1: unknown key `foo`\n"
        '  2 | foo = "\\u001b[2J"\n'
        "    | ^^^\n"
        "  hint: known keys: glossaries, lexicon, discover, reader, aligner, device, style, source-lang, documents, exclude, "
        "select, ignore, per-file-ignores, fail-on, baseline, review-log, jobs, review\n"
    )


def test_what_a_file_names_commands_no_terminal(project: Project) -> None:
    project.write("align.toml", 'exclude = ["\\u001b[2J\\u202e"]\nper-file-ignores = { "\\u009b" = ["N1"] }')
    done = project.align("config")
    assert done.exit_code == 0
    assert not {"\x1b", "\u202e", "\x9b"} & set(done.stdout)


VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**40), 2**40), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=5,
)


@settings(max_examples=40)
@given(st.lists(st.text(), min_size=1, max_size=3), VALUES)
def test_written_values_are_read_as_they_were(keys: list[str], value: Any) -> None:
    line = f"{toml_key(*keys)} = {toml_value(value)}"
    assert line.isprintable()
    read = tomllib.loads(line)
    for key in keys:
        read = read[key]
    assert read == value
