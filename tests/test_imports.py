"""Each path imports only downward, and a command loads only what it uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("textual", "torch", "transformers", "ctranslate2", "sacrebleu", "sudachipy", "opencc", "lxml", "numpy")


def _loaded_by(*arguments: str, folder: Path) -> set[str]:
    """The top-level modules in `sys.modules` after a command has run."""
    program = (
        "import sys\n"
        "from align.cli.main import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        "    print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
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


def test_a_check_loads_neither_the_terminal_app_nor_anything_neural(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("version: 1\nentities:\n  - {en: Hanako Tanaka, ja: 田中花子}\n", "utf-8")
    (tmp_path / "pair.ja.txt").write_text("田中花子さんは昨日、東京で記者会見を開いた。\n", "utf-8")
    (tmp_path / "pair.en.txt").write_text("Hanako Tanaka held a press conference in Tokyo yesterday.\n", "utf-8")
    loaded = _loaded_by("check", ".", "--glossary", "names.yaml", folder=tmp_path)
    assert "align" in loaded
    assert not loaded & set(HEAVY)


def test_a_second_check_with_a_glossary_reads_no_yaml(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("version: 1\nentities:\n  - {en: Hanako Tanaka, ja: 田中花子}\n", "utf-8")
    (tmp_path / "pairs.tsv").write_text("田中花子さん\tHanako Tanaka\n", "utf-8")
    _loaded_by("check", "pairs.tsv", "--glossary", "names.yaml", folder=tmp_path)
    loaded = _loaded_by("check", "pairs.tsv", "--glossary", "names.yaml", folder=tmp_path)
    assert not loaded & {"yaml", "pydantic"}
