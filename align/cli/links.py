"""`align links`: which English name renders which source name, whether or not a rule objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from align.alignment.link import Aligned
from align.cli import options
from align.cli.inputs import batches
from align.cli.output import results
from align.cli.reviewed import reviewed, tell
from align.cli.runs import checker_of, documents_of, lexicon_of, showing_progress
from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.model.alignment import Link, Mention
from align.model.segment import Where
from align.reports.fields import span_fields
from align.text.place import printable
from align.text.safe_json import dumps

_NOBODY = "–"


@click.command()
@options.inputs
@options.knowledge
@options.discovery
@options.aligner
@options.reviewed
@click.option("--output-format", type=click.Choice(["full", "jsonl"]), default="full", help="How links are printed.")
@options.stream
def links(
    paths: tuple[str, ...], source: Path | None, output_format: str, output: Path | None, quiet: bool, **flags: Any
) -> None:
    """Show which English name renders which source name.

    Whether or not a rule objects: every name found on either side stands in exactly one line; a side that is missing
    is shown as – (null in JSON).

    \b
    Examples:
      align links en.txt --source zh.txt --glossary glossaries/
      align links bitext.jsonl --glossary names.yaml --output-format jsonl
    """
    asked = batches(paths, source, options.typed(**flags))
    printed = _json_lines if output_format == "jsonl" else _full_lines
    with results(output) as out:
        lines: list[str] = []
        remarks: list[str] = []
        with showing_progress(quiet=quiet) as progress:
            for batch in asked:
                lexicon = lexicon_of(batch)
                log = reviewed(batch.settings)
                checker = checker_of(batch, lexicon, decisions=log.decisions if log else None)
                lines += printed(checker.aligned(documents_of(batch, lexicon, progress)))
                remarks += log.remarks if log else ()
        out.writelines(f"{line}\n" for line in lines)
    if not quiet:
        tell(remarks)


def _json_lines(texts: Iterable[Aligned]) -> Iterator[str]:
    for text in texts:
        for alignment in text.alignments:
            segment = alignment.segment
            for link in alignment.links:
                entity = _identified(link, text.lexicon)
                yield dumps(
                    {
                        "document": segment.document,
                        "segment": segment.key,
                        "source": _span(link.source, segment.source, segment.source_at),
                        "target": _span(link.target, segment.target, segment.target_at),
                        "entity": {"id": entity.id, "name": entity.full} if entity else None,
                        "kind": _kind(link, text.lexicon),
                        "score": round(link.score, 4),
                        "evidence": [evidence.text for evidence in link.why],
                    }
                )


def _span(mention: Mention | None, text: str | None, where: Where | None) -> object:
    return span_fields(mention.span, text, where) if mention else None


def _identified(link: Link, lexicon: Lexicon) -> Entity | None:
    """Whom a glossary or the who's who knows by the name; None where nobody does, and where several fit."""
    entity = lexicon.entity(link.entity) if link.entity else None
    return entity if entity and entity.is_identified else None


def _kind(link: Link, lexicon: Lexicon) -> str:
    """What the name is a name of; one of which several entries fit is taken for a person's."""
    return lexicon.entity(link.entity).type if link.entity else "person"


def _full_lines(texts: Iterable[Aligned]) -> Iterator[str]:
    for text in texts:
        for alignment in text.alignments:
            place = printable(alignment.segment.place)
            for link in alignment.links:
                source, target = (
                    printable(mention.surface) if mention else _NOBODY for mention in (link.source, link.target)
                )
                entity = _identified(link, text.lexicon)
                name = f"  {printable(entity.full)}" if entity else ""
                yield f"{place}: {source} → {target}  {link.verdict.value} {link.score:.2f}{name}"
                yield from (f"    {printable(evidence.text)}" for evidence in link.why)
