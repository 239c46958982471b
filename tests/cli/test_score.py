"""`align score`: figures on standard output, what else there is to say on standard error, and clear refusals."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
from typing import TYPE_CHECKING, Any

import pytest
from sacrebleu.metrics import BLEU, CHRF, TER

from align.glossary.lexicon import load_lexicon
from align.score.names import Knowledge, name_rules
from align.score.sacre import TextSettings
from align.score.values import Item, System, TestSet
from align.score.work import Job, NamesOf

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

SOURCE = "田中花子さんは昨日、東京で会見を開いた。\n会見は一時間ほどで終わった。\n田中花子さんは大阪へ向かった。\n"
REFERENCE = "Hanako Tanaka held a press conference in Tokyo yesterday.\nIt was over in an hour.\nHanako Tanaka left for Osaka.\n"
GOOD = "Hanako Tanaka gave a press conference in Tokyo yesterday.\nIt ended after about an hour.\nHanako Tanaka left for Osaka.\n"
BAD = "Tanaka Hanako held a press conference yesterday in Tokyo.\nIt was over in about an hour.\nJiro Yamada went to Osaka.\n"
FILES = ("good.txt", "bad.txt", "--source", "zh.txt", "--reference", "ref.txt", "--glossary", "names.yaml")


@pytest.fixture
def texts(project: Project) -> Project:
    """A source, a reference and two systems, one of them wrong about both mentions of the one name."""
    for name, text in (("zh.txt", SOURCE), ("ref.txt", REFERENCE), ("good.txt", GOOD), ("bad.txt", BAD)):
        project.write(name, text)
    return project


def _graded(project: Project, *arguments: str, stdin: str | None = None) -> dict[str, Any]:
    done = project.align("score", *arguments, "--output-format", "json", stdin=stdin)
    assert done.exit_code == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _values(said: dict[str, Any]) -> dict[tuple[str, str], float]:
    return {(row["system"], row["measure"]): row["value"] for row in said["scores"]}


def test_measures_of_text_are_those_of_sacrebleu(texts: Project) -> None:
    said = _graded(texts, *FILES, "--metrics", "text", "--samples", "0")
    expected = {
        (name, measure): metric().corpus_score(text.splitlines(), [REFERENCE.splitlines()]).score
        for name, text in (("good", GOOD), ("bad", BAD))
        for measure, metric in (("bleu", BLEU), ("chrf", CHRF), ("ter", TER))
    }
    assert _values(said) == pytest.approx(expected, abs=5e-7)


def test_names_are_graded_by_the_glossary(texts: Project) -> None:
    said = _graded(texts, *FILES, "--metrics", "names", "--samples", "0")
    assert _values(said) == {("good", "names"): 100.0, ("bad", "names"): 0.0}
    became = [(row["system"], row["key"], row["outcome"]) for row in said["outcomes"]]
    assert became[:3] == [("good", "1", "accepted"), ("good", "3", "accepted"), ("bad", "1", "order")]
    assert became[3][:2] == ("bad", "3")
    assert became[3][2] not in ("accepted", "stood for")


def test_the_text_report_marks_the_best_and_stays_within_eighty_cells(texts: Project) -> None:
    done = texts.align("score", *FILES, "--samples", "50")
    assert (done.exit_code, done.stderr) == (0, "")
    head = done.stdout.partition("\nSignatures\n")[0]
    assert head.startswith("zh: 3 segments, 1 document, 1 reference\n")
    assert max(map(len, head.splitlines())) <= 80
    names = next(line for line in head.splitlines() if line.startswith("good") and "100.0" in line)
    assert names.split()[1] == "*100.0"


def test_the_same_input_gives_the_same_bytes_and_another_seed_others(texts: Project) -> None:
    arguments = ("score", *FILES, "--metrics", "bleu,names", "--samples", "50", "--output-format", "json")
    first = texts.align(*arguments)
    assert first.stdout == texts.align(*arguments).stdout
    assert first.stdout != texts.align(*arguments, "--seed", "7").stdout


def test_the_figures_are_the_same_in_several_processes(texts: Project) -> None:
    arguments = ("score", *FILES, "--samples", "20", "--output-format", "json", "--metrics", "all")
    assert texts.align(*arguments, "--jobs", "2").stdout == texts.align(*arguments, "--jobs", "1").stdout


def test_a_job_can_be_given_to_a_process_that_begins_from_nothing(texts: Project) -> None:
    lexicon = load_lexicon([texts.folder / "names.yaml"])
    items = (Item("1", "a", "田中花子さん", ("Hanako Tanaka",)),)
    systems = (System("mine", ("Tanaka Hanako",)),)
    job = Job(TestSet("a", items), systems, ("names",), TextSettings(), Knowledge(lexicon, name_rules()))
    assert NamesOf(0, 0, 1).done(pickle.loads(pickle.dumps(job))) == NamesOf(0, 0, 1).done(job)


@pytest.mark.parametrize(
    ("paired", "tests"),
    [("both", (True, True)), ("bootstrap", (True, False)), ("randomisation", (False, True)), ("none", (False, False))],
)
def test_only_the_tests_asked_for_are_made(paired: str, tests: tuple[bool, bool], texts: Project) -> None:
    said = _graded(texts, *FILES, "--metrics", "bleu", "--samples", "20", "--paired", paired)
    made = [(row["bootstrap"] is not None, row["randomisation"] is not None) for row in said["comparisons"]]
    assert made in ([tests], [] if paired == "none" else [tests])


def test_the_baseline_is_the_first_system_or_the_one_named(texts: Project) -> None:
    fast = ("--metrics", "bleu", "--samples", "20")
    assert _graded(texts, *FILES, *fast)["baseline"] == "good"
    said = _graded(texts, *FILES, *fast, "--baseline", "bad")
    assert said["baseline"] == "bad"
    assert [row["system"] for row in said["comparisons"]] == ["good"]


def test_a_system_may_be_named_and_come_from_standard_input(texts: Project) -> None:
    said = _graded(texts, "mine=-", *FILES[1:], "--metrics", "names", "--samples", "0", stdin=GOOD)
    assert said["systems"] == ["mine", "bad"]
    assert _values(said)["mine", "names"] == 100.0


def test_every_format_is_written_to_a_file_that_is_replaced_at_the_end(texts: Project) -> None:
    texts.write("out", "old")
    for name, begins in (
        ("text", "zh: "),
        ("json", '{"version": 1'),
        ("csv", "system,measure"),
        ("html", "<!DOCTYPE html>"),
    ):
        done = texts.align(
            "score", *FILES, "--metrics", "names", "--samples", "0", "--output-format", name, "--output", "out"
        )
        assert (done.exit_code, done.stdout) == (0, "")
        assert (texts.folder / "out").read_text("utf-8").startswith(begins)


def test_the_csv_has_the_figures_of_the_json(texts: Project) -> None:
    arguments = (*FILES, "--metrics", "bleu,names", "--samples", "20")
    said = _graded(texts, *arguments)
    rows = list(csv.DictReader(io.StringIO(texts.align("score", *arguments, "--output-format", "csv").stdout)))
    scores = [row for row in rows if not row["class"]]
    assert [float(row["value"]) for row in scores] == [row["value"] for row in said["scores"]]
    assert [row["signature"] for row in scores] == [row["signature"] for row in said["scores"]]


def test_as_many_digits_are_shown_as_asked_for(texts: Project) -> None:
    arguments = ("score", *FILES, "--metrics", "bleu", "--samples", "0", "--width", "3")
    shown = f"{BLEU().corpus_score(GOOD.splitlines(), [REFERENCE.splitlines()]).score:.3f}"
    assert f"{shown}\n" in texts.align(*arguments).stdout


def test_without_a_glossary_or_a_reference_the_rest_is_graded_and_that_is_told(texts: Project) -> None:
    done = texts.align("score", "good.txt", "--source", "zh.txt", "--reference", "ref.txt", "--samples", "0")
    assert done.exit_code == 0
    assert done.stderr == "align: no glossary given, so names were not graded (--glossary PATH names one)\n"
    done = texts.align("score", "good.txt", "--source", "zh.txt", "--glossary", "names.yaml", "--samples", "0")
    assert done.exit_code == 0
    assert done.stderr == "align: no reference given, so only names were graded (--reference FILE names one)\n"


def test_many_segments_of_no_document_are_told(texts: Project) -> None:
    texts.write("zh.txt", SOURCE * 70)
    texts.write("good.txt", GOOD * 70)
    texts.write("docs.txt", "a\nb\nc\n" * 70)
    arguments = (
        "score",
        "good.txt",
        "--source",
        "zh.txt",
        "--glossary",
        "names.yaml",
        "--metrics",
        "m-eta",
        "--samples",
        "0",
    )
    assert texts.align(*arguments).stderr.startswith(
        "align: nothing tells the documents apart, so all segments were taken"
    )
    assert texts.align(*arguments, "--documents", "docs.txt").stderr == ""
    assert texts.align(*arguments, "--quiet").stderr == ""


def test_the_glossary_of_the_configuration_counts(texts: Project) -> None:
    texts.write("align.toml", 'glossaries = ["names.yaml"]\n')
    said = _graded(texts, "bad.txt", "--source", "zh.txt", "--metrics", "names", "--samples", "0")
    assert _values(said) == {("bad", "names"): 0.0}


NASTY = "\x1b[31m<b>x"


def test_nothing_in_a_name_or_a_text_is_obeyed(texts: Project) -> None:
    texts.write("nasty.txt", "\x1b[2J<script>alert(1)</script> Tanaka Hanako\n\u202e\nJiro\x07 Yamada\n")
    for name in ("text", "json", "csv", "html"):
        done = texts.align(
            "score", f"{NASTY}=nasty.txt", *FILES[2:], "--samples", "0", "--output-format", name, "--color", "never"
        )
        assert done.exit_code == 0, done.stderr
        assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)
        assert name != "html" or not {"<b>x", "<script"} & set(re.findall("<b>x|<script", done.stdout))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Error: Missing argument 'SYSTEM...'"),
        (("good.txt", "--metrics", "bleau"), "align: there is no measure 'bleau'\n  hint: did you mean bleu?"),
        (("good.txt", "--source", "zh.txt", "--metrics", "bleu"), "align: bleu cannot be measured without a reference"),
        (
            ("good.txt", "--source", "zh.txt", "--metrics", "names"),
            "align: names cannot be measured without a glossary",
        ),
        (("good.txt", "--source", "zh.txt"), "align: there is nothing to grade by"),
        (
            ("good.txt", "--reference", "ref.txt", "--glossary", "names.yaml"),
            "align: names are graded beside the source",
        ),
        (("good.txt", "none.txt", "--source", "zh.txt"), "align: none.txt: there is no such file"),
        (
            ("good.txt", "good.txt", "--reference", "ref.txt"),
            "align: two systems are called good: good.txt and good.txt",
        ),
        (("-", "--source", "-"), "Error: Only one of the files can come from standard input."),
        (("x=-", "--source", "-"), "Error: Only one of the files can come from standard input."),
        (("good.txt", "--reference", "ref.txt", "--unit", "document"), "align: nothing tells the documents apart"),
        (("=good.txt",), "Error: '=good.txt' is no system: write FILE or NAME=FILE."),
        (("good.txt", "-l", "zh-en"), "Error: --language-pair goes with --test-set."),
        (("good.txt", "-t", "wmt21", "--source", "zh.txt"), "Error: --test-set brings its own source"),
        (("good.txt", "-t", "wmt21", "-l", "zh-en"), "align: the test set wmt21 is not here"),
        (("good.txt", "bad.txt", "--reference", "ref.txt", "--baseline", "goad"), "align: there is no system 'goad'"),
        (
            ("good.txt", "--glossary", "a.yaml", "--no-glossary"),
            "Error: --glossary and --no-glossary exclude each other.",
        ),
    ],
)
def test_what_cannot_be_graded_is_told_with_what_to_do(
    arguments: tuple[str, ...], said: str, texts: Project, fails: Fails, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SACREBLEU", str(texts.folder / "nothing"))
    assert said in fails("score", *arguments)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("zh.txt", SOURCE + "もう一行。\n", "align: ref.txt: the file has 3 segments, where zh.txt has 4"),
        ("good.txt", "", "align: good.txt: the file is empty"),
        ("good.txt", b"PK\x03\x04\x00", "align: good.txt: this is no text but a ZIP archive"),
        ("good.txt", "Beyoncé\n".encode("latin-1"), "align: good.txt:1:7: the file is not UTF-8"),
        ("ref.txt", SOURCE, "align: ref.txt: the reference is in Chinese or Japanese"),
        (
            "names.yaml",
            "version: 1\nentities:\n  - {en: Taro Kono, ja: 河野太郎}\n",
            "align: no name of the glossary stands",
        ),
        ("names.yaml", "entities: [", "align: names.yaml:2:1"),
    ],
)
def test_input_that_makes_no_sense_is_told(
    name: str, content: str | bytes, said: str, texts: Project, fails: Fails
) -> None:
    texts.write(name, content)
    assert said in fails("score", *FILES, "--output", "out.txt")
