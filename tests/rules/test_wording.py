"""Of several right forms the one that fits a place best comes first; `wording.yaml` holds the cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from align.checker import Checker
from align.glossary.lexicon import load_lexicon
from align.model.finding import Safety
from align.model.segment import Document, Segment
from align.rules.select import choose

CASES = yaml.load(Path(__file__).with_name("wording.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_form_that_fits_comes_first(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))
    glossary = tmp_path / "names.yaml"
    glossary.write_text(json.dumps({"version": "1", "entities": case["glossary"]}).replace('"1"', "1"), "utf-8")
    segments = tuple(Segment(str(at), "text", *texts, "ja") for at, texts in enumerate(case["segments"]))
    checker = Checker(load_lexicon([glossary]), rules=choose(["N101", "N102", "N2"]))
    found = checker.check([Document(tmp_path / "a.txt", "plain", b"", segments)])
    fixes = [finding.fix for finding in found if finding.fix and finding.fix.safety is Safety.SAFE]
    assert [edit.replacement for fix in fixes for edit in fix.edits] == case["forms"]
