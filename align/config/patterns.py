"""Patterns that name files: globs, and those of `documents`, by which a translation finds its source.

`*` and `?` stay within one folder, `**/` stands for any folders or none, and `{name}` is one word, without `/`, that is
the same in source and translation. Everything else is meant as it is written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final

NAME: Final = "{name}"
_SPECIAL: Final = re.compile(r"(\*\*/|\*\*|\*|\?|\{name\})")
_MEANS: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", NAME: "[^/]+"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation with what is known of it: `source` is None for a text without one or a bilingual file."""

    target: Path
    source: Path | None = None
    source_lang: str = ""
    date: str = ""

    @property
    def has_source(self) -> bool:
        """Whether the source is there, if there is to be one."""
        return self.source is None or self.source.exists()


@dataclass(frozen=True, slots=True)
class DocumentPattern:
    """One entry of `documents`: `target` and `source` may hold `{name}`, which stands for the same word in both. What
    `*`, `?` and `**/` stand for in `target` they stand for in `source` too, each in its turn."""

    folder: Path
    target: str
    source: str = ""
    source_lang: str = ""
    date: str = ""

    def pairs(self) -> Iterator[Pair]:
        """The translations that stand in the folder, sorted."""
        for path in sorted(files(self.folder, self.target.replace(NAME, "*")), key=lambda path: path.parts):
            pair = self.pair_of(path)
            if pair is not None and not path.is_dir():
                yield pair

    def pair_of(self, target: Path) -> Pair | None:
        """The pair that `target` belongs to, None where this entry does not name it, or names it as a source."""
        inside = place_in(self.folder, target)
        match = glob(self.target).fullmatch(inside) if inside else None
        if match is None or self.names_source(target, self.target):
            return None
        source = self.folder / _filled(self.source, self.target, match) if self.source else None
        return Pair(target, source, self.source_lang, self.date)

    def names_source(self, path: Path, target: str) -> bool:
        """Whether a file that the pattern `target` takes for a translation is a source of this entry: `source` spells
        more of its name out, as `{name}.zh.md` does of a.zh.md beside `{name}.md`."""
        if not self.source or literals(self.source) <= literals(target):
            return False
        inside = place_in(self.folder, path)
        return inside is not None and glob(self.source).fullmatch(inside) is not None


def from_root(path: Path) -> Path:
    """The whole path, with `..` taken out and links left as they are."""
    return Path(_from_root(path))


def place_in(folder: Path, path: Path) -> str | None:
    """The path of a file from a folder on, with `/`; None where it does not stand below it."""
    # As texts: thousands of files are asked about, each by every pattern, and `relative_to` takes several times as long.
    above, whole = (os.path.join(_from_root(each), "") for each in (folder, path))  # noqa: PTH118
    if not os.path.normcase(whole).startswith(os.path.normcase(above)):
        return None
    return whole[len(above) : -1].replace(os.sep, "/") or "."


def _from_root(path: Path) -> str:
    return os.path.normpath(path if path.is_absolute() else f"{Path.cwd()}{os.sep}{path}")


@lru_cache(maxsize=256)
def glob(pattern: str) -> re.Pattern[str]:
    """What matches the whole path, with `/`, of a file that the pattern names; each special sign is a group."""
    seen = 0
    parts = _SPECIAL.split(pattern)
    for at, part in enumerate(parts):
        if at % 2 == 0:
            parts[at] = re.escape(part)
        elif part == NAME and seen:
            parts[at] = f"(\\{seen})"
        else:
            parts[at] = f"({_MEANS[part]})"
            seen = at // 2 + 1 if part == NAME else seen
    return re.compile("".join(parts), re.DOTALL)


def signs(pattern: str) -> list[str]:
    """The special signs of a pattern, in order."""
    return _SPECIAL.findall(pattern)


def literals(pattern: str) -> int:
    """How much of a path the pattern spells out."""
    return len(_SPECIAL.sub("", pattern))


def files(folder: Path, pattern: str) -> Iterator[Path]:
    """What a glob matches from `folder` on; nothing for a pattern that cannot match."""
    # To the standard library brackets are special as well.
    known = pattern.replace("[", "[[]")
    try:
        if Path(pattern).is_absolute():
            anchor = Path(pattern).anchor
            yield from Path(anchor).glob(PurePath(known).relative_to(anchor).as_posix())
        else:
            yield from folder.glob(known)
    except ValueError:
        return


def _filled(source: str, target: str, match: re.Match[str]) -> str:
    """The path of the source whose translation `match` has found."""
    found = list(zip(signs(target), match.groups(), strict=True))
    name = next((text for sign, text in found if sign == NAME), "")
    texts = {sign: iter([text or "" for each, text in found if each == sign]) for sign in _MEANS}
    return _SPECIAL.sub(lambda sign: name if sign[0] == NAME else next(texts[sign[0]], sign[0]), source)
