"""Japanese names with their readings, as the packages have them: ENAMDICT, the personal name dataset, SudachiDict.

ENAMDICT is the file that the Debian package `enamdict` installs (EUC-JP); the others are Python packages.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from align.names.romanise import hepburn
from align.text.fold import fold_source
from align.text.scripts import is_han, is_kana

ENAMDICT = Path("/usr/share/edict/enamdict")

_ENTRY = re.compile(r"(?P<form>\S+) (?:\[(?P<kana>\S+)\] )?/\((?P<tags>[a-z,]+)\) (?P<latin>[^/]*)/")
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_YEARS = re.compile(r"\s*\(.*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of ENAMDICT: the writing, its kana in hiragana, its tags, and the first of its spellings."""

    form: str
    kana: str
    tags: frozenset[str]
    latin: str


@dataclass(slots=True)
class Names:
    """What the sources list, each pair under its folded writing and kana.

    `families` and `givens` say which sources list a pair: capital letters, E (ENAMDICT, as a name of that kind), U
    (ENAMDICT, as a name of no known kind), J (the personal name dataset), P (its popular names), S (SudachiDict), T (the
    one that Sudachi chooses in a full name). `population` has the bearers of a family name.
    """

    families: defaultdict[str, defaultdict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    givens: defaultdict[str, defaultdict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    population: dict[tuple[str, str], int] = field(default_factory=dict)
    writings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def hiragana(kana: str) -> str:
    """Katakana as hiragana, old kana as new ones."""
    plain = "".join(chr(ord(ch) - 0x60) if "ァ" <= ch <= "ヶ" else ch for ch in kana)
    return plain.replace("ゐ", "い").replace("ゑ", "え").replace("・", "")


def key(form: str) -> str:
    """What a writing is looked up by: folded, so that old, simplified and Japanese characters are one."""
    return fold_source(form).text


def entries(path: Path = ENAMDICT) -> Iterator[Entry]:
    """The names of ENAMDICT that are written with Han characters and kana."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in raw.decode("euc_jp", "replace").splitlines():
        found = _ENTRY.match(line)
        if found is None or not all(is_han(ch) or is_kana(ch) or ch == "々" for ch in found["form"]):
            continue
        kana = hiragana(found["kana"] or found["form"])
        if _HIRAGANA.fullmatch(kana):
            latin = _YEARS.sub("", found["latin"])
            yield Entry(found["form"], kana, frozenset(found["tags"].split(",")), latin)


def names(path: Path = ENAMDICT) -> Names:
    """The family and given names that ENAMDICT and the personal name dataset list."""
    found = Names()
    for entry in entries(path):
        form = key(entry.form)
        if not any(map(is_han, form)):
            continue
        if entry.tags & {"s", "f", "m", "g", "u"}:
            found.writings[form].add(entry.form)
        if "s" in entry.tags:
            found.families[form][entry.kana].add("E")
        if entry.tags & {"f", "m", "g"}:
            found.givens[form][entry.kana].add("E")
        if "u" in entry.tags and 1 < len(form) < 5:
            found.givens[form][entry.kana].add("U")
    _personal_names(found)
    _sudachi(found)
    return found


def _personal_names(found: Names) -> None:
    package = find_spec("japanese_personal_name_dataset")
    assert package is not None
    assert package.submodule_search_locations is not None
    folder = Path(package.submodule_search_locations[0]) / "dataset"
    for kind, mark in (("org", "J"), ("opti", "P")):
        for gender in ("man", "woman"):
            with (folder / f"first_name_{gender}_{kind}.csv").open(encoding="utf-8") as file:
                for kana, _, *forms in csv.reader(file):
                    for form in filter(None, forms):
                        if _HIRAGANA.fullmatch(hiragana(kana)) and any(map(is_han, form)):
                            found.givens[key(form)][hiragana(kana)].add(mark)
                            found.writings[key(form)].add(form)
    with (folder / "last_name_org.csv").open(encoding="utf-8") as file:
        for form, count, kana, _ in csv.reader(file):
            pair = key(form), hiragana(kana)
            found.families[pair[0]][pair[1]].add("J")
            found.population[pair] = found.population.get(pair, 0) + int(count)


def _sudachi(found: Names) -> None:
    """What SudachiDict lists for the names that the other sources list."""
    from sudachipy import Dictionary, SplitMode

    dictionary = Dictionary()
    tokenizer = dictionary.tokenizer(SplitMode.C)
    for form, writings in found.writings.items():
        for writing in sorted(writings):
            listed = {(word.part_of_speech()[3], hiragana(word.reading_form())) for word in dictionary.lookup(writing)}
            for names, kind, full, at in (
                (found.families, "姓", f"{writing}太郎", 0),
                (found.givens, "名", f"田中{writing}", 1),
            ):
                kanas = {kana for place, kana in listed if place == kind and _HIRAGANA.fullmatch(kana)}
                if kanas:
                    words = tokenizer.tokenize(full)
                    chosen = (
                        hiragana(words[at].reading_form()) if len(words) == 2 and words[at].surface() == writing else ""
                    )
                    for kana in sorted(kanas):
                        names[form][kana].update("S" if kana != chosen else "ST")


def full_names(path: Path = ENAMDICT) -> Iterator[tuple[str, str, str]]:
    """Each full name of a Japanese in ENAMDICT, folded, with the kana of its family and given name."""
    for entry in entries(path):
        words = entry.latin.split()
        if "h" in entry.tags and len(words) == 2 and any(map(is_han, entry.form)):
            cut = _cut(entry.kana, *map(hepburn.canonical, words))
            if cut:
                yield key(entry.form), entry.kana[:cut], entry.kana[cut:]


def _cut(kana: str, family: str, given: str) -> int:
    """Where the kana are cut so that the parts are spelt so; 0 where no cut or several do."""
    cuts = [
        at
        for at in range(1, len(kana))
        if kana[at] not in "ゃゅょっんーぁぃぅぇぉ" and _spelt(kana[:at]) == family and _spelt(kana[at:]) == given
    ]
    return cuts[0] if cuts else 0


@cache
def _spelt(kana: str) -> str:
    return hepburn.canonical(hepburn.romaji(kana)) if hepburn.is_kana_reading(kana) else ""
