"""`align score`: how good translations are, of names above all, and whether one system is better than another."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from align.cli import options
from align.cli.output import is_coloured, note, results, terminal_cells
from align.config import SOURCE_LANGS, Settings, load, nearest
from align.errors import AlignError
from align.formats.base import STDIN
from align.glossary.lexicon import Lexicon, load_lexicon
from align.score.inputs import Asked, Inputs, Output, gathered
from align.score.measures import GROUPS, NAMED, chosen
from align.score.reports import REPORTS, Look
from align.score.values import Grading, Measure, Needs
from align.text.place import printable

_TESTS: Final = ("both", "bootstrap", "randomisation", "none")
_TOKENISERS: Final = ("13a", "intl", "char", "none")
_UNITS: Final = ("segment", "document")
# The cells in a line of text, outside of a terminal and in one that is narrower than any table.
_CELLS: Final = 80
_NARROWEST: Final = 60
# Segments from which on a test set is hardly one text.
_SEVERAL_TEXTS: Final = 200


def _words(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """A,B and repeated options alike."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)


@click.command()
@click.argument("systems", metavar="SYSTEM...", nargs=-1, type=str)
@click.option("--source", type=_FILE, metavar="FILE", help="What the systems were given to translate.")
@click.option(
    "--reference", "references", type=_FILE, multiple=True, metavar="FILE", help="A human translation; may be repeated."
)
@click.option("--documents", type=_FILE, metavar="FILE", help="The document of each segment, one a line.")
@click.option(
    "--test-set", "-t", metavar="NAME", help="Source and references of a test set that sacrebleu has fetched."
)
@click.option("--language-pair", "-l", metavar="PAIR", help="Its languages, such as zh-en.")
@click.option(
    "--source-lang",
    type=click.Choice(SOURCE_LANGS),
    help="The language of a source that does not say it itself; guessed when absent.",
)
@options.glossary
@click.option(
    "--lexicon/--no-lexicon",
    default=False,
    help="Count names too that are in no glossary but in the built-in who's who (default: no).",
)
@options.style
@click.option(
    "--metrics",
    "-m",
    "metrics",
    multiple=True,
    callback=_words,
    metavar="NAME,...",
    help=f"Only these measures (default: the usual ones that can be taken): {', '.join((*NAMED, *GROUPS))}.",
)
@click.option("--tokenize", "tokeniser", type=click.Choice(_TOKENISERS), default="13a", help="How BLEU cuts words.")
@click.option("--lowercase", is_flag=True, help="BLEU of small letters.")
@click.option("--baseline", metavar="SYSTEM", help="The system that the others are compared with (default: the first).")
@click.option(
    "--paired",
    type=click.Choice(_TESTS),
    default="both",
    help="How it is tested whether a difference is chance (default: both).",
)
@click.option(
    "--samples",
    type=click.IntRange(0, 1_000_000),
    default=1000,
    metavar="N",
    help="So many resamples for each test and interval (default: 1000); 0 for none.",
)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=12345, metavar="N", help="Where chance begins.")
@click.option("--unit", type=click.Choice(_UNITS), default="segment", help="What is resampled.")
@click.option(
    "--width", "-w", type=click.IntRange(0, 12), default=1, metavar="N", help="Digits behind the point (default: 1)."
)
@click.option(
    "--output-format",
    type=click.Choice(list(REPORTS)),
    default="text",
    help="How figures are printed (html: with plots).",
)
@options.working
@options.appearance
def score(
    systems: tuple[str, ...],
    metrics: tuple[str, ...],
    width: int,
    output_format: str,
    output: Path | None,
    quiet: bool,
    color: str,
    **asked: Any,
) -> None:
    """Grade translations: BLEU, chrF, TER and how they treat names.

    A SYSTEM is a file with a translation of each segment, or NAME=FILE: plain text with a segment a line, JSONL, TSV or CSV
    with named columns, the XML or SGML of WMT. A file that holds source, references and several systems is graded as a
    whole. `-` reads standard input. Names are judged by the glossary, as `align check` does; without one only the measures
    of text are taken, and without a reference only those of names.

    \b
    Examples:
      align score a.txt b.txt --source zh.txt --reference en.txt --glossary names.yaml
      align score mine=out.txt -t wmt21 -l zh-en --metrics bleu,chrf
      align score newstest2021.zh-en.all.xml --glossary glossaries/ --baseline Online-B
      align score outputs.jsonl --glossary names.yaml --output-format html --output score.html

    \b
    Exit codes:
      0    graded
      2    the run itself failed: usage, glossary, input
      130  interrupted
    """
    if not systems:
        raise click.UsageError("Missing argument 'SYSTEM...': a file with the translations of a system.")
    _refuse_two_of_stdin([*systems, *map(str, (asked["source"], asked["documents"], *asked["references"]))])
    # A mistyped measure is told before anything is read.
    compares = any(each.needs is not Needs.GLOSSARY for each in chosen(metrics, references=True, glossary=True))
    settings = _settings(asked)
    inputs = gathered(_asked(systems, asked, compares=compares))
    _refuse_unknown(asked["baseline"], [system.name for system in inputs.systems])
    if asked["unit"] == "document" and not inputs.has_documents:
        hint = "name the document of each segment with --documents FILE, or resample segments"
        raise AlignError("nothing tells the documents apart, so they cannot be resampled", hint=hint)
    lexicon = load_lexicon(settings.glossaries) if settings.glossaries else Lexicon.empty()
    measures = _measures(metrics, inputs, knows_names=bool(settings.glossaries) or asked["lexicon"])
    with results(output) as out:
        grading = _graded(inputs, measures, settings, lexicon, asked)
        cells = max(_NARROWEST, terminal_cells(output) or _CELLS)
        REPORTS[output_format](Look(is_coloured(color, output), cells, width)).render(grading, out)
    if not quiet:
        for remark in (*inputs.remarks, *_remarks(inputs, measures, asked_for=bool(metrics))):
            note(printable(remark))


