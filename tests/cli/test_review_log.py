"""`align check` and `align links` obey what reviewers have decided, and tell what of it no longer fits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

PAIR = ("a.en.txt", "--source", "a.ja.txt", "--glossary", "names.yaml")
LOG = "align-review.jsonl"
IGNORED = {
    "at": "2026-11-22T09:01:02Z",
    "by": "anna",
    "finding": "N101",
    "ruling": "ignore",
    "file": "a.en.txt",
    "segment": "1",
    "source": {"exact": "田中花子", "after": "さんは昨日、東京で記者会"},
    "target": {"exact": "Tanaka Hanako", "after": " held a pres"},
    "reason": "quoted speech",
}
Logged = Callable[..., None]


@pytest.fixture
def logged(project: Project) -> Logged:
    """Write lines to a log: decisions that differ from `IGNORED` in some keys, or any text."""

    def write(*lines: dict[str, Any] | str, name: str = LOG) -> None:
        texts = [line if isinstance(line, str) else json.dumps(IGNORED | line, ensure_ascii=False) for line in lines]
        project.write(name, "".join(f"{text}\n" for text in texts))

    return write


def _report(project: Project, *options: str) -> dict[str, Any]:
    done = project.align("check", *PAIR, "--output-format", "json", *options)
    assert done.exit_code in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _told(project: Project, *options: str) -> list[str]:
    return project.align("check", *PAIR, *options).stderr.splitlines()


def test_what_a_reviewer_ignores_is_kept_and_does_not_count(project: Project, logged: Logged) -> None:
    logged({})
    report = _report(project)
    (finding,) = report["findings"]
    assert finding["suppressed"] == {"by": "review", "reason": "quoted speech"}
    assert (report["summary"]["errors"], report["summary"]["suppressed"]) == (0, 1)
    done = project.align("check", *PAIR)
    assert (done.exit_code, done.stderr) == (0, "")


def test_unsure_counts(project: Project, logged: Logged) -> None:
    logged({"ruling": "unsure"})
    assert project.align("check", *PAIR).exit_code == 1


def test_what_was_taken_back_counts_again(project: Project, logged: Logged) -> None:
    logged({}, {"ruling": "none", "at": "2026-11-23T00:00:00Z"})
    assert project.align("check", *PAIR).exit_code == 1


def test_a_log_may_be_named_or_left_out(project: Project, logged: Logged) -> None:
    logged({}, name="other.jsonl")
    assert project.align("check", *PAIR).exit_code == 1
    assert project.align("check", *PAIR, "--review-log", "other.jsonl").exit_code == 0
    logged({})
    assert project.align("check", *PAIR, "--no-review-log").exit_code == 1
    both = project.align("check", *PAIR, "--no-review-log", "--review-log", LOG)
    assert both.exit_code == 2
    assert "exclude each other" in both.stderr


def test_the_configuration_names_the_log(project: Project, logged: Logged) -> None:
    project.write("align.toml", 'review-log = "decisions/log.jsonl"\n')
    logged({"file": "../a.en.txt"}, name="decisions/log.jsonl")
    assert project.align("check", *PAIR).exit_code == 0
    assert project.align("check", *PAIR, "--no-review-log").exit_code == 1


def test_the_log_stands_beside_the_configuration(project: Project, logged: Logged) -> None:
    for name in ("a.en.txt", "a.ja.txt"):
        project.write(f"texts/{name}", (project.folder / name).read_bytes())
    project.write("texts/align.toml", "")
    logged({}, name=f"texts/{LOG}")
    asked = ("check", "texts/a.en.txt", "--source", "texts/a.ja.txt", "--glossary", "names.yaml")
    assert project.align(*asked).exit_code == 0
    assert project.align("check", *PAIR).exit_code == 1


def test_files_that_are_ignored_anyway_are_said_to_be_reviewed(project: Project, logged: Logged) -> None:
    project.write("align.toml", 'per-file-ignores = { "**" = ["N101"] }\n')
    logged({})
    (finding,) = _report(project)["findings"]
    assert finding["suppressed"]["by"] == "review"


def test_links_are_drawn_as_a_reviewer_says(project: Project, logged: Logged) -> None:
    link = {"at": "2026-11-22T09:01:02Z", "link": "together", "file": "a.en.txt", "source": IGNORED["source"]}
    logged(json.dumps(link, ensure_ascii=False), "broken")
    asked = ("links", *PAIR, "--output-format", "jsonl")
    done = project.align(*asked)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (rows[0]["source"]["text"], rows[0]["target"]) == ("田中花子", None)
    assert rows[0]["evidence"] == ["a reviewer says that nothing renders it"]
    assert done.stderr == f"align: {LOG}:2: not a decision: it is no JSON object\n"
    assert project.align(*asked, "--quiet").stderr == ""
    plain = json.loads(project.align(*asked, "--no-review-log").stdout.splitlines()[0])
    assert plain["target"]["text"] == "Tanaka Hanako"


# --- what no longer fits -----------------------------------------------------------------------------------------


def test_a_decision_whose_words_are_gone_is_told(project: Project, logged: Logged) -> None:
    logged(
        {}, {"target": {"exact": "Hanako"}, "ruling": "unsure"}, {"rule": "N301", "source": {"exact": "高市\u001b[31m"}}
    )
    assert _told(project) == [
        f'align: {LOG}:2: is unsure of N101 "Hanako" in a.en.txt, where nothing is found any more',
        f'align: {LOG}:3: ignores N101 "Tanaka Hanako" in a.en.txt, which no longer stands there',
    ]
    assert project.align("check", *PAIR, "--quiet").stderr == ""


def test_a_decision_whose_fault_is_mended_is_told(project: Project, logged: Logged) -> None:
    logged({"scope": "file"})
    project.write(
        "a.en.txt", (project.folder / "a.en.txt").read_text("utf-8").replace("Tanaka Hanako", "Hanako Tanaka")
    )
    assert _told(project) == [
        f'align: {LOG}:1: ignores N101 "Tanaka Hanako" everywhere in a.en.txt, which no longer stands there'
    ]


def test_quoted_words_do_not_command_the_terminal(project: Project, logged: Logged) -> None:
    logged({"target": {"exact": f"\x1b[31m{'long ' * 20}"}})
    (told,) = _told(project)
    assert "␛[31mlong long" in told
    assert "…" in told


def test_links_and_names_that_are_gone_are_told(project: Project, logged: Logged) -> None:
    base = {"at": "2026-11-22T09:01:02Z", "file": "a.en.txt"}
    gone = {"source": {"exact": "高市"}, "target": {"exact": "Kono"}}
    lines = [
        {"link": "together", **gone},
        {"link": "apart", **gone, "target": {"exact": "Taro"}},
        {"link": "together", "source": gone["source"]},
        {"link": "together", "target": gone["target"]},
        {"name": "name", "source": gone["source"]},
        {"name": "name", "target": {"exact": "Tokyo", "before": "in ", "after": " yesterday"}},
    ]
    logged(*(json.dumps(base | line) for line in lines))
    assert _told(project) == [
        f'align: {LOG}:1: links 高市 with "Kono" in a.en.txt, which no longer stand there',
        f'align: {LOG}:2: keeps 高市 and "Taro" apart in a.en.txt, which no longer stand there',
        f"align: {LOG}:3: says that nothing renders 高市 in a.en.txt, which no longer stands there",
        f'align: {LOG}:4: says that "Kono" renders nothing in a.en.txt, which no longer stands there',
        f"align: {LOG}:5: calls 高市 a name in a.en.txt, which no longer stands there",
        f'align: {LOG}:6: calls "Tokyo" a name in a.en.txt, which no longer stands there',
    ]


def test_what_is_over_counts_no_longer_and_is_told(project: Project, logged: Logged) -> None:
    entity = {"scope": "entity", "file": "", "entity": "tanaka-hanako", "until": "2020-01-01"}
    logged({"until": "2020-01-01"}, entity, {"until": "2020-01-01", "file": "b.en.txt"})
    done = project.align("check", *PAIR)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f'align: {LOG}:1: ignores N101 "Tanaka Hanako" in a.en.txt, which counted until 2020-01-01 and no longer does',
        f'align: {LOG}:2: ignores N101 "Tanaka Hanako" everywhere, which counted until 2020-01-01 and no longer does',
    ]
    logged({"until": "2999-01-01"})
    assert project.align("check", *PAIR).exit_code == 0


@pytest.mark.parametrize(
    "other",
    [
        {"file": "b.en.txt"},
        {"scope": "entity", "file": "", "entity": "nobody"},
        {"scope": "everywhere", "file": "", "source": {"exact": "高市"}},
        {"finding": "N103", "source": {"exact": "高市"}},
    ],
    ids=["another file", "an entity", "everywhere", "a rule that did not run"],
)
def test_what_this_run_cannot_judge_is_not_told(other: dict[str, Any], project: Project, logged: Logged) -> None:
    logged(other)
    assert _told(project) == []


def test_of_many_remarks_a_few_are_told(project: Project, logged: Logged) -> None:
    logged(*[{"segment": str(number), "source": {"exact": "高市"}} for number in range(15)])
    told = _told(project)
    assert len(told) == 11
    assert told[-1] == "align: and 5 more about the review log"


def test_a_broken_line_is_told_and_the_others_count(project: Project, logged: Logged) -> None:
    logged({}, "\x1b[31m{", '{"at": "2026-11-22T09:0')
    done = project.align("check", *PAIR)
    assert (done.exit_code, done.stderr.splitlines()) == (
        0,
        [
            f"align: {LOG}:2: not a decision: it is no JSON object",
            f"align: {LOG}:3: not a decision: it may have been cut off",
        ],
    )


def test_a_log_that_cannot_be_read_stops_the_run(project: Project) -> None:
    project.write(LOG, b"\xff\xfe")
    done = project.align("check", *PAIR)
    assert done.exit_code == 2
    assert f"{LOG}:1: the review log is not UTF-8" in done.stderr
    assert "--no-review-log" in done.stderr
    assert project.align("check", *PAIR, "--no-review-log").exit_code == 1
    (project.folder / "folder").mkdir()
    assert project.align("check", *PAIR, "--review-log", "folder").exit_code == 2
