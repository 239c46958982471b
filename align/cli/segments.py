"""`align segments`: which lines of two plain texts correspond."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from align.alignment.meaning import sentence_encoder
from align.alignment.sentences import Row, align_lines
from align.cli.output import results
from align.config import SOURCE_LANGS
from align.errors import FormatError
from align.formats import base
from align.formats.base import decode, read_bytes
from align.text.place import line_spans, printable
from align.text.scripts import has_cjk

_STDIN = Path("-")
_NOTHING = "–"


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--source-lang",
    type=click.Choice(SOURCE_LANGS),
    help="The language of SOURCE. Its characters tell as much, so that leaving this out changes nothing.",
)
@click.option(
    "--no-embeddings",
    is_flag=True,
    help="Do not compare meanings, only numbers, names, words, punctuation and length: faster to start, a little less right.",
)
@click.option("--output-format", type=click.Choice(["full", "jsonl"]), default="full", help="How rows are printed.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write results there.")
def segments(
    source: Path, target: Path, source_lang: str | None, no_embeddings: bool, output_format: str, output: Path | None
) -> None:
    """Show which lines of TARGET translate which lines of SOURCE.

    Every line of both texts stands in exactly one row; – (an empty list in JSON) means that nothing corresponds. Rows come
    in the order of TARGET, in which a section may stand elsewhere than in SOURCE. Lines count from 1 as in an editor, in
    JSON from 0. One of the texts may be - for standard input.

    \b
    Examples:
      align segments zh.txt en.txt
      align segments ja.txt en.txt --output-format jsonl
    """
    if source == target == _STDIN:
        raise click.UsageError("Only one of the two texts can come from standard input.")
    texts = _text(source), _text(target)
    _refuse_swapped(*texts, source)
    rows = align_lines(*texts, encode=None if no_embeddings else sentence_encoder())
    lines = _json_lines(rows) if output_format == "jsonl" else _full_lines(rows, *texts)
    with results(output) as out:
        out.writelines(f"{line}\n" for line in lines)


def _text(path: Path) -> str:
    return decode(_standard_input() if path == _STDIN else read_bytes(path), path)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise FormatError("standard input is closed", path=_STDIN)
    raw = sys.stdin.buffer.read(base.SIZE_LIMIT + 1)
    if len(raw) > base.SIZE_LIMIT:
        message = f"standard input holds more than {base.SIZE_LIMIT >> 20:,} MiB, the most that is read at once"
        raise FormatError(message, path=_STDIN, hint="align parts of the texts")
    return raw


def _refuse_swapped(source: str, target: str, path: Path) -> None:
    """FormatError where only the translation holds Chinese or Japanese."""
    if source.strip() and has_cjk(target) and not has_cjk(source):
        hint = "are source and translation swapped?"
        raise FormatError("the source holds neither Chinese nor Japanese", path=path, hint=hint)


def _json_lines(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps({"source": row.source, "target": row.target, "score": row.score})


def _full_lines(rows: list[Row], source: str, target: str) -> Iterator[str]:
    sources, targets = ([printable(span.of(text)) for span in line_spans(text)] for text in (source, target))
    for row in rows:
        texts = [sources[number] for number in row.source] + [targets[number] for number in row.target]
        if any(map(str.strip, texts)):
            yield f"{_numbers(row.source)} → {_numbers(row.target)}  {row.score:.2f}"
            yield from (f"    {text}" for text in texts if text.strip())


def _numbers(lines: tuple[int, ...]) -> str:
    """`3`, `3-5` or a dash, counted from 1."""
    if not lines:
        return _NOTHING
    return f"{lines[0] + 1}-{lines[-1] + 1}" if len(lines) > 1 else str(lines[0] + 1)
