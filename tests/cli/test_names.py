"""`align names`: a name explained, with a glossary and without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
GLOSSARY = """\
version: 1
entities:
  - id: kono-shotaro
    type: person
    origin: ja
    en:
      {full: Shotaro Kono, family: Kono, given: Shotaro, accept: [S. Kono], forbid: [{form: Taro Kono, why: his son}]}
    ja: {full: 河野章太郎, family: 河野, given: 章太郎}
    kana: こうの しょうたろう
    zh: 河野章太郎
  - id: zhang-xiaolan
    type: person
    origin: zh-CN
    en: {full: Zhang Xiaolan, family: Zhang, given: Xiaolan}
    zh: 张小兰
  - id: lin-hsiao-mei
    type: person
    origin: zh-TW
    en: {full: Lin Hsiao-mei, family: Lin, given: Hsiao-mei}
    zh: 林小美
  - id: hayashi-ichiro
    type: person
    origin: ja
    en: {full: Ichiro Hayashi, family: Hayashi, given: Ichiro}
    ja: {full: 林一郎, family: 林, given: 一郎}
    kana: はやし いちろう
  - id: kim-min-su
    type: person
    origin: ko
    en: {full: Kim Min-su, family: Kim, given: Min-su}
    zh: 金民洙
    ja: 金民洙