def _remarks(inputs: Inputs, measures: Sequence[Measure], *, asked_for: bool) -> Iterator[str]:
    """What was left out for want of something, and what names were judged by."""
    names = any(measure.needs is not Needs.REFERENCES for measure in measures)
    if not asked_for and not names:
        yield "no glossary given, so names were not graded (--glossary PATH names one)"
    elif not asked_for and not inputs.test_set.references:
        yield "no reference given, so only names were graded (--reference FILE names one)"
    if names and not inputs.has_documents and len(inputs.test_set.items) >= _SEVERAL_TEXTS:
        yield "nothing tells the documents apart, so all segments were taken for one text (--documents FILE names them)"


def _settings(asked: dict[str, Any]) -> Settings:
    """The settings of the working folder, with what was typed on top."""
    typed = options.typed(
        glossaries=asked["glossaries"],
        no_glossary=asked["no_glossary"],
        style=asked["style"],
        source_lang=asked["source_lang"],
        jobs=asked["jobs"],
    )
    return load(nearest(Path()), typed)


def _asked(systems: Sequence[str], asked: dict[str, Any], *, compares: bool) -> Asked:
    if asked["language_pair"] and not asked["test_set"]:
        raise click.UsageError("--language-pair goes with --test-set.")
    if asked["test_set"] and asked["source"]:
        raise click.UsageError("--test-set brings its own source; leave --source out.")
    return Asked(
        tuple(map(_output, systems)),
        asked["source"],
        asked["references"],
        asked["documents"],
        asked["test_set"] or "",
        asked["language_pair"] or "",
        asked["source_lang"] or "",
        compares,
    )


def _output(system: str) -> Output:
    """NAME=FILE, or a file that is there and may have an equals sign in its name."""
    name, sign, path = system.partition("=")
    if not sign or Path(system).exists():
        return Output(Path(system))
    if not name.strip() or not path:
        raise click.UsageError(f"{system!r} is no system: write FILE or NAME=FILE.")
    return Output(Path(path), name.strip())


def _measures(metrics: Sequence[str], inputs: Inputs, *, knows_names: bool) -> tuple[Measure, ...]:
    """The measures to take; AlignError where one needs what is not there, or nothing can be measured."""
    references = bool(inputs.test_set.references)
    measures = chosen(metrics, references=references, glossary=knows_names and (inputs.has_source or bool(metrics)))
    of_names = any(measure.needs is not Needs.REFERENCES for measure in measures)
    if not inputs.has_source and (of_names or (knows_names and not metrics)):
        hint = "give it with --source FILE, or ask for measures of text alone: --metrics text"
        raise AlignError("names are graded beside the source, and there is none", hint=hint)
    if not measures:
        raise AlignError("there is nothing to grade by", hint="give a --reference FILE, a --glossary PATH, or both")
    return measures


def _graded(
    inputs: Inputs, measures: Sequence[Measure], settings: Settings, lexicon: Lexicon, asked: dict[str, Any]
) -> Grading:
    # numpy, and what names are judged by, are loaded when all has been read.
    from align.cli.graders import graders
    from align.score.grading import Settings as Chance
    from align.score.grading import grade
    from align.score.names import Knowledge, name_rules
    from align.score.sacre import TextSettings

    knowledge = None
    if any(measure.needs is not Needs.REFERENCES for measure in measures):
        rules = name_rules(settings.select, settings.ignore)
        knowledge = Knowledge(lexicon, rules, settings.style, settings.date, asked["lexicon"])
    tests = _TESTS[1:3] if asked["paired"] == "both" else (asked["paired"],)
    chance = Chance(
        bootstrap="bootstrap" in tests and asked["samples"] > 0,
        randomisation="randomisation" in tests and asked["samples"] > 0,
        samples=asked["samples"],
        seed=asked["seed"],
        unit=asked["unit"],
        baseline=asked["baseline"] or "",
        text=TextSettings(asked["tokeniser"], asked["lowercase"]),
    )
    with graders(settings.jobs, len(inputs.systems) * len(inputs.test_set.items)) as share_out:
        return grade(
            inputs.test_set, inputs.systems, measures, knowledge=knowledge, settings=chance, share_out=share_out
        )


def _refuse_two_of_stdin(paths: Sequence[str]) -> None:
    if sum(path == str(STDIN) or path.endswith("=-") for path in paths) > 1:
        raise click.UsageError("Only one of the files can come from standard input.")


def _refuse_unknown(baseline: str | None, names: Sequence[str]) -> None:
    if baseline and baseline not in names:
        close = difflib.get_close_matches(baseline, names, n=1)
        hint = f"did you mean {close[0]}?" if close else f"the systems are {', '.join(names)}"
        raise AlignError(f"there is no system {baseline!r} to compare with", hint=hint)
