from __future__ import annotations

import importlib.util
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("opencc")

ROOT = Path(__file__).parents[2]
COMMITTED = (ROOT / "align" / "text" / "han_folding.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    path = ROOT / "scripts" / "build_han_folding.py"
    spec = importlib.util.spec_from_file_location("build_han_folding", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_what_its_generator_writes(generator: ModuleType) -> None:
    if f"OpenCC {version('opencc')};" not in COMMITTED:
        pytest.skip("the table was made with another version of OpenCC")
    assert generator.table() == COMMITTED


def test_no_character_stands_in_two_groups_of_the_table() -> None:
    characters = [ch for line in COMMITTED.splitlines() if not line.startswith("#") for ch in line]
    assert len(characters) == len(set(characters))


def test_different_surnames_that_look_alike_stay_apart() -> None:
    groups = [set(line) for line in COMMITTED.splitlines() if not line.startswith("#")]
    for one, other in ("阪坂", "斉斎", "部辺", "崎埼", "末未", "土士"):
        assert not any({one, other} <= group for group in groups)