"""
ASKED = (
    "河野章太郎",
    "张小兰",
    "林小美",
    "金民洙",
    "Kono Shotaro",
    "河野",
    "林",
    "欧阳小云",
    "山田花子",
    "さくらはなこ",
    "Hanako Yamada",
    "",
    "\x1b[31m\u202e名",
    "高市早苗",
    "张建宗",
    "特朗普",
    "Taro Kono",
)


def explained(project: Project, *arguments: str, stdin: str | None = None) -> list[dict[str, Any]]:
    """What `align names` prints, as JSON, without a glossary."""
    done = project.align("names", "--no-glossary", "--output-format", "jsonl", *arguments, stdin=stdin)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("format", "file"), [("full", "names.txt"), ("jsonl", "names.jsonl")])
def test_names_are_explained_as_reviewed(format: str, file: str, project: Project) -> None:
    """Set ALIGN_WRITE_GOLDEN to write the files anew; review the difference as you would review code."""
    project.write("people.yaml", GLOSSARY)
    done = project.align("names", "--glossary", "people.yaml", "--output-format", format, *ASKED)
    assert (done.exit_code, done.stderr) == (0, "")
    if os.environ.get("ALIGN_WRITE_GOLDEN"):
        (GOLDEN / file).write_bytes(done.stdout_bytes)
    assert done.stdout_bytes == (GOLDEN / file).read_bytes()


def test_nothing_that_a_terminal_obeys_is_printed(project: Project) -> None:
    for format in ("full", "jsonl"):
        done = project.align("names", "--no-glossary", "--output-format", format, *ASKED, "\u200b高\x9b市\ud800")
        assert {ch for ch in done.stdout if unicodedata.category(ch) in ("Cc", "Cf", "Cs")} == {"\n"}


def test_json_has_what_scripts_rely_on(project: Project) -> None:
    (known,) = [
        json.loads(line)
        for line in project.align(
            "names", "--output-format", "jsonl", "田中花子", "--glossary", "names.yaml"
        ).stdout.splitlines()
    ]
    assert known["readings"] == [
        {
            "kana": "たなか はなこ",
            "romaji": "Tanaka Hanako",
            "family": "田中",
            "given": "花子",
            "likelihood": 1.0,
            "from": ["glossary"],
        }
    ]
    assert (known["name"], known["lang"]) == ("田中花子", "ja")
    assert known["forms"] == {"zh-Hans": "田中花子", "zh-Hant": "田中花子", "ja": "田中花子"}
    assert [entry["id"] for entry in known["known"]] == ["tanaka-hanako"]
    rules = {form["text"]: form["rule"] for form in known["known"][0]["english"]}
    assert rules["Hanako Tanaka"] is None
    assert rules["Tanaka Hanako"] == "N101"
    assert rules["Tianzhong Huazi"] == "N203"


def test_the_whos_who_proposes_unless_it_is_turned_off(project: Project) -> None:
    (found,) = explained(project, "河野太郎")
    (known,) = found["known"]
    assert (known["authority"], known["name"], known["as"]) == ("known", "Taro Kono", "full")
    assert found["readings"][0]["from"][0] == "who's who"
    assert {form["why"] for form in known["english"] if "who's who" in form["why"]} == {"the who's who prefers it"}
    (found,) = explained(project, "--no-lexicon", "河野太郎")
    assert found["known"] == []
    assert "who's who" not in found["readings"][0]["from"]


def test_what_a_glossary_says_comes_before_the_whos_who(project: Project) -> None:
    project.write(
        "people.yaml", GLOSSARY.replace("林一郎", "林佳子").replace("一郎", "佳子").replace("いちろう", "かこ")
    )
    done = project.align("names", "--glossary", "people.yaml", "--output-format", "jsonl", "林佳子")
    found = json.loads(done.stdout)
    assert [entry["authority"] for entry in found["known"]] == ["declared", "known"]
    assert [reading["from"] for reading in found["readings"]] == [["glossary"]]
    sheet = project.align("names", "--glossary", "people.yaml", "林佳子").stdout
    assert sheet.index("  entry ") < sheet.index("  who's who ") < sheet.index("  reading ")


def test_an_english_name_tells_whom_it_may_be(project: Project) -> None:
    (found,) = explained(project, "Taro Kono")
    assert found["forms"]["ja"] == "河野太郎"
    assert found["known"][0]["sources"]["ja"] == "河野太郎"
    assert explained(project, "--no-lexicon", "Taro Kono")[0]["known"] == []


def test_spellings_of_other_cultures_are_said_to_be_what_the_rules_give(project: Project) -> None:
    (found,) = explained(project, "--no-lexicon", "--lang", "zh", "张小明")
    assert found["cultures"]["zh-HK"][0] == "Cheung Siu-ming"
    sheet = project.align("names", "--no-glossary", "--no-lexicon", "--lang", "zh", "张小明").stdout
    assert "Hong Kong            Cheung Siu-ming" in sheet
    assert "not what this person uses" in sheet


def test_the_listed_spellings_of_a_transcription_are_shown_with_their_source(project: Project) -> None:
    (found,) = explained(project, "--no-lexicon", "トランプ")
    assert found["transcribed"] == [
        {"part": "トランプ", "spellings": [{"text": "Trump", "likelihood": 1.0, "from": ["ENAMDICT"]}]}
    ]
    sheet = project.align("names", "--no-glossary", "--no-lexicon", "トランプ").stdout
    assert "spelt       トランプ  Trump  100%  ENAMDICT" in sheet


def test_every_line_of_standard_input_is_answered_in_order(project: Project) -> None:
    lines = ["王小明", "", " 田中 ", "x\u2028y", "張"]
    found = explained(project, "先", "-", "後", stdin="\r\n".join(lines) + "\r\n")
    assert [one["name"] for one in found] == ["先", *lines, "後"]
    assert explained(project, "-", stdin="") == []


def test_a_name_in_no_glossary_is_read_by_its_characters(project: Project) -> None:
    (found,) = explained(project, "--lang", "ja", "山田花子")
    assert found["readings"][0]["romaji"] == "Yamada Hanako"
    assert 0.5 < found["readings"][0]["likelihood"] < 1
    assert "ENAMDICT" in found["readings"][0]["from"]
    assert (found["family"], found["given"], found["mandarin"]) == ("山田", "花子", "Shantian Huazi")


def test_the_language_that_is_said_counts(project: Project) -> None:
    as_chinese, as_japanese = (explained(project, "--lang", lang, "林小明")[0] for lang in ("zh", "ja"))
    assert as_chinese["readings"][0]["romaji"] == "Lin Xiaoming"
    assert (as_chinese["lang"], as_chinese["guessed"]) == ("zh", False)
    assert (as_japanese["lang"], as_japanese["readings"][0]["family"]) == ("ja", "林")


def test_the_style_decides_what_is_right(project: Project) -> None:
    said = ("names", "田中花子", "--glossary", "names.yaml", "--output-format", "jsonl", "--style", "family-first")
    (entry,) = json.loads(project.align(*said).stdout)["known"]
    assert entry["english"][0]["text"] == "Tanaka Hanako"


@pytest.mark.parametrize(
    "name", ["", " ", "\x00", "\x1b[2J", "?!", "Xyzzy", "🦊", "高" * 10_000, "a" * 10_000, "\ud800"]
)
def test_nonsense_gets_one_short_answer(name: str, project: Project) -> None:
    for glossary in ("--no-glossary", "--glossary=names.yaml"):
        done = project.align("names", "-q", glossary, "--", name)
        assert done.exit_code == 0
        assert len(done.stdout.splitlines()) == 2
        assert len(done.stdout) < 200


def test_without_a_glossary_one_is_asked_for(project: Project) -> None:
    assert "--glossary PATH" in project.align("names", "王小明").stderr
    assert project.align("names", "王小明", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        ([], None, "Missing argument"),
        (["王", "--lang", "ko"], None, "'zh', 'ja'"),
        (["王", "--style", "given-frist"], None, "did you mean 'given-first'"),
        (["王", "--glossary", "nams.yaml"], None, "nams.yaml: there is no such file"),
        (["-"], "é".encode("latin-1"), "not UTF-8"),
    ],
)
def test_wrong_usage(arguments: list[str], stdin: bytes | None, says: str, fails: Fails) -> None:
    assert says in fails("names", *arguments, stdin=stdin)


def test_the_command_is_loaded_lightly() -> None:
    program = "import sys, align.cli.names; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not {"pydantic", "rich", "textual", "opencc", "yaml", "pypinyin"} & set(done.stdout.split())
