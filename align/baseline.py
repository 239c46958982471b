"""The file of old findings, `align-baseline.json`: read, and written so that a diff of it can be read.

    {"version": 1, "findings": {
     "en/summit.txt": [
      {"code": "N301", "source": "高市早苗", "target": "Taro Kono", "near": "5d41402a"}
     ]
    }}

Files are named by their paths from the folder of the baseline, with `/`. `near` stands for the sentence.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from align.errors import AlignError, ConfigError
from align.files import content, put
from align.rules.baseline import Baseline, Entry
from align.text.safe_json import dumps

_VERSION: Final = 1
_HINT: Final = "mend it, or remove it: `align check --update-baseline` then writes a new one"
_CONFLICT: Final = re.compile(rb"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)


def read(path: Path) -> Baseline:
    """The old findings in a file, none where there is no file; ConfigError where it is no baseline."""
    try:
        raw = content(path)
    except OSError as error:
        raise ConfigError(f"the baseline cannot be read: {error.strerror}", path=path) from error
    if raw is None:
        return Baseline({})
    try:
        data = json.loads(raw.decode())
    except UnicodeDecodeError as error:
        raise ConfigError("the baseline is not UTF-8", path=path, hint=_HINT) from error
    except json.JSONDecodeError as error:
        if mark := _CONFLICT.search(raw):
            message = "the baseline holds the marks of a merge that was not finished"
            raise ConfigError(message, path=path, line=raw.count(b"\n", 0, mark.start()) + 1, hint=_HINT) from error
        message = f"the baseline is not JSON: {error.msg}"
        raise ConfigError(message, path=path, line=error.lineno, column=error.colno, hint=_HINT) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"the baseline is not JSON: {error}", path=path, hint=_HINT) from error
    try:
        if data["version"] != _VERSION:
            message = f"the baseline is of version {data['version']!r}, this program knows {_VERSION}"
            raise ConfigError(message, path=path, hint=_HINT)
        return Baseline({str(file): tuple(map(_entry, entries)) for file, entries in data["findings"].items()})
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError("this is no baseline of findings", path=path, hint=_HINT) from error


def write(path: Path, baseline: Baseline) -> None:
    """Replace the file in one step; AlignError where it cannot be written."""
    try:
        put(path, "".join(_lines(baseline)).encode(), private=False)
    except OSError as error:
        hint = "choose another place: --baseline FILE"
        raise AlignError(f"the baseline cannot be written: {error.strerror}", path=path, hint=hint) from error


def name_of(file: Path, baseline: Path) -> str:
    """What a baseline calls a file: its path from the baseline's folder, with `/`; the whole path on another drive."""
    try:
        return Path(os.path.relpath(file, baseline.absolute().parent)).as_posix()
    except ValueError:
        return file.absolute().as_posix()


def gone(baseline: Baseline, path: Path) -> tuple[str, ...]:
    """The files of a baseline that are no longer there."""
    folder = path.absolute().parent
    return tuple(file for file in baseline.files if not (folder / file).exists())


def _entry(row: dict[str, str]) -> Entry:
    found = Entry(row["code"], row["source"], row["target"], row["near"])
    if not all(isinstance(part, str) for part in found):
        raise TypeError
    return found


def _lines(baseline: Baseline) -> Iterator[str]:
    yield f'{{"version": {_VERSION}, "findings": {{'
    between = "\n"
    for file, entries in sorted(baseline.files.items()):
        yield f"{between} {dumps(file)}: [\n"
        yield ",\n".join(f"  {dumps(entry._asdict())}" for entry in sorted(entries))
        yield "\n ]"
        between = ",\n"
    yield "\n}}\n"
