"""Which glossary takes a new entry."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from align.glossary.form import EntryForm
from align.glossary.open_files import Glossaries

NEW = "glossary.yaml"
"""What a glossary is called that is made because there is none."""


def home_of(glossaries: Glossaries, chosen: Path | None, form: EntryForm) -> Path:
    """The file that the settings choose; else the one with the most entries of the same type and origin, else of the
    type; where there is no glossary, a new one in the working folder."""
    if chosen is not None:
        return chosen
    if not glossaries.paths:
        return Path(NEW)
    alike: Counter[str] = Counter()
    for entity in glossaries.lexicon():
        if entity.type == form.type:
            alike[entity.path] += 1000 if entity.origin == form.origin else 1
    best = next((path for path, _ in alike.most_common(1)), "")
    return next((path for path in glossaries.paths if str(path) == best), glossaries.paths[-1])
