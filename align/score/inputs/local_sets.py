"""Test sets that sacrebleu has fetched: read where it keeps them, and never fetched from here.

sacrebleu writes the texts of a test set to files of one segment a line, `NAME/NAME.zh-en.src`, `.ref`, `.docid` and so on,
below the folder in `$SACREBLEU`, else `~/.sacrebleu`. Of several references those count that sacrebleu itself takes.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align.errors import AlignError, FormatError
from align.formats.base import decode, read_bytes
from align.formats.languages import is_english, source_of
from align.score.inputs.plain import lines_of
from align.score.inputs.sheet import Column, Place, Role, Sheet


def read(name: str, pair: str) -> Sheet:
    """The source, references and documents of a test set; AlignError where it is not there.

    `pair` is that of its languages, such as `zh-en`; it may be empty if one pair alone was fetched.
    """
    known = _known(name)
    folder = _folder() / name
    pair = pair or _only_pair(name, folder)
    source, _, target = pair.partition("-")
    if not is_english(target):
        raise AlignError(f"{pair} is no pair with English as its second language", hint="write --language-pair zh-en")
    if pair not in known.langpairs:
        pairs = sorted(each for each in known.langpairs if is_english(each.partition("-")[2]))
        hint = f"its pairs with English: {', '.join(pairs)}" if pairs else "nothing in it is translated into English"
        raise AlignError(f"the test set {name} has no language pair {pair}", hint=hint)
    stem = f"{name.replace('/', '_')}.{pair}"
    references = list(_references(known, pair, folder, stem))
    fields = ["src", *references, *(["docid"] if (folder / f"{stem}.docid").is_file() else [])]
    lines = {field: _lines(folder / f"{stem}.{field}", name, pair) for field in fields}
    for field, texts in lines.items():
        if len(texts) != len(lines["src"]):
            message = (
                f"the test set {name} is damaged: {len(lines['src']):,} lines of source and {len(texts):,} in .{field}"
            )
            raise FormatError(message, path=folder, hint=f"delete the folder and run: {_fetch(name, pair)}")
    documents = lines.get("docid") or [""] * len(lines["src"])
    places = tuple(Place(document, "", number) for number, document in enumerate(documents, 1))
    columns: dict[Column, tuple[str | None, ...]] = {Column(Role.SOURCE): tuple(lines["src"])}
    columns |= {Column(Role.REFERENCE, field): tuple(lines[field]) for field in references}
    return Sheet(folder / f"{stem}.src", places, columns, source_lang=source_of(source))


def _known(name: str) -> Any:
    """What sacrebleu knows of a test set; AlignError where it knows none of this name."""
    # Loads half a second's worth of modules.
    from sacrebleu.dataset import DATASETS

    if name not in DATASETS:
        close = difflib.get_close_matches(name, DATASETS, n=1)
        hint = f"did you mean {close[0]}?" if close else "sacrebleu --list shows all"
        raise AlignError(f"there is no test set {name!r}", hint=hint)
    return DATASETS[name]


def _folder() -> Path:
    told = os.environ.get("SACREBLEU")
    return Path(told) if told else Path("~/.sacrebleu").expanduser()


def _only_pair(name: str, folder: Path) -> str:
    """The language pair of a test set, where it was fetched in one alone."""
    stem = f"{name.replace('/', '_')}."
    pairs = sorted(path.name.removeprefix(stem).removesuffix(".src") for path in folder.glob(f"{stem}*.src"))
    pairs = [pair for pair in pairs if is_english(pair.partition("-")[2])]
    if len(pairs) == 1:
        return pairs[0]
    if not pairs:
        raise _absent(name, "zh-en", folder)
    raise AlignError(f"the test set {name} is here in {', '.join(pairs)}", hint="say which: --language-pair zh-en")


def _references(known: Any, pair: str, folder: Path, stem: str) -> Iterator[str]:
    """The last parts of the names of the files with references that count."""
    languages = known.langpairs[pair]
    counted = known.kwargs.get("refs")
    if isinstance(languages, dict):
        counted = languages.get("refs", counted)
    if counted is None:
        yield from sorted(path.name.removeprefix(f"{stem}.") for path in folder.glob(f"{stem}.ref*"))
    else:
        yield from (f"ref-{translator}" if translator else "ref" for translator in counted)


def _lines(path: Path, name: str, pair: str) -> list[str]:
    if not path.is_file():
        raise _absent(name, pair, path.parent)
    return lines_of(decode(read_bytes(path), path))


def _absent(name: str, pair: str, folder: Path) -> AlignError:
    message = f"the test set {name} is not here: nothing of it for {pair} is in {folder}"
    return AlignError(message, hint=f"nothing is fetched from here; run: {_fetch(name, pair)}")


def _fetch(name: str, pair: str) -> str:
    return f"sacrebleu -t {name} -l {pair} --echo src > /dev/null"
