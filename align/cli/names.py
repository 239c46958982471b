"""`align names`: what is known of a name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from align import config
from align.alignment.dossier import Dossier, Dossiers, Entry
from align.cli import options
from align.cli.name_sheet import sheet
from align.cli.output import note, results
from align.cli.runs import consult_reader
from align.errors import FormatError
from align.formats.base import decode
from align.glossary.lexicon import Lexicon, load_lexicon
from align.glossary.whos_who import whos_who
from align.names.characters import Scripts, Written
from align.names.explain import Explanation, Reading
from align.names.transcribed import Transcribed
from align.names.variants import EnglishForm
from align.rules.by_relation import RULE_OF
from align.text.safe_json import dumps

_STDIN = "-"


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["zh", "ja"]), help="The language of the names; guessed when absent.")
@options.knowledge
@options.reader
@click.option("--output-format", type=click.Choice(["full", "jsonl"]), default="full", help="How names are printed.")
@options.stream
def names(
    names: tuple[str, ...], lang: str | None, output_format: str, output: Path | None, quiet: bool, **flags: Any
) -> None:
    """Explain a name: readings, romanisations, orders.

    A NAME is one in Chinese or Japanese characters, kana or English, whole or a family name alone; - reads one a line
    from standard input. What a glossary knows is shown with every English form that one meets, right or wrong, and the
    rule that reports each wrong one. Below stands whom the built-in who's who knows by the name, which only proposes. Of any
    other name the characters tell how it can be read, and what the rules of other cultures make of them.

    \b
    Examples:
      align names 高市早苗 --glossary glossaries/
      align names --lang ja --output-format jsonl - < names.txt
    """
    settings = config.load(config.nearest(Path()), options.typed(**flags))
    if not settings.glossaries and not quiet and not flags["no_glossary"]:
        said_by = "only the who's who and the characters" if settings.lexicon else "only the characters"
        note(f"no glossary is given, so that {said_by} can tell; name one with --glossary PATH")
    consult_reader(settings)
    lexicon = load_lexicon(settings.glossaries) if settings.glossaries else Lexicon.empty()
    dossiers = Dossiers(lexicon, settings.style, whos_who() if settings.lexicon else None)
    with results(output) as out:
        for number, name in enumerate(_asked(names)):
            dossier = dossiers.of(name, lang or "")
            if output_format == "jsonl":
                out.write(f"{dumps(_fields(dossier))}\n")
            else:
                out.writelines(f"{line}\n" for line in ("",) * bool(number) + tuple(sheet(dossier)))


def _asked(names: tuple[str, ...]) -> Iterator[str]:
    """The names, with the lines of standard input in the place of `-`."""
    for name in names:
        if name != _STDIN:
            yield name
            continue
        if sys.stdin is None:
            raise FormatError("standard input is closed", path=_STDIN)
        lines = decode(sys.stdin.buffer.read(), Path(_STDIN)).split("\n")
        yield from (line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1]))


def _fields(dossier: Dossier) -> Mapping[str, object]:
    """A name as JSON; what is not known is null or empty."""
    return {
        "name": dossier.name,
        "lang": dossier.lang or None,
        "readings": [_reading_fields(reading) for reading in dossier.readings],
        "forms": _script_fields(dossier.scripts),
        "known": [_entry_fields(entry) for entry in dossier.entries],
        "guessed": dossier.guessed,
        "family": dossier.family or None,
        "given": dossier.given or None,
        "mandarin": dossier.mandarin or None,
        "orders": dossier.orders,
        **_explanation_fields(dossier.explanation),
    }


def _reading_fields(reading: Reading) -> Mapping[str, object]:
    return {
        "kana": reading.kana or None,
        "romaji": reading.romaji,
        "family": reading.family or None,
        "given": reading.given or None,
        "likelihood": reading.likelihood,
        "from": reading.sources,
    }


def _script_fields(scripts: Scripts) -> Mapping[str, str | None]:
    def text(form: Written | None) -> str | None:
        return form.text if form else None

    return {"zh-Hans": text(scripts.hans), "zh-Hant": text(scripts.hant), "ja": text(scripts.ja)}


def _entry_fields(entry: Entry) -> Mapping[str, object]:
    entity = entry.entity
    return {
        "id": entity.id,
        "name": entity.full,
        "type": entity.type,
        "origin": entity.origin,
        "as": entry.kind.name.lower(),
        "path": entity.path,
        "line": entity.line,
        "authority": entity.authority,
        "certainty": entity.certainty,
        "note": entity.note or None,
        "sources": {form.lang: form.full for form in entity.sources},
        "orders": entry.orders,
        "english": [_form_fields(form) for form in entry.forms],
    }


def _form_fields(form: EnglishForm) -> Mapping[str, object]:
    wrong = form.relation is not None and form.status == "wrong"
    return {
        "text": form.text,
        "role": form.role,
        "order": form.order or None,
        "status": form.status,
        "relation": form.relation,
        "rule": RULE_OF[form.relation].code if wrong and form.relation else None,
        "why": form.why,
    }


def _explanation_fields(explanation: Explanation | None) -> Mapping[str, object]:
    """What language alone says; empty lists and null where glossary entries say it."""
    said = explanation or Explanation("")
    whole, family = (
        [{"text": one.text, "system": one.system} for one in found] for found in (said.spellings, said.family_spellings)
    )
    return {
        "spellings": whole,
        "family_spellings": family,
        "cultures": said.cultures,
        "transcribed": list(map(_transcribed_fields, said.transcribed)),
        "remark": said.remark or None,
    }


def _transcribed_fields(transcribed: Transcribed) -> Mapping[str, object]:
    spellings = [
        {"text": one.spelling, "likelihood": round(one.likelihood, 4), "from": one.sources}
        for one in transcribed.spellings
    ]
    return {"part": transcribed.part, "spellings": spellings}
