"""Speed: `pytest -n 0 tests/bench`. Nothing is asserted about time; the README quotes the figures."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from align.checker import Checker
from align.formats import read_document
from align.glossary.lexicon import load_lexicon
from align.rules.select import choose

ROOT = Path(__file__).parents[2]
SIZE = 10_000
ARTICLE = 20
SAMPLE = ROOT / "samples" / "ministry-visit"
ARGUMENTS = ["check", SAMPLE / "target.en.txt", "--source", SAMPLE / "source.zh.txt", "--glossary", ROOT / "glossaries"]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", Path(__file__).with_name("generate.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a glossary of 10,000 entries, as many segments, and one segment alone."""
    folder, generate = tmp_path_factory.mktemp("big"), _generator()
    (folder / "names.yaml").write_text(generate.glossary(SIZE), "utf-8")
    lines = list(generate.bitext(SIZE, generate.names(SIZE)))
    (folder / "all.jsonl").write_text("".join(lines), "utf-8")
    (folder / "one.jsonl").write_text(lines[0], "utf-8")
    return folder


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 10,000 segments of news from each language, whose people are in no glossary, and an article in two texts."""
    folder, generate = tmp_path_factory.mktemp("news"), _generator()
    for lang in ("zh", "ja"):
        lines = list(generate.news(SIZE, lang))
        (folder / f"news.{lang}.jsonl").write_text("".join(lines), "utf-8")
        rows = [json.loads(line) for line in lines[:ARTICLE]]
        (folder / f"source.{lang}.txt").write_text("".join(f"{row['source']}\n" for row in rows), "utf-8")
        (folder / f"target.{lang}.txt").write_text("".join(f"{row['target']}\n" for row in rows), "utf-8")
    return folder


@pytest.fixture(scope="session")
def graded(big: Path) -> Path:
    """The same folder with the sources, the translations and the documents a line each, and five systems."""
    rows = [json.loads(line) for line in (big / "all.jsonl").read_text("utf-8").splitlines()]
    systems = _generator().systems([row["target"] for row in rows], 5)
    texts = {f"system{number}": system for number, system in enumerate(systems, 1)}
    texts |= {
        name: [row[key] for row in rows] for name, key in (("zh", "source"), ("en", "target"), ("of", "document"))
    }
    for name, lines in texts.items():
        (big / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return big


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of compiled glossaries that lives for the session and holds nothing of the user's."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(folder))
    return folder


def _align(*arguments: str | Path) -> None:
    """One run in a process of its own."""
    _python("-m", "align", *arguments)


def _python(*arguments: str | Path) -> str:
    """What a process of its own prints."""
    command = [sys.executable, *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=env, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def test_help(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(_align, ("--help",), rounds=10, warmup_rounds=1)


def test_first_check_of_a_sample(benchmark: BenchmarkFixture, cache: Path) -> None:
    benchmark.pedantic(_align, ARGUMENTS, setup=lambda: shutil.rmtree(cache, ignore_errors=True), rounds=3)


def test_check_of_a_sample(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(_align, ARGUMENTS, rounds=10, warmup_rounds=1)


def test_check_of_a_sample_without_discovery(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(_align, (*ARGUMENTS, "--no-discovery"), rounds=10, warmup_rounds=1)


def test_check_of_a_sample_without_glossary(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(_align, (*ARGUMENTS[:-2], "--no-glossary"), rounds=10, warmup_rounds=1)


def test_first_start_with_ten_thousand_entries(benchmark: BenchmarkFixture, big: Path, cache: Path) -> None:
    arguments = ("check", big / "one.jsonl", "--glossary", big / "names.yaml", "--no-discovery")
    benchmark.pedantic(_align, arguments, setup=lambda: shutil.rmtree(cache, ignore_errors=True), rounds=2)


def test_second_start_with_ten_thousand_entries(benchmark: BenchmarkFixture, big: Path) -> None:
    """`what the glossary costs` is the median less that of the same run without a glossary, in seconds."""
    without = []
    for _ in range(5):
        begin = time.perf_counter()
        _align("check", big / "one.jsonl", "--no-glossary", "--no-discovery")
        without.append(time.perf_counter() - begin)
    arguments = ("check", big / "one.jsonl", "--glossary", big / "names.yaml", "--no-discovery")
    benchmark.pedantic(_align, arguments, rounds=10, warmup_rounds=1)
    if benchmark.stats is not None:
        benchmark.extra_info["what the glossary costs"] = round(benchmark.stats.stats.median - sorted(without)[2], 3)


def test_ten_thousand_segments(benchmark: BenchmarkFixture, big: Path) -> None:
    """The checker alone, in this process: `segments a second`."""
    checker = Checker(load_lexicon([big / "names.yaml"]), rules=choose())
    document = read_document(big / "all.jsonl")
    findings = benchmark.pedantic(lambda: list(checker.check([document])), rounds=3)
    if benchmark.stats is not None:
        benchmark.extra_info["findings"] = len(findings)
        benchmark.extra_info["segments a second"] = round(SIZE / benchmark.stats.stats.median)


def test_ten_thousand_segments_from_start_to_report(benchmark: BenchmarkFixture, big: Path) -> None:
    """The whole command, with `MB` the largest memory of any process that these benchmarks started."""
    glossary = ("--glossary", big / "names.yaml", "--no-discovery")
    arguments = ("check", big / "all.jsonl", *glossary, "--output-format", "json")
    benchmark.pedantic(_align, arguments, rounds=3, warmup_rounds=1)
    benchmark.extra_info["MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def test_grading_of_five_systems(benchmark: BenchmarkFixture, graded: Path) -> None:
    """Ten thousand segments each, by all that is measured unasked, with both tests of a thousand samples."""
    systems = [graded / f"system{number}.txt" for number in range(1, 6)]
    given = ("--source", graded / "zh.txt", "--reference", graded / "en.txt", "--documents", graded / "of.txt")
    benchmark.pedantic(_align, ("score", *systems, *given, "--glossary", graded / "names.yaml"), rounds=3)


@pytest.mark.parametrize("lang", ["zh", "ja"])
def test_first_check_of_an_article_whose_people_no_glossary_has(
    benchmark: BenchmarkFixture, news: Path, lang: str
) -> None:
    """From start to end, with the tables that this language needs; nothing of it is remembered between runs."""
    arguments = ("check", news / f"target.{lang}.txt", "--source", news / f"source.{lang}.txt", "--no-glossary")
    benchmark.pedantic(_align, arguments, rounds=10, warmup_rounds=1)


@pytest.mark.parametrize("lang", ["zh", "ja"])
@pytest.mark.parametrize("what", ["discovery", "check"])
def test_ten_thousand_segments_of_undeclared_names(
    benchmark: BenchmarkFixture, news: Path, what: str, lang: str
) -> None:
    """`segments a second` in one process from an empty memory, and its `MB`; the time itself is that of the process."""
    options = ("--check",) if what == "check" else ()
    measured = []
    command = (ROOT / "tests" / "bench" / "discovery.py", news / f"news.{lang}.jsonl", *options)
    benchmark.pedantic(lambda: measured.append(_python(*command).split()), rounds=3)
    speeds = sorted(int(speed) for speed, _ in measured)
    benchmark.extra_info["segments a second"] = speeds[len(speeds) // 2]
    benchmark.extra_info["MB"] = max(int(memory) for _, memory in measured)


@pytest.mark.parametrize("embeddings", ["with", "without"])
@pytest.mark.parametrize("lines", [1_000, 5_000])
def test_sentence_alignment(
    benchmark: BenchmarkFixture, tmp_path: Path, news: Path, lines: int, embeddings: str
) -> None:
    """`align segments` of two texts from start to end, one in twenty lines left out of either; `MB` as above."""
    rows = [json.loads(line) for line in (news / "news.zh.jsonl").read_text("utf-8").splitlines()[: lines * 20 // 19]]
    for side, left_out in (("source", 0), ("target", 10)):
        kept = (row[side] for number, row in enumerate(rows) if number % 20 != left_out)
        (tmp_path / side).write_text("".join(f"{text}\n" for text in kept), "utf-8")
    options = ["--no-embeddings"] if embeddings == "without" else []
    arguments = ("segments", tmp_path / "source", tmp_path / "target", *options, "--output", os.devnull)
    benchmark.pedantic(_align, arguments, rounds=1)
    benchmark.extra_info["MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
