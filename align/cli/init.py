"""`align init`: a configuration and a glossary to begin with, from what stands in a folder and three questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from align import files
from align.cli.layout import Layout, layout_of
from align.cli.starter import GLOSSARY, Answers, configuration
from align.config import SOURCE_LANGS
from align.config.reading import OWN, own_file, shared_file
from align.errors import AlignError, ConfigError
from align.glossary.schema import json_schema
from align.names.style import DEFAULT, PROFILES
from align.text.place import printable

_GUESS = "guess"
_NEW_GLOSSARY = Path("glossaries", "names.yaml")
_SCHEMA = Path("glossaries", "glossary.schema.json")


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--yes", "-y", is_flag=True, help="Ask nothing and take what stands in the folder.")
def init(folder: Path, yes: bool) -> None:
    """Write a starter configuration and glossary.

    Looks at what stands in FOLDER (the working folder if it is left out), asks at most three questions and writes
    align.toml and, if there is no glossary yet, glossaries/names.yaml with the schema by which editors complete it. Asks
    nothing where standard input is no terminal. Files that are there stay as they are.

    \b
    Examples:
      align init
      align init translations/ --yes
    """
    _refuse_second(folder)
    layout = layout_of(folder)
    answers = _defaults(layout) if yes or not _is_terminal() else _asked(layout)
    for path in _written(folder, layout, answers):
        click.echo(f"wrote {printable(path.as_posix())}")
    for line in _next(folder, answers):
        click.echo(line)


def _refuse_second(folder: Path) -> None:
    """ConfigError where the folder has a configuration."""
    own = own_file(folder)
    if own is not None:
        hint = "edit it, or delete it first; `align config` shows what it sets"
        raise ConfigError("there is a configuration already", path=own, hint=hint)
    shared = shared_file(folder)
    if shared is not None:
        hint = "edit it there, or take [tool.align] out first; `align config` shows what it sets"
        raise ConfigError("there is a configuration already, [tool.align]", path=shared, hint=hint)


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _defaults(layout: Layout) -> Answers:
    glossaries = layout.glossaries or (f"{_NEW_GLOSSARY.parent.as_posix()}/*.yaml",)
    return Answers(glossaries, DEFAULT.name, layout.lang, layout.patterns)


def _asked(layout: Layout) -> Answers:
    known = _defaults(layout)
    langs = click.Choice((*SOURCE_LANGS, _GUESS))
    lang = click.prompt("Language of the sources", default=known.lang or _GUESS, type=langs, err=True)
    patterns = known.patterns
    if patterns:
        for target, source in patterns:
            click.echo(f"  {printable(target)}{f' translates {printable(source)}' if source else ''}", err=True)
        if not click.confirm("Check these where no PATH is typed?", default=True, err=True):
            patterns = ()
    style = click.prompt("House style", default=known.style, type=click.Choice(list(PROFILES)), err=True)
    return Answers(known.glossaries, style, "" if lang == _GUESS else lang, patterns)


def _written(folder: Path, layout: Layout, answers: Answers) -> Iterator[Path]:
    """Writes the files and gives the path of each, the configuration, which names the others, last."""
    if not layout.glossaries:
        (folder / _NEW_GLOSSARY.parent).mkdir(exist_ok=True)
        schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
        for name, text in ((_SCHEMA, schema), (_NEW_GLOSSARY, GLOSSARY)):
            if not (folder / name).exists():
                yield _write(folder / name, text)
    yield _write(folder / OWN, configuration(answers))


def _write(path: Path, text: str) -> Path:
    try:
        files.replace(path, text.encode(), old=None)
    except OSError as error:
        raise AlignError(f"the file cannot be written: {error.strerror}", path=path) from error
    return path


def _next(folder: Path, answers: Answers) -> Iterator[str]:
    """What to type now."""
    place = "" if folder == Path() else f" {printable(folder.as_posix())}"
    if answers.patterns:
        into = printable((folder / _NEW_GLOSSARY).as_posix())
        yield f"next: align check{place}"
        yield f"then: align glossary extract{place} --into {into}"
    else:
        yield "next: align check en.txt --source zh.txt"
