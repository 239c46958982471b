"""The files that `align init` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from align.config import FAIL_ON, SOURCE_LANGS
from align.config.writing import toml_value
from align.names.style import PROFILES

GLOSSARY: Final = """\
# yaml-language-server: $schema=./glossary.schema.json
#
# Who and what the texts name, and what each is called in English. Three strings make an entry:
#
#   - en: Hanako Tanaka
#     ja: 田中花子
#     zh: 田中花子
#
# The first entry takes the place of the [] below. `align glossary extract --into FILE` proposes entries from the texts,
# `align glossary lint FILE` checks what stands here.
version: 1
entities: []
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a starter configuration says. `lang` is empty where languages are to be guessed, `patterns` are pairs of
    target and source as `documents` has them, the source empty for bilingual files."""

    glossaries: Sequence[str]
    style: str
    lang: str
    patterns: Sequence[tuple[str, str]]


def configuration(answers: Answers) -> str:
    """The text of an align.toml."""
    return "\n".join(_lines(answers)) + "\n"


def _lines(answers: Answers) -> Iterator[str]:
    yield "# Settings of align for this folder and all below it; `align config` shows what applies, and why."
    yield ""
    yield "# Who and what is called how: globs, from this folder on."
    yield f"glossaries = {toml_value(list(answers.glossaries))}"
    yield ""
    yield f"# How names are written in English: {', '.join(PROFILES)}."
    yield f"style = {toml_value(answers.style)}"
    yield ""
    yield f"# The language of sources that do not say it themselves, guessed if absent: {', '.join(SOURCE_LANGS)}."
    yield f"source-lang = {toml_value(answers.lang)}" if answers.lang else '# source-lang = "zh-Hans"'
    yield ""
    yield "# What `align check` checks where no PATH is typed. {name} is the same word in translation and source."
    if answers.patterns:
        yield "documents = ["
        for target, source in answers.patterns:
            entry = {"source": source, "target": target} if source else {"target": target}
            yield f"  {toml_value(entry)},"
        yield "]"
    else:
        yield '# documents = [{ source = "source/{name}.zh.md", target = "en/{name}.md" }]'
    yield ""
    yield "# Rules that are not for these texts; `align explain` lists them all."
    yield "ignore = []"
    yield ""
    yield f"# From this severity on a check fails: {', '.join(FAIL_ON)}."
    yield 'fail-on = "error"'
