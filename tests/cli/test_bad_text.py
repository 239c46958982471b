"""Texts that are damaged, in the wrong language or written oddly: a result all the same, and a finding where to look."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

KOREAN = "회담은 두 시간 동안 이어졌으며 양측은 두 나라의 관계에 대해 의견을 나누고 앞으로도 대화를 계속하기로 했다고 밝혔다."
ENGLISH = (
    "The talks lasted two hours, and the two sides exchanged views on the relations between the two countries "
    "and on the plans for a meeting in the spring."
)


def _found(project: Project, *rows: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and segment of the document findings of rows given as JSONL, names looked for; the command must not fail."""
    project.write("b.jsonl", "".join(json.dumps({"id": str(at), **row}) + "\n" for at, row in enumerate(rows, 1)))
    links = project.align("links", "b.jsonl", "--no-glossary", "--output-format", "jsonl")
    assert links.exit_code == 0, links.output
    full = project.align("check", "b.jsonl", "--no-glossary", "--output-format", "full")
    assert full.exit_code in (0, 1), full.output
    assert not {"\x1b", "\x00", "\x07"} & set(full.stdout)
    done = project.align("check", "b.jsonl", "--no-glossary", "--output-format", "json")
    assert done.exit_code in (0, 1), done.output
    findings = json.loads(done.stdout)["findings"]
    return [(one["code"], one["segment"]) for one in findings if one["code"].startswith("D")]


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ja", "葛\U000e0100城真理さんと辻\ufe00清人さんが会った。", "Mari Katsuragi and Kiyoto Tsuji met."),
        ("ja", "ﾄﾗﾝﾌﾟ大統領とﾀｶｲﾁｻﾅｴ首相が会談した。", "President Trump and Prime Minister Sanae Takaichi met."),
        ("ja", "佐々木朗希投手と金子みすずが語った。〻々", "Pitcher Roki Sasaki and Misuzu Kaneko spoke."),
        (
            "ja",
            "高市サナエ首相とマイケルJ.フォックス氏、Иванов氏。",
            "Prime Minister Sanae Takaichi and Michael J. Fox.",
        ),
        ("ja", "・・･･ﾞﾟーー", "-'-.'’ O'' Mc- D'"),
        ("ja", "𠮷野家の𩸽さん", "Hokke of Yoshinoya"),
        ("zh", "\u200b\u202e高\u0300市\u3099早苗", "\u202eSanae\u0301\u0301 Takaichi"),
        ("zh", "", ""),
    ],
)
def test_odd_writing_is_read_and_no_fault_of_the_document(
    lang: str, source: str, target: str, project: Project
) -> None:
    assert _found(project, {"source": source, "target": target, "source_lang": lang}) == []


def test_unreadable_characters_are_told_of_on_each_side_and_never_printed(project: Project) -> None:
    row = {"source": "\ue000田さんと\x00会った。", "target": "He met Mr. \ufffdta\x1b[31m\x07.", "source_lang": "ja"}
    assert _found(project, row) == [("D103", "1"), ("D103", "1")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"source": "会谈持续了两个小时。", "target": KOREAN, "source_lang": "zh"}, "D102"),
        ({"source": KOREAN, "target": "The talks lasted two hours.", "source_lang": "zh"}, "D102"),
        ({"source": ENGLISH, "target": ENGLISH, "source_lang": "zh"}, "D102"),
        ({"source": ENGLISH, "target": ENGLISH}, "D102"),
        ({"source": "会谈持续了两个小时。", "target": "会谈持续了两个小时。"}, "D101"),
        ({"source": "会谈持续了两个小时。", "target": None}, "D101"),
    ],
)
def test_a_text_in_the_wrong_language_is_told_of(row: dict[str, Any], code: str, project: Project) -> None:
    assert _found(project, row) == [(code, "1")]


def test_rules_for_documents_are_chosen_like_any_other(project: Project) -> None:
    project.write("b.jsonl", json.dumps({"source": "会谈持续了两个小时。", "target": "会谈\ufffd持续了两个小时。"}))
    project.write("align.toml", '[per-file-ignores]\n"b.*" = ["D103"]\n')
    arguments = ("check", "b.jsonl", "--no-glossary", "--output-format", "concise")
    assert "D101" in project.align(*arguments).stdout
    assert "D103" not in project.align(*arguments).stdout
    assert "D101" not in project.align(*arguments, "--select", "D", "--ignore", "untranslated-segment").stdout


def test_half_of_a_surrogate_pair_is_refused_with_its_place(project: Project) -> None:
    project.write(
        "b.jsonl", '{"source": "高市", "target": "Takaichi"}\n{"source": "高\\ud842市", "target": "Takaichi"}\n'
    )
    done = project.align("check", "b.jsonl", "--no-glossary")
    assert done.exit_code == 2
    assert done.stderr.startswith("align: b.jsonl:2:")
    assert "surrogate pair" in done.stderr
